/* Classes of ASCII characters, whatever the locale. Bytes of other characters are in none. */
#ifndef CV2TEX_BASE_ASCII_H
#define CV2TEX_BASE_ASCII_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_letter(char c)
{
    return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}

static inline bool ascii_is_alnum(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}

/* Space, tab, carriage return, line feed. */
static inline bool ascii_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Whether all of a text is ASCII without control characters (DEL aside); eight bytes at a time. */
static inline bool ascii_is_printable(struct str text)
{
    const uint64_t high = 0x8080808080808080u, blanks = 0x2020202020202020u;
    uint64_t eight;
    while (text.len >= sizeof eight) {
        memcpy(&eight, text.ptr, sizeof eight);
        /* A byte below a blank borrows, and so shows in the highest bit of its place. */
        if (((eight | (eight - blanks)) & high) != 0)
            return false;
        text = str_sub(text, sizeof eight, text.len);
    }
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < 0x20 || (unsigned char)text.ptr[i] >= 0x80)
            return false;
    return true;
}

#endif

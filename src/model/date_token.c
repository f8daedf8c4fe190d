#include "model/date_token.h"

#include <stdint.h>

#include "base/ascii.h"
#include "base/utf8.h"

/* The lower-case ASCII letter for a letter, with or without accent, or 0. */
static char fold(uint32_t cp)
{
    /* U+00C0 to U+00FF */
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo*ouuuuypy";
    if (cp >= 'A' && cp <= 'Z')
        return (char)(cp + 32);
    if (cp >= 'a' && cp <= 'z')
        return (char)cp;
    return cp >= 0xC0 && cp <= 0xFF && latin[cp - 0xC0] != '*' ? latin[cp - 0xC0] : '\0';
}

static bool is_dash(uint32_t cp)
{
    return (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212;
}

/* Reads the token at s.ptr[i]; returns where it ends, or 0 when no date has such a thing. */
static size_t read_token(struct str s, size_t i, struct date_token *t)
{
    uint32_t cp = 0;
    size_t len = 0, n;
    if (ascii_is_digit(s.ptr[i])) {
        t->kind = DATE_TOKEN_NUMBER;
        for (; i < s.len && ascii_is_digit(s.ptr[i]) && t->digits < 5; i++, t->digits++)
            t->value = t->value * 10 + (s.ptr[i] - '0');
        return t->digits < 5 ? i : 0;
    }
    while (i < s.len && (n = utf8_decode(s.ptr + i, s.ptr + s.len, &cp)) > 0 && fold(cp)) {
        if (len + 1 == DATE_WORD_MAX)
            return 0;
        t->kind = DATE_TOKEN_WORD;
        t->word[len++] = fold(cp);
        i += n;
    }
    if (len > 0)
        return i;
    n = utf8_decode(s.ptr + i, s.ptr + s.len, &cp);
    t->kind = DATE_TOKEN_SIGN;
    t->sign = '~';
    if (is_dash(cp))
        return i + n;
    if (str_starts(str_sub(s, i, s.len), STR("..")))
        return i + 2;
    t->sign = s.ptr[i];
    if (t->sign != '-' || i + 1 == s.len || s.ptr[i + 1] != '-')
        return strchr("-/.,:+", t->sign) != NULL && t->sign != '\0' ? i + 1 : 0;
    while (i < s.len && s.ptr[i] == '-') /* TeX's -- and --- */
        i++;
    t->sign = '~';
    return i;
}

/* White space at i: its length, or 0. */
static size_t space_at(struct str s, size_t i)
{
    if (strchr(" \t\r\n", s.ptr[i]) != NULL && s.ptr[i] != '\0')
        return 1;
    return str_starts(str_sub(s, i, s.len), STR("\u00A0")) ? 2 : 0;
}

bool date_tokenize(struct str s, struct date_tokens *t)
{
    size_t count = 0;
    bool spaced = false;
    for (size_t i = 0; i < s.len;) {
        size_t space = space_at(s, i);
        if (space > 0) {
            spaced = true;
            i += space;
            continue;
        }
        if (count == DATE_TOKENS_MAX)
            return false;
        struct date_token *token = &t->list[count++];
        token->spaced = spaced;
        spaced = false;
        i = read_token(s, i, token);
        if (i == 0)
            return false;
    }
    return true;
}

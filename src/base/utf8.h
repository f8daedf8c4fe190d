/* UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef CV2TEX_BASE_UTF8_H
#define CV2TEX_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Decodes the code point at p (p < end) into *cp and returns its length in bytes, 1 to 4.
 * Returns 0, and leaves *cp alone, where the bytes are not valid UTF-8.
 */
size_t utf8_decode(const char *p, const char *end, uint32_t *cp);

/* Writes cp (a valid scalar value) to out and returns the number of bytes, 1 to 4. */
size_t utf8_encode(uint32_t cp, char out[4]);

/* Byte offset of the first invalid sequence in s, or s.len when s is valid. */
size_t utf8_check(struct str s);

/* The first characters of s, at most `most` bytes. */
struct str utf8_clip(struct str s, size_t most);

/* Whether s has nothing but white space and characters that print nothing: joiners, marks of order. */
bool utf8_is_blank(struct str s);

/* Terminal columns that cp takes: 0 for combining and control, 2 for wide East Asian, else 1. */
int utf8_width(uint32_t cp);

#endif

/* A slice of text: pointer and length, never NUL-terminated, never owned. */
#ifndef CV2TEX_BASE_STR_H
#define CV2TEX_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
    const char *ptr; /* may be NULL only when len is 0 */
    size_t len;      /* bytes */
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_NONE ((struct str){NULL, 0})

/* For printf's "%.*s". */
#define STR_FMT(s) (int)(s).len, (s).ptr

static inline struct str str_of(const char *z)
{
    return (struct str){z, strlen(z)};
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_is(struct str a, const char *z)
{
    return str_eq(a, str_of(z));
}

static inline bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

/* The part of s from byte `from` up to (not including) byte `to`, both clamped to s. */
static inline struct str str_sub(struct str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (struct str){s.ptr != NULL ? s.ptr + from : NULL, to - from};
}

/* s without ASCII white space (space, tab, CR, LF) at either end. */
struct str str_trim(struct str s);

/* Byte offset of the first `c` in s at or after `from`, or s.len. */
size_t str_find(struct str s, size_t from, char c);

static inline bool str_has(struct str s, char c)
{
    return str_find(s, 0, c) < s.len;
}

/* ASCII-only comparison without regard to case. */
bool str_eq_nocase(struct str a, struct str b);

/*
 * The candidate closest to `word` by edit distance (transpositions count one), or NULL when none is
 * close enough to be a plausible slip of the pen: at most one edit in three letters.
 */
const char *str_closest(struct str word, const char *const *candidates, size_t count);

#endif

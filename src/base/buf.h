/*
 * A growing output buffer with a sticky error: after the first failed allocation every further
 * append does nothing, and whoever made the buffer checks `failed` once at the end.
 */
#ifndef CV2TEX_BASE_BUF_H
#define CV2TEX_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct buf {
    char *ptr;
    size_t len, cap;
    bool failed;
};

/* The empty buffer; it owns nothing yet. */
#define BUF_INIT ((struct buf){NULL, 0, 0, false})

/* Frees the bytes; the buffer is then BUF_INIT. */
void buf_free(struct buf *b);

/* Makes room for `more` bytes after b->len; false (and b->failed) when memory runs out. */
bool buf_reserve(struct buf *b, size_t more);

void buf_add(struct buf *b, const char *ptr, size_t len);
void buf_adds(struct buf *b, const char *z);
void buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Appends code point cp in UTF-8. */
void buf_add_utf8(struct buf *b, unsigned cp);

/* Appends s as a JSON string with its quotes; what is not UTF-8 becomes U+FFFD. */
void buf_add_json(struct buf *b, struct str s);

static inline void buf_addc(struct buf *b, char c)
{
    if (b->len < b->cap || buf_reserve(b, 1))
        b->ptr[b->len++] = c;
}

static inline void buf_add_str(struct buf *b, struct str s)
{
    buf_add(b, s.ptr, s.len);
}

/* What the buffer holds, valid until the next append. */
static inline struct str buf_str(const struct buf *b)
{
    return (struct str){b->ptr, b->len};
}

#endif

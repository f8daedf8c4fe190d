#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

void buf_free(struct buf *b)
{
    free(b->ptr);
    *b = BUF_INIT;
}

bool buf_reserve(struct buf *b, size_t more)
{
    if (b->failed)
        return false;
    if (b->cap - b->len >= more)
        return true;
    /* Half as much again: appends stay amortized and a large document wastes at most a third. */
    size_t cap = b->cap + b->cap / 2;
    if (cap < 256)
        cap = 256;
    if (cap - b->len < more)
        cap = b->len + more;
    char *ptr = more < SIZE_MAX / 2 ? realloc(b->ptr, cap) : NULL;
    if (ptr == NULL) {
        b->failed = true;
        return false;
    }
    b->ptr = ptr;
    b->cap = cap;
    return true;
}

void buf_add(struct buf *b, const char *ptr, size_t len)
{
    if (len == 0 || !buf_reserve(b, len))
        return;
    memcpy(b->ptr + b->len, ptr, len);
    b->len += len;
}

void buf_adds(struct buf *b, const char *z)
{
    buf_add(b, z, strlen(z));
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0 || !buf_reserve(b, (size_t)len + 1)) {
        b->failed = true;
        return;
    }
    va_start(args, fmt);
    vsnprintf(b->ptr + b->len, (size_t)len + 1, fmt, args);
    va_end(args);
    b->len += (size_t)len;
}

void buf_add_utf8(struct buf *b, unsigned cp)
{
    char bytes[4];
    buf_add(b, bytes, utf8_encode(cp, bytes));
}

void buf_add_json(struct buf *out, struct str s)
{
    const char *p = s.ptr, *end = s.ptr + s.len;
    buf_addc(out, '"');
    while (p < end) {
        uint32_t cp;
        size_t len = utf8_decode(p, end, &cp);
        if (len == 0)
            buf_add_utf8(out, 0xFFFD);
        else if (cp == '"' || cp == '\\')
            buf_addf(out, "\\%c", (char)cp);
        else if (cp < 0x20 || cp == 0x7F)
            buf_addf(out, "\\u%04x", (unsigned)cp);
        else
            buf_add(out, p, len);
        p += len > 0 ? len : 1;
    }
    buf_addc(out, '"');
}

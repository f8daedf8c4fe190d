#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct arena_chunk {
    struct arena_chunk *older;
    max_align_t data[];
};

/* A first chunk that holds a one-page CV keeps small runs small; later ones grow to amortize. */
enum { CHUNK_FIRST = 64 << 10, CHUNK_MAX = 1 << 20 };
/* For any type that is used here: pointers, 64-bit integers, doubles. */
enum { ALIGN = _Alignof(double) > _Alignof(void *) ? _Alignof(double) : _Alignof(void *) };

void arena_init(struct arena *a, jmp_buf *oom)
{
    *a = (struct arena){.oom = oom};
}

void arena_free(struct arena *a)
{
    struct arena_chunk *chunk = a->chunks;
    while (chunk != NULL) {
        struct arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    arena_init(a, a->oom);
}

void arena_reset(struct arena *a)
{
    struct arena_chunk *chunk = a->chunks;
    if (chunk == NULL)
        return;
    for (struct arena_chunk *older; chunk->older != NULL; chunk = older) {
        older = chunk->older;
        free(chunk);
    }
    /* The oldest chunk is the one of the first size; what was used of it must be zero again. */
    bool only = chunk == a->chunks;
    size_t used = only ? (size_t)(a->next - (char *)chunk->data) : CHUNK_FIRST;
    memset(chunk->data, 0, used);
    a->chunks = chunk;
    a->next = (char *)chunk->data;
    a->end = a->next + CHUNK_FIRST;
    a->total = CHUNK_FIRST;
}

/* Room for `size` more bytes, or false. An oversized request gets a chunk of its own. */
static bool grow(struct arena *a, size_t size)
{
    size_t want = a->total < CHUNK_MAX ? a->total : CHUNK_MAX;
    if (want < CHUNK_FIRST)
        want = CHUNK_FIRST;
    if (want < size)
        want = size;
    struct arena_chunk *chunk = calloc(1, sizeof *chunk + want);
    if (chunk == NULL)
        return false;
    chunk->older = a->chunks;
    a->chunks = chunk;
    a->next = (char *)chunk->data;
    a->end = a->next + want;
    a->total += want;
    return true;
}

void *arena_try(struct arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    if ((size_t)(a->end - a->next) < size && !grow(a, size))
        return NULL;
    void *ptr = a->next;
    a->next += size;
    return ptr;
}

_Noreturn void arena_fail(struct arena *a)
{
    longjmp(*a->oom, 1);
}

void *arena_alloc(struct arena *a, size_t size)
{
    void *ptr = arena_try(a, size);
    if (ptr == NULL)
        arena_fail(a);
    return ptr;
}

struct str arena_str(struct arena *a, struct str s)
{
    char *copy = arena_alloc(a, s.len + 1);
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    return (struct str){copy, s.len};
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0)
        arena_fail(a);
    char *out = arena_alloc(a, (size_t)len + 1);
    va_start(args, fmt);
    vsnprintf(out, (size_t)len + 1, fmt, args);
    va_end(args);
    return out;
}

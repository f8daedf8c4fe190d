/*
 * An arena: everything a document allocates, freed in one go. Nothing in it is freed by itself.
 *
 * Running out of memory is not a return value that every caller must check: arena_alloc() jumps to
 * the handler that the library's façade has set, and the façade returns an error after freeing the
 * arena. Code that holds a foreign resource across an allocation (a parser of another library, say)
 * uses arena_try() there and unwinds by itself.
 */
#ifndef CV2TEX_BASE_ARENA_H
#define CV2TEX_BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>

#include "base/str.h"

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks; /* newest first */
    char *next;                 /* free space of the newest chunk: [next, end) */
    char *end;
    size_t total;  /* bytes taken from malloc so far */
    jmp_buf *oom;  /* where arena_alloc() goes when malloc fails; must be set before its first call */
};

/* An empty arena that jumps to *oom when memory runs out. */
void arena_init(struct arena *a, jmp_buf *oom);

/* Frees every chunk; the arena is then as after arena_init(). */
void arena_free(struct arena *a);

/* Forgets everything allocated, and keeps one chunk for what comes. */
void arena_reset(struct arena *a);

/* `size` zeroed bytes, aligned for any type; never NULL: jumps to *a->oom when memory runs out. */
void *arena_alloc(struct arena *a, size_t size);

/* As arena_alloc(), but NULL when memory runs out. */
void *arena_try(struct arena *a, size_t size);

/* Jumps to *a->oom: for code that noticed by itself that memory ran out. */
_Noreturn void arena_fail(struct arena *a);

/* A copy of s in the arena, with a NUL after its last byte that its length does not count. */
struct str arena_str(struct arena *a, struct str s);

/* printf into the arena; the result is NUL-terminated. */
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))

#endif

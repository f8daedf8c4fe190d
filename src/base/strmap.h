/* A map from texts to pointers, by open addressing; its memory is an arena's. */
#ifndef CV2TEX_BASE_STRMAP_H
#define CV2TEX_BASE_STRMAP_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct strmap_slot {
    struct str key;
    void *value; /* NULL: the slot is free */
};

struct strmap {
    struct strmap_slot *slots;
    uint32_t capacity; /* a power of two, or 0 */
    uint32_t count;
};

/* The value of `key`, or NULL. */
void *strmap_get(const struct strmap *map, struct str key);

/* Sets `key`, whose bytes must outlive the map, to `value` (not NULL); replaces an older value. */
void strmap_put(struct strmap *map, struct arena *a, struct str key, void *value);

#endif

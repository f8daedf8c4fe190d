#include "base/strmap.h"

/* FNV-1a, then a final mix since the low bits choose the slot. */
static uint32_t hash(struct str key)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < key.len; i++)
        h = (h ^ (unsigned char)key.ptr[i]) * 0x100000001b3u;
    return (uint32_t)(h ^ h >> 32);
}

static struct strmap_slot *find(const struct strmap *map, struct str key)
{
    uint32_t i = hash(key) & (map->capacity - 1);
    while (map->slots[i].value != NULL && !str_eq(map->slots[i].key, key))
        i = (i + 1) & (map->capacity - 1);
    return &map->slots[i];
}

void *strmap_get(const struct strmap *map, struct str key)
{
    return map->capacity > 0 ? find(map, key)->value : NULL;
}

static void grow(struct strmap *map, struct arena *a)
{
    struct strmap larger = {.capacity = map->capacity > 0 ? map->capacity * 2 : 32};
    larger.slots = arena_array(a, struct strmap_slot, larger.capacity);
    for (uint32_t i = 0; i < map->capacity; i++)
        if (map->slots[i].value != NULL)
            *find(&larger, map->slots[i].key) = map->slots[i];
    larger.count = map->count;
    *map = larger;
}

void strmap_put(struct strmap *map, struct arena *a, struct str key, void *value)
{
    if (map->count * 2 >= map->capacity)
        grow(map, a);
    struct strmap_slot *slot = find(map, key);
    if (slot->value == NULL)
        map->count++;
    *slot = (struct strmap_slot){key, value};
}

/* Which type an entry has, by its keys. */
#ifndef CV2TEX_MODEL_TYPES_H
#define CV2TEX_MODEL_TYPES_H

#include "model/schema.h"
#include "tree/node.h"

/* Twice the keys, at least, so that few share a place. */
enum { ENTRY_TYPES_SLOTS = 2048 };

struct entry_types {
    /* For each key, the entry types that know it, one bit a type; and those it tells. */
    unsigned knows[NAME_COUNT], tells[NAME_COUNT];
    unsigned short slots[ENTRY_TYPES_SLOTS]; /* names by a hash of their text; 0, or one more */
};

void entry_types_index(struct entry_types *types);

/* As name_find(), for the keys of many entries. */
enum name entry_types_name(const struct entry_types *types, struct str text);

/*
 * The type that the keys of map `entry` speak for: the one that knows most of them, then the
 * section's own (ENTRY_TYPE_COUNT: it has none), then the one of which most keys tell, then the first.
 */
enum entry_type entry_types_guess(const struct entry_types *types, const struct node *entry,
                                  enum entry_type of_section);

#endif

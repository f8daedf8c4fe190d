/* Which type an entry has, by its keys. */
#ifndef CV2TEX_MODEL_TYPES_H
#define CV2TEX_MODEL_TYPES_H

#include "model/schema.h"
#include "tree/node.h"

/* For each key, the entry types that know it, one bit a type; and those it tells. */
struct entry_types {
    unsigned knows[NAME_COUNT], tells[NAME_COUNT];
};

void entry_types_index(struct entry_types *types);

/*
 * The type that the keys of map `entry` speak for: the one that knows most of them, then the
 * section's own (ENTRY_TYPE_COUNT: it has none), then the one of which most keys tell, then the first.
 */
enum entry_type entry_types_guess(const struct entry_types *types, const struct node *entry,
                                  enum entry_type of_section);

#endif

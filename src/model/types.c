#include "model/types.h"

_Static_assert(ENTRY_TYPE_COUNT <= 32, "one bit a type");

void entry_types_index(struct entry_types *types)
{
    *types = (struct entry_types){{0}, {0}};
    for (unsigned type = 0; type < ENTRY_TYPE_COUNT; type++)
        for (size_t i = 0; i < entry_tables[type]->count; i++) {
            const struct row *row = &entry_tables[type]->rows[i];
            types->knows[row->key] |= 1u << type;
            if (row->flags & ROW_DETECT)
                types->tells[row->key] |= 1u << type;
        }
}

enum entry_type entry_types_guess(const struct entry_types *types, const struct node *entry,
                                  enum entry_type of_section)
{
    enum entry_type best = of_section < ENTRY_TYPE_COUNT ? of_section : ENTRY_GENERIC;
    unsigned known[ENTRY_TYPE_COUNT] = {0}, told[ENTRY_TYPE_COUNT] = {0};
    NODE_EACH_PAIR(key, value, entry) {
        enum name name = name_find(key->text);
        if (name == NAME_COUNT)
            continue;
        for (unsigned bits = types->knows[name], type = 0; bits != 0; bits >>= 1, type++)
            known[type] += bits & 1;
        for (unsigned bits = types->tells[name], type = 0; bits != 0; bits >>= 1, type++)
            told[type] += bits & 1;
    }
    if (of_section < ENTRY_TYPE_COUNT)
        told[of_section] += 1000; /* more than an entry has keys */
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++) {
        if (told[type] == 0)
            continue; /* nothing speaks for it */
        if (known[type] > known[best] || (known[type] == known[best] && told[type] > told[best]))
            best = (enum entry_type)type;
    }
    return best;
}

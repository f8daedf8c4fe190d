#include "model/types.h"

_Static_assert(ENTRY_TYPE_COUNT <= 32, "one bit a type");

_Static_assert(NAME_COUNT * 2 <= ENTRY_TYPES_SLOTS, "a free place behind every name");

static unsigned slot_of(struct str text)
{
    unsigned hash = (unsigned)text.len;
    for (size_t i = 0; i < text.len; i++)
        hash = hash * 31 + (unsigned char)text.ptr[i];
    return hash;
}

enum name entry_types_name(const struct entry_types *types, struct str text)
{
    for (unsigned slot = slot_of(text);; slot++) {
        unsigned name = types->slots[slot % ENTRY_TYPES_SLOTS];
        if (name == 0)
            return NAME_COUNT;
        if (str_is(text, name_text((enum name)(name - 1))))
            return (enum name)(name - 1);
    }
}

void entry_types_index(struct entry_types *types)
{
    memset(types, 0, sizeof *types);
    for (unsigned name = 0; name < NAME_COUNT; name++) {
        unsigned slot = slot_of(str_of(name_text((enum name)name)));
        while (types->slots[slot % ENTRY_TYPES_SLOTS] != 0)
            slot++;
        types->slots[slot % ENTRY_TYPES_SLOTS] = (unsigned short)(name + 1);
    }
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
        enum name name = entry_types_name(types, key->text);
        if (name == NAME_COUNT || node_is_null(value))
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

#include "model/names.h"

/* Words that begin a family name although they are written small. */
static bool is_particle(struct str word)
{
    return word.len > 0 && word.ptr[0] >= 'a' && word.ptr[0] <= 'z';
}

static size_t last_space(struct str s)
{
    size_t i = s.len;
    while (i > 0 && s.ptr[i - 1] != ' ')
        i--;
    return i;
}

struct name_parts names_of_owner(const struct cv *cv)
{
    struct name_parts name = {STR_NONE, STR_NONE, STR_NONE};
    const struct field *field = record_get(cv->top, NAME_name);
    if (field == NULL)
        return name;
    if (field->first.record != NULL) {
        name.given = str_trim(record_text(field->first.record, NAME_given));
        name.family = str_trim(record_text(field->first.record, NAME_family));
        name.native = str_trim(record_text(field->first.record, NAME_native));
        return name;
    }
    struct str whole = str_trim(field->first.text);
    size_t comma = str_find(whole, 0, ','); /* "Grace Hopper, PhD": what follows stays there */
    size_t from = last_space(str_sub(whole, 0, comma));
    if (from == 0)
        from = last_space(whole);
    while (from > 0) {
        struct str before = str_trim(str_sub(whole, 0, from));
        size_t word = last_space(before);
        if (word == 0 || !is_particle(str_sub(before, word, before.len)))
            break;
        from = word;
    }
    name.given = from > 0 ? str_trim(str_sub(whole, 0, from)) : whole;
    name.family = from > 0 ? str_sub(whole, from, whole.len) : STR_NONE;
    return name;
}

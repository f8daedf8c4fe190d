#include "model/names.h"

#include "base/fold.h"
#include "base/utf8.h"

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

/* Whether a text begins with a letter of China, Japan or Korea. */
static bool is_east_asian(struct str text)
{
    uint32_t first;
    return text.len > 0 && utf8_decode(text.ptr, text.ptr + text.len, &first) > 0 &&
           fold_is_ideograph(first);
}

struct name_parts names_of_owner(const struct cv *cv)
{
    struct name_parts name = {STR_NONE, STR_NONE, STR_NONE, false};
    const struct field *field = record_get(cv->top, NAME_name);
    if (field == NULL)
        return name;
    if (field->first.record != NULL) {
        name.given = str_trim(record_text(field->first.record, NAME_given));
        name.family = str_trim(record_text(field->first.record, NAME_family));
        name.native = str_trim(record_text(field->first.record, NAME_native));
        name.family_first = is_east_asian(name.given) && is_east_asian(name.family);
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

const char *names_whole(struct arena *a, struct name_parts name)
{
    struct str first = name.family_first ? name.family : name.given;
    struct str last = name.family_first ? name.given : name.family;
    bool apart = first.len > 0 && last.len > 0 && !name.family_first;
    return arena_printf(a, "%.*s%s%.*s", STR_FMT(first), apart ? " " : "", STR_FMT(last));
}

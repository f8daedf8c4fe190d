/* Lists of authors and editors. */
#include "base/ascii.h"
#include "bib/internal.h"

/* The offset behind the brace group or the character at `i`. */
static size_t step(struct str s, size_t i)
{
    if (s.ptr[i] != '{')
        return i + (s.ptr[i] == '\\' && i + 1 < s.len ? 2 : 1);
    size_t depth = 0;
    for (; i < s.len; i++) {
        depth += s.ptr[i] == '{';
        if (s.ptr[i] == '}' && --depth == 0)
            return i + 1;
    }
    return s.len;
}

/* The offset of the first `sign` outside of braces, or s.len. */
static size_t find_outside(struct str s, char sign)
{
    size_t i = 0;
    while (i < s.len && s.ptr[i] != sign)
        i = step(s, i);
    return i < s.len ? i : s.len;
}

/* Whether the word at `i`, behind a blank, is `and` or, as people write it, an ampersand. */
static size_t and_at(struct str s, size_t i)
{
    if (i > 0 && !ascii_is_space(s.ptr[i - 1]))
        return 0;
    size_t len = str_eq_nocase(str_sub(s, i, i + 3), STR("and")) ? 3
                 : str_starts(str_sub(s, i, s.len), STR("\\&"))  ? 2
                 : s.ptr[i] == '&'                               ? 1
                                                                 : 0;
    bool alone = i + len == s.len || ascii_is_space(s.ptr[i + len]);
    return alone ? len : 0;
}

/* The next name of the list at *at, moving behind it and its `and`; false at the end. */
static bool next_name(struct str list, size_t *at, char sign, struct str *name)
{
    if (*at >= list.len)
        return false;
    size_t i = *at, gap = 0;
    while (i < list.len) {
        char c = list.ptr[i];
        if (ascii_is_letter(c) && ascii_lower(c) != 'a') {
            i++; /* begins no `and` */
            continue;
        }
        gap = sign != '\0' ? c == sign : and_at(list, i);
        if (gap > 0)
            break;
        i = step(list, i);
    }
    *name = str_trim(str_sub(list, *at, i));
    *at = i + gap + (i >= list.len);
    return true;
}

/* "Doe, Jane, and" */
static struct str without_commas(struct str name)
{
    while (name.len > 0 && name.ptr[name.len - 1] == ',')
        name = str_trim(str_sub(name, 0, name.len - 1));
    return name;
}

/*
 * What separates names in the first one of a list, if it is several: ';' or ','; '\0': it is one.
 * "García Márquez, Gabriel José" is, and so is "Smith, Jr, John"; "A. Smith, B. Jones" are two, and so
 * are "Al Smith, Bo Jones" where "and Cy Lee" follows.
 */
static char other_separator(struct str list, struct str first, size_t count)
{
    size_t at = 0, parts = 0, single = 0;
    struct str name;
    if (count == 1 && find_outside(list, ';') < list.len)
        return ';';
    first = without_commas(first);
    while (next_name(first, &at, ',', &name)) {
        parts++;
        single += str_find(name, 0, ' ') == name.len && str_find(name, 0, '~') == name.len;
    }
    if (parts < 2 || single > 0)
        return '\0';
    bool initial = ascii_is_letter(first.ptr[0]) && first.len > 1 && first.ptr[1] == '.';
    for (at = 0; parts == 2 && !initial && next_name(list, &at, '\0', &name);)
        if (count == 1 || (name.ptr != first.ptr && find_outside(name, ',') < name.len))
            return '\0';
    return ',';
}

/* The value of `word` in biblatex's long form: given=Jane, family=Doe. */
static struct str long_part(struct str name, const char *word)
{
    size_t at = 0;
    struct str part;
    while (next_name(name, &at, ',', &part)) {
        size_t equals = str_find(part, 0, '=');
        if (str_eq_nocase(str_trim(str_sub(part, 0, equals)), str_of(word)))
            return str_trim(str_sub(part, equals + 1, part.len));
    }
    return STR_NONE;
}

/* Whether all of the name is one group in braces, and not a letter with its accent. */
static bool is_corporate(struct str name)
{
    return name.len > 2 && name.ptr[0] == '{' && step(name, 0) == name.len &&
           (name.ptr[1] != '\\' || memchr(name.ptr, ' ', name.len) != NULL);
}

/* The braced words at the end of "Jane {Smith Jones}" are the family name: 0 where there are none. */
static size_t braced_family(struct str name)
{
    size_t last = 0;
    for (size_t i = 0; i < name.len;) {
        size_t next = step(name, i);
        if (name.ptr[i] == '{' && next == name.len && i > 0 && ascii_is_space(name.ptr[i - 1]))
            last = i;
        i = next;
    }
    bool words = last > 0 && memchr(name.ptr + last, ' ', name.len - last) != NULL &&
                 name.ptr[last + 1] != '\\';
    return words && find_outside(name, ',') == name.len ? last : 0;
}

static struct str name_text(struct bib *b, const struct bib_field *field, struct str name)
{
    bool is_long = str_find(name, 0, '=') < name.len;
    struct str family = is_long ? long_part(name, "family") : STR_NONE;
    if (family.len > 0) {
        struct str given = long_part(name, "given"), prefix = long_part(name, "prefix");
        struct str suffix = long_part(name, "suffix");
        name = str_of(arena_printf(b->arena, "%.*s%s%.*s%s%.*s%s%.*s", STR_FMT(prefix),
                                   prefix.len > 0 ? " " : "", STR_FMT(family),
                                   suffix.len > 0 ? ", " : "", STR_FMT(suffix),
                                   given.len > 0 ? ", " : "", STR_FMT(given)));
    }
    size_t braced = braced_family(name);
    struct str text = bib_text(b, field, str_sub(name, braced, name.len), BIB_PLAIN);
    if (braced > 0) {
        struct str given = bib_text(b, field, str_sub(name, 0, braced), BIB_PLAIN);
        return str_of(arena_printf(b->arena, "%.*s, %.*s", STR_FMT(text), STR_FMT(given)));
    }
    if (is_corporate(name))
        return str_of(arena_printf(b->arena, "{%.*s}", STR_FMT(text)));
    return text;
}

/* "Jane Doe et al.", "Doe, Jane, et al": drops those words, and returns whether they were there. */
static bool drop_et_al(struct str *name)
{
    static const struct str words = {"et al", 5};
    size_t end = name->len;
    while (end > 0 && name->ptr[end - 1] == '.')
        end--;
    size_t from = end >= words.len ? end - words.len : end;
    if (!str_eq(str_sub(*name, from, end), words) ||
        (from > 0 && !ascii_is_space(name->ptr[from - 1]) && name->ptr[from - 1] != ','))
        return false;
    *name = str_trim(str_sub(*name, 0, from));
    return true;
}

/* Adds a name to a list, at the end of its chain. */
static struct node **add_name(struct bib *b, const struct bib_field *field, struct str name,
                              struct node *list, struct node **link)
{
    struct str text = name_text(b, field, name);
    struct span span = field->value_span;
    if (text.len == 0)
        return link;
    if (name.ptr >= b->text.ptr && name.ptr < b->text.ptr + b->text.len)
        span = bib_span(b, (size_t)(name.ptr - b->text.ptr),
                        (size_t)(name.ptr - b->text.ptr) + name.len);
    *link = node_scalar(b->arena, text, span);
    list->count++;
    return &(*link)->next;
}

struct node *bib_names(struct bib *b, const struct bib_field *field)
{
    struct node *list = arena_new(b->arena, struct node), **link = &list->first;
    list->kind = NODE_LIST;
    list->span = field->value_span;
    struct str value = str_trim(field->value), name, first = STR_NONE;
    size_t at = 0, count = 0;
    bool ampersand = false;
    while (next_name(value, &at, '\0', &name)) {
        ampersand |= at > 0 && at < value.len && value.ptr[at - 1] == '&';
        first = count++ == 0 ? name : first;
    }
    char separator = other_separator(value, first, count);
    if (separator != '\0' || ampersand)
        bib_mended_field(b, BIB_MEND_NAMES, field,
                         arena_printf(b->arena,
                                      "has '%c' between names; they are taken for several",
                                      ampersand ? '&' : separator));
    at = 0;
    if (separator != '\0' && next_name(value, &at, '\0', &first))
        for (size_t inner = 0; next_name(first, &inner, separator, &name);)
            link = add_name(b, field, name, list, link);
    while (next_name(value, &at, '\0', &name)) {
        bool more = drop_et_al(&name);
        link = add_name(b, field, without_commas(name), list, link);
        if (more)
            link = add_name(b, field, STR("others"), list, link);
    }
    return list;
}

/* Appends a part of a name, if it has one, and what comes before it. */
static void append(struct str part, const char *before, char *out, size_t *len)
{
    size_t gap = strlen(before);
    if (part.len == 0)
        return;
    memcpy(out + *len, before, gap);
    memcpy(out + *len + gap, part.ptr, part.len);
    *len += gap + part.len;
}

struct str bib_people(struct bib *b, const struct bib_field *field)
{
    struct str value = str_trim(field->value), name;
    char *out = arena_alloc(b->arena, value.len * 2 + 8);
    size_t at = 0, len = 0;
    while (next_name(value, &at, '\0', &name)) {
        size_t comma = find_outside(name, ',');
        struct str rest = str_sub(name, comma + 1, name.len);
        size_t second = find_outside(rest, ',');
        bool has_suffix = second < rest.len;
        struct str given = str_trim(has_suffix ? str_sub(rest, second + 1, rest.len) : rest);
        bool others = len > 0 && str_is(name, "others");
        const char *before = len == 0 ? "" : others ? " " : ", ";
        append(given, before, out, &len);
        append(others ? STR("et al.") : str_sub(name, 0, comma), given.len > 0 ? " " : before, out,
               &len);
        append(has_suffix ? str_trim(str_sub(rest, 0, second)) : STR_NONE, " ", out, &len);
    }
    return bib_text(b, field, (struct str){out, len}, BIB_LINE);
}

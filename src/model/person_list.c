/* Several persons in one text: where one name ends and the next one begins. */
#include "base/ascii.h"
#include "model/person.h"

/* Bytes of the word `and`, or `&`, that stands between blanks at text[i], with them; or 0. */
static size_t and_at(struct str text, size_t i)
{
    if (!ascii_is_space(text.ptr[i]))
        return 0;
    size_t from = i, to;
    while (i < text.len && ascii_is_space(text.ptr[i]))
        i++;
    if (str_starts(str_sub(text, i, text.len), STR("&")))
        to = i + 1;
    else if (str_eq_nocase(str_sub(text, i, i + 3), STR("and")))
        to = i + 3;
    else
        return 0;
    if (to >= text.len || !ascii_is_space(text.ptr[to]))
        return 0;
    while (to < text.len && ascii_is_space(text.ptr[to]))
        to++;
    return to - from;
}

/* Bytes of the separator at text[i], or 0. */
static size_t separator_at(struct str text, size_t i, char separator)
{
    char c = text.ptr[i];
    if (separator == ';')
        return c == ';' ? 1 : 0;
    if (separator != 'a' && c == ',') /* "A, B, and C": the comma goes with the word */
        return 1 + (i + 1 < text.len ? and_at(text, i + 1) : 0);
    return and_at(text, i);
}

/* Where the next separator outside of braces and brackets begins, at or after `from`. */
static size_t find_separator(struct str text, size_t from, char separator, size_t *len)
{
    size_t depth = 0;
    for (size_t i = from; i < text.len; i++) {
        char c = text.ptr[i];
        if (ascii_is_alnum(c))
            continue; /* no separator begins with one but `and`, behind its blank */
        if (strchr("{([", c) != NULL)
            depth++;
        else if (strchr("})]", c) != NULL && depth > 0)
            depth--;
        else if (i > from && ascii_is_space(c) && ascii_is_space(text.ptr[i - 1]))
            continue; /* the blank before has looked behind all of them */
        else if (depth == 0 && (*len = separator_at(text, i, separator)) > 0)
            return i;
    }
    *len = 0;
    return text.len;
}

static size_t count_words(struct str text)
{
    size_t words = 0;
    for (size_t i = 0; i < text.len; i++)
        words += !ascii_is_space(text.ptr[i]) && (i == 0 || ascii_is_space(text.ptr[i - 1]));
    return words;
}

/* Whether a text is initials: "K.", "K.-Q.", "KQ". */
static bool is_initials(struct str text)
{
    size_t letters = 0;
    text = str_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (!upper && strchr(".- ", c) == NULL)
            return false;
        letters += upper;
    }
    return letters > 0 && letters <= 4;
}

static bool is_jr(struct str text)
{
    text = str_trim(text);
    return text.len >= 2 && text.len <= 4 &&
           (str_eq_nocase(str_sub(text, 0, 2), STR("jr")) ||
            str_eq_nocase(str_sub(text, 0, 2), STR("sr")) || str_starts(text, STR("II")));
}

/* What the commas of a text without `and` are: ',' between names, '2' every second one, 0 in one. */
static char meaning_of_commas(struct str text, bool strict)
{
    size_t commas = 0, initials = 0, words = 0, len;
    struct str second = STR_NONE;
    for (size_t from = 0, to;; from = to + len) {
        to = find_separator(text, from, ',', &len);
        struct str piece = str_trim(str_sub(text, from, to));
        if (commas % 2 == 1 && is_initials(piece))
            initials++;
        if (commas == 0)
            words = count_words(piece);
        if (commas == 1)
            second = piece;
        if (len == 0)
            break;
        commas++;
    }
    if (commas % 2 == 1 && commas >= 3 && initials == commas / 2 + 1)
        return '2';
    if (commas >= 3)
        return ',';
    if (commas == 2)
        return is_jr(second) ? 0 : ',';
    if (commas == 1 && !strict && words > 1 && count_words(second) > 1 && !is_initials(second))
        return ',';
    return 0;
}

/* "Xu, Kaiqiang and Chen, Kai" are two names with commas, "Kaiqiang Xu, Di Chai and Kai Chen" three. */
static bool has_commas_between(struct str text)
{
    size_t len, to = find_separator(text, 0, 'a', &len), comma;
    struct str first = str_trim(str_sub(text, 0, to));
    comma = find_separator(first, 0, ',', &len);
    bool has_comma = comma < first.len && first.ptr[comma] == ',';
    struct str rest = str_sub(first, comma + 1, first.len);
    bool another = memchr(rest.ptr != NULL ? rest.ptr : "", ',', rest.len) != NULL;
    bool ends = has_comma && str_trim(rest).len == 0; /* "A, B, and C": no name ends like that */
    return has_comma && (another || ends || count_words(str_sub(first, 0, comma)) > 1) &&
           !is_jr(rest);
}

/* Whether a text may be several names at all: most are one, and this is a look at each byte. */
static bool may_be_several(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ',' || c == ';' || c == '&')
            return true;
        if (ascii_is_space(c) && i + 1 < text.len) {
            char next = ascii_lower(text.ptr[i + 1]);
            if (str_eq_nocase(str_sub(text, i + 1, i + 4),
                              next == 'a' ? STR("and") : STR("et ")))
                return true;
        }
    }
    return false;
}

/* Whether both sides of an `and` can be names: "Smith and Sons" is one. */
static bool joins_names(struct str text)
{
    size_t len, at = find_separator(text, 0, 'a', &len);
    struct str left = str_trim(str_sub(text, 0, at)),
               right = str_trim(str_sub(text, at + len, text.len));
    bool others = str_eq_nocase(right, STR("others")) || str_eq_nocase(right, STR("et al."));
    return count_words(left) > 1 && (others || count_words(right) > 1);
}

struct person_list person_list(struct str text, bool strict)
{
    struct person_list list = {.rest = text};
    size_t len;
    if (!may_be_several(text))
        return list;
    if (find_separator(text, 0, ';', &len) < text.len)
        list.separator = ';';
    else if (find_separator(text, 0, 'a', &len) < text.len && (!strict || joins_names(text)))
        list.separator = !has_commas_between(text)                     ? 'a'
                         : meaning_of_commas(text, strict) == '2' ? '2'
                                                                       : ',';
    else
        list.separator = meaning_of_commas(text, strict);
    return list;
}

/* "Kaiqiang Xu et al." are two: bytes of the name before it, or of all of the text. */
static size_t before_et_al(struct str text)
{
    static const char *const ends[] = {" et al.", " et al"};
    for (size_t i = 0; i < 2; i++) {
        size_t len = strlen(ends[i]);
        if (text.len > len && str_eq_nocase(str_sub(text, text.len - len, text.len),
                                            (struct str){ends[i], len}))
            return text.len - len;
    }
    return text.len;
}

bool person_next(struct person_list *list, struct str *name)
{
    do {
        struct str text = list->rest;
        size_t len = 0, to = text.len;
        if (text.len == 0)
            return false;
        if (list->separator != 0)
            to = find_separator(text, 0, list->separator == '2' ? ',' : list->separator, &len);
        if (len > 0 && list->separator == '2') /* the comma within this name; it ends at the next */
            to = find_separator(text, to + len, ',', &len);
        struct str whole = str_trim(str_sub(text, 0, to));
        size_t end = before_et_al(whole);
        if (end < whole.len) { /* what is left begins with it */
            *name = str_sub(whole, 0, end);
            size_t from = (size_t)(whole.ptr - text.ptr) + end;
            list->rest = str_sub(text, from, text.len);
            return true;
        }
        *name = whole;
        list->rest = str_sub(text, to + len, text.len);
    } while (name->len == 0);
    return true;
}

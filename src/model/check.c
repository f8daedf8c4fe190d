#include "model/check.h"

#include "base/ascii.h"
#include "locale/locale.h"

const char *check_kind_name(enum kind kind)
{
    switch (kind) {
    case KIND_URL:
        return "an address";
    case KIND_EMAIL:
        return "an e-mail address";
    case KIND_FLAG:
        return "true or false";
    case KIND_NUMBER:
    case KIND_COUNT:
        return "a whole number";
    case KIND_LENGTH:
        return "a length";
    case KIND_CHOICE:
    case KIND_LANGUAGE:
        return "one word";
    default:
        return "text";
    }
}

static bool one_of(struct str text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (str_eq_nocase(text, str_of(*words)))
            return true;
    return false;
}

bool check_is_true(struct str text)
{
    return one_of(text, (const char *const[]){"true", "yes", "on", NULL});
}

static bool is_false(struct str text)
{
    return one_of(text, (const char *const[]){"false", "no", "off", NULL});
}

static bool is_number(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!ascii_is_digit(text.ptr[i]))
            return false;
    return text.len > 0 && text.len < 10;
}

bool check_is_length(struct str text)
{
    /* Five digits: TeX's largest length has as many, in points. */
    size_t i = 0, digits = 0, dots = 0;
    for (; i < text.len && (ascii_is_digit(text.ptr[i]) || text.ptr[i] == '.'); i++) {
        digits += ascii_is_digit(text.ptr[i]);
        dots += text.ptr[i] == '.';
    }
    if (digits == 0 || digits > 5 || dots > 1)
        return false;
    return one_of(str_trim(str_sub(text, i, text.len)),
                  (const char *const[]){"pt", "mm", "cm", "in", "em", "ex", "bp", "pc", NULL});
}

bool check_is_address(struct str text)
{
    size_t i = 0;
    while (i < text.len && (ascii_is_letter(text.ptr[i]) || (i > 0 && ascii_is_digit(text.ptr[i]))))
        i++;
    struct str rest = str_sub(text, i, text.len);
    return i > 1 && (str_starts(rest, STR("://")) || str_starts(text, STR("mailto:")));
}

static bool has_space(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == ' ' || text.ptr[i] == '\t' || text.ptr[i] == '\n')
            return true;
    return false;
}

static bool check_choice(struct arena *a, struct diags *d, const struct row *row,
                         const struct node *node)
{
    size_t count = 0;
    const char *all = "";
    for (; row->choices[count] != NULL; count++) {
        if (str_is(node->text, row->choices[count]))
            return true;
        all = arena_printf(a, "%s%s%s", all, count > 0 ? ", " : "", row->choices[count]);
    }
    const char *near = str_closest(node->text, row->choices, count);
    diag_add(d, DIAG_BAD_CHOICE, node->span,
             near != NULL ? arena_printf(a, "did you mean '%s'? (%s)", near, all)
                          : arena_printf(a, "choose one of %s", all),
             "'%s' cannot be '%.*s'", name_text(row->key), STR_FMT(node->text));
    return false;
}

static bool bad_value(struct diags *d, const struct row *row, const struct node *node,
                      const char *hint)
{
    diag_add(d, DIAG_BAD_VALUE, node->span, hint, "'%s' wants %s, not '%.*s'", name_text(row->key),
             check_kind_name(row->kind), STR_FMT(node->text));
    return false;
}

enum check_link check_link(struct str text)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:", "ftp://",
                                          "sftp://",  "doi:",    "urn:",    "git://", "ssh://"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t len = strlen(schemes[i]);
        if (text.len > len && str_eq_nocase(str_sub(text, 0, len), str_of(schemes[i])))
            return LINK_WHOLE; /* a blank in it is a slip that can be encoded */
    }
    if (has_space(text) || text.len == 0)
        return LINK_NONE;
    bool other = check_is_address(text) || memchr(text.ptr, ':', str_find(text, 0, '/')) != NULL;
    return !other && memchr(text.ptr, '.', text.len) != NULL ? LINK_HOST : LINK_NONE;
}

static void warn_of_link(struct diags *d, const struct row *row, const struct node *node)
{
    struct str text = str_trim(node->text);
    bool ok = row->kind == KIND_EMAIL
                  ? !has_space(text) && memchr(text.ptr, '@', text.len) != NULL
                  : check_link(text) != LINK_NONE;
    if (!ok)
        diag_add(d, DIAG_BAD_LINK, node->span, "it is printed as text, without a link",
                 "'%.*s' is not %s", STR_FMT(text), check_kind_name(row->kind));
}

bool check_value(struct arena *a, struct diags *d, const struct row *row, const struct node *node)
{
    struct str text = node->text;
    switch (row->kind) {
    case KIND_LANGUAGE:
        return locale_find(text) < LANGUAGE_COUNT || check_choice(a, d, row, node);
    case KIND_CHOICE:
        return check_choice(a, d, row, node);
    case KIND_FLAG:
        return check_is_true(text) || is_false(text) || bad_value(d, row, node, NULL);
    case KIND_NUMBER:
    case KIND_COUNT:
        return is_number(text) || bad_value(d, row, node, NULL);
    case KIND_LENGTH:
        return check_is_length(text) ||
               bad_value(d, row, node, "a number and a unit: 2cm, 15mm, 0.8in, 12pt");
    case KIND_URL:
    case KIND_EMAIL:
        warn_of_link(d, row, node);
        return true;
    default:
        return true;
    }
}

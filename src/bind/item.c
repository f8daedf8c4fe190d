/* Single values of the model to LaTeX, by their kind; each marked as printed. */
#include "bind/internal.h"
#include "model/check.h"

/* An address as a person writes it: without its scheme and a lone slash at the end. */
struct str print_bare_address(struct str url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_starts(url, str_of(schemes[i]))) {
            url = str_sub(url, strlen(schemes[i]), url.len);
            break;
        }
    if (url.len > 0 && url.ptr[url.len - 1] == '/' && str_find(url, 0, '/') == url.len - 1)
        url.len--;
    return url;
}

static void print_link(struct bind *b, const char *scheme, struct str address, struct str text,
                       struct buf *out)
{
    buf_addf(out, "\\href{%s", scheme);
    print_text(b, address, TEX_URL, out);
    buf_adds(out, "}{");
    print_text(b, text, TEX_TEXT, out);
    buf_addc(out, '}');
}

static void print_url(struct bind *b, struct str url, struct buf *out)
{
    if (check_is_address(url))
        print_link(b, "", url, print_bare_address(url), out);
    else if (memchr(url.ptr, '.', url.len) != NULL && memchr(url.ptr, ' ', url.len) == NULL)
        print_link(b, "https://", url, print_bare_address(url), out);
    else
        print_text(b, url, TEX_TEXT, out);
}

static void print_email(struct bind *b, struct str email, struct buf *out)
{
    email = print_bare_address(email);
    if (memchr(email.ptr, '@', email.len) != NULL && memchr(email.ptr, ' ', email.len) == NULL)
        print_link(b, "mailto:", email, email, out);
    else
        print_text(b, email, TEX_TEXT, out);
}

/* Whether `person` is the owner of the CV: the name, or one of the variants. */
static bool is_owner(const struct bind *b, struct str person)
{
    const struct field *name = record_get(b->cv->top, NAME_name);
    if (name != NULL && str_eq_nocase(person, str_trim(name->first.text)))
        return true;
    if (name != NULL && name->first.record != NULL) {
        struct str given = record_text(name->first.record, NAME_given);
        struct str family = record_text(name->first.record, NAME_family);
        if (person.len == given.len + 1 + family.len && str_starts(person, given) &&
            str_eq(str_sub(person, given.len + 1, person.len), family))
            return true;
    }
    const struct field *variants = record_get(b->cv->top, NAME_name_variants);
    for (const struct item *item = variants ? &variants->first : NULL; item; item = item->next)
        if (str_eq_nocase(person, item->text))
            return true;
    return false;
}

static void print_person(struct bind *b, struct item *item, struct buf *out)
{
    struct str name = item->text;
    if (item->record != NULL) {
        struct field *field = record_get(item->record, NAME_name);
        for (struct field *f = item->record->fields; f != NULL; f = f->next)
            f->first.printed = true;
        name = field != NULL ? field->first.text : STR_NONE;
    }
    bool owner = is_owner(b, str_trim(name));
    if (owner)
        buf_adds(out, "\\textbf{");
    print_markdown(b, name, false, out);
    if (owner)
        buf_addc(out, '}');
}

void print_item(struct bind *b, struct item *item, const struct row *row, struct buf *out)
{
    b->printing = item;
    item->printed = true;
    if (item->node != NULL && item->node->raw_tex) {
        print_raw_tex(b, item, out);
    } else {
        switch (row->kind) {
        case KIND_LINE:
        case KIND_NAME:
            print_markdown(b, item->text, false, out);
            break;
        case KIND_PROSE:
            print_markdown(b, item->text, true, out);
            break;
        case KIND_URL:
            print_url(b, str_trim(item->text), out);
            break;
        case KIND_EMAIL:
            print_email(b, str_trim(item->text), out);
            break;
        case KIND_PERSON:
            print_person(b, item, out);
            break;
        default:
            print_text(b, str_trim(item->text), TEX_TEXT, out);
        }
    }
    b->printing = NULL;
}

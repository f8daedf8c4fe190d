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

/* The beginning of a link to an address; the text and a closing brace are to follow. */
static void print_address(struct bind *b, struct item *url, struct buf *out)
{
    url->printed = true;
    buf_adds(out, "\\href{");
    print_text(b, str_trim(url->text), TEX_URL, out);
    buf_adds(out, "}{");
}

/* What a person did, behind the name; that it is the owner is said by the bold type. */
static bool print_roles(struct bind *b, struct field *roles, struct buf *out)
{
    bool self = false, opened = false;
    for (struct item *item = roles ? &roles->first : NULL; item != NULL; item = item->next) {
        if (str_eq_nocase(item->text, STR("self"))) {
            self = item->printed = true;
            continue;
        }
        buf_adds(out, opened ? ", " : " (");
        print_item(b, item, roles->row, out);
        opened = true;
    }
    if (opened)
        buf_addc(out, ')');
    return self;
}

static void print_person(struct bind *b, struct item *item, struct buf *out)
{
    struct field *name = record_get(item->record, NAME_name);
    struct field *url = record_get(item->record, NAME_url);
    struct buf roles = BUF_INIT;
    bool owner = print_roles(b, record_get(item->record, NAME_role), &roles);
    struct str text = name != NULL ? name->first.text : item->record != NULL ? STR_NONE : item->text;
    if (name != NULL)
        name->first.printed = true;
    owner = owner || is_owner(b, str_trim(text));
    b->printing = name != NULL ? &name->first : item;
    if (owner)
        buf_adds(out, "\\textbf{");
    if (url != NULL)
        print_address(b, &url->first, out);
    print_markdown(b, text, false, out);
    buf_adds(out, url != NULL ? "}" : "");
    buf_adds(out, owner ? "}" : "");
    buf_add_str(out, buf_str(&roles));
    out->failed |= roles.failed;
    buf_free(&roles);
}

void print_item(struct bind *b, struct item *item, const struct row *row, struct buf *out)
{
    size_t from = out->len;
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
    print_remember(b, item->node, from, out);
    b->printing = NULL;
}

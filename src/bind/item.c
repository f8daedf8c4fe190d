/* Single values of the model to LaTeX, by their kind; each marked as printed. */
#include "base/ascii.h"
#include "base/dash.h"
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

bool print_link_open(struct bind *b, struct str address, struct buf *out)
{
    enum check_link link = check_link(address);
    if (link == LINK_NONE)
        return false;
    buf_adds(out, link == LINK_HOST ? "\\href{https://" : "\\href{");
    print_text(b, address, TEX_URL, out);
    buf_adds(out, "}{");
    return true;
}

static void print_url(struct bind *b, struct str url, struct buf *out)
{
    bool link = print_link_open(b, url, out);
    print_text(b, link ? print_bare_address(url) : url, TEX_TEXT, out);
    buf_adds(out, link ? "}" : "");
}

static void print_email(struct bind *b, struct str email, struct buf *out)
{
    email = print_bare_address(email);
    bool link = memchr(email.ptr, '@', email.len) != NULL && check_link(email) == LINK_HOST;
    if (link) {
        buf_adds(out, "\\href{mailto:");
        print_text(b, email, TEX_URL, out);
        buf_adds(out, "}{");
    }
    print_text(b, email, TEX_TEXT, out);
    buf_adds(out, link ? "}" : "");
}

/* A range of pages has an en dash, whatever was typed between its numbers. */
static void print_pages(struct bind *b, struct str pages, struct buf *out)
{
    size_t from = 0;
    for (size_t at = 1, end; at < pages.len; at = end) {
        bool is_dash = dash_at(pages, at, &end) != DASH_NONE;
        if (!is_dash || !ascii_is_digit(pages.ptr[at - 1]) || end == pages.len ||
            !ascii_is_digit(pages.ptr[end]))
            continue;
        print_text(b, str_sub(pages, from, at), TEX_TEXT, out);
        print_text(b, STR("\xE2\x80\x93"), TEX_TEXT, out);
        from = end;
    }
    print_text(b, str_sub(pages, from, pages.len), TEX_TEXT, out);
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
            people_print_alone(b, item, out);
            break;
        default:
            if (row->key == NAME_pages)
                print_pages(b, str_trim(item->text), out);
            else
                print_text(b, str_trim(item->text), TEX_TEXT, out);
        }
    }
    print_remember(b, item->node, from, out);
    b->printing = NULL;
}

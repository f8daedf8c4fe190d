/* HTML in a value: what exports from web sites bring. */
#include "bib/text.h"

/* Tags that mean the same to Markdown here, and those that mean nothing in a line of text. */
static const char *const kept_tags[] = {"i", "em", "b", "strong", "u", "s", "del",
                                        "sub", "sup", "br", "code"};
static const char *const dropped_tags[] = {"p", "span", "div", "font", "scp", "sc", "title", "sec"};

static bool is_one_of(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(name, str_of(names[i])))
            return true;
    return false;
}

/* An HTML tag; false when there is none that is known. */
bool bib_take_tag(struct text *t)
{
    size_t from = t->pos + 1 + (bib_peek(t, 1) == '/'), to = from;
    while (to < t->in.len && (ascii_is_letter(t->in.ptr[to]) || t->in.ptr[to] == ':'))
        to++;
    struct str name = str_sub(t->in, from, to);
    size_t end = to;
    while (end < t->in.len && end < to + 200 && strchr("<>{}$\n", t->in.ptr[end]) == NULL)
        end++;
    if (name.len == 0 || end >= t->in.len || t->in.ptr[end] != '>')
        return false;
    bool bare = end == to || (end == to + 1 && t->in.ptr[to] == '/') || t->in.ptr[to] == ' ';
    bool kept = bare && is_one_of(name, kept_tags, sizeof kept_tags / sizeof *kept_tags);
    bool subscript = str_eq_nocase(name, STR("inf"));
    bool dropped = str_starts(name, STR("jats:")) || str_starts(name, STR("mml:")) ||
                   is_one_of(name, dropped_tags, sizeof dropped_tags / sizeof *dropped_tags);
    if (!kept && !dropped && !subscript)
        return false;
    bool closes = bib_peek(t, 1) == '/';
    if (bib_is_markdown(t) && !dropped) {
        bib_puts(t, closes ? "</" : "<");
        if (subscript)
            bib_put(t->b, "sub", 3);
        else
            bib_put(t->b, name.ptr, name.len);
        bib_put(t->b, ">", 1);
    }
    t->pos = end + 1;
    return true;
}

/* `&amp;`, `&#233;`: Markdown's; in plain text the few that are common. */
bool bib_take_entity(struct text *t)
{
    size_t to = t->pos + 1;
    while (to < t->in.len && to < t->pos + 12 &&
           (ascii_is_alnum(t->in.ptr[to]) || t->in.ptr[to] == '#'))
        to++;
    struct str entity = str_sub(t->in, t->pos, to + 1);
    if (entity.len < 4 || entity.ptr[entity.len - 1] != ';')
        return false;
    static const struct {
        const char *entity, *text;
    } common[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (str_is(entity, common[i].entity)) {
            bib_puts_literal(t, common[i].text);
            t->pos = to + 1;
            return true;
        }
    if (!bib_is_markdown(t))
        return false;
    bib_flush_space(t);
    bib_put(t->b, entity.ptr, entity.len);
    t->pos = to + 1;
    return true;
}


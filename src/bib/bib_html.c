/* HTML and JATS in a value: what exports from web sites bring. */
#include "base/entity.h"
#include "bib/text.h"

/* Tags, and those of Markdown that mean the same; "": it says nothing in a line of text. */
static const struct tag {
    const char *name, *markdown;
} tags[] = {
    {"i", "i"},         {"em", "i"},        {"italic", "i"},    {"b", "b"},        {"bold", "b"},
    {"strong", "b"},    {"u", "u"},         {"underline", "u"}, {"s", "s"},        {"strike", "s"},
    {"del", "s"},       {"sub", "sub"},     {"inf", "sub"},     {"sup", "sup"},    {"br", "br"},
    {"code", "code"},   {"tt", "code"},     {"monospace", "code"}, {"p", ""},      {"span", ""},
    {"div", ""},        {"font", ""},       {"scp", ""},        {"sc", ""},        {"small", ""},
    {"big", ""},        {"center", ""},     {"title", ""},      {"sec", ""},       {"h1", ""},
    {"h2", ""},         {"h3", ""},         {"h4", ""},         {"ul", ""},        {"ol", ""},
    {"li", ""},         {"inline-formula", ""}, {"alternatives", ""}, {"tex-math", ""},
    {"named-content", ""}, {"styled-content", ""}, {"xref", ""}, {"ext-link", ""}, {"math", ""},
};

static const struct tag *tag_named(struct str name)
{
    static const struct tag unknown_of_jats = {"", ""};
    bool jats = str_starts(name, STR("jats:"));
    if (str_starts(name, STR("mml:")))
        return &unknown_of_jats;
    if (jats)
        name = str_sub(name, strlen("jats:"), name.len);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (str_eq_nocase(name, str_of(tags[i].name)))
            return &tags[i];
    return jats ? &unknown_of_jats : NULL;
}

static bool is_tag_char(char c)
{
    return ascii_is_alnum(c) || c == ':' || c == '-';
}

/* Puts what `tag` is in Markdown. */
static void put_tag(struct text *t, const struct tag *tag, bool closes)
{
    bool code = strcmp(tag->markdown, "code") == 0;
    if (code && !closes)
        bib_push_group(t, GROUP_CODE);
    else if (code && t->depth > 0 && t->depth < BIB_GROUPS_MAX &&
             t->groups[t->depth] == GROUP_CODE)
        bib_pop_group(t);
    else if (!code && tag->markdown[0] != '\0' && bib_is_markdown(t)) {
        bib_puts(t, closes ? "</" : "<");
        bib_put(t->b, tag->markdown, strlen(tag->markdown));
        bib_put(t->b, ">", 1);
    }
}

/* The tag at the start of s, and its length; NULL: there is none that is known. */
static const struct tag *tag_at(struct str s, size_t *len)
{
    size_t from = 1 + (s.len > 1 && s.ptr[1] == '/'), to = from;
    while (to < s.len && is_tag_char(s.ptr[to]))
        to++;
    size_t end = to; /* behind the attributes */
    while (end < s.len && strchr("<>{}$", s.ptr[end]) == NULL)
        end++;
    bool ends = end < s.len && s.ptr[end] == '>';
    bool bare = end == to || ascii_is_space(s.ptr[to]) || s.ptr[to] == '/';
    *len = end + 1;
    return ends && bare ? tag_named(str_sub(s, from, to)) : NULL;
}

bool bib_take_tag(struct text *t)
{
    size_t len;
    const struct tag *tag = tag_at(str_sub(t->in, t->pos, t->in.len), &len);
    if (tag == NULL)
        return false;
    put_tag(t, tag, bib_peek(t, 1) == '/');
    t->pos += len;
    t->has_html = true;
    return true;
}

size_t bib_foreign_tag(struct str s)
{
    size_t len;
    const struct tag *tag = tag_at(s, &len);
    return tag != NULL && strcmp(tag->name, tag->markdown) != 0 ? len : 0;
}

bool bib_take_entity(struct text *t)
{
    uint32_t cp;
    size_t len = entity_decode(str_sub(t->in, t->pos, t->in.len), &cp);
    if (len == 0)
        return false;
    bib_put_code_point(t, cp);
    t->pos += len;
    t->has_html = true;
    return true;
}

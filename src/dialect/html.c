/* HTML in a text: tags and entities as what they mean in Markdown. */
#include "dialect/markup.h"

#include "base/ascii.h"

/* What becomes of a tag. Those that Markdown knows are written without their attributes. */
enum tag_means { TAG_MARK, TAG_LINK, TAG_BREAK, TAG_PARAGRAPH, TAG_LIST, TAG_ITEM, TAG_NOTHING,
                 TAG_BLANK, TAG_HIDDEN, TAG_PICTURE };

static const struct tag {
    const char *name;
    enum tag_means means;
    const char *mark; /* of TAG_MARK: its name in Markdown */
} tags[] = {
    {"b", TAG_MARK, "b"},           {"strong", TAG_MARK, "b"},      {"i", TAG_MARK, "i"},
    {"em", TAG_MARK, "i"},          {"u", TAG_MARK, "u"},           {"ins", TAG_MARK, "u"},
    {"s", TAG_MARK, "s"},           {"del", TAG_MARK, "s"},         {"strike", TAG_MARK, "s"},
    {"sub", TAG_MARK, "sub"},       {"sup", TAG_MARK, "sup"},       {"code", TAG_MARK, "code"},
    {"tt", TAG_MARK, "code"},       {"kbd", TAG_MARK, "code"},      {"cite", TAG_MARK, "i"},
    {"a", TAG_LINK, NULL},          {"br", TAG_BREAK, NULL},        {"p", TAG_PARAGRAPH, NULL},
    {"div", TAG_PARAGRAPH, NULL},   {"section", TAG_PARAGRAPH, NULL}, {"h1", TAG_PARAGRAPH, NULL},
    {"h2", TAG_PARAGRAPH, NULL},    {"h3", TAG_PARAGRAPH, NULL},    {"h4", TAG_PARAGRAPH, NULL},
    {"h5", TAG_PARAGRAPH, NULL},    {"h6", TAG_PARAGRAPH, NULL},    {"hr", TAG_PARAGRAPH, NULL},
    {"blockquote", TAG_PARAGRAPH, NULL}, {"pre", TAG_PARAGRAPH, NULL}, {"table", TAG_PARAGRAPH, NULL},
    {"tr", TAG_PARAGRAPH, NULL},    {"dl", TAG_PARAGRAPH, NULL},    {"dt", TAG_PARAGRAPH, NULL},
    {"dd", TAG_PARAGRAPH, NULL},    {"ul", TAG_LIST, NULL},         {"ol", TAG_LIST, NULL},
    {"li", TAG_ITEM, NULL},         {"td", TAG_BLANK, NULL},        {"th", TAG_BLANK, NULL},
    {"span", TAG_NOTHING, NULL},    {"font", TAG_NOTHING, NULL},    {"small", TAG_NOTHING, NULL},
    {"big", TAG_NOTHING, NULL},     {"mark", TAG_NOTHING, NULL},    {"abbr", TAG_NOTHING, NULL},
    {"center", TAG_NOTHING, NULL},  {"tbody", TAG_NOTHING, NULL},   {"thead", TAG_NOTHING, NULL},
    {"nobr", TAG_NOTHING, NULL},    {"wbr", TAG_NOTHING, NULL},     {"time", TAG_NOTHING, NULL},
    {"html", TAG_NOTHING, NULL},    {"body", TAG_NOTHING, NULL},    {"svg", TAG_HIDDEN, NULL},
    {"script", TAG_HIDDEN, NULL},   {"style", TAG_HIDDEN, NULL},    {"img", TAG_PICTURE, NULL},
};

/* ---- what is written ---- */

void markup_write_blank(struct writer *w)
{
    if (w->len > 0 && !ascii_is_space(w->ptr[w->len - 1]))
        write_char(w, ' ');
}

/* Begins a new line, or with `empty` a paragraph; in one line it is a blank. */
static void write_line_end(struct markup *m, bool empty)
{
    struct writer *w = &m->out;
    if (!markup_is_block(m->form)) {
        markup_write_blank(w);
        return;
    }
    markup_drop_blanks(w);
    if (w->len > 0 && w->ptr[w->len - 1] != '\n')
        write_char(w, '\n');
    if (empty && w->len > 1 && w->ptr[w->len - 2] != '\n')
        write_char(w, '\n');
}

static void write_item(struct markup *m)
{
    unsigned level = m->lists > 0 ? m->lists - 1 : 0;
    write_line_end(m, false);
    if (!markup_is_block(m->form)) {
        write_str(&m->out, m->out.len > 0 ? STR("\u2022 ") : STR(""));
        return;
    }
    for (unsigned i = 0; i < level; i++)
        write_str(&m->out, m->numbered[i] ? STR("   ") : STR("  "));
    write_str(&m->out, m->lists > 0 && m->numbered[level] ? STR("1. ") : STR("- "));
}

/* ---- tags ---- */

struct found_tag {
    const struct tag *tag;
    bool closes;
    struct str attributes;
    size_t len;
};

static const struct tag *tag_named(struct str name)
{
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (str_eq_nocase(name, str_of(tags[i].name)))
            return &tags[i];
    return NULL;
}

/* The tag at the start of `s`; a name that is no tag of HTML is text. */
static bool find_tag(struct str s, struct found_tag *found)
{
    enum { TAG_LENGTH_MAX = 2000 };
    size_t i = 1;
    found->closes = i < s.len && s.ptr[i] == '/';
    i += found->closes;
    size_t name = i;
    while (i < s.len && ascii_is_alnum(s.ptr[i]))
        i++;
    found->tag = i > name ? tag_named(str_sub(s, name, i)) : NULL;
    if (found->tag == NULL || (i < s.len && strchr(" \t\r\n/>", s.ptr[i]) == NULL))
        return false;
    size_t attributes = i;
    char quote = '\0';
    for (; i < s.len && i < TAG_LENGTH_MAX && (s.ptr[i] != '>' || quote != '\0'); i++) {
        if (quote != '\0')
            quote = s.ptr[i] == quote ? '\0' : quote;
        else if ((s.ptr[i] == '"' || s.ptr[i] == '\'') && s.ptr[i - 1] == '=')
            quote = s.ptr[i];
        else if (s.ptr[i] == '<')
            return false;
    }
    if (i >= s.len || s.ptr[i] != '>')
        return false;
    found->attributes = str_sub(s, attributes, i);
    found->len = i + 1;
    return true;
}

/* The value of attribute `name`, which ends with its '='; or STR_NONE. */
static struct str attribute(struct str attributes, struct str name)
{
    for (size_t i = 1; i + name.len < attributes.len; i++) {
        if (!ascii_is_space(attributes.ptr[i - 1]) ||
            !str_eq_nocase(str_sub(attributes, i, i + name.len), name))
            continue;
        size_t from = i + name.len;
        char quote = attributes.ptr[from];
        if (quote == '"' || quote == '\'')
            return str_sub(attributes, from + 1, str_find(attributes, from + 1, quote));
        return str_sub(attributes, from, str_find(attributes, from, ' '));
    }
    return STR_NONE;
}

/* An address that leads somewhere outside of the page that the HTML was written for. */
static bool is_address(struct str address)
{
    static const char *const starts[] = {"http://", "https://", "mailto:", "tel:", "www."};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (address.len > strlen(starts[i]) &&
            str_eq_nocase(str_sub(address, 0, strlen(starts[i])), str_of(starts[i])))
            return true;
    return false;
}

static void write_link(struct markup *m, const struct found_tag *found)
{
    struct str address = str_trim(attribute(found->attributes, STR("href=")));
    if (found->closes) {
        write_str(&m->out, m->link_dropped || m->form == TEXT_PLAIN ? STR("") : STR("</a>"));
        return;
    }
    m->link_dropped = !is_address(address) || memchr(address.ptr, '"', address.len) != NULL;
    if (m->link_dropped || m->form == TEXT_PLAIN)
        return;
    write_str(&m->out, STR("<a href=\""));
    write_str(&m->out, address);
    write_str(&m->out, STR("\">"));
}

static void write_mark(struct markup *m, const struct found_tag *found)
{
    if (m->form == TEXT_PLAIN)
        return;
    write_str(&m->out, found->closes ? STR("</") : STR("<"));
    write_str(&m->out, str_of(found->tag->mark));
    write_char(&m->out, '>');
}

static void open_or_close_list(struct markup *m, const struct found_tag *found)
{
    if (found->closes) {
        m->lists -= m->lists > 0;
        write_line_end(m, m->lists == 0);
        return;
    }
    if (m->lists == 0)
        write_line_end(m, true);
    if (m->lists < LISTS_MAX)
        m->numbered[m->lists++] = str_is(str_of(found->tag->name), "ol");
}

/* What lies between a tag and the one that closes it is not meant to be read. */
static size_t skip_hidden(struct markup *m, size_t at, const struct found_tag *found)
{
    size_t end = at + found->len, len = strlen(found->tag->name);
    if (found->closes || m->missing_end[1])
        return end;
    remark(m->c, m->node, arena_printf(m->c->arena, "'<%s>' is not printed", found->tag->name),
           NULL);
    for (size_t i = str_find(m->in, end, '<'); i < m->in.len; i = str_find(m->in, i + 1, '<'))
        if (i + 1 < m->in.len && m->in.ptr[i + 1] == '/' &&
            str_eq_nocase(str_sub(m->in, i + 2, i + 2 + len), str_of(found->tag->name))) {
            size_t close = str_find(m->in, i, '>');
            return close < m->in.len ? close + 1 : close;
        }
    m->missing_end[1] = true;
    return end;
}

/* Whether a text is so plain that marks around it mean it alone. */
static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr("<>*_[]\\`$&\n", text.ptr[i]) != NULL)
            return false;
    return text.len > 0 && text.len < 200 && text.ptr[0] != ' ' && text.ptr[text.len - 1] != ' ';
}

/* Whether a mark may open or close next to this character, and means what the tag means. */
static bool is_outside(char c)
{
    return ascii_is_space(c) || (c != '\0' && strchr(".,;:!?()", c) != NULL);
}

/*
 * `<b>text</b>` or `<a href="...">text</a>` with nothing special in it, as a person writes it in
 * Markdown. Returns the offset behind it, or `at` when it is not that simple.
 */
static size_t take_element(struct markup *m, size_t at, const struct found_tag *found)
{
    size_t from = at + found->len, to = str_find(m->in, from, '<');
    struct str text = str_sub(m->in, from, to), address = STR_NONE;
    struct found_tag end;
    if (found->closes || !find_tag(str_sub(m->in, to, m->in.len), &end) || !end.closes ||
        end.tag->means != found->tag->means || end.tag->mark != found->tag->mark || !is_plain(text))
        return at;
    size_t behind = to + end.len;
    if (found->tag->means == TAG_LINK) {
        address = str_trim(attribute(found->attributes, STR("href=")));
        for (size_t i = 0; i < address.len; i++)
            if (strchr("()<> \\&*_", address.ptr[i]) != NULL)
                return at;
        if (!is_address(address) || str_starts(address, STR("www.")))
            return at;
    } else if (str_is(str_of(found->tag->mark), "u") || strlen(found->tag->mark) > 1 ||
               (m->out.len > 0 && !is_outside(m->out.ptr[m->out.len - 1])) ||
               (behind < m->in.len && !is_outside(m->in.ptr[behind]))) {
        return at;
    }
    struct str sign = found->tag->means == TAG_LINK           ? STR("")
                      : str_is(str_of(found->tag->mark), "b") ? STR("**")
                      : str_is(str_of(found->tag->mark), "i") ? STR("*")
                                                              : STR("~~");
    write_str(&m->out, found->tag->means == TAG_LINK ? STR("[") : sign);
    write_str(&m->out, text);
    write_str(&m->out, sign);
    if (found->tag->means == TAG_LINK) {
        write_str(&m->out, STR("]("));
        write_str(&m->out, address);
        write_char(&m->out, ')');
    }
    return behind;
}

size_t html_take_tag(struct markup *m, size_t at)
{
    struct str rest = str_sub(m->in, at, m->in.len);
    struct found_tag found;
    if (str_starts(rest, STR("<!--")) && !m->missing_end[0]) {
        for (size_t i = at + 4; i + 2 < m->in.len; i++)
            if (memcmp(m->in.ptr + i, "-->", 3) == 0) {
                remark(m->c, m->node, "a comment in HTML is not printed", NULL);
                return i + 3;
            }
        m->missing_end[0] = true;
    }
    if (!find_tag(rest, &found))
        return at;
    bool marks = found.tag->means == TAG_MARK || found.tag->means == TAG_LINK;
    size_t behind = marks && m->form != TEXT_PLAIN ? take_element(m, at, &found) : at;
    if (behind > at)
        return behind;
    switch (found.tag->means) {
    case TAG_MARK:
        write_mark(m, &found);
        break;
    case TAG_LINK:
        write_link(m, &found);
        break;
    case TAG_BREAK:
        if (m->out.len > 0 && m->out.ptr[m->out.len - 1] != '\n') /* else a line has just begun */
            write_str(&m->out, m->form == TEXT_PLAIN ? STR(" ") : STR("<br>"));
        break;
    case TAG_PARAGRAPH:
        if (m->lists > 0)
            markup_write_blank(&m->out);
        else
            write_line_end(m, true);
        break;
    case TAG_LIST:
        open_or_close_list(m, &found);
        break;
    case TAG_ITEM:
        if (!found.closes)
            write_item(m);
        break;
    case TAG_BLANK:
        markup_write_blank(&m->out);
        break;
    case TAG_HIDDEN:
        return skip_hidden(m, at, &found);
    case TAG_PICTURE:
        remark(m->c, m->node, "'<img>' is not printed", "its 'alt' text is");
        write_str(&m->out, attribute(found.attributes, STR("alt=")));
        break;
    case TAG_NOTHING:
        break;
    }
    return at + found.len;
}

/* ---- entities ---- */

/* "&amp;" is "&", unless that made an entity of what follows. Others Markdown knows. */
static size_t take_ampersand(struct markup *m, size_t at)
{
    struct str rest = str_sub(m->in, at, at + 20);
    size_t end = strlen("&amp;");
    if (!str_starts(rest, STR("&amp;")) || str_find(rest, end, ';') < rest.len)
        return at;
    write_char(&m->out, '&');
    return at + end;
}

/* Where no Markdown decodes them. */
static size_t take_entity(struct markup *m, size_t at)
{
    static const struct {
        const char *name, *text;
    } entities[] = {{"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},   {"&quot;", "\""},
                    {"&#39;", "'"},   {"&apos;", "'"}, {"&nbsp;", " "}, {"&ndash;", "\u2013"},
                    {"&mdash;", "\u2014"}};
    struct str rest = str_sub(m->in, at, m->in.len);
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (str_starts(rest, str_of(entities[i].name))) {
            write_str(&m->out, str_of(entities[i].text));
            return at + strlen(entities[i].name);
        }
    return at;
}

size_t html_take_entity(struct markup *m, size_t at)
{
    return m->form == TEXT_PLAIN ? take_entity(m, at) : take_ampersand(m, at);
}

/* ---- lines ---- */

bool html_has_blocks(struct str text)
{
    struct found_tag found;
    for (size_t i = str_find(text, 0, '<'); i < text.len; i = str_find(text, i + 1, '<'))
        if (find_tag(str_sub(text, i, text.len), &found) &&
            (found.tag->means == TAG_PARAGRAPH || found.tag->means == TAG_LIST ||
             found.tag->means == TAG_ITEM || found.tag->means == TAG_BREAK))
            return true;
    return false;
}

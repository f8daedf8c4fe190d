/* Texts with HTML, Typst, or signs for bullets in them, into Markdown. */
#include "dialect/markup.h"

#include "base/ascii.h"

/* ---- lines ---- */

/* Whether a line that starts so is not to be joined to the one before it. */
static bool starts_block(struct str line)
{
    size_t i = 0;
    while (i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'))
        i++;
    size_t digits = i;
    while (digits < line.len && ascii_is_digit(line.ptr[digits]))
        digits++;
    if (digits > i && digits < i + 4)
        return digits + 1 < line.len && strchr(".)", line.ptr[digits]) != NULL &&
               line.ptr[digits + 1] == ' ';
    return i == line.len || line.ptr[i] == '\n' || line.ptr[i] == '\r' ||
           (i + 1 < line.len && strchr("-*+", line.ptr[i]) != NULL && line.ptr[i + 1] == ' ');
}

/* A sign that people type for a bullet, at the beginning of a line: its length, or 0. */
static size_t typed_bullet(struct str line)
{
    static const char *const signs[] = {"\u2022", "\u25CF", "\u25E6", "\u25AA", "\u2023", "\u2219",
                                        "\u25A0", "\u27A2", "\u2714", "\u2713"};
    size_t blanks = 0;
    while (blanks < line.len && (line.ptr[blanks] == ' ' || line.ptr[blanks] == '\t'))
        blanks++;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(str_sub(line, blanks, line.len), str_of(signs[i])))
            return blanks + strlen(signs[i]);
    return 0;
}

/* The beginning of a line at `at`: a bullet that was typed becomes one of Markdown. */
static size_t take_bullet(struct markup *m, size_t at)
{
    size_t len = typed_bullet(str_sub(m->in, at, m->in.len));
    if (len == 0 || !markup_is_block(m->form))
        return at;
    while (at + len < m->in.len && (m->in.ptr[at + len] == ' ' || m->in.ptr[at + len] == '\t'))
        len++;
    write_str(&m->out, STR("- "));
    return at + len;
}

/* The end of a line at `at`. */
static size_t take_line_end(struct markup *m, size_t at)
{
    struct str next = str_sub(m->in, at + 1, m->in.len);
    bool blank_line = m->out.len > 0 && m->out.ptr[m->out.len - 1] == '\n';
    if (m->is_html || !markup_is_block(m->form)) {
        markup_write_blank(&m->out);
        return at + 1;
    }
    bool breaks = (m->c->dialect->traits & TRAIT_LINE_BREAKS) && m->node->style == STYLE_DOUBLE;
    if (breaks && !blank_line && m->out.len > 0 && !starts_block(next) && typed_bullet(next) == 0) {
        markup_drop_blanks(&m->out);
        write_char(&m->out, '\\');
    }
    write_char(&m->out, '\n');
    return take_bullet(m, at + 1);
}

/* ---- RenderCV ---- */

/* Where the bracket at `at` is closed, or the end of `s`. */
static size_t closing(struct str s, size_t at)
{
    enum { CONTENT_MAX = 4000 };
    char open = s.ptr[at], close = open == '(' ? ')' : ']';
    unsigned depth = 0;
    for (size_t i = at; i < s.len && i < at + CONTENT_MAX; i++) {
        depth += s.ptr[i] == open;
        if (s.ptr[i] == close && --depth == 0)
            return i;
    }
    return s.len;
}

/* `#link("address")[text]`, `#emph[text]`: Typst, of which the text is kept. */
static size_t take_typst(struct markup *m, size_t at)
{
    static const struct {
        const char *name, *mark;
    } commands[] = {{"strong", "b"},  {"emph", "i"},     {"underline", "u"}, {"strike", "s"},
                    {"sub", "sub"},   {"super", "sup"},  {"text", NULL},     {"smallcaps", NULL},
                    {"upper", NULL},  {"lower", NULL},   {"highlight", NULL}, {"link", NULL},
                    {"box", NULL}};
    size_t end = at + 1;
    while (end < m->in.len && ascii_is_letter(m->in.ptr[end]))
        end++;
    struct str name = str_sub(m->in, at + 1, end), address = STR_NONE;
    size_t i = 0;
    while (i < sizeof commands / sizeof *commands && !str_is(name, commands[i].name))
        i++;
    if (i == sizeof commands / sizeof *commands)
        return at;
    if (end < m->in.len && m->in.ptr[end] == '(') {
        size_t close = closing(m->in, end);
        address = str_trim(str_sub(m->in, end + 1, close));
        end = close + 1;
    }
    if (end >= m->in.len || m->in.ptr[end] != '[')
        return at;
    size_t close = closing(m->in, end);
    if (close == m->in.len)
        return at;
    struct str content = str_sub(m->in, end + 1, close);
    if (str_is(name, "link") && address.len > 2) {
        write_str(&m->out, STR("<a href="));
        write_str(&m->out, address);
        write_char(&m->out, '>');
        write_str(&m->out, content);
        write_str(&m->out, STR("</a>"));
    } else if (commands[i].mark != NULL) {
        struct str mark = str_of(commands[i].mark);
        write_str(&m->out, STR("<"));
        write_str(&m->out, mark);
        write_str(&m->out, STR(">"));
        write_str(&m->out, content);
        write_str(&m->out, STR("</"));
        write_str(&m->out, mark);
        write_str(&m->out, STR(">"));
    } else {
        write_str(&m->out, content);
    }
    return close + 1;
}

/* ---- LaTeX ---- */

/* The text between the braces at *at, which moves behind them; false when there are none. */
static bool take_braces(struct str s, size_t *at, struct str *content)
{
    enum { CONTENT_MAX = 4000 };
    unsigned depth = 0;
    for (size_t i = *at; i < s.len && i < *at + CONTENT_MAX && (i > *at || s.ptr[i] == '{'); i++) {
        depth += s.ptr[i] == '{';
        if (s.ptr[i] != '}' || --depth > 0)
            continue;
        *content = str_sub(s, *at + 1, i);
        *at = i + 1;
        return true;
    }
    return false;
}

/* `\textbf{text}`, `\href{address}{text}`: what people who came from LaTeX write. */
static size_t take_latex(struct markup *m, size_t at)
{
    static const struct {
        const char *name, *open, *close;
    } commands[] = {{"textbf", "<b>", "</b>"}, {"textit", "<i>", "</i>"}, {"emph", "<i>", "</i>"},
                    {"underline", "<u>", "</u>"}, {"texttt", "", ""}, {"textsc", "", ""},
                    {"url", "", ""}, {"href", "<a href=\"", "</a>"}};
    size_t end = at + 1, i = 0;
    while (end < m->in.len && ascii_is_letter(m->in.ptr[end]))
        end++;
    struct str name = str_sub(m->in, at + 1, end), content, address = STR_NONE;
    while (i < sizeof commands / sizeof *commands && !str_is(name, commands[i].name))
        i++;
    if (i == sizeof commands / sizeof *commands || !take_braces(m->in, &end, &content))
        return at;
    bool link = str_is(name, "href"), plain = m->form == TEXT_PLAIN;
    if (link) {
        address = content;
        if (!take_braces(m->in, &end, &content))
            return at;
    }
    if (!plain)
        write_str(&m->out, str_of(commands[i].open));
    if (link && !plain) {
        write_str(&m->out, address);
        write_str(&m->out, STR("\">"));
    }
    write_str(&m->out, markup_clean(m->c, m->node, content, TEXT_LINE));
    if (!plain)
        write_str(&m->out, str_of(commands[i].close));
    return end;
}

/* " - " in a bullet starts a bullet below it; between numbers it is a dash. */
static bool is_sub_bullet(const struct markup *m, size_t at)
{
    struct str s = m->in;
    return m->form == TEXT_BULLET && (m->c->dialect->traits & TRAIT_SUB_BULLETS) && at > 0 &&
           str_starts(str_sub(s, at, s.len), STR(" - ")) && at + 3 < s.len &&
           !(ascii_is_digit(s.ptr[at - 1]) && ascii_is_digit(s.ptr[at + 3]));
}

/* ---- the whole ---- */

static bool is_untouched(const struct convert *c, struct str text, enum text_form form)
{
    static const char bullet[] = "\xE2";
    unsigned traits = c->dialect->traits;
    if (memchr(text.ptr, '<', text.len) != NULL || memchr(text.ptr, '\n', text.len) != NULL)
        return false;
    if (memchr(text.ptr, '&', text.len) != NULL || memchr(text.ptr, '\\', text.len) != NULL)
        return false;
    if (markup_is_block(form) && memchr(text.ptr, bullet[0], text.len) != NULL)
        return false;
    return !(traits & TRAIT_SUB_BULLETS) ||
           (memchr(text.ptr, '#', text.len) == NULL && memchr(text.ptr, '-', text.len) == NULL);
}

/* Removes the breaks of lines at the end of what was written, which would make empty ones. */
static void drop_last_breaks(struct writer *w)
{
    static const struct str mark = {"<br>", 4};
    for (;;) {
        while (w->len > 0 && strchr(" \t\n", w->ptr[w->len - 1]) != NULL)
            w->len--;
        if (w->len < mark.len || !str_eq((struct str){w->ptr + w->len - mark.len, mark.len}, mark))
            return;
        w->len -= mark.len;
    }
}

struct str markup_clean(struct convert *c, const struct node *node, struct str text,
                        enum text_form form)
{
    if (text.len == 0 || is_untouched(c, text, form))
        return text;
    struct markup m = {.c = c, .node = node, .in = text, .form = form, .out.arena = c->arena};
    m.is_html = html_has_blocks(text);
    size_t start = take_bullet(&m, 0);
    for (size_t i = start; i < text.len;) {
        size_t next = i;
        char sign = text.ptr[i];
        if (sign == '<')
            next = html_take_tag(&m, i);
        else if (sign == '&')
            next = html_take_entity(&m, i);
        else if (sign == '\\')
            next = take_latex(&m, i);
        else if (sign == '\n')
            next = take_line_end(&m, i);
        else if (sign == '#' && (c->dialect->traits & TRAIT_SUB_BULLETS) && form != TEXT_PLAIN)
            next = take_typst(&m, i);
        else if (sign == ' ' && is_sub_bullet(&m, i)) {
            write_str(&m.out, STR("\n- "));
            next = i + 3;
        }
        if (next > i) {
            i = next;
            continue;
        }
        if (!(m.is_html && sign == ' ' && (m.out.len == 0 || m.out.ptr[m.out.len - 1] == '\n')))
            write_char(&m.out, sign);
        i++;
    }
    if (m.is_html)
        drop_last_breaks(&m.out);
    return (struct str){m.out.ptr, m.out.len};
}

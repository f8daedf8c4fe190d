/* LaTeX to text: Markdown that prints it letter for letter, or plain text. */
#include "base/utf8.h"
#include "bib/text.h"

static const struct {
    const char *open, *close;
} group_marks[GROUP_KINDS] = {
    [GROUP_ITALIC] = {"<i>", "</i>"},          [GROUP_BOLD] = {"<b>", "</b>"},
    [GROUP_CODE] = {"<code>", "</code>"},      [GROUP_UNDERLINE] = {"<u>", "</u>"},
    [GROUP_STRIKE] = {"<s>", "</s>"},          [GROUP_SUPERSCRIPT] = {"<sup>", "</sup>"},
    [GROUP_SUBSCRIPT] = {"<sub>", "</sub>"},   [GROUP_LINK] = {"", "</a>"},
    [GROUP_QUOTE] = {"\u201C", "\u201D"},    [GROUP_PARENTHESES] = {"(", ")"},
    [GROUP_BRACKETS] = {"[", "]"},
};

/* ---- output ---- */

void bib_put(struct bib *b, const char *ptr, size_t len)
{
    if (b->out_cap - b->out_len < len) {
        size_t cap = (b->out_cap + len) * 2 + 1024;
        char *larger = arena_alloc(b->arena, cap);
        if (b->out_len > 0)
            memcpy(larger, b->out, b->out_len);
        b->out = larger;
        b->out_cap = cap;
    }
    memcpy(b->out + b->out_len, ptr, len);
    b->out_len += len;
}

void bib_flush_space(struct text *t)
{
    if (t->space > 0 && t->b->out_len > 0)
        bib_put(t->b, t->space == 2 ? "\n\n" : " ", t->space);
    t->space = 0;
}

void bib_puts(struct text *t, const char *z)
{
    bib_flush_space(t);
    bib_put(t->b, z, strlen(z));
}

/* Whether Markdown would take `c` at the start of a paragraph for the marker of a list. */
static bool starts_block(const struct text *t, char c)
{
    size_t len = t->b->out_len;
    bool start = t->form == BIB_PROSE && (len == 0 || t->space == 2);
    return start && strchr("-+#>", c) != NULL;
}

/* One character of the text itself, so that Markdown prints it whatever follows. */
void bib_put_literal(struct text *t, const char *ptr, size_t len)
{
    bool escape = len == 1 && bib_is_markdown(t) &&
                  (strchr("\\`*_$~<[]&", *ptr) != NULL || starts_block(t, *ptr));
    bib_flush_space(t);
    if (escape)
        bib_put(t->b, "\\", 1);
    bib_put(t->b, ptr, len);
}

void bib_puts_literal(struct text *t, const char *z)
{
    const char *end = z + strlen(z);
    while (z < end) {
        uint32_t cp;
        size_t len = utf8_decode(z, end, &cp);
        len = len > 0 ? len : 1;
        if (*z == ' ')
            t->space = t->space > 0 ? t->space : 1;
        else
            bib_put_literal(t, z, len);
        z += len;
    }
}

void bib_put_code_point(struct text *t, uint32_t cp)
{
    char utf8[4];
    size_t len = utf8_encode(cp, utf8);
    bib_put_literal(t, utf8, len);
}

void bib_put_literal_str(struct text *t, struct str s)
{
    for (size_t i = 0; i < s.len;) {
        uint32_t cp;
        size_t len = utf8_decode(s.ptr + i, s.ptr + s.len, &cp);
        len = len > 0 ? len : 1;
        bib_put_literal(t, s.ptr + i, len);
        i += len;
    }
}

/* ---- groups ---- */

/* Whether Markdown gets the marks of a format here. */
static bool is_visible(const struct text *t, enum group_kind kind)
{
    return t->form != BIB_PLAIN && t->opened <= BIB_FORMATS_MAX &&
           t->in_code == (kind == GROUP_CODE);
}

static void open_format(struct text *t, enum group_kind kind)
{
    if (kind == GROUP_CODE)
        t->in_code++;
    if (kind >= GROUP_QUOTE)
        bib_puts_literal(t, group_marks[kind].open);
    else if (group_marks[kind].open != NULL && is_visible(t, kind))
        bib_puts(t, group_marks[kind].open);
}

void bib_push_group(struct text *t, enum group_kind kind)
{
    t->opened += kind > GROUP_LITERAL;
    open_format(t, kind);
    if (kind == GROUP_LITERAL)
        bib_put_literal(t, "{", 1);
    if (++t->depth < BIB_GROUPS_MAX)
        t->groups[t->depth] = (unsigned char)kind;
}

static void close_format(struct text *t, enum group_kind kind)
{
    const char *mark = group_marks[kind].close;
    if (kind == GROUP_LITERAL)
        bib_put_literal(t, "}", 1);
    else if (kind == GROUP_BRACKETS)
        bib_put_literal(t, mark, 1);
    else if (mark != NULL && (kind >= GROUP_QUOTE || is_visible(t, kind)))
        bib_put(t->b, mark, strlen(mark));
    if (kind == GROUP_CODE)
        t->in_code--;
    t->opened -= kind > GROUP_LITERAL;
}

void bib_pop_group(struct text *t)
{
    if (t->depth == 0)
        return;
    if (t->depth < BIB_GROUPS_MAX)
        close_format(t, t->groups[t->depth]);
    t->depth--;
}

/* `kind` for the rest of the innermost group, which may have one format of its own only. */
void bib_switch_format(struct text *t, enum group_kind kind)
{
    if (t->depth >= BIB_GROUPS_MAX || t->groups[t->depth] != GROUP_PLAIN || kind == GROUP_PLAIN)
        return;
    t->groups[t->depth] = (unsigned char)kind;
    t->opened++;
    open_format(t, kind);
}

/* ---- characters ---- */

static void take_dashes(struct text *t)
{
    size_t count = 1;
    while (count < 3 && bib_peek(t, count) == '-' && t->in_code == 0)
        count++;
    if (count == 1)
        bib_put_literal(t, "-", 1);
    else
        bib_puts(t, count == 2 ? "\u2013" : "\u2014");
    t->pos += count;
}

static void take_quotes(struct text *t)
{
    char c = bib_peek(t, 0), before = t->pos > 0 ? t->in.ptr[t->pos - 1] : ' ';
    bool twice = bib_peek(t, 1) == c && t->in_code == 0;
    t->pos += twice ? 2 : 1;
    if (c != '\'' || twice)
        t->quoted = c == '`' && twice;
    if (c == '\'')
        bib_puts(t, twice ? "\u201D" : "'");
    else if (!twice && (before == '?' || before == '!') && bib_last_out(t) == before) {
        t->b->out_len--;
        bib_puts(t, before == '?' ? "\u00BF" : "\u00A1");
    } else
        bib_puts(t, t->in_code > 0 ? "`" : twice ? "\u201C" : "\u2018");
}

/* A mark of Markdown's: it needs no backslash inside a word. */
static void take_mark(struct text *t)
{
    char c = bib_peek(t, 0);
    bool meant = t->form == BIB_MARKED && t->in_code == 0;
    bool inside = ascii_is_alnum(bib_last_out(t)) && ascii_is_alnum(bib_peek(t, 1));
    if ((c == '*' || c == '_') && (meant || inside))
        bib_puts(t, c == '*' ? "*" : "_");
    else
        bib_put_literal(t, &c, 1);
    t->pos++;
}

/* A number and a full stop begin a list, too. */
static void take_digits(struct text *t)
{
    bool start = t->form == BIB_PROSE && (t->b->out_len == 0 || t->space == 2);
    size_t from = t->pos;
    while (ascii_is_digit(bib_peek(t, 0)))
        t->pos++;
    bib_flush_space(t);
    bib_put(t->b, t->in.ptr + from, t->pos - from);
    if (start && (bib_peek(t, 0) == '.' || bib_peek(t, 0) == ')')) {
        bib_put(t->b, "\\", 1);
        bib_put(t->b, t->in.ptr + t->pos++, 1);
    }
}

static void take_space(struct text *t)
{
    unsigned lines = 0;
    for (; t->pos < t->in.len && ascii_is_space(t->in.ptr[t->pos]); t->pos++)
        lines += t->in.ptr[t->pos] == '\n';
    unsigned space = t->form == BIB_PROSE && lines > 1 ? 2 : 1;
    t->space = t->space > space ? t->space : space;
}

static void take_tie(struct text *t)
{
    bool address = t->pos > 0 && t->in.ptr[t->pos - 1] == '/'; /* http://host/~somebody */
    t->pos++;
    if (address || t->in_code > 0)
        bib_put_literal(t, "~", 1);
    else if (t->form == BIB_PLAIN)
        t->space = t->space > 0 ? t->space : 1;
    else
        bib_puts(t, "\u00A0");
}

static void take_one(struct text *t)
{
    char c = bib_peek(t, 0);
    switch (c) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        take_space(t);
        return;
    case '\\':
        t->pos++; /* \&amp; */
        if (bib_peek(t, 0) == '&' && bib_take_entity(t))
            return;
        t->pos--;
        bib_take_command(t);
        return;
    case '{':
        t->pos++;
        bib_push_group(t, GROUP_PLAIN);
        return;
    case '}':
        t->pos++;
        bib_pop_group(t);
        return;
    case '$':
        bib_take_math(t);
        return;
    case '~':
        take_tie(t);
        return;
    case '-':
        take_dashes(t);
        return;
    case '`':
    case '\'':
        take_quotes(t);
        return;
    case '"': /* ``so" */
        bib_put_literal(t, t->quoted ? "\u201D" : "\"", t->quoted ? strlen("\u201D") : 1);
        t->quoted = false;
        t->pos++;
        return;
    case '<':
        if (bib_take_tag(t))
            return;
        break;
    case '&':
        if (bib_take_entity(t))
            return;
        break;
    default:
        if (ascii_is_digit(c)) {
            take_digits(t);
            return;
        }
    }
    take_mark(t);
}

/* Characters that are looked at: 1 always, 2 where they begin a paragraph. */
static const unsigned char special[256] = {
    [' '] = 1,  ['\t'] = 1, ['\r'] = 1, ['\n'] = 1, ['\\'] = 1, ['{'] = 1,  ['}'] = 1,
    ['$'] = 1,  ['~'] = 1,  ['-'] = 1,  ['`'] = 1,  ['\''] = 1, ['"'] = 1,  ['<'] = 1,  ['&'] = 1,
    ['*'] = 1,  ['_'] = 1,  ['['] = 1,  [']'] = 1,  ['#'] = 2,  ['+'] = 2,  ['>'] = 2,
    ['0'] = 2,  ['1'] = 2,  ['2'] = 2,  ['3'] = 2,  ['4'] = 2,  ['5'] = 2,  ['6'] = 2,
    ['7'] = 2,  ['8'] = 2,  ['9'] = 2,
};

/* Whether the text says what it says without any change: no mark in it, single blanks only. */
static bool is_simple(struct str raw)
{
    for (size_t i = 0; i < raw.len; i++) {
        unsigned char c = (unsigned char)raw.ptr[i];
        if (special[c] != 1)
            continue;
        char next = i + 1 < raw.len ? raw.ptr[i + 1] : 'x';
        if (c == ' ' ? next == ' ' : c == '-' || c == '\'' ? next == (char)c : true)
            return false;
    }
    return raw.len > 0 && (special[(unsigned char)raw.ptr[0]] == 0);
}

/* Puts the characters that stand for themselves from t->pos on, single blanks between them too. */
static void take_run(struct text *t)
{
    struct str in = t->in;
    size_t i = t->pos;
    unsigned most = t->b->out_len == 0 || t->space == 2 ? 0 : 2; /* of `special`, of the first */
    while (i < in.len) {
        unsigned kind = special[(unsigned char)in.ptr[i]];
        bool blank = in.ptr[i] == ' ' && i > t->pos && i + 1 < in.len &&
                     special[(unsigned char)in.ptr[i + 1]] != 1;
        if (!blank && (kind == 1 || kind > most))
            break;
        most = 2;
        i++;
    }
    if (i == t->pos)
        return;
    bib_flush_space(t);
    bib_put(t->b, in.ptr + t->pos, i - t->pos);
    t->pos = i;
}

static void take_all(struct text *t)
{
    while (t->pos < t->in.len) {
        take_run(t);
        if (t->pos < t->in.len)
            take_one(t);
    }
}

void bib_take_slice(struct text *t, struct str slice)
{
    struct str in = t->in;
    size_t pos = t->pos, depth = t->depth;
    t->in = slice;
    t->pos = 0;
    take_all(t);
    while (t->depth > depth)
        bib_pop_group(t);
    while (t->depth < depth)
        bib_push_group(t, GROUP_PLAIN);
    t->in = in;
    t->pos = pos;
}

struct str bib_text(struct bib *b, const struct bib_field *field, struct str raw,
                    enum bib_form form)
{
    raw = str_trim(raw);
    if (is_simple(raw))
        return raw;
    struct text t = {.b = b, .field = field, .in = raw, .form = form};
    b->out_len = 0;
    take_all(&t);
    while (t.depth > 0)
        bib_pop_group(&t);
    close_format(&t, t.groups[0]);
    if (t.has_html && (form == BIB_LINE || form == BIB_MARKED))
        bib_mended_field(b, BIB_MEND_HTML, field, "has HTML; it is printed as what it means");
    return arena_str(b->arena, (struct str){b->out, b->out_len});
}

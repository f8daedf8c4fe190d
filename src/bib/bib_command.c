/* LaTeX's commands in a value. */
#include "base/utf8.h"
#include "bib/text.h"

/* Accents on accents, and braces around their letter. */
enum { ACCENT_DEPTH_MAX = 8 };

/* Commands that say how their argument, or the rest of their group, looks. Sorted by name. */
static const struct format {
    const char *name;
    enum group_kind kind;
    bool is_switch; /* it speaks of the rest of its group */
} formats[] = {
    {"LARGE", GROUP_PLAIN, true}, {"Large", GROUP_PLAIN, true},
    {"MakeLowercase", GROUP_PLAIN, false}, {"MakeUppercase", GROUP_PLAIN, false},
    {"acro", GROUP_PLAIN, false}, {"autocap", GROUP_PLAIN, false}, {"bf", GROUP_BOLD, true},
    {"bfseries", GROUP_BOLD, true}, {"bibliteral", GROUP_PLAIN, false},
    {"brackettext", GROUP_BRACKETS, false}, {"cyr", GROUP_PLAIN, true},
    {"cyrfamily", GROUP_PLAIN, true}, {"em", GROUP_ITALIC, true}, {"emph", GROUP_ITALIC, false},
    {"enquote", GROUP_QUOTE, false}, {"footnotesize", GROUP_PLAIN, true},
    {"hbox", GROUP_PLAIN, false}, {"initials", GROUP_PLAIN, false}, {"it", GROUP_ITALIC, true},
    {"itshape", GROUP_ITALIC, true}, {"large", GROUP_PLAIN, true},
    {"liningnums", GROUP_PLAIN, false}, {"llap", GROUP_PLAIN, false},
    {"lowercase", GROUP_PLAIN, false}, {"mathbf", GROUP_BOLD, false},
    {"mathit", GROUP_ITALIC, false}, {"mathrm", GROUP_PLAIN, false},
    {"mathtt", GROUP_CODE, false}, {"mbox", GROUP_PLAIN, false},
    {"mkbibacro", GROUP_PLAIN, false}, {"mkbibbold", GROUP_BOLD, false},
    {"mkbibbrackets", GROUP_BRACKETS, false}, {"mkbibemph", GROUP_ITALIC, false},
    {"mkbibitalic", GROUP_ITALIC, false}, {"mkbibparens", GROUP_PARENTHESES, false},
    {"mkbibquote", GROUP_QUOTE, false}, {"mkbibsubscript", GROUP_SUBSCRIPT, false},
    {"mkbibsuperscript", GROUP_SUPERSCRIPT, false}, {"mkbibsupfix", GROUP_SUPERSCRIPT, false},
    {"nohyphens", GROUP_PLAIN, false}, {"normalfont", GROUP_PLAIN, true},
    {"normalsize", GROUP_PLAIN, true}, {"oldstylenums", GROUP_PLAIN, false},
    {"parentext", GROUP_PARENTHESES, false}, {"printtext", GROUP_PLAIN, false},
    {"raggedright", GROUP_PLAIN, true}, {"rlap", GROUP_PLAIN, false}, {"rm", GROUP_PLAIN, true},
    {"sc", GROUP_PLAIN, true}, {"scriptsize", GROUP_PLAIN, true}, {"scshape", GROUP_PLAIN, true},
    {"sf", GROUP_PLAIN, true}, {"sffamily", GROUP_PLAIN, true},
    {"singleletter", GROUP_PLAIN, false}, {"sl", GROUP_ITALIC, true},
    {"slshape", GROUP_ITALIC, true}, {"small", GROUP_PLAIN, true}, {"smash", GROUP_PLAIN, false},
    {"sout", GROUP_STRIKE, false}, {"st", GROUP_STRIKE, false}, {"text", GROUP_PLAIN, false},
    {"textbf", GROUP_BOLD, false}, {"textcyrillic", GROUP_PLAIN, false},
    {"textgreek", GROUP_PLAIN, false}, {"textit", GROUP_ITALIC, false},
    {"textlatin", GROUP_PLAIN, false}, {"textls", GROUP_PLAIN, false},
    {"textmd", GROUP_PLAIN, false}, {"textnormal", GROUP_PLAIN, false},
    {"textrm", GROUP_PLAIN, false}, {"textsc", GROUP_PLAIN, false},
    {"textsf", GROUP_PLAIN, false}, {"textsl", GROUP_ITALIC, false},
    {"textsubscript", GROUP_SUBSCRIPT, false}, {"textsuperscript", GROUP_SUPERSCRIPT, false},
    {"texttt", GROUP_CODE, false}, {"textup", GROUP_PLAIN, false}, {"tiny", GROUP_PLAIN, true},
    {"tt", GROUP_CODE, true}, {"ttfamily", GROUP_CODE, true}, {"ul", GROUP_UNDERLINE, false},
    {"uline", GROUP_UNDERLINE, false}, {"underline", GROUP_UNDERLINE, false},
    {"uppercase", GROUP_PLAIN, false}, {"upshape", GROUP_PLAIN, true},
};

/* ---- arguments ---- */

size_t bib_closing_brace(struct str in, size_t open)
{
    size_t depth = 0, limit = open + BIB_ARGUMENT_MAX < in.len ? open + BIB_ARGUMENT_MAX : in.len;
    for (size_t i = open; i < limit; i++) {
        if (in.ptr[i] == '\\')
            i++;
        else if (in.ptr[i] == '{')
            depth++;
        else if (in.ptr[i] == '}' && --depth == 0)
            return i;
    }
    return in.len;
}

bool bib_take_argument(struct text *t, struct str *argument)
{
    size_t start = t->pos;
    bib_skip_space(t);
    size_t end = bib_peek(t, 0) == '{' ? bib_closing_brace(t->in, t->pos) : t->in.len;
    if (end == t->in.len) {
        t->pos = start;
        return false;
    }
    *argument = str_sub(t->in, t->pos + 1, end);
    t->pos = end + 1;
    return true;
}

/* ---- accents ---- */

/*
 * The letter that an accent stands on; 0: none. *open gets the braces it has opened and that the
 * rest of the text closes, for they hold more than the letter.
 */
static uint32_t take_letter(struct text *t, unsigned depth, unsigned *open)
{
    bib_skip_space(t);
    if (t->pos >= t->in.len || depth == ACCENT_DEPTH_MAX)
        return 0;
    if (bib_peek(t, 0) == '{') {
        t->pos++;
        if (bib_peek(t, 0) == '}') {
            t->pos++;
            return 0;
        }
        uint32_t letter = take_letter(t, depth + 1, open);
        if (bib_peek(t, 0) == '}')
            t->pos++;
        else
            ++*open;
        return letter;
    }
    if (bib_peek(t, 0) != '\\') {
        uint32_t cp = 0;
        if (strchr("}$~", bib_peek(t, 0)) != NULL)
            return 0;
        t->pos += utf8_decode(t->in.ptr + t->pos, t->in.ptr + t->in.len, &cp);
        return cp;
    }
    size_t start = t->pos++, from = t->pos;
    while (ascii_is_letter(bib_peek(t, 0)))
        t->pos++;
    if (t->pos == from && t->pos < t->in.len)
        t->pos++;
    struct str name = str_sub(t->in, from, t->pos);
    if (str_is(name, "i") || str_is(name, "j"))
        return (unsigned char)name.ptr[0];
    uint32_t mark = bib_accent(name), letter = 0;
    const char *symbol = bib_symbol(name);
    if (mark != 0) {
        uint32_t base = take_letter(t, depth + 1, open);
        letter = bib_compose(base, mark);
    } else if (symbol != NULL) {
        size_t len = strlen(symbol);
        if (utf8_decode(symbol, symbol + len, &letter) != len)
            letter = 0;
    }
    if (letter == 0)
        t->pos = start;
    return letter;
}

/* What an accent on nothing prints. */
static const char *bare_accent(struct str name)
{
    static const struct {
        char accent;
        const char *text;
    } bare[] = {{'`', "`"},  {'\'', "\u00B4"}, {'^', "^"},       {'~', "~"},
                {'"', "\""}, {'=', "\u00AF"},  {'.', "\u02D9"}};
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
        if (name.ptr[0] == bare[i].accent)
            return bare[i].text;
    return "";
}

void bib_take_accent(struct text *t, struct str name, uint32_t mark)
{
    unsigned open = 0;
    size_t start = t->pos;
    uint32_t letter = take_letter(t, 0, &open);
    uint32_t composed = letter != 0 ? bib_compose(letter, mark) : 0;
    if (letter == 0 && t->pos == start) {
        bib_puts_literal(t, bare_accent(name));
    } else if (letter == 0) {
        bib_puts_literal(t, bare_accent(name));
    } else if (composed != 0) {
        bib_put_code_point(t, composed);
    } else {
        bib_put_code_point(t, letter);
        bib_put_code_point(t, mark);
    }
    while (open-- > 0)
        bib_push_group(t, GROUP_PLAIN);
}

/* ---- links ---- */

struct str bib_address(struct bib *b, struct str raw)
{
    raw = str_trim(raw);
    size_t href = str_find(raw, 0, '<');
    for (; href + 6 < raw.len; href++) /* a link of HTML */
        if (str_eq_nocase(str_sub(raw, href, href + 6), STR("href=\"")))
            return str_trim(str_sub(raw, href + 6, str_find(raw, href + 6, '"')));
    if (!bib_has_any(raw, "\\{} \t\r\n"))
        return raw;
    if (str_starts(raw, STR("\\url{")) && raw.ptr[raw.len - 1] == '}')
        raw = str_sub(raw, 5, raw.len - 1);
    char *copy = arena_alloc(b->arena, raw.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        static const struct str tilde = {"\\textasciitilde", 15};
        if (str_starts(str_sub(raw, i, raw.len), tilde)) {
            copy[len++] = '~';
            i += tilde.len - 1;
            continue;
        }
        if (c == '\\' && i + 1 < raw.len && strchr("_%&#~$/{}", raw.ptr[i + 1]) != NULL)
            c = raw.ptr[++i];
        else if (ascii_is_space(c) || c == '{' || c == '}')
            continue;
        copy[len++] = c;
    }
    return (struct str){copy, len};
}

static bool is_whole_address(struct str url)
{
    return str_starts(url, STR("http://")) || str_starts(url, STR("https://")) ||
           str_starts(url, STR("mailto:")) || str_starts(url, STR("ftp://"));
}

/* \url{address}: an autolink, where it can be one. */
static void take_url(struct text *t)
{
    struct str raw;
    if (!bib_take_argument(t, &raw))
        return;
    struct str url = bib_address(t->b, raw);
    if (bib_is_markdown(t) && is_whole_address(url) && !bib_has_any(url, "<>\\&`\"")) {
        bib_puts(t, "<");
        bib_put(t->b, url.ptr, url.len);
        bib_put(t->b, ">", 1);
    } else {
        bib_put_literal_str(t, url);
    }
}

/* \href{address}{text}: the text goes on as a group. */
static void take_href(struct text *t)
{
    struct str raw;
    if (!bib_take_argument(t, &raw))
        return;
    struct str url = bib_address(t->b, raw);
    bib_skip_space(t);
    bool link = bib_is_markdown(t) && is_whole_address(url) && !bib_has_any(url, "<>\"\\ ") &&
                bib_peek(t, 0) == '{' && t->opened < BIB_FORMATS_MAX &&
                t->depth + 1 < BIB_GROUPS_MAX;
    if (!link)
        return;
    t->pos++;
    bib_puts(t, "<a href=\"");
    bib_put(t->b, url.ptr, url.len);
    bib_put(t->b, "\">", 2);
    bib_push_group(t, GROUP_LINK);
}

/* ---- commands ---- */

static const struct format *format_named(struct str name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (str_is(name, formats[i].name))
            return &formats[i];
    return NULL;
}

static void take_format(struct text *t, const struct format *format)
{
    if (format->is_switch) {
        bib_switch_format(t, format->kind);
        return;
    }
    if (bib_peek(t, 0) == '*')
        t->pos++;
    if (bib_peek(t, 0) != '{')
        return;
    t->pos++;
    bib_push_group(t, format->kind);
}

static void report_command(struct text *t, size_t at, struct str name, const char *what)
{
    struct bib *b = t->b;
    if (!bib_first_time(b, "command", name))
        return;
    struct span span = t->field->value_span;
    const char *ptr = t->in.ptr + at;
    if (ptr >= b->text.ptr && ptr < b->text.ptr + b->text.len)
        span = bib_span(b, (size_t)(ptr - b->text.ptr),
                        (size_t)(ptr - b->text.ptr) + name.len + 1);
    diag_add(b->diags, DIAG_BIB_COMMAND, span, "write what it stands for",
             "the command '\\%.*s' of %s is not known; %s", STR_FMT(name), bib_called(b, b->entry),
             what);
}

/* A length without braces: -.1667em */
static void take_length(struct text *t)
{
    while (t->pos < t->in.len && strchr("+-. 0123456789", bib_peek(t, 0)) != NULL)
        t->pos++;
    for (unsigned i = 0; i < 2 && ascii_is_letter(bib_peek(t, 0)); i++)
        t->pos++;
}

/* Commands that have a way of their own; false when `name` is none of them. */
static bool take_special(struct text *t, struct str name)
{
    struct str argument;
    if (str_is(name, "url") || str_is(name, "path") || str_is(name, "nolinkurl")) {
        take_url(t);
    } else if (str_is(name, "href")) {
        take_href(t);
    } else if (str_is(name, "ensuremath")) {
        if (bib_take_argument(t, &argument))
            bib_put_math(t, argument);
    } else if (str_is(name, "noopsort") || str_is(name, "vspace") || str_is(name, "hspace") ||
               str_is(name, "label") || str_is(name, "selectlanguage") ||
               str_is(name, "color") || str_is(name, "fontsize") || str_is(name, "noop") ||
               str_is(name, "hphantom") || str_is(name, "phantom") || str_is(name, "vphantom")) {
        bib_take_argument(t, &argument); /* nothing of it is to be seen */
    } else if (str_is(name, "kern") || str_is(name, "hskip")) {
        take_length(t);
    } else if (str_is(name, "footnote")) {
        if (bib_peek(t, 0) != '{')
            return false;
        t->pos++;
        t->space = t->space > 0 ? t->space : 1;
        bib_push_group(t, GROUP_PARENTHESES);
    } else if (str_is(name, "textcolor") || str_is(name, "foreignlanguage")) {
        bib_take_argument(t, &argument);
    } else if (str_is(name, "verb")) {
        size_t end = str_find(t->in, t->pos + 1, bib_peek(t, 0));
        if (end >= t->in.len)
            return false;
        size_t from = t->pos + 1;
        t->pos = end + 1;
        bib_push_group(t, GROUP_CODE);
        bib_put_literal_str(t, str_sub(t->in, from, end));
        bib_pop_group(t);
    } else if (str_is(name, "par")) {
        t->space = t->form == BIB_PROSE ? 2 : 1;
    } else if (str_is(name, "(") || str_is(name, "[")) {
        const char *close = name.ptr[0] == '(' ? "\\)" : "\\]";
        size_t to = t->pos, limit = t->pos + BIB_ARGUMENT_MAX < t->in.len
                                        ? t->pos + BIB_ARGUMENT_MAX
                                        : t->in.len;
        while (to + 1 < limit && memcmp(t->in.ptr + to, close, 2) != 0)
            to++;
        struct str math = str_sub(t->in, t->pos, to);
        if (to + 1 >= limit)
            return false;
        t->pos = to + 2;
        bib_put_math(t, math);
    } else {
        return false;
    }
    return true;
}

static void take_symbol(struct text *t, struct str name, const char *symbol)
{
    if (name.ptr[0] == '_' && ascii_is_alnum(bib_last_out(t)) && ascii_is_alnum(bib_peek(t, 0)))
        bib_puts(t, symbol); /* inside a word Markdown lets it be */
    else
        bib_puts_literal(t, symbol);
    if (name.ptr[0] == '&' && str_starts(str_sub(t->in, t->pos, t->in.len), STR("amp;")))
        t->pos += 4;
}

/* A command that nobody knows: in names, where a brace has a meaning, only what is in its braces. */
static void take_unknown(struct text *t, size_t at, struct str name)
{
    bool braced = ascii_is_letter(name.ptr[0]) && bib_peek(t, 0) == '{';
    bool bare = braced && t->form == BIB_PLAIN;
    report_command(t, at, name,
                   bare ? "what is in its braces is printed" : "it is printed as text");
    if (!bare) {
        bib_put_literal(t, "\\", 1);
        bib_put_literal_str(t, name);
    }
    if (braced) {
        t->pos++;
        bib_push_group(t, bare ? GROUP_PLAIN : GROUP_LITERAL);
    }
}

/* The command at the backslash. */
void bib_take_command(struct text *t)
{
    size_t at = t->pos++, from = t->pos;
    while (ascii_is_letter(bib_peek(t, 0)))
        t->pos++;
    bool word = t->pos > from;
    if (!word && t->pos < t->in.len && (unsigned char)bib_peek(t, 0) < 0x80)
        t->pos++;
    struct str name = str_sub(t->in, from, t->pos);
    if (name.len == 0) {
        bib_put_literal(t, "\\", 1);
        return;
    }
    uint32_t mark = bib_accent(name);
    if (mark != 0) {
        bib_take_accent(t, name, mark);
        return;
    }
    size_t end = t->pos;
    if (word)
        bib_skip_space(t);
    const char *symbol = bib_symbol(name);
    const struct format *format = symbol == NULL ? format_named(name) : NULL;
    if (symbol != NULL) {
        if (bib_peek(t, 0) == '{' && bib_peek(t, 1) == '}' && word)
            t->pos += 2;
        take_symbol(t, name, symbol);
    } else if (format != NULL) {
        take_format(t, format);
    } else if (!take_special(t, name) && !bib_take_defined(t, name)) {
        t->pos = end;
        take_unknown(t, at, name);
    }
}


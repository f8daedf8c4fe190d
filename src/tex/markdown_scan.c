#include "tex/markdown_scan.h"

#include "base/ascii.h"
#include "base/entity.h"
#include "base/utf8.h"

static bool is_punct(char c)
{
    return c > ' ' && c < 127 && !ascii_is_alnum(c);
}

/* The byte at i, or a space outside of the text. */
static char at(const struct md_scan *s, size_t i)
{
    return i < s->in.len ? s->in.ptr[i] : ' ';
}

static size_t run_length(struct str s, size_t i)
{
    size_t end = i + 1;
    while (end < s.len && s.ptr[end] == s.ptr[i])
        end++;
    return end - i;
}

static bool starts_at(struct str s, size_t i, const char *z)
{
    size_t len = strlen(z);
    return str_eq_nocase(str_sub(s, i, i + len), (struct str){z, len});
}

/* Offset of the first `z` at or after `from`, or s.len. */
static size_t find(struct str s, size_t from, const char *z)
{
    for (size_t i = str_find(s, from, z[0]); i < s.len; i = str_find(s, i + 1, z[0]))
        if (starts_at(s, i, z))
            return i;
    return s.len;
}

static struct md_token *add_token(struct md_scan *s, enum md_token_kind kind, size_t start,
                                  size_t end)
{
    if (s->count == s->cap) {
        s->cap = s->cap > 0 ? s->cap * 2 : 4;
        struct md_token *tokens = arena_array(s->arena, struct md_token, s->cap);
        if (s->count > 0)
            memcpy(tokens, s->tokens, s->count * sizeof *tokens);
        s->tokens = tokens;
    }
    struct md_token *t = &s->tokens[s->count++];
    *t = (struct md_token){.start = start, .end = end, .kind = kind};
    t->text = str_sub(s->in, start, end);
    return t;
}

/* `text` with its line ends as spaces, byte for byte: itself where it has none. */
static struct str one_line(struct arena *a, struct str text)
{
    if (str_find(text, 0, '\n') == text.len && str_find(text, 0, '\r') == text.len)
        return text;
    char *copy = arena_alloc(a, text.len);
    for (size_t i = 0; i < text.len; i++)
        copy[i] = ascii_is_space(text.ptr[i]) ? ' ' : text.ptr[i];
    return (struct str){copy, text.len};
}

/*
 * The functions below look for one construct each at byte i and return the bytes it takes, 0 when
 * it is not there. The mask is all commas at first: they write to it what md4c is to see.
 */

/* A line end, and the indentation of the next line with it. */
static size_t scan_line_end(struct md_scan *s, size_t i)
{
    size_t end = i + 1;
    while (end < s->in.len && ascii_is_space(s->in.ptr[end]))
        end++;
    if (s->hard_breaks && i >= 2 && s->in.ptr[i - 1] == ' ' && s->in.ptr[i - 2] == ' ')
        add_token(s, MD_TOKEN_BREAK, i, end);
    memset(s->mask + i, ' ', end - i);
    return end - i;
}

static size_t scan_backslash(struct md_scan *s, size_t i)
{
    char next = at(s, i + 1);
    if (s->hard_breaks && i + 1 < s->in.len && (next == '\n' || next == '\r')) {
        size_t end = i + 1;
        while (end < s->in.len && ascii_is_space(s->in.ptr[end]))
            end++;
        add_token(s, MD_TOKEN_BREAK, i, end);
        return end - i;
    }
    if (!is_punct(next))
        return 0;
    add_token(s, MD_TOKEN_TEXT, i, i + 2)->text = str_sub(s->in, i + 1, i + 2);
    return 2;
}

/* `code`: from a run of backticks to the next run of just as many. */
static size_t scan_code(struct md_scan *s, size_t i)
{
    size_t ticks = run_length(s->in, i);
    bool countable = ticks < 8 * sizeof s->missing_ticks;
    if (countable && !(s->missing_ticks & 1u << ticks)) {
        size_t n;
        for (size_t close = str_find(s->in, i + ticks, '`'); close < s->in.len;
             close = str_find(s->in, close + n, '`')) {
            n = run_length(s->in, close);
            if (n != ticks)
                continue;
            struct str code = one_line(s->arena, str_sub(s->in, i + ticks, close));
            bool padded = code.len > 2 && code.ptr[0] == ' ' && code.ptr[code.len - 1] == ' ';
            if (padded && str_trim(code).len > 0)
                code = str_sub(code, 1, code.len - 1);
            add_token(s, MD_TOKEN_CODE, i, close + n)->text = code;
            return close + n - i;
        }
        s->missing_ticks |= 1u << ticks;
    }
    return ticks;
}

static size_t scan_entity(struct md_scan *s, size_t i)
{
    uint32_t cp;
    size_t len = entity_decode(str_sub(s->in, i, s->in.len), &cp);
    if (len > 0) {
        char *utf8 = arena_alloc(s->arena, 4);
        add_token(s, MD_TOKEN_TEXT, i, i + len)->text = (struct str){utf8, utf8_encode(cp, utf8)};
    }
    return len;
}

/*
 * Whether what stands between two dollars is meant as a formula: "$5 and $6" is not. Commands,
 * scripts, braces and equations are sure signs; weaker ones count where no words are near.
 */
static bool looks_like_math(struct str m)
{
    bool weak = m.len <= 2;
    bool spaces = false, words = false;
    size_t letters = 0;
    for (size_t i = 0; i < m.len; i++) {
        char c = m.ptr[i];
        if (strchr("\\^_={", c) != NULL)
            return true;
        weak = weak || strchr("+-<>/|()", c) != NULL;
        if (i > 0)
            weak = weak || (ascii_is_letter(c) && ascii_is_digit(m.ptr[i - 1]));
        spaces = spaces || ascii_is_space(c);
        letters = ascii_is_letter(c) ? letters + 1 : 0;
        words = words || letters >= 3;
    }
    return weak && !(spaces && words);
}

/*
 * `$x$` or `$$x$$`, by Pandoc's rule: no space inside next to a dollar, no letter or digit before
 * (but "F$_\omega$" and "TiO$_2$" are formulas), no digit after. A letter may follow ("$n$th") but
 * not in "$HOME/$PATH".
 */
static size_t scan_math(struct md_scan *s, size_t i)
{
    size_t dollars = run_length(s->in, i);
    size_t start = i + dollars, close = start;
    while (close < s->in.len && s->in.ptr[close] != '$')
        close += s->in.ptr[close] == '\\' && at(s, close + 1) == '$' ? 2 : 1;
    struct str m = str_sub(s->in, start, close);
    bool fits = s->math != NULL && dollars <= 2 && close < s->in.len && m.len > 0 &&
                run_length(s->in, close) == dollars;
    if (fits && i > 0 && ascii_is_alnum(s->in.ptr[i - 1]))
        fits = strchr("\\^_", m.ptr[0]) != NULL;
    size_t end = close + dollars;
    if (fits && dollars == 2)
        m = str_trim(m);
    if (fits && dollars == 1) {
        char last = m.ptr[m.len - 1], next = at(s, end);
        fits = !ascii_is_space(m.ptr[0]) && !ascii_is_space(last) && !ascii_is_digit(next) &&
               !(ascii_is_letter(next) && !ascii_is_alnum(last) && last != '}' && last != ')');
    }
    if (fits && looks_like_math(m)) {
        struct str offender = STR_NONE, line = one_line(s->arena, m);
        if (s->math(line, &offender)) {
            add_token(s, MD_TOKEN_MATH, i, end)->text = line;
            return end - i;
        }
        if (offender.len > 0) {
            size_t from = (size_t)(offender.ptr - line.ptr);
            struct md_rejected *rejected = arena_new(s->arena, struct md_rejected);
            rejected->command = str_sub(m, from, from + offender.len);
            *s->rejected_end = rejected;
            s->rejected_end = &rejected->next;
        }
    }
    return dollars;
}

/* Where the bare address at i ends: before white space, what an address cannot hold, or a bracket
 * that closes none of its own, and before the punctuation of the sentence around it. */
static size_t url_end(struct str s, size_t i)
{
    size_t end = i, parens = 0;
    while (end < s.len) {
        char c = s.ptr[end];
        uint32_t cp = (unsigned char)c;
        size_t len = utf8_decode(s.ptr + end, s.ptr + s.len, &cp);
        if (cp <= ' ' || cp == 127 || (cp < 128 && strchr("<>\"'`[]\\", c) != NULL))
            break;
        /* NBSP, quotes, dashes, East Asian punctuation: text next to the address */
        if (cp == 0xA0 || cp == 0xAB || cp == 0xBB || (cp >= 0x2000 && cp < 0x2070) ||
            (cp >= 0x3000 && cp < 0x3040) || (cp >= 0xFF00 && cp < 0xFFF0))
            break;
        if (c == ')' && parens == 0)
            break;
        parens += c == '(';
        parens -= c == ')';
        end += len > 0 ? len : 1;
    }
    while (end > i && strchr("?!.,:;*_~", s.ptr[end - 1]) != NULL)
        end--;
    return end;
}

static size_t scan_url(struct md_scan *s, size_t i)
{
    if (i > 0 && ascii_is_alnum(s->in.ptr[i - 1]))
        return 0;
    size_t scheme = starts_at(s->in, i, "https://") ? 8 : starts_at(s->in, i, "http://") ? 7 : 0;
    char host = at(s, i + scheme);
    if (scheme == 0 || !(ascii_is_alnum(host) || (unsigned char)host >= 0x80))
        return 0;
    size_t end = url_end(s->in, i);
    struct str address = markdown_address(s->arena, str_sub(s->in, i, end));
    if (address.len == 0)
        return 0;
    struct md_token *t = add_token(s, MD_TOKEN_LINK, i, end);
    t->text = markdown_decode(s->arena, t->text);
    t->address = address;
    return end - i;
}

/* <https://example.org> or <someone@example.org> */
static size_t scan_autolink(struct md_scan *s, size_t i)
{
    bool address_like = false;
    for (size_t end = i + 1; end < s->in.len; end++) {
        char c = s->in.ptr[end];
        if (c == '>') {
            struct str raw = str_sub(s->in, i + 1, end);
            struct str address = address_like ? markdown_address(s->arena, raw) : STR_NONE;
            if (address.len == 0)
                return 0;
            struct md_token *t = add_token(s, MD_TOKEN_LINK, i, end + 1);
            t->text = markdown_decode(s->arena, raw);
            t->address = address;
            return end + 1 - i;
        }
        if ((unsigned char)c <= ' ' || c == '<')
            return 0;
        address_like = address_like || c == ':' || c == '@';
    }
    return 0;
}

/* The tags that are understood. `<br>` and `<code>` are not pairs and are handled by name. */
static const struct tag {
    char name[8];
    enum md_kind pair;
} tags[] = {
    {"b", MD_STRONG_OPEN},    {"strong", MD_STRONG_OPEN}, {"i", MD_EMPHASIS_OPEN},
    {"em", MD_EMPHASIS_OPEN}, {"u", MD_UNDERLINE_OPEN},   {"s", MD_STRIKE_OPEN},
    {"del", MD_STRIKE_OPEN},  {"sub", MD_SUBSCRIPT_OPEN}, {"sup", MD_SUPERSCRIPT_OPEN},
    {"a", MD_LINK_OPEN},      {"br", MD_LINE_BREAK},      {"code", MD_CODE_RUN},
};

static const struct tag *tag_named(struct str name)
{
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (str_eq_nocase(name, str_of(tags[i].name)))
            return &tags[i];
    return NULL;
}

static size_t skip_spaces(struct str s, size_t i)
{
    while (i < s.len && ascii_is_space(s.ptr[i]))
        i++;
    return i;
}

/* The rest of `<code>` that ends at `start`: all up to `</code>` is verbatim. */
static size_t scan_code_tag(struct md_scan *s, size_t i, size_t start)
{
    static const char end_tag[] = "</code>";
    size_t close = s->missing_code ? s->in.len : find(s->in, start, end_tag);
    if (close == s->in.len) {
        s->missing_code = true;
        return 0;
    }
    struct str code = one_line(s->arena, str_sub(s->in, start, close));
    size_t end = close + sizeof end_tag - 1;
    add_token(s, MD_TOKEN_CODE, i, end)->text = code;
    return end - i;
}

/* The offset behind the attribute at i, or i when there is none; *value is what it is set to. */
static size_t attribute_end(struct str in, size_t i, struct str *value)
{
    *value = STR_NONE;
    size_t pos = i;
    while (pos < in.len && (ascii_is_alnum(in.ptr[pos]) || strchr("_:.-", in.ptr[pos]) != NULL))
        pos++;
    size_t equals = skip_spaces(in, pos);
    if (pos == i || equals == in.len || in.ptr[equals] != '=')
        return pos;
    size_t from = skip_spaces(in, equals + 1);
    if (from < in.len && (in.ptr[from] == '"' || in.ptr[from] == '\'')) {
        size_t end = str_find(in, from + 1, in.ptr[from]);
        *value = str_sub(in, from + 1, end);
        return end < in.len ? end + 1 : pos;
    }
    size_t end = from;
    while (end < in.len && !ascii_is_space(in.ptr[end]) && strchr("\"'=<>`", in.ptr[end]) == NULL)
        end++;
    *value = str_sub(in, from, end);
    return end > from ? end : pos;
}

/* The offset behind the attributes at i and the blanks after them; *href is the one of that name. */
static size_t skip_attributes(struct str in, size_t i, struct str *href)
{
    size_t pos = skip_spaces(in, i);
    for (;;) {
        struct str value;
        size_t end = attribute_end(in, pos, &value);
        if (end == pos)
            return pos;
        if (end - pos >= 4 && str_eq_nocase(str_sub(in, pos, pos + 4), STR("href")))
            *href = value;
        pos = skip_spaces(in, end);
    }
}

/* A tag that means something: without attributes, but for those of `<a href="...">`. */
static size_t scan_tag(struct md_scan *s, size_t i)
{
    struct str in = s->in;
    bool closes = at(s, i + 1) == '/';
    size_t name = i + 1 + closes, pos = name;
    while (pos < in.len && ascii_is_letter(in.ptr[pos]))
        pos++;
    const struct tag *tag = tag_named(str_sub(in, name, pos));
    if (tag == NULL)
        return 0;
    pos = skip_spaces(in, pos);
    struct str address = STR_NONE;
    if (tag->pair == MD_LINK_OPEN && !closes) {
        pos = skip_attributes(in, pos, &address);
        address = markdown_address(s->arena, address);
        if (address.len == 0)
            return 0;
    }
    if (tag->pair == MD_LINE_BREAK && at(s, pos) == '/')
        pos++;
    if (at(s, pos) != '>')
        return 0;
    pos++;
    if (tag->pair == MD_LINE_BREAK) {
        if (closes)
            return 0;
        add_token(s, MD_TOKEN_BREAK, i, pos);
        return pos - i;
    }
    if (tag->pair == MD_CODE_RUN)
        return closes ? 0 : scan_code_tag(s, i, pos);
    struct md_token *t = add_token(s, closes ? MD_TOKEN_CLOSE : MD_TOKEN_OPEN, i, pos);
    t->text = one_line(s->arena, t->text);
    t->pair = tag->pair;
    t->address = address;
    return pos - i;
}

/* A tag that means nothing here is printed as it was typed, its entities and stars included. */
static size_t scan_unknown_tag(struct md_scan *s, size_t i)
{
    struct str in = s->in;
    size_t pos = i + 1 + (at(s, i + 1) == '/');
    if (pos >= in.len || !ascii_is_letter(in.ptr[pos]))
        return 0;
    while (pos < in.len && (ascii_is_alnum(in.ptr[pos]) || in.ptr[pos] == '-'))
        pos++;
    struct str unused;
    pos = skip_attributes(in, pos, &unused);
    pos += at(s, pos) == '/';
    if (at(s, pos) != '>')
        return 0;
    add_token(s, MD_TOKEN_TEXT, i, pos + 1);
    return pos + 1 - i;
}

static size_t scan_comment(struct md_scan *s, size_t i)
{
    if (!starts_at(s->in, i, "<!--") || s->missing_comment)
        return 0;
    size_t end = find(s->in, i + 4, "-->");
    if (end == s->in.len) {
        s->missing_comment = true;
        return 0;
    }
    add_token(s, MD_TOKEN_TEXT, i, end + 3);
    return end + 3 - i;
}

static size_t scan_angle(struct md_scan *s, size_t i)
{
    if (i >= 2 && s->in.ptr[i - 1] == '(' && s->in.ptr[i - 2] == ']') {
        s->mask[i] = '<'; /* [text](<address>): md4c's */
        return 1;
    }
    size_t n = scan_autolink(s, i);
    if (n == 0)
        n = scan_tag(s, i);
    if (n == 0)
        n = scan_comment(s, i);
    return n > 0 ? n : scan_unknown_tag(s, i);
}

/* What md4c is to see: runs of * _ ~ and brackets, as far as they can be markup at all. */
static size_t scan_mark(struct md_scan *s, size_t i)
{
    char c = s->in.ptr[i];
    bool bracket = c == '[' || c == ']';
    size_t n = bracket ? 1 : run_length(s->in, i);
    char before = i > 0 ? s->in.ptr[i - 1] : ' ', after = at(s, i + n);
    bool literal = s->in_address || s->marks + n > MARKDOWN_MARKS_MAX || (c == '~' && n != 2) ||
                   (!bracket && ascii_is_space(before) && ascii_is_space(after)) ||
                   ((c == '*' || c == '_') && ascii_is_alnum(before) && ascii_is_alnum(after));
    if (!literal) {
        memset(s->mask + i, c, n);
        s->marks += n;
        s->in_address = c == ']' && after == '(';
    }
    return n;
}

static size_t scan_one(struct md_scan *s, size_t i)
{
    size_t n;
    switch (s->in.ptr[i]) {
    case '\n':
    case '\r':
        return scan_line_end(s, i);
    case '*':
    case '_':
    case '~':
    case '[':
    case ']':
        return scan_mark(s, i);
    case '`':
        return scan_code(s, i);
    case '$':
        return scan_math(s, i);
    case '\\':
        return scan_backslash(s, i);
    case '&':
        return scan_entity(s, i);
    case '<':
        return scan_angle(s, i);
    case '\0':
        return 0;
    case 'h':
    case 'H':
        n = scan_url(s, i);
        if (n > 0)
            return n;
        /* fall through */
    default:
        s->mask[i] = s->in.ptr[i];
        return 1;
    }
}

void markdown_scan(struct md_scan *s)
{
    memset(s->mask, ',', s->in.len);
    for (size_t i = 0; i < s->in.len;) {
        char c = s->in.ptr[i], before = i > 0 ? s->in.ptr[i - 1] : ' ';
        if (c == ')' || (ascii_is_space(c) && !ascii_is_space(before) && before != '('))
            s->in_address = false;
        size_t n = scan_one(s, i);
        i += n > 0 ? n : 1;
    }
}

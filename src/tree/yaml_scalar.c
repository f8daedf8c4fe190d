#include "tree/yaml_scalar.h"

#include "base/ascii.h"
#include "base/utf8.h"

/* ---- what is a number, a date or a truth value to others ---- */

/* Words that YAML 1.1 or 1.2 take for something else than a text, in any case. */
static bool is_special_word(struct str text)
{
    static const char *const words[] = {"~",  "null", "true", "false", "yes",   "no",   "on",
                                        "off", "y",    "n",    "=",     "<<",    ".inf", ".nan",
                                        "+.inf", "-.inf"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(text, str_of(words[i])))
            return true;
    return false;
}

static size_t count_digits(struct str text, size_t at)
{
    size_t count = 0;
    while (at + count < text.len && ascii_is_digit(text.ptr[at + count]))
        count++;
    return count;
}

/* 2020-09-01, with or without a time behind it. */
static bool is_like_date(struct str text)
{
    size_t month = count_digits(text, 5), day = count_digits(text, 6 + month);
    return text.len > 7 && count_digits(text, 0) == 4 && text.ptr[4] == '-' &&
           text.ptr[5 + month] == '-' && month >= 1 && month <= 2 && day >= 1 && day <= 2;
}

/* Whether some reader could take a text for a number, or for a time, which YAML 1.1 counts in 60s. */
static bool is_like_number(struct str text)
{
    size_t i = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+'), letters = 0;
    size_t first = i + (i < text.len && text.ptr[i] == '.');
    if (first == text.len || !(ascii_is_digit(text.ptr[first]) || text.ptr[first] == '_'))
        return false;
    bool exponent = false;
    for (; i < text.len; i++) {
        char c = text.ptr[i];
        letters += ascii_is_letter(c);
        exponent = exponent || ascii_lower(c) == 'e';
        bool sign = (c == '+' || c == '-') && ascii_lower(text.ptr[i - 1]) == 'e';
        if (!ascii_is_alnum(c) && strchr("_.:", c) == NULL && !sign)
            return false;
    }
    bool prefixed = text.ptr[first] == '0' && first + 1 < text.len &&
                    strchr("xXoObB", text.ptr[first + 1]) != NULL;
    return letters == 0 || (letters == 1 && exponent) || prefixed;
}

bool yaml_plain_is_text(struct str text)
{
    return !is_special_word(text) && !is_like_number(text) && !is_like_date(text);
}

/* ---- what reads back as it was ---- */

/* Whether a character must be escaped: YAML forbids it or takes it for the end of a line. */
static bool is_escaped(uint32_t cp)
{
    return (cp < 0x20 && cp != '\n') || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 ||
           cp == 0x2029 || cp == 0xFEFF || (cp >= 0xFFFE && cp <= 0xFFFF);
}

/* Whether some character must be escaped; tabs are let pass where `tabs` is true. */
static bool has_escaped(struct str text, bool tabs)
{
    const char *end = text.ptr + text.len;
    for (const char *p = text.ptr; p < end;) {
        uint32_t cp = 0;
        size_t len = utf8_decode(p, end, &cp);
        if (len == 0 || (is_escaped(cp) && (cp != '\t' || !tabs)))
            return true;
        p += len;
    }
    return false;
}

bool yaml_plain_is_exact(struct str text, bool in_flow)
{
    if (text.len == 0 || text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ')
        return false;
    char first = text.ptr[0], second = text.len > 1 ? text.ptr[1] : ' ';
    if (strchr(",[]{}#&*!|>'\"%@`", first) != NULL)
        return false;
    if (strchr("-?:", first) != NULL && !ascii_is_alnum(second) && (unsigned char)second < 0x80)
        return false;
    if (str_starts(text, STR("...")) || str_is(text, "<<") || str_is(text, "~") ||
        str_is(text, "null"))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : ' ';
        if (c == '\n' || (c == ':' && next == ' ') || (c == '#' && i > 0 && text.ptr[i - 1] == ' '))
            return false;
        if (in_flow && (strchr(",[]{}", c) != NULL || c == ':' || c == '?'))
            return false;
    }
    return !has_escaped(text, false);
}

bool yaml_literal_is_exact(struct str text)
{
    size_t len = text.len;
    while (len > 0 && text.ptr[len - 1] == '\n')
        len--;
    if (len == 0 || text.ptr[0] == '\n' || !str_has(text, '\n'))
        return false;
    /* White space at the end would not be seen. */
    return !ascii_is_space(text.ptr[len - 1]) && !has_escaped(text, true);
}

bool yaml_folded_is_exact(struct str text)
{
    if (text.len == 0 || text.ptr[0] == '\n' || has_escaped(text, false))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        bool line_starts = i == 0 || text.ptr[i - 1] == '\n';
        bool line_ends = i + 1 == text.len || text.ptr[i + 1] == '\n';
        if (text.ptr[i] == ' ' && (line_starts || line_ends))
            return false;
    }
    return true;
}

/* ---- writing ---- */

static void write_escape(struct buf *out, uint32_t cp)
{
    static const struct {
        uint32_t cp;
        const char *escape;
    } named[] = {{'\n', "\\n"},   {'\t', "\\t"},   {'\r', "\\r"},     {'"', "\\\""},
                 {'\\', "\\\\"}, {0x85, "\\N"}, {0x2028, "\\L"}, {0x2029, "\\P"}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i].cp == cp) {
            buf_adds(out, named[i].escape);
            return;
        }
    buf_addf(out, cp < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)cp);
}

static void write_double(struct buf *out, struct str text)
{
    const char *end = text.ptr + text.len;
    buf_addc(out, '"');
    for (const char *p = text.ptr; p < end;) {
        uint32_t cp = 0;
        size_t len = utf8_decode(p, end, &cp);
        if (cp == '"' || cp == '\\' || cp == '\n' || is_escaped(cp))
            write_escape(out, cp);
        else
            buf_add(out, p, len);
        p += len > 0 ? len : 1;
    }
    buf_addc(out, '"');
}

static void write_single(struct buf *out, struct str text)
{
    buf_addc(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\'')
            buf_addc(out, '\'');
        buf_addc(out, text.ptr[i]);
    }
    buf_addc(out, '\'');
}

bool yaml_single_is_exact(struct str text)
{
    return !str_has(text, '\n') && !has_escaped(text, false);
}

void yaml_write_quoted(struct buf *out, struct str text, bool single)
{
    if (single)
        write_single(out, text);
    else
        write_double(out, text);
}

void yaml_write_indent(struct buf *out, unsigned indent)
{
    for (unsigned i = 0; i < indent; i++)
        buf_addc(out, ' ');
}

void yaml_write_block_header(struct buf *out, char sign, struct str text)
{
    size_t ends = 0;
    while (ends < text.len && text.ptr[text.len - 1 - ends] == '\n')
        ends++;
    buf_addc(out, sign);
    if (text.ptr[0] == ' ' || text.ptr[0] == '\t')
        buf_addc(out, '2');
    buf_adds(out, ends == 0 ? "-" : ends == 1 ? "" : "+");
}

void yaml_write_literal(struct buf *out, struct str text, unsigned indent)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find(text, at, '\n');
        if (end > at)
            yaml_write_indent(out, indent);
        buf_add_str(out, str_sub(text, at, end));
        buf_addc(out, '\n');
        at = end + 1;
    }
}

/* Where a line that begins at `at` is to be broken: at a single space, or at its end. */
static size_t line_break(struct str text, size_t at, unsigned width)
{
    size_t best = at, i = at;
    unsigned columns = 0;
    for (; i < text.len && text.ptr[i] != '\n' && (columns <= width || best == at); i++) {
        if (i > at && text.ptr[i] == ' ' && text.ptr[i - 1] != ' ' && text.ptr[i + 1] != ' ')
            best = i;
        columns += (text.ptr[i] & 0xC0) != 0x80;
    }
    bool fits = i == text.len || text.ptr[i] == '\n';
    return fits && (columns <= width || best == at) ? i : best;
}

void yaml_write_folded(struct buf *out, struct str text, unsigned indent, unsigned width)
{
    width = width > indent + 40 ? width - indent : 40;
    for (size_t at = 0; at < text.len;) {
        size_t end = line_break(text, at, width);
        yaml_write_indent(out, end > at ? indent : 0);
        buf_add_str(out, str_sub(text, at, end));
        buf_addc(out, '\n');
        /* One end of line is a space; so many and one more are so many. */
        if (end < text.len && text.ptr[end] == '\n' && end + 1 < text.len &&
            text.ptr[end + 1] != '\n')
            buf_addc(out, '\n');
        at = end + 1;
    }
}

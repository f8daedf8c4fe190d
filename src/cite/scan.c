#include "cite/scan.h"

#include "base/ascii.h"
#include "base/utf8.h"

struct scan scan_begin(struct arena *a, struct str text)
{
    return (struct scan){text.ptr, text.ptr, text.ptr + text.len, a, false};
}

static void skip_space(struct scan *s)
{
    while (s->next < s->end && ascii_is_space(*s->next))
        s->next++;
}

bool scan_take(struct scan *s, char c)
{
    skip_space(s);
    if (s->failed || s->next == s->end || *s->next != c)
        return false;
    s->next++;
    return true;
}

static void expect(struct scan *s, char c)
{
    s->failed = !scan_take(s, c) || s->failed;
}

bool scan_next(struct scan *s, char open, char close, size_t *index)
{
    if (*index == 0)
        expect(s, open);
    if (scan_take(s, close))
        return false;
    if (*index > 0)
        expect(s, ',');
    ++*index;
    return !s->failed;
}

/* ---- texts ---- */

static int hex(char c)
{
    c = ascii_lower(c);
    return ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits of \uXXXX. */
static uint32_t code_unit(struct scan *s)
{
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = s->next < s->end ? hex(*s->next) : -1;
        if (digit < 0) {
            s->failed = true;
            return 0;
        }
        unit = unit << 4 | (uint32_t)digit;
        s->next++;
    }
    return unit;
}

/* What follows "\u": a code point, of which one above U+FFFF is written as two surrogates. */
static uint32_t code_point(struct scan *s)
{
    uint32_t high = code_unit(s);
    if (high < 0xD800 || high > 0xDFFF)
        return high;
    if (high > 0xDBFF || s->end - s->next < 6 || s->next[0] != '\\' || s->next[1] != 'u') {
        s->failed = true;
        return 0;
    }
    s->next += 2;
    uint32_t low = code_unit(s);
    s->failed = s->failed || low < 0xDC00 || low > 0xDFFF;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

static size_t unescape(struct scan *s, char *out)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    const char *letter = s->next < s->end && *s->next != '\0' ? strchr(letters, *s->next) : NULL;
    if (letter != NULL) {
        s->next++;
        *out = means[letter - letters];
        return 1;
    }
    if (s->next == s->end || *s->next++ != 'u') {
        s->failed = true;
        return 0;
    }
    uint32_t cp = code_point(s);
    return s->failed ? 0 : utf8_encode(cp, out);
}

/* Moves to the closing quote; tells whether a backslash came first, and whether all was ASCII. */
static void find_quote(struct scan *s, bool *escapes, bool *ascii)
{
    for (; s->next < s->end && *s->next != '"'; s->next++) {
        if ((unsigned char)*s->next < ' ')
            break;
        *ascii = *ascii && (signed char)*s->next > 0;
        if (*s->next == '\\') {
            *escapes = true;
            if (++s->next == s->end)
                break;
        }
    }
    s->failed = s->failed || s->next == s->end || *s->next != '"';
}

/* The text between two quotes, which has escapes. */
static struct str decode(struct scan *s, const char *from, const char *quote)
{
    char *out = arena_alloc(s->arena, (size_t)(quote - from) + 4);
    size_t len = 0;
    for (s->next = from; s->next < quote && !s->failed;) {
        if (*s->next++ == '\\')
            len += unescape(s, out + len);
        else
            out[len++] = s->next[-1];
    }
    s->failed = s->failed || s->next != quote;
    return (struct str){out, len};
}

struct str scan_text(struct scan *s)
{
    bool escapes = false, ascii = true;
    expect(s, '"');
    const char *from = s->next;
    if (!s->failed)
        find_quote(s, &escapes, &ascii);
    const char *quote = s->next;
    struct str text = {from, (size_t)(quote - from)};
    if (!s->failed && !ascii)
        s->failed = utf8_check(text) < text.len;
    if (!s->failed && escapes)
        text = decode(s, from, quote);
    if (s->failed)
        return STR_NONE;
    s->next = quote + 1;
    return text;
}

struct str scan_key(struct scan *s)
{
    struct str key = scan_text(s);
    expect(s, ':');
    return key;
}

/* ---- numbers and words ---- */

uint32_t scan_number(struct scan *s)
{
    uint64_t number = 0;
    skip_space(s);
    const char *from = s->next;
    while (s->next < s->end && ascii_is_digit(*s->next) && number <= UINT32_MAX)
        number = number * 10 + (uint64_t)(*s->next++ - '0');
    bool whole = s->next == s->end || strchr(".eE+-0123456789", *s->next) == NULL;
    if (s->next == from || !whole || number > UINT32_MAX || (*from == '0' && s->next > from + 1))
        s->failed = true;
    return s->failed ? 0 : (uint32_t)number;
}

static bool take_word(struct scan *s, const char *word)
{
    struct str rest = {s->next, (size_t)(s->end - s->next)};
    if (!str_starts(rest, str_of(word)))
        return false;
    s->next += strlen(word);
    return true;
}

bool scan_flag(struct scan *s)
{
    skip_space(s);
    if (take_word(s, "true"))
        return true;
    s->failed = !take_word(s, "false") || s->failed;
    return false;
}

static void skip_number(struct scan *s)
{
    const char *from = s->next;
    while (s->next < s->end && strchr("+-.eE0123456789", *s->next) != NULL && *s->next != '\0')
        s->next++;
    s->failed = s->failed || s->next == from;
}

static void skip_value(struct scan *s, unsigned depth)
{
    size_t index = 0;
    skip_space(s);
    if (s->next == s->end || depth > SCAN_DEPTH_MAX)
        s->failed = true;
    else if (*s->next == '"')
        scan_text(s);
    else if (*s->next == '[')
        while (scan_next(s, '[', ']', &index))
            skip_value(s, depth + 1);
    else if (*s->next == '{')
        while (scan_next(s, '{', '}', &index)) {
            scan_key(s);
            skip_value(s, depth + 1);
        }
    else if (!take_word(s, "null") && !take_word(s, "true") && !take_word(s, "false"))
        skip_number(s);
}

void scan_skip(struct scan *s)
{
    skip_value(s, 0);
}

bool scan_end(struct scan *s)
{
    skip_space(s);
    return !s->failed && s->next == s->end;
}

size_t scan_line(const struct scan *s)
{
    size_t line = 1;
    for (const char *p = s->start; p < s->next; p++)
        line += *p == '\n';
    return line;
}

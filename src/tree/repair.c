#include "tree/repair.h"

#include "base/ascii.h"
#include "base/utf8.h"

/* The arena's text, which may be written to. */
static char *writable(struct str text)
{
    return (char *)(size_t)text.ptr;
}

/* Sets byte `at` to `c`, and notes what it was. */
static void change(struct repair *r, struct arena *a, struct str text, size_t at, char c)
{
    if (r->count == r->cap) {
        size_t cap = r->cap > 0 ? r->cap * 2 : 64;
        uint32_t *places = arena_array(a, uint32_t, cap);
        char *bytes = arena_alloc(a, cap);
        if (r->count > 0) {
            memcpy(places, r->places, r->count * sizeof *places);
            memcpy(bytes, r->bytes, r->count);
        }
        r->places = places;
        r->bytes = bytes;
        r->cap = cap;
    }
    r->places[r->count] = (uint32_t)at;
    r->bytes[r->count++] = text.ptr[at];
    writable(text)[at] = c;
}

/* ---- JSON ---- */

/* The number that the four hexadecimal digits at `at` write, or -1. */
static int hex4(struct str text, size_t at)
{
    int value = 0;
    if (at + 4 > text.len)
        return -1;
    for (size_t i = at; i < at + 4; i++) {
        char c = ascii_lower(text.ptr[i]);
        if (!ascii_is_digit(c) && (c < 'a' || c > 'f'))
            return -1;
        value = value * 16 + (ascii_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return value;
}

/* Writes the four digits of `value` at `at`. */
static void put_hex4(struct repair *r, struct arena *a, struct str text, size_t at, int value)
{
    for (size_t i = 0; i < 4; i++) {
        char digit = "0123456789abcdef"[value >> (12 - 4 * i) & 15];
        if (ascii_lower(text.ptr[at + i]) != digit)
            change(r, a, text, at + i, digit);
    }
}

/*
 * The \u escape at `at`, which libyaml would refuse if it is one half of a pair: a pair becomes two
 * characters for private use, U+E000 to U+E7FF, and half a pair a replacement character.
 */
static size_t repair_escape(struct repair *r, struct arena *a, struct str text, size_t at)
{
    int high = hex4(text, at + 2), low = -1;
    if (high < 0)
        return 2;
    if (high == 0)
        put_hex4(r, a, text, at + 2, ' ');
    if (high < 0xD800 || high > 0xDFFF)
        return 6;
    if (str_starts(str_sub(text, at + 6, text.len), STR("\\u")))
        low = hex4(text, at + 8);
    if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
        put_hex4(r, a, text, at + 2, 0xFFFD);
        return 6;
    }
    put_hex4(r, a, text, at + 2, high + 0x800);
    put_hex4(r, a, text, at + 8, low + 0x800);
    r->surrogates = true;
    return 12;
}

/* The text of JSON from the quote at `at` to behind the one that closes it. */
static size_t repair_string(struct repair *r, struct arena *a, struct str text, size_t at)
{
    size_t i = at + 1;
    while (i < text.len && text.ptr[i] != '"') {
        if (text.ptr[i] != '\\')
            i++;
        else if (i + 1 < text.len && text.ptr[i + 1] == 'u')
            i += repair_escape(r, a, text, i);
        else
            i += 2;
    }
    return i + 1;
}

/* The comment at `at`, in either of JavaScript's forms, becomes blanks; 0 when there is none. */
static size_t repair_comment(struct repair *r, struct arena *a, struct str text, size_t at)
{
    struct str rest = str_sub(text, at, text.len);
    bool line = str_starts(rest, STR("//"));
    if (at > 0 && !ascii_is_space(text.ptr[at - 1]) && strchr(",[{]}\"", text.ptr[at - 1]) == NULL)
        return 0; /* https://... */
    if (!line && !str_starts(rest, STR("/*")))
        return 0;
    size_t end = at + 2;
    while (end < text.len &&
           !(line ? text.ptr[end] == '\n'
                  : text.ptr[end] == '/' && text.ptr[end - 1] == '*' && end > at + 2))
        end++;
    end += !line && end < text.len;
    for (size_t i = at; i < end; i++)
        if (text.ptr[i] != '\n')
            change(r, a, text, i, ' ');
    return end - at;
}

static void repair_json(struct repair *r, struct arena *a, struct str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t len = 1;
        if (text.ptr[i] == '"')
            len = repair_string(r, a, text, i) - i;
        else if (text.ptr[i] == '/')
            len = repair_comment(r, a, text, i);
        i += len > 0 ? len : 1;
    }
}

/* ---- asterisks ---- */

/* Whether `name` is given to something by an anchor, `&name`. */
static bool is_anchor(struct str text, struct str name)
{
    for (size_t i = str_find(text, 0, '&'); i < text.len; i = str_find(text, i + 1, '&')) {
        size_t end = i + 1 + name.len;
        if (str_starts(str_sub(text, i + 1, text.len), name) &&
            (end >= text.len || ascii_is_space(text.ptr[end])))
            return true;
    }
    return false;
}

/* Whether the asterisk at `at` is an alias: a name follows, and nothing else, and it has an anchor. */
static bool is_alias(struct str text, size_t at)
{
    size_t end = at + 1;
    while (end < text.len &&
           (ascii_is_alnum(text.ptr[end]) || text.ptr[end] == '_' || text.ptr[end] == '-'))
        end++;
    if (end == at + 1 || (end < text.len && strchr(" \r\n,]}", text.ptr[end]) == NULL))
        return false;
    return is_anchor(text, str_sub(text, at + 1, end));
}

/* A character that has no meaning in YAML and does not occur in `text`, or '\0'. */
static char unused_character(struct str text)
{
    static const char candidates[] = "^;=$+ZQXJKYVWqxzjkyvw7986543210";
    for (const char *c = candidates; *c != '\0'; c++)
        if (memchr(text.ptr, *c, text.len) == NULL)
            return *c;
    return '\0';
}

/* A word that stands at the beginning of a line. */
static bool has_line(struct str text, struct str start)
{
    for (size_t i = 0; i < text.len; i = str_find(text, i, '\n') + 1)
        if (str_starts(str_sub(text, i, text.len), start))
            return true;
    return false;
}

static void repair_stars(struct repair *r, struct arena *a, struct str text)
{
    /* Looking for anchors again and again must not take long. */
    enum { ALIASES_MAX = 100 };
    char star = unused_character(text);
    bool anchors = memchr(text.ptr, '&', text.len) != NULL;
    unsigned aliases = 0;
    if (star == '\0')
        return;
    for (size_t i = str_find(text, 0, '*'); i < text.len; i = str_find(text, i + 1, '*')) {
        bool starts = i > 0 && (ascii_is_space(text.ptr[i - 1]) || text.ptr[i - 1] == '[');
        if (anchors && starts && aliases < ALIASES_MAX && ++aliases && is_alias(text, i))
            continue;
        change(r, a, text, i, star);
        r->star = star;
    }
}

/* ---- the whole ---- */

void repair_text(struct repair *r, struct arena *a, struct str text)
{
    struct str start = text;
    if (str_starts(start, STR("\xEF\xBB\xBF")))
        start = str_sub(start, 3, start.len);
    start = str_trim(start);
    while (start.len > 0 && start.ptr[0] == '#')
        start = str_trim(str_sub(start, str_find(start, 0, '\n'), start.len));
    if (start.len == 0)
        return;
    if (start.ptr[0] == '{' || start.ptr[0] == '[' || start.ptr[0] == '/')
        repair_json(r, a, text);
    else if (memchr(text.ptr, '*', text.len) != NULL && has_line(text, STR("cv:")))
        repair_stars(r, a, text);
}

struct str repair_scalar(const struct repair *r, struct str copy)
{
    char *out = writable(copy);
    size_t len = 0;
    for (size_t i = 0; i < copy.len;) {
        uint32_t high = 0, low = 0;
        const char *p = copy.ptr + i, *end = copy.ptr + copy.len;
        if (r->star != '\0' && *p == r->star) {
            out[len++] = '*';
            i++;
        } else if (r->surrogates && utf8_decode(p, end, &high) == 3 && high >= 0xE000 &&
                   high < 0xE400 && utf8_decode(p + 3, end, &low) == 3 && low >= 0xE400 &&
                   low < 0xE800) {
            len += utf8_encode(0x10000 + ((high - 0xE000) << 10) + (low - 0xE400), out + len);
            i += 6;
        } else {
            out[len++] = copy.ptr[i++];
        }
    }
    return (struct str){out, len};
}

void repair_undo(struct repair *r, struct str text)
{
    while (r->count > 0) {
        r->count--;
        writable(text)[r->places[r->count]] = r->bytes[r->count];
    }
}

#include "tex/escape.h"

#include <stddef.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "tex/glyph.h"
#include "tex/unicode.h"

/* In a long word a line may end after so many bytes even if no punctuation invites it to. */
#define LONG_PIECE 16

/* What a byte needs in each context: one bit (1 << TEX_TEXT, ...) says that it is not copied. */
#define T      (1 << TEX_TEXT)
#define C      (1 << TEX_CODE)
#define M      (1 << TEX_MATH)
#define U      (1 << TEX_URL)
#define P      (1 << TEX_PDF)
#define ALL    (T | C | M | U | P)
#define X16(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x

/* clang-format off */
static const unsigned char stops[256] = {
    X16(ALL), X16(ALL),
    /*  ! " # $ % & ' ( ) * + , - . / */
    C | U, 0, T | C | U, T | C | U | P, T | C | P, T | C | U | P, T | C | U | P, T | C,
    0, 0, 0, 0, T | C, T | C | P, 0, 0,
    /* 0 to 9 : ; < = > ? */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, T | C | U, 0, T | C | U, 0,
    /* @ A to O */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* P to Z [ \ ] ^ _ */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, U, T | C | U | P, U, T | C | U | P, T | C | P,
    /* ` a to o */
    T | C | U | P, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* p to z { | } ~ DEL */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, T | C | U | P, U, T | C | U | P, T | C | P, ALL,
    X16(ALL), X16(ALL), X16(ALL), X16(ALL), X16(ALL), X16(ALL), X16(ALL), X16(ALL),
};
/* clang-format on */

#undef T
#undef C
#undef M
#undef U
#undef P
#undef ALL
#undef X16

/* The flags of four bytes at once: most of a CV is plain ASCII. */
static unsigned stops_at(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return stops[u[0]] | stops[u[1]] | stops[u[2]] | stops[u[3]];
}

/* Finds the first word from `from` on that is longer than TEX_LONG_WORD. */
static void find_long_word(struct escape *e, const char *from)
{
    const char *start = from;
    e->long_from = e->long_to = e->end;
    while (e->end - start > TEX_LONG_WORD) {
        /* Backwards: the next TEX_LONG_WORD bytes need no look if a blank stands at their end. */
        const char *q = start + TEX_LONG_WORD;
        while (q > start && !ascii_is_space(*q))
            q--;
        if (ascii_is_space(*q)) {
            start = q + 1;
            continue;
        }
        e->long_from = e->last_break = start;
        for (e->long_to = start + TEX_LONG_WORD;
             e->long_to < e->end && !ascii_is_space(*e->long_to);)
            e->long_to++;
        return;
    }
}

static bool may_break(const struct escape *e, const char *p)
{
    if (p <= e->long_from || e->w->scripts >= SCRIPT_CJK)
        return false;
    if (p - e->last_break >= LONG_PIECE)
        return true;
    return ascii_is_alnum(*p) && p[-1] != '-' && glyph_is_ascii(p[-1]) && !ascii_is_alnum(p[-1]) &&
           p - e->last_break > 2;
}

void escape_ascii(struct escape *e, const char *p)
{
    struct buf *out = e->w->out;
    char c = *p;
    switch (c) {
    case '%':
    case '#':
    case '&':
    case '$':
    case '_':
    case '{':
    case '}':
        buf_addc(out, '\\');
        buf_addc(out, c);
        break;
    case '\\':
        buf_adds(out, "\\textbackslash{}");
        break;
    case '~':
        buf_adds(out, "\\textasciitilde{}");
        break;
    case '^':
        buf_adds(out, "\\textasciicircum{}");
        break;
    case '"':
        buf_adds(out, "\\textquotedbl{}");
        break;
    case '`':
        buf_adds(out, e->w->unicode ? "\\textasciigrave{}" : "\\`{}");
        break;
    case '\'':
        if (e->context == TEX_CODE || e->w->unicode) {
            buf_adds(out, e->context == TEX_CODE ? "\\textquotesingle{}" : "\u2019");
            break;
        }
        /* fall through */
    case '-':
    case ',':
    case '<':
    case '>':
        glyph_break_ligature(out, c);
        buf_addc(out, c);
        break;
    case '\n':
    case '\t':
    case '\r':
        c = ' ';
        /* fall through */
    case ' ':
        if (e->context == TEX_CODE && out->len > 0 && out->ptr[out->len - 1] == ' ')
            buf_addc(out, '\\');
        buf_addc(out, c);
        break;
    default:
        if ((unsigned char)c < ' ' || c == 0x7F)
            glyph_substitute(e, (unsigned char)c, p);
        else
            buf_addc(out, c);
    }
}

static void escape_text(struct escape *e, const char *p)
{
    const unsigned char bit = (unsigned char)(1 << e->context);
    const char *end = e->end;
    const bool unicode = e->w->unicode && e->context != TEX_MATH;
    if (e->context == TEX_MATH)
        e->long_from = e->long_to = end;
    else
        find_long_word(e, p);
    while (p < end) {
        if (p >= e->long_to && e->long_to < end)
            find_long_word(e, p);
        if (p >= e->long_from && may_break(e, p)) {
            buf_adds(e->w->out, "\\wordbreak{}");
            e->w->needs |= TEX_NEEDS_WORDBREAK;
            e->last_break = p;
        }
        if (!glyph_is_ascii(*p)) {
            p = unicode ? escape_unicode(e, p) : glyph_put(e, p);
            continue;
        }
        if (e->w->scripts != SCRIPT_NONE || e->vietnamese)
            glyph_before_ascii(e, p);
        /* One by one in a long word, and up to the letter that opens a Vietnamese run. */
        bool slowly = p >= e->long_from || (e->vietnamese && e->w->scripts == SCRIPT_NONE);
        const char *limit = slowly ? p + 1 : e->long_from, *q = p;
        while (limit - q >= 4 && !(stops_at(q) & bit))
            q += 4;
        while (q < limit && !(stops[(unsigned char)*q] & bit))
            q++;
        if (!unicode && q > p && q < end && glyph_mark_at(q, end))
            q--; /* the letter goes with its accent */
        buf_add(e->w->out, p, (size_t)(q - p));
        if (!unicode && q == p && glyph_mark_at(p + 1, end))
            q = glyph_put(e, p);
        else if (q == p)
            escape_ascii(e, q++);
        p = q;
    }
    glyph_switch(e, SCRIPT_NONE);
}

static void escape_url(struct buf *out, struct str text)
{
    const char *p = text.ptr, *end = p + text.len;
    while (p < end) {
        const char *q = p;
        while (q < end && !(stops[(unsigned char)*q] & 1 << TEX_URL))
            q++;
        buf_add(out, p, (size_t)(q - p));
        p = q;
        if (p == end)
            break;
        if (*p == '%' || *p == '#' || *p == '&') {
            buf_addc(out, '\\');
            buf_addc(out, *p);
        } else {
            buf_addf(out, "\\%%%02X", (unsigned char)*p);
        }
        p++;
    }
}

static void escape_pdf(struct buf *out, struct str text)
{
    const char *p = text.ptr, *end = p + text.len;
    while (p < end) {
        const char *q = p;
        while (q < end && (!glyph_is_ascii(*q) || !(stops[(unsigned char)*q] & 1 << TEX_PDF)))
            q++;
        buf_add(out, p, (size_t)(q - p));
        p = q;
        if (p == end)
            break;
        switch (*p) {
        case '\\':
            buf_adds(out, "\\textbackslash{}");
            break;
        case '~':
            buf_adds(out, "\\textasciitilde{}");
            break;
        case '^':
            buf_adds(out, "\\textasciicircum{}");
            break;
        case '-':
        case '`':
            glyph_break_ligature(out, *p);
            buf_addc(out, *p);
            break;
        default:
            if ((unsigned char)*p >= ' ' && *p != 0x7F)
                buf_addc(out, '\\');
            buf_addc(out, (unsigned char)*p >= ' ' && *p != 0x7F ? *p : ' ');
        }
        p++;
    }
}

/* Whether what `out` ends with could be a command, or an argument of one. */
static bool after_command(const struct buf *out)
{
    size_t len = out->len;
    while (len > 0 && ascii_is_space(out->ptr[len - 1]))
        len--;
    if (len == 0 || !(ascii_is_alnum(out->ptr[len - 1]) || strchr(".,:;", out->ptr[len - 1])))
        return true;
    /* The longest command that a template would put there has not half as many letters. */
    for (int letters = 0; letters < 40 && len > 0 && ascii_is_letter(out->ptr[len - 1]); letters++)
        len--;
    return len > 0 && out->ptr[len - 1] == '\\';
}

/*
 * A bracket or star that begins a text would be taken as an argument of a command before it. Hides
 * it in braces and returns where the text goes on.
 */
static const char *guard_start(struct escape *e)
{
    const struct buf *out = e->w->out;
    const char *p = e->text;
    while (p < e->end && ascii_is_space(*p))
        p++;
    if (p == e->end || (*p != '[' && *p != '*') || glyph_mark_at(p + 1, e->end))
        return e->text;
    if (!after_command(out))
        return e->text;
    if (p > e->text)
        buf_addc(e->w->out, ' ');
    buf_adds(e->w->out, *p == '[' ? "{[}" : "{*}");
    return p + 1;
}

void tex_escape(struct tex_writer *w, struct str text, enum tex_context context)
{
    if (text.len == 0)
        return;
    if (context == TEX_URL) {
        escape_url(w->out, text);
        return;
    }
    if (context == TEX_PDF) {
        escape_pdf(w->out, text);
        return;
    }
    struct escape e = {.w = w, .context = context, .text = text.ptr, .end = text.ptr + text.len};
    const char *start = e.text;
    if (context != TEX_MATH) {
        if (!w->unicode)
            glyph_look_ahead(&e);
        start = guard_start(&e);
    }
    escape_text(&e, start);
}

bool tex_printable(struct str text, uint32_t *first_bad)
{
    const char *p = text.ptr, *end = p + text.len;
    while (p < end) {
        uint32_t cp;
        size_t len = utf8_decode(p, end, &cp);
        if (len == 0)
            break;
        const struct unicode_entry *entry = cp < 0x80 ? NULL : unicode_find(cp);
        bool control = cp < ' ' ? !ascii_is_space((char)cp) : cp == 0x7F;
        bool markless = entry && entry->kind == UNICODE_ACCENT && entry->text == 0;
        if (control || markless || (cp >= 0x80 && !entry && unicode_cjk_fonts(cp) == 0))
            break;
        p += len;
    }
    if (p == end)
        return true;
    if (first_bad && utf8_decode(p, end, first_bad) == 0)
        *first_bad = 0xFFFD;
    return false;
}

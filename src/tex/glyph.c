#include "tex/glyph.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "tex/unicode.h"

/* Letters with more marks than this are decoration; each further mark is shown as a substitute. */
#define MARKS_MAX 8

/* How a run of a script begins and ends. */
static const struct {
    const char *open, *close;
    unsigned needs;
} scripts[] = {
    [SCRIPT_NONE] = {"", "", 0},
    [SCRIPT_VIETNAMESE] = {"\\textvietnamese{", "}", TEX_NEEDS_VIETNAMESE},
    [SCRIPT_CYRILLIC] = {"\\textcyrillic{", "}", TEX_NEEDS_CYRILLIC},
    [SCRIPT_CYRILLIC_B] = {"\\textcyrillicb{", "}", TEX_NEEDS_CYRILLIC},
    [SCRIPT_CYRILLIC_C] = {"\\textcyrillicc{", "}", TEX_NEEDS_CYRILLIC},
    [SCRIPT_GREEK] = {"\\textgreek{", "}", TEX_NEEDS_GREEK},
    [SCRIPT_CJK + UNICODE_GBSN] = {"\\begin{CJK}{UTF8}{gbsn}", "\\end{CJK}", TEX_NEEDS_CJK},
    [SCRIPT_CJK + UNICODE_BSMI] = {"\\begin{CJK}{UTF8}{bsmi}", "\\end{CJK}", TEX_NEEDS_CJK},
    [SCRIPT_CJK + UNICODE_MIN] = {"\\begin{CJK}{UTF8}{min}", "\\end{CJK}", TEX_NEEDS_CJK},
    [SCRIPT_CJK + UNICODE_NANUM] = {"\\begin{CJK}{UTF8}{nanummj}", "\\end{CJK}", TEX_NEEDS_CJK},
};

void glyph_switch(struct escape *e, enum glyph_script script)
{
    struct tex_writer *w = e->w;
    if (w->scripts == (unsigned)script)
        return;
    buf_adds(w->out, scripts[w->scripts].close);
    buf_adds(w->out, scripts[script].open);
    w->needs |= scripts[script].needs;
    w->scripts = script;
    e->joined = e->text;
}

/* The run that a character of the table is printed in. */
static enum glyph_script script_of(const struct escape *e, const struct unicode_entry *entry)
{
    if (!entry)
        return SCRIPT_NONE;
    if (entry->kind >= UNICODE_VIETNAMESE)
        return (enum glyph_script)(SCRIPT_VIETNAMESE + (entry->kind - UNICODE_VIETNAMESE));
    return e->vietnamese && entry->kind == UNICODE_SHARED ? SCRIPT_VIETNAMESE : SCRIPT_NONE;
}

/* Whether cp can be printed in the open run. */
static bool in_open_run(const struct escape *e, uint32_t cp)
{
    const struct unicode_entry *entry = unicode_find(cp);
    unsigned open = e->w->scripts;
    if (open >= SCRIPT_CJK)
        return !entry && (unicode_cjk_fonts(cp) >> (open - SCRIPT_CJK) & 1);
    return script_of(e, entry) == open;
}

/*
 * Whether an ASCII character between two words of a script may be printed in its run. Greek fonts
 * have accents and quotes in the place of most signs, and only CJK runs keep the text's own font.
 */
static bool joins(enum glyph_script script, char c)
{
    if (c == ' ' || c == ',' || c == '.' || c == '-')
        return true;
    if (script >= SCRIPT_CJK)
        return c > ' ' && c <= '9' && c != '[' && c != '*';
    return script != SCRIPT_GREEK && (c == '\'' || c == '(' || c == ')' || c == ':' || c == ';');
}

/* Whether the open run goes on after the signs at p; notes where they end. */
static bool script_goes_on(struct escape *e, const char *p)
{
    uint32_t cp;
    while (p < e->end && joins((enum glyph_script)e->w->scripts, *p))
        p++;
    if (p == e->end || utf8_decode(p, e->end, &cp) < 2 || !in_open_run(e, cp))
        return false;
    e->joined = p;
    return true;
}

void glyph_before_ascii(struct escape *e, const char *p)
{
    enum glyph_script script = (enum glyph_script)e->w->scripts;
    if (script == SCRIPT_VIETNAMESE) /* T5 has all of ASCII */
        return;
    if (script != SCRIPT_NONE && (p < e->joined || script_goes_on(e, p)))
        return;
    glyph_switch(e, e->vietnamese && ascii_is_letter(*p) ? SCRIPT_VIETNAMESE : SCRIPT_NONE);
}

void glyph_look_ahead(struct escape *e)
{
    const char *p = e->text;
    uint64_t word;
    while (e->end - p >= 8 && (memcpy(&word, p, 8), (word & 0x8080808080808080u) == 0))
        p += 8;
    e->cjk_fonts = (1u << UNICODE_CJK_FONTS) - 1;
    uint32_t cp;
    for (size_t len; p < e->end; p += len) {
        if (glyph_is_ascii(*p) || (len = utf8_decode(p, e->end, &cp)) == 0) {
            len = 1;
            continue;
        }
        e->vietnamese |= (cp >= 0x1EA0 && cp < 0x1EFA) || cp == 0x1A0 || cp == 0x1A1 ||
                         cp == 0x1AF || cp == 0x1B0;
        e->kana |= cp >= 0x3041 && cp < 0x3100;
        e->hangul |= cp >= 0xAC00 && cp < 0xD7A4;
        unsigned fonts = cp < 0x3000 ? 0 : unicode_cjk_fonts(cp);
        if (fonts != 0)
            e->cjk_fonts &= fonts;
    }
}

/*
 * The character whose ligatures the last thing in `out` takes part in, or 0. T1 fonts make “ of ‘‘
 * and — of –- no less than of their ASCII forms.
 */
static char ligature_tail(const struct buf *out)
{
    if (out->len == 0)
        return 0;
    const char *end = out->ptr + out->len;
    if (glyph_is_ascii(end[-1]))
        return end[-1];
    if (out->len < 3 || end[-3] != '\xE2' || end[-2] != '\x80')
        return 0;
    return end[-1] == '\x93' ? '-' : end[-1] == '\x98' ? '`' : end[-1] == '\x99' ? '\'' : 0;
}

void glyph_break_ligature(struct buf *out, char c)
{
    char last = ligature_tail(out);
    if (last == c || (c == '`' && (last == '!' || last == '?')))
        buf_adds(out, "{}");
}

void glyph_substitute(struct escape *e, uint32_t cp, const char *p)
{
    struct tex_writer *w = e->w;
    glyph_switch(e, SCRIPT_NONE);
    struct buf *out = w->out;
    bool next =
        out->len > 0 && e->substituted == out->len; /* next to another one: in its brackets */
    if (next)
        out->len -= strlen("]}");
    buf_addf(out, "%sU+%04X]}", next ? " " : "{\\scriptsize[", (unsigned)cp);
    e->substituted = out->len;
    if (w->unprintable)
        w->unprintable(w->user, (size_t)(p - e->text), cp);
}

/*
 * Chooses the CJK font for the run that begins with cp at p: one that has as much of it as
 * possible, and of those the one that suits the language of the text.
 */
static enum glyph_script choose_cjk(struct escape *e, uint32_t cp, const char *p)
{
    static const unsigned char orders[][UNICODE_CJK_FONTS] = {
        [TEX_SIMPLIFIED] = {UNICODE_GBSN, UNICODE_BSMI, UNICODE_MIN, UNICODE_NANUM},
        [TEX_JAPANESE] = {UNICODE_MIN, UNICODE_BSMI, UNICODE_GBSN, UNICODE_NANUM},
        [TEX_KOREAN] = {UNICODE_NANUM, UNICODE_BSMI, UNICODE_GBSN, UNICODE_MIN},
        [TEX_TRADITIONAL] = {UNICODE_BSMI, UNICODE_GBSN, UNICODE_MIN, UNICODE_NANUM},
    };
    unsigned fonts = unicode_cjk_fonts(cp); /* cp may be composed of what is at p */
    size_t len = utf8_decode(p, e->end, &cp);
    while (len != 0 && (p += len) < e->end && (len = utf8_decode(p, e->end, &cp)) != 0) {
        if (len == 1 && joins(SCRIPT_CJK, *p))
            continue;
        unsigned with = fonts & unicode_cjk_fonts(cp);
        if (with == 0)
            break;
        fonts = with;
    }
    if (fonts & e->cjk_fonts)
        fonts &= e->cjk_fonts;
    const unsigned char *order = orders[e->kana     ? TEX_JAPANESE
                                         : e->hangul ? TEX_KOREAN
                                                     : e->w->ideographs];
    while (!(fonts >> *order & 1))
        order++;
    e->cjk_fonts = 1u << *order; /* and the next run in the same font, if it can */
    return (enum glyph_script)(SCRIPT_CJK + *order);
}

/* Appends a text of the table; in a line for a range "@A" is A and so on, "@<7>" 7 and so on. */
static void put_counted(struct buf *out, const char *text, uint32_t count)
{
    const char *at;
    for (; (at = strchr(text, '@')) != NULL; text = at + 2) {
        buf_add(out, text, (size_t)(at - text));
        unsigned number = 0;
        if (at[1] != '<') {
            buf_addc(out, (char)(at[1] + (char)count));
            continue;
        }
        for (at += 2; *at != '>'; at++)
            number = number * 10 + (unsigned)(*at - '0');
        buf_addf(out, "%u", number + (unsigned)count);
        at--;
    }
    buf_adds(out, text);
}

/* In moderncv an item cannot begin with an accent on a letter of several bytes. */
static void begin_accented(struct buf *out)
{
    struct str item = STR("\\item ");
    if (out->len >= item.len && memcmp(out->ptr + out->len - item.len, item.ptr, item.len) == 0)
        buf_adds(out, "\\leavevmode");
}

static void put_command(struct escape *e, const struct unicode_entry *entry, uint32_t cp)
{
    struct buf *out = e->w->out;
    const char *text = unicode_texts + entry->text;
    bool math = entry->kind == UNICODE_MATH;
    bool wrapped = (entry->needs & TEX_NEEDS_ACTUALTEXT) && !strstr(text, "\\actualtext");
    if (strlen(text) > 3 && text[2] == '{' && (signed char)text[3] < 0)
        begin_accented(out);
    if (wrapped)
        buf_addf(out, "\\actualtext{%04X}{", (unsigned)cp);
    if (math)
        buf_addc(out, '$');
    put_counted(out, text, cp - entry->first);
    if (math)
        buf_addc(out, '$');
    else if (!wrapped && *text == '\\' && ascii_is_letter(text[strlen(text) - 1]))
        buf_adds(out, "{}"); /* or the command would swallow a space, or a letter of the text */
    if (wrapped)
        buf_addc(out, '}');
}

static void put_itself(struct buf *out, uint32_t cp, enum tex_context context)
{
    bool dutch = cp == 0x132 || cp == 0x133, mark = cp == 0x2122 || cp == 0x2120;
    if (context == TEX_CODE && (dutch || mark || cp == 0x2031)) {
        /* Ĳ, ĳ, ™, ℠ and ‱ are too wide for typewriter fonts to have them. */
        buf_adds(out, "\\textrm{");
        buf_add_utf8(out, cp);
        buf_addc(out, '}');
        return;
    }
    if (cp == 0x2013 || cp == 0x2018 || cp == 0x2019)
        glyph_break_ligature(out, cp == 0x2013 ? '-' : cp == 0x2018 ? '`' : '\'');
    buf_add_utf8(out, cp);
}

static void put_cjk(struct escape *e, uint32_t cp, const char *p)
{
    if (unicode_cjk_fonts(cp) == 0) {
        glyph_substitute(e, cp, p);
        return;
    }
    if (e->w->scripts < SCRIPT_CJK || !in_open_run(e, cp))
        glyph_switch(e, choose_cjk(e, cp, p));
    buf_add_utf8(e->w->out, cp);
}

/* Prints the character cp, which stands at p, as text. */
static void put_char(struct escape *e, uint32_t cp, const char *p)
{
    struct buf *out = e->w->out;
    const struct unicode_entry *entry = unicode_find(cp);
    if (!entry) {
        put_cjk(e, cp, p);
        return;
    }
    e->w->needs |= entry->needs;
    switch (entry->kind) {
    case UNICODE_NOTHING:
        buf_adds(out, unicode_texts + entry->text);
        break;
    case UNICODE_SELF:
    case UNICODE_SHARED:
        glyph_switch(e, script_of(e, entry));
        put_itself(out, cp, e->context);
        break;
    case UNICODE_COMMAND:
    case UNICODE_MATH:
        glyph_switch(e, SCRIPT_NONE);
        put_command(e, entry, cp);
        break;
    case UNICODE_ACCENT: /* without a letter below it */
        glyph_switch(e, SCRIPT_NONE);
        if (entry->text == 0)
            glyph_substitute(e, cp, p);
        else
            buf_addf(out, "%s{}", unicode_texts + entry->text);
        break;
    default:
        glyph_switch(e, script_of(e, entry));
        buf_add_utf8(out, cp);
    }
}

/* What prints a character in math; 0 if only text does. */
static unsigned math_text(const struct unicode_entry *entry)
{
    if (!entry || entry->math != 0)
        return entry ? entry->math : 0;
    return entry->kind == UNICODE_MATH ? entry->text : 0;
}

/* Prints the character at p inside of $...$, or all that needs a box of text there. */
static const char *put_math(struct escape *e, const char *p)
{
    struct buf *out = e->w->out;
    bool boxed = false;
    uint32_t cp;
    for (size_t len; p < e->end && (len = utf8_decode(p, e->end, &cp)) > 1; p += len) {
        const struct unicode_entry *entry = unicode_find(cp);
        unsigned text = math_text(entry);
        if (text != 0 && boxed)
            break;
        if (text != 0) {
            const char *math = unicode_texts + text;
            put_counted(out, math, cp - entry->first);
            if (ascii_is_letter(math[strlen(math) - 1]))
                buf_addc(out, ' '); /* ends the command; a space is nothing in math */
            e->w->needs |= entry->needs & ~(unsigned)TEX_NEEDS_ACTUALTEXT;
        } else {
            if (!boxed)
                buf_adds(out, "\\mbox{");
            boxed = true;
            put_char(e, cp, p);
        }
    }
    glyph_switch(e, SCRIPT_NONE);
    if (boxed)
        buf_addc(out, '}');
    return p;
}

struct mark {
    uint32_t cp;
    const char *at;
    const char *command; /* the accent, or "" */
};

/* Combining marks in the order in which Unicode composes them: attached, below, above. */
static int mark_class(uint32_t mark)
{
    if (mark == 0x31B || mark == 0x327 || mark == 0x328)
        return 0;
    return mark >= 0x316 && mark <= 0x333 ? 1 : 2;
}

/* Reads the marks from p on, sorted by class; returns where they end. */
static const char *read_marks(const struct escape *e, const char *p, struct mark *marks,
                              size_t *count)
{
    for (*count = 0; *count < MARKS_MAX && p < e->end && !glyph_is_ascii(*p); ++*count) {
        uint32_t cp;
        size_t len = utf8_decode(p, e->end, &cp);
        const struct unicode_entry *entry = len ? unicode_find(cp) : NULL;
        if (!entry || entry->kind != UNICODE_ACCENT)
            break;
        size_t at = *count;
        for (; at > 0 && mark_class(marks[at - 1].cp) > mark_class(cp); at--)
            marks[at] = marks[at - 1];
        marks[at] = (struct mark){cp, p, unicode_texts + entry->text};
        p += len;
    }
    return p;
}

/* Whether the fonts that have `base` have the accent, too. */
static bool takes_accent(uint32_t base, const struct unicode_entry *entry, const char *command)
{
    if (*command == '\0')
        return false;
    if (!entry)
        return base > ' ' && base < 0x7F;
    bool stress = strcmp(command, "\\'") == 0 || strcmp(command, "\\`") == 0;
    bool own = entry->kind == UNICODE_CYRILLIC || entry->kind == UNICODE_VIETNAMESE;
    return entry->kind <= UNICODE_SHARED || (own && stress);
}

/*
 * Puts marks that Unicode has no composed character for on a letter. TeX sets one accent above and
 * around that one below; of further ones a substitute is printed.
 */
static void put_accented(struct escape *e, uint32_t base, const char *p, struct mark *marks,
                         size_t count)
{
    struct buf *out = e->w->out;
    const struct unicode_entry *entry = base < 0x80 ? NULL : unicode_find(base);
    bool above = false, below = false;
    size_t open = 0;
    glyph_switch(e, entry && entry->kind >= UNICODE_VIETNAMESE ? script_of(e, entry) : SCRIPT_NONE);
    if (base >= 0x80)
        begin_accented(out);
    for (size_t i = 0; i < count; i++) {
        bool *taken = mark_class(marks[i].cp) == 2 ? &above : &below;
        if (*taken || !takes_accent(base, entry, marks[i].command))
            continue;
        *taken = true;
        buf_addf(out, "%s{", marks[i].command);
        marks[i].cp = 0;
        open++;
    }
    if (above && (base == 'i' || base == 'j'))
        buf_addc(out, '\\'); /* \i and \j: without the dot */
    if (base < 0x80)
        escape_ascii(e, p);
    else if (entry && entry->kind <= UNICODE_SHARED)
        buf_add_utf8(out, base); /* not put_char(): that would open a Vietnamese run in here */
    else
        put_char(e, base, p);
    while (open-- > 0)
        buf_addc(out, '}');
    for (size_t i = 0; i < count; i++)
        if (marks[i].cp != 0)
            glyph_substitute(e, marks[i].cp, marks[i].at);
}

const char *glyph_put(struct escape *e, const char *p)
{
    uint32_t base;
    size_t len = utf8_decode(p, e->end, &base);
    if (len == 0) { /* the contract excludes it; still, a lone byte must not stop the program */
        glyph_substitute(e, 0xFFFD, p);
        return p + 1;
    }
    if (e->context == TEX_MATH && len > 1)
        return put_math(e, p);
    struct mark marks[MARKS_MAX];
    size_t count, left = 0;
    const char *end = read_marks(e, p + len, marks, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t composed = unicode_compose(base, marks[i].cp);
        if (composed != 0)
            base = composed;
        else
            marks[left++] = marks[i];
    }
    uint32_t jamo; /* Korean letters compose, but are no marks by themselves */
    while (count == 0 && end < e->end && (len = utf8_decode(end, e->end, &jamo)) == 3 &&
           jamo < 0x1200) {
        uint32_t composed = unicode_compose(base, jamo);
        if (composed == 0)
            break;
        base = composed;
        end += len;
    }
    if (left > 0)
        put_accented(e, base, p, marks, left);
    else if (base < 0x80)
        escape_ascii(e, p);
    else
        put_char(e, base, p);
    return end;
}

bool glyph_mark_at(const char *p, const char *end)
{
    /* U+0300 to U+036F: the marks that an ASCII letter can have. */
    return end - p >= 2 && (*p == '\xCC' || (*p == '\xCD' && (unsigned char)p[1] < 0xB0));
}

/* What follows from the design alone: class options, fonts, margins, the widths of columns. */
#include <stdlib.h>

#include "base/utf8.h"
#include "bind/internal.h"
#include "model/check.h"

static struct tpl_value optional(const char *text)
{
    return text != NULL ? view_string(text) : (struct tpl_value){.kind = TPL_FALSE};
}

bool layout_is(const struct bind *b, const char *style)
{
    return str_is(b->style, style);
}

/* ---- paper and margins, in millimetres ---- */

static const struct {
    const char *name, *option;
    double width, height;
} papers[] = {
    {"a4", "a4paper", 210, 297},        {"a5", "a5paper", 148, 210},
    {"b5", "b5paper", 176, 250},        {"letter", "letterpaper", 215.9, 279.4},
    {"legal", "legalpaper", 215.9, 355.6}, {"executive", "executivepaper", 184.2, 266.7},
};

static size_t paper_of(const struct bind *b)
{
    struct str name = cv_design(b->cv, NAME_paper);
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (str_is(name, papers[i].name))
            return i;
    return 0;
}

static bool design_flag(const struct bind *b, enum name name)
{
    return check_is_true(cv_design(b->cv, name));
}

static bool is_landscape(const struct bind *b)
{
    return design_flag(b, NAME_landscape);
}

bool layout_has_icons(const struct bind *b)
{
    return design_flag(b, NAME_icons);
}

static double millimetres(struct str length)
{
    static const struct {
        const char *unit;
        double mm;
    } units[] = {{"mm", 1},        {"cm", 10},      {"in", 25.4},  {"pt", 0.3515},
                 {"bp", 0.35278},  {"pc", 4.218},   {"em", 3.85},  {"ex", 1.7}};
    char digits[16];
    size_t n = 0;
    while (n < length.len && n < sizeof digits - 1 &&
           strchr("0123456789.", length.ptr[n]) != NULL) {
        digits[n] = length.ptr[n];
        n++;
    }
    digits[n] = '\0';
    struct str unit = str_trim(str_sub(length, n, length.len));
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_is(unit, units[i].unit))
            return strtod(digits, NULL) * units[i].mm;
    return 0;
}

#define DEFAULT_MARGIN "20mm"

/* The margin on one side by the design: its own, else the common one, else the default. */
static struct str designed_margin(const struct bind *b, enum name side)
{
    const struct field *design = record_get(b->cv->top, NAME_design);
    const struct record *record = design != NULL ? design->first.record : NULL;
    const struct field *margins = record_get(record, NAME_margins);
    struct str own = margins != NULL ? record_text(margins->first.record, side) : STR_NONE;
    if (own.len == 0)
        own = record_text(record, NAME_margin);
    return own.len > 0 ? own : STR(DEFAULT_MARGIN);
}

/* What it is in the end. */
static struct str margin(const struct bind *b, enum name side)
{
    const char *tight = b->options.tight_margin;
    return tight != NULL ? str_of(tight) : designed_margin(b, side);
}

static struct tpl_value geometry(struct bind *b)
{
    struct str left = designed_margin(b, NAME_left), right = designed_margin(b, NAME_right);
    struct str top = designed_margin(b, NAME_top), bottom = designed_margin(b, NAME_bottom);
    if (str_eq(left, right) && str_eq(left, top) && str_eq(left, bottom))
        return view_string(arena_printf(b->arena, "margin=%.*s", STR_FMT(left)));
    return view_string(arena_printf(b->arena, "left=%.*s,right=%.*s,top=%.*s,bottom=%.*s",
                                    STR_FMT(left), STR_FMT(right), STR_FMT(top),
                                    STR_FMT(bottom)));
}

double layout_text_width(const struct bind *b)
{
    size_t paper = paper_of(b);
    double width = is_landscape(b) ? papers[paper].height : papers[paper].width;
    width -= millimetres(margin(b, NAME_left)) + millimetres(margin(b, NAME_right));
    return width > 40 ? width : 40;
}

double layout_hint_width(const struct bind *b)
{
    return millimetres(cv_design(b->cv, NAME_hint_width));
}

bool layout_has_hint_column(const struct bind *b)
{
    return layout_is(b, "classic") || layout_is(b, "casual");
}

/* Whether pdflatex has no letters of the language. */
static bool needs_lualatex(enum language language)
{
    return language == LANGUAGE_AR || language == LANGUAGE_FA || language == LANGUAGE_HE ||
           language == LANGUAGE_HI;
}

static enum tex_ideographs ideographs_of(enum language language)
{
    return language == LANGUAGE_JA        ? TEX_JAPANESE
           : language == LANGUAGE_KO      ? TEX_KOREAN
           : language == LANGUAGE_ZH_HANT ? TEX_TRADITIONAL
                                          : TEX_SIMPLIFIED;
}

/* What babel calls a language that is written from the right, or "". */
static const char *rtl_language(const struct bind *b)
{
    enum language language = b->options.locale->language;
    return language == LANGUAGE_AR   ? "arabic"
           : language == LANGUAGE_HE ? "hebrew"
           : language == LANGUAGE_FA ? "persian"
                                     : "";
}

void layout_measure(struct bind *b)
{
    b->style = cv_design(b->cv, NAME_style);
    b->writer.unicode = str_is(cv_design(b->cv, NAME_engine), "lualatex");
    b->wordless = !b->writer.unicode && needs_lualatex(b->options.locale->language);
    b->writer.ideographs = ideographs_of(b->options.locale->language);
    b->from_right = b->writer.unicode && *rtl_language(b) != '\0';
    double em = strtod(cv_design(b->cv, NAME_font_size).ptr, NULL) * 0.3515;
    double width = layout_text_width(b);
    if (layout_has_hint_column(b))
        width *= 0.78;
    else if (layout_is(b, "fancy") || layout_is(b, "oldstyle"))
        width *= 0.72;
    b->line_width = (unsigned)(width / em * 1000);
}

unsigned layout_line_chars(const struct bind *b)
{
    /* An average character of running text is about half as wide as the type size. */
    unsigned chars = b->line_width / 480;
    return chars > 20 ? chars : 20;
}

/* ---- the width of a text ---- */

unsigned layout_columns(struct str text)
{
    unsigned total = 0;
    const char *p = text.ptr, *end = text.len > 0 ? p + text.len : p;
    while (p < end) {
        uint32_t cp = 0;
        size_t len = utf8_decode(p, end, &cp);
        total += (unsigned)utf8_width(cp);
        p += len > 0 ? len : 1;
    }
    return total;
}

/* A character that is no ASCII, or none that is printed: then its place is taken by its number. */
static unsigned width_of(uint32_t cp, bool unicode)
{
    if (cp < 0x20 || (!unicode && ((cp >= 0x590 && cp < 0xE80) || cp >= 0x1F000)))
        return 4000;
    return (cp >= 0x400 && cp < 0x530 ? 660 : 510) * (unsigned)utf8_width(cp);
}

/* The widths of ' ' to DEL in hundredths of an em, a little on the wide side for all the fonts. */
static const unsigned char ascii_widths[96] = {
    37, 28, 51, 51, 51, 85, 51, 28, 37, 37, 51, 51, 28, 37, 28, 37,
    51, 51, 51, 51, 51, 51, 51, 51, 51, 51, 28, 28, 51, 51, 51, 51,
    85, 68, 68, 68, 68, 68, 68, 68, 68, 37, 68, 68, 68, 85, 68, 68,
    68, 68, 68, 68, 68, 68, 68, 85, 68, 68, 68, 37, 51, 37, 51, 51,
    28, 51, 51, 51, 51, 51, 37, 51, 51, 28, 28, 51, 28, 85, 51, 51,
    51, 51, 37, 51, 37, 51, 51, 85, 51, 51, 51, 51, 28, 51, 51, 51,
};

unsigned layout_width(const struct bind *b, struct str text)
{
    unsigned total = 0;
    const char *p = text.ptr, *end = text.len > 0 ? p + text.len : p;
    while (p < end) {
        uint32_t cp = 0;
        if ((signed char)*p >= ' ') {
            total += ascii_widths[*p++ - ' '] * 10u;
            continue;
        }
        size_t len = utf8_decode(p, end, &cp);
        total += width_of(cp, b->writer.unicode);
        p += len > 0 ? len : 1;
    }
    return total;
}

/* ---- the left column ---- */

/* No date is wider than this (in thousandths of an em); a longer text in the column wraps. */
enum { HINT_WIDTH_MAX = 12000 };

struct widest {
    unsigned width;
    const char *text;
};

static void widen(struct bind *b, struct widest *widest, struct str text)
{
    unsigned width = layout_width(b, text);
    if (width <= widest->width || width > HINT_WIDTH_MAX)
        return;
    widest->width = width;
    widest->text = arena_str(b->arena, text).ptr;
}

/* The widest date or name of a venue, so that moderncv can make its left column as wide as that. */
static struct tpl_value widest_hint(struct bind *b)
{
    struct widest widest = {5600, NULL}; /* moderncv's own column has room for the years alone */
    struct buf dates = BUF_INIT;
    for (const struct section *s = b->cv->sections; s != NULL; s = s->next)
        for (const struct group *group = s->groups; group != NULL; group = group->next)
            for (const struct record *entry = group->entries; entry; entry = entry->next) {
                dates.len = 0;
                dates_measure(b, entry, &dates);
                widen(b, &widest, buf_str(&dates));
                widen(b, &widest, record_text(entry, NAME_short_venue));
            }
    buf_free(&dates);
    return optional(widest.text);
}

/* ---- fonts ---- */

static const struct {
    const char *name;
    bool sans;
    enum view_name flag;
} fonts[] = {
    {"roman", false, VIEW_font_latin},          {"sans", true, VIEW_font_latin},
    {"palatino", false, VIEW_font_palatino},    {"times", false, VIEW_font_times},
    {"charter", false, VIEW_font_charter},      {"garamond", false, VIEW_font_garamond},
    {"libertinus", false, VIEW_font_libertinus}, {"helvetica", true, VIEW_font_helvetica},
    {"source-sans", true, VIEW_font_sourcesans},
};

/* The row of the chosen font; what each style looks best in when none is. */
static size_t font_of(const struct bind *b)
{
    struct str name = cv_design(b->cv, NAME_font);
    if (str_is(name, "default"))
        name = layout_is(b, "banking")       ? STR("palatino")
               : layout_has_hint_column(b)   ? STR("sans")
                                             : STR_NONE; /* oldstyle and fancy bring their own */
    size_t i = 0;
    while (i < sizeof fonts / sizeof *fonts && !str_is(name, fonts[i].name))
        i++;
    return i;
}

static struct tpl_value font_flag(const struct bind *b, enum view_name name)
{
    size_t font = font_of(b);
    return view_flag(font < sizeof fonts / sizeof *fonts && fonts[font].flag == name);
}

static struct tpl_value family_option(const struct bind *b)
{
    size_t font = font_of(b);
    bool sans = font < sizeof fonts / sizeof *fonts && fonts[font].sans;
    return view_string(sans ? "sans" : "roman");
}

/* ---- the language ---- */

static bool is_english(const struct bind *b)
{
    return b->options.locale->language == LANGUAGE_EN;
}

static struct tpl_value text_or_nothing(const char *text)
{
    return *text != '\0' ? view_string(text) : (struct tpl_value){.kind = TPL_FALSE};
}

static const char *patterns_of(const struct bind *b)
{
    return locale_patterns(b->options.locale->language);
}

static struct tpl_value page_words(enum word word)
{
    return (struct tpl_value){
        .kind = TPL_TEXT, .tag = VIEW_PAGE, .ptr = locale_key(word), .extra = NULL};
}

void layout_print_page(struct bind *b, const char *key, struct buf *out)
{
    static const char *const places[][2] = {{"{page}", "\\thepage{}"},
                                            {"{pages}", "\\pageref*{lastpage}"}};
    const char *word = view_word(b, locale_find_key(str_of(key)));
    while (*word != '\0') {
        size_t len = strcspn(word, "{"), i = 0;
        print_text(b, (struct str){word, len}, TEX_TEXT, out);
        word += len;
        while (i < 2 && !str_starts(str_of(word), str_of(places[i][0])))
            i++;
        if (i < 2) {
            buf_adds(out, places[i][1]);
            word += strlen(places[i][0]);
        } else if (*word != '\0') {
            print_text(b, (struct str){word++, 1}, TEX_TEXT, out);
        }
    }
}

/* ---- the view ---- */

struct tpl_value layout_get(struct bind *b, enum view_name name)
{
    switch (name) {
    case VIEW_classic:
        return view_flag(layout_is(b, "classic"));
    case VIEW_casual:
        return view_flag(layout_is(b, "casual"));
    case VIEW_banking:
        return view_flag(layout_is(b, "banking"));
    case VIEW_oldstyle:
        return view_flag(layout_is(b, "oldstyle"));
    case VIEW_fancy:
        return view_flag(layout_is(b, "fancy"));
    case VIEW_hint_column:
        return view_flag(layout_has_hint_column(b));
    case VIEW_plain_column:
        return view_flag(layout_is(b, "banking") || layout_is(b, "oldstyle"));
    case VIEW_paper_option:
        return view_string(arena_printf(b->arena, "%s%s", papers[paper_of(b)].option,
                                        is_landscape(b) ? ",landscape" : ""));
    case VIEW_family_option:
        return family_option(b);
    case VIEW_geometry:
        return geometry(b);
    case VIEW_icons_off:
        return view_flag(!layout_has_icons(b));
    case VIEW_numbers_auto:
        return view_flag(str_is(cv_design(b->cv, NAME_page_numbers), "auto"));
    case VIEW_numbers_total:
        return view_flag(str_is(cv_design(b->cv, NAME_page_numbers), "total"));
    case VIEW_lualatex:
        return view_flag(b->writer.unicode);
    case VIEW_needs_bidi:
        return view_flag((b->writer.needs & (TEX_NEEDS_ARABIC | TEX_NEEDS_HEBREW)) != 0);
    case VIEW_rtl_language:
        return text_or_nothing(rtl_language(b));
    case VIEW_hyphen_patterns:
        return text_or_nothing(*patterns_of(b) != '-' ? patterns_of(b) : "");
    case VIEW_no_hyphens:
        return view_flag(*patterns_of(b) == '-');
    case VIEW_language_code:
        return text_or_nothing(is_english(b) ? "" : locale_codes[b->options.locale->language]);
    case VIEW_page_of:
        return page_words(WORD_PAGE_OF);
    case VIEW_page_alone:
        return page_words(WORD_PAGE_NUMBER);
    case VIEW_numbers_always:
        return view_flag(str_is(cv_design(b->cv, NAME_page_numbers), "always"));
    case VIEW_tight_margin:
        return optional(b->options.tight_margin);
    case VIEW_tight_spacing:
        return optional(b->options.tight_spacing);
    case VIEW_widest_hint:
        return widest_hint(b);
    default:
        return font_flag(b, name);
    }
}

#include "explain.h"

#include <stdlib.h>

#include "base/ascii.h"

/* A line of a CV that sticks out by less, in points, is not seen by anybody. */
#define OVERFULL_MIN 2.0

/* Arguments of one command are not spread over more bytes of the LaTeX, for the search of a word. */
enum { ARGUMENTS_MAX = 20000 };

struct explain {
    struct diags *diags;
    struct source latex; /* as a source, for its lines */
    const struct span_map_entry *map;
    size_t map_count;
    bool has_error;
};

/* ---- from the log to the LaTeX ---- */

/* Offset of the last `word` that begins in [from, to) of s, or s.len. */
static size_t find_last(struct str s, struct str word, size_t from, size_t to)
{
    for (size_t i = to; word.len > 0 && i-- > from;)
        if (str_starts(str_sub(s, i, s.len), word))
            return i;
    return s.len;
}

/* How far TeX had read in a line, from the context that it showed. */
static size_t column_of(struct str line, struct str context)
{
    context = str_trim(context);
    if (str_starts(context, STR("...")))
        context = str_sub(context, 3, context.len);
    size_t at = find_last(line, context, 0, line.len);
    return at < line.len ? at + context.len : line.len;
}

/*
 * TeX shows an argument that never ended with blanks of its own after each command. Returns the
 * offset of its beginning in s, or s.len.
 */
static size_t find_runaway(struct str s, struct str shown)
{
    enum { ENOUGH = 40 };
    char word[ENOUGH];
    size_t n = 0;
    for (size_t i = 0; i < shown.len && n < ENOUGH; i++)
        if (!ascii_is_space(shown.ptr[i]) && !(n == 0 && shown.ptr[i] == '{'))
            word[n++] = shown.ptr[i];
    for (size_t i = 0; i < s.len && n > 0; i++) {
        size_t matched = 0, at = i;
        for (; at < s.len && matched < n; at++) {
            if (ascii_is_space(s.ptr[at]) && matched > 0)
                continue;
            if (s.ptr[at] != word[matched])
                break;
            matched++;
        }
        if (matched == n)
            return i;
    }
    return s.len;
}

struct place {
    size_t at;   /* the byte behind the last one that TeX had read; 0: not known */
    size_t from; /* where the command begins whose arguments they may be */
};

static struct place place_of(struct explain *x, const struct texlog_entry *entry)
{
    struct str text = x->latex.text;
    struct place place = {0, 0};
    if (entry->kind == TEXLOG_RUNAWAY && find_runaway(text, entry->name) < text.len) {
        place.from = find_runaway(text, entry->name);
        place.at = place.from + 1;
        return place;
    }
    /* Asks for a line, so that the lines are counted. */
    source_position(&x->latex, x->diags->arena, 0);
    if (entry->line == 0 || entry->line > x->latex.line_count)
        return place;
    struct str line = source_line(&x->latex, x->diags->arena, entry->line);
    place.from = (size_t)(line.ptr - text.ptr);
    place.at = place.from + (entry->context.len > 0 && entry->kind != TEXLOG_OVERFULL_H
                                 ? column_of(line, entry->context)
                                 : line.len);
    size_t limit = place.at > ARGUMENTS_MAX ? place.at - ARGUMENTS_MAX : 0;
    while (place.from > limit && !str_starts(str_sub(text, place.from - 1, text.len), STR("\n\\")))
        place.from--;
    return place;
}

/* ---- from the LaTeX to the CV ---- */

/* The number of pieces that begin before byte `at`; they are ordered by their ends. */
static size_t pieces_before(const struct explain *x, size_t at)
{
    size_t low = 0, high = x->map_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (x->map[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/*
 * The piece that an error at a place is about. Text that was escaped cannot upset LaTeX, so that
 * raw LaTeX among the arguments is the likely cause; then comes what TeX had just read.
 */
static const struct span_map_entry *piece_at(const struct explain *x, struct place place,
                                             bool is_error)
{
    enum { NESTED_MAX = 4 };
    size_t i = pieces_before(x, place.at);
    const struct span_map_entry *last = NULL;
    for (size_t j = i; j < x->map_count && j < i + NESTED_MAX; j++)
        if (x->map[j].start < place.at) {
            i = j + 1;
            break;
        }
    for (; i-- > 0 && x->map[i].end > place.from;) {
        const struct span_map_entry *piece = &x->map[i];
        if (is_error && piece->raw)
            return piece;
        if (last == NULL)
            last = piece;
    }
    return last;
}

/* The word itself within the piece's source, when it stands there as it does in the LaTeX. */
static struct span narrow(const struct explain *x, struct span span, struct str word)
{
    struct str text = x->diags->sources[span.file].text;
    size_t at = find_last(text, word, span.start, span.end);
    if (at >= text.len)
        return span;
    struct span narrowed = {span.file, (uint32_t)at, (uint32_t)(at + word.len)};
    if (at > span.start && text.ptr[at - 1] == '\\')
        narrowed.start--; /* as it is written between double quotes */
    return narrowed;
}

static struct span span_of(struct explain *x, const struct texlog_entry *entry)
{
    bool is_error = entry->kind <= TEXLOG_MISSING_CHARACTER || entry->kind == TEXLOG_RUNAWAY;
    struct place place = place_of(x, entry);
    if (place.at == 0)
        return SPAN_NONE;
    bool is_word = entry->kind <= TEXLOG_MISSING_FONT;
    size_t word = is_word ? find_last(x->latex.text, entry->name, place.from, place.at)
                          : x->latex.text.len;
    if (word < x->latex.text.len)
        place.at = word + entry->name.len;
    const struct span_map_entry *piece = piece_at(x, place, is_error);
    if (piece == NULL)
        return SPAN_NONE;
    return is_word ? narrow(x, piece->span, entry->name) : piece->span;
}

/* ---- words ---- */

static const struct {
    const char *tex; /* how TeX's message begins */
    const char *message, *hint;
} errors[] = {
    {"Missing $ inserted", "this needs to be a formula", "put it between dollar signs: $x_1$"},
    {"Missing { inserted", "LaTeX misses a '{' here", NULL},
    {"Missing } inserted", "LaTeX misses a '}' here", NULL},
    {"Missing number", "LaTeX wants a number here", NULL},
    {"Illegal unit of measure", "LaTeX wants a length with its unit here", "write 5mm or 12pt"},
    {"Extra }, or forgotten $", "a formula is not closed", "it wants a '$' at its end"},
    {"Misplaced alignment tab", "'&' separates columns in LaTeX", "write \\& to print it"},
    {"You can't use `macro parameter", "'#' has a meaning of its own in LaTeX",
     "write \\# to print it"},
    {"Double superscript", "'^' twice in a row", "write x^{y^z}"},
    {"Double subscript", "'_' twice in a row", "write x_{y_z}"},
    {"LaTeX Error: There's no line here to end", "there is no line to end here",
     "leave out '\\\\'"},
};

static void report_error(struct explain *x, const struct texlog_entry *entry, struct span at)
{
    const char *nowhere = NULL;
    struct diags *d = x->diags;
    if (at.file == UINT32_MAX && entry->line > 0)
        nowhere = arena_printf(d->arena, "line %u of the LaTeX, which comes from a template",
                               entry->line);
    if (str_starts(entry->message, STR("Undefined control sequence")) && entry->name.len > 0) {
        diag_add(d, DIAG_TEX_ERROR, at, nowhere != NULL ? nowhere : "check its spelling",
                 "LaTeX does not know '%.*s'", STR_FMT(entry->name));
        return;
    }
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (str_starts(entry->message, str_of(errors[i].tex))) {
            diag_add(d, DIAG_TEX_ERROR, at, nowhere != NULL ? nowhere : errors[i].hint, "%s",
                     errors[i].message);
            return;
        }
    diag_add(d, DIAG_TEX_ERROR, at, nowhere, "LaTeX: %.*s", STR_FMT(entry->message));
}

static const char *install(struct explain *x, struct str file)
{
    const char *package = texlog_package(file);
    return package != NULL ? arena_printf(x->diags->arena, "apt install %s", package) : NULL;
}

static bool is_picture(struct str file)
{
    size_t dot = find_last(file, STR("."), 0, file.len);
    struct str ending = str_sub(file, dot, file.len);
    return str_eq_nocase(ending, STR(".jpg")) || str_eq_nocase(ending, STR(".jpeg")) ||
           str_eq_nocase(ending, STR(".png")) || str_eq_nocase(ending, STR(".pdf"));
}

static void report_file(struct explain *x, const struct texlog_entry *entry, struct span at)
{
    const char *hint = install(x, entry->name);
    if (hint == NULL)
        hint = is_picture(entry->name) ? "it must be beside the CV, or below its folder"
                                       : "neither beside the CV nor in the TeX installation";
    diag_add(x->diags, DIAG_TEX_MISSING_FILE, at, hint, "LaTeX finds no file '%.*s'",
             STR_FMT(entry->name));
}

/* What has the character of "There is no ك (U+0643) in font ...", by its script. */
static const char *other_font(struct str message)
{
    static const struct {
        unsigned long first, last;
        const char *hint;
    } scripts[] = {
        {0x590, 0x5FF, "apt install fonts-dejavu-core"},
        {0x600, 0x8FF, "apt install fonts-hosny-amiri"},
        {0x900, 0x97F, "apt install texlive-fonts-extra"},
        {0x980, 0xDFF, "apt install fonts-noto-core, and name its font in a template of your own"},
        {0xE00, 0xE7F, "apt install fonts-tlwg-norasi-otf"},
        {0x1100, 0x11FF, "apt install fonts-unfonts-core"},
        {0x2E80, 0xABFF, "apt install fonts-arphic-uming"},
        {0xAC00, 0xD7A3, "apt install fonts-unfonts-core"},
        {0xFB50, 0xFEFC, "apt install fonts-hosny-amiri"},
        {0x1F000, 0x1FAFF, "apt install texlive-fonts-extra"},
    };
    size_t at = 0;
    while (at < message.len && !str_starts(str_sub(message, at, message.len), STR("(U+")))
        at++;
    char digits[12];
    struct str code = str_sub(message, at + 3, at + 3 + sizeof digits - 1);
    memcpy(digits, code.len > 0 ? code.ptr : "", code.len);
    digits[code.len] = '\0';
    unsigned long cp = strtoul(digits, NULL, 16);
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (cp >= scripts[i].first && cp <= scripts[i].last)
            return scripts[i].hint;
    return "another font may have it (design.font)";
}

/* The message is about the last one, once more: an argument that is set twice, say. */
static bool is_repeated(const struct texlog_entry *entry, const struct texlog_entry *previous)
{
    return previous != NULL && previous->kind == entry->kind && previous->line == entry->line &&
           str_eq(previous->message, entry->message) && str_eq(previous->name, entry->name);
}

static void report(struct explain *x, const struct texlog_entry *entry)
{
    struct diags *d = x->diags;
    struct span at = span_of(x, entry);
    switch (entry->kind) {
    case TEXLOG_ERROR:
        report_error(x, entry, at);
        break;
    case TEXLOG_MISSING_FILE:
        report_file(x, entry, at);
        break;
    case TEXLOG_BAD_FILE:
        diag_add(d, DIAG_TEX_ERROR, at, "open it with another program and save it anew",
                 "LaTeX cannot read the file '%.*s'", STR_FMT(entry->name));
        break;
    case TEXLOG_MISSING_FONT:
        diag_add(d, DIAG_TEX_MISSING_FONT, at, install(x, entry->name),
                 "the font '%.*s' is not installed", STR_FMT(entry->name));
        break;
    case TEXLOG_MISSING_CHARACTER:
        diag_add(d, DIAG_TEX_MISSING_CHARACTER, at, other_font(entry->message), "%.*s",
                 STR_FMT(entry->message));
        break;
    case TEXLOG_OVERFULL_H:
        if (entry->amount >= OVERFULL_MIN)
            diag_add(d, DIAG_OVERFULL, at, "shorten it, or give it a place to break",
                     "a line sticks out by %.0f points", entry->amount);
        break;
    case TEXLOG_OVERFULL_V:
        if (entry->amount >= OVERFULL_MIN)
            diag_add(d, DIAG_TEXT_LOST, at, "split the long entry on that page into bullets",
                     "page %u is too full by %.0f points: look whether text is cut off",
                     entry->page, entry->amount);
        break;
    case TEXLOG_RUNAWAY:
        diag_add(d, DIAG_TEX_ERROR, at, "look for a '{' without its '}'",
                 "LaTeX misses the end of this");
        break;
    case TEXLOG_FATAL:
        if (!x->has_error)
            report_error(x, entry, at);
        break;
    }
    x->has_error |= d->errors > 0;
}

void explain_log(struct diags *d, const struct texlog *log, struct str latex,
                 const struct span_map_entry *map, size_t map_count)
{
    struct explain x = {
        .diags = d, .latex = {.text = latex}, .map = map, .map_count = map_count};
    const struct texlog_entry *previous = NULL;
    for (const struct texlog_entry *e = log->first; e != NULL; previous = e, e = e->next)
        if (!is_repeated(e, previous))
            report(&x, e);
}

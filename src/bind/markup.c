/* Text and Markdown to LaTeX, and where in the source a character of it stands. */
#include "base/ascii.h"
#include "base/utf8.h"
#include "bind/internal.h"
#include "tex/math.h"
#include "tex/raw.h"

/* ---- where a character stands ---- */

/* Where in the source `text` + offset is; the whole value when the text is no part of it. */
static struct span place_of(struct bind *b, struct str text, size_t offset, size_t len)
{
    const struct item *item = b->printing;
    if (item == NULL || item->node == NULL)
        return SPAN_NONE;
    struct span span = item->node->span;
    const char *at = text.ptr + offset;
    const struct node *node = item->node;
    if (item->record != NULL && item->record->fields != NULL)
        node = item->record->fields->first.node;
    if (node->kind != NODE_SCALAR || at < node->text.ptr || at > node->text.ptr + node->text.len)
        return span;
    span = node->span;
    const struct source *src = &b->diags->sources[span.file];
    span.start = node_locate(node, src, (size_t)(at - node->text.ptr));
    span.end = span.start + (uint32_t)len;
    return span;
}

/* What is being escaped: one text, or the pieces of it from `from` on. */
void print_report_wordless(struct bind *b)
{
    if (!b->wordless)
        return;
    const struct field *design = record_get(b->cv->top, NAME_design);
    const struct field *language =
        design != NULL ? record_get(design->first.record, NAME_language) : NULL;
    diag_add(b->diags, DIAG_UNPRINTABLE_CHARACTER,
             language != NULL ? language->first.node->span : SPAN_NONE,
             "say `engine: lualatex` in `design`; placeholders are printed",
             "pdflatex cannot print the words of this language");
}

struct escape_place {
    struct bind *bind;
    struct str text;
    const struct md_event *from; /* NULL: one text */
};

/* The bytes of the letters from `from` on that are of a script, with blanks and signs between them. */
static size_t run_of_script(struct str text, size_t from)
{
    uint32_t first = 0, cp = 0;
    size_t end = from;
    for (size_t i = from, len; i < text.len && !ascii_is_alnum(text.ptr[i]); i += len) {
        len = utf8_decode(text.ptr + i, text.ptr + text.len, &cp);
        first = i == from ? cp : first;
        if (len == 0 || (cp >= 0x80 && cp >> 8 != first >> 8))
            break;
        end = cp >= 0x80 || i == from ? i + len : end;
    }
    return end - from;
}

static void report_unprintable(void *user, size_t offset, uint32_t cp)
{
    struct escape_place *place = user;
    struct str text = place->text;
    for (const struct md_event *piece = place->from; piece != NULL; piece++) {
        text = piece->text;
        if (offset < text.len)
            break;
        offset -= text.len;
    }
    if (place->bind->wordless && place->bind->printing == NULL)
        return; /* one of the program's own words: it was said once for all */
    if (text.ptr + offset < place->bind->unprintable_end &&
        place->bind->unprintable_end <= text.ptr + text.len)
        return;
    size_t len = run_of_script(text, offset);
    bool several = len > 4; /* bytes of one character */
    place->bind->unprintable_end = text.ptr + offset + len;
    struct span at = place_of(place->bind, text, offset, several ? len : 1);
    diag_add(place->bind->diags, DIAG_UNPRINTABLE_CHARACTER, at,
             place->bind->writer.unicode
                 ? "it is no character that a font has; a placeholder is printed"
                 : "pdflatex has no font for it and prints a placeholder; `engine: lualatex` in "
                   "`design` may have one",
             several ? "the character U+%04X cannot be printed, nor others behind it"
                     : "the character U+%04X cannot be printed",
             (unsigned)cp);
}

static void escape(struct escape_place place, enum tex_context context, struct buf *out)
{
    struct tex_writer *writer = &place.bind->writer;
    writer->out = out;
    writer->unprintable = report_unprintable;
    writer->user = &place;
    tex_escape(writer, place.text, context);
}

void print_text(struct bind *b, struct str text, enum tex_context context, struct buf *out)
{
    escape((struct escape_place){b, text, NULL}, context, out);
}

/* ---- lines from the right ---- */

enum { HAS_LETTERS = 1, HAS_RIGHT_TO_LEFT = 2 };

/* What text has of letters that are written from the left, and of others. */
static int directions(struct str text)
{
    int found = 0;
    const char *p = text.ptr, *end = text.len > 0 ? p + text.len : p;
    while (p < end) {
        uint32_t cp = 0;
        size_t len = utf8_decode(p, end, &cp);
        bool right = (cp >= 0x590 && cp < 0x900) || (cp >= 0xFB1D && cp < 0xFEFF);
        bool left = cp < 0x80 ? ascii_is_letter((char)cp) : cp >= 0xC0 && cp < 0x2000;
        found |= right ? HAS_RIGHT_TO_LEFT : left ? HAS_LETTERS : 0;
        p += len > 0 ? len : 1;
    }
    return found;
}

void print_words(struct bind *b, struct str text, bool always, struct buf *out)
{
    int found = b->from_right ? directions(text) : HAS_RIGHT_TO_LEFT;
    bool wrap = found == HAS_LETTERS || (found == 0 && always);
    buf_adds(out, wrap ? "\\fromleft{" : "");
    print_text(b, text, TEX_TEXT, out);
    buf_adds(out, wrap ? "}" : "");
}

/* ---- Markdown ---- */

static const struct {
    const char *tex;
    unsigned needs;
} marks[] = {
    [MD_STRONG_OPEN] = {"\\textbf{", 0},
    [MD_STRONG_CLOSE] = {"}", 0},
    [MD_EMPHASIS_OPEN] = {"\\emph{", 0},
    [MD_EMPHASIS_CLOSE] = {"}", 0},
    [MD_UNDERLINE_OPEN] = {"\\uline{", TEX_NEEDS_ULEM},
    [MD_UNDERLINE_CLOSE] = {"}", 0},
    [MD_STRIKE_OPEN] = {"\\sout{", TEX_NEEDS_ULEM},
    [MD_STRIKE_CLOSE] = {"}", 0},
    [MD_SUPERSCRIPT_OPEN] = {"\\textsuperscript{", 0},
    [MD_SUPERSCRIPT_CLOSE] = {"}", 0},
    [MD_SUBSCRIPT_OPEN] = {"\\textsubscript{", 0},
    [MD_SUBSCRIPT_CLOSE] = {"}", 0},
    [MD_LINE_BREAK] = {"\\newline{}", 0},
    [MD_BULLETS_OPEN] = {"\\begin{itemize}", 0},
    [MD_BULLETS_CLOSE] = {"\n\\end{itemize}", 0},
    [MD_ITEM_OPEN] = {"\n\\item ", 0},
    [MD_ITEM_CLOSE] = {"", 0},
    [MD_LINK_CLOSE] = {"}", 0},
};

/* A paragraph that is not the first thing where it stands begins on a new line. */
static void open_paragraph(const struct md_event *event, const struct md_event *from,
                           struct buf *out)
{
    if (event > from && event[-1].kind == MD_PARAGRAPH_CLOSE)
        buf_adds(out, "\\newline{}\n");
}

/* A list that does not begin with 1 says so to the counter of its level. */
static void open_numbers(struct bind *b, unsigned first, struct buf *out)
{
    static const char *const counters[MARKDOWN_LIST_DEPTH_MAX] = {"enumi", "enumii", "enumiii",
                                                                  "enumiv"};
    buf_adds(out, "\\begin{enumerate}");
    if (first != 1 && b->list_level < MARKDOWN_LIST_DEPTH_MAX)
        buf_addf(out, "\\setcounter{%s}{%d}", counters[b->list_level], (int)first - 1);
    b->list_level++;
}

static void print_event(struct bind *b, const struct md_event *event, const struct md_event *from,
                        struct buf *out)
{
    switch (event->kind) {
    case MD_NUMBERS_OPEN:
        open_numbers(b, event->number, out);
        break;
    case MD_NUMBERS_CLOSE:
        b->list_level--;
        buf_adds(out, "\n\\end{enumerate}");
        break;
    case MD_CODE_RUN:
        buf_adds(out, "\\texttt{");
        print_text(b, event->text, TEX_CODE, out);
        buf_addc(out, '}');
        break;
    case MD_MATH_RUN:
        if (math_needs_amssymb(event->text))
            b->writer.needs |= TEX_NEEDS_AMSSYMB;
        if (math_needs_amsmath(event->text))
            b->writer.needs |= TEX_NEEDS_AMSMATH;
        buf_addc(out, '$');
        print_text(b, event->text, TEX_MATH, out);
        buf_addc(out, '$');
        break;
    case MD_LINK_OPEN:
        buf_adds(out, "\\href{");
        print_text(b, event->text, TEX_URL, out);
        buf_adds(out, "}{");
        break;
    case MD_PARAGRAPH_OPEN:
        open_paragraph(event, from, out);
        break;
    case MD_PARAGRAPH_CLOSE:
        break;
    default:
        b->writer.needs |= marks[event->kind].needs;
        buf_adds(out, marks[event->kind].tex);
    }
}

/* A word that is longer than this must be seen whole, for it must be broken. */
enum { LONG_WORD = 40 };

/* Whether the pieces of text from `event` to `end` share a long word. */
static bool share_long_word(const struct md_event *event, const struct md_event *end)
{
    size_t word = 0, in_piece = 0; /* of the word: all of it, and what is in the current piece */
    for (const struct md_event *e = event; e < end; e++) {
        in_piece = 0;
        for (size_t i = 0; i < e->text.len; i++) {
            bool space = ascii_is_space(e->text.ptr[i]);
            word = space ? 0 : word + 1;
            in_piece = space ? 0 : in_piece + 1;
            if (word > LONG_WORD && word > in_piece)
                return true;
        }
    }
    return false;
}

/*
 * Prints the pieces of text from `event` to `end`. Escaped characters make many pieces of one word:
 * where a long word runs through them they are one text, else each stays in its place in the source.
 */
static void print_pieces(struct bind *b, const struct md_event *event, const struct md_event *end,
                         struct buf *out)
{
    if (end == event + 1 || !share_long_word(event, end)) {
        for (; event < end; event++)
            print_words(b, event->text, false, out);
        return;
    }
    struct buf text = BUF_INIT;
    for (const struct md_event *piece = event; piece < end; piece++)
        buf_add_str(&text, piece->text);
    if (text.failed)
        arena_fail(b->arena);
    struct str joined = arena_str(&b->scratch, buf_str(&text));
    buf_free(&text);
    escape((struct escape_place){b, joined, event}, TEX_TEXT, out);
}

/* Whether a line ends before what comes next, so that there is none to be broken. */
static bool ends_line(enum md_kind kind)
{
    return kind == MD_PARAGRAPH_OPEN || kind == MD_PARAGRAPH_CLOSE || kind == MD_ITEM_OPEN ||
           kind == MD_ITEM_CLOSE || kind == MD_BULLETS_OPEN || kind == MD_BULLETS_CLOSE ||
           kind == MD_NUMBERS_OPEN || kind == MD_NUMBERS_CLOSE;
}

/* Breaks at the beginning or the end of a paragraph are left out: LaTeX has no line there to end. */
void print_events(struct bind *b, const struct md_event *from, const struct md_event *to,
                  struct buf *out)
{
    bool in_line = false;
    size_t breaks = 0; /* that are due when the line goes on */
    for (const struct md_event *event = from; event < to;) {
        const struct md_event *end = event;
        if (event->kind == MD_LINE_BREAK) {
            breaks += in_line;
            event++;
            continue;
        }
        bool ends = ends_line(event->kind);
        for (; breaks > 0; breaks--)
            buf_adds(out, ends ? "" : marks[MD_LINE_BREAK].tex);
        while (end < to && end->kind == MD_TEXT_RUN)
            end++;
        in_line = end > event || (in_line && !ends) || event->kind == MD_CODE_RUN ||
                  event->kind == MD_MATH_RUN;
        if (end > event)
            print_pieces(b, event, end, out);
        else
            print_event(b, end++, from, out);
        event = end;
    }
}

void print_rejected_math(struct bind *b, const struct item *item, const struct md_events *events)
{
    const struct item *outer = b->printing;
    b->printing = item;
    for (const struct md_rejected *r = events->rejected; r != NULL; r = r->next)
        diag_add(b->diags, DIAG_MATH_COMMAND,
                 place_of(b, item->text, (size_t)(r->command.ptr - item->text.ptr), r->command.len),
                 "the formula is printed as text; the manual lists the commands",
                 "'%.*s' is not allowed in a formula", STR_FMT(r->command));
    b->printing = outer;
}

void print_markdown(struct bind *b, struct str text, bool blocks, struct buf *out)
{
    if (markdown_is_plain(text) && !(blocks && memchr(text.ptr, '\n', text.len) != NULL)) {
        print_words(b, str_trim(text), false, out);
        return;
    }
    struct md_events events = blocks ? markdown_blocks(&b->scratch, text, math_allowed)
                                     : markdown_inline(&b->scratch, text, math_allowed);
    if (b->printing != NULL)
        print_rejected_math(b, b->printing, &events);
    bool whole = b->from_right && !blocks && directions(text) == HAS_LETTERS;
    bool outer = b->from_right;
    b->from_right = outer && !whole;
    buf_adds(out, whole ? "\\fromleft{" : "");
    print_events(b, events.list, events.list + events.count, out);
    buf_adds(out, whole ? "}" : "");
    b->from_right = outer;
}

void print_raw_tex(struct bind *b, const struct item *item, struct buf *out)
{
    size_t at;
    const char *problem = raw_tex(out, item->text, &at);
    if (problem != NULL)
        diag_add(b->diags, DIAG_RAW_TEX, place_of(b, item->text, at, 1),
                 "raw LaTeX may set text, symbols and boxes; the manual says what else",
                 "this LaTeX is refused: %s", problem);
}

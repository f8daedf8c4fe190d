/*
 * Markdown into a flat list of events that a renderer walks: the CommonMark inline constructs,
 * lists and paragraphs, and nothing that could lose text. What is not understood stays literal
 * text.
 *
 * Departures from CommonMark, all of them so that ordinary text prints as typed:
 *  - an asterisk between two ASCII letters or digits is an asterisk (`2*3*4`), a lone tilde a
 * tilde;
 *  - reference links, headings, quotes, code blocks, rules, tables and unknown HTML are literal
 * text;
 *  - a link whose address could do harm or lead nowhere (javascript:, empty, ./file) is literal;
 *  - `$...$` and `$$...$$` are formulas where they look like one; money and $HOME are text;
 *  - bare http:// and https:// addresses are links;
 *  - a line belongs to a list item when it is indented two columns more than the item's marker.
 */
#ifndef CV2TEX_TEX_MARKDOWN_H
#define CV2TEX_TEX_MARKDOWN_H

#include "base/arena.h"
#include "base/str.h"

enum md_kind {
    /* leaves; `text` is what to print */
    MD_TEXT_RUN,
    MD_CODE_RUN,   /* inline code: verbatim */
    MD_MATH_RUN,   /* what stands between the dollars, only if the md_math_check accepts it */
    MD_LINE_BREAK, /* a forced line break */
    /* pairs; each OPEN has its CLOSE right after it here, properly nested in the list */
    MD_STRONG_OPEN,
    MD_STRONG_CLOSE,
    MD_EMPHASIS_OPEN,
    MD_EMPHASIS_CLOSE,
    MD_UNDERLINE_OPEN, /* <u>...</u> */
    MD_UNDERLINE_CLOSE,
    MD_STRIKE_OPEN, /* ~~...~~ */
    MD_STRIKE_CLOSE,
    MD_SUPERSCRIPT_OPEN, /* <sup>...</sup> */
    MD_SUPERSCRIPT_CLOSE,
    MD_SUBSCRIPT_OPEN, /* <sub>...</sub> */
    MD_SUBSCRIPT_CLOSE,
    MD_LINK_OPEN, /* `text` is the address, with a scheme; links never nest and are never empty */
    MD_LINK_CLOSE,
    /* blocks; only from markdown_blocks() */
    MD_PARAGRAPH_OPEN,
    MD_PARAGRAPH_CLOSE,
    MD_BULLETS_OPEN,
    MD_BULLETS_CLOSE,
    MD_NUMBERS_OPEN, /* `number` is the first item's; the others count on from it */
    MD_NUMBERS_CLOSE,
    MD_ITEM_OPEN,
    MD_ITEM_CLOSE,
};

struct md_event {
    enum md_kind kind;
    unsigned number;
    /*
     * A slice of the input where the text stands there literally (so that text.ptr - input.ptr is
     * its offset), else (entities, joined lines) arena or static memory.
     */
    struct str text;
};

/* A math command that is not allowed: its formula became text. */
struct md_rejected {
    struct md_rejected *next;
    struct str command; /* a slice of the input */
};

struct md_events {
    const struct md_event *list; /* in the arena; NULL when count is 0 */
    size_t count;
    const struct md_rejected *rejected; /* one a formula, in their order */
};

/*
 * Whether a formula may be printed; if not because of a command, *offender is that command, a slice
 * of `math`, else it is STR_NONE. In the program this is math_allowed().
 */
typedef bool md_math_check(struct str math, struct str *offender);

/*
 * LaTeX has four levels of itemize and of enumerate and stops at a fifth. A deeper item becomes an
 * item of the fourth level; deeper markers on one line (`- - - - - x`) stay text.
 */
#define MARKDOWN_LIST_DEPTH_MAX 4

/*
 * TeX's groups nest 255 deep at most, and no text has use for more than a few. The text of deeper
 * emphasis is kept without it; a deeper HTML tag is printed.
 */
#define MARKDOWN_SPAN_DEPTH_MAX 16

/*
 * Emphasis and bracket characters that are looked at in one paragraph; later ones are text. md4c
 * 0.4.8 stayed linear on every pattern of them that was tried, but keeps some hundred bytes for
 * each, and no honest paragraph has a tenth of these.
 */
#define MARKDOWN_MARKS_MAX 10000

/*
 * Whether markdown_inline() would give just one MD_TEXT_RUN for all of `text` (white space at its
 * ends aside), so that callers need not parse. Cheap: one table look-up a byte. Speaks of inline
 * text only: "- x" is plain and yet a list to markdown_blocks().
 */
bool markdown_is_plain(struct str text);

/*
 * Parses `text` (valid UTF-8) as one line of inline Markdown: line ends are spaces, no block starts
 * anywhere. With `math` NULL nothing is a formula.
 */
struct md_events markdown_inline(struct arena *a, struct str text, md_math_check *math);

/*
 * Parses `text` as paragraphs and (nested) lists. Any other block is kept as paragraphs of text,
 * its marker characters included; fenced code keeps its lines. Items hold paragraphs and lists.
 */
struct md_events markdown_blocks(struct arena *a, struct str text, md_math_check *math);

#endif

/*
 * The second pass over a paragraph, private to the Markdown service: md4c finds emphasis, strike
 * and bracketed links in the masked copy that markdown_scan() made.
 */
#ifndef CV2TEX_TEX_MARKDOWN_MARKS_H
#define CV2TEX_TEX_MARKDOWN_MARKS_H

#include "tex/markdown.h"

/* What md4c found; the texts are slices of the paragraph. */
struct md_op {
    enum { MD_OP_TEXT, MD_OP_OPEN, MD_OP_CLOSE } type;
    enum md_kind pair; /* the pair's MD_..._OPEN */
    bool image;
    size_t outer;     /* private */
    struct str text;  /* of MD_OP_TEXT; of a link: its address as typed */
    struct str title; /* of a link */
};

/*
 * A word in front of the paragraph, where the mask follows it, keeps md4c from seeing any block
 * construct there.
 */
#define MARKDOWN_SENTINEL     "x "
#define MARKDOWN_SENTINEL_LEN (sizeof MARKDOWN_SENTINEL - 1)

/* One paragraph on its way through md4c. Most are small: no reason to fill the arena for them. */
struct md_marks {
    struct str in;
    char *copy; /* what md4c reads: the sentinel and the mask */

    struct md_op *ops; /* properly nested */
    size_t count, cap;
    size_t innermost; /* the op that opened the span we are in, or NO_OP */
    bool broken;      /* md4c's account makes no sense; its own status does not always tell */
    char small_copy[1024];
    struct md_op small_ops[32];
};

/* Sets m->in, and m->copy with room for the mask after the sentinel. */
void markdown_marks_init(struct arena *a, struct md_marks *m, struct str in);

/*
 * Fills m->ops. `marks` is the number of bytes in the mask that md4c may take as markup. Where it
 * has nothing to say, the paragraph is one MD_OP_TEXT.
 */
void markdown_marks(struct arena *a, struct md_marks *m, size_t marks);

#endif

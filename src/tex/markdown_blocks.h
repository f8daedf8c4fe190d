/*
 * The block structure of a text, private to the Markdown service: paragraphs, lists and fenced
 * code, line by line. md4c is given single paragraphs only: its own block pass takes reference
 * definitions, fences and the markers of headings and quotes away without a trace.
 */
#ifndef CV2TEX_TEX_MARKDOWN_BLOCKS_H
#define CV2TEX_TEX_MARKDOWN_BLOCKS_H

#include "tex/markdown.h"

struct md_block {
    enum md_kind kind; /* a block's; MD_PARAGRAPH_OPEN stands for the whole paragraph */
    unsigned number;   /* of MD_NUMBERS_OPEN */
    bool verbatim;     /* a paragraph that is fenced code */
    size_t indent;     /* of fenced code: blanks before the fence */
    struct str text;   /* of a paragraph, a slice of the text */
};

/* The blocks of `text`, in order, in the arena. */
const struct md_block *markdown_structure(struct arena *a, struct str text, size_t *count);

#endif

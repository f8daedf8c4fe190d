/*
 * The first pass over a paragraph, private to the Markdown service: finds everything that is not
 * emphasis, strike or a bracketed link, and hides it from md4c.
 *
 * md4c consumes what it understands (escapes, entities, tags) and tells no place. So it is given a
 * copy of the same length in which each such construct is masked with commas: what it calls text
 * at an offset of the copy is at that offset of the input too, and none of it can be lost.
 */
#ifndef CV2TEX_TEX_MARKDOWN_SCAN_H
#define CV2TEX_TEX_MARKDOWN_SCAN_H

#include "tex/markdown.h"

enum md_token_kind {
    MD_TOKEN_TEXT, /* `text` stands for it */
    MD_TOKEN_CODE,
    MD_TOKEN_MATH,
    MD_TOKEN_BREAK, /* no text */
    MD_TOKEN_LINK,  /* `text` leads to `address` */
    MD_TOKEN_OPEN,  /* the HTML tag `text` opens the pair `pair`; `address` if that is a link */
    MD_TOKEN_CLOSE, /* the HTML tag `text` closes the pair `pair` */
};

struct md_token {
    size_t start, end; /* in the scanned text */
    enum md_token_kind kind;
    enum md_kind pair; /* the pair's MD_..._OPEN */
    struct str text;
    struct str address;
};

struct md_scan {
    /* set by the caller */
    struct arena *arena;
    struct str in;
    md_math_check *math;
    bool hard_breaks; /* two spaces or a backslash at a line's end break the line */
    char *mask;       /* in.len bytes */

    struct md_token *tokens; /* in order, never overlapping */
    size_t count, cap;
    size_t marks;        /* bytes of the mask that md4c may take as markup */
    bool in_address;     /* after `](`, where nothing but the address's end is markup */
    struct md_rejected **rejected_end; /* where the next one goes */

    /* What is known not to follow any more, so that no search runs to the end twice. */
    unsigned missing_ticks; /* bit n: no run of n backticks */
    bool missing_comment, missing_code;
};

/* Fills s->mask and s->tokens. */
void markdown_scan(struct md_scan *s);

/*
 * The address that a link may have for what was written as `raw`, decoded and with a scheme, or
 * STR_NONE: relative ones and all schemes that are not known to be harmless.
 */
struct str markdown_address(struct arena *a, struct str raw);

/* `raw` without backslash escapes and entities; `raw` itself where there are none. */
struct str markdown_decode(struct arena *a, struct str raw);

#endif

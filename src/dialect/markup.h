/* A text on its way to Markdown: what the two files that read it share. */
#ifndef CV2TEX_DIALECT_MARKUP_H
#define CV2TEX_DIALECT_MARKUP_H

#include "dialect/internal.h"

enum { LISTS_MAX = 4 }; /* LaTeX has no more levels */

struct markup {
    struct convert *c;
    const struct node *node; /* for remarks */
    struct str in;
    enum text_form form;
    struct writer out;
    bool numbered[LISTS_MAX]; /* the lists that are open */
    unsigned lists;
    bool link_dropped; /* the link that is open has no address that can be used */
    bool is_html;      /* line ends are blanks */
    bool missing_end[2]; /* of a comment, of a hidden element: searched for and not found */
};

static inline bool markup_is_block(enum text_form form)
{
    return form == TEXT_PROSE || form == TEXT_BULLET;
}

/* Removes blanks at the end of what was written. */
static inline void markup_drop_blanks(struct writer *w)
{
    while (w->len > 0 && (w->ptr[w->len - 1] == ' ' || w->ptr[w->len - 1] == '\t'))
        w->len--;
}

/* html.c: a blank, unless there is one. */
void markup_write_blank(struct writer *w);

/* Writes what the tag at `at` means; returns the offset behind it, or `at` when there is none. */
size_t html_take_tag(struct markup *m, size_t at);

/* The same for an entity. */
size_t html_take_entity(struct markup *m, size_t at);

/* Whether some tag starts a line or a paragraph, so that the ends of lines mean nothing. */
bool html_has_blocks(struct str text);

#endif

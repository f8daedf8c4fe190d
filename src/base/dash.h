/* The dashes that people put into ranges such as the pages of a paper. */
#ifndef CV2TEX_BASE_DASH_H
#define CV2TEX_BASE_DASH_H

#include "base/str.h"

enum dash {
    DASH_NONE,
    DASH_HYPHEN,
    DASH_TWO_HYPHENS,
    DASH_EN,
    DASH_OTHER, /* a minus sign, an em dash, several, one between blanks, an HTML entity... */
};

/*
 * The dash at text[at], with the blanks around it. *end is the offset behind it; where there is none,
 * behind the letters and digits, the blanks, or the one byte that stand there.
 */
enum dash dash_at(struct str text, size_t at, size_t *end);

#endif

/*
 * JSON, read once from front to back by a reader that knows what it expects: no tree, and texts
 * stay slices of the source. The record is read at every rendering, so it must cost nearly nothing:
 * a tree of 20,000 papers takes longer to make than all the rest of the work.
 */
#ifndef CV2TEX_CITE_SCAN_H
#define CV2TEX_CITE_SCAN_H

#include <stdint.h>

#include "base/arena.h"

struct scan {
    const char *start, *next, *end;
    struct arena *arena; /* for texts with escapes */
    bool failed;         /* sticky: it is not JSON, or not of the shape that was expected */
};

struct scan scan_begin(struct arena *a, struct str text);

/* Passes over white space, and over `c` if it comes next. */
bool scan_take(struct scan *s, char c);

/*
 * Walks a list or a map: passes over `open` at *index 0, over a comma later, and over `close` at
 * the end, when it returns false. Counts *index up.
 */
bool scan_next(struct scan *s, char open, char close, size_t *index);

/* A text; the key of a pair, with its colon; a number from 0 to UINT32_MAX; true or false. */
struct str scan_text(struct scan *s);
struct str scan_key(struct scan *s);
uint32_t scan_number(struct scan *s);
bool scan_flag(struct scan *s);

/* Passes over a value of any kind, at most SCAN_DEPTH_MAX deep. */
enum { SCAN_DEPTH_MAX = 32 };
void scan_skip(struct scan *s);

/* Whether all was read and nothing failed. */
bool scan_end(struct scan *s);

/* The line on which it stopped. */
size_t scan_line(const struct scan *s);

#endif

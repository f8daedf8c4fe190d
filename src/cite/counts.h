/*
 * From what is known about the papers of a CV to what its page shows: by the CV's own wishes under
 * `citations`.
 */
#ifndef CV2TEX_CITE_COUNTS_H
#define CV2TEX_CITE_COUNTS_H

#include "cite/papers.h"

struct counts_wishes {
    unsigned show;     /* CITATIONS_COUNT and the like; 0: nothing */
    uint32_t min;      /* smaller counts are not printed */
    unsigned max_age;  /* in days */
    struct str record; /* a path, or empty */
    struct cite_author author;
    struct cite_options options; /* as far as the CV says them */
    enum cite_source sources[CITE_SOURCE_COUNT];
};

/* What the CV wishes, or the defaults. `wishes` is filled in place, since it refers to itself. */
void counts_wishes(const struct cv *cv, struct counts_wishes *wishes);

/* What is known about the author as a whole, and since when. */
struct totals_fact {
    struct cite_totals totals;
    struct date date;
};

/*
 * Tells the entries how often they were cited, and the CV what that comes to. `totals` may be NULL.
 */
void counts_apply(struct arena *a, struct cv *cv, const struct counts_wishes *wishes,
                  const struct papers *papers, const struct totals_fact *totals);

#endif

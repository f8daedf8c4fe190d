/*
 * How often papers were cited: what src/cite/ finds out and src/bind/ prints. An entry's own number
 * is in `entry->cited` (NULL where it is not known), the rest in `cv->citations`.
 */
#ifndef CV2TEX_MODEL_CITATION_H
#define CV2TEX_MODEL_CITATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/date.h"

/* Who counted, and when. */
struct citation_origin {
    struct str source;    /* "OpenAlex"; empty: the CV says it, and not by whom */
    bool by_hand;         /* of several counts: some are of the latter sort */
    struct date date;     /* all zero: not known, or free text */
    struct str free_date; /* a date that is none: "last week" */
};

struct citation {
    uint32_t count;
    bool manual; /* the entry says it by its own key */
    bool hidden; /* not to be printed: `show` or `min` say so */
    struct citation_origin origin;
};

/* What `citations.show` asks for, one bit each. */
enum {
    CITATIONS_COUNT = 1,
    CITATIONS_TOTAL = 2,
    CITATIONS_H_INDEX = 4,
    CITATIONS_I10 = 8,
    CITATIONS_PAPERS = 16,
    CITATIONS_CHART = 32,
};

/* Numbers about all papers of an author; `has` tells which of them are known, by the bits above. */
struct citation_totals {
    unsigned has;
    uint64_t total;
    uint32_t h_index, i10, papers;
    struct citation_origin origin;
};

struct citation_year {
    unsigned year;
    uint64_t count;
};

struct citations {
    unsigned show;
    struct citation_totals author; /* by a provider */
    struct citation_totals listed; /* worked out from the papers of the CV whose count is known */
    uint32_t listed_count;         /* the papers of the CV, whether known or not */
    struct citation_origin common; /* that of most counts: printed once instead of with each */
    const struct citation_year *years; /* ascending, without a gap */
    size_t year_count;
};

bool citation_same_origin(const struct citation_origin *a, const struct citation_origin *b);

#endif

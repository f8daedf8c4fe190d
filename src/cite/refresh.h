/* Asking anew about what is not known, or known for too long. */
#ifndef CV2TEX_CITE_REFRESH_H
#define CV2TEX_CITE_REFRESH_H

#include "cite/record.h"

struct refresh {
    size_t asked;      /* papers that somebody was asked about */
    size_t unanswered; /* those of them about which nothing was learned */
    size_t kept;       /* those of the latter of which an older count is known */
    size_t nameless;   /* papers that nobody can be asked about */
    bool totals_learned, totals_kept; /* the same of the author's totals */
    struct cite_problem *problems;
};

/* Today's day. */
struct date refresh_today(void);

/* The days from `from` to `to`; below 0 when `from` is later. */
long refresh_days(const struct date *from, const struct date *to);

/*
 * Asks the sources of the wishes about those papers whose fact is missing, older than the wishes
 * allow, or another source's; and about the author. What they say becomes the papers' facts and the
 * record's: nothing that is known is given up for nothing.
 */
void refresh(struct arena *a, const struct counts_wishes *wishes, const struct date *today,
             struct papers *papers, struct citation_record *record, struct refresh *outcome);

#endif

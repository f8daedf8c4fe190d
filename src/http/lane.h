/* How fast one server may be asked, and what its headers say about that. */
#ifndef CV2TEX_HTTP_LANE_H
#define CV2TEX_HTTP_LANE_H

#include "base/str.h"

/* A token bucket. */
struct http_lane {
    double rate;       /* requests a second in the long run */
    double burst;      /* at once, after a pause; at least 1 */
    unsigned parallel; /* at the same time; at least 1 */
};

struct lane {
    struct http_lane limit;
    double tokens, filled; /* so many there were at this time */
    double blocked;        /* no request before this time */
    unsigned running;
    bool tried;  /* a request was started */
    bool closed; /* no further request */
};

/* A full bucket. Times are seconds of any clock that only goes forward. */
void lane_open(struct lane *l, struct http_lane limit, double now);

/* Seconds until the next request may start; 0: now; HUGE_VAL: when one that runs has ended. */
double lane_wait(struct lane *l, double now);

/* A request starts; lane_wait() was 0. */
void lane_start(struct lane *l);

/* What one answer's headers say. */
struct lane_advice {
    double retry_after;               /* seconds; negative: nothing */
    double limit, interval, parallel; /* so many in so many seconds; 0: nothing */
    double remaining, reset;          /* until then; negative: nothing */
};

#define LANE_ADVICE_NONE ((struct lane_advice){.retry_after = -1, .remaining = -1, .reset = -1})

/*
 * Takes one line of a header. Retry-After may be a date, which is measured from `now`; what lies in
 * the past is 0, a number that makes no sense is nothing, and a huge one stays huge.
 */
void lane_read_header(struct lane_advice *advice, struct str line, double now);

/* Does what the server asks for; it never becomes faster than it was. */
void lane_obey(struct lane *l, const struct lane_advice *advice, double now);

#endif

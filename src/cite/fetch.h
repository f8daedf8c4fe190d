/* The state of one cite_fetch(), for fetch.c, call.c, match.c and report.c. */
#ifndef CV2TEX_CITE_FETCH_H
#define CV2TEX_CITE_FETCH_H

#include "cite/provider.h"

/* A source that is asked; its number in fetch.sources is that of its lane. */
struct source {
    enum cite_source id;
    const struct cite_provider *provider;
    struct str base;
    const char *headers[2]; /* the key, or nothing */
    size_t *queue;          /* papers to ask about */
    size_t queued;
    size_t pending; /* calls that are under way */
};

/* Where a paper is. */
struct progress {
    size_t source;  /* asked now */
    size_t pending; /* keys that are under way */
    bool missed;    /* of those keys all so far are unknown to it, certainly */
};

struct fetch {
    struct arena *arena;
    const struct cite_options *options;
    const struct cite_paper *papers;
    struct cite_result *results;
    size_t count, done;
    const struct cite_author *author;
    struct cite_totals *totals;
    struct cite_problem **problems; /* the end of the list is found by walking */
    struct source sources[CITE_SOURCE_COUNT];
    size_t source_count;
    struct progress *progress;
    bool over; /* out of time, or stopped: nobody else is asked */
    /* What must be given back when the arena jumps. */
    struct http *http;
    struct json_t *root;
    struct buf text;
};

/* ---- call.c ---- */

/* True when this source can be asked about this paper. */
bool call_can_ask(const struct source *s, const struct cite_paper *paper);

/* Makes calls of all that is queued for a source, and gives them to send(). */
void call_make(struct fetch *f, size_t source, void (*send)(struct fetch *, struct cite_call *));

/* The call for the author's totals, or NULL when the source cannot be asked. */
struct cite_call *call_make_author(struct fetch *f, size_t source);

/* ---- match.c ---- */

/* Makes the keys of the call findable. */
void match_index(struct cite_call *call);

/* ---- report.c ---- */

/* Adds a problem, unless it is known. */
void report(struct fetch *f, enum cite_source source, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* What an answer other than a good one means; `keyed`: the request had a key. */
void report_answer(struct fetch *f, enum cite_source source, const struct http_answer *answer,
                   bool keyed);

/* What was odd in a good one. */
void report_reading(struct fetch *f, const struct cite_call *call, enum cite_reading reading);

/* The variable that holds a source's key, or NULL. */
const char *report_key_name(enum cite_source source);

#endif

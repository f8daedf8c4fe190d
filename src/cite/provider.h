/*
 * What the files of src/cite share: a source is a table of how its requests look, and two functions
 * that read its answers. Whom to ask, when, and what to make of the answers is in fetch.c and
 * match.c.
 */
#ifndef CV2TEX_CITE_PROVIDER_H
#define CV2TEX_CITE_PROVIDER_H

#include "base/buf.h"
#include "base/strmap.h"
#include "cite/cite.h"
#include "cite/json.h"
#include "http/http.h"

enum cite_kind { CITE_DOI, CITE_ARXIV, CITE_PMID, CITE_KINDS };

struct fetch;
struct cite_call;

/* What was found in an answer of the right form. */
enum cite_reading {
    CITE_READ_ALL,   /* everything: what is not in it, the source does not have */
    CITE_READ_PART,  /* some may be missing */
    CITE_READ_WRONG, /* it has not the form that this source's answers have */
    CITE_READ_SHORT  /* the source tells itself that it could not look everywhere */
};

/*
 * How a source is asked. Paths follow the base. What is put into them is escaped; the rest is sent
 * as it stands here. NULL: the source does not offer it.
 */
struct cite_provider {
    const char *base;
    struct http_lane stranger, friend; /* without, and with a key or an address of mail */
    const char *key_header;            /* what precedes the key: "x-api-key: " */
    bool key_needed;
    bool vague; /* it does not tell what it does not know */

    /* Many: path, what is before and after each identifier by its kind, what is between, the end.
     */
    size_t batch; /* so many identifiers at once; 0: only one by one */
    size_t line;  /* so many bytes of path or body at most */
    const char *many, *many_end;
    const char *type; /* of the body that the rest goes into; NULL: into the path */
    const char *body, *body_end;
    const char *between;
    struct {
        const char *before, *after; /* before NULL: not for many of them */
    } forms[CITE_KINDS];
    bool arxiv_is_doi;  /* it knows arXiv's papers by arXiv's DOIs */
    const char *quoted; /* an identifier with one of these is put in double quotes */
    const char *unsafe; /* an identifier with one of these is asked for alone, if it can be */

    const char *one[CITE_KINDS], *one_end; /* one by one: path, the end */

    const char *title, *title_end; /* a search */
    /* The author: by ORCID, by the source's own name or number, the end. */
    const char *orcid, *author, *author_number, *author_end;

    /* Takes each record with cite_take(). */
    enum cite_reading (*read)(struct cite_call *call, const struct json_t *root);
    bool (*read_author)(const struct json_t *root, struct cite_totals *totals);
    /* What another status than 200 means, beyond what it means everywhere; or NULL. */
    bool (*none_known)(long status, const struct json_t *root);
};

#define S(id, name, title, key, function) extern const struct cite_provider cite_##function;
#include "cite/sources.def"
#undef S

/* One identifier of one paper, or its title, as part of a request. */
struct cite_key {
    enum cite_kind kind;
    struct str id; /* empty: it is asked for by its title */
    size_t paper;
    bool seen;             /* a record came for it */
    struct cite_key *same; /* another one with the same identifier */
};

enum cite_call_kind { CITE_CALL_MANY, CITE_CALL_ONE, CITE_CALL_TITLE, CITE_CALL_AUTHOR };

struct cite_call {
    struct fetch *fetch;
    struct arena *arena;
    enum cite_source source;
    enum cite_call_kind kind;
    struct cite_key *keys;
    size_t key_count;
    struct strmap index[CITE_KINDS]; /* identifiers to keys */
    struct http_request http;
    bool keyed;                 /* it was sent with a key */
    size_t strangers, unusable; /* records nobody asked for, or without a number */
};

/* ---- records ---- */

enum { CITE_RECORD_IDS = 64, CITE_RECORD_AUTHORS = 64, CITE_RECORD_YEARS = 100 };

struct cite_record {
    struct str id, title;
    bool counted;
    uint32_t count;
    unsigned year;
    size_t id_count, author_count, year_count;
    struct {
        enum cite_kind kind;
        struct str text;
    } ids[CITE_RECORD_IDS];
    struct str authors[CITE_RECORD_AUTHORS];
    struct cite_year years[CITE_RECORD_YEARS]; /* ascending */
};

/* Adds an identifier as the source writes it; what is no text, or too much, is left out. */
void cite_record_id(struct cite_call *call, struct cite_record *r, enum cite_kind kind,
                    const struct json_t *text);

/* The same of each text of an array, or of one. */
void cite_record_ids(struct cite_call *call, struct cite_record *r, enum cite_kind kind,
                     const struct json_t *texts);

void cite_record_author(struct cite_call *call, struct cite_record *r, const struct json_t *name);

/* Counts by year; when one of them makes no sense, none is taken. */
void cite_record_years(struct cite_record *r, const struct json_t *array, const char *year,
                       const char *count);

/*
 * Calls read_one() for each object in `array`. `total`, when it is a number, tells how many there
 * should be.
 */
enum cite_reading cite_read_list(struct cite_call *call, const struct json_t *array,
                                 const struct json_t *total,
                                 void (*read_one)(struct cite_call *, const struct json_t *));

/* A member of an object as cite_json_text() takes it. */
struct str cite_field(struct cite_call *call, const struct json_t *object, const char *name);

/* Gives the record to the papers that it is of. */
void cite_take(struct cite_call *call, const struct cite_record *r);

/* The same, for the key of this number and no other: sources that answer in the order of the
 * question. */
void cite_take_at(struct cite_call *call, size_t key, const struct cite_record *r);

#endif

/*
 * Citation counts from the scholarly APIs. Trust comes first: a number is taken only from a record
 * that carries an identifier of the paper, or that passes the strict rule for titles; what a source
 * does not say, or says in a form that is not its own, stays unknown.
 */
#ifndef CV2TEX_CITE_CITE_H
#define CV2TEX_CITE_CITE_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum cite_source {
#define S(id, name, title, key, function) CITE_##id,
#include "cite/sources.def"
#undef S
    CITE_SOURCE_COUNT
};

/* As it stands in a CV: "openalex"; and in texts: "OpenAlex". */
const char *cite_source_name(enum cite_source source);
const char *cite_source_title(enum cite_source source);

/* The source that is called `name` in a CV, or CITE_SOURCE_COUNT. */
enum cite_source cite_source_find(struct str name);

/* What is asked about one paper. Its texts outlive the call. */
struct cite_paper {
    struct str doi, arxiv, pmid; /* from cite_doi(), cite_arxiv() and cite_pmid(); or empty */
    struct str title;            /* plain text; or empty */
    unsigned year;               /* 0: not known */
    const struct str *surnames;  /* of its authors */
    size_t surname_count;
};

enum cite_state {
    CITE_UNKNOWN,
    CITE_ABSENT, /* a source that can tell says that it does not know the paper */
    CITE_COUNT
};

struct cite_year {
    unsigned year;
    uint32_t count;
};

/* What came back about it; its texts are the arena's, without control characters. */
struct cite_result {
    enum cite_state state;
    enum cite_source source; /* who said so, of CITE_COUNT and CITE_ABSENT */
    uint32_t count;
    struct str id, title;          /* as the source calls it; may be empty */
    bool by_title;                 /* matched by the strict rule for titles, not by an identifier */
    const struct cite_year *years; /* ascending; NULL where the source gives none */
    size_t year_count;
};

struct cite_author {
    struct str orcid;
    struct str ids[CITE_SOURCE_COUNT]; /* the source's own names of the author; or empty */
};

struct cite_totals {
    enum cite_state state;
    enum cite_source source;
    bool has_papers, has_citations, has_h_index, has_i10;
    uint32_t papers, citations, h_index, i10;
};

struct cite_options {
    const enum cite_source *sources; /* in the order of trust */
    size_t source_count;
    const char *version;                     /* of the program, for its name in the requests */
    struct str mailto;                       /* or empty */
    struct str endpoints[CITE_SOURCE_COUNT]; /* URLs to ask instead of the source's own; or empty */
    double seconds;                          /* for everything; 0: 60 */
    void (*progress)(void *user, size_t done, size_t count); /* papers; or NULL */
    void *user;
    const volatile sig_atomic_t *stop; /* set by a signal handler: come to an end; or NULL */
};

/* One line: "too many requests (429); try again in 60 s". No secrets, no control characters. */
struct cite_problem {
    struct cite_problem *next;
    enum cite_source source;
    const char *message;
};

/*
 * Asks the sources in their order: each next one only about what is still unknown or absent. It
 * never fails: what could not be had is CITE_UNKNOWN, and *problems tells why, each reason once a
 * source.
 *
 * An endpoint without a path stands for the source's host, one with a path for all that precedes
 * the names of its methods. It must be https, or http to the loopback. Keys come from the
 * environment.
 *
 * papers, results: `count` each. author, totals: or NULL. *problems: NULL when there are none.
 * Results, texts and problems live in the arena, which may jump: nothing is left behind then.
 */
void cite_fetch(struct arena *a, const struct cite_options *options,
                const struct cite_paper *papers, struct cite_result *results, size_t count,
                const struct cite_author *author, struct cite_totals *totals,
                struct cite_problem **problems);

/* The longest DOIs have some 300 bytes; nobody is asked about what is longer than this. */
enum { CITE_DOI_MAX = 1000 };

/*
 * Identifiers in their one form, in the arena, or empty when `text` is none: a DOI in lower case
 * ("10.1000/182"), an arXiv number without version ("2106.15928", "hep-th/9901001"), a PMID's
 * digits. They are found in URLs, behind "doi:" and the like; the arXiv number also in arXiv's own
 * DOIs.
 */
struct str cite_doi(struct arena *a, struct str text);
struct str cite_arxiv(struct arena *a, struct str text);
struct str cite_pmid(struct arena *a, struct str text);

#endif

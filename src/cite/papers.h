/*
 * The papers of a CV: which entries are about the same work, and by what it is known. A preprint
 * and its published version are one paper.
 */
#ifndef CV2TEX_CITE_PAPERS_H
#define CV2TEX_CITE_PAPERS_H

#include "cite/cite.h"
#include "model/model.h"

/* What is known about a paper. */
struct paper_fact {
    struct cite_result result;
    struct date date; /* when the source said so */
};

struct paper {
    struct cite_paper ask;
    struct str key;          /* "doi:10.1000/182"; the first of its names; or empty: it has none */
    struct record **entries; /* those about it, in their order */
    size_t entry_count;
    const struct citation *manual;   /* what an entry says itself, or NULL */
    const struct paper_fact *fact;   /* what a source said, or NULL */
    const struct paper_fact *before; /* the same before this run, or NULL */
};

struct papers {
    struct paper *items; /* in the order of their first entries */
    size_t count;
};

/*
 * The publications of the CV, and its products that have a DOI or a count. An entry that says its
 * count itself is told so: entry->cited.
 */
struct papers papers_of(struct arena *a, const struct cv *cv);

/* Fills in the title and the surnames by which a paper is asked for, which cost something. */
void papers_complete(struct arena *a, struct paper *paper);

#endif

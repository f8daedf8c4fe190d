/*
 * The record: the file in which what was found out about papers is kept, beside the CV and, as a
 * rule, under version control. It is JSON, sorted, with a paper on a line; a run changes only the
 * lines of which it learned something, and nothing in it is forgotten.
 */
#ifndef CV2TEX_CITE_RECORD_H
#define CV2TEX_CITE_RECORD_H

#include "base/buf.h"
#include "base/strmap.h"
#include "cite/counts.h"

/* A paper of the record, which need not be one of the CV. */
struct record_paper {
    struct record_paper *next;
    struct str names[3]; /* "doi:10.1000/182", "arxiv:2106.15928", "pmid:1"; the rest is empty */
    const struct paper_fact *fact;
    struct paper_fact read; /* the fact that was in the file */
};

struct citation_record {
    struct record_paper *papers;
    size_t count;
    struct strmap by_name;
    struct str who; /* whose totals these are, by identifiers; empty: nobody's */
    struct totals_fact totals;
};

enum record_status {
    RECORD_OK,
    RECORD_MISSING,
    RECORD_UNREADABLE, /* errno tells why; 0: it is no file, or too large */
    RECORD_CORRUPT
};

/* Reads the file; *line gets the place where it is corrupt. The record lives in the arena. */
enum record_status record_read(struct arena *a, const char *path, struct citation_record *record,
                               size_t *line);

/* As record_read(), of a text that outlives the record: RECORD_OK or RECORD_CORRUPT. */
enum record_status record_parse(struct arena *a, struct str text, struct citation_record *record,
                                size_t *line);

/* Sets the facts of those papers that the record knows. */
void record_tell(struct arena *a, const struct citation_record *record, struct papers *papers);

/* The totals of this author, or NULL when they are not known. */
const struct totals_fact *record_totals(struct arena *a, const struct citation_record *record,
                                        const struct cite_author *author);

/* By what an author is known, in one text; empty when by nothing. */
struct str record_who(struct arena *a, const struct cite_author *author);

/* Takes in the facts of the papers. */
void record_learn(struct arena *a, struct citation_record *record, const struct papers *papers);

/* The whole file as text. */
void record_print(struct arena *a, const struct citation_record *record, struct buf *out);

/*
 * Puts the text in the place of the file, whole or not at all; writes nothing where it is the same
 * already. False when that failed, and errno tells why.
 */
bool record_write(struct arena *a, const char *path, struct str text);

/* Renames a file that is no record; the new name, or NULL when that failed, and errno tells why. */
const char *record_set_aside(struct arena *a, const char *path, const struct date *today);

/* A lock that keeps other runs from refreshing the same record. */
struct record_lock {
    int fd; /* -1: none */
    const char *path;
};
#define RECORD_UNLOCKED ((struct record_lock){-1, NULL})

enum record_lock_status { RECORD_LOCKED, RECORD_BUSY, RECORD_NO_LOCK /* errno tells why */ };
enum record_lock_status record_lock(struct arena *a, const char *path, struct record_lock *lock);
void record_unlock(struct record_lock *lock);

#endif

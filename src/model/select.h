/*
 * What of a section is printed, in which order, in which groups: its options (`only`, `since`,
 * `sort`, `max`, `group_by`, ...) applied to its entries.
 *
 * Grouping is the same for all types of entries; what differs is in the table of groupings.c, which
 * says for an entry type and a word of `group_by` what an entry's key is.
 */
#ifndef CV2TEX_MODEL_SELECT_H
#define CV2TEX_MODEL_SELECT_H

#include <stdint.h>

#include "model/model.h"

/*
 * Deals the entries of each section out to its groups: section->groups, of which a section without
 * `group_by` has one, without a title. Entries that the options leave out are in none, and nobody
 * reports them as not printed.
 */
void select_sections(struct arena *a, struct diags *d, struct cv *cv);

/* The first entry that is printed of a section, or NULL. */
struct record *select_first(const struct section *section);

/* ---- groupings.c ---- */

/* Where an entry belongs. */
struct group_key {
    struct str key;    /* entries whose keys are alike, but for case, make up a group */
    enum word title;   /* WORD_COUNT: the key itself */
    int64_t rank;      /* groups of lower rank come first; equal ones as their first entries do */
    struct field *said; /* a field of the entry that says no more than this does, or NULL */
};

/*
 * What `by`, a word of `group_by`, makes of an entry. False: the entry does not say; such entries
 * make up the last group, "other".
 */
bool select_key(struct arena *a, const struct record *entry, struct str by, struct group_key *out);

/* Whether select_key() can tell entries of this table apart by `by`. */
bool select_has_key(const struct table *table, struct str by);

/*
 * When an entry was, as a number that grows with time, for sorting: the end of a range, then its
 * beginning. What is still to come ("in press") is later than any date; 0 when nothing is known.
 */
int64_t select_time(const struct record *entry);

/* The year of an entry, or 0. */
int select_year(const struct record *entry);

/* Whether an entry goes on: it has no end, or one that is still to come. */
bool select_is_current(const struct record *entry);

#endif

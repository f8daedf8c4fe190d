/*
 * The CV model: the tree, read by the schema. Every value is typed and checked, keeps its node (so
 * its place), and remembers whether it was printed: what is not, is reported.
 */
#ifndef CV2TEX_MODEL_MODEL_H
#define CV2TEX_MODEL_MODEL_H

#include "base/arena.h"
#include "base/diag.h"
#include "locale/locale.h"
#include "model/citation.h"
#include "model/date.h"
#include "model/schema.h"
#include "tree/node.h"

/* One value. Of a list field there are several. */
struct item {
    struct item *next;
    const struct node *node;
    struct str text;                /* of every kind but maps: what was written */
    const struct record *record;    /* of KIND_MAP, KIND_PAIRS, and of persons and names as maps */
    const struct date_range *dates; /* of KIND_DATE, unless it is free text */
    bool printed;
};

/* The values of one key. */
struct field {
    struct field *next;
    const struct row *row;
    const struct node *key; /* NULL where the key is implied */
    struct item first;
};

/* A map that was read by a table: an entry, the design, the whole CV. */
struct record {
    struct record *next; /* the next entry of the section, later of the group */
    const char *number;  /* "J12", of an entry of a numbered list; or NULL */
    const struct table *table;
    const struct node *node;
    struct field *fields; /* in file order */
    const struct field *said; /* of an entry: what the title of its group has said, or NULL */
    const struct citation *cited; /* of an entry: how often its work was, or NULL: not known */
};

/* Entries of a section that stand together. */
struct group {
    struct group *next;
    struct str key;    /* what they have in common: "journal", "2024"; or empty */
    struct item title; /* empty: none is printed, or else the program's own word */
    enum word word;    /* or WORD_COUNT */
    struct record *entries;
    size_t count;
};

struct section {
    struct section *next;
    const struct node *key; /* under which it stands */
    struct item title;
    const struct record *options; /* by section_table, or NULL */
    struct record *entries;       /* as read; select_sections() deals them out to the groups */
    struct group *groups;
    const char *style;   /* of publications: the name of its template; NULL: moderncv's own */
    size_t given;    /* entries that there are */
    size_t fitting;  /* those that `only` and `since` let through */
    size_t shown;    /* those in the groups */
    size_t as_first; /* fitting publications of which the owner is the first author, for totals */
};

struct cv {
    const struct node *root;
    const struct record *top; /* by cv_table */
    struct section *sections;
    const struct citations *citations; /* what all papers come to, or NULL: nothing is to be shown */
};

/*
 * Reads a whole CV. Never fails: what is wrong is in `d`, and the model holds the rest.
 * The model lives in the arena and refers to the tree.
 */
struct cv *model_read(struct arena *a, struct diags *d, const struct node *root);

/* The field of canonical key `name`, or NULL. */
struct field *record_get(const struct record *record, enum name name);

/* Its first value as text; empty when it is not there. */
struct str record_text(const struct record *record, enum name name);

/* Whether flag `name` is there and true. */
bool record_flag(const struct record *record, enum name name);

/* The design's value for `name`, or the schema's default (empty where there is none). */
struct str cv_design(const struct cv *cv, enum name name);

/* Reports every value that is meant for the page and was not printed. */
void model_report_unprinted(const struct cv *cv, struct diags *d);

#endif

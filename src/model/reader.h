/* What the files that read the model share. */
#ifndef CV2TEX_MODEL_READER_H
#define CV2TEX_MODEL_READER_H

#include "model/model.h"
#include "model/types.h"

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct entry_types types;
};

/* model.c: a map by a table; never NULL. */
struct record *reader_map(struct reader *r, const struct table *table, const struct node *node);

/* Adds a field with one value that stands at `node` to `record`. */
struct field *reader_add_field(struct reader *r, struct record *record, const struct row *row,
                               const struct node *node);

/*
 * Reads the values of `field` from `node`: those of a list, or the one that stands for a list of
 * one. False when there is none that can be used.
 */
bool reader_items(struct reader *r, struct field *field, const struct node *node);

/* pubcheck.c: says what is odd about a publication that is no .bib file's. */
void reader_check_publication(struct reader *r, const struct record *entry);

/* entries.c: the sections of a CV, from the map of their titles; empty ones are left out, with a warning. */
struct section *reader_sections(struct reader *r, const struct node *node);

#endif

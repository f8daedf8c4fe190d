/*
 * Publications that stand in a section twice: a preprint and what became of it, or one paper by
 * mistake.
 */
#ifndef CV2TEX_MODEL_TWINS_H
#define CV2TEX_MODEL_TWINS_H

#include "model/model.h"

/*
 * Joins a preprint with the published paper of the same title and first author, or the same arXiv
 * number: one entry remains, that of the published one, with the links of both. Entries with the
 * same DOI, or else of one title, author, kind, year and venue, are one as well, with a warning: it
 * is printed once. What an entry that goes away has to itself, goes to the one that stays.
 */
void twins_join(struct arena *a, struct diags *d, struct section *section);

#endif

/*
 * BibTeX and biblatex files into publication entries as a CV in YAML would hold them: a list of maps
 * with native keys, each node with its place in the .bib. Nothing in such a file is an error: what is
 * broken or not known is a warning, and reading goes on.
 */
#ifndef CV2TEX_BIB_BIB_H
#define CV2TEX_BIB_BIB_H

#include "base/arena.h"
#include "base/diag.h"
#include "tree/node.h"

/*
 * Bytes that @string, # and inheritance may add to a file. A few lines that double a text thirty
 * times ask for a gigabyte; the journals' names of 20,000 papers take one of these.
 */
#define BIB_EXPANSION_MAX (16u << 20)

/*
 * Reads source number `file` of d->sources, whose text is made valid UTF-8 (what is not is taken for
 * Latin-1). Never NULL; the list is empty when there is no entry, with a warning.
 */
struct node *bib_read(struct arena *a, struct diags *d, uint32_t file);

/* Warns of what an entry that bib_read() has made, and that is now complete, lacks. */
void bib_check_entry(struct diags *d, const struct node *entry);

/* Bytes of the HTML tag at the start of s that Markdown does not know; 0: there is none. */
size_t bib_foreign_tag(struct str s);

/* A DOI without what people put in front of it: https://doi.org/, doi: */
struct str bib_bare_doi(struct str doi);

#endif

/* Values from the command line: `--set design.style=classic`. */
#ifndef CV2TEX_TREE_SET_H
#define CV2TEX_TREE_SET_H

#include "base/arena.h"
#include "base/diag.h"
#include "tree/node.h"

/*
 * Applies the assignment that is the text of source `file` to the tree `root` (NULL: none yet).
 * The path before the first `=` is keys and list positions joined by full stops; `\.` is a full
 * stop within a key. Maps that are missing are made; a list must be there and hold the position.
 * Returns the new root, or NULL after an error, which is in `d`.
 */
struct node *tree_set(struct arena *a, struct diags *d, uint32_t file, struct node *root);

#endif

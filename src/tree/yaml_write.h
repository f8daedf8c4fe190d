/*
 * A tree into YAML as somebody would write it by hand.
 *
 * Every scalar reads back as the same text, and for other readers of YAML 1.1 and 1.2 it is a text
 * too, not a number, a date or a truth value, unless its style is STYLE_PLAIN. Quotes and
 * STYLE_FOLDED are obeyed where they can be; STYLE_LITERAL means whatever is most readable. Lists
 * and maps of STYLE_FLOW stand on one line if they fit.
 */
#ifndef CV2TEX_TREE_YAML_WRITE_H
#define CV2TEX_TREE_YAML_WRITE_H

#include "base/arena.h"
#include "base/buf.h"
#include "tree/node.h"
#include "tree/yaml_notes.h"

/* Columns that a line has, where a text can be broken. */
#define YAML_WRITE_WIDTH 100

/*
 * Appends the map `root` to `out`. Each of `notes` stands where its node does; one whose node is not
 * there stands above the next one of its file, or at the end. They are marked as written.
 */
void yaml_write(struct arena *a, const struct node *root, struct yaml_notes *notes,
                struct buf *out);

#endif

/* A CV into the formats in which CVs are kept. */
#ifndef CV2TEX_CONVERT_CONVERT_H
#define CV2TEX_CONVERT_CONVERT_H

#include "base/arena.h"
#include "base/buf.h"
#include "tree/node.h"
#include "tree/yaml_notes.h"

/*
 * Appends the native YAML of the native tree `root`, a map, which is used up. When it was `foreign`,
 * in another format before, the keys stand in the order of the schema and the lines are spaced; else
 * as they were. `notes` are those of all sources.
 */
void convert_to_yaml(struct arena *a, struct node *root, struct yaml_notes *notes, bool foreign,
                     struct buf *out);

#endif

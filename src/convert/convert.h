/* A CV into the formats in which CVs are kept. */
#ifndef CV2TEX_CONVERT_CONVERT_H
#define CV2TEX_CONVERT_CONVERT_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/model.h"
#include "tree/node.h"
#include "tree/yaml_notes.h"

/*
 * Appends the native YAML of the native tree `root`, a map, which is used up. When it was `foreign`,
 * in another format before, the keys stand in the order of the schema and the lines are spaced; else
 * as they were. `notes` are those of all sources.
 */
void convert_to_yaml(struct arena *a, struct node *root, struct yaml_notes *notes, bool foreign,
                     struct buf *out);

/*
 * Appends the CV as JSON Resume 1.x. `given` is the tree that it was read from, before the entries of
 * other files came into it. What has no place there is in keys of its own, or named in a warning.
 */
void convert_to_jsonresume(struct arena *a, struct diags *d, const struct cv *cv,
                           const struct node *given, struct buf *out);

#endif

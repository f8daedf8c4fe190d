/*
 * YAML into a tree. The only file that knows libyaml.
 *
 * What libyaml lets pass, or tells badly, is a diagnostic here: duplicate keys, alias cycles and
 * bombs, endless nesting, NULs, invalid UTF-8, a second document, an empty file.
 */
#ifndef CV2TEX_TREE_YAML_H
#define CV2TEX_TREE_YAML_H

#include "base/arena.h"
#include "base/diag.h"
#include "tree/node.h"

/*
 * Nodes, and bytes of their texts, that aliases may add to a document. Nine lines of YAML can ask for
 * a billion; a CV that shares an address or a list of skills needs some dozens.
 */
#define YAML_ALIAS_NODES_MAX 20000
#define YAML_ALIAS_BYTES_MAX (4u << 20)

/*
 * Reads source number `file` of d->sources. Returns the root, or NULL after an error that made
 * reading impossible; other errors (a duplicate key, say) are only in d. Control characters that
 * YAML forbids are overwritten in the source's text by spaces of the same length, with a warning.
 */
struct node *yaml_read(struct arena *a, struct diags *d, uint32_t file);

#endif

/* What to say of a key that is not known where it stands. */
#ifndef CV2TEX_MODEL_HINTS_H
#define CV2TEX_MODEL_HINTS_H

#include "base/arena.h"
#include "model/schema.h"
#include "tree/node.h"

/*
 * The hint for `key`, which `table` does not know and behind which its value stands: the key that
 * is meant, the place where it belongs, or what to do to print it. In the arena, never NULL.
 */
const char *hint_for_key(struct arena *a, const struct table *table, const struct node *key);

#endif

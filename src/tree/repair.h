/*
 * What other readers of JSON and YAML take and libyaml does not. The text of a source is changed in
 * place, byte for byte, before it is parsed, and changed back behind that:
 *
 *  - in JSON: surrogate pairs of \u escapes, NUL escapes, and comments;
 *  - in a RenderCV file, which knows no aliases: asterisks in front of a text (`- *A. Author*`).
 */
#ifndef CV2TEX_TREE_REPAIR_H
#define CV2TEX_TREE_REPAIR_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct repair {
    uint32_t *places; /* of the bytes to be changed back, and what they were */
    char *bytes;
    size_t count, cap;
    char star;       /* stands for each asterisk; '\0': none does */
    bool surrogates; /* pairs of private-use characters stand for surrogates */
};

/* Changes `text`, the arena's own copy of a file, where it needs it. */
void repair_text(struct repair *r, struct arena *a, struct str text);

/* What a scalar of the changed text is really; shortens and changes `copy`, which lies elsewhere. */
struct str repair_scalar(const struct repair *r, struct str copy);

/* Whether repair_scalar() may have something to do. */
static inline bool repair_is_needed(const struct repair *r)
{
    return r->star != '\0' || r->surrogates;
}

/* Changes the text back. */
void repair_undo(struct repair *r, struct str text);

#endif

/* JSON, written as it goes: two spaces for each level, one value a line. */
#ifndef CV2TEX_CONVERT_JSON_H
#define CV2TEX_CONVERT_JSON_H

#include "base/buf.h"
#include "base/diag.h"
#include "tree/node.h"

struct json {
    struct buf *out;
    struct diags *diags; /* what has no place in JSON is said there */
    unsigned depth;
    bool empty; /* nothing has been written yet to what is open */
};

/*
 * Opens an object ('{') or an array ('['), as the value of `key`, or without one (STR_NONE) in an
 * array; and closes it.
 */
void json_open(struct json *j, struct str key, char bracket);
void json_close(struct json *j, char bracket);

void json_text(struct json *j, struct str key, struct str text);

/* A tree. All its scalars are texts; what is nothing is left out, and raw LaTeX with a warning. */
void json_node(struct json *j, struct str key, const struct node *node);

/* Whether `node` is left out; warns of raw LaTeX. */
bool json_skips(struct json *j, const struct node *node);

#endif

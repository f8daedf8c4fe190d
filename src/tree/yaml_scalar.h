/* How a scalar can be written in YAML. */
#ifndef CV2TEX_TREE_YAML_SCALAR_H
#define CV2TEX_TREE_YAML_SCALAR_H

#include "base/buf.h"
#include "tree/node.h"

/* Whether plain `text` reads back as the same text here; in brackets less is allowed than outside. */
bool yaml_plain_is_exact(struct str text, bool in_flow);

/* Whether other readers take plain `text` for a text as well: "no", "1.10" and "2020" they do not. */
bool yaml_plain_is_text(struct str text);

/* Whether `text` can stand below `|`; and below `>`, broken into lines. */
bool yaml_literal_is_exact(struct str text);
bool yaml_folded_is_exact(struct str text);

/* Whether `text` can stand in single quotes. */
bool yaml_single_is_exact(struct str text);

/* Appends `text` in quotes; everything can stand in double ones. */
void yaml_write_quoted(struct buf *out, struct str text, bool single);

void yaml_write_indent(struct buf *out, unsigned indent);

/* Appends "|" or ">", with what it must say of white space at the beginning and the end. */
void yaml_write_block_header(struct buf *out, char sign, struct str text);

/* Appends the lines that stand below it. */
void yaml_write_literal(struct buf *out, struct str text, unsigned indent);
void yaml_write_folded(struct buf *out, struct str text, unsigned indent, unsigned width);

#endif

/*
 * Raw LaTeX from a CV (`!tex`): let through only where it can neither reach a file nor break out of
 * the argument it will stand in, so that a stranger's CV stays safe to compile.
 */
#ifndef CV2TEX_TEX_RAW_H
#define CV2TEX_TEX_RAW_H

#include "base/buf.h"
#include "base/str.h"

/*
 * Appends `text` to out without its comments, its line ends as spaces. Returns NULL, or what is
 * wrong with it ("its braces do not balance"), with *at set to a byte offset in text; out then
 * holds nothing of it.
 */
const char *raw_tex(struct buf *out, struct str text, size_t *at);

#endif

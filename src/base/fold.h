/* Texts without what people write now one way and now another: case, accents, punctuation. */
#ifndef CV2TEX_BASE_FOLD_H
#define CV2TEX_BASE_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* One code point folded: a lower-case letter without its accent, a digit, or 0: it is left out. */
uint32_t fold_char(uint32_t cp);

/*
 * Writes `text` folded to out, which has room for text.len bytes, and returns the bytes written:
 * letters and digits only, without blanks. `text` is valid UTF-8.
 */
size_t fold_text(struct str text, char *out);

/* Whether two texts are the same once folded. */
bool fold_eq(struct str a, struct str b);

#endif

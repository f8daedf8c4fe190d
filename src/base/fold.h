/* Texts without what people write now one way and now another: case, accents, punctuation. */
#ifndef CV2TEX_BASE_FOLD_H
#define CV2TEX_BASE_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* A mark or an apostrophe, which belongs to its word and is left out of it. */
#define FOLD_MARK 1

/* One code point folded: a lower-case letter without its accent, a digit, FOLD_MARK, or 0: a sign. */
uint32_t fold_char(uint32_t cp);

/* Whether cp is an ideograph, a kana or a syllable of Hangul: their words have no blanks between. */
bool fold_is_ideograph(uint32_t cp);

/*
 * Writes `text` folded to out, which has room for text.len bytes, and returns the bytes written:
 * letters and digits only, without blanks. `text` is valid UTF-8.
 */
size_t fold_text(struct str text, char *out);

/*
 * Writes the words of `text`, folded and with one blank between them, to `out` and ends them with a
 * NUL. What does not fit into `size` bytes is left off. Returns the length.
 */
size_t fold_words(struct str text, char *out, size_t size);

/* A hash of the folded text; another `seed` gives another one. */
uint64_t fold_hash(struct str text, uint64_t seed);

/* Whether two texts are the same once folded. */
bool fold_eq(struct str a, struct str b);

/* Private: fold_char() of the code points from U+00AA and from U+1E00 on. */
extern const uint16_t fold_low[], fold_high[];

#endif

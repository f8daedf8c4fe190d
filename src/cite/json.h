/* What a stranger's JSON holds, asked politely: whatever is not there, or is something else, is
 * nothing. */
#ifndef CV2TEX_CITE_JSON_H
#define CV2TEX_CITE_JSON_H

#include <stdint.h>

#include "base/arena.h"

/* jansson's; only json.c looks inside. All functions take NULL for a value that is not there. */
struct json_t;

/* NULL when the text is no JSON; *no_memory tells whether that is why. To be freed by json_free().
 */
struct json_t *cite_json_read(struct str text, bool *no_memory);
void cite_json_free(struct json_t *root);

/* A member of an object, by its names from the outside in: cite_json_get(x, "hits", "total", NULL).
 */
const struct json_t *cite_json_get(const struct json_t *value, ...) __attribute__((sentinel));

bool cite_json_is_object(const struct json_t *value);
bool cite_json_is_array(const struct json_t *value);
bool cite_json_is_null(const struct json_t *value);
bool cite_json_is_true(const struct json_t *value);

/* The length of an array, 0 for anything else; and its elements. */
size_t cite_json_length(const struct json_t *array);
const struct json_t *cite_json_at(const struct json_t *array, size_t index);

/*
 * A text without control characters, marks that turn the direction of a line, or blanks around it,
 * and with single blanks in it; empty when the value is none. Cut after some 1,000 bytes.
 */
struct str cite_json_text(struct arena *a, const struct json_t *value);

/* The same as it is, valid as long as the root: to be compared with something. */
struct str cite_json_string(const struct json_t *value);

/* A number of papers or citations: whole, not negative, and not larger than any could be. */
bool cite_json_count(const struct json_t *value, uint32_t *count);

/* A year of four digits, or 0. */
unsigned cite_json_year(const struct json_t *value);

#endif

/* The schema for editors: what schema.h says, as a JSON Schema. */
#ifndef CV2TEX_MODEL_SCHEMA_JSON_H
#define CV2TEX_MODEL_SCHEMA_JSON_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Appends the JSON Schema (draft 2020-12) of the format to out. It takes what the program takes
 * without a warning, but for dates, addresses and spellings of `type` that only the program knows.
 * False when memory runs out.
 */
bool schema_json(struct buf *out);

#endif

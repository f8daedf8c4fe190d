/* What is compiled into the program: the default templates and the starter CV. */
#ifndef CV2TEX_BUILTIN_H
#define CV2TEX_BUILTIN_H

#include <stddef.h>

#include "base/str.h"

struct builtin_file {
    const char *name; /* "preamble.tex" */
    const char *text;
};

/* Sorted by name; a row with a NULL name ends it. Generated from templates/ by `make gen`. */
extern const struct builtin_file builtin_templates[];
extern const char builtin_starter[];

/* The text of template `name` (without ".tex"), or NULL. */
const char *builtin_template(struct str name);

#endif

/* What is compiled into the program: the default templates and the starter CV. */
#ifndef CV2TEX_BUILTIN_H
#define CV2TEX_BUILTIN_H

#include <stddef.h>

#include "base/str.h"

struct builtin_file {
    const char *name; /* "preamble.tex", "locale/de.yaml" */
    const char *text;
};

/* The languages, then the templates; a row with a NULL name ends it. Generated from templates/ by `make gen`. */
extern const struct builtin_file builtin_templates[];
extern const char builtin_starter[];
extern const char builtin_starter_bib[]; /* with <<name>> and <<bib>> to be replaced */

/* The text of the file `name`, or NULL. */
const char *builtin_file(const char *name);

#endif

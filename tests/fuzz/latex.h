/* What fuzz targets demand of LaTeX. */
#ifndef CV2TEX_FUZZ_LATEX_H
#define CV2TEX_FUZZ_LATEX_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static inline void check(bool ok)
{
    if (!ok)
        abort();
}

/* Unescaped braces, outside comments, which the preamble has. */
static inline void check_balance(const char *latex)
{
    long depth = 0;
    for (const char *p = latex; *p != '\0'; p++) {
        if (*p == '\\' && p[1] != '\0') {
            p++;
        } else if (*p == '%') {
            p = strchr(p, '\n');
            check(p != NULL);
        } else {
            depth += (*p == '{') - (*p == '}');
            check(depth >= 0);
        }
    }
    check(depth == 0);
}

#endif

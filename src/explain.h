/* The joint between pdflatex's log and the CV: what went wrong, said on the CV's lines. */
#ifndef CV2TEX_EXPLAIN_H
#define CV2TEX_EXPLAIN_H

#include "base/diag.h"
#include "bind/bind.h"
#include "run/texlog.h"

/* Reports every entry of the log of a run on `latex`, whose pieces come from where `map` says. */
void explain_log(struct diags *d, const struct texlog *log, struct str latex,
                 const struct span_map_entry *map, size_t map_count);

#endif

/* What building needs from the machine, and what is missing of it. */
#ifndef CV2TEX_RUN_DOCTOR_H
#define CV2TEX_RUN_DOCTOR_H

#include "base/arena.h"
#include "base/buf.h"

/*
 * Appends one line for each thing: "name  ok  details", or "name  missing  what that costs: the
 * command that installs it".
 */
void doctor_report(struct arena *a, struct buf *out);

/* Appends one such line; `found` is whether the thing is there. */
void doctor_line(struct buf *out, const char *name, bool found, const char *words);

#endif

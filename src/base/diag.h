/*
 * Diagnostics as data: what is wrong, where, and how to mend it. They are collected, sorted into
 * file order, and printed by someone else.
 */
#ifndef CV2TEX_BASE_DIAG_H
#define CV2TEX_BASE_DIAG_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"

enum diag_code {
#define D(id, code, severity) DIAG_##id,
#include "base/diag.def"
#undef D
    DIAG_COUNT
};

enum severity {
    SEVERITY_WARNING,
    SEVERITY_ERROR,
    SEVERITY_FAULT, /* in diag.def only: an error, or a warning when the diagnostics are lenient */
};

/* A span that names no place: the message stands without line and column. */
#define SPAN_NONE ((struct span){UINT32_MAX, 0, 0})

struct diag {
    struct diag *next;
    enum diag_code code;
    enum severity severity;
    struct span span;
    uint32_t order;      /* in which it was reported: the tie-breaker of the sort */
    const char *message; /* one sentence without a full stop */
    const char *hint;    /* the mend, or NULL */
    const char *path;    /* sections.Education[2].date, or NULL; filled in before printing */
};

/* Past this many the rest is only counted: a hostile file could otherwise ask for millions. */
#define DIAG_MAX 5000

struct diags {
    struct arena *arena;
    struct source *sources; /* the document's, indexed by span.file */
    uint32_t source_count;
    struct diag *first, *last;
    uint32_t count, errors, warnings; /* count: all; also those past DIAG_MAX */
    uint32_t faults;                  /* those of the errors that can become warnings */
    bool lenient;                     /* faults are warnings */
};

/* What the user sees in brackets: "unknown-key". */
const char *diag_code_name(enum diag_code code);

/*
 * Reports a diagnostic with the severity its code has in diag.def. `hint` is the mend or NULL; it
 * is copied. The message is printf-formatted. Jumps to the arena's handler when memory runs out.
 */
void diag_add(struct diags *d, enum diag_code code, struct span at, const char *hint,
              const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* From now on faults are warnings, and so are those that were reported already. */
void diag_be_lenient(struct diags *d);

/* Moves all diagnostics of `from` behind those of `to`. Both are of one document. */
void diag_move(struct diags *to, struct diags *from);

/* Sorts into file order, then order of reporting. */
void diag_sort(struct diags *d);

/* One diagnostic in GNU style with its line and a caret below it; ends with a newline. */
void diag_print_text(struct diags *d, const struct diag *diag, struct buf *out);

/* One diagnostic as a JSON object on a line of its own. */
void diag_print_json(struct diags *d, const struct diag *diag, struct buf *out);

#endif

/*
 * What a log of pdflatex says, as data: errors, missing characters, overfull boxes, missing files,
 * each with the line of the LaTeX where TeX was (0: not known).
 *
 * The log is that of a run with -file-line-error and lines too long to be wrapped.
 */
#ifndef CV2TEX_RUN_TEXLOG_H
#define CV2TEX_RUN_TEXLOG_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

enum texlog_kind {
    TEXLOG_ERROR,        /* "Undefined control sequence." and the like; `name`: the command */
    TEXLOG_MISSING_FILE, /* a package, a picture: `name` */
    TEXLOG_BAD_FILE,     /* a picture that cannot be read: `name` */
    TEXLOG_MISSING_FONT, /* a font without metrics or outlines: `name` */
    TEXLOG_MISSING_CHARACTER, /* `name` is the font, `message` in our words; see texlog_locate() */
    TEXLOG_OVERFULL_H,        /* `amount` in points */
    TEXLOG_OVERFULL_V,
    TEXLOG_RUNAWAY, /* an argument that never ended; `name` is the text as TeX shows it */
    TEXLOG_FATAL,   /* TeX gave up: "Emergency stop", "TeX capacity exceeded" */
};

struct texlog_entry {
    struct texlog_entry *next;
    enum texlog_kind kind;
    unsigned line; /* the last one that TeX had read */
    unsigned page; /* being filled when it was said */
    double amount;
    struct str message; /* in TeX's words, on one line, without a full stop */
    struct str context; /* the part of the line that TeX had read; "..." may stand for its start */
    struct str name;
};

struct texlog {
    struct texlog_entry *first; /* in the log's order */
    unsigned pages;             /* of the PDF that was written; 0: none was */
    bool disk_full;
};

/* Reads a log of the LaTeX file `main`; the memory is the arena's. Any bytes are accepted. */
struct texlog *texlog_read(struct arena *a, struct str log, const char *main);

/*
 * TeX does not tell where a character was missing. With this before the document it takes that for
 * an error, which has a place; texlog_locate() copies those places from such a log.
 */
#define TEXLOG_LOCATING "\\tracinglostchars=3 "
void texlog_locate(struct texlog *log, const struct texlog *located);

/* Whether a character was missing. */
bool texlog_lacks_characters(const struct texlog *log);

/* The Debian package that holds a TeX file or font ("moderncv.cls"), or NULL when not known. */
const char *texlog_package(struct str name);

#endif

/*
 * From LaTeX to a PDF: a private folder, as many runs of pdflatex as it needs, and what its log
 * says. Nothing is left behind, however it ends.
 */
#ifndef CV2TEX_RUN_BUILD_H
#define CV2TEX_RUN_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "run/process.h"
#include "run/texlog.h"

/* The program and its package, and the same for pictures of pages. */
#define TEX_PROGRAM "pdflatex"
#define TEX_LUA_PROGRAM "lualatex"
#define TEX_PICTURE_PROGRAM "pdftoppm"

/* A link in the work folder to job.folder. */
#define TEX_FILES "files"

/* The LaTeX in the work folder, and its output beside it: cv.pdf, cv.log, cv.aux, cv.out. */
#define TEX_JOB "cv"

enum tex_pictures { TEX_NO_PICTURES, TEX_FIRST_PAGE, TEX_ALL_PAGES };

struct tex_job {
    struct str latex;
    const char *folder; /* where LaTeX finds further files: that of the CV; "" is the current one */
    const char *photo;  /* a file that must be found under the name `photo_name`, or NULL */
    const char *photo_name;
    double seconds; /* for everything */
    bool lua;       /* by LuaLaTeX, whose formats cannot be cached */
    bool once;      /* one run is enough: only the number of pages is of interest */
    bool keep;      /* leave the work folder */
    bool no_cache;  /* run pdflatex from the start of the preamble: see cache.h */
    enum tex_pictures pictures;
};

enum tex_end {
    TEX_DONE,
    TEX_ERRORS,  /* pdflatex ended with exit status `status`; its log tells why, if anything does */
    TEX_KILLED,  /* a program was killed by signal `status` */
    TEX_TIMEOUT, /* job.seconds were over */
    TEX_STOPPED, /* process_stop() was called */
    TEX_MISSING, /* there is no program `why` */
    TEX_MACHINE, /* no room, no right to write, ...: `why` */
};

struct tex_result {
    enum tex_end end;
    int status;
    const char *program; /* the one that ended so */
    const char *why;
    struct texlog *log; /* of the last run; NULL: there was none */
    struct str pdf;
    struct str record; /* what was read: the lines "INPUT file" of pdflatex -recorder */
    struct str *pictures; /* PNG files */
    size_t picture_count;
    const char *kept; /* the work folder when it was left, else NULL */
};

/* Builds; everything in the result is the arena's. */
struct tex_result tex_build(struct arena *a, const struct tex_job *job);

/* ---- one run ---- */

struct tex_run {
    struct arena *arena;
    const char *program; /* path of pdflatex, or of lualatex */
    bool lua;            /* it is lualatex */
    const char *work;    /* the work folder, which holds cv.tex */
    struct str latex;    /* the same as in cv.tex */
    double seconds;
    const char *commands;       /* that TeX reads before the document, or NULL: see cache.c */
    const char *environment[3]; /* more of it, "NAME=value", up to the first NULL */
};

/* The largest file that pdflatex may write, and its address space. */
#define TEX_FILE_BYTES ((size_t)256 << 20)
#define TEX_MEMORY_BYTES ((size_t)2 << 30)

/* Runs the program once in the work folder. */
struct process_result tex_compile(const struct tex_run *run);

#endif

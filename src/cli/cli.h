/* The program: what the command line asked for. It knows the library by cv2tex.h alone. */
#ifndef CV2TEX_CLI_CLI_H
#define CV2TEX_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "cv2tex.h"

/* Exit statuses, which the manual promises. */
enum {
    EXIT_DONE = 0,
    EXIT_INVALID = 1, /* the CV has errors; with --strict, or warnings */
    EXIT_WRONG_USE = 2,
    EXIT_MACHINE = 3, /* a file, a missing program, no memory */
    EXIT_TEX = 4,     /* pdflatex failed */
};

enum { SETTINGS_MAX = 100, OVERLAYS_MAX = 16 };

struct options {
    const char *command; /* "emit", or a subcommand's word */
    const char *const *files;
    size_t file_count;
    const char *output;                /* -o, or NULL */
    const char *template_dir;          /* --template, or NULL */
    const char *from;                  /* --from, or NULL */
    const char *settings[SETTINGS_MAX]; /* --set, --style and --color, in their order */
    size_t setting_count;
    const char *overlays[OVERLAYS_MAX]; /* --overlay, in their order */
    size_t overlay_count;
    enum cv2tex_format format;
    bool strict, quiet;
    enum cv2tex_dialect to; /* of convert */
    bool citations;       /* --citations: ask for them */
    const char *provider; /* whom; NULL: whom the CV says */
    bool offline, json;
    const char *bib;        /* --bib, of new; or NULL */
    /* of build and watch */
    const char *depfile; /* --depfile, or NULL */
    unsigned seconds;    /* --timeout; 0: the default */
    unsigned jobs;       /* -j; 0: as many as there are processors */
    bool keep, no_cache, all_pages;
};

/*
 * Reads the command line. Returns true with *options filled, or false with *status set when the
 * program is to end at once: after --help, or after wrong use, which was then reported.
 */
bool options_read(int argc, char *argv[], struct options *options, int *status);

/* Carries the command out; returns the exit status. */
int commands_run(const struct options *options);
int build(const struct options *options);
int watch(const struct options *options);
int cite(const struct options *options);

/* ---- a CV ---- */

/* Reads the files, one upon the other, and the overlays, and applies the settings. */
enum cv2tex_status cv_read(struct cv2tex *doc, const struct options *options,
                           const char *const *files, size_t count);

/*
 * Asks for the citations, if the command line wants them. What goes wrong is no reason not to render;
 * false when there is one, and *status says which.
 */
bool cv_cite(struct cv2tex *doc, const struct options *options, enum cv2tex_status *status);

/* Puts out the diagnostics; returns the exit status for what the library came to. */
int cv_report(struct cv2tex *doc, const struct options *options, enum cv2tex_status status);

/* Reports it, and returns EXIT_MACHINE. */
int no_memory(void);

/* ---- building one CV ---- */

struct target {
    const char *file; /* the CV */
    char *output;     /* where its PDF goes, or its LaTeX, or pictures; "-": standard output */
};

/* Where the output of `file` goes by the command line; false after a message about wrong use. */
bool target_make(struct target *target, const struct options *options, const char *file);

/* Builds it and writes the output. With `doc` not NULL the document is handed out, to be freed. */
int target_build(const struct target *target, const struct options *options, struct cv2tex **doc);

/* ---- several things at once ---- */

/*
 * Calls run(user, i) for each i below `count` in processes of their own, at most `most` at a time;
 * what each has said on standard error comes out in one piece. Returns the worst exit status.
 */
int jobs_run(size_t count, unsigned most, int (*run)(void *user, size_t i), void *user);

/* ---- signals ---- */

/* From now on SIGINT, SIGTERM and SIGHUP make builds stop, to clean up behind them. */
void stop_on_signals(void);

/* The signal that has come, or 0. */
int stop_signal(void);

/* Ends the program by the signal that has come, if one has. */
void stop_now(void);

/* ---- output ---- */

/*
 * Writes `len` bytes to the file `path`, or to standard output when it is NULL. The file appears
 * whole or not at all: it is written beside its place and renamed. Reports its own errors; returns
 * EXIT_DONE or EXIT_MACHINE.
 */
int output_write(const char *path, const char *text, size_t len);

/* Reports `message` on standard error, and returns EXIT_WRONG_USE. */
int usage_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif

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
};

enum { SETTINGS_MAX = 100 };

struct options {
    const char *command; /* "emit", or a subcommand's word */
    const char *const *files;
    size_t file_count;
    const char *output;                /* -o, or NULL */
    const char *template_dir;          /* --template, or NULL */
    const char *settings[SETTINGS_MAX]; /* --set, --style and --color, in their order */
    size_t setting_count;
    enum cv2tex_format format;
    bool strict, quiet;
};

/*
 * Reads the command line. Returns true with *options filled, or false with *status set when the
 * program is to end at once: after --help, or after wrong use, which was then reported.
 */
bool options_read(int argc, char *argv[], struct options *options, int *status);

/* Carries the command out; returns the exit status. */
int commands_run(const struct options *options);

/*
 * Writes `len` bytes to the file `path`, or to standard output when it is NULL. The file appears
 * whole or not at all: it is written beside its place and renamed. Reports its own errors; returns
 * EXIT_DONE or EXIT_MACHINE.
 */
int output_write(const char *path, const char *text, size_t len);

/* Reports `message` on standard error, and returns EXIT_WRONG_USE. */
int usage_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif

/* A private folder for one build, and what is in it. */
#ifndef CV2TEX_RUN_WORKDIR_H
#define CV2TEX_RUN_WORKDIR_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * Makes a new folder that only we can enter, in $TMPDIR or else in /tmp. NULL when that does not
 * work; *why then says so. A folder for temporary files where others may rename ours is refused.
 */
char *workdir_make(struct arena *a, const char **why);

/* Removes the folder and all in it; symbolic links are not followed. */
void workdir_remove(const char *path);

/* Writes file `name` in the folder; false with errno set when that does not work. */
bool workdir_write(struct arena *a, const char *folder, const char *name, struct str text);

/* Reads file `name` in the folder into the arena; false when it is not there or too large. */
bool workdir_read(struct arena *a, const char *folder, const char *name, struct str *text);

#endif

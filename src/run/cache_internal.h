/* What the files of the cache share. */
#ifndef CV2TEX_RUN_CACHE_INTERNAL_H
#define CV2TEX_RUN_CACHE_INTERNAL_H

#include <stdint.h>

#include "base/buf.h"
#include "run/cache.h"

/* The link to the entry in the work folder: no path of the user's has to be quoted for TeX. */
#define CACHE_LINK "cache"

/* The files of an entry. Besides, t0, t1, ... are links to the trees of TeX. */
#define CACHE_KEY    "key"   /* all that the format was made from, to be compared */
#define CACHE_STATE  "state" /* the files that were read, to be found as they were */
#define CACHE_FORMAT "format.fmt"
#define CACHE_NAMES  "ls-R" /* an index, for kpathsea, of these files alone */
#define CACHE_MAP    "fonts.map"

struct tex_cache {
    struct arena *arena;
    const char *program, *work;
    struct str preamble; /* the part of the LaTeX that the format stands for */
    struct str key;
    const char *root; /* the folder of all entries */
    const char *entry;
    const char *aux_id; /* of the document's auxiliary files in the entry */
    struct str state;   /* the text of CACHE_STATE */
    bool exists;        /* the entry is there, and so are all files that it was made from */
    bool made;          /* by this build */
    bool useless;       /* the entry has no format: this preamble cannot be cached */
    bool learned;       /* CACHE_NAMES and CACHE_MAP are there */
};

/* FNV-1a. */
#define HASH_INIT UINT64_C(14695981039346656037)
uint64_t hash_add(uint64_t hash, struct str text);

/* Takes the next line, without its end, off *rest; false when there is none. */
bool next_line(struct str *rest, struct str *line);

/* ---- the folder of all entries: cache_store.c ---- */

/* The folder, which is ours alone; made when it is not there. NULL: there is none; *why says so. */
const char *store_root(struct arena *a, const char **why);

/* Whether there is room for a format in the folder. */
bool store_has_room(const char *folder);

/* A new folder beside the entries, to be renamed; NULL when that cannot be. */
char *store_new(struct arena *a, const char *root);

/* Makes the folder `made` the entry; false, and `made` is gone, when there is one already. */
bool store_publish(struct arena *a, const char *root, const char *made, const char *entry);

/* Writes a file of an entry, whole or not at all. */
bool store_write(struct arena *a, const char *entry, const char *name, struct str text);

/* Notes that the entry is in use, so that others go first when room is needed. */
void store_touch(const char *entry);

/* ---- the state of files: cache_state.c ---- */

/* Appends to `out` how file `path`, which will be at `later`, is now. */
void state_add_file(struct buf *out, const char *path, const char *later);

/*
 * Appends how the folders of a tree without an index are now; false when there are too many. The
 * files in them go to `names`, one a line, unless that is NULL.
 */
bool state_add_tree(struct arena *a, struct buf *out, const char *root, struct buf *names);

/* Whether all is as the text of a state says. */
bool state_holds(struct arena *a, struct str state);

/* The path that a line of a state is about, with *is_file set; STR_NONE when it is damaged. */
struct str state_path(struct str line, bool *is_file);

/* ---- making and learning ---- */

/* The format, as a new entry: cache_format.c. Adds the time that took to *seconds. */
bool format_make(struct tex_cache *c, double limit, double *seconds);

/* Takes the format away, and leaves an entry that says so: there is no use in making it again. */
void format_give_up(struct tex_cache *c);

/*
 * Notes which files the run in the work folder has read: cache_learn.c. Returns whether that taught
 * anything.
 */
bool cache_learn(struct tex_cache *c);

/* A link t0, t1, ... of the entry: the tree's root, or NULL past the last one. */
const char *cache_tree(struct tex_cache *c, const char *entry, unsigned i);

#endif

/*
 * The cache of preambles: what pdflatex is like after the preamble of a document, kept as a format
 * of TeX, and the few files that a document reads besides. A run that starts from there takes a
 * fifth of the time and makes the same PDF, byte for byte.
 *
 * Nothing depends on it: whenever anything is odd (no room, a folder of somebody else, a changed
 * TeX, a file that is not known yet), the document is run as if there were no cache, and the cache
 * is mended or left alone.
 */
#ifndef CV2TEX_RUN_CACHE_H
#define CV2TEX_RUN_CACHE_H

#include "run/build.h"

struct tex_cache;

/*
 * Looks for what is cached for the LaTeX in the work folder, and puts the auxiliary files of the
 * document's last build there. NULL: this document is run without the cache.
 */
struct tex_cache *cache_open(struct arena *a, const char *program, const char *work,
                             struct str latex);

/* As tex_compile(); with the cache, unless that is NULL or of no use. */
struct process_result cache_compile(struct tex_cache *cache, const struct tex_run *run);

/* ---- what there is ---- */

struct cache_usage {
    const char *folder; /* NULL: there can be none, because of `why` */
    const char *why;
    size_t entries, bytes, limit;
};

struct cache_usage cache_usage(struct arena *a);

#endif

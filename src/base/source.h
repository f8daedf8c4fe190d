/*
 * A source: the bytes of one input file, and the way from a byte offset to a line and a column.
 * A span names a piece of one of a document's sources.
 */
#ifndef CV2TEX_BASE_SOURCE_H
#define CV2TEX_BASE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * The largest file that is read. A CV of 20,000 publications has 9 MB; what is larger than this is
 * some other file given by mistake, and offsets fit 32 bits with room to spare.
 */
#define SOURCE_MAX_BYTES (64u << 20)

struct span {
    uint32_t file;       /* index into the document's sources */
    uint32_t start, end; /* bytes [start, end) of its text */
};

struct source {
    struct str name; /* as the user gave it; "<stdin>" for standard input */
    struct str text; /* a NUL follows it */
    bool is_bib;     /* BibTeX, whose reader has said what is odd about its entries */
    uint32_t *lines; /* offset of each line's first byte; made when first asked for */
    uint32_t line_count;
    uint32_t *blocks; /* characters before each block of SOURCE_BLOCK bytes; made with `lines` */
};

/* How far a column is counted for one report: lines may be megabytes long, and reports thousands. */
enum { SOURCE_BLOCK = 1024 };

struct position {
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in characters (code points), as editors count */
};

enum source_status { SOURCE_OK, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, SOURCE_NO_MEMORY };

/*
 * Reads the file `path`, or standard input for "-", whole into the arena.
 * On SOURCE_UNREADABLE errno tells why. Reads at most SOURCE_MAX_BYTES.
 */
enum source_status source_read(struct source *src, struct arena *a, const char *path);

/* The place of byte `offset` (at most text.len). A carriage return before a line feed is no column. */
struct position source_position(struct source *src, struct arena *a, uint32_t offset);

/* The text of line `line` (from 1), without its line ending. */
struct str source_line(struct source *src, struct arena *a, uint32_t line);

#endif

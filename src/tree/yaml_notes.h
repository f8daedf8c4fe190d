/*
 * What a YAML file holds besides its values: comments and empty lines, and the places to which they
 * belong. libyaml drops them; here they are taken from between its tokens.
 */
#ifndef CV2TEX_TREE_YAML_NOTES_H
#define CV2TEX_TREE_YAML_NOTES_H

#include "base/arena.h"
#include "base/source.h"

struct yaml_note {
    struct str text; /* of a comment, with its #; empty: an empty line */
    uint64_t at;     /* the node it belongs to, or the head or the foot of the file */
    bool behind;     /* on the node's line, not above it */
    unsigned column; /* by yaml_note_column(), of one behind a node */
    bool written;    /* for who writes them */
};

/* The column of byte `at` of a text, from 0; columns far to the right are not told apart. */
unsigned yaml_note_column(struct str text, size_t at);

struct yaml_notes {
    struct yaml_note *list; /* by ascending place */
    size_t count;
};

/* The place of a node that begins at byte `start` of source number `file`. */
static inline uint64_t yaml_note_place(uint32_t file, uint32_t start)
{
    return (((uint64_t)file << 32) | start) + 1;
}

/* Above all of a file, and below it: no node is there. */
static inline uint64_t yaml_note_head(uint32_t file)
{
    return yaml_note_place(file, 0) - 1;
}

static inline uint64_t yaml_note_foot(uint32_t file)
{
    return yaml_note_place(file, UINT32_MAX - 1);
}

/*
 * Adds the notes of source number `file`, which yaml_read() has read before, to those of the sources
 * before it. Notes behind a mistake in the YAML are not found.
 */
void yaml_notes_read(struct yaml_notes *notes, struct arena *a, const struct source *src,
                     uint32_t file);

/* Adds a comment above the node at `at`. */
void yaml_notes_add(struct yaml_notes *notes, struct arena *a, uint64_t at, struct str text);

#endif

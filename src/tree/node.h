/*
 * The tree of a YAML (or JSON) file: every scalar is text, every node knows its place.
 *
 * A map keeps its order: its children alternate key, value, key, value. NODE_EACH_PAIR walks them.
 */
#ifndef CV2TEX_TREE_NODE_H
#define CV2TEX_TREE_NODE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

/* How a scalar was written; and a list or a map: STYLE_BLOCK, or STYLE_FLOW when in brackets. */
enum node_style {
    STYLE_PLAIN,
    STYLE_SINGLE,
    STYLE_DOUBLE,
    STYLE_LITERAL,
    STYLE_FOLDED,
    STYLE_BLOCK = STYLE_PLAIN,
    STYLE_FLOW
};

struct node {
    unsigned char kind;  /* enum node_kind */
    unsigned char style; /* enum node_style */
    bool raw_tex;        /* tagged !tex */
    bool spaced;         /* of a key, when it is to be written: an empty line stands above it */
    struct span span;    /* of a scalar: with its quotes; of a block scalar: with its header */
    struct node *next;   /* the next child of the same parent */
    union {
        struct str text; /* of a scalar; points into the source where it stands there literally */
        struct {
            struct node *first; /* child */
            size_t count;       /* of items or of pairs */
        };
    };
};

#define NODE_EACH(item, list)                                                                      \
    for (struct node *item = (list)->first; item != NULL; item = item->next)

#define NODE_EACH_PAIR(key, value, map)                                                            \
    for (struct node *key = (map)->first, *value = key ? key->next : NULL; key != NULL;            \
         key = value->next, value = key ? key->next : NULL)

/* Deepest nesting of lists and maps. A CV needs six levels; libyaml itself has no limit. */
#define NODE_DEPTH_MAX 64

/* Nothing was given: an empty plain scalar, `~` or `null`. (`Null` is somebody's name.) */
bool node_is_null(const struct node *node);

/* "text", "a list" or "a map": for messages. */
const char *node_kind_name(const struct node *node);

/* The value of `key` in a map, or NULL. */
struct node *node_get(const struct node *map, struct str key);

/* A scalar that stands for `span`. */
struct node *node_scalar(struct arena *a, struct str text, struct span span);

/* A copy of the whole tree; texts are shared. */
struct node *node_copy(struct arena *a, const struct node *node);

/*
 * Lays `over` upon `base` and returns the result: maps are merged key by key, anything else is
 * replaced. Both trees are used up.
 */
struct node *node_merge(struct arena *a, struct node *base, struct node *over);

/*
 * Byte offset in the source of byte `offset` of the scalar's text: through folding, indentation and
 * escapes. For diagnostics: walks the scalar from its start.
 */
uint32_t node_locate(const struct node *scalar, const struct source *src, size_t offset);

/* Where the last path went: the next one, for a place behind that one, begins there. */
struct node_trail {
    struct {
        const struct node *parent, *child; /* of a map: the key */
        size_t index;
    } steps[NODE_DEPTH_MAX];
};

/*
 * The path of the innermost node that holds `at`: "sections.Education[2].date"; "" for the root.
 * NULL when `at` is in another file than the root. Keys of kilobytes are cut. The trail is all zero at
 * first, and then what the call before has left in it.
 */
const char *node_path(struct arena *a, const struct node *root, struct span at,
                      struct node_trail *trail);

#endif

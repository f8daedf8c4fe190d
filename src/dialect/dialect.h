/*
 * CV files of other formats, read as they are: a tree in RenderCV's, JSON Resume's, YAMLResume's or
 * al-folio's keys becomes a tree in native ones. What the keys of a format mean is in tables
 * (tables.c); nothing above this layer knows that there are other formats.
 */
#ifndef CV2TEX_DIALECT_DIALECT_H
#define CV2TEX_DIALECT_DIALECT_H

#include "base/arena.h"
#include "base/diag.h"
#include "locale/locale.h"
#include "tree/node.h"

struct dialect {
    const char *name; /* "native", "rendercv", ... */
    const struct dialect_table *root; /* what its keys mean; NULL: native */
    unsigned traits;                  /* TRAIT_... */
    const char *const *order;         /* of the sections; NULL: that of the file */
};

/* The format called `name` in any case, or NULL; and number `index` (from 0) of all, or NULL. */
const struct dialect *dialect_find(struct str name);
const struct dialect *dialect_at(size_t index);

/* The format of the tree by the keys at its top; native when they speak for no other one. */
const struct dialect *dialect_detect(const struct node *root);

static inline bool dialect_is_native(const struct dialect *dialect)
{
    return dialect->root == NULL;
}

/* The words of a language, for the titles of sections. */
typedef const struct locale *dialect_words(void *user, enum language language);

/*
 * The native tree that says what `root` says in `dialect`, or `root` itself when that is native.
 * Nodes keep their spans, so that diagnostics point into the original file; `root` is left as it is.
 * `language` is the one that the user chose, or LANGUAGE_COUNT: then the file itself tells. What is
 * not meant for the page, or cannot be printed, is said in `d`, one warning a kind.
 */
struct node *dialect_apply(const struct dialect *dialect, struct arena *a, struct diags *d,
                           struct node *root, enum language language, dialect_words *words,
                           void *user);

/* Whether `key` at the top of a file is one of `dialect`, and not of the native format as well. */
bool dialect_has_key(const struct dialect *dialect, struct str key);

#endif

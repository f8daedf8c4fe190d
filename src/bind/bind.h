/*
 * The joint between the model and the templates: names to values, values to LaTeX.
 */
#ifndef CV2TEX_BIND_BIND_H
#define CV2TEX_BIND_BIND_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "locale/locale.h"
#include "model/model.h"

struct tpl_view;

/* Bytes [start, end) of the LaTeX came from `span` of a source. */
struct span_map_entry {
    uint32_t start, end;
    struct span span;
    bool raw; /* they are the user's own LaTeX (!tex) */
};

struct bind_options {
    const char *version;    /* of the program, for the provenance comment */
    struct str provenance;  /* the name of the CV's file */
    const char *folder;     /* of the CV's file, for the photo: "" or ending in a slash */
    const struct locale *locale; /* the words of the CV's language */
    const char *photo;      /* the name by which LaTeX finds the photo, or NULL: folder and path */
    /* Set after the preamble, which stays as the design says; NULL: as the design says. */
    const char *tight_spacing, *tight_margin;
};

struct bind; /* in the arena */

/*
 * A view of `cv` for templates. The body must be rendered before the preamble, since only then it
 * is known which scripts the text needs.
 */
struct bind *bind_new(struct arena *a, struct diags *d, struct cv *cv,
                      const struct bind_options *options);

const struct tpl_view *bind_view(struct bind *b);

/* The folder of the templates that are styles of publications. */
#define BIND_STYLES "publications/"

/*
 * Whether `name` may name a template: lower-case letters, digits, - and _, so no path; the folder of
 * the styles may stand before it.
 */
bool bind_is_template_name(struct str name);

/*
 * Renders the whole document with `set` into `out`; false after an error, which is in the diags.
 * Reports the values that were not printed.
 */
struct tpl_set;
bool bind_render(struct bind *b, struct tpl_set *set, struct buf *out);

/*
 * The map of the last rendering, ordered by where the pieces end; they may lie in each other. Valid
 * as long as the arena.
 */
const struct span_map_entry *bind_span_map(const struct bind *b, size_t *count);

/* Frees what is not the arena's. */
void bind_free(struct bind *b);

#endif

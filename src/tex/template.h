/*
 * The template engine: Mustache (sections, inverted sections, partials, comments, set-delimiter),
 * strict about names, with `<<` and `>>` as default delimiters. It knows nothing of CVs or LaTeX:
 * values come from a view, and the view prints them.
 *
 *     <<name>>  <<&name>>  <<{name}>>    the value, escaped by the view; the other two raw
 *     <<#name>>...<</name>>              a section;  <<^name>>...<</name>>  an inverted one
 *     <<>part>>  <<>*name>>              the template `part`; the one that the value of `name`
 * names
 *     <<! remark>>  <<=[ ]=>>            a comment; `[` and `]` are the delimiters from here on
 *
 * A name is `a`, `a.b.c` (`a` through the enclosing objects, `b` and `c` only inside what was
 * found) or `.`, the current item. A line that holds one tag, not a value, and else only white
 * space vanishes whole; a partial's tag on such a line indents each line of the partial's text as
 * it is indented itself, except empty ones.
 */
#ifndef CV2TEX_TEX_TEMPLATE_H
#define CV2TEX_TEX_TEMPLATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* A value as the view hands it out. The engine looks only at `kind`. */
enum tpl_kind {
    TPL_ABSENT, /* the name is not here: the engine looks in the enclosing object */
    TPL_FALSE,  /* here, but empty: an inverted section is rendered, an interpolation prints nothing
                 */
    TPL_TRUE,   /* a flag: a section is rendered once, the context stays; prints nothing */
    TPL_TEXT,   /* printable; as a section: rendered once, with the text as context (<<.>>) */
    TPL_LIST, /* a section is rendered once an item, with the item as context; none: as TPL_FALSE */
    TPL_OBJECT, /* a section is rendered once, with the object as context */
};

struct tpl_value {
    enum tpl_kind kind;
    int tag;           /* the view's own */
    const void *ptr;   /* the view's own */
    const void *extra; /* the view's own */
};

/* Where values come from. All functions get `user`. */
struct tpl_view {
    void *user;
    /* The number (>= 0) of `name`, or -1: no such name exists anywhere, which is an error. */
    int (*name)(void *user, struct str name);
    /* The known name that `name` is probably a slip for, or NULL. The pointer itself may be NULL.
     */
    const char *(*suggest)(void *user, struct str name);
    /* The value of name `id` in `object` (a TPL_OBJECT or TPL_TEXT); TPL_ABSENT when not there. */
    struct tpl_value (*get)(void *user, const struct tpl_value *object, int id);
    /* The first item of `list` (`item` is NULL), or the one after `item`; TPL_ABSENT at the end. */
    struct tpl_value (*next)(void *user, const struct tpl_value *list,
                             const struct tpl_value *item);
    /*
     * Appends `value` (TPL_TEXT; also TPL_OBJECT or TPL_LIST interpolated by name) to out: escaped,
     * or raw where the template said <<&name>>. The name for <<>*name>> is asked for raw as well,
     * and the engine takes it off the end of `out` again.
     */
    void (*print)(void *user, const struct tpl_value *value, bool raw, struct buf *out);
};

struct tpl_set; /* a set of compiled templates, in an arena */

/*
 * How a set finds its templates: the text of template `name` (without ".tex"), as an index of a
 * source registered in the diags' document for error places; false when there is none. The text
 * must live as long as the set. With <<>*name>>, `name` is a value's text, so it may be anything,
 * "../../x" too: a loader that reads files takes plain names only.
 */
struct tpl_loader {
    void *user;
    bool (*load)(void *user, struct str name, uint32_t *file, struct str *text);
};

/* Sections and partials nest at most this deep: stops a template that includes itself for ever. */
#define TPL_DEPTH_MAX 100

/*
 * Bytes of templates gone through plus bytes written in one rendering, at most. Forty templates
 * that include the next one twice, each within TPL_DEPTH_MAX, would otherwise run for days; a CV of
 * 20,000 publications needs some 60 MB of this, a million labels a gigabyte.
 */
#ifndef TPL_WORK_MAX /* the fuzzer sets it lower */
#define TPL_WORK_MAX (UINT64_C(1) << 32)
#endif

/* Templates in a set: they are found by linear search, which a hostile template must not exploit.
 */
#define TPL_SET_MAX 1000

/*
 * A set that compiles templates when they are first asked for, together with the partials they
 * include, and keeps them. Names are resolved at compile time through view->name. With `lenient`,
 * unknown names are as absent values and unknown partials are empty (the Mustache specification's
 * behaviour); without, both are errors. `open` and `close` are the delimiters each template starts
 * with: "<<" and ">>", or "{{" and "}}". The set keeps `diags` and `view`.
 */
struct tpl_set *tpl_set_new(struct arena *a, struct diags *diags, struct tpl_loader loader,
                            const struct tpl_view *view, const char *open, const char *close,
                            bool lenient);

/*
 * Renders template `name` with `root` as the outermost context. Returns false after an error, which
 * is in the diags; `out` then holds a part that must not be used. A template that is missing or
 * does not compile is reported once, however often it is rendered. The caller checks out->failed.
 */
bool tpl_render(struct tpl_set *set, struct str name, const struct tpl_value *root,
                struct buf *out);

#endif

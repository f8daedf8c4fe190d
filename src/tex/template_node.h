/* What the template compiler hands to the renderer. Private to template*.c. */
#ifndef CV2TEX_TEX_TEMPLATE_NODE_H
#define CV2TEX_TEX_TEMPLATE_NODE_H

#include "tex/template.h"

enum tpl_node_kind {
    TPL_NODE_TEXT,
    TPL_NODE_VALUE,
    TPL_NODE_RAW,
    TPL_NODE_SECTION,
    TPL_NODE_INVERTED,
    TPL_NODE_PARTIAL,
    TPL_NODE_DYNAMIC, /* a partial named by a value */
};

struct tpl_node {
    struct tpl_node *next;
    enum tpl_node_kind kind;
    bool line_start;   /* text: it begins a line of the template; partial: its tag stands alone */
    uint32_t path_len; /* 0 is `.` */
    const int *path;   /* value, section, dynamic: what view->name gave for each part */
    struct str text;   /* text: itself; section: its name; partial: its indentation */
    struct tpl_node *body; /* section */
    size_t body_bytes;     /* section: length of its body in the template */
    struct tpl *partial;   /* partial; dynamic: the one last used */
    struct span at;        /* the tag */
};

enum tpl_state { TPL_PENDING, TPL_READY, TPL_FAILED };

struct tpl {
    struct tpl *next;
    struct str name;
    struct span wanted; /* the tag that first asked for it, or SPAN_NONE */
    enum tpl_state state;
    uint32_t file;
    struct str text;
    struct tpl_node *body;
};

struct tpl_set {
    struct arena *arena;
    struct diags *diags;
    struct tpl_loader loader;
    const struct tpl_view *view;
    struct str open, close;
    bool lenient;
    struct tpl *first, **end; /* in the order of first mention, which is that of compilation */
    struct tpl *pending;      /* the first that is not compiled yet; all after it are not either */
    size_t count;
};

/* The template `name`, entered as pending when it is new; `at` is the tag that asks for it. */
struct tpl *tpl_set_find(struct tpl_set *set, struct str name, struct span at);

/* Loads and compiles what is pending, and what that includes. False when some of it failed. */
bool tpl_set_compile(struct tpl_set *set);

/* Compiles t->text into t->body; false after errors, which are reported. */
bool tpl_compile(struct tpl_set *set, struct tpl *t);

/* The part of a name from a template that is fit for a message: it may be a megabyte long. */
static inline struct str tpl_shown(struct str name)
{
    return str_sub(name, 0, 60);
}

#endif

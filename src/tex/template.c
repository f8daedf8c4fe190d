#include "tex/template.h"

#include "tex/template_node.h"

struct tpl_set *tpl_set_new(struct arena *a, struct diags *diags, struct tpl_loader loader,
                            const struct tpl_view *view, const char *open, const char *close,
                            bool lenient)
{
    struct tpl_set *set = arena_new(a, struct tpl_set);
    *set = (struct tpl_set){.arena = a,
                            .diags = diags,
                            .loader = loader,
                            .view = view,
                            .open = str_of(open),
                            .close = str_of(close),
                            .lenient = lenient,
                            .end = &set->first};
    return set;
}

struct tpl *tpl_set_find(struct tpl_set *set, struct str name, struct span at)
{
    for (struct tpl *t = set->first; t != NULL; t = t->next)
        if (str_eq(t->name, name))
            return t;
    if (set->count == TPL_SET_MAX) {
        diag_add(set->diags, DIAG_TEMPLATE_MISSING, at, NULL,
                 "template '%.*s' is not loaded: there are %d others", STR_FMT(tpl_shown(name)),
                 TPL_SET_MAX);
        return NULL;
    }
    struct tpl *t = arena_new(set->arena, struct tpl);
    t->name = arena_str(set->arena, name);
    t->wanted = at;
    *set->end = t;
    set->end = &t->next;
    set->count++;
    if (set->pending == NULL)
        set->pending = t;
    return t;
}

static bool load(struct tpl_set *set, struct tpl *t)
{
    if (set->loader.load(set->loader.user, t->name, &t->file, &t->text))
        return tpl_compile(set, t);
    if (set->lenient)
        return true;
    diag_add(set->diags, DIAG_TEMPLATE_MISSING, t->wanted, NULL, "there is no template '%.*s'",
             STR_FMT(tpl_shown(t->name)));
    return false;
}

bool tpl_set_compile(struct tpl_set *set)
{
    bool ok = true;
    for (struct tpl *t; (t = set->pending) != NULL; set->pending = t->next) {
        t->state = load(set, t) ? TPL_READY : TPL_FAILED;
        ok = ok && t->state == TPL_READY;
    }
    return ok;
}

/* The indentation of the partial being rendered, and of those that include it. */
struct indent {
    const struct indent *outer;
    struct str own;
};

struct render {
    struct tpl_set *set;
    const struct tpl_view *view;
    struct buf *out;
    const struct indent *indent;               /* NULL almost always */
    struct tpl_value stack[TPL_DEPTH_MAX + 1]; /* the context: the root and what sections opened */
    int top;
    int depth;   /* sections and partials that are open; never less than top */
    uint64_t work; /* bytes of templates gone through */
};

static bool render_body(struct render *r, struct tpl_node *node);

static struct tpl_value get(const struct render *r, const struct tpl_value *in, int id)
{
    if (id < 0 || (in->kind != TPL_OBJECT && in->kind != TPL_TEXT))
        return (struct tpl_value){.kind = TPL_ABSENT};
    return r->view->get(r->view->user, in, id);
}

/* The first part of a name is sought outwards, the rest only inside what was found. */
static inline struct tpl_value lookup(const struct render *r, const struct tpl_node *node)
{
    if (node->path_len == 0)
        return r->stack[r->top];
    for (int i = r->top; i >= 0; i--) {
        struct tpl_value value = get(r, &r->stack[i], node->path[0]);
        if (value.kind == TPL_ABSENT)
            continue;
        for (uint32_t k = 1; k < node->path_len; k++)
            value = get(r, &value, node->path[k]);
        return value;
    }
    return (struct tpl_value){.kind = TPL_ABSENT};
}

static void print(const struct render *r, const struct tpl_node *node, bool raw)
{
    struct tpl_value value = lookup(r, node);
    if (value.kind >= TPL_TEXT)
        r->view->print(r->view->user, &value, raw, r->out);
}

static void add_indent(struct buf *out, const struct indent *indent)
{
    if (indent->outer != NULL)
        add_indent(out, indent->outer);
    buf_add_str(out, indent->own);
}

/* Text in an indented partial: the indentation goes before each line that is not empty. */
static void add_indented(struct render *r, const struct tpl_node *node)
{
    struct str text = node->text;
    bool line_start = node->line_start;
    size_t from = 0;
    do {
        size_t to = str_find(text, from, '\n');
        if (to < text.len)
            to++;
        if (line_start && (from == text.len || memchr("\r\n", text.ptr[from], 2) == NULL))
            add_indent(r->out, r->indent);
        buf_add(r->out, text.ptr + from, to - from);
        line_start = true;
        from = to;
    } while (from < text.len);
}

/* What it costs to open a body, in the currency of TPL_WORK_MAX: an empty one is not free. */
enum { ENTER_WORK = 32 };

/* Opens a section or a partial, whose text has `bytes`: false when the limits are reached. */
static bool enter(struct render *r, const struct tpl_node *node, size_t bytes)
{
    r->work += bytes + ENTER_WORK;
    if (r->depth == TPL_DEPTH_MAX) {
        diag_add(r->set->diags, DIAG_TEMPLATE_DEPTH, node->at, NULL,
                 "sections and templates are nested more than %d deep here", TPL_DEPTH_MAX);
        return false;
    }
    if (r->work + r->out->len > TPL_WORK_MAX) {
        diag_add(r->set->diags, DIAG_TEMPLATE_DEPTH, node->at, NULL,
                 "the templates repeat each other without end");
        return false;
    }
    r->depth++;
    return true;
}

/* The body of a section, once, with `context` as the new context when it is not NULL. */
static bool render_once(struct render *r, const struct tpl_node *node,
                        const struct tpl_value *context)
{
    if (!enter(r, node, node->body_bytes))
        return false;
    if (context != NULL)
        r->stack[++r->top] = *context;
    bool ok = render_body(r, node->body);
    r->top -= context != NULL;
    r->depth--;
    return ok;
}

static bool render_section(struct render *r, const struct tpl_node *node)
{
    const struct tpl_view *view = r->view;
    struct tpl_value value = lookup(r, node), item;
    switch (value.kind) {
    case TPL_ABSENT:
    case TPL_FALSE:
        return true;
    case TPL_TRUE:
        return render_once(r, node, NULL);
    case TPL_TEXT:
    case TPL_OBJECT:
        return render_once(r, node, &value);
    case TPL_LIST:
        break;
    }
    for (item = view->next(view->user, &value, NULL); item.kind != TPL_ABSENT;
         item = view->next(view->user, &value, &item))
        if (!render_once(r, node, &item))
            return false;
    return true;
}

static bool render_inverted(struct render *r, const struct tpl_node *node)
{
    struct tpl_value value = lookup(r, node);
    bool empty = value.kind == TPL_ABSENT || value.kind == TPL_FALSE;
    if (value.kind == TPL_LIST)
        empty = r->view->next(r->view->user, &value, NULL).kind == TPL_ABSENT;
    return !empty || render_once(r, node, NULL);
}

static bool render_partial(struct render *r, const struct tpl_node *node, const struct tpl *t)
{
    if (t->state != TPL_READY || !enter(r, node, t->text.len))
        return false;
    const struct indent *outer = r->indent;
    struct indent own = {outer, node->text};
    if (!node->line_start)
        r->indent = NULL;
    else if (own.own.len > 0)
        r->indent = &own;
    bool ok = render_body(r, t->body);
    r->indent = outer;
    r->depth--;
    return ok;
}

static bool render_dynamic(struct render *r, struct tpl_node *node)
{
    size_t before = r->out->len;
    print(r, node, true);
    if (r->out->failed)
        return true;
    if (r->out->len == before) {
        if (r->set->lenient)
            return true;
        diag_add(r->set->diags, DIAG_TEMPLATE_MISSING, node->at, NULL,
                 "the value that names the template is empty here");
        return false;
    }
    struct str name = str_sub(buf_str(r->out), before, r->out->len);
    r->out->len = before;
    if (node->partial == NULL || !str_eq(node->partial->name, name))
        node->partial = tpl_set_find(r->set, name, node->at);
    return node->partial != NULL && tpl_set_compile(r->set) &&
           render_partial(r, node, node->partial);
}

static bool render_body(struct render *r, struct tpl_node *node)
{
    bool ok = true;
    for (; node != NULL && ok; node = node->next) {
        switch (node->kind) {
        case TPL_NODE_TEXT:
            if (r->indent == NULL)
                buf_add_str(r->out, node->text);
            else
                add_indented(r, node);
            break;
        case TPL_NODE_VALUE:
        case TPL_NODE_RAW:
            print(r, node, node->kind == TPL_NODE_RAW);
            break;
        case TPL_NODE_SECTION:
            ok = render_section(r, node);
            break;
        case TPL_NODE_INVERTED:
            ok = render_inverted(r, node);
            break;
        case TPL_NODE_PARTIAL:
            ok = render_partial(r, node, node->partial);
            break;
        case TPL_NODE_DYNAMIC:
            ok = render_dynamic(r, node);
            break;
        }
    }
    return ok;
}

bool tpl_render(struct tpl_set *set, struct str name, const struct tpl_value *root, struct buf *out)
{
    struct tpl *t = tpl_set_find(set, name, SPAN_NONE);
    if (t == NULL || !tpl_set_compile(set) || t->state != TPL_READY)
        return false;
    struct render r = {.set = set, .view = set->view, .out = out, .work = t->text.len};
    r.stack[0] = *root;
    return render_body(&r, t->body);
}

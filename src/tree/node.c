#include "tree/node.h"

#include "base/ascii.h"
#include "base/strmap.h"
#include "base/utf8.h"

bool node_is_null(const struct node *node)
{
    return node->kind == NODE_SCALAR && node->style == STYLE_PLAIN && !node->raw_tex &&
           (node->text.len == 0 || str_is(node->text, "~") || str_is(node->text, "null"));
}

const char *node_kind_name(const struct node *node)
{
    static const char *const names[] = {"text", "a list", "a map"};
    return node_is_null(node) ? "nothing" : names[node->kind];
}

struct node *node_get(const struct node *map, struct str key)
{
    NODE_EACH_PAIR(k, value, map)
        if (str_eq(k->text, key))
            return value;
    return NULL;
}

struct node *node_scalar(struct arena *a, struct str text, struct span span)
{
    struct node *node = arena_new(a, struct node);
    *node = (struct node){.kind = NODE_SCALAR, .style = STYLE_DOUBLE, .span = span, .text = text};
    return node;
}

struct node *node_copy(struct arena *a, const struct node *node)
{
    struct node *copy = arena_new(a, struct node);
    *copy = *node;
    copy->next = NULL;
    if (node->kind == NODE_SCALAR)
        return copy;
    struct node **link = &copy->first;
    NODE_EACH(child, node) {
        *link = node_copy(a, child);
        link = &(*link)->next;
    }
    return copy;
}

struct node *node_merge(struct arena *a, struct node *base, struct node *over)
{
    if (base == NULL || base->kind != NODE_MAP || over->kind != NODE_MAP)
        return over;
    struct strmap keys = {NULL, 0, 0};
    struct node *last = NULL; /* value */
    NODE_EACH_PAIR(key, value, base) {
        if (strmap_get(&keys, key->text) == NULL)
            strmap_put(&keys, a, key->text, key);
        last = value;
    }
    struct node *key = over->first;
    while (key != NULL) {
        struct node *value = key->next, *next_key = value->next;
        struct node *same = strmap_get(&keys, key->text);
        if (same == NULL) {
            *(last != NULL ? &last->next : &base->first) = key;
            last = value;
            value->next = NULL;
            base->count++;
            strmap_put(&keys, a, key->text, key);
        } else {
            struct node *old = same->next, *after = old->next;
            same->next = node_merge(a, old, value);
            same->next->next = after;
            last = last == old ? same->next : last;
        }
        key = next_key;
    }
    return base;
}

/* One step of reading an escaped character of a double-quoted scalar; p is at the backslash. */
static size_t escape_length(const char *p, const char *end)
{
    if (end - p < 2)
        return 1;
    size_t len = p[1] == 'x' ? 4 : p[1] == 'u' ? 6 : p[1] == 'U' ? 10 : 2;
    if (len == 6 && end - p >= 12 && ascii_lower(p[2]) == 'd' && strchr("89abAB", p[3]) != NULL)
        len = 12; /* a pair of surrogates, which is one character */
    return len < (size_t)(end - p) ? len : (size_t)(end - p);
}

/* The first byte of the scalar's content: behind the quote, or on the line below `|` or `>`. */
static const char *content_start(const struct node *scalar, const char *p, const char *end)
{
    if (scalar->style == STYLE_LITERAL || scalar->style == STYLE_FOLDED) {
        while (p < end && *p != '\n')
            p++;
        return p < end ? p + 1 : p;
    }
    return scalar->style != STYLE_PLAIN && p < end ? p + 1 : p;
}

uint32_t node_locate(const struct node *scalar, const struct source *src, size_t offset)
{
    const char *text = scalar->text.ptr, *stop = text + offset;
    const char *begin = src->text.ptr + scalar->span.start, *end = src->text.ptr + scalar->span.end;
    if (text >= src->text.ptr && text <= src->text.ptr + src->text.len)
        return (uint32_t)(stop - src->text.ptr);
    /* Walk both: equal bytes pair off; white space on either side may have been folded. */
    const char *p = content_start(scalar, begin, end);
    while (text < stop && p < end) {
        if (scalar->style == STYLE_DOUBLE && *p == '\\') {
            if (p + 1 < end && (p[1] == '\n' || p[1] == '\r')) {
                p++; /* an escaped line end stands for nothing */
                while (p < end && ascii_is_space(*p))
                    p++;
                continue;
            }
            uint32_t cp;
            size_t len = utf8_decode(text, scalar->text.ptr + scalar->text.len, &cp);
            text += len > 0 ? len : 1;
            p += escape_length(p, end);
        } else if (*p == *text) {
            p += scalar->style == STYLE_SINGLE && *p == '\'' ? 2 : 1;
            text++;
        } else if (ascii_is_space(*p)) {
            p++;
        } else {
            text++;
        }
    }
    while (p < end && ascii_is_space(*p) && offset < scalar->text.len && !ascii_is_space(*stop))
        p++;
    if (p > end)
        p = end;
    return (uint32_t)(p - src->text.ptr);
}

static bool holds(const struct node *node, struct span at)
{
    return node->span.file == at.file && node->span.start <= at.start && at.start <= node->span.end;
}

/* `path` and a step to `key`, which is quoted where its dots or spaces could look like steps. */
static const char *path_to_key(struct arena *a, const char *path, struct str key)
{
    enum { SHOWN_MAX = 500 };
    bool plain = key.len > 0 && key.len <= SHOWN_MAX;
    for (size_t i = 0; i < key.len && plain; i++)
        plain = strchr(".[]\"= ", key.ptr[i]) == NULL;
    if (plain)
        return arena_printf(a, "%s%s%.*s", path, *path != '\0' ? "." : "", STR_FMT(key));
    bool cut = key.len > SHOWN_MAX;
    key = utf8_clip(key, SHOWN_MAX);
    return arena_printf(a, "%s[\"%.*s%s\"]", path, STR_FMT(key), cut ? "..." : "");
}

/* The child of `parent` from `child` on (of a map: the key) that holds `at`, or NULL; *index goes along. */
static const struct node *find_child(const struct node *parent, const struct node *child,
                                     struct span at, size_t *index)
{
    bool map = parent->kind == NODE_MAP;
    while (child != NULL && !holds(child, at) && !(map && holds(child->next, at))) {
        child = map ? child->next->next : child->next;
        ++*index;
    }
    return child;
}

const char *node_path(struct arena *a, const struct node *root, struct span at,
                      struct node_trail *trail)
{
    if (root == NULL || !holds(root, at))
        return NULL;
    const char *path = "";
    const struct node *node = root;
    for (size_t depth = 0; depth < NODE_DEPTH_MAX && node != NULL && node->kind != NODE_SCALAR;
         depth++) {
        bool follow = trail->steps[depth].parent == node &&
                      trail->steps[depth].child->span.start <= at.start;
        size_t index = follow ? trail->steps[depth].index : 0;
        const struct node *child =
            find_child(node, follow ? trail->steps[depth].child : node->first, at, &index);
        if (child == NULL && follow) {
            index = 0;
            child = find_child(node, node->first, at, &index);
        }
        if (child == NULL)
            break;
        trail->steps[depth].parent = node;
        trail->steps[depth].child = child;
        trail->steps[depth].index = index;
        if (node->kind == NODE_LIST) {
            path = arena_printf(a, "%s[%zu]", path, index);
            node = child;
        } else {
            path = path_to_key(a, path, child->text);
            node = holds(child->next, at) ? child->next : NULL;
        }
    }
    return path;
}

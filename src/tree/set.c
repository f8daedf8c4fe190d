#include "tree/set.h"

struct step {
    struct str key; /* without its backslashes */
    struct span span;
};

/* The next step of the path in text[*at..end); moves *at behind it and its full stop. */
static struct step next_step(struct arena *a, uint32_t file, struct str text, size_t *at,
                             size_t end)
{
    char *key = arena_alloc(a, end - *at + 1);
    struct step step = {{key, 0}, {file, (uint32_t)*at, 0}};
    size_t i = *at;
    while (i < end && text.ptr[i] != '.') {
        if (text.ptr[i] == '\\' && i + 1 < end)
            i++;
        key[step.key.len++] = text.ptr[i++];
    }
    step.span.end = (uint32_t)i;
    *at = i < end ? i + 1 : end;
    return step;
}

static struct node *new_map(struct arena *a, struct span span)
{
    struct node *map = arena_new(a, struct node);
    map->kind = NODE_MAP;
    map->span = span;
    return map;
}

/* The link to the value of `key` in a map; makes the pair when there is none. */
static struct node **map_slot(struct arena *a, struct node *map, struct step step)
{
    struct node **link = &map->first;
    while (*link != NULL) {
        if (str_eq((*link)->text, step.key))
            return &(*link)->next;
        link = &(*link)->next->next;
    }
    *link = node_scalar(a, step.key, step.span);
    (*link)->next = new_map(a, step.span);
    map->count++;
    return &(*link)->next;
}

/* The link to item number `key` of a list, or NULL. */
static struct node **list_slot(struct node *list, struct str key)
{
    size_t index = 0;
    for (size_t i = 0; i < key.len; i++) {
        if (key.ptr[i] < '0' || key.ptr[i] > '9' || index > list->count)
            return NULL;
        index = index * 10 + (size_t)(key.ptr[i] - '0');
    }
    struct node **link = &list->first;
    while (*link != NULL && index-- > 0)
        link = &(*link)->next;
    return *link != NULL && key.len > 0 ? link : NULL;
}

struct node *tree_set(struct arena *a, struct diags *d, uint32_t file, struct node *root)
{
    struct str text = d->sources[file].text;
    size_t end = str_find(text, 0, '='), at = 0;
    struct span whole = {file, 0, (uint32_t)text.len};
    if (end == text.len || end == 0) {
        diag_add(d, DIAG_BAD_SET, whole, "write --set design.style=classic",
                 "'%.*s' is no assignment", STR_FMT(text));
        return NULL;
    }
    if (root == NULL)
        root = new_map(a, whole);
    struct node **slot = &root;
    while (at < end) {
        struct step step = next_step(a, file, text, &at, end);
        if ((*slot)->kind == NODE_SCALAR) {
            struct node *map = new_map(a, step.span);
            map->next = (*slot)->next;
            *slot = map;
        }
        slot = (*slot)->kind == NODE_MAP ? map_slot(a, *slot, step) : list_slot(*slot, step.key);
        if (slot == NULL) {
            diag_add(d, DIAG_BAD_SET, step.span, "count from 0; a list cannot grow this way",
                     "the list has no item '%.*s'", STR_FMT(step.key));
            return NULL;
        }
    }
    struct node *value = node_scalar(a, str_sub(text, end + 1, text.len),
                                     (struct span){file, (uint32_t)end + 1, (uint32_t)text.len});
    value->style = STYLE_PLAIN; /* so that `null` and `~` are nothing, as in a file */
    value->next = (*slot)->next;
    *slot = value;
    return root;
}

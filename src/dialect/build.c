/* New nodes of a native tree. */
#include "dialect/internal.h"

static struct node *new_node(struct convert *c, enum node_kind kind, struct span span)
{
    struct node *node = arena_new(c->arena, struct node);
    node->kind = (unsigned char)kind;
    node->span = span;
    return node;
}

struct node *copy_tree(struct convert *c, const struct node *node)
{
    struct node *copy = copy_node(c, node), **link = &copy->first;
    if (node->kind == NODE_SCALAR)
        return copy;
    NODE_EACH(child, node) {
        *link = copy_tree(c, child); /* no deeper than NODE_DEPTH_MAX */
        link = &(*link)->next;
    }
    return copy;
}

struct growing grow(struct convert *c, enum node_kind kind, struct span span)
{
    struct node *node = new_node(c, kind, span);
    return (struct growing){.node = node, .link = NULL};
}

struct node *new_text(struct convert *c, struct str text, struct span span)
{
    return node_scalar(c->arena, text, span);
}

struct node *copy_node(struct convert *c, const struct node *node)
{
    struct node *copy = arena_new(c->arena, struct node);
    *copy = *node;
    copy->next = NULL;
    return copy;
}

void add_item(struct growing *list, struct node *item)
{
    if (list->link == NULL)
        list->link = &list->node->first;
    *list->link = item;
    list->link = &item->next;
    list->node->count++;
}

void add_pair(struct convert *c, struct growing *map, const struct node *key, struct str name,
              struct node *value)
{
    struct node *named = new_text(c, name, key != NULL ? key->span : value->span);
    add_item(map, named);
    named->next = value;
    map->link = &value->next;
}

bool is_empty(const struct node *node)
{
    if (node->kind == NODE_SCALAR) {
        struct str text = str_trim(node->text);
        return node_is_null(node) || text.len == 0 || str_is(text, "-") || str_is(text, "\u2013") ||
               str_is(text, "\u2014");
    }
    if (node->kind == NODE_LIST) {
        NODE_EACH(item, node)
            if (!is_empty(item))
                return false;
        return true;
    }
    NODE_EACH_PAIR(key, value, node)
        if (!is_empty(value))
            return false;
    return true;
}

bool node_is_flag(const struct node *node)
{
    return node->kind == NODE_SCALAR && node->style == STYLE_PLAIN &&
           (str_is(node->text, "true") || str_is(node->text, "false"));
}

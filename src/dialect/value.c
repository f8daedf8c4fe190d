/* A native value for a row of the schema, from whatever another format has in its place. */
#include "dialect/internal.h"

#include "base/ascii.h"
#include "model/date.h"

/* ---- values ---- */

/* {start: ..., end: ...} or {year: ..., month: ...} as one text. */
static struct node *date_of_map(struct convert *c, const struct node *map)
{
    const struct node *first = NULL, *second = NULL;
    bool range = false;
    NODE_EACH_PAIR(key, value, map) {
        if (is_empty(value) || value->kind != NODE_SCALAR || node_is_flag(value))
            continue;
        if (key_is(key->text, "start") || key_is(key->text, "from") ||
            key_is(key->text, "startdate") || key_is(key->text, "year"))
            first = value;
        else if (key_is(key->text, "end") || key_is(key->text, "to") ||
                 key_is(key->text, "enddate") || key_is(key->text, "month"))
            second = value;
        else
            return NULL;
        range = range || !(key_is(key->text, "year") || key_is(key->text, "month"));
    }
    if (range && first != NULL && second == NULL) /* it goes on */
        return new_text(c, str_of(arena_printf(c->arena, "%.*s - present", STR_FMT(first->text))),
                        map->span);
    if (first == NULL || second == NULL)
        return first != NULL || second != NULL ? copy_node(c, first != NULL ? first : second)
                                               : NULL;
    bool digit = second->text.len == 1;
    const char *joiner = range ? " - " : digit ? "-0" : "-";
    return new_text(c,
                    str_of(arena_printf(c->arena, "%.*s%s%.*s", STR_FMT(first->text), joiner,
                                        STR_FMT(second->text))),
                    map->span);
}

/* [start, end] as one text; an end that is null is still to come. */
static struct node *date_of_list(struct convert *c, const struct node *list)
{
    const struct node *start = list->first, *end = list->count == 2 ? start->next : NULL;
    if (end == NULL || start->kind != NODE_SCALAR || end->kind != NODE_SCALAR || is_empty(start))
        return NULL;
    struct str to = is_empty(end) ? STR("present") : end->text;
    return new_text(
        c, str_of(arena_printf(c->arena, "%.*s - %.*s", STR_FMT(start->text), STR_FMT(to))),
        list->span);
}

/* {city: ..., country: ...} as one text. */
static struct node *place_of_map(struct convert *c, const struct node *map)
{
    struct growing parts = grow(c, NODE_LIST, map->span);
    NODE_EACH_PAIR(key, value, map) {
        (void)key;
        struct node *text = is_empty(value) ? NULL : text_node(c, value, TEXT_LINE);
        if (text != NULL)
            add_item(&parts, text);
    }
    return parts.node->count > 0 ? text_node(c, parts.node, TEXT_LINE) : NULL;
}

/* `*A. Author*`, by which people mark themselves: the name between, or STR_NONE. */
static struct str starred(struct str name)
{
    static const char *const marks[] = {"***", "**", "*", "__", "_"};
    name = str_trim(name);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct str mark = str_of(marks[i]);
        if (name.len > 2 * mark.len && str_starts(name, mark) &&
            str_eq(str_sub(name, name.len - mark.len, name.len), mark)) {
            struct str inner = str_sub(name, mark.len, name.len - mark.len);
            bool more = memchr(inner.ptr, '*', inner.len) != NULL;
            return more ? STR_NONE : inner;
        }
    }
    return STR_NONE;
}

/* Whether a map is a person in native words: {name: ..., role: ..., url: ...}. */
static bool is_native_person(const struct node *node)
{
    NODE_EACH_PAIR(key, value, node)
        if (table_row(&person_table, name_find(key->text)) == NULL)
            return false;
    return node_get(node, STR("name")) != NULL;
}

static struct node *person(struct convert *c, const struct node *node)
{
    const struct node *name = NULL;
    bool more = false;
    if (node->kind == NODE_MAP && node->count > 1 && is_native_person(node))
        return copy_node(c, node);
    if (node->kind == NODE_MAP)
        NODE_EACH_PAIR(key, value, node) {
            if (key_is(key->text, "name") && value->kind == NODE_SCALAR)
                name = value;
            else if (!is_empty(value) && !table_is_decoration(key->text, value))
                more = true;
        }
    if (more) /* a text, then */
        name = NULL;
    else if (name != NULL)
        NODE_EACH_PAIR(key, value, node)
            if (value != name && !is_empty(value))
                remark(c, value,
                       arena_printf(c->arena, "'%.*s' is not printed", STR_FMT(key->text)), NULL);
    struct node *text = text_node(c, name != NULL ? name : node, TEXT_LINE);
    struct str own = text != NULL ? starred(text->text) : STR_NONE;
    if (own.len == 0)
        return text;
    struct growing map = grow(c, NODE_MAP, text->span);
    add_pair(c, &map, text, STR("name"), new_text(c, own, text->span));
    add_pair(c, &map, text, STR("role"), new_text(c, STR("self"), text->span));
    return map.node;
}

static struct node *people(struct convert *c, const struct node *node)
{
    if (node->kind != NODE_LIST)
        return person(c, node);
    struct growing list = grow(c, NODE_LIST, node->span);
    NODE_EACH(item, node) {
        struct node *one = is_empty(item) ? NULL : person(c, item);
        if (one != NULL)
            add_item(&list, one);
    }
    return list.node->count > 0 ? list.node : NULL;
}

/* A map from labels to addresses; NULL when it is something else. */
static struct node *pairs(struct convert *c, const struct node *node)
{
    if (node->kind != NODE_MAP)
        return NULL;
    struct growing map = grow(c, NODE_MAP, node->span);
    NODE_EACH_PAIR(key, value, node) {
        if (value->kind != NODE_SCALAR)
            return NULL;
        struct node *text = text_node(c, value, TEXT_PLAIN);
        if (text != NULL)
            add_pair(c, &map, key, key_label(c, key->text, false), text);
    }
    return map.node->count > 0 ? map.node : NULL;
}

/* `2017-09-31` as its month, for there is no such day: so that it is printed, and can be converted. */
static struct node *date_text(struct convert *c, const struct node *node)
{
    struct date_range range;
    struct node *date = text_node(c, node, TEXT_PLAIN);
    if (date == NULL || date_parse(str_trim(date->text), &range) != DATE_IMPOSSIBLE)
        return date;
    struct str given = str_trim(date->text), part = given;
    while (part.len > 4) {
        part.len--;
        bool sign = strchr("-/", part.ptr[part.len]) != NULL;
        if (!sign || date_parse(part, &range) != DATE_OK || range.is_range)
            continue;
        diag_add(c->diags, DIAG_BAD_DATE, node->span, "write the date as it was",
                 "there is no date '%.*s'; '%.*s' is printed", STR_FMT(given), STR_FMT(part));
        return new_text(c, part, date->span);
    }
    return date;
}

static bool is_count(struct str text)
{
    size_t i = 0;
    while (i < text.len && ascii_is_digit(text.ptr[i]))
        i++;
    return i == text.len && i > 0 && i < 10;
}

struct node *value_for(struct convert *c, const struct row *row, const struct node *node)
{
    bool list = (row->flags & ROW_LIST) != 0;
    if (is_empty(node))
        return NULL;
    switch (row->kind) {
    case KIND_LINE:
        if (row->key == NAME_location && node->kind == NODE_MAP &&
            text_in_language(c, node) == NULL)
            return place_of_map(c, node);
        return list ? text_list(c, node, TEXT_LINE) : text_node(c, node, TEXT_LINE);
    case KIND_PROSE:
        if (list)
            return text_list(c, node, row->key == NAME_highlights ? TEXT_BULLET : TEXT_LINE);
        return text_node(c, node, TEXT_PROSE);
    case KIND_DATE:
        if (node->kind != NODE_SCALAR) {
            struct node *date =
                node->kind == NODE_MAP ? date_of_map(c, node) : date_of_list(c, node);
            if (date != NULL)
                return date;
        }
        return node->kind == NODE_SCALAR ? date_text(c, node) : text_node(c, node, TEXT_PLAIN);
    case KIND_URL:
    case KIND_EMAIL:
    case KIND_VERBATIM:
        if (list)
            return text_list(c, node, TEXT_PLAIN);
        return node->kind == NODE_SCALAR ? text_node(c, node, TEXT_PLAIN) : NULL;
    case KIND_NAME:
        return text_node(c, node, TEXT_PLAIN);
    case KIND_PERSON:
        return people(c, node);
    case KIND_COUNT:
        if (node->kind == NODE_SCALAR)
            return is_count(node->text) ? text_node(c, node, TEXT_PLAIN) : NULL;
        return copy_node(c, node);
    case KIND_MAP: /* in native words */
        return node->kind == NODE_MAP ? copy_node(c, node) : NULL;
    case KIND_PAIRS:
        return pairs(c, node);
    case KIND_WORD:
        return node->kind == NODE_SCALAR ? text_node(c, node, TEXT_PLAIN) : NULL;
    default:
        return NULL;
    }
}

/* ---- two values for one key ---- */

static struct node *joined_list(struct convert *c, struct node *a, struct node *b)
{
    struct growing list = grow(c, NODE_LIST, a->span);
    struct node *both[] = {a, b};
    for (size_t i = 0; i < 2; i++) {
        if (both[i]->kind != NODE_LIST) {
            add_item(&list, copy_node(c, both[i]));
            continue;
        }
        for (struct node *item = both[i]->first, *next; item != NULL; item = next) {
            next = item->next;
            item->next = NULL;
            add_item(&list, item);
        }
    }
    return list.node;
}

bool value_join(struct convert *c, const struct row *row, struct node *old, struct node *value)
{
    struct node *next = old->next, *both;
    bool scalars = old->kind == NODE_SCALAR && value->kind == NODE_SCALAR;
    if (scalars && row->kind == KIND_LINE && str_eq(str_trim(old->text), str_trim(value->text)))
        return true;
    if (scalars && row->kind == KIND_DATE && str_starts(str_trim(old->text), str_trim(value->text)))
        return true; /* its year again */
    if (row->flags & ROW_LIST)
        both = joined_list(c, copy_node(c, old), value);
    else if (scalars && (row->kind == KIND_LINE || row->kind == KIND_PROSE))
        both = new_text(c,
                        str_of(arena_printf(c->arena, "%.*s%s%.*s", STR_FMT(str_trim(old->text)),
                                            row->kind == KIND_LINE ? ", " : "\n\n",
                                            STR_FMT(str_trim(value->text)))),
                        old->span);
    else
        return false;
    *old = *both;
    old->next = next;
    return true;
}

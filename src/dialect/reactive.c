/*
 * Files of Reactive Resume, told over in the words of JSON Resume: there the sections stand in a map
 * of their own, {summary: {name, content}, work: {name, items}, ...}, with what is hidden among them.
 */
#include "dialect/internal.h"
#include "model/check.h"

static struct node *get(const struct node *map, const char *key)
{
    return map->kind == NODE_MAP ? node_get(map, str_of(key)) : NULL;
}

static bool says(const struct node *map, const char *key, const char *flag)
{
    const struct node *value = get(map, key);
    return value != NULL && node_is_flag(value) && str_is(value->text, flag);
}

static bool is_section(const struct node *node)
{
    const struct node *items = get(node, "items"), *content = get(node, "content");
    bool told = (items != NULL && items->kind == NODE_LIST) ||
                (content != NULL && content->kind == NODE_SCALAR);
    return told && (get(node, "visible") != NULL || get(node, "hidden") != NULL);
}

bool reactive_is(const struct node *root)
{
    const struct node *basics = get(root, "basics"), *sections = get(root, "sections");
    if (basics == NULL || basics->kind != NODE_MAP || sections == NULL ||
        sections->kind != NODE_MAP)
        return false;
    NODE_EACH_PAIR(key, value, sections)
        if (is_section(value))
            return true;
    return false;
}

/* Whether `map` is hidden, which makes a warning when there is something in it. */
static bool is_hidden(struct convert *c, const struct node *map)
{
    if (!says(map, "visible", "false") && !says(map, "hidden", "true"))
        return false;
    const struct node *items = get(map, "items");
    if (items == NULL || !is_empty(items))
        remark(c, map, "what the file hides is not printed", NULL);
    return true;
}

/* What only the program needs. */
static bool is_bookkeeping(struct str key)
{
    static const char *const keys[] = {"id",   "visible",   "hidden", "columns", "separateLinks",
                                       "icon", "iconColor", "options"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_is(key, keys[i]))
            return true;
    return false;
}

/* The address in {href or url, label}, or NULL when `node` is nothing of the kind. */
static const struct node *address_in(const struct node *node)
{
    const struct node *href = get(node, "href") != NULL ? get(node, "href") : get(node, "url");
    return href != NULL && href->kind == NODE_SCALAR && get(node, "label") != NULL ? href : NULL;
}

static void add_text(struct convert *c, struct growing *map, const char *key,
                     const struct node *text)
{
    add_pair(c, map, text, str_of(key), copy_tree(c, text));
}

/* {name: label, url: href} where the label says more than the address. */
static struct node *link_node(struct convert *c, const struct node *label, const struct node *href)
{
    struct growing link = grow(c, NODE_MAP, href->span);
    add_text(c, &link, "name", label);
    add_text(c, &link, "url", href);
    return link.node;
}

static void add_address(struct convert *c, struct growing *map, const struct node *value)
{
    const struct node *href = address_in(value), *label = get(value, "label");
    if (is_empty(href))
        return;
    struct str end = str_trim(label->text), whole = str_trim(href->text);
    bool own = label->kind == NODE_SCALAR && !is_empty(label) && !check_is_address(end) &&
               !(end.len <= whole.len &&
                 str_eq_nocase(end, str_sub(whole, whole.len - end.len, whole.len)));
    if (!own) {
        add_text(c, map, "url", href);
        return;
    }
    struct growing links = grow(c, NODE_LIST, href->span);
    add_item(&links, link_node(c, label, href));
    add_pair(c, map, href, STR("links"), links.node);
}

/* How well somebody knows something: in a word, else as a number of five, where 0 says nothing. */
static void add_level(struct convert *c, struct growing *map, const struct node *level,
                      bool in_words)
{
    if (is_empty(level) || str_is(level->text, "0"))
        return;
    if (in_words)
        remark(c, level, "'level' is not printed", "the words beside it say how well");
    else
        add_pair(c, map, level, STR("level"),
                 new_text(c, str_of(arena_printf(c->arena, "%.*s/5", STR_FMT(level->text))),
                          level->span));
}

/* The paragraphs and lists of the program's editor. */
static bool is_prose(const struct node *value)
{
    return value->kind == NODE_SCALAR && str_starts(str_trim(value->text), STR("<")) &&
           value->text.ptr[value->text.len - 1] == '>';
}

/* A description of a skill with more bytes than this is more than a level. */
enum { LEVEL_MAX_BYTES = 30 };

static struct node *plain_item(struct convert *c, struct str section, const struct node *item)
{
    struct growing map = grow(c, NODE_MAP, item->span);
    bool skill = str_is(section, "skills"), language = str_is(section, "languages");
    const struct node *description = get(item, "description"), *level = get(item, "level");
    bool brief = (skill || language) && description != NULL && description->kind == NODE_SCALAR &&
                 !is_empty(description) && description->text.len <= LEVEL_MAX_BYTES;
    bool in_words = brief || get(item, "proficiency") != NULL || get(item, "fluency") != NULL;
    NODE_EACH_PAIR(key, value, item) {
        if (is_bookkeeping(key->text))
            continue;
        if (address_in(value) != NULL)
            add_address(c, &map, value);
        else if (value == description && brief)
            add_text(c, &map, skill ? "level" : "fluency", value);
        else if (value == description && is_prose(value) && get(item, "summary") == NULL)
            add_text(c, &map, "summary", value);
        else if (value == level && (skill || language) && value->kind == NODE_SCALAR)
            add_level(c, &map, value, in_words);
        else
            add_pair(c, &map, key, key->text, copy_tree(c, value));
    }
    return map.node;
}

/* The rewritten file as it grows. */
struct plain {
    struct growing root, titles;
};

static void add_section(struct convert *c, struct plain *plain, const struct node *key,
                        const struct node *section)
{
    const struct node *items = get(section, "items"), *content = get(section, "content");
    const struct node *name =
        get(section, "name") != NULL ? get(section, "name") : get(section, "title");
    if (is_hidden(c, section))
        return;
    if (name != NULL && name->kind == NODE_SCALAR && !is_empty(name))
        add_pair(c, &plain->titles, key, key->text, copy_node(c, name));
    if (items == NULL || items->kind != NODE_LIST) {
        add_pair(c, &plain->root, key, key->text,
                 copy_tree(c, content != NULL ? content : section));
        return;
    }
    struct growing list = grow(c, NODE_LIST, items->span);
    NODE_EACH(item, items) {
        if (item->kind != NODE_MAP)
            add_item(&list, copy_tree(c, item));
        else if (!is_hidden(c, item))
            add_item(&list, plain_item(c, key->text, item));
    }
    add_pair(c, &plain->root, key, key->text, list.node);
}

/* `custom` of the sections, and `customSections` of the root. */
static void add_custom(struct convert *c, struct plain *plain, const struct node *custom)
{
    if (custom->kind == NODE_MAP) {
        NODE_EACH_PAIR(key, section, custom)
            if (section->kind == NODE_MAP)
                add_section(c, plain, key, section);
        return;
    }
    NODE_EACH(section, custom) {
        const struct node *id = get(section, "id");
        if (id != NULL && id->kind == NODE_SCALAR)
            add_section(c, plain, id, section);
    }
}

/* {name, value}, or {text, link}, that the person adds to the header. */
static void add_field(struct convert *c, struct growing *basics, struct growing *links,
                      const struct node *field)
{
    const struct node *name = get(field, "name"), *value = get(field, "value");
    const struct node *text = get(field, "text"), *link = get(field, "link");
    if (text == NULL || text->kind != NODE_SCALAR)
        text = value;
    if (text == NULL || text->kind != NODE_SCALAR || is_empty(text))
        return;
    if (name != NULL && name->kind == NODE_SCALAR && !is_empty(name))
        add_pair(c, basics, name, name->text, copy_node(c, text));
    else if (link != NULL && link->kind == NODE_SCALAR && !is_empty(link))
        add_item(links, link_node(c, text, link));
    else if (check_is_address(str_trim(text->text)))
        add_item(links, copy_node(c, text));
    else
        add_pair(c, basics, text, STR(""), copy_node(c, text));
}

static void add_basics(struct convert *c, struct plain *plain, const struct node *given)
{
    struct growing basics = grow(c, NODE_MAP, given->span), links = grow(c, NODE_LIST, given->span);
    NODE_EACH_PAIR(key, value, given) {
        const struct node *url = get(value, "url");
        if (str_is(key->text, "customFields") && value->kind == NODE_LIST)
            NODE_EACH(field, value)
                add_field(c, &basics, &links, field);
        else if (str_is(key->text, "picture") && url != NULL)
            add_text(c, &basics, "picture", url);
        else if (address_in(value) != NULL)
            add_address(c, &basics, value);
        else
            add_pair(c, &basics, key, key->text, copy_tree(c, value));
    }
    if (links.node->count > 0)
        add_pair(c, &basics, NULL, STR("links"), links.node);
    add_pair(c, &plain->root, given, STR("basics"), basics.node);
}

/* The ids in lists in lists: pages, and columns of a page. */
static void add_order(struct convert *c, struct growing *order, const struct node *layout)
{
    if (layout->kind == NODE_SCALAR) {
        struct str id = layout->text;
        if (str_starts(id, STR("custom.")))
            id = str_sub(id, strlen("custom."), id.len);
        add_item(order, new_text(c, id, layout->span));
    } else if (layout->kind == NODE_LIST) {
        NODE_EACH(part, layout)
            add_order(c, order, part);
    } else {
        static const char *const parts[] = {"pages", "main", "sidebar"};
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            if (get(layout, parts[i]) != NULL)
                add_order(c, order, get(layout, parts[i]));
    }
}

static void add_metadata(struct convert *c, struct plain *plain, const struct node *metadata)
{
    const struct node *layout = get(metadata, "layout"), *notes = get(metadata, "notes");
    const struct node *locale =
        get(get(metadata, "page") != NULL ? get(metadata, "page") : metadata, "locale");
    struct growing order = grow(c, NODE_LIST, metadata->span);
    if (layout != NULL)
        add_order(c, &order, layout);
    if (order.node->count > 0)
        add_pair(c, &plain->root, layout, STR("order"), order.node);
    if (locale != NULL && locale->kind == NODE_SCALAR)
        add_text(c, &plain->root, "locale", locale);
    if (notes != NULL && !is_empty(notes))
        remark(c, notes, "'notes' is not printed", NULL);
}

const struct node *reactive_plain(struct convert *c, const struct node *root)
{
    struct plain plain = {grow(c, NODE_MAP, root->span), grow(c, NODE_MAP, root->span)};
    NODE_EACH_PAIR(key, value, root) {
        if (str_is(key->text, "basics"))
            add_basics(c, &plain, value);
        else if (str_is(key->text, "metadata") && value->kind == NODE_MAP)
            add_metadata(c, &plain, value);
        else if (str_is(key->text, "customSections"))
            add_custom(c, &plain, value);
        else if (str_is(key->text, "summary") && is_section(value))
            add_section(c, &plain, key, value);
        else if (str_is(key->text, "picture") && get(value, "url") != NULL)
            add_text(c, &plain.root, "picture", get(value, "url"));
        else if (str_is(key->text, "sections"))
            NODE_EACH_PAIR(id, section, value) {
                if (str_is(id->text, "custom"))
                    add_custom(c, &plain, section);
                else
                    add_section(c, &plain, id, section);
            }
        else
            add_pair(c, &plain.root, key, key->text, copy_tree(c, value));
    }
    if (plain.titles.node->count > 0)
        add_pair(c, &plain.root, NULL, STR("titlenamemap"), plain.titles.node);
    return plain.root.node;
}

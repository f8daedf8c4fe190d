/* What people nest in an entry, of which no format knows: a text with a list below it. */
#include "dialect/internal.h"


/* Lists in lists beyond this are told in one line: LaTeX has no more levels. */
enum { LEVELS_MAX = 3 };

/* A list with a longer item than this, and a longer map, is told in several lines. */
enum { ITEM_MAX_BYTES = 60, LINE_MAX_BYTES = 150 };

/* ---- what a key is ---- */

static bool is_one_of(struct str key, const char *const *words)
{
    while (*words != NULL && !key_is(key, *words))
        words++;
    return *words != NULL;
}

bool nested_is_wrapper(struct str key)
{
    static const char *const words[] = {"text",  "name",  "title",       "value",   "content",
                                        "label", "item",  "description", "summary", "highlight",
                                        "keyword", "skill", "course",    "point",   "bullet",
                                        "accomplishment", "achievement", "responsibility", "task",
                                        "detail", "position", "heading", "topic", "category", NULL};
    return is_one_of(key, words);
}

/* A list below a text that needs no word to say what it is. */
static bool is_plain_list(struct str key)
{
    static const char *const words[] = {
        "contents", "items",   "highlights",  "children",         "bullets",
        "subitems", "sub",     "details",     "points",           "tasks",
        "list",     "entries", "description", "responsibilities", NULL};
    return is_one_of(key, words);
}

const struct node *nested_name(const struct node *map)
{
    NODE_EACH_PAIR(key, value, map)
        if (value->kind == NODE_SCALAR && !is_empty(value) &&
            (key_is(key->text, "name") || key_is(key->text, "title")))
            return value;
    return NULL;
}

bool nested_is_date(struct str key)
{
    const char *alias = table_alias(ENTRY_TYPE_COUNT, key);
    struct str name = alias != NULL ? str_of(alias) : key;
    return str_is(name, "date") || str_is(name, "start_date") || str_is(name, "end_date") ||
           key_is(key, "year");
}

const struct node *nested_called(const struct node *map)
{
    NODE_EACH_PAIR(key, value, map)
        if (nested_is_wrapper(key->text) && value->kind == NODE_SCALAR && !is_empty(value))
            return key;
    return NULL;
}

const struct node *nested_link(const struct node *map)
{
    static const char *const words[] = {"url", "link", "href", "website", "uri", "source", NULL};
    const struct node *url = NULL, *called = nested_called(map);
    NODE_EACH_PAIR(key, value, map) {
        struct str address = value->kind == NODE_SCALAR ? str_trim(value->text) : STR_NONE;
        if (is_one_of(key->text, words) &&
            (str_starts(address, STR("https://")) || str_starts(address, STR("http://"))))
            url = value;
    }
    bool text = called != NULL && !str_has(called->next->text, ']');
    bool plain = url != NULL;
    for (size_t i = 0; plain && i < url->text.len; i++)
        plain = strchr(" ()<>\t\n", url->text.ptr[i]) == NULL;
    return text && plain ? url : NULL;
}

void nested_write_link(struct writer *w, struct str text, const struct node *url)
{
    write_char(w, '[');
    write_str(w, text);
    write_str(w, STR("]("));
    write_str(w, str_trim(url->text));
    write_char(w, ')');
}

/* The bytes of all texts in `node`, up to a few more than `most`. */
static size_t bytes_in(const struct node *node, size_t most)
{
    size_t total = 0;
    if (node->kind == NODE_SCALAR)
        return node->text.len;
    for (const struct node *child = node->first; child != NULL && total <= most;
         child = child->next)
        total += bytes_in(child, most);
    return total;
}

bool nested_has_lines(const struct node *node)
{
    bool in_list = node->kind == NODE_LIST;
    if (node->kind == NODE_SCALAR)
        return false;
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        const struct node *url = child->kind == NODE_MAP ? nested_link(child) : NULL;
        size_t most = ITEM_MAX_BYTES + (url != NULL ? url->text.len : 0);
        if (in_list && bytes_in(child, most) > most)
            return true;
        if (child->kind != NODE_SCALAR && nested_has_lines(child))
            return true;
    }
    return !in_list && bytes_in(node, LINE_MAX_BYTES) > LINE_MAX_BYTES;
}

/* ---- writing ---- */

static void write_below(struct convert *c, struct writer *w, const struct node *list,
                        unsigned level);

static void start_line(struct writer *w, unsigned level)
{
    if (w->len > 0)
        write_char(w, '\n');
    for (unsigned i = 0; i < level; i++)
        write_str(w, STR("  "));
    write_str(w, STR("- "));
}

/* The dates of a map, behind what is dated. */
static void write_dates(struct convert *c, struct writer *w, const struct node *map)
{
    bool any = false;
    NODE_EACH_PAIR(key, value, map) {
        if (!nested_is_date(key->text) || value->kind != NODE_SCALAR || is_empty(value))
            continue;
        write_str(w, any ? STR(" \u2013 ") : w->len > 0 ? STR(" (") : STR("("));
        write_flat(c, w, value, TEXT_LINE, 1);
        any = true;
    }
    write_str(w, any ? STR(")") : STR(""));
}

/* Whether a scalar of a map stands in its line; a remark on it when it is not for the page. */
static bool stands_in_head(struct convert *c, const struct node *map, const struct node *key,
                           const struct node *value)
{
    struct str base, language;
    if (value->kind != NODE_SCALAR || is_empty(value) || nested_is_date(key->text))
        return false;
    if (text_is_twin(map, key->text, &base, &language)) {
        text_remark_twin(c, value, language);
        return false;
    }
    if (!table_is_decoration(key->text, value) && !node_is_flag(value))
        return true;
    remark(c, value, arena_printf(c->arena, "'%.*s' is not printed", STR_FMT(key->text)), NULL);
    return false;
}

/* The scalars of a map in one line, its own texts first; false when it has none. */
static bool write_head(struct convert *c, struct writer *w, const struct node *map)
{
    const struct node *url = nested_link(map), *linked = url;
    unsigned count = 0;
    NODE_EACH_PAIR(key, value, map) {
        if (value == linked || !nested_is_wrapper(key->text) || !stands_in_head(c, map, key, value))
            continue;
        write_str(w, count == 1 ? STR(": ") : count > 1 ? STR("; ") : STR(""));
        struct node *text = text_node(c, value, TEXT_LINE);
        if (url != NULL && count == 0)
            nested_write_link(w, text->text, url);
        else
            write_str(w, text->text);
        url = NULL;
        count++;
    }
    NODE_EACH_PAIR(key, value, map) {
        if (value == linked || nested_is_wrapper(key->text) || !stands_in_head(c, map, key, value))
            continue;
        write_str(w, count > 0 ? STR("; ") : STR(""));
        write_str(w, key_label(c, key->text, false));
        write_str(w, STR(": "));
        write_flat(c, w, value, TEXT_LINE, 1);
        count++;
    }
    write_dates(c, w, map);
    return count > 0;
}

/* A value that is no text, below the text that it belongs to. */
static void write_pair(struct convert *c, struct writer *w, const struct node *key,
                       const struct node *value, unsigned level)
{
    if (is_empty(value))
        return;
    if (value->kind == NODE_LIST && (nested_has_lines(value) || is_plain_list(key->text))) {
        write_below(c, w, value, level);
        return;
    }
    start_line(w, level);
    write_str(w, key_label(c, key->text, false));
    write_str(w, STR(": "));
    write_flat(c, w, value, TEXT_LINE, level + 1);
}

static void write_item(struct convert *c, struct writer *w, const struct node *map, unsigned level)
{
    if (map->kind != NODE_MAP || level > LEVELS_MAX || map->count == 1 ||
        !write_head(c, w, map)) {
        write_flat(c, w, map, TEXT_LINE, level > 0);
        return;
    }
    NODE_EACH_PAIR(key, value, map)
        if (value->kind != NODE_SCALAR)
            write_pair(c, w, key, value, level);
}

/* The items of a list, a line each. */
static void write_below(struct convert *c, struct writer *w, const struct node *list,
                        unsigned level)
{
    NODE_EACH(item, list) {
        if (is_empty(item))
            continue;
        start_line(w, level);
        write_item(c, w, item, level + 1);
    }
}

/* Whether a map has a text that the rest belongs to. */
static bool has_head(const struct node *map)
{
    NODE_EACH_PAIR(key, value, map)
        if (value->kind == NODE_SCALAR && !is_empty(value) && nested_is_wrapper(key->text))
            return true;
    return false;
}

struct node *nested_text(struct convert *c, const struct node *node)
{
    struct writer w = {.arena = c->arena};
    if (is_empty(node))
        return NULL;
    if (node->kind == NODE_LIST && node->count == 1)
        write_item(c, &w, node->first, 0);
    else if (node->kind == NODE_LIST)
        write_below(c, &w, node, 0);
    else if (has_head(node) || !nested_has_lines(node))
        write_item(c, &w, node, 0);
    else
        NODE_EACH_PAIR(key, value, node)
            write_pair(c, &w, key, value, 0);
    struct str text = str_trim((struct str){w.ptr, w.len});
    return text.len > 0 ? new_text(c, text, node->span) : NULL;
}

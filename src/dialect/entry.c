/* Entries: the native keys and values for what another format has. */
#include "base/ascii.h"
#include "dialect/internal.h"
#include "model/date.h"

/* A line with a label holds this much; a longer text is a paragraph. */
enum { LINE_MAX_BYTES = 300 };

/* What a few words about a project are, in bytes: a longer text is no part of its head. */
enum { HEAD_MAX_BYTES = 70 };

/* What stands behind a year, in the line that the year begins. */
enum { DATED_MAX_BYTES = 160 };

/* ---- keys ---- */

struct entry {
    const struct node *map; /* the original */
    const struct table *table;
    enum entry_type type;
    struct growing node, extra;
    bool has_date; /* of its own, beside those of what it is in */
};

static void put(struct convert *c, struct entry *entry, const struct row *row,
                const struct node *key, struct node *value)
{
    struct str name = str_of(name_text(row->key));
    struct node *old = node_get(entry->node.node, name);
    if (old == NULL)
        add_pair(c, &entry->node, key, name, value);
    else if (!value_join(c, row, old, value))
        remark(c, key, "a second value for one key is not printed", NULL);
}

/* Where an entry of one line has room for a word more; NULL: in a line of its own. */
static const struct row *row_for_remarks(const struct entry *entry)
{
    if (entry->type == ENTRY_BULLET || entry->type == ENTRY_TEXT)
        return &entry->table->rows[0];
    bool brief = entry->type == ENTRY_SKILL || entry->type == ENTRY_LANGUAGE ||
                 entry->type == ENTRY_INTEREST;
    return brief ? table_row(entry->table, NAME_keywords) : NULL;
}

/* A key that the type does not know: a line with a label, or a paragraph when it is long. */
static void put_extra(struct convert *c, struct entry *entry, const struct node *key,
                      const struct node *value)
{
    bool decoration = table_is_decoration(key->text, value);
    if (decoration || node_is_flag(value)) {
        remark(c, value, arena_printf(c->arena, "'%.*s' is not printed", STR_FMT(key->text)), NULL);
        return;
    }
    struct str label = key_label(c, key->text, false);
    const struct row *summary = table_row(entry->table, NAME_summary);
    const struct row *highlights = table_row(entry->table, NAME_highlights);
    if (highlights != NULL && nested_has_lines(value) && !text_is_in_languages(value)) {
        struct node *below = nested_text(c, value);
        if (below != NULL) {
            const char *joint = str_starts(below->text, STR("- ")) ? "\n" : " ";
            const char *item = arena_printf(c->arena, "%.*s:%s%.*s", STR_FMT(label), joint,
                                            STR_FMT(below->text));
            put(c, entry, highlights, key, new_text(c, str_of(item), value->span));
        }
        return;
    }
    struct node *text = text_node(c, value, TEXT_LINE);
    if (text == NULL)
        return;
    if (text->text.len > LINE_MAX_BYTES && summary != NULL) {
        text = text_node(c, value, TEXT_PROSE);
        text->text = str_of(arena_printf(c->arena, "**%.*s:** %.*s", STR_FMT(label),
                                         STR_FMT(text->text)));
        put(c, entry, summary, key, text);
        return;
    }
    const struct row *inline_row = row_for_remarks(entry);
    if (inline_row != NULL && text->text.len <= HEAD_MAX_BYTES) {
        text = new_text(c, str_of(arena_printf(c->arena, "%.*s: %.*s", STR_FMT(label),
                                               STR_FMT(text->text))),
                        text->span);
        put(c, entry, inline_row, key, text);
        return;
    }
    if (entry->extra.node == NULL)
        entry->extra = grow(c, NODE_MAP, value->span);
    add_pair(c, &entry->extra, key, label, text);
}

/* The row of the entry's type for `key`, or NULL. */
static const struct row *row_of(const struct table *table, enum entry_type type, struct str key)
{
    const char *alias = table_alias(type, key);
    enum name name = alias != NULL ? name_find(str_of(alias)) : NAME_COUNT;
    const struct row *row = name < NAME_COUNT ? table_row(table, name) : NULL;
    if (row == NULL && (name = key_name(table, key)) < NAME_COUNT)
        row = table_row(table, name);
    if (row == NULL || (row->flags & ROW_OPTION))
        return NULL;
    return table_row(table, row->means);
}

/* The same, also for a title and a description that the type calls otherwise. */
static const struct row *row_near(const struct table *table, enum entry_type type, struct str key)
{
    const struct row *row = row_of(table, type, key);
    if (row == NULL && (key_is(key, "title") || key_is(key, "name")))
        return &table->rows[0];
    return row == NULL && key_is(key, "description") ? table_row(table, NAME_summary) : row;
}

/* The row for a key of `map`; another key's is not taken from it. */
static const struct row *row_in(const struct entry *entry, struct str key)
{
    const struct row *near = row_near(entry->table, entry->type, key);
    if (near == NULL || row_of(entry->table, entry->type, key) == near)
        return near;
    NODE_EACH_PAIR(other, value, entry->map)
        if (!is_empty(value) && row_of(entry->table, entry->type, other->text) == near)
            return near->key == NAME_summary ? near : NULL;
    return near;
}

/* Whether `from` and `to` tell who and not when. */
static bool is_no_date(const struct node *key, const struct node *value)
{
    struct date_range range;
    if (value->kind != NODE_SCALAR || !(key_is(key->text, "from") || key_is(key->text, "to")))
        return false;
    for (size_t i = 0; i < value->text.len; i++)
        if (value->text.ptr[i] >= '0' && value->text.ptr[i] <= '9')
            return false;
    return date_parse(str_trim(value->text), &range) != DATE_OK;
}

static bool has_date(const struct node *map)
{
    NODE_EACH_PAIR(key, value, map)
        if (nested_is_date(key->text) && !is_empty(value))
            return true;
    return false;
}

static void take_pair(struct convert *c, struct entry *entry, const struct node *key,
                      const struct node *value)
{
    struct str base, language;
    if (is_empty(value))
        return;
    if (text_is_twin(entry->map, key->text, &base, &language)) {
        text_remark_twin(c, value, language);
        return;
    }
    value = text_in_twin(c, entry->map, key, value);
    const struct row *row = row_in(entry, key->text);
    if (row != NULL && row->key == NAME_description && value->kind == NODE_SCALAR &&
        (value->text.len > HEAD_MAX_BYTES ||
         memchr(value->text.ptr, '\n', value->text.len) != NULL))
        row = table_row(entry->table, NAME_summary);
    bool is_list = value->kind == NODE_LIST && row != NULL &&
                   (row->key == NAME_summary || row->key == NAME_description);
    if (is_list && table_row(entry->table, NAME_highlights) != NULL)
        row = table_row(entry->table, NAME_highlights);
    if (row != NULL && row->kind == KIND_DATE && is_no_date(key, value))
        row = NULL; /* from: The King */
    bool maps = row != NULL && row->kind == KIND_LINE && value->kind == NODE_MAP &&
                row->key != NAME_location && !text_is_in_languages(value);
    const struct node *name = maps ? nested_name(value) : NULL;
    if (name != NULL) { /* company: {name: ..., link: ...} */
        put(c, entry, row, key, text_node(c, name, TEXT_LINE));
        NODE_EACH_PAIR(other, part, value)
            if (nested_is_date(other->text) && entry->has_date)
                put_extra(c, entry, other, part);
            else if (part != name)
                take_pair(c, entry, other, part);
        return;
    }
    struct node *made = row != NULL && !maps ? value_for(c, row, value) : NULL;
    if (made != NULL)
        put(c, entry, row, key, made);
    else
        put_extra(c, entry, key, value);
}

/* ---- types ---- */

bool entry_knows(const struct node *map, enum entry_type type)
{
    NODE_EACH_PAIR(key, value, map)
        if (!is_empty(value) && row_near(entry_tables[type], type, key->text) != NULL)
            return true;
    return false;
}

bool entry_is_one(const struct node *map, enum entry_type type)
{
    size_t known = 0;
    bool named = false;
    NODE_EACH_PAIR(key, value, map) {
        const struct row *row = row_of(entry_tables[type], type, key->text);
        known += row != NULL;
        named = named || row == &entry_tables[type]->rows[0];
    }
    bool brief = type == ENTRY_SKILL || type == ENTRY_LANGUAGE || type == ENTRY_INTEREST;
    return named || (!brief && known * 2 >= map->count);
}

enum entry_type entry_type_by_keys(struct convert *c, const struct node *node)
{
    if (node->kind != NODE_MAP)
        return ENTRY_TYPE_COUNT;
    if (c->dialect->traits & TRAIT_TYPE_BY_FIRST)
        return table_rendercv_type(node);
    /* The keys in native words, by which the model guesses. */
    struct growing words = grow(c, NODE_MAP, node->span);
    NODE_EACH_PAIR(key, value, node) {
        const char *alias = table_alias(ENTRY_TYPE_COUNT, key->text);
        enum name name = alias != NULL ? name_find(str_of(alias)) : key_any_name(key->text);
        if (name < NAME_COUNT && !is_empty(value))
            add_pair(c, &words, key, str_of(name_text(name)), copy_node(c, value));
    }
    return entry_types_guess(&c->types, words.node, ENTRY_TYPE_COUNT);
}

static bool knows_all(const struct node *map, enum entry_type type)
{
    NODE_EACH_PAIR(key, value, map)
        if (!is_empty(value) && row_of(entry_tables[type], type, key->text) == NULL)
            return false;
    return true;
}

/* The type of `map`: its own, where keys tell it; else the section's. */
static bool has_key(const struct node *map, const char *word)
{
    NODE_EACH_PAIR(key, value, map)
        if (key_is(key->text, word))
            return true;
    return false;
}

static enum entry_type type_of(struct convert *c, const struct entry_list *list,
                               const struct node *map)
{
    if (list->kind < ENTRY_TYPE_COUNT)
        return list->kind;
    enum entry_type type = entry_type_by_keys(c, map);
    if (type == ENTRY_TYPE_COUNT)
        type = list->first_type < ENTRY_TYPE_COUNT ? list->first_type : ENTRY_GENERIC;
    bool by_title =
        list->by_title < ENTRY_TYPE_COUNT &&
        (has_key(map, "heading") || (type == ENTRY_GENERIC && knows_all(map, list->by_title)));
    if (by_title)
        type = list->by_title;
    return type;
}

/* ---- entries ---- */

static void append(struct convert *c, struct entry_list *list, struct growing node,
                   enum entry_type type)
{
    struct entry_draft *draft = arena_new(c->arena, struct entry_draft);
    *draft = (struct entry_draft){.node = node, .type = type};
    *list->end = draft;
    list->end = &draft->next;
    list->count++;
}

static void add_text(struct convert *c, struct entry_list *list, const struct node *node)
{
    struct growing text = {.node = text_node(c, node, TEXT_BULLET)};
    if (text.node != NULL)
        append(c, list, text, c->dialect->traits & TRAIT_PARAGRAPHS ? ENTRY_TEXT : ENTRY_BULLET);
}

/* `date` and `end_date` without a beginning: the date is that. */
static void name_beginning(const struct node *entry)
{
    struct date_range range;
    const struct node *end = node_get(entry, STR("end_date"));
    if (end == NULL || node_get(entry, STR("start_date")) != NULL)
        return;
    NODE_EACH_PAIR(key, value, entry)
        if (str_is(key->text, "date") && value->kind == NODE_SCALAR &&
            date_parse(value->text, &range) == DATE_OK && !range.is_range && !range.start.present)
            key->text = STR("start_date");
}

/* A list of short things with nothing but a date: the date is their term. */
static bool is_dated_list(const struct node *entry)
{
    const struct node *date = node_get(entry, STR("date"));
    const struct node *list = node_get(entry, STR("highlights"));
    if (entry->count != 2 || date == NULL || list == NULL || list->kind != NODE_LIST)
        return false;
    NODE_EACH(item, list)
        if (item->text.len > DATED_MAX_BYTES ||
            memchr(item->text.ptr, '\n', item->text.len) != NULL)
            return false;
    return true;
}

/* A text of nobody's key with nothing but a date: the date is its term. */
static bool take_dated_line(struct convert *c, struct entry *entry)
{
    const struct node *date = node_get(entry->node.node, STR("date")), *extra = entry->extra.node;
    if (entry->node.node->count != 1 || date == NULL || extra == NULL || extra->count != 1)
        return false;
    struct growing label = grow(c, NODE_MAP, entry->map->span);
    add_pair(c, &label, date, STR("label"), copy_node(c, date));
    add_pair(c, &label, extra->first, STR("details"), copy_node(c, extra->first->next));
    entry->node = label;
    entry->type = ENTRY_LABEL;
    return true;
}

/* Its keys become those of a term and what belongs to it. */
static void make_label(struct convert *c, struct node *entry)
{
    bool commas = false;
    struct writer w = {.arena = c->arena};
    NODE_EACH_PAIR(key, value, entry) {
        key->text = str_is(key->text, "date") ? STR("label") : STR("details");
        if (value->kind != NODE_LIST)
            continue;
        NODE_EACH(item, value) {
            commas = commas || memchr(item->text.ptr, ',', item->text.len) != NULL;
            write_str(&w, w.len > 0 ? STR("; ") : STR(""));
            write_str(&w, str_trim(item->text));
        }
        if (!commas) /* which join the items of a list */
            continue;
        value->kind = NODE_SCALAR;
        value->style = STYLE_DOUBLE;
        value->text = (struct str){w.ptr, w.len};
    }
}

/* A text with an address: {text: ..., source: ...}. */
static void add_linked_text(struct convert *c, struct entry_list *list, const struct node *map)
{
    struct growing text = {.node = nested_text(c, map)};
    if (text.node != NULL)
        append(c, list, text, ENTRY_BULLET);
}

static void add_map(struct convert *c, struct entry_list *list, const struct node *map)
{
    enum entry_type type = type_of(c, list, map);
    bool by_first = c->dialect->traits & TRAIT_TYPE_BY_FIRST;
    if ((type == ENTRY_BULLET || type == ENTRY_TEXT) && map->count > 1 && !by_first) {
        add_linked_text(c, list, map);
        return;
    }
    struct entry entry = {.map = map, .table = entry_tables[type], .type = type,
                          .node = grow(c, NODE_MAP, map->span), .has_date = has_date(map)};
    NODE_EACH_PAIR(key, value, map)
        take_pair(c, &entry, key, value);
    name_beginning(entry.node.node);
    if (!take_dated_line(c, &entry) && entry.extra.node != NULL)
        add_pair(c, &entry.node, NULL, STR("extra"), entry.extra.node);
    if (is_dated_list(entry.node.node)) {
        make_label(c, entry.node.node);
        entry.type = ENTRY_LABEL;
    }
    if (entry.type == ENTRY_LABEL && entry.node.node->count == 1 &&
        node_get(entry.node.node, STR("label")) != NULL) { /* a term by itself */
        entry.node.node = copy_node(c, node_get(entry.node.node, STR("label")));
        entry.type = ENTRY_BULLET;
    }
    if (entry.node.node->count > 0 || entry.node.node->kind == NODE_SCALAR)
        append(c, list, entry.node, entry.type);
}

/* A map of nobody's keys: each is a term, and its value what belongs to it. */
static void add_terms(struct convert *c, struct entry_list *list, const struct node *map)
{
    const struct node *term = map->first, *what = map->count == 2 ? term->next->next : NULL;
    if (what != NULL && key_is(term->text, "key") && key_is(what->text, "value") &&
        term->next->kind == NODE_SCALAR && !is_empty(term->next)) {
        entry_add_term(c, list, term->next, str_trim(term->next->text), what->next);
        return;
    }
    NODE_EACH_PAIR(key, value, map)
        if (table_is_decoration(key->text, value) || node_is_flag(value))
            remark(c, value, arena_printf(c->arena, "'%.*s' is not printed", STR_FMT(key->text)),
                   NULL);
        else if (!is_empty(value))
            entry_add_label(c, list, key, value);
}

/* `{number: text}` and `{reversed_number: text}`: the number is a term, and the text its own. */
static bool add_numbered(struct convert *c, struct entry_list *list, const struct node *map)
{
    if (map->count != 1 || !(c->dialect->traits & TRAIT_TYPE_BY_FIRST))
        return false;
    const struct node *key = map->first, *value = key->next;
    bool reversed = key_is(key->text, "reversednumber");
    if (!reversed && !key_is(key->text, "number"))
        return false;
    size_t number = reversed ? list->total - list->count : list->count + 1;
    struct node *text = text_node(c, value, TEXT_PROSE);
    if (text == NULL)
        return true;
    struct growing entry = grow(c, NODE_MAP, map->span);
    struct str label = str_of(arena_printf(c->arena, "%zu", number));
    add_pair(c, &entry, key, STR("label"), new_text(c, label, key->span));
    add_pair(c, &entry, key, STR("details"), text);
    append(c, list, entry, ENTRY_LABEL);
    return true;
}

/* The list of positions at one employer, or NULL. */
static const struct node *positions_of(const struct node *map)
{
    static const char *const keys[] = {"positions", "roles", "jobs", "position", "titles"};
    NODE_EACH_PAIR(key, value, map)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (value->kind == NODE_LIST && value->first != NULL &&
                value->first->kind == NODE_MAP && key_is(key->text, keys[i]))
                return value;
    return NULL;
}

/* What an employer's other positions have of it: its name and its place. */
static struct node *shared_of(struct convert *c, const struct node *map)
{
    struct growing shared = grow(c, NODE_MAP, map->span);
    NODE_EACH_PAIR(key, value, map) {
        const struct row *row = row_of(entry_tables[ENTRY_EXPERIENCE], ENTRY_EXPERIENCE, key->text);
        if (row != NULL && (row->key == NAME_company || row->key == NAME_location))
            add_pair(c, &shared, key, key->text, copy_node(c, value));
    }
    return shared.node;
}

/* Each position as an entry of its own: the first with all that the employer says. */
static void add_positions(struct convert *c, struct entry_list *list, const struct node *map,
                          const struct node *positions)
{
    const struct node *employer = map, *shared = shared_of(c, map);
    NODE_EACH(position, positions) {
        if (position->kind != NODE_MAP) {
            entry_add(c, list, position);
            continue;
        }
        struct growing whole = grow(c, NODE_MAP, position->span);
        NODE_EACH_PAIR(key, value, employer)
            if (value != positions && node_get(position, key->text) == NULL)
                add_pair(c, &whole, key, key->text, copy_node(c, value));
        bool named =
            node_get(position, STR("position")) == NULL && node_get(position, STR("title")) == NULL;
        NODE_EACH_PAIR(key, value, position)
            add_pair(c, &whole, key,
                     named && str_is(key->text, "name") ? STR("position") : key->text,
                     copy_node(c, value));
        add_map(c, list, whole.node);
        employer = shared;
    }
}

/* Whether a map is a text that YAML takes for one: `- Thesis: On Foo`. */
static bool is_text_with_colon(const struct node *map)
{
    return map->count == 1 && map->first->next->kind == NODE_SCALAR &&
           key_any_name(map->first->text) == NAME_COUNT &&
           table_alias(ENTRY_LABEL, map->first->text) == NULL;
}

void entry_add(struct convert *c, struct entry_list *list, const struct node *node)
{
    if (is_empty(node))
        return;
    const struct node *chosen = text_in_language(c, node);
    const struct node *positions = NULL;
    if (chosen != NULL)
        node = chosen;
    if (node->kind == NODE_SCALAR) {
        add_text(c, list, node);
    } else if (node->kind == NODE_LIST) {
        NODE_EACH(item, node)
            entry_add(c, list, item);
    } else if ((positions = positions_of(node)) != NULL) {
        add_positions(c, list, node, positions);
    } else if (!add_numbered(c, list, node)) {
        if (is_text_with_colon(node))
            add_text(c, list, node);
        else if (entry_knows(node, type_of(c, list, node)))
            add_map(c, list, node);
        else
            add_terms(c, list, node);
    }
}

void entry_add_label(struct convert *c, struct entry_list *list, const struct node *key,
                     const struct node *value)
{
    entry_add_term(c, list, key, key_label(c, key->text, false), value);
}

void entry_add_term(struct convert *c, struct entry_list *list, const struct node *key,
                    struct str term, const struct node *value)
{
    const struct row *row = table_row(entry_tables[ENTRY_LABEL], NAME_details);
    bool lines = nested_has_lines(value) && !text_is_in_languages(value);
    struct node *details = lines ? nested_text(c, value) : value_for(c, row, value);
    if (details == NULL) {
        if (is_empty(value)) /* a term by itself */
            add_text(c, list, key);
        return;
    }
    struct growing entry = grow(c, NODE_MAP, key->span);
    add_pair(c, &entry, key, STR("label"),
             new_text(c, term, key->span));
    add_pair(c, &entry, value, STR("details"), details);
    append(c, list, entry, ENTRY_LABEL);
}

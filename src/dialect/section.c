/* Sections: their titles, their order, and the types of their entries. */
#include "dialect/internal.h"

#include <stdlib.h>

#include "base/strmap.h"

/* ---- reading ---- */

static struct entry_list new_entries(enum entry_type kind, struct str title)
{
    struct entry_list list = {.kind = kind, .first_type = ENTRY_TYPE_COUNT};
    list.by_title = entry_type_of_title(title);
    return list;
}

/* The type of the first entry that shows one. */
static enum entry_type first_type(const struct node *list)
{
    NODE_EACH(item, list) {
        enum entry_type type =
            item->kind == NODE_MAP ? table_rendercv_type(item) : ENTRY_TYPE_COUNT;
        if (type < ENTRY_TYPE_COUNT)
            return type;
    }
    return ENTRY_TYPE_COUNT;
}

/* A section that is a map: one entry, or a term and what belongs to it a pair. */
static void read_map(struct convert *c, struct entry_list *list, const struct node *map)
{
    const struct node *entries = node_get(map, STR("entries"));
    if (entries == NULL)
        entries = node_get(map, STR("items"));
    if (entries != NULL && entries->kind == NODE_LIST && map->count <= 3) {
        entry_add(c, list, entries);
        return;
    }
    bool one = list->kind < ENTRY_TYPE_COUNT && entry_is_one(map, list->kind);
    if (one) {
        entry_add(c, list, map);
        return;
    }
    NODE_EACH_PAIR(key, value, map) {
        bool entry = value->kind == NODE_MAP && list->kind < ENTRY_TYPE_COUNT &&
                     entry_knows(value, list->kind);
        if (entry)
            entry_add(c, list, value);
        else
            entry_add_label(c, list, key, value);
    }
}

/* A run of so many skills or interests that are a few words each, and no more, becomes one line. */
enum { RUN_MIN = 4, TERM_MAX_BYTES = 40 };

/* The few words that an entry is, or NULL. */
static const struct node *term_of(const struct entry_draft *entry, enum entry_type type)
{
    const struct node *node = entry->node.node;
    const struct node *term = node->kind == NODE_MAP && node->count == 1 && entry->type == type
                                  ? node_get(node, STR("name"))
                                  : node;
    bool brief = term != NULL && term->kind == NODE_SCALAR && term->text.len <= TERM_MAX_BYTES &&
                 (entry->type == type || entry->type == ENTRY_BULLET);
    return brief ? term : NULL;
}

static void join_terms(struct convert *c, struct entry_draft *first, enum entry_type type)
{
    for (struct entry_draft *from = first, *end; from != NULL; from = end) {
        size_t count = 0;
        for (end = from; end != NULL && term_of(end, type) != NULL; end = end->next)
            count++;
        if (count == 0)
            end = from->next;
        if (count < RUN_MIN)
            continue;
        struct growing terms = grow(c, NODE_LIST, from->node.node->span);
        for (const struct entry_draft *e = from; e != end; e = e->next)
            add_item(&terms, copy_node(c, term_of(e, type)));
        struct growing joined = grow(c, NODE_MAP, terms.node->span);
        add_pair(c, &joined, NULL, STR("keywords"), terms.node);
        from->node = joined;
        from->type = type;
        from->next = end;
    }
}

static void add_draft(struct convert *c, const struct section_kind *kind, const struct node *key,
                      struct node *title, struct entry_draft *entries)
{
    for (struct section_draft *same = c->sections; kind != NULL && same != NULL; same = same->next)
        if (same->kind == kind &&
            str_eq(same->title->text, title->text)) { /* work and experience */
            struct entry_draft **link = &same->entries;
            while (*link != NULL)
                link = &(*link)->next;
            *link = entries;
            return;
        }
    struct section_draft *draft = arena_new(c->arena, struct section_draft);
    *draft =
        (struct section_draft){.kind = kind, .id = key->text, .title = title, .entries = entries};
    draft->key = copy_node(c, key);
    *c->sections_end = draft;
    c->sections_end = &draft->next;
}

/* The title that a map of ids, or a list of [id, title], has for the section; NULL: none. */
static struct node *title_given(struct convert *c, const struct section_kind *kind,
                                const struct node *key)
{
    const struct node *titles = c->titles, *order = c->order;
    if (titles != NULL && titles->kind == NODE_MAP)
        NODE_EACH_PAIR(id, given, titles)
            if (((kind != NULL && table_section(id->text) == kind) ||
                 str_eq(id->text, key->text)) &&
                given->kind == NODE_SCALAR && !node_is_null(given))
                return copy_node(c, given);
    if (order != NULL && order->kind == NODE_LIST)
        NODE_EACH(item, order) {
            const struct node *id =
                item->kind == NODE_LIST && item->count == 2 ? item->first : NULL;
            if (id != NULL && id->kind == NODE_SCALAR && id->next->kind == NODE_SCALAR &&
                str_eq(id->text, key->text) && !str_is(id->next->text, "NONE"))
                return text_node(c, id->next, TEXT_LINE);
        }
    return NULL;
}

/* The title of a section that the file itself gives none: by its kind, or by its key. */
static struct node *title_of(struct convert *c, const struct section_kind *kind,
                             const struct node *key)
{
    struct node *given = title_given(c, kind, key);
    if (given != NULL)
        return given;
    if (kind != NULL && kind->title < WORD_COUNT)
        return new_text(c, str_of(locale_word(c->locale, kind->title)), key->span);
    return new_text(c, key_label(c, key->text, true), key->span);
}

/*
 * A map that holds the title of the section or `enabled: true` besides lists: *title becomes the
 * title, and what is left is the content, or its only list.
 */
static const struct node *take_title(struct convert *c, const struct node *map, struct node **title)
{
    const struct node *given = node_get(map, STR("title"));
    struct growing rest = grow(c, NODE_MAP, map->span);
    bool titled = given != NULL && given->kind == NODE_SCALAR && !is_empty(given),
         only_lists = true;
    NODE_EACH_PAIR(key, value, map) {
        if ((value == given && titled) || table_is_decoration(key->text, value))
            continue;
        only_lists = only_lists && value->kind == NODE_LIST;
        add_pair(c, &rest, key, key->text, copy_tree(c, value));
    }
    bool wraps = only_lists && map->count == 1 && table_section(map->first->text) != NULL;
    if (!only_lists || rest.node->count == 0 ||
        (!titled && rest.node->count == map->count && !wraps))
        return map;
    if (titled)
        *title = text_node(c, given, TEXT_LINE);
    NODE_EACH_PAIR(key, value, map)
        if (value != given && table_is_decoration(key->text, value))
            remark(c, value, arena_printf(c->arena, "'%.*s' is not printed", STR_FMT(key->text)),
                   NULL);
    return rest.node->count == 1 ? rest.node->first->next : rest.node;
}

void section_add(struct convert *c, const struct section_kind *kind, const struct node *key,
                 struct node *title, const struct node *value)
{
    const struct node *chosen = text_in_language(c, value);
    if (chosen != NULL)
        value = chosen;
    if (is_empty(value) && title != NULL && str_trim(title->text).len > 0)
        diag_add(c->diags, DIAG_EMPTY_SECTION, key->span, NULL,
                 "section '%.*s' is empty and not printed", STR_FMT(title->text));
    if (is_empty(value))
        return;
    if (value->kind == NODE_MAP && title == NULL)
        value = take_title(c, value, &title);
    if (title == NULL)
        title = title_of(c, kind, key);
    bool wraps = value->kind == NODE_MAP && value->count == 1 &&
                 value->first->next->kind == NODE_SCALAR &&
                 str_starts(value->first->text, key->text);
    if (wraps) /* about: {about_text: ...} */
        value = value->first->next;
    struct entry_list list =
        new_entries(kind != NULL ? kind->type : ENTRY_TYPE_COUNT, title->text);
    list.end = &list.first;
    if (value->kind == NODE_SCALAR) {
        struct node *text = text_node(c, value, TEXT_PROSE);
        struct entry_draft *draft = arena_new(c->arena, struct entry_draft);
        *draft = (struct entry_draft){.node = {.node = text}, .type = ENTRY_TEXT};
        list.first = text != NULL ? draft : NULL;
    } else if (value->kind == NODE_LIST) {
        list.total = value->count;
        if (c->dialect->traits & TRAIT_TYPE_BY_FIRST)
            list.first_type = first_type(value);
        NODE_EACH(item, value)
            entry_add(c, &list, item);
    } else {
        read_map(c, &list, value);
    }
    if (kind != NULL && (kind->type == ENTRY_SKILL || kind->type == ENTRY_INTEREST))
        join_terms(c, list.first, kind->type);
    if (list.first != NULL)
        add_draft(c, kind, key, title, list.first);
}

void section_add_all(struct convert *c, const struct node *map)
{
    if (map->kind == NODE_LIST) { /* of maps with a title each */
        section_add_listed(c, map);
        return;
    }
    if (map->kind != NODE_MAP)
        return;
    c->in_section = true;
    NODE_EACH_PAIR(key, value, map) {
        struct str title =
            c->dialect->traits & TRAIT_TITLE_CASE ? key_title(c, key->text) : key->text;
        section_add(c, NULL, key, new_text(c, title, key->span), value);
    }
    c->in_section = false;
}

void section_add_native(struct convert *c, const struct node *key, const struct node *content)
{
    struct section_draft *draft = arena_new(c->arena, struct section_draft);
    *draft = (struct section_draft){.key = copy_node(c, key), .native = content};
    draft->title = draft->key;
    *c->sections_end = draft;
    c->sections_end = &draft->next;
}

/* ---- al-folio ---- */

/* What a list of {name, value} says of the person goes into the header; the rest are terms. */
static void add_information(struct convert *c, struct entry_list *list, const struct node *contents)
{
    NODE_EACH(item, contents) {
        const struct node *name = NULL, *value = NULL;
        if (item->kind == NODE_MAP)
            NODE_EACH_PAIR(key, content, item) {
                if (key_is(key->text, "name"))
                    name = content;
                else if (key_is(key->text, "value"))
                    value = content;
            }
        const struct dialect_row *row = NULL;
        if (name == NULL || name->kind != NODE_SCALAR || value == NULL) {
            entry_add(c, list, item);
            continue;
        }
        for (row = alfolio_root.rows; row->key != NULL && !key_is(name->text, row->key); row++)
            continue;
        bool line = row->key != NULL && value->kind == NODE_SCALAR;
        if (line && row->means == MEANS_ACCOUNT)
            header_account(c, name, value);
        else if (line && node_get(c->header.node, str_of(row->name)) == NULL)
            header_field(c, name, row->name, value);
        else
            entry_add_term(c, list, name, str_trim(name->text), value);
    }
}

/* The text of a title that stands beside its symbol: {icon, text}; or the title. */
static const struct node *title_in(const struct node *title)
{
    const struct node *text = title->kind == NODE_MAP ? node_get(title, STR("text")) : NULL;
    return text != NULL ? text : title;
}

static void add_listed(struct convert *c, const struct node *map)
{
    const struct node *title = NULL, *type = NULL, *contents = NULL;
    NODE_EACH_PAIR(key, value, map) {
        if (key_is(key->text, "title") || key_is(key->text, "name") ||
            key_is(key->text, "heading") || key_is(key->text, "header"))
            title = title_in(value);
        else if (key_is(key->text, "type") || key_is(key->text, "entrytype"))
            type = value;
        else if (key_is(key->text, "contents") || key_is(key->text, "entries") ||
                 key_is(key->text, "items") || key_is(key->text, "content") ||
                 key_is(key->text, "text"))
            contents = value;
        else if (!is_empty(value))
            remark(c, key, arena_printf(c->arena, "'%.*s' is not printed", STR_FMT(key->text)),
                   NULL);
    }
    struct node *heading = title != NULL ? text_node(c, title, TEXT_LINE) : NULL;
    if (heading == NULL)
        heading = new_text(c, STR(""), map->span);
    if (contents == NULL || is_empty(contents)) {
        diag_add(c->diags, DIAG_EMPTY_SECTION, heading->span, NULL,
                 "section '%.*s' is empty and not printed", STR_FMT(heading->text));
        return;
    }
    bool nested = type != NULL && type->kind == NODE_SCALAR && key_is(type->text, "nestedlist");
    struct entry_list list = new_entries(ENTRY_TYPE_COUNT, heading->text);
    list.end = &list.first;
    list.kind = nested ? ENTRY_LABEL : ENTRY_TYPE_COUNT;
    bool timed = type != NULL && type->kind == NODE_SCALAR && key_is(type->text, "timetable");
    if (timed && list.by_title < ENTRY_TYPE_COUNT)
        list.kind = list.by_title;
    if (contents->kind == NODE_SCALAR)
        entry_add(c, &list, contents);
    else if (contents->kind == NODE_MAP)
        read_map(c, &list, contents);
    else
        add_information(c, &list, contents);
    if (list.first != NULL)
        add_draft(c, NULL, title != NULL ? title : map, heading, list.first);
}

void section_add_listed(struct convert *c, const struct node *sections)
{
    NODE_EACH(section, sections) {
        if (section->kind == NODE_MAP)
            add_listed(c, section);
        else if (!is_empty(section))
            remark(c, section, "what stands outside of a section is not printed", NULL);
    }
}

/* ---- writing ---- */

/* The place of the section among the others. */
static unsigned order_of(const struct convert *c, const struct section_draft *draft,
                         const char *const *usual)
{
    unsigned index = 1;
    if (c->order != NULL && c->order->kind == NODE_LIST)
        NODE_EACH(item, c->order) {
            const struct node *id = item->kind == NODE_LIST && item->count > 0 ? item->first : item;
            bool same = id->kind == NODE_SCALAR &&
                        ((draft->kind != NULL ? key_is(id->text, draft->kind->id)
                                              : str_eq(id->text, draft->title->text)) ||
                         str_eq(id->text, draft->id));
            if (same)
                return index;
            index++;
        }
    if (usual == NULL) /* RenderCV, of whose sections the order names all but the summary */
        return draft->kind != NULL ? 0 : index;
    for (; *usual != NULL; usual++, index++)
        if (draft->kind != NULL && key_is(str_of(*usual), draft->kind->id))
            return index;
    return index;
}

static int compare(const void *a, const void *b)
{
    const struct section_draft *x = *(struct section_draft *const *)a;
    const struct section_draft *y = *(struct section_draft *const *)b;
    return x->order != y->order ? (x->order < y->order ? -1 : 1) : 0;
}

static void sort(struct convert *c)
{
    const char *const *usual = c->dialect->order;
    size_t count = 0, i = 0;
    for (struct section_draft *s = c->sections; s != NULL; s = s->next)
        count++;
    if ((usual == NULL && c->order == NULL) || count == 0)
        return;
    struct section_draft **all = arena_array(c->arena, struct section_draft *, count);
    for (struct section_draft *s = c->sections; s != NULL; s = s->next) {
        s->order = order_of(c, s, usual) * (unsigned)count + (unsigned)i;
        all[i++] = s;
    }
    qsort(all, count, sizeof *all, compare);
    for (i = 0; i < count; i++)
        all[i]->next = i + 1 < count ? all[i + 1] : NULL;
    c->sections = all[0];
}

static enum entry_type guess(const struct convert *c, const struct entry_draft *entry,
                             enum entry_type of_section)
{
    if (entry->node.node->kind == NODE_MAP)
        return entry_types_guess(&c->types, entry->node.node, of_section);
    return of_section == ENTRY_TEXT ? ENTRY_TEXT : ENTRY_BULLET;
}

/* The type to be given to the section so that its entries have theirs; ENTRY_TYPE_COUNT: none. */
static enum entry_type type_to_say(const struct convert *c, const struct section_draft *draft)
{
    enum entry_type by_title = entry_type_of_title(draft->key->text);
    for (const struct entry_draft *e = draft->entries; e != NULL; e = e->next)
        if (guess(c, e, by_title) != e->type)
            return e->type;
    return ENTRY_TYPE_COUNT;
}

/* The entries as a list, those with a type of their own marked with it. */
static struct node *entries_of(struct convert *c, const struct section_draft *draft,
                               enum entry_type type)
{
    struct growing list = grow(c, NODE_LIST, draft->entries->node.node->span);
    for (struct entry_draft *e = draft->entries; e != NULL; e = e->next) {
        struct node *node = e->node.node;
        if (guess(c, e, type) != e->type) {
            if (node->kind != NODE_MAP) {
                e->node = grow(c, NODE_MAP, node->span);
                add_pair(c, &e->node, node, STR("text"), node);
            }
            add_pair(c, &e->node, NULL, STR("type"),
                     new_text(c, str_of(entry_tables[e->type]->name), node->span));
            node = e->node.node;
        }
        add_item(&list, node);
    }
    return list.node;
}

static struct node *content_of(struct convert *c, const struct section_draft *draft,
                               const struct node *title)
{
    const struct entry_draft *first = draft->entries;
    bool paragraph = first->next == NULL && first->type == ENTRY_TEXT &&
                     first->node.node->kind == NODE_SCALAR;
    if (paragraph && title == NULL)
        return first->node.node;
    enum entry_type type = paragraph ? ENTRY_TYPE_COUNT : type_to_say(c, draft);
    struct node *entries =
        paragraph
            ? first->node.node
            : entries_of(c, draft,
                         type < ENTRY_TYPE_COUNT ? type : entry_type_of_title(draft->key->text));
    if (type == ENTRY_TYPE_COUNT && title == NULL)
        return entries;
    struct growing map = grow(c, NODE_MAP, entries->span);
    if (title != NULL)
        add_pair(c, &map, title, STR("title"), copy_node(c, title));
    if (type < ENTRY_TYPE_COUNT)
        add_pair(c, &map, NULL, STR("type"),
                 new_text(c, str_of(entry_tables[type]->name), entries->span));
    add_pair(c, &map, NULL, STR("entries"), entries);
    return map.node;
}

/* Keys of a map differ: a second section of the same title gets a key of its own. */
static struct str unique_key(struct convert *c, struct strmap *counts, struct str title)
{
    unsigned *count = strmap_get(counts, title);
    if (count == NULL) {
        count = arena_new(c->arena, unsigned);
        strmap_put(counts, c->arena, title, count);
    }
    if ((*count)++ == 0)
        return title;
    if (str_trim(title).len == 0)
        return str_of(arena_printf(c->arena, "%*s", (int)(*count % 1000), ""));
    return str_of(arena_printf(c->arena, "%.*s (%u)", STR_FMT(title), *count));
}

/* Puts the items of lists in a list into their places: an entry of a native section is no list. */
static struct node *flattened(struct node *content)
{
    if (content->kind != NODE_LIST)
        return content;
    for (struct node **link = &content->first; *link != NULL;) {
        struct node *item = *link, **end = &item->first;
        if (item->kind != NODE_LIST) {
            link = &item->next;
            continue;
        }
        while (*end != NULL)
            end = &(*end)->next;
        *end = item->next;
        *link = item->first;
        content->count += item->count - 1;
    }
    return content;
}

void sections_finish(struct convert *c)
{
    struct strmap counts = {0};
    if (c->sections == NULL)
        return;
    sort(c);
    struct growing map = grow(c, NODE_MAP, c->sections->title->span);
    for (struct section_draft *s = c->sections; s != NULL; s = s->next) {
        struct str key = unique_key(c, &counts, s->title->text);
        bool renamed = !str_eq(key, s->title->text) && str_trim(s->title->text).len > 0;
        s->key->text = key;
        add_pair(c, &map, s->key, key,
                 s->native != NULL ? flattened(copy_tree(c, s->native))
                                   : content_of(c, s, renamed ? s->title : NULL));
    }
    add_pair(c, &c->header, NULL, STR("sections"), map.node);
}

/* Sections and their entries: which type an entry has, and what it holds. */
#include "model/reader.h"

#include "base/utf8.h"

/* The type an entry or a section names with `type:`, or ENTRY_TYPE_COUNT. */
static enum entry_type named_type(struct reader *r, const struct node *value)
{
    if (value == NULL || value->kind != NODE_SCALAR || node_is_null(value))
        return ENTRY_TYPE_COUNT;
    enum entry_type type = entry_type_find(value->text);
    if (type == ENTRY_TYPE_COUNT) {
        const char *types[ENTRY_TYPE_COUNT];
        for (int i = 0; i < ENTRY_TYPE_COUNT; i++)
            types[i] = entry_tables[i]->name;
        const char *near = str_closest(value->text, types, ENTRY_TYPE_COUNT);
        diag_add(r->diags, DIAG_BAD_CHOICE, value->span,
                 near != NULL ? arena_printf(r->arena, "did you mean '%s'?", near)
                              : "leave `type` out, or use 'entry'",
                 "there is no entry type '%.*s'", STR_FMT(value->text));
    }
    return type;
}

static bool is_nothing(const struct node *node)
{
    return node_is_null(node) || (node->kind == NODE_SCALAR && utf8_is_blank(node->text));
}

/* An entry that is just a text: a bullet, or a paragraph where the section says so. */
static struct record *text_entry(struct reader *r, const struct node *node, enum entry_type type)
{
    struct record *entry = arena_new(r->arena, struct record);
    entry->table = entry_tables[type];
    entry->node = node;
    reader_add_field(r, entry, &entry->table->rows[0], node);
    return entry;
}

/* `label: details` as an entry. */
static struct record *label_entry(struct reader *r, const struct node *label,
                                  const struct node *value)
{
    struct record *entry = arena_new(r->arena, struct record);
    entry->table = entry_tables[ENTRY_LABEL];
    entry->node = value;
    reader_add_field(r, entry, table_row(entry->table, NAME_label), label);
    struct field *details =
        reader_add_field(r, entry, table_row(entry->table, NAME_details), value);
    return reader_items(r, details, value) ? entry : NULL;
}

/* The key of the one value that a map has; NULL where it has none or several. */
static const struct node *only_key(const struct node *map)
{
    const struct node *only = NULL;
    NODE_EACH_PAIR(key, value, map) {
        if (node_is_null(value))
            continue;
        if (only != NULL)
            return NULL;
        only = key;
    }
    return only;
}

/*
 * The label of an entry that is one line such as `- Programming: C, Go`, or NULL: a title as no key
 * is written. The key that somebody misspelt, or wrote as a title, is none.
 */
static const struct node *label_of_line(const struct reader *r, const struct node *node)
{
    const struct node *key = only_key(node);
    if (key == NULL || key->next->kind == NODE_MAP ||
        entry_types_name(&r->types, key->text) != NAME_COUNT)
        return NULL;
    char c = key->text.len > 0 ? key->text.ptr[0] : 'a';
    for (int name = 0; name < NAME_COUNT; name++)
        if (str_eq_nocase(key->text, str_of(name_text((enum name)name))))
            return NULL;
    bool titled = !(c >= 'a' && c <= 'z') || memchr(key->text.ptr, ' ', key->text.len) != NULL;
    return titled ? key : NULL;
}

/* `type: article` of a publication says what BibTeX's does: its kind. */
static void take_type_as_kind(struct reader *r, struct record *entry)
{
    struct field *type = record_get(entry, NAME_type);
    if (type == NULL)
        return;
    bool is_said = record_get(entry, NAME_kind) != NULL;
    diag_add(r->diags, DIAG_ODD_VALUE, type->first.node->span, "write it under `kind`",
             is_said ? "'%.*s' is no type of entry; it is not printed"
                     : "'%.*s' is no type of entry; it is taken for the kind of publication",
             STR_FMT(type->first.text));
    if (!is_said)
        type->row = table_row(entry->table, NAME_kind);
}

/* An entry in a list; NULL when there is nothing in it. */
static struct record *read_entry(struct reader *r, const struct node *node, enum entry_type type)
{
    if (is_nothing(node))
        return NULL;
    if (node->kind == NODE_SCALAR)
        return text_entry(r, node, type == ENTRY_TEXT ? ENTRY_TEXT : ENTRY_BULLET);
    if (node->kind == NODE_LIST) {
        diag_add(r->diags, DIAG_WRONG_TYPE, node->span,
                 "put quotes around a text that begins with [ or '- '",
                 "an entry is text or a map, not a list");
        return NULL;
    }
    const struct node *label = label_of_line(r, node);
    if (label != NULL)
        return label_entry(r, label, label->next);
    const struct node *said = node_get(node, STR("type"));
    bool is_kind = type == ENTRY_PUBLICATION && said != NULL && said->kind == NODE_SCALAR &&
                   !node_is_null(said) && entry_type_find(said->text) == ENTRY_TYPE_COUNT;
    enum entry_type named = is_kind ? ENTRY_PUBLICATION : named_type(r, said);
    if (named == ENTRY_TYPE_COUNT) {
        named = entry_types_guess(&r->types, node, type);
        if (named == ENTRY_TEXT && type != ENTRY_TEXT)
            named = ENTRY_BULLET; /* {text: ...} is what the plain text would be */
    }
    struct record *entry = reader_map(r, entry_tables[named], node);
    if (is_kind)
        take_type_as_kind(r, entry);
    if (named == ENTRY_PUBLICATION)
        reader_check_publication(r, entry);
    return entry->fields != NULL ? entry : NULL; /* what is wrong with it was said */
}

/* A section written as a map from labels to details: Skills: {Programming: C, Databases: SQL}. */
static struct record *read_labels(struct reader *r, const struct node *map)
{
    struct record *first = NULL, **link = &first;
    NODE_EACH_PAIR(key, value, map) {
        *link = node_is_null(value) ? NULL : label_entry(r, key, value);
        if (*link != NULL)
            link = &(*link)->next;
    }
    return first;
}

static struct record *read_entries(struct reader *r, const struct node *list, enum entry_type type)
{
    struct record *first = NULL, **link = &first;
    NODE_EACH(node, list) {
        *link = read_entry(r, node, type);
        if (*link != NULL)
            link = &(*link)->next;
    }
    return first;
}

/* The content of a section: what stands under its title, or under `entries`. */
static struct record *read_content(struct reader *r, const struct node *node, enum entry_type type)
{
    if (is_nothing(node))
        return NULL;
    switch (node->kind) {
    case NODE_SCALAR:
        return text_entry(r, node, ENTRY_TEXT);
    case NODE_LIST:
        return read_entries(r, node, type);
    default:
        return read_labels(r, node);
    }
}

static struct section *read_section(struct reader *r, const struct node *key,
                                    const struct node *value)
{
    struct section *section = arena_new(r->arena, struct section);
    enum entry_type type = entry_type_of_title(key->text);
    section->key = key;
    section->title = (struct item){.node = key, .text = key->text};
    if (value->kind == NODE_MAP && node_get(value, STR("entries")) != NULL) {
        section->options = reader_map(r, &section_table, value);
        const struct field *title = record_get(section->options, NAME_title);
        if (title != NULL)
            section->title = title->first;
        enum entry_type named = named_type(r, node_get(value, STR("type")));
        if (named < ENTRY_TYPE_COUNT)
            type = named;
        const struct field *entries = record_get(section->options, NAME_entries);
        if (entries != NULL)
            section->entries = read_content(r, entries->first.node, type);
    } else {
        section->entries = read_content(r, value, type);
    }
    /* `Hobbies: null` in an overlay takes the section of the CV out on purpose. */
    bool is_meant = node_is_null(value) && value->span.file != key->span.file;
    if (section->entries == NULL && !is_meant)
        diag_add(r->diags, DIAG_EMPTY_SECTION, key->span, NULL,
                 "section '%.*s' is empty and not printed", STR_FMT(key->text));
    return section;
}

struct section *reader_sections(struct reader *r, const struct node *node)
{
    struct section *first = NULL, **link = &first;
    if (node->kind != NODE_MAP) {
        diag_add(r->diags, DIAG_WRONG_TYPE, node->span, "write `Education:` and its list below it",
                 "'sections' wants a map from titles to entries, not %s", node_kind_name(node));
        return NULL;
    }
    NODE_EACH_PAIR(key, value, node) {
        *link = read_section(r, key, value);
        if ((*link)->entries != NULL)
            link = &(*link)->next;
        else
            *link = NULL;
    }
    return first;
}

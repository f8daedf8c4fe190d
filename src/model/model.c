#include "model/model.h"

#include "base/utf8.h"
#include "model/check.h"
#include "model/hints.h"
#include "model/person.h"
#include "model/reader.h"

/* ---- messages ---- */

static bool is_entry_table(const struct table *table)
{
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++)
        if (entry_tables[type] == table)
            return true;
    return false;
}

/* "an education entry", "the design": for messages. */
static const char *noun(struct reader *r, const struct table *table)
{
    if (!is_entry_table(table))
        return arena_printf(r->arena, "the %s", table->name);
    bool vowel = strchr("aeio", table->name[0]) != NULL;
    const char *entry = table == entry_tables[ENTRY_GENERIC] ? "" : " entry";
    return arena_printf(r->arena, "%s %s%s", vowel ? "an" : "a", table->name, entry);
}

static void report_unknown_key(struct reader *r, const struct table *table, const struct node *key)
{
    const char *hint = NULL;
    if (r->diags->count < DIAG_MAX) /* past that nobody reads the hint */
        hint = hint_for_key(r->arena, table, key);
    diag_add(r->diags, DIAG_UNKNOWN_KEY, key->span, hint, "unknown key '%.*s' in %s",
             STR_FMT(key->text), noun(r, table));
}

static void report_wrong_type(struct reader *r, const struct row *row, const struct node *node,
                              const char *wanted)
{
    const char *hint = NULL;
    if (node->kind == NODE_MAP && node->count == 1 && row->kind != KIND_MAP)
        hint = "put quotes around a text that holds ': '";
    else if (node->kind == NODE_LIST)
        hint = "put quotes around a text that begins with [ or '- '";
    diag_add(r->diags, DIAG_WRONG_TYPE, node->span, hint, "'%s' wants %s, not %s",
             name_text(row->key), wanted, node_kind_name(node));
}

/* ---- values ---- */

struct field *reader_add_field(struct reader *r, struct record *record, const struct row *row,
                               const struct node *node)
{
    struct field *field = arena_new(r->arena, struct field);
    field->row = row;
    field->first.node = node;
    if (node->kind == NODE_SCALAR)
        field->first.text = node->text;
    struct field **link = &record->fields;
    while (*link != NULL)
        link = &(*link)->next;
    *link = field;
    return field;
}

/* Reads a text, or a map {text: ..., tags: ...}. */
static bool read_text(struct reader *r, const struct row *row, struct item *item)
{
    const struct node *node = item->node;
    if (node->kind == NODE_SCALAR)
        return true;
    if (node->kind == NODE_MAP && node_get(node, STR("text")) != NULL) {
        item->record = reader_map(r, &text_item_table, node);
        item->text = record_text(item->record, NAME_text);
        return true;
    }
    report_wrong_type(r, row, node, "text");
    return false;
}

/* Reads a text that has no options, or a map by row->sub. */
static bool read_text_or_map(struct reader *r, const struct row *row, struct item *item)
{
    if (item->node->kind == NODE_MAP && row->sub != NULL)
        item->record = reader_map(r, row->sub, item->node);
    else if (item->node->kind != NODE_SCALAR)
        report_wrong_type(r, row, item->node, row->sub != NULL ? "text or a map" : "text");
    return item->node->kind == NODE_SCALAR || item->record != NULL;
}

static bool read_date(struct reader *r, const struct row *row, struct item *item)
{
    if (item->node->kind != NODE_SCALAR) {
        report_wrong_type(r, row, item->node, "a date");
        return false;
    }
    struct date_range dates;
    switch (date_parse(str_trim(item->text), &dates)) {
    case DATE_OK: {
        struct date_range *copy = arena_new(r->arena, struct date_range);
        *copy = dates;
        item->dates = copy;
        if (dates.is_range && date_compare(&dates.start, &dates.end) > 0)
            diag_add(r->diags, DIAG_DATE_ORDER, item->node->span, "swap the two dates",
                     "the range '%.*s' ends before it begins", STR_FMT(item->text));
        return true;
    }
    case DATE_FREE_TEXT:
        return true;
    case DATE_IMPOSSIBLE:
        diag_add(r->diags, DIAG_BAD_DATE, item->node->span,
                 "write 2020, 2020-09, 2020-09-01, Sep 2020, or present",
                 "there is no date '%.*s'", STR_FMT(item->text));
        return r->diags->lenient; /* it is printed as it was written */
    }
    return false;
}

/* Whether it is a map without a value; its lack of them was reported. */
static bool is_empty(const struct record *record)
{
    return record != NULL && record->fields == NULL;
}

/* Reads one value of `row` at item->node; false when nothing of it can be used. */
static bool read_value(struct reader *r, const struct row *row, struct item *item)
{
    switch (row->kind) {
    case KIND_LINE:
    case KIND_PROSE:
        return read_text(r, row, item);
    case KIND_PERSON:
    case KIND_NAME:
        return read_text_or_map(r, row, item) && !is_empty(item->record);
    case KIND_DATE:
        return read_date(r, row, item);
    case KIND_MAP:
        if (item->node->kind == NODE_MAP)
            item->record = reader_map(r, row->sub, item->node);
        else
            report_wrong_type(r, row, item->node, "a map");
        return item->record != NULL && ((row->flags & ROW_OPTION) || !is_empty(item->record));
    case KIND_PAIRS:
    case KIND_SECTIONS:
        return true; /* read by their own functions */
    case KIND_COUNT:
        if (item->node->kind == NODE_MAP) {
            item->record = reader_map(r, row->sub, item->node);
            return record_get(item->record, NAME_count) != NULL;
        }
        /* fall through */
    default:
        if (item->node->kind != NODE_SCALAR) {
            report_wrong_type(r, row, item->node, check_kind_name(row->kind));
            return false;
        }
        return check_value(r->arena, r->diags, row, item->node);
    }
}

/* One pair `label: value` of a KIND_PAIRS map, as a record of row->sub. */
static struct record *read_pair(struct reader *r, const struct row *row, const struct node *key,
                                const struct node *value)
{
    if (value->kind == NODE_MAP || value->kind == NODE_LIST) {
        report_wrong_type(r, row, value, "text for each label");
        return NULL;
    }
    const struct table *table = row->sub;
    struct record *record = arena_new(r->arena, struct record);
    record->table = table;
    record->node = value;
    reader_add_field(r, record, &table->rows[0], key);
    /* The second row is what the value means, unless it is an address and the table has one. */
    const struct row *second = &table->rows[1];
    if (check_is_address(value->text) && table_row(table, NAME_url) != NULL)
        second = table_row(table, NAME_url);
    reader_add_field(r, record, second, value);
    return record;
}

/* A map from labels to addresses, or a list of maps that say the same at length. */
static bool read_pairs(struct reader *r, struct field *field, const struct node *node)
{
    struct item *item = &field->first, **link = &item;
    item->node = NULL;
    if (node->kind == NODE_SCALAR) {
        report_wrong_type(r, field->row, node, "a map or a list of maps");
        return false;
    }
    const struct node *child = node->first;
    while (child != NULL) {
        const struct node *value = node->kind == NODE_MAP ? child->next : child;
        struct record *record = NULL;
        if (node_is_null(value))
            record = NULL;
        else if (node->kind == NODE_MAP)
            record = read_pair(r, field->row, child, value);
        else if (value->kind == NODE_MAP)
            record = reader_map(r, field->row->sub, value);
        else
            report_wrong_type(r, field->row, value, "a list of maps");
        if (record != NULL) {
            if (*link == NULL)
                *link = arena_new(r->arena, struct item);
            (*link)->node = value;
            (*link)->record = record;
            link = &(*link)->next;
        }
        child = value->next;
    }
    return item->node != NULL;
}

/* Adds a value to the field, behind the one that *link is the end of; NULL: it is the first. */
static struct item **add_item(struct reader *r, struct field *field, struct item **link,
                              const struct item *item)
{
    struct item *added = &field->first;
    if (link != NULL)
        *link = added = arena_new(r->arena, struct item);
    *added = *item;
    return &added->next;
}

/* Adds the persons that a text names, each as a value of its own. */
static struct item **add_persons(struct reader *r, struct field *field, struct item **link,
                                 const struct item *item, bool in_list)
{
    struct person_list list = person_list(item->text, in_list);
    struct item person = *item;
    if (in_list && list.separator != 0)
        diag_add(r->diags, DIAG_ODD_VALUE, item->node->span,
                 "give each an item of its own, or put braces around one name: \"{A & B}\"",
                 "'%.*s' is taken for several names", STR_FMT(item->text));
    while (person_next(&list, &person.text))
        link = add_item(r, field, link, &person);
    return link;
}

bool reader_items(struct reader *r, struct field *field, const struct node *node)
{
    bool list = node->kind == NODE_LIST && (field->row->flags & ROW_LIST);
    bool persons = field->row->kind == KIND_PERSON && (field->row->flags & ROW_LIST);
    struct item **link = NULL;
    for (const struct node *child = list ? node->first : node; child != NULL;
         child = list ? child->next : NULL) {
        struct item item = {.node = child,
                            .text = child->kind == NODE_SCALAR ? child->text : STR_NONE};
        bool empty = list && child->kind == NODE_SCALAR && utf8_is_blank(child->text);
        if (empty || (list && node_is_null(child)) || !read_value(r, field->row, &item))
            continue;
        if (persons && child->kind == NODE_SCALAR && !child->raw_tex)
            link = add_persons(r, field, link, &item, list);
        else
            link = add_item(r, field, link, &item);
    }
    return link != NULL;
}

/* ---- maps ---- */

static void check_required(struct reader *r, const struct record *record)
{
    const struct table *table = record->table;
    struct str called = record_text(record, NAME_key);
    if (r->diags->lenient && table != &cv_table)
        return; /* other formats require other keys, or none */
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        if ((row->flags & ROW_REQUIRED) && record_get(record, row->key) == NULL) {
            struct span at = record->node->span;
            at.end = at.start;
            const char *what = noun(r, table);
            if (called.len > 0)
                what = arena_printf(r->arena, "%s, '%.*s',", what, STR_FMT(called));
            const char *hint = NULL;
            if (table == &cv_table && !r->diags->lenient)
                hint = "write `name: Your Name`; `--overlay` lays a file upon a CV";
            diag_add(r->diags, DIAG_MISSING_KEY, at, hint, "%s has no '%s'", what,
                     name_text(row->key));
        }
    }
}

static void check_date_order(struct reader *r, const struct record *record)
{
    const struct field *start = record_get(record, NAME_start_date);
    const struct field *end = record_get(record, NAME_end_date);
    if (start == NULL || end == NULL || start->first.dates == NULL || end->first.dates == NULL)
        return;
    if (date_compare(&start->first.dates->start, &end->first.dates->start) > 0)
        diag_add(r->diags, DIAG_DATE_ORDER, end->first.node->span, "swap the two dates",
                 "the entry ends (%.*s) before it begins (%.*s)", STR_FMT(end->first.text),
                 STR_FMT(start->first.text));
}

/* Reads pair `key: value` into *field; false when the record gets nothing from it. */
static bool read_field(struct reader *r, struct record *record, const struct node *key,
                       const struct node *value, struct field *field)
{
    enum name name = entry_types_name(&r->types, key->text);
    const struct row *row = name < NAME_COUNT ? table_row(record->table, name) : NULL;
    if (row == NULL) {
        report_unknown_key(r, record->table, key);
        return false;
    }
    bool empty = value->kind == NODE_SCALAR && utf8_is_blank(value->text);
    if (empty || node_is_null(value))
        return false;
    const struct row *canonical = table_row(record->table, row->means);
    struct field *earlier = record_get(record, canonical->key);
    if (earlier != NULL && earlier->key != NULL && !str_eq(earlier->key->text, key->text)) {
        diag_add(r->diags, DIAG_DUPLICATE_KEY, key->span, "delete one of the two",
                 "'%.*s' and '%.*s' mean the same", STR_FMT(earlier->key->text),
                 STR_FMT(key->text));
        return false;
    }
    *field = (struct field){.row = canonical, .key = key};
    if (row->kind == KIND_PAIRS)
        return read_pairs(r, field, value);
    if (row->kind == KIND_SECTIONS)
        field->first.node = value;
    return row->kind == KIND_SECTIONS || reader_items(r, field, value);
}

struct record *reader_map(struct reader *r, const struct table *table, const struct node *node)
{
    struct record *record = arena_new(r->arena, struct record);
    struct field **link = &record->fields;
    record->table = table;
    record->node = node;
    NODE_EACH_PAIR(key, value, node) {
        struct field field;
        if (!read_field(r, record, key, value, &field))
            continue;
        *link = arena_new(r->arena, struct field);
        **link = field;
        link = &(*link)->next;
    }
    check_required(r, record);
    check_date_order(r, record);
    return record;
}

/* ---- the whole ---- */

struct cv *model_read(struct arena *a, struct diags *d, const struct node *root)
{
    struct reader *r = arena_new(a, struct reader);
    r->arena = a;
    r->diags = d;
    entry_types_index(&r->types);
    struct cv *cv = arena_new(a, struct cv);
    cv->root = root;
    if (root->kind != NODE_MAP) {
        diag_add(d, DIAG_NOT_A_MAP, root->span, "a CV begins with a line such as `name: Your Name`",
                 "the file is %s, not a map", root->kind == NODE_SCALAR ? "one text" : "a list");
        struct record *empty = arena_new(a, struct record);
        empty->table = &cv_table;
        empty->node = root;
        cv->top = empty;
        return cv;
    }
    cv->top = reader_map(r, &cv_table, root);
    const struct field *sections = record_get(cv->top, NAME_sections);
    if (sections != NULL)
        cv->sections = reader_sections(r, sections->first.node);
    return cv;
}

struct field *record_get(const struct record *record, enum name name)
{
    if (record == NULL)
        return NULL;
    for (struct field *field = record->fields; field != NULL; field = field->next)
        if (field->row->key == name)
            return field;
    return NULL;
}

struct str record_text(const struct record *record, enum name name)
{
    const struct field *field = record_get(record, name);
    return field != NULL ? field->first.text : STR_NONE;
}

bool record_flag(const struct record *record, enum name name)
{
    return check_is_true(record_text(record, name));
}

struct str cv_design(const struct cv *cv, enum name name)
{
    const struct field *design = record_get(cv->top, NAME_design);
    const struct field *field = design != NULL ? record_get(design->first.record, name) : NULL;
    if (field != NULL)
        return field->first.text;
    const char *fallback = table_row(&design_table, name)->fallback;
    return fallback != NULL ? str_of(fallback) : STR_NONE;
}

/* ---- what was not printed ---- */

static void report_record(const struct record *record, struct diags *d)
{
    for (const struct field *field = record->fields; field != NULL; field = field->next) {
        if ((field->row->flags & ROW_OPTION) || field->row->kind == KIND_SECTIONS)
            continue;
        for (const struct item *item = &field->first; item != NULL; item = item->next) {
            if (item->record != NULL && item->text.ptr == NULL)
                report_record(item->record, d);
            else if (!item->printed && str_trim(item->text).len > 0)
                diag_add(d, DIAG_NOT_PRINTED, item->node->span, NULL,
                         "'%s' is not printed: its template does not use it here",
                         name_text(field->row->key));
        }
    }
}

void model_report_unprinted(const struct cv *cv, struct diags *d)
{
    report_record(cv->top, d);
    for (const struct section *section = cv->sections; section != NULL; section = section->next)
        for (const struct group *group = section->groups; group != NULL; group = group->next)
            for (const struct record *entry = group->entries; entry != NULL; entry = entry->next)
                report_record(entry, d);
}

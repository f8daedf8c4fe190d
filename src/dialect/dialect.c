#include "dialect/dialect.h"

#include "base/ascii.h"
#include "base/strmap.h"
#include "dialect/internal.h"

static const struct dialect dialects[] = {
    {.name = "native"},
    {.name = "rendercv",
     .root = &rendercv_root,
     .traits = TRAIT_SUB_BULLETS | TRAIT_TITLE_CASE | TRAIT_TYPE_BY_FIRST | TRAIT_PARAGRAPHS},
    {.name = "jsonresume",
     .root = &jsonresume_root,
     .traits = TRAIT_LINE_BREAKS,
     .order = order_jsonresume},
    {.name = "yamlresume", .root = &yamlresume_root, .order = order_yamlresume},
    {.name = "al-folio", .root = &alfolio_root, .traits = TRAIT_LIST},
};
enum { NATIVE, RENDERCV, JSONRESUME, YAMLRESUME, ALFOLIO, DIALECT_COUNT };

const struct dialect *dialect_at(size_t index)
{
    return index < DIALECT_COUNT ? &dialects[index] : NULL;
}

const struct dialect *dialect_find(struct str name)
{
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        if (str_eq_nocase(name, str_of(dialects[i].name)))
            return &dialects[i];
    return NULL;
}

/* ---- telling them apart ---- */

/* The value of `key` in any spelling, or NULL. */
static struct node *get(const struct node *map, const char *key)
{
    NODE_EACH_PAIR(k, value, map)
        if (key_is(k->text, key))
            return value;
    return NULL;
}

/* A list of sections {title, type, contents}. */
static bool is_section_list(const struct node *node)
{
    if (node->kind != NODE_LIST)
        return false;
    NODE_EACH(item, node)
        if (item->kind == NODE_MAP && get(item, "title") != NULL &&
            (get(item, "contents") != NULL ||
             (get(item, "type") != NULL && get(item, "items") != NULL)))
            return true;
    return false;
}

/* The same by other words for a file as a whole: sections {title, items} and nothing else. */
static bool is_titled_lists(const struct node *node)
{
    static const char *const words[] = {"contents", "content", "entries", "items"};
    if (node->kind != NODE_LIST || node->count < 2)
        return false;
    NODE_EACH(item, node) {
        bool has_list = false;
        for (size_t i = 0; item->kind == NODE_MAP && i < sizeof words / sizeof *words; i++) {
            const struct node *list = get(item, words[i]);
            has_list = has_list || (list != NULL && list->kind == NODE_LIST);
        }
        if (!has_list || get(item, "title") == NULL)
            return false;
    }
    return true;
}

/* `sections: {skills: true}` of a program that shows some and hides others. */
static bool is_switches(const struct node *map)
{
    if (map->kind != NODE_MAP)
        return false;
    NODE_EACH_PAIR(key, value, map)
        if (!node_is_flag(value))
            return false;
    return true;
}

/* `sections: [{title, items}]`, where a native file has a map. */
static bool is_titled_items(const struct node *list)
{
    if (list->kind != NODE_LIST)
        return false;
    NODE_EACH(item, list) {
        bool titled =
            item->kind == NODE_MAP && (get(item, "title") != NULL || get(item, "header") != NULL ||
                                       get(item, "heading") != NULL);
        if (!titled || (get(item, "items") == NULL && get(item, "content") == NULL &&
                        get(item, "contents") == NULL))
            return false;
    }
    return true;
}

/* What other formats have where a native file has its sections. */
static bool is_foreign(const struct node *sections)
{
    return is_switches(sections) || is_titled_items(sections);
}

static bool is_native(const struct node *map)
{
    const struct node *sections = node_get(map, STR("sections"));
    return sections != NULL && !is_empty(sections) && !is_foreign(sections);
}

/* Whether a section of JSON Resume stands at the top: a list of maps or, of skills, of texts. */
static bool has_section(const struct node *map)
{
    NODE_EACH_PAIR(key, value, map)
        if (table_section(key->text) != NULL && !key_is(key->text, "basics") &&
            !key_is(key->text, "summary") && (value->kind == NODE_LIST || value->kind == NODE_MAP))
            return true;
    return false;
}

static size_t detect_map(const struct node *map)
{
    const struct node *cv = get(map, "cv") != NULL ? get(map, "cv") : get(map, "coverletter");
    const struct node *content = get(map, "content");
    const struct node *basics = get(map, "basics") != NULL ? get(map, "basics") : get(map, "basic");
    if (cv != NULL && is_section_list(cv))
        return ALFOLIO;
    if (cv != NULL && cv->kind == NODE_MAP)
        return RENDERCV;
    if (content != NULL && content->kind == NODE_MAP && get(map, "name") == NULL && !is_native(map))
        return YAMLRESUME;
    if (basics != NULL && basics->kind == NODE_MAP)
        return JSONRESUME;
    if (is_native(map))
        return NATIVE;
    if (has_section(map))
        return JSONRESUME;
    NODE_EACH_PAIR(key, value, map)
        if (is_section_list(value))
            return ALFOLIO;
    return NATIVE;
}

/*
 * Whether a CV is told in words of nobody's: lists and maps in it, and no key of a native CV but
 * those that every format has. One that looks like a native key is a slip of the pen.
 */
static bool is_of_own_words(const struct node *map)
{
    static const char *const native[] = {"sections", "design", "letter", "variants"};
    bool structured = false;
    NODE_EACH_PAIR(key, value, map) {
        if (is_empty(value) || (key_is(key->text, "sections") && is_switches(value)))
            continue;
        if (key_is(key->text, "sections") && is_titled_items(value)) {
            structured = true;
            continue;
        }
        if (str_closest(key->text, native, sizeof native / sizeof *native) != NULL)
            return false;
        structured = structured || (value->kind != NODE_SCALAR && value->count > 0 &&
                                    table_row(&cv_table, name_find(key->text)) == NULL);
    }
    return structured;
}

/* A map of one key, or a list of one map, around the CV; or the node itself. */
static const struct node *unwrap(const struct node *root)
{
    const struct node *inner = root->kind == NODE_MAP ? node_get(root, STR("data")) : NULL;
    if (inner != NULL && reactive_is(inner)) /* beside the name of the file and such things */
        return inner;
    if (root->kind == NODE_MAP && detect_map(root) != NATIVE)
        return root;
    inner = NULL;
    if (root->kind == NODE_LIST && root->count == 1)
        inner = root->first;
    else if (root->kind == NODE_MAP && root->count == 1 && !is_native(root))
        inner = root->first->next;
    bool is_cv = inner != NULL && inner->kind == NODE_MAP && detect_map(inner) != NATIVE;
    return is_cv ? inner : root;
}

const struct dialect *dialect_detect(const struct node *root)
{
    size_t found = NATIVE;
    if (root->kind == NODE_MAP)
        found = detect_map(root);
    else if (is_section_list(root) || is_titled_lists(root))
        found = ALFOLIO;
    if (found == NATIVE) {
        const struct node *inner = unwrap(root);
        if (inner != root)
            found = detect_map(inner);
        else if (root->kind == NODE_MAP && is_of_own_words(root))
            found = JSONRESUME;
    }
    return &dialects[found];
}

bool dialect_has_key(const struct dialect *dialect, struct str key)
{
    enum name name = name_find(key);
    bool native = name < NAME_COUNT && table_row(&cv_table, name) != NULL;
    if (native || (dialect->traits & TRAIT_LIST))
        return false;
    for (const struct dialect_row *row = dialect->root->rows; row->key != NULL; row++)
        if (key_is(key, row->key))
            return true;
    return false;
}

/* ---- remarks ---- */

void remark(struct convert *c, const struct node *node, const char *kind, const char *hint)
{
    struct remark *r = strmap_get(&c->remarks, str_of(kind));
    if (r == NULL) {
        r = arena_new(c->arena, struct remark);
        *r = (struct remark){.kind = kind, .hint = hint, .span = node->span};
        strmap_put(&c->remarks, c->arena, str_of(kind), r);
        *c->remarks_end = r;
        c->remarks_end = &r->next;
        return;
    }
    enum { LINES_MAX = 20 };
    if (r->count++ >= LINES_MAX)
        return;
    struct source *src = &c->diags->sources[node->span.file];
    unsigned line = source_position(src, c->arena, node->span.start).line;
    if (line != r->last_line)
        r->lines = arena_printf(c->arena, "%s%s%u", r->lines != NULL ? r->lines : "",
                                r->lines != NULL ? ", " : "", line);
    r->last_line = line;
}

static void report_remarks(struct convert *c)
{
    for (const struct remark *r = c->first_remark; r != NULL; r = r->next) {
        bool more = r->lines != NULL;
        diag_add(c->diags, DIAG_NOT_PRINTED, r->span, r->hint, "%s%s%s%s%s", r->kind,
                 more ? "; nor on line" : "",
                 !more                              ? ""
                 : strchr(r->lines, ',') != NULL ? "s "
                                                    : " ",
                 more ? r->lines : "",
                 r->count > 20 ? " and further ones" : "");
    }
}

/* ---- the walk ---- */

/* First the options, which steer how the rest is read. */
enum pass { PASS_OPTIONS, PASS_TEXTS };

static void take_language(struct convert *c, const struct node *value)
{
    enum language language = value->kind == NODE_SCALAR ? locale_find(value->text) : LANGUAGE_COUNT;
    if (language == LANGUAGE_COUNT && value->kind == NODE_SCALAR && !is_empty(value))
        remark(c, value, "the words of this language are not known", NULL);
    if (language == LANGUAGE_COUNT || c->language.len > 0)
        return;
    c->language = str_of(locale_codes[language]);
    if (language != LANGUAGE_EN) /* which it is anyway */
        design_set(c, "language", c->language, value->span);
}

/* `language: de` of the file, where others list the languages that they speak. */
static bool is_language(const struct dialect_row *row, const struct node *value)
{
    return row->means == MEANS_SECTION && strcmp(row->key, "language") == 0 &&
           value->kind == NODE_SCALAR && value->text.len <= 7 &&
           locale_find(value->text) != LANGUAGE_COUNT;
}

static void take_option(struct convert *c, const struct dialect_row *row, const struct node *value)
{
    if (row->means == MEANS_LANGUAGE || is_language(row, value))
        take_language(c, value);
    else if (row->means == MEANS_DESIGN)
        design_rendercv(c, value);
    else if (row->means == MEANS_LAYOUTS)
        design_yamlresume(c, value);
    else if (row->means == MEANS_ORDER)
        c->order = value;
    else if (row->means == MEANS_TITLES)
        c->titles = value;
    else if (row->means == MEANS_KEYWORDS)
        c->keywords = value;
}

static void take_native(struct convert *c, const struct node *key, const struct node *value)
{
    if (is_switches(value))
        return;
    if (key_is(key->text, "sections") && is_titled_items(value)) {
        section_add_listed(c, value);
        return;
    }
    if (value->kind != NODE_MAP) {
        header_extra(c, key, value);
        return;
    }
    if (key_is(key->text, "native")) {
        c->native = copy_tree(c, value);
        return;
    }
    NODE_EACH_PAIR(name, content, value)
        if (key_is(key->text, "design"))
            add_pair(c, &c->design, name, name->text, copy_node(c, content));
        else
            section_add_native(c, name, content);
}

static void take_text(struct convert *c, const struct dialect_row *row, const struct node *key,
                      const struct node *value)
{
    switch (row->means) {
    case MEANS_FIELD:
        header_field(c, key, row->name, value);
        break;
    case MEANS_GIVEN:
        header_name_part(c, key, "given", value);
        break;
    case MEANS_FAMILY:
        header_name_part(c, key, "family", value);
        break;
    case MEANS_PLACE:
        header_place(c, key, value);
        break;
    case MEANS_PROFILES:
        header_profiles(c, key, value);
        break;
    case MEANS_ACCOUNT:
        header_account(c, key, value);
        break;
    case MEANS_TWINS:
        text_remark_twin(c, value, STR("?"));
        break;
    case MEANS_LINKS:
        header_links(c, key, value);
        break;
    case MEANS_SECTION:
        section_add(c, row->section, key, NULL, value);
        break;
    case MEANS_SECTIONS:
        section_add_all(c, value);
        break;
    case MEANS_NATIVE:
        take_native(c, key, value);
        break;
    default:
        break;
    }
}

/* A key that the format does not know: a section if it looks like one, else a line of the header. */
static void take_unknown(struct convert *c, const struct dialect_table *table,
                         const struct node *key, const struct node *value)
{
    bool structured = value->kind == NODE_MAP && !text_is_in_languages(value) &&
                      (table == c->dialect->root || nested_has_lines(value));
    structured |= value->kind == NODE_LIST && table == c->dialect->root;
    if (value->kind == NODE_LIST)
        NODE_EACH(item, value)
            structured = structured || item->kind != NODE_SCALAR || item->text.len > 60;
    if (structured && is_section_list(value))
        section_add_listed(c, value);
    else if (structured)
        section_add(c, NULL, key, NULL, value);
    else
        header_extra(c, key, value);
}

static const struct dialect_row *row_of(const struct dialect_table *table, struct str key)
{
    const struct dialect_row *row = table->rows;
    while (row->key != NULL && !key_is(key, row->key))
        row++;
    return row->key != NULL ? row : NULL;
}

/* The map in a list of nothing else, unless it is a link: `profile: [{name: ...}]`; or the value. */
static const struct node *only_map(const struct node *value)
{
    if (value->kind != NODE_LIST || value->count != 1 || value->first->kind != NODE_MAP)
        return value;
    const struct node *map = value->first;
    bool link = get(map, "url") != NULL || get(map, "link") != NULL || get(map, "href") != NULL;
    return link ? value : value->first;
}

/* `profile: ...` of more bytes is a text about the person. */
enum { PROFILE_MIN_BYTES = 60 };

static void walk(struct convert *c, const struct dialect_table *table, const struct node *map,
                 enum pass pass)
{
    NODE_EACH_PAIR(key, given, map) {
        const struct dialect_row *row = row_of(table, key->text);
        const struct node *value = row != NULL && row->means == MEANS_MAP && row->sub->speaks
                                       ? only_map(given) : given;
        struct str base, language;
        if (row != NULL && row->means == MEANS_MAP && value->kind == NODE_MAP)
            walk(c, row->sub, value, pass);
        else if (value->kind == NODE_MAP && key_is(key->text, "aboutme") &&
                 get(value, "profile") != NULL)
            walk(c, &jsonresume_basics, value, pass);
        else if (row != NULL && pass == PASS_OPTIONS)
            take_option(c, row, value);
        else if (pass == PASS_OPTIONS || is_empty(value) ||
                 (row != NULL && is_language(row, value)))
            continue;
        else if (row != NULL && row->means == MEANS_MAP && value->kind == NODE_LIST &&
                 row->sub->speaks)
            header_links(c, key, value);
        else if (row != NULL && (row->means != MEANS_MAP || !row->sub->speaks))
            take_text(c, row, key, text_in_twin(c, map, key, value));
        else if (text_is_twin(map, key->text, &base, &language))
            text_remark_twin(c, value, language);
        else if (row != NULL && value->kind == NODE_SCALAR && value->text.len > PROFILE_MIN_BYTES)
            section_add(c, section_about, key, NULL, value);
        else if (table->speaks)
            take_unknown(c, table, key, value);
    }
}

/* ---- the whole ---- */

static void read_root(struct convert *c, const struct node *root, dialect_words *words, void *user)
{
    c->locale = &locale_english;
    if (root->kind == NODE_LIST) {
        section_add_listed(c, root);
    } else if (root->kind == NODE_MAP) {
        walk(c, c->dialect->root, root, PASS_OPTIONS);
        if (c->language.len > 0)
            c->locale = words(user, locale_find(c->language));
        walk(c, c->dialect->root, root, PASS_TEXTS);
    } else {
        diag_add(c->diags, DIAG_NOT_A_MAP, root->span, NULL, "the file is one text, not a CV");
    }
}

struct node *dialect_apply(const struct dialect *dialect, struct arena *a, struct diags *d,
                           struct node *root, enum language language, dialect_words *words,
                           void *user)
{
    if (dialect_is_native(dialect))
        return root;
    struct convert *c = arena_new(a, struct convert);
    *c = (struct convert){.arena = a, .diags = d, .dialect = dialect};
    if (language < LANGUAGE_COUNT)
        c->language = str_of(locale_codes[language]);
    c->header = grow(c, NODE_MAP, root->span);
    c->design = grow(c, NODE_MAP, root->span);
    c->sections_end = &c->sections;
    c->remarks_end = &c->first_remark;
    entry_types_index(&c->types);
    const struct node *cv = unwrap(root);
    read_root(c, reactive_is(cv) ? reactive_plain(c, cv) : cv, words, user);
    header_finish(c);
    if (c->extra.node != NULL)
        add_pair(c, &c->header, NULL, STR("extra"), c->extra.node);
    sections_finish(c);
    if (c->design.node->count > 0)
        add_pair(c, &c->header, NULL, STR("design"), c->design.node);
    report_remarks(c);
    return c->native != NULL ? node_merge(c->arena, c->header.node, c->native) : c->header.node;
}

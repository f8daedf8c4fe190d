/* Each row of the schema: it is explained, and its example is valid as it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "cv2tex.h"
#include "model/schema.h"

/* What fits each example of an option that selects. */
#define PAPER                                                                                      \
    "{title: T, kind: journal, venue: SIGMOD, year: 2020, status: published, keywords: privacy, "  \
    "tags: systems, selected: true}"

/* Where a row of each table stands in a CV: what comes before it, and how the line is begun. */
static const struct {
    const struct table *table;
    const char *before;
} places[] = {
    {&cv_table, ""},
    {&name_table, "name:\n  "},
    {&design_table, "name: Ada\ndesign:\n  "},
    {&margins_table, "name: Ada\ndesign:\n  margins:\n    "},
    {&person_table, "name: Ada\nsections:\n  Papers:\n    - title: T\n      authors:\n        - "},
    {&profile_table, "name: Ada\nprofiles:\n  - "},
    {&link_table, "name: Ada\nsections:\n  Papers:\n    - title: T\n      links:\n        - "},
    {&acceptance_table,
     "name: Ada\nsections:\n  Papers:\n    - title: T\n      acceptance:\n        "},
    {&pair_table, "name: Ada\nsections:\n  Work:\n    - company: C\n      extra:\n        - "},
    {&section_table, "name: Ada\nsections:\n  S:\n    "},
    {&citations_table, "name: Ada\ncitations:\n  "},
    {&author_table, "name: Ada\ncitations:\n  author:\n    "},
    {&endpoint_table, "name: Ada\ncitations:\n  endpoint:\n    "},
    {&citation_table, "name: Ada\nsections:\n  Papers:\n    - title: T\n      citations:\n        "},
    {&group_title_table,
     "name: Ada\nsections:\n  S:\n    entries: [x]\n    group_titles:\n      - "},
    {&prefix_table, "name: Ada\nsections:\n  S:\n    entries: [x]\n    prefixes:\n      - "},
    {&only_table, "name: Ada\nsections:\n  S:\n    entries: [" PAPER "]\n    only:\n      "},
};

/* Appends `key: example` as a line of the map that the last line of `out` belongs to. */
static void add_pair(struct buf *out, unsigned indent, const struct row *row)
{
    if (out->len > 0 && out->ptr[out->len - 1] == '\n')
        buf_addf(out, "%*s", (int)indent, "");
    buf_addf(out, "%s: %s\n", name_text(row->key), row->example);
}

/* A CV in which the row's key has its example as value, where the row's table is read. */
static void write_document(const struct table *table, const struct row *row, struct buf *out)
{
    size_t i = 0, count = sizeof places / sizeof *places;
    while (i < count && places[i].table != table)
        i++;
    out->len = 0;
    if (i < count)
        buf_adds(out, places[i].before);
    else /* the table of an entry type */
        buf_addf(out, "name: Ada\nsections:\n  S:\n    - type: %s\n      ", table->name);
    size_t indent = 0;
    while (indent < out->len && out->ptr[out->len - 1 - indent] != '\n')
        indent++;
    add_pair(out, (unsigned)indent, row);
    /* What the map cannot be without. */
    for (i = 0; i < table->count; i++)
        if ((table->rows[i].flags & ROW_REQUIRED) && table->rows[i].key != row->means)
            add_pair(out, (unsigned)indent, &table->rows[i]);
    if (table == &section_table && row->key != NAME_entries)
        buf_adds(out, "    entries:\n      - " PAPER "\n");
}

/* Whether the row's example is taken and printed without a word; else the words are shown. */
static bool check_example(const struct table *table, const struct row *row)
{
    struct buf text = BUF_INIT;
    struct cv2tex *doc = cv2tex_new();
    assert_non_null(doc);
    write_document(table, row, &text);
    cv2tex_read_text(doc, "row.yaml", text.ptr, text.len);
    if (table != &design_table)
        cv2tex_set(doc, "design.style=classic"); /* it prints everything, the photo too */
    cv2tex_render(doc);
    bool valid = cv2tex_error_count(doc) + cv2tex_warning_count(doc) == 0;
    if (!valid)
        print_error("%s.%s:\n%.*s%s", table->name, name_text(row->key), (int)text.len, text.ptr,
                    cv2tex_diagnostics(doc, CV2TEX_TEXT));
    cv2tex_free(doc);
    buf_free(&text);
    return valid;
}

static unsigned bad_rows(const struct table *table)
{
    unsigned bad = 0;
    assert_non_null(table->name);
    assert_true(table->doc != NULL && table->doc[0] != '\0');
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        if (row->doc == NULL || row->doc[0] == '\0' || row->example == NULL)
            fail_msg("%s.%s has no text or no example", table->name, name_text(row->key));
        /* `type` would make it another table's; there is no such photo, no such file or folder. */
        if (row->key != NAME_type && row->key != NAME_photo && row->key != NAME_template &&
            row->key != NAME_entries_from)
            bad += !check_example(table, row);
        assert_true(table_row(table, row->means) != NULL);
        if (row->kind == KIND_CHOICE)
            assert_non_null(row->choices);
    }
    return bad;
}

static void test_entries(void **state)
{
    (void)state;
    unsigned bad = 0;
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++)
        bad += bad_rows(entry_tables[type]);
    assert_int_equal(bad, 0);
}

static void test_other_tables(void **state)
{
    (void)state;
    const struct table *tables[] = {&cv_table,      &name_table,    &person_table,
                                    &profile_table, &link_table,    &design_table,
                                    &margins_table, &section_table, &acceptance_table,
                                    &citations_table, &citation_table, &author_table,
                                    &endpoint_table, &pair_table};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        assert_int_equal(bad_rows(tables[i]), 0);
}

/* A language in which a CV for pdflatex is warned. */
static bool wants_lualatex(const struct row *row, const char *choice)
{
    static const char *const languages[] = {"ar", "fa", "he", "hi"};
    for (size_t i = 0; row->key == NAME_language && i < sizeof languages / sizeof *languages; i++)
        if (strcmp(choice, languages[i]) == 0)
            return true;
    return false;
}

static void test_choices_and_defaults(void **state)
{
    (void)state;
    for (size_t i = 0; i < design_table.count; i++) {
        struct row row = design_table.rows[i];
        for (size_t j = 0; row.choices != NULL && row.choices[j] != NULL; j++) {
            if (wants_lualatex(&row, row.choices[j]))
                continue;
            row.example = row.choices[j];
            assert_true(check_example(&design_table, &row));
        }
        row.example = row.fallback;
        if (row.fallback != NULL)
            assert_true(check_example(&design_table, &row));
    }
}

static void test_names(void **state)
{
    (void)state;
    for (int name = 0; name < NAME_COUNT; name++) {
        const char *text = name_text((enum name)name);
        assert_int_equal(name_find((struct str){text, strlen(text)}), name);
        if (name > 0) /* the search needs their order */
            assert_true(strcmp(name_text((enum name)(name - 1)), text) < 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries),
        cmocka_unit_test(test_other_tables),
        cmocka_unit_test(test_choices_and_defaults),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}

/* The JSON Schema is JSON and has each row of each table; and what the rows must keep to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/buf.h"
#include "cv2tex.h"
#include "model/schema.h"
#include "model/schema_json.h"

static const struct table *const other_tables[] = {
    &name_table,   &person_table,  &profile_table, &link_table,
    &design_table, &margins_table, &section_table, &acceptance_table,
    &citations_table, &citation_table, &author_table, &endpoint_table,
};

static void for_each_table(void (*test)(const struct table *table))
{
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++)
        test(entry_tables[type]);
    for (size_t i = 0; i < sizeof other_tables / sizeof *other_tables; i++)
        test(other_tables[i]);
}

/* ---- rows ---- */

static bool has_choice(const struct row *row, const char *word)
{
    for (const char *const *choice = row->choices; *choice != NULL; choice++)
        if (strcmp(*choice, word) == 0)
            return true;
    return false;
}

static void fail_row(const struct table *table, const struct row *row, const char *why)
{
    fail_msg("%s.%s: %s", table->name, name_text(row->key), why);
}

static void check_rows(const struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i], *canonical = table_row(table, row->means);
        if (row->doc[strlen(row->doc) - 1] != '.')
            fail_row(table, row, "its text is no sentence");
        if (table_row(table, row->key) != row)
            fail_row(table, row, "it is there twice");
        if (canonical->means != canonical->key || canonical->kind != row->kind)
            fail_row(table, row, "it stands for no row of its kind");
        if ((row->kind == KIND_MAP || row->kind == KIND_PAIRS) && row->sub == NULL)
            fail_row(table, row, "it has no table for its map");
        if ((row->kind == KIND_CHOICE || row->kind == KIND_LANGUAGE) != (row->choices != NULL))
            fail_row(table, row, "only a choice has choices");
        bool is_list = row->fallback != NULL && row->fallback[0] == '[';
        if (row->choices != NULL && row->fallback != NULL && !is_list &&
            !has_choice(row, row->fallback))
            fail_row(table, row, "its default is none of its choices");
    }
}

static void test_rows_are_in_order(void **state)
{
    (void)state;
    check_rows(&cv_table);
    for_each_table(check_rows);
}

/* ---- JSON ---- */

static json_t *schema;

static void check_properties(const json_t *properties, const struct table *table)
{
    assert_int_equal(json_object_size(properties), table->count);
    for (size_t i = 0; i < table->count; i++) {
        json_t *row = json_object_get(properties, name_text(table->rows[i].key));
        assert_string_equal(json_string_value(json_object_get(row, "description")),
                            table->rows[i].doc);
    }
}

static void check_definition(const struct table *table)
{
    json_t *definition = json_object_get(json_object_get(schema, "$defs"), table->name);
    assert_non_null(definition);
    check_properties(json_object_get(definition, "properties"), table);
}

static void test_schema_has_every_row(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    json_error_t error;
    assert_true(schema_json(&text));
    schema = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &error);
    if (schema == NULL)
        fail_msg("%d:%d: %s", error.line, error.column, error.text);
    check_properties(json_object_get(schema, "properties"), &cv_table);
    for_each_table(check_definition);
    json_decref(schema);

    char *same = cv2tex_schema();
    assert_int_equal(strlen(same), text.len);
    assert_memory_equal(same, text.ptr, text.len);
    free(same);
    buf_free(&text);
}

/* ---- types by their names ---- */

static void test_types_are_found(void **state)
{
    (void)state;
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++)
        assert_int_equal(entry_type_find(str_of(entry_tables[type]->name)), type);
    enum entry_type of_word;
    const char *word;
    for (size_t i = 0; (word = section_title_word(i, &of_word)) != NULL; i++)
        assert_int_equal(entry_type_of_title(str_of(word)), of_word);
    assert_int_equal(entry_type_of_title(STR("Selected PUBLICATIONS")), ENTRY_PUBLICATION);
    assert_int_equal(entry_type_of_title(STR("Teaching Experience")), ENTRY_TEACHING);
    assert_int_equal(entry_type_of_title(STR("Republications")), ENTRY_TYPE_COUNT);
    assert_int_equal(entry_type_find(STR("nothing")), ENTRY_TYPE_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_in_order),
        cmocka_unit_test(test_schema_has_every_row),
        cmocka_unit_test(test_types_are_found),
    };
    return cmocka_run_group_tests_name("schema_json", tests, NULL, NULL);
}

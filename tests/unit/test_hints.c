#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "model/hints.h"

/* The hint for the key of the line "KEY: text" in a map of `table`. */
static void expect(const struct table *table, const char *key, const char *wanted)
{
    jmp_buf oom;
    struct arena a;
    assert_int_equal(setjmp(oom), 0);
    arena_init(&a, &oom);
    struct node value = {.kind = NODE_SCALAR, .text = STR("text")};
    struct node node = {.kind = NODE_SCALAR, .text = str_of(key), .next = &value};
    assert_string_equal(hint_for_key(&a, table, &node), wanted);
    arena_free(&a);
}

static void the_key_that_is_meant(void **state)
{
    (void)state;
    const struct table *job = entry_tables[ENTRY_EXPERIENCE];
    expect(job, "compnay", "did you mean 'company'?");
    expect(job, "LOCATION", "did you mean 'location'?");
    expect(job, "role", "did you mean 'position'?");
    expect(job, "Organisation", "did you mean 'company'?");
    expect(entry_tables[ENTRY_EDUCATION], "gpa", "did you mean 'grade'?");
    expect(entry_tables[ENTRY_PUBLICATION], "booktitle", "did you mean 'venue'?");
    expect(&cv_table, "title", "did you mean 'headline'?");
    expect(&cv_table, "e-mail", "did you mean 'email'?");
    expect(&design_table, "colour", "did you mean 'color'?");
}

static void the_place_where_it_belongs(void **state)
{
    (void)state;
    expect(&cv_table, "github",
           "write it below 'profiles', as in `profiles: {github: ...}`");
    expect(&cv_table, "font_size", "write it below 'design', as in `design: {font_size: ...}`");
    expect(&cv_table, "education", "write it below 'sections'");
}

static void how_to_print_it(void **state)
{
    (void)state;
    expect(entry_tables[ENTRY_EXPERIENCE], "xyzzy",
           "it is not printed; to print it, write `extra: {xyzzy: ...}`");
    expect(&cv_table, "nationality", "it is not printed; the lines of `extra` are");
    expect(&design_table, "xyzzy", "it is not printed");
    expect(entry_tables[ENTRY_BULLET], "The second half of a text",
           "it is not printed; put quotes around a text that holds ': '");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_that_is_meant),
        cmocka_unit_test(the_place_where_it_belongs),
        cmocka_unit_test(how_to_print_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

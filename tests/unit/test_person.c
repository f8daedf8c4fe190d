/* Names of persons; the examples are in tests/names/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/person_match.h"

/* ---- files of examples ---- */

enum { COLUMNS = 8, LINE_MAX_BYTES = 400 };

/* Splits a line at the separator; the columns are trimmed. */
static size_t split(struct str line, char separator, struct str columns[COLUMNS])
{
    size_t count = 0;
    for (size_t from = 0, to; from <= line.len && count < COLUMNS; from = to + 1) {
        to = str_find(line, from, separator);
        columns[count++] = str_trim(str_sub(line, from, to));
    }
    return count;
}

typedef bool example_check(struct arena *a, struct str line);

/* Calls `check` for each line of a file that is no remark; shows those that are wrong. */
static void check_file(const char *path, example_check *check)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char line[LINE_MAX_BYTES];
    size_t count = 0, wrong = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        struct arena a;
        jmp_buf oom;
        if (setjmp(oom) != 0)
            fail_msg("out of memory");
        struct str text = {line, strcspn(line, "\n")};
        if (text.len == 0 || line[0] == '#')
            continue;
        arena_init(&a, &oom);
        count++;
        if (!check(&a, text)) {
            print_error("    of: %.*s\n", STR_FMT(text));
            wrong++;
        }
        arena_free(&a);
    }
    fclose(file);
    assert_true(count > 0);
    assert_int_equal(wrong, 0);
}

/* ---- parts ---- */

static bool expect(const char *what, struct str found, struct str wanted)
{
    if (str_eq(str_trim(found), wanted))
        return true;
    print_error("%s is '%.*s', not '%.*s'\n", what, STR_FMT(found), STR_FMT(wanted));
    return false;
}

static bool check_parts(struct arena *a, struct str line)
{
    struct str columns[COLUMNS] = {STR_NONE};
    split(line, '|', columns);
    struct person p = person_read(a, columns[0]);
    char flags[80];
    snprintf(flags, sizeof flags, "%s%s%s%s", p.whole ? "whole " : "", p.reversed ? "reversed " : "",
             p.others ? "others " : "", p.marked_up ? "marked-up " : "");
    if (p.emphasis > 0)
        snprintf(flags, sizeof flags, "emphasis %u", p.emphasis);
    bool ok = expect("given", p.given, columns[1]);
    ok = expect("before the family", p.prefix, columns[2]) && ok;
    ok = expect("family", p.family, columns[3]) && ok;
    ok = expect("suffix", p.suffix, columns[4]) && ok;
    ok = expect("behind", p.after, columns[5]) && ok;
    return expect("the rest", str_of(flags), columns[6]) && ok;
}

static void parts(void **state)
{
    (void)state;
    check_file("tests/names/persons.txt", check_parts);
}

/* ---- several names ---- */

static bool check_list(struct arena *a, struct str line)
{
    (void)a;
    struct str sides[COLUMNS] = {STR_NONE}, names[COLUMNS] = {STR_NONE}, name;
    split(line, '>', sides);
    bool strict = sides[0].ptr[0] == '!', ok = true;
    size_t wanted = split(sides[1], '|', names), count = 0;
    struct person_list list = person_list(str_trim(str_sub(sides[0], strict, sides[0].len)), strict);
    while (person_next(&list, &name)) {
        ok = expect("a name", name, count < wanted ? names[count] : STR_NONE) && ok;
        count++;
    }
    return ok && count == wanted;
}

static void lists(void **state)
{
    (void)state;
    check_file("tests/names/lists.txt", check_list);
}

/* ---- the owner ---- */

static bool check_owner(struct arena *a, struct str line)
{
    static const char *const fits[] = {
        [FIT_NONE] = "none", [FIT_INITIALS] = "initials", [FIT_FIRST_NAME] = "first name",
        [FIT_WHOLE] = "whole"};
    struct str columns[COLUMNS] = {STR_NONE};
    split(line, '>', columns);
    struct person form = person_read(a, columns[0]), person = person_read(a, columns[1]);
    return expect("the fit", str_of(fits[person_fits(&form, &person)]), columns[2]);
}

static void owners(void **state)
{
    (void)state;
    check_file("tests/names/owners.txt", check_owner);
}

/* ---- initials ---- */

static void initials(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"Kaiqiang Xu", "K."},     {"Kai Qiang Xu", "K. Q."}, {"Kai-Qiang Xu", "K.-Q."},
        {"K.Q. Xu", "K. Q."},      {"KQ Xu", "K. Q."},        {"K.-Q. Xu", "K.-Q."},
        {"Xu, Kaiqiang M.", "K. M."}, {"Лев Толстой", "Л."},  {"Yu. Manin", "Yu."},
        {"Élise Roux", "É."},      {"徐凯强", ""},            {"J. R. R. Tolkien", "J. R. R."}, {"J.R.R.Tolkien", "J. R. R."}, {"K.-Q.Xu", "K.-Q."},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct buf out = BUF_INIT;
        struct person person = person_read(NULL, str_of(examples[i][0]));
        person_initials(&out, &person);
        buf_addc(&out, '\0');
        assert_string_equal(out.ptr, examples[i][1]);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts),
        cmocka_unit_test(lists),
        cmocka_unit_test(owners),
        cmocka_unit_test(initials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The core cases of the public Mustache specification, read as JSON from the directory that the
 * environment variable MUSTACHE_SPEC names; skipped where there is none.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tex/template.h"

static const char *directory(void)
{
    const char *dir = getenv("MUSTACHE_SPEC");
    return dir != NULL ? dir : "../shared/data/mustache-spec";
}

/* Names get their numbers in the order in which templates mention them. */
struct names {
    char name[32][32];
    int count;
};

static int view_name(void *user, struct str name)
{
    struct names *names = user;
    int id = 0;
    while (id < names->count && !str_is(name, names->name[id]))
        id++;
    if (id == names->count) {
        assert_true(id < 32);
        snprintf(names->name[names->count++], 32, "%.*s", STR_FMT(name));
    }
    return id;
}

static struct tpl_value value_of(const json_t *json)
{
    struct tpl_value value = {.kind = TPL_ABSENT, .ptr = json};
    if (json_is_object(json))
        value.kind = TPL_OBJECT;
    else if (json_is_array(json))
        value.kind = TPL_LIST;
    else if (json_is_string(json) || json_is_number(json))
        value.kind = TPL_TEXT;
    else if (json_is_true(json))
        value.kind = TPL_TRUE;
    else if (json != NULL)
        value.kind = TPL_FALSE;
    return value;
}

static struct tpl_value view_get(void *user, const struct tpl_value *object, int id)
{
    struct names *names = user;
    return value_of(json_object_get(object->ptr, names->name[id]));
}

static struct tpl_value view_next(void *user, const struct tpl_value *list,
                                  const struct tpl_value *item)
{
    (void)user;
    int index = item != NULL ? item->tag + 1 : 0;
    struct tpl_value value = value_of(json_array_get(list->ptr, (size_t)index));
    value.tag = index;
    return value;
}

static void view_print(void *user, const struct tpl_value *value, bool raw, struct buf *out)
{
    (void)user;
    const json_t *json = value->ptr;
    if (json_is_integer(json))
        buf_addf(out, "%d", (int)json_integer_value(json));
    if (json_is_real(json))
        buf_addf(out, "%g", json_real_value(json));
    for (const char *p = json_string_value(json); p != NULL && *p != '\0'; p++) {
        const char *entity = *p == '&'   ? "&amp;"
                             : *p == '<' ? "&lt;"
                             : *p == '>' ? "&gt;"
                             : *p == '"' ? "&quot;"
                                         : NULL;
        if (entity != NULL && !raw)
            buf_adds(out, entity);
        else
            buf_addc(out, *p);
    }
}

/* "main" is the case's template, any other name one of its partials. */
static bool load(void *user, struct str name, uint32_t *file, struct str *text)
{
    const json_t *json = user;
    char key[64];
    snprintf(key, sizeof key, "%.*s", STR_FMT(name));
    const char *z = json_string_value(
        str_is(name, "main") ? json_object_get(json, "template")
                             : json_object_get(json_object_get(json, "partials"), key));
    *file = 0;
    if (z != NULL)
        *text = str_of(z);
    return z != NULL;
}

static bool render(json_t *json, struct arena *arena, struct buf *out)
{
    struct source source = {.name = STR("main")};
    struct diags diags = {.arena = arena, .sources = &source, .source_count = 1};
    struct names names = {.count = 0};
    struct tpl_view view = {
        .user = &names, .name = view_name, .get = view_get, .next = view_next, .print = view_print};
    struct tpl_loader loader = {.user = json, .load = load};
    struct tpl_set *set = tpl_set_new(arena, &diags, loader, &view, "{{", "}}", true);
    struct tpl_value root = value_of(json_object_get(json, "data"));
    return tpl_render(set, STR("main"), &root, out) && diags.count == 0;
}

static bool case_passes(json_t *json)
{
    jmp_buf oom;
    struct arena arena;
    struct buf out = BUF_INIT;
    arena_init(&arena, &oom);
    if (setjmp(oom) != 0)
        fail_msg("no memory");
    const char *expected = json_string_value(json_object_get(json, "expected"));
    bool passes = render(json, &arena, &out) && str_is(buf_str(&out), expected);
    if (!passes)
        print_error("%s\n  expected: %s\n  rendered: %.*s\n",
                    json_string_value(json_object_get(json, "name")), expected,
                    STR_FMT(buf_str(&out)));
    buf_free(&out);
    arena_free(&arena);
    return passes;
}

static void test_file(void **state)
{
    const char *name = *state;
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.json", directory(), name);
    json_t *json = json_load_file(path, 0, NULL);
    json_t *tests = json_object_get(json, "tests"), *test;
    size_t passed = 0, i;
    json_array_foreach(tests, i, test) passed += case_passes(test);
    size_t count = json_array_size(tests);
    print_message("mustache-spec: %s: %zu of %zu cases pass\n", name, passed, count);
    json_decref(json);
    assert_true(count > 0);
    assert_int_equal(passed, count);
}

#define FILE_TEST(name)                                                                            \
    {                                                                                              \
        name, test_file, NULL, NULL, name                                                          \
    }

int main(void)
{
    if (access(directory(), R_OK) != 0) {
        printf("SKIP: no Mustache specification in '%s' (set MUSTACHE_SPEC)\n", directory());
        return 0;
    }
    static char comments[] = "comments", delimiters[] = "delimiters", inverted[] = "inverted",
                interpolation[] = "interpolation", partials[] = "partials", sections[] = "sections";
    const struct CMUnitTest tests[] = {
        FILE_TEST(comments), FILE_TEST(delimiters), FILE_TEST(interpolation),
        FILE_TEST(inverted), FILE_TEST(partials),   FILE_TEST(sections),
    };
    return cmocka_run_group_tests_name("mustache-spec", tests, NULL, NULL);
}

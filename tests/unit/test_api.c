/* The library as its users see it: nothing but cv2tex.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "cv2tex.h"

static struct cv2tex *read_cv(const char *text)
{
    struct cv2tex *doc = cv2tex_new();
    assert_non_null(doc);
    cv2tex_read_text(doc, "cv.yaml", text, strlen(text));
    return doc;
}

static void test_version(void **state)
{
    (void)state;
    assert_string_equal(cv2tex_version(), CV2TEX_VERSION);
}

static void test_free_of_nothing(void **state)
{
    (void)state;
    cv2tex_free(NULL);
}

static void test_render(void **state)
{
    (void)state;
    size_t len = 1;
    struct cv2tex *doc = read_cv("name: Ada Lovelace\nsections: {A: some text}\n");
    assert_null(cv2tex_latex(doc, &len));
    assert_int_equal(len, 0);
    assert_int_equal(cv2tex_render(doc), CV2TEX_OK);
    const char *latex = cv2tex_latex(doc, &len);
    assert_non_null(latex);
    assert_non_null(strstr(latex, "some text"));
    assert_int_equal(strlen(latex), len);
    assert_string_equal(cv2tex_diagnostics(doc, CV2TEX_TEXT), "");
    assert_string_equal(cv2tex_diagnostics(doc, CV2TEX_JSON), "");
    /* A getter changes nothing. */
    assert_ptr_equal(cv2tex_latex(doc, NULL), latex);
    cv2tex_free(doc);
}

static void test_convert(void **state)
{
    (void)state;
    static const char text[] = "{name: Ada Lovelace, sections: {A: [x]}}\n";
    struct cv2tex *doc = cv2tex_new();
    size_t len = 1;
    assert_non_null(doc);
    assert_int_equal(cv2tex_convert(doc, CV2TEX_NATIVE), CV2TEX_MISUSE);
    assert_null(cv2tex_converted(doc, &len));
    assert_int_equal(len, 0);
    assert_int_equal(cv2tex_read_text(doc, "a.yaml", text, strlen(text)), CV2TEX_OK);
    assert_int_equal(cv2tex_convert(doc, CV2TEX_NATIVE), CV2TEX_OK);
    assert_string_equal(cv2tex_converted(doc, &len),
                        "name: Ada Lovelace\n\nsections:\n  A:\n    - x\n");
    assert_int_equal(strlen(cv2tex_converted(doc, NULL)), len);
    assert_int_equal(cv2tex_convert(doc, CV2TEX_JSON_RESUME), CV2TEX_MISUSE);
    cv2tex_free(doc);
}

static void test_text_is_copied(void **state)
{
    (void)state;
    char text[] = "name: Ada Lovelace\nemial: x\nsections: {A: some text}\n", name[] = "a.yaml";
    struct cv2tex *doc = cv2tex_new();
    assert_non_null(doc);
    assert_int_equal(cv2tex_read_text(doc, name, text, strlen(text)), CV2TEX_OK);
    memset(text, 'x', strlen(text));
    memset(name, 'y', strlen(name));
    assert_int_equal(cv2tex_render(doc), CV2TEX_OK);
    assert_non_null(strstr(cv2tex_latex(doc, NULL), "some text"));
    assert_non_null(strstr(cv2tex_diagnostics(doc, CV2TEX_TEXT), "a.yaml:2:1: warning: "));
    cv2tex_free(doc);
}

static void test_two_documents_at_once(void **state)
{
    (void)state;
    struct cv2tex *a = read_cv("name: Ada\nsections: {S: first text}\n");
    struct cv2tex *b = read_cv("name: Bob\nemial: x\nsections: {S: second text}\n");
    assert_int_equal(cv2tex_render(b), CV2TEX_OK);
    assert_int_equal(cv2tex_render(a), CV2TEX_OK);
    assert_non_null(strstr(cv2tex_latex(a, NULL), "first text"));
    assert_null(strstr(cv2tex_latex(a, NULL), "second text"));
    assert_int_equal(cv2tex_warning_count(a), 0);
    assert_int_equal(cv2tex_warning_count(b), 1);
    cv2tex_free(a);
    assert_non_null(strstr(cv2tex_latex(b, NULL), "second text"));
    assert_non_null(strstr(cv2tex_diagnostics(b, CV2TEX_TEXT), "unknown-key"));
    cv2tex_free(b);
}

static void test_misuse(void **state)
{
    (void)state;
    struct cv2tex *doc = cv2tex_new();
    assert_non_null(doc);
    assert_int_equal(cv2tex_render(doc), CV2TEX_MISUSE);
    assert_int_equal(cv2tex_read_text(doc, "a", "name: A\nsections: {A: b}", 24), CV2TEX_OK);
    assert_int_equal(cv2tex_render(doc), CV2TEX_OK);
    assert_int_equal(cv2tex_render(doc), CV2TEX_MISUSE);
    assert_non_null(cv2tex_latex(doc, NULL));
    cv2tex_free(doc);
}

static void test_invalid(void **state)
{
    (void)state;
    struct cv2tex *doc = read_cv("name: [\n");
    assert_int_equal(cv2tex_error_count(doc), 1);
    assert_int_equal(cv2tex_render(doc), CV2TEX_INVALID);
    assert_null(cv2tex_latex(doc, NULL));
    cv2tex_free(doc);
    doc = read_cv("name: A\ndesign: {style: banker}\nsections: {A: b}\n");
    assert_int_equal(cv2tex_render(doc), CV2TEX_INVALID);
    assert_null(cv2tex_latex(doc, NULL));
    assert_int_equal(cv2tex_error_count(doc), 1);
    cv2tex_free(doc);
}

static void test_files(void **state)
{
    (void)state;
    struct cv2tex *doc = cv2tex_new();
    assert_non_null(doc);
    assert_int_equal(cv2tex_read_file(doc, "/nonexistent/cv.yaml"), CV2TEX_MACHINE);
    assert_int_equal(cv2tex_render(doc), CV2TEX_MACHINE);
    assert_non_null(strstr(cv2tex_diagnostics(doc, CV2TEX_TEXT), "/nonexistent/cv.yaml"));
    assert_int_equal(cv2tex_read_file(doc, "/"), CV2TEX_MACHINE);
    cv2tex_free(doc);

    char path[] = "/tmp/test_api-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "name: A\nsections: {A: b}\n", 25), 25);
    close(fd);
    doc = cv2tex_new();
    assert_non_null(doc);
    assert_int_equal(cv2tex_read_file(doc, path), CV2TEX_OK);
    unlink(path);
    assert_int_equal(cv2tex_render(doc), CV2TEX_OK);
    cv2tex_free(doc);
}

static void test_overlay_and_set(void **state)
{
    (void)state;
    const char over[] = "sections: {A: from the overlay}\n";
    struct cv2tex *doc = read_cv("name: Ada\nsections: {A: old, B: kept}\n");
    assert_int_equal(cv2tex_read_text(doc, "over.yaml", over, strlen(over)), CV2TEX_OK);
    assert_int_equal(cv2tex_set(doc, "design.style=casual"), CV2TEX_OK);
    assert_int_equal(cv2tex_set(doc, "sections.C=from set"), CV2TEX_OK);
    assert_int_equal(cv2tex_render(doc), CV2TEX_OK);
    const char *latex = cv2tex_latex(doc, NULL);
    assert_non_null(strstr(latex, "{casual}"));
    assert_non_null(strstr(latex, "from the overlay"));
    assert_non_null(strstr(latex, "kept"));
    assert_non_null(strstr(latex, "from set"));
    assert_null(strstr(latex, "old"));
    cv2tex_free(doc);
}

static void test_set_alone(void **state)
{
    (void)state;
    struct cv2tex *doc = cv2tex_new();
    assert_non_null(doc);
    assert_int_equal(cv2tex_set(doc, "nonsense"), CV2TEX_INVALID);
    assert_int_equal(cv2tex_set(doc, ""), CV2TEX_INVALID);
    assert_int_equal(cv2tex_error_count(doc), 2);
    cv2tex_free(doc);
}

/* Parses JSON diagnostics; returns how many there are. */
static size_t parse_json_lines(const char *text)
{
    size_t count = 0;
    for (const char *line = text, *end; *line != '\0'; line = end + 1, count++) {
        end = strchr(line, '\n');
        assert_non_null(end);
        json_error_t error;
        json_t *json = json_loadb(line, (size_t)(end - line), JSON_REJECT_DUPLICATES, &error);
        assert_non_null(json);
        assert_true(json_is_string(json_object_get(json, "code")));
        assert_true(json_is_string(json_object_get(json, "severity")));
        assert_true(json_is_string(json_object_get(json, "message")));
        json_decref(json);
    }
    return count;
}

static void test_diagnostics_as_json(void **state)
{
    (void)state;
    struct cv2tex *doc = read_cv("name: \"A \\x01 \\\" \\\\ 徐\"\n\"em\\\"ial\\u0007\": x\n"
                                 "sections: {Education: [{instituton: x, date: 2020-13}]}\n");
    assert_int_equal(cv2tex_render(doc), CV2TEX_INVALID);
    const char *text = cv2tex_diagnostics(doc, CV2TEX_JSON);
    assert_non_null(text);
    assert_int_equal(parse_json_lines(text),
                     cv2tex_error_count(doc) + cv2tex_warning_count(doc));
    assert_non_null(strstr(text, "\"path\":\"sections.Education[0].date\""));
    /* In file order: the unknown key stands before the impossible date. */
    assert_true(strstr(text, "unknown-key") < strstr(text, "bad-date"));
    /* Either form, as often as one likes. */
    assert_non_null(strstr(cv2tex_diagnostics(doc, CV2TEX_TEXT), "cv.yaml:3:"));
    assert_non_null(strstr(cv2tex_diagnostics(doc, CV2TEX_JSON), "bad-date"));
    cv2tex_free(doc);
}

static void test_diagnostics_without_a_place(void **state)
{
    (void)state;
    struct cv2tex *doc = cv2tex_new();
    assert_non_null(doc);
    cv2tex_read_file(doc, "/nonexistent/a\nb");
    assert_int_equal(parse_json_lines(cv2tex_diagnostics(doc, CV2TEX_JSON)), 1);
    cv2tex_free(doc);
}

static void test_schema(void **state)
{
    (void)state;
    char *schema = cv2tex_schema();
    assert_non_null(schema);
    json_t *json = json_loads(schema, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    assert_non_null(json_object_get(json, "$schema"));
    json_decref(json);
    free(schema);
}

static void test_closest(void **state)
{
    (void)state;
    static const char *const words[] = {"build", "check", "cite"};
    assert_string_equal(cv2tex_closest("biuld", words, 3), "build");
    assert_null(cv2tex_closest("something", words, 3));
    assert_null(cv2tex_closest("", words, 0));
}

static void test_starter(void **state)
{
    (void)state;
    struct cv2tex *doc = read_cv(cv2tex_starter());
    assert_int_equal(cv2tex_render(doc), CV2TEX_OK);
    assert_string_equal(cv2tex_diagnostics(doc, CV2TEX_TEXT), "");
    cv2tex_free(doc);
}

/* Offline: nobody is asked; what an entry says itself is there, the rest is not, and both render. */
static void test_citations(void **state)
{
    (void)state;
    const struct cv2tex_cite offline = {.offline = true};
    const struct cv2tex_cite wrong = {.offline = true, .provider = "openalex, scholar"};
    struct cv2tex *doc = cv2tex_new();
    assert_int_equal(cv2tex_cite(doc, &offline), CV2TEX_MISUSE);
    assert_string_equal(cv2tex_citations(doc, CV2TEX_TEXT), "");
    cv2tex_free(doc);

    static const char cv[] = "name: Ada\nsections:\n  Papers:\n"
                             "    - {title: A, authors: [Ada], doi: 10.1/a, citations: 1234}\n"
                             "    - {title: B, authors: [Ada], doi: 10.1/b}\n";
    doc = read_cv(cv);
    assert_int_equal(cv2tex_cite(doc, &offline), CV2TEX_OK);
    assert_int_equal(cv2tex_cite(doc, &offline), CV2TEX_MISUSE);
    assert_non_null(strstr(cv2tex_citations(doc, CV2TEX_TEXT), "1234"));
    json_t *json = json_loads(cv2tex_citations(doc, CV2TEX_JSON), JSON_REJECT_DUPLICATES, NULL);
    assert_int_equal(json_array_size(json_object_get(json, "papers")), 2);
    json_decref(json);
    assert_int_equal(cv2tex_render(doc), CV2TEX_OK);
    assert_non_null(strstr(cv2tex_latex(doc, NULL), "cited 1,234 times (counted by hand)"));
    assert_int_equal(cv2tex_warning_count(doc), 0);
    assert_non_null(strstr(cv2tex_diagnostics(doc, CV2TEX_TEXT), "[citations-record]"));
    cv2tex_free(doc);

    doc = read_cv(cv);
    assert_int_equal(cv2tex_cite(doc, &wrong), CV2TEX_MISUSE);
    cv2tex_free(doc);
}

static void test_templates(void **state)
{
    (void)state;
    size_t count = 0;
    while (cv2tex_template_name(count) != NULL) {
        assert_non_null(cv2tex_template_text(count));
        count++;
    }
    assert_true(count > 10);
    assert_null(cv2tex_template_text(count));
    assert_null(cv2tex_template_name(SIZE_MAX));
}

static void test_too_large(void **state)
{
    (void)state;
    struct cv2tex *doc = cv2tex_new();
    assert_non_null(doc);
    /* More than is ever read: not even looked at. */
    assert_int_equal(cv2tex_read_text(doc, "large", "x", (size_t)1 << 40), CV2TEX_INVALID);
    assert_int_equal(cv2tex_error_count(doc), 1);
    cv2tex_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_free_of_nothing),
        cmocka_unit_test(test_render),
        cmocka_unit_test(test_convert),
        cmocka_unit_test(test_text_is_copied),
        cmocka_unit_test(test_two_documents_at_once),
        cmocka_unit_test(test_misuse),
        cmocka_unit_test(test_invalid),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_overlay_and_set),
        cmocka_unit_test(test_set_alone),
        cmocka_unit_test(test_diagnostics_as_json),
        cmocka_unit_test(test_diagnostics_without_a_place),
        cmocka_unit_test(test_schema),
        cmocka_unit_test(test_closest),
        cmocka_unit_test(test_starter),
        cmocka_unit_test(test_citations),
        cmocka_unit_test(test_templates),
        cmocka_unit_test(test_too_large),
    };
    return cmocka_run_group_tests_name("api", tests, NULL, NULL);
}

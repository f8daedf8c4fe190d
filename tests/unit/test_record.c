/* The record of citation counts: what is read is written again; what is none is recognised. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cite/record.h"

static struct arena arena;
static jmp_buf oom;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, &oom);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static enum record_status parse(const char *text, struct citation_record *record)
{
    size_t line;
    return record_parse(&arena, str_of(text), record, &line);
}

#define BEGIN "{\"cv2tex\":\"citations 1\",\n\"papers\":[\n"
#define PAPER(rest)                                                                                \
    BEGIN "{\"paper\":\"doi:10.1/a\",\"source\":\"openalex\",\"date\":\"2026-11-24\"," rest        \
          "}\n]}\n"

static void test_round_trip(void **state)
{
    (void)state;
    static const char text[] =
        "{\"cv2tex\":\"citations 1\",\n"
        "\"author\":{\"who\":\"0000-0002-1825-0097\",\"source\":\"openalex\",\"date\":\"2026-11-"
        "24\","
        "\"papers\":53,\"citations\":3160,\"h_index\":20,\"i10\":27},\n"
        "\"papers\":[\n"
        "{\"paper\":\"doi:10.1/a\",\"also\":[\"arxiv:2106.15928\",\"pmid:1\"],\"count\":243,"
        "\"source\":\"openalex\",\"date\":\"2026-11-24\",\"id\":\"https://openalex.org/W1\","
        "\"title\":\"A \\\"b\\\" \\\\c "
        "\xC3\xA9\",\"by_title\":true,\"years\":{\"2024\":3,\"2025\":40}},\n"
        "{\"paper\":\"doi:10.1/b\",\"absent\":true,\"source\":\"ads\",\"date\":\"2026-01-02\"},\n"
        "{\"paper\":\"title:x:2020\",\"count\":4294967295,\"source\":\"crossref\","
        "\"date\":\"2026-01-02\"}\n"
        "]}\n";
    struct citation_record record;
    struct buf out = BUF_INIT;
    assert_int_equal(parse(text, &record), RECORD_OK);
    record_print(&arena, &record, &out);
    buf_addc(&out, '\0');
    assert_string_equal(out.ptr, text);
    buf_free(&out);
}

static void test_corrupt(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "null",
        "[]",
        "{}",
        "{\"cv2tex\":\"citations 2\"}",
        "{\"papers\":[]}",
        BEGIN,
        BEGIN "]",
        BEGIN "]}x",
        BEGIN "{}]}",
        "<<<<<<< HEAD\n" BEGIN "]}",
        PAPER("\"count\":-1"),
        PAPER("\"count\":1.5"),
        PAPER("\"count\":1e9"),
        PAPER("\"count\":\"12\""),
        PAPER("\"count\":4294967296"),
        PAPER("\"count\":01"),
        PAPER("\"count\":null"),
        PAPER("\"absent\":false"),
        PAPER("\"count\":1,"),
        PAPER("\"count\":1,\"source\":\"scholar\""),
        PAPER("\"count\":1,\"date\":\"24.11.2026\""),
        PAPER("\"count\":1,\"date\":\"2026-13-01\""),
        PAPER("\"count\":1,\"years\":[2024]"),
        PAPER("\"count\":1,\"years\":{\"x\":1}"),
        PAPER("\"count\":1,\"title\":\"\\uD800\""),
        PAPER("\"count\":1,\"title\":\"\\x\""),
        PAPER("\"count\":1,\"title\":\"a\nb\""),
        PAPER("\"count\":1,\"title\":\"\\"),
        PAPER("\"count\":1,\"also\":{}"),
        BEGIN "{\"count\":1,\"source\":\"openalex\",\"date\":\"2026-11-24\"}]}",
    };
    struct citation_record record;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (parse(texts[i], &record) != RECORD_CORRUPT || record.count != 0)
            fail_msg("taken for a record: %s", texts[i]);
}

static void test_deep(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    buf_adds(&text, "{\"cv2tex\":\"citations 1\",\"x\":");
    for (int i = 0; i < 1000000; i++)
        buf_addc(&text, '[');
    struct citation_record record;
    size_t line;
    assert_int_equal(record_parse(&arena, buf_str(&text), &record, &line), RECORD_CORRUPT);
    buf_free(&text);
}

/* A careless merge leaves a paper twice: the later count is kept. */
static void test_twice(void **state)
{
    (void)state;
    struct citation_record record;
    assert_int_equal(
        parse(BEGIN
              "{\"paper\":\"doi:10.1/a\",\"count\":1,\"source\":\"ads\",\"date\":\"2026-01-02\"},"
              "{\"paper\":\"doi:10.1/a\",\"count\":2,\"source\":\"ads\",\"date\":\"2026-02-02\"},"
              "{\"paper\":\"doi:10.1/a\",\"count\":3,\"source\":\"ads\",\"date\":\"2025-02-02\"}]}",
              &record),
        RECORD_OK);
    assert_int_equal(record.count, 1);
    assert_int_equal(record.papers->fact->result.count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round_trip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_corrupt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_deep, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_twice, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Places in a text: lines and columns, also in lines that are longer than a block. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/source.h"

/* Whether each character of a text that repeats `unit` is where counting one by one finds it. */
static void check_places(const char *unit, size_t repeats)
{
    jmp_buf oom;
    struct arena arena;
    arena_init(&arena, &oom);
    if (setjmp(oom) != 0)
        fail_msg("no memory");
    size_t len = strlen(unit);
    char *text = malloc(len * repeats + 1);
    assert_non_null(text);
    for (size_t i = 0; i < repeats; i++)
        memcpy(text + i * len, unit, len);
    text[len * repeats] = '\0';
    struct source src = {.text = {text, len * repeats}};
    uint32_t line = 1, column = 1;
    for (size_t i = 0; i < len * repeats; i++) {
        if (((unsigned char)text[i] & 0xC0) == 0x80)
            continue;
        struct position found = source_position(&src, &arena, (uint32_t)i);
        assert_int_equal(found.line, line);
        assert_int_equal(found.column, column);
        column += strncmp(text + i, "\uFEFF", 3) != 0;
        if (text[i] == '\n') {
            line++;
            column = 1;
        }
    }
    arena_free(&arena);
    free(text);
}

static void places(void **state)
{
    (void)state;
    check_places("one line\n", 1);
    check_places("\uFEFFname: J\u00f6rg \u5f90\U0001F600\r\n", 300);
    check_places("\u5f90\U0001F600a\u00f6\uFEFF-", 2000); /* one line of several blocks */
    check_places("", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(places)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

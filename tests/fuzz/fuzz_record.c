/* Any bytes as a record of citations: what is taken for one is written, and read again as the same.
 */
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "cite/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    jmp_buf oom;
    struct citation_record record;
    struct buf once = BUF_INIT, twice = BUF_INIT;
    size_t line = 0;
    arena_init(&arena, &oom);
    if (setjmp(oom) != 0)
        abort();
    const struct str text = {(const char *)data, size};
    if (record_parse(&arena, text, &record, &line) == RECORD_OK) {
        record_print(&arena, &record, &once);
        check(record_parse(&arena, buf_str(&once), &record, &line) == RECORD_OK);
        record_print(&arena, &record, &twice);
        check(str_eq(buf_str(&once), buf_str(&twice)));
    } else {
        check(line > 0 && record.count == 0);
    }
    buf_free(&once);
    buf_free(&twice);
    arena_free(&arena);
    return 0;
}

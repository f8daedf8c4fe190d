/* Words of the CV's language with numbers in them. */
#include "bind/internal.h"

#include <stdio.h>

void words_number(const struct bind *b, struct buf *out, uint64_t number)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            buf_adds(out, view_word(b, WORD_THOUSANDS));
        buf_addc(out, digits[i]);
    }
}

void words_fill(const struct bind *b, struct buf *out, enum word word, const char *place,
                struct str text)
{
    const struct locale_value value = {place, text};
    locale_fill(out, view_word(b, word), &value, 1);
}

void words_counted(const struct bind *b, struct buf *out, enum word word, uint64_t number)
{
    struct buf digits = BUF_INIT;
    words_number(b, &digits, number);
    words_fill(b, out, word, "count", buf_str(&digits));
    out->failed |= digits.failed;
    buf_free(&digits);
}

struct str words_take(struct arena *a, struct buf *text)
{
    char *copy = text->failed ? NULL : arena_try(a, text->len + 1);
    struct str taken = {copy, text->len};
    if (copy != NULL && text->len > 0)
        memcpy(copy, text->ptr, text->len);
    buf_free(text); /* before the jump */
    if (copy == NULL)
        arena_fail(a);
    return taken;
}

const char *words_finish(struct bind *b, struct buf *text)
{
    return words_take(b->arena, text).ptr;
}

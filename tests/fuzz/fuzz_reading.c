/*
 * Any text as a date, as the title of a section, as the name of a language and as a word with places:
 * what is read as a date is printed as one, and nothing is read past its end.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "locale/locale.h"
#include "model/date.h"
#include "model/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_date(struct str text)
{
    struct date_range range, again;
    if (date_parse(text, &range) != DATE_OK)
        return;
    struct buf out = BUF_INIT;
    date_range_print(&out, &range, DATE_FORM_YYYY_MM, &locale_english, " to ");
    if (date_parse(buf_str(&out), &again) != DATE_OK || range.start.year != again.start.year)
        abort();
    buf_free(&out);
}

static void check_words(const char *copy)
{
    const struct locale_value value = {"n", STR("12")};
    struct buf out = BUF_INIT;
    locale_fill(&out, copy, &value, 1);
    buf_free(&out);
    char words[32];
    if (fold_words(str_of(copy), words, sizeof words) >= sizeof words)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    if (copy == NULL)
        return 0;
    memcpy(copy, data, size);
    copy[size] = '\0';
    struct str text = {copy, size};
    if (utf8_check(text) == size) {
        check_date(text);
        check_words(copy);
        entry_type_of_title(text);
        locale_find(text);
    }
    free(copy);
    return 0;
}

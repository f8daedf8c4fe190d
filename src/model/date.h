/*
 * Dates as people write them in a CV: read into numbers, compared, and printed in one form. What is
 * not understood is free text, which is no error.
 */
#ifndef CV2TEX_MODEL_DATE_H
#define CV2TEX_MODEL_DATE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"
#include "locale/locale.h"

struct date {
    int year, month, day; /* 0: not given */
    bool present;         /* "present"; the numbers are then 0 */
};

struct date_range {
    bool is_range; /* else only `start` is set */
    struct date start, end;
};

enum date_status {
    DATE_OK,
    DATE_FREE_TEXT,  /* not a date in any form that is known; `out` is zero */
    DATE_IMPOSSIBLE, /* the form of a date, but no such day: 2020-13, Feb 30 2020, 3020-01-01 */
};

/*
 * Reads one date or a range of two:
 *
 *   2020, 2020-09, 2020-09-01 (a time of day after it is ignored), 2020/9, 2020.09.01
 *   09/2020, 01.09.2020, 25/12/2020, 12/25/2020 (09/01/2020 is ambiguous: free text)
 *   Sep 2020, Sept. 2020, September 1st, 2020, 1 Sep 2020, 2020 September
 *   present, now, current, today, ongoing
 *   A - B, A to B, A until B, A..B, A/B (ISO), with any dash; A -, since A (until the present)
 *   2012-2017, 2012-17, Mar-May 2025, 3-5 Mar 2025
 *
 * `2012-09` is a month; `2012-13` cannot be, and is a range of years. Month names are English,
 * German, French, Spanish, Italian, Portuguese or Dutch, in full or as usually abbreviated; accents
 * and case do not matter. The order of a range's ends is not checked.
 */
enum date_status date_parse(struct str text, struct date_range *out);

/* Below, at or above 0 as *a is before, at or after *b, as far as both are precise. */
int date_compare(const struct date *a, const struct date *b);

enum date_form {
    DATE_FORM_MON_YYYY,   /* Sep 2020, 1 Sep 2020 */
    DATE_FORM_MONTH_YYYY, /* September 2020, 1 September 2020 */
    DATE_FORM_YYYY_MM,    /* 2020-09, 2020-09-01 */
    DATE_FORM_MM_YYYY,    /* 09/2020; with a day 2020-09-01, the only such form that is clear */
    DATE_FORM_YYYY,       /* 2020, and the rest is left out */
};

/* Appends the date as plain text (UTF-8, not LaTeX). */
void date_print(struct buf *out, const struct date *d, enum date_form form,
                const struct locale *locale);

/*
 * Appends the range, or the date if it is none. Two ends that print alike are printed once.
 * Without a separator (NULL) it is an en dash, with spaces when an end has spaces in it.
 */
void date_range_print(struct buf *out, const struct date_range *range, enum date_form form,
                      const struct locale *locale, const char *separator);

#endif

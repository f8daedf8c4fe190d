#include "model/date.h"

#include <stdio.h>

#include "model/date_token.h"
#include "model/reading.h"

enum { YEAR_MIN = 1000, YEAR_MAX = 2999 };

/* --- dates --- */

static const struct date_token *peek(const struct date_tokens *t, size_t ahead)
{
    for (size_t i = 0; i < ahead; i++)
        if (t->list[t->pos + i].kind == DATE_TOKEN_END)
            return &t->list[t->pos + i];
    return &t->list[t->pos + ahead];
}

static bool is_sign(const struct date_token *t, char sign)
{
    return t->kind == DATE_TOKEN_SIGN && t->sign == sign;
}

static bool is_year(const struct date_token *t)
{
    return t->kind == DATE_TOKEN_NUMBER && t->digits == 4;
}

/* A month or a day as a number. */
static bool is_small(const struct date_token *t)
{
    return t->kind == DATE_TOKEN_NUMBER && t->digits <= 2;
}

/* Whether it is a word that means one of `what` (READ_*). */
static bool is_word(const struct date_token *t, unsigned what)
{
    return (t->means & what) != 0;
}

/* The month of that name, 1 to 12, or 0. */
static int month_of(const struct date_token *t)
{
    return (int)(t->means & READ_MONTH_NUMBER);
}

/* Between the parts of "Sep-2020", "set/2020", "1-Sep-2020": no end of a range. */
static bool is_joint(const struct date_tokens *t)
{
    const struct date_token *next = peek(t, 1);
    if (t->pos == 0 || !(is_sign(peek(t, 0), '-') || is_sign(peek(t, 0), '/')) ||
        peek(t, 0)->spaced || next->spaced)
        return false;
    const struct date_token *last = &t->list[t->pos - 1];
    bool month = month_of(last) > 0 || (t->pos > 1 && is_word(last - 1, READ_BEFORE_MONTH));
    return (month && is_year(next)) || (is_small(last) && month_of(next) > 0) ||
           (is_year(last) && month_of(next) > 0 && !is_year(peek(t, 2)));
}

/* Takes what may stand after a part: "Sep. 2020", "1 de mayo", "Sep 1st, 2020". Returns whether
   another part must follow. */
static bool skip_filler(struct date_tokens *t)
{
    bool joint = is_joint(t);
    if (is_sign(peek(t, 0), '.') || is_word(peek(t, 0), READ_ORDINAL | READ_YEAR))
        t->pos++;
    if (is_sign(peek(t, 0), '.')) /* "2020 г." */
        t->pos++;
    if (!joint && !is_sign(peek(t, 0), ',') && !is_word(peek(t, 0), READ_OF))
        return false;
    t->pos++;
    return true;
}

/* `T12:30:00.5+01:00` or ` 12:30` after a date. */
static void skip_time(struct date_tokens *t)
{
    bool letter = is_word(peek(t, 0), READ_T) && !peek(t, 0)->spaced;
    if (!is_small(peek(t, letter)) || !is_sign(peek(t, letter + 1), ':'))
        return;
    t->pos += letter;
    while (peek(t, 0)->kind == DATE_TOKEN_NUMBER) {
        t->pos++;
        const struct date_token *sign = peek(t, 0);
        if (sign->spaced || sign->kind != DATE_TOKEN_SIGN || strchr(":.+-", sign->sign) == NULL)
            break;
        t->pos++;
    }
    if (is_word(peek(t, 0), READ_Z))
        t->pos++;
}

/* Whether a number is at `ahead`, then one of - / . and another number, with no space between. */
static bool is_joined(const struct date_tokens *t, size_t ahead)
{
    const struct date_token *sign = peek(t, ahead + 1), *next = peek(t, ahead + 2);
    return peek(t, ahead)->kind == DATE_TOKEN_NUMBER && next->kind == DATE_TOKEN_NUMBER &&
           !sign->spaced && !next->spaced && sign->kind == DATE_TOKEN_SIGN &&
           strchr("-/.", sign->sign) != NULL;
}

/* 2020-09-01 or 01.09.2020 */
static bool is_triple(const struct date_tokens *t)
{
    const struct date_token *first = peek(t, 0), *last = peek(t, 4);
    return is_joined(t, 0) && is_joined(t, 2) && peek(t, 1)->sign == peek(t, 3)->sign &&
           is_small(peek(t, 2)) &&
           ((is_year(first) && is_small(last)) || (is_small(first) && is_year(last)));
}

/* A number that is given, if only as 0: no date has such a part. */
static int number_at(const struct date_tokens *t, size_t ahead)
{
    int value = peek(t, ahead)->value;
    return value > 0 ? value : -1;
}

/* Three numbers; false when day and month could be either way round. */
static bool parse_triple(struct date_tokens *t, struct date *d)
{
    int first = number_at(t, 0), second = number_at(t, 2), third = number_at(t, 4);
    bool dots = is_sign(peek(t, 1), '.');
    if (is_year(peek(t, 0)))
        *d = (struct date){.year = first, .month = second, .day = third};
    else if (dots || first > 12 || first == second)
        *d = (struct date){.year = third, .month = second, .day = first};
    else if (second > 12)
        *d = (struct date){.year = third, .month = first, .day = second};
    else
        return false;
    t->pos += 5;
    skip_time(t);
    return true;
}

/* Two numbers, a month and a year; false when they are something else. */
static bool parse_pair(struct date_tokens *t, struct date *d)
{
    if (!is_joined(t, 0))
        return false;
    int first = number_at(t, 0), second = number_at(t, 2);
    if (is_year(peek(t, 0)) && is_small(peek(t, 2)))
        *d = (struct date){.year = first, .month = second};
    else if (is_small(peek(t, 0)) && is_year(peek(t, 2)))
        *d = (struct date){.year = second, .month = first};
    else
        return false;
    t->pos += 3;
    return true;
}

/* Whether the two digits of `t` can be the end of a range of years from `year` on. */
static bool is_short_year(int year, const struct date_token *t)
{
    if (t->kind != DATE_TOKEN_NUMBER || t->digits != 2)
        return false;
    int years = (t->value + 100 - year % 100) % 100;
    /* 1999-00 is a range, 2020-13 a slip of the pen */
    return years > 0 && (t->value > year % 100 || years <= 10);
}

/* Whether a number is a month as in "2020. 9. 1." and "1. 9. 2020", where no month has a name. */
static bool is_month_between_dots(const struct date_tokens *t, const struct date *d)
{
    if (d->month > 0 || t->pos == 0 || !is_sign(&t->list[t->pos - 1], '.') || !is_small(peek(t, 0)))
        return false;
    if (d->day > 0)
        return is_sign(peek(t, 1), '.') && is_year(peek(t, 2));
    return d->year > 0 && month_of(peek(t, 1)) == 0 && month_of(peek(t, 2)) == 0;
}

/* A part of a date that is not yet given; false when there is none. */
static bool parse_part(struct date_tokens *t, struct date *d)
{
    const struct date_token *next = peek(t, 0), *unit = peek(t, 1);
    if (is_word(next, READ_BEFORE_MONTH) && is_small(unit) && d->month == 0) {
        d->month = unit->value;
        t->pos += 2;
        return true;
    }
    if (is_year(next) && d->year == 0)
        d->year = next->value;
    else if (is_small(next) && d->month == 0 && next->value > 0 &&
             (is_word(unit, READ_MONTH) || is_month_between_dots(t, d)))
        d->month = next->value;
    else if (is_small(next) && d->day == 0 && next->value > 0)
        d->day = next->value;
    else if (d->month == 0 && month_of(next) > 0)
        d->month = month_of(next);
    else
        return false;
    t->pos++;
    if (is_word(peek(t, 0), READ_MONTH | READ_DAY))
        t->pos++;
    return true;
}

/*
 * Parts with a month's name, in any order, as far as they are given: "1 Sep", "Sep 1st, 2020",
 * "2020年9月". A number alone may be a day whose month is at the other end of the range.
 */
static bool parse_named(struct date_tokens *t, struct date *d)
{
    size_t start = t->pos;
    bool more = false;
    while (parse_part(t, d))
        more = skip_filler(t);
    return t->pos > start && !more;
}

/* 2012-13, 2019/20, 1999-00: two years, as there is no such month. */
static bool is_pair_of_years(const struct date_tokens *t)
{
    const struct date_token *next = peek(t, 2);
    return is_joined(t, 0) && is_year(peek(t, 0)) && (next->value > 12 || next->value == 0) &&
           is_short_year(peek(t, 0)->value, next);
}

/* "present", "en curso", "н. в."; after the "to" of a range also "date". */
static bool parse_present(struct date_tokens *t, struct date *d, bool is_end)
{
    size_t n = 0;
    while (is_word(peek(t, n), READ_PART) && !is_word(peek(t, n), READ_PRESENT))
        n += is_sign(peek(t, n + 1), '.') ? 2 : 1;
    bool ending = is_word(peek(t, n), READ_ENDING) && (n > 0 || is_end);
    if (!ending && !is_word(peek(t, n), READ_PRESENT))
        return false;
    t->pos += n + 1;
    t->pos += is_sign(peek(t, 0), '.');
    d->present = true;
    return true;
}

static bool parse_date(struct date_tokens *t, struct date *d, bool is_end)
{
    if (parse_present(t, d, is_end))
        return true;
    if (is_triple(t))
        return parse_triple(t, d);
    return parse_pair(t, d) || parse_named(t, d);
}

/* --- ranges --- */

static bool take_separator(struct date_tokens *t)
{
    const struct date_token *next = peek(t, 0);
    bool dash = is_sign(next, '-') || is_sign(next, '~') || is_sign(next, '/');
    if (!dash && !is_word(next, READ_TO))
        return false;
    t->pos++;
    if (dash && is_word(peek(t, 0), READ_TO) && peek(t, 1)->kind == DATE_TOKEN_WORD)
        t->pos++; /* "2020 – bis heute" */
    return true;
}

/* The second end of a range that starts with `start`, after the separator. */
static bool parse_end(struct date_tokens *t, const struct date *start, struct date *end)
{
    const struct date_token *next = peek(t, 0);
    bool year_only = start->year > 0 && start->month == 0;
    if (next->kind == DATE_TOKEN_END) {
        /* "2020 -" */
        end->present =
            t->list[t->pos - 1].kind == DATE_TOKEN_SIGN && t->list[t->pos - 1].sign != '/';
        return end->present;
    }
    if (year_only && is_short_year(start->year, next) && peek(t, 1)->kind == DATE_TOKEN_END) {
        end->year = start->year / 100 * 100 + next->value;
        if (end->year < start->year)
            end->year += 100;
        t->pos++;
        return true;
    }
    return parse_date(t, end, true);
}

/* What one end of the range leaves out, the other says: "Mar-May 2025", "Mar 3-5, 2025". */
static void share(struct date *start, struct date *end)
{
    if (end->present || start->present)
        return;
    if (start->year == 0)
        start->year = end->year;
    else if (end->year == 0 && end->month > 0)
        end->year = start->year;
    if (start->day > 0 && start->month == 0)
        start->month = end->month;
    if (end->day > 0 && end->month == 0)
        end->month = start->month;
}

/* Whether d has the parts of a date, possible or not. */
static bool is_complete(const struct date *d)
{
    return d->present || (d->year != 0 && (d->day == 0 || d->month != 0));
}

static int days_in(int year, int month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool is_possible(const struct date *d)
{
    if (d->present)
        return true;
    if (d->year < YEAR_MIN || d->year > YEAR_MAX || d->month < 0 || d->month > 12 || d->day < 0)
        return false;
    return d->month == 0 || d->day <= days_in(d->year, d->month);
}

enum date_status date_parse(struct str text, struct date_range *out)
{
    *out = (struct date_range){0};
    struct date_tokens t = {0};
    if (!date_tokenize(text, &t))
        return DATE_FREE_TEXT;
    struct date_range r = {0};
    bool since = is_word(peek(&t, 0), READ_SINCE), from = is_word(peek(&t, 0), READ_FROM);
    t.pos += since || from;
    bool years = !is_triple(&t) && is_pair_of_years(&t);
    if (!(years ? parse_named(&t, &r.start) : parse_date(&t, &r.start, false)))
        return DATE_FREE_TEXT;
    if (take_separator(&t)) {
        r.is_range = true;
        if (!parse_end(&t, &r.start, &r.end))
            return DATE_FREE_TEXT;
        share(&r.start, &r.end);
    } else if (since) {
        r.is_range = r.end.present = true;
    }
    if (peek(&t, 0)->kind != DATE_TOKEN_END || (from && !r.is_range) || !is_complete(&r.start) ||
        (r.is_range && !is_complete(&r.end)))
        return DATE_FREE_TEXT;
    if (!is_possible(&r.start) || (r.is_range && !is_possible(&r.end)))
        /* four digits alone may be anything */
        return !r.is_range && r.start.month == 0 ? DATE_FREE_TEXT : DATE_IMPOSSIBLE;
    *out = r;
    return DATE_OK;
}

int date_compare(const struct date *a, const struct date *b)
{
    if (a->present || b->present)
        return a->present - b->present;
    if (a->year != b->year)
        return a->year - b->year;
    if (a->month == 0 || b->month == 0 || a->month != b->month)
        return a->month == 0 || b->month == 0 ? 0 : a->month - b->month;
    return a->day == 0 || b->day == 0 ? 0 : a->day - b->day;
}

/* --- printing --- */

/* A number of at least `digits` digits, by hand: a long list of papers has a great many of them. */
static struct str decimal(char bytes[12], int number, size_t digits)
{
    size_t from = 12;
    for (; number > 0 || 12 - from < digits; number /= 10)
        bytes[--from] = (char)('0' + number % 10);
    return (struct str){bytes + from, 12 - from};
}

static void print_in_words(struct buf *out, const struct date *d, bool in_full,
                           const struct locale *locale)
{
    char day[12], day2[12], number[12], number2[12], year[12];
    enum word month = in_full ? WORD_JANUARY : WORD_SHORT_JANUARY;
    const struct locale_value values[] = {
        {"month", str_of(locale_word(locale, (enum word)(month + d->month - 1)))},
        {"year", decimal(year, d->year, 1)},
        {"day", decimal(day, d->day, 1)},
        {"dd", decimal(day2, d->day, 2)},
        {"m", decimal(number, d->month, 1)},
        {"mm", decimal(number2, d->month, 2)},
    };
    enum word form = d->day > 0 ? in_full ? WORD_DATE_DAY : WORD_SHORT_DATE_DAY
                                : in_full ? WORD_DATE_MONTH : WORD_SHORT_DATE_MONTH;
    locale_fill(out, locale_word(locale, form), values, sizeof values / sizeof *values);
}

void date_print(struct buf *out, const struct date *d, enum date_form form,
                const struct locale *locale)
{
    if (d->present) {
        buf_adds(out, locale_word(locale, WORD_PRESENT));
        return;
    }
    if (d->month == 0 || form == DATE_FORM_YYYY) {
        buf_addf(out, "%d", d->year);
        return;
    }
    if (form == DATE_FORM_YYYY_MM || (form == DATE_FORM_MM_YYYY && d->day > 0)) {
        buf_addf(out, "%d-%02d", d->year, d->month);
        if (d->day > 0)
            buf_addf(out, "-%02d", d->day);
        return;
    }
    if (form == DATE_FORM_MM_YYYY) {
        buf_addf(out, "%02d/%d", d->month, d->year);
        return;
    }
    print_in_words(out, d, form == DATE_FORM_MONTH_YYYY, locale);
}

void date_range_print(struct buf *out, const struct date_range *range, enum date_form form,
                      const struct locale *locale, const char *separator)
{
    struct buf start = BUF_INIT, end = BUF_INIT;
    date_print(&start, &range->start, form, locale);
    if (range->is_range)
        date_print(&end, &range->end, form, locale);
    struct str a = buf_str(&start), b = buf_str(&end);
    buf_add_str(out, a);
    if (range->is_range && !str_eq(a, b)) {
        bool spaces = str_find(a, 0, ' ') < a.len || str_find(b, 0, ' ') < b.len;
        buf_adds(out, separator != NULL ? separator : spaces ? " \u2013 " : "\u2013");
        buf_add_str(out, b);
    }
    out->failed = out->failed || start.failed || end.failed;
    buf_free(&start);
    buf_free(&end);
}

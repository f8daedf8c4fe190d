/* When: an entry's dates in the one form that the design chose. */
#include "bind/internal.h"

static const struct {
    const char *name;
    enum date_form form;
} forms[] = {
    {"Mon YYYY", DATE_FORM_MON_YYYY}, {"Month YYYY", DATE_FORM_MONTH_YYYY},
    {"YYYY-MM", DATE_FORM_YYYY_MM},   {"MM/YYYY", DATE_FORM_MM_YYYY},
    {"YYYY", DATE_FORM_YYYY},
};

/* The form of dates, or false when they are to be left as they were written. */
static bool chosen_form(const struct bind *b, enum date_form *form)
{
    struct str name = cv_design(b->cv, NAME_date_format);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_is(name, forms[i].name)) {
            *form = forms[i].form;
            return true;
        }
    return false;
}

void dates_print_as_of(const struct bind *b, const struct date *day, struct buf *out)
{
    enum date_form form;
    const struct date month = {.year = day->year, .month = day->month};
    if (!chosen_form(b, &form) || form == DATE_FORM_YYYY)
        form = DATE_FORM_MON_YYYY;
    date_print(out, &month, form, b->options.locale);
}

static bool has_dates(const struct record *record)
{
    return record_get(record, NAME_date) != NULL || record_get(record, NAME_start_date) != NULL ||
           record_get(record, NAME_end_date) != NULL;
}

bool dates_are_term(const struct record *record)
{
    const struct field *term = record_get(record, NAME_term);
    return term != NULL && term->first.next == NULL && !has_dates(record);
}

bool dates_given(const struct record *record)
{
    return has_dates(record) || dates_are_term(record);
}

/*
 * The range that an entry's fields make up: `date`, or start and end that are both dates; a start
 * alone lasts until now. False when some of it is free text, or is to stay as it was written.
 */
static bool combined(const struct record *record, struct date_range *range)
{
    const struct field *date = record_get(record, NAME_date);
    const struct field *start = record_get(record, NAME_start_date);
    const struct field *end = record_get(record, NAME_end_date);
    if (date == NULL && start == NULL) {
        date = end;
        end = NULL;
    }
    if (date != NULL) {
        if (date->first.dates != NULL)
            *range = *date->first.dates;
        return date->first.dates != NULL;
    }
    if (start == NULL || start->first.dates == NULL || start->first.dates->is_range ||
        (end != NULL && (end->first.dates == NULL || end->first.dates->is_range)))
        return false;
    *range = (struct date_range){.is_range = true, .start = start->first.dates->start};
    if (end != NULL)
        range->end = end->first.dates->start;
    else
        range->end.present = true;
    return true;
}

/*
 * What lasted for months is told by its months: "30 Apr 2019 - present" is how machines write. The
 * days of an event of a week, or of two, matter.
 */
static void leave_out_days(struct date_range *range)
{
    int months = (range->end.year - range->start.year) * 12 + range->end.month - range->start.month;
    if (range->is_range && (range->end.present || months > 1)) {
        range->start.day = 0;
        range->end.day = 0;
    }
}

static bool print_combined(struct bind *b, const struct record *record, struct buf *text)
{
    struct date_range range;
    enum date_form form;
    if (!chosen_form(b, &form) || !combined(record, &range))
        return false;
    leave_out_days(&range);
    date_range_print(text, &range, form, b->options.locale, NULL);
    return true;
}

static void print_field(struct bind *b, struct field *field, struct buf *out)
{
    static const struct row line = {.kind = KIND_LINE};
    for (struct item *item = &field->first; item != NULL; item = item->next) {
        print_item(b, item, &line, out);
        if (item->next != NULL)
            buf_adds(out, ", ");
    }
}

void dates_print(struct bind *b, const struct record *record, struct buf *out)
{
    struct field *date = record_get(record, NAME_date), *term = record_get(record, NAME_term);
    struct field *start = record_get(record, NAME_start_date);
    struct field *end = record_get(record, NAME_end_date);
    struct buf text = BUF_INIT;
    if (print_combined(b, record, &text)) {
        b->printing = b->wordless    ? NULL
                      : date != NULL ? &date->first : start != NULL ? &start->first : &end->first;
        print_text(b, buf_str(&text), TEX_TEXT, out);
        b->printing = NULL;
    } else if (date != NULL) {
        print_field(b, date, out);
    } else if (start != NULL || end != NULL) {
        if (start != NULL)
            print_field(b, start, out);
        if (start != NULL)
            print_text(b, STR(" \xE2\x80\x93 "), TEX_TEXT, out);
        if (end != NULL)
            print_field(b, end, out);
        else
            print_text(b, str_of(view_word(b, WORD_PRESENT)), TEX_TEXT, out);
    } else if (term != NULL) {
        print_field(b, term, out);
    }
    out->failed |= text.failed;
    buf_free(&text);
    /* Where `date` is given it says it all, and the other two only say it again. */
    struct field *all[] = {date, start, end};
    for (size_t i = 0; i < 3; i++)
        if (all[i] != NULL)
            all[i]->first.printed = true;
}

void dates_print_year(struct bind *b, const struct record *record, struct buf *out)
{
    struct field *date = record_get(record, NAME_date);
    if (date == NULL || date->first.dates == NULL) {
        dates_print(b, record, out);
        return;
    }
    struct buf text = BUF_INIT;
    date_range_print(&text, date->first.dates, DATE_FORM_YYYY, b->options.locale, NULL);
    print_text(b, words_take(&b->scratch, &text), TEX_TEXT, out);
    date->first.printed = true;
}

void dates_measure(struct bind *b, const struct record *record, struct buf *out)
{
    if (print_combined(b, record, out))
        return;
    static const enum name names[] = {NAME_date, NAME_start_date, NAME_end_date, NAME_term};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct field *field = record_get(record, names[i]);
        if (field == NULL || (names[i] == NAME_term && !dates_are_term(record)))
            continue;
        if (out->len > 0)
            buf_adds(out, " - ");
        buf_add_str(out, field->first.text);
        if (names[i] == NAME_date)
            return;
    }
}

/* ---- how long ---- */

/* Whole months from the beginning to the end, of which both count; 0: not known. */
static int months_of(const struct date_range *range)
{
    const struct date *from = &range->start, *to = &range->end;
    if (!range->is_range || to->present || from->month == 0 || to->month == 0)
        return 0;
    int months = (to->year - from->year) * 12 + to->month - from->month;
    if (from->day == 0 || to->day == 0)
        return months + 1;
    int days = to->day - from->day + 1; /* what is left over is rounded */
    return days >= 15 ? months + 1 : days < -15 ? months - 1 : months;
}

static void print_part(const struct bind *b, int number, enum word one, enum word many,
                       struct buf *out)
{
    if (number == 1)
        buf_adds(out, view_word(b, one));
    else
        words_counted(b, out, many, (uint64_t)number);
}

void dates_print_duration(const struct bind *b, const struct record *record, struct buf *out)
{
    struct date_range range;
    int months = combined(record, &range) ? months_of(&range) : 0;
    if (months >= 12)
        print_part(b, months / 12, WORD_ONE_YEAR, WORD_YEARS, out);
    if (months >= 12 && months % 12 > 0)
        buf_adds(out, ", ");
    if (months > 0 && months % 12 > 0)
        print_part(b, months % 12, WORD_ONE_MONTH, WORD_MONTHS, out);
}

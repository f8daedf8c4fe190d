/* By what entries are grouped and sorted: the one place that tells their types apart in this. */
#include <stdlib.h>
#include <time.h>

#include "base/ascii.h"
#include "model/pubtype.h"
#include "model/select.h"

/* ---- time ---- */

enum { YEAR_UNKNOWN = 0, YEAR_TO_COME = 9998, YEAR_PRESENT = 9999 };

/* The last year, 1900 to 2099, that a text names: "Fall 2023" and "2021 and 2023" say 2023. */
static int year_in_text(struct str text)
{
    int year = YEAR_UNKNOWN;
    for (size_t i = 0; i + 4 <= text.len; i++) {
        const char *p = text.ptr + i;
        if ((p[0] != '1' || p[1] != '9') && (p[0] != '2' || p[1] != '0'))
            continue;
        bool whole = ascii_is_digit(p[2]) && ascii_is_digit(p[3]) &&
                     (i == 0 || !ascii_is_digit(p[-1])) &&
                     (i + 4 == text.len || !ascii_is_digit(p[4]));
        if (whole)
            year = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + (p[3] - '0');
    }
    return year;
}

static int64_t number_of(const struct date *date)
{
    int year = date->present ? YEAR_PRESENT : date->year;
    return (int64_t)year * 10000 + date->month * 100 + date->day;
}

/* An end and a beginning as one number. */
static int64_t span_of(int64_t end, int64_t start)
{
    return end * 100000000 + start;
}

static int64_t time_of_item(const struct item *item, bool at_end)
{
    if (item->dates == NULL)
        return (int64_t)year_in_text(item->text) * 10000;
    return number_of(at_end && item->dates->is_range ? &item->dates->end : &item->dates->start);
}

static bool is_to_come(const struct record *entry)
{
    return entry->table == entry_tables[ENTRY_PUBLICATION] &&
           pubstatus_of(entry) != PUBSTATUS_PUBLISHED && pubstatus_of(entry) != PUBSTATUS_PREPRINT;
}

int64_t select_time(const struct record *entry)
{
    const struct field *date = record_get(entry, NAME_date), *term = record_get(entry, NAME_term);
    const struct field *start = record_get(entry, NAME_start_date);
    const struct field *end = record_get(entry, NAME_end_date);
    int64_t from = 0, to = 0;
    if (date != NULL) {
        to = time_of_item(&date->first, true);
        from = time_of_item(&date->first, false);
    } else if (start != NULL || end != NULL) {
        from = start != NULL ? time_of_item(&start->first, false) : 0;
        to = end != NULL ? time_of_item(&end->first, true) : (int64_t)YEAR_PRESENT * 10000;
    }
    for (const struct item *item = term ? &term->first : NULL; to == 0 && item; item = item->next)
        from = (int64_t)year_in_text(item->text) * 10000 > from
                   ? (int64_t)year_in_text(item->text) * 10000
                   : from;
    if (to == 0)
        to = from;
    if (to == 0 && is_to_come(entry))
        to = (int64_t)YEAR_TO_COME * 10000;
    return span_of(to, from);
}

int select_year(const struct record *entry)
{
    int year = (int)(select_time(entry) / 100000000 / 10000);
    return year == YEAR_TO_COME || year == YEAR_PRESENT ? YEAR_UNKNOWN : year;
}

/* Today, or the day that SOURCE_DATE_EPOCH names, so that a CV can be made twice alike. */
static int64_t today(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm day;
    if (gmtime_r(&now, &day) == NULL)
        return 0;
    return (int64_t)(day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday;
}

bool select_is_current(const struct record *entry)
{
    const struct field *date = record_get(entry, NAME_date),
                       *end = record_get(entry, NAME_end_date);
    if (date == NULL && end == NULL)
        return record_get(entry, NAME_start_date) != NULL;
    const struct item *item = date != NULL ? &date->first : &end->first;
    int64_t last = time_of_item(item, true), now = today();
    if (item->dates == NULL)
        return last / 10000 >= now / 10000; /* the year alone is sure */
    if (last % 10000 == 0)
        return last / 10000 >= now / 10000;
    return last % 100 == 0 ? last / 100 >= now / 100 : last >= now;
}

/* ---- keys ---- */

typedef bool key_of(struct arena *a, const struct record *entry, struct group_key *out);

static bool by_year(struct arena *a, const struct record *entry, struct group_key *out)
{
    int64_t year = select_time(entry) / 100000000 / 10000;
    if (year == YEAR_UNKNOWN)
        return false;
    out->rank = -year;
    if (year < YEAR_TO_COME)
        out->key = str_of(arena_printf(a, "%d", (int)year));
    else
        out->key = year == YEAR_PRESENT ? STR("present") : STR("to come");
    if (year >= YEAR_TO_COME)
        out->title = year == YEAR_PRESENT ? WORD_GROUP_PRESENT : WORD_GROUP_FORTHCOMING;
    return true;
}

static bool by_publication_type(struct arena *a, const struct record *entry, struct group_key *out)
{
    (void)a;
    enum pubtype type = pubtype_of(entry);
    *out = (struct group_key){str_of(pubtype_word(type)), pubtype_title(type), (int64_t)type, NULL};
    return true;
}

static bool by_publication_status(struct arena *a, const struct record *entry,
                                  struct group_key *out)
{
    (void)a;
    enum pubstatus status = pubstatus_of(entry);
    *out = (struct group_key){str_of(pubstatus_word(status)), pubstatus_title(status),
                              (int64_t)status, NULL};
    return true;
}

/* The field, when it is one text, so that a title can say it. */
static struct field *single(const struct record *entry, enum name name)
{
    struct field *field = record_get(entry, name);
    return field != NULL && field->first.next == NULL ? field : NULL;
}

static bool is_one_of(struct str text, const char *const *words)
{
    while (*words != NULL && !str_eq_nocase(text, str_of(*words)))
        words++;
    return *words != NULL;
}

static bool has_nocase(struct str text, struct str part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (str_eq_nocase(str_sub(text, i, i + part.len), part))
            return true;
    return false;
}

/* Talks by the word that occurs in their kind: "invited", "an invited lecture". */
static bool by_talk_kind(struct arena *a, const struct record *entry, struct group_key *out)
{
    static const struct {
        const char *word, *more; /* these two say no more than the title does */
        enum word title;
    } kinds[] = {
        {"keynote", "keynote talk", WORD_GROUP_KEYNOTE},
        {"plenary", "plenary talk", WORD_GROUP_KEYNOTE},
        {"invited", "invited talk", WORD_GROUP_INVITED},
        {"contributed", "contributed talk", WORD_GROUP_CONTRIBUTED},
        {"conference", "conference talk", WORD_GROUP_CONTRIBUTED},
        {"poster", "poster presentation", WORD_GROUP_POSTER},
    };
    (void)a;
    struct field *field = single(entry, NAME_kind);
    struct str kind = str_trim(record_text(entry, NAME_kind));
    *out = (struct group_key){kind, WORD_COUNT, 0, field};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!has_nocase(kind, str_of(kinds[i].word)))
            continue;
        const char *const plain[] = {kinds[i].word, kinds[i].more, NULL};
        const char *key = locale_word(&locale_english, kinds[i].title);
        *out = (struct group_key){str_of(key), kinds[i].title, (int64_t)i - 100,
                                  is_one_of(kind, plain) ? field : NULL};
        break;
    }
    return kind.len > 0;
}

/* The title of a group whose name is a word of the manual: "pending", "university". */
static enum word title_of_word(struct str key)
{
    static const struct {
        const char *key;
        enum word title;
    } words[] = {
        {"pending", WORD_GROUP_PENDING},       {"under review", WORD_GROUP_UNDER_REVIEW},
        {"department", WORD_GROUP_DEPARTMENT}, {"university", WORD_GROUP_UNIVERSITY},
        {"profession", WORD_GROUP_PROFESSION},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(key, str_of(words[i].key)))
            return words[i].title;
    return WORD_COUNT;
}

/* By the status that an entry says; else, or if that only says "awarded", by whether it goes on. */
static bool by_state(struct arena *a, const struct record *entry, struct group_key *out)
{
    static const char *const going_on[] = {"current", "active", "ongoing", "running", NULL};
    static const char *const over[] = {"former", "past", "completed", "finished", "closed", NULL};
    static const char *const given[] = {"awarded", "granted", "funded", NULL};
    (void)a;
    struct str status = str_trim(record_text(entry, NAME_status));
    bool dated = select_time(entry) != 0, says = is_one_of(status, going_on);
    bool current = says || select_is_current(entry);
    if (is_one_of(status, over))
        current = !(says = true);
    if (!says && (!dated || (status.len > 0 && !is_one_of(status, given)))) {
        *out = (struct group_key){status, title_of_word(status), 0, single(entry, NAME_status)};
        return status.len > 0;
    }
    *out = (struct group_key){current ? STR("current") : STR("former"),
                              current ? WORD_CURRENT : WORD_FORMER, current ? -1 : 1,
                              says ? single(entry, NAME_status) : NULL};
    return true;
}

static const struct grouping {
    const char *by;
    enum entry_type type; /* ENTRY_TYPE_COUNT: of all types */
    key_of *key;
} groupings[] = {
    {"type", ENTRY_PUBLICATION, by_publication_type},
    {"kind", ENTRY_PUBLICATION, by_publication_type},
    {"status", ENTRY_PUBLICATION, by_publication_status},
    {"status", ENTRY_TYPE_COUNT, by_state},
    {"type", ENTRY_TALK, by_talk_kind},
    {"kind", ENTRY_TALK, by_talk_kind},
    {"year", ENTRY_TYPE_COUNT, by_year},
};

static const struct grouping *grouping_of(const struct table *table, struct str by)
{
    for (size_t i = 0; i < sizeof groupings / sizeof *groupings; i++)
        if (str_eq_nocase(by, str_of(groupings[i].by)) &&
            (groupings[i].type == ENTRY_TYPE_COUNT || entry_tables[groupings[i].type] == table))
            return &groupings[i];
    return NULL;
}

/* The row of the field that `by` names; `type` is what other types than publications call kind. */
static const struct row *row_of(const struct table *table, struct str by)
{
    enum name name = str_eq_nocase(by, STR("type")) ? NAME_kind : name_find(by);
    return name < NAME_COUNT ? table_row(table, name) : NULL;
}

bool select_has_key(const struct table *table, struct str by)
{
    return grouping_of(table, by) != NULL || row_of(table, by) != NULL;
}

static bool by_field(const struct record *entry, struct str by, struct group_key *out)
{
    const struct row *row = row_of(entry->table, by);
    out->key = row != NULL ? str_trim(record_text(entry, row->means)) : STR_NONE;
    out->title = title_of_word(out->key);
    out->said = row != NULL ? single(entry, row->means) : NULL;
    return out->key.len > 0;
}

bool select_key(struct arena *a, const struct record *entry, struct str by, struct group_key *out)
{
    *out = (struct group_key){.title = WORD_COUNT};
    const struct grouping *grouping = grouping_of(entry->table, by);
    return grouping != NULL ? grouping->key(a, entry, out) : by_field(entry, by, out);
}

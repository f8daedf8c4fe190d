/* The record as text: reading, looking up, printing. */
#include "cite/record.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/ascii.h"
#include "base/source.h"
#include "cite/scan.h"

#define FORMAT "citations 1"

/* The years of one paper: more is no paper of this world. */
enum { YEARS_MAX = 400 };

/* ---- reading ---- */

/* The number that the digits from `from` up to `to` make. */
static int number(struct str digits, size_t from, size_t to)
{
    int n = 0;
    for (size_t i = from; i < to; i++)
        n = n * 10 + (digits.ptr[i] - '0');
    return n;
}

static bool is_digits(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!ascii_is_digit(text.ptr[i]))
            return false;
    return true;
}

/* "2026-11-24", and nothing else. */
static struct date read_date(struct scan *s)
{
    struct str text = scan_text(s);
    struct date date = {.year = 0};
    for (size_t i = 0; i < 10; i++)
        if (text.len != 10 ||
            (i == 4 || i == 7 ? text.ptr[i] != '-' : !ascii_is_digit(text.ptr[i])))
            s->failed = true;
    if (s->failed)
        return date;
    date.year = number(text, 0, 4);
    date.month = number(text, 5, 7);
    date.day = number(text, 8, 10);
    s->failed =
        date.year == 0 || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31;
    return date;
}

static enum cite_source read_source(struct scan *s)
{
    enum cite_source source = cite_source_find(scan_text(s));
    s->failed = s->failed || source == CITE_SOURCE_COUNT;
    return s->failed ? CITE_OPENALEX : source;
}

/* {"2024": 3, "2025": 40} */
static void read_years(struct scan *s, struct cite_result *result)
{
    struct cite_year years[YEARS_MAX];
    size_t count = 0, index = 0;
    while (scan_next(s, '{', '}', &index)) {
        struct str key = scan_key(s);
        if (key.len != 4 || count == YEARS_MAX || !is_digits(key))
            s->failed = true;
        if (s->failed)
            return;
        years[count].year = (unsigned)number(key, 0, 4);
        years[count++].count = scan_number(s);
    }
    if (s->failed || count == 0)
        return;
    struct cite_year *kept = arena_array(s->arena, struct cite_year, count);
    memcpy(kept, years, count * sizeof *kept);
    result->years = kept;
    result->year_count = count;
}

/* ["arxiv:2106.15928"]: the other names of a paper; the room in `names` begins at 1. */
static void read_names(struct scan *s, struct str names[3])
{
    size_t index = 0;
    while (scan_next(s, '[', ']', &index)) {
        struct str name = scan_text(s);
        if (index < 3)
            names[index] = name;
    }
}

static void read_paper_key(struct scan *s, struct record_paper *paper, struct str key)
{
    struct cite_result *result = &paper->read.result;
    if (str_is(key, "paper"))
        paper->names[0] = scan_text(s);
    else if (str_is(key, "also"))
        read_names(s, paper->names);
    else if (str_is(key, "count")) {
        result->count = scan_number(s);
        result->state = CITE_COUNT;
    } else if (str_is(key, "absent"))
        result->state = scan_flag(s) ? CITE_ABSENT : result->state;
    else if (str_is(key, "source"))
        result->source = read_source(s);
    else if (str_is(key, "date"))
        paper->read.date = read_date(s);
    else if (str_is(key, "id"))
        result->id = scan_text(s);
    else if (str_is(key, "title"))
        result->title = scan_text(s);
    else if (str_is(key, "by_title"))
        result->by_title = scan_flag(s);
    else if (str_is(key, "years"))
        read_years(s, result);
    else
        scan_skip(s);
}

/* Adds it, unless the paper is there twice, as after a careless merge: the later one counts. */
static void add_paper(struct arena *a, struct citation_record *record, struct record_paper *paper)
{
    struct record_paper *other = strmap_get(&record->by_name, paper->names[0]);
    if (other != NULL) {
        if (date_compare(&other->fact->date, &paper->fact->date) < 0)
            other->fact = paper->fact;
        return;
    }
    for (size_t i = 0; i < 3; i++)
        if (paper->names[i].len > 0 && strmap_get(&record->by_name, paper->names[i]) == NULL)
            strmap_put(&record->by_name, a, paper->names[i], paper);
    paper->next = record->papers;
    record->papers = paper;
    record->count++;
}

static void read_paper(struct scan *s, struct citation_record *record)
{
    struct record_paper *paper = arena_new(s->arena, struct record_paper);
    size_t index = 0;
    paper->fact = &paper->read;
    while (scan_next(s, '{', '}', &index))
        read_paper_key(s, paper, scan_key(s));
    if (paper->names[0].len == 0 || paper->read.date.year == 0 ||
        paper->read.result.state == CITE_UNKNOWN)
        s->failed = true;
    if (!s->failed)
        add_paper(s->arena, record, paper);
}

static void read_total(struct scan *s, bool *has, uint32_t *number)
{
    *has = true;
    *number = scan_number(s);
}

static void read_totals_key(struct scan *s, struct citation_record *record, struct str key)
{
    struct cite_totals *t = &record->totals.totals;
    if (str_is(key, "who"))
        record->who = scan_text(s);
    else if (str_is(key, "absent"))
        t->state = scan_flag(s) ? CITE_ABSENT : t->state;
    else if (str_is(key, "source"))
        t->source = read_source(s);
    else if (str_is(key, "date"))
        record->totals.date = read_date(s);
    else if (str_is(key, "papers"))
        read_total(s, &t->has_papers, &t->papers);
    else if (str_is(key, "citations"))
        read_total(s, &t->has_citations, &t->citations);
    else if (str_is(key, "h_index"))
        read_total(s, &t->has_h_index, &t->h_index);
    else if (str_is(key, "i10"))
        read_total(s, &t->has_i10, &t->i10);
    else
        scan_skip(s);
}

static void read_totals(struct scan *s, struct citation_record *record)
{
    size_t index = 0;
    record->totals.totals.state = CITE_COUNT;
    while (scan_next(s, '{', '}', &index))
        read_totals_key(s, record, scan_key(s));
    s->failed = s->failed || record->who.len == 0 || record->totals.date.year == 0;
}

static void read_record(struct scan *s, struct citation_record *record)
{
    size_t index = 0;
    bool marked = false;
    while (scan_next(s, '{', '}', &index)) {
        struct str key = scan_key(s);
        size_t paper = 0;
        if (str_is(key, "cv2tex"))
            marked = str_is(scan_text(s), FORMAT);
        else if (str_is(key, "author"))
            read_totals(s, record);
        else if (str_is(key, "papers"))
            while (scan_next(s, '[', ']', &paper))
                read_paper(s, record);
        else
            scan_skip(s);
    }
    s->failed = s->failed || !marked;
}

enum record_status record_parse(struct arena *a, struct str text, struct citation_record *record,
                                size_t *line)
{
    struct scan s = scan_begin(a, text);
    *record = (struct citation_record){.papers = NULL};
    read_record(&s, record);
    if (scan_end(&s))
        return RECORD_OK;
    *line = scan_line(&s);
    *record = (struct citation_record){.papers = NULL};
    return RECORD_CORRUPT;
}

enum record_status record_read(struct arena *a, const char *path, struct citation_record *record,
                               size_t *line)
{
    struct source source;
    struct stat st;
    *record = (struct citation_record){.papers = NULL};
    if (stat(path, &st) != 0)
        return errno == ENOENT ? RECORD_MISSING : RECORD_UNREADABLE;
    errno = S_ISDIR(st.st_mode) ? EISDIR : 0;
    if (!S_ISREG(st.st_mode)) /* a pipe would make us wait */
        return RECORD_UNREADABLE;
    switch (source_read(&source, a, path)) {
    case SOURCE_OK:
        return record_parse(a, source.text, record, line);
    case SOURCE_NO_MEMORY:
        arena_fail(a);
    case SOURCE_TOO_LARGE:
        errno = EFBIG;
        return RECORD_UNREADABLE;
    default:
        return RECORD_UNREADABLE;
    }
}

/* ---- papers of the CV ---- */

/* The names of a paper, the first of which is its key; those it does not have are empty. */
static void names_of(struct arena *a, const struct paper *paper, struct str names[3])
{
    const struct str ids[] = {paper->ask.doi, paper->ask.arxiv, paper->ask.pmid};
    static const char *const kinds[] = {"doi", "arxiv", "pmid"};
    size_t count = 0;
    for (size_t i = 0; i < 3; i++)
        names[i] = STR_NONE;
    for (size_t i = 0; i < 3; i++)
        if (ids[i].len > 0)
            names[count++] = str_of(arena_printf(a, "%s:%.*s", kinds[i], STR_FMT(ids[i])));
    if (count == 0)
        names[0] = paper->key;
}

static struct record_paper *find(struct arena *a, const struct citation_record *record,
                                 const struct paper *paper)
{
    struct record_paper *found = strmap_get(&record->by_name, paper->key);
    struct str names[3];
    if (found != NULL)
        return found;
    names_of(a, paper, names);
    for (size_t i = 1; i < 3 && found == NULL; i++)
        found = names[i].len > 0 ? strmap_get(&record->by_name, names[i]) : NULL;
    return found;
}

void record_tell(struct arena *a, const struct citation_record *record, struct papers *papers)
{
    for (size_t i = 0; i < papers->count && record->count > 0; i++) {
        const struct record_paper *found = find(a, record, &papers->items[i]);
        papers->items[i].before = papers->items[i].fact = found != NULL ? found->fact : NULL;
    }
}

void record_learn(struct arena *a, struct citation_record *record, const struct papers *papers)
{
    for (size_t i = 0; i < papers->count; i++) {
        const struct paper *paper = &papers->items[i];
        if (paper->fact == NULL || paper->fact == paper->before)
            continue;
        struct record_paper *known = find(a, record, paper);
        if (known == NULL) {
            known = arena_new(a, struct record_paper);
            known->next = record->papers;
            record->papers = known;
            record->count++;
        }
        names_of(a, paper, known->names);
        known->fact = paper->fact;
    }
}

/* ---- the author ---- */

struct str record_who(struct arena *a, const struct cite_author *author)
{
    struct str who = author->orcid;
    for (int i = 0; i < CITE_SOURCE_COUNT; i++)
        if (author->ids[i].len > 0)
            who = str_of(arena_printf(a, "%.*s%s%s:%.*s", STR_FMT(who), who.len > 0 ? " " : "",
                                      cite_source_name((enum cite_source)i),
                                      STR_FMT(author->ids[i])));
    return who;
}

const struct totals_fact *record_totals(struct arena *a, const struct citation_record *record,
                                        const struct cite_author *author)
{
    struct str who = record_who(a, author);
    return who.len > 0 && str_eq(who, record->who) ? &record->totals : NULL;
}

/* ---- printing ---- */

static void print_date(struct buf *out, const struct date *date)
{
    buf_addf(out, "\"%04d-%02d-%02d\"", date->year, date->month, date->day);
}

static void print_text(struct buf *out, const char *key, struct str text)
{
    if (text.len == 0)
        return;
    buf_addf(out, ",\"%s\":", key);
    buf_add_json(out, text);
}

/* Only years that will be read again. */
static void print_years(struct buf *out, const struct cite_result *result)
{
    const char *separator = ",\"years\":{";
    for (size_t i = 0; i < result->year_count && i < YEARS_MAX; i++) {
        const struct cite_year *year = &result->years[i];
        if (year->year < 1000 || year->year > 9999)
            continue;
        buf_addf(out, "%s\"%u\":%lu", separator, year->year, (unsigned long)year->count);
        separator = ",";
    }
    if (*(separator + 1) == '\0')
        buf_addc(out, '}');
}

static void print_paper(struct buf *out, const struct record_paper *paper)
{
    const struct cite_result *result = &paper->fact->result;
    buf_adds(out, "{\"paper\":");
    buf_add_json(out, paper->names[0]);
    for (size_t i = 1; i < 3 && paper->names[i].len > 0; i++) {
        buf_adds(out, i == 1 ? ",\"also\":[" : ",");
        buf_add_json(out, paper->names[i]);
        if (i == 2 || paper->names[i + 1].len == 0)
            buf_addc(out, ']');
    }
    if (result->state == CITE_COUNT)
        buf_addf(out, ",\"count\":%lu", (unsigned long)result->count);
    else
        buf_adds(out, ",\"absent\":true");
    buf_addf(out, ",\"source\":\"%s\",\"date\":", cite_source_name(result->source));
    print_date(out, &paper->fact->date);
    print_text(out, "id", result->id);
    print_text(out, "title", result->title);
    if (result->by_title)
        buf_adds(out, ",\"by_title\":true");
    print_years(out, result);
    buf_addc(out, '}');
}

static void print_totals(struct buf *out, const struct citation_record *record)
{
    const struct cite_totals *t = &record->totals.totals;
    buf_adds(out, "\"author\":{\"who\":");
    buf_add_json(out, record->who);
    buf_addf(out, ",\"source\":\"%s\",\"date\":", cite_source_name(t->source));
    print_date(out, &record->totals.date);
    if (t->state == CITE_ABSENT)
        buf_adds(out, ",\"absent\":true");
    const struct {
        const char *key;
        bool has;
        uint32_t number;
    } numbers[] = {{"papers", t->has_papers, t->papers},
                   {"citations", t->has_citations, t->citations},
                   {"h_index", t->has_h_index, t->h_index},
                   {"i10", t->has_i10, t->i10}};
    for (size_t i = 0; i < 4; i++)
        if (numbers[i].has)
            buf_addf(out, ",\"%s\":%lu", numbers[i].key, (unsigned long)numbers[i].number);
    buf_adds(out, "},\n");
}

static int by_name(const void *a, const void *b)
{
    struct str x = (*(struct record_paper *const *)a)->names[0];
    struct str y = (*(struct record_paper *const *)b)->names[0];
    int order = memcmp(x.ptr, y.ptr, x.len < y.len ? x.len : y.len);
    return order != 0 ? order : x.len < y.len ? -1 : x.len > y.len;
}

void record_print(struct arena *a, const struct citation_record *record, struct buf *out)
{
    struct record_paper **sorted = arena_array(a, struct record_paper *, record->count + 1);
    size_t count = 0;
    for (struct record_paper *paper = record->papers; paper != NULL; paper = paper->next)
        sorted[count++] = paper;
    qsort(sorted, count, sizeof *sorted, by_name);
    buf_adds(out, "{\"cv2tex\":\"" FORMAT "\",\n");
    if (record->who.len > 0)
        print_totals(out, record);
    buf_adds(out, "\"papers\":[");
    for (size_t i = 0; i < count; i++) {
        buf_adds(out, i > 0 ? ",\n" : "\n");
        print_paper(out, sorted[i]);
    }
    buf_adds(out, "\n]}\n");
}

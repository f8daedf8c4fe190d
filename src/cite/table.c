#include "cite/table.h"

#include <stdio.h>

#include "base/utf8.h"
#include "cite/refresh.h"

/* ---- for people ---- */

enum { SOURCE_COLUMNS = 16, TITLE_COLUMNS = 60 };

/* The text without control characters, cut where it is too wide. Returns its width. */
static int add_clipped(struct buf *out, struct str text, int most)
{
    const char *p = text.ptr, *end = text.len > 0 ? p + text.len : p;
    int columns = 0;
    while (p < end) {
        uint32_t cp = '?';
        size_t len = utf8_decode(p, end, &cp);
        if (columns + utf8_width(cp) > most)
            break;
        columns += utf8_width(cp);
        if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
            cp = ' ';
        buf_add_utf8(out, cp);
        p += len > 0 ? len : 1;
    }
    if (p < end)
        buf_adds(out, "...");
    return columns + (p < end ? 3 : 0);
}

static const char *age_text(const struct date *date, const struct date *today, char text[32])
{
    long days = refresh_days(date, today);
    if (days == 0)
        return "today";
    snprintf(text, 32, "%ld day%s", days, days == 1 ? "" : "s");
    return text;
}

static bool has_count(const struct paper_fact *fact)
{
    return fact != NULL && fact->result.state == CITE_COUNT;
}

/* By how much the count has changed in this run; false when that cannot be said. */
static bool change_of(const struct paper *paper, long long *change)
{
    if (!has_count(paper->fact) || !has_count(paper->before) || paper->manual != NULL)
        return false;
    *change = (long long)paper->fact->result.count - (long long)paper->before->result.count;
    return true;
}

static void add_paper(struct buf *out, const struct paper *paper, const struct date *today)
{
    char count[16] = "-", change[24] = "", age[32] = "";
    struct str source = STR("not known");
    long long by;
    if (paper->manual != NULL) {
        snprintf(count, sizeof count, "%lu", (unsigned long)paper->manual->count);
        source = paper->manual->origin.source;
        source = source.len > 0 ? source : STR("manual");
    } else if (paper->fact != NULL) {
        if (has_count(paper->fact))
            snprintf(count, sizeof count, "%lu", (unsigned long)paper->fact->result.count);
        source = str_of(cite_source_title(paper->fact->result.source));
    }
    if (change_of(paper, &by) && by != 0)
        snprintf(change, sizeof change, "%+lld", by);
    else if (has_count(paper->fact) && paper->before == NULL && paper->manual == NULL)
        snprintf(change, sizeof change, "new");
    buf_addf(out, "%8s %7s  ", count, change);
    int width = add_clipped(out, source, SOURCE_COLUMNS);
    buf_addf(out, "%*s  %-9s  ", width < SOURCE_COLUMNS ? SOURCE_COLUMNS - width : 0, "",
             paper->fact != NULL && paper->manual == NULL ? age_text(&paper->fact->date, today, age)
                                                          : "");
    add_clipped(out,
                paper->ask.title.len > 0 ? paper->ask.title
                : paper->key.len > 0     ? paper->key
                                         : STR("(no title)"),
                TITLE_COLUMNS);
    if (paper->manual == NULL && paper->fact != NULL && !has_count(paper->fact))
        buf_adds(out, " (not known there)");
    buf_addc(out, '\n');
}

static void add_sums(struct buf *out, const char *name, const struct citation_totals *t)
{
    if (t->has == 0)
        return;
    const char *separator = ": ";
    buf_adds(out, name);
    const struct {
        unsigned bit;
        const char *words;
        uint64_t number;
    } parts[] = {{CITATIONS_TOTAL, "%s%llu citations", t->total},
                 {CITATIONS_H_INDEX, "%sh-index %llu", t->h_index},
                 {CITATIONS_I10, "%si10-index %llu", t->i10},
                 {CITATIONS_PAPERS, "%s%llu papers", t->papers}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (t->has & parts[i].bit) {
            buf_addf(out, parts[i].words, separator, (unsigned long long)parts[i].number);
            separator = ", ";
        }
}

void table_print_text(struct buf *out, const struct table_content *content)
{
    const struct papers *papers = content->papers;
    if (papers->count == 0)
        buf_adds(out, "the CV lists no papers\n");
    else
        buf_addf(out, "%8s %7s  %-16s  %-9s  %s\n", "count", "change", "source", "age", "paper");
    for (size_t i = 0; i < papers->count; i++)
        add_paper(out, &papers->items[i], &content->today);
    const struct citations *sums = content->sums;
    if (sums->author.has != 0) {
        char age[32];
        add_sums(out, "author", &sums->author);
        buf_addf(out, " (%.*s, %s)\n", STR_FMT(sums->author.origin.source),
                 age_text(&content->totals->date, &content->today, age));
    }
    if (sums->listed.has != 0) {
        add_sums(out, "listed", &sums->listed);
        buf_addf(out, " with a count, of %lu\n", (unsigned long)papers->count);
    }
}

/* ---- for programs ---- */

static void add_member(struct buf *out, const char *key, struct str text)
{
    if (text.len == 0)
        return;
    buf_addf(out, ",\"%s\":", key);
    buf_add_json(out, text);
}

static void add_fact(struct buf *out, enum cite_source source, const struct date *date,
                     const struct date *today)
{
    buf_addf(out, ",\"source\":\"%s\",\"date\":\"%04d-%02d-%02d\",\"age\":%ld",
             cite_source_name(source), date->year, date->month, date->day,
             refresh_days(date, today));
}

static void add_json_paper(struct buf *out, const struct paper *paper, const struct date *today)
{
    long long change;
    buf_adds(out, "{\"paper\":");
    buf_add_json(out, paper->key);
    add_member(out, "title", paper->ask.title);
    if (paper->manual != NULL) {
        buf_addf(out, ",\"state\":\"count\",\"count\":%lu,\"manual\":true",
                 (unsigned long)paper->manual->count);
        add_member(out, "source", paper->manual->origin.source);
    } else if (paper->fact == NULL) {
        buf_adds(out, ",\"state\":\"unknown\"");
    } else {
        const struct cite_result *result = &paper->fact->result;
        if (result->state == CITE_COUNT)
            buf_addf(out, ",\"state\":\"count\",\"count\":%lu", (unsigned long)result->count);
        else
            buf_adds(out, ",\"state\":\"absent\"");
        if (change_of(paper, &change))
            buf_addf(out, ",\"change\":%lld", change);
        add_fact(out, result->source, &paper->fact->date, today);
        add_member(out, "id", result->id);
        if (result->by_title)
            buf_adds(out, ",\"by_title\":true");
    }
    buf_addc(out, '}');
}

static void add_json_sums(struct buf *out, const struct citation_totals *t)
{
    const char *separator = "";
    const struct {
        unsigned bit;
        const char *key;
        uint64_t number;
    } parts[] = {{CITATIONS_TOTAL, "citations", t->total},
                 {CITATIONS_H_INDEX, "h_index", t->h_index},
                 {CITATIONS_I10, "i10", t->i10},
                 {CITATIONS_PAPERS, "papers", t->papers}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (t->has & parts[i].bit) {
            buf_addf(out, "%s\"%s\":%llu", separator, parts[i].key,
                     (unsigned long long)parts[i].number);
            separator = ",";
        }
}

void table_print_json(struct buf *out, const struct table_content *content)
{
    const struct papers *papers = content->papers;
    const struct citations *sums = content->sums;
    buf_adds(out, "{\"papers\":[");
    for (size_t i = 0; i < papers->count; i++) {
        buf_adds(out, i > 0 ? ",\n" : "\n");
        add_json_paper(out, &papers->items[i], &content->today);
    }
    buf_adds(out, "\n]");
    if (sums->author.has != 0) {
        buf_adds(out, ",\n\"author\":{");
        add_json_sums(out, &sums->author);
        add_fact(out, content->totals->totals.source, &content->totals->date, &content->today);
        buf_addc(out, '}');
    }
    buf_adds(out, ",\n\"listed\":{");
    add_json_sums(out, &sums->listed);
    buf_adds(out, "}}\n");
}

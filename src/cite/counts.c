#include "cite/counts.h"

#include <stdlib.h>

#include "base/ascii.h"

/* ---- wishes ---- */

static uint32_t number(struct str digits, const struct row *row)
{
    if (digits.len == 0)
        digits = str_of(row->fallback);
    uint32_t n = 0;
    for (size_t i = 0; i < digits.len; i++) /* at most nine */
        n = n * 10 + (uint32_t)(digits.ptr[i] - '0');
    return n;
}

static unsigned show_bit(struct str word)
{
    static const struct {
        const char *word;
        unsigned bit;
    } bits[] = {
        {"count", CITATIONS_COUNT}, {"total", CITATIONS_TOTAL},   {"h_index", CITATIONS_H_INDEX},
        {"i10", CITATIONS_I10},     {"papers", CITATIONS_PAPERS}, {"chart", CITATIONS_CHART},
    };
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
        if (str_is(word, bits[i].word))
            return bits[i].bit;
    return 0;
}

static unsigned read_show(const struct record *wishes)
{
    const struct field *field = record_get(wishes, NAME_show);
    if (field == NULL)
        return CITATIONS_COUNT | CITATIONS_TOTAL | CITATIONS_H_INDEX;
    unsigned show = 0;
    for (const struct item *item = &field->first; item != NULL; item = item->next) {
        if (str_is(item->text, "none"))
            return 0;
        show |= show_bit(item->text);
    }
    return show;
}

static void read_sources(const struct record *record, struct counts_wishes *wishes)
{
    const struct field *field = record_get(record, NAME_provider);
    bool taken[CITE_SOURCE_COUNT] = {false};
    size_t count = 0;
    for (const struct item *item = field ? &field->first : NULL; item; item = item->next) {
        enum cite_source source = cite_source_find(item->text);
        if (source < CITE_SOURCE_COUNT && !taken[source]) {
            taken[source] = true;
            wishes->sources[count++] = source;
        }
    }
    if (count == 0)
        wishes->sources[count++] = CITE_OPENALEX;
    wishes->options.sources = wishes->sources;
    wishes->options.source_count = count;
}

/* The value of each source in a map from sources to texts. */
static void read_by_source(const struct record *record, enum name name,
                           struct str texts[CITE_SOURCE_COUNT])
{
    const struct field *field = record_get(record, name);
    for (const struct field *f = field ? field->first.record->fields : NULL; f; f = f->next) {
        enum cite_source source = cite_source_find(str_of(name_text(f->row->key)));
        if (source < CITE_SOURCE_COUNT)
            texts[source] = str_trim(f->first.text);
    }
}

/* 0000-0002-1825-0097, anywhere in the text. */
static struct str find_orcid(struct str text)
{
    for (size_t from = 0; from + 19 <= text.len; from++) {
        size_t i = 0;
        while (i < 19 && (i % 5 == 4 ? text.ptr[from + i] == '-'
                                     : ascii_is_digit(text.ptr[from + i]) ||
                                           (i == 18 && ascii_lower(text.ptr[from + i]) == 'x')))
            i++;
        if (i == 19)
            return str_sub(text, from, from + 19);
    }
    return STR_NONE;
}

static struct str read_orcid(const struct cv *cv)
{
    const struct field *profiles = record_get(cv->top, NAME_profiles);
    for (const struct item *p = profiles ? &profiles->first : NULL; p != NULL; p = p->next) {
        if (!str_eq_nocase(str_trim(record_text(p->record, NAME_network)), STR("orcid")))
            continue;
        struct str orcid = find_orcid(record_text(p->record, NAME_username));
        return orcid.len > 0 ? orcid : find_orcid(record_text(p->record, NAME_url));
    }
    return STR_NONE;
}

void counts_wishes(const struct cv *cv, struct counts_wishes *wishes)
{
    *wishes = (struct counts_wishes){.show = 0};
    const struct field *field = record_get(cv->top, NAME_citations);
    const struct record *record = field != NULL ? field->first.record : NULL;
    wishes->show = read_show(record);
    wishes->min = number(record_text(record, NAME_min), table_row(&citations_table, NAME_min));
    wishes->max_age =
        number(record_text(record, NAME_max_age), table_row(&citations_table, NAME_max_age));
    wishes->record = str_trim(record_text(record, NAME_record));
    wishes->options.mailto = str_trim(record_text(record, NAME_mailto));
    read_sources(record, wishes);
    read_by_source(record, NAME_endpoint, wishes->options.endpoints);
    read_by_source(record, NAME_author, wishes->author.ids);
    wishes->author.orcid = read_orcid(cv);
}

/* ---- papers ---- */

static const struct citation *citation_of(struct arena *a, const struct paper *paper)
{
    const struct paper_fact *fact = paper->fact;
    if (paper->manual != NULL)
        return paper->manual;
    if (fact == NULL || fact->result.state != CITE_COUNT)
        return NULL;
    struct citation *cited = arena_new(a, struct citation);
    cited->count = fact->result.count;
    cited->origin.source = str_of(cite_source_title(fact->result.source));
    cited->origin.date = fact->date;
    return cited;
}

static const struct citation *hide(struct arena *a, const struct citation *cited)
{
    struct citation *copy = arena_new(a, struct citation);
    *copy = *cited;
    copy->hidden = true;
    return copy;
}

/* A value that is not shown on purpose is not missing from the page. */
static void excuse(const struct record *entry)
{
    struct field *field = record_get(entry, NAME_citations);
    if (field == NULL)
        return;
    field->first.printed = true;
    const struct record *record = field->first.record;
    for (struct field *part = record != NULL ? record->fields : NULL; part; part = part->next)
        part->first.printed = true;
}

/* Each entry gets the count of its paper, unless it says one itself. */
static void tell_entries(struct arena *a, const struct paper *paper,
                         const struct counts_wishes *wishes)
{
    const struct citation *of_paper = citation_of(a, paper);
    for (size_t i = 0; i < paper->entry_count; i++) {
        struct record *entry = paper->entries[i];
        const struct citation *cited = entry->cited != NULL ? entry->cited : of_paper;
        if (cited != NULL && (!(wishes->show & CITATIONS_COUNT) || cited->count < wishes->min)) {
            cited = hide(a, cited);
            excuse(entry);
        }
        entry->cited = cited;
    }
}

/* ---- totals ---- */

static int falling(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* The papers whose count is known, the largest first. */
static uint32_t *known_counts(struct arena *a, const struct papers *papers, size_t *count)
{
    uint32_t *counts = arena_array(a, uint32_t, papers->count);
    *count = 0;
    for (size_t i = 0; i < papers->count; i++)
        if (papers->items[i].entries[0]->cited != NULL)
            counts[(*count)++] = papers->items[i].entries[0]->cited->count;
    qsort(counts, *count, sizeof *counts, falling);
    return counts;
}

/* All that counted, "OpenAlex, Crossref"; and the earliest day, for the whole is as old as its
 * parts. */
static struct citation_origin joint_origin(struct arena *a, const struct papers *papers)
{
    enum { SOURCES_MAX = 8 };
    struct str seen[SOURCES_MAX];
    size_t count = 0;
    struct citation_origin joint = {.source = STR_NONE};
    for (size_t i = 0; i < papers->count; i++) {
        const struct citation *cited = papers->items[i].entries[0]->cited;
        if (cited == NULL)
            continue;
        const struct citation_origin *origin = &cited->origin;
        joint.by_hand |= origin->source.len == 0;
        if (origin->date.year != 0 &&
            (joint.date.year == 0 || date_compare(&origin->date, &joint.date) < 0))
            joint.date = origin->date;
        size_t k = 0;
        while (k < count && !str_eq(seen[k], origin->source))
            k++;
        if (k < count || count == SOURCES_MAX || origin->source.len == 0)
            continue;
        seen[count++] = origin->source;
        joint.source = count == 1 ? origin->source
                                  : str_of(arena_printf(a, "%.*s, %.*s", STR_FMT(joint.source),
                                                        STR_FMT(origin->source)));
    }
    return joint;
}

static struct citation_totals totals_of_listed(struct arena *a, const struct papers *papers)
{
    size_t count;
    const uint32_t *counts = known_counts(a, papers, &count);
    struct citation_totals totals = {.papers = (uint32_t)count};
    for (size_t i = 0; i < count; i++) {
        totals.total += counts[i];
        totals.h_index += counts[i] > i;
        totals.i10 += counts[i] >= 10;
    }
    if (totals.total > 0) /* nobody prints that nobody has cited him */
        totals.has = CITATIONS_TOTAL | CITATIONS_H_INDEX | CITATIONS_I10 | CITATIONS_PAPERS;
    totals.origin = joint_origin(a, papers);
    return totals;
}

static struct citation_totals totals_of_author(const struct totals_fact *fact)
{
    struct citation_totals totals = {.has = 0};
    if (fact == NULL || fact->totals.state != CITE_COUNT || fact->totals.citations == 0)
        return totals;
    const struct cite_totals *t = &fact->totals;
    totals.has = (t->has_citations ? CITATIONS_TOTAL : 0u) |
                 (t->has_h_index ? CITATIONS_H_INDEX : 0u) | (t->has_i10 ? CITATIONS_I10 : 0u) |
                 (t->has_papers ? CITATIONS_PAPERS : 0u);
    totals.total = t->citations;
    totals.h_index = t->h_index;
    totals.i10 = t->i10;
    totals.papers = t->papers;
    totals.origin.source = str_of(cite_source_title(t->source));
    totals.origin.date = fact->date;
    return totals;
}

/* ---- who counted most of them ---- */

/*
 * The origin of most counts on the page, those of the chart included. Papers come in runs of few
 * origins; of many different ones only the first are looked at.
 */
static struct citation_origin common_origin(const struct papers *papers, unsigned show)
{
    enum { ORIGINS_MAX = 16 };
    const struct citation_origin *origins[ORIGINS_MAX];
    size_t votes[ORIGINS_MAX], count = 0, best = 0;
    for (size_t i = 0; i < papers->count; i++) {
        const struct citation *cited = papers->items[i].entries[0]->cited;
        if (cited == NULL || cited->origin.source.len == 0 ||
            (cited->hidden && !(show & CITATIONS_CHART)))
            continue;
        size_t k = 0;
        while (k < count && !citation_same_origin(origins[k], &cited->origin))
            k++;
        if (k == ORIGINS_MAX)
            continue;
        if (k == count) {
            origins[count] = &cited->origin;
            votes[count++] = 0;
        }
        votes[k]++;
        best = votes[k] > votes[best] ? k : best;
    }
    return count > 0 ? *origins[best] : (struct citation_origin){.source = STR_NONE};
}

/* ---- years ---- */

enum { YEAR_FIRST = 1900, YEAR_END = 2200 };

static void add_years(struct arena *a, const struct papers *papers, struct citations *all)
{
    uint64_t *sums = arena_array(a, uint64_t, YEAR_END - YEAR_FIRST);
    unsigned first = YEAR_END, last = YEAR_FIRST;
    for (size_t i = 0; i < papers->count; i++) {
        const struct paper_fact *fact = papers->items[i].fact;
        for (size_t k = 0; fact != NULL && k < fact->result.year_count; k++) {
            const struct cite_year *year = &fact->result.years[k];
            if (year->year < YEAR_FIRST || year->year >= YEAR_END || year->count == 0)
                continue;
            sums[year->year - YEAR_FIRST] += year->count;
            first = year->year < first ? year->year : first;
            last = year->year > last ? year->year : last;
        }
    }
    if (first > last)
        return;
    struct citation_year *years = arena_array(a, struct citation_year, last - first + 1);
    for (unsigned year = first; year <= last; year++)
        years[year - first] = (struct citation_year){year, sums[year - YEAR_FIRST]};
    all->years = years;
    all->year_count = last - first + 1;
}

/* ---- the whole ---- */

void counts_apply(struct arena *a, struct cv *cv, const struct counts_wishes *wishes,
                  const struct papers *papers, const struct totals_fact *totals)
{
    for (size_t i = 0; i < papers->count; i++)
        tell_entries(a, &papers->items[i], wishes);
    struct citations *all = arena_new(a, struct citations);
    all->show = wishes->show;
    all->listed_count = (uint32_t)papers->count;
    all->author = totals_of_author(totals);
    all->listed = totals_of_listed(a, papers);
    all->common = common_origin(papers, wishes->show);
    if (wishes->show & CITATIONS_CHART)
        add_years(a, papers, all);
    cv->citations = all;
}

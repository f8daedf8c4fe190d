/*
 * How often papers were cited, in words: behind each paper, in a line above the papers, and as a
 * chart. Who counted, and when, is said once for all that have it in common.
 */
#include "bind/internal.h"

#include <stdio.h>

/* ---- words ---- */

static const struct {
    const char *label, *chart_label;
    const char *never, *once, *times; /* of a paper; %s: the number */
    const char *total, *h_index, *i10, *papers, *one_paper;
    const char *as_of;          /* %s: a date */
    const char *by_hand;        /* counted by the owner of the CV */
    const char *counted_by;     /* %s: who, and when */
    const char *each_paper;     /* the same, where the totals are somebody else's */
    const char *listed;         /* %s: how many papers */
    const char *listed_of;      /* the same, where that is not all */
    const char *thousands;      /* between groups of three digits */
} words = {
    .label = "Citations",
    .chart_label = "By year",
    .never = "not cited yet",
    .once = "cited once",
    .times = "cited %s times",
    .total = "%s in total",
    .h_index = "h-index %s",
    .i10 = "i10-index %s",
    .papers = "%s papers",
    .one_paper = "1 paper",
    .as_of = "as of %s",
    .by_hand = "counted by hand",
    .counted_by = "counted by %s",
    .each_paper = "each paper: %s",
    .listed = "from the %s papers listed",
    .listed_of = "from %s of the %s papers listed",
    .thousands = ",",
};

static void add_number(struct buf *out, uint64_t number)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            buf_adds(out, words.thousands);
        buf_addc(out, digits[i]);
    }
}

/* Appends `phrase` with `first`, then `second`, in the place of its "%s". */
static void add_phrase(struct buf *out, const char *phrase, struct str first, struct str second)
{
    for (const char *hole; (hole = strstr(phrase, "%s")) != NULL; phrase = hole + 2) {
        buf_add(out, phrase, (size_t)(hole - phrase));
        buf_add_str(out, first);
        first = second;
    }
    buf_adds(out, phrase);
}

static void add_counted(struct buf *out, const char *phrase, uint64_t number)
{
    struct buf digits = BUF_INIT;
    add_number(&digits, number);
    add_phrase(out, phrase, buf_str(&digits), STR_NONE);
    out->failed |= digits.failed;
    buf_free(&digits);
}

/* What was appended to `text` (which is freed) as a C string of the arena. */
static const char *finish(struct bind *b, struct buf *text)
{
    bool failed = text->failed;
    const char *copy = failed ? NULL : arena_str(b->arena, buf_str(text)).ptr;
    buf_free(text);
    if (failed)
        arena_fail(b->arena);
    return copy;
}

/* ---- who counted, and when ---- */

static bool has_date(const struct citation_origin *origin)
{
    return origin->date.year != 0 || origin->free_date.len > 0;
}

/* "OpenAlex, as of Nov 2026"; by hand where nobody is named. */
static void add_origin(struct bind *b, struct buf *out, const struct citation_origin *origin)
{
    buf_add_str(out, origin->source);
    if (origin->source.len > 0 && origin->by_hand)
        buf_adds(out, ", ");
    if (origin->source.len == 0 || origin->by_hand)
        buf_adds(out, words.by_hand);
    if (!has_date(origin))
        return;
    struct buf date = BUF_INIT;
    dates_print_as_of(b, &origin->date, &date);
    buf_adds(out, ", ");
    add_phrase(out, words.as_of, origin->free_date.len > 0 ? origin->free_date : buf_str(&date),
               STR_NONE);
    out->failed |= date.failed;
    buf_free(&date);
}

/* ---- one paper ---- */

static const struct citation *shown(const struct record *record)
{
    return record->cited != NULL && !record->cited->hidden ? record->cited : NULL;
}

/* "cited 243 times", and who counted where that is not what the line above the papers says. */
static const char *paper_text(struct bind *b, const struct citation *cited, bool bare)
{
    struct buf text = BUF_INIT;
    const struct citations *all = b->cv->citations;
    if (bare)
        add_number(&text, cited->count);
    else
        add_counted(&text,
                    cited->count == 0   ? words.never
                    : cited->count == 1 ? words.once
                                        : words.times,
                    cited->count);
    if (all == NULL || !citation_same_origin(&all->common, &cited->origin)) {
        buf_adds(&text, " (");
        add_origin(b, &text, &cited->origin);
        buf_addc(&text, ')');
    }
    return finish(b, &text);
}

/* The entry's own number is now on the page. */
static void mark_printed(const struct record *record)
{
    struct field *field = record_get(record, NAME_citations);
    if (field == NULL)
        return;
    field->first.printed = true;
    for (struct field *part = field->first.record != NULL ? field->first.record->fields : NULL;
         part != NULL; part = part->next)
        part->first.printed = true;
}

struct tpl_value citations_of_paper(struct bind *b, const struct record *record,
                                    enum view_name name)
{
    const struct tpl_value none = {.kind = TPL_FALSE};
    const struct citation *cited = shown(record);
    struct buf text = BUF_INIT;
    if (cited == NULL)
        return none;
    mark_printed(record);
    switch (name) {
    case VIEW_cited:
        return view_string(paper_text(b, cited, false));
    case VIEW_cited_number:
        return view_string(paper_text(b, cited, true));
    case VIEW_citation_count:
        add_number(&text, cited->count);
        break;
    case VIEW_citation_source:
        buf_add_str(&text, cited->origin.source);
        break;
    default:
        if (cited->origin.date.year != 0)
            dates_print_as_of(b, &cited->origin.date, &text);
        else
            buf_add_str(&text, cited->origin.free_date);
    }
    const char *result = finish(b, &text);
    return *result != '\0' ? view_string(result) : none;
}

/* ---- all papers ---- */

static void add_part(struct buf *out, size_t from, const char *phrase, uint64_t number)
{
    if (out->len > from)
        buf_adds(out, ", ");
    add_counted(out, phrase, number);
}

/*
 * "4,812 in total, h-index 31": those of `which` that the totals know. How many papers are listed
 * will be said anyway.
 */
static void add_totals(struct buf *out, const struct citation_totals *totals, unsigned which,
                       bool is_listed)
{
    size_t from = out->len;
    which &= totals->has;
    if (which & CITATIONS_TOTAL)
        add_part(out, from, words.total, totals->total);
    if (which & CITATIONS_H_INDEX)
        add_part(out, from, words.h_index, totals->h_index);
    if (which & CITATIONS_I10)
        add_part(out, from, words.i10, totals->i10);
    if ((which & CITATIONS_PAPERS) && (!is_listed || out->len == from))
        add_part(out, from, totals->papers == 1 ? words.one_paper : words.papers, totals->papers);
}

/* "from 27 of the 30 papers listed" */
static void add_basis(struct buf *out, const struct citations *all)
{
    struct buf known = BUF_INIT, listed = BUF_INIT;
    add_number(&known, all->listed.papers);
    add_number(&listed, all->listed_count);
    add_phrase(out, all->listed.papers == all->listed_count ? words.listed : words.listed_of,
               buf_str(&known), buf_str(&listed));
    out->failed |= known.failed | listed.failed;
    buf_free(&known);
    buf_free(&listed);
}

/* The line above the papers; empty where nothing is to be said. */
static const char *summary(struct bind *b, const struct citations *all)
{
    const unsigned totals = CITATIONS_TOTAL | CITATIONS_H_INDEX | CITATIONS_I10 | CITATIONS_PAPERS;
    unsigned by_provider = all->show & totals & all->author.has;
    unsigned worked_out = all->show & totals & ~by_provider & all->listed.has;
    bool said = (all->show & (CITATIONS_COUNT | CITATIONS_CHART)) == 0 ||
                all->common.source.len == 0;
    struct buf text = BUF_INIT;
    if (by_provider != 0) {
        add_totals(&text, &all->author, by_provider, false);
        buf_adds(&text, " (");
        add_origin(b, &text, &all->author.origin);
        buf_addc(&text, ')');
        said = said || citation_same_origin(&all->author.origin, &all->common);
    }
    if (worked_out != 0) {
        buf_adds(&text, text.len > 0 ? "; " : "");
        add_totals(&text, &all->listed, worked_out, true);
        buf_adds(&text, " (");
        add_basis(&text, all);
        buf_adds(&text, "; ");
        add_origin(b, &text, &all->listed.origin);
        buf_addc(&text, ')');
        said = said || citation_same_origin(&all->listed.origin, &all->common);
    }
    if (!said) {
        struct buf origin = BUF_INIT;
        bool alone = text.len == 0;
        add_origin(b, &origin, &all->common);
        buf_adds(&text, alone ? "" : "; ");
        add_phrase(&text, !alone ? words.each_paper : words.counted_by, buf_str(&origin),
                   STR_NONE);
        buf_free(&origin);
    }
    return finish(b, &text);
}

/*
 * The section whose heading the line stands below: the first one with publications, or else with
 * anything that was cited. NULL where there is none.
 */
static const struct section *place_for(const struct cv *cv)
{
    const struct section *other = NULL;
    for (const struct section *s = cv->sections; s != NULL; s = s->next)
        for (const struct group *group = s->groups; group != NULL; group = group->next)
            for (const struct record *entry = group->entries; entry; entry = entry->next) {
                if (entry->table == entry_tables[ENTRY_PUBLICATION])
                    return s;
                if (entry->cited != NULL && other == NULL)
                    other = s;
            }
    return other;
}

static bool is_place(struct bind *b, const struct section *section)
{
    if (b->citations_place == NULL)
        b->citations_place = place_for(b->cv);
    return b->citations_place == section;
}

/* ---- the chart ---- */

/* The width of a column in thousandths of an em, and the height of the highest bar in tenths of a point. */
enum { CHART_COLUMN = 3200, CHART_YEARS = 12, CHART_HEIGHT = 240 };

/* The last years, as many as there is room for; NULL where no chart is wanted, or nothing known. */
static struct chart_year *chart(struct bind *b, const struct citations *all)
{
    if ((all->show & CITATIONS_CHART) == 0)
        return NULL;
    size_t most = b->line_width / CHART_COLUMN < CHART_YEARS ? b->line_width / CHART_COLUMN
                                                             : CHART_YEARS;
    size_t from = all->year_count > most ? all->year_count - most : 0;
    uint64_t highest = 1;
    for (size_t i = from; i < all->year_count; i++)
        if (all->years[i].count > highest)
            highest = all->years[i].count;
    struct chart_year *first = NULL, **link = &first;
    for (size_t i = from; i < all->year_count; i++) {
        *link = arena_new(b->arena, struct chart_year);
        (*link)->year = &all->years[i];
        (*link)->height =
            (unsigned)((double)all->years[i].count / (double)highest * CHART_HEIGHT);
        link = &(*link)->next;
    }
    return first;
}

/* ---- the view ---- */

struct tpl_value citations_of_section(struct bind *b, const struct section *section,
                                      enum view_name name)
{
    const struct tpl_value none = {.kind = TPL_FALSE};
    const struct citations *all = b->cv->citations;
    if (all == NULL || !is_place(b, section))
        return none;
    if (name == VIEW_citation_label)
        return view_string(words.label);
    if (name == VIEW_citation_chart_label)
        return view_string(words.chart_label);
    if (name == VIEW_citation_summary) {
        const char *text = summary(b, all);
        return *text != '\0' ? view_string(text) : none;
    }
    struct chart_year *years = chart(b, all);
    if (name == VIEW_has_citation_chart)
        return view_flag(years != NULL);
    return years != NULL ? (struct tpl_value){.kind = TPL_LIST, .tag = VIEW_CHART, .ptr = years}
                         : none;
}

struct tpl_value citations_of_year(struct bind *b, const struct chart_year *year,
                                   enum view_name name)
{
    struct buf text = BUF_INIT;
    switch (name) {
    case VIEW_chart_year:
        return view_string(arena_printf(b->arena, "%u", year->year->year));
    case VIEW_chart_count:
        add_number(&text, year->year->count);
        return view_string(finish(b, &text));
    case VIEW_chart_height:
        return view_string(arena_printf(b->arena, "%u.%upt", year->height / 10, year->height % 10));
    case VIEW_more:
        return view_flag(year->next != NULL);
    default:
        return (struct tpl_value){.kind = TPL_ABSENT};
    }
}

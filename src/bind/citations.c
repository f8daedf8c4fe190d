/*
 * How often papers were cited, in words: behind each paper, in a line above the papers, and as a
 * chart. Who counted, and when, is said once for all that have it in common.
 */
#include "bind/internal.h"

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
        buf_adds(out, view_word(b, WORD_COUNTED_BY_HAND));
    if (!has_date(origin))
        return;
    struct buf date = BUF_INIT;
    dates_print_as_of(b, &origin->date, &date);
    buf_adds(out, ", ");
    words_fill(b, out, WORD_AS_OF, "date",
               origin->free_date.len > 0 ? origin->free_date : buf_str(&date));
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
        words_number(b, &text, cited->count);
    else
        words_counted(b, &text,
                      cited->count == 0   ? WORD_CITED_NEVER
                      : cited->count == 1 ? WORD_CITED_ONCE
                                          : WORD_CITED_TIMES,
                      cited->count);
    if (all == NULL || cited->origin.source.len == 0 ||
        !citation_same_origin(&all->common, &cited->origin)) {
        buf_adds(&text, " (");
        add_origin(b, &text, &cited->origin);
        buf_addc(&text, ')');
    }
    return words_finish(b, &text);
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
        words_number(b, &text, cited->count);
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
    const char *result = words_finish(b, &text);
    return *result != '\0' ? view_string(result) : none;
}

/* ---- all papers ---- */

static void add_part(const struct bind *b, struct buf *out, size_t from, enum word word,
                     uint64_t number)
{
    if (out->len > from)
        buf_adds(out, ", ");
    words_counted(b, out, word, number);
}

/*
 * "4,812 in total, h-index 31": those of `which` that the totals know. How many papers are listed
 * will be said anyway.
 */
static void add_totals(const struct bind *b, struct buf *out, const struct citation_totals *totals,
                       unsigned which, bool is_listed)
{
    size_t from = out->len;
    which &= totals->has;
    if (which & CITATIONS_TOTAL)
        add_part(b, out, from, WORD_CITATIONS_TOTAL, totals->total);
    if (which & CITATIONS_H_INDEX)
        add_part(b, out, from, WORD_H_INDEX, totals->h_index);
    if (which & CITATIONS_I10)
        add_part(b, out, from, WORD_I10_INDEX, totals->i10);
    if ((which & CITATIONS_PAPERS) && (!is_listed || out->len == from))
        add_part(b, out, from, totals->papers == 1 ? WORD_ONE_PAPER : WORD_PAPERS, totals->papers);
}

/* Whether all papers of the CV are on the page, and not only a selection. */
static bool lists_all(const struct cv *cv)
{
    for (const struct section *s = cv->sections; s != NULL; s = s->next)
        if (s->shown < s->given)
            return false;
    return true;
}

/* "from 27 of the 30 papers listed" */
static void add_basis(const struct bind *b, struct buf *out, const struct citations *all)
{
    struct buf known = BUF_INIT, listed = BUF_INIT;
    words_number(b, &known, all->listed.papers);
    words_number(b, &listed, all->listed_count);
    const struct locale_value values[] = {{"count", buf_str(&known)}, {"total", buf_str(&listed)}};
    enum word word = all->listed.papers == 1                  ? WORD_ONE_PAPER
                     : !lists_all(b->cv)                      ? WORD_PAPERS
                     : all->listed.papers < all->listed_count ? WORD_COUNTED_LISTED_OF
                                                              : WORD_COUNTED_LISTED;
    locale_fill(out, view_word(b, word), values, 2);
    out->failed |= known.failed | listed.failed;
    buf_free(&known);
    buf_free(&listed);
}

static const char *basis(struct bind *b, const struct citations *all)
{
    struct buf text = BUF_INIT;
    add_basis(b, &text, all);
    return words_finish(b, &text);
}

/* The line above the papers; empty where nothing is to be said. */
static const char *summary(struct bind *b, const struct citations *all)
{
    unsigned by_provider = all->show & all->author.has;
    unsigned worked_out = all->show & ~by_provider & all->listed.has;
    bool said =
        (all->show & (CITATIONS_COUNT | CITATIONS_CHART)) == 0 || all->common.source.len == 0;
    struct buf text = BUF_INIT;
    if (by_provider != 0) {
        add_totals(b, &text, &all->author, by_provider, false);
        buf_adds(&text, " (");
        add_origin(b, &text, &all->author.origin);
        buf_addc(&text, ')');
        said = said || citation_same_origin(&all->author.origin, &all->common);
    }
    if (worked_out != 0) {
        buf_adds(&text, text.len > 0 ? "; " : "");
        add_totals(b, &text, &all->listed, worked_out, true);
        buf_adds(&text, " (");
        add_basis(b, &text, all);
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
        words_fill(b, &text, !alone ? WORD_COUNTED_EACH : WORD_COUNTED_BY, "source",
                   buf_str(&origin));
        text.failed |= origin.failed;
        buf_free(&origin);
    }
    return words_finish(b, &text);
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
    if (!b->citations_placed)
        b->citations_place = place_for(b->cv);
    b->citations_placed = true;
    return b->citations_place == section;
}

/* ---- the chart ---- */

/* Widths, of a column and what is between the words, in thousandths of an em; heights in tenths of a point */
enum { CHART_COLUMN = 2800, CHART_SPACES = 1200, CHART_YEARS = 12, CHART_HEIGHT = 240 };

/* What the words before and behind the columns take of the line. */
static unsigned chart_words(struct bind *b, const struct citations *all)
{
    unsigned label = layout_has_hint_column(b)
                         ? 0
                         : layout_width(b, str_of(view_word(b, WORD_CITATIONS_BY_YEAR)));
    return label + layout_width(b, str_of(basis(b, all))) + CHART_SPACES;
}

/* The last years, as many as there is room for; NULL where no chart is wanted, or nothing known. */
static struct chart_year *chart(struct bind *b, const struct citations *all)
{
    if ((all->show & CITATIONS_CHART) == 0)
        return NULL;
    unsigned words = chart_words(b, all);
    size_t most = b->line_width > words ? (b->line_width - words) / CHART_COLUMN : 0;
    most = most == 0 ? 1 : most > CHART_YEARS ? CHART_YEARS : most;
    size_t from = all->year_count > most ? all->year_count - most : 0;
    uint64_t highest = 1;
    for (size_t i = from; i < all->year_count; i++)
        if (all->years[i].count > highest)
            highest = all->years[i].count;
    struct chart_year *first = NULL, **link = &first;
    for (size_t i = from; i < all->year_count; i++) {
        *link = arena_new(b->arena, struct chart_year);
        (*link)->year = &all->years[i];
        (*link)->height = (unsigned)((double)all->years[i].count / (double)highest * CHART_HEIGHT);
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
    const char *text = summary(b, all);
    struct chart_year *years = chart(b, all);
    switch (name) {
    case VIEW_citation_summary:
        return *text != '\0' ? view_string(text) : none;
    case VIEW_citation_basis:
        if (all->show & ~all->author.has & all->listed.has)
            return none; /* the line says it */
        return view_string(basis(b, all));
    case VIEW_has_citation_lines:
        return view_flag(*text != '\0' || years != NULL);
    case VIEW_has_citation_chart:
        return view_flag(years != NULL);
    default:
        if (years == NULL)
            return none;
        return (struct tpl_value){.kind = TPL_LIST, .tag = VIEW_CHART, .ptr = years};
    }
}

struct tpl_value citations_of_year(struct bind *b, const struct chart_year *year,
                                   enum view_name name)
{
    struct buf text = BUF_INIT;
    switch (name) {
    case VIEW_chart_year:
        return view_string(arena_printf(b->arena, "%u", year->year->year));
    case VIEW_chart_count:
        words_number(b, &text, year->year->count);
        return view_string(words_finish(b, &text));
    case VIEW_chart_height:
        return view_string(arena_printf(b->arena, "%u.%upt", year->height / 10, year->height % 10));
    case VIEW_more:
        return view_flag(year->next != NULL);
    default:
        return (struct tpl_value){.kind = TPL_ABSENT};
    }
}

#include "cite/refresh.h"

#include <time.h>

/* ---- days ---- */

struct date refresh_today(void)
{
    time_t now = time(NULL);
    struct tm day;
    if (gmtime_r(&now, &day) == NULL)
        return (struct date){.year = 1970, .month = 1, .day = 1};
    return (struct date){.year = day.tm_year + 1900, .month = day.tm_mon + 1, .day = day.tm_mday};
}

/* The days since a day long ago; a year begins in March here, so that the leap day is its last. */
static long day_number(const struct date *date)
{
    long year = date->month > 2 ? date->year : date->year - 1;
    long month = (date->month + 9) % 12;
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + date->day;
}

long refresh_days(const struct date *from, const struct date *to)
{
    return day_number(to) - day_number(from);
}

/* ---- what is to be asked ---- */

static bool is_wanted(const struct counts_wishes *wishes, enum cite_source source)
{
    for (size_t i = 0; i < wishes->options.source_count; i++)
        if (wishes->options.sources[i] == source)
            return true;
    return false;
}

static bool is_fresh(const struct counts_wishes *wishes, const struct date *today,
                     const struct date *date, enum cite_source source)
{
    long age = refresh_days(date, today);
    return age >= 0 && age <= (long)wishes->max_age && wishes->max_age > 0 &&
           is_wanted(wishes, source);
}

/* Whether it is time to ask; what an entry says itself is not asked for. */
static bool is_due(const struct counts_wishes *wishes, const struct date *today,
                   const struct paper *paper)
{
    const struct paper_fact *fact = paper->fact;
    return paper->manual == NULL &&
           (fact == NULL || !is_fresh(wishes, today, &fact->date, fact->result.source));
}

static bool has_name(const struct cite_paper *ask)
{
    return ask->doi.len > 0 || ask->arxiv.len > 0 || ask->pmid.len > 0 ||
           (ask->title.len > 0 && ask->surname_count > 0);
}

/* ---- what is learned ---- */

/*
 * Whether an answer goes before what is known. That a source does not know a paper does not undo
 * what another one has counted; and OpenCitations says 0 also when it cannot tell.
 */
static bool is_news(const struct paper_fact *known, const struct cite_result *result)
{
    if (result->state == CITE_COUNT)
        return result->count > 0 || result->source != CITE_OPENCITATIONS;
    return result->state == CITE_ABSENT && (known == NULL || known->result.state == CITE_ABSENT ||
                                            known->result.source == result->source);
}

static void learn_paper(struct arena *a, struct paper *paper, const struct cite_result *result,
                        const struct date *today, struct refresh *outcome)
{
    if (is_news(paper->fact, result)) {
        struct paper_fact *fact = arena_new(a, struct paper_fact);
        *fact = (struct paper_fact){*result, *today};
        paper->fact = fact;
    } else if (result->state == CITE_UNKNOWN) {
        outcome->unanswered++;
        outcome->kept += paper->fact != NULL && paper->fact->result.state == CITE_COUNT;
    }
}

static void learn_totals(struct citation_record *record, struct str who,
                         const struct cite_totals *totals, const struct date *today,
                         struct refresh *outcome)
{
    bool known = str_eq(who, record->who) && record->totals.totals.state == CITE_COUNT;
    if (totals->state == CITE_UNKNOWN)
        outcome->totals_kept = known;
    if (totals->state == CITE_UNKNOWN ||
        (totals->state == CITE_ABSENT && known && record->totals.totals.source != totals->source))
        return;
    outcome->totals_learned = true;
    record->who = who;
    record->totals = (struct totals_fact){*totals, *today};
}

void refresh(struct arena *a, const struct counts_wishes *wishes, const struct date *today,
             struct papers *papers, struct citation_record *record, struct refresh *outcome)
{
    struct paper **asked = arena_array(a, struct paper *, papers->count + 1);
    struct cite_paper *asks = arena_array(a, struct cite_paper, papers->count + 1);
    struct cite_result *results = arena_array(a, struct cite_result, papers->count + 1);
    struct cite_totals totals = {.state = CITE_UNKNOWN};
    *outcome = (struct refresh){.asked = 0};
    for (size_t i = 0; i < papers->count; i++) {
        struct paper *paper = &papers->items[i];
        if (!is_due(wishes, today, paper))
            continue;
        papers_complete(a, paper);
        if (!has_name(&paper->ask)) {
            outcome->nameless++;
            continue;
        }
        asks[outcome->asked] = paper->ask;
        asked[outcome->asked++] = paper;
    }
    struct str who = record_who(a, &wishes->author);
    bool ask_author =
        who.len > 0 && (!str_eq(who, record->who) || !is_fresh(wishes, today, &record->totals.date,
                                                               record->totals.totals.source));
    if (outcome->asked == 0 && !ask_author)
        return;
    cite_fetch(a, &wishes->options, asks, results, outcome->asked, &wishes->author,
               ask_author ? &totals : NULL, &outcome->problems);
    for (size_t i = 0; i < outcome->asked; i++)
        learn_paper(a, asked[i], &results[i], today, outcome);
    if (ask_author)
        learn_totals(record, who, &totals, today, outcome);
    record_learn(a, record, papers);
}

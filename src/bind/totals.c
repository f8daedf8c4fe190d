/*
 * What the entries of a section come to, for sections that ask for it: sums of grants, courses and
 * students, talks. A value that cannot be added up is named in a warning, and the line says how
 * many entries it covers.
 */
#include "base/ascii.h"
#include "bind/internal.h"
#include "model/amount.h"
#include "model/select.h"

enum { CURRENCIES_MAX = 32 };

/* A sum of money: one amount for each currency, in the order in which they come. */
struct sum {
    struct term { /* at most CURRENCIES_MAX of them: they are searched one by one */
        struct term *next;
        struct amount amount;
    } *first;
    size_t count; /* of entries in it */
};

struct counts {
    size_t entries, current;
    uint64_t enrolled;
    size_t with_enrolment;
    struct sum all, lead, share; /* of grants: their whole sums, those of one's own, own shares */
    size_t lead_entries;
};

/* ---- adding up ---- */

static void warn(struct bind *b, const struct item *item, const char *hint)
{
    diag_add(b->diags, DIAG_NOT_COUNTED, item->node->span, hint,
             "'%.*s' is not understood and not in the total", STR_FMT(str_trim(item->text)));
}

/* An amount of one currency too many is left out, which the line then says. */
static void add_amount(struct bind *b, struct sum *sum, const struct amount *amount)
{
    struct term **link = &sum->first;
    size_t terms = 0;
    for (; *link != NULL && !amount_same_currency((*link)->amount.currency, amount->currency);
         terms++)
        link = &(*link)->next;
    if (*link == NULL && terms == CURRENCIES_MAX)
        return;
    sum->count++;
    if (*link != NULL) {
        (*link)->amount.hundredths += amount->hundredths;
        return;
    }
    *link = arena_new(b->arena, struct term);
    (*link)->amount = *amount;
}

/* The amount in field `name`; false when there is none that can be read. */
static bool amount_of(struct bind *b, const struct record *entry, enum name name,
                      struct amount *amount)
{
    const struct field *field = record_get(entry, name);
    if (field == NULL)
        return false;
    bool ok = amount_parse(field->first.text, amount);
    if (ok && amount->currency.len == 0)
        amount->currency = str_trim(record_text(entry, NAME_currency));
    if (!ok)
        warn(b, &field->first, "write a number and a currency: EUR 1,200,000");
    return ok;
}

/* Whether `word` occurs in `text`, in any case, as a word of its own. */
static bool has_word(struct str text, const char *word)
{
    struct str w = str_of(word);
    for (size_t i = 0; i + w.len <= text.len; i++)
        if ((i == 0 || !ascii_is_letter(text.ptr[i - 1])) &&
            (i + w.len == text.len || !ascii_is_letter(text.ptr[i + w.len])) &&
            str_eq_nocase(str_sub(text, i, i + w.len), w))
            return true;
    return false;
}

static bool has_any(struct str text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (has_word(text, *words))
            return true;
    return false;
}

/* Whether a grant was given: it does not say that it is still asked for, or was refused. */
static bool is_granted(const struct record *entry)
{
    static const char *const words[] = {
        "pending",      "submitted", "review",    "declined",    "rejected", "refused",
        "unfunded",     "not funded", "not awarded", "not selected", "withdrawn", "planned",
        "applied",      "preparation", "beantragt", "eingereicht", "abgelehnt", "soumis",
        "refusé",       "solicitado", "denegado", NULL};
    return !has_any(record_text(entry, NAME_status), words);
}

/* Whether somebody led a grant: "PI", but not "Co-PI". */
static bool is_lead(const struct record *entry)
{
    static const char *const with[] = {"co", "copi", "coi", "deputy", "senior personnel", NULL};
    static const char *const lead[] = {"pi",
                                       "principal investigator",
                                       "mpi",
                                       "lead",
                                       "lead applicant",
                                       "coordinator",
                                       "project leader",
                                       "Projektleitung",
                                       "Projektleiter",
                                       "Projektleiterin",
                                       "investigador principal",
                                       "investigadora principal",
                                       NULL};
    struct str role = record_text(entry, NAME_role);
    return !has_any(role, with) && has_any(role, lead);
}

/* The own share of a grant: a sum, or "40%" of the whole one, which is NULL where it is not known. */
static bool share_of(struct bind *b, const struct record *entry, const struct amount *whole,
                     struct amount *share)
{
    const struct field *field = record_get(entry, NAME_share);
    struct str text = field != NULL ? str_trim(field->first.text) : STR_NONE;
    struct amount part;
    if (whole == NULL || text.len == 0 || text.ptr[text.len - 1] != '%' ||
        !amount_parse(str_sub(text, 0, text.len - 1), &part) || part.currency.len > 0 ||
        part.hundredths > 10000)
        return amount_of(b, entry, NAME_share, share);
    *share = *whole;
    share->hundredths = whole->hundredths / 10000 * part.hundredths +
                        whole->hundredths % 10000 * part.hundredths / 10000;
    return true;
}

static void count_grant(struct bind *b, const struct record *entry, struct counts *c)
{
    struct amount amount, share;
    if (!is_granted(entry))
        return;
    bool lead = is_lead(entry), known = amount_of(b, entry, NAME_amount, &amount);
    c->entries++;
    c->lead_entries += lead;
    if (known)
        add_amount(b, &c->all, &amount);
    if (known && lead)
        add_amount(b, &c->lead, &amount);
    if (share_of(b, entry, known ? &amount : NULL, &share))
        add_amount(b, &c->share, &share);
}

static void count_course(struct bind *b, const struct record *entry, struct counts *c)
{
    const struct field *field = record_get(entry, NAME_enrolment);
    bool counted = false;
    c->entries++;
    for (const struct item *item = field ? &field->first : NULL; item; item = item->next) {
        struct amount number;
        bool ok = amount_parse(item->text, &number) && number.currency.len == 0;
        if (ok)
            c->enrolled += number.hundredths / 100;
        else
            warn(b, item, "write a number");
        counted = counted || ok;
    }
    c->with_enrolment += counted;
}

static struct counts count(struct bind *b, const struct section *section, const struct table *table)
{
    struct counts c = {0};
    for (const struct group *group = section->groups; group != NULL; group = group->next)
        for (const struct record *entry = group->entries; entry != NULL; entry = entry->next) {
            if (entry->table != table)
                continue;
            if (table == entry_tables[ENTRY_GRANT]) {
                count_grant(b, entry, &c);
            } else if (table == entry_tables[ENTRY_TEACHING]) {
                count_course(b, entry, &c);
            } else {
                c.entries++;
                c.current += select_is_current(entry);
            }
        }
    return c;
}

/* ---- in words ---- */

static void print_count(const struct bind *b, struct buf *out, uint64_t number, enum word one,
                        enum word many)
{
    if (number == 1)
        buf_adds(out, view_word(b, one));
    else
        words_counted(b, out, many, number);
}

/* "(2 grants)", or "(2 of 3 grants)" when not all of them are counted. */
static void print_basis(const struct bind *b, struct buf *out, size_t counted, size_t all,
                        enum word one, enum word many)
{
    const char *of = view_word(b, WORD_OF);
    const char *space = strcmp(of, "/") == 0 ? "" : " ";
    struct buf part = BUF_INIT;
    buf_adds(out, " (");
    if (counted == all) {
        print_count(b, out, all, one, many);
    } else {
        words_number(b, &part, counted);
        buf_addf(&part, "%s%s%s", space, of, space);
        words_number(b, &part, all);
        words_fill(b, out, many, "count", buf_str(&part));
    }
    buf_addc(out, ')');
    out->failed |= part.failed;
    buf_free(&part);
}

/* "€2,499,000 + DKK 11,200,000 (2 grants)" */
static void print_sum(const struct bind *b, struct buf *out, const struct sum *sum, size_t entries)
{
    for (const struct term *term = sum->first; term != NULL; term = term->next) {
        amount_print(out, &term->amount, view_word(b, WORD_THOUSANDS));
        buf_adds(out, term->next != NULL ? " + " : "");
    }
    print_basis(b, out, sum->count, entries, WORD_ONE_GRANT, WORD_GRANTS);
}

/* Takes what is in `text`. */
static void add_line(struct bind *b, struct total ***end, enum word label, struct buf *text)
{
    const char *copy = words_finish(b, text);
    struct total *total = arena_new(b->arena, struct total);
    *total = (struct total){.label = label, .text = copy};
    **end = total;
    *end = &total->next;
}

static void grant_lines(struct bind *b, const struct counts *c, struct total **end)
{
    struct buf text = BUF_INIT, share = BUF_INIT;
    if (c->all.first == NULL)
        return;
    print_sum(b, &text, &c->all, c->entries);
    if (c->lead.first != NULL) {
        bool all = c->lead_entries == c->entries;
        buf_adds(&text, all ? ", " : "; ");
        buf_adds(&text, view_word(b, WORD_AS_PI));
        if (!all) {
            buf_addc(&text, ' ');
            print_sum(b, &text, &c->lead, c->lead_entries);
        }
    }
    add_line(b, &end, WORD_TOTAL, &text);
    if (c->share.first == NULL)
        return;
    print_sum(b, &share, &c->share, c->share.count);
    add_line(b, &end, WORD_OWN_SHARE, &share);
}

static void count_line(struct bind *b, const struct counts *c, const struct table *table,
                       struct total **end)
{
    struct buf text = BUF_INIT;
    if (table == entry_tables[ENTRY_TALK]) {
        print_count(b, &text, c->entries, WORD_ONE_TALK, WORD_TALKS);
    } else if (table == entry_tables[ENTRY_SUPERVISION]) {
        print_count(b, &text, c->entries, WORD_ONE_STUDENT, WORD_STUDENTS);
        if (c->current > 0) {
            buf_adds(&text, ", ");
            words_counted(b, &text, WORD_CURRENT_COUNT, c->current);
        }
    } else if (table == entry_tables[ENTRY_TEACHING]) {
        print_count(b, &text, c->entries, WORD_ONE_COURSE, WORD_COURSES_TOTAL);
        if (c->with_enrolment > 0) {
            buf_adds(&text, ", ");
            print_count(b, &text, c->enrolled, WORD_ONE_STUDENT, WORD_STUDENTS);
        }
        if (c->with_enrolment > 0 && c->with_enrolment < c->entries)
            print_basis(b, &text, c->with_enrolment, c->entries, WORD_ONE_COURSE,
                        WORD_COURSES_TOTAL);
    } else {
        words_number(b, &text, c->entries);
    }
    add_line(b, &end, WORD_TOTAL, &text);
}

/* "83 papers, 12 as first author": of all that there are, whether printed or not. */
static void publication_line(struct bind *b, const struct section *section, struct total **end)
{
    struct buf text = BUF_INIT;
    print_count(b, &text, section->fitting, WORD_ONE_PAPER, WORD_PAPERS);
    if (section->as_first > 0) {
        buf_adds(&text, ", ");
        words_counted(b, &text, WORD_PAPERS_FIRST, section->as_first);
    }
    add_line(b, &end, WORD_TOTAL, &text);
}

/* "showing 10 of 83", where `max` or `selected` left some out and nobody minds its being said. */
static void showing_line(struct bind *b, const struct section *section, struct total **end)
{
    const struct field *wanted = record_get(section->options, NAME_showing);
    bool wants = wanted != NULL ? record_flag(section->options, NAME_showing)
                                : record_get(section->options, NAME_max) != NULL;
    if (!wants || section->shown == section->fitting)
        return;
    struct buf text = BUF_INIT, shown = BUF_INIT, total = BUF_INIT;
    words_number(b, &shown, section->shown);
    words_number(b, &total, section->fitting);
    const struct locale_value values[] = {{"shown", buf_str(&shown)}, {"total", buf_str(&total)}};
    locale_fill(&text, view_word(b, WORD_SHOWING), values, 2);
    text.failed |= shown.failed || total.failed;
    buf_free(&shown);
    buf_free(&total);
    add_line(b, &end, WORD_COUNT, &text);
}

const struct total *totals_of_section(struct bind *b, const struct section *section)
{
    const struct record *first = select_first(section);
    if (first == NULL || section->options == NULL)
        return NULL;
    if (b->totals_section == section) /* what is wrong is said once */
        return b->totals;
    struct total **end = &b->totals;
    b->totals_section = section;
    b->totals = NULL;
    if (record_flag(section->options, NAME_totals)) {
        struct counts c = count(b, section, first->table);
        if (first->table == entry_tables[ENTRY_GRANT])
            grant_lines(b, &c, end);
        else if (first->table == entry_tables[ENTRY_PUBLICATION])
            publication_line(b, section, end);
        else
            count_line(b, &c, first->table, end);
    }
    while (*end != NULL)
        end = &(*end)->next;
    showing_line(b, section, end);
    return b->totals;
}

struct tpl_value totals_get(const struct bind *b, const struct total *total, int id)
{
    if (id == VIEW_total_label)
        return view_string(total->label < WORD_COUNT ? view_word(b, total->label) : "");
    if (id == VIEW_total_text)
        return view_string(total->text);
    return (struct tpl_value){.kind = TPL_ABSENT};
}

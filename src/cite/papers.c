#include "cite/papers.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/strmap.h"

/* An entry with what it says about its paper. */
struct candidate {
    struct candidate *same; /* another one about the same paper, nearer to the first; or itself */
    struct candidate *namesake; /* an earlier one with the same title, or NULL */
    struct record *entry;
    struct cite_paper ask; /* its surnames only where they are needed */
    struct str title;      /* plain */
    bool is_preprint;      /* its DOI is one that archives give */
    const struct citation *manual;
    struct paper *paper;
};

/* ---- identifiers ---- */

/* The beginnings of the DOIs that archives of preprints give. */
static bool is_preprint_doi(struct str doi)
{
    static const char *const prefixes[] = {
        "10.1101/",  "10.2139/ssrn.", "10.20944/preprints", "10.21203/rs.", "10.26434/chemrxiv",
        "10.31219/", "10.31234/",     "10.31235/",          "10.31222/",    "10.36227/techrxiv",
        "10.48550/", "10.22541/au.",  "10.35542/",          "10.31223/",    "10.33774/",
    };
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (str_starts(doi, str_of(prefixes[i])))
            return true;
    return false;
}

/* Takes from an address, or from what stands in a field, the identifiers that are not known yet. */
static void take_ids(struct arena *a, struct cite_paper *ask, struct str text)
{
    struct str arxiv = cite_arxiv(a, text);
    struct str doi = arxiv.len > 0 ? STR_NONE : cite_doi(a, text);
    if (ask->arxiv.len == 0)
        ask->arxiv = arxiv;
    if (ask->doi.len == 0)
        ask->doi = doi;
    if (ask->pmid.len == 0 && arxiv.len == 0 && doi.len == 0 && memchr(text.ptr, '.', text.len))
        ask->pmid = cite_pmid(a, text);
}

/* Whether a link is to something that belongs to the paper and is not itself the paper. */
static bool is_beside(struct str label)
{
    static const char *const words[] = {"code",  "data", "dataset", "software", "slides",
                                        "video", "demo", "poster",  "artifact", "supplement"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(str_trim(label), str_of(words[i])))
            return true;
    return false;
}

static void read_ids(struct arena *a, const struct record *entry, struct cite_paper *ask)
{
    struct str doi = record_text(entry, NAME_doi);
    if (doi.len > 0)
        take_ids(a, ask, doi);
    struct str arxiv = record_text(entry, NAME_arxiv);
    if (arxiv.len > 0)
        ask->arxiv = cite_arxiv(a, arxiv);
    struct str pmid = record_text(entry, NAME_pmid);
    if (pmid.len > 0)
        ask->pmid = cite_pmid(a, pmid);
    struct str url = record_text(entry, NAME_url);
    if (url.len > 0)
        take_ids(a, ask, url);
    const struct field *links = record_get(entry, NAME_links);
    for (const struct item *link = links ? &links->first : NULL; link != NULL; link = link->next) {
        url = record_text(link->record, NAME_url);
        if (url.len > 0 && !is_beside(record_text(link->record, NAME_label)))
            take_ids(a, ask, url);
    }
}

/* ---- titles and names ---- */

/* The title as it is compared: letters and digits in lower case, without addresses of links. */
static struct str plain_title(struct arena *a, struct str title)
{
    char *out = arena_alloc(a, title.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < title.len; i++) {
        char c = title.ptr[i];
        if (ascii_is_alnum(c) || (signed char)c < 0)
            out[len++] = ascii_lower(c);
        else if (c == ']' && i + 1 < title.len && title.ptr[i + 1] == '(')
            i = str_find(title, i, ')');
    }
    return (struct str){out, len};
}

/* The length of the tag of HTML that stands at `at`, or 0. */
static size_t tag_len(struct str title, size_t at)
{
    size_t i = at + 1;
    i += i < title.len && title.ptr[i] == '/';
    size_t name = i;
    while (i < title.len && ascii_is_letter(title.ptr[i]))
        i++;
    return i > name && i < title.len && title.ptr[i] == '>' ? i + 1 - at : 0;
}

/* The title without marks of Markdown and tags of HTML, and without the addresses of its links. */
static struct str readable_title(struct arena *a, struct str title)
{
    char *out = arena_alloc(a, title.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < title.len; i++) {
        char c = title.ptr[i];
        if (c == ']' && i + 1 < title.len && title.ptr[i + 1] == '(')
            i = str_find(title, i, ')');
        else if (c == '<' && tag_len(title, i) > 0)
            i += tag_len(title, i) - 1;
        else if (c == '\\' && len > 0 && out[len - 1] != ' ' && i + 1 < title.len &&
                 ascii_is_letter(title.ptr[i + 1]))
            out[len++] = ' '; /* n\log n */
        else if (strchr("*_`[]\\$", c) == NULL)
            out[len++] = c == '\n' ? ' ' : c;
    }
    return str_trim((struct str){out, len});
}

static struct str person_name(const struct item *person)
{
    return person->record != NULL ? record_text(person->record, NAME_name) : person->text;
}

static bool is_suffix(struct str word)
{
    static const char *const words[] = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(word, str_of(words[i])))
            return true;
    return false;
}

/* The family name of "Ada Lovelace", "Lovelace, Ada" or "**A. Lovelace**". */
static struct str surname(struct str name)
{
    name = str_trim(name);
    while (name.len > 0 && strchr("*_ ", name.ptr[0]) != NULL)
        name = str_sub(name, 1, name.len);
    while (name.len > 0 && strchr("*_ ", name.ptr[name.len - 1]) != NULL)
        name.len--;
    size_t comma = str_find(name, 0, ',');
    if (comma < name.len && !is_suffix(str_trim(str_sub(name, comma + 1, name.len))))
        return str_trim(str_sub(name, 0, comma));
    name = str_trim(str_sub(name, 0, comma));
    size_t from = name.len;
    while (from > 0 && name.ptr[from - 1] != ' ')
        from--;
    if (is_suffix(str_sub(name, from, name.len)) && from > 1)
        return surname(str_sub(name, 0, from));
    return str_sub(name, from, name.len);
}

/* The authors' family names; of those who are not listed but written in one text, one. */
static void read_surnames(struct arena *a, const struct record *entry, struct cite_paper *ask)
{
    if (ask->surname_count > 0)
        return;
    const struct field *authors = record_get(entry, NAME_authors);
    size_t count = 0;
    for (const struct item *p = authors ? &authors->first : NULL; p != NULL; p = p->next)
        count++;
    struct str *names = count > 0 ? arena_array(a, struct str, count) : NULL;
    for (const struct item *p = authors ? &authors->first : NULL; p != NULL; p = p->next) {
        struct str name = surname(person_name(p));
        if (name.len > 1)
            names[ask->surname_count++] = name;
    }
    ask->surnames = names;
}

static unsigned year_of(const struct record *entry)
{
    static const enum name names[] = {NAME_date, NAME_end_date, NAME_start_date};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct field *field = record_get(entry, names[i]);
        if (field != NULL && field->first.dates != NULL && field->first.dates->start.year > 0)
            return (unsigned)field->first.dates->start.year;
    }
    return 0;
}

/* ---- what an entry says itself ---- */

static uint32_t number_of(struct str digits)
{
    uint32_t number = 0;
    for (size_t i = 0; i < digits.len; i++) /* at most nine, the schema has seen to that */
        number = number * 10 + (uint32_t)(digits.ptr[i] - '0');
    return number;
}

static const struct citation *manual_count(struct arena *a, const struct record *entry)
{
    const struct field *field = record_get(entry, NAME_citations);
    if (field == NULL)
        return NULL;
    struct citation *cited = arena_new(a, struct citation);
    cited->manual = true;
    const struct record *record = field->first.record;
    cited->count = number_of(record != NULL ? record_text(record, NAME_count) : field->first.text);
    cited->origin.source = str_trim(record_text(record, NAME_source));
    const struct field *date = record_get(record, NAME_date);
    if (date != NULL && date->first.dates != NULL)
        cited->origin.date = date->first.dates->start;
    else if (date != NULL)
        cited->origin.free_date = str_trim(date->first.text);
    return cited;
}

/* ---- which entries are about one paper ---- */

static struct candidate *root(struct candidate *c)
{
    while (c->same != c) {
        c->same = c->same->same;
        c = c->same;
    }
    return c;
}

static void join(struct candidate *a, struct candidate *b)
{
    a = root(a);
    b = root(b);
    if (a < b)
        b->same = a;
    else
        a->same = b;
}

/* Joins with the one that came first with this identifier. */
static void join_by(struct arena *a, struct strmap *map, struct str id, struct candidate *c)
{
    struct candidate *first = id.len > 0 ? strmap_get(map, id) : NULL;
    if (first != NULL)
        join(first, c);
    else if (id.len > 0)
        strmap_put(map, a, id, c);
}

/*
 * Whether two entries with one title and an author in common can be one paper: not when they are
 * published twice ("Editorial"), nor when years lie between them, nor when each says its own count.
 */
static bool may_be_same(const struct candidate *a, const struct candidate *b)
{
    bool published_twice = a->ask.doi.len > 0 && b->ask.doi.len > 0 && !a->is_preprint &&
                           !b->is_preprint && !str_eq(a->ask.doi, b->ask.doi);
    bool archived_twice =
        a->ask.arxiv.len > 0 && b->ask.arxiv.len > 0 && !str_eq(a->ask.arxiv, b->ask.arxiv);
    unsigned early = a->ask.year < b->ask.year ? a->ask.year : b->ask.year;
    unsigned late = a->ask.year < b->ask.year ? b->ask.year : a->ask.year;
    bool counted_twice = a->manual != NULL && b->manual != NULL;
    return !published_twice && !archived_twice && !counted_twice &&
           (early == 0 || late - early <= 3);
}

static bool share_author(struct arena *a, struct candidate *x, struct candidate *y)
{
    enum { NAMES_MAX = 50 };
    read_surnames(a, x->entry, &x->ask);
    read_surnames(a, y->entry, &y->ask);
    for (size_t i = 0; i < x->ask.surname_count && i < NAMES_MAX; i++)
        for (size_t k = 0; k < y->ask.surname_count && k < NAMES_MAX; k++)
            if (str_eq_nocase(x->ask.surnames[i], y->ask.surnames[k]))
                return true;
    return false;
}

/* Joins with those of the same title that can be the same paper; only with the last of many. */
static void join_by_title(struct arena *a, struct strmap *map, struct candidate *c)
{
    enum { NAMESAKES_MAX = 8 };
    if (c->title.len == 0)
        return;
    c->namesake = strmap_get(map, c->title);
    strmap_put(map, a, c->title, c);
    struct candidate *other = c->namesake;
    for (int i = 0; other != NULL && i < NAMESAKES_MAX; i++, other = other->namesake)
        if (may_be_same(other, c) && share_author(a, other, c))
            join(other, c);
}

/* ---- papers ---- */

static bool is_paper(const struct candidate *c)
{
    return c->entry->table == entry_tables[ENTRY_PUBLICATION] ||
           (c->entry->table == entry_tables[ENTRY_PRODUCT] &&
            (c->ask.doi.len > 0 || c->manual != NULL));
}

static struct candidate candidate_of(struct arena *a, struct record *entry)
{
    struct candidate c = {.entry = entry};
    if (entry->table != entry_tables[ENTRY_PUBLICATION] &&
        entry->table != entry_tables[ENTRY_PRODUCT])
        return c;
    read_ids(a, entry, &c.ask);
    c.title = plain_title(a, record_text(entry, NAME_title));
    c.ask.year = year_of(entry);
    c.is_preprint = is_preprint_doi(c.ask.doi);
    c.manual = manual_count(a, entry);
    return c;
}

static struct candidate *candidates(struct arena *a, const struct cv *cv, size_t *count)
{
    size_t most = 0;
    for (const struct section *s = cv->sections; s != NULL; s = s->next)
        for (const struct record *entry = s->entries; entry != NULL; entry = entry->next)
            most++;
    struct candidate *all = arena_array(a, struct candidate, most + 1);
    *count = 0;
    for (const struct section *s = cv->sections; s != NULL; s = s->next)
        for (struct record *entry = s->entries; entry != NULL; entry = entry->next) {
            all[*count] = candidate_of(a, entry);
            if (is_paper(&all[*count])) {
                all[*count].same = &all[*count];
                ++*count;
            }
        }
    return all;
}

/* Adds what one more entry says about the paper: the published version goes before the preprint. */
static void add_entry(struct paper *paper, const struct candidate *c, bool *has_preprint_doi)
{
    struct cite_paper *ask = &paper->ask;
    if (c->ask.doi.len > 0 && (ask->doi.len == 0 || (*has_preprint_doi && !c->is_preprint))) {
        ask->doi = c->ask.doi;
        *has_preprint_doi = c->is_preprint;
        ask->year = c->ask.year;
    }
    if (ask->arxiv.len == 0)
        ask->arxiv = c->ask.arxiv;
    if (ask->pmid.len == 0)
        ask->pmid = c->ask.pmid;
    if (ask->year == 0)
        ask->year = c->ask.year;
    if (paper->manual == NULL)
        paper->manual = c->manual;
    c->entry->cited = c->manual;
    paper->entries[paper->entry_count++] = c->entry;
}

static struct str joined(struct arena *a, struct str kind, struct str id)
{
    char *out = arena_alloc(a, kind.len + id.len + 1);
    memcpy(out, kind.ptr, kind.len);
    memcpy(out + kind.len, id.ptr, id.len);
    return (struct str){out, kind.len + id.len};
}

static struct str key_of(struct arena *a, const struct cite_paper *ask, struct str title)
{
    if (ask->doi.len > 0)
        return joined(a, STR("doi:"), ask->doi);
    if (ask->arxiv.len > 0)
        return joined(a, STR("arxiv:"), ask->arxiv);
    if (ask->pmid.len > 0)
        return joined(a, STR("pmid:"), ask->pmid);
    if (title.len == 0)
        return STR_NONE;
    return str_of(arena_printf(a, "title:%.*s:%u", STR_FMT(title), ask->year));
}

void papers_complete(struct arena *a, struct paper *paper)
{
    for (size_t i = 0; i < paper->entry_count; i++) {
        if (paper->ask.title.len == 0)
            paper->ask.title = readable_title(a, record_text(paper->entries[i], NAME_title));
        read_surnames(a, paper->entries[i], &paper->ask);
    }
}

struct papers papers_of(struct arena *a, const struct cv *cv)
{
    struct papers papers = {NULL, 0};
    struct strmap dois = {NULL, 0, 0}, arxivs = dois, pmids = dois, titles = dois;
    size_t count;
    struct candidate *all = candidates(a, cv, &count);
    if (count == 0)
        return papers;
    for (size_t i = 0; i < count; i++) {
        join_by(a, &dois, all[i].ask.doi, &all[i]);
        join_by(a, &arxivs, all[i].ask.arxiv, &all[i]);
        join_by(a, &pmids, all[i].ask.pmid, &all[i]);
        join_by_title(a, &titles, &all[i]);
    }
    papers.items = arena_array(a, struct paper, count);
    size_t *sizes = arena_array(a, size_t, count);
    for (size_t i = 0; i < count; i++)
        sizes[root(&all[i]) - all]++;
    bool *preprint = arena_array(a, bool, count);
    for (size_t i = 0; i < count; i++) {
        struct candidate *first = root(&all[i]);
        if (first->paper == NULL) {
            first->paper = &papers.items[papers.count++];
            first->paper->entries = arena_array(a, struct record *, sizes[first - all]);
        }
        add_entry(first->paper, &all[i], &preprint[first - all]);
    }
    for (size_t i = 0; i < count; i++)
        if (all[i].same == &all[i])
            all[i].paper->key = key_of(a, &all[i].paper->ask, all[i].title);
    return papers;
}

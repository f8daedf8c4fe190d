#include "model/twins.h"

#include "base/ascii.h"
#include "base/fold.h"
#include "model/person_match.h"
#include "model/pubtype.h"
#include "model/select.h"

/* ---- identifiers ---- */

/* What is behind the last `sign` of a text, or all of it. */
static struct str behind(struct str text, char sign)
{
    size_t from = text.len;
    while (from > 0 && text.ptr[from - 1] != sign)
        from--;
    return str_sub(text, from, text.len);
}

/* A DOI without what people put in front of it. */
static struct str bare_doi(const struct record *entry)
{
    struct str doi = str_trim(record_text(entry, NAME_doi));
    for (size_t i = 0; i + 3 <= doi.len; i++)
        if (str_starts(str_sub(doi, i, doi.len), STR("10.")))
            return str_sub(doi, i, doi.len);
    return STR_NONE;
}

/* Where `word` begins in `text`, in any case, or text.len. */
static size_t find_nocase(struct str text, struct str word)
{
    for (size_t i = 0; i + word.len <= text.len; i++)
        if (str_eq_nocase(str_sub(text, i, i + word.len), word))
            return i;
    return text.len;
}

/* The arXiv number in a text such as "arXiv preprint arXiv:2504.00001" or "10.48550/arXiv.2504.1". */
static struct str arxiv_in(struct str text)
{
    if (text.len == 0 || (memchr(text.ptr, 'x', text.len) == NULL &&
                          memchr(text.ptr, 'X', text.len) == NULL))
        return STR_NONE; /* mostly */
    for (size_t from = 0;;) {
        from += find_nocase(str_sub(text, from, text.len), STR("arxiv"));
        if (from >= text.len)
            return STR_NONE;
        from += sizeof "arxiv" - 1;
        size_t to = from + 1;
        while (to < text.len && (ascii_is_alnum(text.ptr[to]) || strchr("./-", text.ptr[to])))
            to++;
        if (from + 1 < text.len && strchr(":.", text.ptr[from]) != NULL && to - from > 5)
            return str_sub(text, from + 1, to);
    }
}

/* The field that tells the arXiv number, and the number. */
static struct field *arxiv_of(const struct record *entry, struct str *number)
{
    static const enum name names[] = {NAME_arxiv, NAME_doi, NAME_venue};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct field *field = record_get(entry, names[i]);
        if (field == NULL)
            continue;
        struct str text = str_trim(field->first.text);
        *number = names[i] == NAME_arxiv ? behind(behind(text, '/'), ':') : arxiv_in(text);
        if (number->len > 0)
            return field;
    }
    *number = STR_NONE;
    return NULL;
}

/* ---- whether two are one ---- */

enum kinship {
    STRANGERS,
    NAMESAKES, /* the same DOI or arXiv number, but other titles: a slip */
    PREPRINT_OF,
    SAME
};

static bool same_person(struct arena *a, const struct item *x, const struct item *y)
{
    struct person p = person_read(a, person_name(x)), q = person_read(a, person_name(y));
    return fold_eq(p.family, q.family);
}

static bool same_first_author(struct arena *a, const struct record *x, const struct record *y)
{
    const struct field *of_x = record_get(x, NAME_authors), *of_y = record_get(y, NAME_authors);
    return of_x == NULL || of_y == NULL || same_person(a, &of_x->first, &of_y->first);
}

/* Where somebody wrote down the first one only, that is enough. */
static bool same_last_author(struct arena *a, const struct record *x, const struct record *y)
{
    const struct field *of_x = record_get(x, NAME_authors), *of_y = record_get(y, NAME_authors);
    if (of_x == NULL || of_y == NULL || of_x->first.next == NULL || of_y->first.next == NULL)
        return true;
    const struct item *last_x = &of_x->first, *last_y = &of_y->first;
    while (last_x->next != NULL)
        last_x = last_x->next;
    while (last_y->next != NULL)
        last_y = last_y->next;
    return same_person(a, last_x, last_y);
}

static bool alike(struct str a, struct str b)
{
    return a.len == 0 || b.len == 0 || fold_eq(a, b);
}

/* How two with the same title stand to each other. */
static enum kinship by_title(struct arena *a, const struct record *x, const struct record *y)
{
    enum pubtype type_x = pubtype_of(x), type_y = pubtype_of(y);
    int year_x = select_year(x), year_y = select_year(y);
    if (!fold_eq(record_text(x, NAME_title), record_text(y, NAME_title)) ||
        !same_first_author(a, x, y))
        return STRANGERS;
    if ((type_x == PUBTYPE_PREPRINT) != (type_y == PUBTYPE_PREPRINT))
        return PREPRINT_OF;
    struct str doi_x = bare_doi(x), doi_y = bare_doi(y);
    bool same = type_x == type_y && (year_x == 0 || year_y == 0 || year_x == year_y) &&
                alike(record_text(x, NAME_venue), record_text(y, NAME_venue)) &&
                alike(record_text(x, NAME_volume), record_text(y, NAME_volume)) &&
                alike(record_text(x, NAME_number), record_text(y, NAME_number)) &&
                alike(record_text(x, NAME_pages), record_text(y, NAME_pages)) &&
                same_last_author(a, x, y) && (doi_x.len == 0 || doi_y.len == 0);
    return same ? SAME : STRANGERS;
}

/* Whether the one title is the other one's beginning, as without its subtitle. */
static bool same_beginning(struct str a, struct str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    return len > 0 && fold_eq(str_sub(a, 0, len), str_sub(b, 0, len));
}

static enum kinship by_doi(const struct record *x, const struct record *y)
{
    struct str a = record_text(x, NAME_title), b = record_text(y, NAME_title);
    return a.len == 0 || b.len == 0 || fold_eq(a, b) || same_beginning(a, b) ? SAME : NAMESAKES;
}

/* Whether a third of the words of the shorter title stand in the other one, too. */
static bool similar(struct str a, struct str b)
{
    enum { LOOKED_AT = 400 };
    struct str brief = str_sub(a.len < b.len ? a : b, 0, LOOKED_AT);
    struct str other = str_sub(a.len < b.len ? b : a, 0, LOOKED_AT);
    size_t words = 0, common = 0;
    for (size_t from = 0, to; from < brief.len; from = to + 1) {
        to = str_find(brief, from, ' ');
        if (to - from < 4)
            continue; /* "the" is in all */
        words++;
        common += find_nocase(other, str_sub(brief, from, to)) < other.len;
    }
    return common * 3 >= words;
}

/* Of two with the same arXiv number, which people copy from one entry to the next, too. */
static enum kinship by_arxiv(struct arena *a, const struct record *x, const struct record *y)
{
    bool preprint_x = pubtype_of(x) == PUBTYPE_PREPRINT,
         preprint_y = pubtype_of(y) == PUBTYPE_PREPRINT;
    if (!preprint_x && !preprint_y)
        return STRANGERS;
    if (!similar(record_text(x, NAME_title), record_text(y, NAME_title)) &&
        !(same_first_author(a, x, y) && same_last_author(a, x, y)))
        return NAMESAKES;
    return preprint_x != preprint_y ? PREPRINT_OF : SAME;
}

/* ---- joining ---- */

static struct field *add_field(struct arena *a, struct record *record, enum name name,
                               struct item item)
{
    struct field *field = arena_new(a, struct field);
    field->row = table_row(record->table, name);
    field->first = item;
    field->first.next = NULL;
    struct field **link = &record->fields;
    while (*link != NULL)
        link = &(*link)->next;
    return *link = field;
}

/* Adds a link "preprint" to the address of what became of it. */
static void add_preprint_link(struct arena *a, struct record *stays, const struct item *address)
{
    struct record *pair = arena_new(a, struct record);
    struct item label = {.text = STR("preprint")}, url = *address;
    pair->table = &link_table;
    pair->node = address->node;
    url.printed = false;
    if (find_nocase(url.text, STR("http")) != 0)
        url.text = str_of(arena_printf(a, "https://doi.org/%.*s", STR_FMT(url.text)));
    add_field(a, pair, NAME_label, label);
    add_field(a, pair, NAME_url, url);
    struct item *item = arena_new(a, struct item), **link;
    struct field *links = record_get(stays, NAME_links);
    item->node = address->node;
    item->record = pair;
    if (links == NULL) {
        add_field(a, stays, NAME_links, *item);
        return;
    }
    for (link = &links->first.next; *link != NULL;)
        link = &(*link)->next;
    *link = item;
}

/* Where the preprint is to be found, for one that is found elsewhere. */
static void take_address(struct arena *a, struct record *stays, const struct record *goes)
{
    struct str number;
    const struct field *arxiv = arxiv_of(goes, &number);
    const struct field *doi = record_get(goes, NAME_doi), *url = record_get(goes, NAME_url);
    if (record_get(stays, NAME_arxiv) != NULL)
        return;
    if (arxiv != NULL) {
        struct item item = arxiv->first;
        item.text = number;
        add_field(a, stays, NAME_arxiv, item);
    } else if (doi != NULL && !fold_eq(bare_doi(stays), bare_doi(goes))) {
        struct item item = doi->first;
        item.text = bare_doi(goes);
        add_preprint_link(a, stays, &item);
    } else if (url != NULL && record_get(stays, NAME_url) != NULL) {
        add_preprint_link(a, stays, &url->first);
    }
}

/* Gives `stays` what only `goes` says. */
static void take_fields(struct arena *a, struct record *stays, const struct record *goes,
                        bool is_preprint)
{
    static const enum name of_preprint[] = {NAME_arxiv, NAME_pmid, NAME_links, NAME_url, NAME_award,
                                            NAME_abstract, NAME_keywords, NAME_selected, NAME_tags,
                                            NAME_role_note, NAME_citations, NAME_authors};
    if (is_preprint)
        take_address(a, stays, goes);
    for (const struct field *field = goes->fields; field != NULL; field = field->next) {
        bool wanted = !is_preprint;
        for (size_t i = 0; i < sizeof of_preprint / sizeof *of_preprint; i++)
            wanted = wanted || of_preprint[i] == field->row->key;
        if (!wanted || record_get(stays, field->row->key) != NULL)
            continue;
        struct field *added = add_field(a, stays, field->row->key, field->first);
        added->key = field->key;
        added->first.next = field->first.next;
    }
    if (stays->cited == NULL)
        stays->cited = goes->cited;
}

static void report(struct diags *d, const struct record *entry, bool is_joined)
{
    struct span at = entry->node->span;
    struct str title = record_text(entry, NAME_title);
    at.end = at.start;
    if (is_joined)
        diag_add(d, DIAG_DUPLICATE_ENTRY, at, "delete one of the two",
                 "'%.*s' is in this section twice; it is printed once", STR_FMT(title));
    else
        diag_add(d, DIAG_DUPLICATE_ENTRY, at, "one of the two is not right",
                 "'%.*s' has the DOI or arXiv number of another entry of this section",
                 STR_FMT(title));
}

/* ---- finding ---- */

/* The entries by what they are known by: hashes only, since what is found is compared anyway. */
struct twin_map {
    struct twin {
        uint64_t hash;
        struct record *entry; /* NULL: free */
    } *slots;
    size_t mask;
};

/* The slot of `hash`: that of the entry that was known by it, or a free one. */
static struct twin *find_slot(const struct twin_map *map, uint64_t hash)
{
    size_t i = hash & map->mask;
    while (map->slots[i].entry != NULL && map->slots[i].hash != hash)
        i = (i + 1) & map->mask;
    return &map->slots[i];
}

enum { BY_DOI = 1, BY_ARXIV, BY_TITLE };

/* Looks for the entry that `entry` is one with; *kinship tells how. Notes the entry if there is none. */
static struct record *find_twin(struct arena *a, struct diags *d, const struct twin_map *map,
                                struct record *entry, enum kinship *kinship)
{
    struct str arxiv, title = record_text(entry, NAME_title);
    arxiv_of(entry, &arxiv);
    const struct str ids[] = {[BY_DOI] = bare_doi(entry), [BY_ARXIV] = arxiv, [BY_TITLE] = title};
    for (uint64_t by = BY_DOI; by <= BY_TITLE; by++) {
        if (ids[by].len == 0)
            continue;
        uint64_t hash = fold_hash(ids[by], by);
        struct twin *slot = find_slot(map, hash);
        if (slot->entry != NULL) {
            *kinship = by == BY_TITLE   ? by_title(a, slot->entry, entry)
                       : by == BY_ARXIV ? by_arxiv(a, slot->entry, entry)
                                        : by_doi(slot->entry, entry);
            if (*kinship > NAMESAKES)
                return slot->entry;
            if (*kinship == NAMESAKES)
                report(d, entry, false);
        }
        slot->hash = hash;
        slot->entry = entry;
    }
    return NULL;
}

/* Puts what the published version says into the place of its preprint, which comes first. */
static void swap_contents(struct record *x, struct record *y)
{
    struct record *next_x = x->next, *next_y = y->next, copy = *x;
    *x = *y;
    *y = copy;
    x->next = next_x;
    y->next = next_y;
}

static struct twin_map new_map(struct arena *a, const struct section *section)
{
    size_t capacity = 64, count = 0;
    for (const struct record *entry = section->entries; entry != NULL; entry = entry->next)
        count++;
    while (capacity < count * 6) /* an entry has up to three names */
        capacity *= 2;
    return (struct twin_map){arena_array(a, struct twin, capacity), capacity - 1};
}

void twins_join(struct arena *a, struct diags *d, struct section *section)
{
    struct twin_map map = {NULL, 0};
    struct record **link = &section->entries;
    while (*link != NULL) {
        struct record *entry = *link, *twin = NULL;
        enum kinship kinship = STRANGERS;
        if (entry->table == entry_tables[ENTRY_PUBLICATION]) {
            if (map.slots == NULL)
                map = new_map(a, section);
            twin = find_twin(a, d, &map, entry, &kinship);
        }
        if (twin == NULL) {
            link = &entry->next;
            continue;
        }
        if (kinship == SAME)
            report(d, entry, true);
        else if (pubtype_of(twin) == PUBTYPE_PREPRINT)
            swap_contents(twin, entry);
        take_fields(a, twin, entry, kinship == PREPRINT_OF);
        *link = entry->next;
    }
}

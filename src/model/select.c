#include "model/select.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/fold.h"
#include "base/strmap.h"
#include "model/citation.h"
#include "model/person_match.h"
#include "model/pubtype.h"
#include "model/twins.h"

/* The work on one section. */
struct selection {
    struct arena *arena;
    struct section *section;
    const struct record *options;
    const struct owner *owner;
    struct pick {
        struct record *entry;
        size_t place; /* in the file */
        int64_t time;
        int64_t cited; /* -1: not known */
        struct str venue;
    } *picks;
    size_t count;
};

/* ---- which ---- */

static bool has_nocase(struct str text, struct str part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (str_eq_nocase(str_sub(text, i, i + part.len), part))
            return true;
    return false;
}

/* Whether a list such as "privacy, security" or ["privacy", "security"] has `word`. */
static bool lists_word(const struct field *field, struct str word)
{
    for (const struct item *item = field ? &field->first : NULL; item; item = item->next)
        for (size_t from = 0, to; from <= item->text.len; from = to + 1) {
            to = from;
            while (to < item->text.len && item->text.ptr[to] != ',' && item->text.ptr[to] != ';')
                to++;
            if (str_eq_nocase(str_trim(str_sub(item->text, from, to)), word))
                return true;
        }
    return false;
}

static bool is_publication(const struct record *entry)
{
    return entry->table == entry_tables[ENTRY_PUBLICATION];
}

/* Whether an entry fits `word` under key `name` of `only`. */
static bool fits_word(const struct record *entry, enum name name, struct str word)
{
    word = str_trim(word);
    switch (name) {
    case NAME_type:
        return is_publication(entry) ? pubtype_of(entry) == pubtype_named(word)
                                     : has_nocase(record_text(entry, NAME_kind), word);
    case NAME_status:
        return is_publication(entry) ? pubstatus_of(entry) == pubstatus_named(word)
                                     : has_nocase(record_text(entry, NAME_status), word);
    case NAME_keyword:
        return lists_word(record_get(entry, NAME_keywords), word);
    case NAME_tag:
        return lists_word(record_get(entry, NAME_tags), word);
    default: /* venue */
        return has_nocase(record_text(entry, NAME_venue), word) ||
               has_nocase(record_text(entry, NAME_short_venue), word);
    }
}

static bool fits_only(const struct record *entry, const struct record *only)
{
    for (const struct field *field = only->fields; field != NULL; field = field->next) {
        bool fits = false;
        for (const struct item *item = &field->first; item != NULL && !fits; item = item->next)
            fits = fits_word(entry, field->row->key, item->text);
        if (!fits)
            return false;
    }
    return true;
}

/* Entries whose time is not known, or not as precisely as `since`, have the benefit of the doubt. */
static bool fits_since(const struct record *entry, const struct item *since)
{
    const struct date *from = since->dates != NULL ? &since->dates->start : NULL;
    if (from == NULL || from->present)
        return true;
    int64_t end = select_time(entry) / 100000000, wanted = from->year * 10000;
    if (end % 10000 != 0)
        wanted += from->month * 100 + (end % 100 != 0 ? from->day : 0);
    return end == 0 || end >= wanted;
}

static bool fits(const struct record *entry, const struct record *options)
{
    const struct field *only = record_get(options, NAME_only);
    const struct field *since = record_get(options, NAME_since);
    return (only == NULL || fits_only(entry, only->first.record)) &&
           (since == NULL || fits_since(entry, &since->first));
}

/* A bullet without tags is always wanted. */
static bool is_wanted(const struct item *bullet, const struct field *tags)
{
    const struct field *own = record_get(bullet->record, NAME_tags);
    for (const struct item *item = own ? &tags->first : NULL; item != NULL; item = item->next)
        if (lists_word(own, str_trim(item->text)))
            return true;
    return own == NULL;
}

/* Takes those bullets out of an entry that have other tags than the section asks for. */
static void pick_highlights(struct record *entry, const struct field *tags)
{
    struct field **place = &entry->fields;
    while (*place != NULL && (*place)->row->key != NAME_highlights)
        place = &(*place)->next;
    struct field *field = *place;
    struct item *kept = NULL, **link = &kept;
    for (struct item *item = field ? &field->first : NULL; item != NULL; item = item->next)
        if (is_wanted(item, tags)) {
            *link = item;
            link = &item->next;
        }
    *link = NULL;
    if (kept != NULL)
        field->first = *kept;
    else if (field != NULL)
        *place = field->next;
}

static void pick_entries(struct selection *s)
{
    bool selected = record_flag(s->options, NAME_selected);
    bool totals = record_flag(s->options, NAME_totals);
    size_t place = 0, fitting = 0;
    const struct field *only = record_get(s->options, NAME_only);
    const struct field *tags = only != NULL ? record_get(only->first.record, NAME_tag) : NULL;
    s->picks = arena_array(s->arena, struct pick, s->section->given);
    for (struct record *entry = s->section->entries; entry != NULL; entry = entry->next, place++) {
        if (!fits(entry, s->options))
            continue;
        fitting++;
        if (tags != NULL)
            pick_highlights(entry, tags);
        if (totals && is_publication(entry))
            s->section->as_first +=
                owner_is_first(s->arena, s->owner, record_get(entry, NAME_authors));
        if (!selected || record_flag(entry, NAME_selected))
            s->picks[s->count++] = (struct pick){.entry = entry, .place = place};
    }
    s->section->fitting = fitting;
}

/* ---- in which order ---- */

static int by_place(const struct pick *x, const struct pick *y)
{
    return (x->place > y->place) - (x->place < y->place);
}

static int by_time(const void *a, const void *b)
{
    const struct pick *x = a, *y = b;
    return x->time != y->time ? (x->time < y->time) - (x->time > y->time) : by_place(x, y);
}

static int by_venue(const void *a, const void *b)
{
    const struct pick *x = a, *y = b;
    size_t len = x->venue.len < y->venue.len ? x->venue.len : y->venue.len;
    int order = len > 0 ? memcmp(x->venue.ptr, y->venue.ptr, len) : 0;
    if (order == 0)
        order = (x->venue.len > y->venue.len) - (x->venue.len < y->venue.len);
    return order != 0 ? order : by_time(a, b);
}

static int by_citations(const void *a, const void *b)
{
    const struct pick *x = a, *y = b;
    return x->cited != y->cited ? (x->cited < y->cited) - (x->cited > y->cited) : by_time(a, b);
}

static struct str folded(struct arena *a, struct str text)
{
    char *copy = arena_array(a, char, text.len + 1);
    return (struct str){copy, fold_text(text, copy)};
}

static void sort_entries(struct selection *s)
{
    struct str sort = record_text(s->options, NAME_sort);
    bool venue = str_eq_nocase(sort, STR("venue")), cited = str_eq_nocase(sort, STR("citations"));
    bool time = str_eq_nocase(sort, STR("date"));
    /*
     * Groups want what is new at their top, and .bib files come in any order; else the order of the
     * CV may have a reason.
     */
    if (sort.len == 0)
        time = record_get(s->options, NAME_group_by) != NULL ||
               record_get(s->options, NAME_entries_from) != NULL;
    if (!venue && !time && !cited)
        return;
    for (size_t i = 0; i < s->count; i++) {
        struct pick *pick = &s->picks[i];
        pick->time = select_time(pick->entry);
        pick->cited = pick->entry->cited != NULL ? (int64_t)pick->entry->cited->count : -1;
        if (venue)
            pick->venue = folded(s->arena, record_text(pick->entry, NAME_venue));
    }
    qsort(s->picks, s->count, sizeof *s->picks, venue   ? by_venue
                                                      : cited ? by_citations
                                                              : by_time);
}

/* The first ones, when there may be no more. */
static void cut_entries(struct selection *s)
{
    struct str max = record_text(s->options, NAME_max);
    size_t most = 0;
    for (size_t i = 0; i < max.len && ascii_is_digit(max.ptr[i]); i++)
        most = most * 10 + (size_t)(max.ptr[i] - '0');
    if (max.len > 0 && s->count > most)
        s->count = most;
}

/* ---- in which groups ---- */

struct bucket {
    struct group group;
    struct record **end;
    int64_t rank;
    size_t place; /* of its first entry */
};

/* Groups are held against titles one by one; nobody reads more of them than this. */
enum { LABELS_MAX = 500 };

/* The title that the CV gives to group `key`, and which of the titles it is; NULL: none. */
static const struct item *given_title(const struct record *options, const struct group_key *key,
                                      size_t *index)
{
    const struct field *titles = record_get(options, NAME_group_titles);
    *index = 0;
    for (const struct item *item = titles ? &titles->first : NULL;
         item != NULL && *index < LABELS_MAX; item = item->next) {
        struct str group = record_text(item->record, NAME_group);
        const struct field *title = record_get(item->record, NAME_title);
        if (title != NULL && (fold_eq(group, key->key) ||
                              (key->title != WORD_COUNT &&
                               fold_eq(group, str_of(locale_word(&locale_english, key->title))))))
            return &title->first;
        ++*index;
    }
    return NULL;
}

/* A word such as "profession" begins as titles do; one such as "arXiv" is left alone. */
static struct str as_title(struct arena *a, struct str text)
{
    bool plain = text.len > 1 && text.ptr[0] >= 'a' && text.ptr[0] <= 'z' &&
                 (ascii_is_space(text.ptr[1]) || (text.ptr[1] >= 'a' && text.ptr[1] <= 'z'));
    if (!plain)
        return text;
    char *copy = arena_array(a, char, text.len);
    memcpy(copy, text.ptr, text.len);
    copy[0] = (char)(copy[0] - 'a' + 'A');
    return (struct str){copy, text.len};
}

static struct bucket *new_bucket(struct selection *s, const struct group_key *key, size_t place)
{
    struct bucket *bucket = arena_new(s->arena, struct bucket);
    size_t index;
    const struct item *title = given_title(s->options, key, &index);
    bucket->group.key = key->key;
    bucket->end = &bucket->group.entries;
    bucket->rank = title != NULL ? INT64_MIN + (int64_t)index : key->rank;
    bucket->place = place;
    bucket->group.word = title == NULL ? key->title : WORD_COUNT;
    if (title != NULL)
        bucket->group.title = *title;
    else if (key->title == WORD_COUNT)
        bucket->group.title.text = as_title(s->arena, key->key);
    return bucket;
}

static int by_rank(const void *a, const void *b)
{
    const struct bucket *x = *(struct bucket *const *)a, *y = *(struct bucket *const *)b;
    if (x->rank != y->rank)
        return (x->rank > y->rank) - (x->rank < y->rank);
    return (x->place > y->place) - (x->place < y->place);
}

static void add_to_bucket(struct bucket *bucket, struct record *entry, struct field *said)
{
    entry->said = said;
    if (said != NULL)
        said->first.printed = true;
    *bucket->end = entry;
    bucket->end = &entry->next;
    entry->next = NULL;
    bucket->group.count++;
}

static void group_entries(struct selection *s, struct str by)
{
    struct strmap map = {0};
    struct bucket **buckets = arena_array(s->arena, struct bucket *, s->count + 1);
    size_t count = 0;
    const struct group_key rest = {STR("other"), WORD_GROUP_REST, INT64_MAX, NULL};
    for (size_t i = 0; i < s->count; i++) {
        struct group_key key;
        if (!select_key(s->arena, s->picks[i].entry, by, &key))
            key = rest;
        struct str name = folded(s->arena, key.key);
        struct bucket *bucket = strmap_get(&map, name);
        if (bucket == NULL) {
            bucket = buckets[count++] = new_bucket(s, &key, i);
            strmap_put(&map, s->arena, name, bucket);
        }
        add_to_bucket(bucket, s->picks[i].entry, key.said);
    }
    qsort(buckets, count, sizeof *buckets, by_rank);
    if (count == 1 && buckets[0]->rank == rest.rank)
        buckets[0]->group.word = WORD_COUNT; /* the rest of nothing */
    struct group **link = &s->section->groups;
    for (size_t i = 0; i < count; i++) {
        *link = &buckets[i]->group;
        link = &buckets[i]->group.next;
    }
}

/* ---- with which numbers ---- */

/* The letters before the numbers of a kind. */
static struct str prefix_of(const struct record *options, struct str kind, struct str otherwise)
{
    const struct field *prefixes = record_get(options, NAME_prefixes);
    size_t left = LABELS_MAX;
    for (const struct item *item = prefixes ? &prefixes->first : NULL; item != NULL && left-- > 0;
         item = item->next)
        if (fold_eq(record_text(item->record, NAME_group), kind))
            return str_trim(record_text(item->record, NAME_prefix));
    return otherwise;
}

/* Lists that begin with what is new count down to what is old, unless the CV has it otherwise. */
static bool counts_up(const struct record *options)
{
    struct str count = record_text(options, NAME_count), sort = record_text(options, NAME_sort);
    if (count.len > 0)
        return str_eq_nocase(count, STR("up"));
    return str_eq_nocase(sort, STR("citations")) || str_eq_nocase(sort, STR("venue"));
}

/* Numbers the entries of all groups, each kind of publication for itself if they are prefixed. */
static void number_entries(struct selection *s, bool prefixed)
{
    enum { OTHERS = PUBTYPE_COUNT };
    bool up = counts_up(s->options);
    size_t next[PUBTYPE_COUNT + 1] = {0};
    for (int counting = 1; counting >= 0; counting--) {
        if (!counting && up)
            memset(next, 0, sizeof next);
        for (struct group *group = s->section->groups; group != NULL; group = group->next)
            for (struct record *entry = group->entries; entry != NULL; entry = entry->next) {
                int type = prefixed && is_publication(entry) ? (int)pubtype_of(entry) : OTHERS;
                if (counting) {
                    next[type]++;
                    continue;
                }
                struct str prefix = STR_NONE;
                if (type != OTHERS)
                    prefix = prefix_of(s->options, str_of(pubtype_word((enum pubtype)type)),
                                       str_of(pubtype_prefix((enum pubtype)type)));
                else if (prefixed)
                    prefix = prefix_of(s->options, group->key, STR_NONE);
                size_t number = up ? ++next[type] : next[type]--;
                entry->number = arena_printf(s->arena, "%.*s%zu", STR_FMT(prefix), number);
            }
    }
}

/* ---- the whole ---- */

struct record *select_first(const struct section *section)
{
    return section->groups != NULL ? section->groups->entries : NULL;
}

#define PUBTYPE_WORDS                                                                              \
    "journal, conference, workshop, book, edited, chapter, thesis, report, preprint, patent, "     \
    "software, poster, other"

/* A kind or a status of publications in `only` that does not exist would leave out all of them. */
static void check_only(struct diags *d, const struct record *only)
{
    const struct field *types = record_get(only, NAME_type),
                       *states = record_get(only, NAME_status);
    for (const struct item *item = types ? &types->first : NULL; item; item = item->next)
        if (pubtype_named(item->text) == PUBTYPE_OTHER && !str_eq_nocase(item->text, STR("other")))
            diag_add(d, DIAG_BAD_VALUE, item->node->span,
                     PUBTYPE_WORDS,
                     "there is no kind of publication '%.*s'", STR_FMT(item->text));
    for (const struct item *item = states ? &states->first : NULL; item; item = item->next)
        if (pubstatus_named(item->text) == PUBSTATUS_COUNT)
            diag_add(d, DIAG_BAD_VALUE, item->node->span,
                     "published, in press, under review, in preparation, preprint",
                     "there is no status of publications '%.*s'", STR_FMT(item->text));
}

/* Whether publications come in a group that a key of `group_titles` can mean. */
static bool is_publication_group(struct str group)
{
    bool found = fold_eq(group, str_of(locale_word(&locale_english, WORD_GROUP_REST)));
    for (int type = 0; type < PUBTYPE_COUNT && !found; type++) {
        const char *title = locale_word(&locale_english, pubtype_title((enum pubtype)type));
        found = fold_eq(group, str_of(pubtype_word((enum pubtype)type))) ||
                fold_eq(group, str_of(title));
    }
    return found;
}

/* A title for a kind of publications that does not exist would never be printed. */
static void check_group_titles(struct diags *d, const struct record *options)
{
    const struct field *titles = record_get(options, NAME_group_titles);
    for (const struct item *item = titles ? &titles->first : NULL; item; item = item->next) {
        struct str group = record_text(item->record, NAME_group);
        if (!is_publication_group(group))
            diag_add(d, DIAG_NOT_PRINTED, item->node->span, PUBTYPE_WORDS,
                     "there is no kind of publication '%.*s'; its title is not printed",
                     STR_FMT(group));
    }
}

/* A key that the entries cannot have would put all of them into one group. */
static void check_group_by(struct arena *a, struct diags *d, const struct section *section)
{
    const struct field *field = record_get(section->options, NAME_group_by);
    if (field == NULL || section->entries == NULL || str_eq_nocase(field->first.text, STR("none")))
        return;
    for (const struct record *entry = section->entries; entry != NULL; entry = entry->next)
        if (select_has_key(entry->table, field->first.text))
            return;
    const char *all = "none";
    for (const char *const *choice = field->row->choices + 1; *choice != NULL; choice++)
        if (select_has_key(section->entries->table, str_of(*choice)))
            all = arena_printf(a, "%s, %s", all, *choice);
    diag_add(d, DIAG_BAD_CHOICE, field->first.node->span,
             arena_printf(a, "choose one of %s", all), "the entries of '%.*s' have no '%.*s'",
             STR_FMT(section->title.text), STR_FMT(field->first.text));
}

/* What steers lists of publications and nothing else. */
static void check_for_publications(struct diags *d, const struct section *section)
{
    static const enum name names[] = {NAME_number, NAME_count,       NAME_prefixes,
                                      NAME_style,  NAME_max_authors, NAME_abstracts};
    for (const struct record *entry = section->entries; entry != NULL; entry = entry->next)
        if (is_publication(entry))
            return;
    for (size_t i = 0; section->entries != NULL && i < sizeof names / sizeof *names; i++) {
        const struct field *field = record_get(section->options, names[i]);
        if (field != NULL && field->key != NULL)
            diag_add(d, DIAG_NOT_PRINTED, field->key->span, "it is for publications",
                     "'%s' does nothing in section '%.*s'", name_text(names[i]),
                     STR_FMT(section->title.text));
    }
}

static void select_by_options(struct arena *a, struct diags *d, const struct owner *owner,
                              struct section *section)
{
    struct selection s = {
        .arena = a, .section = section, .options = section->options, .owner = owner};
    const struct field *only = record_get(section->options, NAME_only);
    if (only != NULL && section->entries != NULL && is_publication(section->entries))
        check_only(d, only->first.record);
    check_group_by(a, d, section);
    check_for_publications(d, section);
    pick_entries(&s);
    sort_entries(&s);
    cut_entries(&s);
    struct str by = record_text(s.options, NAME_group_by);
    group_entries(&s, by.len > 0 ? by : STR("none"));
    if (str_eq_nocase(by, STR("type")) && s.count > 0 && is_publication(section->groups->entries))
        check_group_titles(d, s.options);
    struct str number = record_text(s.options, NAME_number);
    if (number.len > 0 && !str_eq_nocase(number, STR("none")))
        number_entries(&s, !str_eq_nocase(number, STR("continuous")));
    section->shown = s.count;
    if (s.count == 0)
        diag_add(d, DIAG_EMPTY_SECTION, section->title.node->span, NULL,
                 "none of the %zu entries of section '%.*s' fits its options", section->given,
                 STR_FMT(section->title.text));
}

static void select_all(struct arena *a, struct section *section)
{
    section->groups = arena_new(a, struct group);
    section->groups->entries = section->entries;
    section->groups->word = WORD_COUNT;
    section->groups->count = section->shown = section->fitting = section->given;
}

void select_sections(struct arena *a, struct diags *d, struct cv *cv)
{
    struct section **link = &cv->sections;
    const struct owner owner = owner_of(a, cv);
    for (struct section *section = cv->sections; section != NULL; section = section->next) {
        twins_join(a, d, section);
        section->given = 0;
        for (const struct record *entry = section->entries; entry != NULL; entry = entry->next)
            section->given++;
        if (section->options != NULL)
            select_by_options(a, d, &owner, section);
        else
            select_all(a, section);
        *link = section->shown > 0 ? section : section->next;
        if (section->shown > 0)
            link = &section->next;
    }
}

/* Which paper a record is of. */
#include <stdlib.h>

#include "cite/fetch.h"
#include "cite/title.h"

/* ---- records ---- */

struct str cite_field(struct cite_call *call, const struct json_t *object, const char *name)
{
    return cite_json_text(call->arena, cite_json_get(object, name, NULL));
}

void cite_record_id(struct cite_call *call, struct cite_record *r, enum cite_kind kind,
                    const struct json_t *text)
{
    static struct str (*const normalize[])(struct arena *, struct str) = {
        [CITE_DOI] = cite_doi, [CITE_ARXIV] = cite_arxiv, [CITE_PMID] = cite_pmid};
    struct str id = normalize[kind](call->arena, cite_json_string(text));
    if (id.len == 0 || r->id_count == CITE_RECORD_IDS)
        return;
    r->ids[r->id_count].kind = kind;
    r->ids[r->id_count++].text = id;
    if (kind == CITE_DOI)
        cite_record_id(call, r, CITE_ARXIV, text);
}

void cite_record_ids(struct cite_call *call, struct cite_record *r, enum cite_kind kind,
                     const struct json_t *texts)
{
    cite_record_id(call, r, kind, texts);
    for (size_t i = 0; i < cite_json_length(texts); i++)
        cite_record_id(call, r, kind, cite_json_at(texts, i));
}

void cite_record_author(struct cite_call *call, struct cite_record *r, const struct json_t *name)
{
    if (call->kind == CITE_CALL_TITLE && r->author_count < CITE_RECORD_AUTHORS)
        r->authors[r->author_count++] = cite_json_text(call->arena, name);
}

static int compare_years(const void *a, const void *b)
{
    const struct cite_year *x = a, *y = b;
    return x->year < y->year ? -1 : x->year > y->year;
}

void cite_record_years(struct cite_record *r, const struct json_t *array, const char *year,
                       const char *count)
{
    size_t length = cite_json_length(array);
    if (length > CITE_RECORD_YEARS)
        return;
    for (size_t i = 0; i < length; i++) {
        const struct json_t *one = cite_json_at(array, i);
        r->years[i].year = cite_json_year(cite_json_get(one, year, NULL));
        if (r->years[i].year == 0 ||
            !cite_json_count(cite_json_get(one, count, NULL), &r->years[i].count))
            return;
    }
    qsort(r->years, length, sizeof *r->years, compare_years);
    for (size_t i = 1; i < length; i++)
        if (r->years[i].year == r->years[i - 1].year)
            return;
    r->year_count = length;
}

enum cite_reading cite_read_list(struct cite_call *call, const struct json_t *array,
                                 const struct json_t *total,
                                 void (*read_one)(struct cite_call *, const struct json_t *))
{
    size_t length = cite_json_length(array);
    uint32_t expected = 0;
    if (!cite_json_is_array(array))
        return CITE_READ_WRONG;
    enum cite_reading reading = CITE_READ_ALL;
    /* A search finds more than anybody wants to see. */
    if (call->kind != CITE_CALL_TITLE && cite_json_count(total, &expected) && expected > length)
        reading = CITE_READ_PART;
    for (size_t i = 0; i < length; i++) {
        if (cite_json_is_object(cite_json_at(array, i)))
            read_one(call, cite_json_at(array, i));
        else
            reading = CITE_READ_PART;
    }
    return reading;
}

/* ---- papers ---- */

void match_index(struct cite_call *call)
{
    for (size_t i = 0; i < call->key_count; i++) {
        struct cite_key *key = &call->keys[i];
        if (key->id.len == 0)
            continue;
        key->same = strmap_get(&call->index[key->kind], key->id);
        strmap_put(&call->index[key->kind], call->arena, key->id, key);
    }
}

static void give(struct cite_call *call, struct cite_key *key, const struct cite_record *r)
{
    struct cite_result *result = &call->fetch->results[key->paper];
    key->seen = true;
    if (!r->counted) {
        call->unusable++;
        call->fetch->progress[key->paper].missed = false;
        return;
    }
    /* A preprint and its published version may be two records: the larger number is the safe one.
     */
    if (result->state == CITE_COUNT && result->count >= r->count)
        return;
    *result = (struct cite_result){.state = CITE_COUNT,
                                   .source = call->source,
                                   .count = r->count,
                                   .id = r->id,
                                   .title = r->title,
                                   .by_title = call->kind == CITE_CALL_TITLE};
    if (r->year_count == 0)
        return;
    struct cite_year *years = arena_array(call->arena, struct cite_year, r->year_count);
    memcpy(years, r->years, r->year_count * sizeof *years);
    result->years = years;
    result->year_count = r->year_count;
}

static bool same_title(struct cite_call *call, struct str a, struct str b)
{
    struct str key = cite_title_key(call->arena, a);
    return key.len > 0 && str_eq(key, cite_title_key(call->arena, b));
}

/* The strict rule: the title, the year or the one beside it, and an author's surname. */
static bool is_by_title(struct cite_call *call, const struct cite_paper *p,
                        const struct cite_record *r)
{
    if (r->year + 1 < p->year || r->year > p->year + 1 || !same_title(call, p->title, r->title))
        return false;
    for (size_t i = 0; i < r->author_count; i++)
        for (size_t j = 0; j < p->surname_count; j++)
            if (cite_name_has(call->arena, r->authors[i], p->surnames[j]))
                return true;
    return false;
}

static void take_title(struct cite_call *call, const struct cite_record *r)
{
    if (is_by_title(call, &call->fetch->papers[call->keys[0].paper], r))
        give(call, &call->keys[0], r);
}

void cite_take(struct cite_call *call, const struct cite_record *r)
{
    bool known = false;
    if (call->kind == CITE_CALL_TITLE) {
        take_title(call, r);
        return;
    }
    for (size_t i = 0; i < r->id_count; i++) {
        struct cite_key *key = strmap_get(&call->index[r->ids[i].kind], r->ids[i].text);
        for (; key != NULL; key = key->same) {
            give(call, key, r);
            known = true;
        }
    }
    call->strangers += !known;
}

void cite_take_at(struct cite_call *call, size_t number, const struct cite_record *r)
{
    struct cite_key *key = &call->keys[number];
    const struct cite_paper *paper = &call->fetch->papers[key->paper];
    if (call->kind == CITE_CALL_TITLE) {
        take_title(call, r);
        return;
    }
    /* A record that is about something else by all its identifiers is in the wrong place. */
    bool known = r->id_count == 0;
    for (size_t i = 0; i < r->id_count; i++) {
        const struct str ids[] = {
            [CITE_DOI] = paper->doi, [CITE_ARXIV] = paper->arxiv, [CITE_PMID] = paper->pmid};
        known |= str_eq(r->ids[i].text, ids[r->ids[i].kind]) ||
                 (r->ids[i].kind == key->kind && str_eq(r->ids[i].text, key->id));
    }
    if (known || same_title(call, paper->title, r->title))
        give(call, key, r);
    else
        call->strangers++;
}

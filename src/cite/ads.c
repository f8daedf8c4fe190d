/* https://ui.adsabs.harvard.edu/help/api */
#include <stdlib.h>

#include "cite/provider.h"

enum { AUTHOR_ROWS = 2000 };

static void read_doc(struct cite_call *call, const struct json_t *doc)
{
    const struct json_t *titles = cite_json_get(doc, "title", NULL);
    struct cite_record r = {.id = cite_field(call, doc, "bibcode"),
                            .title = cite_json_text(call->arena, cite_json_at(titles, 0))};
    /* `identifier` mixes all kinds; what is not of one is left out. */
    cite_record_ids(call, &r, CITE_DOI, cite_json_get(doc, "doi", NULL));
    cite_record_ids(call, &r, CITE_DOI, cite_json_get(doc, "identifier", NULL));
    cite_record_ids(call, &r, CITE_ARXIV, cite_json_get(doc, "identifier", NULL));
    r.counted = cite_json_count(cite_json_get(doc, "citation_count", NULL), &r.count);
    cite_take(call, &r);
}

static enum cite_reading read_answer(struct cite_call *call, const struct json_t *root)
{
    const struct json_t *docs = cite_json_get(root, "response", "docs", NULL);
    return cite_read_list(call, docs, cite_json_get(root, "response", "numFound", NULL), read_doc);
}

static int compare_down(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x > y ? -1 : x < y;
}

/* The papers that have the ORCID, at most as many as one answer holds: what they come to is counted
 * here. */
static bool read_author(const struct json_t *root, struct cite_totals *t)
{
    static const uint32_t most = 100000000;
    const struct json_t *docs = cite_json_get(root, "response", "docs", NULL);
    uint32_t counts[AUTHOR_ROWS], found = 0;
    size_t length = cite_json_length(docs);
    if (!cite_json_is_array(docs) || length > AUTHOR_ROWS ||
        !cite_json_count(cite_json_get(root, "response", "numFound", NULL), &found) ||
        found != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        const struct json_t *count = cite_json_get(cite_json_at(docs, i), "citation_count", NULL);
        if (!cite_json_count(count, &counts[i]) || counts[i] > most - t->citations)
            return false;
        t->citations += counts[i];
    }
    qsort(counts, length, sizeof *counts, compare_down);
    while (t->h_index < length && counts[t->h_index] > t->h_index)
        t->h_index++;
    while (t->i10 < length && counts[t->i10] >= 10)
        t->i10++;
    t->papers = found;
    t->has_papers = t->has_citations = t->has_h_index = t->has_i10 = true;
    return true;
}

const struct cite_provider cite_ads = {
    .base = "https://api.adsabs.harvard.edu/v1",
    .stranger = {5, 10, 4},
    .friend = {5, 10, 4},
    .key_header = "Authorization: Bearer ",
    .key_needed = true,
    .batch = 100,
    .line = 4000,
    .many = "/search/query?q=identifier:(",
    .many_end = ")&fl=bibcode,doi,identifier,title,citation_count&rows=2000",
    .between = "%20OR%20",
    .forms = {[CITE_DOI] = {"%22", "%22"}, [CITE_ARXIV] = {"%22arXiv:", "%22"}},
    .unsafe = "\"",
    .orcid = "/search/query?q=orcid:",
    .author_end = "&fl=citation_count&rows=2000",
    .read = read_answer,
    .read_author = read_author,
};

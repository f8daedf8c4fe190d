/* https://ui.adsabs.harvard.edu/help/api */
#include "cite/provider.h"

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
    return cite_read_list(call, docs, cite_json_get(root, "response", "numFound", NULL),
                          read_doc);
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
    .read = read_answer,
};

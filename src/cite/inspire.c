/* https://github.com/inspirehep/rest-api-doc */
#include "cite/provider.h"

static void read_hit(struct cite_call *call, const struct json_t *hit)
{
    const struct json_t *paper = cite_json_get(hit, "metadata", NULL);
    const struct json_t *titles = cite_json_get(paper, "titles", NULL);
    struct cite_record r = {.id = cite_field(call, hit, "id"),
                            .title = cite_field(call, cite_json_at(titles, 0), "title")};
    const struct json_t *dois = cite_json_get(paper, "dois", NULL);
    for (size_t i = 0; i < cite_json_length(dois); i++)
        cite_record_id(call, &r, CITE_DOI, cite_json_get(cite_json_at(dois, i), "value", NULL));
    const struct json_t *eprints = cite_json_get(paper, "arxiv_eprints", NULL);
    for (size_t i = 0; i < cite_json_length(eprints); i++)
        cite_record_id(call, &r, CITE_ARXIV,
                       cite_json_get(cite_json_at(eprints, i), "value", NULL));
    r.counted = cite_json_count(cite_json_get(paper, "citation_count", NULL), &r.count);
    cite_take(call, &r);
}

static enum cite_reading read_answer(struct cite_call *call, const struct json_t *root)
{
    const struct json_t *hits = cite_json_get(root, "hits", "hits", NULL);
    return cite_read_list(call, hits, cite_json_get(root, "hits", "total", NULL), read_hit);
}

/* What INSPIRE's own page of an author shows, of all papers that can be cited. */
static bool read_author(const struct json_t *root, struct cite_totals *t)
{
    const struct json_t *summary = cite_json_get(root, "aggregations", "citation_summary", NULL);
    const struct json_t *all = cite_json_get(summary, "citations", "buckets", "all", NULL);
    t->has_papers = cite_json_count(cite_json_get(all, "doc_count", NULL), &t->papers);
    t->has_citations =
        cite_json_count(cite_json_get(all, "citations_count", "value", NULL), &t->citations);
    t->has_h_index =
        cite_json_count(cite_json_get(summary, "h-index", "value", "all", NULL), &t->h_index);
    return t->has_papers || t->has_citations || t->has_h_index;
}

const struct cite_provider cite_inspire = {
    .base = "https://inspirehep.net/api",
    .stranger = {3, 10, 4},
    .friend = {3, 10, 4},
    .batch = 50,
    .line = 4000,
    .many = "/literature?q=",
    .many_end = "&fields=control_number,citation_count,citation_count_without_self_citations,"
                "dois.value,arxiv_eprints.value,titles.title&size=250",
    .between = "%20or%20",
    .forms = {[CITE_DOI] = {"doi:", ""}, [CITE_ARXIV] = {"arxiv:", ""}},
    .quoted = " ()",
    .unsafe = "\"",
    .author = "/literature/facets?facet_name=citation-summary&q=a%20",
    .author_number = "/literature/facets?facet_name=citation-summary&q=authors.recid:",
    .author_end = "",
    .read = read_answer,
    .read_author = read_author,
};

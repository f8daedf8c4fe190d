/* https://docs.openalex.org */
#include "cite/provider.h"

#define FIELDS       "select=id,doi,title,cited_by_count,counts_by_year"
#define TITLE_FIELDS FIELDS ",publication_year,authorships"

static void read_work(struct cite_call *call, const struct json_t *work)
{
    struct cite_record r = {.id = cite_field(call, work, "id"),
                            .title = cite_field(call, work, "title"),
                            .year = cite_json_year(cite_json_get(work, "publication_year", NULL))};
    cite_record_id(call, &r, CITE_DOI, cite_json_get(work, "doi", NULL));
    cite_record_id(call, &r, CITE_PMID, cite_json_get(work, "ids", "pmid", NULL));
    r.counted = cite_json_count(cite_json_get(work, "cited_by_count", NULL), &r.count);
    cite_record_years(&r, cite_json_get(work, "counts_by_year", NULL), "year", "cited_by_count");
    const struct json_t *authors = cite_json_get(work, "authorships", NULL);
    for (size_t i = 0; i < cite_json_length(authors); i++)
        cite_record_author(call, &r,
                           cite_json_get(cite_json_at(authors, i), "author", "display_name", NULL));
    cite_take(call, &r);
}

static enum cite_reading read_answer(struct cite_call *call, const struct json_t *root)
{
    const struct json_t *results = cite_json_get(root, "results", NULL);
    if (call->kind == CITE_CALL_ONE) {
        if (cite_json_get(root, "id", NULL) == NULL)
            return CITE_READ_WRONG;
        read_work(call, root);
        return CITE_READ_ALL;
    }
    enum cite_reading reading =
        cite_read_list(call, results, cite_json_get(root, "meta", "count", NULL), read_work);
    bool timed_out = cite_json_is_true(cite_json_get(root, "meta", "timed_out", NULL));
    return timed_out && reading != CITE_READ_WRONG ? CITE_READ_SHORT : reading;
}

static bool read_author(const struct json_t *root, struct cite_totals *t)
{
    const struct json_t *stats = cite_json_get(root, "summary_stats", NULL);
    t->has_papers = cite_json_count(cite_json_get(root, "works_count", NULL), &t->papers);
    t->has_citations = cite_json_count(cite_json_get(root, "cited_by_count", NULL), &t->citations);
    t->has_h_index = cite_json_count(cite_json_get(stats, "h_index", NULL), &t->h_index);
    t->has_i10 = cite_json_count(cite_json_get(stats, "i10_index", NULL), &t->i10);
    return t->has_papers || t->has_citations || t->has_h_index || t->has_i10;
}

/* A paper that is asked for by its number and not there is 404, often as a page. */
const struct cite_provider cite_openalex = {
    .base = "https://api.openalex.org",
    .stranger = {10, 10, 10},
    .friend = {10, 10, 10},
    .key_header = "Authorization: Bearer ",
    .batch = 100,
    .line = 8000, /* of 8,190; it counts a little otherwise */
    .many = "/works?filter=doi:",
    .many_end = "&" FIELDS "&per_page=100",
    .between = "%7C",
    .forms = {[CITE_DOI] = {"", ""}},
    .arxiv_is_doi = true,
    .unsafe = ",|\" ",
    /* A list of PMIDs is refused. */
    .one = {[CITE_DOI] = "/works/doi:", [CITE_PMID] = "/works/pmid:"},
    .one_end = "?" FIELDS ",ids",
    .title = "/works?search.title=",
    .title_end = "&" TITLE_FIELDS "&per_page=10",
    .orcid = "/authors/orcid:",
    .author = "/authors/",
    .author_end = "?select=id,works_count,cited_by_count,summary_stats",
    .read = read_answer,
    .read_author = read_author,
};

/* https://api.semanticscholar.org/api-docs/graph */
#include "cite/provider.h"

static void read_paper(struct cite_call *call, const struct json_t *paper, size_t key)
{
    struct cite_record r = {.id = cite_field(call, paper, "paperId"),
                            .title = cite_field(call, paper, "title"),
                            .year = cite_json_year(cite_json_get(paper, "year", NULL))};
    const struct json_t *ids = cite_json_get(paper, "externalIds", NULL);
    cite_record_id(call, &r, CITE_DOI, cite_json_get(ids, "DOI", NULL));
    cite_record_id(call, &r, CITE_ARXIV, cite_json_get(ids, "ArXiv", NULL));
    cite_record_id(call, &r, CITE_PMID, cite_json_get(ids, "PubMed", NULL));
    r.counted = cite_json_count(cite_json_get(paper, "citationCount", NULL), &r.count);
    const struct json_t *authors = cite_json_get(paper, "authors", NULL);
    for (size_t i = 0; i < cite_json_length(authors); i++)
        cite_record_author(call, &r, cite_json_get(cite_json_at(authors, i), "name", NULL));
    cite_take_at(call, key, &r);
}

/* One place for each paper that was asked for, in the same order; null is one it does not have. */
static enum cite_reading read_answer(struct cite_call *call, const struct json_t *root)
{
    const struct json_t *papers =
        call->kind == CITE_CALL_TITLE ? cite_json_get(root, "data", NULL) : root;
    bool search = call->kind == CITE_CALL_TITLE;
    if (!cite_json_is_array(papers) || (!search && cite_json_length(papers) != call->key_count))
        return CITE_READ_WRONG;
    enum cite_reading reading = CITE_READ_ALL;
    for (size_t i = 0; i < cite_json_length(papers); i++) {
        const struct json_t *paper = cite_json_at(papers, i);
        if (cite_json_is_object(paper))
            read_paper(call, paper, search ? 0 : i);
        else if (!cite_json_is_null(paper))
            reading = CITE_READ_PART;
    }
    return reading;
}

static bool read_author(const struct json_t *root, struct cite_totals *t)
{
    t->has_papers = cite_json_count(cite_json_get(root, "paperCount", NULL), &t->papers);
    t->has_citations = cite_json_count(cite_json_get(root, "citationCount", NULL), &t->citations);
    t->has_h_index = cite_json_count(cite_json_get(root, "hIndex", NULL), &t->h_index);
    return t->has_papers || t->has_citations || t->has_h_index;
}

static bool none_known(long status, const struct json_t *root)
{
    struct str error = cite_json_string(cite_json_get(root, "error", NULL));
    return (status == 400 && str_is(error, "No valid paper ids given")) ||
           (status == 404 && str_is(error, "Title match not found"));
}

const struct cite_provider cite_semantic_scholar = {
    .base = "https://api.semanticscholar.org/graph/v1",
    .stranger = {1, 1, 1},
    .friend = {1, 1, 1},
    .key_header = "x-api-key: ",
    .batch = 500,
    .line = 1 << 20,
    .many = "/paper/batch?fields=title,externalIds,citationCount",
    .many_end = "",
    .type = "application/json",
    .body = "{\"ids\":[",
    .body_end = "]}",
    .between = ",",
    .forms = {[CITE_DOI] = {"\"DOI:", "\""},
              [CITE_ARXIV] = {"\"ARXIV:", "\""},
              [CITE_PMID] = {"\"PMID:", "\""}},
    .title = "/paper/search/match?query=",
    .title_end = "&fields=title,externalIds,citationCount,year,authors",
    .author = "/author/",
    .author_end = "?fields=name,hIndex,citationCount,paperCount",
    .read = read_answer,
    .read_author = read_author,
    .none_known = none_known,
};

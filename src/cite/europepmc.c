/* https://europepmc.org/RestfulWebService */
#include "cite/provider.h"

static void read_result(struct cite_call *call, const struct json_t *result)
{
    struct cite_record r = {.id = cite_field(call, result, "id"),
                            .title = cite_field(call, result, "title")};
    cite_record_id(call, &r, CITE_DOI, cite_json_get(result, "doi", NULL));
    cite_record_id(call, &r, CITE_PMID, cite_json_get(result, "pmid", NULL));
    if (str_is(cite_json_string(cite_json_get(result, "source", NULL)), "MED"))
        cite_record_id(call, &r, CITE_PMID, cite_json_get(result, "id", NULL));
    r.counted = cite_json_count(cite_json_get(result, "citedByCount", NULL), &r.count);
    cite_take(call, &r);
}

static enum cite_reading read_answer(struct cite_call *call, const struct json_t *root)
{
    const struct json_t *results = cite_json_get(root, "resultList", "result", NULL);
    return cite_read_list(call, results, cite_json_get(root, "hitCount", NULL), read_result);
}

const struct cite_provider cite_europepmc = {
    .base = "https://www.ebi.ac.uk/europepmc/webservices/rest",
    .stranger = {5, 10, 4},
    .friend = {5, 10, 4},
    .batch = 500,
    .line = 1 << 18,
    .many = "/searchPOST",
    .many_end = "",
    .type = "application/x-www-form-urlencoded",
    .body = "query=",
    .body_end = "&format=json&resultType=lite&pageSize=1000",
    .between = "%20OR%20",
    .forms = {[CITE_DOI] = {"DOI:%22", "%22"}, [CITE_PMID] = {"(EXT_ID:", "%20AND%20SRC:MED)"}},
    .unsafe = "\"",
    .read = read_answer,
};

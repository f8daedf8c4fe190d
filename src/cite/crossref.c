/* https://api.crossref.org/swagger-ui */
#include "cite/provider.h"

static void read_work(struct cite_call *call, const struct json_t *work)
{
    const struct json_t *titles = cite_json_get(work, "title", NULL);
    struct cite_record r = {.id = cite_field(call, work, "DOI"),
                            .title = cite_json_text(call->arena, cite_json_at(titles, 0))};
    cite_record_id(call, &r, CITE_DOI, cite_json_get(work, "DOI", NULL));
    r.counted = cite_json_count(cite_json_get(work, "is-referenced-by-count", NULL), &r.count);
    cite_take(call, &r);
}

static enum cite_reading read_answer(struct cite_call *call, const struct json_t *root)
{
    const struct json_t *message = cite_json_get(root, "message", NULL);
    if (call->kind == CITE_CALL_ONE && cite_json_is_object(message)) {
        read_work(call, message);
        return CITE_READ_ALL;
    }
    const struct json_t *items = cite_json_get(message, "items", NULL);
    return cite_read_list(call, items, cite_json_get(message, "total-results", NULL), read_work);
}

const struct cite_provider cite_crossref = {
    .base = "https://api.crossref.org",
    .stranger = {1, 1, 1},
    .friend = {3, 3, 3},
    .batch = 50,
    .line = 4000,
    .many = "/works?filter=doi:",
    .many_end = "&select=DOI,title,is-referenced-by-count&rows=100",
    .between = ",doi:",
    .forms = {[CITE_DOI] = {"", ""}},
    .unsafe = ",|\" ",
    .one = {[CITE_DOI] = "/works/"},
    .one_end = "",
    .read = read_answer,
};

/* https://api.opencitations.net/index/v2 */
#include "cite/provider.h"

#include "base/ascii.h"

/* [{"count":"34"}]. A paper it does not know, and one it has no time for, have "0": that says
 * nothing. */
static enum cite_reading read_answer(struct cite_call *call, const struct json_t *root)
{
    struct str digits = cite_json_string(cite_json_get(cite_json_at(root, 0), "count", NULL));
    if (cite_json_length(root) != 1 || digits.len == 0 || digits.len > 8)
        return CITE_READ_WRONG;
    struct cite_record r = {.counted = true};
    for (size_t i = 0; i < digits.len; i++) {
        if (!ascii_is_digit(digits.ptr[i]))
            return CITE_READ_WRONG;
        r.count = r.count * 10 + (uint32_t)(digits.ptr[i] - '0');
    }
    if (r.count > 0)
        cite_take_at(call, 0, &r);
    return CITE_READ_ALL;
}

const struct cite_provider cite_opencitations = {
    .base = "https://api.opencitations.net/index/v2",
    .stranger = {3, 30, 4}, /* 180 in a minute */
    .friend = {3, 30, 4},
    .vague = true,
    .one = {[CITE_DOI] = "/citation-count/doi:", [CITE_PMID] = "/citation-count/pmid:"},
    .one_end = "",
    .read = read_answer,
};

/* What is known about the papers of a CV, as a table for people or as JSON for programs. */
#ifndef CV2TEX_CITE_TABLE_H
#define CV2TEX_CITE_TABLE_H

#include "cite/record.h"

struct table_content {
    const struct papers *papers;
    const struct totals_fact *totals; /* or NULL */
    const struct citations *sums;     /* as counts_apply() has left them */
    struct date today;
};

void table_print_text(struct buf *out, const struct table_content *content);
void table_print_json(struct buf *out, const struct table_content *content);

#endif

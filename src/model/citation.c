#include "model/citation.h"

bool citation_same_origin(const struct citation_origin *a, const struct citation_origin *b)
{
    return str_eq(a->source, b->source) && a->date.year == b->date.year &&
           a->date.month == b->date.month && str_eq(a->free_date, b->free_date);
}

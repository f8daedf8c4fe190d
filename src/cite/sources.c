#include "cite/cite.h"

static const struct {
    const char *name, *title;
} sources[] = {
#define S(id, name, title, key, function) {name, title},
#include "cite/sources.def"
#undef S
};

const char *cite_source_name(enum cite_source source)
{
    return sources[source].name;
}

const char *cite_source_title(enum cite_source source)
{
    return sources[source].title;
}

enum cite_source cite_source_find(struct str name)
{
    enum cite_source source = 0;
    while (source < CITE_SOURCE_COUNT && !str_is(name, sources[source].name))
        source++;
    return source;
}

/*
 * The answers of citation sources: the first byte chooses the source and what it was asked, the
 * rest is the body. A count that comes of it is one that could be, and texts have no control
 * characters.
 */
#include <stdint.h>
#include <stdlib.h>

#include "cite/fetch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PAPERS = 4 };

static const struct str surname = {"B", 1};
static const struct cite_paper papers[PAPERS] = {
    {.doi = {"10.1/a", 6}, .arxiv = {"2106.15928", 10}},
    {.doi = {"10.1/b", 6}},
    {.pmid = {"123", 3}},
    {.title = {"T", 1}, .year = 2020, .surnames = &surname, .surname_count = 1},
};
static struct cite_call *sent;

static void keep(struct fetch *f, struct cite_call *call)
{
    (void)f;
    sent = call;
}

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void check_text(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        check((unsigned char)s.ptr[i] >= 0x20 && s.ptr[i] != 0x7F);
}

static void check_result(const struct cite_result *r)
{
    check(r->state == CITE_UNKNOWN || r->state == CITE_COUNT);
    check(r->count <= 100000000);
    check_text(r->id);
    check_text(r->title);
    for (size_t i = 0; i < r->year_count; i++)
        check(r->years[i].year >= 1000 && r->years[i].year <= 9999 &&
              (i == 0 || r->years[i].year > r->years[i - 1].year));
}

/* Asks about all papers, about one, or about the title. */
static void ask(struct fetch *f, unsigned what)
{
    struct source *s = &f->sources[0];
    size_t first = what == 0 ? 0 : what == 1 ? 1 : 3, last = what == 0 ? 2 : first;
    s->queue = arena_array(f->arena, size_t, PAPERS);
    for (size_t i = first; i <= last; i++)
        if (call_can_ask(s, &papers[i]))
            s->queue[s->queued++] = i;
    sent = NULL;
    if (s->queued > 0)
        call_make(f, 0, keep);
}

static void run(struct arena *a, const uint8_t *data, size_t size)
{
    static const struct cite_provider *const providers[] = {
#define S(id, name, title, key, function) &cite_##function,
#include "cite/sources.def"
#undef S
    };
    unsigned choice = (data[0] - 'A') % (CITE_SOURCE_COUNT * 4u);
    enum cite_source id = choice % CITE_SOURCE_COUNT;
    const struct cite_options options = {0};
    struct cite_problem *problems = NULL;
    struct cite_result results[PAPERS] = {0};
    struct progress progress[PAPERS] = {0};
    struct cite_totals totals = {0};
    struct fetch f = {.arena = a,
                      .options = &options,
                      .papers = papers,
                      .results = results,
                      .count = PAPERS,
                      .problems = &problems,
                      .progress = progress,
                      .source_count = 1};
    f.sources[0] = (struct source){.id = id, .provider = providers[id], .base = STR("https://x")};
    bool no_memory;
    struct json_t *root =
        cite_json_read((struct str){(const char *)data + 1, size - 1}, &no_memory);
    ask(&f, choice / CITE_SOURCE_COUNT);
    if (choice / CITE_SOURCE_COUNT == 3 && providers[id]->read_author != NULL)
        providers[id]->read_author(root, &totals);
    else if (sent != NULL && root != NULL)
        report_reading(&f, sent, providers[id]->read(sent, root));
    for (size_t i = 0; i < PAPERS; i++)
        check_result(&results[i]);
    check(totals.h_index <= 100000000 && totals.citations <= 100000000);
    cite_json_free(root);
    buf_free(&f.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jmp_buf oom;
    struct arena a;
    if (size == 0)
        return 0;
    arena_init(&a, &oom);
    if (setjmp(oom) == 0)
        run(&a, data, size);
    arena_free(&a);
    return 0;
}

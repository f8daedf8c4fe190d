/*
 * cite_fetch() for the tests: tests/http/fetch [OPTION VALUE]... < PAPERS
 *
 *     source NAME         may be repeated; an order
 *     endpoint NAME=URL   may be repeated
 *     seconds N   mailto ADDRESS   orcid ID   author NAME=ID
 *
 * A paper is a line of fields with tabs between them: doi=, arxiv=, pmid=, title=, year=, surname=
 * (may be repeated). Prints a line for each paper, for the author, and for each problem.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "cite/cite.h"

enum { PAPERS_MAX = 20000, SURNAMES_MAX = 8 };

static struct cite_paper papers[PAPERS_MAX];
static struct str surnames[PAPERS_MAX][SURNAMES_MAX];
static struct cite_result results[PAPERS_MAX];

static void read_field(struct arena *a, size_t i, const char *field)
{
    struct cite_paper *p = &papers[i];
    struct str value = arena_str(a, str_of(strchr(field, '=') + 1));
    if (strncmp(field, "doi=", 4) == 0)
        p->doi = cite_doi(a, value);
    else if (strncmp(field, "arxiv=", 6) == 0)
        p->arxiv = cite_arxiv(a, value);
    else if (strncmp(field, "pmid=", 5) == 0)
        p->pmid = cite_pmid(a, value);
    else if (strncmp(field, "title=", 6) == 0)
        p->title = value;
    else if (strncmp(field, "year=", 5) == 0)
        p->year = (unsigned)atoi(value.ptr);
    else if (strncmp(field, "surname=", 8) == 0)
        surnames[i][p->surname_count++] = value;
    p->surnames = surnames[i];
}

static size_t read_papers(struct arena *a)
{
    static char line[1 << 16];
    size_t count = 0;
    for (; count < PAPERS_MAX && fgets(line, sizeof line, stdin) != NULL; count++)
        for (char *field = strtok(line, "\t\n"); field != NULL; field = strtok(NULL, "\t\n"))
            if (strchr(field, '=') != NULL)
                read_field(a, count, field);
    return count;
}

static void read_option(struct cite_options *o, enum cite_source *sources,
                        struct cite_author *author, const char *name, char *value)
{
    char *equals = strchr(value, '=');
    struct str before = {value, equals != NULL ? (size_t)(equals - value) : strlen(value)};
    enum cite_source source = cite_source_find(before);
    if (strcmp(name, "source") == 0 && source < CITE_SOURCE_COUNT)
        sources[o->source_count++] = source;
    else if (strcmp(name, "endpoint") == 0 && source < CITE_SOURCE_COUNT && equals != NULL)
        o->endpoints[source] = str_of(equals + 1);
    else if (strcmp(name, "author") == 0 && source < CITE_SOURCE_COUNT && equals != NULL)
        author->ids[source] = str_of(equals + 1);
    else if (strcmp(name, "seconds") == 0)
        o->seconds = atof(value);
    else if (strcmp(name, "mailto") == 0)
        o->mailto = str_of(value);
    else if (strcmp(name, "orcid") == 0)
        author->orcid = str_of(value);
    else
        exit(2);
}

static void print_results(size_t count)
{
    static const char *const states[] = {"unknown", "absent", "count"};
    for (size_t i = 0; i < count; i++) {
        const struct cite_result *r = &results[i];
        printf("%s", states[r->state]);
        if (r->state != CITE_UNKNOWN)
            printf(" %s", cite_source_name(r->source));
        if (r->state == CITE_COUNT)
            printf(" %u%s id=%.*s title=%.*s", r->count, r->by_title ? " by-title" : "",
                   STR_FMT(r->id), STR_FMT(r->title));
        for (size_t j = 0; j < r->year_count; j++)
            printf(" %u:%u", r->years[j].year, r->years[j].count);
        putchar('\n');
    }
}

static void print_totals(const struct cite_totals *t)
{
    if (t->state == CITE_UNKNOWN)
        return;
    printf("author %s %s", t->state == CITE_ABSENT ? "absent" : "known",
           cite_source_name(t->source));
    if (t->has_papers)
        printf(" papers=%u", t->papers);
    if (t->has_citations)
        printf(" citations=%u", t->citations);
    if (t->has_h_index)
        printf(" h=%u", t->h_index);
    if (t->has_i10)
        printf(" i10=%u", t->i10);
    putchar('\n');
}

int main(int argc, char *argv[])
{
    enum cite_source sources[100];
    struct cite_options options = {.sources = sources, .version = "1.0"};
    struct cite_author author = {0};
    for (int i = 1; i + 1 < argc && i < 100; i += 2)
        read_option(&options, sources, &author, argv[i], argv[i + 1]);
    jmp_buf oom;
    struct arena a;
    arena_init(&a, &oom);
    if (setjmp(oom) != 0)
        return 3;
    size_t count = read_papers(&a);
    struct cite_totals totals;
    struct cite_problem *problem;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    cite_fetch(&a, &options, papers, results, count, &author, &totals, &problem);
    clock_gettime(CLOCK_MONOTONIC, &to);
    print_results(count);
    print_totals(&totals);
    for (; problem != NULL; problem = problem->next)
        printf("problem %s: %s\n", cite_source_title(problem->source), problem->message);
    fprintf(stderr, "%.3f s\n",
            (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9);
    arena_free(&a);
    return 0;
}

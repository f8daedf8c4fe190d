/* What went wrong, in words without secrets. */
#include <stdarg.h>
#include <stdio.h>

#include "cite/fetch.h"

const char *report_key_name(enum cite_source source)
{
    static const char *const names[] = {
#define S(id, name, title, key, function) key,
#include "cite/sources.def"
#undef S
    };
    return names[source];
}

void report(struct fetch *f, enum cite_source source, const char *fmt, ...)
{
    char text[400];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    struct cite_problem **end = f->problems;
    for (; *end != NULL; end = &(*end)->next)
        if ((*end)->source == source && strcmp((*end)->message, text) == 0)
            return;
    struct cite_problem *problem = arena_new(f->arena, struct cite_problem);
    problem->source = source;
    problem->message = arena_printf(f->arena, "%s", text);
    *end = problem;
}

static void report_refused(struct fetch *f, enum cite_source source, long status, bool keyed)
{
    const char *name = report_key_name(source);
    if (keyed)
        report(f, source, "the key in %s is not accepted (%ld)", name, status);
    else if (name != NULL)
        report(f, source, "no access (%ld); a key in %s may help", status, name);
    else
        report(f, source, "no access (%ld)", status);
}

static void report_too_many(struct fetch *f, enum cite_source source, double seconds)
{
    if (seconds >= 1 && seconds <= 86400 * 2)
        report(f, source, "too many requests (429); try again in %.0f s", seconds);
    else
        report(f, source, "too many requests (429); try again later");
}

void report_answer(struct fetch *f, enum cite_source source, const struct http_answer *answer,
                   bool keyed)
{
    long status = answer->status;
    if (answer->end == HTTP_UNASKED)
        return; /* the request before it told why */
    if (answer->end != HTTP_ANSWERED)
        report(f, source, "%s", answer->words);
    else if (status == 401 || status == 403)
        report_refused(f, source, status, keyed);
    else if (status == 429)
        report_too_many(f, source, answer->retry_after);
    else if (status >= 500)
        report(f, source, "the server is out of order (%ld)", status);
    else
        report(f, source, "the server does not take the request (%ld)%s", status,
               f->options->endpoints[source].len > 0 ? "; is the endpoint right?" : "");
}

void report_reading(struct fetch *f, const struct cite_call *call, enum cite_reading reading)
{
    if (reading == CITE_READ_WRONG)
        report(f, call->source, "the answer is not what this source gives; it is left out");
    if (reading == CITE_READ_SHORT)
        report(f, call->source, "it ran out of time; its answer is not complete");
    if (reading == CITE_READ_PART)
        report(f, call->source, "the answer is not complete; what is not in it stays unknown");
    if (call->unusable > 0)
        report(f, call->source,
               "some records have no number of citations that makes sense; "
               "they are left out");
    if (call->strangers > 0)
        report(f, call->source,
               "some records are of papers that nobody asked for; "
               "they are left out");
}

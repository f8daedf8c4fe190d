/* Who is asked, and when. */
#include <stdio.h>
#include <stdlib.h>

#include "cite/fetch.h"
#include "http/url.h"

#define SECONDS 60.0

/* ---- the sources ---- */

/* The address that all paths follow; empty when it must not be used. */
static struct str base_of(struct fetch *f, enum cite_source id, const struct cite_provider *p)
{
    struct str base = str_of(p->base), own = str_trim(f->options->endpoints[id]);
    if (own.len == 0)
        return base;
    const char *refusal = http_url_refusal(own);
    if (refusal == NULL && (str_find(own, 0, '?') < own.len || str_find(own, 0, '#') < own.len))
        refusal = "it must end with its path";
    if (refusal != NULL) {
        report(f, id, "the endpoint is not used: %s", refusal);
        return STR_NONE;
    }
    while (own.ptr[own.len - 1] == '/')
        own.len--;
    struct str host = http_url_host(own), usual = http_url_host(base);
    bool has_path = host.ptr + host.len < own.ptr + own.len;
    const char *path = has_path ? "" : usual.ptr + usual.len;
    return str_of(arena_printf(f->arena, "%.*s%s", STR_FMT(own), path));
}

/* A key can stand in a header: nothing but visible characters. */
static const char *key_of(struct fetch *f, enum cite_source id)
{
    const char *name = report_key_name(id), *key = name != NULL ? getenv(name) : NULL;
    if (key == NULL || key[0] == '\0')
        return NULL;
    for (const char *p = key; *p != '\0'; p++) {
        if (*p <= ' ' || *p >= 0x7F) {
            report(f, id, "the key in %s is not used: it has blanks or other strange characters",
                   name);
            return NULL;
        }
    }
    return key;
}

/* A stranger's CV must not send the user's key to a place of its own. */
static bool may_have_key(const struct cite_provider *p, struct str base)
{
    return http_url_same_origin(base, str_of(p->base)) || http_url_is_loopback(base);
}

static void open_source(struct fetch *f, enum cite_source id)
{
    static const struct cite_provider *const providers[] = {
#define S(name, in_cv, title, key, function) [CITE_##name] = &cite_##function,
#include "cite/sources.def"
#undef S
    };
    const struct cite_provider *p = providers[id];
    for (size_t i = 0; i < f->source_count; i++)
        if (f->sources[i].id == id)
            return;
    struct str base = base_of(f, id, p);
    if (base.len == 0)
        return;
    const char *key = p->key_header != NULL ? key_of(f, id) : NULL;
    if (key != NULL && !may_have_key(p, base)) {
        report(f, id, "the key in %s is not sent to %.*s, which is not its own",
               report_key_name(id), STR_FMT(http_url_host(base)));
        key = NULL;
    }
    if (key == NULL && p->key_needed) {
        report(f, id, "not asked: it wants a key, in %s", report_key_name(id));
        return;
    }
    struct source *s = &f->sources[f->source_count++];
    *s = (struct source){.id = id, .provider = p, .base = base};
    s->queue = arena_array(f->arena, size_t, f->count + 1);
    if (key != NULL)
        s->headers[0] = arena_printf(f->arena, "%s%s", p->key_header, key);
}

/* The address of mail, if it is one. */
static struct str mailto_of(const struct fetch *f)
{
    struct str s = str_trim(f->options->mailto);
    bool good = str_find(s, 0, '@') < s.len && s.len < 200;
    for (size_t i = 0; i < s.len; i++)
        good &= s.ptr[i] > ' ' && s.ptr[i] < 0x7F && strchr("()<>;,\\\"", s.ptr[i]) == NULL;
    return good ? s : STR_NONE;
}

static bool open_http(struct fetch *f)
{
    const struct cite_options *o = f->options;
    struct str mailto = mailto_of(f);
    struct http_lane lanes[CITE_SOURCE_COUNT];
    for (size_t i = 0; i < f->source_count; i++) {
        const struct source *s = &f->sources[i];
        bool friend = mailto.len > 0 || s->headers[0] != NULL;
        lanes[i] = friend ? s->provider->friend : s->provider->stranger;
    }
    const char *version = o->version != NULL ? o->version : "0";
    const char *agent =
        mailto.len > 0 ? arena_printf(f->arena, "cv2tex/%s (mailto:%.*s)", version, STR_FMT(mailto))
                       : arena_printf(f->arena, "cv2tex/%s", version);
    const struct http_options options = {.lanes = lanes,
                                         .lane_count = f->source_count,
                                         .agent = agent,
                                         .seconds = o->seconds > 0 ? o->seconds : SECONDS,
                                         .stop = o->stop};
    const char *problem;
    f->http = http_open(&options, &problem);
    if (f->http == NULL)
        report(f, f->sources[0].id, "%s", problem);
    return f->http != NULL;
}

/* ---- papers on their way through the sources ---- */

static void send(struct fetch *f, struct cite_call *call)
{
    struct source *s = &f->sources[call->http.lane];
    call->keyed = s->headers[0] != NULL;
    call->http.headers = s->headers;
    s->pending++;
    if (!http_add(f->http, &call->http))
        arena_fail(f->arena);
}

static void finish_paper(struct fetch *f)
{
    f->done++;
    if (f->options->progress != NULL)
        f->options->progress(f->options->user, f->done, f->count);
}

/* Queues a paper for the first source from this one on that can be asked about it. */
static void route(struct fetch *f, size_t paper, size_t from)
{
    while (from < f->source_count && !call_can_ask(&f->sources[from], &f->papers[paper]))
        from++;
    if (from >= f->source_count || f->over) {
        finish_paper(f);
        return;
    }
    f->progress[paper].source = from;
    struct source *s = &f->sources[from];
    s->queue[s->queued++] = paper;
}

/* One of its keys has been answered, or not. */
static void settle(struct fetch *f, const struct cite_key *key)
{
    struct progress *progress = &f->progress[key->paper];
    struct cite_result *result = &f->results[key->paper];
    if (--progress->pending > 0)
        return;
    if (progress->missed && result->state == CITE_UNKNOWN) {
        result->state = CITE_ABSENT;
        result->source = f->sources[progress->source].id;
    }
    if (result->state == CITE_COUNT)
        finish_paper(f);
    else
        route(f, key->paper, progress->source + 1);
}

/* What a source is to be asked is sent when it makes a full request, or when the source is idle. */
static void send_queued(struct fetch *f)
{
    for (size_t i = 0; i < f->source_count; i++) {
        struct source *s = &f->sources[i];
        if (s->queued > 0 && (s->pending == 0 || s->queued >= s->provider->batch))
            call_make(f, i, send);
    }
}

/* Asks the next source for the author's totals. */
static void ask_author(struct fetch *f, size_t from)
{
    for (; f->author != NULL && f->totals != NULL && from < f->source_count && !f->over; from++) {
        struct cite_call *call = call_make_author(f, from);
        if (call != NULL) {
            send(f, call);
            return;
        }
    }
}

/* ---- answers ---- */

static void read_json(struct fetch *f, struct str body)
{
    bool no_memory;
    f->root = cite_json_read(body, &no_memory);
    if (no_memory)
        arena_fail(f->arena);
}

static void free_json(struct fetch *f)
{
    cite_json_free(f->root);
    f->root = NULL;
}

/* True when the answer means that the source has nothing of what was asked for. */
static bool none_known(struct fetch *f, const struct cite_call *call,
                       const struct http_answer *answer)
{
    const struct cite_provider *p = f->sources[call->http.lane].provider;
    if (answer->end != HTTP_ANSWERED)
        return false;
    if (answer->status == 404 && (call->kind == CITE_CALL_ONE || call->kind == CITE_CALL_AUTHOR))
        return !p->vague;
    return p->none_known != NULL && p->none_known(answer->status, f->root);
}

static void take_author(struct fetch *f, struct cite_call *call, const struct http_answer *answer)
{
    struct cite_totals totals = {.state = CITE_COUNT, .source = call->source};
    bool good = answer->end == HTTP_ANSWERED && answer->status == 200;
    bool read = good && f->sources[call->http.lane].provider->read_author(f->root, &totals);
    /* A search finds an author that it does not know without papers. */
    bool absent = read ? totals.has_papers && totals.papers == 0 : none_known(f, call, answer);
    if (read && !absent) {
        *f->totals = totals;
        return;
    }
    if (absent && f->totals->state == CITE_UNKNOWN)
        *f->totals = (struct cite_totals){.state = CITE_ABSENT, .source = call->source};
    else if (good && !absent)
        report_reading(f, call, CITE_READ_WRONG);
    else if (!absent)
        report_answer(f, call->source, answer, call->keyed);
    ask_author(f, call->http.lane + 1);
}

static void take_papers(struct fetch *f, struct cite_call *call, const struct http_answer *answer)
{
    const struct cite_provider *p = f->sources[call->http.lane].provider;
    enum cite_reading reading = CITE_READ_PART;
    if (answer->end == HTTP_ANSWERED && answer->status == 200) {
        reading = f->root != NULL ? p->read(call, f->root) : CITE_READ_WRONG;
        report_reading(f, call, reading);
    } else if (none_known(f, call, answer)) {
        reading = CITE_READ_ALL;
    } else {
        report_answer(f, call->source, answer, call->keyed);
    }
    bool all = reading == CITE_READ_ALL && call->strangers == 0 && !p->vague;
    for (size_t i = 0; i < call->key_count; i++)
        f->progress[call->keys[i].paper].missed &= all && !call->keys[i].seen;
    for (size_t i = 0; i < call->key_count; i++)
        settle(f, &call->keys[i]);
}

/* A key that is not accepted is worse than none. */
static bool ask_without_key(struct fetch *f, struct cite_call *call,
                            const struct http_answer *answer)
{
    struct source *s = &f->sources[call->http.lane];
    bool refused = answer->status == 401 || answer->status == 403;
    if (answer->end != HTTP_ANSWERED || !refused || !call->keyed || s->provider->key_needed)
        return false;
    report_answer(f, call->source, answer, true);
    s->headers[0] = NULL;
    send(f, call);
    return true;
}

static void take_answer(struct fetch *f, struct cite_call *call, const struct http_answer *answer)
{
    f->sources[call->http.lane].pending--;
    f->over |= answer->end == HTTP_LATE || answer->end == HTTP_STOPPED;
    if (answer->end == HTTP_NO_MEMORY)
        arena_fail(f->arena);
    if (ask_without_key(f, call, answer))
        return;
    if (answer->status == 401 || answer->status == 403)
        http_close_lane(f->http, call->http.lane);
    read_json(f, answer->body);
    if (call->kind == CITE_CALL_AUTHOR)
        take_author(f, call, answer);
    else
        take_papers(f, call, answer);
    free_json(f);
}

static void run(struct fetch *f)
{
    bool asked = false;
    for (size_t i = 0; i < f->options->source_count; i++)
        open_source(f, f->options->sources[i]);
    f->progress = arena_array(f->arena, struct progress, f->count + 1);
    for (size_t i = 0; i < f->count; i++)
        route(f, i, 0);
    for (size_t i = 0; i < f->source_count; i++)
        asked |= f->sources[i].queued > 0 || (f->author != NULL && call_make_author(f, i) != NULL);
    if (!asked || !open_http(f))
        return;
    ask_author(f, 0);
    const struct http_answer *answer;
    do {
        send_queued(f);
        answer = http_next(f->http);
        if (answer != NULL)
            take_answer(f, answer->request->user, answer);
    } while (answer != NULL);
}

void cite_fetch(struct arena *a, const struct cite_options *options,
                const struct cite_paper *papers, struct cite_result *results, size_t count,
                const struct cite_author *author, struct cite_totals *totals,
                struct cite_problem **problems)
{
    struct fetch *f = arena_new(a, struct fetch);
    *f = (struct fetch){.arena = a,
                        .options = options,
                        .papers = papers,
                        .results = results,
                        .count = count,
                        .author = totals != NULL ? author : NULL,
                        .totals = totals,
                        .problems = problems};
    *problems = NULL;
    for (size_t i = 0; i < count; i++)
        results[i] = (struct cite_result){0};
    if (totals != NULL)
        *totals = (struct cite_totals){0};
    jmp_buf *outer = a->oom, here;
    volatile bool failed = true;
    a->oom = &here;
    if (setjmp(here) == 0) {
        run(f);
        failed = false;
    }
    a->oom = outer;
    http_free(f->http);
    cite_json_free(f->root);
    buf_free(&f->text);
    if (failed)
        arena_fail(a);
}

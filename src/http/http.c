/* Queues, tries, redirects, and the time for everything. */
#include "http/http.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "http/transfer.h"
#include "http/url.h"

enum { TRIES = 3, REDIRECTS = 3 };

struct job {
    struct job *next;
    struct http *http;
    struct http_request request;
    struct transfer transfer;
    char *url; /* after a redirect; else NULL */
    unsigned tries, redirects;
    struct http_answer answer;
};

struct queue {
    struct job *first, **end;
};

struct http {
    struct http_options options;
    struct transfers *transfers;
    struct lane *lanes;
    struct queue *waiting; /* one for each lane */
    struct job *running;
    struct queue done;
    struct job *taken; /* the one that http_next() has given away */
    double start, deadline;
    double request_seconds; /* for one try */
    bool reached;           /* there was a connection to one server at least */
    unsigned random;
};

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- queues ---- */

static void push(struct queue *q, struct job *job)
{
    job->next = NULL;
    *q->end = job;
    q->end = &job->next;
}

static void push_front(struct queue *q, struct job *job)
{
    job->next = q->first;
    q->first = job;
    if (job->next == NULL)
        q->end = &job->next;
}

static struct job *pop(struct queue *q)
{
    struct job *job = q->first;
    if (job != NULL && (q->first = job->next) == NULL)
        q->end = &q->first;
    return job;
}

static void free_job(struct job *job)
{
    if (job == NULL)
        return;
    transfer_end(job->http->transfers, &job->transfer);
    buf_free(&job->transfer.body);
    free(job->url);
    free(job);
}

static void free_queue(struct queue *q)
{
    for (struct job *job; (job = pop(q)) != NULL;)
        free_job(job);
}

/* ---- the whole ---- */

void http_free(struct http *h)
{
    if (h == NULL)
        return;
    for (struct job *job; (job = h->running) != NULL;) {
        h->running = job->next;
        free_job(job);
    }
    for (size_t i = 0; i < h->options.lane_count && h->waiting != NULL; i++)
        free_queue(&h->waiting[i]);
    free_queue(&h->done);
    free_job(h->taken);
    transfers_free(h->transfers);
    free(h->lanes);
    free(h->waiting);
    free(h);
}

static const char *open_parts(struct http *h)
{
    size_t count = h->options.lane_count;
    h->done.end = &h->done.first;
    h->lanes = calloc(count + 1, sizeof *h->lanes);
    h->waiting = calloc(count + 1, sizeof *h->waiting);
    if (h->lanes == NULL || h->waiting == NULL)
        return "out of memory";
    for (size_t i = 0; i < count; i++) {
        lane_open(&h->lanes[i], h->options.lanes[i], h->start);
        h->waiting[i].end = &h->waiting[i].first;
    }
    return transfers_open(&h->transfers);
}

struct http *http_open(const struct http_options *options, const char **problem)
{
    struct http *h = calloc(1, sizeof *h);
    if (h == NULL) {
        *problem = "out of memory";
        return NULL;
    }
    h->options = *options;
    h->start = now();
    h->deadline = h->start + options->seconds;
    /* A server that says nothing leaves some time for the others. */
    h->request_seconds =
        smaller(HTTP_REQUEST_SECONDS, options->seconds / (options->lane_count > 1 ? 2 : 1));
    h->random = (unsigned)getpid() * 2654435761u ^ (unsigned)(h->start * 1e6);
    *problem = open_parts(h);
    if (*problem == NULL)
        return h;
    http_free(h);
    return NULL;
}

bool http_add(struct http *h, const struct http_request *request)
{
    struct job *job = calloc(1, sizeof *job);
    if (job == NULL)
        return false;
    job->http = h;
    job->request = *request;
    job->transfer.user = job;
    push(&h->waiting[request->lane], job);
    return true;
}

void http_close_lane(struct http *h, size_t lane)
{
    h->lanes[lane].closed = true;
}

/* ---- ends ---- */

static const char *job_url(const struct job *job)
{
    return job->url != NULL ? job->url : job->request.url;
}

/* Words for the end; those of libcurl are of use where it is about the connection. */
static void describe(struct job *job, enum http_end end)
{
    static const struct {
        const char *words;
        bool detailed;
    } ends[] = {
        [HTTP_UNREACHABLE] = {"cannot be reached", true},
        [HTTP_UNTRUSTED] = {"has no certificate that is trusted", true},
        [HTTP_TIMEOUT] = {"did not answer in time", false},
        [HTTP_BROKEN] = {"broke off the connection", true},
        [HTTP_GARBLED] = {"sent what cannot be read", true},
        [HTTP_TOO_LARGE] = {"sent more than is read", false},
        [HTTP_REDIRECTED] = {"points to another place, which is not followed", false},
        [HTTP_BUSY] = {"allows no more requests for now", false},
        [HTTP_LATE] = {"did not answer before the time was up", false},
        [HTTP_STOPPED] = {"was interrupted", false},
        [HTTP_UNASKED] = {"was not asked any more", false},
        [HTTP_NO_MEMORY] = {"was not asked: out of memory", false},
    };
    if (ends[end].words == NULL)
        return;
    struct str host = str_sub(http_url_host(str_of(job_url(job))), 0, 100);
    const char *detail = ends[end].detailed ? job->transfer.detail : NULL;
    char *text = job->answer.words;
    snprintf(text, sizeof job->answer.words, "%.*s %s%s%s%s", STR_FMT(host), ends[end].words,
             detail != NULL ? " (" : "", detail != NULL ? detail : "", detail != NULL ? ")" : "");
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || (unsigned char)*text >= 0x7F)
            *text = ' ';
}

/* The job is in no queue any more. */
static void finish(struct job *job, enum http_end end)
{
    describe(job, end);
    transfer_end(job->http->transfers, &job->transfer);
    job->answer.request = &job->request;
    job->answer.end = end;
    job->answer.status = job->transfer.status;
    job->answer.retry_after = job->transfer.advice.retry_after;
    job->answer.body = end == HTTP_ANSWERED ? buf_str(&job->transfer.body) : STR_NONE;
    push(&job->http->done, job);
}

static void finish_waiting(struct http *h, size_t lane, enum http_end end)
{
    for (struct job *job; (job = pop(&h->waiting[lane])) != NULL;)
        finish(job, end);
}

static struct job *take_running(struct http *h, struct job *job)
{
    struct job **at = &h->running;
    while (*at != job)
        at = &(*at)->next;
    *at = job->next;
    h->lanes[job->request.lane].running--;
    return job;
}

static void finish_all(struct http *h, enum http_end end)
{
    while (h->running != NULL)
        finish(take_running(h, h->running), end);
    for (size_t i = 0; i < h->options.lane_count; i++)
        finish_waiting(h, i, end);
}

/* No further request in this lane, nor one that still waits for its connection. */
static void give_up_lane(struct http *h, size_t lane)
{
    h->lanes[lane].closed = true;
    for (struct job *job = h->running, *next; job != NULL; job = next) {
        next = job->next;
        if (job->request.lane == lane && !transfer_is_connected(h->transfers, &job->transfer))
            finish(take_running(h, job), HTTP_UNASKED);
    }
}

/* ---- beginnings ---- */

/*
 * How long a connection may take. While nobody has been reached it may well be that there is no
 * network: all servers together have the time of one then, and the first one most of it.
 */
static double connect_seconds(struct http *h, double time)
{
    bool others = false;
    for (const struct job *job = h->running; job != NULL; job = job->next)
        h->reached |= transfer_is_connected(h->transfers, &job->transfer);
    if (h->reached)
        return HTTP_CONNECT_SECONDS;
    for (size_t i = 0; i < h->options.lane_count; i++)
        others |= !h->lanes[i].tried;
    double left = h->start + HTTP_CONNECT_SECONDS - time;
    return others ? left * 2 / 3 : left;
}

static void start(struct http *h, struct job *job, double time)
{
    struct transfer *transfer = &job->transfer;
    lane_start(&h->lanes[job->request.lane]);
    transfer->url = job_url(job);
    transfer->agent = h->options.agent;
    transfer->request = &job->request;
    transfer->connect_seconds = connect_seconds(h, time);
    transfer->seconds = smaller(h->deadline - time, h->request_seconds);
    job->tries++;
    job->next = h->running;
    h->running = job;
    if (!transfer_start(h->transfers, transfer))
        finish(take_running(h, job), HTTP_NO_MEMORY);
}

/* Starts what may start; returns the seconds until more may. */
static double start_due(struct http *h)
{
    double next = HUGE_VAL;
    for (size_t i = 0; i < h->options.lane_count; i++) {
        struct lane *lane = &h->lanes[i];
        while (h->waiting[i].first != NULL) {
            double time = now(), wait = lane_wait(lane, time);
            if (lane->closed) {
                finish_waiting(h, i, HTTP_UNASKED);
            } else if (lane->blocked >= h->deadline) {
                finish_waiting(h, i, HTTP_BUSY);
            } else if (wait > 0) {
                next = smaller(wait, next);
                break;
            } else {
                start(h, pop(&h->waiting[i]), time);
            }
        }
    }
    return next;
}

/* ---- what comes after a try ---- */

/* A pause before the next one: what the server asks for, or a random one that grows. */
static double pause_seconds(struct job *job)
{
    struct http *h = job->http;
    double asked = job->transfer.advice.retry_after;
    h->random = h->random * 1103515245u + 12345u;
    double jitter = (double)(h->random >> 16 & 0xFF) / 256;
    return asked >= 0 ? asked + 0.1 * jitter : (0.5 + 0.5 * jitter) * job->tries;
}

static void retry_or_finish(struct job *job)
{
    struct http *h = job->http;
    struct transfer *transfer = &job->transfer;
    struct lane *lane = &h->lanes[job->request.lane];
    double again = now() + pause_seconds(job);
    /* What may take as long again must not take all the time there is. */
    double needed = transfer->end == HTTP_TIMEOUT ? h->request_seconds : 0;
    if (job->tries < TRIES && !lane->closed && again + needed < h->deadline) {
        transfer_end(h->transfers, transfer);
        lane->blocked = again > lane->blocked ? again : lane->blocked;
        push_front(&h->waiting[job->request.lane], job);
        return;
    }
    lane->closed |=
        transfer->status == 429 || (transfer->status >= 500 && transfer->advice.retry_after >= 0);
    finish(job, transfer->end);
}

static void redirect(struct job *job)
{
    struct http *h = job->http;
    const struct transfer *transfer = &job->transfer;
    /* A POST is sent again only where the server says so. */
    bool keeps = job->request.type == NULL || transfer->status >= 307;
    char *url = transfer->redirect != NULL ? strdup(transfer->redirect) : NULL;
    if (url == NULL || !keeps || job->redirects == REDIRECTS ||
        http_url_refusal(str_of(url)) != NULL ||
        !http_url_same_origin(str_of(url), str_of(job->request.url))) {
        free(url);
        finish(job, HTTP_REDIRECTED);
        return;
    }
    transfer_end(h->transfers, &job->transfer);
    free(job->url);
    job->url = url;
    job->redirects++;
    job->tries--;
    push_front(&h->waiting[job->request.lane], job);
}

static bool is_redirect(long status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static void judge(struct job *job)
{
    struct http *h = job->http;
    struct transfer *transfer = &job->transfer;
    size_t lane = job->request.lane;
    bool again = transfer->end == HTTP_TIMEOUT || transfer->end == HTTP_BROKEN ||
                 transfer->status == 429 || transfer->status >= 500;
    h->reached |= transfer_is_connected(h->transfers, transfer);
    lane_obey(&h->lanes[lane], &transfer->advice, now());
    if (transfer->hopeless)
        give_up_lane(h, lane);
    if (transfer->end == HTTP_TIMEOUT && now() > h->deadline - 0.01)
        finish(job, HTTP_LATE);
    else if (is_redirect(transfer->status))
        redirect(job);
    else if (again)
        retry_or_finish(job);
    else
        finish(job, transfer->end);
}

/* ---- the loop ---- */

static bool is_idle(const struct http *h)
{
    for (size_t i = 0; i < h->options.lane_count; i++)
        if (h->waiting[i].first != NULL)
            return false;
    return h->running == NULL;
}

/* Works until something is done, or has to be looked at again. */
static void work(struct http *h)
{
    double left = h->deadline - now();
    if (left <= 0 || (h->options.stop != NULL && *h->options.stop)) {
        finish_all(h, left <= 0 ? HTTP_LATE : HTTP_STOPPED);
        return;
    }
    double wait = start_due(h);
    for (struct transfer *done; (done = transfers_next(h->transfers)) != NULL;)
        judge(take_running(h, done->user));
    /* A signal that comes just before the wait is seen soon after it. */
    if (h->done.first == NULL)
        transfers_wait(h->transfers, smaller(smaller(wait, left), 0.1));
}

const struct http_answer *http_next(struct http *h)
{
    free_job(h->taken);
    h->taken = NULL;
    while (h->done.first == NULL && !is_idle(h))
        work(h);
    h->taken = pop(&h->done);
    return h->taken != NULL ? &h->taken->answer : NULL;
}

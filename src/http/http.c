/* The only file that knows libcurl. */
#include "http/http.h"

#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "http/url.h"

enum { TRIES = 3, REDIRECTS = 3 };

/* ---- libcurl, loaded ---- */

#define CURL_FUNCTIONS(F)                                                                          \
    F(global_init) F(version_info) F(easy_init) F(easy_setopt) F(easy_getinfo) F(easy_strerror)    \
    F(easy_cleanup) F(slist_append) F(slist_free_all) F(multi_init) F(multi_add_handle)            \
    F(multi_remove_handle) F(multi_perform) F(multi_poll) F(multi_info_read) F(multi_cleanup)

struct curl_api {
#define F(name) __typeof__(curl_##name) *name;
    CURL_FUNCTIONS(F)
#undef F
};

/* It is never unloaded: a thread of it may still wait for the name of a host. */
static const char *load(struct curl_api *api)
{
    static const char too_old[] = "libcurl is too old: it must be 7.87 or newer";
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        return "libcurl is not installed: apt install libcurl4";
    const struct {
        const char *name;
        void *place;
    } functions[] = {
#define F(name) {"curl_" #name, &api->name},
        CURL_FUNCTIONS(F)
#undef F
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *function = dlsym(library, functions[i].name);
        if (function == NULL)
            return too_old;
        memcpy(functions[i].place, &function, sizeof function);
    }
    /* CURLOPT_QUICK_EXIT came with it. */
    if (api->version_info(CURLVERSION_NOW)->version_num < 0x075700)
        return too_old;
    return api->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? NULL : "libcurl does not start";
}

/* ---- what there is ---- */

struct job {
    struct job *next;
    struct http *http;
    struct http_request request;
    char *url; /* after a redirect; else NULL */
    CURL *easy;
    struct curl_slist *headers;
    struct buf body;
    size_t header_bytes;
    struct lane_advice advice;
    bool too_large;
    unsigned tries, redirects;
    char error[CURL_ERROR_SIZE]; /* libcurl's words */
    struct http_answer answer;
};

struct queue {
    struct job *first, **end;
};

struct http {
    struct curl_api curl;
    struct http_options options;
    CURLM *multi;
    struct lane *lanes;
    struct queue *waiting; /* one for each lane */
    struct job *running;
    struct queue done;
    struct job *taken; /* the one that http_next() has given away */
    double start, deadline;
    double request_seconds; /* for one try */
    bool reached;           /* there was a connection to one server at least */
    unsigned random;
    struct sigaction old_pipe;
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

static void end_transfer(struct job *job)
{
    struct http *h = job->http;
    if (job->easy != NULL) {
        h->curl.multi_remove_handle(h->multi, job->easy);
        h->curl.easy_cleanup(job->easy);
    }
    h->curl.slist_free_all(job->headers);
    job->easy = NULL;
    job->headers = NULL;
}

static void free_job(struct job *job)
{
    if (job == NULL)
        return;
    end_transfer(job);
    buf_free(&job->body);
    free(job->url);
    free(job);
}

static void free_queue(struct queue *q)
{
    for (struct job *job; (job = pop(q)) != NULL;)
        free_job(job);
}

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
    if (h->done.end != NULL)
        free_queue(&h->done);
    free_job(h->taken);
    if (h->multi != NULL) {
        h->curl.multi_cleanup(h->multi);
        sigaction(SIGPIPE, &h->old_pipe, NULL);
    }
    free(h->lanes);
    free(h->waiting);
    free(h);
}

static const char *open_parts(struct http *h)
{
    size_t count = h->options.lane_count;
    h->lanes = calloc(count + 1, sizeof *h->lanes);
    h->waiting = calloc(count + 1, sizeof *h->waiting);
    h->multi = h->curl.multi_init();
    if (h->lanes == NULL || h->waiting == NULL || h->multi == NULL)
        return "out of memory";
    for (size_t i = 0; i < count; i++) {
        lane_open(&h->lanes[i], h->options.lanes[i], h->start);
        h->waiting[i].end = &h->waiting[i].first;
    }
    h->done.end = &h->done.first;
    /* A TLS library may write to a connection that was closed. */
    sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, &h->old_pipe);
    return NULL;
}

struct http *http_open(const struct http_options *options, const char **problem)
{
    struct http *h = calloc(1, sizeof *h);
    *problem = h == NULL ? "out of memory" : load(&h->curl);
    if (*problem != NULL) {
        free(h);
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
    push(&h->waiting[request->lane], job);
    return true;
}

/* ---- ends ---- */

static struct str job_url(const struct job *job)
{
    return str_of(job->url != NULL ? job->url : job->request.url);
}

/* Words for the end; `detail` may be libcurl's. */
static void describe(struct job *job, enum http_end end, const char *detail)
{
    static const char *const words[] = {
        [HTTP_UNREACHABLE] = "cannot be reached",
        [HTTP_UNTRUSTED] = "has no certificate that is trusted",
        [HTTP_TIMEOUT] = "did not answer in time",
        [HTTP_BROKEN] = "broke off the connection",
        [HTTP_TOO_LARGE] = "sent more than is read",
        [HTTP_REDIRECTED] = "points to another place, which is not followed",
        [HTTP_BUSY] = "allows no more requests for now",
        [HTTP_LATE] = "did not answer before the time was up",
        [HTTP_STOPPED] = "was interrupted",
        [HTTP_UNASKED] = "was not asked any more",
        [HTTP_NO_MEMORY] = "was not asked: out of memory",
    };
    struct str host = http_url_host(job_url(job));
    char *text = job->answer.words;
    bool more =
        detail != NULL && (end == HTTP_UNREACHABLE || end == HTTP_UNTRUSTED || end == HTTP_BROKEN);
    if (words[end] != NULL)
        snprintf(text, sizeof job->answer.words, "%.*s %s%s%s%s",
                 host.len > 100 ? 100 : (int)host.len, host.ptr, words[end], more ? " (" : "",
                 more ? detail : "", more ? ")" : "");
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || (unsigned char)*text >= 0x7F)
            *text = ' ';
}

/* The job is in no queue any more. */
static void finish(struct job *job, enum http_end end, const char *detail)
{
    describe(job, end, detail);
    end_transfer(job);
    job->answer.request = &job->request;
    job->answer.end = end;
    job->answer.retry_after = job->advice.retry_after;
    job->answer.body = end == HTTP_ANSWERED ? buf_str(&job->body) : STR_NONE;
    push(&job->http->done, job);
}

static void finish_waiting(struct http *h, size_t lane, enum http_end end)
{
    for (struct job *job; (job = pop(&h->waiting[lane])) != NULL;)
        finish(job, end, NULL);
}

void http_close_lane(struct http *h, size_t lane)
{
    h->lanes[lane].closed = true;
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
        finish(take_running(h, h->running), end, NULL);
    for (size_t i = 0; i < h->options.lane_count; i++)
        finish_waiting(h, i, end);
}

/* ---- while it runs ---- */

static size_t on_body(char *ptr, size_t size, size_t count, void *user)
{
    struct job *job = user;
    /* Counted here, since it is unpacked here: no other limit of libcurl's sees that. */
    if (count * size > HTTP_BODY_MAX - job->body.len) {
        job->too_large = true;
        return 0;
    }
    buf_add(&job->body, ptr, count * size);
    return job->body.failed ? 0 : count * size;
}

static size_t on_header(char *ptr, size_t size, size_t count, void *user)
{
    struct job *job = user;
    job->header_bytes += count * size;
    if (job->header_bytes > HTTP_HEADERS_MAX) {
        job->too_large = true;
        return 0;
    }
    lane_read_header(&job->advice, (struct str){ptr, count * size}, (double)time(NULL));
    return count * size;
}

/* ---- starting ---- */

static bool is_connected(const struct job *job)
{
    curl_off_t connected = 0;
    if (job->easy != NULL)
        job->http->curl.easy_getinfo(job->easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
    return connected > 0;
}

/*
 * How long a connection may take. While nobody has been reached it may well be that there is no
 * network: all servers together have the time of one then, and the first one most of it.
 */
static double connect_seconds(struct http *h, double time)
{
    for (const struct job *job = h->running; job != NULL; job = job->next)
        h->reached |= is_connected(job);
    if (h->reached)
        return HTTP_CONNECT_SECONDS;
    bool others = false;
    for (size_t i = 0; i < h->options.lane_count; i++)
        others |= !h->lanes[i].tried;
    double left = h->start + HTTP_CONNECT_SECONDS - time;
    return others ? left * 2 / 3 : left;
}

static bool add_headers(struct http *h, struct job *job)
{
    char type[100] = "Accept: application/json";
    const char *const *more = job->request.headers;
    for (const char *header = type; header != NULL; header = more != NULL ? *more++ : NULL) {
        struct curl_slist *list = h->curl.slist_append(job->headers, header);
        if (list == NULL)
            return false;
        job->headers = list;
    }
    if (job->request.type == NULL)
        return true;
    snprintf(type, sizeof type, "Content-Type: %s", job->request.type);
    struct curl_slist *list = h->curl.slist_append(job->headers, type);
    job->headers = list != NULL ? list : job->headers;
    return list != NULL;
}

/* A variable that is set to something, or NULL. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

static bool set_options(struct http *h, struct job *job, double time)
{
    CURLcode code = CURLE_OK;
#define SET(option, value)                                                                         \
    if (code == CURLE_OK)                                                                          \
    code = h->curl.easy_setopt(job->easy, CURLOPT_##option, value)
    struct str url = job_url(job);
    bool local = http_url_is_local(url);
    double connect = connect_seconds(h, time);
    double whole = smaller(h->deadline - time, h->request_seconds);
    SET(URL, url.ptr);
    SET(PROTOCOLS_STR, local ? "http" : "https");
    SET(FOLLOWLOCATION, 0L);
    SET(NOSIGNAL, 1L);
    SET(QUICK_EXIT, 1L); /* else a name that is looked up is waited for, however long */
    SET(CONNECTTIMEOUT_MS, connect > 0.001 ? (long)(connect * 1000) : 1L);
    SET(TIMEOUT_MS, whole > 0.001 ? (long)(whole * 1000) : 1L);
    SET(PIPEWAIT, 1L);
    SET(USERAGENT, h->options.agent);
    SET(ACCEPT_ENCODING, "");
    SET(HTTPHEADER, job->headers);
    SET(ERRORBUFFER, job->error);
    SET(PRIVATE, (void *)job);
    SET(WRITEFUNCTION, on_body);
    SET(WRITEDATA, (void *)job);
    SET(HEADERFUNCTION, on_header);
    SET(HEADERDATA, (void *)job);
    if (local)
        SET(NOPROXY, "*");
    /* The authorities of the environment, as the program curl takes them. */
    const char *bundle = variable("CURL_CA_BUNDLE"), *folder = variable("SSL_CERT_DIR");
    if (bundle == NULL && folder != NULL)
        SET(CAPATH, folder);
    bundle = bundle != NULL ? bundle : variable("SSL_CERT_FILE");
    if (bundle != NULL)
        SET(CAINFO, bundle);
    if (job->request.type != NULL) {
        SET(POSTFIELDSIZE_LARGE, (curl_off_t)job->request.body.len);
        SET(POSTFIELDS, job->request.body.ptr);
    }
#undef SET
    return code == CURLE_OK;
}

static void start(struct http *h, struct job *job, double time)
{
    lane_start(&h->lanes[job->request.lane]);
    job->next = h->running;
    h->running = job;
    job->tries++;
    job->header_bytes = 0;
    job->body.len = 0;
    job->error[0] = '\0';
    job->advice = LANE_ADVICE_NONE;
    job->answer.status = 0;
    job->easy = h->curl.easy_init();
    if (job->easy == NULL || !add_headers(h, job) || !set_options(h, job, time) ||
        h->curl.multi_add_handle(h->multi, job->easy) != CURLM_OK)
        finish(take_running(h, job), HTTP_NO_MEMORY, NULL);
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

/* ---- the end of a transfer ---- */

/* A pause before the next try: what the server asks for, or a random one that grows. */
static double pause_seconds(struct job *job)
{
    struct http *h = job->http;
    h->random = h->random * 1103515245u + 12345u;
    double jitter = (double)(h->random >> 16 & 0xFF) / 256;
    double own = (0.5 + 0.5 * jitter) * job->tries;
    return job->advice.retry_after >= 0 ? job->advice.retry_after + 0.1 * jitter : own;
}

static void retry_or_finish(struct job *job, enum http_end end, const char *detail)
{
    struct http *h = job->http;
    struct lane *lane = &h->lanes[job->request.lane];
    double time = now(), again = time + pause_seconds(job);
    bool alone = job->answer.status == 429 || job->advice.retry_after >= 0;
    /* What may take as long again must not take all the time there is. */
    double needed = end == HTTP_TIMEOUT ? h->request_seconds : 0;
    if (job->tries < TRIES && !lane->closed && again + needed < h->deadline) {
        end_transfer(job);
        lane->blocked = again > lane->blocked ? again : lane->blocked;
        push_front(&h->waiting[job->request.lane], job);
    } else {
        lane->closed |= end == HTTP_ANSWERED && alone;
        finish(job, end, detail);
    }
}

static void redirect(struct job *job, const char *to)
{
    /* A POST is sent again only where the server says so. */
    bool keeps = job->request.type == NULL || job->answer.status >= 307;
    char *url = to != NULL ? strdup(to) : NULL;
    if (url == NULL || !keeps || job->redirects == REDIRECTS || http_url_refusal(str_of(url)) ||
        !http_url_same_origin(str_of(url), str_of(job->request.url))) {
        free(url);
        finish(job, HTTP_REDIRECTED, NULL);
        return;
    }
    end_transfer(job);
    free(job->url);
    job->url = url;
    job->redirects++;
    job->tries--;
    push_front(&job->http->waiting[job->request.lane], job);
}

static bool is_redirect(long status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static void judge_answer(struct job *job)
{
    struct http *h = job->http;
    long status = 0;
    char *to = NULL;
    h->curl.easy_getinfo(job->easy, CURLINFO_RESPONSE_CODE, &status);
    h->curl.easy_getinfo(job->easy, CURLINFO_REDIRECT_URL, &to);
    job->answer.status = status;
    lane_obey(&h->lanes[job->request.lane], &job->advice, now());
    if (is_redirect(status))
        redirect(job, to);
    else if (status == 429 || status >= 500)
        retry_or_finish(job, HTTP_ANSWERED, NULL);
    else
        finish(job, HTTP_ANSWERED, NULL);
}

/* What libcurl's codes mean; RETRY: it may be better the next time, CLOSE: for no request to it. */
enum { RETRY = 1, CLOSE = 2 };
static const struct {
    CURLcode code;
    enum http_end end;
    unsigned flags;
} failures[] = {
    {CURLE_COULDNT_RESOLVE_HOST, HTTP_UNREACHABLE, CLOSE},
    {CURLE_COULDNT_RESOLVE_PROXY, HTTP_UNREACHABLE, CLOSE},
    {CURLE_COULDNT_CONNECT, HTTP_UNREACHABLE, CLOSE},
    {CURLE_SSL_CONNECT_ERROR, HTTP_UNREACHABLE, CLOSE},
    {CURLE_PEER_FAILED_VERIFICATION, HTTP_UNTRUSTED, CLOSE},
    {CURLE_SSL_CACERT_BADFILE, HTTP_UNTRUSTED, CLOSE},
    {CURLE_OPERATION_TIMEDOUT, HTTP_TIMEOUT, RETRY},
    {CURLE_SEND_ERROR, HTTP_BROKEN, RETRY},
    {CURLE_RECV_ERROR, HTTP_BROKEN, RETRY},
    {CURLE_GOT_NOTHING, HTTP_BROKEN, RETRY},
    {CURLE_PARTIAL_FILE, HTTP_BROKEN, RETRY},
    {CURLE_HTTP2, HTTP_BROKEN, RETRY},
    {CURLE_HTTP2_STREAM, HTTP_BROKEN, RETRY},
    {CURLE_OUT_OF_MEMORY, HTTP_NO_MEMORY, CLOSE},
};

/* No further request in this lane, nor one that still waits for its connection. */
static void give_up_lane(struct http *h, size_t lane)
{
    h->lanes[lane].closed = true;
    for (struct job *job = h->running, *next; job != NULL; job = next) {
        next = job->next;
        if (job->request.lane == lane && !is_connected(job))
            finish(take_running(h, job), HTTP_UNASKED, NULL);
    }
}

static void judge_failure(struct job *job, CURLcode code)
{
    struct http *h = job->http;
    enum http_end end = HTTP_BROKEN;
    unsigned flags = 0;
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        if (failures[i].code == code) {
            end = failures[i].end;
            flags = failures[i].flags;
        }
    }
    if (end == HTTP_TIMEOUT && now() > h->deadline - 0.01) {
        end = HTTP_LATE;
        flags = 0;
    } else if (end == HTTP_TIMEOUT && !is_connected(job)) {
        end = HTTP_UNREACHABLE;
        flags = CLOSE;
    }
    if (job->too_large || job->body.failed) {
        end = job->too_large ? HTTP_TOO_LARGE : HTTP_NO_MEMORY;
        flags = 0;
    }
    if (flags & CLOSE)
        give_up_lane(h, job->request.lane);
    if (flags & RETRY)
        retry_or_finish(job, end, h->curl.easy_strerror(code));
    else
        finish(job, end,
               end == HTTP_UNTRUSTED && job->error[0] != '\0' ? job->error
                                                              : h->curl.easy_strerror(code));
}

static void collect(struct http *h)
{
    int left;
    for (CURLMsg *message; (message = h->curl.multi_info_read(h->multi, &left)) != NULL;) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURLcode code = message->data.result;
        char *private = NULL;
        h->curl.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &private);
        struct job *job = take_running(h, (struct job *)(void *)private);
        h->reached |= is_connected(job);
        if (code == CURLE_OK)
            judge_answer(job);
        else
            judge_failure(job, code);
    }
}

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
    int active;
    h->curl.multi_perform(h->multi, &active);
    collect(h);
    if (h->done.first != NULL)
        return;
    /* A signal that comes just before the wait is seen soon after it. */
    wait = smaller(smaller(wait, left), 0.1);
    h->curl.multi_poll(h->multi, NULL, 0, (int)(wait * 1000) + 1, NULL);
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

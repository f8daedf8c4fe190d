/*
 * Requests over HTTP, many side by side, with limits on everything a server could do to us. libcurl
 * is loaded when http_open() is called, and not before.
 *
 * Each request belongs to a lane, one for each server: it has its own speed, and when the server
 * cannot be reached, is not to be trusted, or wants to be left alone, the lane is closed and what
 * waits in it comes back unasked. Answers of 429 and 5xx, time-outs and broken connections are
 * tried again, twice, after a pause that the server may set. Redirects are followed within their
 * origin, three times.
 */
#ifndef CV2TEX_HTTP_HTTP_H
#define CV2TEX_HTTP_HTTP_H

#include <signal.h>

#include "http/lane.h"

enum {
    HTTP_BODY_MAX = 4 << 20,    /* bytes, unpacked: 2,000 records of ADS come to 1 MB */
    HTTP_HEADERS_MAX = 64 << 10 /* bytes */
};
#define HTTP_CONNECT_SECONDS 4.8 /* 5, less what it takes to come to an end */
#define HTTP_REQUEST_SECONDS 20.0

struct http_options {
    const struct http_lane *lanes;
    size_t lane_count;
    const char *agent;                 /* User-Agent */
    double seconds;                    /* from http_open() to the last answer */
    const volatile sig_atomic_t *stop; /* end it all when this is not 0; or NULL */
};

/* What it points to outlives the answer. */
struct http_request {
    size_t lane;
    const char *url;            /* http_url_refusal() has nothing against it */
    const char *type;           /* of the body; NULL: a GET without one */
    struct str body;            /* of a POST */
    const char *const *headers; /* "Name: value", NULL-terminated; or NULL */
    void *user;
};

enum http_end {
    HTTP_ANSWERED,    /* with a status, whatever it is */
    HTTP_UNREACHABLE, /* no such host, or no connection */
    HTTP_UNTRUSTED,   /* no certificate that we trust */
    HTTP_TIMEOUT,     /* nothing came, or not all */
    HTTP_BROKEN,      /* the connection was cut */
    HTTP_GARBLED,     /* it was no HTTP */
    HTTP_TOO_LARGE,   /* more than HTTP_BODY_MAX or HTTP_HEADERS_MAX */
    HTTP_REDIRECTED,  /* to where we do not follow */
    HTTP_BUSY,        /* it allows no more requests while there is time */
    HTTP_LATE,        /* the time for everything is over */
    HTTP_STOPPED,
    HTTP_UNASKED, /* the lane was closed before */
    HTTP_NO_MEMORY
};

struct http_answer {
    const struct http_request *request;
    enum http_end end;
    long status;        /* of HTTP_ANSWERED */
    double retry_after; /* seconds the server wants to be left alone; negative: not said */
    struct str body;
    char words[200]; /* what happened, when it was not answered: "example.org cannot be reached" */
};

struct http;

/* NULL, and *problem, when libcurl is not there or memory ran out. */
struct http *http_open(const struct http_options *options, const char **problem);

/* Queues a request, which is copied, but not what it points to. False when memory ran out. */
bool http_add(struct http *h, const struct http_request *request);

/* Nothing more is asked in this lane; what runs may still be answered. */
void http_close_lane(struct http *h, size_t lane);

/* Waits for the next answer, which is valid until the next call; NULL when there is nothing left.
 */
const struct http_answer *http_next(struct http *h);

/* Ends all that still runs. h may be NULL. */
void http_free(struct http *h);

#endif

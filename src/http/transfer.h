/*
 * One exchange with a server, through libcurl: one try, without redirects. What comes of it is told
 * as data; what to do then is http.c's business.
 */
#ifndef CV2TEX_HTTP_TRANSFER_H
#define CV2TEX_HTTP_TRANSFER_H

#include "base/buf.h"
#include "http/http.h"
#include "http/lane.h"

struct transfers; /* libcurl, and all that is under way */

struct transfer {
    /* Set before it starts. What it points to outlives it. */
    const char *url, *agent;
    const struct http_request *request;
    double connect_seconds, seconds;
    void *user;

    /* What came of it. */
    enum http_end end;
    long status;          /* of HTTP_ANSWERED */
    const char *redirect; /* where to, or NULL; valid until transfer_end() */
    const char *detail;   /* libcurl's words for another end; the same */
    bool hopeless;        /* another request to this server will not do better */
    struct lane_advice advice;
    struct buf body; /* kept by transfer_end(), to be freed */

    /* transfer.c's */
    void *easy;
    struct curl_slist *headers;
    size_t header_bytes;
    bool too_large;
    char error[256];
};

/* Loads libcurl. NULL when it worked, else what is wrong. */
const char *transfers_open(struct transfers **opened);

/* Nothing may be under way any more. t may be NULL. */
void transfers_free(struct transfers *t);

/* Starts it anew; false when memory ran out. transfer_end() must follow either way. */
bool transfer_start(struct transfers *t, struct transfer *transfer);

/* Ends it, wherever it is; may be called again. */
void transfer_end(struct transfers *t, struct transfer *transfer);

/* True when there was, or is, a connection to the server. */
bool transfer_is_connected(struct transfers *t, const struct transfer *transfer);

/* Works on all that is under way; returns one that is done, which is to be ended, or NULL. */
struct transfer *transfers_next(struct transfers *t);

/* Sleeps until something happens, or as long. */
void transfers_wait(struct transfers *t, double seconds);

#endif

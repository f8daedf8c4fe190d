/* The only file that knows libcurl. */
#include "http/transfer.h"

#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "http/url.h"

_Static_assert(sizeof((struct transfer){0}.error) >= CURL_ERROR_SIZE, "libcurl writes as much");

/* ---- libcurl, loaded ---- */

#define CURL_FUNCTIONS(F)                                                                          \
    F(global_init) F(version_info) F(easy_init) F(easy_setopt) F(easy_getinfo) F(easy_strerror)    \
    F(easy_cleanup) F(slist_append) F(slist_free_all) F(multi_init) F(multi_add_handle)            \
    F(multi_remove_handle) F(multi_perform) F(multi_poll) F(multi_info_read) F(multi_cleanup)

struct transfers {
#define F(name) __typeof__(curl_##name) *name;
    CURL_FUNCTIONS(F)
#undef F
    CURLM *multi;
    struct sigaction old_pipe;
};

/* It is never unloaded: a thread of it may still wait for the name of a host. */
static const char *load(struct transfers *t)
{
    static const char too_old[] = "libcurl is too old: it must be 7.87 or newer";
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        return "libcurl is not installed: apt install libcurl4";
    const struct {
        const char *name;
        void *place;
    } functions[] = {
#define F(name) {"curl_" #name, &t->name},
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
    if (t->version_info(CURLVERSION_NOW)->version_num < 0x075700)
        return too_old;
    return t->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? NULL : "libcurl does not start";
}

const char *transfers_open(struct transfers **opened)
{
    struct transfers *t = calloc(1, sizeof *t);
    const char *problem = t != NULL ? load(t) : "out of memory";
    if (problem == NULL && (t->multi = t->multi_init()) == NULL)
        problem = "out of memory";
    if (problem != NULL) {
        free(t);
        return problem;
    }
    /* A TLS library may write to a connection that was closed. */
    sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, &t->old_pipe);
    *opened = t;
    return NULL;
}

void transfers_free(struct transfers *t)
{
    if (t == NULL)
        return;
    t->multi_cleanup(t->multi);
    sigaction(SIGPIPE, &t->old_pipe, NULL);
    free(t);
}

/* ---- what comes in ---- */

static size_t on_body(char *ptr, size_t size, size_t count, void *user)
{
    struct transfer *transfer = user;
    /* Counted here, since it is unpacked here: no other limit of libcurl's sees that. */
    if (count * size > HTTP_BODY_MAX - transfer->body.len) {
        transfer->too_large = true;
        return 0;
    }
    buf_add(&transfer->body, ptr, count * size);
    return transfer->body.failed ? 0 : count * size;
}

static size_t on_header(char *ptr, size_t size, size_t count, void *user)
{
    struct transfer *transfer = user;
    transfer->header_bytes += count * size;
    if (transfer->header_bytes > HTTP_HEADERS_MAX) {
        transfer->too_large = true;
        return 0;
    }
    lane_read_header(&transfer->advice, (struct str){ptr, count * size}, (double)time(NULL));
    return count * size;
}

/* ---- starting ---- */

static bool add_header(struct transfers *t, struct transfer *transfer, const char *header)
{
    struct curl_slist *list = t->slist_append(transfer->headers, header);
    if (list != NULL)
        transfer->headers = list;
    return list != NULL;
}

static bool add_headers(struct transfers *t, struct transfer *transfer)
{
    const struct http_request *request = transfer->request;
    char type[100];
    bool ok = add_header(t, transfer, "Accept: application/json");
    for (const char *const *more = request->headers; ok && more != NULL && *more != NULL; more++)
        ok = add_header(t, transfer, *more);
    if (request->type == NULL)
        return ok;
    snprintf(type, sizeof type, "Content-Type: %s", request->type);
    return ok && add_header(t, transfer, type);
}

/* A variable that is set to something, or NULL. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

static long milliseconds(double seconds)
{
    return seconds > 0.001 ? (long)(seconds * 1000) : 1; /* 0 is no limit */
}

static bool set_options(struct transfers *t, struct transfer *transfer)
{
    CURLcode code = CURLE_OK;
#define SET(option, value)                                                                         \
    if (code == CURLE_OK)                                                                          \
    code = t->easy_setopt(transfer->easy, CURLOPT_##option, value)
    const struct http_request *request = transfer->request;
    bool local = http_url_is_local(str_of(transfer->url));
    SET(URL, transfer->url);
    SET(PROTOCOLS_STR, local ? "http" : "https");
    SET(FOLLOWLOCATION, 0L);
    SET(NOSIGNAL, 1L);
    SET(QUICK_EXIT, 1L); /* else a name that is looked up is waited for, however long */
    SET(CONNECTTIMEOUT_MS, milliseconds(transfer->connect_seconds));
    SET(TIMEOUT_MS, milliseconds(transfer->seconds));
    SET(PIPEWAIT, 1L);
    SET(USERAGENT, transfer->agent);
    SET(ACCEPT_ENCODING, "");
    SET(HTTPHEADER, transfer->headers);
    SET(ERRORBUFFER, transfer->error);
    SET(PRIVATE, (void *)transfer);
    SET(WRITEFUNCTION, on_body);
    SET(WRITEDATA, (void *)transfer);
    SET(HEADERFUNCTION, on_header);
    SET(HEADERDATA, (void *)transfer);
    if (local)
        SET(NOPROXY, "*");
    /* The authorities of the environment, as the program curl takes them. */
    const char *bundle = variable("CURL_CA_BUNDLE"), *folder = variable("SSL_CERT_DIR");
    if (bundle == NULL && folder != NULL)
        SET(CAPATH, folder);
    bundle = bundle != NULL ? bundle : variable("SSL_CERT_FILE");
    if (bundle != NULL)
        SET(CAINFO, bundle);
    if (request->type != NULL) {
        SET(POSTFIELDSIZE_LARGE, (curl_off_t)request->body.len);
        SET(POSTFIELDS, request->body.ptr);
    }
#undef SET
    return code == CURLE_OK;
}

bool transfer_start(struct transfers *t, struct transfer *transfer)
{
    transfer->status = 0;
    transfer->redirect = transfer->detail = NULL;
    transfer->hopeless = transfer->too_large = false;
    transfer->advice = LANE_ADVICE_NONE;
    transfer->header_bytes = transfer->body.len = 0;
    transfer->error[0] = '\0';
    transfer->easy = t->easy_init();
    return transfer->easy != NULL && add_headers(t, transfer) && set_options(t, transfer) &&
           t->multi_add_handle(t->multi, transfer->easy) == CURLM_OK;
}

void transfer_end(struct transfers *t, struct transfer *transfer)
{
    if (transfer->easy != NULL) {
        t->multi_remove_handle(t->multi, transfer->easy);
        t->easy_cleanup(transfer->easy);
    }
    t->slist_free_all(transfer->headers);
    transfer->easy = NULL;
    transfer->headers = NULL;
    transfer->redirect = transfer->detail = NULL;
}

/* ---- what comes of it ---- */

bool transfer_is_connected(struct transfers *t, const struct transfer *transfer)
{
    curl_off_t connected = 0;
    if (transfer->easy != NULL)
        t->easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
    return connected > 0;
}

/* What libcurl's codes mean; those that are not here are HTTP_GARBLED. */
static const struct {
    CURLcode code;
    enum http_end end;
    bool hopeless;
} failures[] = {
    {CURLE_COULDNT_RESOLVE_HOST, HTTP_UNREACHABLE, true},
    {CURLE_COULDNT_RESOLVE_PROXY, HTTP_UNREACHABLE, true},
    {CURLE_COULDNT_CONNECT, HTTP_UNREACHABLE, true},
    {CURLE_SSL_CONNECT_ERROR, HTTP_UNREACHABLE, true},
    {CURLE_PEER_FAILED_VERIFICATION, HTTP_UNTRUSTED, true},
    {CURLE_SSL_CACERT_BADFILE, HTTP_UNTRUSTED, true},
    {CURLE_OPERATION_TIMEDOUT, HTTP_TIMEOUT, false},
    {CURLE_SEND_ERROR, HTTP_BROKEN, false},
    {CURLE_RECV_ERROR, HTTP_BROKEN, false},
    {CURLE_GOT_NOTHING, HTTP_BROKEN, false},
    {CURLE_PARTIAL_FILE, HTTP_BROKEN, false},
    {CURLE_HTTP2, HTTP_BROKEN, false},
    {CURLE_HTTP2_STREAM, HTTP_BROKEN, false},
    {CURLE_OUT_OF_MEMORY, HTTP_NO_MEMORY, false},
};

static void judge_failure(struct transfers *t, struct transfer *transfer, CURLcode code)
{
    transfer->end = HTTP_GARBLED;
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        if (failures[i].code == code) {
            transfer->end = failures[i].end;
            transfer->hopeless = failures[i].hopeless;
        }
    }
    if (transfer->end == HTTP_TIMEOUT && !transfer_is_connected(t, transfer)) {
        transfer->end = HTTP_UNREACHABLE;
        transfer->hopeless = true;
    }
    if (transfer->too_large)
        transfer->end = HTTP_TOO_LARGE;
    if (transfer->body.failed)
        transfer->end = HTTP_NO_MEMORY;
    bool own_words = transfer->end == HTTP_UNTRUSTED && transfer->error[0] != '\0';
    transfer->detail = own_words ? transfer->error : t->easy_strerror(code);
}

static void judge(struct transfers *t, struct transfer *transfer, CURLcode code)
{
    char *redirect = NULL;
    if (code != CURLE_OK) {
        judge_failure(t, transfer, code);
        return;
    }
    transfer->end = HTTP_ANSWERED;
    t->easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &transfer->status);
    t->easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &redirect);
    transfer->redirect = redirect;
}

struct transfer *transfers_next(struct transfers *t)
{
    int active, left;
    t->multi_perform(t->multi, &active);
    for (CURLMsg *message; (message = t->multi_info_read(t->multi, &left)) != NULL;) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURLcode code = message->data.result;
        char *user = NULL;
        t->easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &user);
        struct transfer *transfer = (struct transfer *)(void *)user;
        judge(t, transfer, code);
        return transfer;
    }
    return NULL;
}

void transfers_wait(struct transfers *t, double seconds)
{
    t->multi_poll(t->multi, NULL, 0, (int)(seconds * 1000) + 1, NULL);
}

/* URLs, as far as it matters where a request goes. */
#ifndef CV2TEX_HTTP_URL_H
#define CV2TEX_HTTP_URL_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * NULL when requests may go to this URL: it is https, or http to the loopback, and nothing in it
 * can be taken for another place (a user's name, blanks, control characters, a backslash). Else why
 * not.
 */
const char *http_url_refusal(struct str url);

/* "example.org:8080" of "https://example.org:8080/path". */
struct str http_url_host(struct str url);

/* True when the host is this machine's loopback, by http or https. */
bool http_url_is_loopback(struct str url);

/* True for http to the loopback: such a request takes no proxy. */
bool http_url_is_local(struct str url);

/* True when both have the same scheme, host and port: keys may go to both. */
bool http_url_same_origin(struct str a, struct str b);

/* Appends s with all but letters, digits and "-._~" as %XX. */
void http_escape(struct buf *b, struct str s);

#endif

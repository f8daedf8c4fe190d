#include "http/url.h"

#include "base/ascii.h"

static const char *const schemes[] = {"https://", "http://"};

/* The length of the scheme with its slashes, or 0 when it is none of ours. */
static size_t scheme_length(struct str url)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t len = strlen(schemes[i]);
        if (str_eq_nocase(str_sub(url, 0, len), str_of(schemes[i])))
            return len;
    }
    return 0;
}

struct str http_url_host(struct str url)
{
    size_t from = scheme_length(url), to = from;
    while (to < url.len && strchr("/?#", url.ptr[to]) == NULL)
        to++;
    return str_sub(url, from, to);
}

/* The host without its port. */
static struct str bare_host(struct str host)
{
    if (host.len > 0 && host.ptr[0] == '[')
        return str_sub(host, 0, str_find(host, 0, ']') + 1);
    return str_sub(host, 0, str_find(host, 0, ':'));
}

/* Four numbers up to 255, the first of which is 127: not the shorter forms that inet_aton() takes.
 */
static bool is_loopback_address(struct str host)
{
    unsigned numbers = 0;
    for (size_t i = 0; i < host.len; numbers++) {
        size_t end = str_find(host, i, '.');
        unsigned value = 0;
        for (size_t j = i; j < end; j++) {
            if (!ascii_is_digit(host.ptr[j]) || end - i > 3)
                return false;
            value = value * 10 + (unsigned)(host.ptr[j] - '0');
        }
        if (end == i || value > 255 || (i == 0 && value != 127))
            return false;
        i = end + 1;
    }
    return numbers == 4 && host.ptr[host.len - 1] != '.';
}

bool http_url_is_loopback(struct str url)
{
    struct str host = bare_host(http_url_host(url));
    return str_eq_nocase(host, STR("localhost")) || str_is(host, "[::1]") ||
           is_loopback_address(host);
}

bool http_url_is_local(struct str url)
{
    return str_eq_nocase(str_sub(url, 0, 7), STR("http://")) && http_url_is_loopback(url);
}

static bool is_host(struct str host)
{
    struct str bare = bare_host(host);
    for (size_t i = 0; i < host.len; i++)
        if (!ascii_is_alnum(host.ptr[i]) && strchr("-._[]:", host.ptr[i]) == NULL)
            return false;
    for (size_t i = bare.len + 1; i < host.len; i++)
        if (!ascii_is_digit(host.ptr[i]))
            return false;
    return bare.len > 0 && host.len != bare.len + 1 &&
           (host.len == bare.len || host.ptr[bare.len] == ':');
}

const char *http_url_refusal(struct str url)
{
    size_t len = scheme_length(url);
    if (len == 0)
        return "it does not start with https://";
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] <= ' ' || (unsigned char)url.ptr[i] >= 0x7F ||
            url.ptr[i] == '\\')
            return "it holds a character that no URL has";
    if (!is_host(http_url_host(url)))
        return "its host is not plain";
    if (len == strlen("http://") && !http_url_is_local(url))
        return "plain http goes to this machine only; use https";
    return NULL;
}

bool http_url_same_origin(struct str a, struct str b)
{
    size_t len = scheme_length(a);
    return len > 0 && len == scheme_length(b) && str_eq_nocase(http_url_host(a), http_url_host(b));
}

void http_escape(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (ascii_is_alnum(s.ptr[i]) || (s.ptr[i] != '\0' && strchr("-._~", s.ptr[i]) != NULL))
            buf_addc(b, s.ptr[i]);
        else
            buf_addf(b, "%%%02X", (unsigned char)s.ptr[i]);
    }
}

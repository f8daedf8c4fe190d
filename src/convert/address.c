/* Which addresses JSON Resume's schema takes for an address. */
#include "base/ascii.h"
#include "convert/address.h"
#include "model/check.h"

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

bool address_is_uri(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool escape =
            c == '%' && i + 2 < text.len && is_hex(text.ptr[i + 1]) && is_hex(text.ptr[i + 2]);
        if (!escape && !ascii_is_alnum(c) &&
            (c == '\0' || strchr("-._~:/?#@!$&'()*+,;=", c) == NULL))
            return false;
    }
    return check_is_address(text);
}

/* example.org: labels of letters, digits and inner hyphens, with dots between them. */
static bool is_host(struct str text)
{
    bool dot = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i], before = i > 0 ? text.ptr[i - 1] : '.';
        bool inner = before != '.' && before != '-' && i + 1 < text.len;
        if (!ascii_is_alnum(c) &&
            !(c == '-' && before != '.' && i + 1 < text.len && text.ptr[i + 1] != '.') &&
            !(c == '.' && inner))
            return false;
        dot = dot || c == '.';
    }
    return dot;
}

bool address_is_email(struct str text)
{
    size_t at = str_find(text, 0, '@');
    if (at == 0 || at >= text.len || text.ptr[0] == '.' || text.ptr[at - 1] == '.')
        return false;
    for (size_t i = 0; i < at; i++)
        if (!ascii_is_alnum(text.ptr[i]) &&
            (text.ptr[i] == '\0' || strchr(".!#$%&'*+/=?^_`{|}~-", text.ptr[i]) == NULL ||
             (text.ptr[i] == '.' && text.ptr[i + 1] == '.')))
            return false;
    return is_host(str_sub(text, at + 1, text.len));
}

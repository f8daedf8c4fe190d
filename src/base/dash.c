#include "base/dash.h"

#include "base/ascii.h"
#include "base/entity.h"
#include "base/utf8.h"

/* Bytes of the one dash at the start of s, or 0: a hyphen, U+2010 to U+2015, U+2212, or an entity. */
static size_t one_dash(struct str s, uint32_t *cp)
{
    size_t len = 0;
    *cp = 0;
    if (s.len > 0)
        len = s.ptr[0] == '&' ? entity_decode(s, cp) : utf8_decode(s.ptr, s.ptr + s.len, cp);
    return *cp == '-' || (*cp >= 0x2010 && *cp <= 0x2015) || *cp == 0x2212 ? len : 0;
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.len && ascii_is_space(text.ptr[at]))
        at++;
    return at;
}

enum dash dash_at(struct str text, size_t at, size_t *end)
{
    for (*end = at; *end < text.len && ascii_is_alnum(text.ptr[*end]);)
        ++*end;
    if (*end > at)
        return DASH_NONE;
    size_t from = skip_blanks(text, at), to = from, len, count = 0;
    uint32_t cp, last = 0;
    bool hyphens = true;
    for (; (len = one_dash(str_sub(text, to, text.len), &cp)) > 0; to += len, count++) {
        hyphens = hyphens && cp == '-';
        last = cp;
    }
    *end = skip_blanks(text, to);
    if (count == 0) {
        *end = from > at ? from : at + 1;
        return DASH_NONE;
    }
    if (from > at || *end > to || to - from > 3)
        return DASH_OTHER;
    if (hyphens && count <= 2)
        return count == 1 ? DASH_HYPHEN : DASH_TWO_HYPHENS;
    return count == 1 && last == 0x2013 ? DASH_EN : DASH_OTHER;
}

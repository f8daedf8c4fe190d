#include "base/fold.h"

#include "base/ascii.h"
#include "base/utf8.h"

bool fold_is_ideograph(uint32_t cp)
{
    return (cp >= 0x3040 && cp < 0x3100) || (cp >= 0x3400 && cp < 0xA000) ||
           (cp >= 0xAC00 && cp < 0xD7A4);
}

uint32_t fold_char(uint32_t cp)
{
    if (cp < 0x80)
        return ascii_is_alnum((char)cp) ? (uint32_t)ascii_lower((char)cp)
               : cp == '\''             ? FOLD_MARK
                                        : 0;
    if (cp >= 0xAA && cp < 0x980)
        return fold_low[cp - 0xAA];
    if (cp >= 0x1E00 && cp < 0x2000)
        return fold_high[cp - 0x1E00];
    if (cp == 0x2019 || cp == 0x200C || cp == 0x200D)
        return FOLD_MARK;
    bool sign = cp < 0xAA || (cp >= 0x2000 && cp < 0x2C00) || (cp >= 0x3000 && cp < 0x3005) ||
                (cp >= 0x3008 && cp < 0x3021) || cp == 0x30FB || (cp >= 0xFF00 && cp < 0xFF10);
    return sign ? 0 : cp;
}

/* Letters that many write as two. */
static const char *pair_of(uint32_t cp)
{
    return cp == 0xDF || cp == 0x1E9E    ? "ss"
           : cp == 0xC6 || cp == 0xE6    ? "ae"
           : cp == 0x152 || cp == 0x153  ? "oe"
           : cp == 0xDE || cp == 0xFE    ? "th"
                                         : NULL;
}

/* Where a text begins, which may be no text at all. */
static const char *start_of(struct str text)
{
    return text.len > 0 ? text.ptr : "";
}

size_t fold_text(struct str text, char *out)
{
    const char *p = start_of(text), *end = p + text.len;
    size_t len = 0, step;
    for (; p < end; p += step) {
        uint32_t cp = 0;
        if ((unsigned char)*p < 0x80) {
            step = 1;
            if (ascii_is_alnum(*p))
                out[len++] = ascii_lower(*p);
            continue;
        }
        step = utf8_decode(p, end, &cp);
        if (step == 0)
            step = 1; /* cp is 0: left out */
        const char *pair = pair_of(cp);
        if (pair != NULL) {
            memcpy(out + len, pair, 2);
            len += 2;
            continue;
        }
        cp = fold_char(cp);
        if (cp > FOLD_MARK)
            len += utf8_encode(cp, out + len);
    }
    return len;
}

size_t fold_words(struct str text, char *out, size_t size)
{
    size_t len = 0, step;
    const char *end = text.len > 0 ? text.ptr + text.len : text.ptr;
    bool gap = false;
    for (const char *p = text.ptr; p < end; p += step) {
        uint32_t cp = 0;
        step = utf8_decode(p, end, &cp);
        step = step > 0 ? step : 1;
        bool apostrophe = cp == '\'' || cp == 0x2019; /* d’enseignement: two words */
        cp = apostrophe ? 0 : fold_char(cp);
        gap = gap || cp == 0;
        if (cp <= FOLD_MARK)
            continue;
        if (len + 6 > size) /* a blank, four bytes, a NUL */
            break;
        if (gap && len > 0)
            out[len++] = ' ';
        gap = false;
        len += utf8_encode(cp, out + len);
    }
    out[len] = '\0';
    return len;
}

/* The next folded letter at *p, or 0 at the end; `second` keeps the other half of a pair. */
static uint32_t next_letter(const char **p, const char *end, char *second)
{
    if (*second != '\0') {
        char c = *second;
        *second = '\0';
        return (uint32_t)c;
    }
    while (*p < end) {
        uint32_t cp = 0;
        size_t step = utf8_decode(*p, end, &cp);
        *p += step > 0 ? step : 1;
        const char *pair = cp < 0x80 ? NULL : pair_of(cp);
        if (pair != NULL) {
            *second = pair[1];
            return (uint32_t)pair[0];
        }
        cp = fold_char(cp);
        if (cp > FOLD_MARK)
            return cp;
    }
    return 0;
}

uint64_t fold_hash(struct str text, uint64_t seed)
{
    /* FNV-1a, then a final mix since the low bits choose the slot. */
    const uint64_t prime = 0x100000001b3u;
    uint64_t h = 0xcbf29ce484222325u ^ seed;
    const char *p = start_of(text), *end = p + text.len;
    char second = '\0';
    while (p < end || second != '\0') {
        if (second == '\0' && (unsigned char)*p < 0x80) { /* mostly */
            if (ascii_is_alnum(*p))
                h = (h ^ (unsigned char)ascii_lower(*p)) * prime;
            p++;
        } else {
            h = (h ^ next_letter(&p, end, &second)) * prime;
        }
    }
    return h ^ h >> 32;
}

bool fold_eq(struct str a, struct str b)
{
    const char *p = start_of(a), *q = start_of(b), *p_end = p + a.len, *q_end = q + b.len;
    char second_p = '\0', second_q = '\0';
    for (;;) {
        uint32_t x = next_letter(&p, p_end, &second_p), y = next_letter(&q, q_end, &second_q);
        if (x != y)
            return false;
        if (x == 0)
            return true;
    }
}

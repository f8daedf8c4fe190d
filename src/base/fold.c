#include "base/fold.h"

#include "base/ascii.h"
#include "base/utf8.h"

/* The letters below the accents of U+00C0 to U+024F and of U+1E00 to U+1EFF; '.': none. */
static const char latin[] =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccdd"
    "ddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssss"
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs................................oo.............u"
    "u...................dddlllnnnaaiioouuuuuuuuuu.aaaa....ggkkoooo..jdddgg..nnaa...."
    "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";
static const char latin_additional[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo"
    "oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas...."
    "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
    "uuyyyyyyyy......";

static uint32_t accented(const char *table, uint32_t index, uint32_t cp)
{
    return table[index] != '.' ? (uint32_t)table[index] : cp;
}

uint32_t fold_char(uint32_t cp)
{
    if (cp < 0x80)
        return ascii_is_alnum((char)cp) ? (uint32_t)ascii_lower((char)cp) : 0;
    if (cp < 0xC0 || cp == 0xD7 || cp == 0xF7) /* signs */
        return 0;
    if (cp < 0x250)
        return accented(latin, cp - 0xC0, cp);
    if (cp >= 0x1E00 && cp < 0x1F00)
        return accented(latin_additional, cp - 0x1E00, cp);
    if ((cp >= 0x2B0 && cp < 0x370) || (cp >= 0x2000 && cp < 0x2070) || (cp >= 0x3000 && cp < 0x3005))
        return 0; /* modifiers, combining marks, punctuation */
    if ((cp >= 0x391 && cp <= 0x3A9) || (cp >= 0x410 && cp <= 0x42F))
        return cp + 0x20; /* Greek, Cyrillic */
    if (cp >= 0x400 && cp < 0x410)
        return cp + 0x50;
    return cp;
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

size_t fold_text(struct str text, char *out)
{
    const char *end = text.ptr + text.len;
    size_t len = 0, step;
    for (const char *p = text.ptr; p < end; p += step) {
        uint32_t cp = 0;
        step = utf8_decode(p, end, &cp);
        if (step == 0)
            step = 1; /* cp is 0: left out */
        const char *pair = cp < 0x80 ? NULL : pair_of(cp);
        if (pair != NULL) {
            memcpy(out + len, pair, 2);
            len += 2;
            continue;
        }
        cp = fold_char(cp);
        if (cp != 0)
            len += utf8_encode(cp, out + len);
    }
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
        if (cp != 0)
            return cp;
    }
    return 0;
}

bool fold_eq(struct str a, struct str b)
{
    const char *p = a.ptr, *q = b.ptr, *p_end = a.ptr + a.len, *q_end = b.ptr + b.len;
    char second_p = '\0', second_q = '\0';
    for (;;) {
        uint32_t x = next_letter(&p, p_end, &second_p), y = next_letter(&q, q_end, &second_q);
        if (x != y)
            return false;
        if (x == 0)
            return true;
    }
}

#include "tex/unicode.h"

const struct unicode_entry *unicode_find(uint32_t cp)
{
    if (cp >= UNICODE_CJK_FIRST && cp <= UNICODE_CJK_LAST)
        return NULL;
    size_t low = 0, high = unicode_entry_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct unicode_entry *entry = &unicode_entries[middle];
        if (cp < entry->first)
            high = middle;
        else if (cp > entry->last)
            low = middle + 1;
        else
            return entry;
    }
    return NULL;
}

unsigned unicode_cjk_fonts(uint32_t cp)
{
    if (cp > 0xFFFF)
        return 0;
    unsigned fonts = 0;
    for (unsigned font = 0; font < UNICODE_CJK_FONTS; font++) {
        const uint64_t *bits = unicode_cjk_bits[unicode_cjk_pages[font][cp >> 8]];
        if (bits[cp >> 6 & 3] >> (cp & 63) & 1)
            fonts |= 1u << font;
    }
    return fonts;
}

/* Korean syllables are not listed: Unicode composes them by arithmetic from their letters. */
static uint32_t compose_hangul(uint32_t base, uint32_t mark)
{
    enum { LEAD = 0x1100, VOWEL = 0x1161, TAIL = 0x11A7, SYLLABLE = 0xAC00 };
    enum { LEADS = 19, VOWELS = 21, TAILS = 28 };
    if (base - LEAD < LEADS && mark - VOWEL < VOWELS)
        return SYLLABLE + ((base - LEAD) * VOWELS + (mark - VOWEL)) * TAILS;
    if (base - SYLLABLE < LEADS * VOWELS * TAILS && (base - SYLLABLE) % TAILS == 0 &&
        mark - TAIL - 1 < TAILS - 1)
        return base + (mark - TAIL);
    return 0;
}

uint32_t unicode_compose(uint32_t base, uint32_t mark)
{
    size_t low = 0, high = unicode_pair_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct unicode_pair *pair = &unicode_pairs[middle];
        if (mark < pair->mark || (mark == pair->mark && base < pair->base))
            high = middle;
        else if (mark > pair->mark || base > pair->base)
            low = middle + 1;
        else
            return pair->composed;
    }
    return compose_hangul(base, mark);
}

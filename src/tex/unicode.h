/*
 * What the escaper knows of each character beyond ASCII. The knowledge is written down in
 * unicode.txt; tools/gen-unicode.py makes unicode_table.c of it.
 */
#ifndef CV2TEX_TEX_UNICODE_H
#define CV2TEX_TEX_UNICODE_H

#include <stddef.h>
#include <stdint.h>

enum unicode_kind {
    UNICODE_SELF,       /* LaTeX prints the character itself, whatever the font family */
    UNICODE_SHARED,     /* as UNICODE_SELF, and in a Vietnamese run too */
    UNICODE_COMMAND,    /* `text` prints it, in running text */
    UNICODE_MATH,       /* `text` prints it, in math */
    UNICODE_NOTHING,    /* there is nothing to see; `text` is what it does for the line */
    UNICODE_ACCENT,     /* a combining mark; `text` is the accent command, or "" if there is none */
    UNICODE_VIETNAMESE, /* printed as itself in a run of that script */
    UNICODE_CYRILLIC,
    UNICODE_CYRILLIC_B, /* letters of the languages that T2B and T2C were made for */
    UNICODE_CYRILLIC_C,
    UNICODE_GREEK,
};

struct unicode_entry {
    uint32_t first, last; /* code points */
    uint8_t kind;
    uint16_t needs; /* TEX_NEEDS_* */
    uint16_t text;  /* offset in unicode_texts; 0 is the empty string */
    uint16_t math;  /* what prints it in math, if not `text` */
};

struct unicode_pair {
    uint16_t base, mark, composed;
};

enum unicode_cjk_font {
    UNICODE_GBSN, /* simplified Chinese */
    UNICODE_BSMI, /* traditional Chinese */
    UNICODE_MIN,  /* Japanese */
    UNICODE_NANUM, /* Korean */
    UNICODE_CJK_FONTS
};

/* Ideographs and syllables: the table has none of them, and need not be searched for them. */
#define UNICODE_CJK_FIRST 0x3400
#define UNICODE_CJK_LAST  0xD7FF

/* The generated tables. */
extern const char unicode_texts[];
extern const struct unicode_entry unicode_entries[]; /* ascending */
extern const size_t unicode_entry_count;
extern const struct unicode_pair unicode_pairs[]; /* ascending by mark, then base */
extern const size_t unicode_pair_count;
extern const uint16_t unicode_cjk_pages[UNICODE_CJK_FONTS][256]; /* of each 256 code points of the
                                                                   BMP the index of its bitmap */
extern const uint64_t unicode_cjk_bits[][4];

/* The entry of cp, or NULL. CJK is not in there. */
const struct unicode_entry *unicode_find(uint32_t cp);

/* The fonts that have a glyph for cp, one bit each (1 << UNICODE_GBSN, ...). */
unsigned unicode_cjk_fonts(uint32_t cp);

/* The character that is canonically equivalent to base followed by mark, or 0. */
uint32_t unicode_compose(uint32_t base, uint32_t mark);

#endif

/* Characters beyond ASCII for LuaLaTeX: most stand for themselves, and only the fonts must be told. */
#include "base/utf8.h"
#include "tex/glyph.h"

/* The scripts that the text's own font cannot be expected to have. */
static const struct {
    uint32_t first, last;
    unsigned needs;
} scripts[] = {
    {0x590, 0x5FF, TEX_NEEDS_HEBREW},      {0x600, 0x77F, TEX_NEEDS_ARABIC},
    {0x8A0, 0x8FF, TEX_NEEDS_ARABIC},      {0x900, 0x97F, TEX_NEEDS_DEVANAGARI},
    {0xE00, 0xE7F, TEX_NEEDS_THAI},        {0x1100, 0x11FF, TEX_NEEDS_CJK},
    {0x2600, 0x27BF, TEX_NEEDS_EMOJI},     {0x2E80, 0xD7FF, TEX_NEEDS_CJK},
    {0xF900, 0xFAFF, TEX_NEEDS_CJK},       {0xFB1D, 0xFB4F, TEX_NEEDS_HEBREW},
    {0xFB50, 0xFDFF, TEX_NEEDS_ARABIC},    {0xFE30, 0xFE4F, TEX_NEEDS_CJK},
    {0xFE70, 0xFEFC, TEX_NEEDS_ARABIC},    {0xFF00, 0xFFEF, TEX_NEEDS_CJK},
    {0x1F000, 0x1FAFF, TEX_NEEDS_EMOJI},   {0x20000, 0x3FFFF, TEX_NEEDS_CJK},
};

/* Blanks and invisible characters, which are for TeX to make; joiners are for the font. */
static bool is_invisible(uint32_t cp)
{
    return cp == 0xA0 || cp == 0xAD || (cp >= 0x2000 && cp <= 0x200B) ||
           (cp >= 0x2028 && cp <= 0x202F && cp != 0x202A && cp != 0x202B && cp != 0x202C) ||
           (cp >= 0x205F && cp <= 0x2064) || cp == 0xFEFF;
}

/* Controls, and what no font can be expected to have. */
static bool is_no_character(uint32_t cp)
{
    return cp < 0xA0 || (cp >= 0xE000 && cp <= 0xF8FF) || (cp >= 0xFDD0 && cp <= 0xFDEF) ||
           (cp & 0xFFFE) == 0xFFFE || cp >= 0xE0000;
}

const char *escape_unicode(struct escape *e, const char *p)
{
    uint32_t cp = 0xFFFD;
    size_t len = utf8_decode(p, e->end, &cp);
    if (is_invisible(cp))
        return glyph_put(e, p);
    if (is_no_character(cp)) {
        glyph_substitute(e, cp, p);
        return p + (len > 0 ? len : 1);
    }
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (cp >= scripts[i].first && cp <= scripts[i].last)
            e->w->needs |= scripts[i].needs;
    buf_add(e->w->out, p, len);
    return p + len;
}

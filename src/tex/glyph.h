/*
 * One character beyond ASCII into LaTeX, and the runs of scripts that such characters need. A part
 * of the escaper: nobody else includes this.
 */
#ifndef CV2TEX_TEX_GLYPH_H
#define CV2TEX_TEX_GLYPH_H

#include "tex/escape.h"

/* The run that is open (tex_writer.scripts). */
enum glyph_script {
    SCRIPT_NONE,
    SCRIPT_VIETNAMESE,
    SCRIPT_CYRILLIC,
    SCRIPT_CYRILLIC_B,
    SCRIPT_CYRILLIC_C,
    SCRIPT_GREEK,
    SCRIPT_CJK, /* the first of the CJK fonts, in the order of enum unicode_cjk_font */
};

/* The work on one text. */
struct escape {
    struct tex_writer *w;
    enum tex_context context;
    const char *text, *end;
    const char *joined;              /* up to here the open run goes on, its blanks included */
    const char *long_from, *long_to; /* the next word longer than TEX_LONG_WORD */
    const char *last_break;          /* in it */
    bool vietnamese, kana, hangul;   /* whether such characters are in the text */
    unsigned cjk_fonts;              /* those to prefer, one bit each */
    size_t substituted;              /* length of the output after the last substitute */
};

/* Looks once through the text for what decides how characters before it are printed. */
void glyph_look_ahead(struct escape *e);

/* Closes the open run, if it is another, and opens one of `script`. */
void glyph_switch(struct escape *e, enum glyph_script script);

/*
 * To be called before ASCII text at p is printed: keeps a run open over the blanks and signs
 * between two of its words, and closes it before anything else.
 */
void glyph_before_ascii(struct escape *e, const char *p);

/* Whether a combining mark is at p (at most `end`): then glyph_put() must get its base, too. */
bool glyph_mark_at(const char *p, const char *end);

/*
 * Prints the character at p, ASCII or not, with the combining marks that follow it. Returns where
 * they end.
 */
const char *glyph_put(struct escape *e, const char *p);

/* Prints "[U+1234]", in small type, for the character cp at p, and tells the caller of it. */
void glyph_substitute(struct escape *e, uint32_t cp, const char *p);

/* Keeps `c`, about to be appended, from forming a ligature with what is before it. */
void glyph_break_ligature(struct buf *out, char c);

/* Prints the character at p for LuaLaTeX; returns where it ends (in escape_unicode.c). */
const char *escape_unicode(struct escape *e, const char *p);

/* Prints an ASCII character (in escape.c). */
void escape_ascii(struct escape *e, const char *p);

static inline bool glyph_is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

#endif

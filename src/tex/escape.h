/*
 * Text into LaTeX, code point by code point: any text is safe text. Every character that pdflatex
 * can print with the packages of a usual TeX installation is printed as itself; for any other a
 * visible substitute is printed and the caller is told.
 *
 * The emitted commands are "moving-argument safe": they may stand in \section, \cventry, \title and
 * in the header commands of moderncv.
 */
#ifndef CV2TEX_TEX_ESCAPE_H
#define CV2TEX_TEX_ESCAPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Where the text stands, which decides how a character is written. */
enum tex_context {
    TEX_TEXT, /* running text */
    TEX_CODE, /* inside \texttt{...}: no ligatures, spaces kept */
    TEX_MATH, /* inside $...$: only non-ASCII characters are translated; ASCII passes as it is */
    TEX_URL,  /* an address inside \href{...}: byte-exact, percent-encoded where needed */
    TEX_PDF,  /* a PDF string (metadata, bookmarks through \texorpdfstring): no font commands */
};

/*
 * A word longer than this many bytes may be broken anywhere, not only where TeX hyphenates: an
 * address printed as text is as long as that, a word of a language hardly ever. It would run off
 * the page otherwise.
 */
#define TEX_LONG_WORD 40

/*
 * What the preamble must load for the text emitted so far: the bits of `needs`. What each loads is
 * in templates/moderncv/scripts.tex.
 */
#define TEX_FEATURES(F)                                                                            \
    F(VIETNAMESE, vietnamese) /* T5 */                                                             \
    F(CYRILLIC, cyrillic)     /* T2A, T2B, T2C */                                                  \
    F(GREEK, greek)           /* LGR */                                                            \
    F(CJK, cjk)               /* CJKutf8 */                                                        \
    F(AMSSYMB, amssymb)       /* mathematical signs beyond the basic set */                        \
    F(AMSMATH, amsmath)       /* formulas with \text, \binom and the like */                       \
    F(DINGBATS, dingbats)     /* pifont */                                                         \
    F(ACTUALTEXT, actualtext) /* glyphs that read back as another character by themselves */       \
    F(WORDBREAK, wordbreak)   /* places where a very long word may be broken */                    \
    F(ULEM, ulem)             /* underlined and struck text that breaks across lines */          \
    F(ARABIC, arabic)         /* these are for LuaLaTeX alone: fonts, and lines from the right */  \
    F(HEBREW, hebrew)                                                                              \
    F(DEVANAGARI, devanagari)                                                                      \
    F(THAI, thai)                                                                                  \
    F(EMOJI, emoji)

enum tex_feature {
#define F(id, name) TEX_NEEDS_##id##_BIT,
    TEX_FEATURES(F)
#undef F
    TEX_FEATURE_COUNT
};
enum {
#define F(id, name) TEX_NEEDS_##id = 1u << TEX_NEEDS_##id##_BIT,
    TEX_FEATURES(F)
#undef F
};

/* Whose forms ideographs have where the text itself does not tell. */
enum tex_ideographs { TEX_SIMPLIFIED, TEX_JAPANESE, TEX_KOREAN, TEX_TRADITIONAL };

struct tex_writer {
    struct buf *out;
    enum tex_ideographs ideographs;
    bool unicode;    /* for LuaLaTeX: characters stand for themselves */
    unsigned needs;  /* accumulates TEX_NEEDS_* */
    unsigned scripts; /* private: the script run that is open; 0 before and after each call */
    /*
     * Called for each character that had to be replaced: its byte offset in the text given to
     * tex_escape(), and the code point. May be NULL.
     */
    void (*unprintable)(void *user, size_t offset, uint32_t cp);
    void *user;
};

/*
 * Appends `text` (valid UTF-8) to w->out, escaped for `context`. Line breaks become spaces, so the
 * output has no line break. Straight double quotes and backticks stay what they are; an apostrophe
 * is printed as the typographic one, except in code. In TEX_MATH the caller has checked the ASCII
 * part (`^^`, `%`, commands), for it is copied.
 *
 * A character that cannot be printed becomes [U+1F600] in small type, except in TEX_URL and
 * TEX_PDF, where every character can stand. A script run (Cyrillic, CJK, ...)
 * never stays open across calls. Looks at the last byte already in w->out, so that pieces emitted
 * one after the other do not form a ligature (`-` and `-`) or swallow a space after a command.
 */
void tex_escape(struct tex_writer *w, struct str text, enum tex_context context);

/* Whether tex_escape() in TEX_TEXT would print every character of `text` as itself. */
bool tex_printable(struct str text, uint32_t *first_bad);

#endif

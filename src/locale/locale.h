/*
 * Languages: the words that the program itself puts into a CV. English is compiled in as it is
 * printed and costs nothing; another language is read from its file when a CV asks for it.
 */
#ifndef CV2TEX_LOCALE_LOCALE_H
#define CV2TEX_LOCALE_LOCALE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "tree/node.h"

enum word {
#define W(id, key, english) WORD_##id,
#include "locale/words.def"
#undef W
    WORD_COUNT
};

enum language {
#define L(id, code, patterns, names) LANGUAGE_##id,
#include "locale/languages.def"
#undef L
    LANGUAGE_COUNT
};

struct locale {
    enum language language;
    const char *words[WORD_COUNT]; /* UTF-8, plain text; none is NULL */
};

extern const struct locale locale_english;

/* The codes of all languages ("de", "zh-hans"), by enum language; NULL ends them. */
extern const char *const locale_codes[LANGUAGE_COUNT + 1];

/* The name of the patterns by which LaTeX divides the language's words; "": its own; "-": none. */
const char *locale_patterns(enum language language);

/*
 * The language that `name` means, or LANGUAGE_COUNT: a code in any case, with - or _, also with a
 * region that is not known (de-AT); or a name, as other formats write it (German, mandarin_chinese).
 */
enum language locale_find(struct str name);

static inline const char *locale_word(const struct locale *locale, enum word word)
{
    return locale->words[word];
}

/* The key of a word in a language's file and, behind "word_", in templates. */
const char *locale_key(enum word word);

/* The word of that key, or WORD_COUNT. */
enum word locale_find_key(struct str key);

/*
 * The words of a language from the tree of its file, which is a map from keys to texts. What is
 * wrong with it is in `d`; a word that is missing is English.
 */
const struct locale *locale_read(struct arena *a, struct diags *d, enum language language,
                                 const struct node *root);

/* A value for a place in a word: {"month", "May"}. */
struct locale_value {
    const char *name;
    struct str text;
};

/* Appends a word with values in its places; a place without a value stays as it stands. */
void locale_fill(struct buf *out, const char *word, const struct locale_value *values,
                 size_t count);

/* Appends "1st", "2nd" and so on. */
void locale_ordinal(struct buf *out, const struct locale *locale, unsigned long n);

#endif

/* The tokens of a date, private to date.c: numbers, words and the signs between them. */
#ifndef CV2TEX_MODEL_DATE_TOKEN_H
#define CV2TEX_MODEL_DATE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_SIGN };

/* More tokens than this no date has, nor letters its words. */
enum { TOKENS_MAX = 24, WORD_MAX = 16 };

struct token {
    enum token_kind kind;
    bool spaced; /* white space before it */
    char sign;   /* of TOKEN_SIGN: ASCII, or '~' for a dash that is no hyphen, or ".." */
    int value;   /* of TOKEN_NUMBER */
    size_t digits;
    char word[WORD_MAX]; /* of TOKEN_WORD: folded */
};

struct tokens {
    struct token list[TOKENS_MAX + 1];
    size_t pos;
};

/* Whether `s` has nothing but what a date may be made of; its tokens are then in *t, which is zero
 * before. */
bool date_tokenize(struct str s, struct tokens *t);

#endif

/* The tokens of a date, private to date.c: numbers, words that dates have, and the signs between. */
#ifndef CV2TEX_MODEL_DATE_TOKEN_H
#define CV2TEX_MODEL_DATE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum date_token_kind { DATE_TOKEN_END, DATE_TOKEN_NUMBER, DATE_TOKEN_WORD, DATE_TOKEN_SIGN };

/* More tokens than this no date has, nor bytes its words. */
enum { DATE_TOKENS_MAX = 24, DATE_WORD_MAX = 32 };

struct date_token {
    enum date_token_kind kind;
    bool spaced; /* white space before it */
    char sign;   /* of DATE_TOKEN_SIGN: ASCII, or '~' for a dash that is no hyphen, or ".." */
    int value;   /* of DATE_TOKEN_NUMBER */
    size_t digits;
    unsigned means; /* of DATE_TOKEN_WORD: READ_*, never 0 */
};

struct date_tokens {
    struct date_token list[DATE_TOKENS_MAX + 1];
    size_t pos;
};

/*
 * Whether `s` has nothing but what a date may be made of; its tokens are then in *t, which must be
 * zero before. An entry of DATE_TOKEN_END follows them.
 */
bool date_tokenize(struct str s, struct date_tokens *t);

#endif

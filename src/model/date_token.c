#include "model/date_token.h"

#include <stdint.h>

#include "base/ascii.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "model/reading.h"

static bool is_dash(uint32_t cp)
{
    return (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0x301C || cp == 0xFF0D ||
           cp == 0xFF5E || cp == '~';
}

static size_t read_number(struct str s, size_t i, struct date_token *t)
{
    t->kind = DATE_TOKEN_NUMBER;
    for (; i < s.len && ascii_is_digit(s.ptr[i]) && t->digits < 5; i++, t->digits++)
        t->value = t->value * 10 + (s.ptr[i] - '0');
    return t->digits < 5 ? i : 0;
}

/* A word that dates have; an ideograph is one by itself. */
static size_t read_word(struct str s, size_t i, struct date_token *t)
{
    char word[DATE_WORD_MAX];
    size_t len = 0, n;
    uint32_t cp, letter;
    while (i < s.len && (n = utf8_decode(s.ptr + i, s.ptr + s.len, &cp)) > 0 &&
           (letter = fold_char(cp)) != 0 && (letter >= 0x80 || !ascii_is_digit((char)letter))) {
        if (len + 5 > DATE_WORD_MAX)
            return 0;
        if (len > 0 && fold_is_ideograph(letter))
            break;
        i += n;
        if (letter != FOLD_MARK)
            len += utf8_encode(letter, word + len);
        if (fold_is_ideograph(letter))
            break;
    }
    word[len] = '\0';
    t->kind = DATE_TOKEN_WORD;
    t->means = reading_date_word(word);
    return t->means != 0 ? i : 0;
}

/* Reads the token at s.ptr[i]; returns where it ends, or 0 when no date has such a thing. */
static size_t read_token(struct str s, size_t i, struct date_token *t)
{
    uint32_t cp = 0;
    if (ascii_is_digit(s.ptr[i]))
        return read_number(s, i, t);
    size_t n = utf8_decode(s.ptr + i, s.ptr + s.len, &cp);
    if (n == 0)
        return 0;
    if (!is_dash(cp) && fold_char(cp) > FOLD_MARK)
        return read_word(s, i, t);
    t->kind = DATE_TOKEN_SIGN;
    t->sign = '~';
    if (is_dash(cp))
        return i + n;
    if (str_starts(str_sub(s, i, s.len), STR("..")))
        return i + 2;
    t->sign = s.ptr[i];
    if (t->sign != '-' || i + 1 == s.len || s.ptr[i + 1] != '-')
        return strchr("-/.,:+", t->sign) != NULL && t->sign != '\0' ? i + 1 : 0;
    while (i < s.len && s.ptr[i] == '-') /* TeX's -- and --- */
        i++;
    t->sign = '~';
    return i;
}

/* White space at i: its length, or 0. */
static size_t space_at(struct str s, size_t i)
{
    if (strchr(" \t\r\n", s.ptr[i]) != NULL && s.ptr[i] != '\0')
        return 1;
    return str_starts(str_sub(s, i, s.len), STR("\u00A0")) ? 2 : 0;
}

bool date_tokenize(struct str s, struct date_tokens *t)
{
    size_t count = 0;
    bool spaced = false;
    for (size_t i = 0; i < s.len;) {
        size_t space = space_at(s, i);
        if (space > 0) {
            spaced = true;
            i += space;
            continue;
        }
        if (count == DATE_TOKENS_MAX)
            return false;
        struct date_token *token = &t->list[count++];
        token->spaced = spaced;
        spaced = false;
        i = read_token(s, i, token);
        if (i == 0)
            return false;
    }
    return true;
}

#include "model/reading.h"

#include <string.h>

#include "base/fold.h"

unsigned reading_date_word(const char *word)
{
    size_t low = 0, high = reading_word_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(word, reading_words[middle].word);
        if (order == 0)
            return reading_words[middle].means;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* Specific types before general ones: "teaching experience" is teaching. */
static const enum entry_type ranks[] = {
    ENTRY_PUBLICATION, ENTRY_TEACHING, ENTRY_SUPERVISION, ENTRY_EDUCATION, ENTRY_GRANT,
    ENTRY_TALK,        ENTRY_SERVICE,  ENTRY_AWARD,       ENTRY_CERTIFICATE, ENTRY_LANGUAGE,
    ENTRY_SKILL,       ENTRY_INTEREST, ENTRY_REFEREE,     ENTRY_MEMBERSHIP, ENTRY_PRODUCT,
    ENTRY_PROJECT,     ENTRY_EXPERIENCE,
};
enum { RANK_COUNT = sizeof ranks / sizeof *ranks, WORDS_MAX = 6, TITLE_MAX = 256 };

static size_t rank_of(enum entry_type type)
{
    size_t rank = 0;
    while (rank < RANK_COUNT && ranks[rank] != type)
        rank++;
    return rank;
}

/* The place of the first row that is not before the `len` bytes at `words`. */
static size_t first_row(const char *words, size_t len)
{
    size_t low = 0, high = reading_title_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strncmp(reading_titles[middle].words, words, len) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The rank of the title that is `len` bytes at `words`, or RANK_COUNT. */
static size_t rank_of_words(const char *words, size_t len)
{
    size_t row = first_row(words, len);
    if (row == reading_title_count || strncmp(reading_titles[row].words, words, len) != 0 ||
        reading_titles[row].words[len] != '\0')
        return RANK_COUNT;
    return rank_of(reading_titles[row].type);
}

/* The best rank of one to WORDS_MAX words from `words` on. */
static size_t rank_from(const char *words)
{
    size_t best = RANK_COUNT, len = 0;
    for (int count = 0; count < WORDS_MAX; count++) {
        len += strcspn(words + len, " ");
        size_t rank = rank_of_words(words, len);
        best = rank < best ? rank : best;
        if (words[len] == '\0')
            break;
        len++;
    }
    return best;
}

/* Ideographs have no blanks between words: those of a title are looked for anywhere in it. */
static size_t rank_of_ideographs(const char *title)
{
    size_t best = RANK_COUNT;
    for (size_t row = first_row("\u3000", 3); row < reading_title_count; row++)
        if (rank_of(reading_titles[row].type) < best &&
            strstr(title, reading_titles[row].words) != NULL)
            best = rank_of(reading_titles[row].type);
    return best;
}

enum entry_type reading_title_type(struct str title)
{
    char words[TITLE_MAX];
    size_t len = fold_words(title, words, sizeof words), best = RANK_COUNT;
    bool ideographs = false;
    for (size_t at = 0; at < len; at += strcspn(words + at, " ") + 1) {
        size_t rank = rank_from(words + at);
        best = rank < best ? rank : best;
    }
    for (size_t i = 0; i < len; i++)
        ideographs = ideographs || (unsigned char)words[i] >= 0xE3;
    size_t rank = ideographs ? rank_of_ideographs(words) : RANK_COUNT;
    best = rank < best ? rank : best;
    return best < RANK_COUNT ? ranks[best] : ENTRY_TYPE_COUNT;
}

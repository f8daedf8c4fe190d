/* Words by which dates and titles of sections are known, in all languages. */
#ifndef CV2TEX_MODEL_READING_H
#define CV2TEX_MODEL_READING_H

#include <stddef.h>
#include <stdint.h>

#include "model/schema.h"

/* What a word may mean in a date; the number of a month is in the lowest four bits. */
enum {
    READ_PRESENT = 1 << 4,
    READ_ENDING = 1 << 5,       /* the last of several words for the present: "this day" */
    READ_PART = 1 << 6,         /* the others of them */
    READ_TO = 1 << 7,           /* between the ends of a range */
    READ_SINCE = 1 << 8,        /* before a date that has no end */
    READ_FROM = 1 << 9,         /* before a range */
    READ_OF = 1 << 10,          /* between day, month and year */
    READ_ORDINAL = 1 << 11,     /* behind a day: 1st */
    READ_BEFORE_MONTH = 1 << 12, /* before the number of a month */
    READ_YEAR = 1 << 13,        /* behind the number of a year, a month, a day */
    READ_MONTH = 1 << 14,
    READ_DAY = 1 << 15,
    READ_T = 1 << 16,           /* of ISO 8601 */
    READ_Z = 1 << 17,
    READ_MONTH_NUMBER = 15,
};

/* Folded words (base/fold.h) and their meaning, in the order of strcmp(). */
struct reading_word {
    const char *word;
    unsigned means;
};
extern const struct reading_word reading_words[];
extern const size_t reading_word_count;

/* Folded words of titles, which may be several with a blank between, and what the section holds. */
struct reading_title {
    const char *words;
    enum entry_type type;
};
extern const struct reading_title reading_titles[];
extern const size_t reading_title_count;

/* What the folded word means in a date, or 0. */
unsigned reading_date_word(const char *word);

/* The type of entries that a title in any language tells, or ENTRY_TYPE_COUNT. */
enum entry_type reading_title_type(struct str title);

#endif

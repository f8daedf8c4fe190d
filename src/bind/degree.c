/* What joins a degree and its area: "B.Sc. in Physics", where that reads as English. */
#include "base/ascii.h"
#include "bind/internal.h"

/* In small letters, without dots and apostrophes; with a blank on both sides. */
static const char degrees[] =
    " a aa aas as associate associates b ba bachelor bachelors bba be bed beng bfa bs bsc btech "
    "certificate certification d degree diploma doctor doctoral doctorate dphil dsc edd engd "
    "graduate hons honours honors jd llb llm m ma major master masters mba md me med meng mfa "
    "minor mphil ms msc mtech ph phd postdoc postgraduate sb sm training undergraduate ";

/* Words that an English name of a subject does not have. */
static const char foreign[] =
    " al cu da das de degli dei del della den der des di die do du ed el en et het la las le "
    "les los los og och och para pour sowie und van von y z ";

/* The next word from *at on, ready for the lists above: its length, or 0 at the end. */
static size_t next_word(struct str text, size_t *at, char word[24])
{
    size_t len = 0;
    word[len++] = ' ';
    for (; *at < text.len; ++*at) {
        char c = text.ptr[*at];
        if (ascii_is_letter(c) && len < 22)
            word[len++] = ascii_lower(c);
        else if (len > 1 && strchr(" ,/-()&", c) != NULL)
            break;
    }
    word[len++] = ' ';
    word[len] = '\0';
    return len > 2 ? len : 0;
}

static bool has_word_of(struct str text, const char *list, bool first_only)
{
    char word[24];
    size_t at = 0;
    while (next_word(text, &at, word) > 0) {
        if (strstr(list, word) != NULL)
            return true;
        if (first_only)
            return false;
    }
    return false;
}

/* Whether no letter is one that English lacks; curly apostrophes and dashes are none. */
static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80 &&
            !str_starts(str_sub(text, i, text.len), STR("\xE2\x80")))
            return false;
        else if ((unsigned char)text.ptr[i] >= 0x80)
            i += 2;
    return true;
}

const char *degree_joiner(const struct bind *b, const struct record *record)
{
    struct str degree = record_text(record, NAME_degree), area = record_text(record, NAME_area);
    bool english = has_word_of(degree, degrees, false) && is_plain(degree) && is_plain(area) &&
                   !has_word_of(area, degrees, true) && !has_word_of(area, foreign, false);
    return english || b->options.locale != &locale_english ? view_word(b, WORD_DEGREE_JOINER)
                                                           : ", ";
}

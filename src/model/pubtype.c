#include "model/pubtype.h"

#include "base/ascii.h"

static const struct {
    const char *word, *prefix;
    enum word title;
} types[PUBTYPE_COUNT] = {
#define P(id, word, prefix) {word, prefix, WORD_GROUP_##id},
    PUBTYPES(P)
#undef P
};

const char *pubtype_word(enum pubtype type)
{
    return types[type].word;
}

enum word pubtype_title(enum pubtype type)
{
    return types[type].title;
}

const char *pubtype_prefix(enum pubtype type)
{
    return types[type].prefix;
}

/* ---- words in texts ---- */

/* Whether `text` holds `word`, which is in lower case and begins where a word of the text does. */
static bool holds(struct str text, const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= text.len; i++) {
        size_t k = 0;
        if (ascii_lower(text.ptr[i]) != word[0] || (i > 0 && ascii_is_alnum(text.ptr[i - 1])))
            continue;
        while (k < len && ascii_lower(text.ptr[i + k]) == word[k])
            k++;
        if (k == len)
            return true;
    }
    return false;
}

struct clue {
    const char *word;
    int means;
};

/* The letters with which words of `text` begin, one bit each. */
static uint32_t initials_of(struct str text)
{
    uint32_t initials = 0;
    for (size_t i = 0; i < text.len; i++)
        if (ascii_is_letter(text.ptr[i]) && (i == 0 || !ascii_is_alnum(text.ptr[i - 1])))
            initials |= UINT32_C(1) << (ascii_lower(text.ptr[i]) - 'a');
    return initials;
}

/* What the first clue of the table that `text` holds means, or `otherwise`. */
static int first_clue(const struct clue *clues, size_t count, struct str text, int otherwise)
{
    uint32_t initials = initials_of(text);
    for (size_t i = 0; i < count; i++)
        if ((initials >> (clues[i].word[0] - 'a') & 1) != 0 && holds(text, clues[i].word))
            return clues[i].means;
    return otherwise;
}

#define FIRST_CLUE(clues, text, otherwise)                                                         \
    first_clue(clues, sizeof clues / sizeof *clues, text, otherwise)

/* ---- by the kind ---- */

/* Specific words stand before general ones: a "conference poster" is a poster. */
static const struct clue kinds[] = {
    {"poster", PUBTYPE_POSTER},
    {"workshop", PUBTYPE_WORKSHOP},
    {"preprint", PUBTYPE_PREPRINT},
    {"pre-print", PUBTYPE_PREPRINT},
    {"arxiv", PUBTYPE_PREPRINT},
    {"working paper", PUBTYPE_PREPRINT},
    {"unpublished", PUBTYPE_PREPRINT},
    {"manuscript", PUBTYPE_PREPRINT},
    {"thesis", PUBTYPE_THESIS},
    {"dissertation", PUBTYPE_THESIS},
    {"phdthesis", PUBTYPE_THESIS},
    {"mastersthesis", PUBTYPE_THESIS},
    {"patent", PUBTYPE_PATENT},
    {"software", PUBTYPE_SOFTWARE},
    {"dataset", PUBTYPE_SOFTWARE},
    {"data set", PUBTYPE_SOFTWARE},
    {"data", PUBTYPE_SOFTWARE},
    {"techreport", PUBTYPE_REPORT},
    {"technical report", PUBTYPE_REPORT},
    {"report", PUBTYPE_REPORT},
    {"white paper", PUBTYPE_REPORT},
    {"chapter", PUBTYPE_CHAPTER},
    {"book chapter", PUBTYPE_CHAPTER},
    {"incollection", PUBTYPE_CHAPTER},
    {"inbook", PUBTYPE_CHAPTER},
    {"inreference", PUBTYPE_CHAPTER},
    {"journal", PUBTYPE_JOURNAL},
    {"inproceedings", PUBTYPE_CONFERENCE},
    {"conference", PUBTYPE_CONFERENCE},
    {"proceedings paper", PUBTYPE_CONFERENCE},
    {"symposium", PUBTYPE_CONFERENCE},
    {"demo", PUBTYPE_CONFERENCE},
    {"edited", PUBTYPE_EDITED},
    {"proceedings", PUBTYPE_EDITED},
    {"collection", PUBTYPE_EDITED},
    {"review", PUBTYPE_JOURNAL},
    {"article", PUBTYPE_JOURNAL},
    {"letter", PUBTYPE_JOURNAL},
    {"magazine", PUBTYPE_JOURNAL},
    {"book", PUBTYPE_BOOK},
    {"monograph", PUBTYPE_BOOK},
};

/* ---- by everything else ---- */

static const struct clue venues[] = {
    {"arxiv", PUBTYPE_PREPRINT},      {"biorxiv", PUBTYPE_PREPRINT},
    {"medrxiv", PUBTYPE_PREPRINT},    {"chemrxiv", PUBTYPE_PREPRINT},
    {"psyarxiv", PUBTYPE_PREPRINT},   {"ssrn", PUBTYPE_PREPRINT},
    {"preprint", PUBTYPE_PREPRINT},   {"workshop", PUBTYPE_WORKSHOP},
    {"journal", PUBTYPE_JOURNAL},     {"transactions", PUBTYPE_JOURNAL},
    {"letters", PUBTYPE_JOURNAL},     {"annals", PUBTYPE_JOURNAL},
    {"conference", PUBTYPE_CONFERENCE}, {"symposium", PUBTYPE_CONFERENCE},
};

static int venue_clue(struct str venue)
{
    if (str_eq_nocase(str_trim(venue), STR("CoRR"))) /* so DBLP calls arXiv */
        return PUBTYPE_PREPRINT;
    return FIRST_CLUE(venues, venue, PUBTYPE_COUNT);
}

static bool has(const struct record *publication, enum name name)
{
    return record_get(publication, name) != NULL;
}

/* "NeurIPS 2023", "SIGMOD '25": a year behind the name of a venue is a meeting's. */
static bool ends_with_year(struct str text)
{
    text = str_trim(text);
    return text.len > 3 && ascii_is_digit(text.ptr[text.len - 1]) &&
           ascii_is_digit(text.ptr[text.len - 2]) &&
           (text.ptr[text.len - 3] == '\'' || ascii_is_digit(text.ptr[text.len - 3]));
}

static enum pubtype by_venue(const struct record *publication, const struct field *venue)
{
    struct str text = venue->first.text, short_text = record_text(publication, NAME_short_venue);
    bool numbered = has(publication, NAME_volume) || has(publication, NAME_number);
    int clue = venue_clue(text);
    if (clue == PUBTYPE_COUNT)
        clue = venue_clue(short_text);
    if (clue != PUBTYPE_COUNT)
        return (enum pubtype)clue;
    if (numbered || (venue->key != NULL && str_is(venue->key->text, "journal")))
        return PUBTYPE_JOURNAL;
    if (holds(text, "proceedings") || holds(text, "proc") || has(publication, NAME_location) ||
        ends_with_year(text) || ends_with_year(short_text))
        return PUBTYPE_CONFERENCE;
    return has(publication, NAME_editors) ? PUBTYPE_CHAPTER : PUBTYPE_JOURNAL;
}

static bool is_of_preprint_server(struct str doi)
{
    return str_starts(doi, STR("10.48550/")) || str_starts(doi, STR("10.1101/"));
}

enum pubtype pubtype_named(struct str text)
{
    return (enum pubtype)FIRST_CLUE(kinds, text, PUBTYPE_OTHER);
}

bool pubtype_is_plain(struct str kind)
{
    static const char *const plain[] = {
        "article", "journal", "journal article", "journal paper", "conference", "conference paper",
        "inproceedings", "workshop", "workshop paper", "book", "inbook", "chapter", "book chapter",
        "incollection", "edited volume", "proceedings", "preprint", "poster", "patent", "software"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (str_eq_nocase(str_trim(kind), str_of(plain[i])))
            return true;
    return false;
}

/* What the venue knows better: arXiv is no journal, and a workshop's paper no conference's. */
static enum pubtype corrected(enum pubtype type, const struct record *publication)
{
    int clue = venue_clue(record_text(publication, NAME_venue));
    bool preprint = type == PUBTYPE_JOURNAL && clue == PUBTYPE_PREPRINT;
    bool workshop = type == PUBTYPE_CONFERENCE && clue == PUBTYPE_WORKSHOP;
    return preprint || workshop ? (enum pubtype)clue : type;
}

enum pubtype pubtype_of(const struct record *publication)
{
    struct str kind = record_text(publication, NAME_kind);
    if (kind.len > 0)
        return corrected(pubtype_named(kind), publication);
    const struct field *venue = record_get(publication, NAME_venue);
    if (venue == NULL)
        venue = record_get(publication, NAME_short_venue);
    if (venue != NULL)
        return by_venue(publication, venue);
    if (has(publication, NAME_isbn) || has(publication, NAME_publisher))
        return has(publication, NAME_authors) ? PUBTYPE_BOOK : PUBTYPE_EDITED;
    if (has(publication, NAME_arxiv) || is_of_preprint_server(record_text(publication, NAME_doi)) ||
        holds(record_text(publication, NAME_status), "preprint"))
        return PUBTYPE_PREPRINT;
    return PUBTYPE_OTHER;
}

/* ---- status ---- */

static const struct {
    const char *word;
    enum word title;
} statuses[PUBSTATUS_COUNT] = {
    [PUBSTATUS_PUBLISHED] = {"published", WORD_GROUP_PUBLISHED},
    [PUBSTATUS_IN_PRESS] = {"in press", WORD_GROUP_IN_PRESS},
    [PUBSTATUS_UNDER_REVIEW] = {"under review", WORD_GROUP_UNDER_REVIEW},
    [PUBSTATUS_IN_PREPARATION] = {"in preparation", WORD_GROUP_IN_PREPARATION},
    [PUBSTATUS_PREPRINT] = {"preprint", WORD_GROUP_PREPRINT},
};

const char *pubstatus_word(enum pubstatus status)
{
    return statuses[status].word;
}

enum word pubstatus_title(enum pubstatus status)
{
    return statuses[status].title;
}

/* The first ones also count in a remark; "accepted as an oral" there does not mean in press. */
enum { STANDINGS_IN_NOTES = 6 };

static const struct clue standings[] = {
    {"in press", PUBSTATUS_IN_PRESS},
    {"to appear", PUBSTATUS_IN_PRESS},
    {"forthcoming", PUBSTATUS_IN_PRESS},
    {"under review", PUBSTATUS_UNDER_REVIEW},
    {"submitted", PUBSTATUS_UNDER_REVIEW},
    {"in preparation", PUBSTATUS_IN_PREPARATION},
    {"accepted", PUBSTATUS_IN_PRESS},
    {"inpress", PUBSTATUS_IN_PRESS},
    {"conditionally accepted", PUBSTATUS_IN_PRESS},
    {"in review", PUBSTATUS_UNDER_REVIEW},
    {"under revision", PUBSTATUS_UNDER_REVIEW},
    {"revise", PUBSTATUS_UNDER_REVIEW},
    {"revision", PUBSTATUS_UNDER_REVIEW},
    {"in progress", PUBSTATUS_IN_PREPARATION},
    {"draft", PUBSTATUS_IN_PREPARATION},
    {"preprint", PUBSTATUS_PREPRINT},
};

enum pubstatus pubstatus_named(struct str text)
{
    if (holds(text, "published"))
        return PUBSTATUS_PUBLISHED;
    return (enum pubstatus)FIRST_CLUE(standings, text, PUBSTATUS_COUNT);
}

enum pubstatus pubstatus_of(const struct record *publication)
{
    static const struct {
        enum name name;
        size_t clues;
    } fields[] = {{NAME_status, sizeof standings / sizeof *standings},
                  {NAME_date, sizeof standings / sizeof *standings},
                  {NAME_note, STANDINGS_IN_NOTES}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct str text = record_text(publication, fields[i].name);
        int clue = first_clue(standings, fields[i].clues, text, PUBSTATUS_COUNT);
        if (clue < PUBSTATUS_COUNT)
            return (enum pubstatus)clue;
    }
    return pubtype_of(publication) == PUBTYPE_PREPRINT ? PUBSTATUS_PREPRINT : PUBSTATUS_PUBLISHED;
}

/* Years, months and days as .bib files have them, in one date. */
#include "base/ascii.h"
#include "bib/internal.h"

/* What people write for a year that is not yet there, or beside it. */
static const struct {
    const char *word, *status;
} statuses[] = {
    {"in press", "in press"},       {"inpress", "in press"},
    {"to appear", "to appear"},     {"forthcoming", "forthcoming"},
    {"accepted", "accepted"},       {"submitted", "submitted"},
    {"under review", "under review"}, {"in review", "under review"},
    {"under submission", "under submission"}, {"under revision", "under revision"},
    {"in preparation", "in preparation"}, {"inpreparation", "in preparation"},
    {"in progress", "in progress"}, {"prepublished", "prepublished"},
    {"unpublished", "unpublished"}, {"preprint", "preprint"},
    {"draft", "draft"},             {"n.d.", "n.d."},
};
enum { STATUS_COUNT = sizeof statuses / sizeof *statuses };

/* Offset of `word` in text without regard to case, or text.len. */
static size_t find_word(struct str text, const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= text.len; i++)
        if (str_eq_nocase(str_sub(text, i, i + len), (struct str){word, len}))
            return i;
    return text.len;
}

struct str bib_status(struct str text)
{
    text = str_trim(text);
    while (text.len > 0 && strchr(".()[]", text.ptr[text.len - 1]) != NULL && text.len != 4)
        text.len--;
    if (text.len > 0 && (text.ptr[0] == '(' || text.ptr[0] == '['))
        text = str_sub(text, 1, text.len);
    for (size_t i = 0; i < STATUS_COUNT; i++)
        if (str_eq_nocase(text, str_of(statuses[i].word)))
            return str_of(statuses[i].status);
    return STR_NONE;
}

/* The status that a short text speaks of, among other things. */
static struct str status_in(struct str text)
{
    for (size_t i = 0; text.len < 80 && i < STATUS_COUNT; i++)
        if (find_word(text, statuses[i].word) < text.len)
            return str_of(statuses[i].status);
    return STR_NONE;
}

/* The first four digits that stand alone in text, or STR_NONE. */
static struct str four_digits(struct str text)
{
    for (size_t i = 0, run = 0; i <= text.len; i++) {
        bool digit = i < text.len && ascii_is_digit(text.ptr[i]);
        if (!digit && run == 4)
            return str_sub(text, i - 4, i);
        run = digit ? run + 1 : 0;
    }
    return STR_NONE;
}

/* ---- months ---- */

struct months {
    unsigned names[2], numbers[2]; /* in the order in which they stand */
    size_t name_count, number_count;
    bool other; /* there is something else, too */
};

static unsigned month_named(struct str word)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (unsigned i = 0; i < 12; i++)
        if (word.len >= 3 &&
            (str_eq_nocase(word, str_sub(str_of(names[i]), 0, word.len)) ||
             (i == 8 && str_eq_nocase(word, STR("sept")))))
            return i + 1;
    return 0;
}

static struct months read_months(struct str text)
{
    struct months m = {0};
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        unsigned value = 0;
        if (ascii_is_digit(text.ptr[i])) {
            for (; i < text.len && ascii_is_digit(text.ptr[i]) && i - from < 4; i++)
                value = value * 10 + (unsigned)(text.ptr[i] - '0');
            if (m.number_count < 2 && value >= 1 && value <= 31)
                m.numbers[m.number_count++] = value;
            else
                m.other = true;
            while (i < text.len && ascii_is_letter(text.ptr[i])) /* 15th */
                i++;
        } else if (ascii_is_letter(text.ptr[i])) {
            while (i < text.len && ascii_is_letter(text.ptr[i]))
                i++;
            value = month_named(str_sub(text, from, i));
            if (m.name_count < 2 && value > 0)
                m.names[m.name_count++] = value;
            else
                m.other = true;
        } else {
            m.other |= (unsigned char)text.ptr[i] >= 0x80 && (unsigned char)text.ptr[i] != 0xE2 &&
                       (unsigned char)text.ptr[i] != 0x80 && (unsigned char)text.ptr[i] != 0x93;
            i++;
        }
    }
    return m;
}

static bool is_day(unsigned month, unsigned day)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return day >= 1 && day <= days[month - 1];
}

/* A whole date of a year with four digits. */
static const char *date_text(struct bib *b, struct str year, struct str month)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct months m = read_months(month);
    unsigned name = m.names[0];
    if (!m.other && m.name_count == 0 && m.number_count == 1 && m.numbers[0] <= 12)
        return arena_printf(b->arena, "%.*s-%02u", STR_FMT(year), m.numbers[0]);
    if (!m.other && m.name_count == 1 && m.number_count == 0)
        return arena_printf(b->arena, "%.*s-%02u", STR_FMT(year), name);
    if (!m.other && m.name_count == 1 && m.number_count == 1 && is_day(name, m.numbers[0]))
        return arena_printf(b->arena, "%.*s-%02u-%02u", STR_FMT(year), name, m.numbers[0]);
    if (!m.other && m.name_count == 1 && m.number_count == 2 && is_day(name, m.numbers[0]) &&
        is_day(name, m.numbers[1]) && m.numbers[0] < m.numbers[1])
        return arena_printf(b->arena, "%u-%u %s %.*s", m.numbers[0], m.numbers[1], names[name - 1],
                            STR_FMT(year));
    if (!m.other && m.name_count == 2 && m.number_count == 0 && name < m.names[1])
        return arena_printf(b->arena, "%s-%s %.*s", names[name - 1], names[m.names[1] - 1],
                            STR_FMT(year));
    return arena_printf(b->arena, "%.*s %.*s", STR_FMT(month), STR_FMT(year));
}

struct str bib_date(struct bib *b, struct str year, struct str month, struct str day,
                    struct str *status)
{
    *status = status_in(year);
    struct str digits = four_digits(year);
    if (status->len > 0 || digits.len == year.len)
        year = digits;
    if (digits.len > 0 && year.len > 0 && ascii_is_digit(year.ptr[0]) && year.len == 5)
        year = digits; /* 2020a */
    if (day.len > 0 && month.len > 0)
        month = str_of(arena_printf(b->arena, "%.*s %.*s", STR_FMT(day), STR_FMT(month)));
    struct months m = read_months(month);
    if (day.len > 0 && m.name_count == 0 && m.number_count == 2 && m.numbers[1] <= 12 && !m.other &&
        is_day(m.numbers[1], m.numbers[0]) && year.len == 4)
        return str_of(arena_printf(b->arena, "%.*s-%02u-%02u", STR_FMT(year), m.numbers[1],
                                   m.numbers[0]));
    if (year.len == 0 || month.len == 0)
        return year.len > 0 ? year : STR_NONE;
    return str_of(date_text(b, year, month));
}

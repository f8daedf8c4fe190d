#include "model/amount.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"

/* Larger sums are typing mistakes, and they would not add up in 64 bits. */
#define LARGEST UINT64_C(1000000000000000)

/* ---- words ---- */

static const struct {
    const char *word;
    uint64_t factor;
} factors[] = {
    {"k", 1000},          {"thousand", 1000},     {"tsd", 1000},        {"m", 1000000},
    {"mn", 1000000},      {"mln", 1000000},       {"mio", 1000000},     {"mill", 1000000},
    {"million", 1000000}, {"millions", 1000000},  {"millionen", 1000000},
    {"b", 1000000000},    {"bn", 1000000000},     {"billion", 1000000000},
    {"lakh", 100000},     {"lakhs", 100000},      {"crore", 10000000},  {"crores", 10000000},
    {"cr", 10000000},     {"万", 10000},          {"萬", 10000},        {"億", 100000000},
    {"亿", 100000000},    {"만", 10000},          {"억", 100000000},
};

/* What is written in several ways, and one way for all of them. */
static const struct {
    const char *word, *code;
} currencies[] = {
    {"€", "EUR"},    {"euro", "EUR"},   {"euros", "EUR"},  {"$", "USD"},      {"US$", "USD"},
    {"dollars", "USD"}, {"£", "GBP"},   {"pounds", "GBP"}, {"₹", "INR"},      {"Rs", "INR"},
    {"HK$", "HKD"},  {"A$", "AUD"},     {"AU$", "AUD"},    {"C$", "CAD"},     {"CA$", "CAD"},
    {"NZ$", "NZD"},  {"S$", "SGD"},     {"NT$", "TWD"},    {"R$", "BRL"},     {"₩", "KRW"},
    {"₽", "RUB"},    {"₺", "TRY"},      {"₪", "ILS"},      {"₫", "VND"},      {"₴", "UAH"},
    {"zł", "PLN"},   {"Kč", "CZK"},     {"Ft", "HUF"},     {"Fr", "CHF"},     {"SFr", "CHF"},
    {"francs", "CHF"}, {"RMB", "CNY"},  {"元", "CNY"},     {"円", "JPY"},
    /* These are used in several countries: each is itself alone. */
    {"¥", "¥"},      {"￥", "¥"},       {"kr", "kr"},      {"kroner", "kr"},  {"kronor", "kr"},
};

static bool is_code(struct str word)
{
    bool all = word.len == 3;
    for (size_t i = 0; all && i < word.len; i++)
        all = word.ptr[i] >= 'A' && word.ptr[i] <= 'Z';
    return all;
}

/* The code of a currency; STR_NONE when there is no such currency. */
static struct str code_of(struct str word)
{
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
        if (str_eq_nocase(word, str_of(currencies[i].word)))
            return str_of(currencies[i].code);
    return is_code(word) ? word : STR_NONE;
}

bool amount_same_currency(struct str a, struct str b)
{
    return a.len == 0 || b.len == 0 ? a.len == b.len : str_eq(code_of(a), code_of(b));
}

/* ---- reading ---- */

struct reading {
    struct amount amount;
    uint64_t factor; /* 0: none */
};

static uint64_t factor_of(struct str word)
{
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
        if (str_eq_nocase(word, str_of(factors[i].word)))
            return factors[i].factor;
    return 0;
}

static bool take_factor(struct reading *r, struct str word)
{
    uint64_t factor = factor_of(word);
    if (factor == 0 || r->factor != 0)
        return false;
    r->factor = factor;
    return true;
}

static bool take_currency(struct reading *r, struct str word, bool is_behind)
{
    if (code_of(word).len == 0 || r->amount.currency.len > 0)
        return false;
    r->amount.currency = word;
    r->amount.is_behind = is_behind;
    return true;
}

/* One word: a currency, a factor, or both in one: M€, kSEK, 万円. */
static bool take_word(struct reading *r, struct str word, bool is_behind)
{
    if (take_currency(r, word, is_behind) || take_factor(r, word))
        return true;
    size_t first = 1;
    while (first < word.len && ((unsigned char)word.ptr[first] & 0xC0) == 0x80)
        first++;
    struct reading saved = *r;
    if (first < word.len && take_factor(r, str_sub(word, 0, first)) &&
        take_currency(r, str_sub(word, first, word.len), is_behind))
        return true;
    *r = saved;
    return false;
}

/* The length of a blank at the beginning of s: a space, or one of those that do not break. */
static size_t blank(struct str s)
{
    return str_starts(s, STR(" ")) || str_starts(s, STR("\t"))                 ? 1
           : str_starts(s, STR("\xC2\xA0"))                                    ? 2
           : str_starts(s, STR("\xE2\x80\xAF")) || str_starts(s, STR("\xE2\x80\x89")) ? 3
                                                                                : 0;
}

/* The words in front of the number or behind it; a full stop behind one is that of a short form. */
static bool take_words(struct reading *r, struct str text, bool is_behind)
{
    for (size_t at = 0; at < text.len;) {
        size_t skip = blank(str_sub(text, at, text.len)), end = at + skip;
        if (skip == 0) {
            while (end < text.len && blank(str_sub(text, end, text.len)) == 0)
                end++;
            struct str word = str_sub(text, at, end);
            if (word.len > 1 && word.ptr[word.len - 1] == '.')
                word.len--;
            if (!take_word(r, word, is_behind))
                return false;
        }
        at = end;
    }
    return true;
}

/* ---- the number ---- */

enum { GROUPS_MAX = 8 };

/* A number in its parts: digits, and what stands between them. */
struct number {
    uint64_t value[GROUPS_MAX];
    size_t digits[GROUPS_MAX];
    char mark[GROUPS_MAX]; /* in front of each part but the first */
    size_t count;
};

/* A mark between two digits: its length, and a letter for its kind. */
static size_t mark_at(struct str s, char *kind)
{
    size_t len = blank(s);
    *kind = ' ';
    if (len == 0 && (str_starts(s, STR("'")) || str_starts(s, STR("\xE2\x80\x99")))) {
        *kind = '\'';
        len = s.ptr[0] == '\'' ? 1 : 3;
    } else if (len == 0 && s.len > 0 && (s.ptr[0] == ',' || s.ptr[0] == '.')) {
        *kind = s.ptr[0];
        len = 1;
    }
    return len < s.len && ascii_is_digit(s.ptr[len]) ? len : 0;
}

/* Reads the parts at the beginning of *rest, and takes them off; false when there are too many. */
static bool read_parts(struct str *rest, struct number *n)
{
    *n = (struct number){.count = 0};
    for (size_t at = 0;;) {
        if (n->count == GROUPS_MAX)
            return false;
        uint64_t value = 0;
        size_t from = at;
        for (; at < rest->len && ascii_is_digit(rest->ptr[at]); at++)
            value = value * 10 + (uint64_t)(rest->ptr[at] - '0');
        if (at == from || at - from > 16)
            return false;
        n->value[n->count] = value;
        n->digits[n->count++] = at - from;
        char kind;
        size_t len = mark_at(str_sub(*rest, at, rest->len), &kind);
        if (len == 0) {
            *rest = str_sub(*rest, at, rest->len);
            return true;
        }
        if (n->count < GROUPS_MAX)
            n->mark[n->count] = kind;
        at += len;
    }
}

/* Whether the last part is a fraction; false in *clear when it may be one or not. */
static bool has_fraction(const struct number *n, bool has_factor, bool *clear)
{
    size_t last = n->count - 1;
    char mark = n->mark[last];
    bool others = false;
    *clear = true;
    if (last == 0 || (mark != '.' && mark != ','))
        return false;
    for (size_t i = 1; i < last; i++) {
        if (n->mark[i] == mark)
            return false;
        others = true;
    }
    if (others || n->digits[last] != 3)
        return true;
    *clear = !has_factor || mark == '.'; /* 1,250k is 1.25 million to some, 1250 to others */
    return has_factor;
}

/* Whether parts 0 to `last` are thousands, or lakhs and crores: 12,34,567. */
static bool is_grouped(const struct number *n, size_t last)
{
    if (last == 0)
        return true;
    bool threes = n->digits[0] <= 3, indian = n->digits[0] <= 2 && n->mark[1] == ',';
    for (size_t i = 1; i <= last; i++) {
        threes = threes && n->digits[i] == 3;
        indian = indian && n->digits[i] == (i == last ? 3 : 2);
        if (n->mark[i] != n->mark[1])
            return false;
    }
    return threes || indian;
}

static bool work_out(const struct number *n, struct reading *r)
{
    uint64_t factor = r->factor > 0 ? r->factor : 1, whole = 0, fraction = 0, parts = 1;
    bool clear, fractional = has_fraction(n, r->factor > 0, &clear);
    size_t last = n->count - (fractional ? 2 : 1);
    if (!clear || !is_grouped(n, last))
        return false;
    for (size_t i = 0; i <= last; i++) {
        for (size_t digit = 0; i > 0 && digit < n->digits[i]; digit++)
            whole = whole > LARGEST ? whole : whole * 10;
        whole += n->value[i];
    }
    if (whole > LARGEST / factor)
        return false;
    if (fractional) {
        if (n->digits[last + 1] > 6)
            return false;
        for (size_t i = 0; i < n->digits[last + 1]; i++)
            parts *= 10;
        fraction = n->value[last + 1] * factor * 100;
    }
    r->amount.hundredths = whole * factor * 100 + fraction / parts;
    return fraction % parts == 0;
}

bool amount_parse(struct str text, struct amount *out)
{
    static const char *const dashes[] = {",-", ".-", ",\xE2\x80\x93", ".\xE2\x80\x93"};
    struct reading r = {.factor = 0};
    struct number number;
    size_t at = 0;
    text = str_trim(text);
    while (at < text.len && !ascii_is_digit(text.ptr[at]))
        at++;
    struct str rest = str_sub(text, at, text.len);
    if (!take_words(&r, str_sub(text, 0, at), false) || !read_parts(&rest, &number))
        return false;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (str_starts(rest, str_of(dashes[i]))) {
            rest = str_sub(rest, strlen(dashes[i]), rest.len);
            break;
        }
    if (!take_words(&r, rest, true) || !work_out(&number, &r))
        return false;
    *out = r.amount;
    return true;
}

/* ---- printing ---- */

static void print_grouped(struct buf *out, uint64_t number, const char *thousands)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            buf_adds(out, thousands);
        buf_addc(out, digits[i]);
    }
}

void amount_print(struct buf *out, const struct amount *amount, const char *thousands)
{
    static const char no_break[] = "\xC2\xA0";
    struct str currency = amount->currency;
    if (currency.len > 0 && !amount->is_behind) {
        buf_add_str(out, currency);
        if (ascii_is_letter(currency.ptr[currency.len - 1]))
            buf_adds(out, no_break);
    }
    print_grouped(out, amount->hundredths / 100, thousands);
    unsigned rest = (unsigned)(amount->hundredths % 100);
    if (rest > 0)
        buf_addf(out, "%c%02u", *thousands == ',' ? '.' : ',', rest);
    if (currency.len > 0 && amount->is_behind) {
        buf_adds(out, no_break);
        buf_add_str(out, currency);
    }
}

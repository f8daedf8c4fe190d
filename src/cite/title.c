#include "cite/title.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "tex/unicode.h"

/* Letters that are no letter with an accent, as they are written without them. */
static const struct {
    uint32_t cp;
    const char *text;
} plain_letters[] = {
    {0xC6, "ae"}, {0xD0, "d"},  {0xD8, "o"},   {0xDE, "th"},  {0xDF, "ss"},   {0xE6, "ae"},
    {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"},  {0x110, "d"},  {0x111, "d"},   {0x131, "i"},
    {0x141, "l"}, {0x142, "l"}, {0x152, "oe"}, {0x153, "oe"}, {0xFB01, "fi"}, {0xFB02, "fl"},
};

/* Beyond ASCII: signs that are no letters. */
static bool is_sign(uint32_t cp)
{
    return (cp >= 0x80 && cp < 0xC0) || cp == 0xD7 || cp == 0xF7 || (cp >= 0x300 && cp < 0x370) ||
           (cp >= 0x2000 && cp < 0x2C00) || (cp >= 0x3000 && cp < 0x3040) || cp >= 0xFE00;
}

/* A letter without its accents. */
static uint32_t base_letter(uint32_t cp)
{
    for (size_t i = 0; cp < 0x2000 && i < unicode_pair_count; i++) {
        if (unicode_pairs[i].composed == cp) {
            cp = unicode_pairs[i].base;
            i = (size_t)-1; /* there may be one more */
        }
    }
    return cp;
}

static uint32_t lower(uint32_t cp)
{
    bool capital = (cp >= 0x391 && cp <= 0x3A9) || (cp >= 0x410 && cp <= 0x42F);
    return cp < 0x80 ? (uint32_t)ascii_lower((char)cp) : capital ? cp + 0x20 : cp;
}

/* The length of the tag or entity at p, or 0. */
static size_t markup_length(const char *p, const char *end)
{
    const char *q = p + 1;
    char last = *p == '<' ? '>' : ';';
    if (*p != '<' && *p != '&')
        return 0;
    bool attribute = false, blank = false;
    for (; q < end && *q != last; q++) {
        if (*q == '<' || *q == '&' || q - p > 200)
            return 0;
        attribute |= *q == '=';
        blank |= *q == ' ';
    }
    bool named = q > p + 1 && (ascii_is_letter(p[1]) || p[1] == '/' || p[1] == '#');
    return q < end && named && (!blank || (attribute && last == '>')) ? (size_t)(q - p) + 1 : 0;
}

static void add_letter(struct buf *b, uint32_t cp)
{
    for (size_t i = 0; i < sizeof plain_letters / sizeof *plain_letters; i++) {
        if (plain_letters[i].cp == cp) {
            buf_adds(b, plain_letters[i].text);
            return;
        }
    }
    cp = lower(cp < 0x80 ? cp : base_letter(cp));
    if (cp >= 0x80 || ascii_is_alnum((char)cp))
        buf_add_utf8(b, cp);
}

/* Letters and digits; what stands between them becomes `gap`, once, unless that is 0. */
static void add_key(struct buf *b, struct str s, char gap)
{
    for (const char *p = s.ptr, *end = p + s.len; p < end;) {
        size_t skipped = markup_length(p, end), step;
        uint32_t cp = 0;
        if (skipped > 0) {
            p += skipped;
            continue;
        }
        step = utf8_decode(p, end, &cp);
        bool letter = cp >= 0x80 ? !is_sign(cp) : ascii_is_alnum((char)cp);
        if (step > 0 && letter)
            add_letter(b, cp);
        else if (gap != 0 && (b->len == 0 || b->ptr[b->len - 1] != gap) && cp < 0x300)
            buf_addc(b, gap);
        p += step > 0 ? step : 1;
    }
}

static struct str take(struct arena *a, struct buf *b)
{
    char *copy = b->failed ? NULL : arena_try(a, b->len + 1);
    if (copy != NULL && b->len > 0)
        memcpy(copy, b->ptr, b->len);
    struct str key = {copy, b->len};
    buf_free(b);
    if (copy == NULL)
        arena_fail(a);
    return key;
}

struct str cite_title_key(struct arena *a, struct str title)
{
    struct buf b = BUF_INIT;
    add_key(&b, title, 0);
    return take(a, &b);
}

struct str cite_title_words(struct arena *a, struct str title)
{
    struct buf b = BUF_INIT;
    add_key(&b, title, ' ');
    return str_trim(take(a, &b));
}

bool cite_name_has(struct arena *a, struct str name, struct str surname)
{
    struct str words = cite_title_words(a, name), sought = cite_title_words(a, surname);
    for (size_t i = 0; sought.len > 0 && i + sought.len <= words.len; i++) {
        size_t end = i + sought.len;
        bool whole =
            (i == 0 || words.ptr[i - 1] == ' ') && (end == words.len || words.ptr[end] == ' ');
        if (whole && str_eq(str_sub(words, i, end), sought))
            return true;
    }
    return false;
}

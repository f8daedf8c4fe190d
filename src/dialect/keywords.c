/* Words that a file wants to be bold wherever they stand in a text, as RenderCV has them. */
#include "base/ascii.h"
#include "base/utf8.h"
#include "dialect/internal.h"

/* Each place of a text is compared with all words, so both have a limit; the rest is not bold. */
enum { KEYWORDS_MAX = 200, KEYWORD_MAX_BYTES = 100 };

/* ---- words ---- */

static bool is_letter(uint32_t cp)
{
    return cp < 0x80 ? ascii_is_alnum((char)cp) : cp >= 0xC0 && cp < 0x2000;
}

/* The characters at either side of byte `at`; a blank at the ends. */
static uint32_t char_before(struct str s, size_t at)
{
    uint32_t cp = ' ';
    size_t start = at;
    do
        start -= start > 0;
    while (start > 0 && at - start < 4 && ((unsigned char)s.ptr[start] & 0xC0) == 0x80);
    if (start < at)
        utf8_decode(s.ptr + start, s.ptr + at, &cp);
    return cp;
}

static uint32_t char_at(struct str s, size_t at)
{
    uint32_t cp = ' ';
    if (at < s.len)
        utf8_decode(s.ptr + at, s.ptr + s.len, &cp);
    return cp;
}

/*
 * Whether a word with the character `inside` at its end can be marked where `outside` stands beside
 * it: not within another word. Beside a sign, Markdown takes stars for a mark only if a blank or
 * another sign follows them.
 */
static bool is_edge(uint32_t inside, uint32_t outside)
{
    return is_letter(inside) || inside >= 0x80 ? !is_letter(outside)
                                               : outside < 0x80 && !is_letter(outside);
}

/* The longest of the words that stands at `at`: its length, or 0. */
static size_t keyword_at(const struct convert *c, struct str s, size_t at)
{
    size_t longest = 0, count = 0;
    NODE_EACH(item, c->keywords) {
        struct str word = item->kind == NODE_SCALAR ? str_trim(item->text) : STR_NONE;
        if (++count > KEYWORDS_MAX)
            break;
        size_t end = at + word.len;
        if (word.len > longest && word.len <= KEYWORD_MAX_BYTES &&
            str_starts(str_sub(s, at, s.len), word) &&
            is_edge(char_at(word, 0), char_before(s, at)) &&
            is_edge(char_before(word, word.len), char_at(s, end)))
            longest = word.len;
    }
    return longest;
}

/* ---- what is no text ---- */

/* Bold text, code, formulas, addresses and tags: from one sign to another, within them nothing is marked. */
static const struct {
    const char *open, *close;
    bool to_end; /* without its close it goes on to the end of the text */
} spans[] = {{"**", "**", false}, {"__", "__", false}, {"`", "`", false},      {"$$", "$$", false},
             {"](", ")", false},  {"</", ">", false},  {"<b>", "</b>", false}, {"<a ", ">", false},
             {"<i>", ">", false}, {"http", " ", true}, {"www.", " ", true}};
enum { SPAN_COUNT = sizeof spans / sizeof *spans };

/* The offset behind the span that begins at `at`, or `at`; `missing`: a close was not found before. */
static size_t skip(struct str s, size_t at, bool missing[SPAN_COUNT])
{
    struct str rest = str_sub(s, at, s.len);
    for (size_t i = 0; i < SPAN_COUNT; i++) {
        struct str open = str_of(spans[i].open), close = str_of(spans[i].close);
        if (missing[i] || !str_starts(rest, open))
            continue;
        for (size_t end = open.len; end + close.len <= rest.len; end++)
            if (str_starts(str_sub(rest, end, rest.len), close))
                return at + end + close.len;
        if (spans[i].to_end)
            return s.len;
        missing[i] = true;
    }
    return at;
}

struct str keywords_mark(const struct convert *c, struct str text)
{
    if (!c->in_section || c->keywords == NULL || c->keywords->kind != NODE_LIST)
        return text;
    struct writer w = {.arena = c->arena};
    bool missing[SPAN_COUNT] = {false};
    size_t done = 0; /* so much of the text is written */
    for (size_t i = 0; i < text.len;) {
        size_t next = skip(text, i, missing), len = next > i ? 0 : keyword_at(c, text, i);
        if (len > 0) {
            write_str(&w, str_sub(text, done, i));
            write_str(&w, STR("**"));
            write_str(&w, str_sub(text, i, i + len));
            write_str(&w, STR("**"));
            next = done = i + len;
        }
        i = next > i ? next : i + 1;
    }
    if (done == 0)
        return text;
    write_str(&w, str_sub(text, done, text.len));
    return (struct str){w.ptr, w.len};
}

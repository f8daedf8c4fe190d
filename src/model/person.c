#include "model/person.h"

#include "base/ascii.h"
#include "base/fold.h"
#include "base/utf8.h"

/* ---- letters ---- */

static uint32_t first_char(struct str text)
{
    uint32_t cp = 0;
    if (text.len > 0)
        utf8_decode(text.ptr, text.ptr + text.len, &cp);
    return cp;
}

/* Chinese, Japanese and Korean, in which names have no blanks and begin with the family. */
static bool is_east_asian(uint32_t cp)
{
    return (cp >= 0x2E80 && cp < 0xA000) || (cp >= 0xAC00 && cp < 0xD7B0) ||
           (cp >= 0xF900 && cp < 0xFB00) || (cp >= 0x20000 && cp < 0x40000);
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Whether a word begins with a small letter, as `van` does; braces keep a word out of this. */
static bool is_small(struct str word)
{
    uint32_t cp = first_char(word);
    return (cp >= 'a' && cp <= 'z') || (cp >= 0xDF && cp <= 0xFF && cp != 0xF7);
}

static bool is_capitals(struct str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!is_upper(word.ptr[i]))
            return false;
    return word.len > 0;
}

static bool is_one_of(struct str word, const char *const *words, size_t count)
{
    for (size_t i = 0; word.len > 0 && i < count; i++)
        if (ascii_lower(word.ptr[0]) == words[i][0] && fold_eq(word, str_of(words[i])))
            return true;
    return false;
}

#define IS_ONE_OF(word, ...)                                                                       \
    is_one_of(word, (const char *const[]){__VA_ARGS__},                                            \
              sizeof(const char *const[]){__VA_ARGS__} / sizeof(const char *))

static bool is_suffix(struct str word)
{
    return word.len <= 5 && IS_ONE_OF(word, "jr", "sr", "ii", "iii", "iv", "phd", "md");
}

/* ---- words ---- */

/* A blank, as BibTeX has it. */
static bool is_blank(char c)
{
    return ascii_is_space(c) || c == '~';
}

/* The next word of *rest, up to a blank that is in no braces. False: there is none. */
static bool next_word(struct str *rest, struct str *word)
{
    size_t from = 0, depth = 0;
    while (from < rest->len && is_blank(rest->ptr[from]))
        from++;
    size_t to = from;
    for (; to < rest->len && (depth > 0 || !is_blank(rest->ptr[to])); to++)
        depth += rest->ptr[to] == '{' ? 1 : rest->ptr[to] == '}' && depth > 0 ? (size_t)-1 : 0;
    *word = str_sub(*rest, from, to);
    *rest = str_sub(*rest, to, rest->len);
    return word->len > 0;
}

/* The part of `text` from the beginning of word `a` to the end of word `b`. */
static struct str from_to(struct str text, struct str a, struct str b)
{
    return str_sub(text, (size_t)(a.ptr - text.ptr), (size_t)(b.ptr - text.ptr) + b.len);
}

static struct str last_word(struct str text)
{
    struct str word, last = STR_NONE;
    while (next_word(&text, &word))
        last = word;
    return last;
}

/* `text` without white space and blanks at its ends. */
static struct str trim(struct str text)
{
    while (text.len > 0 && is_blank(text.ptr[0]))
        text = str_sub(text, 1, text.len);
    while (text.len > 0 && is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

/* ---- what is around a name ---- */

static bool is_mark(uint32_t cp)
{
    switch (cp) {
    case '*': case '#': case 0xA7: case 0xB6: case 0xB9: case 0xB2: case 0xB3:
    case 0x2020: case 0x2021: case 0x2016: case 0x2217: case 0x2605: case 0x2606: case 0x2709:
        return true;
    default:
        return cp >= 0x2070 && cp <= 0x2079;
    }
}

/* The last code point of `text`; *len gets its bytes. */
static uint32_t last_char(struct str text, size_t *len)
{
    uint32_t cp = 0;
    size_t from = text.len - 1;
    while (from > 0 && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
        from--;
    *len = text.len - from;
    utf8_decode(text.ptr + from, text.ptr + text.len, &cp);
    return cp;
}

bool person_has_marks_only(struct str after)
{
    for (size_t len; after.len > 0; after.len -= len) {
        uint32_t cp = last_char(after, &len);
        if (!is_mark(cp) && cp != '\\' && cp != ',' && cp != ' ')
            return false;
    }
    return true;
}

static bool ends_with(struct str text, const char *end)
{
    size_t len = strlen(end);
    return text.len >= len && memcmp(text.ptr + text.len - len, end, len) == 0;
}

/* Bytes at the end of `text` from the last `open` on, if it is closed there by `close`; or 0. */
static size_t enclosed(struct str text, const char *open, const char *close)
{
    size_t len = strlen(open);
    if (!ends_with(text, close) || text.len < len + strlen(close))
        return 0;
    for (size_t i = text.len - strlen(close) - len + 1; i-- > 0;)
        if (memcmp(text.ptr + i, open, len) == 0)
            return text.len - i;
    return 0;
}

/* Bytes of the mark or the remark at the end of `text`, or 0. */
static size_t mark_at_end(struct str text)
{
    size_t len = enclosed(text, "<sup>", "</sup>");
    if (len == 0)
        len = enclosed(text, "$^", "$");
    if (len == 0)
        len = enclosed(text, " (", ")");
    if (len > 0)
        return len;
    uint32_t cp = last_char(text, &len);
    if (!is_mark(cp))
        return 0;
    return len + (text.len > len && text.ptr[text.len - len - 1] == '\\');
}

/* Cuts marks and remarks off the end of *name. */
static struct str cut_after(struct str *name)
{
    size_t end = name->len;
    for (;;) {
        struct str before = trim(str_sub(*name, 0, end));
        /* Marks may have commas between them. */
        if (end < name->len && before.len > 0 && before.ptr[before.len - 1] == ',')
            before = trim(str_sub(before, 0, before.len - 1));
        size_t len = before.len > 0 ? mark_at_end(before) : 0;
        if (len == 0 || len == before.len)
            break;
        end = before.len - len;
    }
    struct str after = str_sub(*name, end, name->len);
    name->len = end;
    while (name->len > 0 && is_blank(name->ptr[name->len - 1])) {
        name->len--;
        after = (struct str){after.ptr - 1, after.len + 1};
    }
    return after;
}

/* Cuts off asterisks or underscores around *name; what is behind them goes to `after`. */
static unsigned cut_emphasis(struct str *name, struct str *after)
{
    struct str text = *name;
    char mark = text.len > 0 ? text.ptr[0] : '\0';
    size_t open = 0;
    if (mark != '*' && mark != '_')
        return 0;
    while (open < text.len && open < 3 && text.ptr[open] == mark)
        open++;
    size_t close = open;
    while (close < text.len && (text.ptr[close] != mark || text.ptr[close - 1] == '\\'))
        close++;
    size_t run = close;
    while (run < text.len && text.ptr[run] == mark)
        run++;
    if (run - close < open || close == open)
        return 0;
    struct str rest = str_sub(text, close + open, text.len), behind = rest;
    while (behind.len > 0) {
        size_t len = mark_at_end(behind);
        if (len == 0 && is_blank(behind.ptr[behind.len - 1]))
            len = 1;
        if (len == 0)
            return 0; /* a word behind the emphasis */
        behind.len -= len;
    }
    *name = str_sub(text, open, close);
    *after = rest;
    return (unsigned)open;
}

/* ---- names without parts ---- */

static bool is_organization(struct str last)
{
    return IS_ONE_OF(last, "collaboration", "consortium", "group", "team", "network", "initiative",
                     "committee", "society", "association", "organization", "organisation",
                     "foundation", "university", "institute", "project", "inc", "ltd", "llc",
                     "gmbh", "laboratory", "council", "agency", "corporation", "collaborators");
}

static bool has_parts(struct str name)
{
    size_t words = 0;
    struct str rest = name, word;
    while (next_word(&rest, &word))
        words++;
    for (size_t i = 0; i < name.len; i++)
        if (ascii_is_digit(name.ptr[i]) || strchr("@/:()[]", name.ptr[i]) != NULL)
            return false;
    return words > 1 && words <= 8 && !is_east_asian(first_char(name)) &&
           !is_organization(last_word(name));
}

static bool is_others(struct str name)
{
    if (name.len > sizeof "and others." - 1)
        return false;
    return IS_ONE_OF(name, "others", "et al", "and others", "and others.") ||
           str_is(name, "...") || str_is(name, "\xE2\x80\xA6");
}

/* Whether one pair of braces holds all of the name. */
static bool is_in_braces(struct str name)
{
    size_t depth = 0;
    for (size_t i = 0; i < name.len; i++) {
        depth += name.ptr[i] == '{' ? 1 : name.ptr[i] == '}' && depth > 0 ? (size_t)-1 : 0;
        if (depth == 0)
            return i > 0 && i + 1 == name.len;
    }
    return false;
}

/* ---- names with parts ---- */

/* Words in lower case at the beginning of *family become the prefix; one word must remain. */
static void cut_prefix(struct person *p)
{
    struct str rest = p->family, word, last = last_word(p->family), end = STR_NONE;
    while (next_word(&rest, &word) && word.ptr != last.ptr && is_small(word))
        end = word;
    if (end.len == 0)
        return;
    p->prefix = from_to(p->family, p->family, end);
    p->family = trim(str_sub(p->family, p->prefix.len, p->family.len));
}

/* Whether a word in capitals is a romanized Chinese family name rather than initials: XU, not KQ. */
static bool is_family_in_capitals(struct str word)
{
    return is_capitals(word) && (word.len > 3 || (word.len > 1 && person_is_syllable(word)));
}

/* Initials behind a family name: "Xu K", "Xu KQ". */
static bool is_vancouver(struct str first, struct str last)
{
    return is_capitals(last) && last.len <= 3 && first.len > 1 && !is_capitals(first) &&
           first.ptr[first.len - 1] != '.' && !is_family_in_capitals(last);
}

static void read_in_order(struct person *p, struct str name)
{
    struct str last = last_word(name), rest = name, word, before = STR_NONE, small = STR_NONE;
    if (is_suffix(last) && last.ptr > name.ptr) {
        p->suffix = last;
        name = trim(str_sub(name, 0, (size_t)(last.ptr - name.ptr)));
        last = last_word(name);
    }
    rest = name;
    struct str first = STR_NONE;
    next_word(&rest, &first);
    if (is_vancouver(first, last)) {
        p->given = last;
        p->family = trim(str_sub(name, 0, (size_t)(last.ptr - name.ptr)));
        cut_prefix(p);
        return;
    }
    if (is_family_in_capitals(first) && !is_capitals(last) && last.ptr != first.ptr) {
        p->family = first;
        p->given = trim(rest);
        return;
    }
    /* The first word in lower case ends the given names; without one, the last word is the family. */
    for (rest = name; next_word(&rest, &word) && word.ptr != last.ptr; before = word)
        if (is_small(word)) {
            small = word;
            break;
        }
    struct str family = small.len > 0 ? small : last;
    if (before.len > 0)
        p->given = from_to(name, name, before);
    p->family = str_sub(name, (size_t)(family.ptr - name.ptr), name.len);
    cut_prefix(p);
}

/* "K.Xu" and "K.-Q.Xu": initials without a blank behind them. */
static bool read_glued(struct person *p, struct str name)
{
    size_t end = 0; /* of the initials */
    for (size_t i = 0; i + 1 < name.len && is_upper(name.ptr[i]) && name.ptr[i + 1] == '.';
         i = end + (end < name.len && name.ptr[end] == '-'))
        end = i + 2;
    struct str family = str_sub(name, end, name.len);
    if (end == 0 || family.len < 2 || str_find(family, 0, '.') < family.len ||
        str_find(family, 0, ' ') < family.len || is_small(family))
        return false;
    p->given = str_sub(name, 0, end);
    p->family = family;
    return true;
}

enum { COMMAS_MAX = 2 };

/* The places of commas outside of braces; returns how many there are. */
static size_t find_commas(struct str name, size_t commas[COMMAS_MAX])
{
    size_t count = 0, depth = 0;
    for (size_t i = 0; i < name.len; i++) {
        depth += name.ptr[i] == '{' ? 1 : name.ptr[i] == '}' && depth > 0 ? (size_t)-1 : 0;
        if (name.ptr[i] != ',' || depth > 0)
            continue;
        if (count < COMMAS_MAX)
            commas[count] = i;
        count++;
    }
    return count;
}

/* "Last, First", "Last, Jr, First", "First Last, Jr"; false when the commas mean something else. */
static bool read_commas(struct person *p, struct str name, const size_t *commas, size_t count)
{
    struct str head = trim(str_sub(name, 0, commas[0]));
    struct str tail = trim(str_sub(name, commas[count - 1] + 1, name.len));
    struct str middle = count > 1 ? trim(str_sub(name, commas[0] + 1, commas[1])) : STR_NONE;
    if (head.len == 0 || tail.len == 0 || is_organization(tail))
        return false;
    if (count == 1 && is_suffix(tail)) {
        p->suffix = tail;
        read_in_order(p, head);
        return true;
    }
    if (count > 1 && !is_suffix(middle) && !is_suffix(tail))
        return false;
    bool suffix_last = count > 1 && !is_suffix(middle);
    p->family = head;
    p->given = suffix_last ? middle : tail;
    p->suffix = suffix_last ? tail : middle;
    p->reversed = true;
    cut_prefix(p);
    return true;
}

static struct str without_braces(struct arena *a, struct str part)
{
    size_t len = 0;
    if (part.len == 0 ||
        (memchr(part.ptr, '{', part.len) == NULL && memchr(part.ptr, '}', part.len) == NULL))
        return part;
    char *copy = arena_array(a, char, part.len);
    for (size_t i = 0; i < part.len; i++)
        if (part.ptr[i] != '{' && part.ptr[i] != '}')
            copy[len++] = part.ptr[i];
    return (struct str){copy, len};
}

static void read_parts(struct person *p, struct str name)
{
    size_t commas[COMMAS_MAX], count = find_commas(name, commas);
    bool done = count > 0 && count <= COMMAS_MAX && read_commas(p, name, commas, count);
    if (!done && count == 0 && has_parts(name)) {
        read_in_order(p, name);
        done = true;
    } else if (!done && count == 0) {
        done = read_glued(p, name);
    }
    if (!done) {
        p->family = name;
        p->whole = true;
    }
}

struct person person_read(struct arena *a, struct str text)
{
    struct person p = {.text = trim(text)};
    p.emphasis = cut_emphasis(&p.text, &p.after);
    if (p.emphasis == 0)
        p.after = cut_after(&p.text);
    p.text = trim(p.text);
    struct str name = p.text;
    if (name.len > 1 && name.ptr[0] == '[' && str_find(name, 0, ']') < name.len) {
        p.marked_up = true; /* a link: its label is the name */
        name = str_sub(name, 1, str_find(name, 0, ']'));
    }
    p.others = is_others(name);
    if (p.others || is_in_braces(name)) {
        p.family = name;
        p.whole = true;
    } else {
        read_parts(&p, name);
    }
    struct str *parts[] = {&p.text, &p.given, &p.prefix, &p.family, &p.suffix};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        *parts[i] = without_braces(a, *parts[i]);
    return p;
}

bool person_is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        /* 0xC2 and 0xE2 begin signs, marks among them. */
        bool letter = ascii_is_letter((char)c) || (c >= 0x80 && c != 0xC2 && c != 0xE2);
        if (!letter && c != ' ' && c != '.' && c != '-' && c != '\'')
            return false;
    }
    return text.len > 0 && !is_others(text);
}

/* ---- printing ---- */

void person_family(struct buf *out, const struct person *person)
{
    buf_add_str(out, person->prefix);
    if (person->prefix.len > 0)
        buf_addc(out, ' ');
    buf_add_str(out, person->family);
}

/* The initial of a word, or its initials when it is nothing but capitals: "KQ". */
static void add_initials(struct buf *out, struct str word)
{
    bool dotted = word.ptr[word.len - 1] == '.';
    if (dotted && word.len <= 4) { /* an initial already, of one letter or, as "Yu.", of two */
        buf_add_str(out, word);
        return;
    }
    size_t letters = is_capitals(word) && word.len <= 3 ? word.len : 1;
    for (size_t i = 0; i < letters; i++) {
        uint32_t cp = first_char(str_sub(word, i, word.len));
        if (i > 0)
            buf_addc(out, ' ');
        buf_add_utf8(out, cp);
        buf_addc(out, '.');
    }
}

void person_initials(struct buf *out, const struct person *person)
{
    struct str given = person->given;
    for (size_t from = 0, to; from < given.len; from = to) {
        bool hyphen = false;
        while (from < given.len && (is_blank(given.ptr[from]) || given.ptr[from] == '-')) {
            hyphen = hyphen || given.ptr[from] == '-';
            from++;
        }
        to = from;
        while (to < given.len && !is_blank(given.ptr[to]) && given.ptr[to] != '-' &&
               (to == from || given.ptr[to - 1] != '.'))
            to++;
        if (to == from)
            break;
        if (from > 0)
            buf_addc(out, hyphen ? '-' : ' ');
        add_initials(out, str_sub(given, from, to));
    }
}

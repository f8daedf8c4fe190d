/* Keys and titles: as people spell them. */
#include "dialect/internal.h"

#include "base/ascii.h"
#include "base/utf8.h"

/* Letters and digits; bytes of other scripts are letters. */
static bool is_sign(char c)
{
    return !ascii_is_alnum(c) && (unsigned char)c < 0x80;
}

bool key_is(struct str key, const char *word)
{
    for (size_t i = 0; i < key.len; i++) {
        if (is_sign(key.ptr[i]))
            continue;
        if (ascii_lower(key.ptr[i]) != *word)
            return false;
        word++;
    }
    return *word == '\0';
}

static bool same_key(struct str key, const char *name)
{
    size_t i = 0;
    for (; *name != '\0'; name++) {
        if (is_sign(*name))
            continue;
        while (i < key.len && is_sign(key.ptr[i]))
            i++;
        if (i == key.len || ascii_lower(key.ptr[i]) != *name)
            return false;
        i++;
    }
    while (i < key.len && is_sign(key.ptr[i]))
        i++;
    return i == key.len;
}

enum name key_name(const struct table *table, struct str key)
{
    for (size_t i = 0; i < table->count; i++)
        if (same_key(key, name_text(table->rows[i].key)))
            return table->rows[i].key;
    return NAME_COUNT;
}

enum name key_any_name(struct str key)
{
    int name = 0;
    while (name < NAME_COUNT && !same_key(key, name_text((enum name)name)))
        name++;
    return (enum name)name;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

static bool has_space(struct str s)
{
    return str_find(s, 0, ' ') < s.len;
}

struct str key_proper(struct str key)
{
    return str_starts(key, STR("x_")) || str_starts(key, STR("x-")) ? str_sub(key, 2, key.len)
                                                                    : key;
}

struct str key_label(struct convert *c, struct str key, bool capitals)
{
    struct writer w = {.arena = c->arena};
    key = key_proper(str_trim(key));
    if (has_space(key))
        return key;
    for (size_t i = 0; i < key.len; i++) {
        char this = key.ptr[i], before = i > 0 ? key.ptr[i - 1] : ' ';
        bool sign = this == '_' || this == '-';
        bool humps = is_upper(this) && (ascii_is_alnum(before) && !is_upper(before));
        if (sign || humps)
            write_char(&w, ' ');
        if (sign)
            continue;
        bool starts = i == 0 || before == '_' || before == '-';
        bool word_of_capitals = i + 1 < key.len && is_upper(key.ptr[i + 1]);
        if (starts && (capitals || i == 0))
            this = upper(this);
        else if (humps && !capitals && !word_of_capitals)
            this = ascii_lower(this);
        write_char(&w, this);
    }
    return str_trim((struct str){w.ptr, w.len});
}

/* ---- RenderCV's titles ---- */

static bool is_small_word(struct str word)
{
    static const char *const words[] = {"a",    "and", "as",   "at", "but",  "by",   "for",
                                        "from", "if",  "in",   "into", "like", "near", "nor",
                                        "of",   "off", "on",   "onto", "or",  "over", "so",
                                        "than", "that", "to",  "upon", "when", "with", "yet"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}

/* The capital for a small letter of Latin-1, Greek or Cyrillic, whose capitals lie at one distance. */
static uint32_t capital(uint32_t cp)
{
    if ((cp >= 0xE0 && cp <= 0xFE && cp != 0xF7) || (cp >= 0x3B1 && cp <= 0x3C9 && cp != 0x3C2) ||
        (cp >= 0x430 && cp <= 0x44F))
        return cp - 0x20;
    return cp >= 0x450 && cp <= 0x45F ? cp - 0x50 : cp;
}

static void write_capitalized(struct writer *w, struct str word)
{
    uint32_t cp;
    char first[4];
    size_t len = utf8_decode(word.ptr, word.ptr + word.len, &cp);
    if (len == 0)
        return;
    cp = cp < 0x80 ? (uint32_t)(unsigned char)upper((char)cp) : capital(cp);
    write_str(w, (struct str){first, utf8_encode(cp, first)});
    write_str(w, str_sub(word, len, word.len));
}

struct str key_title(struct convert *c, struct str key)
{
    struct writer w = {.arena = c->arena};
    bool has_capitals = false;
    for (size_t i = 0; i < key.len; i++)
        has_capitals = has_capitals || is_upper(key.ptr[i]);
    if (has_space(key) || (has_capitals && !str_has(key, '_')))
        return key;
    for (size_t i = 0; i < key.len;) {
        size_t end = str_find(key, i, '_');
        struct str word = str_sub(key, i, end);
        if (w.len > 0)
            write_char(&w, ' ');
        if (is_small_word(word))
            write_str(&w, word);
        else
            write_capitalized(&w, word);
        i = end + 1;
    }
    return (struct str){w.ptr, w.len};
}

#include "locale/locale.h"

#include <stdio.h>

#include "base/ascii.h"

const struct locale locale_english = {
    .language = LANGUAGE_EN,
    .words = {
#define W(id, key, english) english,
#include "locale/words.def"
#undef W
    },
};

static const char *const keys[WORD_COUNT] = {
#define W(id, key, english) #key,
#include "locale/words.def"
#undef W
};

const char *const locale_codes[LANGUAGE_COUNT + 1] = {
#define L(id, code, patterns, names) code,
#include "locale/languages.def"
#undef L
};

/* ---- names of languages ---- */

static const char *const other_names[LANGUAGE_COUNT] = {
#define L(id, code, patterns, names) names,
#include "locale/languages.def"
#undef L
};

/* Whether `name` is `word`, whatever its case, and a blank or _ in it is a -. */
static bool is_name(struct str name, const char *word, size_t len)
{
    if (name.len != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = ascii_lower(name.ptr[i]);
        if ((c == '_' || c == ' ' ? '-' : c) != word[i])
            return false;
    }
    return true;
}

static bool is_one_of(struct str name, const char *words)
{
    for (size_t len; *words != '\0'; words += len + (words[len] == ' ')) {
        len = strcspn(words, " ");
        if (is_name(name, words, len))
            return true;
    }
    return false;
}

enum language locale_find(struct str name)
{
    name = str_trim(name);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (is_one_of(name, locale_codes[i]) || is_one_of(name, other_names[i]))
            return (enum language)i;
    size_t len = name.len;
    while (len > 0 && name.ptr[len - 1] != '-' && name.ptr[len - 1] != '_')
        len--;
    return len > 1 ? locale_find(str_sub(name, 0, len - 1)) : LANGUAGE_COUNT;
}

const char *locale_patterns(enum language language)
{
    static const char *const all[LANGUAGE_COUNT] = {
#define L(id, code, patterns, names) patterns,
#include "locale/languages.def"
#undef L
    };
    return all[language];
}

/* ---- words ---- */

const char *locale_key(enum word word)
{
    return keys[word];
}

enum word locale_find_key(struct str key)
{
    for (int i = 0; i < WORD_COUNT; i++)
        if (str_is(key, keys[i]))
            return (enum word)i;
    return WORD_COUNT;
}

static void read_word(struct arena *a, struct diags *d, struct locale *locale,
                      const struct node *key, const struct node *value)
{
    enum word word = locale_find_key(key->text);
    if (word == WORD_COUNT) {
        const char *near = str_closest(key->text, keys, WORD_COUNT);
        diag_add(d, DIAG_UNKNOWN_KEY, key->span,
                 near != NULL ? arena_printf(a, "did you mean '%s'?", near) : NULL,
                 "a language has no word '%.*s'", STR_FMT(key->text));
    } else if (value->kind != NODE_SCALAR) {
        diag_add(d, DIAG_WRONG_TYPE, value->span,
                 "put quotes around a text that begins with { or [", "'%s' wants text, not %s",
                 keys[word], node_kind_name(value));
    } else if (!node_is_null(value)) {
        locale->words[word] = arena_str(a, value->text).ptr;
    }
}

const struct locale *locale_read(struct arena *a, struct diags *d, enum language language,
                                 const struct node *root)
{
    struct locale *locale = arena_new(a, struct locale);
    *locale = locale_english;
    locale->language = language;
    if (root->kind == NODE_MAP)
        NODE_EACH_PAIR(key, value, root)
            read_word(a, d, locale, key, value);
    else
        diag_add(d, DIAG_NOT_A_MAP, root->span, "write one `key: word` a line",
                 "the words of a language are a map, not %s", node_kind_name(root));
    return locale;
}

/* ---- words with values ---- */

void locale_fill(struct buf *out, const char *word, const struct locale_value *values, size_t count)
{
    while (*word != '\0') {
        size_t len = strcspn(word, "{");
        buf_add(out, word, len);
        word += len;
        size_t name = strcspn(word, "}"), i = 0;
        while (i < count && (name == 0 || word[name] == '\0' ||
                             !str_is((struct str){word + 1, name - 1}, values[i].name)))
            i++;
        if (i < count) {
            buf_add_str(out, values[i].text);
            word += name + 1;
        } else if (*word != '\0') {
            buf_addc(out, *word++);
        }
    }
}

static enum word ordinal_of(const struct locale *locale, unsigned long n)
{
    if (locale->language != LANGUAGE_EN)
        return n == 1 ? WORD_ORDINAL_1 : WORD_ORDINAL;
    unsigned long last = n / 10 % 10 == 1 ? 0 : n % 10; /* 11th to 13th */
    return last >= 1 && last <= 3 ? (enum word)(WORD_ORDINAL_1 + last - 1) : WORD_ORDINAL;
}

void locale_ordinal(struct buf *out, const struct locale *locale, unsigned long n)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%lu", n);
    const struct locale_value value = {"n", {digits, (size_t)len}};
    locale_fill(out, locale_word(locale, ordinal_of(locale, n)), &value, 1);
}

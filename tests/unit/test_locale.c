/* Languages: their names, their words, and that no file lacks one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "builtin.h"
#include "locale/locale.h"
#include "model/reading.h"
#include "model/schema.h"
#include "tree/yaml.h"

struct document {
    struct arena arena;
    jmp_buf oom;
    struct source source;
    struct diags diags;
};

static const struct locale *read_text(struct document *doc, enum language language,
                                      const char *text)
{
    arena_init(&doc->arena, &doc->oom);
    doc->source = (struct source){.name = STR("words"), .text = str_of(text)};
    doc->diags = (struct diags){.arena = &doc->arena, .sources = &doc->source, .source_count = 1};
    struct node *root = yaml_read(&doc->arena, &doc->diags, 0);
    assert_non_null(root);
    return locale_read(&doc->arena, &doc->diags, language, root);
}

static const char *file_of(int language)
{
    char name[64];
    snprintf(name, sizeof name, "locale/%s.yaml", locale_codes[language]);
    return builtin_file(name);
}

/* The {places} of a word in alphabetical order do not differ between languages, except in dates. */
static bool has_place(const char *word, const char *place, size_t len)
{
    for (; (word = strchr(word, '{')) != NULL; word++)
        if (strncmp(word, place, len) == 0)
            return true;
    return false;
}

static void check_places(enum word word, const char *english, const char *other, const char *code)
{
    bool date = strstr(locale_key(word), "date_") != NULL;
    for (const char *place = english; !date && (place = strchr(place, '{')) != NULL; place++)
        if (!has_place(other, place, strcspn(place, "}") + 1) && word != WORD_CITED_ONCE)
            fail_msg("%s: %s lacks a place: %s", code, locale_key(word), other);
    for (const char *place = other; !date && (place = strchr(place, '{')) != NULL; place++)
        if (!has_place(english, place, strcspn(place, "}") + 1))
            fail_msg("%s: %s has a place too many: %s", code, locale_key(word), other);
}

static void test_tables_are_complete(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *text = file_of(language);
        if (text == NULL)
            fail_msg("templates/locale/%s.yaml is not there", locale_codes[language]);
        struct document doc;
        const struct locale *locale = read_text(&doc, (enum language)language, text);
        assert_int_equal(doc.diags.count, 0);
        for (int word = 0; word < WORD_COUNT; word++) {
            const char *own = locale_word(locale, (enum word)word);
            const char *english = locale_word(&locale_english, (enum word)word);
            if (own == english)
                fail_msg("%s has no %s", locale_codes[language], locale_key((enum word)word));
            if (language == LANGUAGE_EN)
                assert_string_equal(own, english);
            check_places((enum word)word, english, own, locale_codes[language]);
        }
        arena_free(&doc.arena);
    }
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum language language;
    } names[] = {
        {"en", LANGUAGE_EN},          {"English", LANGUAGE_EN},
        {"en-GB", LANGUAGE_EN},       {"en_US.UTF-8", LANGUAGE_EN},
        {"de-AT", LANGUAGE_DE},       {"GERMAN", LANGUAGE_DE},
        {"zh", LANGUAGE_ZH_HANS},     {"zh-Hant-HK", LANGUAGE_ZH_HANT},
        {"zh_TW", LANGUAGE_ZH_HANT},  {"mandarin_chinese", LANGUAGE_ZH_HANS},
        {"pt-BR", LANGUAGE_PT_BR},    {"pt-PT", LANGUAGE_PT},
        {"nb", LANGUAGE_NO},          {"norwegian_bokmål", LANGUAGE_NO},
        {"Persian", LANGUAGE_FA},     {"es-419", LANGUAGE_ES},
        {" French ", LANGUAGE_FR},    {"", LANGUAGE_COUNT},
        {"-", LANGUAGE_COUNT},        {"klingon", LANGUAGE_COUNT},
        {"d", LANGUAGE_COUNT},        {"x-de", LANGUAGE_COUNT},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (locale_find(str_of(names[i].name)) != names[i].language)
            fail_msg("%s is not what it is", names[i].name);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        assert_int_equal(locale_find(str_of(locale_codes[i])), i);
}

static void test_mistakes(void **state)
{
    (void)state;
    struct document doc;
    const struct locale *locale =
        read_text(&doc, LANGUAGE_DE, "thesis: Arbeit\nthesys: x\nauthor: [x]\nstatus:\n");
    assert_int_equal(doc.diags.count, 2);
    assert_string_equal(locale_word(locale, WORD_THESIS), "Arbeit");
    assert_string_equal(locale_word(locale, WORD_AUTHOR), "Author");
    assert_string_equal(locale_word(locale, WORD_STATUS), "Status");
    arena_free(&doc.arena);
    read_text(&doc, LANGUAGE_DE, "- thesis\n");
    assert_int_equal(doc.diags.count, 1);
    arena_free(&doc.arena);
}

static void expect_filled(const char *word, const char *wanted)
{
    const struct locale_value values[] = {{"a", STR("1")}, {"b", STR("{a}")}};
    struct buf out = BUF_INIT;
    locale_fill(&out, word, values, 2);
    buf_addc(&out, '\0');
    assert_string_equal(out.ptr, wanted);
    buf_free(&out);
}

static void test_fill(void **state)
{
    (void)state;
    expect_filled("", "");
    expect_filled("x {a} y{b}", "x 1 y{a}");
    expect_filled("{c} {a", "{c} {a");
    expect_filled("{{a}}", "{1}");
    expect_filled("{", "{");
    expect_filled("{}", "{}");
}

static void expect_ordinal(enum language language, unsigned long n, const char *wanted)
{
    struct document doc;
    struct buf out = BUF_INIT;
    locale_ordinal(&out, read_text(&doc, language, file_of(language)), n);
    buf_addc(&out, '\0');
    assert_string_equal(out.ptr, wanted);
    buf_free(&out);
    arena_free(&doc.arena);
}

static void test_ordinals(void **state)
{
    (void)state;
    expect_ordinal(LANGUAGE_EN, 1, "1st");
    expect_ordinal(LANGUAGE_EN, 2, "2nd");
    expect_ordinal(LANGUAGE_EN, 3, "3rd");
    expect_ordinal(LANGUAGE_EN, 11, "11th");
    expect_ordinal(LANGUAGE_EN, 113, "113th");
    expect_ordinal(LANGUAGE_EN, 122, "122nd");
    expect_ordinal(LANGUAGE_FR, 1, "1er");
    expect_ordinal(LANGUAGE_FR, 21, "21e");
    expect_ordinal(LANGUAGE_DE, 3, "3.");
}

/* ---- titles of sections ---- */

static void test_titles(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        enum entry_type type;
    } titles[] = {
        {"Berufserfahrung", ENTRY_EXPERIENCE},
        {"Akademische Ausbildung", ENTRY_EDUCATION},
        {"AUSGEWÄHLTE VERÖFFENTLICHUNGEN", ENTRY_PUBLICATION},
        {"Expérience d’enseignement", ENTRY_TEACHING},
        {"Formation", ENTRY_EDUCATION},
        {"Experiencia laboral", ENTRY_EXPERIENCE},
        {"Formación académica", ENTRY_EDUCATION},
        {"Prêmios e honrarias", ENTRY_AWARD},
        {"Istruzione e formazione", ENTRY_EDUCATION},
        {"Doświadczenie zawodowe", ENTRY_EXPERIENCE},
        {"Опыт работы", ENTRY_EXPERIENCE},
        {"ОБРАЗОВАНИЕ", ENTRY_EDUCATION},
        {"Εκπαίδευση", ENTRY_EDUCATION},
        {"İş Deneyimi", ENTRY_EXPERIENCE},
        {"Kinh nghiệm làm việc", ENTRY_EXPERIENCE},
        {"Học vấn", ENTRY_EDUCATION},
        {"教育背景", ENTRY_EDUCATION},
        {"工作经历", ENTRY_EXPERIENCE},
        {"实习经历", ENTRY_EXPERIENCE},
        {"主要项目经历", ENTRY_PROJECT},
        {"获奖情况", ENTRY_AWARD},
        {"職務経歴", ENTRY_EXPERIENCE},
        {"학력", ENTRY_EDUCATION},
        {"수상 경력", ENTRY_AWARD},
        {"التعليم", ENTRY_EDUCATION},
        {"השכלה", ENTRY_EDUCATION},
        {"शिक्षा", ENTRY_EDUCATION},
        {"Teaching Experience", ENTRY_TEACHING},
        {"Biography", ENTRY_TYPE_COUNT},
        {"Über mich", ENTRY_TYPE_COUNT},
        {"", ENTRY_TYPE_COUNT},
        {"关于我", ENTRY_TYPE_COUNT},
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (entry_type_of_title(str_of(titles[i].title)) != titles[i].type)
            fail_msg("%s: %d", titles[i].title, entry_type_of_title(str_of(titles[i].title)));
}

/* The headings that a language brings are titles that tell the type of their sections. */
static void test_own_titles(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        struct document doc;
        const struct locale *locale =
            read_text(&doc, (enum language)language, file_of(language));
        for (int word = WORD_SECTION_WORK; word <= WORD_SECTION_PATENTS; word++) {
            const char *title = locale_word(locale, (enum word)word);
            enum entry_type wanted =
                entry_type_of_title(str_of(locale_word(&locale_english, (enum word)word)));
            if (entry_type_of_title(str_of(title)) != wanted)
                fail_msg("%s: %s is no %s", locale_codes[language], title,
                         locale_key((enum word)word));
        }
        arena_free(&doc.arena);
    }
}

/* The tables are searched by halves. */
static void test_tables_are_sorted(void **state)
{
    (void)state;
    for (size_t i = 1; i < reading_word_count; i++)
        assert_true(strcmp(reading_words[i - 1].word, reading_words[i].word) < 0);
    for (size_t i = 1; i < reading_title_count; i++)
        assert_true(strcmp(reading_titles[i - 1].words, reading_titles[i].words) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_are_complete), cmocka_unit_test(test_names),
        cmocka_unit_test(test_mistakes),            cmocka_unit_test(test_fill),
        cmocka_unit_test(test_ordinals),            cmocka_unit_test(test_titles),
        cmocka_unit_test(test_own_titles),          cmocka_unit_test(test_tables_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

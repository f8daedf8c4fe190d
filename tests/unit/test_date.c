#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "builtin.h"
#include "model/date.h"
#include "tree/yaml.h"

struct example {
    const char *text, *wanted;
};

/* What date_parse() makes of the text: "free", "impossible", or the date in ISO form. */
static void read_date(struct buf *out, const char *text)
{
    struct date_range r;
    switch (date_parse(str_of(text), &r)) {
    case DATE_FREE_TEXT:
        buf_adds(out, "free");
        break;
    case DATE_IMPOSSIBLE:
        buf_adds(out, "impossible");
        break;
    case DATE_OK:
        date_print(out, &r.start, DATE_FORM_YYYY_MM, &locale_english);
        if (r.is_range) {
            buf_adds(out, " to ");
            date_print(out, &r.end, DATE_FORM_YYYY_MM, &locale_english);
        }
    }
    buf_addc(out, '\0');
}

static void expect_all(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buf out = BUF_INIT;
        read_date(&out, examples[i].text);
        if (strcmp(out.ptr, examples[i].wanted) != 0)
            print_error("input: %s\n", examples[i].text);
        assert_string_equal(out.ptr, examples[i].wanted);
        buf_free(&out);
    }
}

#define EXPECT_ALL(...)                                                                            \
    do {                                                                                           \
        static const struct example examples[] = {__VA_ARGS__};                                    \
        expect_all(examples, sizeof examples / sizeof examples[0]);                                \
    } while (0)

static void single_dates(void **state)
{
    (void)state;
    EXPECT_ALL(
        {"2020", "2020"}, {" 2020 ", "2020"}, {"2020-09", "2020-09"}, {"2020-9", "2020-09"},
        {"2020-09-01", "2020-09-01"}, {"2020/09", "2020-09"}, {"2020/9/1", "2020-09-01"},
        {"2020.09.01", "2020-09-01"}, {"09/2020", "2020-09"}, {"9/2020", "2020-09"},
        {"09.2020", "2020-09"}, {"9-2020", "2020-09"}, {"01.09.2020", "2020-09-01"},
        {"25/12/2020", "2020-12-25"}, {"12/25/2020", "2020-12-25"}, {"05/05/2020", "2020-05-05"},
        {"Sep 2020", "2020-09"}, {"Sept 2020", "2020-09"}, {"SEPTEMBER 2020", "2020-09"},
        {"Sep. 2020", "2020-09"}, {"Sept., 2020", "2020-09"}, {"September, 2020", "2020-09"},
        {"1 Sep 2020", "2020-09-01"}, {"Sep 1, 2020", "2020-09-01"}, {"Sep. 1, 2020", "2020-09-01"},
        {"September 1st, 2020", "2020-09-01"}, {"1st of September 2020", "2020-09-01"},
        {"2nd Sep 2020", "2020-09-02"}, {"2020 Sep", "2020-09"}, {"2020 Sep 3", "2020-09-03"},
        {"Sep\u00A02020", "2020-09"}, {"present", "present"}, {"Now", "present"},
        {"CURRENT", "present"}, {"today", "present"}, {"ongoing", "present"},
        {"2020-09-01T12:30:00Z", "2020-09-01"}, {"2020-09-01T12:30:00.5+01:00", "2020-09-01"},
        {"2020-09-01 12:30", "2020-09-01"}, {"2020-02-29", "2020-02-29"});
}

static void other_languages(void **state)
{
    (void)state;
    EXPECT_ALL({"März 2020", "2020-03"}, {"1. Oktober 2020", "2020-10-01"},
               {"août 2020", "2020-08"}, {"FÉVR. 2020", "2020-02"},
               {"1 de septiembre de 2020", "2020-09-01"}, {"dicembre 2020", "2020-12"},
               {"março 2020", "2020-03"}, {"mei 2020", "2020-05"},
               {"2019 bis heute", "2019 to present"}, {"Mär 2021 – heute", "2021-03 to present"},
               {"Jänner 2020", "2020-01"}, {"seit 2019", "2019 to present"},
               {"seit Okt. 2019", "2019-10 to present"}, {"septembre 2020", "2020-09"},
               {"de 2018 à 2020", "2018 to 2020"}, {"depuis 2020", "2020 to present"},
               {"sept. 2020 – aujourd'hui", "2020-09 to present"},
               {"sept. 2020 – aujourd’hui", "2020-09 to present"},
               {"2019 – à ce jour", "2019 to present"}, {"juin 2019 à août 2020", "2019-06 to 2020-08"},
               {"Mar. 2024 - Presente", "2024-03 to present"}, {"desde 2020", "2020 to present"},
               {"septiembre del 2020", "2020-09"}, {"2018 – en curso", "2018 to present"},
               {"ene. 2018 – Actualidad", "2018-01 to present"},
               {"2018 hasta la fecha", "2018 to present"}, {"setembro/2020", "2020-09"},
               {"Jan/2019 - Dez/2020", "2019-01 to 2020-12"}, {"2019 até o momento", "2019 to present"},
               {"1º de maio de 2020", "2020-05-01"}, {"set 2020 - oggi", "2020-09 to present"},
               {"dal 2019", "2019 to present"}, {"d'abril de 2020", "2020-04"},
               {"sinds mrt. 2019", "2019-03 to present"}, {"1. mars 2020 – nå", "2020-03-01 to present"},
               {"9/2020 – nykyhetki", "2020-09 to present"}, {"1. syyskuuta 2020", "2020-09-01"},
               {"2020. szept. 1.", "2020-09-01"}, {"2020. szeptember", "2020-09"},
               {"wrzesień 2020 – obecnie", "2020-09 to present"}, {"1 września 2020 r.", "2020-09-01"},
               {"od 2019", "2019 to present"}, {"2019 – do chwili obecnej", "2019 to present"},
               {"září 2020 – dosud", "2020-09 to present"}, {"Eylül 2020", "2020-09"},
               {"Şub 2020 – Günümüz", "2020-02 to present"}, {"Ağu 2019 - Ara 2020", "2019-08 to 2020-12"},
               {"tháng 9 năm 2020", "2020-09"}, {"Tháng 9/2020 - nay", "2020-09 to present"},
               {"2019 - hiện tại", "2019 to present"}, {"Agustus 2020 – sekarang", "2020-08 to present"},
               {"1 сентября 2020 г.", "2020-09-01"}, {"Сентябрь 2020 — н.в.", "2020-09 to present"},
               {"2019 – по настоящее время", "2019 to present"}, {"с 2019", "2019 to present"},
               {"сент. 2020 – наст. время", "2020-09 to present"}, {"вересень 2020 – дотепер", "2020-09 to present"},
               {"Σεπτέμβριος 2020", "2020-09"}, {"1 Σεπτεμβρίου 2020 – σήμερα", "2020-09-01 to present"},
               {"2020年9月", "2020-09"}, {"2020年9月1日", "2020-09-01"}, {"2020 年 9 月", "2020-09"},
               {"2018年9月至今", "2018-09 to present"}, {"2018年9月–2020年6月", "2018-09 to 2020-06"},
               {"2018年至2020年", "2018 to 2020"}, {"2018.09 – 至今", "2018-09 to present"},
               {"至今", "present"}, {"现在", "present"}, {"2020年9月～現在", "2020-09 to present"},
               {"2020년 9월 1일", "2020-09-01"}, {"2019.03 ~ 현재", "2019-03 to present"},
               {"2020. 9. ~ 2021. 8.", "2020-09 to 2021-08"}, {"2020. 9. 1.", "2020-09-01"},
               {"سبتمبر 2020 – الآن", "2020-09 to present"}, {"ספטמבר 2020 - היום", "2020-09 to present"},
               {"1 בספטמבר 2020", "2020-09-01"}, {"سپتامبر 2020 تا کنون", "2020-09 to present"},
               {"सितंबर 2020 – वर्तमान", "2020-09 to present"}, {"Sep-2020", "2020-09"},
               {"Sep-2019 - Oct-2020", "2019-09 to 2020-10"}, {"1-Sep-2020", "2020-09-01"},
               {"2020-Sep", "2020-09"}, {"2019-Sep 2020", "2019 to 2020-09"});
}

/* What is printed in a language is read as what it was. */
static void test_language(enum language language)
{
    static struct arena arena;
    static jmp_buf oom;
    arena_init(&arena, &oom);
    char name[64];
    snprintf(name, sizeof name, "locale/%s.yaml", locale_codes[language]);
    struct source source = {.name = STR("words"), .text = str_of(builtin_file(name))};
    struct diags diags = {.arena = &arena, .sources = &source, .source_count = 1};
    const struct locale *locale =
        locale_read(&arena, &diags, language, yaml_read(&arena, &diags, 0));
    for (int i = 0; i < 2 * 2 * 12; i++) {
        struct date_range wanted = {.is_range = true, .end.present = true}, got;
        wanted.start = (struct date){.year = 2020, .month = i / 4 + 1, .day = i & 1 ? 21 : 0};
        struct buf text = BUF_INIT;
        date_range_print(&text, &wanted, i & 2 ? DATE_FORM_MON_YYYY : DATE_FORM_MONTH_YYYY, locale,
                         NULL);
        if (date_parse(buf_str(&text), &got) != DATE_OK || !got.is_range || !got.end.present ||
            got.start.year != 2020 || got.start.month != wanted.start.month ||
            got.start.day != wanted.start.day)
            fail_msg("%s: %.*s", name, STR_FMT(buf_str(&text)));
        buf_free(&text);
    }
    arena_free(&arena);
}

static void all_languages(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        test_language((enum language)language);
}

static void ranges(void **state)
{
    (void)state;
    EXPECT_ALL(
        {"2012-2017", "2012 to 2017"}, {"2012 - 2017", "2012 to 2017"},
        {"2012–2017", "2012 to 2017"}, {"2012 — 2017", "2012 to 2017"},
        {"2012 ― 2017", "2012 to 2017"}, {"2012--2017", "2012 to 2017"},
        {"2012---2017", "2012 to 2017"}, {"2012..2017", "2012 to 2017"},
        {"2012 to 2017", "2012 to 2017"}, {"2012 until 2017", "2012 to 2017"},
        {"2012 through 2017", "2012 to 2017"}, {"from 2012 to 2017", "2012 to 2017"},
        {"2012/2013", "2012 to 2013"}, {"2012-13", "2012 to 2013"}, {"2012–17", "2012 to 2017"},
        {"2019/20", "2019 to 2020"}, {"2008-09", "2008-09"}, {"2008–09", "2008 to 2009"},
        {"1999-00", "1999 to 2000"}, {"1998–02", "1998 to 2002"}, {"2020 - 2020", "2020 to 2020"},
        {"2019-09 - 2020-01", "2019-09 to 2020-01"}, {"2019-09-2020-01", "2019-09 to 2020-01"},
        {"2019-09/2020-01", "2019-09 to 2020-01"}, {"09/2019-01/2020", "2019-09 to 2020-01"},
        {"Sep 2019 - Jan 2020", "2019-09 to 2020-01"}, {"Mar–May 2025", "2025-03 to 2025-05"},
        {"Mar.–May. 2025", "2025-03 to 2025-05"}, {"March to May 2025", "2025-03 to 2025-05"},
        {"Sep 2020 - Dec", "2020-09 to 2020-12"}, {"3–5 Mar 2025", "2025-03-03 to 2025-03-05"},
        {"Mar 3–5, 2025", "2025-03-03 to 2025-03-05"},
        {"Aug 30 – Sep 2, 2025", "2025-08-30 to 2025-09-02"}, {"2020 - Present", "2020 to present"},
        {"2020-present", "2020 to present"}, {"Sep 2020–now", "2020-09 to present"},
        {"2020 to date", "2020 to present"}, {"2020 -", "2020 to present"},
        {"2020-", "2020 to present"}, {"2020–", "2020 to present"},
        {"2020-09 -", "2020-09 to present"}, {"since 2020", "2020 to present"},
        {"Since Sep 2020", "2020-09 to present"},
        {"2020-09-01 – 2020-09-03", "2020-09-01 to 2020-09-03"}, {"2019 - 2018", "2019 to 2018"});
}

static void free_text(void **state)
{
    (void)state;
    EXPECT_ALL({"", "free"}, {"Fall 2020", "free"}, {"Q3 2020", "free"},
               {"2020 (expected)", "free"}, {"c. 2020", "free"}, {"in press", "free"},
               {"09/01/2020", "free"}, {"May", "free"}, {"May 5", "free"}, {"5", "free"},
               {"20", "free"}, {"202", "free"}, {"20200901", "free"}, {"3020", "free"},
               {"0000", "free"}, {"2020, 2021", "free"}, {"2020,", "free"}, {"2020 of", "free"},
               {"2020 2021", "free"}, {"-", "free"}, {"- 2020", "free"}, {"to 2020", "free"},
               {"from 2020", "free"}, {"since", "free"}, {"2020/", "free"}, {"2020–09", "free"},
               {"2020 and 2021", "free"}, {"3.85", "free"}, {"Sep '20", "free"},
               {"May 2020 - 5", "free"}, {"Mar-May", "free"}, {"2020 - 2021 - 2022", "free"},
               {"夏 2020", "free"}, {"令和2年", "free"}, {"de 2020", "free"}, {"jour", "free"}, {"date", "free"}, {"2020年夏", "free"}, {"\xFF", "free"}, {"2020 \\x", "free"},
               {"99999999999999999999", "free"}, {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "free"},
               {"1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "free"});
}

static void impossible_dates(void **state)
{
    (void)state;
    EXPECT_ALL(
        {"2020-13", "impossible"}, {"2020-00", "impossible"}, {"2020-02-30", "impossible"},
        {"2021-02-29", "impossible"}, {"1900-02-29", "impossible"}, {"2020-09-00", "impossible"},
        {"2020-00-01", "impossible"}, {"2020-13-01", "impossible"}, {"13/2020", "impossible"},
        {"Feb 30 2020", "impossible"}, {"31 April 2020", "impossible"},
        {"31.04.2020", "impossible"}, {"3020-01", "impossible"}, {"0999-01-01", "impossible"},
        {"0000-01-01", "impossible"}, {"Sep 3020", "impossible"}, {"2010 - 3010", "impossible"},
        {"2010-01 - 2010-13", "impossible"});
}

static int compare(const char *a, const char *b)
{
    struct date_range x, y;
    assert_int_equal(date_parse(str_of(a), &x), DATE_OK);
    assert_int_equal(date_parse(str_of(b), &y), DATE_OK);
    int order = date_compare(&x.start, &y.start), reverse = date_compare(&y.start, &x.start);
    assert_true((order > 0) == (reverse < 0) && (order < 0) == (reverse > 0));
    return order > 0 ? 1 : order < 0 ? -1 : 0;
}

static void comparing(void **state)
{
    (void)state;
    assert_int_equal(compare("2019", "2020"), -1);
    assert_int_equal(compare("2020", "2020-05"), 0);
    assert_int_equal(compare("2020-04", "2020-05"), -1);
    assert_int_equal(compare("2020-12", "2021"), -1);
    assert_int_equal(compare("2020-05-01", "2020-05"), 0);
    assert_int_equal(compare("2020-05-02", "2020-05-01"), 1);
    assert_int_equal(compare("present", "2999-12-31"), 1);
    assert_int_equal(compare("present", "now"), 0);
}

static void expect_print(const char *text, enum date_form form, const char *separator,
                         const char *wanted)
{
    struct date_range r;
    assert_int_equal(date_parse(str_of(text), &r), DATE_OK);
    struct buf out = BUF_INIT;
    date_range_print(&out, &r, form, &locale_english, separator);
    buf_addc(&out, '\0');
    assert_string_equal(out.ptr, wanted);
    buf_free(&out);
}

static void printing(void **state)
{
    (void)state;
    expect_print("2020-09", DATE_FORM_MON_YYYY, NULL, "Sep 2020");
    expect_print("2020-09", DATE_FORM_MONTH_YYYY, NULL, "September 2020");
    expect_print("2020-09", DATE_FORM_YYYY_MM, NULL, "2020-09");
    expect_print("2020-09", DATE_FORM_MM_YYYY, NULL, "09/2020");
    expect_print("2020-09", DATE_FORM_YYYY, NULL, "2020");
    expect_print("2020-09-01", DATE_FORM_MON_YYYY, NULL, "1 Sep 2020");
    expect_print("2020-09-01", DATE_FORM_MM_YYYY, NULL, "2020-09-01");
    expect_print("2020", DATE_FORM_MON_YYYY, NULL, "2020");
    expect_print("2019-2020", DATE_FORM_MON_YYYY, NULL, "2019–2020");
    expect_print("2019-09 - 2020-01", DATE_FORM_MM_YYYY, NULL, "09/2019–01/2020");
    expect_print("2019-09 - 2020-01", DATE_FORM_MON_YYYY, NULL, "Sep 2019 – Jan 2020");
    expect_print("2019-09 -", DATE_FORM_MON_YYYY, NULL, "Sep 2019 – present");
    expect_print("2019 -", DATE_FORM_MON_YYYY, NULL, "2019–present");
    expect_print("2019 -", DATE_FORM_MON_YYYY, " to ", "2019 to present");
    expect_print("2019-01 - 2019-05", DATE_FORM_YYYY, NULL, "2019");
}

static bool same(const struct date *a, const struct date *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day &&
           a->present == b->present;
}

/* What is printed is read as the same date again, in every form that keeps all of it. */
static void expect_round_trip(const struct date_range *range)
{
    for (int form = DATE_FORM_MON_YYYY; form <= DATE_FORM_MM_YYYY; form++) {
        struct buf out = BUF_INIT;
        date_range_print(&out, range, (enum date_form)form, &locale_english, NULL);
        struct date_range again;
        assert_int_equal(date_parse(buf_str(&out), &again), DATE_OK);
        assert_true(same(&range->start, &again.start) && same(&range->end, &again.end));
        assert_int_equal(range->is_range, again.is_range);
        buf_free(&out);
    }
}

static void round_trips(void **state)
{
    (void)state;
    for (int year = 1000; year < 3000; year += 37)
        for (int month = 0; month <= 12; month++)
            for (int day = 0; day <= (month ? 28 : 0); day += 9) {
                struct date_range r = {.start = {year, month, day, false}};
                expect_round_trip(&r);
                r.is_range = true;
                r.end.present = true;
                expect_round_trip(&r);
                r.end = (struct date){year < 2999 ? year + 1 : year, 12 - month, 0, false};
                expect_round_trip(&r);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(single_dates),     cmocka_unit_test(other_languages), cmocka_unit_test(all_languages),
        cmocka_unit_test(ranges),           cmocka_unit_test(free_text),
        cmocka_unit_test(impossible_dates), cmocka_unit_test(comparing),
        cmocka_unit_test(printing),         cmocka_unit_test(round_trips),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

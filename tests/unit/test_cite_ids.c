/* Identifiers as people write them, and the strict rule for titles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cite/cite.h"
#include "cite/title.h"

struct pair {
    const char *text, *id;
};

static struct arena arena;
static jmp_buf oom;

static void check(struct str (*read)(struct arena *, struct str), const struct pair *pairs,
                  size_t count)
{
    assert_true(setjmp(oom) == 0);
    for (size_t i = 0; i < count; i++) {
        struct str id = read(&arena, str_of(pairs[i].text));
        if (!str_is(id, pairs[i].id))
            fail_msg("%s: \"%.*s\"", pairs[i].text, STR_FMT(id));
    }
}

static void test_dois(void **state)
{
    static const struct pair pairs[] = {
        {"10.1000/182", "10.1000/182"},
        {" https://doi.org/10.1103/PhysRevLett.19.1264 ", "10.1103/physrevlett.19.1264"},
        {"http://dx.doi.org/10.1000/182", "10.1000/182"},
        {"doi.org/10.1000/182", "10.1000/182"},
        {"doi:10.1000/182", "10.1000/182"},
        {"DOI: 10.1000/182", "10.1000/182"},
        {"https://doi.org/doi:10.1000/182", "10.1000/182"},
        {"10.1016/S0370-2693%2897%2901233-0", "10.1016/s0370-2693(97)01233-0"},
        {"10.1016/S0370-2693(97)01233-0", "10.1016/s0370-2693(97)01233-0"},
        {"10.1000/a%252Fb", "10.1000/a%2fb"},
        {"10.1000/182.", "10.1000/182"},
        {"10.1000/182).", "10.1000/182"},
        {"10.1000/(182),;", "10.1000/(182)"},
        {"10.1000.10/123%", "10.1000.10/123%"},
        {"10.1000/\xC3\xA4", "10.1000/\xC3\xA4"},
        {"10.1000/a%00b", ""},
        {"10.1000/a%0Ab", ""},
        {"10.1000/%FF", ""},
        {"10.1000/", ""},
        {"10./182", ""},
        {"10.abc/182", ""},
        {"11.1000/182", ""},
        {"https://example.org/10.1000/182", ""},
        {"", ""},
    };
    (void)state;
    check(cite_doi, pairs, sizeof pairs / sizeof *pairs);
}

static void test_arxiv(void **state)
{
    static const struct pair pairs[] = {
        {"2106.15928", "2106.15928"},
        {"arXiv:2106.15928v2", "2106.15928"},
        {"arXiv:0704.0001", "0704.0001"},
        {"https://arxiv.org/abs/2106.15928v11", "2106.15928"},
        {"http://www.arxiv.org/pdf/2106.15928v1.pdf", "2106.15928"},
        {"https://arxiv.org/pdf/hep-th/9901001", "hep-th/9901001"},
        {"math.GT/0309136", "math/0309136"},
        {"arXiv:2106.15928 [cs.LG]", "2106.15928"},
        {"10.48550/arXiv.2106.15928", "2106.15928"},
        {"https://doi.org/10.48550/arXiv.2106.15928", "2106.15928"},
        {"2106.159281", ""},
        {"2106.159", ""},
        {"2106.15928x", ""},
        {"hep-th/99010011", ""},
        {".gt/0309136", ""},
        {"10.1000/2106.15928", ""},
        {"https://example.org/2106.15928", ""},
        {"", ""},
    };
    (void)state;
    check(cite_arxiv, pairs, sizeof pairs / sizeof *pairs);
}

static void test_pmids(void **state)
{
    static const struct pair pairs[] = {
        {"14907713", "14907713"},
        {"PMID: 14907713", "14907713"},
        {"0012", "12"},
        {"https://pubmed.ncbi.nlm.nih.gov/14907713/", "14907713"},
        {"https://www.ncbi.nlm.nih.gov/pubmed/14907713", "14907713"},
        {"PMC3531190", ""},
        {"149077130", ""},
        {"0", ""},
        {"1x", ""},
        {"", ""},
    };
    (void)state;
    check(cite_pmid, pairs, sizeof pairs / sizeof *pairs);
}

static void test_titles(void **state)
{
    static const struct pair pairs[] = {
        {"A Na\xC3\xAFve  Bayes, again!", "anaivebayesagain"},
        {"H<sub>2</sub>O &amp; <i>E. coli</i>", "h2oecoli"},
        {"<mml:math xmlns=\"x\"><mml:mi>x</mml:mi></mml:math> decays", "xdecays"},
        {"If p<q and q>r", "ifpqandqr"},
        {"\xC5\x81\xC3\xB3\xC5\xBA, \xC3\x86r\xC3\xB8 and Gro\xC3\x9F", "lozaeroandgross"},
        {"\xE2\x80\x9CQuoted\xE2\x80\x9D \xE2\x80\x94 dashed", "quoteddashed"},
        {"\xE6\xB7\xB1\xE5\xBA\xA6\xE5\xAD\xA6\xE4\xB9\xA0",
         "\xE6\xB7\xB1\xE5\xBA\xA6\xE5\xAD\xA6\xE4\xB9\xA0"},
        {"\xCE\x91lpha", "\xCE\xB1lpha"},
        {"...", ""},
    };
    (void)state;
    check(cite_title_key, pairs, sizeof pairs / sizeof *pairs);
}

static void test_names(void **state)
{
    static const struct {
        const char *name, *surname;
        bool has;
    } cases[] = {
        {"Ada Lovelace", "Lovelace", true},
        {"LOVELACE, A.", "lovelace", true},
        {"Ada King Lovelace", "King Lovelace", true},
        {"Ada K. Lovelace", "King Lovelace", false},
        {"Erik M\xC3\xBCller-L\xC3\xBC"
         "decke",
         "Muller Ludecke", true},
        {"Ada Lovelacey", "Lovelace", false},
        {"Ada Lovelace", "Love", false},
        {"Ada Lovelace", "", false},
        {"", "Lovelace", false},
        {"A. B", "B", true},
    };
    (void)state;
    assert_true(setjmp(oom) == 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cite_name_has(&arena, str_of(cases[i].name), str_of(cases[i].surname)) != cases[i].has)
            fail_msg("%s: %s", cases[i].name, cases[i].surname);
}

static int start(void **state)
{
    (void)state;
    arena_init(&arena, &oom);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dois),   cmocka_unit_test(test_arxiv), cmocka_unit_test(test_pmids),
        cmocka_unit_test(test_titles), cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, start, end);
}

/* BibTeX to native entries: texts, names, dates, and what comes of broken files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bib/bib.h"

struct world {
    jmp_buf oom;
    struct arena arena;
    struct source source;
    struct diags diags;
};

static void start(struct world *w, const char *text)
{
    arena_init(&w->arena, &w->oom);
    w->source = (struct source){.name = STR("x.bib"), .text = arena_str(&w->arena, str_of(text))};
    w->diags = (struct diags){.arena = &w->arena, .sources = &w->source, .source_count = 1};
}

static const struct node *read_bib(struct world *w, const char *text)
{
    start(w, text);
    return bib_read(&w->arena, &w->diags, 0);
}

/* The value of `key` in the only entry of a file, items of a list joined by '|'; "" without one. */
static const char *value_of(struct world *w, const char *text, const char *key)
{
    const struct node *list = read_bib(w, text);
    const struct node *value = list->count == 1 ? node_get(list->first, str_of(key)) : NULL;
    const char *all = "";
    if (value == NULL)
        return all;
    if (value->kind == NODE_SCALAR)
        return arena_printf(&w->arena, "%.*s", STR_FMT(value->text));
    NODE_EACH(item, value)
        all = arena_printf(&w->arena, "%s%s%.*s", all, all[0] != '\0' ? "|" : "",
                           STR_FMT(item->text));
    return all;
}

struct pair {
    const char *bib, *native;
};

/* What `key` becomes for each value of a field. */
static void check_pairs(const char *field, const char *key, const struct pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct world w;
        start(&w, "");
        const char *text = arena_printf(&w.arena, "@misc{k, %s = {%s}}", field, pairs[i].bib);
        struct world inner;
        const char *got = value_of(&inner, text, key);
        if (strcmp(got, pairs[i].native) != 0)
            print_error("%s = {%s}\n", field, pairs[i].bib);
        assert_string_equal(got, pairs[i].native);
        arena_free(&inner.arena);
        arena_free(&w.arena);
    }
}

#define CHECK_PAIRS(field, key, pairs) check_pairs(field, key, pairs, sizeof pairs / sizeof *pairs)

static void test_text(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"Plain", "Plain"},
        {"{GNN} {T}raining in {{Braces}}", "GNN Training in Braces"},
        {"a  b\n\tc", "a b c"},
        /* accents */
        {"{\\\"o}\\\"{u}\\\"a{\\\"{A}}", "öüäÄ"},
        {"\\v{c}\\v s{\\v{Z}}\\c{c}\\c c", "čšŽçç"},
        {"{\\'\\i}\\'{\\i}\\'i \\`a\\^{e}\\~n\\=o\\.z", "ííí àêñōż"},
        {"\\H{o}\\k{a}\\r{u}\\u{g}\\d{s}\\b{d}", "őąůğṣḏ"},
        {"\\'{\\^e}\\'{\\ae}\\t{oo}", "ếǽo\u0361o"},
        {"\\o\\O\\l\\L\\ss{}\\aa\\AA\\ae\\AE\\oe\\OE", "øØłŁßåÅæÆœŒ"},
        {"\\i \\j \\dh\\th\\dj\\ng", "ıȷðþđŋ"},
        {"Stra\\ss e, Stra{\\ss}e", "Straße, Straße"},
        {"\\'x\\\"{}\\~{}", "x\u0301\"\\~"},
        {"\\\"{ab}c", "äbc"},
        {"\\cyrm\\cyri\\cyrr", "мир"},
        /* signs */
        {"5\\% \\& \\$3 \\#1 a\\_b \\{x\\}", "5% \\& \\$3 #1 a_b {x}"},
        {"100% R&D a_b #1 *", "100% R\\&D a_b #1 \\*"},
        {"A~B -- C---D", "A\u00A0B – C—D"},
        {"``q'' `s' don't \"q\"", "“q” ‘s' don't \"q\""},
        {"?`Que? !`No!", "¿Que? ¡No!"},
        {"\\dots \\copyright{} \\S 3 \\texttrademark", "…© §3 ™"},
        {"\\LaTeX{} and \\TeX", "LaTeX and TeX"},
        {"a\\,b a\\ b a\\\\b a\\-b", "a\u2009b a b a b ab"},
        {"AT\\&amp;T &amp; &lt; &eacute;", "AT\\&T \\& \\< é"},
        {"\\textbackslash x\\textasciitilde", "\\\\x\\~"},
        /* formats */
        {"\\emph{a} \\textit{b} \\textbf{c} \\texttt{d_e}", "<i>a</i> <i>b</i> <b>c</b> <code>d_e</code>"},
        {"{\\em a b} {\\bf c} {\\sc D}", "<i>a b</i> <b>c</b> D"},
        {"H\\textsubscript{2}O x\\textsuperscript{2}", "H<sub>2</sub>O x<sup>2</sup>"},
        {"<i>E. coli</i> CO<sub>2</sub> <span class=\"x\">y</span> p<0.05",
         "<i>E. coli</i> CO<sub>2</sub> y p\\<0.05"},
        {"\\enquote{x} \\mkbibparens{y} \\mkbibbrackets{z}", "“x” (y) \\[z\\]"},
        {"a\\footnote{b} c", "a (b) c"},
        {"\\acro{NASA} and \\pdfTeX{} on-\\hyphen off\\isdot x\\kern-.1em y", "NASA and pdfTeX on--offx y"},
        {"\\url{https://a.org/b_c} \\href{https://a.org/}{text}",
         "<https://a.org/b_c> <a href=\"https://a.org/\">text</a>"},
        {"\\foo{bar} \\foo x", "\\\\foo{bar} \\\\foo x"},
        /* math */
        {"$x^2$ and $\\alpha$-Go", "$x^2$ and $\\alpha$-Go"},
        {"$k$-means $O(n)$ $abc$", "$k$-means $O(n)$ $$\\textstyle abc$$"},
        {"H$_2$O", "H$_2$O"},
        {"3$\\times$3", "3$$\\textstyle \\times$$3"},
        {"\\ensuremath{x_i} \\(y_i\\)", "$x_i$ $y_i$"},
        {"costs $5", "costs \\$5"},
        {"5\\({}^{\\mbox{th}}\\) $U\\sb p$", "5$$\\textstyle {}^{\\text{th}}$$ $U_ p$"},
        {"${\\rm GL}(2,{\\bf R})$ $\\cal O$", "${\\mathrm{ GL}}(2,{\\mathbf{ R}})$ $\\mathcal{ O}$"},
        {"$\\mathrm{\\{x\\}}$", "$\\mathrm{\\{x\\}}$"},
        {"4$^{\\textrm{\\`eme}}$ $3_{é\\alpha}^2$ $5\\,\\textrm{\\textmu m}$",
         "4<sup>ème</sup> 3<sub>éα</sub><sup>2</sup> 5\u2009µm"},
        {"$é_$ $\\'$", "é<sub></sub> \u00B4"},
        {"$100$", "100"},
        /* Markdown's own */
        {"*a* _b_ [c](d) `e' <f> ~~", "\\*a\\* \\_b\\_ \\[c\\](d) ‘e' \\<f> \u00A0\u00A0"},
    };
    CHECK_PAIRS("title", "title", pairs);
}

static void test_names(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"Ada Lovelace and Babbage, Charles", "Ada Lovelace|Babbage, Charles"},
        {"von Last, Jr, First AND others", "von Last, Jr, First|others"},
        {"{Barnes and Noble} and {\\\"O}zg{\\\"u}r, A.", "{Barnes and Noble}|Özgür, A."},
        {"A~B. Smith* and Jane Doe$^\\dagger$", "A B. Smith*|Jane Doe†"},
        {"Jo $\\mathrm{a}\\unheard$ Roe and Jo $\\ë$ Roe", "Jo aunheard Roe|Jo ë Roe"},
        {"Maria {de la Cruz}", "de la Cruz, Maria"},
        {"A. Smith, B. Jones, C. Lee", "A. Smith|B. Jones|C. Lee"},
        {"Smith, A.; Jones, B.", "Smith, A.|Jones, B."},
        {"Garc{\\'\\i}a Roe, Jane Ann", "García Roe, Jane Ann"},
        {"Garc{\\'\\i}a Roe, Jane Ann and de la Cruz, Al B.", "García Roe, Jane Ann|de la Cruz, Al B."},
        {"A. Smith, B. Jones", "A. Smith|B. Jones"},
        {"A. Smith, B. Jones, and Lee, C.", "A. Smith|B. Jones|Lee, C."},
        {"Al Smith, Bo Jones and Cy Lee and others", "Al Smith|Bo Jones|Cy Lee|others"},
        {"Smith, A. and B. Jones", "Smith, A.|B. Jones"},
        {"Smith, A. and Jones, B., et al.", "Smith, A.|Jones, B.|others"},
        {"Al Smith et al", "Al Smith|others"},
        {"A. Smith and et al.", "A. Smith|others"},
        {"A & B \\& C", "A|B|C"},
        {"family=Doe, given=Jane, prefix=von and given=Al, family=Ng", "von Doe, Jane|Ng, Al"},
        {"and Sandy Andand and\nX Y and", "Sandy Andand|X Y"},
        {"{\\'E}mile Zola", "Émile Zola"},
        {"Krej{\\v{c}}{\\'{\\i}}, J{\\ocirc{u}} and {\\foo{A Group}}", "Krejčí, Jů|{A Group}"},
        {"", ""},
    };
    CHECK_PAIRS("author", "authors", pairs);
}

static void test_years(void **state)
{
    (void)state;
    static const struct pair dates[] = {{"2020", "2020"},         {"{2020}", "2020"},
                                        {"in press", ""},         {"2020 (to appear)", "2020"},
                                        {"2019--2020", "2019–2020"}, {"2020a", "2020"},
                                        {"c. 1999", "c. 1999"}};
    static const struct pair statuses[] = {{"in press", "in press"},
                                           {"2020 (To Appear)", "to appear"},
                                           {"2020", ""},
                                           {"submitted", "submitted"}};
    CHECK_PAIRS("year", "date", dates);
    CHECK_PAIRS("year", "status", statuses);
    static const struct pair months[] = {
        {"jun", "2020-06"},       {"June", "2020-06"},           {"6", "2020-06"},
        {"06", "2020-06"},        {"June 15", "2020-06-15"},     {"15 June", "2020-06-15"},
        {"May--June", "May-Jun 2020"}, {"June 3--5", "3-5 Jun 2020"}, {"Sept.", "2020-09"},
        {"Spring", "Spring 2020"}, {"feb 30", "feb 30 2020"},
    };
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        struct world w;
        start(&w, "");
        const char *text =
            arena_printf(&w.arena, "@misc{k, year = 2020, month = {%s}}", months[i].bib);
        struct world inner;
        assert_string_equal(value_of(&inner, text, "date"), months[i].native);
        arena_free(&inner.arena);
        arena_free(&w.arena);
    }
}

static void test_identifiers(void **state)
{
    (void)state;
    static const struct pair dois[] = {{"10.1/a_b", "10.1/a_b"},
                                       {"https://doi.org/10.1/a\\_b", "10.1/a_b"},
                                       {"http://dx.doi.org/10.1/A--b", "10.1/A--b"},
                                       {"doi:10.1/a", "10.1/a"},
                                       {"https://example.org/x", ""}};
    static const struct pair pages[] = {{"1--10", "1–10"},       {"1-10", "1–10"},
                                        {"1 --- 10", "1–10"},    {"1–10, 12", "1–10, 12"},
                                        {"pp. 1-10", "1–10"},    {"e12", "e12"},
                                        {"A1\u2212A9", "A1–A9"}, {"12", "12"}};
    static const struct pair arxivs[] = {{"2504.00001", "2504.00001"},
                                         {"arXiv:2504.00001v2", "2504.00001v2"},
                                         {"https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"},
                                         {"https://arxiv.org/pdf/2504.00001.pdf", "2504.00001"}};
    static const struct pair journals[] = {{"arXiv preprint arXiv:2504.00001", "2504.00001"},
                                           {"CoRR", ""}};
    static const struct pair flags[] = {{"true", "true"}, {"1", "true"}, {"false", ""}, {"?", ""}};
    CHECK_PAIRS("doi", "doi", dois);
    CHECK_PAIRS("pages", "pages", pages);
    CHECK_PAIRS("arxiv", "arxiv", arxivs);
    CHECK_PAIRS("eprint", "arxiv", arxivs);
    CHECK_PAIRS("journal", "arxiv", journals);
    CHECK_PAIRS("selected", "selected", flags);
}

/* What has no key of its own, and what is joined from several fields. */
static void test_joined(void **state)
{
    (void)state;
    static const struct {
        const char *bib, *key, *native;
    } joined[] = {
        {"title={A.}, titleaddon={B}", "title", "A. B"},
        {"title={A}, subtitle={B}, titleaddon={C}", "title", "A: B. C"},
        {"journal={J,}", "venue", "J"},
        {"journal={J}, series={newseries}", "venue", "J, new series"},
        {"booktitle={B}, booksubtitle={S}, booktitleaddon={Proc. 7}", "venue", "B: S. Proc. 7"},
        {"journal={J}, issuetitle={I}, issuesubtitle={S}", "note", "I: S"},
        {"title={T}, booktitle={B}, maintitle={M}, mainsubtitle={S}", "note", "M: S"},
        {"translator={Roe, Jr, R. and {Doe} and others}", "note", "translated by R. Roe Jr, Doe et al."},
        {"author={A}, bookauthor={Roe, R. and Ada King}", "note", "in a book by R. Roe, Ada King"},
        {"author={A}, bookauthor={A}", "note", ""},
        {"editora={Roe, R.}, editoratype={compiler}, editorb={B}", "note",
         "R. Roe (compiler); edited by B"},
        {"holder={Roe, R.}", "publisher", "R. Roe"},
        {"type={patrequs}, location={countryus and countryfr}", "kind", "U.S. patent request"},
        {"type={patrequs}, location={countryus and countryfr}", "location", "United States, France"},
        {"location={country side}", "location", "country side"},
        {"eprint={2504.00001}, eprinttype={arxiv}", "kind", "preprint"},
        {"eid={e7}, pages={1-9}", "pages", "e7, 1–9"},
        {"eid={e7}, pages={e7}", "pages", "e7"},
        {"eid={e7}, pages={-}", "pages", "e7"},
        {"pages={ }, eid={e7}, number={}, issue={4}", "pages", "e7"},
        {"pages={ }, eid={e7}, number={}, issue={4}", "number", "4"},
        {"isbn={1}, isbn={2}", "isbn", "1, 2"},
        {"keywords={a}, keywords={b, c}", "keywords", "a|b|c"},
        {"year=2020, issue_date={June 2020}, month=jul", "date", "2020-07"},
        {"year=2020, issue_date={June}", "date", "2020-06"},
    };
    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
        struct world w, inner;
        start(&w, "");
        const char *text = arena_printf(&w.arena, "@misc{k, %s}", joined[i].bib);
        assert_string_equal(value_of(&inner, text, joined[i].key), joined[i].native);
        arena_free(&inner.arena);
        arena_free(&w.arena);
    }
}

/* A paper in a book without authors of its own has those of the book. */
static void test_inherited(void **state)
{
    (void)state;
    struct world w;
    const struct node *list = read_bib(&w, "@incollection{a,title={A},crossref={p}}"
                                           "@incollection{b,title={B},author={X},crossref={p}}"
                                           "@book{p,title={P},author={Y},titleaddon={Z}}"
                                           "@inbook{c,title={C},author={X},crossref={d}}"
                                           "@book{d,title={D},booktitle={E}}");
    const struct node *first = list->first, *second = first->next;
    assert_true(str_is(node_get(first, STR("authors"))->first->text, "Y"));
    assert_true(str_is(node_get(first, STR("title"))->text, "A"));
    assert_true(str_is(node_get(first, STR("venue"))->text, "P. Z"));
    assert_true(str_is(node_get(second, STR("authors"))->first->text, "X"));
    assert_true(str_is(node_get(second, STR("note"))->text, "in a book by Y"));
    const struct node *fourth = second->next->next;
    assert_true(str_is(node_get(fourth, STR("venue"))->text, "E"));
    arena_free(&w.arena);
}

/* Files in all states: the titles that are read from them. */
static void test_files(void **state)
{
    (void)state;
    static const struct pair files[] = {
        {"", ""},
        {"no entry, somebody@example.org", ""},
        {"---\n---\n@misc{a,title={A}}@misc{b,title=\"B\"}", "A|B"},
        {"@misc(a, title = {A (b)}, year = 1) @MISC { b , TITLE = \"B\" , }", "A (b)|B"},
        {"@string{x = \"X\"}\n@string(y = {Y})@misc{a, title = x # \" and \" # Y # 1}", "X and Y1"},
        {"@comment{@misc{a,title={A}}}@misc{b,title={B}}\n@comment not this\n", "B"},
        {"an @\n\n MISC {a,title={A}}", "A"},
        {"@preamble{\"\\newcommand{\\drop}[1]{} \" # \"\\def\\swap#1#2{#2 #1}\"}"
         "@misc{a,title={\\drop{x}A\\swap b{c d}\\drop}}", "Ac d b"},
        {"@preamble{{\\def\\a{\\a x}\\newcommand*\\bb[1]{\\emph{#1}{\\bf #1}}"
         "\\newcommand\\c[1][y]{z}\\providecommand{\\n} x}}@misc{a,title={\\bb{q}\\n}}",
         "<i>q</i><b>q</b>\\\\n"},
        {"%@misc{a,title={A}}\n@misc{b,title={B}}", "B"},
        {"@misc{a, title = {A}\n year = 2020\n}\n@misc{b, title={B}}", "A|B"},
        {"@misc{a, title = {A {b}, year = 1 }\n\n@misc{b, title={B}}", "A b|B"},
        {"@misc{a,\n title = {A {b},\n year = {1} }\n\n@misc{b, title={B}}", "A b|B"},
        {"@misc{a, title = \"A,\n year = 1 }\n@misc{b, title={B}}", "A|B"},
        {"@misc{a, title = {A}, !!! }\n@misc{b, title={B}}", "A|B"},
        {"@misc{title = {A}}@misc{,title={B}}@misc{a b/c:1,title={C}}", "A|B|C"},
        {"@misc{a, title = {A}", "A"},
        {"@misc{a, title = {A", "A"},
        {"@misc{a, title = undefined}", "undefined"},
        {"@string{tcs=\"Mine\"}@misc{a, title = TOMS # { and } # tcs}",
         "ACM Transactions on Mathematical Software and Mine"},
        {"@misc{a, title = \"G\\\"odel {\"}x{\"}\"}", "Gödel \"x\""},
        {"@misc{a,title={A}}\n@misc{a,title={A}}\n@misc{a,title={B}}", "A|B"},
        {"@misc{a,title={A},title={B}}", "A"},
        {"@proceedings{p,title={P},editor={E}}@inproceedings{a,title={A},crossref={p}}", "A"},
        {"@misc{a,title={A},crossref={a}}@misc{b,title={B},crossref={c}}@misc{c,title={C},"
         "crossref={b}}",
         "A|B|C"},
        {"@xdata{x,title={X},year=1}@misc{a,xdata={x}}", "X"},
        {"@book{a,crossref={m}}@book{b,title={B},crossref={m}}@mvbook{m,title={M},subtitle={S}}",
         "M: S|B"},
        {"\xEF\xBB\xBF@misc{a,\r\n title = {A\r\n b}\r\n}\r\n", "A b"},
        {"@misc{a, title = {Caf\xE9 \x96 x}}", "Café – x"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct world w;
        const struct node *list = read_bib(&w, files[i].bib);
        const char *titles = "";
        NODE_EACH(entry, list) {
            const struct node *title = node_get(entry, STR("title"));
            titles = arena_printf(&w.arena, "%s%s%.*s", titles, titles[0] != '\0' ? "|" : "",
                                  title != NULL ? (int)title->text.len : 0,
                                  title != NULL ? title->text.ptr : "");
        }
        if (strcmp(titles, files[i].native) != 0)
            print_error("file %s\n", files[i].bib);
        assert_string_equal(titles, files[i].native);
        arena_free(&w.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),  cmocka_unit_test(test_names),
        cmocka_unit_test(test_years), cmocka_unit_test(test_identifiers),
        cmocka_unit_test(test_files), cmocka_unit_test(test_joined),
        cmocka_unit_test(test_inherited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The escaper: what each character becomes in each context, and what cannot be printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tex/escape.h"

#define VIETNAMESE TEX_NEEDS_VIETNAMESE
#define CYRILLIC   TEX_NEEDS_CYRILLIC
#define GREEK      TEX_NEEDS_GREEK
#define CJK        TEX_NEEDS_CJK
#define AMS        TEX_NEEDS_AMSSYMB
#define DING       TEX_NEEDS_DINGBATS
#define ACTUAL     TEX_NEEDS_ACTUALTEXT

struct example {
    enum tex_context context;
    const char *text, *latex;
    unsigned needs;
};

static const struct example examples[] = {
    /* ASCII */
    {TEX_TEXT, "Plain text: 1 + 1 = 2 (really?) @home/x;y!",
     "Plain text: 1 + 1 = 2 (really?) @home/x;y!", 0},
    {TEX_TEXT, "100% & #1 a_b $5 {x}", "100\\% \\& \\#1 a\\_b \\$5 \\{x\\}", 0},
    {TEX_TEXT, "~ ^ \\ | < >", "\\textasciitilde{} \\textasciicircum{} \\textbackslash{} | < >", 0},
    {TEX_TEXT, "\\input{/etc/passwd}", "\\textbackslash{}input\\{/etc/passwd\\}", 0},
    {TEX_TEXT, "^^5cinput", "\\textasciicircum{}\\textasciicircum{}5cinput", 0},
    {TEX_TEXT, "say \"hi\", don't", "say \\textquotedbl{}hi\\textquotedbl{}, don't", 0},
    {TEX_TEXT, "a-b -- --- 5'11''", "a-b -{}- -{}-{}- 5'11'{}'", 0},
    {TEX_TEXT, "<< >> ,, ?` !` ``x''", "<{}< >{}> ,{}, ?\\`{} !\\`{} \\`{}\\`{}x'{}'", 0},
    {TEX_TEXT, "[1] first", "{[}1] first", 0},
    {TEX_TEXT, "* star", "{*} star", 0},
    {TEX_TEXT, " [x]", " {[}x]", 0},
    {TEX_TEXT, "see [1] and *", "see [1] and *", 0},
    {TEX_TEXT, "two\nlines\n\nand\ttab\r\n", "two lines  and tab  ", 0},
    {TEX_TEXT, "\x1B[31m", "{\\scriptsize[U+001B]}[31m", 0},
    {TEX_CODE, "a  b -- 'x' <<", "a \\ b -{}- \\textquotesingle{}x\\textquotesingle{} <{}<", 0},
    {TEX_CODE, "%d\\n", "\\%d\\textbackslash{}n", 0},
    /* Latin */
    {TEX_TEXT, "Łódź, Ærø, façade, €5 – “ok” …", "Łódź, Ærø, façade, €5 – “ok” …", ACTUAL},
    {TEX_TEXT, "Cafe\xCC\x81 Zu\xCC\x88rich", "Café Zürich", 0},
    {TEX_TEXT, "x\xCC\x8C i\xCC\x8B q\xCC\xA3", "\\v{x} \\H{\\i} \\d{q}", 0},
    {TEX_TEXT, "\xCC\x81", "\\'{}", 0},
    {TEX_TEXT, "Iași Ḍ", "Iași \\actualtext{1E0C}{\\d{D}}", ACTUAL},
    {TEX_TEXT, "– - –- -– ’’ ’' ‘‘ !‘ ?‘", "– - –{}- -{}– ’{}’ ’{}' ‘{}‘ !{}‘ ?{}‘", 0},
    {TEX_TEXT,
     "soft\xC2\xADhyphen 10\xC2\xA0km a\xE2\x80\x8B"
     "b\xE2\x80\x8D\xEF\xBB\xBF"
     "c",
     "soft\\-hyphen 10~km a\\allowbreak{}bc", 0},
    /* runs */
    {TEX_TEXT, "Nguyễn Văn A, Hà Nội", "\\textvietnamese{Nguyễn Văn A, Hà Nội}", VIETNAMESE},
    {TEX_TEXT, "q\xCC\xA3\xCC\x81", "\\d{\\'{q}}", 0},
    {TEX_TEXT, "ọ\xCC\x81", "\\textvietnamese{\\'{ọ}}", VIETNAMESE},
    {TEX_TEXT, "e\xCC\x82\xCC\x81 = e\xCC\xA3\xCC\x82", "\\textvietnamese{ế = ệ}", VIETNAMESE},
    {TEX_TEXT, "Лев Толстой, «Война и мир» 1869",
     "\\textcyrillic{Лев Толстой}, «\\textcyrillic{Война и мир}» 1869", CYRILLIC},
    {TEX_TEXT, "Відень", "\\textcyrillic{Відень}", CYRILLIC | ACTUAL},
    {TEX_TEXT, "Việt; η; x", "\\textvietnamese{Việt; }\\textgreek{η}; \\textvietnamese{x}",
     VIETNAMESE | GREEK},
    {TEX_TEXT, "TGF-β and Αθήνα, η", "TGF-\\textgreek{β} and \\textgreek{Αθήνα, η}", GREEK},
    {TEX_TEXT, "徐凯强 (Kai)", "\\begin{CJK}{UTF8}{gbsn}徐凯强\\end{CJK} (Kai)", CJK},
    {TEX_TEXT, "2020年9月", "2020\\begin{CJK}{UTF8}{gbsn}年9月\\end{CJK}", CJK},
    {TEX_TEXT, "香港 (HK) 臺灣大學",
     "\\begin{CJK}{UTF8}{bsmi}香港\\end{CJK} (HK) \\begin{CJK}{UTF8}{bsmi}臺灣大學\\end{CJK}", CJK},
    {TEX_TEXT, "東京 Tokyo とうきょう",
     "\\begin{CJK}{UTF8}{min}東京\\end{CJK} Tokyo \\begin{CJK}{UTF8}{min}とうきょう\\end{CJK}",
     CJK},
    {TEX_TEXT, "서울", "\\begin{CJK}{UTF8}{nanummj}서울\\end{CJK}", CJK},
    {TEX_TEXT, "\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", "\\begin{CJK}{UTF8}{nanummj}각\\end{CJK}",
     CJK},
    /* signs */
    {TEX_TEXT, "a ≤ b → c ≮ d", "a $\\leq$ b → c $\\nless$ d", AMS},
    {TEX_TEXT, "x² H₂O ⅓ № ™",
     "x² H\\textsubscript{2}O \\textsuperscript{1}⁄\\textsubscript{3} № ™", 0},
    {TEX_TEXT, "★ ✓ ①", "\\ding{72} \\ding{51} \\ding{172}", DING},
    {TEX_TEXT, "Ⅳ 𝐀𝑏", "IV \\textbf{A}$b$", 0},
    {TEX_TEXT, "≠", "\\actualtext{2260}{$\\neq$}", ACTUAL},
    /* math */
    {TEX_MATH, "a ≤ b_1 \\alpha ² α é", "a \\leq  b_1 \\alpha {}^{2} \\alpha  \\mbox{é}", 0},
    {TEX_MATH, "≠北京", "\\neq \\mbox{\\begin{CJK}{UTF8}{gbsn}北京\\end{CJK}}", CJK},
    /* addresses */
    {TEX_URL, "https://a.b/~c_$d/?x=1&y=%20#z", "https://a.b/~c_$d/?x=1\\&y=\\%20\\#z", 0},
    {TEX_URL, "a b{c}\\d^\"é", "a\\%20b\\%7Bc\\%7D\\%5Cd\\%5E\\%22\\%C3\\%A9", 0},
    /* metadata */
    {TEX_PDF, "50% of {x}_y \\ ~^ -- 徐 😀",
     "50\\% of \\{x\\}\\_y \\textbackslash{} \\textasciitilde{}\\textasciicircum{} -{}- 徐 😀", 0},
    /* what cannot be printed */
    {TEX_TEXT, "a 😀 b", "a {\\scriptsize[U+1F600]} b", 0},
    {TEX_TEXT, "שלום!", "{\\scriptsize[U+05E9 U+05DC U+05D5 U+05DD]}!", 0},
    {TEX_TEXT, "❤\xEF\xB8\x8F", "\\ding{164}", DING},
    {TEX_TEXT, "a\x80z", "a{\\scriptsize[U+FFFD]}z", 0},
    {TEX_TEXT, "", "", 0},
};

static void test_examples(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct example *x = &examples[i];
        struct buf out = BUF_INIT;
        struct tex_writer w = {.out = &out};
        tex_escape(&w, str_of(x->text), x->context);
        buf_addc(&out, '\0');
        if (strcmp(out.ptr, x->latex) != 0 || w.needs != x->needs)
            print_error("%s\n  gives  %s (%x)\n  not    %s (%x)\n", x->text, out.ptr, w.needs,
                        x->latex, x->needs);
        assert_string_equal(out.ptr, x->latex);
        assert_int_equal(w.needs, x->needs);
        assert_int_equal(w.scripts, 0);
        buf_free(&out);
    }
}

/* Pieces that are escaped one after the other meet as the parts of one text do. */
static void test_pieces(void **state)
{
    (void)state;
    static const char *const pieces[][4] = {
        {"", "a-", "-b", "a-{}-b"},           {"", "?", "‘", "?{}‘"},
        {"\\\\", "", "[x]", "\\\\{[}x]"},     {"\\item ", "", "[x]", "\\item {[}x]"},
        {"\\item", " ", "*x", "\\item {*}x"}, {"word ", "", "[x]", "word [x]"},
        {"}", "", "[x]", "}{[}x]"},           {"", "a,", ",b", "a,{},b"},
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buf out = BUF_INIT;
        struct tex_writer w = {.out = &out};
        buf_adds(&out, pieces[i][0]);
        tex_escape(&w, str_of(pieces[i][1]), TEX_TEXT);
        tex_escape(&w, str_of(pieces[i][2]), TEX_TEXT);
        buf_addc(&out, '\0');
        assert_string_equal(out.ptr, pieces[i][3]);
        buf_free(&out);
    }
}

static void note(void *user, size_t offset, uint32_t cp)
{
    char *notes = user;
    sprintf(notes + strlen(notes), "%zu:%X ", offset, (unsigned)cp);
}

static void test_unprintable(void **state)
{
    (void)state;
    char notes[200] = "";
    struct buf out = BUF_INIT;
    struct tex_writer w = {.out = &out, .unprintable = note, .user = notes};
    tex_escape(&w, STR("[é😀 ش\x01 a\xCD\x8D"), TEX_TEXT);
    assert_string_equal(notes, "3:1F600 8:634 10:1 13:34D ");
    buf_free(&out);

    uint32_t bad = 0;
    assert_true(tex_printable(STR("Ünïcödé 徐 서울 α я ệ ≤ \n"), &bad));
    assert_false(tex_printable(STR("ok 😀"), &bad));
    assert_int_equal(bad, 0x1F600);
    assert_false(tex_printable(STR("\x02"), NULL));
}

/* A long word may be broken, and loses nothing by it. */
static void test_long_word(void **state)
{
    (void)state;
    char text[401];
    memset(text, 'a', 400);
    text[400] = '\0';
    text[30] = ' ';
    struct buf out = BUF_INIT;
    struct tex_writer w = {.out = &out};
    tex_escape(&w, str_of(text), TEX_TEXT);
    assert_int_equal(w.needs, TEX_NEEDS_WORDBREAK);
    buf_addc(&out, '\0');
    size_t letters = 0, breaks = 0;
    for (const char *p = out.ptr; *p; p++) {
        static const char command[] = "\\wordbreak{}";
        bool here = strncmp(p, command, sizeof command - 1) == 0;
        breaks += here;
        letters += !here;
        p += here ? sizeof command - 2 : 0;
    }
    assert_int_equal(letters, 400);
    assert_int_equal(breaks, 369 / 16);
    out.len = 0;
    w.needs = 0;
    tex_escape(&w, STR("https://example.org/a-path/to-somewhere/x.html and on"), TEX_TEXT);
    buf_addc(&out, '\0');
    assert_string_equal(out.ptr, "https://\\wordbreak{}example.\\wordbreak{}org/\\wordbreak{}"
                                 "a-path/\\wordbreak{}to-somewhere/\\wordbreak{}x.html and on");
    out.len = 0;
    w.needs = 0;
    tex_escape(&w, STR("every word here is short, but there are very many of them in it"),
               TEX_TEXT);
    assert_int_equal(w.needs, 0);
    buf_free(&out);
}

/* Every byte and every pair of bytes, in every context: no crash, and the braces balance. */
static void test_all_pairs(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    for (int context = TEX_TEXT; context <= TEX_PDF; context++) {
        for (unsigned pair = 0; pair < 0x10000; pair++) {
            char text[2] = {(char)(pair >> 8), (char)pair};
            struct tex_writer w = {.out = &out};
            out.len = 0;
            tex_escape(&w, (struct str){text, 2}, (enum tex_context)context);
            int depth = 0;
            for (size_t i = 0; context != TEX_MATH && i < out.len; i++) {
                if (out.ptr[i] == '\\')
                    i++;
                else
                    depth += (out.ptr[i] == '{') - (out.ptr[i] == '}');
                assert_true(depth >= 0);
                assert_true(out.ptr[i] != '\n');
            }
            assert_int_equal(depth, 0);
        }
    }
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),    cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_unprintable), cmocka_unit_test(test_long_word),
        cmocka_unit_test(test_all_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

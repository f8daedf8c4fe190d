/* The reader of pdflatex's logs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "run/texlog.h"

static jmp_buf oom;
static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, &oom);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct texlog *read_log(const char *text)
{
    if (setjmp(oom) != 0)
        fail();
    return texlog_read(&arena, str_of(text), "cv.tex");
}

#define assert_text(s, z) assert_true(str_is((s), (z)))

static void test_error(void **state)
{
    (void)state;
    const struct texlog *log = read_log("./cv.tex:64: Undefined control sequence.\n"
                                        "<argument> x \\undefinedfoo \n"
                                        "                           y\n"
                                        "l.64 \\cvlistitem{x \\undefinedfoo y}\n"
                                        "                                   \n"
                                        "The control sequence at the end ...\n");
    const struct texlog_entry *e = log->first;
    assert_int_equal(e->kind, TEXLOG_ERROR);
    assert_int_equal(e->line, 64);
    assert_text(e->message, "Undefined control sequence");
    assert_text(e->name, "\\undefinedfoo");
    assert_text(e->context, "\\cvlistitem{x \\undefinedfoo y}");
    assert_null(e->next);
    assert_int_equal(log->pages, 0);
}

static void test_error_of_a_package(void **state)
{
    (void)state;
    const struct texlog_entry *e =
        read_log("/usr/share/x.sty:9: Package foo Error: This is wrong\n(foo)                here.\n"
                 "\nSee the manual.\nl.9 \\x\n")
            ->first;
    assert_int_equal(e->line, 0); /* of another file */
    assert_text(e->message, "Package foo Error: This is wrong here");
}

static void test_missing_files(void **state)
{
    (void)state;
    const struct texlog_entry *e = read_log("! LaTeX Error: File `nosuch.sty' not found.\n\n"
                                            "./cv.tex:9: Font \\x=nofont not loadable: Metric "
                                            "(TFM) file not found.\nl.9 \\x\n"
                                            "!pdfTeX error: pdflatex (file ecrm1000): Font "
                                            "ecrm1000 at 600 not found\n"
                                            "!pdfTeX error: pdflatex (file ./photo.png): reading "
                                            "image file failed\n")
                                       ->first;
    assert_int_equal(e->kind, TEXLOG_MISSING_FILE);
    assert_text(e->name, "nosuch.sty");
    e = e->next;
    assert_int_equal(e->kind, TEXLOG_MISSING_FONT);
    assert_text(e->name, "nofont");
    e = e->next;
    assert_int_equal(e->kind, TEXLOG_MISSING_FONT);
    assert_text(e->name, "ecrm1000");
    e = e->next;
    assert_int_equal(e->kind, TEXLOG_BAD_FILE);
    assert_text(e->name, "photo.png");
    assert_null(e->next);
}

static void test_runaway(void **state)
{
    (void)state;
    const struct texlog_entry *e = read_log("Runaway argument?\n"
                                            "{unclosed and then more \\par \\end {document} \n"
                                            "! File ended while scanning use of \\textbf .\n"
                                            "<inserted text> \n"
                                            "! Emergency stop.\n"
                                            "!  ==> Fatal error occurred, no output PDF file "
                                            "produced!\n")
                                       ->first;
    assert_int_equal(e->kind, TEXLOG_RUNAWAY);
    assert_text(e->name, "{unclosed and then more \\par \\end {document} ");
    assert_int_equal(e->next->kind, TEXLOG_FATAL);
    assert_int_equal(e->next->next->kind, TEXLOG_FATAL);
}

static void test_warnings(void **state)
{
    (void)state;
    const struct texlog *log =
        read_log("Overfull \\hbox (110.6698pt too wide) in paragraph at lines 7--9\n"
                 "[]\\OT1/cmr/m/n/10 Donau \n"
                 "Overfull \\hbox (2.22pt too wide) detected at line 117\n"
                 "[]\\U/fontawesomefree0/solid/n/10 * []\n"
                 "[1{/x/pdftex.map}] [2]\n"
                 "Overfull \\vbox (12.5pt too high) has occurred while \\output is active []\n"
                 "Missing character: There is no X in font cmr10!\n"
                 "Missing character: There is no h in font nullfont!\n"
                 "Output written on cv.pdf (3 pages, 12345 bytes).\n");
    const struct texlog_entry *e = log->first;
    assert_int_equal(log->pages, 3);
    assert_int_equal(e->kind, TEXLOG_OVERFULL_H);
    assert_int_equal(e->line, 9);
    assert_true(e->amount > 110.6 && e->amount < 110.7);
    e = e->next;
    assert_int_equal(e->kind, TEXLOG_OVERFULL_V);
    assert_int_equal(e->page, 3);
    assert_int_equal(e->line, 0);
    e = e->next;
    assert_int_equal(e->kind, TEXLOG_MISSING_CHARACTER);
    assert_text(e->name, "cmr10");
    assert_text(e->message, "the font 'cmr10' has no character 'X'");
    assert_null(e->next);
}

static void test_missing_characters(void **state)
{
    (void)state;
    struct texlog *log = read_log("Missing character: There is no \xd2 in font cmr10!\n"
                                  "Missing character: There is no ^^c8 in font cmr10!\n"
                                  "Missing character: There is no A in font cmr10!\n");
    struct texlog *located =
        read_log("./cv.tex:4: Missing character: There is no \xd2 (\"D2) in font cmr10.\n"
                 "<to be read again> \n"
                 "                   \\relax \n"
                 "l.4 ...\\symbol{210}\n"
                 "                   \\char200} and\n"
                 "./cv.tex:7: Missing character: There is no \xc8 (\"C8) in font cmr10.\n"
                 "l.7 x\n");
    assert_true(texlog_lacks_characters(log));
    texlog_locate(log, located);
    const struct texlog_entry *e = log->first;
    assert_text(e->message, "the font 'cmr10' has no character number 210");
    assert_int_equal(e->line, 4);
    assert_text(e->context, "...\\symbol{210}");
    assert_text(e->next->message, "the font 'cmr10' has no character '^^c8'");
    assert_int_equal(e->next->line, 7);
    assert_int_equal(e->next->next->line, 0); /* TeX gave up before */
    texlog_locate(log, read_log(""));
    assert_false(texlog_lacks_characters(read_log("")));
}

/* Every beginning of a log is read without reading beyond it. */
static void test_truncated(void **state)
{
    (void)state;
    static const char text[] = "Runaway argument?\n{x\n! File ended while scanning use of \\x .\n"
                               "./cv.tex:64: LaTeX Error: File `a\n'\nl.64 \\x\n"
                               "Overfull \\hbox (1.pt too wide) detected at line 7\n[]\n"
                               "Missing character: There is no X in font y!\n"
                               "Output written on cv.pdf (1 page";
    for (size_t len = 0; len < sizeof text; len++) {
        char *copy = malloc(len + 1); /* for valgrind and the address sanitizer */
        memcpy(copy, text, len);
        if (setjmp(oom) != 0)
            fail();
        texlog_read(&arena, (struct str){copy, len}, "cv.tex");
        free(copy);
    }
}

static void test_packages(void **state)
{
    (void)state;
    assert_string_equal(texlog_package(STR("moderncv.cls")), "texlive-latex-extra");
    assert_string_equal(texlog_package(STR("ec-lmr10")), "lmodern");
    assert_null(texlog_package(STR("nosuch.sty")));
    assert_null(texlog_package(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_error, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_error_of_a_package, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_runaway, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_warnings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing_characters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_truncated, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_packages, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "tex/math.h"

static void accepted(void **state)
{
    (void)state;
    static const char *const formulas[] = {
        "",
        "x",
        "E = mc^2",
        "a_1^2",
        "x^{a_{b^c}}",
        "^2",
        "{}^{14}C",
        "x'^2 + f''_1",
        "\\alpha\\beta \\to \\infty",
        "O(n \\log n)",
        "\\sum_{i=1}^n x_i",
        "\\frac{a}{b} + \\frac12 + \\frac \\alpha {b}",
        "\\sqrt{x} \\sqrt[3]{x} \\sqrt 2",
        "\\mathcal{O}(1) \\mathbb R \\mathfrak{g}",
        "x_\\mathrm{max} x_\\text{a b}",
        "\\text{if } x \\in \\mathbb{N}",
        "\\operatorname{arg max}_x",
        "\\left( \\frac{a}{b} \\right)^2",
        "\\left. x \\middle| y \\right>",
        "\\left\\{ x \\right\\rangle",
        "\\bigl( \\Big| x \\bigr)",
        "\\hat x \\vec{ab} \\bar\\alpha",
        "a \\, b \\; c \\! d \\ e \\quad f",
        "50\\% \\$5 \\& \\# \\_",
        "p < 0.05, q > 1; r: s! t? [u] (v) |w|",
        "a~b @ c/d*e",
        "\\not= \\neq \\leq",
        "α ≤ β → ∑ ∈ ×",
    };
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
        struct str offender;
        if (!math_allowed(str_of(formulas[i]), &offender))
            fail_msg("%s (%.*s)", formulas[i], STR_FMT(offender));
        assert_int_equal(offender.len, 0);
    }
}

static void rejected(void **state)
{
    (void)state;
    static const struct {
        const char *formula, *offender;
    } examples[] = {
        /* commands */
        {"\\input{x}", "\\input"},
        {"x + \\write18{ls}", "\\write"},
        {"\\alphabet", "\\alphabet"},
        {"\\csname input\\endcsname x", "\\csname"},
        {"\\def\\x{y}", "\\def"},
        {"\\begin{matrix}", "\\begin"},
        {"\\\\", "\\\\"},
        {"\\", "\\"},
        {"\\é", "\\é"},
        {"\\limits", "\\limits"},
        {"x_\\foo", "\\foo"},
        {"\\frac{\\foo}{b}", "\\foo"},
        {"\\over", "\\over"},
        {"\\verb|x|", "\\verb"},
        /* commands that lack something */
        {"\\frac{a}", "\\frac"},
        {"\\frac", "\\frac"},
        {"\\sqrt", "\\sqrt"},
        {"\\sqrt[3]", "\\sqrt"},
        {"\\hat\\log", "\\log"},
        {"\\mathbb{r}", "\\mathbb"},
        {"\\text{a$b}", "\\text"},
        {"\\text{\\input}", "\\text"},
        {"\\left(x", "\\left"},
        {"\\left x\\right)", "\\left"},
        {"x\\right)", "\\right"},
        {"{\\left(}\\right)", "\\left"},
        {"\\bigl x", "\\bigl"},
        {"\\sqrt[3]{\\sqrt[3]{x}}", "\\sqrt"},
        /* everything else */
        {"{", ""},
        {"}", ""},
        {"{a}}", ""},
        {"a^b^c", ""},
        {"a_b_c", ""},
        {"a^b'", ""},
        {"a'_1^2", ""},
        {"a^b \\, ^c", ""},
        {"a^", ""},
        {"a_", ""},
        {"a^^41", ""},
        {"a^_b", ""},
        {"a^\\log", "\\log"},
        {"a^\\hat x", "\\hat"},
        {"a^'", ""},
        {"x\\middle|y", ""},
        {"a$b", ""},
        {"a%b", ""},
        {"a#1", ""},
        {"a&b", ""},
        {"a\"b", ""},
        {"a`b", ""},
        {"a\nb", ""},
        {"a\tb", ""},
        {"a\x7f", ""},
        {"徐", ""},
        {"x²", ""},
        {"\xff", ""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        struct str offender;
        if (math_allowed(str_of(examples[i].formula), &offender))
            fail_msg("%s", examples[i].formula);
        if (!str_is(offender, examples[i].offender))
            fail_msg("%s: %.*s", examples[i].formula, STR_FMT(offender));
    }
}

/* n times `open`, x, n times `close` */
static bool allowed_nested(const char *open, const char *close, size_t n)
{
    struct buf formula = BUF_INIT;
    for (size_t i = 0; i < n; i++)
        buf_adds(&formula, open);
    buf_addc(&formula, 'x');
    for (size_t i = 0; i < n; i++)
        buf_adds(&formula, close);
    struct str offender;
    bool ok = math_allowed(buf_str(&formula), &offender);
    buf_free(&formula);
    return ok;
}

static void limits(void **state)
{
    (void)state;
    assert_true(allowed_nested("{", "}", MATH_DEPTH_MAX));
    assert_false(allowed_nested("{", "}", MATH_DEPTH_MAX + 1));
    assert_true(allowed_nested("\\frac{a}{", "}", MATH_DEPTH_MAX));
    assert_false(allowed_nested("\\left(", "\\right)", MATH_DEPTH_MAX + 1));
    assert_true(allowed_nested("x", "", MATH_LENGTH_MAX - 1));
    assert_false(allowed_nested("x", "", MATH_LENGTH_MAX));
}

static void packages(void **state)
{
    (void)state;
    assert_false(math_needs_amssymb(STR("\\alpha \\mathcal{O} \\le")));
    assert_true(math_needs_amssymb(STR("x \\in \\mathbb{R}")));
    assert_true(math_needs_amssymb(STR("a \\leqslant b")));
    assert_false(math_needs_amssymb(STR("\\text{a}")));
    assert_true(math_needs_amsmath(STR("\\alpha\\text{a}")));
    assert_false(math_needs_amsmath(STR("\\mathbb{R}")));
    assert_false(math_needs_amsmath(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted),
        cmocka_unit_test(rejected),
        cmocka_unit_test(limits),
        cmocka_unit_test(packages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

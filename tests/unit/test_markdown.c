#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "tex/markdown.h"
#include "tex/math.h"

/* Events as HTML-like text: [a ADDRESS] links, `code`, $math$, `<` in text as &lt;. */
static const char *const names[] = {
    [MD_LINE_BREAK] = "<br>",          [MD_STRONG_OPEN] = "<b>",
    [MD_STRONG_CLOSE] = "</b>",        [MD_EMPHASIS_OPEN] = "<i>",
    [MD_EMPHASIS_CLOSE] = "</i>",      [MD_UNDERLINE_OPEN] = "<u>",
    [MD_UNDERLINE_CLOSE] = "</u>",     [MD_STRIKE_OPEN] = "<s>",
    [MD_STRIKE_CLOSE] = "</s>",        [MD_SUPERSCRIPT_OPEN] = "<sup>",
    [MD_SUPERSCRIPT_CLOSE] = "</sup>", [MD_SUBSCRIPT_OPEN] = "<sub>",
    [MD_SUBSCRIPT_CLOSE] = "</sub>",   [MD_LINK_CLOSE] = "</a>",
    [MD_PARAGRAPH_OPEN] = "<p>",       [MD_PARAGRAPH_CLOSE] = "</p>",
    [MD_BULLETS_OPEN] = "<ul>",        [MD_BULLETS_CLOSE] = "</ul>",
    [MD_NUMBERS_CLOSE] = "</ol>",      [MD_ITEM_OPEN] = "<li>",
    [MD_ITEM_CLOSE] = "</li>",
};

static void render_text(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '<')
            buf_adds(out, "&lt;");
        else
            buf_addc(out, text.ptr[i]);
}

static void render(struct buf *out, const struct md_events *events)
{
    for (size_t i = 0; i < events->count; i++) {
        const struct md_event *e = &events->list[i];
        switch (e->kind) {
        case MD_TEXT_RUN:
            assert_true(e->text.len > 0);
            render_text(out, e->text);
            break;
        case MD_CODE_RUN:
            buf_addf(out, "`%.*s`", STR_FMT(e->text));
            break;
        case MD_MATH_RUN:
            buf_addf(out, "$%.*s$", STR_FMT(e->text));
            break;
        case MD_LINK_OPEN:
            buf_addf(out, "<a %.*s>", STR_FMT(e->text));
            break;
        case MD_NUMBERS_OPEN:
            buf_addf(out, "<ol %u>", e->number);
            break;
        default:
            buf_adds(out, names[e->kind]);
        }
    }
}

typedef struct md_events parse(struct arena *a, struct str text, md_math_check *math);

static void expect(parse *parse_text, const char *input, const char *wanted)
{
    jmp_buf oom;
    struct arena a;
    arena_init(&a, &oom);
    if (setjmp(oom))
        fail();
    struct md_events events = parse_text(&a, str_of(input), math_allowed);
    struct buf out = BUF_INIT;
    render(&out, &events);
    buf_addc(&out, '\0');
    if (strcmp(out.ptr, wanted) != 0)
        print_error("input:  %s\nwanted: %s\ngot:    %s\n", input, wanted, out.ptr);
    assert_string_equal(out.ptr, wanted);
    buf_free(&out);
    arena_free(&a);
}

struct example {
    const char *input, *wanted; /* wanted NULL: the input, as one text */
};

static void expect_all(parse *parse_text, const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect(parse_text, examples[i].input,
               examples[i].wanted ? examples[i].wanted : examples[i].input);
}

#define EXPECT_ALL(parse_text, ...)                                                                \
    do {                                                                                           \
        static const struct example examples[] = {__VA_ARGS__};                                    \
        expect_all(parse_text, examples, sizeof examples / sizeof examples[0]);                    \
    } while (0)

static void literal_text(void **state)
{
    (void)state;
    EXPECT_ALL(markdown_inline, {"# of papers", NULL}, {"> 90 %", NULL}, {"+ 3 more", NULL},
               {"1. first", NULL}, {"---", NULL}, {"C# developer", NULL}, {"* 2", NULL},
               {"- x", NULL}, {"    indented", "indented"}, {"```", NULL}, {"~~~", NULL},
               {"===", NULL}, {"| a | b |", NULL}, {"[foo]: http", NULL}, {"[foo]: /x 'y'", NULL},
               {"x\n===\ny", "x === y"}, {"a\n- b\n# c", "a - b # c"}, {"2*3*4", NULL},
               {"2 * 3 * 4", NULL}, {"a**b**c", NULL}, {"snake_case_name", NULL},
               {"__init__.py", "<b>init</b>.py"}, {"*", NULL}, {"**", NULL}, {"_", NULL},
               {"****", NULL}, {"~5 years, ~10 people", NULL}, {"~a~", NULL}, {"~~~a~~~", NULL},
               {"\\LaTeX", NULL}, {"C:\\new", NULL}, {"\\", NULL}, {"a\\", NULL}, {"<", "&lt;"},
               {"a < b > c", "a &lt; b > c"}, {"<3", "&lt;3"},
               {"<foo bar>x</foo>", "&lt;foo bar>x&lt;/foo>"}, {"<!-- *x* -->", "&lt;!-- *x* -->"},
               {"<!-- *x*", "&lt;!-- <i>x</i>"}, {"<?php", "&lt;?php"}, {"[x]", NULL},
               {"[x][y]", NULL}, {"[x] (y)", NULL}, {"![x]", NULL}, {"[", NULL}, {"](", NULL},
               {"", NULL}, {" \n ", ""}, {"\x01\x02", NULL}, {"a\tb", NULL});
}

static void emphasis(void **state)
{
    (void)state;
    EXPECT_ALL(markdown_inline, {"*a*", "<i>a</i>"}, {"_a_", "<i>a</i>"}, {"**a**", "<b>a</b>"},
               {"__a__", "<b>a</b>"}, {"***a***", "<i><b>a</b></i>"}, {"~~a~~", "<s>a</s>"},
               {"x *a b* y", "x <i>a b</i> y"}, {"**a *b* c**", "<b>a <i>b</i> c</b>"},
               {"*a\nb*", "<i>a b</i>"}, {"*a", NULL}, {"**a*", "*<i>a</i>"}, {"\\*a\\*", "*a*"},
               {"*\\*a*", "<i>*a</i>"}, {"**X**, Y", "<b>X</b>, Y"},
               {"徐**凯**强", "徐<b>凯</b>强"}, {"(*a*)", "(<i>a</i>)"},
               {"*a `*` b*", "<i>a `*` b</i>"});
}

static void code(void **state)
{
    (void)state;
    EXPECT_ALL(markdown_inline, {"`a`", "`a`"}, {"`a*b*`", "`a*b*`"}, {"``a`b``", "`a`b`"},
               {"`` ` ``", "```"}, {"`a\\`b", "`a\\`b"}, {"`a", NULL}, {"``a`", NULL},
               {"`&amp;`", "`&amp;`"}, {"`$x$`", "`$x$`"}, {"`a\nb`", "`a b`"}, {"` `", "` `"},
               {"\\`a`", "`a`"}, {"<code>a*b* &lt;</code>", "`a*b* &lt;`"},
               {"<code>x", "&lt;code>x"});
}

static void entities(void **state)
{
    (void)state;
    EXPECT_ALL(markdown_inline, {"&amp;", "&"}, {"&lt;b&gt;", "&lt;b>"}, {"a&nbsp;b", "a\u00A0b"},
               {"&eacute;&#233;&#xE9;&#Xe9;", "éééé"}, {"&thetasym;", "ϑ"}, {"&foo;", NULL},
               {"&amp", NULL}, {"&;", NULL}, {"&#;", NULL}, {"&#0;", NULL}, {"&#x7f;", NULL},
               {"&#xD800;", NULL}, {"&#1114112;", NULL}, {"&#x1F600;", "\U0001F600"},
               {"&#00000000065;", NULL}, {"R&D", NULL}, {"AT&T; &c", NULL}, {"&#42;a&#42;", "*a*"});
}

static void links(void **state)
{
    (void)state;
    EXPECT_ALL(
        markdown_inline, {"[a](https://b.c/d_e_f)", "<a https://b.c/d_e_f>a</a>"},
        {"[**a**](http://b.c)", "<a http://b.c><b>a</b></a>"},
        {"**[a](http://b.c)**", "<b><a http://b.c>a</a></b>"},
        {"[a](http://b.c \"T &amp; t\")", "<a http://b.c>a</a> (T & t)"},
        {"[a](<http://b.c/d e>)", "<a http://b.c/d e>a</a>"},
        {"[a](http://b.c/\\*&amp;(d))", "<a http://b.c/*&(d)>a</a>"},
        {"[a](http://b.c/$x$?y=%20#z)", "<a http://b.c/$x$?y=%20#z>a</a>"},
        {"[](http://b.c)", "<a http://b.c>http://b.c</a>"}, {"[x]()", NULL}, {"[x](<>)", "[x]()"},
        {"[x](javascript:alert)", NULL}, {"[x](data:text/html,x)", NULL},
        {"[x](file:///etc/passwd)", NULL}, {"[x](run:a.sh)", NULL},
        {"[x](&#106;avascript:y)", NULL}, {"[x](./y \"z\")", NULL}, {"[x](#y)", NULL},
        {"[x](paper.pdf)", NULL}, {"[x](https://)", NULL}, {"*[x](**y) z**", "<i>[x](**y) z</i>*"},
        {"_[x](c.org/_a b_", "<i>[x](c.org/_a b</i>"}, {"[**x**](y)", "[<b>x</b>](y)"},
        {"[x](example.org)", "<a https://example.org>x</a>"},
        {"[x](e-x.org:80/a.pdf)", "<a https://e-x.org:80/a.pdf>x</a>"},
        {"[x](a@b.org)", "<a mailto:a@b.org>x</a>"},
        {"[x](mailto:a@b.org)", "<a mailto:a@b.org>x</a>"},
        {"![alt](http://b.c/i.png)", "<a http://b.c/i.png>alt</a>"}, {"![alt](i.png)", NULL},
        {"[![i](http://b.c/i)](http://d.e)", "<a http://d.e>![i](http://b.c/i)</a>"},
        {"[see http://x.y](http://d.e)", "<a http://d.e>see http://x.y</a>"},
        {"<https://b.c/_d_>", "<a https://b.c/_d_>https://b.c/_d_</a>"},
        {"<a@b.org>", "<a mailto:a@b.org>a@b.org</a>"}, {"<javascript:x>", "&lt;javascript:x>"},
        {"http://b.c", "<a http://b.c>http://b.c</a>"},
        {"(see https://b.c/d_(e)).", "(see <a https://b.c/d_(e)>https://b.c/d_(e)</a>)."},
        {"https://b.c/?x=1&amp;_y_=2, z",
         "<a https://b.c/?x=1&_y_=2>https://b.c/?x=1&_y_=2</a>, z"},
        {"**https://b.c**: x", "<b><a https://b.c>https://b.c</a></b>: x"},
        {"https://b.c。x", "<a https://b.c>https://b.c</a>。x"}, {"https://", NULL},
        {"xhttps://b.c", NULL}, {"HTTP://b.c", "<a HTTP://b.c>HTTP://b.c</a>"},
        {"<a href=\"http://b.c?d&amp;e\">x</a>", "<a http://b.c?d&e>x</a>"},
        {"<a href='http://b.c'></a>", "<a http://b.c>http://b.c</a>"},
        {"<a href=\"javascript:x\">y</a>", "&lt;a href=\"javascript:x\">y&lt;/a>"},
        {"<a id=x href=\"http://b.c\" target='_blank' hidden>y</a>", "<a http://b.c>y</a>"},
        {"<img src=\"&amp;*x*\"/> *y*", "&lt;img src=\"&amp;*x*\"/> <i>y</i>"},
        {"i<j *k*>l", "i&lt;j <i>k</i>>l"},
        {"<a href=\"http://b.c\">x [y](http://d.e)</a>", "<a http://b.c>x [y](http://d.e)</a>"});
}

static void html(void **state)
{
    (void)state;
    EXPECT_ALL(markdown_inline, {"<b>x</b><STRONG>y</Strong>", "<b>x</b><b>y</b>"},
               {"H<sub>2</sub>O<sup>+</sup>", "H<sub>2</sub>O<sup>+</sup>"},
               {"<u>25+ CLs</u>", "<u>25+ CLs</u>"}, {"<s>x</s><del>y</del>", "<s>x</s><s>y</s>"},
               {"a<br>b<br/>c<br />d", "a<br>b<br>c<br>d"}, {"<b>x", "&lt;b>x"},
               {"x</b>", "x&lt;/b>"}, {"<b><i>x</b></i>", "&lt;b><i>x&lt;/b></i>"},
               {"<b>*x</b>*", "&lt;b><i>x&lt;/b></i>"}, {"*<b>x*</b>", "<i>&lt;b>x</i>&lt;/b>"},
               {"<b>*x*</b>", "<b><i>x</i></b>"}, {"<b class=x>y</b>", "&lt;b class=x>y&lt;/b>"},
               {"\\<b>x</b>", "&lt;b>x&lt;/b>"});
}

static void math(void **state)
{
    (void)state;
    EXPECT_ALL(markdown_inline, {"$x$", "$x$"}, {"$$E = mc^2$$", "$E = mc^2$"}, {"$$ x $$", "$x$"},
               {"$a\n+ b$", "$a + b$"}, {"the $n$th $k$NN", "the $n$th $k$NN"},
               {"$O(n \\log n)$*x*", "$O(n \\log n)$<i>x</i>"},
               {"**$\\alpha_1*2*3$**", "<b>$\\alpha_1*2*3$</b>"}, {"$p < 0.05$", "$p < 0.05$"},
               {"$2n$", "$2n$"}, {"[$x$](http://b.c)", "<a http://b.c>$x$</a>"},
               {"$5 and $6", NULL}, {"US$5-$10", NULL}, {"$100k–$200k", NULL},
               {"A$AP and KE$HA", NULL}, {"$HOME/$PATH", NULL}, {"$5 and 6$", NULL},
               {"F$_\\omega$", "F$_\\omega$"}, {"x$y=1$", NULL},
               {"$5-10 million or 20$", NULL}, {"$20,000-$30,000", NULL}, {"$AP and KE$ x", NULL},
               {"$ x $", NULL}, {"$$$x$$$", NULL}, {"$", NULL}, {"$$", NULL}, {"$$x$", NULL},
               {"\\$x$", "$x$"}, {"$a{b$", NULL}, {"$x\\$y = 1$", "$x\\$y = 1$"});
}

static void blocks(void **state)
{
    (void)state;
    EXPECT_ALL(
        markdown_blocks, {"a\nb\n\n\nc", "<p>a b</p><p>c</p>"},
        {"a  \nb\\\n  c", "<p>a<br>b<br>c</p>"}, {"a  ", "<p>a</p>"}, {"", ""}, {"\n\n", ""},
        {"- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"},
        {"x\n* a\n* b\n\ny", "<p>x</p><ul><li><p>a</p></li><li><p>b</p></li></ul><p>y</p>"},
        {"- a\n  b\nc\n\n  d", "<ul><li><p>a b c</p><p>d</p></li></ul>"},
        {"- a\n  - b\n    - c\n- d",
         "<ul><li><p>a</p><ul><li><p>b</p><ul><li><p>c</p></li></ul></li></ul></li>"
         "<li><p>d</p></li></ul>"},
        {"1. a\n   - b\n2. c",
         "<ol 1><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ol>"},
        {"1. a\n1. b", "<ol 1><li><p>a</p></li><li><p>b</p></li></ol>"},
        {"3) a\n4) b", "<ol 3><li><p>a</p></li><li><p>b</p></li></ol>"},
        {"12. a\n11. b", "<ol 12><li><p>a</p></li></ol><ol 11><li><p>b</p></li></ol>"},
        {"- a\n+ b", "<ul><li><p>a + b</p></li></ul>"},
        {"- - a", "<ul><li><ul><li><p>a</p></li></ul></li></ul>"},
        {"- - - - - a",
         "<ul><li><ul><li><ul><li><ul><li><p>- a</p></li></ul></li></ul></li></ul></li></ul>"},
        {"- a\n  - b\n    - c\n      - d\n        - e",
         "<ul><li><p>a</p><ul><li><p>b</p><ul><li><p>c</p><ul><li><p>d</p></li><li><p>e</p></li>"
         "</ul></li></ul></li></ul></li></ul>"},
        {"in\n12. place", "<p>in 12. place</p>"}, {"1986. A year", "<p>1986. A year</p>"},
        {"-", "<p>-</p>"}, {"- a\n-\n- b", "<ul><li><p>a</p></li><li></li><li><p>b</p></li></ul>"},
        {"-x", "<p>-x</p>"}, {"**a** b\n- c", "<p><b>a</b> b</p><ul><li><p>c</p></li></ul>"},
        {"# H\ntext", "<p># H text</p>"}, {"> q\n> r", "<p>> q > r</p>"},
        {"---\n\n* * *\n\n- - -", "<p>---</p><p>* * *</p><p>- - -</p>"}, {"H\n===", "<p>H ===</p>"},
        {"[f]: x\n[g]: y", "<p>[f]: x [g]: y</p>"},
        {"| a | b |\n|---|---|", "<p>| a | b | |---|---|</p>"},
        {"a\n```c\nint *x*;\n\n  y\n```\nb",
         "<p>a</p><p>````c`<br>`int *x*;`<br>`  y`<br>`````</p><p>b</p>"},
        {"- a\n  ~~~\n  b\n\n- c",
         "<ul><li><p>a</p><p>`~~~`<br>`b`</p></li><li><p>c</p></li></ul>"},
        {"```x``` y", "<p>`x` y</p>"}, {"    code", "<p>code</p>"},
        {"\t- a\n\t\t- b", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"},
        {"- a\r\n- b\r\n", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"});
}

/* Parses n copies of `piece`, which takes minutes if any pass over them is not linear. */
static void parse_repeated(const char *piece, size_t n)
{
    struct buf in = BUF_INIT;
    for (size_t i = 0; i < n; i++)
        buf_adds(&in, piece);
    jmp_buf oom;
    struct arena a;
    arena_init(&a, &oom);
    if (setjmp(oom))
        fail();
    markdown_inline(&a, buf_str(&in), math_allowed);
    markdown_blocks(&a, buf_str(&in), math_allowed);
    arena_free(&a);
    buf_free(&in);
}

static void hostile(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "*",    "_",    "[",     "]",      "<",       "$",     "`",          "~",        "&",
        "](",   "[a](", "![a](", "*a _b ", "**a *b ", "<b>",   "<a href=\"", "<!--",     "<code>",
        "$x$ ", "`a",   "- ",    "- a\n",  "1. a\n",  "```\n", "http://",    "http://.", "\\",
        "> ",   "$a\n", "<a:",   "[a](<",  "\n ",     "<b>*",  "[<b>",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        parse_repeated(pieces[i], 100000);
}

static void deep_spans_are_flat(void **state)
{
    (void)state;
    struct buf in = BUF_INIT;
    for (int i = 0; i < 40; i++)
        buf_addf(&in, "*%d ", i);
    for (int i = 0; i < 40; i++)
        buf_adds(&in, " x*");
    jmp_buf oom;
    struct arena a;
    arena_init(&a, &oom);
    if (setjmp(oom))
        fail();
    struct md_events events = markdown_inline(&a, buf_str(&in), NULL);
    int depth = 0, deepest = 0;
    for (size_t i = 0; i < events.count; i++) {
        depth += events.list[i].kind == MD_EMPHASIS_OPEN;
        depth -= events.list[i].kind == MD_EMPHASIS_CLOSE;
        deepest = depth > deepest ? depth : deepest;
    }
    assert_int_equal(depth, 0);
    assert_int_equal(deepest, MARKDOWN_SPAN_DEPTH_MAX);
    arena_free(&a);
    buf_free(&in);
}

static void rejected_math(void **state)
{
    (void)state;
    jmp_buf oom;
    struct arena a;
    arena_init(&a, &oom);
    if (setjmp(oom))
        fail();
    struct str text = STR(" *a* $x$ $y = \\input{x} \\foo$, $\\def$");
    const struct md_rejected *r = markdown_inline(&a, text, math_allowed).rejected;
    assert_true(str_is(r->command, "\\input"));
    assert_ptr_equal(r->command.ptr, text.ptr + 14);
    assert_true(str_is(r->next->command, "\\def"));
    assert_null(r->next->next);
    text = STR("a\n\n$b\n+ \\write$\n\n$\\def$");
    r = markdown_blocks(&a, text, math_allowed).rejected;
    assert_true(str_is(r->command, "\\write"));
    assert_ptr_equal(r->command.ptr, text.ptr + 8);
    assert_true(str_is(r->next->command, "\\def"));
    assert_null(markdown_inline(&a, STR("$x$ $HOME/$PATH \\input"), math_allowed).rejected);
    arena_free(&a);
}

static void texts_are_slices(void **state)
{
    (void)state;
    jmp_buf oom;
    struct arena a;
    arena_init(&a, &oom);
    if (setjmp(oom))
        fail();
    struct str in = STR("  a *b* \\* c\nd");
    struct md_events e = markdown_inline(&a, in, NULL);
    static const struct {
        size_t index;
        ptrdiff_t offset;
    } wanted[] = {{0, 2}, {2, 5}, {4, 7}, {5, 9}, {7, 13}};
    assert_int_equal(e.count, 8);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        assert_int_equal(e.list[wanted[i].index].text.ptr - in.ptr, wanted[i].offset);
    arena_free(&a);
}

static void plain(void **state)
{
    (void)state;
    static const char *const plain_texts[] = {"", "Hong Kong", "C# (2020), 90 % – a: b/c + 3!",
                                              "徐凯强", "http: x"};
    static const char *const others[] = {"*", "a_b", "R&D", "a\nb", "http://x", "$5",
                                         "<", "\\",  "`",   "[1]",  "~"};
    for (size_t i = 0; i < sizeof plain_texts / sizeof plain_texts[0]; i++) {
        assert_true(markdown_is_plain(str_of(plain_texts[i])));
        expect(markdown_inline, plain_texts[i], plain_texts[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_false(markdown_is_plain(str_of(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(literal_text),  cmocka_unit_test(emphasis),
        cmocka_unit_test(code),          cmocka_unit_test(entities),
        cmocka_unit_test(links),         cmocka_unit_test(html),
        cmocka_unit_test(math),          cmocka_unit_test(blocks),
        cmocka_unit_test(hostile),       cmocka_unit_test(deep_spans_are_flat),
        cmocka_unit_test(rejected_math), cmocka_unit_test(texts_are_slices),
        cmocka_unit_test(plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

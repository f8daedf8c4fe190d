/* The template engine beyond the Mustache specification: strictness, places of errors, limits. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "tex/template.h"

/* The data: an object's members or a list's items end with a node of kind TPL_ABSENT. */
struct node {
    enum tpl_kind kind;
    const char *name, *text;
    const struct node *children;
};

#define END                                                                                        \
    {                                                                                              \
        TPL_ABSENT, NULL, NULL, NULL                                                               \
    }
#define FIELD(name, text)                                                                          \
    {                                                                                              \
        TPL_TEXT, name, text, NULL                                                                 \
    }

static const struct node school_city[] = {FIELD("city", "Pisa"), END};
static const struct node first[] = {
    FIELD("type", "school"), FIELD("title", "A\nB"), {TPL_OBJECT, "place", NULL, school_city}, END};
static const struct node second[] = {FIELD("type", "job"), FIELD("title", "C & D"), END};
static const struct node third[] = {FIELD("type", "job"), FIELD("title", "E"), END};
static const struct node entries[] = {{TPL_OBJECT, NULL, NULL, first},
                                      {TPL_OBJECT, NULL, NULL, second},
                                      {TPL_OBJECT, NULL, NULL, third},
                                      END};
static const struct node falses[] = {{TPL_FALSE, NULL, NULL, NULL}, END};
static const struct node nothing[] = {END};
static const struct node members[] = {FIELD("title", "CV"),
                                      FIELD("city", "Rome"),
                                      FIELD("evil", "../x"),
                                      {TPL_TRUE, "yes", NULL, NULL},
                                      {TPL_FALSE, "no", NULL, NULL},
                                      {TPL_LIST, "entries", NULL, entries},
                                      {TPL_LIST, "falses", NULL, falses},
                                      {TPL_LIST, "none", NULL, nothing},
                                      END};
static const struct node root = {TPL_OBJECT, NULL, NULL, members};

static const char *const names[] = {"title", "city",    "yes",    "no",   "type",
                                    "place", "entries", "falses", "none", "evil"};
enum { NAMES = sizeof names / sizeof names[0] };

static int view_name(void *user, struct str name)
{
    (void)user;
    for (int i = 0; i < NAMES; i++)
        if (str_is(name, names[i]))
            return i;
    return -1;
}

static const char *view_suggest(void *user, struct str name)
{
    (void)user;
    return str_closest(name, names, NAMES);
}

static struct tpl_value value_of(const struct node *node)
{
    return (struct tpl_value){.kind = node->kind, .ptr = node};
}

static struct tpl_value view_get(void *user, const struct tpl_value *object, int id)
{
    (void)user;
    assert_true(id >= 0 && id < NAMES);
    const struct node *child = ((const struct node *)object->ptr)->children;
    while (child != NULL && child->kind != TPL_ABSENT && strcmp(child->name, names[id]) != 0)
        child++;
    return child != NULL ? value_of(child) : (struct tpl_value){.kind = TPL_ABSENT};
}

static struct tpl_value view_next(void *user, const struct tpl_value *list,
                                  const struct tpl_value *item)
{
    (void)user;
    const struct node *node = list->ptr;
    return value_of(item != NULL ? (const struct node *)item->ptr + 1 : node->children);
}

static void view_print(void *user, const struct tpl_value *value, bool raw, struct buf *out)
{
    (void)user;
    const struct node *node = value->ptr;
    for (const char *p = node->text != NULL ? node->text : "(object)"; *p != '\0'; p++) {
        if (*p == '&' && !raw)
            buf_addc(out, '\\');
        buf_addc(out, *p);
    }
}

static const struct tpl_view view = {NULL,     view_name, view_suggest,
                                     view_get, view_next, view_print};

/* The templates of a test: the sources of its document. The first is "main". */
enum { TEMPLATES_MAX = 110 };

struct fixture {
    jmp_buf oom;
    struct arena arena;
    struct source sources[TEMPLATES_MAX];
    struct diags diags;
    int loads;
    struct tpl_set *set;
    struct buf out;
};

static bool load(void *user, struct str name, uint32_t *file, struct str *text)
{
    struct fixture *f = user;
    f->loads++;
    for (uint32_t i = 0; i < f->diags.source_count; i++) {
        if (str_eq(name, f->sources[i].name)) {
            *file = i;
            *text = f->sources[i].text;
            return true;
        }
    }
    return false;
}

static void add(struct fixture *f, const char *name, const char *text)
{
    assert_true(f->diags.source_count < TEMPLATES_MAX);
    f->sources[f->diags.source_count++] =
        (struct source){.name = str_of(name), .text = str_of(text)};
}

static void start(struct fixture *f, const char *text)
{
    memset(f, 0, sizeof *f);
    arena_init(&f->arena, &f->oom);
    f->diags = (struct diags){.arena = &f->arena, .sources = f->sources};
    struct tpl_loader loader = {f, load};
    f->set = tpl_set_new(&f->arena, &f->diags, loader, &view, "<<", ">>", false);
    add(f, "main", text);
}

static bool render_template(struct fixture *f, const char *name)
{
    struct tpl_value value = value_of(&root);
    f->out.len = 0;
    return tpl_render(f->set, str_of(name), &value, &f->out);
}

static bool render(struct fixture *f)
{
    if (setjmp(f->oom) != 0)
        fail_msg("no memory");
    return render_template(f, "main");
}

static void finish(struct fixture *f)
{
    buf_free(&f->out);
    arena_free(&f->arena);
}

static void expect(struct fixture *f, const char *expected)
{
    bool ok = render(f);
    for (struct diag *d = f->diags.first; d != NULL; d = d->next)
        print_error("%s\n", d->message);
    assert_true(ok);
    assert_int_equal(f->diags.count, 0);
    buf_addc(&f->out, '\0');
    assert_string_equal(f->out.ptr, expected);
}

static void check(const char *text, const char *expected)
{
    struct fixture f;
    start(&f, text);
    expect(&f, expected);
    finish(&f);
}

/* Rendering fails with one diagnostic, whose span is that of `at` in template `file`. */
static void expect_error(struct fixture *f, enum diag_code code, uint32_t file, const char *at,
                         const char *message, const char *hint)
{
    assert_false(render(f));
    assert_int_equal(f->diags.count, 1);
    const struct diag *d = f->diags.first;
    assert_string_equal(diag_code_name(d->code), diag_code_name(code));
    assert_string_equal(d->message, message);
    if (hint != NULL)
        assert_string_equal(d->hint, hint);
    else
        assert_null(d->hint);
    assert_int_equal(d->span.file, file);
    const char *text = f->sources[file].text.ptr, *hit = strstr(text, at);
    assert_non_null(hit);
    assert_int_equal(d->span.start, hit - text);
    assert_int_equal(d->span.end - d->span.start, strlen(at));
}

static void check_error(const char *text, enum diag_code code, const char *at, const char *message,
                        const char *hint)
{
    struct fixture f;
    start(&f, text);
    expect_error(&f, code, 0, at, message, hint);
    finish(&f);
}

static void test_values(void **state)
{
    (void)state;
    check("", "");
    check("\\textbf{<<title>>} < << city >>>", "\\textbf{CV} < Rome>");
    check("<<#entries>><<title>>;<</entries>>", "A\nB;C \\& D;E;");
    check("<<#entries>><<{title}>>;<<&title>>;<</entries>>", "A\nB;A\nB;C & D;C & D;E;E;");
    check("[<<yes>>|<<no>>|<<place>>|<<entries>>]", "[|||(object)]");
    check("<<#title>><<.>><<city>><</title>>", "CVRome");
    check("<<=[ ]=>>[title]<<title>>[={{ }}=]{{title}}", "CV<<title>>CV");
}

static void test_sections(void **state)
{
    (void)state;
    check("<<#yes>>1<</yes>><<^yes>>2<</yes>><<#no>>3<</no>><<^no>>4<</no>>", "14");
    check("<<#none>>1<</none>><<^none>>2<</none>><<^place>>3<</place>>", "23");
    check("<<#falses>>1<</falses>><<^falses>>2<</falses>>", "1");
    /* The first part of a dotted name is sought outwards, the rest only in what was found. */
    check("<<#entries>><<place.city>>,<<place.title>>;<</entries>>", "Pisa,;,;,;");
    check("<<#entries>><<city>>;<</entries>>", "Rome;Rome;Rome;");
    check("a\n  <<#entries>>\n    <<type>>\n  <</entries>>\n<<! gone >>\nb\n",
          "a\n    school\n    job\n    job\nb\n");
}

static void test_names(void **state)
{
    (void)state;
    check_error("\\x{<< tittle >>}", DIAG_TEMPLATE_NAME, "tittle", "unknown name 'tittle'",
                "did you mean 'title'?");
    check_error("<<place.zzz.city>>", DIAG_TEMPLATE_NAME, "zzz", "unknown name 'zzz'", NULL);
    check_error("<<#no>><<{qqq}>><</no>>", DIAG_TEMPLATE_NAME, "qqq", "unknown name 'qqq'", NULL);
    check_error("<<>*typ>>", DIAG_TEMPLATE_NAME, "typ", "unknown name 'typ'",
                "did you mean 'type'?");
    struct fixture f;
    start(&f, "<<#aaa>><<bbb>><</aaa>><<>part>>");
    add(&f, "part", "<<ccc.ddd>>");
    assert_false(render(&f));
    assert_int_equal(f.diags.count, 4);
    finish(&f);
}

static void test_syntax(void **state)
{
    (void)state;
    enum diag_code code = DIAG_TEMPLATE_SYNTAX;
    check_error("a <<title", code, "<<", "this tag is not closed with '>>'", NULL);
    check_error("a <<{title>> <<city>>", code, "<<{", "this tag is not closed with '}>>'", NULL);
    check_error("a <<#title\n<<city>>", code, "<<#", "this tag is not closed with '>>'", NULL);
    check_error("<<!", code, "<<!", "this tag is not closed with '>>'", NULL);
    check_error("a << >>", code, "<< >>", "this tag has no name", NULL);
    check_error("a <<#>>", code, "<<#>>", "this tag has no name", NULL);
    check_error("a <<> * >>", code, "<<> * >>", "this tag has no name", NULL);
    check_error("a <<title..city>>", code, "title..city",
                "a part of the name 'title..city' is empty", NULL);
    check_error("a <</title>>", code, "<</title>>",
                "section 'title' is closed here but never opened", NULL);
    check_error("\n <<#title>> <</city>>", code, "<</city>>",
                "'city' is closed here, but the section to close is 'title', open since line 2, "
                "column 2",
                "close it with '<</title>>'");
    check_error("<<#title>>\n<<^ city >> <<=| |=>>", code, "<<^ city >>",
                "section 'city' is not closed", "close it with '|/city|'");
    const char *delimiters =
        "this tag must name two delimiters of 1 to 16 ASCII characters, none of them '='";
    check_error("<<=>>=>>", code, "<<=>>=>>", delimiters, NULL);
    check_error("<<=a\xC3\xA9 b=>>", code, "<<=a\xC3\xA9 b=>>", delimiters, NULL);
    check_error("<<= a b c =>>", code, "<<= a b c =>>", delimiters, NULL);
    check_error("<<= 12345678901234567 b =>>", code, "<<= 12345678901234567 b =>>", delimiters,
                NULL);
}

static void test_partials(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "<<>list>>\n[<<>list>>]\n");
    add(&f, "list", "<<#entries>>\n<<>item>>\n<</entries>>\n");
    add(&f, "item", "<<{title}>>\n");
    expect(&f, "A\nB\nC & D\nE\n[A\nB\nC & D\nE\n]\n");
    expect(&f, "A\nB\nC & D\nE\n[A\nB\nC & D\nE\n]\n");
    assert_int_equal(f.loads, 3);
    finish(&f);
}

/* Indentation is for the template's lines: not for those of a value, nor for empty ones. */
static void test_indentation(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "  <<>outer>>\n<<>outer>>\n");
    add(&f, "outer", "o\n\n\t<<>inner>>\r\n <<>inner>> x\n<<! c >>y\n");
    add(&f, "inner", "<<#entries>>\n<<{title}>> <<type>>\n<</entries>>\n<<^no>>n<</no>>\n");
    expect(&f, "  o\n\n  \tA\nB school\n  \tC & D job\n  \tE job\n  \tn\n"
               "   A\nB school\nC & D job\nE job\nn\n x\n  y\n"
               "o\n\n\tA\nB school\n\tC & D job\n\tE job\n\tn\n"
               " A\nB school\nC & D job\nE job\nn\n x\ny\n");
    finish(&f);
}

static void test_dynamic_partials(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "<<#entries>>\n  <<>*type>>\n<</entries>>\n<<#title>><<>*.>><</title>>");
    add(&f, "school", "school <<{title}>>\n");
    add(&f, "job", "job <<{title}>>\n");
    add(&f, "CV", "-");
    expect(&f, "  school A\nB\n  job C & D\n  job E\n-");
    assert_int_equal(f.loads, 4);
    finish(&f);

    start(&f, "<<#entries>><<>*type>><</entries>>");
    add(&f, "school", "");
    expect_error(&f, DIAG_TEMPLATE_MISSING, 0, "<<>*type>>", "there is no template 'job'", NULL);
    finish(&f);

    check_error("<<>*type>>", DIAG_TEMPLATE_MISSING, "<<>*type>>",
                "the value that names the template is empty here", NULL);
}

static void test_missing(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "<<>part>>");
    add(&f, "part", "<<#no>> <<> gone >> <</no>>");
    expect_error(&f, DIAG_TEMPLATE_MISSING, 1, "<<> gone >>", "there is no template 'gone'", NULL);
    finish(&f);

    start(&f, "");
    for (int i = 0; i < 2; i++)
        assert_false(render_template(&f, "cv"));
    assert_int_equal(f.diags.count, 1);
    assert_int_equal(f.diags.first->span.file, UINT32_MAX);
    finish(&f);
}

static void test_failure_is_reported_once(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "<<>part>><<>part>>");
    add(&f, "part", "<<");
    for (int i = 0; i < 2; i++)
        expect_error(&f, DIAG_TEMPLATE_SYNTAX, 1, "<<", "this tag is not closed with '>>'", NULL);
    assert_int_equal(f.loads, 2);
    finish(&f);
}

static void test_depth(void **state)
{
    (void)state;
    enum { OPEN = sizeof "<<#yes>>" - 1 };
    char text[20 * (TPL_DEPTH_MAX + 1) + 2];
    for (int depth = TPL_DEPTH_MAX; depth <= TPL_DEPTH_MAX + 1; depth++) {
        text[0] = '\0';
        for (int i = 0; i < depth; i++)
            strcat(text, "<<#yes>>");
        strcat(text, "x");
        for (int i = 0; i < depth; i++)
            strcat(text, "<</yes>>");
        if (depth == TPL_DEPTH_MAX) {
            check(text, "x");
            continue;
        }
        struct fixture f;
        start(&f, text);
        assert_false(render(&f));
        assert_int_equal(f.diags.count, 1);
        assert_int_equal(f.diags.first->code, DIAG_TEMPLATE_DEPTH);
        assert_int_equal(f.diags.first->span.start, OPEN * TPL_DEPTH_MAX);
        assert_int_equal(f.diags.first->span.end, OPEN * (TPL_DEPTH_MAX + 1));
        finish(&f);
    }
    check_error("<<#yes>><<>main>><</yes>>", DIAG_TEMPLATE_DEPTH, "<<#yes>>",
                "sections and templates are nested more than 100 deep here", NULL);
}

/* Each template includes the next one twice, a million megabytes in all. */
static void test_bomb(void **state)
{
    (void)state;
    struct fixture f;
    char name[40][16], text[40][1100];
    start(&f, "<<>t0>>");
    for (int i = 0; i < 40; i++) {
        snprintf(name[i], sizeof name[i], "t%d", i);
        snprintf(text[i], sizeof text[i], "<<>t%d>><<>t%d>><<! %1000s>>", i + 1, i + 1, "");
        add(&f, name[i], text[i]);
    }
    add(&f, "t40", "");
    assert_false(render(&f));
    assert_int_equal(f.diags.count, 1);
    assert_int_equal(f.diags.first->code, DIAG_TEMPLATE_DEPTH);
    assert_string_equal(f.diags.first->message, "the templates repeat each other without end");
    finish(&f);
}

static void test_lenient(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "{{qqq}}{{#qqq.title}}1{{/qqq.title}}{{^title.qqq}}2{{/title.qqq}}{{>gone}}{{>*qqq}}"
              "{{#evil}}{{>*.}}{{/evil}}{{{title}}}");
    struct tpl_loader loader = {&f, load};
    f.set = tpl_set_new(&f.arena, &f.diags, loader, &view, "{{", "}}", true);
    expect(&f, "2CV");
    finish(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_syntax),
        cmocka_unit_test(test_partials),
        cmocka_unit_test(test_indentation),
        cmocka_unit_test(test_dynamic_partials),
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_failure_is_reported_once),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_bomb),
        cmocka_unit_test(test_lenient),
    };
    return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}

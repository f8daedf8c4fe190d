/*
 * Every allocation of the library and of libyaml fails once: the library says so, frees all that it
 * took, and does not crash. The linker sends malloc and its like here (--wrap).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cv2tex.h"

/* What the linker makes of malloc when it is told --wrap=malloc. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *ptr, size_t size);
void __real_free(void *ptr);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *ptr, size_t size);
void __wrap_free(void *ptr);
char *__wrap_strdup(const char *text);

static struct {
    size_t calls, fail_at; /* 0: none fails */
    bool once;             /* only that one, not those after it */
    long open;
} memory;

static bool fails(void)
{
    memory.calls++;
    if (memory.fail_at == 0)
        return false;
    return memory.once ? memory.calls == memory.fail_at : memory.calls >= memory.fail_at;
}

void *__wrap_malloc(size_t size)
{
    if (fails())
        return NULL;
    memory.open++;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    if (fails())
        return NULL;
    memory.open++;
    return __real_calloc(count, size);
}

void *__wrap_realloc(void *ptr, size_t size)
{
    if (fails())
        return NULL;
    memory.open += ptr == NULL;
    return __real_realloc(ptr, size);
}

void __wrap_free(void *ptr)
{
    memory.open -= ptr != NULL;
    __real_free(ptr);
}

char *__wrap_strdup(const char *text)
{
    char *copy = __wrap_malloc(strlen(text) + 1);
    return copy != NULL ? strcpy(copy, text) : NULL;
}

/* Uses lists, maps, anchors, Markdown, scripts, dates, links, warnings: what allocates. */
static const char cv[] =
    "name: {given: Ada, family: Lovelace, native: 徐凯强}  # a comment\n"
    "emial: ada@example.org\n"
    "email: [ada@example.org, b@example.org]\n"
    "profiles: {github: ada}\n"
    "sections:\n"
    "  Biography: |\n"
    "    **Bold** [link](https://example.org/%20) $x^2$ 😀\n"
    "\n"
    "    - a list\n"
    "      1. inside\n"
    "  Work:\n"
    "    - &job {company: ACME, position: Engineer, start_date: 2020-09}\n"
    "    - *job\n"
    "    - <<: *job\n"
    "      highlights: [Ж, !tex '\\textbf{x}', {text: y, tags: [z]}]\n"
    "  Papers:\n"
    "    - {title: A, authors: [Ada Lovelace, B], doi: 10.1/2, links: {pdf: https://example.org}}\n"
    "  Publications:\n"
    "    {style: apa, group_by: type, number: prefixed, totals: true, max: 9, max_authors: 2,\n"
    "    group_titles: {journal: J}, only: {type: [journal, preprint, other]},\n"
    "    entries_from: [tests/cases/bibtex/papers.bib, 'tests/cases/bibtex/*.bib'],\n"
    "    entries: [{key: arx, award: Best},\n"
    "      {title: A, authors: [B. 😀 C, D, {name: A. Lovelace, role: [equal, x]}], year: 2020},\n"
    "      {title: a, arxiv: 2020.00001, authors: [B. C], year: 2019}]}\n"
    "design: {style: classic}\n";

/* The same for another format: surrogates, HTML, lists in texts, what no format knows. */
static const char resume[] =
    "{\"basics\": {\"name\": \"Ada \\ud83d\\ude00\", \"location\": {\"city\": \"Rome\", \"region\": \"x\"},\n"
    "  \"profiles\": [{\"network\": \"GitHub\", \"username\": \"ada\", \"icon\": \"i\"}], \"mood\": \"good\",\n"
    "  \"summary\": \"<p>One<script>x</script></p><ul><li>two</li></ul>\"}, // a comment\n"
    " \"work\": [{\"company\": \"A\", \"positions\": [{\"title\": \"B\"}, {\"title\": \"C\"}],\n"
    "  \"highlights\": \"- a\\n- b\", \"size\": {\"a\": [1, 2]}, \"startDate\": \"2020-13\"}],\n"
    " \"skills\": {\"C\": [\"x\"]}, \"awards\": [{\"title\": {\"en\": \"P\", \"fr\": \"Q\"}}],\n"
    " \"meta\": {\"language\": \"de\"}, \"patents\": [{\"title\": \"T\"}], \"patents\": [{\"title\": \"T\"}]}\n";

static const char *document = cv;

/* What is done with a document, and what comes of it. */
static enum cv2tex_status render(struct cv2tex *doc)
{
    enum cv2tex_status status = cv2tex_render(doc);
    assert_true((cv2tex_latex(doc, NULL) == NULL) == (status == CV2TEX_NO_MEMORY));
    return status;
}

static enum cv2tex_status convert(struct cv2tex *doc)
{
    enum cv2tex_status status = cv2tex_convert(doc, CV2TEX_NATIVE);
    assert_true((cv2tex_converted(doc, NULL) == NULL) == (status == CV2TEX_NO_MEMORY));
    return status;
}

static enum cv2tex_status convert_to_json(struct cv2tex *doc)
{
    enum cv2tex_status status = cv2tex_convert(doc, CV2TEX_JSON_RESUME);
    assert_true((cv2tex_converted(doc, NULL) == NULL) == (status == CV2TEX_NO_MEMORY));
    return status;
}

/* Counts of citations, which are worked with as those of a source are. */
static enum cv2tex_status cite(struct cv2tex *doc)
{
    static const struct cv2tex_cite how = {.offline = true};
    if (cv2tex_set(doc, "sections.Papers.0.citations=12") == CV2TEX_NO_MEMORY ||
        cv2tex_cite(doc, &how) == CV2TEX_NO_MEMORY ||
        cv2tex_citations(doc, CV2TEX_TEXT) == NULL || cv2tex_citations(doc, CV2TEX_JSON) == NULL)
        return CV2TEX_NO_MEMORY;
    return render(doc);
}

/* A whole life of a document. Returns whether any step ran out of memory. */
static bool live(enum cv2tex_status (*use)(struct cv2tex *), enum cv2tex_format format)
{
    bool out_of_memory = true;
    struct cv2tex *doc = cv2tex_new();
    if (doc == NULL)
        return true;
    if (cv2tex_read_text(doc, "cv.yaml", document, strlen(document)) == CV2TEX_NO_MEMORY ||
        cv2tex_set(doc, "design.color=red") == CV2TEX_NO_MEMORY)
        goto end;
    enum cv2tex_status status = use(doc);
    if (status == CV2TEX_NO_MEMORY)
        goto end;
    assert_int_equal(status, CV2TEX_OK);
    out_of_memory = cv2tex_diagnostics(doc, format) == NULL;
end:
    cv2tex_free(doc);
    return out_of_memory;
}

/* Fails allocation 1, then 2, and so on until a document needs no more. */
static void fail_everywhere(bool once, enum cv2tex_status (*use)(struct cv2tex *),
                            enum cv2tex_format format)
{
    size_t n = 0;
    bool out_of_memory;
    memory.once = once;
    do {
        memory.calls = 0;
        memory.open = 0;
        memory.fail_at = ++n;
        out_of_memory = live(use, format);
        memory.fail_at = 0;
        assert_int_equal(memory.open, 0);
        assert_true(once || out_of_memory == (memory.calls >= n));
    } while (memory.calls >= n);
    assert_false(out_of_memory);
    assert_true(n > 100);
}

static void test_memory_runs_out(void **state)
{
    (void)state;
    fail_everywhere(false, render, CV2TEX_TEXT);
    fail_everywhere(false, cite, CV2TEX_TEXT);
    fail_everywhere(false, convert, CV2TEX_TEXT);
    fail_everywhere(false, convert_to_json, CV2TEX_TEXT);
}

static void test_one_allocation_fails(void **state)
{
    (void)state;
    fail_everywhere(true, render, CV2TEX_JSON);
    fail_everywhere(true, cite, CV2TEX_JSON);
    fail_everywhere(true, convert, CV2TEX_JSON);
    fail_everywhere(true, convert_to_json, CV2TEX_JSON);
}

static void test_other_format(void **state)
{
    (void)state;
    document = resume;
    fail_everywhere(false, render, CV2TEX_TEXT);
    fail_everywhere(true, render, CV2TEX_JSON);
    document = cv;
}

static void test_schema(void **state)
{
    (void)state;
    size_t n = 0;
    char *schema;
    memory.once = false;
    do {
        memory.calls = 0;
        memory.open = 0;
        memory.fail_at = ++n;
        schema = cv2tex_schema();
        memory.fail_at = 0;
        assert_true((schema == NULL) == (memory.calls >= n));
        __wrap_free(schema);
        assert_int_equal(memory.open, 0);
    } while (memory.calls >= n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_runs_out),
        cmocka_unit_test(test_one_allocation_fails),
        cmocka_unit_test(test_other_format),
        cmocka_unit_test(test_schema),
    };
    return cmocka_run_group_tests_name("no_memory", tests, NULL, NULL);
}

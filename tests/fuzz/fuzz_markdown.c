/* Any bytes as Markdown: events nest, and no letter of the input is lost. */
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "tex/markdown.h"
#include "tex/math.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct histogram {
    size_t of[256];
};

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void count_bytes(struct histogram *h, struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        h->of[(unsigned char)s.ptr[i]]++;
}

static void check_event(const struct md_event *e)
{
    bool leaf = e->kind == MD_TEXT_RUN || e->kind == MD_CODE_RUN || e->kind == MD_MATH_RUN;
    check(leaf || e->kind == MD_LINK_OPEN || e->text.len == 0);
    check((e->kind != MD_TEXT_RUN && e->kind != MD_LINK_OPEN) || e->text.len > 0);
    for (size_t i = 0; i < e->text.len; i++)
        check(e->text.ptr[i] != '\n');
}

/* Checks the nesting of the events and counts the bytes of their texts. */
static void check_events(const struct md_events *events, struct histogram *out)
{
    enum md_kind open[4 * MARKDOWN_LIST_DEPTH_MAX + MARKDOWN_SPAN_DEPTH_MAX + 4];
    size_t depth = 0, links = 0;
    for (size_t i = 0; i < events->count; i++) {
        const struct md_event *e = &events->list[i];
        check_event(e);
        count_bytes(out, e->text);
        if (e->kind < MD_STRONG_OPEN)
            continue;
        bool opens = (e->kind - MD_STRONG_OPEN) % 2 == 0;
        links += e->kind == MD_LINK_OPEN;
        links -= e->kind == MD_LINK_CLOSE;
        check(links <= 1);
        if (opens) {
            check(depth < sizeof open / sizeof open[0]);
            open[depth++] = e->kind;
        } else {
            check(depth > 0 && open[--depth] + 1 == e->kind);
            check(e->kind != MD_LINK_CLOSE || e[-1].kind != MD_LINK_OPEN);
        }
    }
    check(depth == 0);
}

/* Whether no construct but a tag or an entity may take this byte away. */
static bool must_survive(unsigned char c, bool blocks)
{
    if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return true;
    if (c <= ' ')
        return false;
    /* markers of lists */
    if (blocks && ((c >= '0' && c <= '9') || strchr("-+.", c) != NULL))
        return false;
    return strchr("*_~`[]()!\"'\\$<>&", c) == NULL;
}

static void try(struct str text, bool blocks)
{
    struct arena a;
    jmp_buf oom;
    arena_init(&a, &oom);
    if (setjmp(oom))
        abort();
    struct md_events events =
        blocks ? markdown_blocks(&a, text, math_allowed) : markdown_inline(&a, text, math_allowed);
    struct histogram in = {{0}}, out = {{0}};
    check_events(&events, &out);
    if (!blocks && markdown_is_plain(text))
        check(events.count <= 1);
    count_bytes(&in, text);
    if (in.of['<'] == 0 && in.of['&'] == 0)
        for (int c = 0; c < 256; c++)
            check(!must_survive((unsigned char)c, blocks) || out.of[c] >= in.of[c]);
    arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    try(text, false);
    try(text, true);
    return 0;
}

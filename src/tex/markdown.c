#include "tex/markdown.h"

#include "base/ascii.h"

#include "tex/markdown_blocks.h"
#include "tex/markdown_marks.h"
#include "tex/markdown_scan.h"

/* A pair whose end has not come yet. */
struct pair {
    enum md_kind kind; /* its MD_..._OPEN */
    size_t event;
    bool tag;     /* from HTML: it stays text if it is not closed */
    bool literal; /* a link that may not be one: its brackets are text */
    struct str address;
};

struct builder {
    struct arena *arena;
    md_math_check *math;
    bool blocks;

    struct md_event *list;
    size_t count, cap;
    size_t sealed; /* the text run before this event may not be extended */
    struct md_rejected *rejected, **rejected_end;

    struct pair pairs[MARKDOWN_SPAN_DEPTH_MAX];
    size_t depth;
    size_t overflow; /* pairs that are open beyond the deepest level */
};

static struct md_event *add(struct builder *b, enum md_kind kind, struct str text)
{
    if (b->count == b->cap) {
        b->cap = b->cap > 0 ? b->cap * 2 : 8;
        struct md_event *list = arena_array(b->arena, struct md_event, b->cap);
        if (b->count > 0)
            memcpy(list, b->list, b->count * sizeof *list);
        b->list = list;
    }
    struct md_event *e = &b->list[b->count++];
    *e = (struct md_event){.kind = kind, .text = text};
    return e;
}

/* A run of text without line ends; extends the one before where both are one piece of the input. */
static void add_run(struct builder *b, struct str text)
{
    if (text.len == 0)
        return;
    struct md_event *last = b->count > b->sealed ? &b->list[b->count - 1] : NULL;
    if (last != NULL && last->kind == MD_TEXT_RUN && last->text.ptr + last->text.len == text.ptr)
        last->text.len += text.len;
    else
        add(b, MD_TEXT_RUN, text);
}

/* Text whose line ends, with the white space around them, are printed as one space. */
static void add_text(struct builder *b, struct str text)
{
    size_t start = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\n' && text.ptr[i] != '\r')
            continue;
        size_t end = i;
        while (end > start && ascii_is_space(text.ptr[end - 1]))
            end--;
        add_run(b, str_sub(text, start, end));
        add_run(b, STR(" "));
        while (i + 1 < text.len && ascii_is_space(text.ptr[i + 1]))
            i++;
        start = i + 1;
    }
    add_run(b, str_sub(text, start, text.len));
}

/* Takes the spaces away that end the last run of text, before a line break. */
static void trim_run(struct builder *b)
{
    struct md_event *last = b->count > b->sealed ? &b->list[b->count - 1] : NULL;
    if (last == NULL || last->kind != MD_TEXT_RUN)
        return;
    while (last->text.len > 1 && ascii_is_space(last->text.ptr[last->text.len - 1]))
        last->text.len--;
}

static bool in_link(const struct builder *b)
{
    for (size_t i = 0; i < b->depth; i++)
        if (b->pairs[i].kind == MD_LINK_OPEN && !b->pairs[i].literal)
            return true;
    return false;
}

/* Emits what stands for the brackets of a link that is not made one. */
static void add_link_tail(struct builder *b, const struct md_op *op)
{
    add_run(b, STR("]("));
    add_text(b, op->text);
    if (op->title.len > 0) {
        add_run(b, STR(" \""));
        add_text(b, op->title);
        add_run(b, STR("\""));
    }
    add_run(b, STR(")"));
}

static void open_span(struct builder *b, const struct md_op *op)
{
    bool link = op->pair == MD_LINK_OPEN;
    struct pair p = {.kind = op->pair};
    if (b->depth == MARKDOWN_SPAN_DEPTH_MAX)
        p.literal = true;
    else if (link)
        p.address = in_link(b) ? STR_NONE : markdown_address(b->arena, op->text);
    if (link && p.address.len == 0)
        p.literal = true;
    if (link && p.literal)
        add_run(b, op->image ? STR("![") : STR("["));
    else if (!p.literal)
        add(b, op->pair, p.address);
    p.event = b->count - 1;
    if (b->depth == MARKDOWN_SPAN_DEPTH_MAX)
        b->overflow++;
    else
        b->pairs[b->depth++] = p;
}

static void close_span(struct builder *b, const struct md_op *op)
{
    bool literal = b->overflow > 0;
    if (literal) {
        b->overflow--;
    } else {
        while (b->depth > 0 && b->pairs[b->depth - 1].tag)
            b->depth--; /* tags that are not closed inside of this span: text */
        const struct pair *p = &b->pairs[--b->depth];
        literal = p->literal;
        if (op->pair == MD_LINK_OPEN && !literal && b->count == p->event + 1)
            add_text(b, op->text); /* a link must have something to click on */
    }
    if (!literal)
        add(b, op->pair + 1, STR_NONE);
    if (op->pair != MD_LINK_OPEN)
        return;
    if (literal) {
        add_link_tail(b, op);
    } else if (op->title.len > 0) {
        add_run(b, STR(" ("));
        add_text(b, markdown_decode(b->arena, op->title));
        add_run(b, STR(")"));
    }
}

/* An opening tag is text until its end is found. */
static void open_tag(struct builder *b, const struct md_token *t)
{
    bool fits = b->depth < MARKDOWN_SPAN_DEPTH_MAX && b->overflow == 0 &&
                !(t->pair == MD_LINK_OPEN && in_link(b));
    if (!fits) {
        add_text(b, t->text);
        return;
    }
    add(b, MD_TEXT_RUN, t->text);
    b->sealed = b->count;
    b->pairs[b->depth++] =
        (struct pair){.kind = t->pair, .event = b->count - 1, .tag = true, .address = t->address};
}

static void close_tag(struct builder *b, const struct md_token *t)
{
    struct pair *p = b->depth > 0 ? &b->pairs[b->depth - 1] : NULL;
    if (p == NULL || !p->tag || p->kind != t->pair || b->overflow > 0) {
        add_text(b, t->text);
        return;
    }
    if (t->pair == MD_LINK_OPEN && b->count == p->event + 1)
        add_text(b, p->address);
    b->list[p->event].kind = p->kind;
    b->list[p->event].text = p->address;
    add(b, p->kind + 1, STR_NONE);
    b->depth--;
}

static void add_token_events(struct builder *b, const struct md_token *t, struct str leaf)
{
    switch (t->kind) {
    case MD_TOKEN_TEXT:
        add_text(b, t->text);
        break;
    case MD_TOKEN_CODE:
        add(b, MD_CODE_RUN, t->text);
        break;
    case MD_TOKEN_MATH:
        add(b, MD_MATH_RUN, t->text);
        break;
    case MD_TOKEN_BREAK:
        trim_run(b);
        add(b, MD_LINE_BREAK, STR_NONE);
        break;
    case MD_TOKEN_LINK:
        if (in_link(b)) {
            add_text(b, str_sub(leaf, t->start, t->end));
            break;
        }
        add(b, MD_LINK_OPEN, t->address);
        add_text(b, t->text);
        add(b, MD_LINK_CLOSE, STR_NONE);
        break;
    case MD_TOKEN_OPEN:
        open_tag(b, t);
        break;
    case MD_TOKEN_CLOSE:
        close_tag(b, t);
        break;
    }
}

/* The text [start, stop) of the paragraph with the tokens in it; *next is the first of those. */
static void add_tokens(struct builder *b, const struct md_scan *scan, size_t *next, size_t start,
                       size_t stop)
{
    while (*next < scan->count && scan->tokens[*next].start < start)
        ++*next; /* in the address of a link */
    for (; *next < scan->count && scan->tokens[*next].start < stop; ++*next) {
        const struct md_token *t = &scan->tokens[*next];
        add_text(b, str_sub(scan->in, start, t->start));
        add_token_events(b, t, scan->in);
        start = t->end;
    }
    add_text(b, str_sub(scan->in, start, stop));
}

/* Inline Markdown: the events of one paragraph. */
static void add_leaf(struct builder *b, struct str in)
{
    struct md_marks m;
    in = str_trim(in);
    if (in.len == 0)
        return;
    markdown_marks_init(b->arena, &m, in);
    struct md_scan scan = {.arena = b->arena,
                           .in = in,
                           .math = b->math,
                           .hard_breaks = b->blocks,
                           .mask = m.copy + MARKDOWN_SENTINEL_LEN,
                           .rejected_end = b->rejected_end};
    markdown_scan(&scan);
    b->rejected_end = scan.rejected_end;
    markdown_marks(b->arena, &m, scan.marks);

    b->sealed = b->count;
    b->depth = b->overflow = 0;
    size_t token = 0;
    for (size_t i = 0; i < m.count; i++) {
        const struct md_op *op = &m.ops[i];
        if (op->type == MD_OP_OPEN) {
            open_span(b, op);
        } else if (op->type == MD_OP_CLOSE) {
            close_span(b, op);
        } else {
            size_t start = (size_t)(op->text.ptr - in.ptr);
            add_tokens(b, &scan, &token, start, start + op->text.len);
        }
    }
}

static struct md_events result(const struct builder *b)
{
    return (struct md_events){.list = b->list, .count = b->count, .rejected = b->rejected};
}

bool markdown_is_plain(struct str text)
{
    static const char special[256] = {
        ['*'] = 1, ['_'] = 1, ['~'] = 1,  ['['] = 1,  [']'] = 1,  ['`'] = 1, ['$'] = 1,
        ['&'] = 1, ['<'] = 1, ['\\'] = 1, ['\n'] = 1, ['\r'] = 1, [':'] = 2};
    for (size_t i = 0; i < text.len; i++) {
        char flag = special[(unsigned char)text.ptr[i]];
        if (flag == 1 || (flag == 2 && str_starts(str_sub(text, i, text.len), STR("://"))))
            return false;
    }
    return true;
}

struct md_events markdown_inline(struct arena *a, struct str text, md_math_check *math)
{
    struct builder b = {.arena = a, .math = math, .rejected_end = &b.rejected};
    add_leaf(&b, text);
    return result(&b);
}

/* Fenced code: its lines as they are, the fences included, less the fence's own indentation. */
static void add_code_lines(struct builder *b, struct str text, size_t indent)
{
    size_t first = b->count;
    for (size_t start = 0, end; start < text.len; start = end + 1) {
        end = str_find(text, start, '\n');
        struct str line = str_sub(text, start, end);
        while (line.len > 0 && ascii_is_space(line.ptr[line.len - 1]))
            line.len--;
        for (size_t i = 0; i < indent && line.len > 0 && ascii_is_space(line.ptr[0]); i++)
            line = str_sub(line, 1, line.len);
        if (line.len == 0)
            continue;
        if (b->count > first)
            add(b, MD_LINE_BREAK, STR_NONE);
        add(b, MD_CODE_RUN, line);
    }
}

struct md_events markdown_blocks(struct arena *a, struct str text, md_math_check *math)
{
    struct builder b = {
        .arena = a, .math = math, .blocks = true, .rejected_end = &b.rejected};
    size_t count;
    const struct md_block *blocks = markdown_structure(a, text, &count);
    for (size_t i = 0; i < count; i++) {
        add(&b, blocks[i].kind, STR_NONE)->number = blocks[i].number;
        if (blocks[i].kind != MD_PARAGRAPH_OPEN)
            continue;
        if (blocks[i].verbatim)
            add_code_lines(&b, blocks[i].text, blocks[i].indent);
        else
            add_leaf(&b, blocks[i].text);
        add(&b, MD_PARAGRAPH_CLOSE, STR_NONE);
    }
    return result(&b);
}

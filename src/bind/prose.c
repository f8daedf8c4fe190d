/* A longer text as blocks: paragraphs, bullets, numbered lists, each short or long. */
#include "bind/internal.h"
#include "tex/math.h"

/*
 * moderncv sets most things in boxes that no page break can cut. A box of up to this many lines
 * does no harm; the preamble keeps that much space after a heading.
 */
enum { BOX_LINES = 6 };

bool prose_is_long(struct bind *b, struct str text)
{
    unsigned limit = BOX_LINES * layout_line_chars(b);
    return text.len > limit && layout_columns(text) > limit;
}

static struct block *add_block(struct bind *b, struct block ***link, struct block block)
{
    struct block *copy = arena_new(&b->scratch, struct block);
    *copy = block;
    **link = copy;
    *link = &copy->next;
    return copy;
}

/* The event after the one that closes what `open` opens. */
static const struct md_event *behind(const struct md_event *open, const struct md_event *end)
{
    unsigned depth = 0;
    for (const struct md_event *e = open; e < end; e++) {
        bool opens = e->kind == open->kind, closes = e->kind == open->kind + 1;
        depth += opens;
        if (closes && --depth == 0)
            return e + 1;
    }
    return end;
}

/* A little more than the text of the events: each piece of a list is a line of its own. */
static bool events_are_long(struct bind *b, const struct md_event *from, const struct md_event *to)
{
    unsigned line = layout_line_chars(b), limit = BOX_LINES * line;
    size_t bytes = 0, total = 0, lines = 0;
    for (const struct md_event *e = from; e < to; e++)
        bytes += e->text.len + line / 2;
    if (bytes <= limit)
        return false; /* a character takes at least a byte */
    for (const struct md_event *e = from; e < to; e++)
        if (e->kind == MD_ITEM_OPEN || e->kind == MD_LINE_BREAK || e->kind == MD_PARAGRAPH_OPEN)
            lines++;
        else if (e->kind != MD_LINK_OPEN)
            total += layout_columns(e->text);
    return total + lines * line / 2 > limit;
}

static void add_events(struct bind *b, struct block ***link, struct block block, int kind,
                       const struct md_event *from, const struct md_event *to)
{
    block.kind = kind;
    block.from = from;
    block.to = to;
    block.is_long = events_are_long(b, from, to);
    add_block(b, link, block);
}

static struct block *blocks_of_events(struct bind *b, struct block block,
                                      const struct md_events *events)
{
    struct block *first = NULL, **link = &first;
    const struct md_event *e = events->list, *end = e + events->count;
    while (e < end) {
        const struct md_event *next = behind(e, end);
        if (e->kind == MD_BULLETS_OPEN) {
            for (const struct md_event *item = e + 1; item < next - 1;) {
                const struct md_event *after = behind(item, next);
                add_events(b, &link, block, BLOCK_BULLET, item + 1, after - 1);
                item = after;
            }
        } else if (e->kind == MD_NUMBERS_OPEN) {
            add_events(b, &link, block, BLOCK_NUMBERS, e, next);
        } else {
            add_events(b, &link, block, BLOCK_PARAGRAPH, e, next);
        }
        e = next;
    }
    return first;
}

bool prose_is_simple(const struct item *item)
{
    struct str text = str_trim(item->text);
    return (item->node != NULL && item->node->raw_tex) ||
           (markdown_is_plain(text) && memchr(text.ptr, '\n', text.len) == NULL &&
            (text.len == 0 || strchr("-*+0123456789#>~`", text.ptr[0]) == NULL));
}

struct block *prose_blocks(struct bind *b, struct item *item, const struct row *row)
{
    struct block block = {.kind = BLOCK_PARAGRAPH, .item = item, .row = row};
    if (prose_is_simple(item)) {
        struct block *first = NULL, **link = &first;
        block.is_long = prose_is_long(b, item->text);
        return add_block(b, &link, block);
    }
    struct md_events events = markdown_blocks(&b->scratch, item->text, math_allowed);
    print_rejected_math(b, item, &events);
    return blocks_of_events(b, block, &events);
}

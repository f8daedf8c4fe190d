/*
 * The only file that includes md4c.h. The callbacks only record, so that nothing of ours can fail
 * inside of md4c.
 */
#include "tex/markdown_marks.h"

#include <md4c.h>
#include <stdint.h>

#define NO_OP SIZE_MAX

/* The piece of the paragraph for a piece of the copy. */
static struct str original(const struct md_marks *m, const char *ptr, size_t size)
{
    size_t from = (size_t)(ptr - m->copy);
    size_t to = from + size;
    from = from > MARKDOWN_SENTINEL_LEN ? from - MARKDOWN_SENTINEL_LEN : 0;
    to = to > MARKDOWN_SENTINEL_LEN ? to - MARKDOWN_SENTINEL_LEN : 0;
    return str_sub(m->in, from, to);
}

static struct str original_attribute(const struct md_marks *m, const MD_ATTRIBUTE *attr)
{
    return attr->size > 0 ? original(m, attr->text, attr->size) : STR("");
}

static int record(struct md_marks *m, struct md_op op)
{
    m->broken = m->broken || m->count == m->cap;
    if (!m->broken)
        m->ops[m->count++] = op;
    return m->broken;
}

/* md4c 0.4.8 can leave a span that it did not enter, as in `[x](a*b) c*`. */
static int record_nesting(struct md_marks *m, struct md_op *op)
{
    if (op->type == MD_OP_OPEN) {
        op->outer = m->innermost;
        m->innermost = m->count;
    } else if (m->innermost == NO_OP || m->ops[m->innermost].pair != op->pair) {
        m->broken = true;
    } else {
        m->innermost = m->ops[m->innermost].outer;
    }
    return record(m, *op);
}

static int record_span(struct md_marks *m, MD_SPANTYPE type, const void *detail, bool open)
{
    struct md_op op = {.type = open ? MD_OP_OPEN : MD_OP_CLOSE};
    const MD_SPAN_A_DETAIL *a = detail;
    const MD_SPAN_IMG_DETAIL *img = detail;
    switch (type) {
    case MD_SPAN_EM:
        op.pair = MD_EMPHASIS_OPEN;
        break;
    case MD_SPAN_STRONG:
        op.pair = MD_STRONG_OPEN;
        break;
    case MD_SPAN_DEL:
        op.pair = MD_STRIKE_OPEN;
        break;
    case MD_SPAN_A:
        op.pair = MD_LINK_OPEN;
        op.text = original_attribute(m, &a->href);
        op.title = original_attribute(m, &a->title);
        break;
    case MD_SPAN_IMG:
        op.pair = MD_LINK_OPEN;
        op.image = true;
        op.text = original_attribute(m, &img->src);
        op.title = original_attribute(m, &img->title);
        break;
    default:
        return 1; /* no other is asked for */
    }
    return record_nesting(m, &op);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    return record_span(user, type, detail, true);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    return record_span(user, type, detail, false);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    (void)type; /* the mask leaves no other than normal text */
    struct md_marks *m = user;
    return record(m, (struct md_op){.type = MD_OP_TEXT, .text = original(m, text, size)});
}

static int on_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)type, (void)detail, (void)user;
    return 0;
}

/* Whether md4c's account of the paragraph is in m->ops; false where it makes no sense. */
static bool parse_marks(struct arena *a, struct md_marks *m)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_STRIKETHROUGH,
        .enter_block = on_block,
        .leave_block = on_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = on_text,
    };
    size_t size = MARKDOWN_SENTINEL_LEN + m->in.len;
    if (size > UINT32_MAX)
        return false;
    int status = md_parse(m->copy, (MD_SIZE)size, &parser, m);
    if (status < 0) /* its only failure of its own is lack of memory */
        arena_fail(a);
    return status == 0 && !m->broken && m->innermost == NO_OP;
}

void markdown_marks_init(struct arena *a, struct md_marks *m, struct str in)
{
    size_t size = MARKDOWN_SENTINEL_LEN + in.len;
    m->in = in;
    m->copy = size <= sizeof m->small_copy ? m->small_copy : arena_alloc(a, size);
    memcpy(m->copy, MARKDOWN_SENTINEL, MARKDOWN_SENTINEL_LEN);
}

void markdown_marks(struct arena *a, struct md_marks *m, size_t marks)
{
    /* Each byte of markup opens or closes one span at most, with one text before it. */
    m->cap = 2 * marks + 1;
    bool small = m->cap <= sizeof m->small_ops / sizeof m->small_ops[0];
    m->ops = small ? m->small_ops : arena_array(a, struct md_op, m->cap);
    m->count = 0;
    m->innermost = NO_OP;
    m->broken = false;
    if (marks == 0 || !parse_marks(a, m)) {
        m->ops[0] = (struct md_op){.type = MD_OP_TEXT, .text = m->in};
        m->count = 1;
    }
}

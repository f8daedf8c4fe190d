#include "tex/markdown_blocks.h"

/* A list item's marker: `-`, `*`, `+`, `1.` or `1)`. */
struct marker {
    size_t width; /* bytes; 0: there is none */
    char sign;    /* the bullet, or what follows the number */
    bool ordered;
    bool empty; /* nothing follows on its line */
    unsigned number;
};

/* An item that is open, and with it its list. */
struct item {
    struct marker marker;
    unsigned first; /* number of the list's first item */
    size_t column;  /* of the marker */
};

struct structure {
    struct arena *arena;
    struct str text;
    struct md_block *list;
    size_t count, cap;

    struct item items[MARKDOWN_LIST_DEPTH_MAX];
    size_t depth;
    struct md_block *paragraph; /* the open one, or NULL */
    char fence;                 /* its character, when the open paragraph is fenced code */
    size_t fence_len;
};

/* A place in a line: byte offset in the text, and column, for which a tab is worth up to four. */
struct place {
    size_t offset, column;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static struct md_block *add(struct structure *s, enum md_kind kind)
{
    if (s->count == s->cap) {
        s->cap = s->cap > 0 ? s->cap * 2 : 16;
        struct md_block *list = arena_array(s->arena, struct md_block, s->cap);
        if (s->count > 0)
            memcpy(list, s->list, s->count * sizeof *list);
        s->list = list;
    }
    s->list[s->count] = (struct md_block){.kind = kind};
    return &s->list[s->count++];
}

static struct place skip_blanks(struct str text, struct place p, size_t end)
{
    for (; p.offset < end; p.offset++) {
        if (text.ptr[p.offset] == '\t')
            p.column += 4 - p.column % 4;
        else if (text.ptr[p.offset] == ' ')
            p.column++;
        else
            break;
    }
    return p;
}

/* `---`, `* * *`: a rule, which is no list of empty items. */
static bool is_rule(struct str line)
{
    size_t signs = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == ' ' || line.ptr[i] == '\t')
            continue;
        if (line.ptr[i] != line.ptr[0])
            return false;
        signs++;
    }
    return signs >= 3;
}

/* The marker that `line`, without indentation, starts with. */
static struct marker marker_of(struct str line)
{
    struct marker m = {0};
    size_t digits = 0;
    while (digits < line.len && line.ptr[digits] >= '0' && line.ptr[digits] <= '9' && digits < 4)
        m.number = m.number * 10 + (unsigned)(line.ptr[digits++] - '0');
    /* Four digits are a year that starts a sentence. */
    if (line.len == digits || digits > 3)
        return m;
    m.sign = line.ptr[digits];
    m.ordered = digits > 0;
    size_t width = digits + 1;
    m.empty = line.len == width;
    if (strchr(m.ordered ? ".)" : "-*+", m.sign) != NULL && m.sign != '\0' &&
        (m.empty || line.ptr[width] == ' ' || line.ptr[width] == '\t'))
        m.width = width;
    return m;
}

/* Whether an item with marker m goes on the list of `item`. */
static bool continues(const struct item *item, const struct marker *m)
{
    if (item->marker.sign != m->sign)
        return false;
    /* The list counts by itself: a number that it would not give starts a list of its own. */
    return !m->ordered || m->number == item->marker.number + 1 ||
           (item->first == 1 && m->number == 1);
}

static void close_items(struct structure *s, size_t depth)
{
    s->paragraph = NULL;
    while (s->depth > depth) {
        add(s, MD_ITEM_CLOSE);
        add(s, s->items[--s->depth].marker.ordered ? MD_NUMBERS_CLOSE : MD_BULLETS_CLOSE);
    }
}

static void open_item(struct structure *s, size_t level, const struct marker *m, size_t column)
{
    close_items(s, level + 1);
    if (level < s->depth && continues(&s->items[level], m)) {
        add(s, MD_ITEM_CLOSE);
    } else {
        close_items(s, level);
        add(s, m->ordered ? MD_NUMBERS_OPEN : MD_BULLETS_OPEN)->number = m->number;
        s->items[s->depth++].first = m->number;
    }
    add(s, MD_ITEM_OPEN);
    s->items[level].marker = *m;
    s->items[level].column = column;
}

static size_t run_length(struct str s)
{
    size_t n = 0;
    while (n < s.len && s.ptr[n] == s.ptr[0])
        n++;
    return n;
}

/* The length of the fence that `line` starts with, or 0. */
static size_t fence_of(struct str line)
{
    if (line.len < 3 || (line.ptr[0] != '`' && line.ptr[0] != '~'))
        return 0;
    size_t n = run_length(line);
    /* ```x``` on one line is inline code */
    bool code = line.ptr[0] == '`' && str_find(line, n, '`') < line.len;
    return n >= 3 && !code ? n : 0;
}

/* Adds the text [start, end) to the open paragraph, which it may have to open. */
static void add_line(struct structure *s, size_t start, size_t end)
{
    if (s->paragraph == NULL) {
        s->paragraph = add(s, MD_PARAGRAPH_OPEN);
        s->paragraph->text = str_sub(s->text, start, start);
    }
    s->paragraph->text.len = (size_t)(s->text.ptr + end - s->paragraph->text.ptr);
}

/* Items that a line indented to `column` belongs to. */
static size_t level_at(const struct structure *s, size_t column)
{
    size_t level = 0;
    while (level < s->depth && column >= s->items[level].column + 2)
        level++;
    return level;
}

/* A line of fenced code; false when it stands outside of the item that holds the code. */
static bool take_fenced(struct structure *s, struct place p, size_t end)
{
    struct str line = str_sub(s->text, p.offset, end);
    if (line.len > 0 && level_at(s, p.column) < s->depth) {
        s->fence = '\0';
        s->paragraph = NULL;
        return false;
    }
    add_line(s, p.offset, end);
    if (line.len > 0 && line.ptr[0] == s->fence && run_length(line) >= s->fence_len &&
        run_length(line) == line.len) {
        s->fence = '\0';
        s->paragraph = NULL;
    }
    return true;
}

/* Whether the marker starts an item here, on a line that is at `level` of the open items. */
static bool starts_item(const struct structure *s, const struct marker *m, size_t level)
{
    if (m->width == 0)
        return false;
    if (level < s->depth && s->items[level].marker.sign == m->sign)
        return true;
    if (m->empty) /* a dash alone says "none" */
        return false;
    /* In the middle of a paragraph these are more likely text: "+ 3 more", "in\n12. place". */
    return s->paragraph == NULL || (m->ordered ? m->number == 1 : m->sign != '+');
}

/* Opens an item for each of the markers at p and moves p behind them; returns their number. */
static size_t take_markers(struct structure *s, struct place *p, size_t end)
{
    size_t count = 0, level = level_at(s, p->column);
    if (level == MARKDOWN_LIST_DEPTH_MAX)
        level--; /* an item of the deepest list */
    for (; p->offset < end && level < MARKDOWN_LIST_DEPTH_MAX; level = s->depth, count++) {
        struct str line = str_sub(s->text, p->offset, end);
        struct marker m = marker_of(line);
        if (is_rule(line) || !starts_item(s, &m, level))
            break;
        open_item(s, level, &m, p->column);
        p->offset += m.width;
        p->column += m.width;
        *p = skip_blanks(s->text, *p, end);
    }
    return count;
}

/* The line from `start` to `end`, without white space at its end. */
static void take_line(struct structure *s, size_t start, size_t end)
{
    struct place p = skip_blanks(s->text, (struct place){start, 0}, end);
    if (s->fence != '\0' && take_fenced(s, p, end))
        return;
    if (p.offset == end) {
        s->paragraph = NULL;
        return;
    }
    size_t level = level_at(s, p.column);
    if (take_markers(s, &p, end) > 0)
        level = s->depth;
    if (p.offset == end)
        return;
    struct str line = str_sub(s->text, p.offset, end);
    size_t fence = fence_of(line);
    if (s->paragraph == NULL || fence > 0)
        close_items(s, level);
    add_line(s, p.offset, end);
    if (fence > 0) {
        s->paragraph->verbatim = true;
        s->paragraph->indent = p.offset - start;
        s->fence = line.ptr[0];
        s->fence_len = fence;
    }
}

const struct md_block *markdown_structure(struct arena *a, struct str text, size_t *count)
{
    struct structure s = {.arena = a, .text = text};
    for (size_t start = 0, next; start < text.len; start = next) {
        size_t end = str_find(text, start, '\n');
        next = end + 1;
        while (end > start && is_blank(text.ptr[end - 1]))
            end--;
        take_line(&s, start, end);
    }
    close_items(&s, 0);
    *count = s.count;
    return s.list;
}

#include "tree/yaml_write.h"

#include <stdlib.h>

#include "tree/yaml_scalar.h"

/* A key that libyaml reads without a `? ` before it has fewer characters than this. */
enum { SIMPLE_KEY_MAX = 1000 };

struct writer {
    struct buf *out;
    struct yaml_notes *notes;
    uint64_t *places; /* of all nodes that can have notes, ascending */
    size_t place_count;
    bool keeps_lines; /* a `|+` has just ended: an empty line would belong to it */
};

static void write_value(struct writer *w, const struct node *node, unsigned indent, uint64_t at);

/* ---- notes find their nodes ---- */

static uint64_t place_of(const struct node *node)
{
    return yaml_note_place(node->span.file, node->span.start);
}

static size_t count_nodes(const struct node *node)
{
    size_t count = 1;
    if (node->kind != NODE_SCALAR)
        NODE_EACH(child, node)
            count += count_nodes(child);
    return count;
}

/* Keys and items can have notes. */
static void collect_places(struct writer *w, const struct node *node)
{
    if (node->kind == NODE_LIST)
        NODE_EACH(item, node) {
            w->places[w->place_count++] = place_of(item);
            collect_places(w, item);
        }
    else if (node->kind == NODE_MAP)
        NODE_EACH_PAIR(key, value, node) {
            w->places[w->place_count++] = place_of(key);
            collect_places(w, value);
        }
}

static int compare_places(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* A note whose node is not in the tree moves to the next node that is. */
static void settle_notes(struct writer *w)
{
    size_t place = 0;
    for (size_t i = 0; i < w->notes->count; i++) {
        struct yaml_note *note = &w->notes->list[i];
        while (place < w->place_count && w->places[place] < note->at)
            place++;
        uint64_t at = place < w->place_count ? w->places[place] : UINT64_MAX;
        if (at == note->at || note->at == yaml_note_head(0))
            continue;
        note->behind = false;
        note->at = at;
    }
}

/* The first note that belongs to `at` or a place behind it. */
static struct yaml_note *notes_from(const struct writer *w, uint64_t at)
{
    size_t low = 0, high = w->notes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->notes->list[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return w->notes->list + low;
}

static struct yaml_note *notes_end(const struct writer *w)
{
    return w->notes->list + w->notes->count;
}

/* Whether some note stands inside of a list or map, which then cannot stand on one line. */
static bool has_notes_inside(const struct writer *w, const struct node *node)
{
    const struct yaml_note *note = notes_from(w, place_of(node) + 1);
    return note < notes_end(w) && note->at < yaml_note_place(node->span.file, node->span.end);
}

/* ---- lines ---- */

/* One empty line, but not at the very top. */
static void write_empty_line(struct writer *w)
{
    size_t len = w->out->len;
    if (len > 1 && w->out->ptr[len - 2] != '\n' && !w->keeps_lines)
        buf_addc(w->out, '\n');
}

static void write_notes_above(struct writer *w, uint64_t at, unsigned indent)
{
    for (struct yaml_note *note = notes_from(w, at); note < notes_end(w) && note->at == at;
         note++) {
        if (note->behind || note->written)
            continue;
        note->written = true;
        if (note->text.len == 0) {
            write_empty_line(w);
            continue;
        }
        yaml_write_indent(w->out, indent);
        buf_add_str(w->out, note->text);
        buf_addc(w->out, '\n');
        w->keeps_lines = false;
    }
}

/* Ends a line, with the comment that stands behind it. */
static void end_line(struct writer *w, uint64_t at)
{
    for (struct yaml_note *note = notes_from(w, at); note < notes_end(w) && note->at == at; note++)
        if (note->behind && !note->written) {
            note->written = true;
            unsigned columns = yaml_note_column(buf_str(w->out), w->out->len);
            unsigned wanted = note->column > columns ? note->column : columns + 2;
            for (; columns < wanted; columns++)
                buf_addc(w->out, ' ');
            buf_add_str(w->out, note->text);
            break;
        }
    buf_addc(w->out, '\n');
}

/* ---- scalars ---- */

static bool is_quoted(const struct node *node)
{
    return node->style == STYLE_SINGLE || node->style == STYLE_DOUBLE;
}

static void write_text(struct writer *w, const struct node *node, bool in_flow)
{
    struct str text = node->text;
    bool typed = node->style == STYLE_PLAIN && !node->raw_tex;
    if (!is_quoted(node) && yaml_plain_is_exact(text, in_flow) &&
        (typed || yaml_plain_is_text(text))) {
        buf_add_str(w->out, text);
        return;
    }
    bool escapes = str_has(text, '"') || str_has(text, '\\');
    bool single = node->style == STYLE_SINGLE || (node->style != STYLE_DOUBLE && escapes);
    yaml_write_quoted(w->out, text, single && yaml_single_is_exact(text));
}

static void write_word(struct writer *w, const struct node *node, bool in_flow)
{
    if (node->raw_tex)
        buf_adds(w->out, "!tex ");
    write_text(w, node, in_flow);
}

static bool is_folded(const struct node *node, unsigned indent)
{
    bool long_enough = indent + node->text.len > YAML_WRITE_WIDTH ||
                       str_has(node->text, '\n');
    return node->style == STYLE_FOLDED && long_enough && yaml_folded_is_exact(node->text);
}

/* A text behind "key:" or "-"; its further lines are indented. */
static void write_scalar(struct writer *w, const struct node *node, unsigned indent, uint64_t at)
{
    struct str text = node->text;
    bool folded = is_folded(node, indent);
    buf_addc(w->out, ' ');
    if (!folded && (is_quoted(node) || !yaml_literal_is_exact(text))) {
        write_word(w, node, false);
        end_line(w, at);
        return;
    }
    if (node->raw_tex)
        buf_adds(w->out, "!tex ");
    yaml_write_block_header(w->out, folded ? '>' : '|', text);
    end_line(w, at);
    if (folded)
        yaml_write_folded(w->out, text, indent, YAML_WRITE_WIDTH);
    else
        yaml_write_literal(w->out, text, indent);
    w->keeps_lines = text.len > 1 && memcmp(text.ptr + text.len - 2, "\n\n", 2) == 0;
}

/* ---- lists and maps on one line ---- */

/* Stops early when the line gets too long: the caller then takes it back. */
static void write_flow(struct writer *w, const struct node *node, size_t limit)
{
    if (w->out->len > limit)
        return;
    if (node->kind == NODE_SCALAR) {
        write_word(w, node, true);
        return;
    }
    buf_addc(w->out, node->kind == NODE_LIST ? '[' : '{');
    bool is_value = false;
    NODE_EACH(child, node) {
        if (w->out->len > limit)
            return;
        if (child != node->first)
            buf_adds(w->out, is_value ? ": " : ", ");
        write_flow(w, child, limit);
        is_value = node->kind == NODE_MAP && !is_value;
    }
    buf_addc(w->out, node->kind == NODE_LIST ? ']' : '}');
}

/* Writes a list or map on the line that has been begun, if it fits. */
static bool write_on_line(struct writer *w, const struct node *node)
{
    if (node->first != NULL && (node->style != STYLE_FLOW || has_notes_inside(w, node)))
        return false;
    size_t len = w->out->len, line = len;
    while (line > 0 && len - line < YAML_WRITE_WIDTH && w->out->ptr[line - 1] != '\n')
        line--;
    buf_addc(w->out, ' ');
    write_flow(w, node, line + YAML_WRITE_WIDTH);
    if (w->out->len <= line + YAML_WRITE_WIDTH || node->first == NULL)
        return true;
    if (!w->out->failed)
        w->out->len = len;
    return false;
}

/* ---- lists and maps on lines of their own ---- */

static void write_key(struct writer *w, const struct node *key, unsigned indent)
{
    bool simple = key->text.len <= SIMPLE_KEY_MAX;
    if (!simple)
        buf_adds(w->out, "? ");
    write_text(w, key, false);
    if (!simple) {
        end_line(w, place_of(key));
        yaml_write_indent(w->out, indent);
    }
    buf_addc(w->out, ':');
}

/* The pairs of a map. The first one goes on a line that has been begun, when `begun` is true. */
static void write_map(struct writer *w, const struct node *map, unsigned indent, bool begun)
{
    NODE_EACH_PAIR(key, value, map) {
        if (!begun) {
            if (key->spaced)
                write_empty_line(w);
            write_notes_above(w, place_of(key), indent);
            yaml_write_indent(w->out, indent);
        }
        begun = false;
        w->keeps_lines = false;
        write_key(w, key, indent);
        write_value(w, value, indent, place_of(key));
    }
}

static void write_list(struct writer *w, const struct node *list, unsigned indent)
{
    NODE_EACH(item, list) {
        write_notes_above(w, place_of(item), indent);
        yaml_write_indent(w->out, indent);
        w->keeps_lines = false;
        buf_addc(w->out, '-');
        if (item->kind == NODE_MAP && !write_on_line(w, item)) {
            buf_addc(w->out, ' ');
            write_map(w, item, indent + 2, true);
        } else if (item->kind == NODE_MAP) {
            end_line(w, place_of(item));
        } else {
            write_value(w, item, indent, place_of(item));
        }
    }
}

/* What stands behind "key:" or "-" of a map or list that is indented so far; `at` has the notes. */
static void write_value(struct writer *w, const struct node *node, unsigned indent, uint64_t at)
{
    if (node->kind == NODE_SCALAR) {
        write_scalar(w, node, indent + 2, at);
        return;
    }
    bool whole = write_on_line(w, node);
    end_line(w, at);
    if (!whole && node->kind == NODE_LIST)
        write_list(w, node, indent + 2);
    else if (!whole)
        write_map(w, node, indent + 2, false);
}

/* Comments that have found no node. */
static void write_rest(struct writer *w)
{
    bool some = false;
    for (struct yaml_note *note = w->notes->list; note < notes_end(w); note++) {
        if (note->written || note->text.len == 0)
            continue;
        note->written = true;
        if (!some)
            write_empty_line(w);
        some = true;
        buf_add_str(w->out, note->text);
        buf_addc(w->out, '\n');
    }
}

void yaml_write(struct arena *a, const struct node *root, struct yaml_notes *notes,
                struct buf *out)
{
    struct writer w = {.out = out, .notes = notes};
    w.places = arena_array(a, uint64_t, count_nodes(root));
    collect_places(&w, root);
    qsort(w.places, w.place_count, sizeof *w.places, compare_places);
    settle_notes(&w);
    write_notes_above(&w, yaml_note_head(0), 0);
    if (root->first == NULL)
        buf_adds(out, "{}\n");
    write_map(&w, root, 0, false);
    write_rest(&w);
}

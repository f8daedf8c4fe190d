#include "tree/yaml_notes.h"

#include <yaml.h>

#include "base/ascii.h"
#include "tree/repair.h"

/* A comment that stands further to the right need not stand there again. */
enum { COLUMN_MAX = 200 };

struct found {
    struct found *next;
    struct yaml_note note;
};

struct scanner {
    struct arena *arena;
    struct str text;
    uint32_t file;
    yaml_parser_t parser;
    size_t mark_chars, mark_bytes; /* libyaml counts characters */
    struct found *first, **link;
    size_t count;
    struct found *homeless; /* the first note above a node that has not come yet */
    uint64_t line_node;     /* the first node on the line on which the last one began */
    size_t line_start;      /* that line's first byte */
    size_t node_end;        /* where the last node ended */
    bool in_file;           /* some token has been there */
};

/* Byte offset of the character libyaml numbers `chars`; they are asked for in ascending order. */
static size_t byte_offset(struct scanner *s, size_t chars)
{
    while (s->mark_chars < chars && s->mark_bytes < s->text.len) {
        s->mark_bytes++;
        while (s->mark_bytes < s->text.len && (s->text.ptr[s->mark_bytes] & 0xC0) == 0x80)
            s->mark_bytes++;
        s->mark_chars++;
    }
    return s->mark_bytes;
}

unsigned yaml_note_column(struct str text, size_t at)
{
    unsigned column = 0;
    for (; at > 0 && text.ptr[at - 1] != '\n' && column < COLUMN_MAX; at--)
        column += (text.ptr[at - 1] & 0xC0) != 0x80;
    return column;
}

/* False when memory runs out. */
static bool add(struct scanner *s, struct str text, bool behind)
{
    struct found *found = arena_try(s->arena, sizeof *found);
    if (found == NULL)
        return false;
    found->note = (struct yaml_note){.text = text, .behind = behind, .at = s->line_node};
    if (behind)
        found->note.column =
            yaml_note_column(s->text, (size_t)(text.ptr - s->text.ptr)) % COLUMN_MAX;
    *s->link = found;
    s->link = &found->next;
    s->count++;
    if (!behind && s->homeless == NULL)
        s->homeless = found;
    return true;
}

/* Where the line that byte `at` stands on ends, by what YAML 1.1 takes for the end of one. */
static size_t line_end(struct str text, size_t at)
{
    static const struct str breaks[] = {
        {"\n", 1}, {"\r", 1}, {"\xC2\x85", 2}, {"\xE2\x80\xA8", 3}, {"\xE2\x80\xA9", 3}};
    for (; at < text.len; at++)
        for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
            if (str_starts(str_sub(text, at, text.len), breaks[i]))
                return at;
    return at;
}

static struct str comment_at(const struct scanner *s, size_t at)
{
    size_t end = line_end(s->text, at);
    while (end > at && ascii_is_space(s->text.ptr[end - 1]))
        end--;
    return str_sub(s->text, at, end);
}

/* Whether nothing but punctuation stands between the last node and byte `at` of its line. */
static bool is_behind_node(const struct scanner *s, size_t at)
{
    return s->line_node != 0 && str_find(str_sub(s->text, 0, at), s->node_end, '\n') == at;
}

/* Between two tokens there are only white space and comments. */
static bool read_gap(struct scanner *s, size_t at, size_t end)
{
    unsigned line_ends = s->in_file ? 0 : 1;
    for (; at < end; at++) {
        if (s->text.ptr[at] == '\n') {
            if (++line_ends == 2 && (s->in_file || s->homeless != NULL) && !add(s, STR_NONE, false))
                return false;
        } else if (s->text.ptr[at] == '#') {
            struct str comment = comment_at(s, at);
            bool behind = is_behind_node(s, at);
            if (!add(s, comment, behind))
                return false;
            at += comment.len - 1;
            line_ends = 0;
        }
    }
    return true;
}

/* The notes above this node have found it. */
static void settle(struct scanner *s, uint64_t at)
{
    for (struct found *found = s->homeless; found != NULL; found = found->next)
        if (!found->note.behind)
            found->note.at = at;
    s->homeless = NULL;
}

/* The comment at the top of the file belongs to the file when an empty line follows it. */
static void settle_head(struct scanner *s)
{
    struct found *last = NULL;
    for (struct found *found = s->first; found != NULL; found = found->next)
        if (found->note.text.len == 0)
            last = found;
    for (struct found *found = s->first; last != NULL; found = found->next) {
        found->note.at = yaml_note_head(s->file);
        s->homeless = found->next;
        if (found == last)
            break;
    }
}

static bool is_node(const yaml_token_t *token)
{
    return token->type == YAML_SCALAR_TOKEN || token->type == YAML_ALIAS_TOKEN ||
           token->type == YAML_ANCHOR_TOKEN || token->type == YAML_TAG_TOKEN ||
           token->type == YAML_FLOW_SEQUENCE_START_TOKEN ||
           token->type == YAML_FLOW_MAPPING_START_TOKEN;
}

static void see_node(struct scanner *s, size_t start)
{
    uint64_t at = yaml_note_place(s->file, (uint32_t)start);
    size_t line = start;
    while (line > s->line_start && s->text.ptr[line - 1] != '\n')
        line--;
    if (line > s->line_start || s->line_node == 0)
        s->line_node = at;
    s->line_start = line;
    settle(s, at);
}

/* Whether a token is a text below | or >; those begin with a line of their own. */
static bool is_block(const yaml_token_t *token)
{
    return token->type == YAML_SCALAR_TOKEN &&
           (token->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
            token->data.scalar.style == YAML_FOLDED_SCALAR_STYLE);
}

static bool read_block(struct scanner *s, size_t start, size_t *end)
{
    struct str line = str_sub(s->text, start, str_find(s->text, start, '\n'));
    size_t hash = str_find(line, 0, '#');
    s->node_end = start + str_trim(str_sub(s->text, start, *end)).len;
    /* The empty lines below a block are no part of it, unless it says so with a +. */
    if (str_find(line, 0, '+') >= hash)
        *end = s->node_end;
    return hash == line.len || add(s, comment_at(s, start + hash), true);
}

/* The notes before a token and inside of it. *end is where the last token ended. */
static bool read_token(struct scanner *s, const yaml_token_t *token, size_t *end)
{
    size_t start = byte_offset(s, token->start_mark.index);
    if (start > *end && !read_gap(s, *end, start))
        return false;
    if (!s->in_file && start > 0)
        settle_head(s);
    s->in_file = s->in_file || token->type != YAML_STREAM_START_TOKEN;
    if (is_node(token))
        see_node(s, start);
    *end = byte_offset(s, token->end_mark.index);
    if (is_node(token))
        s->node_end = *end;
    return !is_block(token) || read_block(s, start, end);
}

/* False when memory runs out. */
static bool scan(struct scanner *s)
{
    size_t end = s->mark_bytes;
    for (bool more = true; more;) {
        yaml_token_t token;
        if (!yaml_parser_scan(&s->parser, &token))
            return s->parser.error != YAML_MEMORY_ERROR && s->parser.error != YAML_NO_ERROR;
        bool done = read_token(s, &token, &end);
        more = token.type != YAML_STREAM_END_TOKEN && token.type != YAML_NO_TOKEN;
        yaml_token_delete(&token);
        if (!done)
            return false;
    }
    return true;
}

void yaml_notes_read(struct yaml_notes *notes, struct arena *a, const struct source *src,
                     uint32_t file)
{
    struct scanner *s = arena_new(a, struct scanner);
    *s = (struct scanner){.arena = a, .text = src->text, .file = file, .link = &s->first};
    if (str_starts(src->text, STR("\xEF\xBB\xBF")))
        s->mark_bytes = 3;
    struct repair repair = {.count = 0};
    repair_text(&repair, a, src->text);
    if (!yaml_parser_initialize(&s->parser))
        arena_fail(a);
    yaml_parser_set_input_string(&s->parser, (const unsigned char *)src->text.ptr, src->text.len);
    bool done = scan(s);
    yaml_parser_delete(&s->parser);
    repair_undo(&repair, src->text);
    if (!done)
        arena_fail(a);
    settle(s, yaml_note_foot(file));
    struct yaml_note *list = arena_array(a, struct yaml_note, notes->count + s->count);
    if (notes->count > 0)
        memcpy(list, notes->list, notes->count * sizeof *list);
    for (const struct found *found = s->first; found != NULL; found = found->next)
        list[notes->count++] = found->note;
    notes->list = list;
}

void yaml_notes_add(struct yaml_notes *notes, struct arena *a, uint64_t at, struct str text)
{
    size_t i = 0;
    struct yaml_note *list = arena_array(a, struct yaml_note, notes->count + 1);
    for (; i < notes->count && notes->list[i].at <= at; i++)
        list[i] = notes->list[i];
    list[i] = (struct yaml_note){.text = text, .at = at};
    for (; i < notes->count; i++)
        list[i + 1] = notes->list[i];
    notes->list = list;
    notes->count++;
}

#include "tree/yaml.h"

#include <yaml.h>

#include "base/strmap.h"
#include "tree/bytes.h"
#include "tree/repair.h"

/* A map with more keys than this gets a hash map to find duplicates; a smaller one is searched. */
enum { KEYS_SEARCHED = 12 };

struct frame {
    struct node *node;  /* the list or map that is open */
    struct node **link; /* where its next child goes */
    struct node *key;   /* of a map: the key whose value comes next, or NULL */
    bool replaces;      /* ...and which has a value already */
    struct strmap keys; /* of a large map: key -> node */
};

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct source *src;
    uint32_t file;
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
    bool has_cuts; /* somewhere a '#' is followed by a digit */
    /* libyaml counts characters; the way to bytes is walked along with the events. */
    bool ascii;
    size_t mark_chars, mark_bytes;
    struct frame stack[NODE_DEPTH_MAX];
    unsigned depth;
    struct node *root;
    struct strmap anchors;
    size_t alias_nodes, alias_bytes;
    struct repair repair;
};

/* ---- places ---- */

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Whether eight bytes at p are all ASCII. */
static bool is_ascii_word(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return (word & 0x8080808080808080u) == 0;
}

/* Byte offset of the character libyaml numbers `chars`. */
static uint32_t byte_offset(struct reader *r, size_t chars)
{
    if (r->ascii)
        return (uint32_t)(chars < r->src->text.len ? chars : r->src->text.len);
    const char *text = r->src->text.ptr;
    size_t len = r->src->text.len, at = r->mark_bytes, count = r->mark_chars;
    while (count < chars && at < len) {
        if (chars - count >= 8 && len - at > 8 && is_ascii_word(text + at + 1)) {
            at += 8; /* what is followed by ASCII is whole, so these are eight characters */
            count += 8;
        } else {
            at++;
            count++;
        }
        while (at < len && is_continuation(text[at]))
            at++;
    }
    while (count > chars && at > 0) {
        at--;
        while (at > 0 && is_continuation(text[at]))
            at--;
        count--;
    }
    r->mark_chars = count;
    r->mark_bytes = at;
    return (uint32_t)at;
}

static struct span event_span(struct reader *r)
{
    uint32_t start = byte_offset(r, r->event.start_mark.index);
    return (struct span){r->file, start, byte_offset(r, r->event.end_mark.index)};
}

/* ---- libyaml's own errors ---- */

/* What its words mean for somebody who writes a CV. */
static const char *syntax_hint(const char *problem)
{
    static const struct {
        const char *problem, *hint;
    } hints[] = {
        {"mapping values are not allowed", "put quotes around a text that holds ': '"},
        {"cannot start any token",
         "put quotes around a text that begins with %, @ or `; indent with spaces, not tabs"},
        {"alphabetic or numeric character",
         "put quotes around a text that begins with * or &, which mean an alias in YAML"},
        {"could not find expected ':'",
         "a key needs ': ' after it, and a text over several lines needs indenting"},
        {"did not find expected key", "check the indentation, and quotes inside quoted text"},
        {"did not find expected '-' indicator", "check the indentation of this list"},
        {"did not find expected ',' or ']'",
         "close the list with ], or put quotes around the text"},
        {"did not find expected ',' or '}'", "close the map with }, or put quotes around the text"},
        {"did not find expected node content",
         "a value is missing here, or a bracket is never closed; put quotes around a text that "
         "begins with a bracket or a comma"},
        {"unexpected end of stream", "close the quote that was opened here"},
        {"directive name", "a comment begins with #; put quotes around a text that begins with %"},
        {"non-alphabetical character",
         "a comment begins with #; put quotes around a text that begins with %"},
        {"undefined tag handle", "put quotes around a text that begins with !"},
        {"unknown escape character",
         "in double quotes write \\\\ for a backslash, or use single quotes"},
        {"block sequence entries are not allowed", "start the list on a line of its own"},
        {"did not find expected <document start>",
         "only one value may stand at the top of the file"},
        {"tab", "indent with spaces, not tabs"},
    };
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (problem != NULL && strstr(problem, hints[i].problem) != NULL)
            return hints[i].hint;
    return NULL;
}

/* The mend; a file of BibTeX, whose '@' no YAML begins with, is one for another place. */
static const char *parser_hint(const struct reader *r, const char *problem)
{
    struct str name = r->src->name;
    bool is_bib = name.len > 4 && str_eq_nocase(str_sub(name, name.len - 4, name.len), STR(".bib"));
    return is_bib ? "this is BibTeX; 'cv2tex new --bib FILE' makes a CV of it"
                  : syntax_hint(problem);
}

static void report_parser_error(struct reader *r)
{
    yaml_parser_t *p = &r->parser;
    /* In places libyaml runs out of memory without saying so. */
    if (p->error == YAML_MEMORY_ERROR || p->error == YAML_NO_ERROR)
        arena_fail(r->arena);
    size_t mark = p->problem_mark.index;
    uint32_t at = byte_offset(r, mark);
    /* For a quote or bracket that is never closed, the place where it opens is the useful one. */
    if (p->problem != NULL && strstr(p->problem, "unexpected end of stream") != NULL)
        at = byte_offset(r, p->context_mark.index);
    if (p->error == YAML_READER_ERROR)
        at = (uint32_t)p->problem_offset;
    diag_add(r->diags, DIAG_YAML_SYNTAX, (struct span){r->file, at, at}, parser_hint(r, p->problem),
             "%s%s%s", p->problem != NULL ? p->problem : "not valid YAML",
             p->context != NULL ? " " : "", p->context != NULL ? p->context : "");
}

/* The next event in r->event; false after an error. */
static bool next_event(struct reader *r)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    r->has_event = false;
    if (!yaml_parser_parse(&r->parser, &r->event)) {
        report_parser_error(r);
        return false;
    }
    r->has_event = true;
    return true;
}

/* ---- building ---- */

static struct node *new_node(struct reader *r, enum node_kind kind)
{
    struct node *node = arena_new(r->arena, struct node);
    node->kind = (unsigned char)kind;
    node->span = event_span(r);
    return node;
}

static void set_anchor(struct reader *r, const yaml_char_t *anchor, struct node *node)
{
    if (anchor != NULL)
        strmap_put(&r->anchors, r->arena, arena_str(r->arena, str_of((const char *)anchor)), node);
}

static void check_tag(struct reader *r, const yaml_char_t *tag, struct node *node)
{
    if (tag == NULL || strncmp((const char *)tag, "tag:yaml.org,2002:", 18) == 0 ||
        strcmp((const char *)tag, "!") == 0)
        return;
    if (strcmp((const char *)tag, "!tex") == 0 && node->kind == NODE_SCALAR)
        node->raw_tex = true;
    else
        diag_add(r->diags, DIAG_UNKNOWN_TAG, node->span,
                 "put quotes around a text that begins with !; the only tag is !tex",
                 "unknown tag '%s' is ignored", (const char *)tag);
}

/* The key of map f->node that reads as `key`, or NULL; reported. */
static struct node *find_duplicate(struct reader *r, struct frame *f, struct node *key)
{
    struct node *earlier = NULL;
    if (f->node->count == KEYS_SEARCHED)
        NODE_EACH_PAIR(k, value, f->node)
            strmap_put(&f->keys, r->arena, k->text, k);
    if (f->node->count >= KEYS_SEARCHED) {
        earlier = strmap_get(&f->keys, key->text);
        if (earlier == NULL)
            strmap_put(&f->keys, r->arena, key->text, key);
    } else {
        NODE_EACH_PAIR(k, value, f->node)
            if (str_eq(k->text, key->text))
                earlier = k;
    }
    if (earlier != NULL) {
        char hint[80];
        snprintf(hint, sizeof hint, "the first, on line %u, is not used: rename or delete one",
                 source_position(r->src, r->arena, earlier->span.start).line);
        diag_add(r->diags, DIAG_DUPLICATE_KEY, key->span, hint, "key '%.*s' is given twice",
                 STR_FMT(key->text));
    }
    return earlier;
}

/* Puts `value` in the place of the value that its key had before: the last one counts. */
static void replace(struct frame *f, struct node *value)
{
    struct node *old = f->key->next;
    value->next = old->next;
    f->key->next = value;
    if (f->link == &old->next)
        f->link = &value->next;
    f->key = NULL;
    f->replaces = false;
}

/* Puts a finished or just opened node where it belongs. */
static void place(struct reader *r, struct node *node)
{
    if (r->depth == 0) {
        r->root = node;
        return;
    }
    struct frame *f = &r->stack[r->depth - 1];
    if (f->node->kind == NODE_LIST) {
        *f->link = node;
        f->link = &node->next;
        f->node->count++;
    } else if (f->key == NULL) {
        struct node *earlier = find_duplicate(r, f, node);
        f->replaces = earlier != NULL;
        f->key = earlier != NULL ? earlier : node;
        f->key->span = node->span;
    } else if (f->replaces) {
        replace(f, node);
    } else {
        *f->link = f->key;
        f->key->next = node;
        f->link = &node->next;
        f->node->count++;
        f->key = NULL;
    }
}

/* Whether the next node is a key; then only a scalar will do. */
static bool expects_key(const struct reader *r)
{
    return r->depth > 0 && r->stack[r->depth - 1].node->kind == NODE_MAP &&
           r->stack[r->depth - 1].key == NULL;
}

static bool has_cuts(struct str text)
{
    for (size_t at = str_find(text, 0, '#'); at + 1 < text.len; at = str_find(text, at + 1, '#'))
        if (text.ptr[at + 1] >= '0' && text.ptr[at + 1] <= '9')
            return true;
    return false;
}

/* "Ranked #1 of 80": to YAML what follows ' #' is a comment, but nobody begins one with a number. */
static void check_cut(struct reader *r, const struct node *node)
{
    struct str text = r->src->text;
    size_t at = node->span.end;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    if (at + 1 >= text.len || text.ptr[at] != '#' || text.ptr[at + 1] < '0' ||
        text.ptr[at + 1] > '9')
        return;
    struct span rest = {r->file, (uint32_t)at, (uint32_t)str_find(text, at, '\n')};
    diag_add(r->diags, DIAG_TEXT_CUT, rest, "put quotes around a text that holds ' #'",
             "the text ends here: the rest of the line is a comment");
}

static void scalar(struct reader *r)
{
    static const unsigned char styles[] = {[YAML_PLAIN_SCALAR_STYLE] = STYLE_PLAIN,
                                           [YAML_SINGLE_QUOTED_SCALAR_STYLE] = STYLE_SINGLE,
                                           [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = STYLE_DOUBLE,
                                           [YAML_LITERAL_SCALAR_STYLE] = STYLE_LITERAL,
                                           [YAML_FOLDED_SCALAR_STYLE] = STYLE_FOLDED};
    struct node *node = new_node(r, NODE_SCALAR);
    struct str value = {(const char *)r->event.data.scalar.value, r->event.data.scalar.length};
    node->style = styles[r->event.data.scalar.style];
    if (memchr(value.ptr, '\0', value.len) != NULL)
        diag_add(r->diags, DIAG_NUL_BYTE, node->span, "delete the \\0", "the text holds a NUL");
    /* Most scalars stand in the source as they are: then no copy is made. */
    bool quoted = node->style == STYLE_SINGLE || node->style == STYLE_DOUBLE;
    struct str there = str_sub(r->src->text, node->span.start + quoted, node->span.end - quoted);
    if (node->style <= STYLE_DOUBLE && str_eq(there, value))
        node->text = there;
    else
        node->text = arena_str(r->arena, value);
    if (repair_is_needed(&r->repair) && node->text.ptr != there.ptr)
        node->text = repair_scalar(&r->repair, node->text);
    if (r->has_cuts && node->style == STYLE_PLAIN)
        check_cut(r, node);
    check_tag(r, r->event.data.scalar.tag, node);
    set_anchor(r, r->event.data.scalar.anchor, node);
    place(r, node);
}

static bool too_deep(struct reader *r, struct span at)
{
    diag_add(r->diags, DIAG_TOO_DEEP, at, NULL, "lists and maps are nested more than %d deep",
             NODE_DEPTH_MAX);
    return false;
}

static bool open_collection(struct reader *r, enum node_kind kind, bool flow,
                            const yaml_char_t *anchor, const yaml_char_t *tag)
{
    struct node *node = new_node(r, kind);
    node->style = flow ? STYLE_FLOW : STYLE_BLOCK;
    if (r->depth == NODE_DEPTH_MAX)
        return too_deep(r, node->span);
    check_tag(r, tag, node);
    set_anchor(r, anchor, node);
    place(r, node);
    r->stack[r->depth++] = (struct frame){.node = node, .link = &node->first};
    return true;
}

static void merge_keys(struct reader *r, struct node *map);

static void close_collection(struct reader *r)
{
    struct node *node = r->stack[--r->depth].node;
    node->span.end = byte_offset(r, r->event.end_mark.index);
    if (node->kind == NODE_MAP)
        merge_keys(r, node);
}

/* ---- aliases ---- */

/* A copy of a tree whose root will stand `depth` deep; NULL after an error. */
static struct node *copy(struct reader *r, const struct node *node, unsigned depth, struct span at)
{
    r->alias_nodes++;
    r->alias_bytes += node->kind == NODE_SCALAR ? node->text.len : 0;
    if (r->alias_nodes > YAML_ALIAS_NODES_MAX || r->alias_bytes > YAML_ALIAS_BYTES_MAX) {
        diag_add(r->diags, DIAG_ALIAS_BOMB, at, "write the shared parts out",
                 "aliases repeat more than %d values or %u MiB of text", YAML_ALIAS_NODES_MAX,
                 YAML_ALIAS_BYTES_MAX >> 20);
        return NULL;
    }
    struct node *twin = arena_new(r->arena, struct node);
    *twin = *node;
    twin->next = NULL;
    if (node->kind == NODE_SCALAR)
        return twin;
    if (depth >= NODE_DEPTH_MAX) {
        too_deep(r, at);
        return NULL;
    }
    struct node **link = &twin->first;
    NODE_EACH(child, node) {
        *link = copy(r, child, depth + 1, at);
        if (*link == NULL)
            return NULL;
        link = &(*link)->next;
    }
    return twin;
}

static bool alias(struct reader *r)
{
    const char *name = (const char *)r->event.data.alias.anchor;
    struct span at = event_span(r);
    struct node *target = strmap_get(&r->anchors, str_of(name));
    if (target == NULL) {
        diag_add(r->diags, DIAG_ALIAS_UNKNOWN, at,
                 "put quotes around a text that begins with *, which means an alias in YAML",
                 "there is no anchor '&%s' before this alias", name);
        target = node_scalar(r->arena, str_sub(r->src->text, at.start, at.end), at);
    }
    for (unsigned i = 0; i < r->depth; i++)
        if (r->stack[i].node == target) {
            diag_add(r->diags, DIAG_ALIAS_CYCLE, at, "write the value out",
                     "alias '*%s' stands inside the value it repeats", name);
            return false;
        }
    if (expects_key(r) && target->kind != NODE_SCALAR) {
        diag_add(r->diags, DIAG_KEY_NOT_TEXT, at, NULL, "a key must be text");
        return false;
    }
    struct node *node = copy(r, target, r->depth, at);
    if (node != NULL)
        place(r, node);
    return node != NULL;
}

/* Adds to `map`, whose keys are in `keys`, those pairs of `from` that it lacks. */
static void merge_from(struct reader *r, struct node *map, struct strmap *keys,
                       const struct node *from)
{
    struct node *missing = arena_new(r->arena, struct node), **link = &missing->first;
    NODE_EACH_PAIR(key, value, from)
        if (strmap_get(keys, key->text) == NULL) {
            strmap_put(keys, r->arena, key->text, map);
            struct node *twins[] = {arena_new(r->arena, struct node),
                                    arena_new(r->arena, struct node)};
            *twins[0] = *key;
            *twins[1] = *value;
            twins[0]->next = twins[1];
            twins[1]->next = NULL;
            *link = twins[0];
            link = &twins[1]->next;
            map->count++;
        }
    *link = map->first;
    map->first = missing->first;
}

/* YAML's merge key: `<<: *base` gives the keys of another map, or of a list of maps. */
static void merge_keys(struct reader *r, struct node *map)
{
    struct node **link = &map->first;
    while (*link != NULL && !(str_is((*link)->text, "<<") && (*link)->style == STYLE_PLAIN))
        link = &(*link)->next->next;
    if (*link == NULL)
        return;
    struct node *value = (*link)->next;
    bool maps = value->kind == NODE_MAP;
    if (value->kind == NODE_LIST) {
        maps = true;
        NODE_EACH(item, value)
            maps = maps && item->kind == NODE_MAP;
    }
    if (!maps)
        return; /* a key like any other: the schema will say that it is unknown */
    *link = value->next;
    map->count--;
    struct strmap keys = {NULL, 0, 0};
    NODE_EACH_PAIR(key, other, map)
        strmap_put(&keys, r->arena, key->text, other);
    if (value->kind == NODE_MAP) {
        merge_from(r, map, &keys, value);
        return;
    }
    NODE_EACH(item, value)
        merge_from(r, map, &keys, item);
}

/* ---- the walk ---- */

/* A list or map as a key is skipped whole, with an error; its value then gets an empty key. */
static bool skip_complex_key(struct reader *r)
{
    struct span at = event_span(r);
    diag_add(r->diags, DIAG_KEY_NOT_TEXT, at,
             "put quotes around a text that begins with [ or {", "a key must be text, not %s",
             r->event.type == YAML_MAPPING_START_EVENT ? "a map" : "a list");
    unsigned open = 1;
    while (open > 0) {
        if (!next_event(r))
            return false;
        if (r->event.type == YAML_SEQUENCE_START_EVENT || r->event.type == YAML_MAPPING_START_EVENT)
            open++;
        if (r->event.type == YAML_SEQUENCE_END_EVENT || r->event.type == YAML_MAPPING_END_EVENT)
            open--;
        if (open > NODE_DEPTH_MAX)
            return too_deep(r, at);
    }
    place(r, node_scalar(r->arena, STR(""), at));
    return true;
}

/* One event of the document's content; false after an error that ends the reading. */
static bool content(struct reader *r)
{
    const yaml_event_t *e = &r->event;
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        scalar(r);
        return true;
    case YAML_ALIAS_EVENT:
        return alias(r);
    case YAML_SEQUENCE_START_EVENT:
        if (expects_key(r))
            return skip_complex_key(r);
        return open_collection(r, NODE_LIST,
                               e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
                               e->data.sequence_start.anchor, e->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        if (expects_key(r))
            return skip_complex_key(r);
        return open_collection(r, NODE_MAP,
                               e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
                               e->data.mapping_start.anchor, e->data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(r);
        return true;
    default:
        return true;
    }
}

static bool second_document(struct reader *r, struct span start)
{
    /* `---` at the end of the file opens an empty document: nothing is lost by ignoring it. */
    if (!next_event(r))
        return false;
    bool empty = r->event.type == YAML_SCALAR_EVENT && r->event.data.scalar.length == 0 &&
                 r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (!empty)
        diag_add(r->diags, DIAG_SECOND_DOCUMENT, start,
                 "keep one CV a file; delete the '---' or split the file",
                 "a second document begins here and would be ignored");
    return empty;
}

static bool read_events(struct reader *r)
{
    unsigned documents = 0;
    for (;;) {
        if (!next_event(r))
            return false;
        if (r->event.type == YAML_STREAM_END_EVENT)
            return true;
        if (r->event.type == YAML_DOCUMENT_START_EVENT) {
            struct span start = event_span(r);
            if (++documents > 1 && !second_document(r, start))
                return r->has_event;
        } else if (!content(r)) {
            return false;
        }
    }
}

static struct node *read_document(struct reader *r)
{
    struct bytes_facts facts;
    if (!bytes_check(r->diags, r->file, &facts))
        return NULL;
    r->ascii = facts.ascii;
    r->has_cuts = has_cuts(r->src->text);
    r->mark_bytes = facts.bom;
    repair_text(&r->repair, r->arena, r->src->text);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)r->src->text.ptr,
                                 r->src->text.len);
    if (!read_events(r))
        return NULL;
    if (r->root == NULL || node_is_null(r->root)) {
        diag_add(r->diags, DIAG_FILE_EMPTY, (struct span){r->file, 0, 0},
                 "'cv2tex new' writes a CV to start from", "the file is empty");
        return NULL;
    }
    return r->root;
}

struct node *yaml_read(struct arena *a, struct diags *d, uint32_t file)
{
    struct reader *r = arena_new(a, struct reader);
    *r = (struct reader){.arena = a, .diags = d, .src = &d->sources[file], .file = file};
    if (!yaml_parser_initialize(&r->parser))
        arena_fail(a);
    /* libyaml's memory is not the arena's: running out of memory must pass by here. */
    jmp_buf here, *outer = a->oom;
    if (setjmp(here) == 0) {
        a->oom = &here;
        struct node *root = read_document(r);
        repair_undo(&r->repair, r->src->text);
        if (r->has_event)
            yaml_event_delete(&r->event);
        yaml_parser_delete(&r->parser);
        a->oom = outer;
        return root;
    }
    a->oom = outer;
    if (r->has_event)
        yaml_event_delete(&r->event);
    yaml_parser_delete(&r->parser);
    arena_fail(a);
}

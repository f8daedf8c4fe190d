#include "tex/template_node.h"

/* Longer delimiters serve nobody, and searching for them would no longer be linear. */
enum { DELIMITER_MAX = 16 };

/* After so many unknown names the template is for another program; each costs a did-you-mean. */
enum { ERRORS_MAX = 50 };

struct compiler {
    struct tpl_set *set;
    struct tpl *tpl;
    struct str text;
    struct str open, close;                   /* the delimiters in force */
    size_t pos;                               /* all before is compiled */
    struct tpl_node **tail;                   /* where the next node goes */
    struct tpl_node *sections[TPL_DEPTH_MAX]; /* the open ones, outermost first */
    int depth;
    int errors;
};

struct tag {
    char sigil;        /* one of #^/>!=&{ or 0 */
    struct str inside; /* trimmed, without the sigil */
    struct span at;
};

static struct span span_of(const struct compiler *c, struct str s)
{
    uint32_t start = (uint32_t)(s.ptr - c->text.ptr);
    return (struct span){c->tpl->file, start, start + (uint32_t)s.len};
}

/* Offset of the first `word` in s at or after `from`, or s.len. */
static size_t find(struct str s, size_t from, struct str word)
{
    for (;; from++) {
        from = str_find(s, from, word.ptr[0]);
        if (s.len - from < word.len)
            return s.len;
        if (memcmp(s.ptr + from, word.ptr, word.len) == 0)
            return from;
    }
}

static bool begins_line(const struct compiler *c, size_t at)
{
    return at == 0 || c->text.ptr[at - 1] == '\n';
}

static struct tpl_node *add_node(struct compiler *c, enum tpl_node_kind kind, struct span at)
{
    struct tpl_node *node = arena_new(c->set->arena, struct tpl_node);
    node->kind = kind;
    node->at = at;
    *c->tail = node;
    c->tail = &node->next;
    return node;
}

static void add_text(struct compiler *c, size_t from, size_t to)
{
    struct str text = str_sub(c->text, from, to);
    struct tpl_node *node = add_node(c, TPL_NODE_TEXT, span_of(c, text));
    node->text = text;
    node->line_start = begins_line(c, from);
}

/* Reads the tag whose opening delimiter is at `at`. */
static bool read_tag(struct compiler *c, size_t at, struct tag *tag)
{
    struct str text = c->text;
    size_t from = at + c->open.len;
    char sigil = from < text.len ? text.ptr[from] : 0;
    if (sigil == 0 || memchr("#^/>!=&{", sigil, 8) == NULL)
        sigil = 0;
    else
        from++;
    char word[DELIMITER_MAX + 1] = {sigil == '{' ? '}' : '='};
    memcpy(word + 1, c->close.ptr, c->close.len);
    struct str end = {word, c->close.len + 1};
    if (sigil != '{' && sigil != '=')
        end = str_sub(end, 1, end.len);
    size_t to = find(text, from, end);
    struct str inside = str_sub(text, from, to);
    /* What holds the beginning of another tag is not closed: the end found is the other one's. */
    if (to == text.len || (sigil != '!' && sigil != '=' && find(inside, 0, c->open) < inside.len)) {
        diag_add(c->set->diags, DIAG_TEMPLATE_SYNTAX, span_of(c, str_sub(text, at, from)), NULL,
                 "this tag is not closed with '%.*s'", STR_FMT(end));
        return false;
    }
    tag->sigil = sigil;
    tag->inside = str_trim(inside);
    tag->at = span_of(c, str_sub(text, at, to + end.len));
    return true;
}

/*
 * Whether nothing but white space stands beside the tag on its line. If so *line is where the line
 * begins and *next where the one after it does.
 */
static bool stands_alone(const struct compiler *c, const struct tag *tag, size_t *line,
                         size_t *next)
{
    const char *text = c->text.ptr;
    size_t from = tag->at.start, to = tag->at.end;
    while (from > 0 && (text[from - 1] == ' ' || text[from - 1] == '\t'))
        from--;
    while (to < c->text.len && (text[to] == ' ' || text[to] == '\t'))
        to++;
    if (c->text.len - to >= 2 && text[to] == '\r' && text[to + 1] == '\n')
        to++;
    if (!begins_line(c, from) || (to < c->text.len && text[to] != '\n'))
        return false;
    *line = from;
    *next = to < c->text.len ? to + 1 : to;
    return true;
}

/* Length of the printable ASCII characters that s begins with. */
static size_t word_length(struct str s)
{
    size_t len = 0;
    while (len < s.len && s.ptr[len] > ' ' && s.ptr[len] < 0x7F)
        len++;
    return len;
}

static bool set_delimiters(struct compiler *c, const struct tag *tag)
{
    struct str s = tag->inside, open = str_sub(s, 0, word_length(s));
    struct str close = str_trim(str_sub(s, open.len, s.len));
    if (open.len == 0 || open.len > DELIMITER_MAX || close.len == 0 || close.len > DELIMITER_MAX ||
        word_length(close) < close.len || str_find(s, 0, '=') < s.len) {
        diag_add(c->set->diags, DIAG_TEMPLATE_SYNTAX, tag->at, NULL,
                 "this tag must name two delimiters of 1 to %d ASCII characters, none of them '='",
                 DELIMITER_MAX);
        return false;
    }
    c->open = open;
    c->close = close;
    return true;
}

/* The number of one part of a name. */
static int resolve(struct compiler *c, struct str part)
{
    const struct tpl_view *view = c->set->view;
    int id = view->name(view->user, part);
    if (id >= 0 || c->set->lenient)
        return id;
    const char *near = view->suggest != NULL ? view->suggest(view->user, part) : NULL;
    const char *hint =
        near != NULL ? arena_printf(c->set->arena, "did you mean '%s'?", near) : NULL;
    diag_add(c->set->diags, DIAG_TEMPLATE_NAME, span_of(c, part), hint, "unknown name '%.*s'",
             STR_FMT(tpl_shown(part)));
    c->errors++;
    return id;
}

/* Reads `name` into node->path. False stops the compilation. */
static bool set_path(struct compiler *c, struct tpl_node *node, struct str name)
{
    if (str_is(name, "."))
        return true;
    uint32_t count = 1;
    for (size_t i = 0; i < name.len; i++)
        count += name.ptr[i] == '.';
    int *path = arena_array(c->set->arena, int, count);
    size_t from = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t to = str_find(name, from, '.');
        struct str part = str_sub(name, from, to);
        if (part.len == 0) {
            diag_add(c->set->diags, DIAG_TEMPLATE_SYNTAX, span_of(c, name), NULL,
                     "a part of the name '%.*s' is empty", STR_FMT(tpl_shown(name)));
            return false;
        }
        path[i] = resolve(c, part);
        if (c->errors >= ERRORS_MAX)
            return false;
        from = to + 1;
    }
    node->path = path;
    node->path_len = count;
    return true;
}

static bool open_section(struct compiler *c, const struct tag *tag)
{
    if (c->depth == TPL_DEPTH_MAX) {
        diag_add(c->set->diags, DIAG_TEMPLATE_DEPTH, tag->at, NULL,
                 "sections are nested more than %d deep", TPL_DEPTH_MAX);
        return false;
    }
    enum tpl_node_kind kind = tag->sigil == '#' ? TPL_NODE_SECTION : TPL_NODE_INVERTED;
    struct tpl_node *node = add_node(c, kind, tag->at);
    node->text = tag->inside;
    c->sections[c->depth++] = node;
    c->tail = &node->body;
    return set_path(c, node, tag->inside);
}

/* The mend for a section that is not closed. */
static const char *close_hint(const struct compiler *c, const struct tpl_node *section)
{
    return arena_printf(c->set->arena, "close it with '%.*s/%.*s%.*s'", STR_FMT(c->open),
                        STR_FMT(tpl_shown(section->text)), STR_FMT(c->close));
}

static bool close_section(struct compiler *c, const struct tag *tag)
{
    struct diags *diags = c->set->diags;
    if (c->depth == 0) {
        diag_add(diags, DIAG_TEMPLATE_SYNTAX, tag->at, NULL,
                 "section '%.*s' is closed here but never opened", STR_FMT(tpl_shown(tag->inside)));
        return false;
    }
    struct tpl_node *node = c->sections[--c->depth];
    if (!str_eq(node->text, tag->inside)) {
        struct position pos =
            source_position(&diags->sources[c->tpl->file], diags->arena, node->at.start);
        diag_add(diags, DIAG_TEMPLATE_SYNTAX, tag->at, close_hint(c, node),
                 "'%.*s' is closed here, but the section to close is '%.*s', open since line %u, "
                 "column %u",
                 STR_FMT(tpl_shown(tag->inside)), STR_FMT(tpl_shown(node->text)), pos.line,
                 pos.column);
        return false;
    }
    node->body_bytes = tag->at.start - node->at.end;
    c->tail = &node->next;
    return true;
}

static bool add_partial(struct compiler *c, const struct tag *tag, bool alone, struct str indent)
{
    bool dynamic = tag->inside.ptr[0] == '*';
    struct tpl_node *node = add_node(c, dynamic ? TPL_NODE_DYNAMIC : TPL_NODE_PARTIAL, tag->at);
    node->line_start = alone;
    node->text = indent;
    if (dynamic)
        return set_path(c, node, str_trim(str_sub(tag->inside, 1, tag->inside.len)));
    node->partial = tpl_set_find(c->set, tag->inside, tag->at);
    return node->partial != NULL;
}

static bool add_value(struct compiler *c, const struct tag *tag)
{
    struct tpl_node *node = add_node(c, tag->sigil == 0 ? TPL_NODE_VALUE : TPL_NODE_RAW, tag->at);
    return set_path(c, node, tag->inside);
}

/* Compiles the text up to `at` and the tag there. False stops the compilation. */
static bool compile_tag(struct compiler *c, size_t at)
{
    struct tag tag;
    if (!read_tag(c, at, &tag))
        return false;
    size_t line = at, next = tag.at.end;
    bool is_value = tag.sigil == 0 || tag.sigil == '&' || tag.sigil == '{';
    bool alone = !is_value && stands_alone(c, &tag, &line, &next);
    if (line > c->pos)
        add_text(c, c->pos, line);
    /* An empty text where a line begins with a tag is the place for a partial's indentation. */
    if (!alone && begins_line(c, at))
        add_text(c, at, at);
    c->pos = next;
    if (tag.sigil == '!')
        return true;
    if (tag.sigil == '=')
        return set_delimiters(c, &tag);
    if (tag.inside.len == 0 || (tag.sigil == '>' && str_is(tag.inside, "*"))) {
        diag_add(c->set->diags, DIAG_TEMPLATE_SYNTAX, tag.at, NULL, "this tag has no name");
        return false;
    }
    if (tag.sigil == '#' || tag.sigil == '^')
        return open_section(c, &tag);
    if (tag.sigil == '/')
        return close_section(c, &tag);
    if (tag.sigil == '>')
        return add_partial(c, &tag, alone, str_sub(c->text, line, at));
    return add_value(c, &tag);
}

bool tpl_compile(struct tpl_set *set, struct tpl *t)
{
    struct compiler c = {.set = set,
                         .tpl = t,
                         .text = t->text,
                         .open = set->open,
                         .close = set->close,
                         .tail = &t->body};
    for (;;) {
        size_t at = find(c.text, c.pos, c.open);
        if (at == c.text.len)
            break;
        if (!compile_tag(&c, at))
            return false;
    }
    if (c.pos < c.text.len)
        add_text(&c, c.pos, c.text.len);
    if (c.depth > 0) {
        struct tpl_node *node = c.sections[c.depth - 1];
        diag_add(set->diags, DIAG_TEMPLATE_SYNTAX, node->at, close_hint(&c, node),
                 "section '%.*s' is not closed", STR_FMT(tpl_shown(node->text)));
        return false;
    }
    return c.errors == 0;
}

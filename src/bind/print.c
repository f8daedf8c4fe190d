/* Values to LaTeX: Markdown, dates, names, addresses; each marked as printed. */
#include "bind/internal.h"
#include "model/check.h"
#include "tex/math.h"
#include "tex/raw.h"

/* ---- where a character stands ---- */

/* Where in the source `text` + offset is; the whole value when the text is no part of it. */
static struct span place_of(struct bind *b, struct str text, size_t offset, size_t len)
{
    const struct item *item = b->printing;
    if (item == NULL || item->node == NULL)
        return SPAN_NONE;
    struct span span = item->node->span;
    const char *at = text.ptr + offset;
    const struct node *node = item->node;
    if (item->record != NULL && item->record->fields != NULL)
        node = item->record->fields->first.node;
    if (node->kind != NODE_SCALAR || at < node->text.ptr || at > node->text.ptr + node->text.len)
        return span;
    span = node->span;
    const struct source *src = &b->diags->sources[span.file];
    span.start = node_locate(node, src, (size_t)(at - node->text.ptr));
    span.end = span.start + (uint32_t)len;
    return span;
}

struct escape_place {
    struct bind *bind;
    struct str text;
};

static void report_unprintable(void *user, size_t offset, uint32_t cp)
{
    struct escape_place *place = user;
    struct span at = place_of(place->bind, place->text, offset, 1);
    diag_add(place->bind->diags, DIAG_UNPRINTABLE_CHARACTER, at,
             "pdflatex has no font for it; a placeholder is printed",
             "the character U+%04X cannot be printed", (unsigned)cp);
}

void print_text(struct bind *b, struct str text, enum tex_context context, struct buf *out)
{
    struct escape_place place = {b, text};
    b->writer.out = out;
    b->writer.unprintable = report_unprintable;
    b->writer.user = &place;
    tex_escape(&b->writer, text, context);
}

/* ---- lines of the output ---- */

/* A line of output is folded at the first blank behind this column; past the second number of bytes
 * even where there is no blank. TeX itself gives up at 200,000. */
enum { FOLD_COLUMN = 96, FOLD_HARD = 1500 };

/* Whether a line may end before byte i although there is no blank, its end hidden by a comment sign:
 * between two characters that are no ASCII, and behind an empty group. */
static bool is_seam(const struct buf *out, size_t i)
{
    const char *p = out->ptr + i;
    return ((unsigned char)p[0] >= 0xC0 && (unsigned char)p[-1] >= 0x80) ||
           (p[-1] == '}' && p[-2] == '{' && p[0] != ' ');
}

static bool may_fold(const struct buf *out, size_t i, size_t line)
{
    char c = out->ptr[i];
    return c == '\n' || (c == ' ' && out->ptr[i - 1] != '\\') ||
           (i - line > FOLD_HARD && is_seam(out, i));
}

static void insert_hidden_line_end(struct buf *out, size_t at)
{
    if (!buf_reserve(out, 2))
        return;
    memmove(out->ptr + at + 2, out->ptr + at, out->len - at);
    memcpy(out->ptr + at, "%\n", 2);
    out->len += 2;
}

static void print_fold(struct buf *out, size_t from)
{
    size_t line = from;
    for (size_t i = from; out->len - line > FOLD_COLUMN; i++) {
        /* Up to the column only a line end matters. */
        const char *end = memchr(out->ptr + line, '\n', FOLD_COLUMN);
        if (end != NULL) {
            line = i = (size_t)(end + 1 - out->ptr);
            continue;
        }
        i = i > line + FOLD_COLUMN ? i : line + FOLD_COLUMN;
        while (i < out->len && !may_fold(out, i, line))
            i++;
        if (i == out->len)
            return;
        if (out->ptr[i] == ' ')
            out->ptr[i] = '\n';
        else if (out->ptr[i] != '\n')
            insert_hidden_line_end(out, i++);
        line = i + 1;
    }
}

/* ---- Markdown ---- */

static const struct {
    const char *tex;
    unsigned needs;
} marks[] = {
    [MD_STRONG_OPEN] = {"\\textbf{", 0},
    [MD_STRONG_CLOSE] = {"}", 0},
    [MD_EMPHASIS_OPEN] = {"\\emph{", 0},
    [MD_EMPHASIS_CLOSE] = {"}", 0},
    [MD_UNDERLINE_OPEN] = {"\\uline{", TEX_NEEDS_ULEM},
    [MD_UNDERLINE_CLOSE] = {"}", 0},
    [MD_STRIKE_OPEN] = {"\\sout{", TEX_NEEDS_ULEM},
    [MD_STRIKE_CLOSE] = {"}", 0},
    [MD_SUPERSCRIPT_OPEN] = {"\\textsuperscript{", 0},
    [MD_SUPERSCRIPT_CLOSE] = {"}", 0},
    [MD_SUBSCRIPT_OPEN] = {"\\textsubscript{", 0},
    [MD_SUBSCRIPT_CLOSE] = {"}", 0},
    [MD_LINE_BREAK] = {"\\newline{}", 0},
    [MD_BULLETS_OPEN] = {"\\begin{itemize}", 0},
    [MD_BULLETS_CLOSE] = {"\n\\end{itemize}", 0},
    [MD_NUMBERS_CLOSE] = {"\n\\end{enumerate}", 0},
    [MD_ITEM_OPEN] = {"\n\\item ", 0},
    [MD_ITEM_CLOSE] = {"", 0},
    [MD_LINK_CLOSE] = {"}", 0},
};

/* A paragraph that is not the first thing where it stands begins on a new line. */
static void open_paragraph(const struct md_event *event, const struct md_event *from,
                           struct buf *out)
{
    if (event > from && event[-1].kind == MD_PARAGRAPH_CLOSE)
        buf_adds(out, "\\newline{}\n");
}

/* A list that does not begin with 1 says so to the counter of its level. */
static void open_numbers(const struct md_event *event, const struct md_event *from,
                         struct buf *out)
{
    static const char *const counters[MARKDOWN_LIST_DEPTH_MAX] = {"enumi", "enumii", "enumiii",
                                                                  "enumiv"};
    int level = 0;
    for (const struct md_event *e = from; e < event; e++)
        level += (e->kind == MD_NUMBERS_OPEN) - (e->kind == MD_NUMBERS_CLOSE);
    buf_adds(out, "\\begin{enumerate}");
    if (event->number != 1 && level < MARKDOWN_LIST_DEPTH_MAX)
        buf_addf(out, "\\setcounter{%s}{%d}", counters[level], (int)event->number - 1);
}

static void print_event(struct bind *b, const struct md_event *event, const struct md_event *from,
                        struct buf *out)
{
    switch (event->kind) {
    case MD_NUMBERS_OPEN:
        open_numbers(event, from, out);
        break;
    case MD_TEXT_RUN:
        print_text(b, event->text, TEX_TEXT, out);
        break;
    case MD_CODE_RUN:
        buf_adds(out, "\\texttt{");
        print_text(b, event->text, TEX_CODE, out);
        buf_addc(out, '}');
        break;
    case MD_MATH_RUN:
        if (math_needs_amssymb(event->text))
            b->writer.needs |= TEX_NEEDS_AMSSYMB;
        if (math_needs_amsmath(event->text))
            b->writer.needs |= TEX_NEEDS_AMSMATH;
        buf_addc(out, '$');
        print_text(b, event->text, TEX_MATH, out);
        buf_addc(out, '$');
        break;
    case MD_LINK_OPEN:
        buf_adds(out, "\\href{");
        print_text(b, event->text, TEX_URL, out);
        buf_adds(out, "}{");
        break;
    case MD_PARAGRAPH_OPEN:
        open_paragraph(event, from, out);
        break;
    case MD_PARAGRAPH_CLOSE:
        break;
    default:
        b->writer.needs |= marks[event->kind].needs;
        buf_adds(out, marks[event->kind].tex);
    }
}

void print_events(struct bind *b, const struct md_event *from, const struct md_event *to,
                  struct buf *out)
{
    for (const struct md_event *event = from; event < to; event++)
        print_event(b, event, from, out);
}

void print_rejected_math(struct bind *b, const struct item *item, const struct md_events *events)
{
    const struct item *outer = b->printing;
    b->printing = item;
    if (events->rejected_math != NULL)
        diag_add(b->diags, DIAG_MATH_COMMAND,
                 place_of(b, item->text, events->rejected_at, strlen(events->rejected_math)),
                 "the formula is printed as text; the manual lists the commands",
                 "'%s' is not allowed in a formula", events->rejected_math);
    b->printing = outer;
}

static void print_markdown(struct bind *b, struct str text, bool blocks, struct buf *out)
{
    if (markdown_is_plain(text) && !(blocks && memchr(text.ptr, '\n', text.len) != NULL)) {
        print_text(b, str_trim(text), TEX_TEXT, out);
        return;
    }
    struct md_events events = blocks ? markdown_blocks(&b->scratch, text, math_allowed)
                                     : markdown_inline(&b->scratch, text, math_allowed);
    if (b->printing != NULL)
        print_rejected_math(b, b->printing, &events);
    print_events(b, events.list, events.list + events.count, out);
}

/* ---- single values ---- */

static void print_raw_tex(struct bind *b, const struct item *item, struct buf *out)
{
    size_t at;
    const char *problem = raw_tex(out, item->text, &at);
    if (problem != NULL)
        diag_add(b->diags, DIAG_RAW_TEX, place_of(b, item->text, at, 1),
                 "raw LaTeX may set text, symbols and boxes; the manual says what else",
                 "this LaTeX is refused: %s", problem);
}

/* An address as a person writes it: without its scheme and a lone slash at the end. */
static struct str bare_address(struct str url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_starts(url, str_of(schemes[i]))) {
            url = str_sub(url, strlen(schemes[i]), url.len);
            break;
        }
    if (url.len > 0 && url.ptr[url.len - 1] == '/' && str_find(url, 0, '/') == url.len - 1)
        url.len--;
    return url;
}

static void print_link(struct bind *b, const char *scheme, struct str address, struct str text,
                       struct buf *out)
{
    buf_addf(out, "\\href{%s", scheme);
    print_text(b, address, TEX_URL, out);
    buf_adds(out, "}{");
    print_text(b, text, TEX_TEXT, out);
    buf_addc(out, '}');
}

static void print_url(struct bind *b, struct str url, struct buf *out)
{
    if (check_is_address(url))
        print_link(b, "", url, bare_address(url), out);
    else if (memchr(url.ptr, '.', url.len) != NULL && memchr(url.ptr, ' ', url.len) == NULL)
        print_link(b, "https://", url, bare_address(url), out);
    else
        print_text(b, url, TEX_TEXT, out);
}

static void print_email(struct bind *b, struct str email, struct buf *out)
{
    email = bare_address(email);
    if (memchr(email.ptr, '@', email.len) != NULL && memchr(email.ptr, ' ', email.len) == NULL)
        print_link(b, "mailto:", email, email, out);
    else
        print_text(b, email, TEX_TEXT, out);
}

/* Whether `person` is the owner of the CV: the name, or one of the variants. */
static bool is_owner(const struct bind *b, struct str person)
{
    const struct field *name = record_get(b->cv->top, NAME_name);
    if (name != NULL && str_eq_nocase(person, str_trim(name->first.text)))
        return true;
    if (name != NULL && name->first.record != NULL) {
        struct str given = record_text(name->first.record, NAME_given);
        struct str family = record_text(name->first.record, NAME_family);
        if (person.len == given.len + 1 + family.len && str_starts(person, given) &&
            str_eq(str_sub(person, given.len + 1, person.len), family))
            return true;
    }
    const struct field *variants = record_get(b->cv->top, NAME_name_variants);
    for (const struct item *item = variants ? &variants->first : NULL; item; item = item->next)
        if (str_eq_nocase(person, item->text))
            return true;
    return false;
}

static void print_person(struct bind *b, struct item *item, struct buf *out)
{
    struct str name = item->text;
    if (item->record != NULL) {
        struct field *field = record_get(item->record, NAME_name);
        for (struct field *f = item->record->fields; f != NULL; f = f->next)
            f->first.printed = true;
        name = field != NULL ? field->first.text : STR_NONE;
    }
    bool owner = is_owner(b, str_trim(name));
    if (owner)
        buf_adds(out, "\\textbf{");
    print_markdown(b, name, false, out);
    if (owner)
        buf_addc(out, '}');
}

void print_item(struct bind *b, struct item *item, const struct row *row, struct buf *out)
{
    b->printing = item;
    item->printed = true;
    if (item->node != NULL && item->node->raw_tex) {
        print_raw_tex(b, item, out);
    } else {
        switch (row->kind) {
        case KIND_LINE:
        case KIND_NAME:
            print_markdown(b, item->text, false, out);
            break;
        case KIND_PROSE:
            print_markdown(b, item->text, true, out);
            break;
        case KIND_URL:
            print_url(b, str_trim(item->text), out);
            break;
        case KIND_EMAIL:
            print_email(b, str_trim(item->text), out);
            break;
        case KIND_PERSON:
            print_person(b, item, out);
            break;
        default:
            print_text(b, str_trim(item->text), TEX_TEXT, out);
        }
    }
    b->printing = NULL;
}

/* ---- values of the view ---- */

static void print_list(struct bind *b, const struct tpl_value *list, struct buf *out)
{
    struct tpl_value item = b->view.next(b, list, NULL);
    for (bool first = true; item.kind != TPL_ABSENT; first = false) {
        if (!first)
            buf_adds(out, ", ");
        print_value(b, &item, false, out);
        item = b->view.next(b, list, &item);
    }
}

static void print_block(struct bind *b, const struct block *block, struct buf *out)
{
    if (block->from == NULL) {
        print_item(b, block->item, block->row, out);
        return;
    }
    b->printing = block->item;
    block->item->printed = true;
    print_events(b, block->from, block->to, out);
    b->printing = NULL;
}

static void print_contact(struct bind *b, const struct contact *contact, bool address,
                          struct buf *out)
{
    static const struct row line = {.kind = KIND_LINE};
    contact->item->printed = true;
    b->printing = contact->item;
    if (address) {
        print_text(b, contact->url, TEX_URL, out);
    } else if (contact->kind == CONTACT_MARKDOWN) {
        print_item(b, contact->item, &line, out);
    } else {
        if (contact->is_labelled) {
            print_text(b, contact->label, TEX_TEXT, out);
            buf_adds(out, ": ");
        }
        print_text(b, contact->text, TEX_TEXT, out);
    }
    b->printing = NULL;
}

/* RenderCV and many others write telephone numbers as addresses: tel:+1-... */
static void print_phone(struct bind *b, struct item *item, struct buf *out)
{
    struct str number = bare_address(str_trim(item->text));
    item->printed = true;
    b->printing = item;
    print_text(b, number, TEX_TEXT, out);
    b->printing = NULL;
}

static void print_heading(struct bind *b, struct section *section, bool pdf, struct buf *out)
{
    static const struct row line = {.kind = KIND_LINE};
    if (pdf)
        print_text(b, str_trim(section->title.text), TEX_PDF, out);
    else
        print_item(b, &section->title, &line, out);
}

/* A record has no text of its own but for a link: its label, which leads to its address. */
static void print_record(struct bind *b, const struct record *record, struct buf *out)
{
    struct field *label = record_get(record, NAME_label), *url = record_get(record, NAME_url);
    if (label == NULL || url == NULL)
        return;
    url->first.printed = true;
    b->printing = &url->first;
    buf_adds(out, "\\href{");
    print_text(b, str_trim(url->first.text), TEX_URL, out);
    buf_adds(out, "}{");
    print_item(b, &label->first, label->row, out);
    buf_addc(out, '}');
}

/* A text that must stay on the line of its comment. */
static void print_comment(struct str text, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++)
        buf_addc(out, (unsigned char)text.ptr[i] < 0x20 ? '?' : text.ptr[i]);
}

/* The view hands values out as constants; printing is what marks them. */
static void *mutable(const void *ptr)
{
    return (void *)(size_t)ptr;
}

static void print_identifier(struct bind *b, struct field *field, enum tex_context context,
                             struct buf *out)
{
    field->first.printed = true;
    b->printing = &field->first;
    print_text(b, details_address(field->first.text), context, out);
    b->printing = NULL;
}

static void print_tagged(struct bind *b, const struct tpl_value *value, bool raw, struct buf *out)
{
    switch ((enum view_tag)value->tag) {
    case VIEW_STRING:
        if (raw)
            buf_adds(out, value->ptr);
        else
            print_text(b, str_of(value->ptr), TEX_TEXT, out);
        break;
    case VIEW_COMMENT:
        print_comment(str_of(value->ptr), out);
        break;
    case VIEW_PDF:
        print_text(b, str_of(value->ptr), TEX_PDF, out);
        break;
    case VIEW_ITEM:
        print_item(b, mutable(value->ptr), value->extra, out);
        break;
    case VIEW_FIELD:
        print_list(b, value, out);
        break;
    case VIEW_RECORD:
        print_record(b, value->ptr, out);
        break;
    case VIEW_BLOCK:
        print_block(b, value->ptr, out);
        break;
    case VIEW_DATES:
        dates_print(b, value->ptr, out);
        break;
    case VIEW_ADDRESS:
        print_identifier(b, mutable(value->ptr), value->extra != NULL ? TEX_TEXT : TEX_URL, out);
        break;
    case VIEW_HEAD:
        head_print(b, value->ptr, out);
        break;
    case VIEW_CONTACT_TEXT:
        print_contact(b, value->ptr, value->extra != NULL, out);
        break;
    case VIEW_PHONE:
        print_phone(b, mutable(value->ptr), out);
        break;
    case VIEW_HEADING:
    case VIEW_HEADING_PDF:
        print_heading(b, mutable(value->ptr), value->tag == VIEW_HEADING_PDF, out);
        break;
    default:
        break;
    }
}

/* Where a value comes from; SPAN_NONE for those that the program made up. */
static struct span span_of(const struct tpl_value *value)
{
    const struct node *node = NULL;
    switch ((enum view_tag)value->tag) {
    case VIEW_ITEM:
    case VIEW_PHONE:
        node = ((const struct item *)value->ptr)->node;
        break;
    case VIEW_BLOCK:
        node = ((const struct block *)value->ptr)->item->node;
        break;
    case VIEW_DATES:
        node = ((const struct record *)value->ptr)->node;
        break;
    case VIEW_HEADING:
        node = ((const struct section *)value->ptr)->title.node;
        break;
    case VIEW_CONTACT_TEXT:
        node = ((const struct contact *)value->ptr)->item->node;
        break;
    default:
        break;
    }
    return node != NULL ? node->span : SPAN_NONE;
}

static void remember_span(struct bind *b, struct span span, size_t from, size_t to)
{
    if (span.file == UINT32_MAX || to == from)
        return;
    if (b->map_count == b->map_cap) {
        size_t cap = b->map_cap > 0 ? b->map_cap * 2 : 256;
        struct span_map_entry *map = arena_array(b->arena, struct span_map_entry, cap);
        if (b->map_count > 0)
            memcpy(map, b->map, b->map_count * sizeof *map);
        b->map = map;
        b->map_cap = cap;
    }
    b->map[b->map_count++] = (struct span_map_entry){(uint32_t)from, (uint32_t)to, span};
}

void print_value(void *user, const struct tpl_value *value, bool raw, struct buf *out)
{
    struct bind *b = user;
    size_t from = out->len;
    print_tagged(b, value, raw, out);
    if (raw || value->tag == VIEW_COMMENT)
        return;
    print_fold(out, from);
    remember_span(b, span_of(value), from, out->len);
}

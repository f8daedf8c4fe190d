/* Values of the view to LaTeX, and the map from the LaTeX back to the CV. */
#include "bind/internal.h"

static void print_list(struct bind *b, const struct tpl_value *list, struct buf *out)
{
    const struct field *field = list->ptr;
    if (field->row->kind == KIND_PERSON) {
        people_print_list(b, field, out);
        return;
    }
    struct tpl_value item = b->view.next(b, list, NULL);
    for (bool first = true; item.kind != TPL_ABSENT; first = false) {
        if (!first) /* a place and a date have a comma between them */
            buf_adds(out, field->row->key == NAME_also ? "; " : ", ");
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

/* An address that may be broken behind its punctuation. */
static void print_breakable(struct bind *b, struct str text, struct buf *out)
{
    for (size_t from = 0; from < text.len;) {
        size_t to = from + 1;
        while (to < text.len && strchr("@./-_:", text.ptr[to - 1]) == NULL)
            to++;
        print_text(b, str_sub(text, from, to), TEX_TEXT, out);
        if (to < text.len)
            buf_adds(out, "\\allowbreak{}");
        from = to;
    }
}

static void print_contact_text(struct bind *b, const struct contact *contact, struct buf *out)
{
    if (contact->is_labelled) {
        print_text(b, contact->label, TEX_TEXT, out);
        buf_adds(out, ": ");
    }
    if (fit_is_long(b, contact))
        print_breakable(b, contact->text, out);
    else
        print_words(b, contact->text, contact->kind != CONTACT_EMAIL, out);
}

static void print_contact(struct bind *b, const struct contact *contact, bool address,
                          struct buf *out)
{
    static const struct row line = {.kind = KIND_LINE};
    /* moderncv hands the text of a \social on as an optional argument. */
    bool bracket = !address && str_find(contact->text, 0, ']') < contact->text.len;
    contact->item->printed = true;
    b->printing = contact->item;
    buf_adds(out, bracket ? "{" : "");
    if (address)
        print_text(b, contact->url, TEX_URL, out);
    else if (contact->kind == CONTACT_MARKDOWN)
        print_item(b, contact->item, &line, out);
    else
        print_contact_text(b, contact, out);
    buf_adds(out, bracket ? "}" : "");
    b->printing = NULL;
}

/* RenderCV and many others write telephone numbers as addresses: tel:+1-... */
static void print_phone(struct bind *b, struct item *item, struct buf *out)
{
    struct str number = print_bare_address(str_trim(item->text));
    item->printed = true;
    b->printing = item;
    print_words(b, number, true, out);
    b->printing = NULL;
}

static void print_heading(struct bind *b, struct item *title, bool pdf, struct buf *out)
{
    static const struct row line = {.kind = KIND_LINE};
    if (pdf)
        print_text(b, str_trim(title->text), TEX_PDF, out);
    else
        print_item(b, title, &line, out);
}

/* A record has no text of its own but for a link: its label, which leads to its address. */
static void print_record(struct bind *b, const struct record *record, struct buf *out)
{
    struct field *label = record_get(record, NAME_label), *url = record_get(record, NAME_url);
    if (label == NULL || url == NULL)
        return;
    b->printing = &url->first;
    bool link = markdown_is_plain(label->first.text) &&
                print_link_open(b, str_trim(url->first.text), out);
    if (label->first.node == NULL) { /* of twins.c */
        label->first.printed = true;
        print_text(b, str_of(view_word(b, WORD_PREPRINT)), TEX_TEXT, out);
    } else {
        print_item(b, &label->first, label->row, out);
    }
    buf_adds(out, link ? "}" : ": ");
    if (link)
        url->first.printed = true;
    else
        print_item(b, &url->first, url->row, out);
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
    case VIEW_PAGE:
        layout_print_page(b, value->ptr, out);
        break;
    case VIEW_ITEM:
        print_item(b, mutable(value->ptr), value->extra, out);
        break;
    case VIEW_FIELD:
        print_list(b, value, out);
        break;
    case VIEW_PERSON:
        people_print(b, mutable(value->ptr), *(const enum people_form *)value->extra, out);
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
    case VIEW_YEAR:
        dates_print_year(b, value->ptr, out);
        break;
    case VIEW_MARK:
        publication_print_mark(b, *(const char *)value->ptr, out);
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

/* Where a value comes from; NULL for those that the program made up, or that print_item() prints. */
static const struct node *node_of(const struct tpl_value *value)
{
    switch ((enum view_tag)value->tag) {
    case VIEW_PHONE:
        return ((const struct item *)value->ptr)->node;
    case VIEW_BLOCK:
        return ((const struct block *)value->ptr)->item->node;
    case VIEW_DATES:
    case VIEW_YEAR:
        return ((const struct record *)value->ptr)->node;
    case VIEW_HEADING:
        return ((const struct item *)value->ptr)->node;
    case VIEW_CONTACT_TEXT:
        return ((const struct contact *)value->ptr)->item->node;
    default:
        return NULL;
    }
}

void print_remember(struct bind *b, const struct node *node, size_t from, const struct buf *out)
{
    if (node == NULL || node->span.file == UINT32_MAX || out != &b->body || out->len == from)
        return;
    if (b->map_count == b->map_cap) {
        size_t cap = b->map_cap > 0 ? b->map_cap * 2 : 256;
        struct span_map_entry *map = arena_array(b->arena, struct span_map_entry, cap);
        if (b->map_count > 0)
            memcpy(map, b->map, b->map_count * sizeof *map);
        b->map = map;
        b->map_cap = cap;
    }
    b->map[b->map_count++] = (struct span_map_entry){.start = (uint32_t)from,
                                                     .end = (uint32_t)out->len,
                                                     .span = node->span,
                                                     .raw = node->raw_tex};
}

void print_value(void *user, const struct tpl_value *value, bool raw, struct buf *out)
{
    struct bind *b = user;
    size_t from = out->len;
    print_tagged(b, value, raw, out);
    if (raw || value->tag == VIEW_COMMENT)
        return;
    print_fold(out, from);
    print_remember(b, node_of(value), from, out);
}

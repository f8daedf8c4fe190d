/* Names to values: the view that the templates see. */
#include "base/fold.h"
#include "bind/internal.h"
#include "model/check.h"

#define ABSENT ((struct tpl_value){.kind = TPL_ABSENT})
#define EMPTY ((struct tpl_value){.kind = TPL_FALSE})

struct tpl_value view_string(const char *text)
{
    return (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_STRING, .ptr = text};
}

struct tpl_value view_flag(bool value)
{
    return (struct tpl_value){.kind = value ? TPL_TRUE : TPL_FALSE};
}

/* ---- names ---- */

static const char *const view_names[] = {
#define V(name) #name,
#include "bind/view.def"
#undef V
#define F(id, name) "needs_" #name,
    TEX_FEATURES(F)
#undef F
};

/* The names behind view_names. */
enum { VIEW_WORDS = VIEW_END - WORD_COUNT };

static int find_name(void *user, struct str text)
{
    (void)user;
    enum name name = name_find(text);
    if (name < NAME_COUNT)
        return (int)name;
    if (str_starts(text, STR("word_"))) {
        enum word word = locale_find_key(str_sub(text, strlen("word_"), text.len));
        return word < WORD_COUNT ? (int)(VIEW_WORDS + word) : -1;
    }
    for (int i = VIEW_FIRST + 1; i < VIEW_WORDS; i++)
        if (str_is(text, view_names[i - VIEW_FIRST - 1]))
            return i;
    return -1;
}

static const char *suggest_name(void *user, struct str text)
{
    (void)user;
    const char *near = str_closest(text, view_names, sizeof view_names / sizeof *view_names);
    if (near != NULL)
        return near;
    const char *keys[NAME_COUNT];
    for (int i = 0; i < NAME_COUNT; i++)
        keys[i] = name_text((enum name)i);
    return str_closest(text, keys, NAME_COUNT);
}

bool bind_is_template_name(struct str name)
{
    if (str_starts(name, STR(BIND_STYLES)))
        name = str_sub(name, sizeof BIND_STYLES - 1, name.len);
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return name.len > 0 && name.len <= 64;
}

/* ---- fields ---- */

static struct tpl_value item_value(const struct item *item, const struct row *row)
{
    if (row->kind == KIND_MAP || row->kind == KIND_PAIRS)
        return (struct tpl_value){.kind = TPL_OBJECT, .tag = VIEW_RECORD, .ptr = item->record};
    if (row->kind == KIND_FLAG)
        return view_flag(check_is_true(item->text));
    if (item->record == NULL && str_trim(item->text).len == 0)
        return EMPTY;
    enum tpl_kind kind = row->kind == KIND_PROSE ? TPL_OBJECT : TPL_TEXT;
    return (struct tpl_value){.kind = kind, .tag = VIEW_ITEM, .ptr = item, .extra = row};
}

struct tpl_value view_field(struct field *field)
{
    if (field == NULL)
        return EMPTY;
    if (field->row->kind == KIND_PAIRS || (field->row->flags & ROW_LIST))
        return (struct tpl_value){.kind = TPL_LIST, .tag = VIEW_FIELD, .ptr = field};
    return item_value(&field->first, field->row);
}

/* The word of words.def that says what `text` does, or WORD_COUNT. */
static enum word word_meant(struct str text)
{
    static const struct {
        const char *text;
        enum word word;
    } others[] = {
        {"to appear", WORD_FORTHCOMING}, {"accepted", WORD_ACCEPTED}, {"thesis", WORD_THESIS}};
    for (int word = WORD_IN_PRESS; word <= WORD_BACHELORS_THESIS; word++)
        if (fold_eq(text, str_of(locale_word(&locale_english, (enum word)word))))
            return (enum word)word;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (fold_eq(text, str_of(others[i].text)))
            return others[i].word;
    return WORD_COUNT;
}

struct tpl_value view_field_in_words(const struct bind *b, struct field *field)
{
    bool can_be = field != NULL && field->first.next == NULL &&
                  (field->row->key == NAME_status || field->row->key == NAME_kind);
    if (!can_be || b->options.locale == &locale_english)
        return view_field(field);
    enum word word = word_meant(field->first.text);
    if (word == WORD_COUNT)
        return view_field(field);
    field->first.printed = true;
    return view_string(view_word(b, word));
}

static struct tpl_value next_item(const struct field *field,
                                  const struct tpl_value *item)
{
    const struct item *next = &field->first;
    if (item != NULL) {
        const struct item *at = &field->first;
        if (item->tag == VIEW_RECORD)
            while (at != NULL && at->record != item->ptr)
                at = at->next;
        else
            at = item->ptr;
        next = at != NULL ? at->next : NULL;
    }
    return next != NULL ? item_value(next, field->row) : ABSENT;
}

/* ---- objects ---- */

/* Whether an entry says more than what it is called. */
static bool has_rest(const struct record *record)
{
    for (const struct field *field = record->fields; field != NULL; field = field->next)
        if (field->row != &record->table->rows[0] && field->row->key != NAME_note &&
            field->row->key != NAME_extra &&
            field->row->kind != KIND_PROSE && !(field->row->flags & ROW_OPTION))
            return true;
    return false;
}

/* How long it was: as the entry says, or as its dates do. */
static struct tpl_value lasted_of(struct bind *b, const struct record *record)
{
    struct field *said = record_get(record, NAME_duration);
    if (said != NULL)
        return view_field(said);
    struct buf text = BUF_INIT;
    dates_print_duration(b, record, &text);
    const char *duration = words_finish(b, &text);
    return *duration != '\0' ? view_string(duration) : EMPTY;
}

static struct tpl_value get_of_record(struct bind *b, const struct tpl_value *object, int id)
{
    const struct record *record = object->ptr;
    if (id < NAME_COUNT)
        return view_field_in_words(b, record_get(record, (enum name)id));
    switch (id) {
    case VIEW_template_name:
        return view_string(record->table->name);
    case VIEW_dates:
        return dates_given(record)
                   ? (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_DATES, .ptr = record}
                   : EMPTY;
    case VIEW_detail_lines:
        return (struct tpl_value){
            .kind = TPL_LIST, .tag = VIEW_DETAILS, .ptr = details_lines(b, record)};
    case VIEW_has_keywords:
        return view_flag(record_get(record, NAME_keywords) != NULL);
    case VIEW_has_rest:
        return view_flag(has_rest(record));
    case VIEW_plain_url:
        return view_flag(record_get(record, NAME_url) != NULL && !head_has_link(record));
    case VIEW_head_title:
    case VIEW_head_organization:
    case VIEW_head_place:
    case VIEW_head_extra:
    case VIEW_brief_organization:
    case VIEW_brief_title:
    case VIEW_has_head:
    case VIEW_single:
    case VIEW_wide:
    case VIEW_long_dates:
    case VIEW_right_fits:
        return head_get(b, record, object->extra, (enum view_name)id);
    case VIEW_lasted:
        return lasted_of(b, record);
    case VIEW_cited:
    case VIEW_cited_number:
    case VIEW_citation_count:
    case VIEW_citation_source:
    case VIEW_citation_date:
        return citations_of_paper(b, record, (enum view_name)id);
    case VIEW_brief:
    case VIEW_long_entry:
    case VIEW_gap:
    case VIEW_half:
    case VIEW_first_half:
    case VIEW_lone_half:
    case VIEW_last_half:
        return head_place_among(b, record, (enum view_name)id);
    default:
        return publication_get(b, record, (enum view_name)id);
    }
}

/* Whether the LaTeX of a title holds more than letters, so that bookmarks need another form. */
static bool is_marked(struct bind *b, const struct item *title)
{
    static const struct row line = {.kind = KIND_LINE};
    struct buf text = BUF_INIT;
    struct item copy = *title;
    struct diags quiet = *b->diags, *loud = b->diags;
    b->diags = &quiet; /* the heading itself will report what is wrong with it */
    print_item(b, &copy, &line, &text);
    b->diags = loud;
    bool marked = false;
    for (size_t i = 0; i + 1 < text.len; i++)
        marked = marked || text.ptr[i] == '$' ||
                 (text.ptr[i] == '\\' && strchr("&%#_$", text.ptr[i + 1]) == NULL);
    buf_free(&text);
    return marked;
}

static struct tpl_value heading_of(const struct item *title, enum view_tag tag)
{
    if (str_trim(title->text).len == 0)
        return EMPTY;
    return (struct tpl_value){.kind = TPL_TEXT, .tag = tag, .ptr = title};
}

/* How many lines a heading needs on its page, its own among them; 0: LaTeX sees to that. */
static unsigned lines_after_heading(struct bind *b, const struct section *section)
{
    enum { WITH_TITLE_OF_GROUP = 9 }; /* which itself needs 5, and would leave the heading alone */
    const struct group *group = section->groups;
    bool titled = group != NULL && (group->word != WORD_COUNT || group->title.text.len > 0);
    unsigned lines = head_lines(b, section);
    lines = lines > 2 ? lines + 3 : 0;
    return titled && lines < WITH_TITLE_OF_GROUP ? WITH_TITLE_OF_GROUP : lines;
}

static struct tpl_value get_of_section(struct bind *b, const struct tpl_value *object, int id)
{
    const struct section *section = object->ptr;
    switch (id) {
    case VIEW_legend:
        return people_legend(b);
    case VIEW_groups:
        b->legend = 0;
        return (struct tpl_value){.kind = TPL_LIST, .tag = VIEW_GROUPS, .ptr = section};
    case NAME_entries:
        return (struct tpl_value){.kind = TPL_LIST, .tag = VIEW_ENTRIES, .ptr = section};
    case VIEW_heading:
        return heading_of(&section->title, VIEW_HEADING);
    case VIEW_heading_pdf:
        return heading_of(&section->title, VIEW_HEADING_PDF);
    case NAME_totals:
        return (struct tpl_value){
            .kind = TPL_LIST, .tag = VIEW_TOTALS, .ptr = totals_of_section(b, section)};
    case VIEW_has_totals:
        return view_flag(totals_of_section(b, section) != NULL);
    case VIEW_heading_lines: {
        unsigned lines = lines_after_heading(b, section);
        return lines > 0 ? view_string(arena_printf(b->arena, "%u", lines)) : EMPTY;
    }
    case VIEW_citation_summary:
    case VIEW_citation_basis:
    case VIEW_citation_chart:
    case VIEW_has_citation_chart:
    case VIEW_has_citation_lines:
        return citations_of_section(b, section, (enum view_name)id);
    case VIEW_marked_heading:
        return view_flag(is_marked(b, &section->title));
    default:
        return ABSENT;
    }
}

static struct tpl_value get_of_group(struct bind *b, const struct tpl_value *object, int id)
{
    const struct group *group = object->ptr;
    switch (id) {
    case NAME_entries:
        return (struct tpl_value){
            .kind = TPL_LIST, .tag = VIEW_ENTRIES, .ptr = object->extra, .extra = group};
    case VIEW_group_title:
        if (group->word != WORD_COUNT)
            return view_string(view_word(b, group->word));
        return heading_of(&group->title, VIEW_HEADING);
    case VIEW_group_title_pdf:
        if (group->word != WORD_COUNT)
            return (struct tpl_value){
                .kind = TPL_TEXT, .tag = VIEW_PDF, .ptr = view_word(b, group->word)};
        return heading_of(&group->title, VIEW_HEADING_PDF);
    case VIEW_marked_group:
        return view_flag(is_marked(b, &group->title));
    default:
        return ABSENT;
    }
}

static struct tpl_value get_of_item(struct bind *b, const struct tpl_value *object, int id)
{
    const struct item *item = object->ptr;
    const struct row *row = object->extra;
    if (row->kind != KIND_PROSE)
        return ABSENT;
    if (id == VIEW_blocks)
        return (struct tpl_value){.kind = TPL_LIST,
                                  .tag = VIEW_BLOCKS,
                                  .ptr = prose_blocks(b, (struct item *)(size_t)item, row)};
    if (id == VIEW_long_block)
        return view_flag(prose_is_long(b, item->text));
    return ABSENT;
}

static struct tpl_value get_of_block(const struct tpl_value *object, int id)
{
    const struct block *block = object->ptr;
    switch (id) {
    case VIEW_paragraph_block:
        return view_flag(block->kind == BLOCK_PARAGRAPH);
    case VIEW_bullet_block:
        return view_flag(block->kind == BLOCK_BULLET);
    case VIEW_number_block:
        return view_flag(block->kind == BLOCK_NUMBERS);
    case VIEW_long_block:
        return view_flag(block->is_long);
    case NAME_text:
        return *object;
    default:
        return ABSENT;
    }
}

static struct tpl_value get_of_contact(const struct bind *b, const struct tpl_value *object, int id)
{
    const struct contact *contact = object->ptr;
    struct tpl_value text = {.kind = TPL_TEXT, .tag = VIEW_CONTACT_TEXT, .ptr = contact};
    switch (id) {
    case VIEW_contact_email:
        return view_flag(contact->kind == CONTACT_EMAIL);
    case VIEW_contact_link:
        return view_flag(contact->kind == CONTACT_LINK);
    case VIEW_contact_http:
        return view_flag(contact->kind == CONTACT_HTTP);
    case VIEW_contact_text:
        return view_flag(contact->kind == CONTACT_TEXT || contact->kind == CONTACT_MARKDOWN);
    case VIEW_long_contact:
        return view_flag(fit_is_long(b, contact));
    case VIEW_icon:
        return view_string(*contact->icon != '\0' ? contact->icon : "plain");
    case NAME_text:
        return text;
    case NAME_url:
        text.extra = contact;
        return text;
    default:
        return ABSENT;
    }
}

static struct tpl_value get_of_symbol(const struct tpl_value *object, int id)
{
    const struct symbol *symbol = object->ptr;
    return id == VIEW_symbol ? view_string(symbol->name)
           : id == VIEW_reads
               ? (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_PDF, .ptr = symbol->reads}
           : id == VIEW_glyph ? (symbol->glyph ? view_string(symbol->glyph) : EMPTY)
                              : ABSENT;
}

static struct tpl_value get_of_design(struct bind *b, int id)
{
    if (id >= NAME_COUNT || table_row(&design_table, (enum name)id) == NULL)
        return ABSENT;
    struct str value = cv_design(b->cv, (enum name)id);
    if (value.len == 0)
        return EMPTY;
    return view_string(arena_str(b->arena, value).ptr);
}

static struct tpl_value needs(struct bind *b, int id)
{
    const unsigned scripts = TEX_NEEDS_VIETNAMESE | TEX_NEEDS_CYRILLIC | TEX_NEEDS_GREEK;
    if (id == VIEW_needs_scripts)
        return view_flag((b->writer.needs & scripts) != 0);
    int feature = id - (VIEW_WORDS - TEX_FEATURE_COUNT);
    if (feature < 0)
        return ABSENT;
    return view_flag((b->writer.needs & 1u << feature) != 0);
}

static struct tpl_value get_of_cv(struct bind *b, int id)
{
    switch (id) {
    case NAME_sections:
        return (struct tpl_value){.kind = TPL_LIST, .tag = VIEW_SECTIONS, .ptr = b->cv};
    case NAME_design:
        return (struct tpl_value){.kind = TPL_OBJECT, .tag = VIEW_DESIGN, .ptr = b->cv};
    case VIEW_version:
        return view_string(b->options.version);
    case VIEW_provenance:
        return (struct tpl_value){
            .kind = TPL_TEXT, .tag = VIEW_COMMENT, .ptr = b->options.provenance.ptr};
    case VIEW_phone_numbers: {
        struct field *phone = record_get(b->cv->top, NAME_phone);
        return phone != NULL
                   ? (struct tpl_value){.kind = TPL_LIST, .tag = VIEW_PHONES, .ptr = phone}
                   : EMPTY;
    }
    default:
        break;
    }
    if (id < NAME_COUNT)
        return view_field(record_get(b->cv->top, (enum name)id));
    if (id >= VIEW_WORDS)
        return view_string(view_word(b, (enum word)(id - VIEW_WORDS)));
    struct tpl_value value = needs(b, id);
    if (value.kind == TPL_ABSENT)
        value = header_get(b, (enum view_name)id);
    if (value.kind == TPL_ABSENT)
        value = layout_get(b, (enum view_name)id);
    return value;
}

static struct tpl_value get(void *user, const struct tpl_value *object, int id)
{
    struct bind *b = user;
    switch (object->tag) {
    case VIEW_CV:
        return get_of_cv(b, id);
    case VIEW_DESIGN:
        return get_of_design(b, id);
    case VIEW_SECTION:
        return get_of_section(b, object, id);
    case VIEW_GROUP:
        return get_of_group(b, object, id);
    case VIEW_RECORD:
        return get_of_record(b, object, id);
    case VIEW_ITEM:
        return get_of_item(b, object, id);
    case VIEW_BLOCK:
        return get_of_block(object, id);
    case VIEW_CONTACT:
        return get_of_contact(b, object, id);
    case VIEW_SYMBOL:
        return get_of_symbol(object, id);
    case VIEW_AUTHOR:
        return people_get(object, id);
    case VIEW_DETAIL:
        return details_get(b, object, id);
    case VIEW_TOTAL:
        return totals_get(b, object->ptr, id);
    case VIEW_CHART_YEAR:
        return citations_of_year(b, object->ptr, (enum view_name)id);
    default:
        return ABSENT;
    }
}

/* ---- lists ---- */

/* The lists that are chained structs: the first one, or what follows the current one. */
static struct tpl_value chained(enum view_tag tag, const void *ptr, const void *extra)
{
    return ptr != NULL ? (struct tpl_value){
                             .kind = TPL_OBJECT, .tag = tag, .ptr = ptr, .extra = extra}
                       : ABSENT;
}

static struct tpl_value next_entry(struct bind *b, const struct tpl_value *list,
                                   const struct tpl_value *item)
{
    const struct section *section = list->ptr;
    const struct record *entry;
    head_advance(b, item != NULL ? item->ptr : NULL);
    b->section = section;
    if (item == NULL) {
        b->group = list->extra != NULL ? list->extra : section->groups;
        entry = b->group->entries;
    } else {
        /* What the last entry needed for its Markdown is needed no more. */
        arena_reset(&b->scratch);
        entry = ((const struct record *)item->ptr)->next;
    }
    while (entry == NULL && list->extra == NULL && b->group->next != NULL) {
        b->group = b->group->next;
        entry = b->group->entries;
    }
    return chained(VIEW_RECORD, entry, section);
}

static struct tpl_value next(void *user, const struct tpl_value *list, const struct tpl_value *item)
{
    struct bind *b = user;
    switch (list->tag) {
    case VIEW_SECTIONS:
        return chained(VIEW_SECTION,
                       item ? ((const struct section *)item->ptr)->next : b->cv->sections, NULL);
    case VIEW_GROUPS:
        return chained(VIEW_GROUP,
                       item ? ((const struct group *)item->ptr)->next
                            : ((const struct section *)list->ptr)->groups,
                       list->ptr);
    case VIEW_ENTRIES:
        return next_entry(b, list, item);
    case VIEW_FIELD:
        return next_item(list->ptr, item);
    case VIEW_PEOPLE:
        return chained(VIEW_AUTHOR, item ? ((const struct author *)item->ptr)->next : list->ptr,
                       NULL);
    case VIEW_BLOCKS:
        return chained(VIEW_BLOCK, item ? ((const struct block *)item->ptr)->next : list->ptr,
                       NULL);
    case VIEW_CONTACTS:
        return chained(VIEW_CONTACT, item ? ((const struct contact *)item->ptr)->next : list->ptr,
                       NULL);
    case VIEW_SYMBOLS:
        return chained(VIEW_SYMBOL, item ? ((const struct symbol *)item->ptr)->next : list->ptr,
                       NULL);
    case VIEW_DETAILS:
        return chained(VIEW_DETAIL, item ? ((const struct detail *)item->ptr)->next : list->ptr,
                       NULL);
    case VIEW_CHART:
        return chained(VIEW_CHART_YEAR,
                       item ? ((const struct chart_year *)item->ptr)->next : list->ptr, NULL);
    case VIEW_TOTALS:
        return chained(VIEW_TOTAL, item ? ((const struct total *)item->ptr)->next : list->ptr,
                       NULL);
    case VIEW_PHONES: {
        const struct item *phone = item ? ((const struct item *)item->ptr)->next
                                        : &((const struct field *)list->ptr)->first;
        return phone ? (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_PHONE, .ptr = phone}
                     : ABSENT;
    }
    default:
        return ABSENT;
    }
}

/* ---- the whole ---- */

struct bind *bind_new(struct arena *a, struct diags *d, struct cv *cv,
                      const struct bind_options *options)
{
    struct bind *b = arena_new(a, struct bind);
    b->arena = a;
    b->diags = d;
    b->cv = cv;
    b->options = *options;
    layout_measure(b);
    arena_init(&b->scratch, a->oom);
    b->view = (struct tpl_view){.user = b,
                                .name = find_name,
                                .suggest = suggest_name,
                                .get = get,
                                .next = next,
                                .print = print_value};
    return b;
}

const struct tpl_view *bind_view(struct bind *b)
{
    return &b->view;
}

bool bind_render(struct bind *b, struct tpl_set *set, struct buf *out)
{
    const struct tpl_value root = {.kind = TPL_OBJECT, .tag = VIEW_CV, .ptr = b->cv};
    b->scratch.oom = b->arena->oom;
    print_report_wordless(b);
    /* The body first: it tells which scripts the preamble must load. */
    if (!tpl_render(set, STR("document"), &root, &b->body) ||
        !tpl_render(set, STR("preamble"), &root, out))
        return false;
    for (size_t i = 0; i < b->map_count; i++) {
        b->map[i].start += (uint32_t)out->len;
        b->map[i].end += (uint32_t)out->len;
    }
    buf_add(out, b->body.ptr, b->body.len);
    out->failed |= b->body.failed;
    buf_free(&b->body);
    arena_free(&b->scratch);
    if (b->diags->errors == 0) /* else it may be an error that kept it off the page */
        model_report_unprinted(b->cv, b->diags);
    return true;
}

const struct span_map_entry *bind_span_map(const struct bind *b, size_t *count)
{
    *count = b->map_count;
    return b->map;
}

void bind_free(struct bind *b)
{
    arena_free(&b->scratch);
    buf_free(&b->body);
    buf_free(&b->subject);
}

/*
 * What stands below the head of an entry: lines with a label. Which fields, in which order and under which words, is said in tables.
 */
#include "bind/internal.h"

/* ---- lines with a label ---- */

struct detail_row {
    enum name name;
    enum word label;      /* WORD_COUNT: none */
    enum entry_type only; /* ENTRY_TYPE_COUNT: in every type */
    enum word singular;   /* WORD_COUNT: as the other */
};

static const struct detail_row detail_rows[] = {
    {NAME_authors, WORD_AUTHORS, ENTRY_PRODUCT, WORD_AUTHOR},
    {NAME_thesis, WORD_THESIS, ENTRY_TYPE_COUNT, WORD_COUNT},
    {NAME_advisors, WORD_CO_ADVISORS, ENTRY_SUPERVISION, WORD_CO_ADVISOR},
    {NAME_advisors, WORD_ADVISORS, ENTRY_EDUCATION, WORD_ADVISOR},
    {NAME_examiners, WORD_EXAMINERS, ENTRY_TYPE_COUNT, WORD_EXAMINER},
    {NAME_courses, WORD_COURSES, ENTRY_TYPE_COUNT, WORD_COURSE},
    {NAME_share, WORD_OWN_SHARE, ENTRY_TYPE_COUNT, WORD_COUNT},
    {NAME_status, WORD_STATUS, ENTRY_GRANT, WORD_COUNT},
    {NAME_authors, WORD_WITH, ENTRY_TALK, WORD_COUNT},
    {NAME_also, WORD_ALSO_AT, ENTRY_TALK, WORD_COUNT},
    {NAME_term, WORD_TERMS, ENTRY_TEACHING, WORD_COUNT},
    {NAME_enrolment, WORD_ENROLMENT, ENTRY_TYPE_COUNT, WORD_COUNT},
    {NAME_evaluation, WORD_EVALUATION, ENTRY_TYPE_COUNT, WORD_COUNT},
    {NAME_placement, WORD_PLACEMENT, ENTRY_TYPE_COUNT, WORD_COUNT},
    {NAME_users, WORD_USERS, ENTRY_TYPE_COUNT, WORD_COUNT},
    {NAME_doi, WORD_DOI, ENTRY_PRODUCT, WORD_COUNT},
    {NAME_email, WORD_EMAIL, ENTRY_REFEREE, WORD_COUNT},
    {NAME_phone, WORD_PHONE, ENTRY_REFEREE, WORD_COUNT},
    {NAME_details, WORD_COUNT, ENTRY_GENERIC, WORD_COUNT},
    {NAME_extra, WORD_COUNT, ENTRY_TYPE_COUNT, WORD_COUNT},
};

/* Whether a field is left off on purpose: a term that stands as the date, a private contact. */
static bool is_left_off(const struct record *record, enum name name)
{
    if (name == NAME_term)
        return dates_are_term(record);
    return (name == NAME_email || name == NAME_phone) && record_flag(record, NAME_private);
}

void details_hide(struct field *field)
{
    for (struct item *item = &field->first; item != NULL; item = item->next)
        item->printed = true;
}

/* The field that row `row` prints of an entry, or NULL. */
static struct field *field_of(const struct record *record, const struct detail_row *row)
{
    if (row->only != ENTRY_TYPE_COUNT && entry_tables[row->only] != record->table)
        return NULL;
    struct field *field = record_get(record, row->name);
    return field == record->said ? NULL : field;
}

bool details_given(const struct record *record)
{
    if (record->table == entry_tables[ENTRY_PRODUCT] && record->cited != NULL &&
        !record->cited->hidden)
        return true;
    for (size_t i = 0; i < sizeof detail_rows / sizeof *detail_rows; i++)
        if (field_of(record, &detail_rows[i]) != NULL && !is_left_off(record, detail_rows[i].name))
            return true;
    return false;
}

/* A text that is no field, where there is one: label and flag as those of a field. */
struct detail *details_text(struct bind *b, struct tpl_value text, enum word label)
{
    if (text.kind == TPL_FALSE)
        return NULL;
    struct detail *detail = arena_new(&b->scratch, struct detail);
    *detail = (struct detail){.text = text, .label = label, .flag = VIEW_part_plain};
    return detail;
}

/* A line for each pair of a label and a text. */
static struct detail **add_pairs(struct bind *b, struct detail **link, struct field *field)
{
    for (struct item *item = &field->first; item != NULL; item = item->next) {
        struct field *text = record_get(item->record, NAME_text);
        struct field *label = record_get(item->record, NAME_label);
        struct detail *detail = arena_new(&b->scratch, struct detail);
        *detail = (struct detail){.field = text, .label_field = label, .label = WORD_COUNT};
        *link = detail;
        link = &detail->next;
    }
    return link;
}

struct detail *details_lines(struct bind *b, const struct record *record)
{
    struct detail *first = NULL, **link = &first;
    for (size_t i = 0; i < sizeof detail_rows / sizeof *detail_rows; i++) {
        const struct detail_row *row = &detail_rows[i];
        struct field *field = field_of(record, row);
        if (field == NULL)
            continue;
        if (is_left_off(record, row->name)) {
            if (row->name != NAME_term)
                details_hide(field);
            continue;
        }
        if (field->row->kind == KIND_PAIRS) {
            link = add_pairs(b, link, field);
            continue;
        }
        bool one = field->first.next == NULL && row->singular != WORD_COUNT;
        *link = arena_new(&b->scratch, struct detail);
        (*link)->field = field;
        (*link)->label = one ? row->singular : row->label;
        link = &(*link)->next;
    }
    if (record->table == entry_tables[ENTRY_PRODUCT])
        *link = details_text(b, citations_of_paper(b, record, VIEW_cited_number), WORD_CITATIONS);
    return first;
}

/* ---- the view ---- */

struct tpl_value details_get(const struct bind *b, const struct tpl_value *object, int id)
{
    const struct detail *detail = object->ptr;
    switch (id) {
    case VIEW_detail_label:
        if (detail->label_field != NULL)
            return view_field(detail->label_field);
        return view_string(detail->label < WORD_COUNT ? view_word(b, detail->label) : "");
    case NAME_text:
        return detail->field != NULL ? view_field_in_words(b, detail->field) : detail->text;
    case VIEW_id_address:
        return (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_ADDRESS, .ptr = detail->field};
    case VIEW_id_text:
        return (struct tpl_value){
            .kind = TPL_TEXT, .tag = VIEW_ADDRESS, .ptr = detail->field, .extra = detail};
    case VIEW_more:
        return view_flag(detail->next != NULL);
    default:
        if (id >= VIEW_part_acceptance && id <= VIEW_part_volume)
            return view_flag(id == (int)detail->flag);
        return (struct tpl_value){.kind = TPL_ABSENT};
    }
}

/* An identifier as it stands in an address: a DOI without what people put in front of it. */
struct str details_address(struct str id)
{
    static const char *const prefixes[] = {"https://doi.org/", "http://doi.org/",
                                           "https://dx.doi.org/", "http://dx.doi.org/",
                                           "doi.org/", "doi:", "DOI:", "https://arxiv.org/abs/",
                                           "arXiv:", "arxiv:"};
    id = str_trim(id);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (str_starts(id, str_of(prefixes[i])))
            return str_trim(str_sub(id, strlen(prefixes[i]), id.len));
    return id;
}

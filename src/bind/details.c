/*
 * What stands below the head of an entry: lines with a label, and the imprint of a publication.
 * Which fields, in which order and under which words, is said in tables.
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

static void hide(struct field *field)
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
static struct detail *text_detail(struct bind *b, struct tpl_value text, enum word label)
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
                hide(field);
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
        *link = text_detail(b, citations_of_paper(b, record, VIEW_cited_number), WORD_CITATIONS);
    return first;
}

/* ---- the imprint of a publication ---- */

/* Its parts in their order; how a part that is not plain text is printed, its template says. */
static const struct {
    enum name name;
    enum view_name flag;
} imprint_parts[] = {
    {NAME_short_venue, VIEW_part_plain},
    {NAME_venue, VIEW_part_venue},       {NAME_volume, VIEW_part_volume},
    {NAME_number, VIEW_part_number},     {NAME_pages, VIEW_part_pages},
    {NAME_editors, VIEW_part_editors},   {NAME_publisher, VIEW_part_plain},
    {NAME_date, VIEW_part_date},         {NAME_location, VIEW_part_plain},
    {NAME_status, VIEW_part_plain},      {NAME_acceptance, VIEW_part_acceptance},
    {NAME_award, VIEW_part_award},
    {NAME_doi, VIEW_part_doi},           {NAME_arxiv, VIEW_part_arxiv},
    {NAME_pmid, VIEW_part_pmid},         {NAME_isbn, VIEW_part_isbn},
    {NAME_links, VIEW_part_links},
};

/* Whether the hint of a publication says when it appeared: it is the date, or holds its year. */
static bool hint_has_date(const struct record *record)
{
    if (record->number != NULL)
        return false;
    struct str venue = record_text(record, NAME_short_venue);
    struct str date = str_trim(record_text(record, NAME_date));
    if (venue.len == 0)
        return true;
    if (date.len != 4) /* more than a year */
        return false;
    for (size_t i = 0; i + date.len <= venue.len; i++)
        if (str_eq(str_sub(venue, i, i + date.len), date))
            return true;
    return false;
}

struct detail *details_imprint(struct bind *b, const struct record *record)
{
    struct detail *first = NULL, **link = &first;
    for (size_t i = 0; i < sizeof imprint_parts / sizeof *imprint_parts; i++) {
        struct field *field = record_get(record, imprint_parts[i].name);
        if (field == NULL)
            continue;
        if (field->row->key == NAME_short_venue && record->number == NULL)
            continue; /* it is the hint */
        if (field->row->key == NAME_date && hint_has_date(record)) {
            hide(field);
            continue;
        }
        *link = arena_new(&b->scratch, struct detail);
        **link = (struct detail){.field = field, .label = WORD_COUNT, .flag = imprint_parts[i].flag};
        link = &(*link)->next;
    }
    *link = text_detail(b, citations_of_paper(b, record, VIEW_cited), WORD_COUNT);
    return first;
}

struct tpl_value details_get(const struct bind *b, const struct tpl_value *object, int id)
{
    const struct detail *detail = object->ptr;
    switch (id) {
    case VIEW_detail_label:
        if (detail->label_field != NULL)
            return view_field(detail->label_field);
        return view_string(detail->label < WORD_COUNT ? view_word(b, detail->label) : "");
    case NAME_text:
        return detail->field != NULL ? view_field(detail->field) : detail->text;
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

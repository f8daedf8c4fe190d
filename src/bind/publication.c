/*
 * What the templates of a publication are offered: where it appeared, in parts, and what is said of
 * it behind that.
 */
#include "base/ascii.h"
#include "bind/internal.h"
#include "model/pubtype.h"

/* ---- its parts ---- */

/* What a part belongs to, one bit each. */
enum {
    IN_IMPRINT = 1, /* one list of all of them, as moderncv's style has it */
    IN_REST = 2,    /* what the other styles have no place of its own for */
};

/* The parts in their order; how one that is not plain text is printed, its template says. */
static const struct {
    enum name name;
    enum view_name flag;
    unsigned sets;
} parts[] = {
    {NAME_short_venue, VIEW_part_plain, IN_IMPRINT},
    {NAME_venue, VIEW_part_venue, IN_IMPRINT},
    {NAME_volume, VIEW_part_volume, IN_IMPRINT},
    {NAME_number, VIEW_part_number, IN_IMPRINT},
    {NAME_pages, VIEW_part_pages, IN_IMPRINT},
    {NAME_editors, VIEW_part_editors, IN_IMPRINT},
    {NAME_publisher, VIEW_part_plain, IN_IMPRINT},
    {NAME_date, VIEW_part_date, IN_IMPRINT},
    {NAME_location, VIEW_part_plain, IN_IMPRINT},
    {NAME_status, VIEW_part_plain, IN_IMPRINT},
    {NAME_acceptance, VIEW_part_acceptance, IN_IMPRINT},
    {NAME_award, VIEW_part_award, IN_IMPRINT | IN_REST},
    {NAME_doi, VIEW_part_doi, IN_IMPRINT | IN_REST},
    {NAME_arxiv, VIEW_part_arxiv, IN_IMPRINT | IN_REST},
    {NAME_pmid, VIEW_part_pmid, IN_IMPRINT | IN_REST},
    {NAME_isbn, VIEW_part_isbn, IN_IMPRINT | IN_REST},
    {NAME_links, VIEW_part_links, IN_IMPRINT | IN_REST},
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

/* At most `max` of the parts that stand in the set: to know whether there is any, one will do. */
static struct detail *parts_of(struct bind *b, const struct record *record, unsigned set,
                               size_t max)
{
    struct detail *first = NULL, **link = &first;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && max > 0; i++) {
        struct field *field =
            (parts[i].sets & set) != 0 ? record_get(record, parts[i].name) : NULL;
        if (field == NULL)
            continue;
        if (parts[i].name == NAME_short_venue && record->number == NULL)
            continue; /* it is the hint */
        if (parts[i].name == NAME_date && hint_has_date(record)) {
            details_hide(field);
            continue;
        }
        *link = arena_new(&b->scratch, struct detail);
        **link = (struct detail){.field = field, .label = WORD_COUNT, .flag = parts[i].flag};
        link = &(*link)->next;
        max--;
    }
    if (set == IN_IMPRINT && max > 0)
        *link = details_text(b, citations_of_paper(b, record, VIEW_cited), WORD_COUNT);
    return first;
}

/* ---- its people ---- */

/* The authors of a publication, or of one that has none its editors. */
static const struct field *people_of(const struct record *record)
{
    const struct field *authors = record_get(record, NAME_authors);
    return authors != NULL ? authors : record_get(record, NAME_editors);
}

/* "ed." or "eds." */
static struct tpl_value editors_word(struct bind *b, const struct field *editors)
{
    bool several = editors != NULL && editors->first.next != NULL;
    return view_string(view_word(b, several ? WORD_EDITORS : WORD_EDITOR));
}

/* The same, where the people are the editors. */
static struct tpl_value edited(struct bind *b, const struct record *record)
{
    const struct field *editors = record_get(record, NAME_editors);
    if (editors == NULL || people_of(record) != editors)
        return (struct tpl_value){.kind = TPL_FALSE};
    return editors_word(b, editors);
}

/* ---- its kind ---- */

/* Whether a field was made up by the reader of .bib files: its value stands where its key does. */
static bool is_made_up(const struct field *field)
{
    const struct node *value = field->first.node;
    return field->key != NULL && value != NULL && field->key->span.file == value->span.file &&
           field->key->span.start == value->span.start;
}

static bool is_grouped_by_type(const struct bind *b)
{
    struct str by = b->section != NULL ? record_text(b->section->options, NAME_group_by) : STR_NONE;
    return str_eq_nocase(by, STR("type")) || str_eq_nocase(by, STR("kind"));
}

/* BibTeX's words are not for readers: a thesis has its name, and the others are as if not said. */
static bool is_bibtex_word(struct str *kind)
{
    static const struct {
        const char *word, *name;
    } words[] = {{"phdthesis", "PhD thesis"},
                 {"mastersthesis", "master's thesis"},
                 {"techreport", "technical report"},
                 {"inproceedings", NULL},
                 {"incollection", NULL},
                 {"inbook", NULL},
                 {"article", NULL}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(str_trim(*kind), str_of(words[i].word))) {
            if (words[i].name != NULL)
                *kind = str_of(words[i].name);
            return true;
        }
    return false;
}

/* The kind, where it says more than the venue or the title of the group does. */
static struct tpl_value shown_kind(struct bind *b, const struct record *record)
{
    const struct tpl_value none = {.kind = TPL_FALSE};
    struct field *kind = record_get(record, NAME_kind);
    if (kind == NULL)
        return none;
    bool by_bibtex = is_made_up(kind) || is_bibtex_word(&kind->first.text);
    bool tells = !pubtype_is_plain(kind->first.text);
    if (!tells && !is_grouped_by_type(b))
        tells = !by_bibtex || (record_get(record, NAME_venue) == NULL &&
                                      record_get(record, NAME_publisher) == NULL);
    if (tells)
        return view_field_in_words(b, kind);
    details_hide(kind);
    return none;
}

/* ---- in front of it ---- */

static bool is_plain_style(const struct bind *b)
{
    return b->section == NULL || b->section->style == NULL;
}

/* Its number in the list, the venue in short, or when it appeared. */
static struct tpl_value hint_of(struct bind *b, const struct record *record)
{
    if (record->number != NULL)
        return view_string(record->number);
    struct field *venue = record_get(record, NAME_short_venue);
    if (venue != NULL && is_plain_style(b))
        return view_field(venue);
    /* Where there is no column for it, a style that prints the date itself needs no other. */
    if (dates_given(record) && (is_plain_style(b) || layout_has_hint_column(b)))
        return (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_DATES, .ptr = record};
    return (struct tpl_value){.kind = TPL_FALSE};
}

/* ---- punctuation ---- */

/* Behind the last character of the LaTeX so far that is none of those that close something. */
static size_t end_of_text(const struct buf *out)
{
    size_t end = out->len;
    while (end > 0) {
        const char *last = out->ptr + end - 1;
        if (*last == '}')
            end -= end > 1 && last[-1] == '{' ? 2 : 1;
        else if (*last == ' ' || *last == '\n')
            end--;
        else if (*last == '\'' && end > 1 && last[-1] == '\'')
            end -= 2;
        else if (*last == '\x9D' && end > 2 && memcmp(last - 2, "\xE2\x80\x9D", 3) == 0)
            end -= 3;
        else
            break;
    }
    return end;
}

/* A title longer than this ends without its quotes being looked at. */
enum { QUOTED_MAX = 4000 };

/* Whether a quotation that began before `end` goes on there. */
static bool is_quoted(const struct buf *out, size_t end)
{
    unsigned closed = 0;
    for (size_t i = end; i >= 3 && end - i < QUOTED_MAX; i--) {
        const char *mark = out->ptr + i - 3;
        if (memcmp(mark, "\u201D", 3) == 0)
            closed++;
        else if (memcmp(mark, "\u201C", 3) == 0 && closed-- == 0)
            return true;
    }
    return false;
}

void publication_print_mark(struct bind *b, char mark, struct buf *out)
{
    size_t end = end_of_text(out);
    char last = end > 0 ? out->ptr[end - 1] : '{';
    if (end > 1 && out->ptr[end - 2] == '\\')
        last = '\\'; /* some sign of LaTeX's */
    if (last == '{' || last == '(')
        return; /* nothing stands before it */
    if (mark == '\n') {
        buf_adds(out, "\\newline{}");
        return;
    }
    if (mark == '.') {
        if (strchr(",;:", last) != NULL) /* nothing came after it */
            out->ptr[end - 1] = '.';
        else if (strchr(".?!", last) == NULL)
            buf_addc(out, '.');
        b->stopped = end_of_text(out);
        return;
    }
    /* It follows the stop of an abbreviation, but not one that ends a sentence or a title. */
    bool ended = last == '.' && (end == b->stopped || is_quoted(out, end));
    if (!ended && strchr("?!,;:", last) == NULL)
        buf_addc(out, mark);
}

/* ---- the view ---- */

static struct tpl_value list_of(struct detail *first)
{
    return (struct tpl_value){.kind = TPL_LIST, .tag = VIEW_DETAILS, .ptr = first};
}

struct tpl_value publication_get(struct bind *b, const struct record *record, enum view_name name)
{
    switch (name) {
    case VIEW_imprint:
        return list_of(parts_of(b, record, IN_IMPRINT, SIZE_MAX));
    case VIEW_has_imprint:
        return view_flag(parts_of(b, record, IN_IMPRINT, 1) != NULL);
    case VIEW_rest:
        return list_of(parts_of(b, record, IN_REST, SIZE_MAX));
    case VIEW_has_rest_parts:
        return view_flag(parts_of(b, record, IN_REST, 1) != NULL);
    case VIEW_has_editors: /* beside the authors */
        return view_flag(record_get(record, NAME_editors) != NULL &&
                         record_get(record, NAME_authors) != NULL);
    case VIEW_edited:
        return edited(b, record);
    case VIEW_editors_word:
        return editors_word(b, record_get(record, NAME_editors));
    case VIEW_shown_kind:
        return shown_kind(b, record);
    case VIEW_hint:
        return hint_of(b, record);
    case VIEW_style_template:
        return view_string(is_plain_style(b) ? BIND_STYLES "moderncv" : b->section->style);
    case VIEW_publication_year:
        return record_get(record, NAME_date) != NULL
                   ? (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_YEAR, .ptr = record}
                   : (struct tpl_value){.kind = TPL_FALSE};
    case VIEW_people:
        if (people_of(record) == NULL)
            return (struct tpl_value){.kind = TPL_FALSE};
        return (struct tpl_value){
            .kind = TPL_LIST, .tag = VIEW_PEOPLE, .ptr = people_list(b, people_of(record))};
    case VIEW_has_people:
        return view_flag(people_of(record) != NULL);
    case VIEW_has_authors:
        return view_flag(record_get(record, NAME_authors) != NULL);
    case VIEW_comma:
        return (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_MARK, .ptr = ","};
    case VIEW_new_line:
        return (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_MARK, .ptr = "\n"};
    case VIEW_stop:
        return (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_MARK, .ptr = "."};
    default:
        return (struct tpl_value){.kind = TPL_ABSENT};
    }
}

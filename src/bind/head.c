/*
 * The head of an entry: which fields make up the arguments of \cventry, by the entry's type. All
 * that makes types differ here is in one table.
 */
#include "base/ascii.h"
#include "bind/internal.h"
#include "model/amount.h"
#include "model/select.h"

enum { PART_NAMES = 4 };

/* Fields of an entry joined into one argument; NAME_COUNT ends the list. */
struct parts {
    enum name names[PART_NAMES + 1];
    const char *joiner; /* NULL: the language's own, between a degree and its area */
};

#define NAMES(...) {{__VA_ARGS__, NAME_COUNT}, ", "}
#define NONE {{NAME_COUNT}, ""}

static const struct {
    struct parts title, organization, place, extra;
    /* Where a style prints one of the two first, whether it is the organization. */
    bool organization_leads;
} heads[ENTRY_TYPE_COUNT] = {
    [ENTRY_TEXT] = {NONE, NONE, NONE, NONE, false},
    [ENTRY_BULLET] = {NONE, NONE, NONE, NONE, false},
    [ENTRY_LABEL] = {NAMES(NAME_label), NONE, NONE, NONE, false},
    [ENTRY_EDUCATION] = {{{NAME_degree, NAME_area, NAME_COUNT}, NULL},
                         NAMES(NAME_institution),
                         NAMES(NAME_location),
                         NAMES(NAME_grade),
                         true},
    [ENTRY_EXPERIENCE] = {NAMES(NAME_position, NAME_kind), NAMES(NAME_company, NAME_unit),
                          NAMES(NAME_location), NONE, true},
    [ENTRY_PUBLICATION] = {NAMES(NAME_title), NONE, NONE, NONE, false},
    [ENTRY_PROJECT] = {NAMES(NAME_name), NAMES(NAME_description, NAME_company, NAME_roles),
                       NAMES(NAME_location), NONE, false},
    [ENTRY_AWARD] = {NAMES(NAME_title), NAMES(NAME_awarder), NAMES(NAME_location),
                     NAMES(NAME_amount), false},
    [ENTRY_CERTIFICATE] = {NAMES(NAME_name), NAMES(NAME_issuer), NONE, NAMES(NAME_id), false},
    [ENTRY_SKILL] = {NAMES(NAME_name), NONE, NONE, NONE, false},
    [ENTRY_LANGUAGE] = {NAMES(NAME_language), NONE, NONE, NONE, false},
    [ENTRY_INTEREST] = {NAMES(NAME_name), NONE, NONE, NONE, false},
    [ENTRY_GRANT] = {NAMES(NAME_title), NAMES(NAME_funder, NAME_number), NONE,
                     NAMES(NAME_role, NAME_currency, NAME_amount), false},
    [ENTRY_TALK] = {NAMES(NAME_title), NAMES(NAME_event), NAMES(NAME_location), NAMES(NAME_kind),
                    false},
    [ENTRY_TEACHING] = {NAMES(NAME_course, NAME_code), NAMES(NAME_institution),
                        NAMES(NAME_location), NAMES(NAME_role, NAME_level), false},
    [ENTRY_SUPERVISION] = {NAMES(NAME_student), NAMES(NAME_institution), NONE,
                           NAMES(NAME_level, NAME_role), false},
    [ENTRY_SERVICE] = {NAMES(NAME_role), NAMES(NAME_body), NAMES(NAME_location),
                       NAMES(NAME_scope), false},
    [ENTRY_REFEREE] = {NAMES(NAME_name), NAMES(NAME_position, NAME_institution), NONE,
                       NAMES(NAME_relation), false},
    [ENTRY_PRODUCT] = {NAMES(NAME_title), NAMES(NAME_kind, NAME_id), NONE,
                       NAMES(NAME_role, NAME_status), false},
    [ENTRY_MEMBERSHIP] = {NAMES(NAME_role), NAMES(NAME_organization), NAMES(NAME_location),
                          NAMES(NAME_id), false},
    [ENTRY_CAREER_BREAK] = {NONE, NONE, NONE, NONE, false}, /* its template prints it */
    [ENTRY_GENERIC] = {NAMES(NAME_name), NAMES(NAME_subtitle), NAMES(NAME_location), NONE, false},
};

static enum entry_type type_of(const struct record *record)
{
    int type = 0;
    while (type < ENTRY_GENERIC && entry_tables[type] != record->table)
        type++;
    return (enum entry_type)type;
}

/* The field that is printed for `name`: not one that the title of the entry's group has said. */
static struct field *shown(const struct record *record, enum name name)
{
    struct field *field = record_get(record, name);
    return field == record->said ? NULL : field;
}

static bool is_given(const struct record *record, const struct parts *parts)
{
    for (const enum name *name = parts->names; *name != NAME_COUNT; name++)
        if (shown(record, *name) != NULL)
            return true;
    return false;
}

/* The four arguments of an entry, in moderncv's order; NULL where nothing is given. */
struct head {
    const struct parts *title, *organization, *place, *extra;
    const struct parts *first, *second; /* the two first ones, whatever the style prints first */
    const struct parts *linked;         /* the one that carries the entry's address */
};

static bool organization_leads(const struct bind *b, const struct section *section,
                               enum entry_type type)
{
    struct str lead = section != NULL ? record_text(section->options, NAME_lead) : STR_NONE;
    if (lead.len == 0)
        lead = cv_design(b->cv, NAME_lead);
    return heads[type].organization_leads && !str_is(lead, "position");
}

static struct head head_of(const struct bind *b, const struct record *record,
                           const struct section *section)
{
    enum entry_type type = type_of(record);
    const struct parts *parts[] = {&heads[type].title, &heads[type].organization,
                                   &heads[type].place, &heads[type].extra};
    for (size_t i = 0; i < 4; i++)
        if (!is_given(record, parts[i]))
            parts[i] = NULL;
    struct head head = {parts[0], parts[1], parts[2], parts[3], parts[0], parts[1], NULL};
    if (head.first == NULL) {
        head.first = parts[1];
        head.second = NULL;
    }
    head.linked = head.first;
    /* banking prints the organization's argument first; there the other one may have to lead. */
    bool has_both = heads[type].organization.names[0] != NAME_COUNT;
    if (has_both && layout_is(b, "banking") && !organization_leads(b, section, type)) {
        head.title = parts[1];
        head.organization = parts[0];
    }
    return head;
}

/* Whether an entry is a line or two, so that it needs no space to set it off from its like. */
static bool is_brief(const struct record *record)
{
    static const enum name below[] = {NAME_summary, NAME_highlights, NAME_note, NAME_keywords,
                                      NAME_abstract, NAME_reference};
    enum entry_type type = type_of(record);
    if (type == ENTRY_TEXT || type == ENTRY_BULLET || type == ENTRY_LABEL || type == ENTRY_SKILL ||
        type == ENTRY_LANGUAGE || type == ENTRY_INTEREST)
        return true;
    if (type == ENTRY_EDUCATION || type == ENTRY_EXPERIENCE || type == ENTRY_PUBLICATION ||
        type == ENTRY_REFEREE || type == ENTRY_GRANT)
        return false;
    for (size_t i = 0; i < sizeof below / sizeof *below; i++)
        if (record_get(record, below[i]) != NULL)
            return false;
    return !details_given(record) &&
           (record_get(record, NAME_url) == NULL || head_has_link(record));
}

static struct tpl_value part_value(struct bind *b, const struct record *record,
                                   const struct parts *parts, const struct head *head)
{
    if (parts == NULL)
        return (struct tpl_value){.kind = TPL_FALSE};
    struct head_part *part = arena_new(&b->scratch, struct head_part);
    part->record = record;
    part->names = parts->names;
    part->joiner = parts->joiner != NULL ? parts->joiner : degree_joiner(b, record);
    part->is_linked = parts == head->linked;
    /* oldstyle and fancy put a full stop behind the last argument, whatever it ends with. */
    const struct parts *last = head->extra ? head->extra : head->place ? head->place
                               : head->organization ? head->organization : head->title;
    part->drops_stop = parts == last && !is_brief(record) &&
                       (layout_is(b, "oldstyle") || layout_is(b, "fancy"));
    return (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_HEAD, .ptr = part};
}

/* ---- widths, in thousandths of an em ---- */

static unsigned width_of_parts(const struct bind *b, const struct record *record,
                               const struct parts *parts)
{
    unsigned total = 0;
    for (const enum name *name = parts ? parts->names : NULL; name && *name != NAME_COUNT; name++) {
        const struct field *field = shown(record, *name);
        for (const struct item *item = field ? &field->first : NULL; item; item = item->next)
            total += layout_width(b, item->text) + 800; /* and what joins it to the next one */
    }
    return total;
}

static unsigned width_of_dates(struct bind *b, const struct record *record)
{
    struct buf text = BUF_INIT;
    dates_measure(b, record, &text);
    unsigned width = layout_width(b, buf_str(&text));
    buf_free(&text);
    return width;
}

/* Whether place and dates are short enough to stand at the right end of a line. */
static bool right_fits(struct bind *b, const struct record *record, const struct head *head)
{
    unsigned most = b->line_width / 3;
    return width_of_parts(b, record, head->place) <= most && width_of_dates(b, record) <= most;
}

/* Whether one of banking's two lines, which do not wrap, would be too full. */
static bool is_wide(struct bind *b, const struct record *record, const struct head *head)
{
    unsigned line = b->line_width * 19 / 20;
    unsigned first = width_of_parts(b, record, head->organization) * 11 / 10 +
                     width_of_parts(b, record, head->place) * 11 / 10;
    unsigned second = width_of_parts(b, record, head->title) +
                      width_of_parts(b, record, head->extra) + width_of_dates(b, record);
    if (head->title == NULL || head->organization == NULL) /* on one line, then */
        second += first;
    return first > line || second > line || !right_fits(b, record, head);
}

/* ---- entries among entries ---- */

/* No box that cannot be cut is higher than this, less than half a page. */
enum { ENTRY_LINES = 20 };

/* About the characters that a text takes on the page: what cannot be printed takes many, and so do
 * heaps of combining marks, which begin with one of two bytes. */
static size_t printed_chars(const struct bind *b, struct str text)
{
    if (ascii_is_printable(text))
        return text.len;
    size_t marks = 0;
    for (size_t i = 0; i < text.len; i++)
        marks += (unsigned char)text.ptr[i] == 0xCC || (unsigned char)text.ptr[i] == 0xCD;
    return layout_width(b, text) / 480 + marks * 8;
}

/* Whether a further line of an entry is too long for a box of its own: one of the first ones. */
static bool has_long_line(const struct bind *b, const struct field *extra, size_t limit)
{
    enum { LINES_LOOKED_AT = 50 };
    const struct item *item = &extra->first;
    for (int i = 0; item != NULL && i < LINES_LOOKED_AT; i++, item = item->next)
        if (printed_chars(b, record_text(item->record, NAME_text)) > limit)
            return true;
    return false;
}

/* Whether an entry's own lines, which are set in one box, fill too much of a page for that. */
static bool is_long(const struct bind *b, const struct record *record)
{
    size_t total = 0, limit = (size_t)ENTRY_LINES * layout_line_chars(b);
    for (const struct field *field = record->fields; field != NULL; field = field->next) {
        if (field->row->key == NAME_extra && field->row->kind == KIND_PAIRS) {
            if (has_long_line(b, field, limit))
                return true;
            continue;
        }
        if ((field->row->kind == KIND_PROSE && field->row->key != NAME_details) ||
            (field->row->flags & ROW_OPTION))
            continue;
        /* What stands in the left column has a fifth of a line there. */
        bool left = layout_has_hint_column(b) &&
                    (field->row->key == NAME_label || field->row->key == NAME_short_venue);
        for (const struct item *item = &field->first; item != NULL; item = item->next)
            total +=
                (item->record != NULL ? 20 : printed_chars(b, item->text)) * (left ? 5 : 1) + 2;
    }
    return total > limit;
}

/* The lines of a publication, about: each of some fields has its own, the imprint takes the rest. */
static unsigned lines_of_publication(struct bind *b, const struct record *record)
{
    static const enum name own[] = {NAME_authors, NAME_title, NAME_role_note, NAME_note,
                                    NAME_abstract};
    size_t line = layout_line_chars(b), lines = 1, imprint = 0;
    for (const struct field *field = record->fields; field != NULL; field = field->next) {
        size_t bytes = 0, i = 0;
        for (const struct item *item = &field->first; item != NULL; item = item->next)
            bytes += (item->record != NULL ? 20 : item->text.len) + 2;
        while (i < sizeof own / sizeof *own && own[i] != field->row->key)
            i++;
        if (i < sizeof own / sizeof *own)
            lines += bytes / line + 1;
        else if (!(field->row->flags & ROW_OPTION) && field->row->kind != KIND_PROSE)
            imprint += bytes;
    }
    return (unsigned)(lines + imprint / line);
}

/* Lines below a heading that must be on its page, when the first of its entries is a high box. */
unsigned head_lines(struct bind *b, const struct section *section)
{
    const struct record *first = select_first(section);
    if (first == NULL || !layout_has_hint_column(b) || is_long(b, first))
        return 0;
    enum entry_type type = type_of(first);
    enum name text = type == ENTRY_TEXT ? NAME_text : NAME_bullet;
    if (type == ENTRY_PUBLICATION)
        return lines_of_publication(b, first);
    if ((type == ENTRY_TEXT || type == ENTRY_BULLET) && !prose_is_long(b, record_text(first, text)))
        return (unsigned)record_text(first, text).len / layout_line_chars(b) + 1;
    return 0;
}

/* Whether a referee fits beside another one: two of them share a line. */
static bool is_half(struct bind *b, const struct record *record)
{
    if (record == NULL || type_of(record) != ENTRY_REFEREE || is_long(b, record) ||
        record_get(record, NAME_extra) != NULL)
        return false;
    const struct field *reference = record_get(record, NAME_reference);
    return reference == NULL || (prose_is_simple(&reference->first) &&
                                 !prose_is_long(b, reference->first.text));
}

void head_advance(struct bind *b, const struct record *previous)
{
    b->halves = is_half(b, previous) ? b->halves + 1 : 0;
    b->previous = previous;
}

/* Whether there is more space than between lines in front of an entry. */
static bool has_gap(struct bind *b, const struct record *record)
{
    if (b->previous == NULL || (is_half(b, record) && b->halves % 2 == 1))
        return false;
    return !is_brief(record) || !is_brief(b->previous);
}

struct tpl_value head_place_among(struct bind *b, const struct record *record, enum view_name name)
{
    bool second = b->halves % 2 == 1;
    switch (name) {
    case VIEW_brief:
        return view_flag(is_brief(record));
    case VIEW_long_entry:
        return view_flag(is_long(b, record));
    case VIEW_gap:
        return view_flag(has_gap(b, record));
    case VIEW_half:
        return view_flag(is_half(b, record));
    case VIEW_first_half:
        return view_flag(!second);
    case VIEW_lone_half:
        return view_flag(!second && !is_half(b, record->next));
    default: /* VIEW_last_half */
        return view_flag(second || !is_half(b, record->next));
    }
}

struct tpl_value head_get(struct bind *b, const struct record *record,
                          const struct section *section, enum view_name name)
{
    struct head head = head_of(b, record, section);
    switch (name) {
    case VIEW_head_title:
        return part_value(b, record, head.title, &head);
    case VIEW_head_organization:
        return part_value(b, record, head.organization, &head);
    case VIEW_head_place:
        return part_value(b, record, head.place, &head);
    case VIEW_head_extra:
        return part_value(b, record, head.extra, &head);
    case VIEW_brief_title:
        return part_value(b, record, head.first, &head);
    case VIEW_brief_organization:
        return part_value(b, record, head.second, &head);
    case VIEW_has_head:
        return view_flag(head.first != NULL || head.place != NULL || head.extra != NULL ||
                         dates_given(record));
    case VIEW_single:
        return view_flag(head.title == NULL || head.organization == NULL);
    case VIEW_long_dates: /* oldstyle and fancy give the title what the dates leave */
        return view_flag((layout_is(b, "oldstyle") || layout_is(b, "fancy")) &&
                         width_of_dates(b, record) > b->line_width * 2 / 5);
    case VIEW_right_fits:
        return view_flag(right_fits(b, record, &head));
    default:
        return view_flag(is_wide(b, record, &head));
    }
}

/* ---- printing ---- */

/* Whether a text holds no link of its own, so that it can be one as a whole. */
static bool can_be_link(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : ' ';
        if (c == '[' || c == ':' || c == '@' || (c == '<' && (next == 'a' || next == 'A')))
            return false;
    }
    return true;
}

static struct field *link_of(const struct head_part *part)
{
    struct field *url = part->is_linked ? record_get(part->record, NAME_url) : NULL;
    struct str address = url != NULL ? str_trim(url->first.text) : STR_NONE;
    bool ok = address.len > 4 && memchr(address.ptr, ' ', address.len) == NULL &&
              (str_starts(address, STR("https://")) || str_starts(address, STR("http://")));
    for (const enum name *name = part->names; ok && *name != NAME_COUNT; name++) {
        const struct field *field = shown(part->record, *name);
        for (const struct item *item = field ? &field->first : NULL; item; item = item->next)
            ok = ok && can_be_link(item->text);
    }
    return ok ? url : NULL;
}

bool head_has_link(const struct record *record)
{
    enum entry_type type = type_of(record);
    const struct parts *title = &heads[type].title;
    if (!is_given(record, title))
        title = &heads[type].organization;
    const struct head_part part = {.record = record, .names = title->names, .is_linked = true};
    return is_given(record, title) && link_of(&part) != NULL;
}

/* "1234567" alone, as the number of a member, says nothing. */
static bool is_bare_number(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return text.len > 0;
}

static void print_number_word(struct bind *b, struct buf *out)
{
    print_text(b, str_of(view_word(b, WORD_NUMBER)), TEX_TEXT, out);
    buf_addc(out, '~');
}

/* Whether the sum of a grant names the currency, so that it need not be said twice. */
static bool has_own_currency(const struct record *record)
{
    struct field *currency = record_get(record, NAME_currency);
    struct amount amount;
    if (currency == NULL || !amount_parse(record_text(record, NAME_amount), &amount) ||
        !amount_same_currency(amount.currency, str_trim(currency->first.text)))
        return false;
    currency->first.printed = true;
    return true;
}

void head_print(struct bind *b, const struct head_part *part, struct buf *out)
{
    struct field *url = link_of(part);
    if (url != NULL) {
        url->first.printed = true;
        buf_adds(out, "\\href{");
        b->printing = &url->first;
        print_text(b, str_trim(url->first.text), TEX_URL, out);
        b->printing = NULL;
        buf_adds(out, "}{");
    }
    size_t from = out->len;
    bool currency = false; /* is what was printed last */
    for (const enum name *name = part->names; *name != NAME_COUNT; name++) {
        struct field *field = shown(part->record, *name);
        if (field == NULL)
            continue;
        if (*name == NAME_currency && has_own_currency(part->record))
            continue;
        if (currency) /* and its sum */
            buf_addc(out, '~');
        else if (out->len > from)
            print_text(b, str_of(part->joiner), TEX_TEXT, out);
        currency = *name == NAME_currency;
        if (*name == NAME_id && is_bare_number(field->first.text))
            print_number_word(b, out);
        struct tpl_value value = view_field(field);
        print_value(b, &value, false, out);
    }
    if (part->drops_stop && out->len > from && out->ptr[out->len - 1] == '.')
        out->len--;
    if (url != NULL)
        buf_addc(out, '}');
}

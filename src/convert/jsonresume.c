/*
 * A CV as JSON Resume. What that has no place for goes to keys of its own, which cv2tex reads back:
 * `sections` and `native` hold what a native file holds, `meta` the titles and their order.
 */
#include <stdio.h>

#include "convert/address.h"
#include "convert/convert.h"
#include "convert/json.h"
#include "model/check.h"
#include "model/names.h"

/* ---- what goes where ---- */

enum form { FORM_TEXT, FORM_LIST, FORM_DATE, FORM_URL };

/* A native key and JSON Resume's. */
struct place {
    enum name name;
    const char *key;
    enum form form;
};

/* Keys that have no place keep their native name: JSON Resume allows more keys everywhere. */
static const struct target_kind {
    const char *id;
    enum entry_type type;
    struct place places[10];
} kinds[] = {
    {"work", ENTRY_EXPERIENCE,
     {{NAME_company, "name", FORM_TEXT}, {NAME_position, "position", FORM_TEXT},
      {NAME_location, "location", FORM_TEXT}, {NAME_url, "url", FORM_URL},
      {NAME_start_date, "startDate", FORM_DATE}, {NAME_end_date, "endDate", FORM_DATE},
      {NAME_summary, "summary", FORM_TEXT}, {NAME_highlights, "highlights", FORM_LIST}}},
    {"volunteer", ENTRY_EXPERIENCE,
     {{NAME_company, "organization", FORM_TEXT}, {NAME_position, "position", FORM_TEXT},
      {NAME_url, "url", FORM_URL}, {NAME_start_date, "startDate", FORM_DATE},
      {NAME_end_date, "endDate", FORM_DATE}, {NAME_summary, "summary", FORM_TEXT},
      {NAME_highlights, "highlights", FORM_LIST}}},
    {"education", ENTRY_EDUCATION,
     {{NAME_institution, "institution", FORM_TEXT}, {NAME_url, "url", FORM_URL},
      {NAME_area, "area", FORM_TEXT}, {NAME_degree, "studyType", FORM_TEXT},
      {NAME_start_date, "startDate", FORM_DATE}, {NAME_end_date, "endDate", FORM_DATE},
      {NAME_grade, "score", FORM_TEXT}, {NAME_courses, "courses", FORM_LIST}}},
    {"awards", ENTRY_AWARD,
     {{NAME_title, "title", FORM_TEXT}, {NAME_date, "date", FORM_DATE},
      {NAME_awarder, "awarder", FORM_TEXT}, {NAME_summary, "summary", FORM_TEXT}}},
    {"certificates", ENTRY_CERTIFICATE,
     {{NAME_name, "name", FORM_TEXT}, {NAME_date, "date", FORM_DATE}, {NAME_url, "url", FORM_URL},
      {NAME_issuer, "issuer", FORM_TEXT}}},
    {"publications", ENTRY_PUBLICATION,
     {{NAME_title, "name", FORM_TEXT}, {NAME_publisher, "publisher", FORM_TEXT},
      {NAME_date, "releaseDate", FORM_DATE}, {NAME_url, "url", FORM_URL},
      {NAME_summary, "summary", FORM_TEXT}}},
    {"skills", ENTRY_SKILL,
     {{NAME_name, "name", FORM_TEXT}, {NAME_level, "level", FORM_TEXT},
      {NAME_keywords, "keywords", FORM_LIST}}},
    {"skills", ENTRY_LABEL,
     {{NAME_label, "name", FORM_TEXT}, {NAME_details, "keywords", FORM_LIST}}},
    {"languages", ENTRY_LANGUAGE,
     {{NAME_language, "language", FORM_TEXT}, {NAME_fluency, "fluency", FORM_TEXT}}},
    {"interests", ENTRY_INTEREST,
     {{NAME_name, "name", FORM_TEXT}, {NAME_keywords, "keywords", FORM_LIST}}},
    {"references", ENTRY_REFEREE,
     {{NAME_name, "name", FORM_TEXT}, {NAME_reference, "reference", FORM_TEXT}}},
    {"projects", ENTRY_PROJECT,
     {{NAME_name, "name", FORM_TEXT}, {NAME_description, "description", FORM_TEXT},
      {NAME_highlights, "highlights", FORM_LIST}, {NAME_keywords, "keywords", FORM_LIST},
      {NAME_start_date, "startDate", FORM_DATE}, {NAME_end_date, "endDate", FORM_DATE},
      {NAME_url, "url", FORM_URL}, {NAME_roles, "roles", FORM_LIST},
      {NAME_company, "entity", FORM_TEXT}}},
};

enum { KIND_TOTAL = sizeof kinds / sizeof *kinds };

/* A section, and where it goes: to one of `kinds`, to the summary, or to the native sections. */
struct target {
    const struct section *section;
    const struct node *value; /* of the title, in the tree as it was given */
    const struct target_kind *kind;
    bool is_summary;
};

struct writer {
    struct arena *arena;
    struct json json;
    const struct cv *cv;
    struct target *targets;
    size_t target_count;
    bool dates_as_written;
    bool told[NAME_COUNT]; /* options that were left out, which is said once */
};

/* Options that do not change which words are printed; the others keep a section native. */
static bool is_plain_section(const struct section *section)
{
    static const enum name harmless[] = {NAME_title, NAME_type, NAME_lead, NAME_entries,
                                         NAME_entries_from};
    if (section->options == NULL)
        return true;
    for (const struct field *field = section->options->fields; field != NULL; field = field->next) {
        bool found = false;
        for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
            found = found || field->row->key == harmless[i];
        if (!found)
            return false;
    }
    return true;
}

/* Whether all entries have this type; one that keeps something off the page is for cv2tex alone. */
static bool is_of_type(const struct section *section, enum entry_type type)
{
    for (const struct record *entry = section->entries; entry != NULL; entry = entry->next)
        if (entry->table != entry_tables[type] || record_flag(entry, NAME_private))
            return false;
    return true;
}

/* Whether the section is to become the volunteer's one, or one of skills: its title tells. */
static bool is_titled(const struct section *section, const struct target_kind *kind)
{
    struct str title = section->title.text;
    if (kind->type == ENTRY_LABEL)
        return entry_type_of_title(title) == ENTRY_SKILL;
    if (kind->type != ENTRY_EXPERIENCE)
        return true;
    bool volunteer = false;
    for (size_t i = 0; i + 9 <= title.len; i++)
        volunteer = volunteer || str_eq_nocase(str_sub(title, i, i + 9), STR("volunteer"));
    return volunteer == (strcmp(kind->id, "volunteer") == 0);
}

static bool is_taken(const struct writer *w, const char *id)
{
    for (size_t i = 0; i < w->target_count; i++)
        if (w->targets[i].kind != NULL && strcmp(w->targets[i].kind->id, id) == 0)
            return true;
    return false;
}

static const struct target_kind *find_kind(const struct writer *w, const struct section *section)
{
    if (!is_plain_section(section) || section->title.node->raw_tex)
        return NULL;
    for (size_t i = 0; i < KIND_TOTAL; i++)
        if (is_of_type(section, kinds[i].type) && is_titled(section, &kinds[i]) &&
            !is_taken(w, kinds[i].id))
            return &kinds[i];
    return NULL;
}

/* A first section that is one paragraph says who somebody is, as basics.summary does. */
static bool is_summary(const struct writer *w, const struct section *section)
{
    const struct record *text = section->entries;
    return w->target_count == 0 && section->options == NULL && text->next == NULL &&
           text->table == entry_tables[ENTRY_TEXT] && text->node->kind == NODE_SCALAR &&
           !text->node->raw_tex && record_get(w->cv->top, NAME_summary) == NULL;
}

/* Decides about all sections. `given` is the map of them as it was given; it may hold more. */
static void find_targets(struct writer *w, const struct node *given)
{
    size_t count = 0;
    for (const struct section *section = w->cv->sections; section != NULL; section = section->next)
        count++;
    w->targets = arena_array(w->arena, struct target, count);
    const struct node *key = given != NULL ? given->first : NULL;
    for (const struct section *section = w->cv->sections; section != NULL;
         section = section->next) {
        while (key != NULL && !str_eq(key->text, section->key->text))
            key = key->next->next;
        if (key == NULL)
            break;
        struct target target = {.section = section, .value = key->next};
        target.is_summary = is_summary(w, section);
        if (!target.is_summary)
            target.kind = find_kind(w, section);
        w->targets[w->target_count++] = target;
        key = key->next->next;
    }
}

/* ---- values ---- */

/* 2020, 2020-09 or 2020-09-01; false when that would say less, or something else, than the text. */
static bool iso_date(const struct writer *w, const struct date *date, struct str text, char iso[16])
{
    if (date->present || date->year < 1000)
        return false;
    int len = snprintf(iso, 16, "%04d", date->year);
    if (date->month > 0)
        len += snprintf(iso + len, 16 - (size_t)len, "-%02d", date->month);
    if (date->month > 0 && date->day > 0)
        snprintf(iso + len, 16 - (size_t)len, "-%02d", date->day);
    return !w->dates_as_written || str_is(text, iso);
}

/* A date in the schema's own form; false when it is to be written as it stands, by its native key. */
static bool write_date(struct writer *w, const char *key, const struct item *item)
{
    char iso[16];
    if (item->dates == NULL || item->dates->is_range ||
        !iso_date(w, &item->dates->start, item->text, iso))
        return false;
    json_text(&w->json, str_of(key), str_of(iso));
    return true;
}

/* Whether a text ends with the word that stands for an end that is left out: no "now", no "heute". */
static bool ends_present(struct str text)
{
    struct str word = STR("present");
    text = str_trim(text);
    return text.len >= word.len &&
           str_eq_nocase(str_sub(text, text.len - word.len, text.len), word);
}

/* "2012 - 2017" as two dates, where the section has them. */
static bool write_range(struct writer *w, const struct target_kind *kind, const struct item *item)
{
    char start[16], end[16];
    bool has_ends = false;
    for (const struct place *place = kind->places; place->key != NULL; place++)
        has_ends = has_ends || place->name == NAME_start_date;
    const struct date_range *dates = item->dates;
    if (!has_ends || dates == NULL || !dates->is_range || w->dates_as_written ||
        !iso_date(w, &dates->start, item->text, start) ||
        !(dates->end.present ? ends_present(item->text)
                             : iso_date(w, &dates->end, item->text, end)))
        return false;
    json_text(&w->json, STR("startDate"), str_of(start));
    if (!dates->end.present)
        json_text(&w->json, STR("endDate"), str_of(end));
    return true;
}

/* Raw LaTeX, itself or as the text of a map with options. */
static bool is_raw(const struct item *item)
{
    bool has_text = item->record != NULL && item->record->fields != NULL;
    return item->node->raw_tex || (has_text && item->record->fields->first.node->raw_tex);
}

/*
 * An address of the person: where it has no scheme, the one that the page links to. The schema takes no
 * other text for `url`; the key `other` means the same to cv2tex.
 */
static void write_url(struct writer *w, const char *key, const char *other, struct str text)
{
    struct buf whole = BUF_INIT;
    text = str_trim(text);
    if (check_link(text) == LINK_HOST)
        buf_adds(&whole, "https://");
    buf_add_str(&whole, text);
    bool ok = address_is_uri(buf_str(&whole));
    json_text(&w->json, str_of(ok ? key : other), ok ? buf_str(&whole) : text);
    w->json.out->failed = w->json.out->failed || whole.failed;
    buf_free(&whole);
}

static void write_list(struct writer *w, const char *key, const struct field *field)
{
    json_open(&w->json, str_of(key), '[');
    for (const struct item *item = &field->first; item != NULL; item = item->next)
        if (is_raw(item))
            json_node(&w->json, STR_NONE, item->node);
        else
            json_text(&w->json, STR_NONE, item->text);
    json_close(&w->json, ']');
}

/* The native value of a field, under its native key. */
static void write_native(struct writer *w, const struct field *field)
{
    json_node(&w->json, str_of(name_text(field->row->key)), field->key->next);
}

static void write_field(struct writer *w, const struct target_kind *kind,
                        const struct record *entry, const struct field *field)
{
    const struct item *first = &field->first;
    const struct place *place = kind->places;
    while (place->key != NULL && place->name != field->row->key)
        place++;
    const struct field *start = record_get(entry, NAME_start_date);
    bool ends = field->row->key == NAME_date && start == NULL &&
                record_get(entry, NAME_end_date) == NULL;
    if (ends && write_range(w, kind, first))
        return;
    /* What lasts has no end there. */
    bool lasts = field->row->key == NAME_end_date && ends_present(first->text) && start != NULL &&
                 start->first.dates != NULL;
    if (lasts && place->key != NULL)
        return;
    bool has_place = place->key != NULL && (place->form == FORM_LIST || first->next == NULL);
    if (!has_place || is_raw(first))
        write_native(w, field);
    else if (place->form == FORM_LIST)
        write_list(w, place->key, field);
    else if (place->form == FORM_URL) /* one without a scheme is printed, and is no link */
        json_text(&w->json, address_is_uri(str_trim(first->text)) ? STR("url") : STR("link"),
                  first->text);
    else if (place->form == FORM_TEXT)
        json_text(&w->json, str_of(place->key), first->text);
    else if (!write_date(w, place->key, first))
        /* The schema lets no other text pass as `date` there; `year` means the same here. */
        json_text(&w->json,
                  str_of(strcmp(place->key, "date") == 0 ? "year" : name_text(place->name)),
                  first->text);
}

/* Options of cv2tex print nothing, and another program would print them. */
static void leave_out(struct writer *w, const struct field *field)
{
    enum name name = field->row->key;
    if (name != NAME_type && !w->told[name])
        diag_add(w->json.diags, DIAG_NO_PLACE, field->key->span, NULL,
                 "'%s' has no place in JSON Resume and is left out", name_text(name));
    w->told[name] = true;
}

static void write_entry(struct writer *w, const struct target_kind *kind,
                        const struct record *entry)
{
    json_open(&w->json, STR_NONE, '{');
    for (const struct field *field = entry->fields; field != NULL; field = field->next)
        if (field->row->flags & ROW_OPTION)
            leave_out(w, field);
        else
            write_field(w, kind, entry, field);
    json_close(&w->json, '}');
}

static void write_section(struct writer *w, const struct target *target)
{
    const struct record *options = target->section->options;
    const struct field *lead = options != NULL ? record_get(options, NAME_lead) : NULL;
    if (lead != NULL)
        diag_add(w->json.diags, DIAG_NO_PLACE, lead->key->span,
                 "set `design.lead` for the whole CV",
                 "'lead' of a section has no place in JSON Resume and is left out");
    json_open(&w->json, str_of(target->kind->id), '[');
    for (const struct record *entry = target->section->entries; entry != NULL; entry = entry->next)
        write_entry(w, target->kind, entry);
    json_close(&w->json, ']');
}

/* ---- the person ---- */

static struct field *top(const struct writer *w, enum name name)
{
    return record_get(w->cv->top, name);
}

/* The first value of a field, which alone has a place. */
static void write_first(struct writer *w, const char *key, enum name name)
{
    const struct field *field = top(w, name);
    if (field != NULL && !json_skips(&w->json, field->first.node))
        json_text(&w->json, str_of(key), field->first.text);
}

static void write_name(struct writer *w)
{
    struct name_parts parts = names_of_owner(w->cv);
    struct str name = str_of(names_whole(w->arena, parts));
    if (name.len == 0)
        name = parts.native;
    if (name.len > 0)
        json_text(&w->json, STR("name"), name);
}

static void write_profiles(struct writer *w)
{
    const struct field *profiles = top(w, NAME_profiles);
    if (profiles == NULL)
        return;
    json_open(&w->json, STR("profiles"), '[');
    for (const struct item *item = &profiles->first; item != NULL; item = item->next) {
        json_open(&w->json, STR_NONE, '{');
        for (const struct field *field = item->record->fields; field != NULL; field = field->next)
            if (field->row->key == NAME_url)
                write_url(w, "url", "link", field->first.text);
            else
                json_text(&w->json, str_of(name_text(field->row->key)), field->first.text);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void write_basics(struct writer *w)
{
    json_open(&w->json, STR("basics"), '{');
    write_name(w);
    write_first(w, "label", NAME_headline);
    write_first(w, "image", NAME_photo);
    bool plain =
        top(w, NAME_email) == NULL || address_is_email(str_trim(top(w, NAME_email)->first.text));
    write_first(w, plain ? "email" : "mail", NAME_email);
    write_first(w, "phone", NAME_phone);
    const struct field *website = top(w, NAME_website);
    if (website != NULL && !json_skips(&w->json, website->first.node))
        write_url(w, "url", "website", website->first.text);
    write_first(w, "summary", NAME_summary);
    if (w->target_count > 0 && w->targets[0].is_summary)
        json_text(&w->json, STR("summary"), w->targets[0].section->entries->node->text);
    if (top(w, NAME_location) != NULL && !json_skips(&w->json, top(w, NAME_location)->first.node)) {
        json_open(&w->json, STR("location"), '{');
        json_text(&w->json, STR("city"), record_text(w->cv->top, NAME_location));
        json_close(&w->json, '}');
    }
    write_profiles(w);
    json_close(&w->json, '}');
}

/* Whether JSON Resume has a place for all that a field of the person says. */
static bool has_place(const struct field *field)
{
    static const enum name names[] = {NAME_name,    NAME_headline, NAME_photo,
                                      NAME_email,   NAME_phone,    NAME_website,
                                      NAME_summary, NAME_location, NAME_profiles};
    if (field->row->key == NAME_name && field->first.node->kind == NODE_MAP)
        return false; /* its parts, and how it is written in its own script */
    if (field->row->key != NAME_profiles && field->first.next != NULL)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (field->row->key == names[i])
            return true;
    return false;
}

/* ---- what has no place ---- */

static void write_native_header(struct writer *w)
{
    bool open = false;
    for (const struct field *field = w->cv->top->fields; field != NULL; field = field->next) {
        if (field->row->key == NAME_sections || field->key == NULL || has_place(field))
            continue;
        if (!open)
            json_open(&w->json, STR("native"), '{');
        open = true;
        write_native(w, field);
    }
    if (open)
        json_close(&w->json, '}');
}

static void write_native_sections(struct writer *w)
{
    bool open = false;
    for (size_t i = 0; i < w->target_count; i++) {
        const struct target *target = &w->targets[i];
        if (target->kind != NULL || target->is_summary)
            continue;
        if (!open)
            json_open(&w->json, STR("sections"), '{');
        open = true;
        struct str key = target->section->key->text;
        json_node(&w->json, key.len > 0 ? key : STR(""), target->value);
    }
    if (open)
        json_close(&w->json, '}');
}

static struct str id_of(const struct target *target)
{
    if (target->is_summary)
        return STR("basics");
    return target->kind != NULL ? str_of(target->kind->id) : target->section->key->text;
}

static void write_meta(struct writer *w)
{
    struct json *j = &w->json;
    bool has_summary = top(w, NAME_summary) != NULL;
    if (w->target_count == 0 && !has_summary)
        return;
    json_open(j, STR("meta"), '{');
    json_open(j, STR("sections"), '[');
    if (has_summary)
        json_text(j, STR_NONE, STR("basics"));
    for (size_t i = 0; i < w->target_count; i++)
        json_text(j, STR_NONE, id_of(&w->targets[i]));
    json_close(j, ']');
    json_open(j, STR("titles"), '{');
    if (has_summary)
        json_text(j, STR("basics"), STR(""));
    for (size_t i = 0; i < w->target_count; i++)
        if (w->targets[i].kind != NULL || w->targets[i].is_summary)
            json_text(j, id_of(&w->targets[i]), w->targets[i].section->title.text);
    json_close(j, '}');
    json_close(j, '}');
}

void convert_to_jsonresume(struct arena *a, struct diags *d, const struct cv *cv,
                           const struct node *given, struct buf *out)
{
    struct writer w = {.arena = a, .json = {.out = out, .diags = d, .empty = true}, .cv = cv};
    w.dates_as_written = str_is(cv_design(cv, NAME_date_format), "as written");
    find_targets(&w, node_get(given, STR("sections")));
    json_open(&w.json, STR_NONE, '{');
    write_basics(&w);
    for (size_t i = 0; i < w.target_count; i++)
        if (w.targets[i].kind != NULL)
            write_section(&w, &w.targets[i]);
    write_native_sections(&w);
    write_native_header(&w);
    write_meta(&w);
    json_close(&w.json, '}');
    buf_addc(out, '\n');
}

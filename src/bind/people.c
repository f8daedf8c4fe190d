/*
 * Persons: their names in the form that a style wants, the owner of the CV in bold, marks for what
 * they did, and lists of them, shortened where the section says so.
 */
#include <stdio.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "bind/internal.h"

/* ---- what persons did ---- */

static const struct {
    const char *names; /* of roles, each with a semicolon behind it */
    const char *mark;
    enum word word;
} roles[PEOPLE_ROLES] = {
    {"equal;equal contribution;co-first;co-first author;joint first author;", "*",
     WORD_EQUAL_CONTRIBUTION},
    {"corresponding;corresponding author;", "\xE2\x80\xA0", WORD_CORRESPONDING_AUTHOR},
    {"student;mentee;advisee;", "\xE2\x80\xA1", WORD_STUDENT},
    {"advisor;adviser;supervisor;", "\xC2\xA7", WORD_SUPERVISOR},
};

/* Which role a text names, or PEOPLE_ROLES. */
static size_t find_role(struct str text)
{
    for (size_t i = 0; i < PEOPLE_ROLES; i++) {
        struct str names = str_of(roles[i].names);
        for (size_t from = 0, to; from < names.len; from = to + 1) {
            to = str_find(names, from, ';');
            if (str_eq_nocase(str_trim(text), str_sub(names, from, to)))
                return i;
        }
    }
    return PEOPLE_ROLES;
}

/* Marks for the roles that have one, and the others in words. */
static void print_roles(struct bind *b, struct field *field, struct buf *out)
{
    bool opened = false;
    for (struct item *item = field ? &field->first : NULL; item != NULL; item = item->next) {
        size_t role = find_role(item->text);
        if (role == PEOPLE_ROLES)
            continue;
        print_text(b, str_of(roles[role].mark), TEX_TEXT, out);
        b->legend |= 1u << role;
    }
    for (struct item *item = field ? &field->first : NULL; item != NULL; item = item->next) {
        bool self = str_eq_nocase(str_trim(item->text), STR("self"));
        if (self || find_role(item->text) < PEOPLE_ROLES) {
            item->printed = true; /* the bold type says it, or the mark */
            continue;
        }
        buf_adds(out, opened ? ", " : " (");
        print_item(b, item, field->row, out);
        opened = true;
    }
    if (opened)
        buf_addc(out, ')');
}

struct tpl_value people_legend(struct bind *b)
{
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < PEOPLE_ROLES; i++)
        if (b->legend & 1u << i)
            buf_addf(&text, "%s%s %s", text.len > 0 ? ", " : "", roles[i].mark,
                     view_word(b, roles[i].word));
    const char *legend = words_finish(b, &text);
    return *legend != '\0' ? view_string(legend) : (struct tpl_value){.kind = TPL_FALSE};
}

/* ---- names ---- */

static void print_part(struct bind *b, struct str part, struct buf *out)
{
    print_markdown(b, part, false, out);
}

/* Given names, or their initials. */
static void print_given(struct bind *b, const struct person *p, bool initials, struct buf *out)
{
    if (!initials) {
        print_part(b, p->given, out);
        return;
    }
    struct buf text = BUF_INIT;
    person_initials(&text, p);
    print_text(b, words_take(&b->scratch, &text), TEX_TEXT, out);
}

static void print_family(struct bind *b, const struct person *p, struct buf *out)
{
    if (p->prefix.len > 0) {
        print_part(b, p->prefix, out);
        buf_addc(out, ' ');
    }
    print_part(b, p->family, out);
}

static void print_suffix(struct bind *b, const struct person *p, const char *before,
                         struct buf *out)
{
    if (p->suffix.len == 0)
        return;
    buf_adds(out, before);
    print_part(b, p->suffix, out);
}

/* Whether a name is in ideographs, kana or Hangul, which stand without a blank between them. */
static bool is_east_asian(struct str name)
{
    uint32_t cp = 0;
    if (name.len > 0)
        utf8_decode(name.ptr, name.ptr + name.len, &cp);
    return cp >= 0x2E80 && cp < 0xFB00;
}

static void print_name(struct bind *b, const struct person *p, enum people_form form,
                       struct buf *out)
{
    if (p->reversed && is_east_asian(p->family) && is_east_asian(p->given)) {
        print_family(b, p, out);
        print_given(b, p, false, out);
        return;
    }
    bool initials = form == PEOPLE_INITIALS || form == PEOPLE_INVERTED_INITIALS;
    if (p->whole || p->marked_up || (form == PEOPLE_FULL && !p->reversed)) {
        print_part(b, p->text, out);
    } else if (form == PEOPLE_FULL || form == PEOPLE_INITIALS) {
        print_given(b, p, initials, out);
        if (p->given.len > 0)
            buf_adds(out, initials ? "~" : " ");
        print_family(b, p, out);
        print_suffix(b, p, " ", out);
    } else {
        print_family(b, p, out);
        if (p->given.len > 0)
            buf_adds(out, ", ");
        print_given(b, p, initials, out);
        print_suffix(b, p, ", ", out);
    }
}

/* Marks that the CV has behind the name, as they stand there; remarks are Markdown. */
static void print_after(struct bind *b, struct str after, struct buf *out)
{
    if (after.len == 0)
        return;
    if (!person_has_marks_only(after)) {
        if (ascii_is_space(after.ptr[0]))
            buf_addc(out, ' ');
        print_part(b, after, out);
        return;
    }
    for (size_t from = 0, to; from < after.len; from = to + 1) {
        to = str_find(after, from, '\\');
        print_text(b, str_trim(str_sub(after, from, to)), TEX_TEXT, out);
    }
}

static const struct person *read_person(struct bind *b, const struct item *item)
{
    struct person *person = arena_new(&b->scratch, struct person);
    *person = person_read(&b->scratch, person_name(item));
    return person;
}

/* The name itself, in bold type for the owner. */
static void print_styled(struct bind *b, const struct author *author, enum people_form form,
                         struct buf *out)
{
    const struct person *p = author->person;
    struct str text = p != NULL ? p->text : str_trim(person_name(author->item));
    unsigned emphasis = p != NULL ? p->emphasis : 0;
    struct field *url = record_get(author->item->record, NAME_url);
    bool bold = author->is_owner || emphasis > 1, italic = !bold && emphasis == 1;
    buf_adds(out, bold ? "\\textbf{" : italic ? "\\emph{" : "");
    bool link = url != NULL && markdown_is_plain(text) &&
                print_link_open(b, str_trim(url->first.text), out);
    if (link)
        url->first.printed = true;
    if (p != NULL)
        print_name(b, p, form, out);
    else
        print_part(b, text, out);
    buf_adds(out, link ? "}" : "");
    buf_adds(out, bold || italic ? "}" : "");
}

static void print_author(struct bind *b, struct author *author, enum people_form form,
                         struct buf *out)
{
    struct item *item = author->item;
    struct field *name = record_get(item->record, NAME_name);
    const struct item *outer = b->printing;
    item->printed = true;
    if (name != NULL)
        name->first.printed = true;
    b->printing = name != NULL ? &name->first : item;
    if (author->person == NULL && form != PEOPLE_FULL)
        author->person = read_person(b, item);
    print_styled(b, author, form, out);
    if (author->person != NULL)
        print_after(b, author->person->after, out);
    if (item->record != NULL)
        print_roles(b, record_get(item->record, NAME_role), out);
    b->printing = outer;
}

/* ---- lists ---- */

/* Counted once for all persons of the CV. */
static const struct owner *owner_of_cv(struct bind *b)
{
    if (b->owner == NULL) {
        struct owner *owner = arena_new(b->arena, struct owner);
        *owner = owner_of(b->arena, b->cv);
        b->owner = owner;
    }
    return b->owner;
}

/* How many authors a list may have here, or 0: as many as there are. */
static size_t most_authors(const struct bind *b)
{
    struct str max = record_text(b->section != NULL ? b->section->options : NULL, NAME_max_authors);
    size_t most = 0;
    for (size_t i = 0; i < max.len; i++) /* at most nine digits, the schema has seen to that */
        most = most * 10 + (size_t)(max.ptr[i] - '0');
    return most;
}

static struct author *add(struct bind *b, struct author **end, struct author author)
{
    struct author *added = arena_new(&b->scratch, struct author);
    *added = author;
    if (*end != NULL)
        (*end)->next = added;
    *end = added;
    return added;
}

static struct author of_item(struct bind *b, const struct item *item, const struct item *owner)
{
    struct author author = {.item = (struct item *)(size_t)item,
                            .is_owner = item == owner || person_is_self(item)};
    if (!person_is_plain(person_name(item)))
        author.person = read_person(b, item);
    if (author.person != NULL && author.person->others)
        author.kind = AUTHOR_OTHERS;
    return author;
}

/* Those that a shortened list leaves out are not missed. */
static void leave_out(struct item *item, const struct item *end)
{
    for (; item != end; item = item->next) {
        item->printed = true;
        for (struct field *f = item->record ? item->record->fields : NULL; f; f = f->next)
            for (struct item *part = &f->first; part != NULL; part = part->next)
                part->printed = true;
    }
}

struct author *people_list(struct bind *b, const struct field *field)
{
    const struct item *owner = owner_among(&b->scratch, owner_of_cv(b), field);
    size_t count = 0, place = 0, most = field->row->key == NAME_authors ? most_authors(b) : 0;
    for (const struct item *item = &field->first; item != NULL; item = item->next) {
        count++;
        place = item == owner ? count : place;
    }
    bool cut = most > 0 && count > most, behind = cut && place > most;
    size_t shown = !cut ? count : behind ? most - 1 : most, i = 0;
    struct author *first = NULL, *end = NULL;
    struct item *rest = (struct item *)(size_t)&field->first;
    for (; rest != NULL && i < shown; rest = rest->next, i++) {
        add(b, &end, of_item(b, rest, owner));
        first = first != NULL ? first : end;
        first->first = true;
    }
    if (behind) {
        add(b, &end, (struct author){.kind = AUTHOR_GAP});
        first = first != NULL ? first : end;
        struct author author = of_item(b, owner, owner);
        author.place = place;
        author.count = count;
        add(b, &end, author);
    } else if (cut) {
        add(b, &end, (struct author){.kind = AUTHOR_OTHERS});
    }
    if (cut)
        leave_out(rest, NULL);
    return first;
}

/* " (14th of 189)" */
static void print_place(struct bind *b, const struct author *author, struct buf *out)
{
    struct buf place = BUF_INIT, text = BUF_INIT;
    char count[24];
    locale_ordinal(&place, b->options.locale, author->place);
    snprintf(count, sizeof count, "%zu", author->count);
    const struct locale_value values[] = {{"place", buf_str(&place)}, {"total", str_of(count)}};
    locale_fill(&text, view_word(b, WORD_PLACE_OF), values, 2);
    text.failed |= place.failed;
    buf_free(&place);
    buf_adds(out, " (");
    print_text(b, words_take(&b->scratch, &text), TEX_TEXT, out);
    buf_addc(out, ')');
}

void people_print(struct bind *b, struct author *author, enum people_form form,
                  struct buf *out)
{
    size_t from = out->len;
    if (author->kind == AUTHOR_GAP) {
        print_text(b, STR("\xE2\x80\xA6"), TEX_TEXT, out);
    } else if (author->kind == AUTHOR_OTHERS) {
        if (author->item != NULL)
            author->item->printed = true;
        print_text(b, str_of(view_word(b, WORD_ET_AL)), TEX_TEXT, out);
    } else if (author->item->node != NULL && author->item->node->raw_tex) {
        author->item->printed = true;
        print_raw_tex(b, author->item, out);
    } else {
        print_author(b, author, form, out);
    }
    if (author->place > 0)
        print_place(b, author, out);
    if (author->item != NULL)
        print_remember(b, author->item->node, from, out);
}

void people_print_list(struct bind *b, const struct field *field, struct buf *out)
{
    for (struct author *author = people_list(b, field); author; author = author->next) {
        people_print(b, author, PEOPLE_FULL, out);
        if (author->next != NULL)
            buf_adds(out, ", ");
    }
}

void people_print_alone(struct bind *b, struct item *item, struct buf *out)
{
    const struct field field = {.first = {.node = item->node, .text = item->text,
                                          .record = item->record}};
    bool is_owner = owner_among(&b->scratch, owner_of_cv(b), &field) != NULL;
    struct author author = of_item(b, item, is_owner ? item : NULL);
    print_author(b, &author, PEOPLE_FULL, out);
}

/* ---- the view ---- */

struct tpl_value people_get(const struct tpl_value *object, int id)
{
    const struct author *author = object->ptr, *next = author->next;
    bool last_is_next = next != NULL && next->next == NULL && next->kind == AUTHOR_NAME &&
                        author->kind == AUTHOR_NAME;
    struct tpl_value name = {.kind = TPL_TEXT, .tag = VIEW_PERSON, .ptr = author};
    static const enum people_form forms[] = {PEOPLE_FULL, PEOPLE_INITIALS, PEOPLE_INVERTED,
                                             PEOPLE_INVERTED_INITIALS};
    switch (id) {
    case VIEW_person_full:
        name.extra = &forms[0];
        return name;
    case VIEW_person_initials:
        name.extra = &forms[1];
        return name;
    case VIEW_person_inverted:
        name.extra = &forms[2];
        return name;
    case VIEW_person_inverted_initials:
        name.extra = &forms[3];
        return name;
    case VIEW_person_first:
        return view_flag(author->first);
    case VIEW_more:
        return view_flag(next != NULL);
    case VIEW_person_between: /* another one follows that is not the last */
        return view_flag(next != NULL && !last_is_next);
    case VIEW_person_before_last:
        return view_flag(last_is_next && !author->first);
    case VIEW_person_before_second:
        return view_flag(last_is_next && author->first);
    default:
        return (struct tpl_value){.kind = TPL_ABSENT};
    }
}

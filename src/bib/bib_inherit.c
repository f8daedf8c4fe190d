/* What entries have from others: by crossref, from the volume they stand in, and by xdata. */
#include "bib/internal.h"

/* Entries that inherit from each other in a row: no honest file has more than three. */
enum { INHERIT_DEPTH_MAX = 10 };

/* Entries that one entry names as its parents: what is beyond them is not looked at. */
enum { PARENTS_MAX = 50 };

bool bib_may_expand(struct bib *b, size_t bytes, struct span at)
{
    if (b->expanded + bytes > BIB_EXPANSION_MAX) {
        if (bib_first_time(b, "bomb", STR_NONE))
            diag_add(b->diags, DIAG_BIB_MACRO, at, "write the text out",
                     "texts of @string and crossref add up to more than %u MiB; "
                     "from here on they are left out",
                     BIB_EXPANSION_MAX >> 20);
        b->expanded = BIB_EXPANSION_MAX;
        return false;
    }
    b->expanded += bytes;
    return true;
}

/* What a child does not take over, for it speaks of the parent alone. */
static bool is_own(struct str name)
{
    static const char *const own[] = {"crossref", "xdata",      "xref",  "entryset", "entrysubtype",
                                      "execute",  "label",      "options", "presort", "related",
                                      "sortkey",  "shorttitle", "ids",   "keywords", "abstract",
                                      "doi",      "url",        "pages", "selected", "note"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (str_is(name, own[i]))
            return true;
    return false;
}

/* What field `name` of the parent is called in the child; STR_NONE: it has none of it. */
static struct str child_name(const struct bib_entry *child, struct str name, bool xdata)
{
    static const struct {
        const char *name, *in_journal, *in_book, *in_volumes;
    } titles[] = {
        {"title", "journal", "booktitle", "maintitle"},
        {"subtitle", "journalsubtitle", "booksubtitle", "mainsubtitle"},
        {"titleaddon", "journaltitleaddon", "booktitleaddon", "maintitleaddon"},
    };
    static const char *const volumes[] = {"book", "collection", "proceedings", "reference"};
    bool in_journal = str_is(child->type, "article") || str_is(child->type, "suppperiodical");
    bool in_volumes = false;
    for (size_t i = 0; i < sizeof volumes / sizeof *volumes; i++)
        in_volumes |= str_is(child->type, volumes[i]);
    if (xdata)
        return name;
    if (is_own(name))
        return STR_NONE;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (str_is(name, titles[i].name))
            return str_of(in_journal   ? titles[i].in_journal
                          : in_volumes ? titles[i].in_volumes
                                       : titles[i].in_book);
    if (str_is(name, "author") && bib_get(child, "author") != NULL)
        return STR("bookauthor");
    return name;
}

static void take_over(struct bib *b, struct bib_entry *child, const struct bib_entry *parent,
                      bool xdata)
{
    for (const struct bib_field *field = parent->fields;
         field != NULL && b->expanded < BIB_EXPANSION_MAX; field = field->next) {
        struct str name = child_name(child, field->name, xdata);
        if (name.len == 0)
            continue;
        if (!str_eq(name, field->name) && bib_get(parent, name.ptr) != NULL)
            continue; /* it tells its children itself what it is called */
        bool there = false;
        for (const struct bib_field *own = child->fields; own != NULL && !there; own = own->next)
            there = str_eq(own->name, name);
        if (there || !bib_may_expand(b, field->value.len + sizeof *field, child->span))
            continue;
        struct bib_field *copy = arena_new(b->arena, struct bib_field);
        *copy = *field;
        copy->name = name;
        copy->next = NULL;
        *child->fields_end = copy;
        child->fields_end = &copy->next;
    }
}

static void resolve(struct bib *b, struct bib_entry *entry, unsigned depth);

/* The entry that `key` names, with what it inherits itself; NULL after a report. */
static struct bib_entry *parent_of(struct bib *b, const struct bib_entry *entry, struct str key,
                                   struct span at, unsigned depth)
{
    struct bib_entry *parent = strmap_get(&b->keys, bib_lower(b, key));
    if (parent == NULL) {
        diag_add(b->diags, DIAG_BIB_CROSSREF, at, "is it in another file?",
                 "%s refers to '%.*s', which is not here", bib_called(b, entry), STR_FMT(key));
        return NULL;
    }
    resolve(b, parent, depth + 1);
    if (parent->state != BIB_RESOLVED) {
        diag_add(b->diags, DIAG_BIB_CROSSREF, at, "delete one of the references",
                 "%s refers to itself by way of '%.*s'", bib_called(b, entry), STR_FMT(key));
        return NULL;
    }
    return parent;
}

/* Inherits from each of the entries in a list of keys. */
static void inherit(struct bib *b, struct bib_entry *entry, const char *name, unsigned depth)
{
    const struct bib_field *field = bib_get(entry, name);
    bool xdata = strcmp(name, "xdata") == 0;
    unsigned count = 0;
    for (size_t at = 0; field != NULL && at < field->value.len && count < PARENTS_MAX; count++) {
        size_t end = str_find(field->value, at, ',');
        struct str key = str_trim(str_sub(field->value, at, end));
        at = end + 1;
        struct bib_entry *parent =
            key.len > 0 ? parent_of(b, entry, key, field->value_span, depth) : NULL;
        if (parent == NULL)
            continue;
        parent->is_parent |= !xdata;
        take_over(b, entry, parent, xdata);
    }
}

static void resolve(struct bib *b, struct bib_entry *entry, unsigned depth)
{
    if (entry->state != BIB_FRESH || depth > INHERIT_DEPTH_MAX)
        return;
    entry->state = BIB_RESOLVING;
    inherit(b, entry, "xdata", depth);
    inherit(b, entry, "crossref", depth);
    entry->state = BIB_RESOLVED;
}

void bib_inherit(struct bib *b)
{
    for (struct bib_entry *entry = b->entries; entry != NULL; entry = entry->next)
        resolve(b, entry, 0);
}

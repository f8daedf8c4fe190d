/* The façade: sections that take their entries from .bib files. */
#include "document.h"

#include <errno.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/strmap.h"
#include "bib/bib.h"
#include "model/check.h"
#include "model/date.h"
#include "model/schema.h"

/* ---- finding and reading the files ---- */

static void unreadable(struct cv2tex *doc, const struct node *name, const char *path,
                       const char *why)
{
    diag_add(&doc->diags, DIAG_BIB_UNREADABLE, name->span, "its path begins at the CV's folder",
             "%s: %s", path, why);
}

/* Whether this is one of the files that the CV itself was read from: the first `own` sources. */
static bool is_cv(const struct cv2tex *doc, uint32_t own, const struct stat *file)
{
    for (uint32_t i = 0; i < own; i++) {
        struct stat st;
        if (stat(doc->diags.sources[i].name.ptr, &st) == 0 && st.st_dev == file->st_dev &&
            st.st_ino == file->st_ino)
            return true;
    }
    return false;
}

/* The source that was read from `path` before, or UINT32_MAX. */
static uint32_t find_source(const struct cv2tex *doc, const char *path)
{
    for (uint32_t i = 0; i < doc->diags.source_count; i++)
        if (str_is(doc->diags.sources[i].name, path))
            return i;
    return UINT32_MAX;
}

/* The entries of a file that was read already: what is wrong with it was said. */
static struct node *read_again(struct cv2tex *doc, uint32_t file)
{
    struct diags said = doc->diags;
    struct node *list = bib_read(&doc->arena, &doc->diags, file);
    doc->diags = said;
    if (said.last != NULL)
        said.last->next = NULL;
    return list;
}

/* The entries of the file `path`, which `name` names; NULL after an error. */
static struct node *read_bib(struct cv2tex *doc, uint32_t own, const struct node *name,
                             const char *path)
{
    struct stat st;
    bool is_there = stat(path, &st) == 0;
    if (is_there && is_cv(doc, own, &st)) {
        unreadable(doc, name, path, "it is the CV itself, not a .bib file");
        return NULL;
    }
    uint32_t file = find_source(doc, path);
    if (file != UINT32_MAX)
        return read_again(doc, file);
    document_add_input(doc, path);
    if (is_there && !S_ISREG(st.st_mode)) { /* reading from a terminal never ends */
        unreadable(doc, name, path, "it is no file");
        return NULL;
    }
    struct source *src = document_add_source(doc);
    switch (source_read(src, &doc->arena, path)) {
    case SOURCE_OK:
        return bib_read(&doc->arena, &doc->diags, doc->diags.source_count - 1);
    case SOURCE_NO_MEMORY:
        arena_fail(&doc->arena);
    case SOURCE_TOO_LARGE:
        doc->diags.source_count--;
        unreadable(doc, name, path, "the file is too large");
        return NULL;
    default:
        doc->diags.source_count--;
        unreadable(doc, name, path, strerror(errno));
        return NULL;
    }
}

/* ---- putting entries together ---- */

struct joint {
    struct cv2tex *doc;
    uint32_t own;              /* sources that are the CV's */
    struct node *list, **link; /* of all .bib files */
    struct strmap paths;       /* theirs */
    struct strmap keys, dois;  /* its entries */
};

/* Reads the file `path`, which `name` names, unless it was named before. */
static void append(struct joint *j, const struct node *name, const char *path)
{
    if (strmap_get(&j->paths, str_of(path)) != NULL)
        return;
    strmap_put(&j->paths, &j->doc->arena, str_of(path), j);
    struct node *list = read_bib(j->doc, j->own, name, path);
    if (list == NULL || list->first == NULL)
        return;
    *j->link = list->first;
    for (struct node *entry = list->first; entry != NULL; entry = entry->next)
        j->link = &entry->next;
    j->list->count += list->count;
}

/* Reads the files that match a pattern, in alphabetical order. */
static void append_matches(struct joint *j, const struct node *name, const char *folder)
{
    struct arena *a = &j->doc->arena;
    char *pattern = arena_alloc(a, strlen(folder) * 2 + name->text.len + 1), *p = pattern;
    for (const char *c = folder; *c != '\0'; c++) {
        if (strchr("*?[]\\", *c) != NULL)
            *p++ = '\\';
        *p++ = *c;
    }
    memcpy(p, name->text.ptr, name->text.len);
    glob_t found;
    int status = glob(pattern, 0, NULL, &found);
    size_t count = status == 0 ? found.gl_pathc : 0;
    char **paths = arena_try(a, (count + 1) * sizeof *paths);
    for (size_t i = 0; paths != NULL && i < count; i++) {
        size_t size = strlen(found.gl_pathv[i]) + 1;
        paths[i] = arena_try(a, size);
        if (paths[i] == NULL)
            paths = NULL;
        else
            memcpy(paths[i], found.gl_pathv[i], size);
    }
    if (status == 0)
        globfree(&found);
    if (paths == NULL || status == GLOB_NOSPACE)
        arena_fail(a);
    if (count == 0)
        unreadable(j->doc, name, pattern, "no file matches");
    for (size_t i = 0; i < count; i++)
        append(j, name, paths[i]);
}

/* Reads the file or files that `name` names. */
static void append_named(struct joint *j, const struct node *name)
{
    struct cv2tex *doc = j->doc;
    if (name->kind != NODE_SCALAR || str_trim(name->text).len == 0)
        return; /* the schema speaks of it */
    const char *folder = name->text.ptr[0] == '/' ? "" : document_folder(doc);
    const char *path = arena_printf(&doc->arena, "%s%.*s", folder, STR_FMT(name->text));
    bool is_pattern = false;
    for (size_t i = 0; i < name->text.len; i++)
        is_pattern = is_pattern || strchr("*?[", name->text.ptr[i]) != NULL;
    if (is_pattern && access(path, F_OK) != 0)
        append_matches(j, name, folder);
    else
        append(j, name, path);
}

/* ---- entries of the CV that amend those of the files ---- */

static struct str lower(struct arena *a, struct str s)
{
    char *copy = arena_alloc(a, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        copy[i] = ascii_lower(s.ptr[i]);
    return (struct str){copy, s.len};
}

static struct str text_at(const struct node *entry, const char *key)
{
    const struct node *value = node_get(entry, str_of(key));
    return value != NULL && value->kind == NODE_SCALAR ? str_trim(value->text) : STR_NONE;
}

static void index_entries(struct joint *j)
{
    struct arena *a = &j->doc->arena;
    NODE_EACH(entry, j->list) {
        struct str key = text_at(entry, "key"), doi = text_at(entry, "doi");
        if (key.len > 0 && strmap_get(&j->keys, key) == NULL)
            strmap_put(&j->keys, a, key, entry);
        if (doi.len > 0 && strmap_get(&j->dois, lower(a, doi)) == NULL)
            strmap_put(&j->dois, a, lower(a, doi), entry);
    }
}

/* The entry of the files that `entry` speaks of, or NULL. */
static struct node *find_amended(struct joint *j, const struct node *entry)
{
    if (entry->kind != NODE_MAP)
        return NULL;
    struct str key = text_at(entry, "key"), doi = text_at(entry, "doi");
    struct node *found = key.len > 0 ? strmap_get(&j->keys, key) : NULL;
    if (found == NULL && doi.len > 0)
        found = strmap_get(&j->dois, lower(&j->doc->arena, bib_bare_doi(doi)));
    return found;
}

/* Other words for a key become the one that .bib files are read into: `year` is `date`. */
static void use_canonical_keys(struct node *entry)
{
    NODE_EACH_PAIR(key, value, entry) {
        enum name name = name_find(key->text);
        const struct row *row =
            name < NAME_COUNT ? table_row(entry_tables[ENTRY_PUBLICATION], name) : NULL;
        if (row != NULL)
            key->text = str_of(name_text(row->means));
    }
}

/* Whether `entry` only adds to another one, which is not there. */
static bool report_unmatched(struct joint *j, const struct node *entry)
{
    const struct node *key = entry->kind == NODE_MAP ? node_get(entry, STR("key")) : NULL;
    if (key == NULL || key->kind != NODE_SCALAR || node_get(entry, STR("title")) != NULL)
        return false;
    struct arena *a = &j->doc->arena;
    const char **keys = arena_array(a, const char *, j->list->count + 1), *near = NULL;
    size_t count = 0;
    NODE_EACH(other, j->list)
        keys[count++] = arena_str(a, text_at(other, "key")).ptr;
    if (j->doc->diags.count < 20) /* each costs a look at all keys */
        near = str_closest(key->text, keys, count);
    diag_add(&j->doc->diags, DIAG_BIB_MISSING, key->span,
             near != NULL ? arena_printf(a, "did you mean '%s'?", near)
                          : "it has no title and is not printed",
             "no file of `entries_from` has an entry '%.*s'", STR_FMT(key->text));
    return true;
}

/* Lays the section's own entries upon those they amend, and leaves the others in its list. */
static void amend(struct joint *j, struct node *own)
{
    index_entries(j);
    for (struct node **link = &own->first; *link != NULL;) {
        struct node *entry = *link, *amended = find_amended(j, entry);
        if (amended == NULL && !report_unmatched(j, entry)) {
            link = &entry->next;
            continue;
        }
        *link = entry->next;
        own->count--;
        if (amended == NULL)
            continue;
        use_canonical_keys(entry);
        node_merge(&j->doc->arena, amended, entry);
    }
}

static void remove_key(struct node *map, const char *key)
{
    struct node **link = &map->first;
    while (*link != NULL && !str_is((*link)->text, key))
        link = &(*link)->next->next;
    if (*link == NULL)
        return;
    *link = (*link)->next->next;
    map->count--;
}

/* A date of a .bib file that does not exist is no reason to stop: its year is taken. */
static void mend_date(struct cv2tex *doc, struct node *entry, bool report)
{
    struct node *node = node_get(entry, STR("date"));
    struct date_range dates;
    if (node == NULL || node->kind != NODE_SCALAR || node->span.file != entry->span.file)
        return;
    enum date_status status = date_parse(str_trim(node->text), &dates);
    bool reversed = dates.is_range && date_compare(&dates.start, &dates.end) > 0;
    if (status != DATE_IMPOSSIBLE && !reversed)
        return;
    struct str text = node->text, year = STR_NONE;
    for (size_t i = 0, digits = 0; i < text.len && year.len == 0; i++) {
        digits = ascii_is_digit(text.ptr[i]) ? digits + 1 : 0;
        if (digits == 4)
            year = str_sub(text, i - 3, i + 1);
    }
    if (report)
        diag_add(&doc->diags, DIAG_BIB_FIELD, node->span, "its year is taken",
                 "there is no date '%.*s'", STR_FMT(text));
    node->text = year;
}

/* The list under `entries` of a section; it is made where there is none. */
static struct node *own_entries(struct arena *a, struct node *section, const struct node *from)
{
    struct node **link = &section->first;
    while (*link != NULL && !str_is((*link)->text, "entries"))
        link = &(*link)->next->next;
    if (*link != NULL && (*link)->next->kind == NODE_LIST)
        return (*link)->next;
    struct node *list = arena_new(a, struct node);
    list->kind = NODE_LIST;
    list->span = from->span;
    if (*link != NULL) {
        struct node *only = (*link)->next;
        list->next = only->next;
        list->span = only->span;
        only->next = NULL;
        if (!node_is_null(only)) {
            list->first = only;
            list->count = 1;
        }
        (*link)->next = list;
    } else {
        *link = node_scalar(a, STR("entries"), from->span);
        (*link)->next = list;
        section->count++;
    }
    return list;
}

/* Abstracts, which fill pages, are printed where the section asks for them. */
static void remove_abstracts(struct cv2tex *doc, const struct node *section, struct node *list)
{
    bool said = node_get(section, STR("abstracts")) != NULL;
    NODE_EACH(entry, list) {
        const struct node *abstract = node_get(entry, STR("abstract"));
        if (abstract != NULL && !said)
            diag_add(&doc->diags, DIAG_NOT_PRINTED, abstract->span,
                     "`abstracts: true` in the section prints them",
                     "the abstracts of .bib files are not printed");
        said = said || abstract != NULL;
        remove_key(entry, "abstract");
    }
}

static void load_section(struct cv2tex *doc, uint32_t own_sources, struct node *section,
                         const struct node *from)
{
    struct arena *a = &doc->arena;
    struct joint j = {.doc = doc, .own = own_sources, .list = arena_new(a, struct node)};
    uint32_t known = doc->diags.source_count; /* files that an earlier section has read */
    j.list->kind = NODE_LIST;
    j.link = &j.list->first;
    if (from->kind == NODE_LIST)
        NODE_EACH(name, from)
            append_named(&j, name);
    else
        append_named(&j, from);
    if (!check_is_true(text_at(section, "abstracts")))
        remove_abstracts(doc, section, j.list);
    struct node *own = own_entries(a, section, from);
    if (own->first != NULL)
        amend(&j, own);
    NODE_EACH(entry, j.list) {
        bool is_new = entry->span.file >= known;
        mend_date(doc, entry, is_new);
        if (is_new)
            bib_check_entry(&doc->diags, entry);
    }
    struct node **link = &own->first;
    while (*link != NULL)
        link = &(*link)->next;
    *link = j.list->first;
    own->count += j.list->count;
}

void document_load_entries(struct cv2tex *doc)
{
    document_native(doc);
    if (doc->loaded || doc->root == NULL || doc->root->kind != NODE_MAP)
        return;
    doc->loaded = true;
    uint32_t own = doc->diags.source_count;
    struct node *sections = node_get(doc->root, STR("sections"));
    if (sections == NULL || sections->kind != NODE_MAP)
        return;
    NODE_EACH_PAIR(title, section, sections) {
        (void)title;
        struct node *from =
            section->kind == NODE_MAP ? node_get(section, STR("entries_from")) : NULL;
        if (from != NULL && !node_is_null(from))
            load_section(doc, own, section, from);
    }
}

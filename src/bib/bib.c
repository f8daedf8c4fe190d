#include "bib/bib.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "bib/internal.h"
#include "tree/bytes.h"

/* ---- bytes ---- */

/* Windows-1252, which is what most people call Latin-1, from 0x80 to 0x9F. */
static const uint16_t windows[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

/* Makes the text of the source valid UTF-8 without NULs. */
static void clean_bytes(struct bib *b)
{
    struct source *src = &b->diags->sources[b->file];
    struct str in = src->text;
    size_t bad = utf8_check(in);
    const char *nul = in.len > 0 ? memchr(in.ptr, '\0', in.len) : NULL;
    if (bad == in.len && nul == NULL)
        return;
    char *copy = arena_alloc(b->arena, in.len * 3 + 1);
    size_t len = 0, nul_at = 0;
    for (size_t i = 0; i < in.len;) {
        uint32_t cp = ' ';
        size_t bytes = utf8_decode(in.ptr + i, in.ptr + in.len, &cp);
        unsigned char c = (unsigned char)in.ptr[i];
        if (bytes == 0)
            cp = c >= 0x80 && c < 0xA0 ? windows[c - 0x80] : c;
        if (in.ptr + i == nul)
            nul_at = len;
        if (cp == 0)
            cp = ' ';
        len += utf8_encode(cp, copy + len);
        i += bytes > 0 ? bytes : 1;
    }
    /* Places are counted in the text as it is from here on. */
    src->text = (struct str){copy, len};
    if (bad < in.len)
        diag_add(b->diags, DIAG_BIB_ENCODING, bib_span(b, bad, bad + 1), "save the file as UTF-8",
                 "byte 0x%02X is not valid UTF-8; it is read as Latin-1",
                 (unsigned char)in.ptr[bad]);
    if (nul != NULL)
        diag_add(b->diags, DIAG_CONTROL_CHARACTER, bib_span(b, nul_at, nul_at + 1),
                 "is it a text file?", "the file holds NUL bytes; they are read as spaces");
}

/* ---- entries ---- */

/* Letters and digits of a title, for comparing. */
static bool same_title(const struct bib_entry *a, const struct bib_entry *b)
{
    const struct bib_field *first = bib_get(a, "title"), *second = bib_get(b, "title");
    if (first == NULL || second == NULL)
        return first == second;
    struct str x = first->value, y = second->value;
    for (size_t i = 0, j = 0;;) {
        while (i < x.len && !ascii_is_alnum(x.ptr[i]) && (unsigned char)x.ptr[i] < 0x80)
            i++;
        while (j < y.len && !ascii_is_alnum(y.ptr[j]) && (unsigned char)y.ptr[j] < 0x80)
            j++;
        if (i == x.len || j == y.len)
            return i == x.len && j == y.len;
        if (ascii_lower(x.ptr[i++]) != ascii_lower(y.ptr[j++]))
            return false;
    }
}

/* Files the entries by their keys; of two with the same key and title the first stays. */
static void index_keys(struct bib *b)
{
    for (struct bib_entry **link = &b->entries; *link != NULL;) {
        struct bib_entry *entry = *link;
        struct str key = bib_lower(b, entry->key);
        struct bib_entry *first = key.len > 0 ? strmap_get(&b->keys, key) : NULL;
        if (first == NULL && key.len > 0)
            strmap_put(&b->keys, b->arena, key, entry);
        bool same = first != NULL && same_title(first, entry);
        if (first != NULL)
            diag_add(b->diags, DIAG_BIB_DUPLICATE, entry->type_span, "give each its own key",
                     same ? "there is an %s already; this one is not used"
                          : "there is an %s already, about another paper; both are printed",
                     bib_called(b, entry));
        if (same)
            *link = entry->next;
        else
            link = &entry->next;
    }
}

/* Whether the entry is there for others only: a volume whose papers tell all it says. */
static bool is_container(const struct bib_entry *entry)
{
    static const char *const volumes[] = {"proceedings", "mvproceedings", "collection", "book",
                                          "mvcollection", "mvbook", "periodical", "reference"};
    if (str_is(entry->type, "xdata"))
        return true;
    for (size_t i = 0; i < sizeof volumes / sizeof *volumes; i++)
        if (entry->is_parent && str_is(entry->type, volumes[i]))
            return bib_get(entry, "author") == NULL;
    return false;
}

struct node *bib_read(struct arena *a, struct diags *d, uint32_t file)
{
    struct bib *b = arena_new(a, struct bib);
    b->arena = a;
    b->diags = d;
    b->file = file;
    b->entries_end = &b->entries;
    d->sources[file].is_bib = true;
    clean_bytes(b);
    struct bytes_facts facts;
    bytes_check(d, file, &facts);
    b->text = d->sources[file].text;
    bib_scan(b);
    index_keys(b);
    bib_inherit(b);
    struct node *list = arena_new(a, struct node), **link = &list->first;
    list->kind = NODE_LIST;
    list->span = bib_span(b, 0, b->text.len);
    for (struct bib_entry *entry = b->entries; entry != NULL; entry = entry->next) {
        if (is_container(entry))
            continue;
        *link = bib_entry_node(b, entry);
        link = &(*link)->next;
        list->count++;
    }
    bib_tell_mends(b);
    if (list->count == 0)
        diag_add(d, DIAG_BIB_EMPTY, bib_span(b, 0, 0), "one begins with @article{",
                 "the file has no entry");
    return list;
}

/* What is said of a file: some things once, others of a few entries and then by their number. */
#include "bib/internal.h"

/* Fields of one mend that are reported: DOIs as addresses, say, a file has in all entries or in none. */
enum { REPORTS_MAX = 10 };

bool bib_first_time(struct bib *b, const char *kind, struct str what)
{
    struct str key = str_of(arena_printf(b->arena, "%s %.*s", kind, STR_FMT(what)));
    if (strmap_get(&b->told, key) != NULL)
        return false;
    strmap_put(&b->told, b->arena, key, b);
    return true;
}

const char *bib_called(struct bib *b, const struct bib_entry *entry)
{
    if (entry == NULL || entry->key.len == 0)
        return "an entry without a key";
    return arena_printf(b->arena, "entry '%.*s'", STR_FMT(str_sub(entry->key, 0, 100)));
}

static const struct {
    enum diag_code code;
    size_t reports;
    const char *hint;
} mends[BIB_MENDS] = {
    [BIB_MEND_TYPE] = {DIAG_BIB_TYPE, REPORTS_MAX, "use article, inproceedings, book, misc..."},
    [BIB_MEND_DOI] = {DIAG_BIB_FIELD, REPORTS_MAX, "a DOI begins with 10."},
    [BIB_MEND_HTML] = {DIAG_BIB_FIELD, REPORTS_MAX, "write \\emph{...}, $_2$, \\& and the like"},
    [BIB_MEND_DASH] = {DIAG_BIB_FIELD, REPORTS_MAX, "write 114--127"},
    [BIB_MEND_HYPHEN] = {DIAG_BIB_FIELD, 1, "write 114--127"},
    [BIB_MEND_NAMES] = {DIAG_BIB_FIELD, REPORTS_MAX,
                        "write ` and ` between them, or braces around one name"},
};

/* Counts a mend. Returns whether it is to be reported, now or at the end of the file. */
static bool is_told(struct bib *b, enum bib_mend mend)
{
    return ++b->mended[mend].count <= mends[mend].reports;
}

/* Reports a mend; the last one of its kind waits for the number of the others. */
static void tell(struct bib *b, enum bib_mend mend, struct span at, const char *message)
{
    struct bib_mended *m = &b->mended[mend];
    if (m->count < mends[mend].reports)
        diag_add(b->diags, mends[mend].code, at, mends[mend].hint, "%s", message);
    m->at = at;
    m->message = message;
}

void bib_mended_type(struct bib *b)
{
    const struct bib_entry *entry = b->entry;
    if (is_told(b, BIB_MEND_TYPE))
        tell(b, BIB_MEND_TYPE, entry->type_span,
             arena_printf(b->arena, "%s has type '%.*s', which is not known", bib_called(b, entry),
                          STR_FMT(entry->type)));
}

void bib_mended_field(struct bib *b, enum bib_mend mend, const struct bib_field *field,
                      const char *what)
{
    if (is_told(b, mend))
        tell(b, mend, field->name_span,
             arena_printf(b->arena, "'%.*s' of %s %s", STR_FMT(field->name),
                          bib_called(b, b->entry), what));
}

void bib_tell_mends(struct bib *b)
{
    for (size_t i = 0; i < BIB_MENDS; i++) {
        const struct bib_mended *m = &b->mended[i];
        if (m->count == mends[i].reports)
            diag_add(b->diags, mends[i].code, m->at, mends[i].hint, "%s", m->message);
        else if (m->count > mends[i].reports)
            diag_add(b->diags, mends[i].code, m->at, mends[i].hint,
                     "%s (%zu more like this are not reported)", m->message,
                     m->count - mends[i].reports);
    }
}

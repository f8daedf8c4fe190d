/* What is odd about a publication of a CV; src/bib/ says it of those from .bib files. */
#include "base/dash.h"
#include "bib/bib.h"
#include "model/reader.h"

static const char *called(struct reader *r, const struct record *entry)
{
    struct str key = record_text(entry, NAME_key);
    return key.len > 0 ? arena_printf(r->arena, "publication '%.*s'", STR_FMT(key))
                       : "this publication";
}

static void check_pages(struct reader *r, const struct record *entry)
{
    const struct field *pages = record_get(entry, NAME_pages);
    struct str text = pages != NULL ? pages->first.text : STR_NONE;
    for (size_t at = 0; at < text.len;)
        if (dash_at(text, at, &at) == DASH_OTHER) {
            diag_add(r->diags, DIAG_ODD_VALUE, pages->first.node->span, "write 114-127",
                     "the pages of %s have an odd dash; it is printed as that of a range",
                     called(r, entry));
            return;
        }
}

/* A tag that Markdown does not know is printed as it was typed, and few mean that. */
static void check_title(struct reader *r, const struct record *entry)
{
    const struct field *title = record_get(entry, NAME_title);
    struct str text = title != NULL ? title->first.text : STR_NONE;
    if (title == NULL || title->first.node->raw_tex)
        return;
    for (size_t i = str_find(text, 0, '<'); i < text.len; i = str_find(text, i + 1, '<')) {
        size_t len = bib_foreign_tag(str_sub(text, i, text.len));
        if (len == 0)
            continue;
        diag_add(r->diags, DIAG_ODD_VALUE, title->first.node->span,
                 "delete it, or write Markdown: *italic*",
                 "the title of %s has the tag '%.*s', which is printed as text", called(r, entry),
                 STR_FMT(str_sub(text, i, i + len)));
        return;
    }
}

static void report_missing(struct reader *r, const struct record *entry, const char *what)
{
    struct span at = entry->node->span;
    at.end = at.start;
    diag_add(r->diags, DIAG_ODD_VALUE, at, NULL, "%s has no %s", called(r, entry), what);
}

/* Whether it is a whole reference, but that nothing says when it appeared, nor leads to where that is. */
static bool is_undated(const struct record *entry)
{
    static const enum name dates[] = {NAME_date,        NAME_doi,   NAME_status,
                                      NAME_short_venue, NAME_arxiv, NAME_pmid,
                                      NAME_isbn,        NAME_url,   NAME_links};
    static const enum name whole[] = {NAME_title, NAME_authors, NAME_venue};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (record_get(entry, dates[i]) != NULL)
            return false;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (record_get(entry, whole[i]) == NULL)
            return false;
    return true;
}

void reader_check_publication(struct reader *r, const struct record *entry)
{
    if (r->diags->lenient || r->diags->sources[entry->node->span.file].is_bib)
        return;
    if (is_undated(entry))
        report_missing(r, entry, "date");
    if (record_get(entry, NAME_authors) == NULL && node_get(entry->node, STR("authors")) != NULL)
        report_missing(r, entry, "authors");
    check_pages(r, entry);
    check_title(r, entry);
}

/* What the files of the BibTeX reader share. */
#ifndef CV2TEX_BIB_INTERNAL_H
#define CV2TEX_BIB_INTERNAL_H

#include "base/strmap.h"
#include "bib/bib.h"

struct bib_field {
    struct bib_field *next;
    struct str name; /* as it was written, in lower case */
    struct str value; /* raw; a slice of the source where it is one piece of it */
    struct span name_span, value_span;
};

struct bib_entry {
    struct bib_entry *next;
    struct str type; /* in lower case */
    struct str key;  /* may be empty */
    struct span span, type_span;
    struct bib_field *fields, **fields_end;
    enum { BIB_FRESH, BIB_RESOLVING, BIB_RESOLVED } state; /* of inheritance */
    bool is_parent; /* another entry has inherited from it by crossref */
};

/* What is mended in one entry after the other. */
enum bib_mend {
    BIB_MEND_TYPE,
    BIB_MEND_DOI,
    BIB_MEND_HTML,
    BIB_MEND_DASH,
    BIB_MEND_HYPHEN,
    BIB_MEND_NAMES,
    BIB_MENDS
};

struct bib_mended {
    size_t count;
    struct span at;      /* of the last one that is reported */
    const char *message; /* its */
};

struct bib {
    struct arena *arena;
    struct diags *diags;
    uint32_t file;
    struct str text;
    struct bib_entry *entries, **entries_end;
    struct strmap keys;   /* of entries, in lower case */
    struct strmap macros; /* @string: struct bib_field */
    struct strmap commands; /* of \newcommand: struct own_command of bib_define.c */
    struct strmap told;   /* what was reported once for all */
    struct bib_mended mended[BIB_MENDS];
    const struct bib_entry *entry; /* that is being built */
    size_t expanded;      /* bytes, against BIB_EXPANSION_MAX */
    size_t defined;       /* bytes that the file's own commands stand for */
    char *out;            /* of bib_text() */
    size_t out_len, out_cap;
};

/* ---- bib_scan.c: the file to entries with raw fields ---- */

void bib_scan(struct bib *b);

/* The field called `name`, or NULL. */
struct bib_field *bib_get(const struct bib_entry *entry, const char *name);

/* ASCII in lower case; `s` itself where it is so already. */
struct str bib_lower(struct bib *b, struct str s);

/* ---- bib_define.c ---- */

/* Notes the commands that a @preamble defines. */
void bib_define(struct bib *b, struct str preamble);

/* ---- bib_inherit.c ---- */

/* Gives entries what they have by crossref and xdata. */
void bib_inherit(struct bib *b);

/* Whether so many bytes more may be added to the file. */
bool bib_may_expand(struct bib *b, size_t bytes, struct span at);

/* ---- bib_text.c ---- */

enum bib_form {
    BIB_LINE,  /* Markdown on one line */
    BIB_MARKED, /* ..., from a field that has Markdown itself */
    BIB_PROSE, /* Markdown paragraphs */
    BIB_PLAIN, /* plain text */
};

/*
 * LaTeX to text. `field` tells where it stands, for reports of commands that are not known.
 * The result is a slice of `raw` where nothing had to change.
 */
struct str bib_text(struct bib *b, const struct bib_field *field, struct str raw,
                    enum bib_form form);

/* An address, a DOI or the like, without what LaTeX needs around its characters. */
struct str bib_address(struct bib *b, struct str raw);

/* ---- bib_accents.c ---- */

/* The text of command \name that stands for a character or a word; NULL: no such command. */
const char *bib_symbol(struct str name);

/* The combining character of accent command \name, or 0. */
uint32_t bib_accent(struct str name);

/* The character that `base` with the combining character `mark` is, or 0. */
uint32_t bib_compose(uint32_t base, uint32_t mark);

/* ---- bib_names.c ---- */

/*
 * A list of persons: a list of scalars, each a name in BibTeX's syntax as plain text. A name that is
 * one group in braces, a corporate one, keeps them. The last one may be `others`.
 */
struct node *bib_names(struct bib *b, const struct bib_field *field);

/* A list of persons as a line of Markdown: "Jane Doe, Ada Lovelace et al." */
struct str bib_people(struct bib *b, const struct bib_field *field);

/* ---- bib_pages.c ---- */

/* Pages as plain text, each range with an en dash. */
struct str bib_pages(struct bib *b, const struct bib_field *field);

/* ---- bib_date.c ---- */

/*
 * A date as the CV writes it, from a year and, where they are not empty, a month and a day, all plain
 * text; STR_NONE when there is none. *status gets what a year says that is none: "in press".
 */
struct str bib_date(struct bib *b, struct str year, struct str month, struct str day,
                    struct str *status);

/* "in press", "under review"... where all of `text` says no more than that; else STR_NONE. */
struct str bib_status(struct str text);

/* ---- bib_fields.c ---- */

/* What is known of a field by its name in lower case. */
enum bib_role {
    BIB_UNKNOWN,
    BIB_SILENT,   /* it is known, and not for print */
    BIB_TO_LINE,  /* becomes the native key, as a line of text */
    BIB_TO_MARKED, /* ..., in which Markdown's marks are meant */
    BIB_TO_PROSE, /* ..., as paragraphs */
    BIB_TO_PLAIN, /* ..., as plain text */
    BIB_TO_LINK,  /* an address, to be printed under a label */
    /* and those that take part in something */
#define BIB_PARTS(P)                                                                               \
    P(ABBR) P(ADDENDUM) P(ADDRESS) P(AFTERWORD) P(ANNOTATOR) P(ARCHIVEPREFIX) P(ARXIV) P(AUTHOR)    \
    P(BOOKAUTHOR) P(BOOKSUBTITLE) P(BOOKTITLE) P(BOOKTITLEADDON) P(CHAPTER) P(COMMENTATOR)          \
    P(DATE) P(DAY) P(DOI) P(EDITION) P(EDITOR) P(EDITORA) P(EDITORB) P(EDITORC) P(EID) P(EPRINT)    \
    P(EPRINTTYPE) P(EVENTTITLE) P(EVENTTITLEADDON) P(FOREWORD) P(HAL) P(HOLDER) P(HOWPUBLISHED)     \
    P(INSTITUTION) P(INTRODUCTION) P(ISSUE) P(ISSUESUBTITLE) P(ISSUETITLE) P(ISSUETITLEADDON)       \
    P(ISSUE_DATE) P(JOURNAL) P(JOURNALSUBTITLE) P(JOURNALTITLE) P(JOURNALTITLEADDON) P(KEYWORDS)    \
    P(LOCATION) P(MAINSUBTITLE) P(MAINTITLE) P(MAINTITLEADDON) P(MONTH) P(NOTE) P(NUMBER)           \
    P(ORGANIZATION) P(PAGES) P(PART) P(PMCID) P(PMID) P(PUBLISHER) P(PUBSTATE) P(SCHOOL)            \
    P(SELECTED) P(SERIES) P(SUBTITLE) P(TITLE) P(TITLEADDON) P(TRANSLATOR) P(TYPE) P(URL)           \
    P(VENUE) P(VERSION) P(VOLUME) P(YEAR)
#define P(name) BIB_##name,
    BIB_PARTS(P)
#undef P
    BIB_ROLE_COUNT
};

struct bib_known {
    const char *name;
    enum bib_role role;
    const char *native; /* key or label */
};

const struct bib_known *bib_known_field(struct str name);

struct bib_type {
    const char *name;
    const char *kind;   /* what the native entry says of it; NULL: nothing */
    const char *status; /* NULL: published */
};

/* What is known of an entry type by its name in lower case, or NULL. */
const struct bib_type *bib_known_type(struct str name);

/* What BibTeX's own styles have under the macro `name`, which is in lower case; else STR_NONE. */
struct str bib_standard_macro(struct str name);

/* ---- bib_build.c ---- */

/* The entry as a map with native keys. */
struct node *bib_entry_node(struct bib *b, const struct bib_entry *entry);

/* ---- bib_report.c ---- */

/* Whether `what` is seen for the first time: for reports that are made once a file. */
bool bib_first_time(struct bib *b, const char *kind, struct str what);

/* "entry 'xu2025'", or "an entry without a key". */
const char *bib_called(struct bib *b, const struct bib_entry *entry);

/*
 * Report what was made of a type or a field of the entry that is being built: "'pages' of entry
 * 'xu2025' is odd". Where enough of the kind were reported, it is only counted.
 */
void bib_mended_type(struct bib *b);
void bib_mended_field(struct bib *b, enum bib_mend mend, const struct bib_field *field,
                      const char *what);

/* At the end of the file: reports the last of each kind, with the number of those that were not. */
void bib_tell_mends(struct bib *b);

static inline struct span bib_span(const struct bib *b, size_t from, size_t to)
{
    return (struct span){b->file, (uint32_t)from, (uint32_t)to};
}

#endif

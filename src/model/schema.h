/*
 * The schema: one table that says what a CV may hold. From it come validation, did-you-mean,
 * defaults, the JSON Schema for editors and the field reference of the manual.
 */
#ifndef CV2TEX_MODEL_SCHEMA_H
#define CV2TEX_MODEL_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Every key of the format, in alphabetical order. */
enum name {
#define N(name) NAME_##name,
#include "model/names.def"
#undef N
    NAME_COUNT
};

enum kind {
    KIND_LINE,     /* one line of inline Markdown */
    KIND_PROSE,    /* Markdown paragraphs and lists */
    KIND_VERBATIM, /* printed as it stands: a code, a number, a DOI */
    KIND_DATE,     /* a date or a range of dates, or free text */
    KIND_URL,
    KIND_EMAIL,
    KIND_PERSON,  /* a name, or a map of person_table */
    KIND_CHOICE,  /* one of row->choices */
    KIND_LANGUAGE, /* one of row->choices, or another name for it */
    KIND_FLAG,    /* true or false */
    KIND_NUMBER,  /* a whole number */
    KIND_COUNT,   /* a whole number, or a map of row->sub that says more about it */
    KIND_LENGTH,  /* a TeX length: 2cm */
    KIND_WORD,    /* free text for the program, never printed: a tag, a path */
    KIND_MAP,     /* a map of row->sub */
    KIND_NAME,    /* the owner's name: text, or a map of name_table */
    KIND_PAIRS,   /* a map from labels to addresses, or a list of maps of row->sub */
    KIND_SECTIONS /* the map of sections */
};

enum {
    ROW_REQUIRED = 1, /* a warning when it is missing */
    ROW_LIST = 2,     /* a list; a single value counts as a list of one */
    ROW_DETECT = 4,   /* its presence tells the entry's type */
    ROW_OPTION = 8,   /* steers the program and is not itself printed */
};

struct table;

struct row {
    enum name key;
    enum kind kind;
    unsigned flags;
    enum name means; /* the canonical key this one is another word for; its own key otherwise */
    const struct table *sub;
    const char *const *choices; /* NULL-terminated */
    const char *fallback;       /* the default, as one would write it, or NULL */
    const char *doc;
    const char *example; /* a YAML value that is valid for the row */
};

struct table {
    const char *name; /* "education": for messages, `type:` and the templates' file names */
    const char *doc;
    const struct row *rows;
    size_t count;
};

/* Top level, and the tables below it. */
extern const struct table cv_table, name_table, person_table, profile_table, link_table,
    design_table, margins_table, section_table, text_item_table, acceptance_table,
    citations_table, citation_table, author_table, endpoint_table,
    group_title_table, prefix_table, only_table, pair_table;

/* The types of entries, in the order in which they are tried; the generic one is last. */
enum entry_type {
    ENTRY_TEXT,
    ENTRY_BULLET,
    ENTRY_LABEL,
    ENTRY_EDUCATION,
    ENTRY_EXPERIENCE,
    ENTRY_PUBLICATION,
    ENTRY_PROJECT,
    ENTRY_AWARD,
    ENTRY_CERTIFICATE,
    ENTRY_SKILL,
    ENTRY_LANGUAGE,
    ENTRY_INTEREST,
    ENTRY_GRANT,
    ENTRY_TALK,
    ENTRY_TEACHING,
    ENTRY_SUPERVISION,
    ENTRY_SERVICE,
    ENTRY_REFEREE,
    ENTRY_PRODUCT,
    ENTRY_MEMBERSHIP,
    ENTRY_CAREER_BREAK,
    ENTRY_GENERIC,
    ENTRY_TYPE_COUNT
};
extern const struct table *const entry_tables[ENTRY_TYPE_COUNT];

/* The text of a name, and the name of a text (NAME_COUNT when there is none). */
const char *name_text(enum name name);
enum name name_find(struct str text);

/* The row of `table` for `key`, or NULL. */
const struct row *table_row(const struct table *table, enum name key);

/* The entry type called `name` (also a plural: "publications"), or ENTRY_TYPE_COUNT. */
enum entry_type entry_type_find(struct str name);

/* The entry type that a section with this title usually holds, or ENTRY_TYPE_COUNT. */
enum entry_type entry_type_of_title(struct str title);

/* Word number `index` of those that titles are known by, and its type; NULL behind the last one. */
const char *section_title_word(size_t index, enum entry_type *type);

#endif

/* What the files that read other formats share. */
#ifndef CV2TEX_DIALECT_INTERNAL_H
#define CV2TEX_DIALECT_INTERNAL_H

#include "base/strmap.h"
#include "dialect/dialect.h"
#include "model/schema.h"
#include "model/types.h"

/* ---- the tables ---- */

/* What becomes of the value of a key. */
enum dialect_means {
    MEANS_FIELD,      /* the native key `name` of the header */
    MEANS_MAP,        /* a map of table `sub` */
    MEANS_PLACE,      /* a postal address in parts */
    MEANS_PROFILES,   /* accounts on networks */
    MEANS_ACCOUNT,    /* the account on the network that the key names */
    MEANS_LINKS,      /* further lines of the header, with an address each */
    MEANS_SECTION,    /* a section of kind `section` */
    MEANS_SECTIONS,   /* a map from titles to sections */
    MEANS_NATIVE,     /* in native words: sections, the design, or all of it */
    MEANS_GIVEN,      /* the given name */
    MEANS_FAMILY,     /* the family name */
    MEANS_LANGUAGE,   /* the name or code of the document's language */
    MEANS_DESIGN,     /* RenderCV's design */
    MEANS_LAYOUTS,    /* YAMLResume's layouts */
    MEANS_ORDER,      /* ids of the sections in their order */
    MEANS_TITLES,     /* titles of sections by their ids */
    MEANS_KEYWORDS,   /* words that are bold wherever they stand */
    MEANS_TWINS,      /* what other keys say, in other languages */
    MEANS_NOTHING,    /* options of another program: not for the page */
};

struct dialect_row {
    const char *key; /* in small letters and digits alone: "startdate" */
    enum dialect_means means;
    const char *name;                    /* of MEANS_FIELD */
    const struct dialect_table *sub;     /* of MEANS_MAP */
    const struct section_kind *section;  /* of MEANS_SECTION */
};

struct dialect_table {
    const struct dialect_row *rows; /* ended by one without a key */
    bool speaks; /* a key that is not listed is a section or a line of the header; else an option */
};

/* A key of an entry and the native one that it is another word for. */
struct alias {
    const char *key, *name;
};

/* A sort of section that a format has a name for. */
struct section_kind {
    const char *id;    /* "work" */
    enum word title;
    enum entry_type type; /* ENTRY_TYPE_COUNT: as its entries tell */
};

extern const struct dialect_table jsonresume_basics; /* what a person is */
extern const struct dialect_table rendercv_root, jsonresume_root, yamlresume_root, alfolio_root;

/* The native key for `key` in an entry of `type`, or NULL. */
const char *table_alias(enum entry_type type, struct str key);

/* Whether a value that no format knows is not for the page: a symbol, a picture, a number. */
bool table_is_decoration(struct str key, const struct node *value);

/* The network that a symbol of Font Awesome stands for, or NULL. */
const char *table_network_of_icon(struct str icon);

/* The type of a RenderCV entry by its keys, or ENTRY_TYPE_COUNT. */
enum entry_type table_rendercv_type(const struct node *entry);

extern const char *const order_jsonresume[], *const order_yamlresume[]; /* ended by NULL */

/* A text about the person under a title of its own. */
extern const struct section_kind *const section_about;

/* The kind of section called `id` by JSON Resume or YAMLResume, or NULL. */
const struct section_kind *table_section(struct str id);

/* Traits of formats. */
enum {
    TRAIT_SUB_BULLETS = 1, /* " - " in a bullet starts one below it */
    TRAIT_TITLE_CASE = 2,  /* section_title is printed as "Section Title" */
    TRAIT_TYPE_BY_FIRST = 4, /* entries without a sign of their type have that of the first */
    TRAIT_PARAGRAPHS = 8,  /* texts in a section are paragraphs, not bullets */
    TRAIT_LINE_BREAKS = 16, /* the end of a line in a text is meant */
    TRAIT_LIST = 32, /* the root is a list of {title, type, contents} */
};

/* ---- the work ---- */

/* A list or map that grows. */
struct growing {
    struct node *node, **link; /* link: NULL at first, so that the struct may be copied then */
};

/* Something that is not printed: all places of a kind make one warning. */
struct remark {
    struct remark *next;
    const char *kind; /* "'icon' is not printed" */
    const char *hint;
    struct span span;  /* the first place */
    unsigned count;    /* of the others */
    unsigned last_line;
    const char *lines; /* of the others, "12, 14"; NULL: none */
};

struct entry_draft;

/* A section on its way: in the end they are put in order. */
struct section_draft {
    struct section_draft *next;
    const struct section_kind *kind; /* or NULL */
    struct str id;                   /* the key in the file */
    struct node *key, *title;
    struct entry_draft *entries;
    const struct node *native; /* a section in native words; NULL: `entries` */
    unsigned order;
};

struct convert {
    struct arena *arena;
    struct diags *diags;
    const struct dialect *dialect;
    struct str language; /* its code, "en"; empty: not said */
    const struct locale *locale; /* its words */
    struct growing header; /* the native root */
    struct growing extra;  /* further lines of the header */
    struct growing design;
    struct node *native; /* a native map to be laid upon the header, or NULL */
    struct section_draft *sections, **sections_end;
    const struct node *order, *titles; /* of the sections, as the file has them; NULL: not said */
    const struct node *keywords;       /* bold wherever they stand in a section; NULL: none */
    bool in_section;
    struct strmap remarks; /* by their kinds */
    struct remark *first_remark, **remarks_end;
    struct entry_types types;
};

/* Says once a kind that `node` is not printed; `kind` is a sentence without a full stop. */
void remark(struct convert *c, const struct node *node, const char *kind, const char *hint);

/* ---- keys.c ---- */

/* Whether `key` is `word` (small letters and digits), whatever its case, with - _ and spaces in it. */
bool key_is(struct str key, const char *word);

/* `key` without `x_` before it, by which people mark their own. */
struct str key_proper(struct str key);

/* "startDate" or "start_date" as words: "Start date", or "Start Date" with `capitals`. */
struct str key_label(struct convert *c, struct str key, bool capitals);

/* The title that RenderCV prints for a key of its sections. */
struct str key_title(struct convert *c, struct str key);

/* The same among all keys of the native format. */
enum name key_any_name(struct str key);

/* The native name that is written like `key` up to case and signs, or NAME_COUNT. */
enum name key_name(const struct table *table, struct str key);

/* ---- build.c: new nodes ---- */

struct node *new_text(struct convert *c, struct str text, struct span span);
struct node *copy_node(struct convert *c, const struct node *node); /* shallow */
struct node *copy_tree(struct convert *c, const struct node *node);

struct growing grow(struct convert *c, enum node_kind kind, struct span span);
void add_item(struct growing *list, struct node *item);

/* `key`: the node that was the key, for its place, or NULL; `name`: what it is called now. */
void add_pair(struct convert *c, struct growing *map, const struct node *key, struct str name,
              struct node *value);

/* Nothing is in it: null, blanks, an empty list or map, or such things only. */
bool is_empty(const struct node *node);

/* `true` or `false`, not as a text. */
bool node_is_flag(const struct node *node);

/* ---- text.c ---- */

/* A growing text in the arena. */
struct writer {
    struct arena *arena;
    char *ptr;
    size_t len, cap;
};
void write_str(struct writer *w, struct str s);
void write_char(struct writer *w, char c);

enum text_form { TEXT_LINE, TEXT_PROSE, TEXT_BULLET, TEXT_PLAIN /* no Markdown: an address */ };

/* The text that `node`, of any kind, comes to; NULL when it is empty. */
struct node *text_node(struct convert *c, const struct node *node, enum text_form form);

/* Writes any value as one line; `depth` is that of what it is in, 0 for the outermost. */
void write_flat(struct convert *c, struct writer *w, const struct node *node, enum text_form form,
                unsigned depth);

/* A list of texts from a list, or from one text; bullets in one text are taken apart. NULL: empty. */
struct node *text_list(struct convert *c, const struct node *node, enum text_form form);

/* Whether `map` gives one text in several languages: {en: ..., fr: ...}. */
bool text_is_in_languages(const struct node *map);

/* The value for the document's language, when `map` gives one text in several; else NULL. */
const struct node *text_in_language(struct convert *c, const struct node *map);

/* Maps with more keys than this are not searched for them: nobody wrote that by hand. */
#define TWINS_SEARCHED 64

/* Whether `key` is `fr_summary` or `summary_fr` beside a plain `summary`: *base gets that. */
bool text_is_twin(const struct node *map, struct str key, struct str *base, struct str *language);

/* The value that stands for `key` in the document's language: its twin's, where there is one. */
const struct node *text_in_twin(struct convert *c, const struct node *map, const struct node *key,
                                const struct node *value);

/* Remarks on a twin that is not printed: one in another language than the document's. */
void text_remark_twin(struct convert *c, const struct node *value, struct str language);

/* ---- nested.c ---- */

/* Whether a list or a map is more than one line can tell. */
bool nested_has_lines(const struct node *node);

/* `node` as a text with lists in it, or NULL. */
struct node *nested_text(struct convert *c, const struct node *node);

/* Whether a key only wraps a text: {text: ...}, {name: ..., url: ...}. */
bool nested_is_wrapper(struct str key);

/* Whether a key of any entry holds a date. */
bool nested_is_date(struct str key);

/* The text by which a map is called, `name` or `title`; NULL: none, or more in it than belongs to one. */
const struct node *nested_name(const struct node *map);

/* The key of the first text of a map that needs no word to say what it is, or NULL. */
const struct node *nested_called(const struct node *map);

/* The address that the first text of a map is to be a link to, or NULL. */
const struct node *nested_link(const struct node *map);
void nested_write_link(struct writer *w, struct str text, const struct node *url);

/* ---- markup.c ---- */

/* `text` with HTML (and RenderCV's ways) turned into Markdown; itself when there is none. */
struct str markup_clean(struct convert *c, const struct node *node, struct str text,
                        enum text_form form);

/* ---- keywords.c ---- */

/* `text` of a section with the file's keywords marked as bold. */
struct str keywords_mark(const struct convert *c, struct str text);

/* ---- entry.c ---- */

/* An entry on its way: `type` is said in the tree only where its keys do not tell it. */
struct entry_draft {
    struct entry_draft *next;
    struct growing node;
    enum entry_type type;
};

struct entry_list {
    struct entry_draft *first, **end;
    size_t count, total;        /* of entries so far; of items in the list */
    enum entry_type kind;       /* of all of them; ENTRY_TYPE_COUNT: each tells its own */
    enum entry_type first_type; /* of those that do not tell */
    enum entry_type by_title;   /* as the section's title says */
};

/*
 * Adds the native entries that `node`, an item of a section's list, comes to: those of a list in it
 * and of several positions at one employer, too.
 */
void entry_add(struct convert *c, struct entry_list *list, const struct node *node);

/* Adds `key: value` as a term and what belongs to it. */
void entry_add_label(struct convert *c, struct entry_list *list, const struct node *key,
                     const struct node *value);

/* The same, with the words for the key. */
void entry_add_term(struct convert *c, struct entry_list *list, const struct node *key,
                    struct str term, const struct node *value);

/* The type by the keys of `node` alone, or ENTRY_TYPE_COUNT. */
enum entry_type entry_type_by_keys(struct convert *c, const struct node *node);

/* Whether some key of `map` belongs to entries of `type`. */
bool entry_knows(const struct node *map, enum entry_type type);

/* Whether a map is one entry of `type`, rather than a map from terms to what belongs to them. */
bool entry_is_one(const struct node *map, enum entry_type type);

/* ---- value.c ---- */

/* A native value for `row` from whatever `node` is, or NULL when nothing of it can be. */
struct node *value_for(struct convert *c, const struct row *row, const struct node *node);

/* Makes *old hold both values of a row; false when it has no place for two. */
bool value_join(struct convert *c, const struct row *row, struct node *old, struct node *value);

/* ---- section.c ---- */

/* `kind` may be NULL; without a title it has that of its kind, or of its key. */
void section_add(struct convert *c, const struct section_kind *kind, const struct node *key,
                 struct node *title, const struct node *value);
void section_add_listed(struct convert *c, const struct node *list); /* al-folio's */
void section_add_all(struct convert *c, const struct node *map);     /* RenderCV's */
void section_add_native(struct convert *c, const struct node *key, const struct node *content);
void sections_finish(struct convert *c);

/* ---- reactive.c ---- */

bool reactive_is(const struct node *root);
const struct node *reactive_plain(struct convert *c, const struct node *root);

/* ---- header.c ---- */

void header_field(struct convert *c, const struct node *key, const char *name,
                  const struct node *value);
void header_name_part(struct convert *c, const struct node *key, const char *part,
                      const struct node *value);
void header_place(struct convert *c, const struct node *key, const struct node *value);
void header_profiles(struct convert *c, const struct node *key, const struct node *value);
void header_links(struct convert *c, const struct node *key, const struct node *value);

/* An account on the network that `key` names. */
void header_account(struct convert *c, const struct node *key, const struct node *value);

/* Leaves out a home page that is one of the accounts, when all is read. */
void header_finish(struct convert *c);
void header_extra(struct convert *c, const struct node *key, const struct node *value);

/* ---- design.c ---- */

void design_rendercv(struct convert *c, const struct node *design);
void design_yamlresume(struct convert *c, const struct node *layouts);
void design_set(struct convert *c, const char *name, struct str value, struct span span);

#endif

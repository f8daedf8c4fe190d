/* What the files of bind/ share. */
#ifndef CV2TEX_BIND_INTERNAL_H
#define CV2TEX_BIND_INTERNAL_H

#include "bind/bind.h"
#include "model/person_match.h"
#include "tex/escape.h"
#include "tex/markdown.h"
#include "tex/template.h"

/* Names of the view that are no keys of the format; they follow those in number. */
enum view_name {
    VIEW_FIRST = NAME_COUNT - 1,
#define V(name) VIEW_##name,
#include "bind/view.def"
#undef V
/* needs_cjk and its like: what the text needs of the preamble, in the order of the features. */
#define F(id, name) VIEW_needs_##name,
    TEX_FEATURES(F)
#undef F
/* word_thesis and its like: the words of the CV's language. */
#define W(id, key, english) VIEW_word_##key,
#include "locale/words.def"
#undef W
    VIEW_END
};

/* What a template value is: its tag. */
enum view_tag {
    VIEW_CV,       /* object: the document */
    VIEW_DESIGN,   /* object: the design, with defaults */
    VIEW_SECTIONS, /* list of VIEW_SECTION */
    VIEW_SECTION,  /* object; ptr: struct section */
    VIEW_GROUPS,   /* list of VIEW_GROUP; ptr: struct section */
    VIEW_GROUP,    /* object; ptr: struct group, extra: its section */
    VIEW_ENTRIES,  /* list of VIEW_RECORD; ptr: struct section, extra: its group, or NULL for all */
    VIEW_PEOPLE,   /* list of VIEW_AUTHOR; ptr: the first struct author */
    VIEW_AUTHOR,   /* object; ptr: struct author */
    VIEW_PERSON,   /* text; ptr: struct author, extra: enum people_form */
    VIEW_RECORD,   /* object; ptr: struct record, extra: struct section or NULL */
    VIEW_FIELD,    /* list of VIEW_ITEM or VIEW_RECORD; ptr: struct field */
    VIEW_ITEM,     /* text, or object for prose; ptr: struct item, extra: struct row */
    VIEW_BLOCKS,   /* list of VIEW_BLOCK; ptr: the first struct block */
    VIEW_BLOCK,    /* object; ptr: struct block */
    VIEW_CONTACTS, /* list of VIEW_CONTACT; ptr: the first struct contact */
    VIEW_CONTACT,  /* object; ptr: struct contact */
    VIEW_CONTACT_TEXT, /* text; ptr: struct contact, extra: NULL, or not for its address */
    VIEW_SYMBOLS,  /* list of VIEW_SYMBOL; ptr: the first struct symbol */
    VIEW_SYMBOL,   /* object; ptr: struct symbol */
    VIEW_PHONE,    /* text; ptr: struct item */
    VIEW_PHONES,   /* list of VIEW_PHONE; ptr: struct field */
    VIEW_HEADING,  /* text; ptr: struct item */
    VIEW_HEADING_PDF, /* text; ptr: struct item */
    VIEW_DETAILS,  /* list of VIEW_DETAIL; ptr: the first struct detail */
    VIEW_DETAIL,   /* object; ptr: struct detail */
    VIEW_ADDRESS,  /* text; ptr: struct field, an identifier; extra: NULL for an address */
    VIEW_CHART,    /* list of VIEW_CHART_YEAR; ptr: the first struct chart_year */
    VIEW_CHART_YEAR, /* object; ptr: struct chart_year */
    VIEW_TOTALS,   /* list of VIEW_TOTAL; ptr: the first struct total */
    VIEW_TOTAL,    /* object; ptr: struct total */
    VIEW_STRING,   /* text; ptr: a C string of plain text */
    VIEW_DATES,    /* text; ptr: struct record */
    VIEW_YEAR,     /* text; ptr: struct record */
    VIEW_MARK,     /* text; ptr: the mark, ",", "." or "\n" */
    VIEW_HEAD,     /* text; ptr: struct head_part */
    VIEW_COMMENT,  /* text; ptr: a C string, for a TeX comment */
    VIEW_PDF,      /* text; ptr: a C string, for a PDF string */
    VIEW_PAGE,     /* text; ptr: the key of a word in which the numbers of pages are to be put */
};

/* A line with what the entries of a section come to. */
struct total {
    struct total *next;
    enum word label;
    const char *text;
};

/* One part of a text: a paragraph, a bullet, a numbered list. */
struct block {
    struct block *next;
    enum { BLOCK_PARAGRAPH, BLOCK_BULLET, BLOCK_NUMBERS } kind;
    bool is_long; /* too long for one of moderncv's unbreakable boxes */
    struct item *item;
    const struct row *row;
    const struct md_event *from, *to; /* NULL: the whole text as it stands */
};

enum contact_kind {
    CONTACT_TEXT,     /* plain text */
    CONTACT_MARKDOWN, /* a text field of the format */
    CONTACT_EMAIL,
    CONTACT_LINK, /* https:// and `url` */
    CONTACT_HTTP, /* http:// and `url` */
};

/* A contact line of the header. */
struct contact {
    struct contact *next;
    enum contact_kind kind;
    struct item *item;
    const char *icon;  /* moderncv's word for the symbol, or "" */
    const char *glyph; /* NULL, or the Font Awesome command to print it with */
    struct str text;
    struct str url;   /* without its scheme */
    struct str label; /* of a network: "ORCID" */
    bool is_labelled; /* the label is printed, for want of a symbol */
};

/* A symbol of the header, and the word as which it reads back from the PDF. */
struct symbol {
    struct symbol *next;
    const char *name, *reads;
    const char *glyph; /* NULL, or the command that prints it */
};

/* A bar of the chart of citations. */
struct chart_year {
    struct chart_year *next;
    const struct citation_year *year;
    unsigned height; /* in tenths of a point */
};

/* A field that stands below the head of an entry, or a text that is none. */
struct detail {
    struct detail *next;
    struct field *field; /* or NULL */
    struct tpl_value text; /* where there is no field */
    enum word label; /* WORD_COUNT: none */
    struct field *label_field; /* NULL, or what is printed as the label */
    enum view_name flag; /* of an imprint: VIEW_part_doi or the like */
};

/* How a style writes names. */
enum people_form {
    PEOPLE_FULL,              /* Kaiqiang Xu; what is written in that order, as it is written */
    PEOPLE_INITIALS,          /* K. Xu */
    PEOPLE_INVERTED,          /* Xu, Kaiqiang */
    PEOPLE_INVERTED_INITIALS, /* Xu, K. */
};

/* One of a list of persons as it is printed. */
struct author {
    struct author *next;
    enum { AUTHOR_NAME, AUTHOR_GAP /* an ellipsis */, AUTHOR_OTHERS /* et al. */ } kind;
    bool first, is_owner;
    struct item *item;           /* NULL: the list was shortened here */
    const struct person *person; /* NULL: not read, since the name is printed as it stands */
    size_t place, count; /* of the owner behind a gap: 14th of 189 */
};

/* Roles that have marks. */
enum { PEOPLE_ROLES = 4 };

/* What goes into one argument of \cventry: the fields of a type that make it up. */
struct head_part {
    const struct record *record;
    const enum name *names;
    const char *joiner;
    bool is_linked;  /* it is the link to the entry's address */
    bool drops_stop; /* the style prints the full stop at its end */
};

struct bind {
    struct arena *arena;
    struct arena scratch; /* for Markdown; emptied after each entry */
    struct diags *diags;
    struct cv *cv;
    struct bind_options options;
    struct tpl_view view;
    struct tex_writer writer;
    bool wordless;   /* the program's own words cannot be printed by pdflatex */
    bool from_right; /* the language is written from the right, and LuaLaTeX can do so */
    const char *unprintable_end; /* of the text that the last warning speaks of */
    unsigned list_level; /* numbered lists that are open */
    const struct item *printing; /* the value that is being escaped, for diagnostics */
    struct span_map_entry *map;
    size_t map_count, map_cap;
    struct str style;    /* of moderncv */
    unsigned line_width; /* of the main column, in thousandths of an em */
    struct contact *contacts;
    bool contacts_made;
    const struct owner *owner;     /* NULL: not made yet */
    const struct section *section; /* whose entries are being printed */
    unsigned legend;               /* the marks that it uses, a bit each */
    const struct group *group;     /* whose entries are being printed */
    const struct record *previous; /* entry, of the same section, before the one being printed */
    size_t stopped; /* the end of the sentence that the mark `stop` ended last, in the LaTeX */
    unsigned halves;               /* referees in columns just before it */
    const struct section *totals_section; /* whose totals were worked out last */
    struct total *totals;
    const struct section *citations_place; /* where the line about citations goes, or NULL */
    bool citations_placed;
    struct buf subject; /* of the PDF; a text that ends with a NUL */
    struct buf body; /* the part behind the preamble, which is rendered first */
};

/* view.c */
struct tpl_value view_string(const char *text);
struct tpl_value view_flag(bool value);
struct tpl_value view_field(struct field *field);

/* The same; a status or kind that is one of the words of words.def ("in press") in the language. */
struct tpl_value view_field_in_words(const struct bind *b, struct field *field);

/* A word of the CV's language. */
static inline const char *view_word(const struct bind *b, enum word word)
{
    return locale_word(b->options.locale, word);
}

/* markup.c: text, escaped for its context */
void print_text(struct bind *b, struct str text, enum tex_context context, struct buf *out);

/* The same in a document whose lines begin at the right: text from the left stays together. */
void print_words(struct bind *b, struct str text, bool always, struct buf *out);

/* Says once that the program's own words cannot be printed, if that is so. */
void print_report_wordless(struct bind *b);

/* Markdown, one line of it or (with `blocks`) paragraphs and lists. */
void print_markdown(struct bind *b, struct str text, bool blocks, struct buf *out);
void print_events(struct bind *b, const struct md_event *from, const struct md_event *to,
                  struct buf *out);

/* Warns of a command in `item` that no formula may hold. */
void print_rejected_math(struct bind *b, const struct item *item, const struct md_events *events);

/* The LaTeX of an item tagged !tex. */
void print_raw_tex(struct bind *b, const struct item *item, struct buf *out);

/* item.c: one value by its kind, marked as printed */
void print_item(struct bind *b, struct item *item, const struct row *row, struct buf *out);

/* The beginning of a link, to be closed by a brace; false, and nothing, if it cannot be one. */
bool print_link_open(struct bind *b, struct str address, struct buf *out);

/* An address as a person writes it: without its scheme and a lone slash at the end. */
struct str print_bare_address(struct str url);

/* fold.c: folds the lines of out from byte `from` on, so that no line is very long. */
void print_fold(struct buf *out, size_t from);

/* print.c: a value of the view; `user` is the struct bind */
void print_value(void *user, const struct tpl_value *value, bool raw, struct buf *out);

/* Notes for the span map that out from byte `from` on came from `node`, if from any. */
void print_remember(struct bind *b, const struct node *node, size_t from, const struct buf *out);

/* citations.c: what an entry, a section and a bar of the chart have to say */
struct tpl_value citations_of_paper(struct bind *b, const struct record *record,
                                    enum view_name name);
struct tpl_value citations_of_section(struct bind *b, const struct section *section,
                                      enum view_name name);
struct tpl_value citations_of_year(struct bind *b, const struct chart_year *year,
                                   enum view_name name);

/* dates.c */
void dates_print(struct bind *b, const struct record *record, struct buf *out);

/* Only the year of a date, or the free text that stands for it. */
void dates_print_year(struct bind *b, const struct record *record, struct buf *out);
bool dates_given(const struct record *record);

/* Whether the one term of a course stands for its dates. */
bool dates_are_term(const struct record *record);

/* The plain text of a day on which something was so: its month, in the design's form. */
void dates_print_as_of(const struct bind *b, const struct date *day, struct buf *out);

/* The plain text of an entry's dates, without marking them as printed: to measure them. */
void dates_measure(struct bind *b, const struct record *record, struct buf *out);

/* people.c */

/* The persons of a field as they are to be printed, in the scratch arena. */
struct author *people_list(struct bind *b, const struct field *field);
void people_print(struct bind *b, struct author *author, enum people_form form,
                  struct buf *out);
void people_print_alone(struct bind *b, struct item *item, struct buf *out);
void people_print_list(struct bind *b, const struct field *field, struct buf *out);
struct tpl_value people_get(const struct tpl_value *object, int id);

/* What the marks mean that the section has used so far. */
struct tpl_value people_legend(struct bind *b);

/* prose.c */
struct block *prose_blocks(struct bind *b, struct item *item, const struct row *row);
bool prose_is_long(struct bind *b, struct str text);
bool prose_is_simple(const struct item *item); /* one paragraph, without lists */

/* head.c */
struct tpl_value head_get(struct bind *b, const struct record *record,
                          const struct section *section, enum view_name name);
void head_print(struct bind *b, const struct head_part *part, struct buf *out);
bool head_has_link(const struct record *record);

/* Entries are printed in order: tells that the one after `previous` (NULL: the first) comes next. */
void head_advance(struct bind *b, const struct record *previous);

unsigned head_lines(struct bind *b, const struct section *section);

/* ---- degree.c ---- */

/* What joins the degree and the area of an entry, in plain text. */
const char *degree_joiner(const struct bind *b, const struct record *record);

/* What depends on the entry before and the one behind. */
struct tpl_value head_place_among(struct bind *b, const struct record *record, enum view_name name);

/* Appends how long an entry lasted, in months and years; nothing when its dates do not tell. */
void dates_print_duration(const struct bind *b, const struct record *record, struct buf *out);

/* words.c: "4,812"; a word with one place filled in, or with a number in {count} */
void words_number(const struct bind *b, struct buf *out, uint64_t number);
void words_fill(const struct bind *b, struct buf *out, enum word word, const char *place,
                struct str text);
void words_counted(const struct bind *b, struct buf *out, enum word word, uint64_t number);

/* What was appended to `text`, which is freed, in the arena; a NUL follows it. */
struct str words_take(struct arena *a, struct buf *text);

/* The same as a C string of the document's arena. */
const char *words_finish(struct bind *b, struct buf *text);

/* totals.c: what a section comes to, or NULL */
const struct total *totals_of_section(struct bind *b, const struct section *section);
struct tpl_value totals_get(const struct bind *b, const struct total *total, int id);

/* details.c */
struct detail *details_lines(struct bind *b, const struct record *record);
bool details_given(const struct record *record);
void details_hide(struct field *field); /* it is left off on purpose */

/* A text that is no field, where there is one; else NULL. */
struct detail *details_text(struct bind *b, struct tpl_value text, enum word label);
struct tpl_value details_get(const struct bind *b, const struct tpl_value *object, int id);
struct str details_address(struct str id);

/* publication.c */
struct tpl_value publication_get(struct bind *b, const struct record *record, enum view_name name);

/*
 * A comma, a full stop or (for '\n') the end of a line, unless nothing stands before it, or what ends
 * with such a sign already. A stop replaces a comma; a comma follows the stop of an abbreviation only.
 */
void publication_print_mark(struct bind *b, char mark, struct buf *out);

/* header.c */
struct tpl_value header_get(struct bind *b, enum view_name name);
struct contact *header_contacts(struct bind *b);
struct symbol *header_symbols(struct bind *b);

/* fit.c */
bool fit_is_long(const struct bind *b, const struct contact *contact); /* its line must be broken */
struct tpl_value fit_name_size(struct bind *b);  /* a size, when the style's own is too large */
struct tpl_value fit_title_size(struct bind *b); /* whether the headline's is too large */
struct tpl_value fit_side_width(struct bind *b); /* of the side column of oldstyle and fancy */
struct tpl_value fit_foot_room(struct bind *b);  /* of casual */

/* layout.c */
struct tpl_value layout_get(struct bind *b, enum view_name name);

/* Prints a word with LaTeX's numbers of pages in its places. */
void layout_print_page(struct bind *b, const char *key, struct buf *out);

/* Whether a line of the address does not fit; a style with a side column wraps it there. */
bool fit_address_is_long(const struct bind *b);
bool layout_is(const struct bind *b, const char *style);
bool layout_has_hint_column(const struct bind *b);
bool layout_has_icons(const struct bind *b);
double layout_text_width(const struct bind *b); /* in millimetres */
double layout_hint_width(const struct bind *b); /* the chosen one, in millimetres; or 0 */

/* Characters of running text that fit on a line of the main column, about. */
unsigned layout_line_chars(const struct bind *b);

/* Works out b->style and b->line_width, which the functions above go by. */
void layout_measure(struct bind *b);

/* The columns of a terminal that a text would take. */
unsigned layout_columns(struct str text);

/* The width of a text in thousandths of an em, about. */
unsigned layout_width(const struct bind *b, struct str text);

#endif

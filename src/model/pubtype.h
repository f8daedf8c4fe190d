/* What kind of thing a publication is: a journal article, a conference paper, a book... */
#ifndef CV2TEX_MODEL_PUBTYPE_H
#define CV2TEX_MODEL_PUBTYPE_H

#include "locale/locale.h"
#include "model/model.h"

/* P(ID, "the word of the format", "prefix of its numbers"); the titles are WORD_GROUP_ID */
#define PUBTYPES(P)                                                                                \
    P(JOURNAL, "journal", "J")                                                                     \
    P(CONFERENCE, "conference", "C")                                                               \
    P(WORKSHOP, "workshop", "W")                                                                   \
    P(BOOK, "book", "B")                                                                           \
    P(EDITED, "edited", "E")                                                                       \
    P(CHAPTER, "chapter", "Ch")                                                                    \
    P(THESIS, "thesis", "T")                                                                       \
    P(REPORT, "report", "R")                                                                       \
    P(PREPRINT, "preprint", "P")                                                                   \
    P(PATENT, "patent", "Pt")                                                                      \
    P(SOFTWARE, "software", "S")                                                                   \
    P(POSTER, "poster", "Po")                                                                      \
    P(OTHER, "other", "O")

enum pubtype {
#define P(id, word, prefix) PUBTYPE_##id,
    PUBTYPES(P)
#undef P
    PUBTYPE_COUNT
};

/*
 * By its `kind`, which may be BibTeX's word for it, and else by what else it says: `journal`, a
 * venue with a volume, the word Workshop in the venue's name, an arXiv number and no venue, ...
 */
enum pubtype pubtype_of(const struct record *publication);

/* The type that a text names: "journal", "journal article", "inproceedings"; PUBTYPE_OTHER: none. */
enum pubtype pubtype_named(struct str text);

/* Whether a kind is just the name of its type: "journal article", but not "PhD thesis". */
bool pubtype_is_plain(struct str kind);

const char *pubtype_word(enum pubtype type);
enum word pubtype_title(enum pubtype type);
const char *pubtype_prefix(enum pubtype type);

/* In press, under review, and the like: where a paper stands that is not out. */
enum pubstatus {
    PUBSTATUS_PUBLISHED,
    PUBSTATUS_IN_PRESS,
    PUBSTATUS_UNDER_REVIEW,
    PUBSTATUS_IN_PREPARATION,
    PUBSTATUS_PREPRINT,
    PUBSTATUS_COUNT
};
enum pubstatus pubstatus_of(const struct record *publication);

/* The status that a text names, or PUBSTATUS_COUNT. */
enum pubstatus pubstatus_named(struct str text);

const char *pubstatus_word(enum pubstatus status);
enum word pubstatus_title(enum pubstatus status);

#endif

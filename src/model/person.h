/*
 * Names of persons, by BibTeX's rules and by what else people write in lists of authors.
 *
 *   Kaiqiang Xu, Ludwig van Beethoven     given names, words in lower case, family name
 *   van Beethoven, Ludwig                 family name first, with a comma
 *   King, Jr., Martin Luther              and what comes behind a name
 *   Xu K, Xu KQ, XU Kaiqiang              family name first, without one
 *   {CERN Collaboration}, CERN Collaboration, 徐凯强     one name without parts
 *   others, et al.                        further ones
 *
 * A name may be marked with asterisks, `*Me*` or `**Me**`, and be followed by marks and remarks:
 * `Kai Chen*†`, `Kai Chen<sup>1</sup>`, `Kai Chen (visiting)`.
 */
#ifndef CV2TEX_MODEL_PERSON_H
#define CV2TEX_MODEL_PERSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

struct person {
    struct str text;   /* the name as it was written, without emphasis and what follows it */
    struct str given;  /* all of given names and initials */
    struct str prefix; /* van, de la */
    struct str family; /* of a name without parts: the whole of it */
    struct str suffix; /* Jr., III */
    struct str after;  /* marks and remarks behind the name, with the blank before them */
    unsigned emphasis; /* asterisks around the name: 1 to 3, or 0 */
    bool whole;        /* the name has no parts: an organization, a name in Chinese script */
    bool reversed;     /* it was written with the family name and a comma first */
    bool others;       /* it stands for all further persons */
    bool marked_up;    /* it is a link or has other Markdown: `text` is to be printed as it is */
};

/*
 * Reads one name. The parts are slices of `text`, or of the arena where braces had to go from
 * within them.
 */
struct person person_read(struct arena *a, struct str text);

/*
 * Whether a name is letters, blanks, points, hyphens and apostrophes only, and stands for itself:
 * printed as it is written, it need not be read. One look at each byte.
 */
bool person_is_plain(struct str text);

/* A family name as it goes into a list: with what belongs before it, "van Beethoven". */
void person_family(struct buf *out, const struct person *person);

/* The given names as initials: "K. Q." of "Kai Qiang", "K.-Q." of "Kai-Qiang", "K. Q." of "KQ". */
void person_initials(struct buf *out, const struct person *person);

/* Whether `after` is nothing but marks: * † ‡ and their like. */
bool person_has_marks_only(struct str after);

/* Whether a word may be a syllable of Chinese in Latin letters: "Xu", "kai". */
bool person_is_syllable(struct str word);

/*
 * Cuts the next name off *rest, a text that may hold several: with `and`, `;`, line ends or commas
 * between them. False when nothing is left. With `strict` only what must be a list is one, so that
 * "Xu, Kaiqiang" and "Le Roux, Jean Paul" are one name.
 */
struct person_list {
    struct str rest;
    char separator; /* ';', 'a' for and, ',', '2' for the commas between "Xu, K., Chai, D."; 0: none */
};
struct person_list person_list(struct str text, bool strict);
bool person_next(struct person_list *list, struct str *name);

#endif

/*
 * Whose name a name is: the owner of the CV among the authors of a paper.
 *
 * A name is the owner's when the family names are the same, apart from case, accents and
 * punctuation, and the given names fit one by one: a whole one the same whole one, an initial any
 * that begins with it. Each name and initial that is there must fit: "K. Xu" is Kaiqiang Xu's, "L.
 * Xu" and "K. M. Xu" are not. Initials never stand for more than the owner's own names: with `name: K. Xu`,
 * "Kevin Xu" is somebody else. "K.-Q. Xu" and "KQ Xu" fit Kaiqiang, which is two syllables in Chinese.
 * "Kaiqiang X." and "Xu Kaiqiang" fit as well.
 *
 * Among several authors the one that fits best is the owner; when two fit equally well, none is.
 */
#ifndef CV2TEX_MODEL_PERSON_MATCH_H
#define CV2TEX_MODEL_PERSON_MATCH_H

#include "model/model.h"
#include "model/person.h"

/* How well a name fits, growing. */
enum person_fit { FIT_NONE, FIT_INITIALS, FIT_FIRST_NAME, FIT_WHOLE };

struct owner {
    struct person *forms; /* the name, its parts, the native name, the variants */
    size_t count;
    uint32_t initials; /* the letters that words of the family names begin with, a bit each */
    struct str orcid;
};

/* The owner of a CV, in every form of the name that the CV gives. */
struct owner owner_of(struct arena *a, const struct cv *cv);

/* How well `person` fits one form of a name. */
enum person_fit person_fits(const struct person *form, const struct person *person);

/* The one among the persons of `field` who is the owner, or NULL. */
const struct item *owner_among(struct arena *a, const struct owner *owner,
                               const struct field *field);

/* Whether the owner is the first author, alone or with all before who contributed equally. */
bool owner_is_first(struct arena *a, const struct owner *owner, const struct field *authors);

/* Whether the CV says of a person that it is the owner: `role: self`. */
bool person_is_self(const struct item *item);

/* The name of a person: a text, or a map that has it. */
struct str person_name(const struct item *item);

#endif

/* Names of people. */
#ifndef CV2TEX_MODEL_NAMES_H
#define CV2TEX_MODEL_NAMES_H

#include "model/model.h"

struct name_parts {
    struct str given, family, native; /* any may be empty */
};

/*
 * The owner's name in parts. A name that was given as one text ends with the family name: its last
 * word, with the particles before it ("van der"). A name without a space is all given name.
 */
struct name_parts names_of_owner(const struct cv *cv);

#endif

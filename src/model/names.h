/* Names of people. */
#ifndef CV2TEX_MODEL_NAMES_H
#define CV2TEX_MODEL_NAMES_H

#include "model/model.h"

struct name_parts {
    struct str given, family, native; /* any may be empty */
    bool family_first;                /* and no space between, as in 王小明 and 김철수 */
};

/*
 * The owner's name in parts. A name that was given as one text ends with the family name: its last
 * word, with the particles before it ("van der"). A name without a space is all given name.
 */
struct name_parts names_of_owner(const struct cv *cv);

/* Given and family name in their order; in the arena, empty when there is none. */
const char *names_whole(struct arena *a, struct name_parts name);

#endif

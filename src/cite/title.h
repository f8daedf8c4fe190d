/* The strict rule for papers that have no identifier. */
#ifndef CV2TEX_CITE_TITLE_H
#define CV2TEX_CITE_TITLE_H

#include "base/arena.h"

/*
 * A title as it is compared: letters and digits only, in lower case, without tags like <i>,
 * entities and accents of Latin letters. In the arena.
 */
struct str cite_title_key(struct arena *a, struct str title);

/* The same with single blanks between the words: for a search, or a name. */
struct str cite_title_words(struct arena *a, struct str title);

/* True when the name ("Ada Lovelace", "Lovelace, A.") has the words of the surname in it, in a row.
 */
bool cite_name_has(struct arena *a, struct str name, struct str surname);

#endif

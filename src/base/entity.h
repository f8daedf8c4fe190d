/* The entities of HTML: `&amp;`, `&#233;`. */
#ifndef CV2TEX_BASE_ENTITY_H
#define CV2TEX_BASE_ENTITY_H

#include <stdint.h>

#include "base/str.h"

/*
 * The length of the entity at the start of s (`&amp;`, `&#233;`, `&#xE9;`), or 0 when there is none
 * that is known; *cp is its character.
 */
size_t entity_decode(struct str s, uint32_t *cp);

#endif

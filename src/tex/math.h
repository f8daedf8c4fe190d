/*
 * Formulas: which ones may be handed to TeX as they are. What is accepted always compiles, and can
 * neither read nor write a file nor change anything outside of itself.
 */
#ifndef CV2TEX_TEX_MATH_H
#define CV2TEX_TEX_MATH_H

#include "base/str.h"

/*
 * The longest formula, in bytes: it is written on one line of the LaTeX, and a line of text cannot
 * show the tenth of it.
 */
#define MATH_LENGTH_MAX 1000

/* Groups, fractions and \left...\right in each other. TeX's own limit is 255 groups of all kinds.
 */
#define MATH_DEPTH_MAX 20

/*
 * Whether `math` (valid UTF-8, without its dollars) uses only the commands of math_commands.def, in
 * a way that TeX takes without complaint. If not because of a command, which is not on that list,
 * lacks its arguments or needs braces where it stands, *offender is that command, a slice of
 * `math`, else STR_NONE.
 *
 * Of characters beyond ASCII it takes Greek letters, arrows and operators, for tex_escape() in
 * TEX_MATH to translate.
 */
bool math_allowed(struct str math, struct str *offender);

/* Whether the formula, which math_allowed() has accepted, has a command of that package. */
bool math_needs_amssymb(struct str math);
bool math_needs_amsmath(struct str math);

#endif

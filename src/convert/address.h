/* Which texts pass for an address in JSON Resume's schema. */
#ifndef CV2TEX_CONVERT_ADDRESS_H
#define CV2TEX_CONVERT_ADDRESS_H

#include <stdbool.h>

#include "base/str.h"

/* Whether `text` is a URI as RFC 3986 has it, with a scheme and without other scripts. */
bool address_is_uri(struct str text);

/* Whether `text` is one plain e-mail address, and no more. */
bool address_is_email(struct str text);

#endif

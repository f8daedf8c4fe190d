/* The bytes of a file, checked and cleaned before a parser sees them. */
#ifndef CV2TEX_TREE_BYTES_H
#define CV2TEX_TREE_BYTES_H

#include "base/diag.h"

struct bytes_facts {
    bool ascii; /* every byte is ASCII */
    size_t bom; /* length of the byte order mark at the start: 0 or 3 */
};

/*
 * Checks the text of source `file`: valid UTF-8 without NUL, else false with an error at the true
 * place. Characters that YAML forbids are overwritten in the source by harmless ones of the same
 * length, with a warning where they could be seen.
 */
bool bytes_check(struct diags *d, uint32_t file, struct bytes_facts *facts);

#endif

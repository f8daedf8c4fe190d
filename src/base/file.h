/* What the C library leaves to do about files. */
#ifndef CV2TEX_BASE_FILE_H
#define CV2TEX_BASE_FILE_H

#include <stdbool.h>

#include "base/str.h"

/* Writes all of `text` to the open file `fd`; false, with errno set, when that fails half-way. */
bool file_write_all(int fd, struct str text);

#endif

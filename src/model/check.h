/* Checks of single values: choices, flags, numbers, lengths, addresses. */
#ifndef CV2TEX_MODEL_CHECK_H
#define CV2TEX_MODEL_CHECK_H

#include "base/arena.h"
#include "base/diag.h"
#include "model/schema.h"
#include "tree/node.h"

/* Checks scalar `node` by row->kind; reports what is wrong and returns false if it is unusable. */
bool check_value(struct arena *a, struct diags *d, const struct row *row, const struct node *node);

/* "text", "a flag", "a length": for messages. */
const char *check_kind_name(enum kind kind);

/* Whether `text` begins with a scheme such as https:// or mailto:. */
bool check_is_address(struct str text);

/* How an address can be a link. */
enum check_link { LINK_NONE, LINK_WHOLE, LINK_HOST /* https:// is to be put in front */ };

/*
 * How `text` can be a link: only with a scheme that shows or writes something (https, mailto, tel,
 * ftp, ...); "run:" and "file:" make a viewer start programs and open files.
 */
enum check_link check_link(struct str text);

/* Whether `text` is one of the words for true: true, yes, on. */
bool check_is_true(struct str text);

/* Whether `text` is a number and a TeX unit: 2cm, 0.4pt, 1.5 em. */
bool check_is_length(struct str text);

#endif

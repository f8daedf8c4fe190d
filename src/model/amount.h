/* Sums of money as people write them: €1.2M, USD 500,000, 1 250 000 kr, CHF 1'000'000, ₹ 2 crore. */
#ifndef CV2TEX_MODEL_AMOUNT_H
#define CV2TEX_MODEL_AMOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

struct amount {
    uint64_t hundredths;
    struct str currency; /* as it was written: "€", "USD"; may be empty */
    bool is_behind;      /* it was written after the number */
};

/*
 * Reads an amount: a number with or without marks between its thousands, perhaps "million" or the
 * like, and at most one currency. False for all else, also for what may be read in two ways
 * (1,250k), for fractions of a hundredth, and for more than ten to the fifteenth.
 */
bool amount_parse(struct str text, struct amount *out);

/* Whether two currencies are the same: "€" and "EUR", "$" and "USD". */
bool amount_same_currency(struct str a, struct str b);

/* Appends the amount in full, with `thousands` between its thousands, as plain text. */
void amount_print(struct buf *out, const struct amount *amount, const char *thousands);

#endif

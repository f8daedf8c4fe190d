/* Sums of money: what is read, what is refused, and how they are printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/amount.h"

static const struct {
    const char *text, *printed; /* NULL: it is refused */
} amounts[] = {
    {"USD 500,000", "USD\u00a0500,000"},
    {"$180,000", "$180,000"},
    {"US$1.2M", "US$1,200,000"},
    {"€1.2M", "€1,200,000"},
    {"€ 1,2 Mio.", "€1,200,000"},
    {"1.2 million EUR", "1,200,000\u00a0EUR"},
    {"2,5 Millionen Euro", "2,500,000\u00a0Euro"},
    {"EUR 1.250.000", "EUR\u00a01,250,000"},
    {"1 250 000 kr", "1,250,000\u00a0kr"},
    {"1\u00a0250\u202f000 kr.", "1,250,000\u00a0kr"},
    {"CHF 1'000'000", "CHF\u00a01,000,000"},
    {"CHF 1’000’000.–", "CHF\u00a01,000,000"},
    {"450 000,- kr", "450,000\u00a0kr"},
    {"₹ 2 crore", "₹20,000,000"},
    {"₹ 12,34,567", "₹1,234,567"},
    {"Rs. 3.5 lakh", "Rs\u00a0350,000"},
    {"¥1,000,000", "¥1,000,000"},
    {"300万円", "3,000,000\u00a0円"},
    {"M€ 1.25", "€1,250,000"},
    {"4 MSEK", "4,000,000\u00a0SEK"},
    {"k€ 300", "€300,000"},
    {"£50k", "£50,000"},
    {"£1.5m", "£1,500,000"},
    {"€2.75bn", "€2,750,000,000"},
    {"12.50 EUR", "12.50\u00a0EUR"},
    {"1,234.56 USD", "1,234.56\u00a0USD"},
    {"1.234,56 EUR", "1,234.56\u00a0EUR"},
    {"€1.234567M", "€1,234,567"},
    {"EUR 1.200", "EUR\u00a01,200"},
    {"€1.250M", "€1,250,000"},
    {"5000", "5,000"},
    {"EUR 0", "EUR\u00a00"},
    {"1000000000000000 EUR", "1,000,000,000,000,000\u00a0EUR"},
    {"MXN 20,000", "MXN\u00a020,000"},
    {"EUR 1,250k", NULL},         /* 1.25 million, or 1250? */
    {"about €500,000", NULL},
    {"€500,000 over 3 years", NULL},
    {"€500,000 + €20,000", NULL},
    {"€500,000 (2019)", NULL},
    {"EUR USD 5", NULL},
    {"€5 million thousand", NULL},
    {"€50,00,0", NULL},
    {"€1,000.000,000", NULL},
    {"€1.2345", NULL},            /* no such coin */
    {"€", NULL},
    {"", NULL},
    {"a lot", NULL},
    {"1000000000000001 EUR", NULL},
    {"€99999999999999999999", NULL},
    {"€999999999 bn", NULL},
    {"1,1,1,1,1,1,1,1,1,1,1,1", NULL},
    {"500 apples", NULL},
    {"\xC2\xA0", NULL},
};

static void test_amounts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        struct amount amount;
        struct buf out = BUF_INIT;
        bool ok = amount_parse(str_of(amounts[i].text), &amount);
        if (ok)
            amount_print(&out, &amount, ",");
        buf_addc(&out, '\0');
        if (ok != (amounts[i].printed != NULL))
            fail_msg("'%s' is %s", amounts[i].text, ok ? out.ptr : "refused");
        if (ok)
            assert_string_equal(out.ptr, amounts[i].printed);
        buf_free(&out);
    }
}

static void test_other_marks(void **state)
{
    (void)state;
    struct amount amount;
    struct buf out = BUF_INIT;
    assert_true(amount_parse(STR("€1,234.50"), &amount));
    assert_true(amount.hundredths == 123450);
    amount_print(&out, &amount, ".");
    buf_addc(&out, '\0');
    assert_string_equal(out.ptr, "€1.234,50");
    buf_free(&out);
}

static void test_currencies(void **state)
{
    (void)state;
    assert_true(amount_same_currency(STR("€"), STR("EUR")));
    assert_true(amount_same_currency(STR("$"), STR("US$")));
    assert_true(amount_same_currency(STR("kr"), STR("kroner")));
    assert_true(amount_same_currency(STR_NONE, STR_NONE));
    assert_false(amount_same_currency(STR("$"), STR("A$")));
    assert_false(amount_same_currency(STR("¥"), STR("CNY")));
    assert_false(amount_same_currency(STR("EUR"), STR_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_other_marks),
        cmocka_unit_test(test_currencies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/entity.h"

#include <stdlib.h>

#include "base/ascii.h"

static const struct entity {
    const char *name;
    uint32_t cp;
} entities[] = {
#define E(name, cp) {#name, cp},
#include "base/entity.def"
#undef E
};

static int compare_entity(const void *key, const void *element)
{
    const struct str *name = key;
    const struct entity *e = element;
    int order = strncmp(name->ptr, e->name, name->len);
    return order != 0 ? order : -(e->name[name->len] != '\0');
}

static int digit_value(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

/* The number between `&#` and `;`, or 0: controls and what is no character stay as typed. */
static uint32_t numeric_entity(struct str digits)
{
    int base = 10;
    if (digits.len > 0 && (digits.ptr[0] | 0x20) == 'x') {
        base = 16;
        digits = str_sub(digits, 1, digits.len);
    }
    uint32_t cp = 0;
    for (size_t i = 0; i < digits.len && cp < 0x110000; i++) {
        int value = digit_value(digits.ptr[i]);
        if (value >= base)
            return 0;
        cp = cp * (uint32_t)base + (uint32_t)value;
    }
    bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
    bool surrogate = cp >= 0xD800 && cp < 0xE000;
    return control || surrogate || cp >= 0x110000 ? 0 : cp;
}

size_t entity_decode(struct str s, uint32_t *cp)
{
    /* "&thetasym;" is the longest name; more leading zeros than these no number needs. */
    struct str body = str_sub(s, 1, 12);
    body.len = str_find(body, 0, ';');
    if (body.len + 1 >= s.len || s.ptr[body.len + 1] != ';' || body.len == 0)
        return 0;
    *cp = 0;
    if (body.ptr[0] == '#') {
        *cp = numeric_entity(str_sub(body, 1, body.len));
    } else if (str_find(body, 0, '\0') == body.len) { /* for strncmp() */
        const struct entity *e = bsearch(&body, entities, sizeof entities / sizeof entities[0],
                                         sizeof entities[0], compare_entity);
        if (e != NULL)
            *cp = e->cp;
    }
    return *cp != 0 ? body.len + 2 : 0;
}

/* The only file that knows jansson. */
#include "cite/json.h"

#include <stdarg.h>

#include <jansson.h>

#include "base/utf8.h"

enum { TEXT_MAX = 1000 };

/* More than all papers of the world together are cited in a year. */
#define COUNT_MAX 100000000.0

struct json_t *cite_json_read(struct str text, bool *no_memory)
{
    json_error_t error;
    /* Whole numbers as real ones: so one that is too large does not spoil the rest. */
    json_t *root = json_loadb(text.len > 0 ? text.ptr : "", text.len,
                              JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, &error);
    *no_memory = root == NULL && json_error_code(&error) == json_error_out_of_memory;
    return root;
}

void cite_json_free(struct json_t *root)
{
    json_decref(root);
}

const struct json_t *cite_json_get(const struct json_t *value, ...)
{
    va_list names;
    va_start(names, value);
    for (const char *name; (name = va_arg(names, const char *)) != NULL;)
        value = json_object_get(value, name);
    va_end(names);
    return value;
}

bool cite_json_is_object(const struct json_t *value)
{
    return json_is_object(value);
}

bool cite_json_is_array(const struct json_t *value)
{
    return json_is_array(value);
}

bool cite_json_is_null(const struct json_t *value)
{
    return json_is_null(value);
}

bool cite_json_is_true(const struct json_t *value)
{
    return json_is_true(value);
}

size_t cite_json_length(const struct json_t *array)
{
    return json_array_size(array);
}

const struct json_t *cite_json_at(const struct json_t *array, size_t index)
{
    return json_array_get(array, index);
}

/* Control characters, and those that turn the direction of a line or cannot be seen. */
static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

struct str cite_json_text(struct arena *a, const struct json_t *value)
{
    if (!json_is_string(value))
        return STR_NONE;
    const char *p = json_string_value(value), *end = p + json_string_length(value);
    size_t room = (size_t)(end - p) < TEXT_MAX ? (size_t)(end - p) : TEXT_MAX;
    char *out = arena_alloc(a, room + 1);
    size_t len = 0;
    bool blank = false;
    while (p < end) {
        uint32_t cp = 0;
        size_t step = utf8_decode(p, end, &cp);
        if (step == 0 || len + step + 1 > room + 1)
            break;
        blank |= cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r';
        if (cp != ' ' && !is_control(cp)) {
            if (blank && len > 0 && len + step + 1 > room)
                break;
            if (blank && len > 0)
                out[len++] = ' ';
            blank = false;
            memcpy(out + len, p, step);
            len += step;
        }
        p += step;
    }
    return (struct str){out, len};
}

struct str cite_json_string(const struct json_t *value)
{
    return json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)}
                                 : STR_NONE;
}

bool cite_json_count(const struct json_t *value, uint32_t *count)
{
    if (!json_is_real(value))
        return false;
    double number = json_real_value(value);
    if (!(number >= 0 && number <= COUNT_MAX) || number != (double)(uint32_t)number)
        return false;
    *count = (uint32_t)number;
    return true;
}

unsigned cite_json_year(const struct json_t *value)
{
    uint32_t year = 0;
    return cite_json_count(value, &year) && year >= 1000 && year <= 9999 ? year : 0;
}

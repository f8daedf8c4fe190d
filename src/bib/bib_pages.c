/* Pages: ranges with whatever people put between two numbers. */
#include "base/ascii.h"
#include "bib/internal.h"

/* Says which dashes the field has, where BibTeX's own is not the only one; `ranges` are printed. */
static void check_dashes(struct bib *b, const struct bib_field *field, size_t ranges)
{
    struct str raw = str_trim(field->value);
    size_t runs = 0;
    bool hyphen = false, odd = false;
    for (size_t i = 0, to; i < raw.len; i = to + 1) {
        to = i;
        while (to < raw.len && raw.ptr[to] == '-')
            to++;
        if (to == i)
            continue;
        runs++;
        hyphen |= to - i == 1;
        odd |= to - i > 2 || (i > 0 && ascii_is_space(raw.ptr[i - 1])) ||
               (to < raw.len && ascii_is_space(raw.ptr[to]));
    }
    if (odd || runs != ranges) /* a dash of Unicode, of HTML, or a command */
        bib_mended_field(b, BIB_MEND_DASH, field, "has another dash than --; it is printed as one");
    else if (hyphen)
        bib_mended_field(b, BIB_MEND_HYPHEN, field, "has a hyphen for --; it is printed as one");
}

/* Bytes of the dash at the start of s: a hyphen, U+2010 to U+2015 or U+2212; 0: there is none. */
static size_t dash_at(struct str s)
{
    if (s.ptr[0] == '-')
        return 1;
    bool wide = s.len >= 3 && memcmp(s.ptr, "\xE2\x80", 2) == 0 &&
                (unsigned char)s.ptr[2] >= 0x90 && (unsigned char)s.ptr[2] <= 0x95;
    return wide || str_starts(s, STR("\u2212")) ? 3 : 0;
}

/* Without the "pp." in front, which is the template's. */
static struct str without_pp(struct str text)
{
    while (str_starts(text, STR("p")) && text.len > 2 && strchr("p. ", text.ptr[1]) != NULL)
        text = str_trim(str_sub(text, text.ptr[1] == 'p' && text.ptr[2] == '.' ? 3 : 2, text.len));
    return text;
}

struct str bib_pages(struct bib *b, const struct bib_field *field)
{
    static const char dash[] = "\u2013";
    struct str text = without_pp(bib_text(b, field, field->value, BIB_PLAIN));
    char *out = arena_alloc(b->arena, text.len * 3 + 1);
    size_t len = 0, ranges = 0;
    for (size_t i = 0, bytes; i < text.len;) {
        bytes = dash_at(str_sub(text, i, text.len));
        if (bytes == 0) {
            out[len++] = text.ptr[i++];
            continue;
        }
        i += bytes;
        while (len > 0 && out[len - 1] == ' ')
            len--;
        if (len < 3 || memcmp(out + len - 3, dash, 3) != 0) {
            memcpy(out + len, dash, 3);
            len += 3;
            ranges++;
        }
        while (i < text.len && text.ptr[i] == ' ')
            i++;
    }
    if (ranges > 0)
        check_dashes(b, field, ranges);
    return (struct str){out, len};
}

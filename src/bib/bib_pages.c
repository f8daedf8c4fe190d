/* Pages: ranges with whatever people put between two numbers. */
#include "base/dash.h"
#include "bib/internal.h"

/* Says which dashes the field has, where BibTeX's own is not the only one; `ranges` are printed. */
static void check_dashes(struct bib *b, const struct bib_field *field, size_t ranges)
{
    struct str raw = str_trim(field->value);
    size_t counts[DASH_OTHER + 1] = {0};
    for (size_t at = 0; at < raw.len;)
        counts[dash_at(raw, at, &at)]++;
    if (counts[DASH_HYPHEN] + counts[DASH_TWO_HYPHENS] < ranges) /* the others are commands */
        bib_mended_field(b, BIB_MEND_DASH, field, "has another dash than --; it is printed as one");
    else if (counts[DASH_HYPHEN] > 0)
        bib_mended_field(b, BIB_MEND_HYPHEN, field, "has a hyphen for --; it is printed as one");
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
    struct str text = without_pp(bib_text(b, field, field->value, BIB_PLAIN)), dash = STR("\u2013");
    char *out = arena_alloc(b->arena, text.len * dash.len + 1);
    size_t len = 0, ranges = 0;
    for (size_t at = 0, end; at < text.len; at = end) {
        bool is_dash = dash_at(text, at, &end) != DASH_NONE;
        struct str piece = is_dash ? dash : str_sub(text, at, end);
        memcpy(out + len, piece.ptr, piece.len);
        len += piece.len;
        ranges += is_dash;
    }
    if (ranges > 0)
        check_dashes(b, field, ranges);
    return (struct str){out, len};
}

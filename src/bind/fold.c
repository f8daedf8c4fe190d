/* The lines of the LaTeX: folded where they are long. */
#include "bind/internal.h"

/* A line of output is folded at the first blank behind this column; past the second number of bytes
 * even where there is no blank. TeX itself gives up at 200,000. */
enum { FOLD_COLUMN = 96, FOLD_HARD = 1500 };

/* Whether a line may end before byte i although there is no blank, its end hidden by a comment sign:
 * between two characters that are no ASCII, and behind an empty group. */
static bool is_seam(const struct buf *out, size_t i)
{
    const char *p = out->ptr + i;
    return ((unsigned char)p[0] >= 0xC0 && (unsigned char)p[-1] >= 0x80) ||
           (p[-1] == '}' && p[-2] == '{' && p[0] != ' ');
}

static bool may_fold(const struct buf *out, size_t i, size_t line)
{
    char c = out->ptr[i];
    return c == '\n' || (c == ' ' && out->ptr[i - 1] != '\\') ||
           (i - line > FOLD_HARD && is_seam(out, i));
}

static void insert_hidden_line_end(struct buf *out, size_t at)
{
    if (!buf_reserve(out, 2))
        return;
    memmove(out->ptr + at + 2, out->ptr + at, out->len - at);
    memcpy(out->ptr + at, "%\n", 2);
    out->len += 2;
}

void print_fold(struct buf *out, size_t from)
{
    size_t line = from;
    for (size_t i = from; out->len - line > FOLD_COLUMN; i++) {
        /* Up to the column only a line end matters. */
        const char *end = memchr(out->ptr + line, '\n', FOLD_COLUMN);
        if (end != NULL) {
            line = i = (size_t)(end + 1 - out->ptr);
            continue;
        }
        i = i > line + FOLD_COLUMN ? i : line + FOLD_COLUMN;
        while (i < out->len && !may_fold(out, i, line))
            i++;
        if (i == out->len)
            return;
        if (out->ptr[i] == ' ')
            out->ptr[i] = '\n';
        else if (out->ptr[i] != '\n')
            insert_hidden_line_end(out, i++);
        line = i + 1;
    }
}

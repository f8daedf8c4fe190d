/* The lines of the LaTeX: folded where they are long. */
#include "bind/internal.h"

/* A line of output is folded at the first blank behind this column; past the second number of bytes
 * even where there is no blank. TeX itself gives up at 200,000. */
enum { FOLD_COLUMN = 96, FOLD_HARD = 1500 };

/* Whether a line may end before byte i although there is no blank, its end hidden by a comment sign:
 * between two characters that are no ASCII, and behind an empty group. */
static bool is_seam(const char *p)
{
    return ((unsigned char)p[0] >= 0xC0 && (unsigned char)p[-1] >= 0x80) ||
           (p[-1] == '}' && p[-2] == '{' && p[0] != ' ');
}

/* Where the line that begins at byte `line` is to end: a line end, a blank or a seam; or at `len`. */
static size_t line_end(const char *text, size_t len, size_t line)
{
    if (len - line <= FOLD_COLUMN)
        return len;
    const char *end = memchr(text + line, '\n', FOLD_COLUMN);
    if (end != NULL)
        return (size_t)(end - text);
    size_t i = line + FOLD_COLUMN;
    for (; i < len; i++) {
        char c = text[i];
        if (c == '\n' || (c == ' ' && text[i - 1] != '\\') ||
            (i - line > FOLD_HARD && is_seam(text + i)))
            break;
    }
    return i;
}

/* Folds what stands from byte `from` on, which begins at a seam: line ends must be put in. */
static void fold_at_seams(struct buf *out, size_t from)
{
    struct buf rest = BUF_INIT;
    buf_add(&rest, out->ptr + from, out->len - from);
    out->len = from;
    buf_adds(out, "%\n");
    for (size_t line = 0; line < rest.len;) {
        size_t end = line_end(rest.ptr, rest.len, line);
        buf_add(out, rest.ptr + line, end - line);
        if (end == rest.len)
            break;
        bool blank = rest.ptr[end] == ' ' || rest.ptr[end] == '\n';
        buf_adds(out, blank ? "\n" : "%\n");
        line = end + blank;
    }
    out->failed |= rest.failed;
    buf_free(&rest);
}

void print_fold(struct buf *out, size_t from)
{
    for (size_t line = from; line < out->len;) {
        size_t end = line_end(out->ptr, out->len, line);
        if (end == out->len)
            return;
        if (out->ptr[end] != ' ' && out->ptr[end] != '\n') {
            fold_at_seams(out, end);
            return;
        }
        out->ptr[end] = '\n';
        line = end + 1;
    }
}

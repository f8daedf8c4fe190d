#include "tex/raw.h"

#include "base/ascii.h"

/*
 * A command is refused when its name holds one of these, in any case: commands that read or write
 * files, load code, or make names and characters that could not be checked here. Parts of names
 * catch the many relatives: \verbatiminput, \InputIfFileExists, \includegraphics, \newwrite.
 */
static const char *const refused_parts[] = {
    "input",   "include",  "file",     "open",      "write",    "read",      "import",
    "listing", "graphics", "bibliogr", "package",   "class",    "shell",     "special",
    "lua",     "pdf",      "catcode",  "csname",    "nameuse",  "csuse",     "letcs",
    "cslet",   "usename",  "scan",     "makeat",    "expl",     "expandarg", "endlinechar",
    "every",   "fontfam",  "fontenc",  "usefont",   "dump",     "document",  "immediate",
    "mode",    "output",   "AtEnd",    "AtBegin",   "hook",     "latelua",   "obey",
    "verb",    "csdef",    "escapechar", "jobname", "declare",
};

static bool holds_part(struct str name, struct str part)
{
    for (size_t i = 0; i + part.len <= name.len; i++)
        if (str_eq_nocase(str_sub(name, i, i + part.len), part))
            return true;
    return false;
}

static bool is_refused(struct str name)
{
    /* Modes of math and paragraphs are harmless relatives of \batchmode. */
    if (str_is(name, "ensuremath") || str_is(name, "leavevmode") || str_is(name, "ifmmode"))
        return false;
    if (str_is(name, "stop") || str_is(name, "font") || str_is(name, "bye"))
        return true;
    for (size_t i = 0; i < sizeof refused_parts / sizeof *refused_parts; i++)
        if (holds_part(name, str_of(refused_parts[i])))
            return true;
    return false;
}

/*
 * \begin{NAME} runs \NAME, and NAME may come from a macro: it must be plain letters here. Returns
 * the offset behind the closing brace, or 0 when it is not so.
 */
static size_t environment(struct str text, size_t i)
{
    while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\n'))
        i++;
    if (i >= text.len || text.ptr[i] != '{')
        return 0;
    size_t from = ++i;
    while (i < text.len && (ascii_is_letter(text.ptr[i]) || text.ptr[i] == '*'))
        i++;
    if (i >= text.len || text.ptr[i] != '}' || i == from || is_refused(str_sub(text, from, i)))
        return 0;
    return i + 1;
}

/* Checks the command at text[i] (its backslash); returns the offset behind it, or 0. */
static size_t command(struct str text, size_t i)
{
    size_t from = i + 1, to = from;
    while (to < text.len && ascii_is_letter(text.ptr[to]))
        to++;
    if (to == from) /* \%, \\, \' and the like: one character */
        return from < text.len ? from + 1 : 0;
    struct str name = str_sub(text, from, to);
    if (is_refused(name))
        return 0;
    if (str_is(name, "begin") || str_is(name, "end"))
        return environment(text, to) > 0 ? to : 0;
    return to;
}

static size_t skip_comment(struct str text, size_t i)
{
    i = str_find(text, i, '\n');
    /* TeX skips the blanks at the start of the next line. */
    while (i < text.len && (text.ptr[i] == '\n' || text.ptr[i] == ' ' || text.ptr[i] == '\t'))
        i++;
    return i;
}

static const char *copy(struct buf *out, struct str text, size_t *at)
{
    size_t depth = 0, i = 0;
    while (i < text.len) {
        *at = i;
        char c = text.ptr[i];
        if (c == '\\') {
            size_t to = command(text, i);
            if (to == 0)
                return "it holds a command that could reach a file or hide what it does";
            buf_add(out, text.ptr + i, to - i);
            i = to;
            continue;
        }
        if (c == '%') {
            i = skip_comment(text, i);
            continue;
        }
        if (c == '^' && i + 1 < text.len && text.ptr[i + 1] == '^')
            return "it holds the notation ^^";
        if (c == '#')
            return "it holds a # that is not \\#";
        if (c == '}' && depth == 0)
            return "it closes a brace that it did not open";
        depth += c == '{';
        depth -= c == '}';
        if (c == '\n' && i + 1 < text.len && text.ptr[i + 1] == '\n')
            return "it holds an empty line; write \\newline{} instead";
        buf_addc(out, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
        i++;
    }
    *at = text.len;
    return depth > 0 ? "a brace is not closed" : NULL;
}

const char *raw_tex(struct buf *out, struct str text, size_t *at)
{
    size_t len = out->len;
    const char *problem = copy(out, str_trim(text), at);
    if (problem != NULL)
        out->len = len;
    return problem;
}

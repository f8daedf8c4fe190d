#include "run/texlog.h"

#include <stdlib.h>

#define MISSING "Missing character: "

struct reader {
    struct arena *arena;
    struct str log;
    size_t at;         /* the next line */
    const char *main;  /* the file whose lines are counted */
    struct texlog *result;
    struct texlog_entry **link;
    struct str runaway; /* what TeX showed before the error that it belongs to */
};

/* ---- pieces of text ---- */

static bool next_line(struct reader *r, struct str *line)
{
    if (r->at >= r->log.len)
        return false;
    size_t end = str_find(r->log, r->at, '\n');
    *line = str_sub(r->log, r->at, end);
    r->at = end + 1;
    return true;
}

/* Byte offset behind the first `word` in s, or 0. */
static size_t behind(struct str s, const char *word)
{
    struct str w = str_of(word);
    for (size_t i = str_find(s, 0, *word); i < s.len; i = str_find(s, i + 1, *word))
        if (str_starts(str_sub(s, i, s.len), w))
            return i + w.len;
    return 0;
}

/* What stands between `from` and the next `to`, or nothing. */
static struct str between(struct str s, const char *from, char to)
{
    size_t start = behind(s, from), end = str_find(s, start, to);
    return start > 0 && end < s.len ? str_sub(s, start, end) : STR_NONE;
}

static unsigned number(struct str s)
{
    unsigned n = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && n < 100000000; i++)
        n = n * 10 + (unsigned)(s.ptr[i] - '0');
    return n;
}

static double decimal(struct str s)
{
    char digits[24];
    size_t n = s.len < sizeof digits - 1 ? s.len : sizeof digits - 1;
    if (n > 0)
        memcpy(digits, s.ptr, n);
    digits[n] = '\0';
    return strtod(digits, NULL);
}

static struct str without_stop(struct str s)
{
    s = str_trim(s);
    while (s.len > 0 && (s.ptr[s.len - 1] == '.' || s.ptr[s.len - 1] == ' '))
        s.len--;
    return s;
}

static struct texlog_entry *add(struct reader *r, enum texlog_kind kind, struct str message)
{
    struct texlog_entry *entry = arena_new(r->arena, struct texlog_entry);
    entry->kind = kind;
    entry->message = message;
    entry->page = r->result->pages + 1;
    *r->link = entry;
    r->link = &entry->next;
    return entry;
}

/* ---- errors ---- */

/*
 * Whether a line begins an error: "./cv.tex:12: Undefined control sequence." or "! Emergency stop.".
 * Sets the line number, 0 in another file than the main one, and what is said.
 */
static bool is_error(const struct reader *r, struct str line, unsigned *number_of_line,
                     struct str *message)
{
    *number_of_line = 0;
    if (str_starts(line, STR("! ")) || str_starts(line, STR("!pdfTeX error: "))) {
        *message = str_sub(line, line.ptr[1] == ' ' ? 2 : 1, line.len);
        return true;
    }
    if (!str_starts(line, STR("./")) && !str_starts(line, STR("/")))
        return false;
    size_t colon = str_find(line, 0, ':'), digits = colon + 1, end = digits;
    while (end < line.len && line.ptr[end] >= '0' && line.ptr[end] <= '9')
        end++;
    if (end == digits || !str_starts(str_sub(line, end, line.len), STR(": ")))
        return false;
    if (str_is(str_sub(line, 2, colon), r->main))
        *number_of_line = number(str_sub(line, digits, end));
    *message = str_sub(line, end + 2, line.len);
    return true;
}

/* A message of LaTeX goes on until an empty line, indented or behind "(package)". */
static struct str whole_message(struct reader *r, struct str message)
{
    struct str line, result = without_stop(message);
    if (!str_starts(message, STR("LaTeX Error:")) && !str_starts(message, STR("Package ")) &&
        !str_starts(message, STR("Class ")))
        return result;
    for (int i = 0; i < 8; i++) {
        size_t start = r->at;
        if (!next_line(r, &line) || str_trim(line).len == 0 ||
            (line.ptr[0] != ' ' && line.ptr[0] != '(')) {
            r->at = start;
            break;
        }
        if (line.ptr[0] == '(')
            line = str_sub(line, str_find(line, 0, ')') + 1, line.len);
        line = without_stop(line);
        result = str_of(arena_printf(r->arena, "%.*s %.*s", STR_FMT(result), STR_FMT(line)));
    }
    return result;
}

/* The last command on a line of context: TeX breaks the line behind what it stumbled over. */
static struct str last_command(struct str line)
{
    line = str_trim(line);
    for (size_t i = line.len; i-- > 0;)
        if (line.ptr[i] == '\\')
            return str_sub(line, i, line.len);
    return STR_NONE;
}

/* The lines below an error, down to "l.12 ...", which shows how far TeX had read. */
static void read_context(struct reader *r, struct texlog_entry *entry)
{
    enum { CONTEXT_LINES_MAX = 40 };
    size_t start = r->at;
    struct str line, message;
    unsigned n;
    for (int i = 0; i < CONTEXT_LINES_MAX && next_line(r, &line); i++) {
        if (is_error(r, line, &n, &message))
            break;
        if (i == 0 && entry->name.len == 0)
            entry->name = last_command(line);
        if (str_starts(line, STR("l.")) && number(str_sub(line, 2, line.len)) > 0) {
            size_t space = str_find(line, 0, ' ');
            entry->context = arena_str(r->arena, str_sub(line, space + 1, line.len));
            return;
        }
    }
    r->at = start;
}

/* What kind of error a message means, and the file or font that it names. */
static void classify(struct reader *r, struct texlog_entry *entry)
{
    struct str m = entry->message;
    r->result->disk_full |= behind(m, "No space left on device") > 0;
    if (r->runaway.len > 0) {
        entry->kind = TEXLOG_RUNAWAY;
        entry->name = r->runaway;
        r->runaway = STR_NONE;
    } else if (behind(m, "not found") > 0 && behind(m, "File `") > 0) {
        entry->kind = TEXLOG_MISSING_FILE;
        entry->name = between(m, "File `", '\'');
    } else if (behind(m, "can't find file `") > 0) {
        entry->kind = TEXLOG_MISSING_FILE;
        entry->name = between(m, "can't find file `", '\'');
    } else if (behind(m, " not loadable") > 0) {
        entry->kind = TEXLOG_MISSING_FONT;
        entry->name = between(m, "=", ' ');
    } else if (str_starts(m, STR("pdfTeX error:")) && behind(m, "(file ") > 0) {
        entry->kind = behind(m, "): Font ") > 0 ? TEXLOG_MISSING_FONT : TEXLOG_BAD_FILE;
        entry->name = between(m, "(file ", ')');
        if (str_starts(entry->name, STR("./")))
            entry->name = str_sub(entry->name, 2, entry->name.len);
    } else if (str_starts(m, STR(MISSING))) {
        entry->kind = TEXLOG_MISSING_CHARACTER;
    } else if (behind(m, "Emergency stop") > 0 || behind(m, "Fatal error occurred") > 0 ||
               behind(m, "capacity exceeded") > 0) {
        entry->kind = TEXLOG_FATAL;
    }
}

static void read_error(struct reader *r, unsigned line, struct str message)
{
    struct texlog_entry *entry = add(r, TEXLOG_ERROR, whole_message(r, message));
    entry->line = line;
    classify(r, entry);
    if (entry->kind != TEXLOG_FATAL)
        read_context(r, entry);
}

/* ---- warnings ---- */

/* A lone character of a symbol font: oldstyle gives the symbols of contacts too narrow a box. */
static bool is_symbol(struct str text)
{
    return str_starts(text, STR("[]\\U/")) && str_find(text, 3, '\\') == text.len;
}

/* "Overfull \hbox (12.3pt too wide) in paragraph at lines 7--9", "... detected at line 12". */
static void read_overfull(struct reader *r, struct str line)
{
    bool vertical = line.ptr[10] == 'v';
    struct str text = STR_NONE;
    if (!vertical && next_line(r, &text) && is_symbol(text))
        return;
    struct texlog_entry *entry = add(r, vertical ? TEXLOG_OVERFULL_V : TEXLOG_OVERFULL_H, line);
    entry->amount = decimal(between(line, "box (", 'p'));
    size_t last = behind(line, "--");
    if (last == 0)
        last = behind(line, "at line ");
    if (last > 0)
        entry->line = number(str_sub(line, last, line.len));
    entry->context = text; /* the words that stick out, between names of fonts */
}

/* "[Font-Regular.otf]:mode=node;...", as LuaLaTeX has it, without what is not its name. */
static struct str name_of_font(struct str font)
{
    if (!str_starts(font, STR("[")))
        return font;
    return str_sub(font, 1, str_find(font, 1, ']'));
}

/*
 * "Missing character: There is no X in font NAME!"; with the null font it follows from an error. X
 * is a place in the font, which is a letter only if it is ASCII. LuaLaTeX adds "(U+1234)" to it.
 */
static void read_missing_character(struct reader *r, struct str line)
{
    struct str shown = between(line, "There is no ", ' '), font = between(line, " in font ", '!');
    if (str_is(font, "nullfont") || shown.len == 0)
        return;
    unsigned code = (unsigned char)shown.ptr[0];
    struct str point = between(line, " (U+", ')');
    font = name_of_font(font);
    const char *what = code > ' ' && code < 0x7F && shown.len == 1
                           ? arena_printf(r->arena, "'%c'", (int)code)
                       : shown.len == 1 ? arena_printf(r->arena, "number %u", code)
                                        : arena_printf(r->arena, "'%.*s'", STR_FMT(shown));
    struct texlog_entry *entry = add(r, TEXLOG_MISSING_CHARACTER, STR_NONE);
    entry->name = font;
    entry->message =
        str_of(arena_printf(r->arena, "the font '%.*s' has no character %s%s%.*s%s", STR_FMT(font),
                            what, point.len > 0 ? " (U+" : "", STR_FMT(point),
                            point.len > 0 ? ")" : ""));
}

/* Finished pages are reported as "[1]", "[2{file}]", anywhere on a line. */
static void count_pages(struct reader *r, struct str line)
{
    for (size_t i = str_find(line, 0, '['); i < line.len; i = str_find(line, i + 1, '['))
        if (number(str_sub(line, i + 1, line.len)) == r->result->pages + 1)
            r->result->pages++;
}

struct texlog *texlog_read(struct arena *a, struct str log, const char *main)
{
    struct reader r = {.arena = a, .log = log, .main = main, .result = arena_new(a, struct texlog)};
    struct str line, message;
    unsigned n, written = 0;
    r.link = &r.result->first;
    while (next_line(&r, &line)) {
        if (is_error(&r, line, &n, &message)) {
            read_error(&r, n, message);
        } else if (str_starts(line, STR("Runaway "))) {
            next_line(&r, &r.runaway);
        } else if (str_starts(line, STR("Overfull \\hbox (")) ||
                   str_starts(line, STR("Overfull \\vbox ("))) {
            read_overfull(&r, line);
        } else if (str_starts(line, STR(MISSING))) {
            read_missing_character(&r, line);
        } else if (str_starts(line, STR("Output written on "))) {
            written = number(str_sub(line, behind(line, "("), line.len));
        } else {
            count_pages(&r, line);
        }
    }
    r.result->pages = written;
    return r.result;
}

/* ---- places of missing characters ---- */

static struct texlog_entry *next_missing(struct texlog_entry *entry)
{
    while (entry != NULL && entry->kind != TEXLOG_MISSING_CHARACTER)
        entry = entry->next;
    return entry;
}

bool texlog_lacks_characters(const struct texlog *log)
{
    return next_missing(log->first) != NULL;
}

void texlog_locate(struct texlog *log, const struct texlog *located)
{
    struct texlog_entry *to = next_missing(log->first), *from = next_missing(located->first);
    for (; to != NULL && from != NULL;
         to = next_missing(to->next), from = next_missing(from->next)) {
        to->line = from->line;
        to->context = from->context;
    }
}

/* ---- packages ---- */

static const struct {
    const char *name, *package; /* of a name that ends in '*', the beginning counts */
} packages[] = {
#define P(name, package) {name, package},
#include "run/texpackages.def"
#undef P
};

const char *texlog_package(struct str name)
{
    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++) {
        struct str pattern = str_of(packages[i].name);
        if (str_eq(name, pattern) || (pattern.ptr[pattern.len - 1] == '*' &&
                                      str_starts(name, str_sub(pattern, 0, pattern.len - 1))))
            return packages[i].package;
    }
    return NULL;
}

/* Formulas in a value. */
#include "base/utf8.h"
#include "bib/text.h"

bool bib_has_any(struct str s, const char *set)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != '\0' && strchr(set, s.ptr[i]) != NULL)
            return true;
    return false;
}

/* Whether a command of formulas says only how what follows looks. */
static bool is_silent(struct str command)
{
    static const char *const silent[] = {
        "bf", "bm", "boldsymbol", "cal", "displaystyle", "ensuremath", "it", "left", "mathbb", "mathbf",
        "mathcal", "mathfrak", "mathit", "mathrm", "mathsf", "mathtt", "mbox", "operatorname", "right",
        "rm", "sf", "text", "textbf", "textit", "textrm", "textsf", "textstyle", "texttt", "tt"};
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
        if (str_is(command, silent[i]))
            return true;
    return false;
}

/* A formula as plain text: what its characters and commands stand for. */
static void put_math_as_text(struct text *t, struct str math)
{
    for (size_t i = 0; i < math.len;) {
        char c = math.ptr[i];
        if (c == '\\' && i + 1 < math.len) {
            size_t from = ++i;
            while (i < math.len && ascii_is_letter(math.ptr[i]))
                i++;
            if (i == from && (unsigned char)math.ptr[i] < 0x80)
                i++;
            struct str command = str_sub(math, from, i);
            const char *symbol = bib_symbol(command);
            if (symbol != NULL)
                bib_puts_literal(t, symbol);
            else if (command.len > 0 && ascii_is_letter(command.ptr[0]) && !is_silent(command))
                bib_put_literal(t, command.ptr, command.len);
            continue;
        }
        uint32_t cp;
        size_t len = utf8_decode(math.ptr + i, math.ptr + math.len, &cp);
        len = len > 0 ? len : 1;
        if (ascii_is_space(c))
            t->space = t->space > 0 ? t->space : 1;
        else if (strchr("{}^_", c) == NULL || (unsigned char)c >= 0x80)
            bib_put_literal(t, math.ptr + i, len);
        i += len;
    }
}

static bool has_letter(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (ascii_is_letter(s.ptr[i]) || (unsigned char)s.ptr[i] >= 0x80)
            return true;
    return false;
}

/* The command at the backslash s.ptr[i], without it; one sign where it is no word. */
static struct str command_at(struct str s, size_t i)
{
    size_t from = i + 1, to = from;
    while (to < s.len && ascii_is_letter(s.ptr[to]))
        to++;
    return str_sub(s, from, to == from ? to + 1 : to);
}

/* ---- text between dollars ---- */

/* Whether math holds what formulas have no glyphs for: letters with accents, signs of text. */
static bool holds_text(struct str math)
{
    static const char *const signs[] = {"'", "`", "\"", "o", "O", "aa", "AA", "ae", "AE", "l", "L",
                                        "ss", "textmu", "textdegree", "textohm", "textregistered",
                                        "texttrademark", "textcelsius"};
    for (size_t i = 0; i < math.len; i++) {
        if ((unsigned char)math.ptr[i] >= 0x80)
            return true;
        if (math.ptr[i] != '\\')
            continue;
        struct str command = command_at(math, i);
        for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
            if (str_is(command, signs[k]))
                return true;
        i += command.len;
    }
    return false;
}

/* The offset behind the group, the command or the character at `i`. */
static size_t step(struct str s, size_t i)
{
    size_t depth = 0;
    for (; i < s.len; i++) {
        depth += s.ptr[i] == '{';
        depth -= s.ptr[i] == '}' && depth > 0;
        if (s.ptr[i] == '\\')
            i += command_at(s, i).len;
        if (depth == 0)
            break;
    }
    while (i + 1 < s.len && ((unsigned char)s.ptr[i + 1] & 0xC0) == 0x80)
        i++;
    return i < s.len ? i + 1 : s.len;
}

/* Puts a formula as text, with what is raised and lowered in it. */
static void put_math_as_words(struct text *t, struct str math)
{
    size_t from = 0, i = 0;
    while (i < math.len) {
        char c = math.ptr[i];
        if (c != '^' && c != '_') {
            i = step(math, i);
            continue;
        }
        bib_take_slice(t, str_sub(math, from, i));
        from = step(math, i + 1);
        bib_push_group(t, c == '^' ? GROUP_SUPERSCRIPT : GROUP_SUBSCRIPT);
        bib_take_slice(t, str_sub(math, i + 1, from));
        bib_pop_group(t);
        i = from;
    }
    bib_take_slice(t, str_sub(math, from, math.len));
}

/* ---- formulas ---- */

/* Commands of LaTeX 2.09, of packages and of TeX itself, and those that Markdown's formulas have. */
static const struct rewrite {
    const char *name, *text;
    bool is_switch; /* it speaks of the rest of its group */
} rewrites[] = {
    {"Bbb", "\\mathbb", false},         {"bf", "\\mathbf", true},
    {"bm", "\\mathbf", false},          {"boldsymbol", "\\mathbf", false},
    {"cal", "\\mathcal", true},         {"emph", "\\textit", false},
    {"ensuremath", "", false},          {"frak", "\\mathfrak", false},
    {"germ", "\\mathfrak", true},       {"hbox", "\\text", false},
    {"it", "\\mathit", true},           {"mathscr", "\\mathcal", false},
    {"mbox", "\\text", false},          {"rm", "\\mathrm", true},
    {"sb", "_", false},                 {"sf", "\\mathsf", true},
    {"sp", "^", false},                 {"textnormal", "\\text", false},
    {"textsc", "\\text", false},        {"tt", "\\mathtt", true},
};

/* Switches in each other: what is deeper is left out. */
enum { SWITCHES_MAX = 8 };

struct formula {
    struct text *t;
    size_t depth;                    /* of braces */
    size_t switches[SWITCHES_MAX];   /* the depths of those that are open */
    size_t open;
};

static void put_z(struct formula *f, const char *z)
{
    bib_put(f->t->b, z, strlen(z));
}

static void close_switches(struct formula *f)
{
    for (; f->open > 0 && f->switches[f->open - 1] >= f->depth; f->open--)
        put_z(f, "}");
}

static void put_math_command(struct formula *f, struct str command)
{
    for (size_t i = 0; i < sizeof rewrites / sizeof *rewrites; i++) {
        const struct rewrite *rewrite = &rewrites[i];
        if (!str_is(command, rewrite->name))
            continue;
        if (!rewrite->is_switch) {
            put_z(f, rewrite->text);
        } else if (f->open < SWITCHES_MAX) {
            put_z(f, rewrite->text);
            put_z(f, "{");
            f->switches[f->open++] = f->depth;
        }
        return;
    }
    put_z(f, "\\");
    bib_put(f->t->b, command.ptr, command.len);
}

static void put_formula(struct text *t, struct str math)
{
    struct formula f = {.t = t};
    for (size_t i = 0; i < math.len; i++) {
        char c = math.ptr[i];
        bool space = ascii_is_space(c);
        if (c == '\\' && i + 1 < math.len && !ascii_is_space(math.ptr[i + 1])) {
            struct str command = command_at(math, i);
            put_math_command(&f, command);
            i += command.len;
            continue;
        }
        if (c == '}') {
            close_switches(&f);
            f.depth -= f.depth > 0;
        }
        f.depth += c == '{';
        if (!space || !ascii_is_space(math.ptr[i - 1]))
            bib_put(t->b, space ? " " : &math.ptr[i], 1);
    }
    f.depth = 0;
    close_switches(&f);
}

/*
 * A formula in the form in which Markdown takes it for one wherever it stands: `$x^2$`, or with two
 * dollars and a command that does nothing where letters around it could make it look like money.
 */
void bib_put_math(struct text *t, struct str math)
{
    math = str_trim(math);
    bool marked = bib_has_any(math, "\\^_={");
    if (!bib_is_markdown(t) || (!marked && !has_letter(math))) {
        put_math_as_text(t, math);
        return;
    }
    if (holds_text(math)) {
        put_math_as_words(t, math);
        return;
    }
    char before = bib_last_out(t), after = bib_peek(t, 0);
    bool ends_well = ascii_is_alnum(math.ptr[math.len - 1]) || math.ptr[math.len - 1] == '}';
    bool clear = marked || math.len <= 2 ||
                 (bib_has_any(math, "+-<>/|()") && !bib_has_any(math, " \t\r\n"));
    bool single = clear && !ascii_is_digit(after) && after != '$' &&
                  (!ascii_is_letter(after) || ends_well) &&
                  (!ascii_is_alnum(before) || strchr("\\^_", math.ptr[0]) != NULL);
    if (before == '$')
        bib_puts(t, "\u200B");
    bib_puts(t, single ? "$" : "$$\\textstyle ");
    put_formula(t, math);
    bib_put(t->b, "$$", single ? 1 : 2);
}

/* The offset of the dollar that ends the formula at `from`, inside of its group; or in.len. */
static size_t closing_dollar(struct str in, size_t from)
{
    size_t depth = 0, limit = from + BIB_ARGUMENT_MAX < in.len ? from + BIB_ARGUMENT_MAX : in.len;
    for (size_t i = from; i < limit; i++) {
        char c = in.ptr[i];
        if (c == '$' && depth == 0)
            return i;
        if (c == '}' && depth == 0)
            return in.len;
        depth += c == '{';
        depth -= c == '}';
        i += c == '\\';
    }
    return in.len;
}

void bib_take_math(struct text *t)
{
    size_t dollars = bib_peek(t, 1) == '$' ? 2 : 1;
    size_t from = t->pos + dollars, to = closing_dollar(t->in, from);
    struct str math = str_sub(t->in, from, to);
    bool price = math.len > 0 && ascii_is_digit(math.ptr[0]) &&
                 ascii_is_space(math.ptr[math.len - 1]);
    if (to >= t->in.len || price || math.len == 0) {
        bib_put_literal(t, "$", 1);
        t->pos++;
        return;
    }
    t->pos = to + 1;
    if (dollars == 2 && bib_peek(t, 0) == '$')
        t->pos++;
    bib_put_math(t, math);
}

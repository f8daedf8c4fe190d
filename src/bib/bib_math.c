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
    for (size_t i = 0; i < math.len; i++) {
        bool space = ascii_is_space(math.ptr[i]);
        if (!space || !ascii_is_space(math.ptr[i - 1]))
            bib_put(t->b, space ? " " : &math.ptr[i], 1);
    }
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

/* Commands that a file defines itself: \\newcommand and \\def in a @preamble. */
#include "base/utf8.h"
#include "bib/text.h"

/* Commands in each other; honest ones are for sorting, and stand alone. */
enum { EXPANSIONS_MAX = 8 };

/* Bytes that they may stand for in a file: those that hold each other would ask for 60^8. */
enum { DEFINED_MAX = 1 << 20 };

struct own_command {
    unsigned parameters;
    struct str body;
};

/* ---- defining ---- */

static char char_at(struct str s, size_t i)
{
    return i < s.len ? s.ptr[i] : '\0';
}

static size_t behind_space(struct str s, size_t i)
{
    while (i < s.len && ascii_is_space(s.ptr[i]))
        i++;
    return i;
}

static size_t behind_letters(struct str s, size_t i)
{
    while (i < s.len && ascii_is_letter(s.ptr[i]))
        i++;
    return i;
}

static bool is_definition(struct str word, bool *by_tex)
{
    static const char *const words[] = {"def",          "gdef",           "newcommand",
                                        "renewcommand", "providecommand", "DeclareRobustCommand"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(word, words[i])) {
            *by_tex = i < 2;
            return true;
        }
    return false;
}

/* The number of parameters at *at, moving behind them; 10 for those with patterns or defaults. */
static unsigned parameters_at(struct str s, size_t *at, bool by_tex)
{
    unsigned count = 0;
    size_t i = *at;
    if (by_tex)
        for (; char_at(s, i) == '#' && char_at(s, i + 1) == (char)('1' + count); i += 2)
            count++;
    else if (char_at(s, i) == '[' && ascii_is_digit(char_at(s, i + 1)) &&
             char_at(s, i + 2) == ']') {
        count = (unsigned)(s.ptr[i + 1] - '0');
        i += 3;
    }
    *at = behind_space(s, i);
    return char_at(s, *at) == '{' ? count : 10;
}

/* Notes the command that is defined at `at`, behind \\newcommand or \\def; returns where to read on. */
static size_t define_at(struct bib *b, struct str s, size_t at, bool by_tex)
{
    size_t i = behind_space(s, at + (char_at(s, at) == '*'));
    bool braced = char_at(s, i) == '{';
    i = behind_space(s, i + braced);
    size_t from = i + 1, to = behind_letters(s, from);
    if (char_at(s, i) != '\\' || to == from)
        return at;
    i = behind_space(s, to);
    i = behind_space(s, i + (braced && char_at(s, i) == '}'));
    unsigned parameters = parameters_at(s, &i, by_tex);
    size_t end = parameters < 10 ? bib_closing_brace(s, i) : s.len;
    if (end == s.len)
        return to;
    struct own_command *command = arena_new(b->arena, struct own_command);
    command->parameters = parameters;
    command->body = str_sub(s, i + 1, end);
    strmap_put(&b->commands, b->arena, str_sub(s, from, to), command);
    return end;
}

void bib_define(struct bib *b, struct str preamble)
{
    size_t at = str_find(preamble, 0, '\\');
    while (at < preamble.len) {
        size_t to = behind_letters(preamble, at + 1);
        bool by_tex;
        if (is_definition(str_sub(preamble, at + 1, to), &by_tex))
            to = define_at(b, preamble, to, by_tex);
        at = str_find(preamble, to > at + 1 ? to : at + 2, '\\');
    }
}

/* ---- using ---- */

/* The argument that comes next: a text in braces or one character. */
static struct str take_one_argument(struct text *t)
{
    struct str argument = STR_NONE;
    bib_skip_space(t);
    if (bib_take_argument(t, &argument) || strchr("{}\\", bib_peek(t, 0)) != NULL)
        return argument;
    uint32_t cp;
    size_t len = utf8_decode(t->in.ptr + t->pos, t->in.ptr + t->in.len, &cp);
    argument = str_sub(t->in, t->pos, t->pos + len);
    t->pos += len;
    return argument;
}

/* Puts the body of a command, with its arguments, to `out`, if it is not NULL; returns its length. */
static size_t expand(const struct own_command *command, const struct str *arguments, char *out)
{
    struct str body = command->body;
    size_t len = 0;
    for (size_t i = 0; i < body.len; i++) {
        unsigned number = (unsigned)(char_at(body, i + 1) - '1');
        bool is_parameter = body.ptr[i] == '#' && number < command->parameters;
        struct str part = is_parameter ? arguments[number] : str_sub(body, i, i + 1);
        if (out != NULL && part.len > 0)
            memcpy(out + len, part.ptr, part.len);
        len += part.len;
        i += is_parameter;
    }
    return len;
}

bool bib_take_defined(struct text *t, struct str name)
{
    const struct own_command *command = strmap_get(&t->b->commands, name);
    if (command == NULL || t->expansions == EXPANSIONS_MAX)
        return false;
    struct str arguments[9];
    size_t start = t->pos;
    for (unsigned i = 0; i < command->parameters; i++)
        arguments[i] = take_one_argument(t);
    size_t len = expand(command, arguments, NULL);
    t->b->defined += len + 1;
    if (t->b->defined > DEFINED_MAX) {
        t->pos = start;
        return false;
    }
    char *out = arena_alloc(t->b->arena, len + 1);
    expand(command, arguments, out);
    t->expansions++;
    bib_take_slice(t, (struct str){out, len});
    t->expansions--;
    return true;
}

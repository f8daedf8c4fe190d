#include "tex/math.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/utf8.h"

enum command_class {
    SYMBOL, /* one character: may be a script or an argument without braces */
    ATOM,   /* no arguments */
    DELIM,  /* an ATOM that \left and \big take */
    SPACE,  /* makes no atom */
    ARGS_1, /* takes formulas */
    ARGS_2,
    ALPHABET, /* a formula in another font; may be a script without braces, as may be: */
    CAPITALS, /* only A to Z have glyphs */
    LETTERS,
    WORDS,    /* running text */
    OPERATOR, /* as WORDS, but in braces as a script */
    ROOT,
    LEFT,
    MIDDLE,
    RIGHT,
    BIG, /* takes a delimiter */
    UNKNOWN,
};

enum package { NONE, AMSSYMB, AMSMATH };

static const struct command {
    const char *name;
    unsigned char class;
    unsigned char package;
} commands[] = {
#define C(name, class, package) {#name, class, package},
#include "tex/math_commands.def"
#undef C
};

struct parser {
    struct str in;
    size_t pos;
    unsigned depth;
    bool in_root; /* LaTeX typesets what is under \sqrt[n] four times: 4^depth if it could nest */
    struct str offender;
};

/* What ends a list of atoms. */
enum closer { CLOSER_END, CLOSER_BRACE, CLOSER_BRACKET, CLOSER_RIGHT };

/* The script positions of the last atom that are taken: a second script there is an error. */
struct scripts {
    bool up, down;
};

/* Whether c is one of the characters of `set`. */
static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* The next byte, or NUL at the end. */
static char peek(const struct parser *p)
{
    return p->pos < p->in.len ? p->in.ptr[p->pos] : '\0';
}

static void skip_spaces(struct parser *p)
{
    while (peek(p) == ' ')
        p->pos++;
}

static int compare_command(const void *key, const void *element)
{
    const struct str *name = key;
    const struct command *c = element;
    int order = strncmp(name->ptr, c->name, name->len);
    return order != 0 ? order : -(c->name[name->len] != '\0');
}

/* The command that starts at the backslash s.ptr[0]; *len gets its length. */
static struct command command_at(struct str s, size_t *len)
{
    struct command none = {"", UNKNOWN, NONE};
    size_t end = 1;
    while (end < s.len && ascii_is_letter(s.ptr[end]))
        end++;
    if (end > 1) {
        struct str name = str_sub(s, 1, end);
        const struct command *c = bsearch(&name, commands, sizeof commands / sizeof commands[0],
                                          sizeof commands[0], compare_command);
        *len = end;
        return c != NULL ? *c : none;
    }
    char sign = s.len > 1 ? s.ptr[1] : '\0';
    uint32_t cp;
    *len = 1 + (s.len > 1 ? utf8_decode(s.ptr + 1, s.ptr + s.len, &cp) : 0);
    none.class = is_one_of(sign, ",;:!> ")  ? SPACE
                 : is_one_of(sign, "{}|")   ? DELIM
                 : is_one_of(sign, "%$&#_") ? ATOM
                                            : UNKNOWN;
    return none;
}

static bool parse_list(struct parser *p, enum closer closer);
static bool parse_command(struct parser *p);

/* A list of atoms and its closing character. */
static bool parse_group(struct parser *p, enum closer closer)
{
    if (p->depth == MATH_DEPTH_MAX)
        return false;
    p->depth++;
    p->pos++;
    bool ok = parse_list(p, closer);
    p->pos++;
    p->depth--;
    return ok;
}

/* A group, or a single character or symbol; as a script also a command that makes a group. */
static bool parse_argument(struct parser *p, bool script)
{
    skip_spaces(p);
    char c = peek(p);
    if (c == '{')
        return parse_group(p, CLOSER_BRACE);
    if (c == '\\') {
        size_t len;
        struct str rest = str_sub(p->in, p->pos, p->in.len);
        unsigned char class = command_at(rest, &len).class;
        if (class == SYMBOL || (script && class >= ALPHABET && class <= WORDS))
            return parse_command(p);
        p->offender = str_sub(rest, 0, len);
        return false;
    }
    p->pos++;
    return ascii_is_letter(c) || ascii_is_digit(c) || is_one_of(c, "*+-");
}

/* An argument whose characters are ASCII letters, digits and those of `more`. */
static bool parse_words(struct parser *p, bool capitals, const char *more)
{
    skip_spaces(p);
    bool braces = peek(p) == '{';
    p->pos += braces;
    size_t start = p->pos;
    for (; p->pos < p->in.len && (braces || p->pos == start); p->pos++) {
        char c = p->in.ptr[p->pos];
        bool letter = ascii_is_letter(c) && !(capitals && c > 'Z');
        if (!letter && !(ascii_is_digit(c) && !capitals) && !is_one_of(c, more))
            break;
    }
    if (p->pos == start)
        return false;
    if (!braces)
        return true;
    return p->pos < p->in.len && p->in.ptr[p->pos++] == '}';
}

static bool parse_delimiter(struct parser *p)
{
    skip_spaces(p);
    if (peek(p) != '\\') {
        bool ok = is_one_of(peek(p), "()[]|/.<>");
        p->pos++;
        return ok;
    }
    size_t len;
    struct command c = command_at(str_sub(p->in, p->pos, p->in.len), &len);
    p->pos += len;
    return c.class == DELIM;
}

/* \sqrt{x} or \sqrt[n]{x} */
static bool parse_root(struct parser *p)
{
    skip_spaces(p);
    if (peek(p) != '[')
        return parse_argument(p, false);
    if (p->in_root)
        return false;
    p->in_root = true;
    bool ok = parse_group(p, CLOSER_BRACKET) && parse_argument(p, false);
    p->in_root = false;
    return ok;
}

/* From after \left to the delimiter after its \right. */
static bool parse_left(struct parser *p)
{
    if (!parse_delimiter(p) || p->depth == MATH_DEPTH_MAX)
        return false;
    p->depth++;
    bool ok = parse_list(p, CLOSER_RIGHT) && parse_delimiter(p);
    p->depth--;
    return ok;
}

static bool parse_arguments(struct parser *p, enum command_class class)
{
    switch (class) {
    case SYMBOL:
    case ATOM:
    case DELIM:
    case SPACE:
        return true;
    case ARGS_1:
        return parse_argument(p, false);
    case ARGS_2:
        return parse_argument(p, false) && parse_argument(p, false);
    case ALPHABET:
        return parse_argument(p, false);
    case CAPITALS:
        return parse_words(p, true, "");
    case LETTERS:
        return parse_words(p, false, "");
    case WORDS:
    case OPERATOR:
        return parse_words(p, false, " .,:;-/()+=*'!?");
    case ROOT:
        return parse_root(p);
    case LEFT:
        return parse_left(p);
    case MIDDLE:
    case BIG:
        return parse_delimiter(p);
    case RIGHT: /* without \left */
    case UNKNOWN:
        break;
    }
    return false;
}

static bool parse_command(struct parser *p)
{
    size_t len;
    struct str name = str_sub(p->in, p->pos, p->in.len);
    struct command c = command_at(name, &len);
    p->pos += len;
    bool ok = parse_arguments(p, c.class);
    /* The innermost command is the one to blame. */
    if (!ok && p->offender.len == 0)
        p->offender = str_sub(name, 0, len);
    return ok;
}

/* A script, or primes, which are a superscript that takes a `^` right after them in. */
static bool parse_script(struct parser *p, struct scripts *s)
{
    char c = peek(p);
    bool *taken = c == '_' ? &s->down : &s->up;
    if (*taken)
        return false;
    *taken = true;
    if (c == '\'') {
        while (peek(p) == '\'')
            p->pos++;
        if (peek(p) != '^')
            return true;
    }
    p->pos++;
    return parse_argument(p, true);
}

/* Characters that tex_escape() translates into one atom: Greek, arrows, operators. */
static bool is_math_char(uint32_t cp)
{
    return cp == 0xB1 || cp == 0xB7 || cp == 0xD7 || cp == 0xF7 || (cp >= 0x391 && cp <= 0x3A9) ||
           (cp >= 0x3B1 && cp <= 0x3C9) || (cp >= 0x2190 && cp <= 0x22FF);
}

static bool parse_char(struct parser *p)
{
    uint32_t cp = 0;
    p->pos += utf8_decode(p->in.ptr + p->pos, p->in.ptr + p->in.len, &cp);
    if (cp >= 0x80)
        return is_math_char(cp);
    char c = (char)cp;
    return ascii_is_letter(c) || ascii_is_digit(c) || is_one_of(c, "+-*/=<>|.,:;()[]!?@~");
}

/* Atoms up to the closer, which is left for the caller except for \right. */
static bool parse_list(struct parser *p, enum closer closer)
{
    struct scripts scripts = {false, false};
    while (p->pos < p->in.len) {
        char c = peek(p);
        bool ok;
        if (c == ' ') {
            p->pos++;
            continue;
        }
        if (c == '}')
            return closer == CLOSER_BRACE;
        if (c == ']' && closer == CLOSER_BRACKET)
            return true;
        if (c == '^' || c == '_' || c == '\'') {
            if (!parse_script(p, &scripts))
                return false;
            continue;
        }
        if (c == '\\') {
            size_t len;
            struct command command = command_at(str_sub(p->in, p->pos, p->in.len), &len);
            if (command.class == RIGHT && closer == CLOSER_RIGHT) {
                p->pos += len;
                return true;
            }
            ok = (command.class != MIDDLE || closer == CLOSER_RIGHT) && parse_command(p);
            if (ok && command.class == SPACE)
                continue;
        } else if (c == '{') {
            ok = parse_group(p, CLOSER_BRACE);
        } else {
            ok = parse_char(p);
        }
        if (!ok)
            return false;
        scripts = (struct scripts){false, false};
    }
    return closer == CLOSER_END;
}

bool math_allowed(struct str math, struct str *offender)
{
    struct parser p = {.in = math};
    bool ok = math.len <= MATH_LENGTH_MAX && parse_list(&p, CLOSER_END);
    *offender = p.offender;
    return ok;
}

static bool needs(struct str math, enum package package)
{
    size_t len;
    for (size_t i = str_find(math, 0, '\\'); i < math.len; i = str_find(math, i + len, '\\'))
        if (command_at(str_sub(math, i, math.len), &len).package == package)
            return true;
    return false;
}

bool math_needs_amssymb(struct str math)
{
    return needs(math, AMSSYMB);
}

bool math_needs_amsmath(struct str math)
{
    return needs(math, AMSMATH);
}

/* A .bib file to entries with raw fields, whatever state it is in. */
#include "base/ascii.h"
#include "bib/internal.h"

/*
 * Values without an end that are mended in one entry. Each costs a search for the end, and who has
 * more of them has no entry at all.
 */
enum { MENDED_MAX = 8 };

/* Fields of an entry: each new one is compared with those before it. Honest entries have 30. */
enum { FIELDS_MAX = 300 };

/* Bytes up to which what repeated fields say is joined: each joint costs a copy. */
enum { REPEATED_MAX = 1000 };

struct scan {
    struct bib *b;
    struct str in;
    size_t pos;
    bool comment_open; /* a @comment was found that never ends */
};

struct bib_field *bib_get(const struct bib_entry *entry, const char *name)
{
    for (struct bib_field *field = entry->fields; field != NULL; field = field->next)
        if (str_is(field->name, name))
            return field;
    return NULL;
}

struct str bib_lower(struct bib *b, struct str s)
{
    size_t i = 0;
    while (i < s.len && ascii_lower(s.ptr[i]) == s.ptr[i])
        i++;
    if (i == s.len)
        return s;
    char *copy = arena_alloc(b->arena, s.len);
    for (i = 0; i < s.len; i++)
        copy[i] = ascii_lower(s.ptr[i]);
    return (struct str){copy, s.len};
}

/* ---- characters ---- */

static char peek(const struct scan *s)
{
    return s->pos < s->in.len ? s->in.ptr[s->pos] : '\0';
}

static void skip_space(struct scan *s)
{
    while (s->pos < s->in.len && ascii_is_space(s->in.ptr[s->pos]))
        s->pos++;
}

static void skip_line(struct scan *s)
{
    s->pos = str_find(s->in, s->pos, '\n');
}

/* White space and comments to the line's end, between fields. */
static void skip_blank(struct scan *s)
{
    for (skip_space(s); peek(s) == '%'; skip_space(s))
        skip_line(s);
}

static bool is_name_char(char c)
{
    if (ascii_is_alnum(c))
        return true;
    return (unsigned char)c > ' ' && c != 127 && strchr("\"#%'(),={}@", c) == NULL;
}

static struct str take_name(struct scan *s)
{
    size_t from = s->pos;
    while (s->pos < s->in.len && is_name_char(s->in.ptr[s->pos]))
        s->pos++;
    return str_sub(s->in, from, s->pos);
}

/* Whether the `@` at `at` begins its line, but for white space. */
static bool begins_line(const struct scan *s, size_t at)
{
    while (at > 0 && (s->in.ptr[at - 1] == ' ' || s->in.ptr[at - 1] == '\t'))
        at--;
    return at == 0 || s->in.ptr[at - 1] == '\n' || s->in.ptr[at - 1] == '\r' ||
           (at == 3 && s->in.ptr[0] == '\xEF');
}

/* Whether an entry begins with the `@` at `at`: @word{ or @word( */
static bool begins_entry(const struct scan *s, size_t at)
{
    size_t i = at + 1;
    while (i < s->in.len && ascii_is_space(s->in.ptr[i]))
        i++;
    size_t word = i;
    while (i < s->in.len && (ascii_is_alnum(s->in.ptr[i]) || strchr("_-:", s->in.ptr[i]) != NULL))
        i++;
    if (i == word || i >= s->in.len || !ascii_is_letter(s->in.ptr[word]))
        return false;
    while (i < s->in.len && ascii_is_space(s->in.ptr[i]))
        i++;
    return i < s->in.len && (s->in.ptr[i] == '{' || s->in.ptr[i] == '(');
}

/* Whether a new entry begins at the `@` at `at`, whatever was left open before it. */
static bool is_restart(const struct scan *s, size_t at)
{
    return begins_line(s, at) && begins_entry(s, at);
}

/* ---- values ---- */

/*
 * The offset behind the text in braces or quotes that begins at `from`; 0 where it has no end before
 * the next entry, which is at *stop.
 */
static size_t delimited_end(const struct scan *s, size_t from, size_t *stop)
{
    struct str in = s->in;
    bool quoted = in.ptr[from] == '"';
    size_t depth = quoted ? 0 : 1;
    for (size_t i = from + 1; i < in.len; i++) {
        char c = in.ptr[i];
        if (c == '{') {
            depth++;
        } else if (c == '}') {
            if (depth > 0)
                depth--;
            if (!quoted && depth == 0)
                return i + 1;
        } else if (c == '"' && quoted && depth == 0) {
            /* An umlaut that lacks the braces BibTeX wants is one all the same: "G\"odel". */
            if (in.ptr[i - 1] != '\\' || i + 1 == in.len || !ascii_is_letter(in.ptr[i + 1]))
                return i + 1;
        } else if (c == '@' && is_restart(s, i)) {
            *stop = i;
            return 0;
        }
    }
    *stop = in.len;
    return 0;
}

static void report(struct scan *s, size_t from, size_t to, const char *hint, const char *what)
{
    diag_add(s->b->diags, DIAG_BIB_SYNTAX, bib_span(s->b, from, to), hint, "%s", what);
}

/* Whether what follows looks like `name =`. */
static bool at_field(struct scan *s)
{
    size_t from = s->pos;
    struct str name = take_name(s);
    skip_space(s);
    bool found = name.len > 0 && peek(s) == '=';
    s->pos = from;
    return found;
}

/*
 * Where the first field begins that a value without an end has swallowed between `from` and `to`: at
 * the comma or the line's end before `name = {`. 0: there is none.
 */
static size_t swallowed(const struct scan *s, size_t from, size_t to)
{
    struct scan inner = *s;
    for (size_t i = from; i < to; i++) {
        if (s->in.ptr[i] != ',' && s->in.ptr[i] != '\n')
            continue;
        inner.pos = i + 1;
        skip_space(&inner);
        size_t name = inner.pos;
        if (name < to && at_field(&inner)) {
            take_name(&inner);
            skip_space(&inner);
            inner.pos++;
            skip_space(&inner);
            char c = peek(&inner);
            if (c == '{' || c == '"' || ascii_is_digit(c))
                return i;
        }
        i = name - 1;
    }
    return 0;
}

/*
 * Where a value that begins at `from`, and has no end before `stop`, is taken to end: before the next
 * field, or else with its line. *next is where to read on.
 */
static size_t mended_end(const struct scan *s, size_t from, size_t stop, size_t *next)
{
    size_t to = swallowed(s, from, stop);
    if (to == 0)
        to = str_find(str_sub(s->in, 0, stop), from, '\n');
    *next = to;
    while (to > from + 1 && (ascii_is_space(s->in.ptr[to - 1]) || s->in.ptr[to - 1] == ','))
        to--;
    if (to > from + 1 && s->in.ptr[to - 1] == (s->in.ptr[from] == '{' ? '}' : '"'))
        to--; /* it closed an inner brace, or nothing */
    return to;
}

static void report_unclosed(struct scan *s, size_t at)
{
    report(s, at, at + 1, "its text is taken to end before the next field, or with its line",
           s->in.ptr[at] == '{' ? "this brace is never closed" : "this quote is never closed");
}

/* A value while it is read: pieces that # joins. */
struct value {
    struct str text;
    struct span span;
    bool unclosed; /* the last piece has no end, and was given one */
};

static void add_piece(struct scan *s, struct value *v, struct str piece, bool first)
{
    if (first) {
        v->text = piece;
        return;
    }
    if (piece.len == 0 || !bib_may_expand(s->b, v->text.len + piece.len, v->span))
        return;
    char *joined = arena_alloc(s->b->arena, v->text.len + piece.len);
    if (v->text.len > 0)
        memcpy(joined, v->text.ptr, v->text.len);
    memcpy(joined + v->text.len, piece.ptr, piece.len);
    v->text = (struct str){joined, v->text.len + piece.len};
}

/* What stands for a word without quotes: a number, the text of a @string, or the word itself. */
static struct str macro_text(struct scan *s, struct str word, size_t at, bool is_month)
{
    if (ascii_is_digit(word.ptr[0]))
        return word;
    struct str lower = bib_lower(s->b, word);
    const struct bib_field *macro = strmap_get(&s->b->macros, lower);
    struct span span = bib_span(s->b, at, at + word.len);
    if (macro != NULL)
        return bib_may_expand(s->b, macro->value.len, span) ? macro->value : word;
    struct str standard = is_month ? STR_NONE : bib_standard_macro(lower);
    if (standard.len > 0)
        return standard;
    bool flag = str_eq_nocase(word, STR("true")) || str_eq_nocase(word, STR("false"));
    if (!is_month && !flag && bib_first_time(s->b, "macro", word))
        diag_add(s->b->diags, DIAG_BIB_MACRO, span, "put braces around a text",
                 "there is no @string '%.*s'; it is taken as text", STR_FMT(word));
    return word;
}

/* One piece of a value; false where there is none. */
static bool take_piece(struct scan *s, struct value *v, bool first, bool is_month)
{
    size_t from = s->pos;
    char c = peek(s);
    if (c == '{' || c == '"') {
        size_t stop, end = delimited_end(s, from, &stop);
        v->unclosed = end == 0;
        if (v->unclosed) {
            end = mended_end(s, from, stop, &s->pos);
            add_piece(s, v, str_sub(s->in, from + 1, end), first);
            report_unclosed(s, from);
        } else {
            s->pos = end;
            add_piece(s, v, str_sub(s->in, from + 1, end - 1), first);
        }
        v->span.end = (uint32_t)end;
        return true;
    }
    struct str word = take_name(s);
    if (word.len == 0)
        return false;
    v->span.end = (uint32_t)s->pos;
    add_piece(s, v, macro_text(s, word, from, is_month), first);
    return true;
}

static bool take_value(struct scan *s, struct value *v, bool is_month)
{
    skip_space(s);
    *v = (struct value){.span = bib_span(s->b, s->pos, s->pos)};
    bool any = false;
    for (;;) {
        if (!take_piece(s, v, !any, is_month))
            break;
        any = true;
        size_t end = s->pos;
        skip_space(s);
        if (v->unclosed || peek(s) != '#') {
            s->pos = end;
            break;
        }
        s->pos++;
        skip_space(s);
    }
    return any;
}

/* ---- fields ---- */

/* A field that the entry has already. */
static void repeat_field(struct scan *s, const struct bib_entry *entry, struct bib_field *field,
                         struct span at, const struct value *v)
{
    const struct bib_known *known = bib_known_field(field->name);
    /* each form of a book has a number */
    bool list = str_is(field->name, "isbn") || str_is(field->name, "keywords");
    if (list && field->value.len < REPEATED_MAX)
        field->value = str_of(arena_printf(s->b->arena, "%.*s, %.*s", STR_FMT(field->value),
                                           STR_FMT(v->text)));
    else if (!str_eq(str_trim(field->value), str_trim(v->text)) &&
             (known == NULL || known->role != BIB_SILENT))
        diag_add(s->b->diags, DIAG_BIB_DUPLICATE, at, "delete one of the two",
                 "%s has field '%.*s' already; this one is not used", bib_called(s->b, entry),
                 STR_FMT(field->name));
}

static void add_field(struct scan *s, struct bib_entry *entry, struct str name, size_t at,
                      const struct value *v)
{
    struct str lower = bib_lower(s->b, name);
    unsigned count = 0;
    for (struct bib_field *other = entry->fields; other != NULL; other = other->next, count++)
        if (str_eq(other->name, lower)) {
            repeat_field(s, entry, other, bib_span(s->b, at, at + name.len), v);
            return;
        }
    if (count == FIELDS_MAX) {
        diag_add(s->b->diags, DIAG_BIB_FIELD, bib_span(s->b, at, at + name.len), NULL,
                 "%s has more than %d fields; this one is not used", bib_called(s->b, entry),
                 FIELDS_MAX);
        return;
    }
    struct bib_field *field = arena_new(s->b->arena, struct bib_field);
    *field = (struct bib_field){.name = lower,
                                .value = v->text,
                                .name_span = bib_span(s->b, at, at + name.len),
                                .value_span = v->span};
    *entry->fields_end = field;
    entry->fields_end = &field->next;
}

/* Takes one field; false where the rest of the entry cannot be read. */
static bool take_field(struct scan *s, struct bib_entry *entry, unsigned *mended)
{
    size_t at = s->pos;
    struct str name = take_name(s);
    skip_space(s);
    if (name.len == 0 || peek(s) != '=')
        return false;
    s->pos++;
    struct value v;
    if (!take_value(s, &v, str_eq_nocase(name, STR("month")))) {
        report(s, at, at + name.len, "write it as name = {text}", "this field has no value");
        return peek(s) == ',' || peek(s) == '}';
    }
    *mended += v.unclosed;
    add_field(s, entry, name, at, &v);
    if (v.unclosed)
        return *mended <= MENDED_MAX;
    size_t end = s->pos;
    skip_blank(s);
    if (s->pos == s->in.len || strchr("}),@", peek(s)) != NULL)
        return true;
    if (at_field(s)) {
        report(s, end, end, NULL, "a comma is missing behind this field");
        return true;
    }
    return false;
}

/* The entry that just ended has no closing brace: perhaps because its last value took it. */
static bool reopen_last(struct scan *s, struct bib_entry *entry, unsigned *mended)
{
    struct bib_field *last = NULL;
    for (struct bib_field *field = entry->fields; field != NULL; field = field->next)
        last = field;
    if (last == NULL || ++*mended > MENDED_MAX || last->value.ptr < s->in.ptr ||
        last->value.ptr > s->in.ptr + s->in.len)
        return false;
    size_t from = last->value_span.start;
    if (swallowed(s, from, last->value_span.end) == 0)
        return false;
    size_t end = mended_end(s, from, last->value_span.end, &s->pos);
    last->value = str_sub(s->in, from + 1, end);
    last->value_span.end = (uint32_t)end;
    report_unclosed(s, from);
    return true;
}

/* The next entry that begins a line, or the end of the file. */
static size_t find_restart(const struct scan *s)
{
    size_t at = str_find(s->in, s->pos, '@');
    while (at < s->in.len && !is_restart(s, at))
        at = str_find(s->in, at + 1, '@');
    return at;
}

/* What follows is no field: moves to the next one of the entry, or to the next entry (false). */
static bool skip_to_field(struct scan *s, const struct bib_entry *entry, unsigned *mended)
{
    size_t at = s->pos, stop = find_restart(s);
    size_t next = ++*mended <= MENDED_MAX ? swallowed(s, at, stop) : 0;
    s->pos = next > 0 ? next : stop;
    const char *what = next > 0 ? "%s has something here that is no field; it is not used"
                                : "%s cannot be read from here on; the rest is not used";
    report(s, at, next > at ? next : at < s->in.len ? at + 1 : at,
           "fields are written name = {text},",
           arena_printf(s->b->arena, what, bib_called(s->b, entry)));
    return next > 0;
}

static void take_fields(struct scan *s, struct bib_entry *entry, char close)
{
    unsigned mended = 0;
    for (;;) {
        skip_blank(s);
        char c = peek(s);
        if (c == ',') {
            s->pos++;
        } else if (c == close || (c == '}' && close == ')')) {
            s->pos++;
            return;
        } else if (s->pos == s->in.len || (c == '@' && is_restart(s, s->pos))) {
            if (reopen_last(s, entry, &mended))
                continue;
            report(s, entry->span.start, entry->type_span.end, "put its closing brace there",
                   "this entry does not end before the next one");
            return;
        } else if (!take_field(s, entry, &mended)) {
            if (!skip_to_field(s, entry, &mended))
                return;
        }
    }
}

/* ---- entries ---- */

static void take_key(struct scan *s, struct bib_entry *entry, char close)
{
    skip_blank(s);
    size_t from = s->pos;
    while (s->pos < s->in.len && s->in.ptr[s->pos] != ',' && s->in.ptr[s->pos] != '\n' &&
           s->in.ptr[s->pos] != '=' && s->in.ptr[s->pos] != close)
        s->pos++;
    char c = peek(s);
    if (c == '=') {
        s->pos = from; /* `@misc{title = ...`: there is no key */
        return;
    }
    entry->key = str_trim(str_sub(s->in, from, s->pos));
    skip_blank(s);
    if (peek(s) != ',' && peek(s) != close && entry->key.len > 0)
        report(s, from, from + entry->key.len, NULL, "a comma is missing behind this key");
}

static void add_entry(struct scan *s, struct bib_entry *entry)
{
    *s->b->entries_end = entry;
    s->b->entries_end = &entry->next;
}

static void take_entry(struct scan *s, size_t at, struct str type, char close)
{
    struct bib_entry *entry = arena_new(s->b->arena, struct bib_entry);
    entry->type = bib_lower(s->b, type);
    entry->type_span = bib_span(s->b, at, (size_t)(type.ptr - s->in.ptr) + type.len);
    entry->span = bib_span(s->b, at, at);
    entry->fields_end = &entry->fields;
    take_key(s, entry, close);
    take_fields(s, entry, close);
    entry->span.end = (uint32_t)s->pos;
    add_entry(s, entry);
}

/* @string{name = {text}, other = "text"}: its fields become macros. */
static void take_macros(struct scan *s, size_t at, struct str type, char close)
{
    struct bib_entry macros = {.type_span = bib_span(s->b, at, at + 1 + type.len),
                               .span = bib_span(s->b, at, at)};
    macros.fields_end = &macros.fields;
    take_fields(s, &macros, close);
    for (struct bib_field *field = macros.fields; field != NULL; field = field->next)
        strmap_put(&s->b->macros, s->b->arena, field->name, field);
}

/* Skips what stands in braces or parentheses, or else to the end of the line. */
static void skip_group(struct scan *s, char close)
{
    char open = close == '}' ? '{' : '(';
    size_t depth = 1, from = s->pos;
    for (; s->pos < s->in.len && depth > 0 && !s->comment_open; s->pos++) {
        depth += s->in.ptr[s->pos] == open;
        depth -= s->in.ptr[s->pos] == close;
    }
    if (depth > 0) {
        s->comment_open = true;
        s->pos = from;
        skip_line(s);
    }
}

/* What begins with the `@` at s->pos; moves behind it. */
static void take_item(struct scan *s)
{
    size_t at = s->pos++;
    skip_space(s);
    struct str type = take_name(s);
    bool comment = str_eq_nocase(type, STR("comment"));
    skip_space(s);
    char open = peek(s);
    if (open != '{' && open != '(') {
        s->pos = at + 1;
        if (comment)
            skip_line(s);
        return;
    }
    s->pos++;
    char close = open == '{' ? '}' : ')';
    size_t from = s->pos;
    if (comment) {
        skip_group(s, close);
    } else if (str_eq_nocase(type, STR("preamble"))) {
        skip_group(s, close);
        bib_define(s->b, str_sub(s->in, from, s->pos));
    } else if (str_eq_nocase(type, STR("string"))) {
        take_macros(s, at, type, close);
    } else {
        take_entry(s, at, type, close);
    }
}

/* Whether the `@` at s->pos stands behind a `%` on its line: somebody has commented it out. */
static bool is_commented_out(const struct scan *s, size_t line)
{
    return memchr(s->in.ptr + line, '%', s->pos - line) != NULL;
}

/* An address of e-mail or a slip: the word before a brace at the start of a line is what counts. */
static void take_stray(struct scan *s)
{
    size_t at = s->pos++;
    if (begins_line(s, at) && at + 1 < s->in.len && ascii_is_letter(s->in.ptr[at + 1])) {
        struct str word = take_name(s);
        if (str_eq_nocase(word, STR("comment")))
            skip_line(s);
        else
            report(s, at, s->pos, "an entry begins with @article{key, or the like",
                   "no entry begins here; the text is not used");
    }
}

void bib_scan(struct bib *b)
{
    struct scan s = {.b = b, .in = b->text};
    size_t line = 0; /* the start of the line, or the end of the entry that ended on it */
    while (s.pos < s.in.len) {
        size_t at = s.pos;
        while (s.pos < s.in.len && s.in.ptr[s.pos] != '@') {
            if (s.in.ptr[s.pos] == '\n')
                line = s.pos + 1;
            s.pos++;
        }
        if (s.pos >= s.in.len)
            break;
        if (line < at)
            line = at;
        if (is_commented_out(&s, line)) {
            skip_line(&s);
        } else if (begins_entry(&s, s.pos)) {
            take_item(&s);
            line = s.pos;
        } else {
            take_stray(&s);
        }
    }
}

/* A value on its way from LaTeX to text. Private to bib_text.c and those that it calls. */
#ifndef CV2TEX_BIB_TEXT_H
#define CV2TEX_BIB_TEXT_H

#include "base/ascii.h"
#include "bib/internal.h"

/* Groups deeper than this are read, but cannot close a format. */
#define BIB_GROUPS_MAX 64

/* Formats in each other: what is deeper Markdown would print as tags. */
#define BIB_FORMATS_MAX 10

/* An argument, of \url say, is searched for its end no farther than this. */
#define BIB_ARGUMENT_MAX 2000

enum group_kind {
    GROUP_PLAIN,
    GROUP_LITERAL, /* the argument of an unknown command, printed with its braces */
    GROUP_ITALIC,
    GROUP_BOLD,
    GROUP_CODE,
    GROUP_UNDERLINE,
    GROUP_STRIKE,
    GROUP_SUPERSCRIPT,
    GROUP_SUBSCRIPT,
    GROUP_LINK,
    GROUP_QUOTE, /* \enquote; from here on the marks are text */
    GROUP_PARENTHESES,
    GROUP_BRACKETS,
    GROUP_KINDS
};

struct text {
    struct bib *b;
    const struct bib_field *field;
    struct str in;
    size_t pos;
    enum bib_form form;
    unsigned char groups[BIB_GROUPS_MAX]; /* enum group_kind */
    size_t depth;                     /* of groups; [0] is the whole value */
    unsigned opened;                  /* formats */
    unsigned in_code;
    unsigned expansions; /* of the file's own commands that are being read */
    bool quoted; /* after ``, before what closes it */
    bool has_html;
    unsigned space; /* seen, not yet put out: 0, 1, or 2 for the end of a paragraph */
};

/* ---- output ---- */

void bib_put(struct bib *b, const char *ptr, size_t len);

/* Puts the blank or the end of a paragraph that is due. */
void bib_flush_space(struct text *t);

/* Markup, as it stands. */
void bib_puts(struct text *t, const char *z);

/* One character of the text itself, so that Markdown prints it whatever follows. */
void bib_put_literal(struct text *t, const char *ptr, size_t len);

/* Several; in the first, blanks are as in LaTeX. */
void bib_puts_literal(struct text *t, const char *z);
void bib_put_literal_str(struct text *t, struct str s);
void bib_put_code_point(struct text *t, uint32_t cp);

/* Opens a group, with its format. */
void bib_push_group(struct text *t, enum group_kind kind);

/* Closes the innermost one. */
void bib_pop_group(struct text *t);

/* `kind` for the rest of the innermost group, which may have one format of its own only. */
void bib_switch_format(struct text *t, enum group_kind kind);

/* The last byte put out, or a blank. */
static inline char bib_last_out(const struct text *t)
{
    return t->space > 0 || t->b->out_len == 0 ? ' ' : t->b->out[t->b->out_len - 1];
}

static inline bool bib_is_markdown(const struct text *t)
{
    return t->form != BIB_PLAIN && t->in_code == 0;
}

/* ---- input ---- */

static inline char bib_peek(const struct text *t, size_t ahead)
{
    return t->pos + ahead < t->in.len ? t->in.ptr[t->pos + ahead] : '\0';
}

static inline void bib_skip_space(struct text *t)
{
    while (t->pos < t->in.len && ascii_is_space(t->in.ptr[t->pos]))
        t->pos++;
}

/* The offset of the brace that closes the one at `open`, or in.len. */
size_t bib_closing_brace(struct str in, size_t open);

/* Takes another text as if it stood at t->pos. Groups that it leaves open end with it. */
void bib_take_slice(struct text *t, struct str slice);

/* Whether one of the characters of `set` is in s. */
bool bib_has_any(struct str s, const char *set);

/* The functions below take what stands at t->pos, and move behind it. */

/* A command. */
void bib_take_command(struct text *t);

/* One that the file defines itself; false when it is none, and t->pos stays. */
bool bib_take_defined(struct text *t, struct str name);

/* The text in braces that comes next; false when there is none, and t->pos stays. */
bool bib_take_argument(struct text *t, struct str *argument);

/* The letter of an accent command that was taken; `mark` is its combining character. */
void bib_take_accent(struct text *t, struct str name, uint32_t mark);

/* `$...$` or `$$...$$`; a dollar without its twin is one. */
void bib_take_math(struct text *t);

/* Puts a formula, without its dollars. */
void bib_put_math(struct text *t, struct str math);

/* An HTML tag; false when there is none that is known. */
bool bib_take_tag(struct text *t);

/* `&amp;`, `&#233;`; false when there is none. */
bool bib_take_entity(struct text *t);

#endif

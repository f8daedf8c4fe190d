/* The façade: a CV to start from that takes its publications from a .bib file. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "document.h"

#include <errno.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/strmap.h"
#include "bib/bib.h"
#include "builtin.h"
#include "tree/yaml_scalar.h"

/* ---- whose publications they are ---- */

struct author {
    struct str name; /* the longest form of it, in reading order */
    unsigned papers;
};

/* A name without the marks that people put behind it. */
static struct str without_marks(struct str name)
{
    name = str_trim(name);
    while (name.len > 0 && !ascii_is_letter(name.ptr[name.len - 1]) &&
           name.ptr[name.len - 1] != '.' && (unsigned char)name.ptr[name.len - 1] < 0x80)
        name.len--;
    return str_trim(name);
}

/* "Lovelace, Ada" as "Ada Lovelace". */
static struct str reading_order(struct arena *a, struct str name)
{
    size_t comma = str_find(name, 0, ','), last = comma;
    if (comma == name.len)
        return name;
    for (size_t i = comma + 1; i < name.len; i++)
        last = name.ptr[i] == ',' ? i : last; /* "King, Jr., Martin" */
    struct str given = without_marks(str_sub(name, last + 1, name.len));
    return str_of(arena_printf(a, "%.*s %.*s", STR_FMT(given), STR_FMT(str_sub(name, 0, comma))));
}

/* What the forms of a person's name have in common: the first letter and the last word. */
static struct str person_key(struct arena *a, struct str name)
{
    size_t last = name.len;
    while (last > 0 && name.ptr[last - 1] != ' ')
        last--;
    char *key = arena_alloc(a, name.len - last + 2);
    size_t len = 0;
    key[len++] = ascii_lower(name.ptr[0]);
    for (size_t i = last; i < name.len; i++)
        key[len++] = ascii_lower(name.ptr[i]);
    return (struct str){key, len};
}

/* The author of most papers, or the placeholder of a name. */
static struct str likely_owner(struct arena *a, const struct node *entries)
{
    static const struct author nobody = {{"Your Name", 9}, 0};
    const struct author *best = &nobody;
    struct strmap authors = {NULL, 0, 0};
    NODE_EACH(entry, entries) {
        const struct node *names = node_get(entry, STR("authors"));
        for (const struct node *name = names != NULL ? names->first : NULL; name != NULL;
             name = name->next) {
            struct str text = reading_order(a, without_marks(name->text));
            if (text.len == 0 || text.ptr[0] == '{' || str_eq_nocase(text, STR("others")))
                continue;
            struct str key = person_key(a, text);
            struct author *author = strmap_get(&authors, key);
            if (author == NULL) {
                author = arena_new(a, struct author);
                strmap_put(&authors, a, key, author);
            }
            author->papers++;
            if (text.len > author->name.len)
                author->name = text;
            if (author->papers > best->papers)
                best = author;
        }
    }
    return best->name;
}

/* ---- its text ---- */

/*
 * The path by which a CV at `cv` names the file `bib`: from its own folder where the file is in that
 * or below it, else from the root. malloc'ed; NULL when memory runs out.
 */
static char *path_from(const char *cv, const char *bib)
{
    const char *slash = cv != NULL ? strrchr(cv, '/') : NULL;
    size_t folder = slash != NULL ? (size_t)(slash - cv) + 1 : 0;
    bool below = strncmp(bib, cv != NULL ? cv : "", folder) == 0;
    char *path = NULL;
    if (bib[0] != '/' && !below)
        path = realpath(bib, NULL);
    if (path != NULL)
        return path;
    const char *given = below ? bib + folder : bib;
    path = malloc(strlen(given) + 1);
    return path != NULL ? strcpy(path, given) : NULL;
}

static void write_scalar(struct buf *out, struct str text)
{
    if (yaml_plain_is_exact(text, false) && yaml_plain_is_text(text))
        buf_add_str(out, text);
    else
        yaml_write_quoted(out, text, yaml_single_is_exact(text));
}

static void write_starter(struct buf *out, struct str name, struct str bib)
{
    struct str text = str_of(builtin_starter_bib);
    for (size_t at = 0, open; at < text.len;) {
        open = str_find(text, at, '<');
        buf_add_str(out, str_sub(text, at, open));
        struct str rest = str_sub(text, open, text.len);
        bool is_name = str_starts(rest, STR("<<name>>")), is_bib = str_starts(rest, STR("<<bib>>"));
        at = open + (is_name ? 8 : is_bib ? 7 : 1);
        if (is_name || is_bib)
            write_scalar(out, is_name ? name : bib);
        else
            buf_add_str(out, str_sub(text, open, at));
    }
    buf_addc(out, '\0');
}

struct starter {
    const char *bib, *cv;
};

static enum cv2tex_status start(struct cv2tex *doc, const void *argument)
{
    const struct starter *starter = argument;
    struct source *src = document_add_source(doc);
    enum source_status status = source_read(src, &doc->arena, starter->bib);
    if (status == SOURCE_NO_MEMORY)
        arena_fail(&doc->arena);
    if (status != SOURCE_OK) {
        const char *why = status == SOURCE_TOO_LARGE ? "the file is too large" : strerror(errno);
        doc->diags.source_count--;
        diag_add(&doc->diags, DIAG_BIB_UNREADABLE, SPAN_NONE, NULL, "%s: %s", starter->bib, why);
        return CV2TEX_MACHINE;
    }
    struct node *entries = bib_read(&doc->arena, &doc->diags, doc->diags.source_count - 1);
    struct str owner = likely_owner(&doc->arena, entries);
    char *path = path_from(starter->cv, starter->bib);
    if (path == NULL)
        return CV2TEX_NO_MEMORY;
    write_starter(&doc->converted, owner, str_of(path));
    free(path);
    return doc->converted.failed ? CV2TEX_NO_MEMORY : CV2TEX_OK;
}

enum cv2tex_status cv2tex_start_from_bib(struct cv2tex *doc, const char *bib, const char *cv)
{
    if (doc->diags.source_count > 0)
        return CV2TEX_MISUSE;
    const struct starter starter = {bib, cv};
    enum cv2tex_status status = document_run(doc, start, &starter);
    if (status != CV2TEX_OK)
        buf_free(&doc->converted);
    else
        doc->converted.len--; /* the NUL */
    return status;
}

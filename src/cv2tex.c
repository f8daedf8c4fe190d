/* The façade: a document from its files to its LaTeX. */
#include "document.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "builtin.h"
#include "model/model.h"
#include "model/schema_json.h"
#include "model/select.h"
#include "tex/template.h"
#include "tree/yaml.h"

const char *cv2tex_version(void)
{
    return CV2TEX_VERSION;
}

const char *cv2tex_closest(const char *word, const char *const *candidates, size_t count)
{
    return str_closest(str_of(word), candidates, count);
}

struct cv2tex *cv2tex_new(void)
{
    struct cv2tex *doc = calloc(1, sizeof *doc);
    if (doc == NULL)
        return NULL;
    arena_init(&doc->arena, NULL);
    doc->diags.arena = &doc->arena;
    doc->inputs_end = &doc->inputs;
    doc->settings_end = &doc->settings;
    return doc;
}

void cv2tex_free(struct cv2tex *doc)
{
    if (doc == NULL)
        return;
    if (doc->bind != NULL)
        bind_free(doc->bind);
    buf_free(&doc->latex);
    buf_free(&doc->converted);
    buf_free(&doc->messages);
    buf_free(&doc->table);
    arena_free(&doc->arena);
    free(doc);
}

/* ---- running with a way out of memory trouble ---- */

enum cv2tex_status document_run(struct cv2tex *doc, document_step *step, const void *argument)
{
    jmp_buf oom;
    if (setjmp(oom) != 0) {
        doc->arena.oom = NULL;
        return CV2TEX_NO_MEMORY;
    }
    doc->arena.oom = &oom;
    enum cv2tex_status status = step(doc, argument);
    doc->arena.oom = NULL;
    return status;
}

/* ---- reading ---- */

struct source *document_add_source(struct cv2tex *doc)
{
    struct diags *d = &doc->diags;
    if (d->source_count == doc->source_cap) {
        uint32_t cap = doc->source_cap > 0 ? doc->source_cap * 2 : 16;
        struct source *larger = arena_array(&doc->arena, struct source, cap);
        if (d->source_count > 0)
            memcpy(larger, d->sources, d->source_count * sizeof *larger);
        d->sources = larger;
        doc->source_cap = cap;
    }
    return &d->sources[d->source_count++];
}

void document_add_input(struct cv2tex *doc, const char *path)
{
    for (const struct document_input *other = doc->inputs; other != NULL; other = other->next)
        if (strcmp(other->path, path) == 0)
            return;
    struct document_input *input = arena_new(&doc->arena, struct document_input);
    input->path = arena_printf(&doc->arena, "%s", path);
    *doc->inputs_end = input;
    doc->inputs_end = &input->next;
}

static enum cv2tex_status take_tree(struct cv2tex *doc)
{
    unsigned errors = doc->diags.errors;
    uint32_t file = doc->diags.source_count - 1;
    struct node *tree = yaml_read(&doc->arena, &doc->diags, file);
    if (tree != NULL)
        document_take(doc, tree);
    if (file == 0)
        doc->file = doc->diags.sources[0].name;
    return doc->diags.errors > errors ? CV2TEX_INVALID : CV2TEX_OK;
}

static enum cv2tex_status unreadable(struct cv2tex *doc, enum diag_code code, const char *path,
                                     const char *why)
{
    doc->machine = true;
    diag_add(&doc->diags, code, SPAN_NONE, NULL, "%s: %s", path, why);
    return CV2TEX_MACHINE;
}

static enum cv2tex_status too_large(struct cv2tex *doc, const char *name)
{
    diag_add(&doc->diags, DIAG_FILE_TOO_LARGE, SPAN_NONE, "is it a CV at all?",
             "%s: larger than %u MiB", name, SOURCE_MAX_BYTES >> 20);
    return CV2TEX_INVALID;
}

static enum cv2tex_status read_file(struct cv2tex *doc, const void *argument)
{
    const char *path = argument;
    const char *shown = strcmp(path, "-") == 0 ? "<stdin>" : path;
    struct source *src = document_add_source(doc);
    switch (source_read(src, &doc->arena, path)) {
    case SOURCE_OK:
        if (strcmp(path, "-") != 0)
            document_add_input(doc, path);
        return take_tree(doc);
    case SOURCE_UNREADABLE:
        doc->diags.source_count--;
        return unreadable(doc, DIAG_FILE_UNREADABLE, shown, strerror(errno));
    case SOURCE_TOO_LARGE:
        doc->diags.source_count--;
        return too_large(doc, shown);
    default:
        arena_fail(&doc->arena);
    }
}

enum cv2tex_status cv2tex_read_file(struct cv2tex *doc, const char *path)
{
    return document_run(doc, read_file, path);
}

static enum cv2tex_status read_text(struct cv2tex *doc, const void *argument)
{
    const struct source *given = argument;
    if (given->text.len > SOURCE_MAX_BYTES)
        return too_large(doc, given->name.ptr);
    struct source *src = document_add_source(doc);
    src->name = arena_str(&doc->arena, given->name);
    src->text = arena_str(&doc->arena, given->text);
    return take_tree(doc);
}

enum cv2tex_status cv2tex_read_text(struct cv2tex *doc, const char *name, const char *text,
                                    size_t len)
{
    const struct source given = {.name = str_of(name), .text = {text, len}};
    return document_run(doc, read_text, &given);
}

enum cv2tex_status cv2tex_set(struct cv2tex *doc, const char *assignment)
{
    return document_run(doc, document_set, assignment);
}

/* ---- templates ---- */

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static enum cv2tex_status use_templates(struct cv2tex *doc, const void *path)
{
    if (!is_folder(path)) {
        unreadable(doc, DIAG_TEMPLATE_MISSING, path, "there is no such folder");
        return CV2TEX_MACHINE;
    }
    doc->template_dir = arena_str(&doc->arena, str_of(path)).ptr;
    return CV2TEX_OK;
}

enum cv2tex_status cv2tex_use_templates(struct cv2tex *doc, const char *path)
{
    return document_run(doc, use_templates, path);
}

/*
 * Reads the file `name` of the user's folder as one more source; false when there is none. One that
 * cannot be read is an error: the built-in file is not what its owner wants.
 */
static bool load_own_file(struct cv2tex *doc, const char *name)
{
    if (doc->template_dir == NULL)
        return false;
    char *path = arena_printf(&doc->arena, "%s/%s", doc->template_dir, name);
    struct stat st;
    if (stat(path, &st) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            unreadable(doc, DIAG_FILE_UNREADABLE, path, strerror(errno));
        return false;
    }
    if (!S_ISREG(st.st_mode)) { /* reading from a pipe may never end */
        unreadable(doc, DIAG_FILE_UNREADABLE, path, "it is no file");
        return false;
    }
    struct source *src = document_add_source(doc);
    enum source_status status = source_read(src, &doc->arena, path);
    if (status == SOURCE_OK) {
        document_add_input(doc, path);
        return true;
    }
    doc->diags.source_count--;
    if (status == SOURCE_NO_MEMORY)
        arena_fail(&doc->arena);
    if (status == SOURCE_TOO_LARGE)
        too_large(doc, path);
    else
        unreadable(doc, DIAG_FILE_UNREADABLE, path, strerror(errno));
    return false;
}

/* The same, or else the built-in file. */
static bool load_file(struct cv2tex *doc, const char *name)
{
    if (load_own_file(doc, name))
        return true;
    const char *builtin = builtin_file(name);
    if (builtin == NULL)
        return false;
    struct source *src = document_add_source(doc);
    *src = (struct source){.name = str_of(arena_printf(&doc->arena, "<built-in>/%s", name)),
                           .text = str_of(builtin)};
    return true;
}

static bool load_template(void *user, struct str name, uint32_t *file, struct str *text)
{
    struct cv2tex *doc = user;
    if (!bind_is_template_name(name) ||
        !load_file(doc, arena_printf(&doc->arena, "%.*s.tex", STR_FMT(name))))
        return false;
    *file = doc->diags.source_count - 1;
    *text = doc->diags.sources[*file].text;
    return true;
}

/* The name of a file without its folder: the LaTeX is the same wherever the CV is kept. */
static struct str base_name(struct str file)
{
    size_t from = file.len;
    while (from > 0 && file.ptr[from - 1] != '/')
        from--;
    return str_sub(file, from, file.len);
}

/* ---- rendering ---- */

const char *document_folder(struct cv2tex *doc)
{
    size_t len = doc->file.len;
    while (len > 0 && doc->file.ptr[len - 1] != '/')
        len--;
    return arena_str(&doc->arena, str_sub(doc->file, 0, len)).ptr;
}

/*
 * The folder that the CV itself names lies below the CV's: templates hold LaTeX that is not checked,
 * and a stranger's CV must not reach any that its reader did not get with it.
 */
static void choose_templates(struct cv2tex *doc)
{
    struct str folder = cv_design(doc->cv, NAME_template);
    if (doc->template_dir != NULL || folder.len == 0)
        return;
    const struct field *design = record_get(doc->cv->top, NAME_design);
    struct span span = record_get(design->first.record, NAME_template)->first.node->span;
    bool outside = folder.ptr[0] == '/';
    for (size_t i = 0; i + 1 < folder.len; i++)
        outside = outside || (folder.ptr[i] == '.' && folder.ptr[i + 1] == '.');
    const char *path = arena_printf(&doc->arena, "%s%.*s", document_folder(doc), STR_FMT(folder));
    if (outside)
        diag_add(&doc->diags, DIAG_BAD_VALUE, span,
                 "name a folder beside the CV, or use --template on the command line",
                 "templates in '%.*s' are outside the CV's folder", STR_FMT(folder));
    else if (!is_folder(path))
        diag_add(&doc->diags, DIAG_BAD_VALUE, span, "its path begins at the CV's folder",
                 "there is no folder '%s'", path);
    else
        doc->template_dir = path;
}

/* Whether there is a template, built in or in the user's folder. */
static bool has_template(struct cv2tex *doc, const char *name)
{
    if (builtin_file(name) != NULL)
        return true;
    return doc->template_dir != NULL &&
           access(arena_printf(&doc->arena, "%s/%s", doc->template_dir, name), R_OK) == 0;
}

/* The built-in style that `name` is probably a slip for, or NULL. */
static const char *closest_style(struct cv2tex *doc, struct str name)
{
    const char *styles[40];
    size_t count = 0;
    for (size_t i = 0; cv2tex_template_name(i) != NULL && count < 40; i++) {
        struct str file = str_of(cv2tex_template_name(i));
        struct str style = str_sub(file, sizeof BIND_STYLES - 1, file.len - strlen(".tex"));
        if (str_starts(file, STR(BIND_STYLES)))
            styles[count++] = arena_str(&doc->arena, style).ptr;
    }
    return str_closest(name, styles, count);
}

/* The styles of publications: sections are told the names of their templates. */
static void choose_styles(struct cv2tex *doc)
{
    struct arena *a = &doc->arena;
    for (struct section *section = doc->cv->sections; section != NULL; section = section->next) {
        struct str style = str_trim(record_text(section->options, NAME_style));
        if (style.len == 0 || str_is(style, "moderncv"))
            continue;
        const char *name = arena_printf(a, BIND_STYLES "%.*s", STR_FMT(style));
        if (bind_is_template_name(str_of(name)) &&
            has_template(doc, arena_printf(a, "%s.tex", name))) {
            section->style = name;
            continue;
        }
        const char *near = closest_style(doc, style);
        diag_add(&doc->diags, DIAG_BAD_VALUE,
                 record_get(section->options, NAME_style)->first.node->span,
                 near != NULL ? arena_printf(a, "did you mean '%s'?", near)
                              : "moderncv, acm, apa, chicago, ieee, mla, nature, or the name of a "
                                "file of publications/ in your folder of templates",
                 "there is no style of publications '%.*s'", STR_FMT(style));
    }
}

/* In a work folder the photo keeps only the ending of its name: the rest may be any path. */
static void choose_photo(struct cv2tex *doc)
{
    struct str path = str_trim(record_text(doc->cv->top, NAME_photo));
    size_t dot = path.len;
    while (dot > 0 && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/')
        dot--;
    if (dot == 0 || path.ptr[dot - 1] != '.')
        return;
    doc->photo = arena_printf(&doc->arena, "%s%.*s", path.ptr[0] == '/' ? "" : document_folder(doc),
                              STR_FMT(path));
    doc->photo_name =
        arena_printf(&doc->arena, "photo.%.*s", STR_FMT(str_sub(path, dot, path.len)));
}

const struct locale *document_words(struct cv2tex *doc, enum language language)
{
    /* Nothing is read for English, unless the user has it otherwise. */
    if (language == LANGUAGE_EN && doc->template_dir == NULL)
        return &locale_english;
    const char *name = arena_printf(&doc->arena, "locale/%s.yaml", locale_codes[language]);
    struct node *words = NULL;
    if (load_file(doc, name))
        words = yaml_read(&doc->arena, &doc->diags, doc->diags.source_count - 1);
    return words != NULL ? locale_read(&doc->arena, &doc->diags, language, words) : &locale_english;
}

/* The words of the CV's language. */
static const struct locale *choose_locale(struct cv2tex *doc)
{
    enum language language = locale_find(cv_design(doc->cv, NAME_language));
    if (language == LANGUAGE_COUNT)
        language = LANGUAGE_EN; /* was reported */
    return document_words(doc, language);
}

/* In a file of another format a photo may be named that only its own programs find. */
const struct item *document_drop_missing_photo(struct cv2tex *doc)
{
    struct field **link = (struct field **)(size_t)&doc->cv->top->fields;
    while (*link != NULL && (*link)->row->key != NAME_photo)
        link = &(*link)->next;
    if (*link == NULL)
        return NULL;
    struct item *photo = &(*link)->first;
    struct str path = str_trim(photo->text);
    const char *file = arena_printf(&doc->arena, "%s%.*s",
                                    path.ptr[0] == '/' ? "" : document_folder(doc), STR_FMT(path));
    if (access(file, R_OK) == 0)
        return NULL;
    diag_add(&doc->diags, DIAG_PHOTO_MISSING, photo->node->span,
             "the page has no photo; its path begins at the CV's folder", "%s: %s", file,
             strerror(errno));
    *link = (*link)->next;
    return photo;
}

void document_read_model(struct cv2tex *doc)
{
    if (doc->read_ahead == NULL) {
        doc->cv = model_read(&doc->arena, &doc->diags, doc->root);
        return;
    }
    doc->cv = doc->read_ahead;
    doc->read_ahead = NULL;
    diag_move(&doc->diags, &doc->ahead);
}

enum cv2tex_status document_render(struct cv2tex *doc, bool in_work_folder)
{
    if (doc->bind != NULL)
        bind_free(doc->bind);
    doc->latex.len = 0;
    document_native(doc);
    document_read_model(doc);
    document_apply_citations(doc);
    select_sections(&doc->arena, &doc->diags, doc->cv);
    choose_templates(doc);
    choose_styles(doc);
    if (doc->diags.lenient)
        document_drop_missing_photo(doc);
    choose_photo(doc);
    const struct bind_options options = {.version = CV2TEX_VERSION,
                                         .provenance = base_name(doc->file),
                                         .folder = document_folder(doc),
                                         .locale = choose_locale(doc),
                                         .photo = in_work_folder ? doc->photo_name : NULL,
                                         .tight_spacing = doc->tight_spacing,
                                         .tight_margin = doc->tight_margin};
    doc->bind = bind_new(&doc->arena, &doc->diags, doc->cv, &options);
    const struct tpl_loader loader = {.user = doc, .load = load_template};
    struct tpl_set *set = tpl_set_new(&doc->arena, &doc->diags, loader, bind_view(doc->bind), "<<",
                                      ">>", false);
    bool complete = bind_render(doc->bind, set, &doc->latex);
    buf_addc(&doc->latex, '\0');
    if (doc->latex.failed)
        arena_fail(&doc->arena);
    doc->latex.len--;
    doc->rendered = complete && doc->diags.errors == 0;
    if (doc->rendered)
        return CV2TEX_OK;
    return doc->machine ? CV2TEX_MACHINE : CV2TEX_INVALID;
}

static enum cv2tex_status render(struct cv2tex *doc, const void *argument)
{
    (void)argument;
    document_load_entries(doc);
    return document_render(doc, false);
}

/* Where pdflatex will run is not known here; a photo that is not there now will not be there then. */
static enum cv2tex_status render_for_pipe(struct cv2tex *doc, const void *argument)
{
    enum cv2tex_status status = render(doc, argument);
    if (doc->photo != NULL && access(doc->photo, R_OK) != 0)
        diag_add(&doc->diags, DIAG_PHOTO_MISSING,
                 record_get(doc->cv->top, NAME_photo)->first.node->span,
                 "its path begins at the CV's folder", "%s: %s", doc->photo, strerror(errno));
    return status;
}

enum cv2tex_status document_nothing_read(const struct cv2tex *doc)
{
    if (doc->machine)
        return CV2TEX_MACHINE;
    return doc->diags.errors > 0 ? CV2TEX_INVALID : CV2TEX_MISUSE;
}

enum cv2tex_status cv2tex_render(struct cv2tex *doc)
{
    if (doc->bind != NULL)
        return CV2TEX_MISUSE;
    if (doc->original == NULL)
        return document_nothing_read(doc);
    return document_run(doc, render_for_pipe, NULL);
}

const char *cv2tex_latex(const struct cv2tex *doc, size_t *len)
{
    if (len != NULL)
        *len = doc->rendered ? doc->latex.len : 0;
    return doc->rendered ? doc->latex.ptr : NULL;
}

/* ---- diagnostics ---- */

static enum cv2tex_status format_diagnostics(struct cv2tex *doc, const void *argument)
{
    enum cv2tex_format format = *(const enum cv2tex_format *)argument;
    struct diags *d = &doc->diags;
    if (doc->read_ahead != NULL) /* and nothing was rendered */
        document_read_model(doc);
    diag_sort(d);
    doc->messages.len = 0;
    struct node_trail trail = {0};
    for (struct diag *diag = d->first; diag != NULL; diag = diag->next) {
        if (format == CV2TEX_TEXT) {
            diag_print_text(d, diag, &doc->messages);
        } else {
            if (diag->path == NULL)
                diag->path = node_path(&doc->arena, doc->original, diag->span, &trail);
            diag_print_json(d, diag, &doc->messages);
        }
    }
    if (d->count > DIAG_MAX && format == CV2TEX_TEXT)
        buf_addf(&doc->messages, "cv2tex: %u further diagnostics are not shown\n",
                 d->count - DIAG_MAX);
    buf_addc(&doc->messages, '\0');
    return doc->messages.failed ? CV2TEX_NO_MEMORY : CV2TEX_OK;
}

const char *cv2tex_diagnostics(struct cv2tex *doc, enum cv2tex_format format)
{
    if (document_run(doc, format_diagnostics, &format) != CV2TEX_OK)
        return NULL;
    return doc->messages.ptr;
}

unsigned cv2tex_error_count(const struct cv2tex *doc)
{
    return doc->diags.errors + doc->ahead.errors;
}

unsigned cv2tex_warning_count(const struct cv2tex *doc)
{
    return doc->diags.warnings + doc->ahead.warnings;
}

/* ---- the schema ---- */

char *cv2tex_schema(void)
{
    struct buf text = BUF_INIT;
    schema_json(&text);
    buf_addc(&text, '\0');
    if (text.failed)
        buf_free(&text);
    return text.ptr;
}

/* The façade: a document to its PDF. */
#include "document.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "explain.h"
#include "model/model.h"
#include "run/build.h"
#include "run/workdir.h"

#define SECONDS_DEFAULT 60.0
#define SECONDS_LUA     300.0 /* its first run on a machine reads all fonts that are there */

/* ---- what came of it ---- */

static const char *package_of(const char *program)
{
    return strcmp(program, TEX_PROGRAM) == 0 ? "apt install texlive-latex-extra texlive-fonts-extra"
           : strcmp(program, TEX_LUA_PROGRAM) == 0
               ? "apt install texlive-luatex texlive-latex-extra texlive-fonts-extra"
               : "apt install poppler-utils";
}

static enum cv2tex_status report_end(struct cv2tex *doc, const struct tex_result *result,
                                     double seconds)
{
    struct diags *d = &doc->diags;
    switch (result->end) {
    case TEX_DONE:
        break;
    case TEX_ERRORS:
        if (d->errors == 0)
            diag_add(d, DIAG_PDFLATEX_FAILED, SPAN_NONE, "--keep leaves its files to look at",
                     "%s failed (exit status %d) and did not say why", result->program,
                     result->status);
        break;
    case TEX_KILLED:
        diag_add(d, DIAG_PDFLATEX_FAILED, SPAN_NONE, NULL, "%s was killed (%s)", result->program,
                 strsignal(result->status));
        break;
    case TEX_TIMEOUT:
        diag_add(d, DIAG_PDFLATEX_TIMEOUT, SPAN_NONE, "--timeout allows it more",
                 "%s was not done after %g seconds", result->program, seconds);
        break;
    case TEX_STOPPED:
        return CV2TEX_STOPPED;
    case TEX_MISSING:
        diag_add(d, DIAG_PROGRAM_MISSING, SPAN_NONE, package_of(result->program),
                 "%s is not installed", result->program);
        return CV2TEX_MACHINE;
    case TEX_MACHINE:
        diag_add(d, DIAG_NO_WORK_FOLDER, SPAN_NONE, NULL, "%s%s%s",
                 result->program != NULL ? result->program : "",
                 result->program != NULL ? ": " : "", result->why);
        return CV2TEX_MACHINE;
    }
    return d->errors > 0 ? CV2TEX_TEX : CV2TEX_OK;
}

static unsigned page_count(const struct cv2tex *doc)
{
    return doc->built->log != NULL ? doc->built->log->pages : 0;
}

/* Notes what LaTeX has read beside the CV: "INPUT ./files/logo.pdf". */
static void note_inputs(struct cv2tex *doc, struct str record)
{
    static const char prefix[] = "INPUT ./" TEX_FILES "/";
    const char *folder = document_folder(doc);
    for (size_t at = 0, end; at < record.len; at = end + 1) {
        end = str_find(record, at, '\n');
        struct str line = str_sub(record, at, end);
        if (str_starts(line, STR(prefix)))
            document_add_input(doc,
                               arena_printf(&doc->arena, "%s%.*s", folder,
                                            STR_FMT(str_sub(line, sizeof prefix - 1, line.len))));
    }
}

/* ---- one build ---- */

/* Whether the file begins as a JPEG, a PNG or a PDF does: LaTeX's complaint would have no place. */
static bool is_picture(int fd)
{
    char head[5];
    ssize_t len = read(fd, head, sizeof head);
    struct str start = {head, len > 0 ? (size_t)len : 0};
    return str_starts(start, STR("\xFF\xD8\xFF")) || str_starts(start, STR("\x89PNG")) ||
           str_starts(start, STR("%PDF-"));
}

static bool photo_is_usable(struct cv2tex *doc)
{
    if (doc->photo == NULL)
        return true;
    struct span at = record_get(doc->cv->top, NAME_photo)->first.node->span;
    document_add_input(doc, doc->photo);
    int fd = open(doc->photo, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        diag_add(&doc->diags, DIAG_TEX_MISSING_FILE, at, "its path begins at the CV's folder",
                 "%s: %s", doc->photo, strerror(errno));
        return false;
    }
    bool usable = is_picture(fd);
    close(fd);
    if (!usable)
        diag_add(&doc->diags, DIAG_TEX_ERROR, at, "open it with another program and save it as one",
                 "%s is no JPEG, PNG or PDF file, whatever its name says", doc->photo);
    return usable;
}

/* Builds what was rendered, and explains what the log says. */
static enum cv2tex_status build_once(struct cv2tex *doc, const struct cv2tex_build *how, bool once)
{
    bool lua = str_is(cv_design(doc->cv, NAME_engine), "lualatex");
    const struct tex_job job = {
        .latex = buf_str(&doc->latex),
        .folder = document_folder(doc),
        .photo = doc->photo,
        .photo_name = doc->photo_name,
        .seconds = how->seconds > 0 ? how->seconds : lua ? SECONDS_LUA : SECONDS_DEFAULT,
        .lua = lua,
        .once = once,
        .keep = how->keep && !once,
        .no_cache = how->no_cache,
        .pictures = once ? TEX_NO_PICTURES : (enum tex_pictures)how->pictures,
    };
    struct tex_result *result = arena_new(&doc->arena, struct tex_result);
    *result = tex_build(&doc->arena, &job);
    doc->built = result;
    if (result->log != NULL) {
        size_t count;
        const struct span_map_entry *map = bind_span_map(doc->bind, &count);
        explain_log(&doc->diags, result->log, job.latex, map, count);
    }
    note_inputs(doc, result->record);
    return report_end(doc, result, job.seconds);
}

/* ---- fitting to pages ---- */

/*
 * What is tried, from mild to strong, each step as a whole. Beyond the last one a page is no
 * pleasure to read. Lines and margins are set behind the preamble, so that all tries with one type
 * size start from one cached format.
 */
static const struct step {
    const char *spacing, *margin, *font_size; /* NULL: as it was */
} steps[] = {
    {"1", NULL, NULL},        {"0.98", NULL, NULL},     {"0.96", NULL, NULL},
    {"0.94", NULL, NULL},     {"0.94", "18mm", NULL},   {"0.94", "16mm", NULL},
    {"0.94", "15mm", NULL},   {"0.98", "16mm", "10pt"}, {"0.96", "15mm", "10pt"},
    {"0.94", "15mm", "10pt"},
};
enum { SAME_SIZE = 6, SMALLER_SIZE, STRONGEST = sizeof steps / sizeof *steps - 1 };

struct fit {
    struct cv2tex *doc;
    const struct cv2tex_build *how;
    struct diags before; /* the diagnostics before the first rendering */
    struct span wish;    /* where the number of pages stands */
    unsigned pages;      /* that there may be */
    bool has_margins;    /* chosen by the user, and so left alone */
    const char *spacing, *font_size; /* of the design */
};

static void restore_diagnostics(struct cv2tex *doc, const struct diags *saved)
{
    struct source *sources = doc->diags.sources;
    uint32_t count = doc->diags.source_count;
    doc->diags = *saved;
    doc->diags.sources = sources;
    doc->diags.source_count = count;
    if (doc->diags.last != NULL)
        doc->diags.last->next = NULL;
}

/* Renders with the design of step number `i`. */
static enum cv2tex_status render_step(struct fit *fit, size_t i)
{
    const struct step *step = &steps[i];
    struct cv2tex *doc = fit->doc;
    struct arena *a = &doc->arena;
    const char *font_size = step->font_size != NULL ? step->font_size : fit->font_size;
    bool is_tight = fit->spacing[0] != '\0' &&
                    strtod(fit->spacing, NULL) < strtod(step->spacing, NULL);
    restore_diagnostics(doc, &fit->before);
    document_set(doc, arena_printf(a, "design.font_size=%s", font_size));
    doc->tight_spacing = is_tight ? fit->spacing : step->spacing;
    doc->tight_margin = fit->has_margins ? NULL : step->margin;
    doc->fitted = arena_printf(a, "line spacing %s%s%s, type size %s", doc->tight_spacing,
                               doc->tight_margin != NULL ? ", margins " : "",
                               doc->tight_margin != NULL ? doc->tight_margin : "", font_size);
    return document_render(doc, true);
}

/* Renders as if no number of pages had been asked for. */
static enum cv2tex_status render_designed(struct fit *fit)
{
    struct cv2tex *doc = fit->doc;
    restore_diagnostics(doc, &fit->before);
    document_set(doc, arena_printf(&doc->arena, "design.font_size=%s", fit->font_size));
    doc->tight_spacing = doc->tight_margin = doc->fitted = NULL;
    return document_render(doc, true);
}

/* Sets *fits to whether step number `i` is enough. */
static enum cv2tex_status try_step(struct fit *fit, size_t i, bool *fits)
{
    enum cv2tex_status status = render_step(fit, i);
    if (status == CV2TEX_OK)
        status = build_once(fit->doc, fit->how, true);
    *fits = status == CV2TEX_OK && page_count(fit->doc) <= fit->pages;
    return status;
}

/* Narrows [*low, high], of which the last step is enough, to the mildest one that is: *low. */
static enum cv2tex_status find_mildest(struct fit *fit, size_t *low, size_t high)
{
    while (*low < high) {
        size_t middle = *low + (high - *low) / 2;
        bool fits;
        enum cv2tex_status status = try_step(fit, middle, &fits);
        if (status != CV2TEX_OK)
            return status;
        if (fits)
            high = middle;
        else
            *low = middle + 1;
    }
    return CV2TEX_OK;
}

/* The document was built and has too many pages: makes it fit if that can be done. */
static enum cv2tex_status fit_pages(struct fit *fit)
{
    struct cv2tex *doc = fit->doc;
    const struct tex_result *first = doc->built;
    unsigned most = page_count(doc);
    size_t step = 0, last = SAME_SIZE;
    bool fits;
    enum cv2tex_status status = try_step(fit, last, &fits);
    if (status == CV2TEX_OK && !fits && strcmp(fit->font_size, steps[STRONGEST].font_size) != 0) {
        step = SMALLER_SIZE;
        last = STRONGEST;
        status = try_step(fit, last, &fits);
    }
    if (status != CV2TEX_OK)
        return status;
    unsigned least = page_count(doc);
    if (first->kept != NULL)
        workdir_remove(first->kept);
    if (fits)
        status = find_mildest(fit, &step, last);
    if (status == CV2TEX_OK)
        status = fits ? render_step(fit, step) : render_designed(fit);
    if (status == CV2TEX_OK)
        status = build_once(doc, fit->how, false);
    if (fits || status != CV2TEX_OK)
        return status;
    diag_add(&doc->diags, DIAG_DOES_NOT_FIT, fit->wish, "leave something out",
             "the CV takes %u page%s, and %u at its tightest", most, most == 1 ? "" : "s", least);
    return CV2TEX_OK;
}

/* ---- the whole ---- */

static enum cv2tex_status build(struct cv2tex *doc, const void *argument)
{
    document_load_entries(doc);
    struct fit fit = {.doc = doc, .how = argument, .before = doc->diags};
    enum cv2tex_status status = document_render(doc, true);
    if (status != CV2TEX_OK)
        return status;
    if (!photo_is_usable(doc))
        return CV2TEX_INVALID;
    status = build_once(doc, fit.how, false);
    const struct field *design = record_get(doc->cv->top, NAME_design);
    const struct record *record = design != NULL ? design->first.record : NULL;
    const struct field *pages = record_get(record, NAME_pages);
    if (status != CV2TEX_OK || pages == NULL)
        return status;
    fit.wish = pages->first.node->span;
    fit.pages = (unsigned)strtoul(arena_str(&doc->arena, pages->first.text).ptr, NULL, 10);
    if (page_count(doc) <= fit.pages)
        return status;
    fit.has_margins = record_get(record, NAME_margin) || record_get(record, NAME_margins);
    fit.spacing = arena_str(&doc->arena, cv_design(doc->cv, NAME_spacing)).ptr;
    fit.font_size = arena_str(&doc->arena, cv_design(doc->cv, NAME_font_size)).ptr;
    return fit_pages(&fit);
}

enum cv2tex_status cv2tex_build(struct cv2tex *doc, const struct cv2tex_build *how)
{
    static const struct cv2tex_build defaults;
    if (doc->bind != NULL)
        return CV2TEX_MISUSE;
    if (doc->original == NULL)
        return cv2tex_render(doc); /* which knows why there is nothing */
    return document_run(doc, build, how != NULL ? how : &defaults);
}

void cv2tex_stop(void)
{
    process_stop();
}

/* ---- getters ---- */

static const char *text_of(struct str text, size_t *len)
{
    if (len != NULL)
        *len = text.len;
    return text.ptr;
}

/* Whether there is something to hand out. */
static bool is_good(const struct cv2tex *doc)
{
    return doc->built != NULL && doc->built->end == TEX_DONE && doc->diags.errors == 0;
}

const char *cv2tex_pdf(const struct cv2tex *doc, size_t *len)
{
    return text_of(is_good(doc) ? doc->built->pdf : STR_NONE, len);
}

unsigned cv2tex_page_count(const struct cv2tex *doc)
{
    return is_good(doc) ? page_count(doc) : 0;
}

const char *cv2tex_picture(const struct cv2tex *doc, size_t index, size_t *len)
{
    bool there = is_good(doc) && index < doc->built->picture_count;
    return text_of(there ? doc->built->pictures[index] : STR_NONE, len);
}

const char *cv2tex_fitted(const struct cv2tex *doc)
{
    return is_good(doc) ? doc->fitted : NULL;
}

const char *cv2tex_work_folder(const struct cv2tex *doc)
{
    return doc->built != NULL ? doc->built->kept : NULL;
}

const char *cv2tex_input(const struct cv2tex *doc, size_t index)
{
    const struct document_input *input = doc->inputs;
    while (input != NULL && index-- > 0)
        input = input->next;
    return input != NULL ? input->path : NULL;
}

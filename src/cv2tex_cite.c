/* The façade: how often the papers of a document were cited, by its record and by others. */
#include "document.h"

#include <errno.h>

#include "cite/refresh.h"
#include "cite/table.h"
#include "model/model.h"
#include "run/process.h"

/* What is known of a document's citations. It is made when first asked for. */
struct citation_state {
    struct counts_wishes wishes;
    const char *path;          /* of the record; NULL: it has none */
    enum record_status status; /* of the record as it was found */
    size_t line;               /* on which it is corrupt */
    int why;                   /* errno: it cannot be read */
    struct citation_record record;
    struct papers papers;
    const struct cv *cv; /* of which the papers are */
    bool asked;          /* cv2tex_cite() was called: there is something to show */
};

/* ---- the record ---- */

/* What comes of the network and of the record is not the CV's fault: --strict lets it pass. */
#define WARN(doc, ...) (diag_add(&(doc)->diags, __VA_ARGS__), (void)(doc)->diags.warnings--)

/* "resume.citations.json" for "resume.yaml"; NULL for a CV that came through a pipe. */
static const char *record_path(struct cv2tex *doc, const struct counts_wishes *wishes)
{
    struct str file = doc->file, given = wishes->record;
    if (given.len > 0)
        return arena_printf(&doc->arena, "%s%.*s", given.ptr[0] == '/' ? "" : document_folder(doc),
                            STR_FMT(given));
    if (str_is(file, "<stdin>") || file.len == 0)
        return NULL;
    size_t stem = file.len;
    while (stem > 0 && file.ptr[stem - 1] != '.' && file.ptr[stem - 1] != '/')
        stem--;
    bool has_ending = stem > 1 && file.ptr[stem - 1] == '.' && file.ptr[stem - 2] != '/';
    return arena_printf(&doc->arena, "%.*s.citations.json",
                        STR_FMT(str_sub(file, 0, has_ending ? stem - 1 : file.len)));
}

static void report_record(struct cv2tex *doc, const struct citation_state *state)
{
    if (state->status == RECORD_CORRUPT)
        WARN(doc, DIAG_CITATIONS_RECORD, SPAN_NONE,
             "no count is taken from it",
             "%s:%zu: this is no record of citations", state->path, state->line);
    else if (state->status == RECORD_UNREADABLE)
        WARN(doc, DIAG_CITATIONS_RECORD, SPAN_NONE, "no count is taken from it", "%s: %s",
             state->path, state->why != 0 ? strerror(state->why) : "not a file");
}

static struct citation_state *new_state(struct cv2tex *doc)
{
    struct citation_state *state = arena_new(&doc->arena, struct citation_state);
    counts_wishes(doc->cv, &state->wishes);
    state->path = record_path(doc, &state->wishes);
    state->status = RECORD_MISSING;
    return state;
}

static void read_record(struct cv2tex *doc, struct citation_state *state)
{
    if (state->path == NULL)
        return;
    state->status = record_read(&doc->arena, state->path, &state->record, &state->line);
    state->why = errno;
    if (state->status != RECORD_MISSING)
        document_add_input(doc, state->path);
}

/* ---- telling the entries ---- */

/* Whether an entry says itself how often it was cited. */
static bool has_manual_counts(const struct cv *cv)
{
    for (const struct section *s = cv->sections; s != NULL; s = s->next)
        for (const struct record *entry = s->entries; entry != NULL; entry = entry->next)
            if (record_get(entry, NAME_citations) != NULL)
                return true;
    return false;
}

static void find_papers(struct cv2tex *doc, struct citation_state *state)
{
    if (state->cv == doc->cv)
        return;
    state->cv = doc->cv;
    state->papers = papers_of(&doc->arena, doc->cv);
    record_tell(&doc->arena, &state->record, &state->papers);
}

/* A CV that wants counts and has none yet would wait for them in vain. */
static void report_missing(struct cv2tex *doc, const struct citation_state *state)
{
    bool any = false;
    for (size_t i = 0; i < state->papers.count; i++)
        any = any || state->papers.items[i].manual == NULL;
    if (!any || state->status != RECORD_MISSING)
        return;
    if (state->path == NULL)
        WARN(doc, DIAG_CITATIONS_RECORD, SPAN_NONE, "name a file as citations.record",
             "a CV from standard input has no record of citations");
    else
        WARN(doc, DIAG_CITATIONS_RECORD, SPAN_NONE,
             arena_printf(&doc->arena, "'cv2tex cite %.*s' makes it", STR_FMT(doc->file)),
             "%s: there is no record of citations yet", state->path);
}

/* The state for a CV that nobody has asked about: what its record says. */
static struct citation_state *offline_state(struct cv2tex *doc, bool wanted)
{
    struct citation_state *state = new_state(doc);
    if (!wanted)
        state->wishes.show = CITATIONS_COUNT; /* those that the entries say themselves */
    else if (state->wishes.show != 0)
        read_record(doc, state);
    return state;
}

void document_apply_citations(struct cv2tex *doc)
{
    bool wanted = record_get(doc->cv->top, NAME_citations) != NULL;
    if (doc->citations == NULL && !wanted && !has_manual_counts(doc->cv))
        return;
    if (doc->citations == NULL)
        doc->citations = offline_state(doc, wanted);
    struct citation_state *state = doc->citations;
    find_papers(doc, state);
    if (!state->asked && wanted && state->wishes.show != 0) {
        report_record(doc, state);
        report_missing(doc, state);
    }
    counts_apply(&doc->arena, doc->cv, &state->wishes, &state->papers,
                 record_totals(&doc->arena, &state->record, &state->wishes.author));
}

/* ---- asking ---- */

/* Takes the sources that a call names instead of the CV's; false for one that does not exist. */
static bool choose_sources(struct cv2tex *doc, const char *names, struct counts_wishes *wishes)
{
    struct str rest = str_of(names);
    size_t count = 0;
    while (rest.len > 0) {
        size_t comma = str_find(rest, 0, ',');
        struct str name = str_trim(str_sub(rest, 0, comma));
        enum cite_source source = cite_source_find(name);
        if (source == CITE_SOURCE_COUNT) {
            diag_add(&doc->diags, DIAG_BAD_CHOICE, SPAN_NONE,
                     "choose one of openalex, semantic_scholar, crossref, opencitations, inspire, "
                     "ads, europepmc",
                     "there is no provider of citations '%.*s'", STR_FMT(name));
            return false;
        }
        if (count < CITE_SOURCE_COUNT)
            wishes->sources[count++] = source;
        rest = str_sub(rest, comma + 1, rest.len);
    }
    wishes->options.source_count = count > 0 ? count : wishes->options.source_count;
    return true;
}

/* "an older count is used for 3 papers; 2 have none" */
static const char *what_was_used(struct cv2tex *doc, const struct refresh *outcome)
{
    size_t none = outcome->unanswered - outcome->kept;
    const char *kept = "", *without = "";
    if (outcome->kept > 0 || outcome->totals_kept)
        kept = arena_printf(&doc->arena, "the record's older numbers are used%s",
                            outcome->kept > 0
                                ? arena_printf(&doc->arena, " for %zu paper%s", outcome->kept,
                                               outcome->kept == 1 ? "" : "s")
                                : "");
    if (none > 0)
        without = arena_printf(&doc->arena, "%zu paper%s without a count", none,
                               none == 1 ? " stays" : "s stay");
    if (*kept == '\0' && *without == '\0')
        return NULL;
    return arena_printf(&doc->arena, "%s%s%s", kept, *kept && *without ? "; " : "", without);
}

static void report_problems(struct cv2tex *doc, const struct refresh *outcome)
{
    const char *hint = what_was_used(doc, outcome);
    for (const struct cite_problem *p = outcome->problems; p != NULL; p = p->next)
        WARN(doc, DIAG_CITATIONS_PROVIDER, SPAN_NONE, hint, "%s: %s", cite_source_title(p->source),
             p->message);
    if (outcome->nameless > 0)
        WARN(doc, DIAG_CITATIONS_PROVIDER, SPAN_NONE,
             "give a DOI, an arXiv number or a PMID, or a title and its authors",
             "nobody can be asked about %zu paper%s", outcome->nameless,
             outcome->nameless == 1 ? "" : "s");
}

/* A path that the CV does not keep within its folder may be anybody's file. */
static bool is_outside(struct str path)
{
    bool outside = path.len > 0 && path.ptr[0] == '/';
    for (size_t i = 0; i + 1 < path.len; i++)
        outside = outside || (path.ptr[i] == '.' && path.ptr[i + 1] == '.');
    return outside;
}

/* Makes room for a new record where there is something else; false when it has to stay. */
static bool make_room(struct cv2tex *doc, struct citation_state *state, const struct date *today)
{
    struct str given = state->wishes.record;
    bool is_json = given.len > 5 && str_is(str_sub(given, given.len - 5, given.len), ".json");
    if (state->status == RECORD_UNREADABLE ||
        (is_outside(given) && (state->status == RECORD_CORRUPT || !is_json))) {
        WARN(doc, DIAG_CITATIONS_RECORD, SPAN_NONE, "name a .json file that is one, or none yet",
             "%s: the new counts are printed, but not kept there", state->path);
        return false;
    }
    if (state->status != RECORD_CORRUPT)
        return true;
    const char *name = record_set_aside(&doc->arena, state->path, today);
    if (name == NULL)
        WARN(doc, DIAG_CITATIONS_RECORD, SPAN_NONE, "the new counts are printed, but not kept",
             "%s: it cannot be set aside: %s", state->path, strerror(errno));
    else
        WARN(doc, DIAG_CITATIONS_RECORD, SPAN_NONE, "a new record is begun",
             "%s: it was set aside as %s", state->path, name);
    return name != NULL;
}

static void keep(struct cv2tex *doc, struct citation_state *state)
{
    if (state->path == NULL) {
        WARN(doc, DIAG_CITATIONS_RECORD, SPAN_NONE, "name a file as citations.record",
             "the counts of a CV from standard input are not kept");
        return;
    }
    struct buf text = BUF_INIT;
    record_print(&doc->arena, &state->record, &text);
    /* In the arena, for record_write() may jump. */
    struct str kept =
        text.failed ? STR_NONE : (struct str){arena_try(&doc->arena, text.len), text.len};
    if (kept.ptr != NULL)
        memcpy((char *)kept.ptr, text.ptr, text.len);
    buf_free(&text);
    if (kept.ptr == NULL)
        arena_fail(&doc->arena);
    if (record_write(&doc->arena, state->path, kept))
        document_add_input(doc, state->path);
    else
        WARN(doc, DIAG_CITATIONS_RECORD, SPAN_NONE, "the new counts are printed, but not kept",
             "%s: %s", state->path, strerror(errno));
}

/* What a call of cv2tex_cite() needs beside the document. */
struct inquiry {
    const struct cv2tex_cite *how;
    struct record_lock *lock;
};

/* Gets the lock, or tells why it cannot; only where another run has it the record is left alone. */
static bool lock_record(struct cv2tex *doc, struct citation_state *state, struct record_lock *lock)
{
    if (state->path == NULL || record_lock(&doc->arena, state->path, lock) != RECORD_BUSY)
        return true;
    WARN(doc, DIAG_CITATIONS_RECORD, SPAN_NONE, "it is used as it is",
         "%s: another run is asking for citations", state->path);
    return false;
}

static void ask(struct cv2tex *doc, struct citation_state *state, const struct inquiry *inquiry)
{
    const struct date today = refresh_today();
    struct cite_options *options = &state->wishes.options;
    struct refresh outcome;
    options->version = CV2TEX_VERSION;
    options->seconds = inquiry->how->seconds;
    options->progress = inquiry->how->progress;
    options->user = inquiry->how->user;
    options->stop = process_stop_flag();
    refresh(&doc->arena, &state->wishes, &today, &state->papers, &state->record, &outcome);
    report_problems(doc, &outcome);
    bool has_news = outcome.asked > outcome.unanswered || outcome.totals_learned;
    if (has_news && make_room(doc, state, &today))
        keep(doc, state);
}

/* Whether any paper has a count, or none is there to have one. */
static bool has_any(const struct citation_state *state)
{
    bool any = state->papers.count == 0;
    for (size_t i = 0; i < state->papers.count; i++)
        any = any || state->papers.items[i].fact != NULL || state->papers.items[i].manual != NULL;
    return any;
}

static enum cv2tex_status cite(struct cv2tex *doc, const void *argument)
{
    const struct inquiry *inquiry = argument;
    document_load_entries(doc);
    doc->ahead = (struct diags){.arena = &doc->arena,
                                .sources = doc->diags.sources,
                                .source_count = doc->diags.source_count,
                                .lenient = doc->diags.lenient};
    doc->cv = doc->read_ahead = model_read(&doc->arena, &doc->ahead, doc->root);
    struct citation_state *state = doc->citations = new_state(doc);
    state->asked = true;
    if (inquiry->how->provider != NULL &&
        !choose_sources(doc, inquiry->how->provider, &state->wishes))
        return CV2TEX_MISUSE;
    if (doc->ahead.errors + doc->diags.errors > 0)
        return CV2TEX_INVALID;
    bool asks = !inquiry->how->offline && lock_record(doc, state, inquiry->lock);
    read_record(doc, state);
    report_record(doc, state);
    find_papers(doc, state);
    if (asks)
        ask(doc, state, inquiry);
    else
        report_missing(doc, state);
    if (process_stopped())
        return CV2TEX_STOPPED;
    return has_any(state) || state->status == RECORD_OK ? CV2TEX_OK : CV2TEX_MACHINE;
}

enum cv2tex_status cv2tex_cite(struct cv2tex *doc, const struct cv2tex_cite *how)
{
    static const struct cv2tex_cite defaults;
    struct record_lock lock = RECORD_UNLOCKED;
    const struct inquiry inquiry = {how != NULL ? how : &defaults, &lock};
    if (doc->cv != NULL)
        return CV2TEX_MISUSE;
    if (doc->original == NULL)
        return document_nothing_read(doc);
    enum cv2tex_status status = document_run(doc, cite, &inquiry);
    record_unlock(&lock);
    return status;
}

/* ---- the table ---- */

static enum cv2tex_status print_table(struct cv2tex *doc, const void *format)
{
    struct citation_state *state = doc->citations;
    const struct totals_fact *totals =
        record_totals(&doc->arena, &state->record, &state->wishes.author);
    find_papers(doc, state);
    for (size_t i = 0; i < state->papers.count; i++)
        papers_complete(&doc->arena, &state->papers.items[i]);
    counts_apply(&doc->arena, doc->cv, &state->wishes, &state->papers, totals);
    const struct table_content content = {&state->papers, totals, doc->cv->citations,
                                          refresh_today()};
    doc->table.len = 0;
    if (*(const enum cv2tex_format *)format == CV2TEX_JSON)
        table_print_json(&doc->table, &content);
    else
        table_print_text(&doc->table, &content);
    buf_addc(&doc->table, '\0');
    return doc->table.failed ? CV2TEX_NO_MEMORY : CV2TEX_OK;
}

const char *cv2tex_citations(struct cv2tex *doc, enum cv2tex_format format)
{
    if (doc->citations == NULL || doc->cv == NULL)
        return "";
    return document_run(doc, print_table, &format) == CV2TEX_OK ? doc->table.ptr : NULL;
}

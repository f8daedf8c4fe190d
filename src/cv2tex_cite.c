/* The façade: how often the papers of a document were cited, by its record and by those who count. */
#include "document.h"

#include <errno.h>

#include "cite/record.h"

/* What is known of a document's citations. It is made when first asked for. */
struct citation_state {
    struct counts_wishes wishes;
    const char *path; /* of the record; NULL: it has none */
    enum record_status status; /* of the record as it was found */
    size_t line;               /* on which it is corrupt */
    int why;                   /* errno: it cannot be read */
    struct citation_record record;
    struct papers papers;
    const struct cv *cv; /* of which the papers are */
    bool asked;          /* cv2tex_cite() was called: there is something to show */
};

/* ---- the record ---- */

/* What comes of the network and of the record is not the CV's fault: strict users are not stopped. */
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
             "no count is taken from it; mend it, or let --citations begin a new one",
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

/* Making the format: pdflatex reads the preamble, and writes down what it is then like. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/cache_internal.h"
#include "run/workdir.h"

#define FORMAT_JOB "cv2tex-format"
#define TREES_FILE "cv2tex-trees"

/*
 * What follows the preamble. The hook before the document is used up: moderncv loads hyperref
 * there, for which its name must be known, but not yet right. Then all hooks are put in order, and
 * the settings for the fonts of formulas, which moderncv sets in each head, are read.
 *
 * A format does not hold the page that TeX is at, but boxes: what the preamble has left there (a
 * colour) is put in one, and \cvtexresume takes it out.
 */
static const char after_preamble[] =
    "\\name{}{}\n"
    "\\makeatletter\n"
    "\\UseOneTimeHook{begindocument/before}\n"
    "\\@ifundefined{LoadMicrotypeFile}{}{\\LoadMicrotypeFile{cmr}}\n"
    "\\@ifundefined{@expl@@@initialize@all@@}{}{%\n"
    "  \\@expl@@@initialize@all@@\\let\\@expl@@@initialize@all@@\\relax}\n"
    "\\newbox\\cvtexpage\n"
    "\\edef\\cvtexresume{\\unvbox\\cvtexpage\\prevdepth\\the\\prevdepth\\relax}\n"
    "\\begingroup\n"
    "\\output{\\global\\setbox\\cvtexpage\\vbox{\\unvbox255 \\setbox0\\lastbox\\unskip}%\n"
    "  \\deadcycles0 }\n"
    "\\vbox{}\\penalty-10000\n"
    "\\endgroup\n"
    "\\makeatother\n"
    "\\dump\n";

struct maker {
    struct tex_cache *cache;
    struct arena *arena;
    const char *made; /* the new entry */
    double left;      /* seconds */
    bool exited;      /* the last program ended by itself */
    struct buf state;
};

static bool run(struct maker *m, const char *name, const char *const *argv,
                const char *const *environment, const char *output)
{
    char *program = process_find(name);
    if (program == NULL || m->left <= 0)
        return false;
    const struct process_job job = {.program = program,
                                    .argv = argv,
                                    .folder = m->cache->work,
                                    .environment = environment,
                                    .output = output,
                                    .seconds = m->left,
                                    .memory_bytes = TEX_MEMORY_BYTES,
                                    .file_bytes = TEX_FILE_BYTES};
    struct process_result result = process_run(&job);
    free(program);
    m->left -= result.seconds;
    m->exited = result.end == PROCESS_EXITED;
    return m->exited && result.status == 0;
}

static bool run_preamble(struct maker *m)
{
    struct buf text = BUF_INIT;
    buf_add_str(&text, m->cache->preamble);
    buf_adds(&text, after_preamble);
    struct str copy = arena_str(m->arena, buf_str(&text));
    bool ok = !text.failed;
    buf_free(&text);
    const char *const argv[] = {TEX_PROGRAM,
                                "-ini",
                                "-no-shell-escape",
                                "-interaction=nonstopmode",
                                "-recorder",
                                "-no-mktex=tfm",
                                "-no-mktex=pk",
                                "-jobname=" FORMAT_JOB,
                                "&" TEX_PROGRAM,
                                FORMAT_JOB ".tex",
                                NULL};
    static const char *const environment[] = {"TEXINPUTS=.:./" TEX_FILES ":", "openin_any=p",
                                              "openout_any=p", NULL};
    return ok && workdir_write(m->arena, m->cache->work, FORMAT_JOB ".tex", copy) &&
           run(m, TEX_PROGRAM, argv, environment, NULL);
}

/* pdfTeX compresses formats, and reads them as well when they are not: that saves much time. */
static bool unpack(struct maker *m)
{
    static const char *const argv[] = {"gzip", "-dc", FORMAT_JOB ".fmt", NULL};
    const char *path = arena_printf(m->arena, "%s/" CACHE_FORMAT, m->made);
    if (!run(m, argv[0], argv, NULL, path))
        return false;
    state_add_file(&m->state, path, arena_printf(m->arena, "%s/" CACHE_FORMAT, m->cache->entry));
    return true;
}

/* ---- the trees of TeX ---- */

/* One tree "!!/usr/share/texmf": only with the "!!" is its index all that counts. */
static bool add_tree(struct maker *m, struct str tree, unsigned number)
{
    bool indexed = str_starts(tree, STR("!!"));
    if (indexed)
        tree = str_sub(tree, 2, tree.len);
    const char *root = arena_printf(m->arena, "%.*s", STR_FMT(tree));
    if (root[0] != '/' || symlink(root, arena_printf(m->arena, "%s/t%u", m->made, number)) != 0)
        return false;
    if (!indexed)
        return state_add_tree(m->arena, &m->state, root, NULL);
    const char *index = arena_printf(m->arena, "%s/ls-R", root);
    state_add_file(&m->state, index, index);
    return true;
}

static bool add_trees(struct maker *m)
{
    static const char *const argv[] = {"kpsewhich", "-progname=" TEX_PROGRAM,
                                       "-expand-braces=$TEXMF", NULL};
    struct str list;
    unsigned count = 0;
    if (!run(m, argv[0], argv, NULL, TREES_FILE) ||
        !workdir_read(m->arena, m->cache->work, TREES_FILE, &list))
        return false;
    list = str_trim(list);
    for (size_t at = 0, end; at < list.len; at = end + 1) {
        end = str_find(list, at, ':');
        if (end > at && !add_tree(m, str_sub(list, at, end), count++))
            return false;
    }
    return count > 0;
}

/* ---- the state ---- */

/* Notes the files that were read; false when one of them lies beside the CV. */
static bool add_inputs(struct maker *m)
{
    struct str record, line, last = STR_NONE;
    if (!workdir_read(m->arena, m->cache->work, FORMAT_JOB ".fls", &record))
        return false;
    while (next_line(&record, &line)) {
        if (!str_starts(line, STR("INPUT ")))
            continue;
        struct str path = str_sub(line, 6, line.len);
        const char *z = arena_printf(m->arena, "%.*s", STR_FMT(path));
        if (z[0] == '/' && !str_eq(path, last))
            state_add_file(&m->state, z, z);
        else if (str_starts(path, STR(TEX_FILES "/")) || str_starts(path, STR("./" TEX_FILES "/")))
            return false;
        last = path;
    }
    return true;
}

static bool write_entry(struct maker *m)
{
    struct tex_cache *c = m->cache;
    c->state = arena_str(m->arena, buf_str(&m->state));
    return !m->state.failed && store_write(m->arena, m->made, CACHE_KEY, c->key) &&
           store_write(m->arena, m->made, CACHE_STATE, c->state);
}

void format_give_up(struct tex_cache *c)
{
    struct str rest = c->state, line;
    struct buf state = BUF_INIT;
    const char *format = arena_printf(c->arena, "%s/" CACHE_FORMAT, c->entry);
    bool is_file;
    while (next_line(&rest, &line))
        if (!str_is(state_path(line, &is_file), format))
            buf_addf(&state, "%.*s\n", STR_FMT(line));
    if (!state.failed && store_write(c->arena, c->entry, CACHE_STATE, buf_str(&state)))
        unlink(format);
    buf_free(&state);
}

bool format_make(struct tex_cache *c, double limit, double *seconds)
{
    struct maker m = {.cache = c, .arena = c->arena, .left = limit, .state = BUF_INIT};
    m.made =
        store_has_room(c->work) && store_has_room(c->root) ? store_new(c->arena, c->root) : NULL;
    if (m.made == NULL)
        return false;
    bool ok = add_trees(&m), formed = ok && run_preamble(&m);
    /* An entry without a format says that there can be none, so that it is not tried each time. */
    c->useless = ok && !formed && m.exited && store_has_room(c->work);
    ok = (formed ? unpack(&m) : c->useless) && add_inputs(&m) && write_entry(&m);
    *seconds += limit - m.left;
    buf_free(&m.state);
    if (!ok) {
        workdir_remove(m.made);
        return false;
    }
    return store_publish(c->arena, c->root, m.made, c->entry) && !c->useless;
}

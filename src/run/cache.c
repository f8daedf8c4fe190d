#include "run/cache.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/cache_internal.h"
#include "run/workdir.h"

extern char **environ;

/* To be changed with what an entry holds, or how a format is made. */
#define CACHE_VERSION "cv2tex cache 1\n"

/* The preamble ends before this line of the template. */
#define MARK  "\n% Written by cv2tex"
#define BEGIN "\\begin{document}"

/* ---- which documents ---- */

static size_t find(struct str text, size_t from, const char *word)
{
    size_t len = strlen(word);
    for (size_t at = from; (at = str_find(text, at, word[0])) < text.len; at++)
        if (str_starts(str_sub(text, at, text.len), (struct str){word, len}))
            return at;
    return text.len;
}

static bool has(struct str text, const char *word)
{
    return find(text, 0, word) < text.len;
}

/*
 * The part of the LaTeX before the mark. What follows it, up to the document's begin, may not load
 * anything, which would then come after hyperref; and it must set the four texts that moderncv
 * would make from a name that is not known yet.
 */
static bool split(struct str latex, struct str *preamble, struct str *title)
{
    size_t mark = find(latex, 0, MARK);
    size_t begin = find(latex, mark, BEGIN);
    if (begin == latex.len)
        return false;
    *preamble = str_sub(latex, 0, mark + 1);
    struct str head = str_sub(latex, mark + 1, begin);
    *title = str_sub(head, 0, str_find(head, 0, '\n'));
    return has(*preamble, "{moderncv}") && has(head, "pdftitle=") && has(head, "pdfauthor=") &&
           has(head, "pdfsubject=") && has(head, "pdfkeywords=") && !has(head, "\\usepackage") &&
           !has(head, "\\RequirePackage") && !has(head, "\\input");
}

/* Whether the user has set where TeX searches: then new files may come to light any time. */
static bool searches_elsewhere(void)
{
    for (char **e = environ; *e != NULL; e++) {
        size_t len = strcspn(*e, "=");
        struct str name = {*e, len};
        if ((*e)[len] == '\0' || (*e)[len + 1] == '\0')
            continue;
        if (str_starts(name, STR("TEXINPUTS")) || str_is(name, "TEXMFDBS") ||
            str_is(name, "TEXFONTMAPS") || str_is(name, "TEXFORMATS") ||
            (len > 5 && str_is(str_sub(name, len - 5, len), "FONTS")))
            return true;
    }
    return false;
}

/* ---- its entry ---- */

/* All that the format depends on, but for files that TeX tells of: those are in the state. */
static struct str make_key(struct tex_cache *c)
{
    struct stat st;
    struct buf key = BUF_INIT;
    buf_adds(&key, CACHE_VERSION);
    if (stat(c->program, &st) == 0)
        buf_addf(&key, "%s %lld %lld\n", c->program, (long long)st.st_size,
                 (long long)st.st_mtim.tv_sec);
    /* In their order: another one makes another entry, at worst. */
    for (char **e = environ; *e != NULL; e++)
        if (strncmp(*e, "TEX", 3) == 0 || strncmp(*e, "HOME=", 5) == 0)
            buf_addf(&key, "%s\n", *e);
    buf_add_str(&key, c->preamble);
    struct str text = key.failed ? STR_NONE : arena_str(c->arena, buf_str(&key));
    buf_free(&key);
    return text;
}

/* Looks for the entry; one that no longer holds is removed. */
static void look_up(struct tex_cache *c)
{
    struct str key;
    struct stat st;
    if (stat(c->entry, &st) != 0)
        return;
    c->exists = workdir_read(c->arena, c->entry, CACHE_KEY, &key) && str_eq(key, c->key) &&
                workdir_read(c->arena, c->entry, CACHE_STATE, &c->state) &&
                state_holds(c->arena, c->state);
    if (!c->exists) {
        workdir_remove(c->entry);
        return;
    }
    store_touch(c->entry);
    c->useless = access(arena_printf(c->arena, "%s/" CACHE_FORMAT, c->entry), R_OK) != 0;
    c->learned = access(arena_printf(c->arena, "%s/" CACHE_NAMES, c->entry), R_OK) == 0 &&
                 access(arena_printf(c->arena, "%s/" CACHE_MAP, c->entry), R_OK) == 0;
}

/*
 * Whether a file lies beside the CV, where TeX looks first, that may stand for one of TeX's: a
 * class, a font, or a .tex file with the name of one that the preamble reads.
 */
static bool has_own_files(struct tex_cache *c)
{
    static const char *const ends[] = {".sty", ".cls", ".clo", ".def", ".cfg", ".fd",
                                       ".ldf", ".tfm", ".vf",  ".enc", ".pfb", ".map"};
    DIR *dir = opendir(arena_printf(c->arena, "%s/" TEX_FILES, c->work));
    bool found = dir == NULL;
    for (struct dirent *d; !found && (d = readdir(dir)) != NULL;) {
        const char *end = strrchr(d->d_name, '.');
        for (size_t i = 0; end != NULL && i < sizeof ends / sizeof *ends; i++)
            found = found || strcmp(end, ends[i]) == 0;
        char line[300];
        if (end != NULL && strcmp(end, ".tex") == 0 &&
            snprintf(line, sizeof line, "/%s\n", d->d_name) < (int)sizeof line)
            found = found || has(c->state, line);
    }
    if (dir != NULL)
        closedir(dir);
    return found;
}

/* ---- auxiliary files ---- */

static const char *const aux_ends[] = {"aux", "out"};
enum { AUX_COUNT = sizeof aux_ends / sizeof *aux_ends };

struct aux {
    bool is[AUX_COUNT];
    struct str text[AUX_COUNT];
};

static struct aux aux_read(struct tex_cache *c, const char *folder, const char *name)
{
    struct aux aux;
    for (size_t i = 0; i < AUX_COUNT; i++)
        aux.is[i] = workdir_read(c->arena, folder,
                                 arena_printf(c->arena, "%s.%s", name, aux_ends[i]), &aux.text[i]);
    return aux;
}

static void aux_put_back(struct tex_cache *c, const struct aux *aux)
{
    for (size_t i = 0; i < AUX_COUNT; i++) {
        const char *name = arena_printf(c->arena, TEX_JOB ".%s", aux_ends[i]);
        if (aux->is[i])
            workdir_write(c->arena, c->work, name, aux->text[i]);
        else
            unlink(arena_printf(c->arena, "%s/%s", c->work, name));
    }
}

/* Keeps them for the next build, which then needs one run. */
static void aux_keep(struct tex_cache *c, const struct aux *before)
{
    struct aux now = aux_read(c, c->work, TEX_JOB);
    for (size_t i = 0; i < AUX_COUNT; i++)
        if (now.is[i] && !(before->is[i] && str_eq(before->text[i], now.text[i])))
            store_write(c->arena, c->entry, arena_printf(c->arena, "%s.%s", c->aux_id, aux_ends[i]),
                        now.text[i]);
}

/* After a failure: should they be the cause, the next build is free of them. */
static void aux_forget(struct tex_cache *c)
{
    for (size_t i = 0; i < AUX_COUNT; i++)
        unlink(arena_printf(c->arena, "%s/%s.%s", c->entry, c->aux_id, aux_ends[i]));
}

/* ---- opening ---- */

struct tex_cache *cache_open(struct arena *a, const char *program, const char *work,
                             struct str latex)
{
    struct str preamble, title;
    const char *why;
    if (!split(latex, &preamble, &title) || searches_elsewhere())
        return NULL;
    struct tex_cache *c = arena_new(a, struct tex_cache);
    *c = (struct tex_cache){.arena = a, .program = program, .work = work, .preamble = preamble};
    c->root = store_root(a, &why);
    c->key = make_key(c);
    if (c->root == NULL || c->key.len == 0)
        return NULL;
    c->entry = arena_printf(a, "%s/%016" PRIx64, c->root, hash_add(HASH_INIT, c->key));
    if (symlink(c->entry, arena_printf(a, "%s/" CACHE_LINK, work)) != 0)
        return NULL;
    look_up(c);
    if (has_own_files(c))
        return NULL;
    /* The CV is told by its folder and by the line with its name. */
    char folder[4096];
    ssize_t len = readlink(arena_printf(a, "%s/" TEX_FILES, work), folder, sizeof folder);
    uint64_t id = hash_add(HASH_INIT, (struct str){folder, len > 0 ? (size_t)len : 0});
    c->aux_id = arena_printf(a, "%016" PRIx64, hash_add(id, title));
    struct aux last = aux_read(c, c->entry, c->aux_id);
    aux_put_back(c, &last);
    return c;
}

/* ---- running ---- */

/* The LaTeX without the preamble; its lines stay, so that messages tell the same numbers. */
static struct str without_preamble(struct tex_cache *c, struct str latex)
{
    char *copy = arena_alloc(c->arena, latex.len + 1);
    memcpy(copy, latex.ptr, latex.len);
    for (size_t i = 0, start = 0; i < c->preamble.len; i++) {
        if (copy[i] == '\n')
            start = i + 1;
        else
            copy[i] = i == start ? '%' : ' ';
    }
    return (struct str){copy, latex.len};
}

/* TEXMF with our links instead of the trees. */
static const char *trees(struct tex_cache *c)
{
    const char *list = "";
    for (unsigned i = 0; cache_tree(c, c->entry, i) != NULL; i++)
        list = arena_printf(c->arena, "%s%s!!./" CACHE_LINK "/t%u", list, i > 0 ? "," : "", i);
    return arena_printf(c->arena, "TEXMF={%s}", list);
}

static struct process_result run_format(struct tex_cache *c, const struct tex_run *run)
{
    struct tex_run cached = *run;
    struct str cut = without_preamble(c, run->latex);
    size_t n = 0;
    cached.commands = arena_printf(c->arena, "&" CACHE_LINK "/format %s\\cvtexresume\\scrollmode ",
                                   c->learned ? "\\pdfmapfile{" CACHE_LINK "/" CACHE_MAP "}" : "");
    if (c->learned) {
        cached.environment[n++] = trees(c);
        cached.environment[n++] = "TEXMFDBS=!!./" CACHE_LINK;
    }
    /* Large pages for TeX's memory, a tenth of the time. Other C libraries do not know this. */
    if (getenv("GLIBC_TUNABLES") == NULL)
        cached.environment[n++] = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";
    struct process_result result = {.end = PROCESS_FAILED};
    if (workdir_write(c->arena, c->work, TEX_JOB ".tex", cut))
        result = tex_compile(&cached);
    workdir_write(c->arena, c->work, TEX_JOB ".tex", run->latex);
    return result;
}

static bool succeeded(struct process_result result)
{
    return result.end == PROCESS_EXITED && result.status == 0;
}

/* The run as if there were no cache, after one with it failed; and what that teaches. */
static struct process_result run_again(struct tex_cache *c, const struct tex_run *run,
                                       const struct aux *before)
{
    aux_put_back(c, before);
    struct process_result result = tex_compile(run);
    if (succeeded(result) && !cache_learn(c)) {
        /* It was not for want of a file. The entry is damaged, unless it was made just now. */
        if (c->made)
            format_give_up(c);
        else
            workdir_remove(c->entry);
        c->useless = true;
    }
    return result;
}

/* No time left is not the same as no limit, which 0 stands for. */
static void take_time(struct tex_run *run, double seconds)
{
    run->seconds = run->seconds - seconds > 0.01 ? run->seconds - seconds : 0.01;
}

/* Whether a run has ended so that another one may do better. */
static bool may_retry(struct process_result result)
{
    return !succeeded(result) && (result.end == PROCESS_EXITED || result.end == PROCESS_KILLED);
}

struct process_result cache_compile(struct tex_cache *c, const struct tex_run *run)
{
    if (c == NULL)
        return tex_compile(run);
    double spent = 0;
    if (!c->exists) {
        c->made = format_make(c, run->seconds, &spent);
        if (!c->made)
            look_up(c); /* another build may have been faster */
        c->useless = !c->made && (c->useless || !c->exists);
        c->exists = true; /* or there is no use in trying again */
    }
    struct aux before = aux_read(c, c->work, TEX_JOB);
    struct tex_run rest = *run;
    take_time(&rest, spent);
    struct process_result result = c->useless ? tex_compile(&rest) : run_format(c, &rest);
    if (!c->useless && may_retry(result)) {
        spent += result.seconds;
        take_time(&rest, result.seconds);
        result = run_again(c, &rest, &before);
    } else if (!c->useless && !c->learned && succeeded(result)) {
        cache_learn(c);
    }
    result.seconds += spent;
    if (succeeded(result))
        aux_keep(c, &before);
    else
        aux_forget(c);
    return result;
}

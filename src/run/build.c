#include "run/build.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "run/cache.h"
#include "run/workdir.h"

/* A document whose auxiliary files still change after these runs never comes to rest. */
enum { RUNS_MAX = 4 };

/* Pictures: dots an inch, and at most so many pages. */
#define PICTURE_RESOLUTION "150"
enum { PICTURES_MAX = 500 };

struct build {
    struct arena *arena;
    const struct tex_job *job;
    const char *latex; /* the program that makes the PDF */
    const char *work;
    double left; /* seconds */
    struct tex_result result;
};

static bool fail(struct build *b, enum tex_end end, const char *program, const char *why)
{
    b->result.end = end;
    b->result.program = program;
    b->result.why = why;
    return false;
}

/* Less than this is no room: what TeX has to say about a full disk may not have reached its log. */
enum { ROOM_MIN = 64 << 10 };

static bool disk_is_full(const struct build *b)
{
    struct statvfs fs;
    return (b->result.log != NULL && b->result.log->disk_full) ||
           (statvfs(b->work, &fs) == 0 && (double)fs.f_bavail * (double)fs.f_frsize < ROOM_MIN);
}

/* Takes note of how a program ended; false unless it ended well. */
static bool ended(struct build *b, const char *program, struct process_result end)
{
    b->left -= end.seconds;
    b->result.status = end.status;
    if (end.end == PROCESS_EXITED && end.status == 0)
        return true;
    if (end.end == PROCESS_INTERRUPTED)
        return fail(b, TEX_STOPPED, program, NULL);
    if (end.end == PROCESS_TIMEOUT)
        return fail(b, TEX_TIMEOUT, program, NULL);
    if (end.end == PROCESS_FAILED)
        return fail(b, TEX_MACHINE, program, strerror(end.status));
    if (disk_is_full(b)) {
        b->result.log = NULL; /* it explains no more than this */
        return fail(b, TEX_MACHINE, program, arena_printf(b->arena, "no room in %s", b->work));
    }
    return fail(b, end.end == PROCESS_KILLED ? TEX_KILLED : TEX_ERRORS, program, NULL);
}

/* The path of a program, copied to the arena. */
static const char *find(struct build *b, const char *program)
{
    char *path = process_find(program);
    if (path == NULL) {
        fail(b, TEX_MISSING, program, NULL);
        return NULL;
    }
    const char *copy = arena_printf(b->arena, "%s", path);
    free(path);
    return copy;
}

/* ---- the work folder ---- */

/* An absolute path for one of ours: links are followed from the work folder. */
static const char *absolute(struct build *b, const char *path)
{
    if (path[0] == '/')
        return path;
    for (size_t size = 256;; size *= 2) {
        char *here = arena_alloc(b->arena, size);
        if (getcwd(here, size) != NULL)
            return arena_printf(b->arena, "%s/%s", here, path);
        if (errno != ERANGE)
            return path;
    }
}

static bool link_to(struct build *b, const char *target, const char *name)
{
    return symlink(absolute(b, target), arena_printf(b->arena, "%s/%s", b->work, name)) == 0;
}

/*
 * The CV's folder is linked to as "files": so its name, which may hold anything, need not be
 * quoted for TEXINPUTS, and nothing of it is copied.
 */
static bool furnish(struct build *b)
{
    const struct tex_job *job = b->job;
    if (workdir_write(b->arena, b->work, TEX_JOB ".tex", job->latex) &&
        link_to(b, job->folder[0] != '\0' ? job->folder : ".", TEX_FILES) &&
        (job->photo == NULL || link_to(b, job->photo, job->photo_name)))
        return true;
    return fail(b, TEX_MACHINE, NULL, arena_printf(b->arena, "%s: %s", b->work, strerror(errno)));
}

/* ---- runs ---- */

struct auxiliary {
    struct str aux, out;
};

static struct auxiliary auxiliary_of(struct build *b)
{
    struct auxiliary files;
    workdir_read(b->arena, b->work, TEX_JOB ".aux", &files.aux);
    workdir_read(b->arena, b->work, TEX_JOB ".out", &files.out);
    return files;
}

static bool run_once(struct build *b, struct tex_cache *cache, const struct tex_run *run)
{
    struct str log;
    struct process_result end = cache_compile(cache, run);
    if (workdir_read(b->arena, b->work, TEX_JOB ".log", &log))
        b->result.log = texlog_read(b->arena, log, TEX_JOB ".tex");
    return ended(b, b->latex, end);
}

/* Runs pdflatex until its auxiliary files are those that the last run has read. */
static bool run_all(struct build *b)
{
    struct tex_run run = {.arena = b->arena,
                          .program = find(b, b->latex),
                          .lua = b->job->lua,
                          .work = b->work,
                          .latex = b->job->latex};
    if (run.program == NULL)
        return false;
    struct tex_cache *cache =
        b->job->no_cache || b->job->lua
            ? NULL
            : cache_open(b->arena, run.program, b->work, run.latex);
    struct auxiliary before = auxiliary_of(b), after;
    for (int i = 0; i < RUNS_MAX; i++, before = after) {
        run.seconds = b->left > 0.01 ? b->left : 0.01;
        if (!run_once(b, cache, &run))
            return false;
        if (b->job->once)
            break;
        after = auxiliary_of(b);
        if (str_eq(before.aux, after.aux) && str_eq(before.out, after.out))
            break;
    }
    workdir_read(b->arena, b->work, TEX_JOB ".fls", &b->result.record);
    if (workdir_read(b->arena, b->work, TEX_JOB ".pdf", &b->result.pdf))
        return true;
    return fail(b, TEX_ERRORS, b->latex, NULL);
}

/* Finds out where characters were missing, by one more run that is for its log alone. */
static void locate_missing(struct build *b)
{
    struct str text;
    const struct tex_run run = {.arena = b->arena,
                                .program = find(b, b->latex),
                                .lua = b->job->lua,
                                .work = b->work,
                                .latex = b->job->latex,
                                .commands = TEXLOG_LOCATING,
                                .seconds = b->left > 0.01 ? b->left : 0.01};
    if (run.program == NULL || tex_compile(&run).end != PROCESS_EXITED)
        return;
    if (workdir_read(b->arena, b->work, TEX_JOB ".log", &text))
        texlog_locate(b->result.log, texlog_read(b->arena, text, TEX_JOB ".tex"));
}

/* ---- pictures ---- */

/* pdftoppm numbers its files with as many digits as the last number has. */
static bool read_pictures(struct build *b, unsigned pages)
{
    int digits = pages > 99 ? 3 : pages > 9 ? 2 : 1;
    b->result.pictures = arena_array(b->arena, struct str, pages);
    for (unsigned i = 1; i <= pages; i++) {
        const char *name = b->job->pictures == TEX_FIRST_PAGE
                               ? "page.png"
                               : arena_printf(b->arena, "page-%0*u.png", digits, i);
        if (!workdir_read(b->arena, b->work, name, &b->result.pictures[i - 1]))
            return fail(b, TEX_ERRORS, TEX_PICTURE_PROGRAM, NULL);
        b->result.picture_count = i;
    }
    return true;
}

static bool make_pictures(struct build *b)
{
    const char *program = find(b, TEX_PICTURE_PROGRAM);
    if (program == NULL)
        return false;
    unsigned pages = b->result.log != NULL ? b->result.log->pages : 1;
    bool first = b->job->pictures == TEX_FIRST_PAGE;
    pages = first ? 1 : pages < PICTURES_MAX ? pages : PICTURES_MAX;
    const char *const argv[] = {TEX_PICTURE_PROGRAM, "-png", "-r", PICTURE_RESOLUTION, "-l",
                                arena_printf(b->arena, "%u", pages), TEX_JOB ".pdf", "page",
                                first ? "-singlefile" : NULL, NULL};
    const struct process_job job = {.program = program,
                                    .argv = argv,
                                    .folder = b->work,
                                    .seconds = b->left > 1 ? b->left : 1,
                                    .memory_bytes = TEX_MEMORY_BYTES,
                                    .file_bytes = TEX_FILE_BYTES};
    return ended(b, TEX_PICTURE_PROGRAM, process_run(&job)) && read_pictures(b, pages);
}

/* ---- the whole ---- */

static void build(struct build *b)
{
    if (!furnish(b) || !run_all(b) ||
        (b->job->pictures != TEX_NO_PICTURES && !make_pictures(b)))
        return;
    if (!b->job->once && b->result.log != NULL && texlog_lacks_characters(b->result.log))
        locate_missing(b);
}

struct tex_result tex_build(struct arena *a, const struct tex_job *job)
{
    struct build b = {.arena = a,
                      .job = job,
                      .latex = job->lua ? TEX_LUA_PROGRAM : TEX_PROGRAM,
                      .left = job->seconds};
    const char *why = NULL;
    char *work = workdir_make(a, &why);
    if (work == NULL) {
        fail(&b, TEX_MACHINE, NULL, why);
        return b.result;
    }
    b.work = work;
    /* When memory runs out, the folder goes first. */
    jmp_buf oom, *outer = a->oom;
    if (setjmp(oom) != 0) {
        workdir_remove(work);
        a->oom = outer;
        arena_fail(a);
    }
    a->oom = &oom;
    build(&b);
    a->oom = outer;
    if (job->keep)
        b.result.kept = work;
    else
        workdir_remove(work);
    return b.result;
}

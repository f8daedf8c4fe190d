/* One run of pdflatex or lualatex. */
#include <inttypes.h>
#include <stdlib.h>

#include "run/build.h"

/* A number for the text, so that equal documents get equal identifiers (FNV-1a). */
static uint64_t digest(struct str text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(1099511628211);
    return hash;
}

/*
 * What LaTeX is told to read. pdfTeX makes the identifier of a PDF from the time and the folder;
 * where the time is given from outside, it must not depend on the folder either.
 */
static const char *first_line(const struct tex_run *run)
{
    const char *commands = run->commands != NULL ? run->commands : "";
    if (getenv("SOURCE_DATE_EPOCH") == NULL)
        return arena_printf(run->arena, "%s\\input{" TEX_JOB ".tex}", commands);
    uint64_t id = digest(run->latex);
    if (run->lua)
        return arena_printf(run->arena,
                            "%s\\pdfvariable trailerid{[<%016" PRIx64 "> <%016" PRIx64 ">]}"
                            "\\input{" TEX_JOB ".tex}", commands, id, id);
    return arena_printf(run->arena, "%s\\pdftrailerid{%016" PRIx64 "}\\input{" TEX_JOB ".tex}",
                        commands, id);
}

struct process_result tex_compile(const struct tex_run *run)
{
    const char *inputs = getenv("TEXINPUTS");
    const char *const argv[] = {run->lua ? TEX_LUA_PROGRAM : TEX_PROGRAM,
                                "-no-shell-escape",
                                "-interaction=nonstopmode",
                                "-file-line-error",
                                "-recorder",
                                "-no-mktex=tfm",
                                "-no-mktex=pk",
                                "-jobname=" TEX_JOB,
                                first_line(run),
                                NULL};
    const char *const environment[] = {
        arena_printf(run->arena, "TEXINPUTS=.:./" TEX_FILES ":%s", inputs != NULL ? inputs : ""),
        /* LuaTeX's own fonts and tables have absolute paths, which since 1.17 "p" forbids to Lua. */
        run->lua ? "openin_any=r" : "openin_any=p",
        "openout_any=p",
        /* Lines of the log stay whole. */
        "max_print_line=100000",
        "error_line=254",
        "half_error_line=238",
        "FORCE_SOURCE_DATE=1",
        run->environment[0],
        run->environment[1],
        run->environment[2],
        NULL,
    };
    const struct process_job job = {.program = run->program,
                                    .argv = argv,
                                    .folder = run->work,
                                    .environment = environment,
                                    .seconds = run->seconds,
                                    .memory_bytes = TEX_MEMORY_BYTES,
                                    .file_bytes = TEX_FILE_BYTES};
    return process_run(&job);
}

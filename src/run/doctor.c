#include "run/doctor.h"

#include <stdlib.h>

#include "run/cache.h"
#include "run/workdir.h"

/* What the templates can load. Each is there when all of its files are. */
static const struct part {
    const char *name;
    const char *files; /* words */
    const char *cost;
    const char *package;
} parts[] = {
    {"moderncv", "moderncv.cls", "no CV is printed", "texlive-latex-extra"},
    {"lmodern", "lmodern.sty ec-lmr10.tfm lmr10.pfb", "no CV is printed", "lmodern"},
    {"packages", "accsupp.sty changepage.sty needspace.sty", "no CV is printed",
     "texlive-latex-extra"},
    {"symbols", "fontawesome5.sty", "no symbols for contacts", "texlive-fonts-extra"},
    {"palatino", "newpxtext.sty zplr.pfb", "no font: palatino", "texlive-fonts-extra"},
    {"times", "tempora.sty", "no font: times", "texlive-fonts-extra"},
    {"charter", "XCharter.sty", "no font: charter", "texlive-fonts-extra"},
    {"garamond", "ebgaramond.sty", "no font: garamond", "texlive-fonts-extra"},
    {"libertinus", "libertinus.sty", "no font: libertinus", "texlive-fonts-extra"},
    {"helvetica", "arimo.sty", "no font: helvetica", "texlive-fonts-extra"},
    {"source-sans", "sourcesanspro.sty", "no font: source-sans", "texlive-fonts-extra"},
    {"mathematics", "amssymb.sty", "no signs of mathematics", "texlive-base"},
    {"dingbats", "pifont.sty", "no stars and ticks", "texlive-latex-base"},
    {"ulem", "ulem.sty", "text is struck out and underlined without line breaks",
     "texlive-plain-generic"},
    {"Cyrillic", "t2aenc.def sfrm1095.pfb", "no Cyrillic letters",
     "texlive-lang-cyrillic cm-super"},
    {"Greek", "lgrenc.def textalpha.sty", "no Greek letters", "texlive-lang-greek"},
    {"Vietnamese", "t5enc.def", "no Vietnamese letters", "texlive-lang-other"},
    {"Chinese", "CJKutf8.sty gbsnu4e.tfm gbsnu4e.pfb", "no Chinese characters",
     "latex-cjk-chinese"},
    {"traditional", "CJKutf8.sty bsmiu4e.tfm bsmiu4e.pfb", "no traditional Chinese characters",
     "latex-cjk-chinese"},
    {"Japanese", "CJKutf8.sty c70min.fd dmjkata.tfm dmjkata.pfb", "no Japanese characters",
     "latex-cjk-japanese-wadalab"},
    {"Korean", "CJKutf8.sty c70nanummj.fd nanummjmac.tfm", "no Korean characters",
     "texlive-lang-korean latex-cjk-chinese"},
    {"LuaLaTeX", "lualatex.ini luaotfload.sty fontspec.sty", "no `engine: lualatex`",
     "texlive-luatex texlive-latex-recommended"},
    {"Arabic", "Amiri-Regular.ttf", "lualatex prints Arabic in a plainer font, if at all",
     "fonts-hosny-amiri"},
    {"Hebrew", "DejaVuSans.ttf", "lualatex prints no Hebrew", "fonts-dejavu-core"},
    {"Devanagari", "Shobhika-Regular.otf", "lualatex prints no Devanagari", "texlive-fonts-extra"},
    {"Thai", "Norasi.otf", "lualatex prints no Thai", "fonts-tlwg-norasi-otf"},
    {"emoji", "TwemojiMozilla.ttf", "lualatex prints no emoji", "texlive-fonts-extra"},
    {"German", "loadhyph-de-1996.tex", "words are not divided", "texlive-lang-german"},
    {"French", "loadhyph-fr.tex", "words are not divided", "texlive-lang-french"},
    {"Spanish", "loadhyph-es.tex", "words are not divided", "texlive-lang-spanish"},
    {"Portuguese", "loadhyph-pt.tex", "words are not divided", "texlive-lang-portuguese"},
    {"Italian", "loadhyph-it.tex", "words are not divided", "texlive-lang-italian"},
    {"Polish", "loadhyph-pl.tex", "words are not divided", "texlive-lang-polish"},
    {"Czech", "loadhyph-cs.tex", "words are not divided", "texlive-lang-czechslovak"},
    {"European", "loadhyph-nl.tex loadhyph-sv.tex loadhyph-hu.tex", "words are not divided",
     "texlive-lang-european"},
};
enum { PART_COUNT = sizeof parts / sizeof *parts, WORDS_MAX = 8 * PART_COUNT };

void doctor_line(struct buf *out, const char *name, bool found, const char *words)
{
    buf_addf(out, "%-12s %s%s%s\n", name, found ? "ok" : "missing", *words != '\0' ? "  " : "",
             words);
}

/* ---- files of TeX ---- */

struct search {
    struct arena *arena;
    const char *words[WORDS_MAX + 4]; /* the command that looks for all files at once */
    struct str found;                 /* their paths, one a line */
};

/* The next word of a text of words, in the arena; NULL after the last one. */
static const char *next_word(struct arena *a, const char **text)
{
    *text += strspn(*text, " ");
    size_t len = strcspn(*text, " ");
    const char *word = len > 0 ? arena_printf(a, "%.*s", (int)len, *text) : NULL;
    *text += len;
    return word;
}

static void run_search(struct search *s, const char *work)
{
    size_t n = 0;
    s->words[n++] = "kpsewhich";
    s->words[n++] = "-progname=" TEX_PROGRAM;
    for (size_t i = 0; i < PART_COUNT; i++) {
        const char *text = parts[i].files, *word;
        while ((word = next_word(s->arena, &text)) != NULL && n < WORDS_MAX)
            s->words[n++] = word;
    }
    char *program = process_find(s->words[0]);
    if (program == NULL)
        return;
    const struct process_job job = {
        .program = program, .argv = s->words, .folder = work, .output = "found", .seconds = 20};
    process_run(&job);
    free(program);
    workdir_read(s->arena, work, "found", &s->found);
}

/* The path of a file, or STR_NONE. */
static struct str path_of(const struct search *s, const char *name)
{
    struct str end = str_of(arena_printf(s->arena, "/%s", name));
    for (size_t at = 0, stop; at < s->found.len; at = stop + 1) {
        stop = str_find(s->found, at, '\n');
        struct str path = str_sub(s->found, at, stop);
        if (path.len > end.len && str_eq(str_sub(path, path.len - end.len, path.len), end))
            return path;
    }
    return STR_NONE;
}

/* "2.3.1", from \ProvidesClass{moderncv}[2022-02-21 v2.3.1 ...], or "". */
static const char *class_version(const struct search *s)
{
    struct str path = path_of(s, "moderncv.cls"), text;
    if (path.len == 0 ||
        !workdir_read(s->arena, "", arena_printf(s->arena, "%.*s", STR_FMT(path)), &text))
        return "";
    /* A NUL follows the text. */
    const char *at = strstr(text.ptr, "\\ProvidesClass{moderncv}[");
    at = at != NULL ? strstr(at, " v") : NULL;
    return at != NULL ? arena_printf(s->arena, "%.*s", (int)strspn(at + 2, "0123456789."), at + 2)
                      : "";
}

static void report_part(const struct search *s, const struct part *part, struct buf *out)
{
    const char *text = part->files, *word, *missing = NULL;
    while (missing == NULL && (word = next_word(s->arena, &text)) != NULL)
        if (path_of(s, word).len == 0)
            missing = word;
    if (missing == NULL)
        doctor_line(out, part->name, true, part == parts ? class_version(s) : "");
    else
        doctor_line(
            out, part->name, false,
            arena_printf(s->arena, "(%s) %s: apt install %s", missing, part->cost, part->package));
}

static void report_parts(struct arena *a, struct buf *out)
{
    const char *why;
    char *work = workdir_make(a, &why);
    if (work == NULL) {
        doctor_line(out, "work folder", false, why);
        return;
    }
    struct search search = {.arena = a};
    run_search(&search, work);
    workdir_remove(work);
    for (size_t i = 0; i < PART_COUNT; i++)
        report_part(&search, &parts[i], out);
}

/* ---- the rest ---- */

static void report_program(struct arena *a, struct buf *out, const char *name, const char *cost,
                           const char *package)
{
    char *path = process_find(name);
    const char *words = path != NULL ? path : arena_printf(a, "%s: apt install %s", cost, package);
    doctor_line(out, name, path != NULL, words);
    free(path);
}

static void report_cache(struct arena *a, struct buf *out)
{
    struct cache_usage usage = cache_usage(a);
    if (usage.folder == NULL)
        doctor_line(out, "cache", false,
                    arena_printf(a, "each build takes its full time: %s", usage.why));
    else
        doctor_line(out, "cache", true,
                    arena_printf(a, "%s: preambles: %zu, %zu of at most %zu MB", usage.folder,
                                 usage.entries, usage.bytes >> 20, usage.limit >> 20));
}

void doctor_report(struct arena *a, struct buf *out)
{
    report_program(a, out, TEX_PROGRAM, "no CV is printed", "texlive-latex-extra");
    report_parts(a, out);
    report_program(a, out, TEX_PICTURE_PROGRAM, "no pictures of pages", "poppler-utils");
    report_program(a, out, "gzip", "no cache, so that each build takes its full time", "gzip");
    report_cache(a, out);
}

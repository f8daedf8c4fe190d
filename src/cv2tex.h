/*
 * libcv2tex: a CV kept as YAML, into LaTeX for the moderncv class.
 *
 *     struct cv2tex *doc = cv2tex_new();
 *     if (doc != NULL && cv2tex_read_file(doc, "resume.yaml") == CV2TEX_OK &&
 *         cv2tex_render(doc) == CV2TEX_OK)
 *         fwrite(cv2tex_latex(doc, NULL), 1, ..., stdout);
 *     fputs(cv2tex_diagnostics(doc, CV2TEX_TEXT), stderr);
 *     cv2tex_free(doc);
 *
 * A document owns all that it hands out: texts live until the next call for the same document that
 * is not marked as a plain getter, or until cv2tex_free(). Documents share nothing: different ones
 * may be used in different threads, one and the same only in one thread at a time.
 *
 * The library never writes to standard output or error, never exits and never aborts: running out
 * of memory is CV2TEX_NO_MEMORY, after which the document can only be freed. It opens only the
 * files it is told to. Only cv2tex_build() starts programs, and only cv2tex_cite() opens sockets.
 */
#ifndef CV2TEX_H
#define CV2TEX_H

#include <stdbool.h>
#include <stddef.h>

#if defined __GNUC__
#define CV2TEX_PUBLIC __attribute__((visibility("default")))
#else
#define CV2TEX_PUBLIC
#endif

/* The version of the header; cv2tex_version() is the one of the library. */
#define CV2TEX_VERSION "0.1.0"

/* What a call came to. The numbers are the exit statuses of the program. */
enum cv2tex_status {
    CV2TEX_OK = 0,
    CV2TEX_INVALID = 1,   /* the CV (or a template, or a setting) has errors: see the diagnostics */
    CV2TEX_MISUSE = 2,    /* the call makes no sense: rendering before anything was read */
    CV2TEX_MACHINE = 3,   /* a file cannot be read, a program is missing: see the diagnostics */
    CV2TEX_TEX = 4,       /* pdflatex failed: see the diagnostics */
    CV2TEX_STOPPED = 5,   /* cv2tex_stop() was called */
    CV2TEX_NO_MEMORY = 6, /* the document can only be freed */
};

enum cv2tex_format { CV2TEX_TEXT, CV2TEX_JSON };

struct cv2tex;

/* The version of the library, "0.1.0". */
CV2TEX_PUBLIC const char *cv2tex_version(void);

/* A new, empty document, or NULL when memory runs out. */
CV2TEX_PUBLIC struct cv2tex *cv2tex_new(void);

/* Frees the document and all that it handed out. NULL is no document and no error. */
CV2TEX_PUBLIC void cv2tex_free(struct cv2tex *doc);

/*
 * Chooses the format that the first file is read as: "native", "rendercv", "jsonresume",
 * "yamlresume" or "al-folio"; else its keys tell. To be called before reading. CV2TEX_MISUSE when
 * there is no such format, or something was read already.
 */
CV2TEX_PUBLIC enum cv2tex_status cv2tex_use_format(struct cv2tex *doc, const char *name);

/* The format of the first file, or NULL when nothing was read. A plain getter. */
CV2TEX_PUBLIC const char *cv2tex_format_name(const struct cv2tex *doc);

/*
 * Reads the file `path`, or standard input for "-". The first file is the CV; each further one is
 * laid upon it: maps are merged key by key, all else is replaced. At most 64 MiB a file. A file that
 * is laid upon a CV of another format has that format or the native one.
 * CV2TEX_INVALID when it is not YAML that can be used, CV2TEX_MACHINE when it cannot be read.
 */
CV2TEX_PUBLIC enum cv2tex_status cv2tex_read_file(struct cv2tex *doc, const char *path);

/* As cv2tex_read_file(), from `len` bytes at `text`, which are copied; `name` is for messages. */
CV2TEX_PUBLIC enum cv2tex_status cv2tex_read_text(struct cv2tex *doc, const char *name,
                                                  const char *text, size_t len);

/*
 * Sets one value, as "design.style=classic" or "sections.Education.0.degree=Ph.D.": a path of keys
 * and list positions (from 0), an equals sign, and a text. Missing maps are made. To be called
 * after reading; "\." in the path is a full stop that belongs to a key.
 */
CV2TEX_PUBLIC enum cv2tex_status cv2tex_set(struct cv2tex *doc, const char *assignment);

/* Takes templates from folder `path` first, file by file; the built-in ones serve for the rest. */
CV2TEX_PUBLIC enum cv2tex_status cv2tex_use_templates(struct cv2tex *doc, const char *path);

/*
 * Renders the document that was read. CV2TEX_INVALID when there are errors, with or without
 * LaTeX; warnings do not count. To be called once.
 */
CV2TEX_PUBLIC enum cv2tex_status cv2tex_render(struct cv2tex *doc);

/*
 * The LaTeX, NUL-terminated, or NULL when rendering found errors. *len gets its length, unless `len` is
 * NULL. A plain getter.
 */
CV2TEX_PUBLIC const char *cv2tex_latex(const struct cv2tex *doc, size_t *len);

/* The formats that cv2tex_convert() writes. */
enum cv2tex_dialect { CV2TEX_NATIVE, CV2TEX_JSON_RESUME };

/*
 * Writes the document that was read in another format, in place of rendering it: CV2TEX_NATIVE is
 * the library's own YAML, with the comments of the source, and renders to the same LaTeX as the
 * source; CV2TEX_JSON_RESUME is JSON Resume, and renders to the same words. CV2TEX_INVALID when there are errors. To be called once.
 */
CV2TEX_PUBLIC enum cv2tex_status cv2tex_convert(struct cv2tex *doc, enum cv2tex_dialect to);

/* What cv2tex_convert() has written, NUL-terminated, or NULL. *len gets its length. A plain getter. */
CV2TEX_PUBLIC const char *cv2tex_converted(const struct cv2tex *doc, size_t *len);

enum cv2tex_pictures { CV2TEX_NO_PICTURES, CV2TEX_FIRST_PAGE, CV2TEX_ALL_PAGES };

/* How to build. All zero are the defaults. */
struct cv2tex_build {
    double seconds;                /* time limit; 0: 60, and 300 for lualatex */
    enum cv2tex_pictures pictures; /* of pages, by pdftoppm */
    bool keep;                     /* leave the work folder: cv2tex_work_folder() */
    bool no_cache;                 /* neither use nor fill the cache of preambles */
};

/*
 * Renders, and makes the PDF: pdflatex runs without a shell in a private folder below $TMPDIR (or
 * /tmp), reads no files but its own and those beside the CV, and is run again while its auxiliary
 * files change, at most four times. What the preamble comes to is kept below $XDG_CACHE_HOME (or
 * ~/.cache), which makes the next build fast. The folder is removed however that ends. Where the design says
 * how many pages there may be, the page is changed a little so that it fits.
 *
 * CV2TEX_TEX when pdflatex fails, with its complaints as diagnostics on the CV's lines;
 * CV2TEX_MACHINE when it is not installed or there is no room. `how` may be NULL. To be called
 * once, instead of cv2tex_render().
 */
CV2TEX_PUBLIC enum cv2tex_status cv2tex_build(struct cv2tex *doc, const struct cv2tex_build *how);

/* How to find out how often papers were cited. All zero are the defaults. */
struct cv2tex_cite {
    const char *provider; /* one, or several with commas; NULL: those that the CV names */
    bool offline;         /* ask nobody: the record has to do */
    double seconds;       /* time limit for all of it; 0: 60 */
    void (*progress)(void *user, size_t done, size_t count); /* papers; or NULL */
    void *user;
};

/*
 * Finds out how often the papers of the CV were cited, and keeps it in the record beside the CV,
 * NAME.citations.json. Providers are asked only for what is not in the record, or older there than
 * the CV allows. Whatever fails is a warning, and what the record says is used instead: the document
 * can be rendered after CV2TEX_OK and CV2TEX_MACHINE alike. The latter means that nothing could be
 * had and that there is no record. CV2TEX_MISUSE for a provider that does not exist.
 *
 * To be called once, after all was read and set, and before rendering, which prints what was found.
 * Without the call a CV that has `citations` is rendered from its record. `how` may be NULL.
 */
CV2TEX_PUBLIC enum cv2tex_status cv2tex_cite(struct cv2tex *doc, const struct cv2tex_cite *how);

/*
 * What cv2tex_cite() came to, NUL-terminated: a table for people, or a JSON object. NULL only when
 * memory runs out.
 */
CV2TEX_PUBLIC const char *cv2tex_citations(struct cv2tex *doc, enum cv2tex_format format);

/*
 * Makes builds and inquiries, of all threads, end with CV2TEX_STOPPED, now and from now on. For
 * signal handlers: the one function that may be called there.
 */
CV2TEX_PUBLIC void cv2tex_stop(void);

/* The PDF, or NULL when there is none. *len gets its length. A plain getter. */
CV2TEX_PUBLIC const char *cv2tex_pdf(const struct cv2tex *doc, size_t *len);

/* The pages of the PDF; 0 when there is none. A plain getter. */
CV2TEX_PUBLIC unsigned cv2tex_page_count(const struct cv2tex *doc);

/* The picture of page `index` (from 0) as PNG, or NULL. *len gets its length. A plain getter. */
CV2TEX_PUBLIC const char *cv2tex_picture(const struct cv2tex *doc, size_t index, size_t *len);

/* What was changed so that the pages suffice, "line spacing 0.96, margins 18mm"; or NULL. */
CV2TEX_PUBLIC const char *cv2tex_fitted(const struct cv2tex *doc);

/* The work folder that was left behind, or NULL. A plain getter. */
CV2TEX_PUBLIC const char *cv2tex_work_folder(const struct cv2tex *doc);

/*
 * File number `index` (from 0) of those that were read: CVs, templates, the photo, what LaTeX read
 * beside the CV; or NULL. A plain getter.
 */
CV2TEX_PUBLIC const char *cv2tex_input(const struct cv2tex *doc, size_t index);

/*
 * All diagnostics so far, in file order, NUL-terminated: GNU style with an excerpt, or one JSON
 * object a line. NULL only when memory runs out.
 */
CV2TEX_PUBLIC const char *cv2tex_diagnostics(struct cv2tex *doc, enum cv2tex_format format);

/*
 * How many errors and warnings there are. What comes of the network and of the record of citations is
 * no fault of the CV's and not counted. Plain getters.
 */
CV2TEX_PUBLIC unsigned cv2tex_error_count(const struct cv2tex *doc);
CV2TEX_PUBLIC unsigned cv2tex_warning_count(const struct cv2tex *doc);

/* The JSON Schema (draft 2020-12) of the native format; to be freed with free(). NULL: no memory. */
CV2TEX_PUBLIC char *cv2tex_schema(void);

/*
 * What cv2tex_build() needs from the machine, one line each: what is there, and for what is not, what
 * that costs and the command that installs it. *works gets whether a build works. To be freed with
 * free(). NULL: no memory.
 */
CV2TEX_PUBLIC char *cv2tex_doctor(bool *works);

/*
 * Makes a CV to start from whose publications come from the BibTeX file `bib`, with the name that most
 * of them have among their authors; cv2tex_converted() is its text. It will be kept at `cv` (NULL: in
 * the current folder), which counts for the path of `bib` in it. `doc` is a new one. CV2TEX_MACHINE
 * when the file cannot be read.
 */
CV2TEX_PUBLIC enum cv2tex_status cv2tex_start_from_bib(struct cv2tex *doc, const char *bib,
                                                       const char *cv);

/*
 * The one of `count` candidates that `word` is most likely a slip of the pen for, as in the library's
 * own "did you mean"; or NULL.
 */
CV2TEX_PUBLIC const char *cv2tex_closest(const char *word, const char *const *candidates,
                                         size_t count);

/* A CV to start from, which explains the format. Static. */
CV2TEX_PUBLIC const char *cv2tex_starter(void);

/* Built-in template number `index` (from 0): its file name and its text, or NULL. Static. */
CV2TEX_PUBLIC const char *cv2tex_template_name(size_t index);
CV2TEX_PUBLIC const char *cv2tex_template_text(size_t index);

#endif

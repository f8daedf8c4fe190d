/* One CV and where its output goes. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* ---- names ---- */

static bool is_folder(const char *path)
{
    struct stat st;
    size_t len = strlen(path);
    return (len > 0 && path[len - 1] == '/') || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

/* The length of a path without the ending of its last part. */
static size_t stem(const char *path)
{
    const char *name = strrchr(path, '/');
    name = name != NULL ? name + 1 : path;
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot > name ? (size_t)(dot - path) : strlen(path);
}

static bool ends_with(const char *path, const char *ending)
{
    return strcmp(path + stem(path), ending) == 0;
}

/* malloc'ed: folder, a slash where there is none, and the file's name with another ending. */
static char *output_name(const char *folder, const char *file, const char *ending)
{
    const char *name = strrchr(file, '/');
    if (folder[0] == '\0' || name == NULL)
        name = file;
    else
        name++;
    size_t len = strlen(folder) + strlen(name) + strlen(ending) + 2;
    char *path = malloc(len);
    if (path != NULL)
        snprintf(path, len, "%s%s%.*s%s", folder,
                 folder[0] != '\0' && folder[strlen(folder) - 1] != '/' ? "/" : "",
                 (int)stem(name), name, ending);
    return path;
}

bool target_make(struct target *target, const struct options *options, const char *file)
{
    const char *output = options->output;
    bool is_stdin = strcmp(file, "-") == 0;
    target->file = file;
    target->output = NULL;
    if (output == NULL || (is_folder(output) && strcmp(output, "-") != 0)) {
        if (is_stdin) {
            usage_error("say with -o where the output goes");
            return false;
        }
        if (output != NULL)
            mkdir(output, 0777); /* if that is not possible, writing into it tells */
        target->output = output_name(output != NULL ? output : "", file, ".pdf");
        if (target->output != NULL && strcmp(target->output, file) == 0) {
            usage_error("%s is the CV itself", file);
            return false;
        }
    } else {
        static const char *const endings[] = {".pdf", ".tex", ".png", ""};
        bool known = false;
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
            known |= ends_with(output, endings[i]);
        if (!known) {
            usage_error("'%s' is no .pdf, .tex or .png", output);
            return false;
        }
        target->output = malloc(strlen(output) + 1);
        if (target->output != NULL)
            strcpy(target->output, output);
    }
    if (target->output == NULL)
        no_memory();
    return target->output != NULL;
}

/* ---- a list of files for make ---- */

/* A name as make reads it in a rule. */
static void print_for_make(FILE *out, const char *name)
{
    for (; *name != '\0'; name++) {
        if (*name == '$')
            putc('$', out);
        else if (strchr(" \t#%:\\", *name) != NULL)
            putc('\\', out);
        putc(*name, out);
    }
}

/* "cv.pdf: cv.yaml me.jpg", and a rule for each file, so that make goes on when it is removed. */
static int write_depfile(const struct target *target, const struct options *options,
                         const struct cv2tex *doc)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL)
        return no_memory();
    print_for_make(out, target->output);
    putc(':', out);
    for (size_t i = 0; cv2tex_input(doc, i) != NULL; i++) {
        fputs(" \\\n  ", out);
        print_for_make(out, cv2tex_input(doc, i));
    }
    putc('\n', out);
    for (size_t i = 0; cv2tex_input(doc, i) != NULL; i++) {
        print_for_make(out, cv2tex_input(doc, i));
        fputs(":\n", out);
    }
    int status = fclose(out) == 0 ? output_write(options->depfile, text, len) : no_memory();
    free(text);
    return status;
}

/* ---- building ---- */

static int write_pictures(const struct target *target, const struct options *options,
                          const struct cv2tex *doc)
{
    size_t len, size = strlen(target->output) + 16;
    const char *picture;
    if (!options->all_pages) {
        picture = cv2tex_picture(doc, 0, &len);
        return output_write(target->output, picture, len);
    }
    char *path = malloc(size);
    if (path == NULL)
        return no_memory();
    int status = EXIT_DONE;
    for (size_t i = 0; status == EXIT_DONE; i++) {
        picture = cv2tex_picture(doc, i, &len);
        if (picture == NULL)
            break;
        snprintf(path, size, "%.*s-%zu.png", (int)stem(target->output), target->output, i + 1);
        status = output_write(path, picture, len);
    }
    free(path);
    return status;
}

static int write_output(const struct target *target, const struct options *options,
                        const struct cv2tex *doc)
{
    size_t len;
    if (ends_with(target->output, ".png"))
        return write_pictures(target, options, doc);
    const char *text =
        ends_with(target->output, ".tex") ? cv2tex_latex(doc, &len) : cv2tex_pdf(doc, &len);
    return output_write(target->output, text, len);
}

static enum cv2tex_status build_document(const struct target *target,
                                         const struct options *options, struct cv2tex *doc)
{
    const struct cv2tex_build how = {
        .seconds = options->seconds,
        .keep = options->keep,
        .no_cache = options->no_cache,
        .pictures = !ends_with(target->output, ".png") ? CV2TEX_NO_PICTURES
                    : options->all_pages               ? CV2TEX_ALL_PAGES
                                                       : CV2TEX_FIRST_PAGE,
    };
    enum cv2tex_status status = cv_read(doc, options, &target->file, 1);
    if ((status != CV2TEX_OK && status != CV2TEX_INVALID) || !cv_cite(doc, options, &status))
        return status;
    enum cv2tex_status built =
        ends_with(target->output, ".tex") ? cv2tex_render(doc) : cv2tex_build(doc, &how);
    return built > status ? built : status;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* One line about what was done; JSON on standard error stays JSON. */
static void say_done(const struct target *target, const struct options *options,
                     const struct cv2tex *doc, double seconds)
{
    if (options->quiet || options->format == CV2TEX_JSON)
        return;
    unsigned pages = cv2tex_page_count(doc);
    char count[32] = "";
    if (pages > 0)
        snprintf(count, sizeof count, "%u page%s, ", pages, pages == 1 ? "" : "s");
    const char *fitted = cv2tex_fitted(doc);
    fprintf(stderr, "%s: %s%.2f s%s%s\n", target->output, count, seconds,
            fitted != NULL ? "; made to fit: " : "", fitted != NULL ? fitted : "");
}

int target_build(const struct target *target, const struct options *options, struct cv2tex **handed)
{
    double start = now();
    struct cv2tex *doc = cv2tex_new();
    if (doc == NULL)
        return no_memory();
    enum cv2tex_status result = build_document(target, options, doc);
    int status = cv_report(doc, options, result);
    const char *kept = result != CV2TEX_NO_MEMORY ? cv2tex_work_folder(doc) : NULL;
    if (kept != NULL)
        fprintf(stderr, "cv2tex: the work folder is %s\n", kept);
    if (status == EXIT_DONE)
        status = write_output(target, options, doc);
    if (status == EXIT_DONE && options->depfile != NULL)
        status = write_depfile(target, options, doc);
    if (status == EXIT_DONE)
        say_done(target, options, doc, now() - start);
    if (handed != NULL)
        *handed = doc;
    else
        cv2tex_free(doc);
    return status;
}

#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- a document to its LaTeX ---- */

/* The LaTeX of a document, or its mistakes. `write` is whether to put the LaTeX out. */
static int process(const struct options *options, const char *const *files, size_t count,
                   bool write)
{
    struct cv2tex *doc = cv2tex_new();
    if (doc == NULL)
        return no_memory();
    enum cv2tex_status status = cv_read(doc, options, files, count);
    /* A file with mistakes is read on, so that one run tells all of them. */
    if ((status == CV2TEX_OK || status == CV2TEX_INVALID) && cv_cite(doc, options, &status)) {
        enum cv2tex_status rendered = cv2tex_render(doc);
        status = rendered > status ? rendered : status;
    }
    int exit_status = cv_report(doc, options, status);
    if (exit_status == EXIT_DONE && write) {
        size_t len;
        const char *latex = cv2tex_latex(doc, &len);
        exit_status = output_write(options->output, latex, len);
    }
    cv2tex_free(doc);
    return exit_status;
}

static int emit(const struct options *options)
{
    if (options->file_count == 0)
        return usage_error("no CV is named");
    return process(options, options->files, options->file_count, true);
}

static int check(const struct options *options)
{
    int worst = EXIT_DONE;
    if (options->file_count == 0)
        return usage_error("no CV is named");
    for (size_t i = 0; i < options->file_count; i++) {
        int status = process(options, &options->files[i], 1, false);
        worst = status > worst ? status : worst;
    }
    return worst;
}

static int convert(const struct options *options)
{
    if (options->file_count == 0)
        return usage_error("no CV is named");
    struct cv2tex *doc = cv2tex_new();
    if (doc == NULL)
        return no_memory();
    enum cv2tex_status status = cv_read(doc, options, options->files, options->file_count);
    if (status == CV2TEX_OK || status == CV2TEX_INVALID) {
        enum cv2tex_status converted = cv2tex_convert(doc, options->to);
        status = converted > status ? converted : status;
    }
    int exit_status = cv_report(doc, options, status);
    if (exit_status == EXIT_DONE) {
        size_t len;
        const char *text = cv2tex_converted(doc, &len);
        exit_status = output_write(options->output, text, len);
    }
    cv2tex_free(doc);
    return exit_status;
}

/* ---- texts that the program brings ---- */

/* A file that must not be there yet: somebody's CV is not to be overwritten. */
static int write_new(const char *path, const char *text)
{
    FILE *file = fopen(path, "wx");
    if (file == NULL) {
        fprintf(stderr, "cv2tex: %s: %s\n", path,
                errno == EEXIST ? "there is such a file already" : strerror(errno));
        return EXIT_MACHINE;
    }
    bool failed = fputs(text, file) == EOF;
    failed = fclose(file) != 0 || failed;
    if (!failed)
        return EXIT_DONE;
    fprintf(stderr, "cv2tex: %s: %s\n", path, strerror(errno));
    remove(path);
    return EXIT_MACHINE;
}

static int put_new(const struct options *options, const char *text)
{
    if (options->file_count == 0)
        return output_write(options->output, text, strlen(text));
    return write_new(options->files[0], text);
}

/* A CV with the publications of a .bib file. */
static int new_from_bib(const struct options *options)
{
    struct cv2tex *doc = cv2tex_new();
    if (doc == NULL)
        return no_memory();
    const char *cv = options->file_count > 0 ? options->files[0] : options->output;
    int status = cv_report(doc, options, cv2tex_start_from_bib(doc, options->bib, cv));
    if (status == EXIT_DONE)
        status = put_new(options, cv2tex_converted(doc, NULL));
    cv2tex_free(doc);
    return status;
}

static int new_cv(const struct options *options)
{
    if (options->file_count > 1)
        return usage_error("'new' takes one file");
    return options->bib != NULL ? new_from_bib(options) : put_new(options, cv2tex_starter());
}

static int schema(const struct options *options)
{
    if (options->file_count > 0)
        return usage_error("'schema' takes no file");
    char *text = cv2tex_schema();
    if (text == NULL)
        return no_memory();
    int status = output_write(options->output, text, strlen(text));
    free(text);
    return status;
}

static int doctor(const struct options *options)
{
    if (options->file_count > 0)
        return usage_error("'doctor' takes no file");
    bool works;
    char *text = cv2tex_doctor(&works);
    if (text == NULL)
        return no_memory();
    int status = output_write(options->output, text, strlen(text));
    free(text);
    return status != EXIT_DONE || works ? status : EXIT_MACHINE;
}

static int list_templates(void)
{
    for (size_t i = 0; cv2tex_template_name(i) != NULL; i++)
        if (puts(cv2tex_template_name(i)) == EOF)
            break;
    if (fflush(stdout) == 0)
        return EXIT_DONE;
    fprintf(stderr, "cv2tex: standard output: %s\n", strerror(errno));
    return EXIT_MACHINE;
}

static int make_folder(const char *path)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return EXIT_DONE;
    fprintf(stderr, "cv2tex: %s: %s\n", path, strerror(errno));
    return EXIT_MACHINE;
}

/* Makes the folder that `path` names before the last slash behind byte `from`, if there is one. */
static int make_subfolder(char *path, size_t from)
{
    char *slash = strrchr(path + from, '/');
    if (slash == NULL)
        return EXIT_DONE;
    *slash = '\0';
    int status = make_folder(path);
    *slash = '/';
    return status;
}

static int export_templates(const char *folder)
{
    int status = make_folder(folder);
    for (size_t i = 0; cv2tex_template_name(i) != NULL && status == EXIT_DONE; i++) {
        const char *name = cv2tex_template_name(i);
        size_t len = strlen(folder) + strlen(name) + 2;
        char *path = malloc(len);
        if (path == NULL)
            return no_memory();
        snprintf(path, len, "%s/%s", folder, name);
        status = make_subfolder(path, strlen(folder) + 1);
        if (status == EXIT_DONE)
            status = write_new(path, cv2tex_template_text(i));
        free(path);
    }
    return status;
}

static int templates(const struct options *options)
{
    if (options->file_count == 1 && strcmp(options->files[0], "list") == 0)
        return list_templates();
    if (options->file_count == 2 && strcmp(options->files[0], "export") == 0)
        return export_templates(options->files[1]);
    return usage_error("write 'cv2tex template list' or 'cv2tex template export DIR'");
}

int commands_run(const struct options *options)
{
    static const struct {
        const char *word;
        int (*run)(const struct options *options);
    } commands[] = {
        {"emit", emit},     {"build", build}, {"watch", watch},   {"doctor", doctor},
        {"check", check},   {"new", new_cv},  {"schema", schema}, {"template", templates},
        {"convert", convert}, {"cite", cite},
    };
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(options->command, commands[i].word) == 0)
            return commands[i].run(options);
    return EXIT_WRONG_USE;
}

/* cv2tex cite, and the option --citations of the other commands. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* One line of a terminal that is written over and over. */
static void show_progress(void *user, size_t done, size_t count)
{
    *(bool *)user = true;
    fprintf(stderr, "\rcitations: %zu of %zu papers", done, count);
    fflush(stderr);
}

static enum cv2tex_status ask(struct cv2tex *doc, const struct options *options)
{
    bool shown = false, shows = !options->quiet && isatty(STDERR_FILENO);
    const struct cv2tex_cite how = {.provider = options->provider,
                                    .offline = options->offline,
                                    .seconds = options->seconds,
                                    .progress = shows ? show_progress : NULL,
                                    .user = &shown};
    stop_on_signals();
    enum cv2tex_status status = cv2tex_cite(doc, &how);
    if (shown)
        fprintf(stderr, "\r%40s\r", "");
    stop_now();
    return status;
}

bool cv_cite(struct cv2tex *doc, const struct options *options, enum cv2tex_status *status)
{
    if (!options->citations)
        return true;
    enum cv2tex_status asked = ask(doc, options);
    if (asked == CV2TEX_OK || asked == CV2TEX_MACHINE || asked == CV2TEX_INVALID)
        return true;
    *status = asked;
    return false;
}

int cite(const struct options *options)
{
    if (options->file_count == 0)
        return usage_error("no CV is named");
    struct cv2tex *doc = cv2tex_new();
    if (doc == NULL)
        return no_memory();
    enum cv2tex_status status = cv_read(doc, options, options->files, options->file_count);
    if (status == CV2TEX_OK)
        status = ask(doc, options);
    int exit_status = cv_report(doc, options, status);
    if (exit_status == EXIT_DONE) {
        const char *table = cv2tex_citations(doc, options->json ? CV2TEX_JSON : CV2TEX_TEXT);
        exit_status =
            table != NULL ? output_write(options->output, table, strlen(table)) : no_memory();
    }
    cv2tex_free(doc);
    return exit_status;
}

/* A CV from the files and settings of the command line. */
#include "cli/cli.h"

#include <stdio.h>

int no_memory(void)
{
    fputs("cv2tex: out of memory\n", stderr);
    return EXIT_MACHINE;
}

enum cv2tex_status cv_read(struct cv2tex *doc, const struct options *options,
                           const char *const *files, size_t count)
{
    enum cv2tex_status status = CV2TEX_OK, worst = CV2TEX_OK;
    if (options->from != NULL)
        cv2tex_use_format(doc, options->from);
    for (size_t i = 0; i < count + options->overlay_count && worst != CV2TEX_NO_MEMORY; i++) {
        status = cv2tex_read_file(doc, i < count ? files[i] : options->overlays[i - count]);
        worst = status > worst ? status : worst;
    }
    for (size_t i = 0; i < options->setting_count && worst == CV2TEX_OK; i++) {
        status = cv2tex_set(doc, options->settings[i]);
        worst = status > worst ? status : worst;
    }
    if (options->template_dir != NULL && worst != CV2TEX_NO_MEMORY) {
        status = cv2tex_use_templates(doc, options->template_dir);
        worst = status > worst ? status : worst;
    }
    return worst;
}

int cv_report(struct cv2tex *doc, const struct options *options, enum cv2tex_status status)
{
    if (status == CV2TEX_NO_MEMORY)
        return no_memory();
    if (!options->quiet) {
        const char *messages = cv2tex_diagnostics(doc, options->format);
        if (messages == NULL)
            return no_memory();
        fputs(messages, stderr);
    }
    if (status == CV2TEX_OK && options->strict && cv2tex_warning_count(doc) > 0)
        return EXIT_INVALID;
    return status == CV2TEX_STOPPED ? EXIT_MACHINE : (int)status;
}

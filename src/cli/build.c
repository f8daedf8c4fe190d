/* cv2tex build: CVs to their PDFs. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct builds {
    const struct options *options;
    struct target *targets;
};

static int build_one(void *user, size_t i)
{
    const struct builds *builds = user;
    int status = target_build(&builds->targets[i], builds->options, NULL);
    stop_now();
    return status;
}

static int build_all(const struct options *options, struct target *targets)
{
    struct builds builds = {options, targets};
    size_t count = 0;
    for (; count < options->file_count; count++) {
        if (!target_make(&targets[count], options, options->files[count]))
            return EXIT_WRONG_USE;
        for (size_t i = 0; i < count; i++)
            if (strcmp(targets[i].output, targets[count].output) == 0)
                return usage_error("%s and %s would both go to %s", targets[i].file,
                                   targets[count].file, targets[i].output);
    }
    stop_on_signals();
    if (count == 1)
        return build_one(&builds, 0);
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned most = options->jobs > 0 ? options->jobs : processors > 0 ? (unsigned)processors : 1;
    int status = jobs_run(count, most < count ? most : (unsigned)count, build_one, &builds);
    stop_now();
    return status;
}

int build(const struct options *options)
{
    size_t count = options->file_count;
    if (count == 0)
        return usage_error("no CV is named");
    if (count > 1 && options->depfile != NULL)
        return usage_error("--depfile goes with one CV");
    struct target *targets = calloc(count, sizeof *targets);
    if (targets == NULL)
        return no_memory();
    int status = build_all(options, targets);
    for (size_t i = 0; i < count; i++)
        free(targets[i].output);
    free(targets);
    return status;
}

#include "cli/cli.h"

#include <signal.h>

int main(int argc, char *argv[])
{
    static struct options options; /* what it refers to is in use until the end */
    int status;
    signal(SIGXFSZ, SIG_IGN); /* past a limit for files writing fails, which is told */
    if (!options_read(argc, argv, &options, &status))
        return status;
    return commands_run(&options);
}

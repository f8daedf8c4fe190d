#include "cli/cli.h"

int main(int argc, char *argv[])
{
    static struct options options; /* what it refers to is in use until the end */
    int status;
    if (!options_read(argc, argv, &options, &status))
        return status;
    return commands_run(&options);
}

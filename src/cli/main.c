#include "cli/cli.h"

int main(int argc, char *argv[])
{
    struct options options;
    int status;
    if (!options_read(argc, argv, &options, &status))
        return status;
    return commands_run(&options);
}

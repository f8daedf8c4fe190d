/*
 * Runs commands in turn, many times, and prints what each took at least: seconds of wall time and, in
 * kilobytes, the most memory that was resident.
 *     spawn TIMES COMMAND -- COMMAND...
 * Standard output goes to /dev/null. The least of many runs is what the machine's other work disturbs
 * the least.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { COMMANDS_MAX = 8 };

/* BSD's, and Linux's; not POSIX's. */
pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage);

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Runs a command once; returns the seconds, or -1. */
static double run(char *argv[], long *resident)
{
    posix_spawn_file_actions_t actions;
    struct rusage usage;
    pid_t pid;
    int status;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    double start = now();
    int error = posix_spawn(&pid, argv[0], &actions, NULL, argv, environ);
    if (error == 0 && wait4(pid, &status, 0, &usage) != pid)
        error = 1;
    double seconds = now() - start;
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0 || status != 0)
        return -1;
    *resident = usage.ru_maxrss;
    return seconds;
}

int main(int argc, char *argv[])
{
    char **commands[COMMANDS_MAX] = {argv + 2};
    double least[COMMANDS_MAX] = {0};
    long resident[COMMANDS_MAX] = {0};
    int count = 1, times = argc > 2 ? atoi(argv[1]) : 0;
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0 && count < COMMANDS_MAX) {
            argv[i] = NULL;
            commands[count++] = argv + i + 1;
        }
    }
    for (int i = 0; i < times; i++) {
        for (int c = 0; c < count; c++) {
            double seconds = run(commands[c], &resident[c]);
            if (seconds < 0) {
                fprintf(stderr, "spawn: %s failed\n", commands[c][0]);
                return 1;
            }
            if (i == 0 || seconds < least[c])
                least[c] = seconds;
        }
    }
    for (int c = 0; c < count; c++)
        printf("%.6f %ld\n", least[c], resident[c]);
    return times > 0 ? 0 : 1;
}

/*
 * Running another program: without a shell, in a process group of its own, with limits on time,
 * memory and output, so that nothing of it outlives us.
 */
#ifndef CV2TEX_RUN_PROCESS_H
#define CV2TEX_RUN_PROCESS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

struct process_job {
    const char *program;     /* its path: see process_find() */
    const char *const *argv; /* NULL-terminated */
    const char *folder;      /* to run in, or NULL */
    const char *const *environment; /* "NAME=value" over ours, NULL-terminated, or NULL */
    const char *output;  /* file, below `folder`, for standard output and error; NULL: nowhere */
    double seconds;      /* of wall time; 0: no limit */
    size_t memory_bytes; /* of address space; 0: no limit */
    size_t file_bytes;   /* the largest file it may write; 0: no limit */
};

enum process_end {
    PROCESS_EXITED,      /* `status` is its exit status */
    PROCESS_KILLED,      /* `status` is the signal */
    PROCESS_TIMEOUT,     /* it was killed after job.seconds */
    PROCESS_FAILED,      /* it could not be started: `status` is the errno */
    PROCESS_INTERRUPTED, /* it was killed because of process_stop() */
};

struct process_result {
    enum process_end end;
    int status;
    double seconds; /* of wall time */
};

/*
 * The path of program `name` in PATH, to be freed with free(), or NULL. Relative folders of PATH do
 * not count: the program may run in a folder with files of a stranger.
 */
char *process_find(const char *name);

/*
 * Runs the job to its end; whatever of its process group is then left is killed. Standard input is
 * empty. Safe to call from several threads or forked workers at once.
 */
struct process_result process_run(const struct process_job *job);

/*
 * To be called from a signal handler: running jobs are killed, and no further one starts. Those who
 * wait for them unwind as after any other failure, so that handlers have nothing to clean up.
 */
void process_stop(void);
bool process_stopped(void);

/* What process_stop() sets, for those who wait for something else than a process. */
const volatile sig_atomic_t *process_stop_flag(void);

#endif

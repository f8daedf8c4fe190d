#include "run/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static volatile sig_atomic_t stop;

void process_stop(void)
{
    stop = 1;
}

bool process_stopped(void)
{
    return stop != 0;
}

const volatile sig_atomic_t *process_stop_flag(void)
{
    return &stop;
}

/* ---- finding a program ---- */

static bool is_program(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

char *process_find(const char *name)
{
    const char *folders = getenv("PATH");
    if (folders == NULL)
        folders = "/usr/local/bin:/usr/bin:/bin";
    char *path = malloc(strlen(folders) + strlen(name) + 2);
    for (const char *p = folders; path != NULL && *p != '\0';) {
        size_t len = strcspn(p, ":");
        sprintf(path, "%.*s/%s", (int)len, p, name);
        if (*p == '/' && is_program(path))
            return path;
        p += len + (p[len] == ':');
    }
    free(path);
    return NULL;
}

/* ---- its environment ---- */

static bool overrides(const char *const *extra, const char *entry)
{
    size_t name = strcspn(entry, "=");
    for (; extra != NULL && *extra != NULL; extra++)
        if (strncmp(*extra, entry, name) == 0 && (*extra)[name] == '=')
            return true;
    return false;
}

/* Our environment with the entries of `extra` instead of those of the same name. */
static char **environment_with(const char *const *extra)
{
    size_t count = 1;
    for (char **e = environ; *e != NULL; e++)
        count++;
    for (const char *const *e = extra; e != NULL && *e != NULL; e++)
        count++;
    char **all = malloc(count * sizeof *all);
    if (all == NULL)
        return NULL;
    size_t n = 0;
    for (char **e = environ; *e != NULL; e++)
        if (!overrides(extra, *e))
            all[n++] = *e;
    for (const char *const *e = extra; e != NULL && *e != NULL; e++)
        memcpy(&all[n++], e, sizeof *e);
    all[n] = NULL;
    return all;
}

/* ---- the child ---- */

static void limit(int resource, size_t most)
{
    struct rlimit value;
    if (getrlimit(resource, &value) != 0 ||
        (value.rlim_max != RLIM_INFINITY && value.rlim_max < most))
        return;
    value.rlim_cur = value.rlim_max = most;
    setrlimit(resource, &value);
}

/* What we catch must end the child, and what we have blocked must reach it. */
static void reset_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    struct sigaction action;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigaction(signals[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            signal(signals[i], SIG_DFL);
    signal(SIGXFSZ, SIG_DFL); /* which the program ignores */
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static bool redirect(const struct process_job *job)
{
    int in = open("/dev/null", O_RDONLY);
    int out = job->output != NULL
                  ? open(job->output, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600)
                  : open("/dev/null", O_WRONLY);
    return in >= 0 && out >= 0 && dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
           dup2(out, STDERR_FILENO) >= 0;
}

/*
 * Becomes the program, or writes why not to `report`. That pipe stays open in the program: its end
 * tells the parent that the program has ended.
 */
static _Noreturn void become(const struct process_job *job, char **environment, int report)
{
    setpgid(0, 0);
    reset_signals();
    limit(RLIMIT_CORE, 0);
    if (job->memory_bytes > 0)
        limit(RLIMIT_AS, job->memory_bytes);
    if (job->file_bytes > 0)
        limit(RLIMIT_FSIZE, job->file_bytes);
    /* Should we be killed ourselves, the program still comes to an end. */
    if (job->seconds > 0)
        limit(RLIMIT_CPU, (size_t)job->seconds + 1);
    char **argv;
    memcpy(&argv, &job->argv, sizeof argv);
    if ((job->folder == NULL || chdir(job->folder) == 0) && redirect(job))
        execve(job->program, argv, environment);
    int problem = errno;
    while (write(report, &problem, sizeof problem) < 0 && errno == EINTR)
        continue;
    _exit(127);
}

/* ---- waiting ---- */

/* Whether the child has ended; it is not reaped yet, so that its number is still its own. */
static bool has_ended(pid_t pid)
{
    siginfo_t info = {.si_pid = 0};
    return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == pid;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/*
 * Waits until the child has ended or must be killed. Its end of the pipe closes when it ends; the
 * clock is looked at as well, since a grandchild may hold the pipe, or the child may close it.
 */
static enum process_end wait_for(pid_t pid, int pipe_end, double until)
{
    enum { TICK = 50, NAP = 1 }; /* milliseconds */
    struct pollfd watched = {.fd = pipe_end, .events = POLLIN};
    while (!has_ended(pid)) {
        if (process_stopped())
            return PROCESS_INTERRUPTED;
        double left = until - now();
        if (until > 0 && left <= 0)
            return PROCESS_TIMEOUT;
        bool closed = poll(&watched, 1, watched.fd < 0 ? NAP : TICK) > 0;
        if (closed)
            watched.fd = -1; /* any moment now */
    }
    return PROCESS_EXITED;
}

static void collect(const struct process_job *job, pid_t pid, int pipe_end,
                    struct process_result *result)
{
    double start = now();
    result->end = wait_for(pid, pipe_end, job->seconds > 0 ? start + job->seconds : 0);
    kill(-pid, SIGKILL);
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    result->seconds = now() - start;
    if (result->end != PROCESS_EXITED)
        return;
    int problem;
    if (WIFEXITED(status) && read(pipe_end, &problem, sizeof problem) == sizeof problem) {
        result->end = PROCESS_FAILED;
        result->status = problem;
    } else if (WIFEXITED(status)) {
        result->status = WEXITSTATUS(status);
    } else {
        result->end = PROCESS_KILLED;
        result->status = WTERMSIG(status);
    }
}

static struct process_result start(const struct process_job *job, char **environment,
                                   const int ends[2])
{
    struct process_result result = {.end = PROCESS_FAILED};
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        become(job, environment, ends[1]);
    }
    result.status = errno;
    close(ends[1]);
    if (pid > 0) {
        setpgid(pid, pid); /* the child does so, too: whoever comes first */
        result.status = 0;
        collect(job, pid, ends[0], &result);
    }
    close(ends[0]);
    return result;
}

struct process_result process_run(const struct process_job *job)
{
    struct process_result result = {.end = PROCESS_FAILED, .status = ENOMEM};
    if (process_stopped())
        return (struct process_result){.end = PROCESS_INTERRUPTED};
    char **environment = environment_with(job->environment);
    int ends[2];
    if (environment != NULL && pipe(ends) == 0) {
        /* A read of what is not there must not wait: a grandchild may hold the other end. */
        fcntl(ends[0], F_SETFL, O_NONBLOCK);
        fcntl(ends[0], F_SETFD, FD_CLOEXEC);
        result = start(job, environment, ends);
    } else if (environment != NULL) {
        result.status = errno;
    }
    free(environment);
    return result;
}

/* Several things at once, each in a process of its own. */
#include "cli/cli.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct worker {
    pid_t pid;
    int messages; /* the pipe that is its standard error */
    char *text;   /* what came out of it so far */
    size_t len;
};

struct jobs {
    struct worker *workers;
    unsigned running;
    size_t count, started, done;
    int worst;
    bool is_terminal;
};

/* ---- words ---- */

/* On a terminal the last line tells how far things are; it gives way to what there is to say. */
static void show_progress(const struct jobs *jobs)
{
    if (jobs->is_terminal && jobs->done < jobs->count)
        fprintf(stderr, "[%zu/%zu]", jobs->done, jobs->count);
}

static void hide_progress(const struct jobs *jobs)
{
    if (jobs->is_terminal)
        fputs("\r\033[K", stderr);
}

/* ---- workers ---- */

static void start(struct jobs *jobs, int (*run)(void *user, size_t i), void *user)
{
    int ends[2];
    pid_t pid = pipe(ends) == 0 ? fork() : -1;
    size_t i = jobs->started++;
    if (pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        exit(run(user, i));
    }
    if (pid < 0) {
        fprintf(stderr, "cv2tex: %s\n", strerror(errno));
        jobs->worst = EXIT_MACHINE;
        jobs->done++;
        return;
    }
    close(ends[1]);
    jobs->workers[jobs->running++] = (struct worker){.pid = pid, .messages = ends[0]};
}

/* Takes in what the worker says. False at the end of it. */
static bool listen(struct worker *worker)
{
    char piece[4096];
    ssize_t n = read(worker->messages, piece, sizeof piece);
    if (n < 0 && errno == EINTR)
        return true;
    if (n <= 0)
        return false;
    char *longer = realloc(worker->text, worker->len + (size_t)n);
    if (longer == NULL)
        return true; /* the exit status will tell */
    memcpy(longer + worker->len, piece, (size_t)n);
    worker->text = longer;
    worker->len += (size_t)n;
    return true;
}

static void finish(struct jobs *jobs, unsigned index)
{
    struct worker *worker = &jobs->workers[index];
    int status;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    int result = WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_MACHINE;
    jobs->worst = result > jobs->worst ? result : jobs->worst;
    jobs->done++;
    hide_progress(jobs);
    if (worker->len > 0)
        fwrite(worker->text, 1, worker->len, stderr);
    show_progress(jobs);
    free(worker->text);
    close(worker->messages);
    *worker = jobs->workers[--jobs->running];
}

static void listen_to_all(struct jobs *jobs, struct pollfd *watched)
{
    for (unsigned i = 0; i < jobs->running; i++)
        watched[i] = (struct pollfd){.fd = jobs->workers[i].messages, .events = POLLIN};
    /* Not for ever: a signal may come just before it waits. */
    if (poll(watched, jobs->running, 200) < 0)
        return;
    for (unsigned i = jobs->running; i-- > 0;)
        if (watched[i].revents != 0 && !listen(&jobs->workers[i]))
            finish(jobs, i);
}

int jobs_run(size_t count, unsigned most, int (*run)(void *user, size_t i), void *user)
{
    struct jobs jobs = {.count = count, .is_terminal = isatty(STDERR_FILENO)};
    jobs.workers = calloc(most, sizeof *jobs.workers);
    struct pollfd *watched = calloc(most, sizeof *watched);
    if (jobs.workers == NULL || watched == NULL) {
        free(jobs.workers);
        free(watched);
        return no_memory();
    }
    show_progress(&jobs);
    bool told = false;
    while (jobs.running > 0 || (jobs.started < count && stop_signal() == 0)) {
        while (jobs.running < most && jobs.started < count && stop_signal() == 0)
            start(&jobs, run, user);
        for (unsigned i = 0; i < jobs.running && stop_signal() != 0 && !told; i++)
            kill(jobs.workers[i].pid, SIGTERM);
        told = stop_signal() != 0;
        if (jobs.running > 0)
            listen_to_all(&jobs, watched);
    }
    free(jobs.workers);
    free(watched);
    return jobs.worst;
}

/* cv2tex watch: builds at each save of a file that the CV is made of. Needs Linux's inotify. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Editors write a file in several steps: a save is over when nothing has happened for so long. */
enum { QUIET_MS = 8 };

/* One file, as the folder that is watched and the name that events bring. */
struct watched {
    struct watched *next;
    int folder; /* inotify's number for it */
    char *path, *name;
};

struct watcher {
    int fd;
    struct watched *files;
};

/* ---- which files ---- */

/*
 * Folders are watched rather than files: an editor may put a new file in the place of the old one,
 * and a file that is missing may appear.
 */
static void add_path(struct watcher *w, const char *path)
{
    for (struct watched *f = w->files; f != NULL; f = f->next)
        if (strcmp(f->path, path) == 0)
            return;
    struct watched *file = calloc(1, sizeof *file);
    char *copy = malloc(strlen(path) + 1);
    if (file == NULL || copy == NULL) {
        free(file);
        free(copy);
        return;
    }
    file->path = strcpy(copy, path);
    file->folder = -1;
    file->next = w->files;
    w->files = file;
}

/* Adds a file by its own name and, where that is a link, by the name that it has in the end. */
static void add_file(struct watcher *w, const char *path)
{
    add_path(w, path);
    char *real = realpath(path, NULL);
    if (real != NULL)
        add_path(w, real);
    free(real);
}

/* Tells the kernel, again: a folder may have been replaced by another one. */
static void watch_folders(struct watcher *w)
{
    for (struct watched *f = w->files; f != NULL; f = f->next) {
        char *slash = strrchr(f->path, '/');
        f->name = slash != NULL ? slash + 1 : f->path;
        char *folder = slash == NULL ? NULL : malloc((size_t)(slash - f->path) + 2);
        if (folder != NULL)
            sprintf(folder, "%.*s/", (int)(slash - f->path), f->path);
        f->folder = inotify_add_watch(w->fd, folder != NULL ? folder : ".",
                                      IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE);
        free(folder);
    }
}

static void free_files(struct watcher *w)
{
    while (w->files != NULL) {
        struct watched *file = w->files;
        w->files = file->next;
        free(file->path);
        free(file);
    }
}

/* ---- what happens to them ---- */

/* A file that was just made is still empty, and its writing will be another event; a link is whole. */
static bool is_whole(const struct watched *file, uint32_t mask)
{
    struct stat st;
    return (mask & IN_CREATE) == 0 || lstat(file->path, &st) != 0 || !S_ISREG(st.st_mode) ||
           st.st_nlink > 1;
}

static bool concerns(const struct watcher *w, const struct inotify_event *event)
{
    if (event->mask & IN_Q_OVERFLOW)
        return true;
    for (const struct watched *f = w->files; f != NULL; f = f->next)
        if (f->folder == event->wd && event->len > 0 && strcmp(f->name, event->name) == 0 &&
            is_whole(f, event->mask))
            return true;
    return false;
}

/* Takes in all events there are; whether one was about our files. */
static bool take_events(const struct watcher *w)
{
    _Alignas(struct inotify_event) char events[8192];
    bool any = false;
    for (ssize_t n; (n = read(w->fd, events, sizeof events)) > 0;)
        for (char *p = events; p < events + n;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)p;
            any |= concerns(w, event);
            p += sizeof *event + event->len;
        }
    return any;
}

/* Waits for an event, a signal, or `milliseconds` (-1: for ever). Whether there is an event. */
static bool wait_for_event(const struct watcher *w, long milliseconds)
{
    sigset_t stops, outside;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGHUP);
    sigprocmask(SIG_BLOCK, &stops, &outside);
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    fd_set fds;
    FD_ZERO(&fds);
    FD_SET(w->fd, &fds);
    bool any = stop_signal() == 0 && pselect(w->fd + 1, &fds, NULL, NULL,
                                             milliseconds < 0 ? NULL : &time, &outside) > 0;
    sigprocmask(SIG_SETMASK, &outside, NULL);
    return any;
}

static void wait_for_save(const struct watcher *w)
{
    while (stop_signal() == 0 && !take_events(w))
        wait_for_event(w, -1);
    while (stop_signal() == 0 && wait_for_event(w, QUIET_MS))
        take_events(w);
}

/* ---- the loop ---- */

static void build_and_watch(struct watcher *w, const struct target *target,
                            const struct options *options)
{
    struct cv2tex *doc = NULL;
    int status = target_build(target, options, &doc);
    for (size_t i = 0; doc != NULL && cv2tex_input(doc, i) != NULL; i++)
        add_file(w, cv2tex_input(doc, i));
    cv2tex_free(doc);
    watch_folders(w);
    if (status != EXIT_DONE && stop_signal() == 0 && !options->quiet)
        fprintf(stderr, "%s: not built; waiting for the next save\n", target->output);
}

int watch(const struct options *options)
{
    struct target target;
    if (options->file_count != 1 || strcmp(options->files[0], "-") == 0)
        return usage_error("'watch' takes one file; --overlay lays others upon it");
    if (!target_make(&target, options, options->files[0]))
        return EXIT_WRONG_USE;
    struct watcher w = {.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    if (w.fd < 0) {
        fprintf(stderr, "cv2tex: inotify: %s\n", strerror(errno));
        free(target.output);
        return EXIT_MACHINE;
    }
    stop_on_signals();
    /* Watched from before it is read: a save in between is not missed. */
    add_file(&w, target.file);
    for (size_t i = 0; i < options->overlay_count; i++)
        add_file(&w, options->overlays[i]);
    watch_folders(&w);
    struct options again = *options;
    again.offline = true; /* citations do not change from save to save */
    build_and_watch(&w, &target, options);
    while (stop_signal() == 0) {
        wait_for_save(&w);
        if (stop_signal() == 0)
            build_and_watch(&w, &target, &again);
    }
    free_files(&w);
    close(w.fd);
    free(target.output);
    return EXIT_DONE;
}

/* The record as a file: replaced whole or not at all, set aside, locked. */
#define _DEFAULT_SOURCE /* flock(), realpath() */
#include "cite/record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/source.h"

/* The file that is meant in the end: a link stays one. */
static const char *resolve(struct arena *a, const char *path)
{
    char *real = realpath(path, NULL);
    if (real == NULL)
        return path;
    size_t size = strlen(real) + 1;
    char *copy = arena_try(a, size);
    if (copy != NULL)
        memcpy(copy, real, size);
    free(real);
    if (copy == NULL)
        arena_fail(a);
    return copy;
}

/* ---- writing ---- */

/* The mode of the file that is replaced, or the one that a new file gets. */
static mode_t mode_for(const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0)
        return st.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* The folder remembers the rename, so that it outlasts a power cut; no harm where it cannot. */
static void sync_folder(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str folder = {path, slash != NULL ? (size_t)(slash - path) + 1 : 0};
    int fd = open(slash != NULL ? arena_str(a, folder).ptr : ".", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static bool holds(struct arena *a, const char *path, struct str text)
{
    struct source source;
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == text.len &&
           source_read(&source, a, path) == SOURCE_OK && str_eq(source.text, text);
}

static bool replace(const char *path, char *temporary, struct str text)
{
    int fd = mkstemp(temporary);
    if (fd < 0)
        return false;
    bool ok = file_write_all(fd, text) && fchmod(fd, mode_for(path)) == 0 && fsync(fd) == 0;
    ok = close(fd) == 0 && ok && rename(temporary, path) == 0;
    if (!ok) {
        int saved = errno;
        unlink(temporary);
        errno = saved;
    }
    return ok;
}

bool record_write(struct arena *a, const char *path, struct str text)
{
    path = resolve(a, path);
    if (holds(a, path, text))
        return true;
    if (!replace(path, arena_printf(a, "%s.XXXXXX", path), text))
        return false;
    sync_folder(a, path);
    return true;
}

const char *record_set_aside(struct arena *a, const char *path, const struct date *today)
{
    path = resolve(a, path);
    for (unsigned i = 1; i < 1000; i++) {
        const char *name =
            arena_printf(a, i == 1 ? "%s.corrupt-%04d-%02d-%02d" : "%s.corrupt-%04d-%02d-%02d-%u",
                         path, today->year, today->month, today->day, i);
        if (link(path, name) == 0) /* which, unlike rename(), replaces nothing */
            return unlink(path) == 0 ? name : NULL;
        if (errno != EEXIST)
            return NULL;
    }
    return NULL;
}

/* ---- the lock ---- */

/*
 * A file of its own: the record is replaced, and with it would go a lock on it. Whoever has the
 * lock removes the file at the end, so one that was just removed does not count.
 */
enum record_lock_status record_lock(struct arena *a, const char *path, struct record_lock *lock)
{
    const char *name = arena_printf(a, "%s.lock", resolve(a, path));
    for (;;) {
        int fd = open(name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (fd < 0)
            return RECORD_NO_LOCK;
        struct stat ours, there;
        if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
            bool busy = errno == EWOULDBLOCK;
            int saved = errno;
            close(fd);
            errno = saved;
            return busy ? RECORD_BUSY : RECORD_NO_LOCK;
        }
        if (fstat(fd, &ours) == 0 && stat(name, &there) == 0 && ours.st_ino == there.st_ino) {
            *lock = (struct record_lock){fd, name};
            return RECORD_LOCKED;
        }
        close(fd);
    }
}

void record_unlock(struct record_lock *lock)
{
    if (lock->fd < 0)
        return;
    unlink(lock->path);
    close(lock->fd);
    *lock = RECORD_UNLOCKED;
}

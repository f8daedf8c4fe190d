/* Puts what the program makes where it is to be: whole, or not at all. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int complain(const char *path)
{
    fprintf(stderr, "cv2tex: %s: %s\n", path, strerror(errno));
    return EXIT_MACHINE;
}

static bool write_all(int fd, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, text, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        text += n;
        len -= (size_t)n;
    }
    return true;
}

/* Whether `path` is something that cannot be replaced by a rename: a pipe, /dev/stdout. */
static bool is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static int write_in_place(const char *path, const char *text, size_t len)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return complain(path);
    bool ok = write_all(fd, text, len);
    ok = close(fd) == 0 && ok;
    return ok ? EXIT_DONE : complain(path);
}

/* The mode that a file would get if it were just created, or that of the one to be replaced. */
static mode_t mode_for(const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0)
        return st.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int replace(const char *path, char *temporary, const char *text, size_t len)
{
    int fd = mkstemp(temporary);
    if (fd < 0)
        return complain(path);
    bool ok = write_all(fd, text, len) && fchmod(fd, mode_for(path)) == 0 && fsync(fd) == 0;
    ok = close(fd) == 0 && ok;
    if (ok && rename(temporary, path) == 0)
        return EXIT_DONE;
    int status = complain(path);
    unlink(temporary);
    return status;
}

int output_write(const char *path, const char *text, size_t len)
{
    if (path == NULL || strcmp(path, "-") == 0)
        return write_all(STDOUT_FILENO, text, len) ? EXIT_DONE : complain("standard output");
    if (is_special(path))
        return write_in_place(path, text, len);
    char *real = realpath(path, NULL); /* a symbolic link stays one: its file is replaced */
    const char *target = real != NULL ? real : path;
    size_t size = strlen(target) + sizeof ".XXXXXX";
    char *temporary = malloc(size);
    int status = EXIT_MACHINE;
    if (temporary == NULL) {
        complain(path);
    } else {
        snprintf(temporary, size, "%s.XXXXXX", target);
        status = replace(target, temporary, text, len);
    }
    free(temporary);
    free(real);
    return status;
}

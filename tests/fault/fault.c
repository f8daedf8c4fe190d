/*
 * A machine that fails, to be loaded before the C library: LD_PRELOAD=fault.so FAULT=malloc:7
 * makes the seventh allocation fail and every one after it; FAULT=write:2 the second write and the
 * later ones; FAULT=once-malloc:7 only the seventh. So for malloc, write, close, fsync and rename.
 * FAULT=short-write:N lets each write take N bytes at most.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#pragma GCC visibility push(default) /* these are to be found before the C library's */

static struct {
    bool read, once, is_short;
    char what[16];
    unsigned long at, count;
} fault;

/* No allocation may happen in here: it is called from malloc. */
static void read_setting(void)
{
    const char *text = getenv("FAULT");
    fault.read = true;
    if (text == NULL)
        return;
    fault.once = strncmp(text, "once-", 5) == 0;
    fault.is_short = strncmp(text, "short-", 6) == 0;
    text += fault.once ? 5 : fault.is_short ? 6 : 0;
    size_t len = strcspn(text, ":");
    if (len >= sizeof fault.what || text[len] == '\0')
        return;
    memcpy(fault.what, text, len);
    for (text += len + 1; *text >= '0' && *text <= '9'; text++)
        fault.at = fault.at * 10 + (unsigned long)(*text - '0');
}

/* Whether this call of `what` is to fail. */
static bool fails(const char *what)
{
    if (!fault.read)
        read_setting();
    if (fault.is_short || strcmp(fault.what, what) != 0)
        return false;
    fault.count++;
    return fault.once ? fault.count == fault.at : fault.count >= fault.at;
}

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *ptr, size_t size);

static void *no_memory(void)
{
    errno = ENOMEM;
    return NULL;
}

void *malloc(size_t size)
{
    return fails("malloc") ? no_memory() : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails("malloc") ? no_memory() : __libc_calloc(count, size);
}

void *realloc(void *ptr, size_t size)
{
    return fails("malloc") ? no_memory() : __libc_realloc(ptr, size);
}

static int failure(int error)
{
    errno = error;
    return -1;
}

ssize_t write(int fd, const void *data, size_t len)
{
    static ssize_t (*next)(int, const void *, size_t);
    if (next == NULL)
        *(void **)&next = dlsym(RTLD_NEXT, "write");
    if (fd != STDERR_FILENO && fails("write"))
        return failure(ENOSPC);
    if (fault.is_short && len > fault.at)
        len = fault.at;
    return next(fd, data, len);
}

int close(int fd)
{
    static int (*next)(int);
    if (next == NULL)
        *(void **)&next = dlsym(RTLD_NEXT, "close");
    int status = next(fd);
    return fails("close") ? failure(EIO) : status;
}

int fsync(int fd)
{
    static int (*next)(int);
    if (next == NULL)
        *(void **)&next = dlsym(RTLD_NEXT, "fsync");
    return fails("fsync") ? failure(EIO) : next(fd);
}

int rename(const char *from, const char *to)
{
    static int (*next)(const char *, const char *);
    if (next == NULL)
        *(void **)&next = dlsym(RTLD_NEXT, "rename");
    return fails("rename") ? failure(EXDEV) : next(from, to);
}

#include "run/workdir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/source.h"

/* The bit by which only its owner may rename a file; POSIX's name for it is an extension. */
enum { STICKY = 01000 };

/* Whether nobody else can rename what we make in the folder. */
static bool is_safe(const struct stat *st)
{
    bool shared = (st->st_mode & (S_IWGRP | S_IWOTH)) != 0;
    return (st->st_uid == geteuid() || st->st_uid == 0) && (!shared || (st->st_mode & STICKY) != 0);
}

char *workdir_make(struct arena *a, const char **why)
{
    const char *root = getenv("TMPDIR");
    if (root == NULL || root[0] != '/')
        root = "/tmp";
    struct stat st;
    char *path = arena_printf(a, "%s/cv2tex-XXXXXX", root);
    if (stat(root, &st) == 0 && S_ISDIR(st.st_mode) && !is_safe(&st)) {
        *why = arena_printf(a, "%s: others can replace what is in this folder", root);
        return NULL;
    }
    if (mkdtemp(path) != NULL)
        return path;
    *why = arena_printf(a, "%s: %s", root, strerror(errno));
    return NULL;
}

/* Deeper than LaTeX or a work folder ever goes; descriptors are held on the way down. */
enum { DEPTH_MAX = 20 };

static void empty(int fd, int depth)
{
    DIR *folder = fdopendir(fd);
    if (folder == NULL) {
        close(fd);
        return;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        if (unlinkat(fd, name, 0) == 0 || depth == DEPTH_MAX)
            continue;
        int inner = openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner >= 0)
            empty(inner, depth + 1);
        unlinkat(fd, name, AT_REMOVEDIR);
    }
    closedir(folder);
}

void workdir_remove(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0)
        empty(fd, 0);
    rmdir(path);
}

bool workdir_write(struct arena *a, const char *folder, const char *name, struct str text)
{
    const char *path = arena_printf(a, "%s/%s", folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    bool ok = file_write_all(fd, text);
    return close(fd) == 0 && ok;
}

bool workdir_read(struct arena *a, const char *folder, const char *name, struct str *text)
{
    struct source file;
    enum source_status status = source_read(&file, a, arena_printf(a, "%s/%s", folder, name));
    if (status == SOURCE_NO_MEMORY)
        arena_fail(a);
    *text = status == SOURCE_OK ? file.text : STR_NONE;
    return status == SOURCE_OK;
}

/* The folder of the cache: who may own it, and how much may be in it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "run/cache_internal.h"
#include "run/workdir.h"

/* An entry takes 20 MB: TeX writes its memory as it is. */
#define STORE_BYTES_MAX ((size_t)300 << 20)
/* What must be free for a format, in the work folder and here. */
#define STORE_ROOM_MIN ((double)(64 << 20))
/* A folder whose making was cut short is removed after so many seconds. */
enum { STORE_ABANDONED = 3600 };

#define NEW_PREFIX "new-"

/* Makes the folder and those above it. */
static bool make_folders(struct arena *a, const char *path)
{
    char *copy = arena_printf(a, "%s", path);
    for (char *p = copy + 1; *p != '\0'; p++) {
        if (*p != '/')
            continue;
        *p = '\0';
        mkdir(copy, 0700);
        *p = '/';
    }
    return mkdir(copy, 0700) == 0 || errno == EEXIST;
}

static const char *root_path(struct arena *a, const char **why)
{
    const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (base != NULL && base[0] == '/')
        return arena_printf(a, "%s/cv2tex", base);
    if (home != NULL && home[0] == '/')
        return arena_printf(a, "%s/.cache/cv2tex", home);
    *why = "neither XDG_CACHE_HOME nor HOME is an absolute path";
    return NULL;
}

const char *store_root(struct arena *a, const char **why)
{
    const char *root = root_path(a, why);
    struct stat st;
    if (root == NULL)
        return NULL;
    if (strchr(root, '\n') != NULL)
        *why = "the name of the folder has two lines";
    else if (lstat(root, &st) != 0 && (!make_folders(a, root) || lstat(root, &st) != 0))
        *why = arena_printf(a, "%s: %s", root, strerror(errno));
    else if (!S_ISDIR(st.st_mode))
        *why = arena_printf(a, "%s: not a folder", root);
    else if (st.st_uid != geteuid())
        *why = arena_printf(a, "%s: belongs to somebody else", root);
    else if ((st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        *why = arena_printf(a, "%s: others may write to it", root);
    else
        return root;
    return NULL;
}

/* ---- room ---- */

struct item {
    char *path;
    size_t bytes;
    time_t used;
    bool is_entry;
};

struct items {
    struct arena *arena;
    struct item *list;
    size_t count, capacity;
};

static size_t bytes_in(const char *folder)
{
    size_t sum = 0;
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return 0;
    for (struct dirent *d; (d = readdir(dir)) != NULL;) {
        struct stat st;
        if (fstatat(dirfd(dir), d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode))
            sum += (size_t)st.st_size;
    }
    closedir(dir);
    return sum;
}

static void add_item(struct items *items, const char *root, const char *name)
{
    struct stat st;
    char *path = arena_printf(items->arena, "%s/%s", root, name);
    if (name[0] == '.' || lstat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return;
    if (items->count == items->capacity) {
        items->capacity = items->capacity * 2 + 32;
        struct item *larger = arena_array(items->arena, struct item, items->capacity);
        if (items->count > 0)
            memcpy(larger, items->list, items->count * sizeof *larger);
        items->list = larger;
    }
    items->list[items->count++] = (struct item){
        .path = path,
        .bytes = bytes_in(path),
        .used = st.st_mtime,
        .is_entry = strncmp(name, NEW_PREFIX, sizeof NEW_PREFIX - 1) != 0,
    };
}

static int by_use(const void *a, const void *b)
{
    time_t x = ((const struct item *)a)->used, y = ((const struct item *)b)->used;
    return (x > y) - (x < y);
}

/* What is there, the longest unused first. */
static struct items list_items(struct arena *a, const char *root)
{
    struct items items = {.arena = a};
    DIR *dir = opendir(root);
    if (dir == NULL)
        return items;
    /* The names first: memory that runs out must not leave the folder open. */
    struct buf names = BUF_INIT;
    for (struct dirent *d; (d = readdir(dir)) != NULL;)
        buf_addf(&names, "%s/", d->d_name);
    closedir(dir);
    struct str text = names.failed ? STR_NONE : arena_str(a, buf_str(&names));
    buf_free(&names);
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        end = str_find(text, at, '/');
        add_item(&items, root, arena_printf(a, "%.*s", STR_FMT(str_sub(text, at, end))));
    }
    if (items.count > 1)
        qsort(items.list, items.count, sizeof *items.list, by_use);
    return items;
}

/* Removes what was left half made, and then what was not used for the longest time. */
static void make_room(struct arena *a, const char *root)
{
    struct items items = list_items(a, root);
    size_t sum = 0;
    time_t now = time(NULL);
    for (size_t i = 0; i < items.count; i++) {
        if (!items.list[i].is_entry && now - items.list[i].used > STORE_ABANDONED)
            workdir_remove(items.list[i].path);
        else
            sum += items.list[i].bytes;
    }
    for (size_t i = 0; i < items.count && sum > STORE_BYTES_MAX; i++) {
        if (!items.list[i].is_entry)
            continue;
        workdir_remove(items.list[i].path);
        sum -= items.list[i].bytes;
    }
}

struct cache_usage cache_usage(struct arena *a)
{
    struct cache_usage usage = {.limit = STORE_BYTES_MAX};
    usage.folder = store_root(a, &usage.why);
    if (usage.folder == NULL)
        return usage;
    struct items items = list_items(a, usage.folder);
    for (size_t i = 0; i < items.count; i++) {
        usage.entries += items.list[i].is_entry;
        usage.bytes += items.list[i].bytes;
    }
    return usage;
}

/* ---- entries ---- */

bool store_has_room(const char *folder)
{
    struct statvfs fs;
    return statvfs(folder, &fs) == 0 && (double)fs.f_bavail * (double)fs.f_frsize >= STORE_ROOM_MIN;
}

char *store_new(struct arena *a, const char *root)
{
    return mkdtemp(arena_printf(a, "%s/" NEW_PREFIX "XXXXXX", root));
}

bool store_publish(struct arena *a, const char *root, const char *made, const char *entry)
{
    make_room(a, root);
    if (rename(made, entry) == 0)
        return true;
    workdir_remove(made);
    return false;
}

bool store_write(struct arena *a, const char *entry, const char *name, struct str text)
{
    /* Builds that write at the same time are other processes, or have other arenas. */
    const char *fresh = arena_printf(a, "%s.%ld-%p", name, (long)getpid(), (void *)a);
    const char *from = arena_printf(a, "%s/%s", entry, fresh);
    if (workdir_write(a, entry, fresh, text) &&
        rename(from, arena_printf(a, "%s/%s", entry, name)) == 0)
        return true;
    unlink(from);
    return false;
}

void store_touch(const char *entry)
{
    utimensat(AT_FDCWD, entry, NULL, 0);
}

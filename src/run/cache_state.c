/* The state of files: whether all that a cached format was made from is still as it was. */
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "run/cache_internal.h"

/* A user's own tree that is larger than this is no longer looked through at each build. */
enum { FOLDERS_MAX = 2000, DEPTH_MAX = 12 };

uint64_t hash_add(uint64_t hash, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(1099511628211);
    return hash;
}

bool next_line(struct str *rest, struct str *line)
{
    if (rest->len == 0)
        return false;
    size_t end = str_find(*rest, 0, '\n');
    *line = str_sub(*rest, 0, end);
    *rest = str_sub(*rest, end + 1, rest->len);
    return true;
}

/* "size seconds nanoseconds", or "none". */
static void describe(char *out, size_t size, const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0)
        snprintf(out, size, "%lld %lld %ld", (long long)st.st_size, (long long)st.st_mtim.tv_sec,
                 st.st_mtim.tv_nsec);
    else
        snprintf(out, size, "none");
}

enum { DESCRIPTION_MAX = 80 };

void state_add_file(struct buf *out, const char *path, const char *later)
{
    char now[DESCRIPTION_MAX];
    describe(now, sizeof now, path);
    buf_addf(out, "F %s:%s\n", now, later);
}

/* ---- trees without an index ---- */

struct walk {
    struct arena *arena;
    struct buf *names;
    uint64_t hash;
    unsigned folders;
    bool failed; /* too many folders, or no memory */
};

/* The names in a folder, each followed by a '/', or STR_NONE. */
static struct str names_in(struct walk *w, const char *folder)
{
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return STR_NONE;
    struct buf names = BUF_INIT;
    for (struct dirent *d; (d = readdir(dir)) != NULL;)
        if (d->d_name[0] != '.')
            buf_addf(&names, "%s/", d->d_name);
    closedir(dir);
    struct str text = STR_NONE;
    if (names.failed)
        w->failed = true;
    else
        text = arena_str(w->arena, buf_str(&names));
    buf_free(&names);
    return text;
}

static void walk(struct walk *w, const char *folder, unsigned depth)
{
    struct stat st;
    char now[DESCRIPTION_MAX];
    if (stat(folder, &st) != 0)
        return;
    if (!S_ISDIR(st.st_mode)) {
        if (w->names != NULL)
            buf_addf(w->names, "%s\n", folder);
        return;
    }
    if (++w->folders > FOLDERS_MAX || depth > DEPTH_MAX)
        w->failed = true;
    if (w->failed)
        return;
    describe(now, sizeof now, folder);
    w->hash = hash_add(hash_add(w->hash, str_of(folder)), str_of(now));
    struct str names = names_in(w, folder);
    for (size_t at = 0, end; at < names.len; at = end + 1) {
        end = str_find(names, at, '/');
        walk(w, arena_printf(w->arena, "%s/%.*s", folder, STR_FMT(str_sub(names, at, end))),
             depth + 1);
    }
}

static bool walk_tree(struct arena *a, const char *root, struct buf *names, uint64_t *hash)
{
    struct walk w = {.arena = a, .names = names, .hash = HASH_INIT};
    walk(&w, arena_printf(a, "%s/tex", root), 0);
    walk(&w, arena_printf(a, "%s/fonts", root), 0);
    *hash = w.hash;
    return !w.failed;
}

bool state_add_tree(struct arena *a, struct buf *out, const char *root, struct buf *names)
{
    uint64_t hash;
    if (!walk_tree(a, root, names, &hash))
        return false;
    buf_addf(out, "T %016" PRIx64 ":%s\n", hash, root);
    return true;
}

/* ---- comparing ---- */

struct str state_path(struct str line, bool *is_file)
{
    size_t colon = str_find(line, 0, ':');
    *is_file = line.len > 0 && line.ptr[0] == 'F';
    if (line.len < 4 || colon < 3 || (!*is_file && line.ptr[0] != 'T') || line.ptr[1] != ' ')
        return STR_NONE;
    return str_sub(line, colon + 1, line.len);
}

static bool line_holds(struct arena *a, struct str line)
{
    char now[DESCRIPTION_MAX];
    bool is_file;
    struct str path = state_path(line, &is_file);
    if (path.len == 0)
        return false;
    const char *z = arena_printf(a, "%.*s", STR_FMT(path));
    uint64_t hash;
    if (is_file)
        describe(now, sizeof now, z);
    else if (walk_tree(a, z, NULL, &hash))
        snprintf(now, sizeof now, "%016" PRIx64, hash);
    else
        return false;
    return str_is(str_sub(line, 2, str_find(line, 0, ':')), now);
}

bool state_holds(struct arena *a, struct str state)
{
    struct str line;
    while (next_line(&state, &line))
        if (!line_holds(a, line))
            return false;
    return true;
}

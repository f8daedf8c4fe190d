/*
 * Learning what a document reads. pdflatex reads a list of 35,000 fonts and an index of 140,000
 * files at each start; here it gets a list and an index of the few that were read before.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/strmap.h"
#include "run/cache_internal.h"
#include "run/workdir.h"

enum { TREES_MAX = 64 };

struct learner {
    struct tex_cache *cache;
    struct arena *arena;
    struct str trees[TREES_MAX];
    unsigned tree_count;
    struct strmap known; /* the paths that are in `paths` */
    struct str *paths;
    size_t count, capacity;
    bool grown;
};

const char *cache_tree(struct tex_cache *c, const char *entry, unsigned i)
{
    char target[4096];
    const char *link = arena_printf(c->arena, "%s/t%u", entry, i);
    ssize_t len = readlink(link, target, sizeof target);
    if (len <= 0 || (size_t)len == sizeof target)
        return NULL;
    return arena_printf(c->arena, "%.*s", (int)len, target);
}

static void add_path(struct learner *l, struct str path)
{
    if (path.len == 0 || strmap_get(&l->known, path) != NULL)
        return;
    strmap_put(&l->known, l->arena, path, l);
    if (l->count == l->capacity) {
        l->capacity = l->capacity * 2 + 512;
        struct str *larger = arena_array(l->arena, struct str, l->capacity);
        if (l->count > 0)
            memcpy(larger, l->paths, l->count * sizeof *larger);
        l->paths = larger;
    }
    l->paths[l->count++] = path;
}

/* A path as pdflatex has told it, with our links followed; STR_NONE for one in the work folder. */
static struct str real_path(struct learner *l, struct str path)
{
    static const char link[] = CACHE_LINK "/t";
    if (str_starts(path, STR("./")))
        path = str_sub(path, 2, path.len);
    if (path.len > 0 && path.ptr[0] == '/')
        return path;
    size_t slash = str_find(path, sizeof link - 1, '/');
    if (!str_starts(path, STR(link)) || slash == path.len)
        return STR_NONE;
    unsigned long i = strtoul(path.ptr + sizeof link - 1, NULL, 10);
    if (i >= l->tree_count)
        return STR_NONE;
    return str_of(arena_printf(l->arena, "%.*s%.*s", STR_FMT(l->trees[i]),
                               STR_FMT(str_sub(path, slash, path.len))));
}

/* The index of the tree that holds the file, or -1; *below is the rest of its path. */
static int tree_of(const struct learner *l, struct str path, struct str *below)
{
    int best = -1;
    for (unsigned i = 0; i < l->tree_count; i++) {
        struct str tree = l->trees[i];
        if (!str_starts(path, tree) || path.len == tree.len || path.ptr[tree.len] != '/')
            continue;
        if (best < 0 || tree.len > l->trees[best].len)
            best = (int)i;
    }
    if (best >= 0)
        *below = str_sub(path, l->trees[best].len + 1, path.len);
    return best;
}

static bool ends_with(struct str s, struct str end)
{
    return s.len >= end.len && str_eq(str_sub(s, s.len - end.len, s.len), end);
}

static struct str name_of(struct str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return str_sub(path, start, path.len);
}

/* ---- the index of files ---- */

static void index_file(struct learner *l, struct buf *out, struct str path)
{
    struct str below = STR_NONE, name = name_of(path);
    int tree = tree_of(l, path, &below);
    if (tree < 0 || below.len == name.len)
        return;
    buf_addf(out, "\n./t%d/%.*s:\n%.*s\n", tree,
             STR_FMT(str_sub(below, 0, below.len - name.len - 1)), STR_FMT(name));
}

/*
 * Whether LaTeX and microtype look for such files and go on without them, which would change the
 * page: all of these are to be found, read before or not.
 */
static bool is_optional(struct str name)
{
    return ends_with(name, STR(".fd")) ||
           (str_starts(name, STR("mt-")) && ends_with(name, STR(".cfg")));
}

static void index_optional(struct learner *l, struct buf *out, unsigned tree)
{
    struct str text, line, folder = STR_NONE, written = STR_NONE;
    const char *root = arena_printf(l->arena, "%.*s", STR_FMT(l->trees[tree]));
    if (!workdir_read(l->arena, root, "ls-R", &text))
        return;
    while (next_line(&text, &line)) {
        if (str_starts(line, STR("./")) && ends_with(line, STR(":")))
            folder = str_sub(line, 1, line.len);
        if (!is_optional(line) || !str_starts(folder, STR("/tex/")))
            continue;
        if (folder.ptr != written.ptr)
            buf_addf(out, "\n./t%u%.*s\n", tree, STR_FMT(folder));
        written = folder;
        buf_addf(out, "%.*s\n", STR_FMT(line));
    }
}

/* The files of trees without an index, all of them. */
static void index_walked(struct learner *l, struct buf *out, struct str state)
{
    struct buf scratch = BUF_INIT, names = BUF_INIT;
    struct str line;
    bool is_file;
    while (next_line(&state, &line)) {
        struct str path = state_path(line, &is_file);
        if (!is_file && path.len > 0)
            state_add_tree(l->arena, &scratch, arena_printf(l->arena, "%.*s", STR_FMT(path)),
                           &names);
    }
    struct str rest = arena_str(l->arena, buf_str(&names));
    buf_free(&scratch);
    buf_free(&names);
    while (next_line(&rest, &line))
        index_file(l, out, line);
}

static bool write_index(struct learner *l)
{
    struct tex_cache *c = l->cache;
    struct buf out = BUF_INIT;
    buf_adds(&out, "% ls-R -- filename database for kpathsea; do not change this line.\n");
    for (size_t i = 0; i < l->count; i++)
        index_file(l, &out, l->paths[i]);
    for (unsigned i = 0; i < l->tree_count; i++)
        index_optional(l, &out, i);
    index_walked(l, &out, c->state);
    bool ok = !out.failed && store_write(l->arena, c->entry, CACHE_NAMES, buf_str(&out));
    buf_free(&out);
    return ok;
}

/* ---- the list of fonts ---- */

static void copy_fonts(struct str map, const struct strmap *fonts, struct buf *out)
{
    struct str line;
    while (next_line(&map, &line)) {
        struct str name = str_sub(line, 0, str_find(line, 0, ' '));
        name = str_sub(name, 0, str_find(name, 0, '\t'));
        if (name.len > 0 && strmap_get(fonts, name) != NULL)
            buf_addf(out, "%.*s\n", STR_FMT(line));
    }
}

static bool write_map(struct learner *l)
{
    struct buf out = BUF_INIT;
    struct strmap fonts = {0};
    struct str map, tfm = STR(".tfm");
    for (size_t i = 0; i < l->count; i++) {
        struct str name = name_of(l->paths[i]);
        if (ends_with(name, tfm) && name.len > tfm.len)
            strmap_put(&fonts, l->arena, str_sub(name, 0, name.len - tfm.len), l);
    }
    for (size_t i = 0; i < l->count; i++)
        if (ends_with(l->paths[i], STR(".map")) &&
            workdir_read(l->arena, "", arena_printf(l->arena, "%.*s", STR_FMT(l->paths[i])), &map))
            copy_fonts(map, &fonts, &out);
    bool ok = !out.failed && store_write(l->arena, l->cache->entry, CACHE_MAP, buf_str(&out));
    buf_free(&out);
    return ok;
}

/* ---- both ---- */

static bool write_state(struct learner *l, size_t old_count)
{
    struct tex_cache *c = l->cache;
    struct buf out = BUF_INIT;
    buf_add_str(&out, c->state);
    for (size_t i = old_count; i < l->count; i++) {
        const char *path = arena_printf(l->arena, "%.*s", STR_FMT(l->paths[i]));
        state_add_file(&out, path, path);
    }
    bool ok = !out.failed && store_write(l->arena, c->entry, CACHE_STATE, buf_str(&out));
    if (ok)
        c->state = arena_str(l->arena, buf_str(&out));
    buf_free(&out);
    return ok;
}

bool cache_learn(struct tex_cache *c)
{
    struct learner l = {.cache = c, .arena = c->arena};
    struct str record, line, state = c->state;
    const char *tree;
    bool is_file;
    if (!workdir_read(c->arena, c->work, TEX_JOB ".fls", &record))
        return false;
    for (; l.tree_count < TREES_MAX; l.tree_count++) {
        if ((tree = cache_tree(c, c->entry, l.tree_count)) == NULL)
            break;
        l.trees[l.tree_count] = str_of(tree);
    }
    while (next_line(&state, &line)) {
        struct str path = state_path(line, &is_file);
        if (is_file)
            add_path(&l, path);
    }
    size_t old_count = l.count;
    while (next_line(&record, &line))
        if (str_starts(line, STR("INPUT ")))
            add_path(&l, real_path(&l, str_sub(line, 6, line.len)));
    if (l.count == old_count && c->learned)
        return false;
    /* In this order: an entry that was left half-way is not worse than one that knows less. */
    c->learned = write_state(&l, old_count) && write_map(&l) && write_index(&l);
    return true;
}

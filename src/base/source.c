#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* First guess for input whose size is not known (a pipe): a one-page CV in one read. */
enum { READ_FIRST = 32 << 10 };

/* Reads fd to its end. The arena keeps outgrown copies: at most as much again as the text. */
static enum source_status read_all(struct source *src, struct arena *a, int fd, size_t guess)
{
    char *ptr = arena_try(a, guess + 1);
    size_t len = 0, cap = guess;
    for (;;) {
        if (ptr == NULL)
            return SOURCE_NO_MEMORY;
        if (len > SOURCE_MAX_BYTES)
            return SOURCE_TOO_LARGE;
        ssize_t n = read(fd, ptr + len, cap + 1 - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return SOURCE_UNREADABLE;
        if (n == 0)
            break;
        len += (size_t)n;
        if (len > cap) {
            char *larger = arena_try(a, cap * 2 + 1);
            if (larger != NULL)
                memcpy(larger, ptr, len);
            ptr = larger;
            cap *= 2;
        }
    }
    ptr[len] = '\0';
    src->text = (struct str){ptr, len};
    return SOURCE_OK;
}

enum source_status source_read(struct source *src, struct arena *a, const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;
    *src = (struct source){.name = is_stdin ? STR("<stdin>") : str_of(path)};
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return SOURCE_UNREADABLE;
    struct stat st;
    size_t guess = READ_FIRST;
    enum source_status status = SOURCE_OK;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        if (st.st_size > (off_t)SOURCE_MAX_BYTES)
            status = SOURCE_TOO_LARGE;
        else if (st.st_size > 0)
            guess = (size_t)st.st_size;
    }
    if (status == SOURCE_OK)
        status = read_all(src, a, fd, guess);
    int saved = errno;
    if (!is_stdin)
        close(fd);
    errno = saved;
    return status;
}

/* Characters between two places. A byte order mark is none: it takes no column. */
static uint32_t count_characters(const char *p, const char *end)
{
    uint32_t count = 0;
    for (; p < end; p++) {
        bool continues = ((unsigned char)*p & 0xC0) == 0x80;
        count += !continues && (*p != '\xEF' || p[1] != '\xBB' || p[2] != '\xBF');
    }
    return count;
}

static void index_lines(struct source *src, struct arena *a)
{
    const char *p = src->text.ptr, *end = p + src->text.len;
    uint32_t count = 1;
    for (const char *q = p; q < end && (q = memchr(q, '\n', (size_t)(end - q))) != NULL; q++)
        count++;
    src->lines = arena_array(a, uint32_t, count);
    src->line_count = 1;
    for (const char *q = p; q < end && (q = memchr(q, '\n', (size_t)(end - q))) != NULL; q++)
        src->lines[src->line_count++] = (uint32_t)(q + 1 - p);
    src->blocks = arena_array(a, uint32_t, src->text.len / SOURCE_BLOCK + 1);
    for (size_t i = 1; i <= src->text.len / SOURCE_BLOCK; i++)
        src->blocks[i] = src->blocks[i - 1] + count_characters(p + (i - 1) * SOURCE_BLOCK,
                                                               p + i * SOURCE_BLOCK);
}

/* Characters before byte `offset` of the whole text. */
static uint32_t characters_before(const struct source *src, uint32_t offset)
{
    const char *p = src->text.ptr;
    uint32_t block = offset / SOURCE_BLOCK;
    return src->blocks[block] + count_characters(p + (size_t)block * SOURCE_BLOCK, p + offset);
}

struct position source_position(struct source *src, struct arena *a, uint32_t offset)
{
    if (src->lines == NULL)
        index_lines(src, a);
    uint32_t low = 0, high = src->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (src->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    uint32_t before = characters_before(src, src->lines[low]);
    return (struct position){low + 1, characters_before(src, offset) - before + 1};
}

struct str source_line(struct source *src, struct arena *a, uint32_t line)
{
    if (src->lines == NULL)
        index_lines(src, a);
    uint32_t from = src->lines[line - 1];
    size_t to = line < src->line_count ? src->lines[line] - 1 : src->text.len;
    if (to > from && src->text.ptr[to - 1] == '\r')
        to--;
    return str_sub(src->text, from, to);
}

/*
 * For characters.py: escapes text as a document would have it.
 *
 *     characters list     each character that can be printed: its code point, what the preamble
 * must load for it ("-", or names with a comma after each), its LaTeX characters text     the lines
 * of standard input as LaTeX
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tex/escape.h"

static unsigned escape(struct buf *out, struct str text)
{
    struct tex_writer w = {.out = out};
    out->len = 0;
    tex_escape(&w, text, TEX_TEXT);
    buf_addc(out, '\n');
    return w.needs;
}

static void print_needs(unsigned needs)
{
    static const char *const names[] = {
#define F(id, name) #name,
        TEX_FEATURES(F)
#undef F
    };
    for (unsigned i = 0; i < TEX_FEATURE_COUNT; i++)
        if (needs >> i & 1)
            printf("%s,", names[i]);
    printf(needs ? " " : "- ");
}

int main(int argc, char **argv)
{
    struct buf out = BUF_INIT;
    if (argc == 2 && strcmp(argv[1], "list") == 0) {
        for (uint32_t cp = 0x21; cp < 0x20000; cp++) {
            char bytes[4];
            if (cp >= 0xD800 && cp < 0xE000)
                continue;
            struct str text = {bytes, utf8_encode(cp, bytes)};
            if (!tex_printable(text, NULL))
                continue;
            unsigned needs = escape(&out, text);
            printf("%04X ", (unsigned)cp);
            print_needs(needs);
            fwrite(out.ptr, 1, out.len, stdout);
        }
    } else if (argc == 2 && strcmp(argv[1], "text") == 0) {
        char *line = NULL;
        size_t size = 0;
        for (ssize_t len; (len = getline(&line, &size, stdin)) > 0;) {
            escape(&out, (struct str){line, (size_t)len - (line[len - 1] == '\n')});
            fwrite(out.ptr, 1, out.len, stdout);
        }
        free(line);
    } else {
        fprintf(stderr, "usage: %s list|text\n", argv[0]);
        return 2;
    }
    buf_free(&out);
    return ferror(stdout) || fflush(stdout) != 0 ? 3 : 0;
}

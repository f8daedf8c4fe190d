/*
 * Writes text through tex_escape() for characters.sh. Usage:
 *     characters list             every character of the table, one a line: code point, LaTeX
 *     characters needs            the features that all of them need
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tex/escape.h"

int main(void)
{
    struct buf out = BUF_INIT;
    for (uint32_t cp = 0x21; cp < 0x20000; cp++) {
        char bytes[4];
        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        struct str text = {bytes, utf8_encode(cp, bytes)};
        if (!tex_printable(text, NULL))
            continue;
        out.len = 0;
        struct tex_writer w = {.out = &out};
        tex_escape(&w, text, TEX_TEXT);
        printf("%04X\t%u\t%.*s\n", (unsigned)cp, w.needs, (int)out.len, out.ptr);
    }
    buf_free(&out);
    return 0;
}

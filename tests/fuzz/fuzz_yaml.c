/*
 * Any bytes as a CV, through the public library: read, rendered, reported. What comes out is LaTeX with
 * balanced braces, or errors; and diagnostics in either form.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cv2tex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

/* Unescaped braces, outside comments, which the preamble has. */
static void check_balance(const char *latex)
{
    long depth = 0;
    for (const char *p = latex; *p != '\0'; p++) {
        if (*p == '\\' && p[1] != '\0') {
            p++;
        } else if (*p == '%') {
            p = strchr(p, '\n');
            check(p != NULL);
        } else {
            depth += (*p == '{') - (*p == '}');
            check(depth >= 0);
        }
    }
    check(depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cv2tex *doc = cv2tex_new();
    check(doc != NULL);
    cv2tex_read_text(doc, "fuzz.yaml", (const char *)data, size);
    enum cv2tex_status status = cv2tex_render(doc);
    size_t len;
    const char *latex = cv2tex_latex(doc, &len);
    check((status == CV2TEX_OK) == (latex != NULL));
    check(status == CV2TEX_OK || status == CV2TEX_INVALID || status == CV2TEX_MISUSE);
    if (latex != NULL) {
        check(cv2tex_error_count(doc) == 0);
        check(strlen(latex) == len);
        check_balance(latex);
    } else {
        check(cv2tex_error_count(doc) > 0);
    }
    check(cv2tex_diagnostics(doc, CV2TEX_TEXT) != NULL);
    check(cv2tex_diagnostics(doc, CV2TEX_JSON) != NULL);
    cv2tex_free(doc);
    return 0;
}

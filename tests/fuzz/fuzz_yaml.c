/*
 * Any bytes as a CV, through the public library: read, rendered, reported. What comes out is LaTeX with
 * balanced braces, or errors; and diagnostics in either form.
 */
#include <stdint.h>

#include "cv2tex.h"
#include "../tests/fuzz/latex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

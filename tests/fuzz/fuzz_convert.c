/*
 * Any bytes as a CV, converted. The native YAML is read again without a complaint about YAML, renders
 * to the same LaTeX, and converts to itself; the JSON Resume is read again.
 */
#include <stdint.h>
#include <stdlib.h>

#include "cv2tex.h"
#include "../tests/fuzz/latex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct text {
    const char *ptr;
    size_t len;
};

static struct cv2tex *convert(struct text from, enum cv2tex_dialect to, struct text *made)
{
    struct cv2tex *doc = cv2tex_new();
    check(doc != NULL);
    cv2tex_read_text(doc, "fuzz.yaml", from.ptr, from.len);
    enum cv2tex_status status = cv2tex_convert(doc, to);
    made->ptr = cv2tex_converted(doc, &made->len);
    check((status == CV2TEX_OK) == (made->ptr != NULL));
    check((status == CV2TEX_OK) == (cv2tex_error_count(doc) == 0));
    return doc;
}

/* The LaTeX of a CV, to be freed; NULL when it has errors. */
static char *render(struct text from)
{
    struct cv2tex *doc = cv2tex_new();
    check(doc != NULL);
    cv2tex_read_text(doc, "fuzz.yaml", from.ptr, from.len);
    cv2tex_render(doc);
    const char *latex = cv2tex_latex(doc, NULL);
    char *copy = latex != NULL ? strdup(latex) : NULL;
    cv2tex_free(doc);
    return copy;
}

/* Whether a document was refused for what only the native format refuses: with others it is a warning. */
static bool is_strict(struct cv2tex *doc)
{
    static const char *const codes[] = {"[bad-date]", "[date-order]", "[bad-value]", "[wrong-type]"};
    const char *said = cv2tex_diagnostics(doc, CV2TEX_TEXT);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strstr(said, codes[i]) != NULL)
            return true;
    return false;
}

static void check_native(struct text given)
{
    struct text made, again;
    struct cv2tex *doc = convert(given, CV2TEX_NATIVE, &made);
    if (made.ptr != NULL) {
        struct cv2tex *once_more = convert(made, CV2TEX_NATIVE, &again);
        bool strict = is_strict(once_more);
        check(strict || (again.ptr != NULL && strcmp(made.ptr, again.ptr) == 0));
        char *wanted = strict ? NULL : render(given), *got = render(made);
        check(wanted == NULL || (got != NULL && strcmp(wanted, got) == 0));
        free(wanted);
        free(got);
        cv2tex_free(once_more);
    }
    cv2tex_free(doc);
}

static void check_json(struct text given)
{
    struct text made, again;
    struct cv2tex *doc = convert(given, CV2TEX_JSON_RESUME, &made);
    if (made.ptr != NULL) {
        struct cv2tex *once_more = convert(made, CV2TEX_JSON_RESUME, &again);
        check(again.ptr != NULL);
        cv2tex_free(once_more);
    }
    cv2tex_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_native((struct text){(const char *)data, size});
    check_json((struct text){(const char *)data, size});
    return 0;
}

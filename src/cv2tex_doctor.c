/* The façade: whether the machine can build. */
#include "document.h"

#include <stdlib.h>

#include "run/doctor.h"

static enum cv2tex_status report(struct cv2tex *doc, const void *unused)
{
    (void)unused;
    doctor_report(&doc->arena, &doc->messages);
    return CV2TEX_OK;
}

/* A page is built: that it works is known only by doing it. */
static enum cv2tex_status build_page(struct buf *out)
{
    static const char cv[] = "name: Ada Lovelace\nemail: ada@example.org\nsections: {A: [B]}\n";
    struct cv2tex *doc = cv2tex_new();
    if (doc == NULL)
        return CV2TEX_NO_MEMORY;
    enum cv2tex_status status = cv2tex_read_text(doc, "test", cv, sizeof cv - 1);
    if (status == CV2TEX_OK)
        status = cv2tex_build(doc, NULL);
    doctor_line(out, "a page", status == CV2TEX_OK,
                status == CV2TEX_OK ? "" : "it cannot be built:");
    const char *messages = cv2tex_diagnostics(doc, CV2TEX_TEXT);
    if (status != CV2TEX_OK && messages != NULL)
        buf_adds(out, messages);
    cv2tex_free(doc);
    return status;
}

char *cv2tex_doctor(bool *works)
{
    struct buf text = BUF_INIT;
    struct cv2tex *doc = cv2tex_new();
    *works = false;
    if (doc == NULL || document_run(doc, report, NULL) != CV2TEX_OK) {
        cv2tex_free(doc);
        return NULL;
    }
    buf_add_str(&text, buf_str(&doc->messages));
    text.failed = text.failed || doc->messages.failed;
    cv2tex_free(doc);
    *works = build_page(&text) == CV2TEX_OK;
    buf_addc(&text, '\0');
    if (text.failed)
        buf_free(&text);
    return text.ptr;
}

/* The façade's part that converts a CV from one format to another. */
#include "document.h"

#include "convert/convert.h"
#include "model/model.h"

static enum cv2tex_status convert(struct cv2tex *doc, const void *argument)
{
    (void)argument;
    struct yaml_notes notes = {NULL, 0};
    document_native(doc);
    doc->cv = model_read(&doc->arena, &doc->diags, doc->root);
    if (doc->diags.errors > 0)
        return CV2TEX_INVALID;
    for (uint32_t file = 0; file < doc->diags.source_count; file++)
        yaml_notes_read(&notes, &doc->arena, &doc->diags.sources[file], file);
    convert_to_yaml(&doc->arena, doc->root, &notes, false, &doc->converted);
    buf_addc(&doc->converted, '\0');
    if (doc->converted.failed) {
        buf_free(&doc->converted);
        arena_fail(&doc->arena);
    }
    doc->converted.len--;
    return CV2TEX_OK;
}

enum cv2tex_status cv2tex_convert(struct cv2tex *doc, enum cv2tex_dialect to)
{
    if (doc->cv != NULL || to != CV2TEX_NATIVE)
        return CV2TEX_MISUSE;
    if (doc->original == NULL)
        return document_nothing_read(doc);
    return document_run(doc, convert, &to);
}

const char *cv2tex_converted(const struct cv2tex *doc, size_t *len)
{
    if (len != NULL)
        *len = doc->converted.len;
    return doc->converted.ptr;
}

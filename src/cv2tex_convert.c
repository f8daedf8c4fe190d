/* The façade's part that converts a CV from one format to another. */
#include "document.h"

#include "convert/convert.h"
#include "dialect/dialect.h"
#include "model/model.h"

/* The comments of the files that were read; --set has none. */
static struct yaml_notes read_notes(struct cv2tex *doc, uint32_t files)
{
    struct yaml_notes notes = {NULL, 0};
    for (uint32_t file = 0; file < files; file++)
        if (!str_is(doc->diags.sources[file].name, "--set"))
            yaml_notes_read(&notes, &doc->arena, &doc->diags.sources[file], file);
    return notes;
}

static bool is_foreign(const struct cv2tex *doc)
{
    return doc->dialect != NULL && !dialect_is_native(doc->dialect);
}

/* A photo that is not printed, because it is not there, stays as a comment. */
static void keep_photo(struct cv2tex *doc, struct node *given, struct yaml_notes *notes)
{
    const struct item *photo = document_drop_missing_photo(doc);
    struct node **link = &given->first;
    while (*link != NULL && !str_is((*link)->text, "photo"))
        link = &(*link)->next->next;
    if (photo == NULL || *link == NULL)
        return;
    struct span place = (*link)->span;
    *link = (*link)->next->next;
    given->count--;
    if (!str_has(photo->text, '\n'))
        yaml_notes_add(notes, &doc->arena, yaml_note_place(place.file, place.start),
                       str_of(arena_printf(&doc->arena, "# photo: %.*s", STR_FMT(photo->text))));
}

static enum cv2tex_status convert(struct cv2tex *doc, const void *argument)
{
    enum cv2tex_dialect to = *(const enum cv2tex_dialect *)argument;
    uint32_t files = doc->diags.source_count;
    document_native(doc);
    struct node *given = node_copy(&doc->arena, doc->root); /* without the entries of .bib files */
    document_load_entries(doc);
    doc->cv = model_read(&doc->arena, &doc->diags, doc->root);
    if (doc->diags.errors > 0)
        return CV2TEX_INVALID;
    if (to == CV2TEX_NATIVE) {
        struct yaml_notes notes = read_notes(doc, files);
        if (doc->diags.lenient)
            keep_photo(doc, given, &notes);
        convert_to_yaml(&doc->arena, given, &notes, is_foreign(doc), &doc->converted);
    } else {
        convert_to_jsonresume(&doc->arena, &doc->diags, doc->cv, given, &doc->converted);
    }
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
    if (doc->cv != NULL || to > CV2TEX_JSON_RESUME)
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

/*
 * Any bytes as a .bib file: read, put into a CV, rendered, reported. Nothing in them is an error, and
 * every text of an entry is valid UTF-8 with its place inside of the file.
 */
#include <stdint.h>

#include "../tests/fuzz/latex.h"
#include "base/utf8.h"
#include "bib/bib.h"
#include "document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_node(const struct node *node, const struct source *src)
{
    check(node->span.file == 1 && node->span.start <= node->span.end);
    check(node->span.end <= src->text.len);
    if (node->kind == NODE_SCALAR)
        check(utf8_check(node->text) == node->text.len);
    else
        NODE_EACH(child, node)
            check_node(child, src);
}

static enum cv2tex_status put_into_cv(struct cv2tex *doc, const void *argument)
{
    struct source *src = document_add_source(doc);
    src->name = STR("fuzz.bib");
    src->text = arena_str(&doc->arena, *(const struct str *)argument);
    struct node *list = bib_read(&doc->arena, &doc->diags, doc->diags.source_count - 1);
    check(doc->diags.errors == 0);
    NODE_EACH(entry, list) {
        check_node(entry, &doc->diags.sources[1]);
        bib_check_entry(&doc->diags, entry);
    }
    document_native(doc);
    struct node *section = node_get(node_get(doc->root, STR("sections")), STR("Publications"));
    list->next = NULL;
    *node_get(section, STR("entries")) = *list;
    return CV2TEX_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char cv[] = "name: Ada\nsections: {Publications: {entries: [a]}}\n";
    struct str bytes = {(const char *)data, size};
    struct cv2tex *doc = cv2tex_new();
    check(doc != NULL);
    check(cv2tex_read_text(doc, "cv.yaml", cv, sizeof cv - 1) == CV2TEX_OK);
    check(document_run(doc, put_into_cv, &bytes) == CV2TEX_OK);
    if (size % 4 == 0) /* it takes much longer than reading */
        cv2tex_render(doc);
    const char *latex = cv2tex_latex(doc, NULL);
    check(size % 4 != 0 || (latex != NULL) == (cv2tex_error_count(doc) == 0));
    if (latex != NULL)
        check_balance(latex);
    check(cv2tex_diagnostics(doc, CV2TEX_TEXT) != NULL);
    cv2tex_free(doc);
    return 0;
}

/* The façade's part that knows of other formats: a CV in any of them becomes a native one. */
#include "document.h"

#include "tree/set.h"

/* ---- which format ---- */

enum cv2tex_status cv2tex_use_format(struct cv2tex *doc, const char *name)
{
    const struct dialect *dialect = dialect_find(str_of(name));
    if (dialect == NULL || doc->dialect != NULL)
        return CV2TEX_MISUSE;
    doc->forced = dialect;
    return CV2TEX_OK;
}

const char *cv2tex_format_name(const struct cv2tex *doc)
{
    return doc->dialect != NULL ? doc->dialect->name : NULL;
}

/* The first file says which format the CV has; others are laid upon it in that one or in native. */
void document_take(struct cv2tex *doc, struct node *tree)
{
    const struct dialect *dialect = dialect_detect(tree);
    if (doc->dialect == NULL) {
        doc->dialect = doc->forced != NULL ? doc->forced : dialect;
        doc->original = tree;
        if (!dialect_is_native(doc->dialect))
            diag_be_lenient(&doc->diags);
    } else if (dialect == doc->dialect) {
        doc->original = node_merge(&doc->arena, doc->original, tree);
    } else {
        doc->overlay = node_merge(&doc->arena, doc->overlay, tree);
    }
}

/* ---- setting values ---- */

/* Whether the path of an assignment begins with a key of the file's own format. */
static bool is_own_key(const struct cv2tex *doc, struct str assignment)
{
    size_t end = 0;
    while (end < assignment.len && strchr(".=", assignment.ptr[end]) == NULL)
        end++;
    return dialect_has_key(doc->dialect, str_sub(assignment, 0, end));
}

static enum cv2tex_status set_in(struct cv2tex *doc, struct node **root, const char *assignment)
{
    struct source *src = document_add_source(doc);
    src->name = STR("--set");
    src->text = arena_str(&doc->arena, str_of(assignment));
    unsigned errors = doc->diags.errors;
    struct node *tree = tree_set(&doc->arena, &doc->diags, doc->diags.source_count - 1, *root);
    if (tree != NULL)
        *root = tree;
    return doc->diags.errors > errors ? CV2TEX_INVALID : CV2TEX_OK;
}

enum cv2tex_status document_set(struct cv2tex *doc, const void *assignment)
{
    bool native = doc->dialect == NULL || dialect_is_native(doc->dialect);
    if (doc->root != NULL)
        return set_in(doc, &doc->root, assignment);
    if (native || is_own_key(doc, str_of(assignment)))
        return set_in(doc, &doc->original, assignment);
    struct document_setting *setting = arena_new(&doc->arena, struct document_setting);
    setting->assignment = arena_str(&doc->arena, str_of(assignment)).ptr;
    *doc->settings_end = setting;
    doc->settings_end = &setting->next;
    return CV2TEX_OK;
}

/* ---- becoming native ---- */

/* The language that a native overlay or a setting chooses, or empty. */
static struct str chosen_language(const struct cv2tex *doc)
{
    static const char path[] = "design.language=";
    struct str language = STR_NONE;
    const struct node *design = doc->overlay != NULL && doc->overlay->kind == NODE_MAP
                                    ? node_get(doc->overlay, STR("design"))
                                    : NULL;
    const struct node *node =
        design != NULL && design->kind == NODE_MAP ? node_get(design, STR("language")) : NULL;
    if (node != NULL && node->kind == NODE_SCALAR)
        language = node->text;
    for (const struct document_setting *s = doc->settings; s != NULL; s = s->next)
        if (strncmp(s->assignment, path, sizeof path - 1) == 0)
            language = str_of(s->assignment + sizeof path - 1);
    return language;
}

static const struct locale *words(void *user, enum language language)
{
    return document_words(user, language);
}

enum cv2tex_status document_native(struct cv2tex *doc)
{
    unsigned errors = doc->diags.errors;
    if (doc->root != NULL || doc->original == NULL)
        return CV2TEX_OK;
    doc->root = doc->original;
    if (doc->dialect != NULL)
        doc->root = dialect_apply(doc->dialect, &doc->arena, &doc->diags, doc->original,
                                  locale_find(chosen_language(doc)), words, doc);
    if (doc->overlay != NULL)
        doc->root = node_merge(&doc->arena, doc->root, doc->overlay);
    for (const struct document_setting *s = doc->settings; s != NULL; s = s->next)
        set_in(doc, &doc->root, s->assignment);
    return doc->diags.errors > errors ? CV2TEX_INVALID : CV2TEX_OK;
}

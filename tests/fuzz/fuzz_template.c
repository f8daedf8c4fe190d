/*
 * Fuzzes the template engine: the input is the text of template `a` and, after each byte 1, that of
 * `b`, `c` and so on; rendered strictly and leniently with a small view. Build it with a low
 * -DTPL_WORK_MAX, or the fuzzer spends its time in templates that repeat each other.
 */
#include <setjmp.h>
#include <stdint.h>

#include "tex/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Names are the letters a to h; a value's kind is its letter's, and its text too. */
static const enum tpl_kind kinds[] = {TPL_TEXT, TPL_LIST,  TPL_OBJECT, TPL_TRUE,
                                      TPL_TEXT, TPL_FALSE, TPL_LIST,   TPL_ABSENT};
static const char letters[] = "abcdefgh";

static int view_name(void *user, struct str name)
{
    (void)user;
    return name.len == 1 && name.ptr[0] >= 'a' && name.ptr[0] <= 'h' ? name.ptr[0] - 'a' : -1;
}

static const char *view_suggest(void *user, struct str name)
{
    (void)user;
    return name.len == 2 ? "a" : NULL;
}

static struct tpl_value view_get(void *user, const struct tpl_value *object, int id)
{
    (void)user;
    /* What is inside `c` lacks some names, so that they are sought outwards. */
    if (object->tag == 2 && id % 2 == 0)
        return (struct tpl_value){.kind = TPL_ABSENT};
    return (struct tpl_value){.kind = kinds[id], .tag = id, .ptr = letters};
}

static struct tpl_value view_next(void *user, const struct tpl_value *list,
                                  const struct tpl_value *item)
{
    (void)user;
    /* `b` holds two objects, `g` nothing. */
    if (list->tag == 6 || (item != NULL && item->ptr == letters + 1))
        return (struct tpl_value){.kind = TPL_ABSENT};
    return (struct tpl_value){
        .kind = TPL_OBJECT, .tag = 2, .ptr = item == NULL ? letters : letters + 1};
}

static void view_print(void *user, const struct tpl_value *value, bool raw, struct buf *out)
{
    (void)user;
    if (!raw)
        buf_adds(out, "\n\\");
    buf_addc(out, letters[value->tag]);
}

static const struct tpl_view view = {NULL,     view_name, view_suggest,
                                     view_get, view_next, view_print};

enum { TEMPLATES = 8 };

static bool load(void *user, struct str name, uint32_t *file, struct str *text)
{
    struct diags *diags = user;
    for (*file = 0; *file < diags->source_count; ++*file) {
        if (str_eq(name, diags->sources[*file].name)) {
            *text = diags->sources[*file].text;
            return true;
        }
    }
    return false;
}

static void render(struct arena *a, struct diags *diags, bool lenient, struct buf *out)
{
    struct tpl_loader loader = {diags, load};
    struct tpl_set *set = tpl_set_new(a, diags, loader, &view, "<<", ">>", lenient);
    struct tpl_value root = {.kind = TPL_OBJECT, .tag = 0, .ptr = letters};
    uint32_t count = diags->count;
    if (!tpl_render(set, STR("a"), &root, out) && diags->count == count)
        __builtin_trap(); /* failed and did not say why */
    diag_sort(diags);
    for (struct diag *d = diags->first; d != NULL; d = d->next)
        diag_print_text(diags, d, out);
}

static void render_input(struct arena *a, struct str input, struct buf *out)
{
    struct source sources[TEMPLATES] = {{.name = STR_NONE}};
    struct diags diags = {.arena = a, .sources = sources};
    size_t from = 0;
    while (diags.source_count < TEMPLATES && from <= input.len) {
        size_t to = str_find(input, from, 1);
        struct source *source = &sources[diags.source_count];
        source->name = (struct str){letters + diags.source_count++, 1};
        source->text = arena_str(a, str_sub(input, from, to));
        from = to + 1;
    }
    render(a, &diags, false, out);
    render(a, &diags, true, out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jmp_buf oom;
    struct arena a;
    struct buf out = BUF_INIT;
    arena_init(&a, &oom);
    if (setjmp(oom) != 0)
        __builtin_trap(); /* the inputs are small */
    render_input(&a, size > 0 ? (struct str){(const char *)data, size} : STR(""), &out);
    buf_free(&out);
    arena_free(&a);
    return 0;
}

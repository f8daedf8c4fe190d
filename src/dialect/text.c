/* The text that a value of any kind comes to. */
#include "dialect/internal.h"

#include "base/ascii.h"
#include "base/utf8.h"

/* Nothing that a person writes is nested deeper; what is, is named as not printed. */
enum { NESTED_MAX = 8 };

/* ---- writing ---- */

void write_str(struct writer *w, struct str s)
{
    if (w->len + s.len > w->cap) {
        size_t cap = w->cap * 2 > w->len + s.len ? w->cap * 2 : w->len + s.len + 32;
        char *larger = arena_alloc(w->arena, cap);
        if (w->len > 0)
            memcpy(larger, w->ptr, w->len);
        w->ptr = larger;
        w->cap = cap;
    }
    if (s.len > 0)
        memcpy(w->ptr + w->len, s.ptr, s.len);
    w->len += s.len;
}

void write_char(struct writer *w, char c)
{
    write_str(w, (struct str){&c, 1});
}

/* ---- languages ---- */

static const char other_language[] = "a text in another language is not printed";
static const char language_hint[] = "'--set design.language=...' chooses the language";

/* `en`, `pt-br`, `zh_Hans`: two or three small letters, and what may follow a sign. */
static bool is_language_code(struct str key)
{
    size_t len = 0;
    while (len < key.len && key.ptr[len] >= 'a' && key.ptr[len] <= 'z')
        len++;
    if (len < 2 || len > 3)
        return false;
    return len == key.len || (strchr("-_", key.ptr[len]) != NULL && key.len <= 8);
}

/* Codes of the languages that CVs are written in: `us` or `id` as a key means something else. */
static bool is_known_language(struct str code)
{
    static const char codes[] =
        " ar bg bn ca cs da de el en es et eu fa fi fr gl he hi hr hu hy id "
        "is it ja ka kk ko lt lv mk ms nb nl nn no pl pt ro ru sk sl sq sr "
        "sv sw ta te th tr uk ur uz vi zh ";
    char word[5] = {' ', '\0', '\0', ' ', '\0'};
    if (code.len < 2)
        return false;
    memcpy(word + 1, code.ptr, 2);
    return strstr(codes, word) != NULL;
}

static struct str primary(struct str code)
{
    size_t len = 0;
    while (len < code.len && ascii_is_letter(code.ptr[len]))
        len++;
    return str_sub(code, 0, len);
}

/* How well `code` fits the document's language: 3 exactly, 2 but for the region, 1 as English. */
static int fitness(const struct convert *c, struct str code)
{
    struct str wanted = c->language.len > 0 ? c->language : STR("en");
    if (str_eq_nocase(code, wanted))
        return 3;
    if (str_eq_nocase(primary(code), primary(wanted)))
        return 2;
    return str_eq_nocase(primary(code), STR("en"));
}

bool text_is_in_languages(const struct node *map)
{
    if (map->kind != NODE_MAP || map->count == 0)
        return false;
    NODE_EACH_PAIR(key, value, map)
        if (!is_language_code(key->text) || !is_known_language(key->text))
            return false;
    return true;
}

const struct node *text_in_language(struct convert *c, const struct node *map)
{
    const struct node *best = NULL;
    int best_fitness = -1;
    if (!text_is_in_languages(map))
        return NULL;
    NODE_EACH_PAIR(key, value, map) {
        int fit = is_empty(value) ? -1 : fitness(c, key->text);
        if (fit > best_fitness) {
            best = value;
            best_fitness = fit;
        }
    }
    NODE_EACH_PAIR(key, value, map)
        if (value != best && !is_empty(value))
            remark(c, value, other_language, language_hint);
    return best != NULL ? best : map->first->next;
}

/* What stands between a key and its language. */
static bool is_joint(char c)
{
    return c == '_' || c == '-';
}

bool text_is_twin(const struct node *map, struct str key, struct str *base, struct str *language)
{
    if (map->count > TWINS_SEARCHED)
        return false;
    size_t first = 0, last = key.len;
    while (first < key.len && !is_joint(key.ptr[first]))
        first++;
    while (last > 0 && !is_joint(key.ptr[last - 1]))
        last--;
    if (first == key.len)
        return false;
    struct str head = str_sub(key, 0, first), tail = str_sub(key, last, key.len);
    if (head.len == 2 && is_known_language(head)) {
        *language = head;
        *base = str_sub(key, first + 1, key.len);
    } else if (tail.len == 2 && is_known_language(tail)) {
        *language = tail;
        *base = str_sub(key, 0, last - 1);
    } else {
        return false;
    }
    const struct node *plain = node_get(map, *base);
    return plain != NULL && !is_empty(plain);
}

const struct node *text_in_twin(struct convert *c, const struct node *map, const struct node *key,
                                const struct node *value)
{
    if (c->language.len == 0 || map->count > TWINS_SEARCHED)
        return value;
    NODE_EACH_PAIR(other, twin, map) {
        struct str base, language;
        if (twin != value && text_is_twin(map, other->text, &base, &language) &&
            str_eq(base, key->text) && str_eq_nocase(language, c->language) && !is_empty(twin)) {
            remark(c, value, other_language, language_hint);
            return twin;
        }
    }
    return value;
}

void text_remark_twin(struct convert *c, const struct node *value, struct str language)
{
    if (!str_eq_nocase(language, c->language))
        remark(c, value, other_language, language_hint);
}

/* ---- flattening ---- */

static void flatten_scalar(struct convert *c, struct writer *w, const struct node *node,
                           enum text_form form)
{
    write_str(w, str_trim(markup_clean(c, node, node->text, form)));
}

/* Whether some item is a sentence or holds a comma, so that commas between them would mislead. */
static bool has_long_items(const struct node *list)
{
    NODE_EACH(item, list)
        if (item->kind != NODE_SCALAR || item->text.len > 60 ||
            memchr(item->text.ptr, ',', item->text.len) != NULL)
            return true;
    return false;
}

static void flatten_list(struct convert *c, struct writer *w, const struct node *list,
                         enum text_form form, unsigned depth)
{
    bool bullets = form == TEXT_PROSE && depth == 0 && has_long_items(list);
    const char *joiner = has_long_items(list) ? "; " : ", ";
    bool first = true;
    NODE_EACH(item, list) {
        if (is_empty(item))
            continue;
        if (!first)
            write_str(w, bullets ? STR("\n") : str_of(joiner));
        if (bullets)
            write_str(w, STR("- "));
        write_flat(c, w, item, bullets ? TEXT_LINE : form, depth + 1);
        first = false;
    }
}

/* Whether a pair of a map has a part in its text; a remark when it is not for the page. */
static bool has_part(struct convert *c, const struct node *map, const struct node *key,
                     const struct node *value)
{
    if (is_empty(value))
        return false;
    /* `- Remote: true` is a text that YAML takes for a map. */
    if (!table_is_decoration(key->text, value) && (map->count == 1 || !node_is_flag(value)))
        return true;
    remark(c, value, arena_printf(c->arena, "'%.*s' is not printed", STR_FMT(key->text)), NULL);
    return false;
}

static void flatten_pair(struct convert *c, struct writer *w, const struct node *map,
                         const struct node *key, enum text_form form, unsigned depth)
{
    if (!nested_is_wrapper(key->text)) {
        write_str(w, map->count == 1 ? key->text : key_label(c, key->text, false));
        write_str(w, STR(": "));
    }
    write_flat(c, w, key->next, form, depth + 1);
}

/* The pair by which a map is called stands first; within another text the rest is in parentheses. */
static void flatten_map(struct convert *c, struct writer *w, const struct node *map,
                        enum text_form form, unsigned depth)
{
    const struct node *chosen = text_in_language(c, map), *called = nested_called(map);
    if (chosen != NULL) {
        write_flat(c, w, chosen, form, depth + 1);
        return;
    }
    const struct node *url = form != TEXT_PLAIN ? nested_link(map) : NULL;
    bool first = called == NULL, inner = false;
    if (form == TEXT_PROSE || form == TEXT_BULLET)
        form = TEXT_LINE;
    struct node *text = url != NULL ? text_node(c, called->next, form) : NULL;
    if (text != NULL)
        nested_write_link(w, text->text, url);
    else if (called != NULL)
        flatten_pair(c, w, map, called, form, depth);
    NODE_EACH_PAIR(key, value, map) {
        if (key == called || value == url || !has_part(c, map, key, value))
            continue;
        if (!first)
            write_str(w, depth > 0 && !inner ? STR(" (") : STR("; "));
        inner = inner || (!first && depth > 0);
        flatten_pair(c, w, map, key, form, depth);
        first = false;
    }
    write_str(w, inner ? STR(")") : STR(""));
}

void write_flat(struct convert *c, struct writer *w, const struct node *node, enum text_form form,
                unsigned depth)
{
    if (is_empty(node))
        return;
    if (depth > NESTED_MAX)
        remark(c, node, "what is nested this deep is not printed", NULL);
    else if (node->kind == NODE_SCALAR)
        flatten_scalar(c, w, node, form);
    else if (node->kind == NODE_LIST)
        flatten_list(c, w, node, form, depth);
    else
        flatten_map(c, w, node, form, depth);
}

static struct node *flat_node(struct convert *c, const struct node *node, enum text_form form,
                              unsigned depth)
{
    struct writer w = {.arena = c->arena};
    write_flat(c, &w, node, form, depth);
    struct str text = str_trim((struct str){w.ptr, w.len});
    if (form != TEXT_PLAIN)
        text = keywords_mark(c, text);
    return text.len > 0 ? new_text(c, text, node->span) : NULL;
}

struct node *text_node(struct convert *c, const struct node *node, enum text_form form)
{
    if (is_empty(node))
        return NULL;
    if (node->kind == NODE_SCALAR) {
        struct node *copy = copy_node(c, node);
        if (!node->raw_tex)
            copy->text = markup_clean(c, node, node->text, form);
        if (!node->raw_tex && form != TEXT_PLAIN)
            copy->text = keywords_mark(c, copy->text);
        return str_trim(copy->text).len > 0 ? copy : NULL;
    }
    return flat_node(c, node, form, 0);
}

/* ---- lists ---- */

/* The sign that starts a bullet at the beginning of `line`: its length with the blanks after it. */
static size_t bullet_sign(struct str line)
{
    static const char *const signs[] = {"- ", "* ", "\u2022", "\u25CF", "\u25E6", "\u25AA",
                                        "\u2023", "\u2219", "\u00B7", "\u2013 ", "\u2014 "};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(line, str_of(signs[i]))) {
            size_t len = strlen(signs[i]);
            while (len < line.len && (line.ptr[len] == ' ' || line.ptr[len] == '\t'))
                len++;
            return len;
        }
    return 0;
}

/* Whether each line of `text` that is not indented starts a bullet. */
static bool is_bullets(struct str text)
{
    size_t lines = 0;
    for (size_t i = 0; i < text.len; i = str_find(text, i, '\n') + 1) {
        struct str line = str_sub(text, i, str_find(text, i, '\n'));
        if (str_trim(line).len == 0 || line.ptr[0] == ' ' || line.ptr[0] == '\t')
            continue;
        if (bullet_sign(line) == 0)
            return false;
        lines++;
    }
    return lines > 0;
}

/* Adds the bullets of one text, an item each. */
static void add_bullets(struct convert *c, struct growing *list, const struct node *node)
{
    struct str text = node->text;
    for (size_t i = 0; i < text.len;) {
        size_t end = i, next;
        do { /* up to the next line that starts a bullet */
            end = str_find(text, end, '\n');
            next = end < text.len ? end + 1 : end;
            end = next;
        } while (next < text.len && bullet_sign(str_sub(text, next, text.len)) == 0);
        struct str bullet = str_trim(str_sub(text, i, next));
        bullet = str_trim(str_sub(bullet, bullet_sign(bullet), bullet.len));
        if (bullet.len > 0)
            add_item(list, new_text(c, bullet, node->span));
        i = next;
    }
}

struct node *text_list(struct convert *c, const struct node *node, enum text_form form)
{
    if (is_empty(node))
        return NULL;
    if (node->kind == NODE_MAP && text_in_language(c, node) != NULL)
        node = text_in_language(c, node);
    if (node->kind == NODE_SCALAR && form == TEXT_BULLET) {
        struct node *text = text_node(c, node, TEXT_PROSE);
        if (text == NULL || !is_bullets(text->text))
            return text;
        struct growing bullets = grow(c, NODE_LIST, text->span);
        add_bullets(c, &bullets, text);
        return bullets.node->count > 0 ? bullets.node : NULL;
    }
    if (node->kind != NODE_LIST)
        return text_node(c, node, form == TEXT_BULLET ? TEXT_PROSE : form);
    struct growing list = grow(c, NODE_LIST, node->span);
    NODE_EACH(item, node) {
        struct node *text = NULL;
        if (item->kind == NODE_MAP && form == TEXT_BULLET)
            text = nested_text(c, item);
        if (text == NULL)
            text =
                item->kind == NODE_SCALAR ? text_node(c, item, form) : flat_node(c, item, form, 1);
        if (text != NULL && form == TEXT_BULLET && is_bullets(text->text))
            add_bullets(c, &list, text);
        else if (text != NULL)
            add_item(&list, text);
    }
    return list.node->count > 0 ? list.node : NULL;
}

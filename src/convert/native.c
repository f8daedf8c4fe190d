/* A native tree, made ready to be written as somebody would write it by hand. */
#include "base/ascii.h"
#include "convert/convert.h"
#include "model/check.h"
#include "model/schema.h"
#include "tree/yaml_scalar.h"
#include "tree/yaml_write.h"

enum {
    WORD_MAX = 30,        /* bytes of a word that may stand in a list on one line */
    SMALL_MAP_MAX = 3,    /* pairs of a map that may */
    SHORT_NUMBER_MAX = 4, /* digits of a code that is a number to everybody */
    PROFILES_MAX = 50     /* more than these are compared with each other by nobody */
};

/* What the rows of a key have in common, whatever table they are in. */
struct habit {
    bool typed; /* a date, a number, a flag: written without quotes */
    bool code;  /* a code, which may be a number: a volume, but a telephone number as well */
    bool words; /* a list of words, which may stand on one line */
};

struct tidier {
    struct habit habits[NAME_COUNT];
    bool foreign;
};

static void learn_habits(struct habit *habits, const struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        struct habit *habit = &habits[row->key];
        habit->typed = habit->typed || row->kind == KIND_DATE || row->kind == KIND_FLAG ||
                       row->kind == KIND_NUMBER || row->kind == KIND_COUNT;
        habit->code = habit->code || row->kind == KIND_VERBATIM;
        habit->words = habit->words || ((row->flags & ROW_LIST) && row->kind != KIND_PROSE);
        if (row->kind == KIND_MAP)
            learn_habits(habits, row->sub);
    }
}

static struct habit habit_of(const struct tidier *t, struct str key)
{
    enum name name = name_find(key);
    return name < NAME_COUNT ? t->habits[name] : (struct habit){false, false, false};
}

/* ---- nothing is not written ---- */

/* An empty text is something: in a map of labels it leaves its label alone. */
static bool is_nothing(const struct node *node)
{
    return node->kind == NODE_SCALAR ? node_is_null(node) : node->first == NULL;
}

/*
 * Takes what is nothing out of a list or map. In a native list an empty map stays, as it was counted:
 * it may be an author without a name. By its `entries` a section is told from a map of labels, and
 * `citations: {}` asks for all that goes without saying.
 */
static void drop_nothing(const struct tidier *t, struct node *node)
{
    bool is_map = node->kind == NODE_MAP;
    struct node **link = &node->first;
    while (*link != NULL) {
        struct node *value = is_map ? (*link)->next : *link;
        bool may_go = is_map ? !str_is((*link)->text, "entries") &&
                                   !(value->kind == NODE_MAP && str_is((*link)->text, "citations"))
                             : t->foreign || value->kind == NODE_SCALAR;
        if (may_go && is_nothing(value)) {
            *link = value->next;
            node->count--;
        } else {
            link = &value->next;
        }
    }
}

/* ---- scalars ---- */

/* A number without a fraction that is written as it is counted, a date, true or false. */
static bool is_typed(struct str text)
{
    size_t digits = 0, dashes = 0;
    for (size_t i = 0; i < text.len; i++) {
        digits += ascii_is_digit(text.ptr[i]);
        dashes += text.ptr[i] == '-' && (i == 4 || i == 7);
    }
    if (str_is(text, "true") || str_is(text, "false"))
        return true;
    bool number = dashes == 0 && text.len < 16 && (text.ptr[0] != '0' || text.len == 1);
    bool date = dashes == 2 && text.len == 10;
    return digits + dashes == text.len && (number || date);
}

static void tidy_scalar(const struct tidier *t, struct node *node, struct habit habit)
{
    bool quoted = node->style == STYLE_SINGLE || node->style == STYLE_DOUBLE;
    bool typed = habit.typed || (habit.code && node->text.len <= SHORT_NUMBER_MAX);
    if (typed && (t->foreign || !quoted) && is_typed(node->text))
        node->style = STYLE_PLAIN;
    else if (quoted && t->foreign && !str_has(node->text, '\n'))
        node->style = STYLE_FOLDED;
    else if (node->style == STYLE_PLAIN || (quoted && t->foreign))
        node->style = STYLE_LITERAL;
}

/* ---- lists and maps ---- */

static bool is_word(const struct node *node)
{
    return node->kind == NODE_SCALAR && node->text.len <= WORD_MAX && !node->raw_tex;
}

/* A few words about one thing: {name: Kai Chen, role: advisor}. */
static bool is_small_map(const struct node *node)
{
    if (node->kind != NODE_MAP || node->count > SMALL_MAP_MAX)
        return false;
    NODE_EACH_PAIR(key, value, node)
        if (!is_word(value))
            return false;
    return true;
}

static bool is_list_of_words(const struct node *node)
{
    if (node->kind != NODE_LIST)
        return false;
    NODE_EACH(item, node)
        if (!is_word(item) && !is_small_map(item))
            return false;
    return true;
}

static void tidy(const struct tidier *t, struct node *node, struct habit habit)
{
    if (node->kind == NODE_SCALAR) {
        tidy_scalar(t, node, habit);
        return;
    }
    drop_nothing(t, node);
    if (node->kind == NODE_LIST) {
        NODE_EACH(item, node)
            tidy(t, item, habit);
    } else {
        NODE_EACH_PAIR(key, value, node) {
            tidy_scalar(t, key, (struct habit){false, false, false});
            tidy(t, value, habit_of(t, key->text));
        }
    }
    drop_nothing(t, node); /* what held nothing is nothing now */
    if (t->foreign)
        node->style = habit.words && (is_list_of_words(node) || is_small_map(node)) ? STYLE_FLOW
                                                                                     : STYLE_BLOCK;
}

/* ---- profiles ---- */

/* What `network: value` can say for a map {network, username} or {network, url}; or NULL. */
static struct node *short_profile(const struct node *profile)
{
    struct node *network = NULL, *value = NULL;
    if (profile->kind != NODE_MAP || profile->count != 2)
        return NULL;
    NODE_EACH_PAIR(key, text, profile) {
        if (text->kind != NODE_SCALAR || text->raw_tex)
            return NULL;
        if (str_is(key->text, "network"))
            network = text;
        else if (str_is(key->text, check_is_address(text->text) ? "url" : "username"))
            value = text;
    }
    return network != NULL ? value : NULL;
}

/* Makes a map of a list of profiles, if that says the same; else a list of one line each. */
static void shorten_profiles(struct node *profiles)
{
    if (profiles == NULL || profiles->kind != NODE_LIST || profiles->count > PROFILES_MAX)
        return;
    bool can_be_map = true;
    NODE_EACH(profile, profiles) {
        can_be_map = can_be_map && short_profile(profile) != NULL;
        for (struct node *other = profile->next; can_be_map && other != NULL; other = other->next)
            can_be_map = short_profile(other) != NULL &&
                         !str_eq(node_get(other, STR("network"))->text,
                                 node_get(profile, STR("network"))->text);
        if (profile->kind == NODE_MAP)
            profile->style = STYLE_FLOW;
    }
    if (!can_be_map)
        return;
    profiles->kind = NODE_MAP;
    struct node *profile = profiles->first, **link = &profiles->first;
    for (; profile != NULL; profile = profile->next) {
        struct node *network = node_get(profile, STR("network")), *value = short_profile(profile);
        *link = network;
        network->next = value;
        link = &value->next;
    }
    *link = NULL;
}

/* ---- the whole ---- */

/* Brings the pairs of the whole into the order of the schema; keys that it lacks come last. */
static void sort_keys(struct node *root)
{
    struct node *sorted = NULL, **end = &sorted;
    for (size_t i = 0; i <= cv_table.count; i++) {
        struct node **link = &root->first;
        while (*link != NULL) {
            struct node *key = *link, *value = key->next;
            if (i < cv_table.count && name_find(key->text) != cv_table.rows[i].key) {
                link = &value->next;
                continue;
            }
            *link = value->next;
            value->next = NULL;
            *end = key;
            end = &value->next;
        }
    }
    root->first = sorted;
}

/* Empty lines above the sections and above each of them, and above the design. */
static void space_lines(const struct node *root)
{
    NODE_EACH_PAIR(key, value, root) {
        bool sections = str_is(key->text, "sections");
        key->spaced = sections || str_is(key->text, "design");
        if (!sections || value->kind != NODE_MAP)
            continue;
        NODE_EACH_PAIR(title, section, value)
            title->spaced = title != value->first;
    }
}

/* Notes of a foreign file: its empty lines are spaced anew, its schema is no longer true. */
static void drop_notes(struct yaml_notes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        struct str text = notes->list[i].text;
        if (text.len == 0 || str_starts(text, STR("# yaml-language-server:")))
            notes->list[i].written = true;
        notes->list[i].column = 0;
    }
}

void convert_to_yaml(struct arena *a, struct node *root, struct yaml_notes *notes, bool foreign,
                     struct buf *out)
{
    struct tidier *t = arena_new(a, struct tidier);
    t->foreign = foreign || root->style == STYLE_FLOW;
    learn_habits(t->habits, &cv_table);
    learn_habits(t->habits, &section_table);
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++)
        learn_habits(t->habits, entry_tables[type]);
    tidy(t, root, (struct habit){false, false, false});
    if (t->foreign) {
        shorten_profiles(node_get(root, STR("profiles")));
        sort_keys(root);
        space_lines(root);
        drop_notes(notes);
    }
    yaml_write(a, root, notes, out);
}

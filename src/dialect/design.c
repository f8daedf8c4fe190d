/* How the page looks: what other formats say of it, in moderncv's terms. */
#include "dialect/internal.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ascii.h"

void design_set(struct convert *c, const char *name, struct str value, struct span span)
{
    if (node_get(c->design.node, str_of(name)) == NULL)
        add_pair(c, &c->design, NULL, str_of(name), new_text(c, value, span));
}

/* ---- values ---- */

/* The value at a path of keys, "page.size"; NULL when there is none. */
static const struct node *at_path(const struct node *node, const char *path)
{
    while (node != NULL && *path != '\0') {
        struct str rest = str_of(path);
        size_t end = str_find(rest, 0, '.');
        node = node->kind == NODE_MAP ? node_get(node, str_sub(rest, 0, end)) : NULL;
        path += end + (path[end] == '.');
    }
    return node;
}

/* The text at the first of the paths that has one. */
static const struct node *text_at(const struct node *node, const char *const *paths)
{
    for (; *paths != NULL; paths++) {
        const struct node *found = at_path(node, *paths);
        if (found != NULL && found->kind == NODE_SCALAR && !is_empty(found))
            return found;
    }
    return NULL;
}

#define AT(node, ...) text_at(node, (const char *const[]){__VA_ARGS__, NULL})

static bool holds(struct str text, const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= text.len; i++)
        if (str_eq_nocase(str_sub(text, i, i + len), str_of(word)))
            return true;
    return false;
}

/* The number at the beginning of `text`, which other characters may go before; -1: none. */
static double number_in(struct str text)
{
    char digits[16];
    size_t len = 0, i = 0;
    while (i < text.len && !ascii_is_digit(text.ptr[i]))
        i++;
    while (i < text.len && len + 1 < sizeof digits &&
           (ascii_is_digit(text.ptr[i]) || text.ptr[i] == '.'))
        digits[len++] = text.ptr[i++];
    digits[len] = '\0';
    return len > 0 ? strtod(digits, NULL) : -1;
}

static void set_paper(struct convert *c, const struct node *size)
{
    static const char *const papers[] = {"letter", "legal", "executive", "a4", "a5", "b5"};
    for (size_t i = 0; size != NULL && i < sizeof papers / sizeof *papers; i++)
        if (holds(size->text, papers[i])) {
            design_set(c, "paper", str_of(papers[i]), size->span);
            return;
        }
}

/* The class has three sizes: the nearest. */
static void set_font_size(struct convert *c, const struct node *size)
{
    double points = size != NULL ? number_in(size->text) : -1;
    if (points <= 0)
        return;
    design_set(c, "font_size",
               points < 10.5   ? STR("10pt")
               : points < 11.5 ? STR("11pt")
                               : STR("12pt"),
               size->span);
}

/* A length that TeX knows and that leaves room for text, without its blanks; or empty. */
static struct str length_of(struct convert *c, const struct node *node)
{
    static const struct {
        const char *unit;
        double millimetres;
    } units[] = {{"mm", 1}, {"cm", 10}, {"in", 25.4}, {"pt", 0.3515}};
    struct str text = str_trim(node->text);
    double number = number_in(text);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double length = number * units[i].millimetres;
        if (holds(text, units[i].unit) && ascii_is_digit(text.ptr[0]) && length >= 3 &&
            length <= 60)
            return str_of(arena_printf(c->arena, "%g%s", number, units[i].unit));
    }
    diag_add(c->diags, DIAG_BAD_VALUE, node->span,
             "a number and a unit, from 3mm to 60mm: 2cm, 0.7in", "margin '%.*s' is not used",
             STR_FMT(text));
    return STR_NONE;
}

static void set_margins(struct convert *c, const struct node *design, const char *const paths[4][4])
{
    static const char *const sides[] = {"top", "bottom", "left", "right"};
    struct growing margins = {0};
    for (size_t i = 0; i < 4; i++) {
        const struct node *node = text_at(design, paths[i]);
        struct str length = node != NULL ? length_of(c, node) : STR_NONE;
        if (length.len == 0)
            continue;
        if (margins.node == NULL)
            margins = grow(c, NODE_MAP, node->span);
        add_pair(c, &margins, NULL, str_of(sides[i]), new_text(c, length, node->span));
    }
    if (margins.node != NULL && node_get(c->design.node, STR("margins")) == NULL)
        add_pair(c, &c->design, NULL, STR("margins"), margins.node);
}

/* ---- colours ---- */

struct color {
    const char *name;
    int red, green, blue;
};

/* moderncv's own, and the names that other formats use, each in the first column's word. */
static const struct color schemes[] = {
    {"blue", 57, 115, 173}, {"black", 0, 0, 0},      {"burgundy", 143, 20, 38},
    {"green", 89, 166, 31}, {"grey", 140, 140, 140}, {"orange", 242, 115, 0},
    {"purple", 128, 51, 204}, {"red", 242, 51, 51},
};

static const struct color names[] = {
    {"navy", 0, 0, 128},     {"teal", 0, 128, 128},     {"maroon", 128, 0, 0},
    {"gray", 128, 128, 128}, {"darkblue", 0, 0, 139},   {"darkgreen", 0, 100, 0},
    {"darkred", 139, 0, 0},  {"violet", 238, 130, 238},
};

static bool named(const struct color *list, size_t count, struct str text, struct color *color)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(text, str_of(list[i].name))) {
            *color = list[i];
            return true;
        }
    return false;
}

/* "#004f90", "rgb(0, 79, 144)", "blue"; false for anything else. */
static bool read_color(struct str text, struct color *color)
{
    unsigned red = 0, green = 0, blue = 0;
    char z[40];
    text = str_trim(text);
    if (text.len == 0 || text.len >= sizeof z)
        return false;
    memcpy(z, text.ptr, text.len);
    z[text.len] = '\0';
    int used = 0;
    bool hex = text.len == 7 && sscanf(z, "#%2x%2x%2x%n", &red, &green, &blue, &used) == 3;
    bool decimal = !hex && sscanf(z, "rgb(%3u , %3u , %3u", &red, &green, &blue) == 3;
    if (!hex && !decimal)
        return named(schemes, sizeof schemes / sizeof *schemes, text, color) ||
               named(names, sizeof names / sizeof *names, text, color);
    *color = (struct color){NULL, (int)(red & 255), (int)(green & 255), (int)(blue & 255)};
    return true;
}

static int largest(const struct color *c)
{
    int most = c->red > c->green ? c->red : c->green;
    return most > c->blue ? most : c->blue;
}

static int smallest(const struct color *c)
{
    int least = c->red < c->green ? c->red : c->green;
    return least < c->blue ? least : c->blue;
}

/* The hue in degrees, as on the colour wheel. */
static int hue(const struct color *c)
{
    int most = largest(c), spread = most - smallest(c);
    if (spread == 0)
        return 0;
    int degrees = most == c->red     ? 60 * (c->green - c->blue) / spread
                  : most == c->green ? 120 + 60 * (c->blue - c->red) / spread
                                     : 240 + 60 * (c->red - c->green) / spread;
    return (degrees + 360) % 360;
}

/* moderncv's colour that looks most like `color`: by its hue, unless it is grey. */
static const char *nearest(const struct color *color)
{
    if (largest(color) < 40)
        return "black";
    if (largest(color) - smallest(color) < 25)
        return largest(color) < 70 ? "black" : "grey";
    const char *best = "blue";
    int best_distance = 1000;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        const struct color *s = &schemes[i];
        if (largest(s) - smallest(s) < 25)
            continue;
        int turn = abs(hue(s) - hue(color));
        int distance = (turn > 180 ? 360 - turn : turn) * 4 + abs(largest(s) - largest(color));
        if (distance < best_distance) {
            best_distance = distance;
            best = s->name;
        }
    }
    return best;
}

static void set_color(struct convert *c, const struct node *color)
{
    struct color read;
    if (color == NULL)
        return;
    if (read_color(color->text, &read))
        design_set(c, "color", str_of(nearest(&read)), color->span);
    else
        diag_add(c->diags, DIAG_BAD_VALUE, color->span, "write #004f90, rgb(0, 79, 144) or blue",
                 "colour '%.*s' is not understood", STR_FMT(color->text));
}

/* ---- RenderCV ---- */

/* The themes that are not blue. */
static const struct {
    const char *name, *color;
} themes[] = {
    {"ember", "burgundy"},           {"engineeringcover", "black"}, {"engineeringresumes", "black"},
    {"harvard", "black"},            {"ink", "purple"},             {"opal", "green"},
    {"sb2nov", "black"},
};

void design_rendercv(struct convert *c, const struct node *design)
{
    static const char *const margins[4][4] = {
        {"page.top_margin", "margins.page.top", "margins.top", NULL},
        {"page.bottom_margin", "margins.page.bottom", "margins.bottom", NULL},
        {"page.left_margin", "margins.page.left", "margins.left", NULL},
        {"page.right_margin", "margins.page.right", "margins.right", NULL}};
    if (design->kind != NODE_MAP)
        return;
    const struct node *theme = AT(design, "theme");
    const struct node *color = AT(design, "colors.section_titles", "colors.name", "color",
                                  "colors.headline", "colors.links");
    if (theme != NULL) {
        bool hints = str_is(theme->text, "moderncv");
        design_set(c, "style", hints ? STR("classic") : STR("banking"), theme->span);
        for (size_t i = 0; color == NULL && i < sizeof themes / sizeof *themes; i++)
            if (str_is(theme->text, themes[i].name))
                design_set(c, "color", str_of(themes[i].color), theme->span);
    }
    set_color(c, color);
    set_font_size(c, AT(design, "typography.font_size.body", "text.font_size", "font_size"));
    set_paper(c, AT(design, "page.size", "page_size"));
    set_margins(c, design, margins);
    const struct node *numbers = AT(design, "page.show_page_numbering", "page.show_footer",
                                    "show_page_numbering", "disable_page_numbering");
    if (numbers != NULL && str_is(numbers->text, "false") &&
        AT(design, "disable_page_numbering") == NULL)
        design_set(c, "page_numbers", STR("never"), numbers->span);
}

/* ---- YAMLResume ---- */

/* The layout that is meant for LaTeX: the first that says so, or that does not say. */
static const struct node *latex_layout(const struct node *layouts)
{
    if (layouts->kind == NODE_MAP)
        return layouts;
    if (layouts->kind != NODE_LIST)
        return NULL;
    NODE_EACH(layout, layouts) {
        const struct node *engine = AT(layout, "engine");
        if (layout->kind == NODE_MAP && (engine == NULL || str_is(engine->text, "latex")))
            return layout;
    }
    return NULL;
}

void design_yamlresume(struct convert *c, const struct node *layouts)
{
    static const char *const margins[4][4] = {{"page.margins.top", "margins.top", NULL},
                                              {"page.margins.bottom", "margins.bottom", NULL},
                                              {"page.margins.left", "margins.left", NULL},
                                              {"page.margins.right", "margins.right", NULL}};
    static const char *const styles[] = {"classic", "casual", "banking", "oldstyle", "fancy"};
    const struct node *layout = latex_layout(layouts);
    if (layout == NULL)
        return;
    const struct node *template = AT(layout, "template");
    for (size_t i = 0; template != NULL && i < sizeof styles / sizeof *styles; i++)
        if (holds(template->text, styles[i]))
            design_set(c, "style", str_of(styles[i]), template->span);
    if (template != NULL && str_is(template->text, "jake"))
        design_set(c, "color", STR("black"), template->span);
    set_font_size(c, AT(layout, "typography.fontSize"));
    set_paper(c, AT(layout, "page.paperSize"));
    set_margins(c, layout, margins);
    const struct node *numbers = AT(layout, "page.showPageNumbers");
    if (numbers != NULL)
        design_set(c, "page_numbers", str_is(numbers->text, "false") ? STR("never") : STR("always"),
                   numbers->span);
    const struct node *icons = AT(layout, "advanced.showIcons");
    if (icons != NULL && str_is(icons->text, "false"))
        design_set(c, "icons", STR("false"), icons->span);
    const struct node *order = at_path(layout, "sections.order");
    const struct node *titles = at_path(layout, "sections.aliases");
    c->order = order != NULL ? order : c->order;
    c->titles = titles != NULL ? titles : c->titles;
}

/* How the texts of the header fit: the size of the name, the width of the contacts. In points. */
#include <stdlib.h>

#include "bind/internal.h"
#include "model/names.h"

static const struct tpl_value NOTHING = {.kind = TPL_FALSE};

enum { SYMBOL = 16 }; /* a contact's symbol and the space behind it */

static double text_width(const struct bind *b)
{
    return layout_text_width(b) / 0.3515;
}

/* How much narrower than others the letters are that a style prints with. */
static double narrowness(const struct bind *b)
{
    return layout_is(b, "oldstyle") ? 1 : layout_is(b, "fancy") ? 0.88 : 0.94;
}

/* The width of a contact line in the style's own size for it. */
static double line_width(const struct bind *b, struct str text)
{
    double size = strtod(cv_design(b->cv, NAME_font_size).ptr, NULL);
    bool full = layout_is(b, "casual") || layout_is(b, "banking");
    return layout_width(b, text) / 1000.0 * narrowness(b) * (full ? size : size - 1);
}

static double contact_width(const struct bind *b, const struct contact *contact)
{
    double label = contact->is_labelled ? line_width(b, contact->label) + SYMBOL : SYMBOL;
    return line_width(b, contact->text) + label;
}

static bool has_side_column(const struct bind *b)
{
    return layout_is(b, "oldstyle") || layout_is(b, "fancy");
}

/* The room for one contact line. */
static double contact_room(const struct bind *b)
{
    double share = layout_is(b, "classic") ? 0.48 : has_side_column(b) ? 0.28 : 0.78;
    double chosen = layout_hint_width(b) / 0.3515;
    return has_side_column(b) && chosen > 0 ? chosen : share * text_width(b);
}

bool fit_is_long(const struct bind *b, const struct contact *contact)
{
    return contact_width(b, contact) > contact_room(b);
}

bool fit_address_is_long(const struct bind *b)
{
    static const enum name names[] = {NAME_address, NAME_location};
    for (size_t i = 0; i < 2 && !has_side_column(b); i++) {
        const struct field *field = record_get(b->cv->top, names[i]);
        for (const struct item *item = field ? &field->first : NULL; item; item = item->next)
            if (line_width(b, item->text) + SYMBOL > contact_room(b))
                return true;
    }
    return false;
}

/* The widest line of the contacts, of those that are not broken. */
static double widest_contact(struct bind *b)
{
    double widest = 0, room = contact_room(b);
    for (const struct contact *c = header_contacts(b); c != NULL; c = c->next) {
        double width = contact_width(b, c);
        if (width > room)
            width = room;
        widest = width > widest ? width : widest;
    }
    static const enum name others[] = {NAME_email, NAME_phone, NAME_location, NAME_born,
                                       NAME_address};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const struct field *field = record_get(b->cv->top, others[i]);
        for (const struct item *item = field ? &field->first : NULL; item; item = item->next) {
            double width = line_width(b, item->text) + SYMBOL;
            if (width <= room && width > widest)
                widest = width;
        }
    }
    return widest;
}

/* The widest word of the headings, which fancy prints in the side column. */
static double widest_heading(const struct bind *b)
{
    double widest = 0;
    for (const struct section *section = b->cv->sections; section; section = section->next) {
        struct str title = section->title.text;
        for (size_t from = 0; from < title.len;) {
            size_t to = str_find(title, from, ' ');
            double width = layout_width(b, str_sub(title, from, to)) / 1000.0 * 14.4;
            widest = width > widest ? width : widest;
            from = to + 1;
        }
    }
    return widest;
}

struct tpl_value fit_side_width(struct bind *b)
{
    if (!has_side_column(b))
        return NOTHING;
    double width = widest_contact(b);
    if (layout_is(b, "fancy") && widest_heading(b) > width)
        width = widest_heading(b);
    double share = width / text_width(b);
    share = share < 0.18 ? 0.18 : share > 0.28 ? 0.28 : share;
    return view_string(arena_printf(b->arena, "%.2f\\textwidth", share + 0.005));
}

/* What a photo beside the name takes of its line. */
static double photo_room(const struct bind *b)
{
    return record_get(b->cv->top, NAME_photo) != NULL ? 80 : 0;
}

/* The room that a style leaves for the name, and the size at which it sets it. */
static double name_room(struct bind *b, double *size)
{
    double width = text_width(b), photo = photo_room(b);
    *size = layout_is(b, "casual") ? 38 : layout_is(b, "banking") ? 24.88 : 34;
    if (layout_is(b, "banking"))
        return 0.8 * width;
    if (layout_is(b, "fancy"))
        return 0.66 * width;
    if (layout_is(b, "classic"))
        return width - widest_contact(b) - photo - 20;
    return width - photo;
}

struct tpl_value fit_name_size(struct bind *b)
{
    double size, room = name_room(b, &size);
    struct name_parts name = names_of_owner(b->cv);
    double ems = (layout_width(b, name.given) + layout_width(b, name.family) +
                  layout_width(b, name.native) + 700) / 1000.0 * narrowness(b);
    if (layout_is(b, "banking"))
        ems *= 1.1; /* it is bold there */
    double fits = room / ems, least = layout_is(b, "banking") ? 14 : 16;
    if (fits >= size)
        return NOTHING;
    return view_string(arena_printf(b->arena, "%d", (int)(fits > least ? fits : least)));
}

struct tpl_value fit_title_size(struct bind *b)
{
    double room = text_width(b);
    if (layout_is(b, "classic"))
        room -= widest_contact(b) + 20;
    else if (layout_is(b, "fancy"))
        room *= 0.66;
    else if (layout_is(b, "oldstyle"))
        room -= photo_room(b);
    double width = layout_width(b, record_text(b->cv->top, NAME_headline)) / 1000.0 * 17.28;
    return view_flag(width > room);
}

/* casual prints the contacts in the foot, which grows downwards: the room they need down there. */
struct tpl_value fit_foot_room(struct bind *b)
{
    double line = 0.8 * text_width(b), width = 0;
    for (const struct contact *c = header_contacts(b); c != NULL; c = c->next)
        width += contact_width(b, c) * (fit_is_long(b, c) ? 2 : 1) + 30;
    static const enum name others[] = {NAME_email, NAME_phone};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const struct field *field = record_get(b->cv->top, others[i]);
        for (const struct item *item = field ? &field->first : NULL; item; item = item->next)
            width += line_width(b, item->text) + SYMBOL + 30;
    }
    unsigned lines = (unsigned)(width * 1.15 / line) + 1;
    lines += record_get(b->cv->top, NAME_location) != NULL ||
             record_get(b->cv->top, NAME_address) != NULL;
    lines += record_get(b->cv->top, NAME_born) != NULL;
    if (!layout_is(b, "casual") || lines < 2)
        return NOTHING;
    return view_string(arena_printf(b->arena, "%umm", 15 + 5 * lines));
}

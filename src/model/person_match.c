#include "model/person_match.h"

#include "base/ascii.h"
#include "base/fold.h"

/* ---- syllables of romanized Chinese ---- */

static bool is_final(struct str text)
{
    static const char *const finals[] = {
        "a",   "o",   "e",   "ai",   "ei",  "ao",  "ou",  "an",   "en",   "ang", "eng", "ong",
        "i",   "ia",  "ie",  "iao",  "iu",  "ian", "in",  "iang", "ing",  "iong", "u",  "ua",
        "uo",  "uai", "ui",  "uan",  "un",  "uang", "ue", "v",    "ve",   "er"};
    for (size_t i = 0; i < sizeof finals / sizeof *finals; i++)
        if (str_eq_nocase(text, str_of(finals[i])))
            return true;
    return false;
}

bool person_is_syllable(struct str word)
{
    if (word.len == 0)
        return false;
    char c = ascii_lower(word.ptr[0]);
    size_t initial = c != 'a' && c != 'o' && c != 'e';
    if (initial && strchr("bpmfdtnlgkhjqxrzcsyw", c) == NULL)
        return false;
    if (word.len > 1 && strchr("zcs", c) != NULL && ascii_lower(word.ptr[1]) == 'h')
        initial = 2;
    struct str rest = str_sub(word, initial, word.len);
    /* After these three there is an i or a u. */
    if (strchr("jqx", c) != NULL && rest.len > 0 && strchr("iu", ascii_lower(rest.ptr[0])) == NULL)
        return false;
    return is_final(rest);
}

/* Whether `word` is two syllables of which the second begins with `letter`. */
static bool has_second_syllable(struct str word, char letter)
{
    for (size_t i = 1; i < word.len; i++)
        if (ascii_lower(word.ptr[i]) == letter && person_is_syllable(str_sub(word, 0, i)) &&
            person_is_syllable(str_sub(word, i, word.len)))
            return true;
    return false;
}

/* ---- given names ---- */

enum { GIVEN_MAX = 8, GIVEN_BYTES = 32 };

/* The given names one by one, folded; an initial is a name of one letter. */
struct given {
    struct str names[GIVEN_MAX];
    size_t count;
    char bytes[GIVEN_MAX][GIVEN_BYTES];
};

static bool is_joint(char c)
{
    return ascii_is_space(c) || c == '.' || c == '-' || c == '~' || c == '_';
}

static void add_name(struct given *g, struct str name)
{
    if (g->count == GIVEN_MAX)
        return;
    /* Longer names are compared as far as there is room. */
    if (name.len > GIVEN_BYTES)
        name.len = GIVEN_BYTES;
    char *bytes = g->bytes[g->count];
    size_t len = fold_text(name, bytes);
    if (len > 0)
        g->names[g->count++] = (struct str){bytes, len};
}

/* "KQ" is K. and Q.; a name in capitals, as "KAI", has more letters or a vowel within. */
static bool is_initials(struct str word)
{
    if (word.len > 3 || word.len < 2)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] < 'A' || word.ptr[i] > 'Z')
            return false;
    return true;
}

static bool is_title(struct str word)
{
    return str_eq_nocase(word, STR("dr")) || str_eq_nocase(word, STR("prof")) ||
           str_eq_nocase(word, STR("professor"));
}

static void read_given(struct given *g, struct str text)
{
    g->count = 0;
    for (size_t from = 0, to; from < text.len; from = to + 1) {
        to = from;
        while (to < text.len && !is_joint(text.ptr[to]))
            to++;
        struct str word = str_sub(text, from, to);
        if (g->count == 0 && is_title(word))
            continue;
        if (is_initials(word))
            for (size_t i = 0; i < word.len; i++)
                add_name(g, str_sub(word, i, i + 1));
        else
            add_name(g, word);
    }
}

/* One letter, of whatever script. */
static bool is_initial(struct str name)
{
    size_t letters = 0;
    for (size_t i = 0; i < name.len; i++)
        letters += ((unsigned char)name.ptr[i] & 0xC0) != 0x80;
    return letters == 1;
}

static bool same_joined(const struct given *a, const struct given *b)
{
    char x[GIVEN_MAX * GIVEN_BYTES], y[GIVEN_MAX * GIVEN_BYTES];
    size_t x_len = 0, y_len = 0;
    for (size_t i = 0; i < a->count; i++) {
        memcpy(x + x_len, a->names[i].ptr, a->names[i].len);
        x_len += a->names[i].len;
    }
    for (size_t i = 0; i < b->count; i++) {
        memcpy(y + y_len, b->names[i].ptr, b->names[i].len);
        y_len += b->names[i].len;
    }
    return x_len > 0 && x_len == y_len && memcmp(x, y, x_len) == 0;
}

/* How the given names of somebody fit those of a form of the owner's name. */
static enum person_fit given_fit(const struct given *form, const struct given *given,
                                 struct str family)
{
    if (same_joined(form, given))
        return FIT_WHOLE;
    if (form->count == 0 || given->count == 0)
        return FIT_NONE;
    bool first_whole = str_eq(form->names[0], given->names[0]) && !is_initial(given->names[0]);
    for (size_t i = 0; i < form->count && i < given->count; i++) {
        struct str own = form->names[i], other = given->names[i];
        bool fits = str_eq(own, other) || (is_initial(other) && str_starts(own, other)) ||
                    (is_initial(own) && first_whole && str_starts(other, own));
        if (!fits)
            return FIT_NONE;
    }
    if (given->count <= form->count || first_whole)
        return first_whole ? FIT_FIRST_NAME : FIT_INITIALS;
    /* More initials than names: they fit the two syllables of a Chinese one. */
    bool fits = given->count == 2 && form->count == 1 && given->names[1].len == 1 &&
                person_is_syllable(family) &&
                has_second_syllable(form->names[0], given->names[1].ptr[0]);
    return fits ? FIT_INITIALS : FIT_NONE;
}

/* ---- whole names ---- */

static bool same_family(const struct person *a, const struct person *b)
{
    if (!fold_eq(a->family, b->family))
        return false;
    return a->prefix.len == 0 || b->prefix.len == 0 || fold_eq(a->prefix, b->prefix);
}

/* "Kaiqiang X.": the family name is an initial, and the given name stands there in full. */
static bool family_is_initial(const struct person *form, const struct person *person)
{
    struct str family = person->family;
    return family.len == 2 && family.ptr[1] == '.' && form->family.len > 0 &&
           ascii_lower(family.ptr[0]) == ascii_lower(form->family.ptr[0]);
}

enum person_fit person_fits(const struct person *form, const struct person *person)
{
    if (form->whole || person->whole)
        return fold_eq(form->text, person->text) ? FIT_WHOLE : FIT_NONE;
    bool family = same_family(form, person);
    bool initial = !family && family_is_initial(form, person);
    if (!family && !initial) /* "Xu Kaiqiang" */
        return form->given.len > 1 && fold_eq(form->family, person->given) &&
                       fold_eq(form->given, person->family)
                   ? FIT_WHOLE
                   : FIT_NONE;
    /* "kaiqiang xu": without capitals BibTeX takes given names for a prefix. */
    struct str form_given = form->given.len > 0 ? form->given : form->prefix;
    struct str given = person->given.len > 0 ? person->given : person->prefix;
    if (form->suffix.len > 0 && person->suffix.len > 0 && !fold_eq(form->suffix, person->suffix))
        return FIT_NONE;
    struct given own, other;
    read_given(&own, form_given);
    read_given(&other, given);
    enum person_fit fit = given_fit(&own, &other, form->family);
    return initial && fit < FIT_FIRST_NAME ? FIT_NONE : initial ? FIT_INITIALS : fit;
}

/* ---- the owner ---- */

struct str person_name(const struct item *item)
{
    return item->record != NULL ? record_text(item->record, NAME_name) : item->text;
}

/* Each author is held against each form; nobody has more names than this. */
enum { FORMS_MAX = 100 };

static bool is_degree(struct str text)
{
    static const char *const degrees[] = {
        "phd", "md", "msc", "ma", "ms", "mba", "mph", "meng", "mphil", "mfa", "bsc", "ba", "bs",
        "beng", "dsc", "dphil", "edd", "jd", "llm", "dds", "dvm", "pharmd", "rn", "frcp", "facs",
        "frs", "cfa", "cpa", "pmp", "pe"};
    char letters[8];
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '.' || text.ptr[i] == ' ')
            continue;
        if (len == sizeof letters)
            return false;
        letters[len++] = text.ptr[i];
    }
    for (size_t i = 0; i < sizeof degrees / sizeof *degrees; i++)
        if (str_eq_nocase((struct str){letters, len}, str_of(degrees[i])))
            return true;
    return false;
}

/* The name of "Grace Hopper, M.Sc., PhD"; "Ma, Yo-Yo" and "Yo-Yo, Ma" have no degrees. */
static struct str without_degrees(struct str name)
{
    size_t words = str_find(name, 0, ','), comma = name.len;
    if (str_find(str_trim(str_sub(name, 0, words)), 0, ' ') >= words)
        return name;
    while (comma > 0) {
        size_t end = comma;
        while (comma > 0 && name.ptr[comma - 1] != ',')
            comma--;
        if (comma == 0 || !is_degree(str_sub(name, comma, end)))
            return str_sub(name, 0, end);
        comma--;
    }
    return name;
}

static void add_form(struct arena *a, struct owner *owner, struct str text)
{
    if (owner->count < FORMS_MAX && str_trim(text).len > 0)
        owner->forms[owner->count++] = person_read(a, text);
}

static void add_parts(struct arena *a, struct owner *owner, const struct record *name)
{
    struct str given = str_trim(record_text(name, NAME_given));
    struct str family = str_trim(record_text(name, NAME_family));
    struct str text = str_of(arena_printf(a, "%.*s %.*s", STR_FMT(given), STR_FMT(family)));
    if (family.len > 0)
        owner->forms[owner->count++] = (struct person){
            .text = text, .given = given, .family = family, .whole = given.len == 0};
}

/* The ORCID in a text that may be its address. */
static struct str orcid_in(struct str text)
{
    text = str_trim(text);
    size_t from = text.len;
    while (from > 0 && text.ptr[from - 1] != '/')
        from--;
    return str_sub(text, from, text.len);
}

static struct str own_orcid(const struct cv *cv)
{
    const struct field *profiles = record_get(cv->top, NAME_profiles);
    for (const struct item *item = profiles ? &profiles->first : NULL; item; item = item->next)
        if (str_eq_nocase(record_text(item->record, NAME_network), STR("orcid"))) {
            struct str name = record_text(item->record, NAME_username);
            return orcid_in(name.len > 0 ? name : record_text(item->record, NAME_url));
        }
    return STR_NONE;
}

/* A bit for each letter that a word of the text begins with; bit 26 for all but the Latin ones. */
static uint32_t initials_in(struct str text)
{
    uint32_t bits = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool letter = ascii_is_letter((char)c) || c >= 0x80;
        if (letter && !inside)
            bits |= c >= 0x80 ? 1u << 26 : 1u << (ascii_lower((char)c) - 'a');
        inside = letter;
    }
    return bits;
}

struct owner owner_of(struct arena *a, const struct cv *cv)
{
    const struct field *name = record_get(cv->top, NAME_name);
    const struct field *variants = record_get(cv->top, NAME_name_variants);
    struct owner owner = {.forms = arena_array(a, struct person, FORMS_MAX),
                          .orcid = own_orcid(cv)};
    if (name != NULL && name->first.record != NULL) {
        add_parts(a, &owner, name->first.record);
        add_form(a, &owner, record_text(name->first.record, NAME_native));
    } else if (name != NULL) {
        add_form(a, &owner, without_degrees(name->first.text));
    }
    for (const struct item *item = variants ? &variants->first : NULL; item; item = item->next)
        add_form(a, &owner, item->text);
    for (size_t i = 0; i < owner.count; i++)
        owner.initials |= initials_in(owner.forms[i].family);
    return owner;
}

/* Whether a role of a person begins with `role`. */
static bool has_role(const struct item *item, struct str role)
{
    const struct field *roles = record_get(item->record, NAME_role);
    for (const struct item *r = roles ? &roles->first : NULL; r != NULL; r = r->next)
        if (str_eq_nocase(str_sub(str_trim(r->text), 0, role.len), role))
            return true;
    return false;
}

bool person_is_self(const struct item *item)
{
    return has_role(item, STR("self"));
}

/* ---- the owner among others ---- */

/*
 * Whether a name may be the owner's at all. Whose family name begins with a letter that none of its
 * words begins with, is somebody else: most authors are, and need not be read.
 */
static bool may_be_owner(const struct owner *owner, struct str name)
{
    uint32_t bits = initials_in(name);
    return (bits & (owner->initials | 1u << 26)) != 0 || owner->initials >> 26 != 0;
}

/* One above the best fit of names: what leaves no doubt. */
enum { FIT_SAID = FIT_WHOLE + 1 };

static int fit_of(struct arena *a, const struct owner *owner, const struct item *item)
{
    struct str orcid = orcid_in(record_text(item->record, NAME_orcid));
    if (person_is_self(item) || (orcid.len > 0 && str_eq_nocase(orcid, owner->orcid)))
        return FIT_SAID;
    if (orcid.len > 0 && owner->orcid.len > 0)
        return FIT_NONE;
    struct str name = person_name(item);
    if (!may_be_owner(owner, name))
        return FIT_NONE;
    for (size_t i = 0; i < owner->count; i++)
        if (str_eq(name, owner->forms[i].text))
            return FIT_WHOLE; /* as most write it, for whom the rest is too much work */
    const struct person person = person_read(a, name);
    int best = FIT_NONE;
    for (size_t i = 0; i < owner->count; i++) {
        int fit = (int)person_fits(&owner->forms[i], &person);
        best = fit > best ? fit : best;
    }
    return best;
}

const struct item *owner_among(struct arena *a, const struct owner *owner,
                               const struct field *field)
{
    const struct item *best = NULL;
    int best_fit = FIT_NONE;
    for (const struct item *item = field ? &field->first : NULL; item; item = item->next) {
        int fit = fit_of(a, owner, item);
        if (fit > best_fit)
            best = item;
        else if (fit == best_fit && fit < FIT_SAID)
            best = NULL; /* two fit alike */
        best_fit = fit > best_fit ? fit : best_fit;
    }
    return best;
}

bool owner_is_first(struct arena *a, const struct owner *owner, const struct field *authors)
{
    const struct item *self = owner_among(a, owner, authors);
    if (self == NULL || self == &authors->first)
        return self != NULL;
    for (const struct item *item = &authors->first; item != self->next; item = item->next)
        if (!has_role(item, STR("equal")) && !has_role(item, STR("co-first")))
            return false;
    return true;
}

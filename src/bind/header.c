/* The header of the page: name, contacts, photo, and the sizes with which they fit. */
#include "bind/internal.h"
#include "model/check.h"
#include "model/names.h"

/* ---- networks ---- */

/*
 * Where an account on a network is found, and moderncv's word for its symbol. Where moderncv has
 * none (or under pdflatex none that looks like the others), the one of Font Awesome.
 */
static const struct network {
    const char *name, *icon, *label, *prefix, *glyph;
} networks[] = {
    {"linkedin", "linkedin", "LinkedIn", "www.linkedin.com/in/", NULL},
    {"github", "github", "GitHub", "github.com/", NULL},
    {"gitlab", "gitlab", "GitLab", "gitlab.com/", NULL},
    {"bitbucket", "bitbucket", "Bitbucket", "bitbucket.org/", NULL},
    {"orcid", "orcid", "ORCID", "orcid.org/", NULL},
    {"google_scholar", "googlescholar", "Google Scholar", "scholar.google.com/citations?user=",
     "faGraduationCap"},
    {"researchgate", "researchgate", "ResearchGate", "www.researchgate.net/profile/", NULL},
    {"researcherid", "", "ResearcherID", "www.researcherid.com/rid/", NULL},
    {"stackoverflow", "stackoverflow", "Stack Overflow", "stackoverflow.com/users/", NULL},
    {"xing", "xing", "XING", "www.xing.com/profile/", NULL},
    {"twitter", "twitter", "Twitter", "twitter.com/", NULL},
    {"x", "", "X", "x.com/", NULL},
    {"telegram", "telegram", "Telegram", "t.me/", NULL},
    {"whatsapp", "whatsapp", "WhatsApp", "wa.me/", NULL},
    {"skype", "skype", "Skype", NULL, NULL},
    {"signal", "signal", "Signal", NULL, NULL},
    {"matrix", "matrix", "Matrix", "matrix.to/#/", NULL},
    {"mastodon", "mastodon", "Mastodon", NULL, "faMastodon"},
    {"bluesky", "", "Bluesky", "bsky.app/profile/", NULL},
    {"youtube", "youtube", "YouTube", "youtube.com/@", "faYoutube"},
    {"instagram", "instagram", "Instagram", "instagram.com/", "faInstagram"},
    {"facebook", "facebook", "Facebook", "facebook.com/", "faFacebookF"},
    {"imdb", "imdb", "IMDB", "imdb.com/name/", "faImdb"},
    {"leetcode", "", "LeetCode", "leetcode.com/u/", NULL},
    {"kaggle", "kaggle", "Kaggle", "kaggle.com/", "faKaggle"},
    {"reddit", "reddit", "Reddit", "reddit.com/user/", "faRedditAlien"},
    {"medium", "medium", "Medium", "medium.com/@", "faMedium"},
    {"dblp", "", "DBLP", "dblp.org/pid/", NULL},
    {"scopus", "", "Scopus", "www.scopus.com/authid/detail.uri?authorId=", NULL},
    {"inspire", "", "INSPIRE", "inspirehep.net/authors/", NULL},
    {"ads", "", "ADS", "ui.adsabs.harvard.edu/search/q=orcid:", NULL},
    {"arxiv", "", "arXiv", "arxiv.org/a/", NULL},
    {"huggingface", "", "Hugging Face", "huggingface.co/", NULL},
    {"codeberg", "", "Codeberg", "codeberg.org/", NULL},
    {"codepen", "codepen", "CodePen", "codepen.io/", "faCodepen"},
    {"wikipedia", "wikipedia", "Wikipedia", "en.wikipedia.org/wiki/User:", "faWikipediaW"},
};

/* The network whose name has the same letters and digits: "Google Scholar", "google-scholar". */
static const struct network *network_of(struct str name)
{
    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++) {
        const char *p = networks[i].name;
        size_t j = 0;
        for (; j < name.len; j++) {
            char c = name.ptr[j];
            if (c == ' ' || c == '-' || c == '_')
                continue;
            p += *p == '_';
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != *p)
                break;
            p++;
        }
        if (j == name.len && *p == '\0')
            return &networks[i];
    }
    return NULL;
}

/* ---- contacts ---- */

struct contact_list {
    struct contact *first, **link;
};

static struct contact *add_contact(struct bind *b, struct contact_list *list, struct item *item,
                                   enum contact_kind kind, struct str text)
{
    struct contact *contact = arena_new(b->arena, struct contact);
    contact->kind = kind;
    contact->item = item;
    contact->icon = "";
    contact->text = str_trim(text);
    contact->url = kind == CONTACT_EMAIL ? contact->text : STR_NONE;
    *list->link = contact;
    list->link = &contact->next;
    return contact;
}

static struct str without_scheme(struct str url)
{
    if (str_starts(url, STR("https://")))
        return str_sub(url, 8, url.len);
    if (str_starts(url, STR("http://")))
        return str_sub(url, 7, url.len);
    return url;
}

static bool is_email(struct str text)
{
    return memchr(text.ptr, '@', text.len) != NULL && memchr(text.ptr, ' ', text.len) == NULL;
}

static void add_website(struct bind *b, struct contact_list *list, struct item *item)
{
    struct str url = str_trim(item->text);
    enum contact_kind kind = CONTACT_TEXT;
    if (str_starts(url, STR("http://")))
        kind = CONTACT_HTTP;
    else if (check_link(url) == LINK_HOST || str_starts(url, STR("https://")))
        kind = CONTACT_LINK;
    struct contact *contact = add_contact(b, list, item, kind, url);
    contact->icon = "homepage";
    contact->url = without_scheme(url);
}

/* @user@host, as Mastodon writes names, is the page host/@user. */
static struct str mastodon_page(struct bind *b, struct str name)
{
    size_t at = str_find(name, 1, '@');
    if (name.len == 0 || name.ptr[0] != '@' || at == name.len)
        return STR_NONE;
    return str_of(arena_printf(b->arena, "%.*s/%.*s", STR_FMT(str_sub(name, at + 1, name.len)),
                               STR_FMT(str_sub(name, 0, at))));
}

/* "github.com/jane": an address where the name of an account was expected. */
static bool is_address(struct str account)
{
    size_t slash = str_find(account, 0, '/'), dot = str_find(account, 0, '.');
    return dot < slash && slash < account.len && !str_has(account, '@') && !str_has(account, ' ');
}

static void add_profile(struct bind *b, struct contact_list *list, const struct record *record)
{
    struct field *network_field = record_get(record, NAME_network);
    struct field *user = record_get(record, NAME_username), *url = record_get(record, NAME_url);
    struct str name = record_text(record, NAME_network);
    const struct network *network = network_of(name);
    struct field *shown = user != NULL ? user : url;
    if (network_field != NULL)
        network_field->first.printed = true; /* as a symbol, or as a word in front */
    if (shown == NULL)
        shown = network_field;
    if (shown == NULL)
        return;
    struct contact *contact = add_contact(b, list, &shown->first, CONTACT_TEXT,
                                          without_scheme(str_trim(shown->first.text)));
    contact->icon = network != NULL && layout_has_icons(b) ? network->icon : "";
    contact->glyph = network != NULL ? network->glyph : NULL;
    contact->label = network != NULL ? str_of(network->label) : name;
    if (url != NULL) {
        contact->url = without_scheme(str_trim(url->first.text));
        url->first.printed = true;
    } else if (is_address(contact->text)) {
        contact->url = contact->text;
    } else if (network != NULL && str_is(str_of(network->name), "mastodon")) {
        contact->url = mastodon_page(b, contact->text);
    } else if (network != NULL && network->prefix != NULL) {
        contact->url = str_of(arena_printf(b->arena, "%s%.*s", network->prefix,
                                           STR_FMT(contact->text)));
    }
    if (contact->url.len > 0)
        contact->kind = CONTACT_LINK;
    /* Without a symbol the line must say itself what it is. */
    contact->is_labelled = *contact->icon == '\0' && shown != network_field;
}

static void add_lines(struct bind *b, struct contact_list *list, enum name name)
{
    struct field *field = record_get(b->cv->top, name);
    for (struct item *item = field ? &field->first : NULL; item != NULL; item = item->next)
        add_contact(b, list, item, CONTACT_MARKDOWN, item->text);
}

/*
 * Whether moderncv's own command can print the address: it is one, its line is not too long, and no
 * places are marked in it where it may be broken, which the command would put into the link.
 */
static bool is_plain_email(const struct bind *b, const struct item *item)
{
    const struct contact line = {.icon = "email", .text = str_trim(item->text)};
    return is_email(line.text) && line.text.len <= TEX_LONG_WORD && !fit_is_long(b, &line);
}

/* All contact lines behind those for which moderncv has a command of its own. */
static struct contact *contacts_of(struct bind *b)
{
    struct contact_list list = {.first = NULL};
    list.link = &list.first;
    struct field *email = record_get(b->cv->top, NAME_email);
    for (struct item *item = email ? &email->first : NULL; item != NULL; item = item->next)
        if (item != &email->first || !is_plain_email(b, item))
            add_contact(b, &list, item,
                        is_email(str_trim(item->text)) ? CONTACT_EMAIL : CONTACT_TEXT, item->text)
                ->icon = "email";
    struct field *website = record_get(b->cv->top, NAME_website);
    for (struct item *item = website ? &website->first : NULL; item != NULL; item = item->next)
        add_website(b, &list, item);
    struct field *profiles = record_get(b->cv->top, NAME_profiles);
    for (struct item *item = profiles ? &profiles->first : NULL; item != NULL; item = item->next)
        if (item->record != NULL)
            add_profile(b, &list, item->record);
    add_lines(b, &list, NAME_affiliation);
    add_lines(b, &list, NAME_extra);
    return list.first;
}

struct contact *header_contacts(struct bind *b)
{
    if (!b->contacts_made)
        b->contacts = contacts_of(b);
    b->contacts_made = true;
    return b->contacts;
}

/* ---- symbols that must read back as words ---- */

static struct symbol *add_symbol(struct bind *b, struct symbol *symbols, const char *name,
                                 const char *reads, const char *glyph)
{
    for (struct symbol *s = symbols; s != NULL; s = s->next)
        if (strcmp(s->name, name) == 0)
            return symbols;
    struct symbol *symbol = arena_new(b->arena, struct symbol);
    *symbol = (struct symbol){.next = symbols, .name = name, .reads = reads, .glyph = glyph};
    return symbol;
}

static const char *read_word(struct bind *b, enum word word)
{
    return arena_printf(b->arena, "%s:", view_word(b, word));
}

/* The symbols that the header will show, last one first. */
struct symbol *header_symbols(struct bind *b)
{
    struct symbol *symbols = NULL;
    if (record_get(b->cv->top, NAME_born) != NULL)
        symbols = add_symbol(b, symbols, "born", read_word(b, WORD_BORN), NULL);
    if (record_get(b->cv->top, NAME_phone) != NULL)
        symbols = add_symbol(b, symbols, "mobilephone", read_word(b, WORD_READ_PHONE), NULL);
    if (record_get(b->cv->top, NAME_email) != NULL)
        symbols = add_symbol(b, symbols, "email", read_word(b, WORD_READ_EMAIL), NULL);
    for (const struct contact *c = header_contacts(b); c != NULL; c = c->next) {
        if (strcmp(c->icon, "homepage") == 0)
            symbols = add_symbol(b, symbols, "homepage", read_word(b, WORD_WEB), NULL);
        else if (c->label.len > 0 && *c->icon != '\0')
            symbols = add_symbol(b, symbols, arena_printf(b->arena, "%ssocial", c->icon),
                                 arena_printf(b->arena, "%.*s:", STR_FMT(c->label)), c->glyph);
    }
    return symbols;
}

/* ---- the address ---- */

static void add_address_lines(struct bind *b, struct item ***link, enum name name)
{
    struct field *field = record_get(b->cv->top, name);
    for (struct item *item = field ? &field->first : NULL; item != NULL; item = item->next) {
        struct item *copy = arena_new(b->arena, struct item);
        *copy = *item;
        copy->next = NULL;
        item->printed = true;
        **link = copy;
        *link = &copy->next;
    }
}

/* Part 0 to 2 of moderncv's address: a line each, and in the last part all that are left. */
static struct tpl_value address_part(struct bind *b, unsigned part)
{
    static const struct row line = {.kind = KIND_LINE, .flags = ROW_LIST};
    struct item *lines = NULL, **link = &lines;
    add_address_lines(b, &link, NAME_address);
    add_address_lines(b, &link, NAME_location);
    for (unsigned i = 0; i < part && lines != NULL; i++)
        lines = lines->next;
    if (lines == NULL)
        return (struct tpl_value){.kind = TPL_FALSE};
    struct field *field = arena_new(b->arena, struct field);
    *field = (struct field){.row = &line, .first = *lines};
    if (part < 2)
        field->first.next = NULL;
    return (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_FIELD, .ptr = field};
}

/* ---- the photo ---- */

/* Characters that a file name may have in LaTeX without further care. */
static bool is_plain_path(struct str path)
{
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     (c != '\0' && strchr("._-/+ ", c) != NULL) || (unsigned char)c >= 0x80;
        if (!plain)
            return false;
    }
    return path.len > 0;
}

static bool is_picture(struct str path)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".pdf"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t len = strlen(endings[i]);
        if (path.len > len && str_eq_nocase(str_sub(path, path.len - len, path.len),
                                            str_of(endings[i])))
            return true;
    }
    return false;
}

static struct tpl_value photo_file(struct bind *b)
{
    struct field *photo = record_get(b->cv->top, NAME_photo);
    if (photo == NULL)
        return (struct tpl_value){.kind = TPL_FALSE};
    struct str path = str_trim(photo->first.text);
    photo->first.printed = true;
    if (!is_picture(path) || !is_plain_path(path)) {
        diag_add(b->diags, DIAG_BAD_VALUE, photo->first.node->span,
                 "name a .jpg, .png or .pdf file in letters, digits, '.', '-', '_' and '/'",
                 "'%.*s' cannot be used as a photo", STR_FMT(path));
        return (struct tpl_value){.kind = TPL_FALSE};
    }
    if (layout_is(b, "banking"))
        diag_add(b->diags, DIAG_NOT_PRINTED, photo->first.node->span,
                 "choose classic, casual, oldstyle or fancy", "style banking prints no photo");
    if (b->options.photo != NULL)
        return view_string(b->options.photo);
    const char *folder = path.ptr[0] == '/' ? "" : b->options.folder;
    return view_string(arena_printf(b->arena, "%s%.*s", folder, STR_FMT(path)));
}

/* ---- the view ---- */

/* A part of the text at `node`, so that what is wrong with it is said at its place. */
static struct tpl_value part_value(struct bind *b, const struct node *node, struct str part)
{
    static const struct row verbatim = {.kind = KIND_VERBATIM};
    if (part.len == 0)
        return (struct tpl_value){.kind = TPL_FALSE};
    struct item *item = arena_new(b->arena, struct item);
    *item = (struct item){.node = node, .text = part};
    return (struct tpl_value){.kind = TPL_TEXT, .tag = VIEW_ITEM, .ptr = item, .extra = &verbatim};
}

static struct tpl_value pdf_value(const char *text)
{
    return (struct tpl_value){.kind = *text ? TPL_TEXT : TPL_FALSE, .tag = VIEW_PDF, .ptr = text};
}

/* "Curriculum vitae of Ada Lovelace" */
static struct tpl_value subject(struct bind *b)
{
    const char *name = names_whole(b->arena, names_of_owner(b->cv));
    const struct locale_value value = {"name", str_of(name)};
    b->subject.len = 0;
    locale_fill(&b->subject, view_word(b, WORD_CV_OF), &value, 1);
    buf_addc(&b->subject, '\0');
    if (b->subject.failed)
        arena_fail(b->arena);
    return pdf_value(b->subject.ptr);
}

static struct tpl_value name_value(struct bind *b, enum view_name which)
{
    struct name_parts name = names_of_owner(b->cv);
    struct field *field = record_get(b->cv->top, NAME_name);
    if (which == VIEW_name_pdf)
        return pdf_value(names_whole(b->arena, name));
    if (field == NULL)
        return (struct tpl_value){.kind = TPL_FALSE};
    enum name key = which == VIEW_given_name  ? NAME_given
                    : which == VIEW_last_name ? NAME_family
                                              : NAME_native;
    struct field *part = record_get(field->first.record, key);
    struct item *source = part != NULL ? &part->first : &field->first;
    source->printed = true;
    if (name.family_first && key != NAME_native) {
        name.given = str_of(names_whole(b->arena, name));
        name.family = STR_NONE;
    }
    return part_value(b, source->node,
                      key == NAME_given    ? name.given
                      : key == NAME_family ? name.family
                                           : name.native);
}

/* Whether there is anything to be printed above the text. */
static bool has_header(const struct cv *cv)
{
    for (const struct field *field = cv->top->fields; field != NULL; field = field->next)
        if (!(field->row->flags & ROW_OPTION) && field->row->kind != KIND_SECTIONS &&
            field->row->key != NAME_summary)
            return true;
    return false;
}

struct tpl_value header_get(struct bind *b, enum view_name name)
{
    struct field *email = record_get(b->cv->top, NAME_email);
    switch (name) {
    case VIEW_given_name:
    case VIEW_last_name:
    case VIEW_native_name:
    case VIEW_name_pdf:
        return name_value(b, name);
    case VIEW_subject_pdf:
        return subject(b);
    case VIEW_cv_pdf:
        return pdf_value(view_word(b, WORD_CV));
    case VIEW_first_email:
        if (email == NULL || !is_plain_email(b, &email->first))
            return (struct tpl_value){.kind = TPL_FALSE};
        email->first.printed = true;
        return part_value(b, email->first.node, str_trim(email->first.text));
    case VIEW_contacts:
        return (struct tpl_value){
            .kind = TPL_LIST, .tag = VIEW_CONTACTS, .ptr = header_contacts(b)};
    case VIEW_symbols:
        return (struct tpl_value){.kind = TPL_LIST, .tag = VIEW_SYMBOLS, .ptr = header_symbols(b)};
    case VIEW_has_header:
        return view_flag(has_header(b->cv));
    case VIEW_long_address:
        return view_flag(fit_address_is_long(b));
    case VIEW_address_street:
        return address_part(b, 0);
    case VIEW_address_city:
        return address_part(b, 1);
    case VIEW_address_country:
        return address_part(b, 2);
    case VIEW_name_size:
        return fit_name_size(b);
    case VIEW_title_size:
        return fit_title_size(b);
    case VIEW_side_width:
        return fit_side_width(b);
    case VIEW_foot_room:
        return fit_foot_room(b);
    case VIEW_photo_file:
        return photo_file(b);
    default:
        return (struct tpl_value){.kind = TPL_ABSENT};
    }
}

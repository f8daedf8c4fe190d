/* The header: name, contacts, address, accounts on networks. */
#include "dialect/internal.h"

#include "base/ascii.h"

/* A line of the header holds this much; a longer text becomes a section. */
enum { LINE_MAX_BYTES = 100 };

/* ---- fields ---- */

/* The first value in `map` under one of the keys, which are small letters; or NULL. */
static const struct node *find(const struct node *map, const char *const *keys)
{
    for (; *keys != NULL; keys++)
        NODE_EACH_PAIR(key, value, map)
            if (key_is(key->text, *keys) && !is_empty(value))
                return value;
    return NULL;
}

#define FIND(map, ...) find(map, (const char *const[]){__VA_ARGS__, NULL})

/* Two parts of a name as one text; NULL when neither is given. */
static struct node *joined_name(struct convert *c, const struct node *a, const struct node *b)
{
    struct node *first = a != NULL ? text_node(c, a, TEXT_PLAIN) : NULL;
    struct node *second = b != NULL ? text_node(c, b, TEXT_PLAIN) : NULL;
    if (first == NULL || second == NULL)
        return first != NULL ? first : second;
    return new_text(
        c, str_of(arena_printf(c->arena, "%.*s %.*s", STR_FMT(first->text), STR_FMT(second->text))),
        first->span);
}

/* {first: ..., last: ...} in native keys; NULL when it is no such map. */
static struct node *name_of_map(struct convert *c, const struct node *map)
{
    const struct node *given = FIND(map, "given", "first", "firstname", "givenname");
    const struct node *family = FIND(map, "family", "last", "lastname", "familyname", "surname");
    if (given == NULL && family == NULL)
        return NULL;
    struct growing name = grow(c, NODE_MAP, map->span);
    const struct node *before = FIND(map, "title", "prefix"),
                      *middle = FIND(map, "middle", "middlename");
    const struct node *behind = FIND(map, "suffix");
    struct node *first = joined_name(c, before, joined_name(c, given, middle));
    struct node *last = joined_name(c, family, behind);
    if (first != NULL)
        add_pair(c, &name, given, STR("given"), first);
    if (last != NULL)
        add_pair(c, &name, family, STR("family"), last);
    return name.node;
}

/* A file beside the CV that LaTeX can show; else it is said that there is no photo. */
static bool is_photo(struct convert *c, const struct node *photo)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".pdf"};
    struct str path = str_trim(photo->text);
    bool picture = false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t len = strlen(endings[i]);
        picture =
            picture || (path.len > len &&
                        str_eq_nocase(str_sub(path, path.len - len, path.len), str_of(endings[i])));
    }
    bool local = memchr(path.ptr, ':', path.len) == NULL && path.ptr[0] != '/';
    if (!picture || !local)
        remark(c, photo, "this photo is not printed",
               "name a .jpg, .png or .pdf file beside the CV");
    return picture && local;
}

/* `tel:+1-555-...`, as older RenderCV files have it. */
static void strip_scheme(struct node *node, struct str scheme)
{
    for (struct node *item = node->kind == NODE_LIST ? node->first : node; item != NULL;
         item = node->kind == NODE_LIST ? item->next : NULL)
        if (str_starts(item->text, scheme))
            item->text = str_sub(item->text, scheme.len, item->text.len);
}

static void add_link(struct convert *c, struct node *text, const struct node *url);

static bool has_same(const struct node *old, const struct node *new)
{
    const struct node *item = old->kind == NODE_LIST ? old->first : old;
    for (; item != NULL; item = old->kind == NODE_LIST ? item->next : NULL)
        if (item->kind == NODE_SCALAR && new->kind == NODE_SCALAR &&
            str_eq(str_trim(item->text), str_trim(new->text)))
            return true;
    return false;
}

/* Whether a text has what an e-mail address or a number cannot be without. */
static bool is_reachable(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '@' || (text.ptr[i] >= '0' && text.ptr[i] <= '9'))
            return true;
    return false;
}

/* The last `len` bytes of an address, or fewer, without the slash that ends it. */
static struct str ending(struct str url, size_t len)
{
    if (url.len > 0 && url.ptr[url.len - 1] == '/')
        url.len--;
    return str_sub(url, url.len > len ? url.len - len : 0, url.len);
}

/* {name: ..., url: ...} as a home page. */
static void add_website(struct convert *c, const struct node *key, const struct node *map)
{
    const struct node *url = nested_link(map), *name = nested_name(map);
    struct node *text = name != NULL ? text_node(c, name, TEXT_LINE) : NULL;
    if (url == NULL || text == NULL || map->count > 2)
        header_extra(c, key, map);
    else if (str_eq(str_trim(text->text), ending(str_trim(url->text), str_trim(text->text).len)))
        header_field(c, key, "website", url);
    else
        add_link(c, text, url);
}

void header_field(struct convert *c, const struct node *key, const char *name,
                  const struct node *value)
{
    const struct row *row = table_row(&cv_table, name_find(str_of(name)));
    struct node *old = node_get(c->header.node, str_of(name));
    struct node *made = NULL;
    if (is_empty(value))
        return;
    if (row->key == NAME_headline && nested_has_lines(value) && !text_is_in_languages(value)) {
        section_add(c, section_about, key, NULL, value);
        return;
    }
    if (row->kind == KIND_URL && value->kind == NODE_MAP) {
        add_website(c, key, value);
        return;
    }
    if ((row->key == NAME_email || row->key == NAME_phone) && value->kind == NODE_MAP &&
        value->count == 2 &&
        node_get(value, STR("href")) != NULL) { /* {label, href: mailto:...} says it twice */
        const struct node *said = node_get(value, STR("label"));
        if (said != NULL && said->kind == NODE_SCALAR)
            value = is_reachable(said->text) ? said : node_get(value, STR("href"));
    }
    if (row->key == NAME_photo && value->kind != NODE_SCALAR) {
        remark(c, value, "this photo is not printed", NULL);
        return;
    }
    if (row->kind == KIND_NAME && value->kind == NODE_MAP)
        made = name_of_map(c, value);
    if (made == NULL)
        made = value_for(c, row, value);
    if (made != NULL && old != NULL && has_same(old, made)) /* as a contact and as a link */
        return;
    if (made != NULL && row->key == NAME_phone)
        strip_scheme(made, STR("tel:"));
    if (made != NULL && row->key == NAME_email)
        strip_scheme(made, STR("mailto:"));
    if (made != NULL && row->key == NAME_photo && !is_photo(c, made))
        return;
    if (made == NULL)
        header_extra(c, key, value);
    else if (old == NULL)
        add_pair(c, &c->header, key, str_of(name), made);
    else if (!value_join(c, row, old, made))
        header_extra(c, key, value);
}

/* Whether a name ends with a part of it. */
static bool ends_with_part(struct str name, struct str part)
{
    name = str_trim(name);
    part = str_trim(part);
    return part.len <= name.len &&
           str_eq_nocase(str_sub(name, name.len - part.len, name.len), part);
}

void header_name_part(struct convert *c, const struct node *key, const char *part,
                      const struct node *value)
{
    struct node *name = node_get(c->header.node, STR("name"));
    struct node *text = is_empty(value) ? NULL : text_node(c, value, TEXT_PLAIN);
    if (text == NULL)
        return;
    if (name == NULL) {
        struct growing map = grow(c, NODE_MAP, value->span);
        add_pair(c, &map, key, str_of(part), text);
        add_pair(c, &c->header, key, STR("name"), map.node);
    } else if (name->kind == NODE_MAP && node_get(name, str_of(part)) == NULL) {
        struct growing map = grow(c, NODE_MAP, name->span);
        NODE_EACH_PAIR(k, v, name)
            add_pair(c, &map, k, k->text, copy_node(c, v));
        add_pair(c, &map, key, str_of(part), text);
        name->first = map.node->first;
        name->count = map.node->count;
    } else if (name->kind == NODE_SCALAR && str_is(str_of(part), "family") &&
               !ends_with_part(name->text, text->text)) {
        struct growing map = grow(c, NODE_MAP, name->span);
        add_pair(c, &map, name, STR("given"), copy_node(c, name));
        add_pair(c, &map, key, STR("family"), text);
        name->kind = NODE_MAP;
        name->first = map.node->first;
        name->count = map.node->count;
    } /* else the whole name says it already */
}

/* ---- other lines ---- */

static void add_line(struct convert *c, struct node *line)
{
    if (c->extra.node == NULL)
        c->extra = grow(c, NODE_LIST, line->span);
    add_item(&c->extra, line);
}

void header_extra(struct convert *c, const struct node *key, const struct node *value)
{
    if (is_empty(value))
        return;
    bool flag = value->kind == NODE_SCALAR && value->style == STYLE_PLAIN &&
                (str_is(value->text, "true") || str_is(value->text, "false"));
    bool decoration = table_is_decoration(key->text, value);
    if (decoration || flag) {
        remark(c, value, arena_printf(c->arena, "'%.*s' is not printed", STR_FMT(key->text)), NULL);
        return;
    }
    struct node *text = text_node(c, value, TEXT_LINE);
    if (text == NULL)
        return;
    if (text->text.len > LINE_MAX_BYTES) {
        section_add(c, NULL, key, NULL, value);
        return;
    }
    struct str label = key_label(c, key->text, false);
    if (str_trim(label).len > 0)
        text->text =
            str_of(arena_printf(c->arena, "%.*s: %.*s", STR_FMT(label), STR_FMT(text->text)));
    add_line(c, text);
}

/* The text as a link, where it can be one. */
static void add_link(struct convert *c, struct node *text, const struct node *url)
{
    bool linked = url->kind == NODE_SCALAR && memchr(url->text.ptr, ' ', url->text.len) == NULL &&
                  memchr(text->text.ptr, ']', text->text.len) == NULL;
    if (linked)
        text->text = str_of(arena_printf(c->arena, "[%.*s](%.*s)", STR_FMT(text->text),
                                         STR_FMT(str_trim(url->text))));
    add_line(c, text);
}

/* {network, username, url} for a link whose symbol is a network's; NULL: it is another one. */
static struct node *account_of_link(struct convert *c, const struct node *link,
                                    const struct node *shown, const struct node *url)
{
    const struct node *icon = FIND(link, "fontawesomeicon", "icon");
    const char *network = icon != NULL ? table_network_of_icon(icon->text) : NULL;
    if (network == NULL || shown == NULL || url == NULL)
        return NULL;
    struct growing account = grow(c, NODE_MAP, link->span);
    add_pair(c, &account, icon, STR("network"), new_text(c, str_of(network), icon->span));
    add_pair(c, &account, shown, STR("username"), copy_node(c, shown));
    add_pair(c, &account, url, STR("url"), copy_node(c, url));
    return account.node;
}

/* Addresses with a text each: accounts where their symbols say so, else lines of the header. */
void header_links(struct convert *c, const struct node *key, const struct node *value)
{
    if (value->kind != NODE_LIST) {
        header_extra(c, key, value);
        return;
    }
    struct growing accounts = grow(c, NODE_LIST, value->span);
    NODE_EACH(item, value) {
        const struct node *shown = NULL, *url = NULL;
        struct node *account = NULL;
        if (item->kind == NODE_MAP) {
            shown = FIND(item, "placeholder", "text", "label", "name", "username");
            url = FIND(item, "url", "link", "href");
            account = account_of_link(c, item, shown, url);
        }
        if (account != NULL) {
            add_item(&accounts, account);
            continue;
        }
        struct node *text = text_node(c,
                                      shown != NULL ? shown
                                      : url != NULL ? url
                                                    : item,
                                      TEXT_LINE);
        if (text == NULL)
            continue;
        if (shown != NULL && url != NULL)
            add_link(c, text, url);
        else
            add_line(c, text);
    }
    header_profiles(c, key, accounts.node);
}

/* ---- the address ---- */

static struct str text_of(struct convert *c, const struct node *node)
{
    struct node *text = node != NULL ? text_node(c, node, TEXT_LINE) : NULL;
    return text != NULL ? str_trim(text->text) : STR_NONE;
}

/* "12345 City", or where there is a region "City, Region 12345". */
static struct str city_line(struct convert *c, struct str city, struct str region,
                            struct str postal)
{
    const char *text =
        region.len > 0
            ? arena_printf(c->arena, "%.*s%s%.*s%s%.*s", STR_FMT(city), city.len > 0 ? ", " : "",
                           STR_FMT(region), postal.len > 0 ? " " : "", STR_FMT(postal))
            : arena_printf(c->arena, "%.*s%s%.*s", STR_FMT(postal),
                           postal.len > 0 && city.len > 0 ? " " : "", STR_FMT(city));
    return str_of(text);
}

void header_place(struct convert *c, const struct node *key, const struct node *value)
{
    if (is_empty(value))
        return;
    if (value->kind != NODE_MAP || text_in_language(c, value) != NULL) {
        header_field(c, key, "location", value);
        return;
    }
    static const char *const known[] = {"address", "street", "city", "locality", "region", "state",
                                        "province", "postalcode", "zip", "zipcode", "postcode",
                                        "countrycode", "country", "road", "municipality"};
    struct str street = text_of(c, FIND(value, "address", "street", "road"));
    struct str city = text_of(c, FIND(value, "city", "locality", "municipality"));
    struct str region = text_of(c, FIND(value, "region", "state", "province"));
    struct str postal = text_of(c, FIND(value, "postalcode", "zip", "zipcode", "postcode"));
    struct str country = text_of(c, FIND(value, "country"));
    struct str code = text_of(c, FIND(value, "countrycode"));
    if (country.len == 0)
        country = code;
    else if (code.len > 0 && !str_eq_nocase(country, code))
        country = str_of(arena_printf(c->arena, "%.*s (%.*s)", STR_FMT(country), STR_FMT(code)));
    struct str lines[] = {street, city_line(c, city, region, postal), country};
    struct growing list = grow(c, NODE_LIST, value->span);
    for (size_t i = 0; i < 3; i++)
        if (lines[i].len > 0)
            add_item(&list, new_text(c, lines[i], value->span));
    NODE_EACH_PAIR(name, part, value) {
        size_t i = 0;
        while (i < sizeof known / sizeof *known && !key_is(name->text, known[i]))
            i++;
        if (i == sizeof known / sizeof *known)
            header_extra(c, name, part);
    }
    if (list.node->count > 0 && node_get(c->header.node, STR("address")) == NULL)
        add_pair(c, &c->header, key, STR("address"), list.node);
}

/* ---- accounts ---- */

static bool is_web(struct str text)
{
    return str_starts(text, STR("http://")) || str_starts(text, STR("https://")) ||
           str_starts(text, STR("www."));
}

/* Whether an address has a scheme that is none of the web's. */
static bool has_other_scheme(struct str address)
{
    size_t colon = str_find(address, 0, ':');
    return colon < address.len && !is_web(address) && memchr(address.ptr, '.', colon) == NULL;
}

/* "./cv.pdf", "/cv", "index.html": what lies beside the page of a site. */
static bool is_file(struct str text)
{
    static const char *const endings[] = {".html", ".htm", ".pdf", ".docx"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t len = strlen(endings[i]);
        if (!is_web(text) && text.len > len &&
            str_eq_nocase(str_sub(text, text.len - len, text.len), str_of(endings[i])))
            return true;
    }
    return text.len > 0 && (text.ptr[0] == '/' || text.ptr[0] == '.');
}

/* github.com/ada: an address without its scheme. */
static bool has_host(struct str text)
{
    size_t slash = str_find(text, 0, '/');
    return slash < text.len && str_find(text, 0, '.') < slash && !str_has(text, ' ');
}

/* An account on a network; without the network's name it is a page of one's own. */
static void add_profile(struct convert *c, struct growing *list, const struct node *network,
                        const struct node *user, const struct node *url, const struct node *at)
{
    struct node *name = network != NULL ? text_node(c, network, TEXT_LINE) : NULL;
    struct node *account = user != NULL ? text_node(c, user, TEXT_PLAIN) : NULL;
    struct node *address = url != NULL ? text_node(c, url, TEXT_PLAIN) : NULL;
    if (address != NULL &&
        (has_other_scheme(str_trim(address->text)) || is_file(str_trim(address->text)))) {
        if (account != NULL) /* skype:someone, cv.pdf */
            remark(c, url, "an address that is no web page's is not printed", NULL);
        address = NULL;
    }
    if (account != NULL && is_web(str_trim(account->text))) {
        struct str text = str_trim(account->text);
        size_t end = str_find(text, 0, ' ');
        if (address == NULL)
            address = new_text(c, str_sub(text, 0, end), account->span);
        if (end == text.len) /* else there is more than the address */
            account = NULL;
    } else if (account != NULL && address == NULL && has_host(str_trim(account->text))) {
        account->text =
            str_of(arena_printf(c->arena, "https://%.*s", STR_FMT(str_trim(account->text))));
        address = account;
        account = NULL;
    }
    if (name != NULL && account == NULL && address != NULL &&
        (key_is(name->text, "website") || key_is(name->text, "homepage") ||
         key_is(name->text, "web"))) {
        header_field(c, network, "website", address);
        return;
    }
    if (name == NULL) {
        if (address != NULL && account != NULL)
            add_link(c, account, address);
        else if (address != NULL)
            header_field(c, at, "website", address);
        else if (account != NULL)
            add_line(c, account);
        return;
    }
    if (account == NULL && address == NULL) {
        remark(c, network, "a network without an account is not printed", NULL);
        return;
    }
    if (key_is(name->text, "scholar"))
        name->text = STR("Google Scholar");
    if (account != NULL) {
        struct str text = str_trim(account->text);
        bool mastodon = str_find(text, 1, '@') < text.len;
        account->text =
            text.ptr[0] == '@' && text.len > 1 && !mastodon ? str_sub(text, 1, text.len) : text;
    }
    struct growing map = grow(c, NODE_MAP, at->span);
    add_pair(c, &map, network, STR("network"), name);
    if (account != NULL)
        add_pair(c, &map, user, STR("username"), account);
    if (address != NULL)
        add_pair(c, &map, url, STR("url"), address);
    add_item(list, map.node);
}

/* What a link is that is no account: {text: ..., type: tel}, {url: "mailto:..."}; or NULL. */
static const char *field_of_link(const struct node *type, const struct node *url)
{
    static const struct {
        const char *word, *scheme, *field;
    } kinds[] = {{"tel", "tel:", "phone"},       {"phone", "tel:", "phone"},
                 {"mailto", "mailto:", "email"}, {"email", "mailto:", "email"},
                 {"url", NULL, "website"},       {"website", NULL, "website"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool by_type =
            type != NULL && type->kind == NODE_SCALAR && key_is(type->text, kinds[i].word);
        bool by_url = url != NULL && url->kind == NODE_SCALAR && kinds[i].scheme != NULL &&
                      str_starts(str_trim(url->text), str_of(kinds[i].scheme));
        if (by_type || by_url)
            return kinds[i].field;
    }
    return NULL;
}

/* {label: Email, type: email} */
static bool says_same(const struct node *label, const struct node *type)
{
    return type != NULL && label->kind == NODE_SCALAR && type->kind == NODE_SCALAR &&
           str_eq_nocase(str_trim(label->text), str_trim(type->text));
}

/* Whether it is a link to write or to call: then it is added to the header's fields. */
static bool add_contact(struct convert *c, const struct node *map)
{
    const struct node *type = FIND(map, "type", "tooltip", "kind", "network");
    const struct node *url = FIND(map, "url", "link", "href");
    const struct node *text = FIND(map, "value", "text", "label", "title", "username");
    const char *field = field_of_link(type, url);
    if (field == NULL || (text == NULL && url == NULL))
        return false;
    bool by_url = text == NULL || (url != NULL && str_is(str_of(field), "website"));
    struct node *address = copy_node(c, by_url ? url : text);
    if (address->kind == NODE_SCALAR && str_starts(address->text, STR("mailto:")))
        address->text = str_sub(address->text, 7, address->text.len);
    header_field(c, map, field, address);
    NODE_EACH_PAIR(key, value, map)
        if (value != type && value != url && value != text && !says_same(value, type))
            header_extra(c, key, value);
    return true;
}

static void add_profile_map(struct convert *c, struct growing *list, const struct node *map)
{
    const struct node *network =
        FIND(map, "network", "tooltip", "name", "site", "platform", "title", "type");
    const struct node *user = FIND(map, "username", "user", "handle", "account", "value", "text");
    const struct node *url = FIND(map, "url", "link", "href", "website");
    bool by_scheme = url != NULL && url->kind == NODE_SCALAR &&
                     (str_starts(str_trim(url->text), STR("mailto:")) ||
                      str_starts(str_trim(url->text), STR("tel:")));
    if ((by_scheme || FIND(map, "network", "username") == NULL) && add_contact(c, map))
        return;
    if (user == NULL && FIND(map, "tooltip") != NULL)
        user = FIND(map, "title");
    add_profile(c, list, network, user, url, map);
    NODE_EACH_PAIR(key, value, map)
        if (value != network && value != user && value != url && !key_is(key->text, "label"))
            header_extra(c, key, value);
}

/* `github: {url, ...}` */
static void add_account_map(struct convert *c, struct growing *list, const struct node *network,
                            const struct node *account)
{
    const struct node *username = FIND(account, "username"), *url = FIND(account, "url", "href");
    add_profile(c, list, network, username, url, network);
    NODE_EACH_PAIR(key, value, account)
        if (value != username && value != url && !is_empty(value) && value->kind == NODE_SCALAR &&
            url != NULL && !str_eq(ending(url->text, value->text.len), value->text))
            remark(c, value, arena_printf(c->arena, "'%.*s' is not printed", STR_FMT(key->text)),
                   NULL);
}

void header_profiles(struct convert *c, const struct node *key, const struct node *value)
{
    if (is_empty(value))
        return;
    struct growing list = grow(c, NODE_LIST, value->span);
    if (value->kind == NODE_SCALAR) {
        header_extra(c, key, value);
    } else if (value->kind == NODE_MAP) {
        NODE_EACH_PAIR(network, account, value)
            if (account->kind == NODE_SCALAR && !is_empty(account))
                add_profile(c, &list, network, account, NULL, network);
            else if (account->kind == NODE_MAP && FIND(account, "url", "href", "username") != NULL)
                add_account_map(c, &list, network, account);
            else
                header_extra(c, network, account);
    } else {
        NODE_EACH(item, value)
            if (item->kind == NODE_MAP && !is_empty(item))
                add_profile_map(c, &list, item);
            else if (item->kind == NODE_SCALAR && is_web(str_trim(item->text)))
                header_field(c, key, "website", item);
            else if (!is_empty(item))
                header_extra(c, key, item);
    }
    if (list.node->count == 0)
        return;
    struct node *old = node_get(c->header.node, STR("profiles"));
    if (old == NULL) {
        add_pair(c, &c->header, key, STR("profiles"), list.node);
        return;
    }
    struct node **link = &old->first;
    while (*link != NULL)
        link = &(*link)->next;
    *link = list.node->first;
    old->count += list.node->count;
}

/* An address without its scheme, `www.` and the slash at its end. */
static struct str bare_address(struct str text)
{
    static const char *const prefixes[] = {"https://", "http://", "www."};
    text = str_trim(text);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (str_starts(text, str_of(prefixes[i])))
            text = str_sub(text, strlen(prefixes[i]), text.len);
    return text.len > 0 && text.ptr[text.len - 1] == '/' ? str_sub(text, 0, text.len - 1) : text;
}

void header_finish(struct convert *c)
{
    const struct node *profiles = node_get(c->header.node, STR("profiles"));
    const struct node *website = node_get(c->header.node, STR("website"));
    bool same = false;
    if (profiles == NULL || website == NULL || website->kind != NODE_SCALAR)
        return;
    NODE_EACH(profile, profiles) {
        const struct node *url = node_get(profile, STR("url"));
        same =
            same || (url != NULL && str_eq(bare_address(url->text), bare_address(website->text)));
    }
    if (!same) /* else it is told there */
        return;
    struct growing rest = grow(c, NODE_MAP, c->header.node->span);
    NODE_EACH_PAIR(key, value, c->header.node)
        if (value != website)
            add_pair(c, &rest, key, key->text, copy_node(c, value));
    c->header = rest;
}

/* The profile on the network of `key`, "github" or "githubUrl", or NULL. */
static struct node *profile_of(struct convert *c, struct str network)
{
    const struct node *profiles = node_get(c->header.node, STR("profiles"));
    for (struct node *item = profiles != NULL ? profiles->first : NULL; item != NULL;
         item = item->next) {
        const struct node *name = node_get(item, STR("network"));
        if (name != NULL && str_eq_nocase(name->text, network))
            return item;
    }
    return NULL;
}

/* The network that `key` names: capitals within it, as in linkedIn, begin no word. */
static struct str network_of_key(struct convert *c, struct str key, bool *address)
{
    struct str label = key_label(c, key, true);
    struct writer w = {.arena = c->arena};
    bool words = str_has(key, '_') || str_has(key, '-') || str_has(key, ' ');
    *address =
        label.len > 4 && str_eq_nocase(str_sub(label, label.len - 4, label.len), STR(" url"));
    if (*address)
        label.len -= 4;
    for (size_t i = 0; i < label.len; i++)
        if (words || label.ptr[i] != ' ')
            write_char(&w, label.ptr[i]);
    return (struct str){w.ptr, w.len};
}

void header_account(struct convert *c, const struct node *key, const struct node *value)
{
    bool address;
    struct str network = network_of_key(c, key->text, &address);
    struct node *known = address ? profile_of(c, network) : NULL;
    if (known != NULL) { /* github and githubUrl */
        if (node_get(known, STR("url")) == NULL && value->kind == NODE_SCALAR) {
            struct growing map = grow(c, NODE_MAP, known->span);
            NODE_EACH_PAIR(k, v, known)
                add_pair(c, &map, k, k->text, copy_node(c, v));
            add_pair(c, &map, value, STR("url"), copy_node(c, value));
            known->first = map.node->first;
            known->count = map.node->count;
        }
        return;
    }
    struct growing map = grow(c, NODE_MAP, value->span);
    struct node *account = copy_node(c, value);
    if (account->kind == NODE_SCALAR && account->text.len > 1 && account->text.ptr[0] == '/')
        account->text = str_sub(account->text, 1, account->text.len); /* /jane */
    add_pair(c, &map, key, network, account);
    header_profiles(c, key, map.node);
}

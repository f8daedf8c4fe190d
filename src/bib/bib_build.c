/* An entry with raw fields to a map with the native keys of a publication. */
#include "base/ascii.h"
#include "bib/internal.h"

struct build {
    struct bib *b;
    const struct bib_entry *entry;
    const struct bib_type *type;
    const struct bib_field *part[BIB_ROLE_COUNT]; /* those that take part; taken away when used */
    struct node *map, **link;
    struct node *links, **links_link; /* the value of `links`; NULL: none yet */
    struct str note;                  /* what has no key of its own */
    struct span note_span;
    struct str status;
    struct str venue, doi, arxiv;
    bool has_kind;
};

/* ---- nodes ---- */

static void add_node(struct build *w, const char *key, struct span key_span, struct node *value)
{
    struct node *name = node_scalar(w->b->arena, str_of(key), key_span);
    name->next = value;
    *w->link = name;
    w->link = &value->next;
    w->map->count++;
}

static void add(struct build *w, const char *key, struct str text, const struct bib_field *field)
{
    while (text.len > 0 && text.ptr[text.len - 1] == ',') /* a slip of the pen */
        text = str_trim(str_sub(text, 0, text.len - 1));
    if (text.len > 0)
        add_node(w, key, field->name_span, node_scalar(w->b->arena, text, field->value_span));
}

/* The field of that role, which is then used. */
static const struct bib_field *take(struct build *w, enum bib_role role)
{
    const struct bib_field *field = w->part[role];
    w->part[role] = NULL;
    return field;
}

static struct str text_of(struct build *w, const struct bib_field *field, enum bib_form form)
{
    return field != NULL ? bib_text(w->b, field, field->value, form) : STR_NONE;
}

/* Adds the field of that role, if it is there, under a key. */
static void add_part(struct build *w, enum bib_role role, const char *key, enum bib_form form)
{
    const struct bib_field *field = take(w, role);
    if (field != NULL)
        add(w, key, text_of(w, field, form), field);
}

static struct str join(struct build *w, struct str a, const char *between, struct str b)
{
    if (a.len == 0 || b.len == 0)
        return a.len > 0 ? a : b;
    if (*between == '.' && strchr(".:?!", a.ptr[a.len - 1]) != NULL)
        between++; /* the sentence has ended */
    return str_of(arena_printf(w->b->arena, "%.*s%s%.*s", STR_FMT(a), between, STR_FMT(b)));
}

/* Adds to the remark that is printed last. */
static void add_note(struct build *w, struct str text, const struct bib_field *field)
{
    if (text.len == 0)
        return;
    if (w->note.len == 0)
        w->note_span = field->value_span;
    w->note = join(w, w->note, "; ", text);
}

static void report(struct build *w, const struct bib_field *field, const char *what)
{
    diag_add(w->b->diags, DIAG_BIB_FIELD, field->name_span, NULL, "'%.*s' of %s %s",
             STR_FMT(field->name), bib_called(w->b, w->entry), what);
}

/* ---- what it is called, who wrote it ---- */

/* The name of a work, a journal, a book or a meeting, with what belongs to it. */
static struct str whole_title(struct build *w, enum bib_role role, const struct bib_field *field)
{
    static const struct {
        enum bib_role title, subtitle, addon;
    } parts[] = {
        {BIB_TITLE, BIB_SUBTITLE, BIB_TITLEADDON},
        {BIB_JOURNAL, BIB_JOURNALSUBTITLE, BIB_JOURNALTITLEADDON},
        {BIB_JOURNALTITLE, BIB_JOURNALSUBTITLE, BIB_JOURNALTITLEADDON},
        {BIB_BOOKTITLE, BIB_BOOKSUBTITLE, BIB_BOOKTITLEADDON},
        {BIB_MAINTITLE, BIB_MAINSUBTITLE, BIB_MAINTITLEADDON},
        {BIB_ISSUETITLE, BIB_ISSUESUBTITLE, BIB_ISSUETITLEADDON},
        {BIB_EVENTTITLE, BIB_UNKNOWN, BIB_EVENTTITLEADDON},
    };
    struct str text = text_of(w, field, BIB_LINE);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].title == role) {
            text = join(w, text, ": ", text_of(w, take(w, parts[i].subtitle), BIB_LINE));
            text = join(w, text, ". ", text_of(w, take(w, parts[i].addon), BIB_LINE));
        }
    return text;
}

static void add_title(struct build *w)
{
    static const enum bib_role roles[] = {BIB_TITLE, BIB_MAINTITLE, BIB_SUBTITLE, BIB_TITLEADDON};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        const struct bib_field *field = w->part[roles[i]];
        struct str text = field != NULL ? whole_title(w, roles[i], field) : STR_NONE;
        if (text.len == 0)
            continue;
        take(w, roles[i]);
        add(w, "title", text, field);
        return;
    }
}

static void add_names(struct build *w, enum bib_role role, const char *key)
{
    const struct bib_field *field = take(w, role);
    struct node *names = field != NULL ? bib_names(w->b, field) : NULL;
    if (names != NULL && names->count > 0)
        add_node(w, key, field->name_span, names);
}

static void add_kind(struct build *w)
{
    struct bib *b = w->b;
    const struct bib_field *field = take(w, BIB_TYPE);
    const char *kind = w->type != NULL ? w->type->kind : NULL;
    static const struct {
        const char *word, *kind;
    } thesis[] = {{"phdthesis", "PhD thesis"}, {"mathesis", "master's thesis"},
                  {"bathesis", "bachelor's thesis"}, {"candthesis", "candidate's thesis"},
                  {"techreport", "technical report"}, {"resreport", "research report"},
                  {"software", "software"}, {"datacd", "data CD"}, {"patenteu", "European patent"},
                  {"patentde", "German patent"}, {"patentfr", "French patent"},
                  {"patentuk", "British patent"}, {"patentus", "U.S. patent"},
                  {"patreq", "patent request"}, {"patreqeu", "European patent request"},
                  {"patreqde", "German patent request"}, {"patreqfr", "French patent request"},
                  {"patrequk", "British patent request"}, {"patrequs", "U.S. patent request"}};
    struct str type = text_of(w, field, BIB_LINE);
    for (size_t i = 0; i < sizeof thesis / sizeof *thesis; i++)
        if (str_eq_nocase(type, str_of(thesis[i].word)))
            type = str_of(thesis[i].kind);
    struct bib_field where = {.name_span = w->entry->type_span, .value_span = w->entry->type_span};
    if (type.len > 0)
        add(w, "kind", type, field);
    else if (w->arxiv.len > 0 && kind != NULL && strcmp(kind, "online") == 0)
        add(w, "kind", STR("preprint"), &where);
    else if (kind != NULL)
        add(w, "kind", str_of(kind), &where);
    else if (w->type == NULL && w->part[BIB_JOURNAL] == NULL && w->part[BIB_BOOKTITLE] == NULL)
        add(w, "kind", w->entry->type, &where); /* one with a venue needs no word of its own */
    else if (w->arxiv.len > 0)
        add(w, "kind", STR("preprint"), &where);
    if (w->type == NULL)
        bib_mended_type(b);
}

/* ---- where it appeared ---- */

/* The arXiv number in a text that has one behind "arXiv:" or in an address. */
static struct str arxiv_in(struct str text)
{
    for (size_t i = 0; i + 6 < text.len; i++) {
        if (!str_eq_nocase(str_sub(text, i, i + 5), STR("arxiv")))
            continue;
        size_t from = i + 5;
        if (str_starts(str_sub(text, from, text.len), STR(".org/")))
            from = str_find(text, from + 5, '/') + 1;
        else if (text.ptr[from] == ':' || text.ptr[from] == ' ')
            from++;
        size_t to = from;
        while (to < text.len && (ascii_is_alnum(text.ptr[to]) || strchr("./-", text.ptr[to])))
            to++;
        struct str id = str_sub(text, from, to);
        if (id.len > 4 && id.ptr[id.len - 1] == '.')
            id.len--;
        if (id.len > 4 && str_starts(str_sub(id, id.len - 4, id.len), STR(".pdf")))
            id.len -= 4;
        bool digits = id.len > 5 && ascii_is_digit(id.ptr[id.len - 1]);
        if (digits && (str_find(id, 0, '.') == 4 || str_find(id, 0, '/') < id.len))
            return id;
    }
    return STR_NONE;
}

/* "arXiv preprint arXiv:2504.00001" without the number, which is printed of itself. */
static struct str without_arxiv(const struct build *w, struct str venue)
{
    struct str id = w->arxiv, prefix = STR(" arXiv:");
    if (id.len == 0 || venue.len <= id.len + prefix.len)
        return venue;
    size_t from = venue.len - id.len - prefix.len;
    bool ends = str_eq_nocase(str_sub(venue, from, venue.len - id.len), prefix) &&
                str_eq(str_sub(venue, venue.len - id.len, venue.len), id);
    while (ends && from > 0 && venue.ptr[from - 1] == ',')
        from--;
    return ends ? str_sub(venue, 0, from) : venue;
}

static void add_venue(struct build *w)
{
    static const enum bib_role roles[] = {
        BIB_JOURNAL,    BIB_JOURNALTITLE, BIB_BOOKTITLE, BIB_MAINTITLE,   BIB_EVENTTITLE, BIB_VENUE,
        BIB_ISSUETITLE, BIB_SCHOOL,       BIB_INSTITUTION, BIB_SERIES,    BIB_HOWPUBLISHED};
    bool in_book = w->type != NULL && w->type->kind != NULL &&
                   (strcmp(w->type->kind, "conference paper") == 0 ||
                    strcmp(w->type->kind, "book chapter") == 0);
    enum bib_role role = BIB_BOOKTITLE;
    const struct bib_field *field = in_book ? take(w, role) : NULL;
    for (size_t i = 0; field == NULL && i < sizeof roles / sizeof *roles; i++)
        if (w->part[roles[i]] != NULL && str_trim(w->part[roles[i]]->value).len > 0)
            field = take(w, role = roles[i]);
    if (field == NULL)
        return;
    w->venue = whole_title(w, role, field);
    if (w->part[BIB_SERIES] != NULL) {
        struct str series = text_of(w, take(w, BIB_SERIES), BIB_LINE);
        bool is_new = str_is(series, "newseries"); /* biblatex's words */
        if (is_new || str_is(series, "oldseries"))
            series = is_new ? STR("new series") : STR("old series");
        w->venue = join(w, w->venue, ", ", series);
    }
    w->venue = without_arxiv(w, w->venue);
    add(w, "venue", w->venue, field);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        const struct bib_field *other = w->part[roles[i]];
        if (other == NULL || roles[i] == BIB_VENUE || roles[i] == BIB_SCHOOL ||
            roles[i] == BIB_INSTITUTION)
            continue;
        take(w, roles[i]);
        struct str text = whole_title(w, roles[i], other);
        if (!str_eq_nocase(text, w->venue))
            add_note(w, text, other);
    }
}

/* A place; biblatex has words for the countries that grant patents: "countryus and countryfr". */
static struct str place_text(struct build *w, const struct bib_field *field)
{
    static const char *const countries[][2] = {
        {"countryde", "Germany"}, {"countryeu", "European Union"}, {"countryep", "European Union"},
        {"countryfr", "France"},  {"countryuk", "United Kingdom"}, {"countryus", "United States"}};
    struct str text = text_of(w, field, BIB_LINE), all = STR_NONE;
    if (!str_starts(text, STR("country")) || text.len > 200)
        return text;
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        end = str_find(text, at, ' ');
        struct str word = str_sub(text, at, end);
        size_t i = 0;
        while (i < sizeof countries / sizeof *countries && !str_is(word, countries[i][0]))
            i++;
        if (i < sizeof countries / sizeof *countries)
            all = join(w, all, ", ", str_of(countries[i][1]));
        else if (!str_is(word, "and"))
            return text;
    }
    return all;
}

static void add_publisher(struct build *w)
{
    static const enum bib_role roles[] = {BIB_PUBLISHER, BIB_ORGANIZATION, BIB_SCHOOL,
                                          BIB_INSTITUTION, BIB_HOLDER};
    static const enum bib_role places[] = {BIB_LOCATION, BIB_ADDRESS, BIB_VENUE};
    const char *key = "publisher";
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        const struct bib_field *field = take(w, roles[i]);
        struct str text = roles[i] == BIB_HOLDER && field != NULL ? bib_people(w->b, field)
                                                                  : text_of(w, field, BIB_LINE);
        if (text.len > 0 && key != NULL)
            add(w, key, text, field);
        else
            add_note(w, text, field);
        key = text.len > 0 ? NULL : key;
    }
    key = "location";
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct bib_field *field = take(w, places[i]);
        struct str text = place_text(w, field);
        if (text.len > 0 && key != NULL)
            add(w, key, text, field);
        else if (!str_eq_nocase(text, w->venue))
            add_note(w, text, field);
        key = text.len > 0 ? NULL : key;
    }
}

static void add_numbers(struct build *w)
{
    const struct bib_field *pages = take(w, BIB_PAGES), *eid = take(w, BIB_EID);
    add_part(w, BIB_VOLUME, "volume", BIB_PLAIN);
    if (w->part[BIB_NUMBER] != NULL) {
        add_part(w, BIB_NUMBER, "number", BIB_PLAIN);
        const struct bib_field *issue = take(w, BIB_ISSUE);
        add_note(w, text_of(w, issue, BIB_LINE), issue);
    } else {
        add_part(w, BIB_ISSUE, "number", BIB_PLAIN);
    }
    struct str text = pages != NULL ? bib_pages(w->b, pages) : STR_NONE;
    struct str number = text_of(w, eid, BIB_PLAIN); /* what journals without pages have */
    if (str_is(text, "\u2013") || str_eq(text, number))
        text = STR_NONE;
    text = join(w, number, ", ", text);
    const struct bib_field *field = eid != NULL ? eid : pages;
    if (field != NULL && (w->arxiv.len == 0 || !str_eq(arxiv_in(field->value), w->arxiv)))
        add(w, "pages", text, field);
}

/* ---- when ---- */

/* The state, which 'pubstate' says, or the date where there is none yet, or a note that says no more. */
static void add_status(struct build *w, struct str dated, const struct bib_field *date)
{
    const struct bib_field *state = take(w, BIB_PUBSTATE), *note = w->part[BIB_NOTE];
    struct bib_field where = {.name_span = w->entry->type_span, .value_span = w->entry->type_span};
    const struct bib_field *from = state != NULL ? state : date != NULL ? date : &where;
    struct str pubstate = text_of(w, state, BIB_LINE);
    struct str said = note != NULL ? bib_status(text_of(w, note, BIB_PLAIN)) : STR_NONE;
    if (pubstate.len > 0)
        w->status = bib_status(pubstate).len > 0 ? bib_status(pubstate) : pubstate;
    else if (dated.len > 0)
        w->status = dated;
    else if (said.len > 0)
        w->status = said;
    else if (w->type != NULL && w->type->status != NULL)
        w->status = str_of(w->type->status);
    if (dated.len > 0 && !str_eq(dated, w->status))
        report(w, date, "is not what 'pubstate' says, and not printed");
    if (said.len > 0 && str_eq(said, w->status))
        from = take(w, BIB_NOTE);
    add(w, "status", w->status, from);
}

static void add_date(struct build *w)
{
    const struct bib_field *date = take(w, BIB_DATE), *year = take(w, BIB_YEAR);
    const struct bib_field *issue = take(w, BIB_ISSUE_DATE), *day = take(w, BIB_DAY);
    const struct bib_field *month = w->part[BIB_MONTH] != NULL ? take(w, BIB_MONTH) : issue;
    struct str status = STR_NONE, text = text_of(w, date, BIB_PLAIN);
    bool whole = text.len > 0;
    if (whole) {
        text = bib_date(w->b, text, STR_NONE, STR_NONE, &status);
        add(w, "date", text, date);
    } else if (year != NULL || month != NULL) {
        text = bib_date(w->b, text_of(w, year, BIB_PLAIN), text_of(w, month, BIB_PLAIN),
                        text_of(w, day, BIB_PLAIN), &status);
        add(w, "date", text, year != NULL ? year : month);
        if (text.len == 0 && month != NULL && str_trim(month->value).len > 0)
            report(w, month, "has no year, and is not printed");
    }
    add_status(w, status, whole ? date : year != NULL ? year : month);
}

/* ---- addresses ---- */

static bool is_whole_address(struct str url)
{
    size_t colon = str_find(url, 0, ':'), slash = str_find(url, 0, '/');
    if (colon + 2 < url.len && slash == colon + 1)
        return true;
    size_t dot = str_find(url, 0, '.');
    return str_starts(url, STR("www.")) || str_starts(url, STR("mailto:")) ||
           (dot > 0 && dot < slash && slash < url.len);
}

static void add_link(struct build *w, const char *label, struct str url,
                     const struct bib_field *field)
{
    struct arena *a = w->b->arena;
    if (url.len == 0)
        return;
    if (w->links == NULL) {
        w->links = arena_new(a, struct node);
        w->links->kind = NODE_MAP;
        w->links->span = field->value_span;
        w->links_link = &w->links->first;
    }
    if (node_get(w->links, str_of(label)) != NULL) {
        add_link(w, arena_printf(a, "%s (%.*s)", label, STR_FMT(field->name)), url, field);
        return;
    }
    struct node *key = node_scalar(a, str_of(label), field->name_span);
    key->next = node_scalar(a, url, field->value_span);
    *w->links_link = key;
    w->links_link = &key->next->next;
    w->links->count++;
}

/* A link that its field names; a file of somebody's web site is none. */
static void add_link_field(struct build *w, const char *label, const struct bib_field *field)
{
    struct str url = bib_address(w->b, field->value);
    if (url.len == 0 || is_whole_address(url))
        add_link(w, label, url, field);
    else if (bib_first_time(w->b, "file", field->name))
        report(w, field, "is not an address, and not linked");
}

struct str bib_bare_doi(struct str doi)
{
    static const char *const prefixes[] = {"https://", "http://", "dx.doi.org/", "www.doi.org/",
                                           "doi.org/", "doi:",    "doi "};
    doi = str_trim(doi);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t len = strlen(prefixes[i]);
        if (str_eq_nocase(str_sub(doi, 0, len), (struct str){prefixes[i], len})) {
            doi = str_trim(str_sub(doi, len, doi.len));
            i = (size_t)-1; /* one may stand in front of another */
        }
    }
    return doi;
}

static void add_doi(struct build *w)
{
    const struct bib_field *field = take(w, BIB_DOI);
    if (field == NULL)
        return;
    struct str given = bib_address(w->b, field->value), bare = bib_bare_doi(given);
    bool is_address = !str_starts(given, STR("10.")) && is_whole_address(given);
    if (is_address && !str_starts(bare, STR("10."))) {
        bib_mended_field(w->b, BIB_MEND_DOI, field, "is an address without a DOI, which is linked");
        add_link_field(w, "DOI", field);
        return;
    }
    w->doi = bare;
    add(w, "doi", bare, field);
    if (is_address)
        bib_mended_field(w->b, BIB_MEND_DOI, field, "is an address; the DOI in it is taken");
}

static void find_arxiv(struct build *w)
{
    const struct bib_field *eprint = w->part[BIB_EPRINT];
    const struct bib_field *type = take(w, BIB_EPRINTTYPE), *prefix = take(w, BIB_ARCHIVEPREFIX);
    const struct bib_field *field = w->part[BIB_ARXIV];
    if (type == NULL || prefix != NULL)
        type = prefix != NULL ? prefix : type;
    struct str archive = text_of(w, type, BIB_PLAIN);
    struct str id = eprint != NULL ? bib_address(w->b, eprint->value) : STR_NONE;
    bool is_arxiv = str_eq_nocase(archive, STR("arxiv")) ||
                    (archive.len == 0 && (arxiv_in(id).len > 0 || str_find(id, 0, '.') == 4));
    if (field != NULL) {
        take(w, BIB_ARXIV);
        struct str given = bib_address(w->b, field->value), found = arxiv_in(given);
        w->arxiv = found.len > 0 ? found : given;
        if (str_eq_nocase(str_sub(w->arxiv, 0, 6), STR("arxiv:")))
            w->arxiv = str_sub(w->arxiv, 6, w->arxiv.len);
        if (is_arxiv)
            take(w, BIB_EPRINT);
        add(w, "arxiv", w->arxiv, field);
    } else if (is_arxiv && id.len > 0) {
        take(w, BIB_EPRINT);
        w->arxiv = arxiv_in(id).len > 0 ? arxiv_in(id) : id;
        if (str_eq_nocase(str_sub(id, 0, 6), STR("arxiv:")))
            w->arxiv = str_sub(id, 6, id.len);
        add(w, "arxiv", w->arxiv, eprint);
    } else if (str_eq_nocase(archive, STR("pubmed")) && id.len > 0) {
        add(w, "pmid", id, take(w, BIB_EPRINT));
    } else if (str_eq_nocase(archive, STR("hal")) && id.len > 0) {
        add_link(w, "HAL",
                 str_of(arena_printf(w->b->arena, "https://hal.science/%.*s", STR_FMT(id))),
                 take(w, BIB_EPRINT));
    } else if (id.len > 0 && is_whole_address(id)) {
        add_link(w, "Eprint", id, take(w, BIB_EPRINT));
    } else if (id.len > 0) {
        struct str text = text_of(w, eprint, BIB_LINE);
        if (archive.len > 0)
            text = join(w, text_of(w, type, BIB_LINE), ": ", text);
        add_note(w, text, take(w, BIB_EPRINT));
    }
    field = w->part[BIB_JOURNAL];
    const struct bib_field *volume = w->part[BIB_VOLUME];
    struct str journal = text_of(w, field, BIB_PLAIN);
    if (w->arxiv.len > 0 || field == NULL)
        return;
    w->arxiv = arxiv_in(journal);
    if (str_is(journal, "CoRR") && volume != NULL && str_starts(volume->value, STR("abs/"))) {
        volume = take(w, BIB_VOLUME); /* as DBLP has it */
        w->arxiv = str_sub(volume->value, 4, volume->value.len);
    }
    add(w, "arxiv", w->arxiv, field);
}

/* Whether an address says no more than the DOI or the arXiv number does. */
static bool is_known_address(const struct build *w, struct str url)
{
    return (w->doi.len > 0 && str_eq_nocase(bib_bare_doi(url), w->doi)) ||
           (w->arxiv.len > 0 && str_starts(arxiv_in(url), w->arxiv));
}

static void add_addresses(struct build *w)
{
    struct arena *a = w->b->arena;
    const struct bib_field *field = take(w, BIB_URL);
    if (field != NULL) {
        struct str url = bib_address(w->b, field->value);
        if (url.len > 0 && !is_known_address(w, url))
            add(w, "url", url, field);
    }
    field = take(w, BIB_HAL);
    if (field != NULL && str_trim(field->value).len > 0)
        add_link(w, "HAL", str_of(arena_printf(a, "https://hal.science/%.*s",
                                               STR_FMT(bib_address(w->b, field->value)))),
                 field);
    field = take(w, BIB_PMCID);
    if (field != NULL && str_trim(field->value).len > 0)
        add_link(w, "PMC", str_of(arena_printf(a, "https://www.ncbi.nlm.nih.gov/pmc/articles/%.*s",
                                               STR_FMT(bib_address(w->b, field->value)))),
                 field);
    add_part(w, BIB_PMID, "pmid", BIB_PLAIN);
    if (w->links != NULL) {
        struct span none = {w->b->file, w->links->span.start, w->links->span.start};
        add_node(w, "links", none, w->links);
    }
}

/* ---- the rest ---- */

static void add_keywords(struct build *w)
{
    const struct bib_field *field = take(w, BIB_KEYWORDS);
    struct str text = text_of(w, field, BIB_PLAIN);
    if (text.len == 0)
        return;
    struct node *list = arena_new(w->b->arena, struct node), **link = &list->first;
    list->kind = NODE_LIST;
    list->span = field->value_span;
    char sign = str_find(text, 0, ';') < text.len ? ';' : ',';
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        end = str_find(text, at, sign);
        struct str word = str_trim(str_sub(text, at, end));
        if (word.len == 0)
            continue;
        *link = node_scalar(w->b->arena, word, field->value_span);
        link = &(*link)->next;
        list->count++;
    }
    if (list->count > 0)
        add_node(w, "keywords", field->name_span, list);
}

static void add_selected(struct build *w)
{
    const struct bib_field *field = take(w, BIB_SELECTED);
    struct str text = text_of(w, field, BIB_PLAIN);
    static const char *const yes[] = {"true", "yes", "1", "on"}, *const no[] = {"false", "no", "0",
                                                                                "off"};
    for (size_t i = 0; i < 4; i++) {
        if (str_eq_nocase(text, str_of(yes[i])))
            add(w, "selected", STR("true"), field);
        if (str_eq_nocase(text, str_of(no[i])))
            return;
    }
    if (text.len > 0 && node_get(w->map, STR("selected")) == NULL)
        report(w, field, "is neither true nor false");
}

/* "3" becomes "3rd edition"; words stay. */
static struct str counted(struct build *w, struct str text, const char *what)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    if (text.len == 0 || text.len > 40)
        return text;
    unsigned last = (unsigned)(text.ptr[text.len - 1] - '0');
    bool number = last < 10;
    for (size_t i = 0; i < text.len; i++)
        number = number && ascii_is_digit(text.ptr[i]);
    bool teen = text.len > 1 && text.ptr[text.len - 2] == '1';
    return str_of(arena_printf(w->b->arena, "%.*s%s %s", STR_FMT(text),
                               !number ? "" : endings[last < 4 && !teen ? last : 0], what));
}

/* People who had a part in it: which one, words before them say, or the field called `type`. */
static void add_helpers(struct build *w)
{
    static const struct {
        enum bib_role role;
        const char *before, *type;
    } helpers[] = {
        {BIB_BOOKAUTHOR, "in a book by ", NULL},
        {BIB_EDITORA, "edited by ", "editoratype"},
        {BIB_EDITORB, "edited by ", "editorbtype"},
        {BIB_EDITORC, "edited by ", "editorctype"},
        {BIB_TRANSLATOR, "translated by ", NULL},   {BIB_ANNOTATOR, "annotated by ", NULL},
        {BIB_COMMENTATOR, "commentary by ", NULL},  {BIB_INTRODUCTION, "introduction by ", NULL},
        {BIB_FOREWORD, "foreword by ", NULL},       {BIB_AFTERWORD, "afterword by ", NULL},
    };
    const struct bib_field *author = bib_get(w->entry, "author");
    for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++) {
        const struct bib_field *field = take(w, helpers[i].role);
        struct str text = field != NULL ? bib_people(w->b, field) : STR_NONE;
        bool same = helpers[i].role == BIB_BOOKAUTHOR && author != NULL && field != NULL &&
                    str_eq(str_trim(author->value), str_trim(field->value));
        if (text.len == 0 || same)
            continue;
        const struct bib_field *type =
            helpers[i].type != NULL ? bib_get(w->entry, helpers[i].type) : NULL;
        if (type != NULL)
            text = str_of(arena_printf(w->b->arena, "%.*s (%.*s)", STR_FMT(text),
                                       STR_FMT(text_of(w, type, BIB_LINE))));
        else
            text = join(w, str_of(helpers[i].before), "", text);
        add_note(w, text, field);
    }
}

static void add_remarks(struct build *w)
{
    static const struct {
        enum bib_role role;
        const char *before;
    } parts[] = {{BIB_CHAPTER, "chapter "}, {BIB_PART, "part "}, {BIB_VERSION, "version "}};
    const struct bib_field *field = take(w, BIB_EDITION);
    if (field != NULL)
        add_note(w, counted(w, text_of(w, field, BIB_LINE), "edition"), field);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        field = take(w, parts[i].role);
        struct str text = text_of(w, field, BIB_LINE);
        if (text.len > 0)
            add_note(w, join(w, str_of(parts[i].before), "", text), field);
    }
    add_helpers(w);
    field = take(w, BIB_NOTE);
    add_note(w, text_of(w, field, BIB_LINE), field);
    field = take(w, BIB_ADDENDUM);
    add_note(w, text_of(w, field, BIB_LINE), field);
    struct bib_field where = {.name_span = w->note_span, .value_span = w->note_span};
    add(w, "note", w->note, &where);
}

/* What takes part in something that is not there: the subtitle of no book. */
static void report_unused(struct build *w)
{
    for (int role = BIB_TO_LINK + 1; role < BIB_ROLE_COUNT; role++)
        if (w->part[role] != NULL && str_trim(w->part[role]->value).len > 0)
            report(w, w->part[role], "has no place here, and is not printed");
}

/* Sorts the fields by what is known of them; what stands alone is added at once. */
static void sort_fields(struct build *w)
{
    for (const struct bib_field *field = w->entry->fields; field != NULL; field = field->next) {
        const struct bib_known *known = bib_known_field(field->name);
        enum bib_role role = known != NULL ? known->role : BIB_UNKNOWN;
        if (str_trim(field->value).len == 0)
            continue;
        if (role >= BIB_TO_LINE && role <= BIB_TO_PLAIN)
            add(w, known->native,
                text_of(w, field, role == BIB_TO_LINE     ? BIB_LINE
                                  : role == BIB_TO_MARKED ? BIB_MARKED
                                  : role == BIB_TO_PROSE  ? BIB_PROSE
                                                          : BIB_PLAIN),
                field);
        else if (role == BIB_TO_LINK)
            add_link_field(w, known->native, field);
        else if (role == BIB_UNKNOWN && bib_first_time(w->b, "field", field->name))
            report(w, field,
                   "is not known, and not printed (others of that name are not reported)");
        else if (role > BIB_TO_LINK && w->part[role] == NULL)
            w->part[role] = field;
        else if (role > BIB_TO_LINK && role != BIB_KEYWORDS &&
                 !str_eq(str_trim(field->value), str_trim(w->part[role]->value)))
            report(w, field, "says again what another field says, and is not printed");
    }
}

struct node *bib_entry_node(struct bib *b, const struct bib_entry *entry)
{
    struct build w = {.b = b, .entry = entry, .type = bib_known_type(entry->type)};
    b->entry = entry;
    w.map = arena_new(b->arena, struct node);
    w.map->kind = NODE_MAP;
    w.map->span = entry->span;
    w.link = &w.map->first;
    struct bib_field where = {.name_span = entry->type_span, .value_span = entry->type_span};
    add(&w, "type", STR("publication"), &where);
    add(&w, "key", entry->key, &where);
    sort_fields(&w);
    add_title(&w);
    add_names(&w, BIB_AUTHOR, "authors");
    add_names(&w, BIB_EDITOR, "editors");
    find_arxiv(&w);
    add_kind(&w);
    add_part(&w, BIB_ABBR, "short_venue", BIB_LINE);
    add_venue(&w);
    add_date(&w);
    add_numbers(&w);
    add_publisher(&w);
    add_doi(&w);
    add_addresses(&w);
    add_keywords(&w);
    add_selected(&w);
    add_remarks(&w);
    report_unused(&w);
    return w.map;
}

void bib_check_entry(struct diags *d, const struct node *entry)
{
    static const struct {
        const char *key, *other, *what, *hint;
    } wanted[] = {{"authors", "editors", "no author", "add author = {...}"},
                  {"date", "status", "no year", "add year = {...}"}};
    const struct node *key = node_get(entry, STR("key"));
    struct span at = {entry->span.file, entry->span.start, entry->span.start};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (node_get(entry, str_of(wanted[i].key)) == NULL &&
            node_get(entry, str_of(wanted[i].other)) == NULL)
            diag_add(d, DIAG_BIB_MISSING, at, wanted[i].hint, "entry '%.*s' has %s",
                     key != NULL ? (int)key->text.len : 0, key != NULL ? key->text.ptr : "",
                     wanted[i].what);
}

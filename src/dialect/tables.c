/* What the keys of other formats mean. A new format is a table here, a line in dialect.c, and tests. */
#include "dialect/internal.h"

/* Keys are written in small letters and digits: they match in any case, with - _ or spaces in them. */
#define FIELD(key_, name_) {.key = key_, .means = MEANS_FIELD, .name = name_}
#define MEANS(key_, means_) {.key = key_, .means = MEANS_##means_}
#define MAP(key_, table_) {.key = key_, .means = MEANS_MAP, .sub = &table_}
#define SECTION(key_, index) {.key = key_, .means = MEANS_SECTION, .section = &sections[index]}
#define END {.key = NULL}

/* ---- sections that have a name of their own ---- */

enum { WORK, VOLUNTEER, EDUCATION, AWARDS, CERTIFICATES, PUBLICATIONS, SKILLS, LANGUAGES, INTERESTS,
       REFERENCES, PROJECTS, SUMMARY, PERSON };

static const struct section_kind sections[] = {
    [WORK] = {"work", WORD_SECTION_WORK, ENTRY_EXPERIENCE},
    [VOLUNTEER] = {"volunteer", WORD_SECTION_VOLUNTEER, ENTRY_EXPERIENCE},
    [EDUCATION] = {"education", WORD_SECTION_EDUCATION, ENTRY_EDUCATION},
    [AWARDS] = {"awards", WORD_SECTION_AWARDS, ENTRY_AWARD},
    [CERTIFICATES] = {"certificates", WORD_SECTION_CERTIFICATES, ENTRY_CERTIFICATE},
    [PUBLICATIONS] = {"publications", WORD_SECTION_PUBLICATIONS, ENTRY_PUBLICATION},
    [SKILLS] = {"skills", WORD_SECTION_SKILLS, ENTRY_SKILL},
    [LANGUAGES] = {"languages", WORD_SECTION_LANGUAGES, ENTRY_LANGUAGE},
    [INTERESTS] = {"interests", WORD_SECTION_INTERESTS, ENTRY_INTEREST},
    [REFERENCES] = {"references", WORD_SECTION_REFERENCES, ENTRY_REFEREE},
    [PROJECTS] = {"projects", WORD_SECTION_PROJECTS, ENTRY_PROJECT},
    [SUMMARY] = {"basics", WORD_SECTION_SUMMARY, ENTRY_TEXT},
    [PERSON] = {"basics", WORD_COUNT, ENTRY_TEXT}, /* a text about the person, with a title of its own */
};

/* The order in which JSON Resume's schema has them, and that of YAMLResume. */
const char *const order_jsonresume[] = {"basics", "work", "volunteer", "education", "awards",
                                        "certificates", "publications", "skills", "languages",
                                        "interests", "references", "projects", NULL};
const char *const order_yamlresume[] = {"basics", "education", "work", "languages", "skills",
                                        "awards", "certificates", "publications", "references",
                                        "projects", "interests", "volunteer", NULL};

#define SECTIONS                                                                                   \
    SECTION("work", WORK), SECTION("volunteer", VOLUNTEER), SECTION("education", EDUCATION),       \
        SECTION("awards", AWARDS), SECTION("certificates", CERTIFICATES),                          \
        SECTION("certifications", CERTIFICATES), SECTION("publications", PUBLICATIONS),            \
        SECTION("skills", SKILLS), SECTION("languages", LANGUAGES),                                \
        SECTION("interests", INTERESTS), SECTION("references", REFERENCES),                        \
        SECTION("projects", PROJECTS), SECTION("experience", WORK),                                \
        SECTION("workexperience", WORK), SECTION("employment", WORK),                              \
        SECTION("volunteering", VOLUNTEER), SECTION("honors", AWARDS),                             \
        SECTION("hobbies", INTERESTS), SECTION("workexplist", WORK),                               \
        SECTION("experiencelist", WORK), SECTION("experiences", WORK),                             \
        SECTION("educationlist", EDUCATION), SECTION("projectlist", PROJECTS),                               \
        SECTION("project", PROJECTS), SECTION("skill", SKILLS),                     \
        SECTION("jobs", WORK), SECTION("studies", EDUCATION), SECTION("degrees", EDUCATION),                 \
        SECTION("hardskills", SKILLS), SECTION("worklist", PROJECTS), SECTION("skilllist", SKILLS), SECTION("awardlist", AWARDS)

static const struct dialect_row section_rows[] = {SECTIONS, SECTION("summary", SUMMARY),
                                                  SECTION("basics", SUMMARY), END};

const struct section_kind *const section_about = &sections[PERSON];

const struct section_kind *table_section(struct str id)
{
    for (const struct dialect_row *row = section_rows; row->key != NULL; row++)
        if (key_is(id, row->key))
            return row->section;
    return NULL;
}

/* ---- JSON Resume ---- */

/* What people call it at home, where they do so in plain letters. */
#define FOREIGN_BASICS                                                                             \
    FIELD("nombre", "name"), FIELD("nome", "name"), MEANS("apellidos", FAMILY),                    \
        MEANS("sobrenome", FAMILY), MEANS("cognome", FAMILY), MEANS("prenom", GIVEN),              \
        MEANS("nom", FAMILY), MEANS("vorname", GIVEN), MEANS("nachname", FAMILY),                  \
        FIELD("correo", "email"), FIELD("courriel", "email"), FIELD("telefono", "phone"),          \
        FIELD("telefone", "phone"), FIELD("telefon", "phone"), FIELD("ocupacion", "headline"),     \
        FIELD("titre", "headline"), FIELD("titulo", "headline"), FIELD("beruf", "headline"),       \
        MEANS("ciudad", PLACE), MEANS("cidade", PLACE), MEANS("ville", PLACE),                     \
        MEANS("wohnort", PLACE), MEANS("direccion", PLACE), MEANS("endereco", PLACE),              \
        MEANS("adresse", PLACE)

#define BASICS                                                                                     \
    FIELD("name", "name"), MEANS("firstname", GIVEN), MEANS("lastname", FAMILY),                   \
        MEANS("givenname", GIVEN), MEANS("familyname", FAMILY), FIELD("label", "headline"),        \
        FIELD("headline", "headline"), FIELD("title", "headline"), FIELD("image", "photo"),        \
        FIELD("picture", "photo"), FIELD("photo", "photo"), FIELD("avatar", "photo"), FIELD("email", "email"), \
        FIELD("phone", "phone"), FIELD("url", "website"), FIELD("website", "website"),             \
        FIELD("homepage", "website"), FIELD("birthday", "born"), FIELD("birthdate", "born"),       \
        FIELD("dateofbirth", "born"), MEANS("location", PLACE), MEANS("address", PLACE),           \
        MEANS("relevantlinks", PROFILES), MEANS("socialurls", PROFILES),                           \
        MEANS("socials", PROFILES), MEANS("socialmedia", PROFILES), MEANS("linkedinurl", ACCOUNT), MEANS("githuburl", ACCOUNT),    \
        MEANS("twitterurl", ACCOUNT), MEANS("telegramurl", ACCOUNT),                               \
        MEANS("profiles", PROFILES), MEANS("social", PROFILES), MEANS("links", PROFILES),          \
        MEANS("sociallinks", PROFILES), MEANS("socialnetworks", PROFILES), FIELD("fullname", "name"), \
        FIELD("tagline", "headline"), FIELD("jobtitle", "headline"),                               \
        FIELD("positiontitle", "headline"), FIELD("profession", "headline"),                       \
        FIELD("position", "headline"), FIELD("mail", "email"), FIELD("emailaddress", "email"),     \
        FIELD("mobile", "phone"), FIELD("telephone", "phone"), FIELD("phonenumber", "phone"),      \
        FIELD("site", "website"), FIELD("blog", "website"), MEANS("linkedin", ACCOUNT),            \
        MEANS("github", ACCOUNT), MEANS("gitlab", ACCOUNT), MEANS("twitter", ACCOUNT),             \
        MEANS("orcid", ACCOUNT), MEANS("googlescholar", ACCOUNT), MEANS("stackoverflow", ACCOUNT), \
        MEANS("researchgate", ACCOUNT), MEANS("xing", ACCOUNT), MEANS("mastodon", ACCOUNT),        \
        MEANS("bitbucket", ACCOUNT), MEANS("kaggle", ACCOUNT), MEANS("medium", ACCOUNT),           \
        MEANS("youtube", ACCOUNT), MEANS("instagram", ACCOUNT), MEANS("facebook", ACCOUNT),        \
        MEANS("telegram", ACCOUNT), MEANS("bluesky", ACCOUNT), MEANS("leetcode", ACCOUNT),         \
        FIELD("titles", "headline"), FIELD("subtitle", "headline"), FIELD("jobintension", "headline"), FIELD("currenttitle", "headline"), MEANS("surnames", FAMILY), FIELD("author", "name"),       \
        FOREIGN_BASICS, MEANS("theme", NOTHING)

/* Texts about the person, for which the name of the key is a good title. */
#define ABOUT                                                                                      \
    SECTION("summary", SUMMARY), SECTION("about", PERSON), SECTION("aboutme", PERSON),             \
        SECTION("bio", PERSON), SECTION("biography", PERSON), SECTION("objective", PERSON),        \
        SECTION("personalstatement", PERSON), SECTION("personalsummary", PERSON),                  \
        SECTION("professionalsummary", SUMMARY), SECTION("intro", PERSON),                         \
        SECTION("introduction", PERSON)

static const struct dialect_row jsonresume_basics_rows[] = {
    BASICS, ABOUT, MAP("contact", jsonresume_basics), MAP("profile", jsonresume_basics), SECTIONS, END,
};
const struct dialect_table jsonresume_basics = {jsonresume_basics_rows, true};

static const struct dialect_row jsonresume_meta_rows[] = {
    MEANS("sections", ORDER), MEANS("titles", TITLES),   MEANS("labels", TITLES),
    MEANS("language", LANGUAGE), MEANS("lang", LANGUAGE), MEANS("locale", LANGUAGE), END,
};
static const struct dialect_table jsonresume_meta = {jsonresume_meta_rows, false};

static const struct dialect_row jsonresume_rows[] = {
    MAP("basics", jsonresume_basics),
    BASICS,
    ABOUT,
    SECTIONS,
    MAP("basic", jsonresume_basics), /* and other words for basics */
    MAP("contact", jsonresume_basics),
    MAP("contacts", jsonresume_basics),
    MAP("contactinfo", jsonresume_basics),
    MAP("info", jsonresume_basics),
    MAP("header", jsonresume_basics),
    MAP("person", jsonresume_basics),
    MAP("personal", jsonresume_basics),
    MAP("personalinfo", jsonresume_basics),
    MAP("personalinformation", jsonresume_basics),
    MAP("profile", jsonresume_basics),
    MEANS("order", ORDER),
    MEANS("titlenamemap", TITLES),
    MEANS("lang", LANGUAGE),
    MEANS("locale", LANGUAGE),
    SECTION("language", LANGUAGES),
    MEANS("locales", TWINS),
    MEANS("sections", NATIVE), /* what `convert` writes of a native file */
    MEANS("design", NATIVE),
    MEANS("native", NATIVE),
    MAP("meta", jsonresume_meta),
    MAP("settings", jsonresume_meta),
    MAP("config", jsonresume_meta),
    MAP("knowledge", jsonresume_basics),
    MEANS("schema", NOTHING),
    MEANS("metatheme", NOTHING),
    END,
};
const struct dialect_table jsonresume_root = {jsonresume_rows, true};

/* ---- YAMLResume ---- */

static const struct dialect_row yamlresume_content_rows[] = {
    MAP("basics", jsonresume_basics), MEANS("location", PLACE), MEANS("profiles", PROFILES),
    SECTIONS, END,
};
static const struct dialect_table yamlresume_content = {yamlresume_content_rows, true};

static const struct dialect_row yamlresume_locale_rows[] = {
    MEANS("language", LANGUAGE), END,
};
static const struct dialect_table yamlresume_locale = {yamlresume_locale_rows, false};

static const struct dialect_row yamlresume_rows[] = {
    MAP("content", yamlresume_content), MAP("locale", yamlresume_locale),
    MEANS("layouts", LAYOUTS), MEANS("layout", LAYOUTS), END,
};
const struct dialect_table yamlresume_root = {yamlresume_rows, true};

/* ---- RenderCV ---- */

static const struct dialect_table rendercv_cv;

static const struct dialect_row rendercv_cv_rows[] = {
    BASICS,
    MEANS("customconnections", LINKS),
    MEANS("sections", SECTIONS),
    MEANS("customsections", SECTIONS), /* of 2023, as a list */
    MEANS("sectionorder", ORDER),
    MEANS("sortentries", NOTHING),
    MAP("cv", rendercv_cv),
    SECTION("summary", SUMMARY),
    {.key = "letter", .means = MEANS_SECTION},
    END,
};
static const struct dialect_table rendercv_cv = {rendercv_cv_rows, true};

static const struct dialect_row rendercv_settings_rows[] = {
    MEANS("boldkeywords", KEYWORDS), END,
};
static const struct dialect_table rendercv_settings = {rendercv_settings_rows, false};

static const struct dialect_row rendercv_rows[] = {
    MAP("cv", rendercv_cv),
    MAP("coverletter", rendercv_cv),
    MEANS("design", DESIGN),
    MAP("locale", yamlresume_locale),
    MAP("localecatalog", yamlresume_locale),
    MAP("settings", rendercv_settings),
    MAP("rendercvsettings", rendercv_settings),
    END,
};
const struct dialect_table rendercv_root = {rendercv_rows, true};

/* Symbols of Font Awesome, and the networks that they stand for. */
static const struct alias icons[] = {
    {"bitbucket", "Bitbucket"},  {"codepen", "CodePen"},     {"facebook", "Facebook"},
    {"facebookf", "Facebook"},   {"github", "GitHub"},       {"githubalt", "GitHub"},
    {"gitlab", "GitLab"},        {"googlescholar", "Google Scholar"}, {"imdb", "IMDB"},
    {"instagram", "Instagram"},  {"kaggle", "Kaggle"},       {"linkedin", "LinkedIn"},
    {"linkedinin", "LinkedIn"},  {"mastodon", "Mastodon"},   {"medium", "Medium"},
    {"orcid", "ORCID"},          {"reddit", "Reddit"},       {"redditalien", "Reddit"},
    {"researchgate", "ResearchGate"}, {"stackoverflow", "Stack Overflow"}, {"telegram", "Telegram"},
    {"telegramplane", "Telegram"}, {"twitter", "Twitter"},   {"whatsapp", "WhatsApp"},
    {"wikipediaw", "Wikipedia"}, {"xing", "XING"},           {"xtwitter", "X"},
    {"youtube", "YouTube"},
};

const char *table_network_of_icon(struct str icon)
{
    if (str_starts(icon, STR("fa-")))
        icon = str_sub(icon, 3, icon.len);
    for (size_t i = 0; i < sizeof icons / sizeof *icons; i++)
        if (key_is(icon, icons[i].key))
            return icons[i].name;
    return NULL;
}

/* In the order in which RenderCV tries them. */
static const struct {
    enum entry_type type;
    const char *keys[6];
} rendercv_types[] = {
    {ENTRY_LABEL, {"label", "details"}},
    {ENTRY_GENERIC, {"name"}},
    {ENTRY_EXPERIENCE, {"company", "position", "positions"}},
    {ENTRY_EDUCATION, {"institution", "area", "degree", "studytype"}},
    {ENTRY_PUBLICATION, {"authors", "doi", "journal"}},
    {ENTRY_GENERIC, {"title", "url"}},
    {ENTRY_BULLET, {"bullet", "number", "reversednumber"}},
};

enum entry_type table_rendercv_type(const struct node *entry)
{
    for (size_t i = 0; i < sizeof rendercv_types / sizeof *rendercv_types; i++)
        for (size_t j = 0; rendercv_types[i].keys[j] != NULL; j++)
            NODE_EACH_PAIR(key, value, entry)
                if (key_is(key->text, rendercv_types[i].keys[j]))
                    return rendercv_types[i].type;
    return ENTRY_TYPE_COUNT;
}

/* ---- al-folio ---- */

static const struct dialect_row alfolio_rows[] = {
    FIELD("name", "name"),         FIELD("fullname", "name"),     FIELD("email", "email"),
    FIELD("phone", "phone"),       FIELD("telephone", "phone"),   FIELD("website", "website"),
    FIELD("homepage", "website"),  FIELD("location", "location"), FIELD("address", "location"),
    FIELD("dateofbirth", "born"),  FIELD("born", "born"),         FIELD("birthday", "born"),
    MEANS("linkedin", ACCOUNT),    MEANS("github", ACCOUNT),      MEANS("gitlab", ACCOUNT),
    MEANS("orcid", ACCOUNT),       MEANS("twitter", ACCOUNT),     MEANS("googlescholar", ACCOUNT),
    END,
};
const struct dialect_table alfolio_root = {alfolio_rows, true};

/* ---- entries ---- */

/* Words for keys of entries, by type; those that every type may have stand last. */
static const struct {
    enum entry_type type;
    struct alias aliases[128];
} aliases[] = {
    {ENTRY_LABEL, {{"name", "label"}, {"title", "label"}, {"skill", "label"}, {"category", "label"},
                   {"items", "details"}, {"keywords", "details"}, {"value", "details"},
                   {"contents", "details"}, {"description", "details"}, {"skills", "details"},
                   {"list", "details"}, {"entries", "details"}}},
    {ENTRY_EDUCATION, {{"studytype", "degree"}, {"qualification", "degree"}, {"title", "degree"},
                       {"program", "area"}, {"major", "area"}, {"fieldofstudy", "area"},
                       {"specialization", "area"}, {"subject", "area"}, {"gpa", "grade"},
                       {"score", "grade"}, {"name", "institution"}, {"college", "institution"}, {"schoolname", "institution"},
                       {"organization", "institution"}, {"organisation", "institution"},
                       {"advisor", "advisors"}, {"supervisor", "advisors"},
                       {"coursework", "courses"}, {"description", "summary"},
                       {"academicdegree", "degree"}, {"heading", "degree"}, {"subheading", "institution"}, {"edutime", "date"}, {"term", "date"},
                       {"where", "institution"}, {"what", "degree"}, {"titulo", "degree"}}},
    {ENTRY_EXPERIENCE, {{"name", "company"}, {"organisation", "company"}, {"entity", "company"},
                        {"companyname", "company"}, {"workplace", "company"}, {"subheading", "company"}, {"heading", "position"}, {"org", "company"}, {"business", "company"}, {"role", "position"},
                        {"jobtitle", "position"}, {"department", "unit"}, {"team", "unit"},
                        {"employmenttype", "kind"}, {"contracttype", "kind"}, {"type", "kind"},
                        {"description", "summary"}, {"departmentname", "unit"},
                        {"workdesc", "summary"}, {"worktime", "date"}, {"term", "date"},
                        {"where", "company"}, {"text", "summary"}}},
    {ENTRY_AWARD, {{"issuer", "awarder"}, {"organization", "awarder"}, {"organisation", "awarder"},
                   {"institution", "awarder"}, {"company", "awarder"}, {"award", "title"},
                   {"description", "summary"}, {"descr", "summary"}, {"awardinfo", "title"},
                   {"awardtime", "date"}}},
    {ENTRY_CERTIFICATE, {{"authority", "issuer"}, {"organization", "issuer"},
                         {"organisation", "issuer"}, {"institution", "issuer"},
                         {"awarder", "issuer"}, {"company", "issuer"}, {"publisher", "issuer"},
                         {"certificate", "name"}, {"credentialid", "id"},
                         {"description", "summary"}}},
    {ENTRY_PUBLICATION, {{"name", "title"}, {"author", "authors"}, {"conference", "venue"},
                         {"booktitle", "venue"}, {"description", "summary"}, {"issue", "number"}}},
    {ENTRY_SKILL, {{"skill", "name"}, {"title", "name"}, {"label", "name"}, {"category", "name"},
                   {"type", "name"}, {"details", "keywords"}, {"items", "keywords"},
                   {"skills", "keywords"}, {"attributes", "keywords"}, {"names", "keywords"}, {"proficiency", "level"}, {"rating", "level"},
                   {"technologies", "keywords"}, {"tools", "keywords"}, {"list", "keywords"}, {"tags", "keywords"},
                   {"description", "summary"}, {"skillname", "name"}, {"skilldesc", "summary"},
                   {"skilllevel", "level"}, {"nivel", "level"}, {"niveau", "level"}}},
    {ENTRY_LANGUAGE, {{"name", "language"}, {"title", "language"}, {"label", "language"},
                      {"lang", "language"}, {"proficiency", "fluency"}, {"details", "fluency"}, {"description", "fluency"},
                      {"skill", "fluency"}, {"nivel", "fluency"}, {"niveau", "fluency"}}},
    {ENTRY_INTEREST, {{"title", "name"}, {"interest", "name"}, {"hobby", "name"},
                      {"items", "keywords"}, {"description", "summary"}}},
    {ENTRY_REFEREE, {{"relationship", "relation"}, {"summary", "reference"}, {"text", "reference"},
                     {"quote", "reference"}, {"role", "position"}, {"company", "institution"},
                     {"organization", "institution"}, {"organisation", "institution"},
                     {"affiliation", "institution"}, {"telephone", "phone"}}},
    {ENTRY_PROJECT, {{"entity", "company"}, {"organisation", "company"}, {"client", "company"},
                     {"role", "roles"}, {"position", "roles"}, {"project", "name"},
                     {"projectname", "name"}, {"workname", "name"}, {"projectrole", "roles"},
                     {"projecttime", "date"}, {"projectdesc", "summary"}, {"workdesc", "summary"},
                     {"projectcontent", "summary"}, {"subtitle", "description"}, {"visitlink", "url"}, {"text", "summary"}}},
    {ENTRY_GRANT, {{"agency", "funder"}, {"sponsor", "funder"}, {"awarder", "funder"},
                   {"issuer", "funder"}, {"institution", "funder"}, {"organization", "funder"},
                   {"organisation", "funder"}}},
    {ENTRY_TALK, {{"conference", "event"}, {"institution", "event"}, {"organization", "event"},
                  {"organisation", "event"}}},
    {ENTRY_TEACHING, {{"position", "role"}, {"organization", "institution"},
                      {"organisation", "institution"}, {"university", "institution"},
                      {"school", "institution"}, {"company", "institution"},
                      {"semester", "term"}}},
    {ENTRY_SERVICE, {{"position", "role"}, {"institution", "body"}, {"organisation", "body"},
                     {"company", "body"}, {"journal", "body"}, {"conference", "body"}}},
    {ENTRY_MEMBERSHIP, {{"position", "role"}, {"institution", "organization"},
                        {"organisation", "organization"}, {"company", "organization"},
                        {"society", "organization"}}},
    {ENTRY_GENERIC, {{"organization", "subtitle"}, {"organisation", "subtitle"},
                     {"institution", "subtitle"}, {"company", "subtitle"}, {"issuer", "subtitle"},
                     {"awarder", "subtitle"}, {"position", "subtitle"}, {"role", "subtitle"},
                     {"heading", "name"}, {"subheading", "subtitle"}, {"label", "name"}, {"description", "summary"}}},
    {ENTRY_TYPE_COUNT, {{"startdate", "start_date"}, {"start", "start_date"}, {"from", "start_date"},
                        {"begin", "start_date"}, {"since", "start_date"}, {"till", "end_date"}, {"enddate", "end_date"}, {"end", "end_date"},
                        {"to", "end_date"}, {"until", "end_date"}, {"finish", "end_date"}, {"finishdate", "end_date"},
                        {"releasedate", "date"}, {"dates", "date"}, {"daterange", "date"},
                        {"period", "date"}, {"years", "date"}, {"duration", "date"}, {"issuedate", "date"}, {"website", "url"},
                        {"link", "url"}, {"href", "url"}, {"place", "location"}, {"joblocation", "location"}, {"schoollocation", "location"},
                        {"city", "location"}, {"country", "location"}, {"address", "location"},
                        {"achievements", "highlights"}, {"points", "highlights"},
                        {"attributes", "highlights"}, {"bulletpoints", "highlights"},
                        {"challenges", "highlights"},
                        {"when", "date"},
                        {"responsibilities", "highlights"}, {"bullets", "highlights"},
                        {"accomplishments", "highlights"}, {"items", "highlights"},
                        {"contents", "highlights"}, {"list", "highlights"}, {"tasks", "highlights"},
                        {"details", "highlights"}, {"activities", "highlights"},
                        {"highlight", "highlights"}, {"duty", "highlights"}, {"duties", "highlights"},
                        {"time", "date"}, {"datestart", "start_date"}, {"dateend", "end_date"},
                        {"desc", "summary"},
                        /* at home */ {"institucion", "institution"},
                        {"instituicao", "institution"}, {"ecole", "institution"},
                        {"etablissement", "institution"}, {"schule", "institution"},
                        {"hochschule", "institution"}, {"diplome", "degree"},
                        {"abschluss", "degree"}, {"empresa", "company"},
                        {"entreprise", "company"}, {"firma", "company"}, {"azienda", "company"},
                        {"puesto", "position"}, {"cargo", "position"}, {"poste", "position"},
                        {"stelle", "position"}, {"idioma", "language"}, {"langue", "language"},
                        {"sprache", "language"}, {"lingua", "language"}, {"fecha", "date"},
                        {"fechainicio", "start_date"}, {"fechafin", "end_date"},
                        {"datedebut", "start_date"}, {"datefin", "end_date"}, {"annee", "date"},
                        {"von", "start_date"}, {"bis", "end_date"}, {"ubicacion", "location"},
                        {"lieu", "location"}, {"ort", "location"}, {"descripcion", "summary"},
                        {"descricao", "summary"}, {"beschreibung", "summary"}}},
};

const char *table_alias(enum entry_type type, struct str key)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (aliases[i].type != type && aliases[i].type != ENTRY_TYPE_COUNT)
            continue;
        for (const struct alias *a = aliases[i].aliases; a->key != NULL; a++)
            if (key_is(key, a->key))
                return a->name;
    }
    return NULL;
}

/* "paperId", "paper_id": a number for machines. */
static bool is_identifier(struct str key)
{
    struct str end = str_sub(key, key.len - 2, key.len);
    char before = key.ptr[key.len - 3];
    return str_is(end, "Id") || str_is(end, "ID") ||
           (str_is(end, "id") && (before == '_' || before == '-'));
}

bool table_is_decoration(struct str key, const struct node *value)
{
    key = key_proper(key);
    if (value->kind == NODE_LIST && value->count > 0) { /* of pictures */
        NODE_EACH(item, value)
            if (item->kind != NODE_SCALAR || !table_is_decoration(key, item))
                return false;
        return true;
    }
    if (value->kind != NODE_SCALAR)
        return false;
    if ((key.len > 2 && is_identifier(key)) || key_is(key, "icon") || key_is(key, "iconclass"))
        return true;
    /* The name of a symbol, a file, a number; what has more words is a text. */
    unsigned words = 1;
    for (size_t i = 0; i < value->text.len; i++)
        words += value->text.ptr[i] == ' ';
    if (words > 3)
        return false;
    static const char *const keys[] = {"icon",  "iconclass", "fontawesomeicon", "iconalt", "id", "uuid",
                                       "slug",  "order",     "color",           "colour", "logo",
                                       "image", "img",       "thumbnail",       "class",  "css",
                                       "visible", "hidden",  "enabled",         "emoji",  "emphasize", "imagename", "imageurl",
                                       "dataindex", "qrcode"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (key_is(key, keys[i]))
            return true;
    return false;
}

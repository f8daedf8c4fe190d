/* What to say of a key that is not known where it stands: the key that is meant, or its place. */
#include "model/hints.h"

enum { MEANINGS = 3 };

/*
 * What people write, and what it is called here: the first of the names that the table has. None of
 * them is the first name of all, with which the rows end.
 */
static const struct {
    const char *written;
    enum name here[MEANINGS];
} synonyms[] = {
    {"about", {NAME_summary}},
    {"achievements", {NAME_highlights}},
    {"avatar", {NAME_photo}},
    {"bio", {NAME_summary}},
    {"birthday", {NAME_born}},
    {"birthdate", {NAME_born}},
    {"birth_date", {NAME_born}},
    {"date_of_birth", {NAME_born}},
    {"booktitle", {NAME_venue}},
    {"bullets", {NAME_highlights}},
    {"cgpa", {NAME_grade}},
    {"city", {NAME_location}},
    {"conference", {NAME_venue, NAME_event}},
    {"country", {NAME_location}},
    {"dates", {NAME_date}},
    {"department", {NAME_unit}},
    {"desc", {NAME_summary, NAME_description}},
    {"description", {NAME_summary}},
    {"duties", {NAME_highlights}},
    {"e-mail", {NAME_email}},
    {"end", {NAME_end_date}},
    {"eprint", {NAME_arxiv}},
    {"from", {NAME_start_date}},
    {"gpa", {NAME_grade}},
    {"homepage", {NAME_website, NAME_url}},
    {"image", {NAME_photo}},
    {"issue", {NAME_number}},
    {"job", {NAME_position, NAME_headline}},
    {"job_title", {NAME_position, NAME_headline}},
    {"jobtitle", {NAME_position, NAME_headline}},
    {"lang", {NAME_language}},
    {"link", {NAME_url}},
    {"locale", {NAME_language}},
    {"major", {NAME_area}},
    {"mark", {NAME_grade}},
    {"mobile", {NAME_phone}},
    {"name", {NAME_title}},
    {"networks", {NAME_profiles}},
    {"objective", {NAME_summary}},
    {"organisation", {NAME_company, NAME_institution, NAME_awarder}},
    {"organization", {NAME_institution, NAME_awarder, NAME_issuer}},
    {"org", {NAME_company, NAME_institution, NAME_awarder}},
    {"period", {NAME_date}},
    {"picture", {NAME_photo}},
    {"place", {NAME_location}},
    {"position", {NAME_headline}},
    {"profile", {NAME_summary}},
    {"proceedings", {NAME_venue}},
    {"program", {NAME_area}},
    {"programme", {NAME_area}},
    {"responsibilities", {NAME_highlights}},
    {"role", {NAME_position, NAME_roles, NAME_headline}},
    {"social", {NAME_profiles}},
    {"socials", {NAME_profiles}},
    {"stack", {NAME_keywords}},
    {"start", {NAME_start_date}},
    {"subject", {NAME_area}},
    {"supervisor", {NAME_advisors}},
    {"supervisors", {NAME_advisors}},
    {"tagline", {NAME_headline}},
    {"tasks", {NAME_highlights}},
    {"technologies", {NAME_keywords}},
    {"tel", {NAME_phone}},
    {"telephone", {NAME_phone}},
    {"theme", {NAME_style}},
    {"title", {NAME_headline, NAME_degree}},
    {"to", {NAME_end_date}},
    {"tools", {NAME_keywords}},
    {"web", {NAME_website, NAME_url}},
    {"website", {NAME_url}},
};

static const char *const networks[] = {
    "bluesky",  "dblp",   "facebook",     "github",        "gitlab",  "google_scholar",
    "kaggle",   "linkedin", "mastodon",   "orcid",         "researchgate", "scholar",
    "scopus",   "skype",  "stackoverflow", "telegram",     "twitter", "xing",
};

static const char *synonym_of(const struct table *table, struct str key)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++) {
        if (!str_eq_nocase(key, str_of(synonyms[i].written)))
            continue;
        for (size_t j = 0; j < MEANINGS && synonyms[i].here[j] != 0; j++)
            if (table_row(table, synonyms[i].here[j]) != NULL)
                return name_text(synonyms[i].here[j]);
    }
    return NULL;
}

static bool is_network(struct str key)
{
    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
        if (str_eq_nocase(key, str_of(networks[i])))
            return true;
    return false;
}

/* What is known at another place of the CV; NULL when nothing is. */
static const char *place_of(struct arena *a, const struct table *table, const struct node *key)
{
    if (table != &cv_table)
        return NULL;
    if (is_network(key->text))
        return arena_printf(a, "write it below 'profiles', as in `profiles: {%.*s: ...}`",
                            STR_FMT(key->text));
    enum name name = name_find(key->text);
    if (name != NAME_COUNT && table_row(&design_table, name) != NULL)
        return arena_printf(a, "write it below 'design', as in `design: {%.*s: ...}`",
                            STR_FMT(key->text));
    bool is_section = key->next->kind == NODE_LIST || key->next->kind == NODE_MAP;
    if (is_section || entry_type_of_title(key->text) != ENTRY_TYPE_COUNT)
        return "write it below 'sections'";
    return NULL;
}

static const char *closest(const struct table *table, struct str key)
{
    const char *candidates[NAME_COUNT];
    for (size_t i = 0; i < table->count; i++) {
        candidates[i] = name_text(table->rows[i].key);
        if (str_eq_nocase(key, str_of(candidates[i])))
            return candidates[i];
    }
    return str_closest(key, candidates, table->count);
}

const char *hint_for_key(struct arena *a, const struct table *table, const struct node *key)
{
    const char *meant = synonym_of(table, key->text);
    if (meant == NULL) {
        const char *place = place_of(a, table, key);
        if (place != NULL)
            return place;
        meant = closest(table, key->text);
    }
    if (meant != NULL)
        return arena_printf(a, "did you mean '%s'?", meant);
    if (memchr(key->text.ptr, ' ', key->text.len) != NULL)
        return "it is not printed; put quotes around a text that holds ': '";
    const struct row *extra = table_row(table, NAME_extra);
    if (extra != NULL && extra->kind == KIND_PAIRS)
        return arena_printf(a, "it is not printed; to print it, write `extra: {%.*s: ...}`",
                            STR_FMT(key->text));
    return extra != NULL ? "it is not printed; the lines of `extra` are" : "it is not printed";
}

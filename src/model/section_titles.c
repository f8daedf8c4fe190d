#include "model/schema.h"

#include "base/ascii.h"
#include "model/reading.h"

/*
 * What a section holds, by the words of its title: the first row of which every word occurs.
 * Specific rows stand before general ones ("Teaching Experience" is teaching).
 */
static const struct {
    const char *words;
    enum entry_type type;
} titles[] = {
    {"career break", ENTRY_CAREER_BREAK},
    {"career breaks", ENTRY_CAREER_BREAK},
    {"career interruptions", ENTRY_CAREER_BREAK},
    {"parental leave", ENTRY_CAREER_BREAK},
    {"publication", ENTRY_PUBLICATION},
    {"publications", ENTRY_PUBLICATION},
    {"papers", ENTRY_PUBLICATION},
    {"preprints", ENTRY_PUBLICATION},
    {"articles", ENTRY_PUBLICATION},
    {"books", ENTRY_PUBLICATION},
    {"teaching", ENTRY_TEACHING},
    {"courses taught", ENTRY_TEACHING},
    {"supervision", ENTRY_SUPERVISION},
    {"supervised", ENTRY_SUPERVISION},
    {"advising", ENTRY_SUPERVISION},
    {"mentoring", ENTRY_SUPERVISION},
    {"students", ENTRY_SUPERVISION},
    {"education", ENTRY_EDUCATION},
    {"grants", ENTRY_GRANT},
    {"funding", ENTRY_GRANT},
    {"talks", ENTRY_TALK},
    {"presentations", ENTRY_TALK},
    {"lectures", ENTRY_TALK},
    {"service", ENTRY_SERVICE},
    {"reviewing", ENTRY_SERVICE},
    {"awards", ENTRY_AWARD},
    {"award", ENTRY_AWARD},
    {"honors", ENTRY_AWARD},
    {"honours", ENTRY_AWARD},
    {"prizes", ENTRY_AWARD},
    {"fellowships", ENTRY_AWARD},
    {"scholarships", ENTRY_AWARD},
    {"certificates", ENTRY_CERTIFICATE},
    {"certifications", ENTRY_CERTIFICATE},
    {"licenses", ENTRY_CERTIFICATE},
    {"languages", ENTRY_LANGUAGE},
    {"skills", ENTRY_SKILL},
    {"technologies", ENTRY_SKILL},
    {"interests", ENTRY_INTEREST},
    {"hobbies", ENTRY_INTEREST},
    {"referees", ENTRY_REFEREE},
    {"references", ENTRY_REFEREE},
    {"memberships", ENTRY_MEMBERSHIP},
    {"affiliations", ENTRY_MEMBERSHIP},
    {"software", ENTRY_PRODUCT},
    {"datasets", ENTRY_PRODUCT},
    {"patents", ENTRY_PRODUCT},
    {"products", ENTRY_PRODUCT},
    {"projects", ENTRY_PROJECT},
    {"experience", ENTRY_EXPERIENCE},
    {"employment", ENTRY_EXPERIENCE},
    {"appointments", ENTRY_EXPERIENCE},
    {"positions", ENTRY_EXPERIENCE},
    {"work", ENTRY_EXPERIENCE},
    {"volunteering", ENTRY_EXPERIENCE},
    {"volunteer", ENTRY_EXPERIENCE},
};

/* Whether `word` stands in `title` as a word of its own, in any case. */
static bool has_word(struct str title, struct str word)
{
    for (size_t i = 0; i + word.len <= title.len; i++) {
        bool starts = i == 0 || !ascii_is_letter(title.ptr[i - 1]);
        bool ends = i + word.len == title.len || !ascii_is_letter(title.ptr[i + word.len]);
        if (starts && ends && str_eq_nocase(str_sub(title, i, i + word.len), word))
            return true;
    }
    return false;
}

enum entry_type entry_type_of_title(struct str title)
{
    /* A title longer than this is a sentence, and its words tell nothing. */
    if (title.len > 80)
        return ENTRY_TYPE_COUNT;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (has_word(title, str_of(titles[i].words)))
            return titles[i].type;
    return reading_title_type(title);
}

const char *section_title_word(size_t index, enum entry_type *type)
{
    if (index >= sizeof titles / sizeof *titles)
        return NULL;
    *type = titles[index].type;
    return titles[index].words;
}

enum entry_type entry_type_find(struct str name)
{
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++)
        if (str_eq_nocase(name, str_of(entry_tables[type]->name)))
            return (enum entry_type)type;
    return entry_type_of_title(name);
}

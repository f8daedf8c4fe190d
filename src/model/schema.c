#include "model/schema.h"

#include "locale/locale.h"

/* ---- names ---- */

static const char *const names[NAME_COUNT] = {
#define N(name) #name,
#include "model/names.def"
#undef N
};

const char *name_text(enum name name)
{
    return names[name];
}

static int compare(struct str a, const char *b)
{
    int order = a.len > 0 ? a.ptr[0] - b[0] : -1;
    if (order == 0)
        order = strncmp(a.ptr, b, a.len);
    return order != 0 ? order : -(b[a.len] != '\0');
}

enum name name_find(struct str text)
{
    size_t low = 0, high = NAME_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(text, names[middle]);
        if (order == 0)
            return (enum name)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NAME_COUNT;
}

const struct row *table_row(const struct table *table, enum name key)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].key == key)
            return &table->rows[i];
    return NULL;
}

/* ---- the rows ---- */

#define ROW(name, kind_, flags_, ...)                                                              \
    {                                                                                              \
        .key = NAME_##name, .means = NAME_##name, .kind = KIND_##kind_, .flags = (flags_),         \
        __VA_ARGS__                                                                                \
    }
#define SAME_AS(name, canonical, kind_, flags_, example_)                                          \
    {                                                                                              \
        .key = NAME_##name, .means = NAME_##canonical, .kind = KIND_##kind_, .flags = (flags_),    \
        .doc = "The same as `" #canonical "`.", .example = example_                                \
    }
#define CHOICES(...) .choices = (const char *const[]){__VA_ARGS__, NULL}
#define TABLE(variable, name_, doc_)                                                               \
    const struct table variable##_table = {                                                        \
        .name = name_, .doc = doc_, .rows = variable##_rows,                                       \
        .count = sizeof variable##_rows / sizeof *variable##_rows}
#define ENTRY_TABLE(variable, name_, doc_) static TABLE(variable, name_, doc_)

enum { REQUIRED = ROW_REQUIRED, LIST = ROW_LIST, DETECT = ROW_DETECT, OPTION = ROW_OPTION };

#define DATES                                                                                      \
    ROW(date, DATE, 0,                                                                             \
        .doc = "When: a date, a range in one text, or free text, in place of the other two.",   \
        .example = "2012 - 2017"),                                                                 \
        SAME_AS(year, date, DATE, 0, "2019"),                                                      \
        SAME_AS(years, date, DATE, 0, "2017 - 2023"),                                              \
        ROW(start_date, DATE, 0, .doc = "When it began.", .example = "2020-09"),                   \
        ROW(end_date, DATE, 0,                                                                     \
            .doc = "When it ended; `present`, or left out after a `start_date`, while it lasts.",  \
            .example = "present")
#define PLACE ROW(location, LINE, 0, .doc = "Where.", .example = "Hong Kong")
#define BODY                                                                                       \
    ROW(summary, PROSE, 0, .doc = "What it was about, in a sentence or in paragraphs.",            \
        .example = "Led the design of the *Atlas* scheduler.", .sub = &text_item_table),           \
        ROW(highlights, PROSE, LIST, .sub = &text_item_table,                                      \
            .doc = "Achievements, one bullet each.",                                               \
            .example = "[Cut the cost of a run by 41.2%, Mentored two interns]"),                  \
        ROW(url, URL, 0, .doc = "A page about it; its name becomes the link.",                     \
            .example = "https://example.org/project")
#define CITED                                                                                      \
    ROW(citations, COUNT, 0, .sub = &citation_table,                                               \
        .doc = "How often it was cited, as you say it: it goes before what a provider says.",      \
        .example = "{count: 243, source: Google Scholar, date: 2026-11}")
#define TAGS                                                                                       \
    ROW(tags, WORD, LIST | OPTION,                                                                 \
        .doc = "Words by which `only: {tag: ...}` of a section selects it; never printed.",        \
        .example = "[systems, long]")
#define TYPE                                                                                       \
    ROW(type, WORD, OPTION, .doc = "The entry's type, when its keys do not tell.",                 \
        .example = "entry")
#define COMMON                                                                                     \
    ROW(extra, PAIRS, 0, .sub = &pair_table,                                                       \
        .doc = "Whatever else is to be said: lines with a label each.",                            \
        .example = "{Team size: 12, Sector: Finance}"),                                            \
        ROW(note, LINE, 0, .doc = "A remark, printed last.", .example = "on leave in 2019"), TAGS, \
        TYPE

static const struct row text_item_rows[] = {
    ROW(text, PROSE, REQUIRED | DETECT, .doc = "The text: inline Markdown, paragraphs, lists.",
        .example = "Worked on **compilers**."),
    TAGS,
    TYPE,
};
TABLE(text_item, "text", "A paragraph, or a text that needs options.");

static const struct row bullet_rows[] = {
    ROW(bullet, PROSE, REQUIRED | DETECT, .doc = "The text of the bullet.",
        .example = "Reviewer for SIGMOD"),
    SAME_AS(text, bullet, PROSE, 0, "Reviewer for SIGMOD"),
    TAGS,
    TYPE,
};
ENTRY_TABLE(bullet, "bullet", "One bullet of a list.");

static const struct row label_rows[] = {
    ROW(label, LINE, REQUIRED | DETECT, .doc = "The term on the left.", .example = "Programming"),
    ROW(details, PROSE, REQUIRED | DETECT | LIST,
        .doc = "What belongs to it; a list is joined by commas.", .example = "C, Python, TLA+"),
    COMMON,
};
ENTRY_TABLE(label, "label", "A term and what belongs to it.");

static const struct row education_rows[] = {
    ROW(institution, LINE, REQUIRED | DETECT, .doc = "The school or university.",
        .example = "Renmin University of China"),
    SAME_AS(school, institution, LINE, DETECT, "HKUST"),
    SAME_AS(university, institution, LINE, DETECT, "HKUST"),
    ROW(area, LINE, DETECT, .doc = "The field of study.", .example = "Computer Science"),
    SAME_AS(field, area, LINE, DETECT, "Computer Science"),
    ROW(degree, LINE, DETECT, .doc = "The degree.", .example = "B.S."),
    DATES,
    PLACE,
    ROW(grade, LINE, 0, .doc = "The final mark or average.", .example = "GPA 3.9/4.0"),
    SAME_AS(score, grade, LINE, 0, "3.9/4.0"),
    ROW(thesis, LINE, 0, .doc = "The title of the thesis.",
        .example = "Accessible Systems for Machine Learning"),
    ROW(advisors, PERSON, LIST, .sub = &person_table, .doc = "Who advised the thesis.",
        .example = "[Kai Chen]"),
    SAME_AS(advisor, advisors, PERSON, LIST, "Kai Chen"),
    ROW(examiners, PERSON, LIST, .sub = &person_table, .doc = "Who examined the thesis.",
        .example = "[Ada Lovelace, Alan Turing]"),
    ROW(courses, LINE, LIST, .doc = "Courses worth naming.", .example = "[Compilers, Networks]"),
    BODY,
    COMMON,
};
ENTRY_TABLE(education, "education", "A degree or a course of study.");

static const struct row experience_rows[] = {
    ROW(company, LINE, DETECT, .doc = "The employer.", .example = "Vincross Robotics"),
    SAME_AS(organization, company, LINE, DETECT, "Vincross Robotics"),
    SAME_AS(employer, company, LINE, DETECT, "Vincross Robotics"),
    SAME_AS(institution, company, LINE, 0, "HKUST"),
    ROW(position, LINE, DETECT, .doc = "The job's title.", .example = "Chief Operating Officer"),
    SAME_AS(title, position, LINE, 0, "Engineer"),
    ROW(unit, LINE, 0, .doc = "The department or team.", .example = "Department of Physics"),
    ROW(kind, LINE, 0, .doc = "What sort of job: visiting, part-time, internship...",
        .example = "part-time"),
    DATES,
    PLACE,
    BODY,
    ROW(keywords, LINE, LIST, .doc = "Methods and tools used.", .example = "[C, CUDA]"),
    COMMON,
};
ENTRY_TABLE(experience, "experience", "A job, an appointment, an internship, voluntary work.");

static const struct row publication_rows[] = {
    ROW(title, LINE, REQUIRED, .doc = "The title, in the case in which to print it.",
        .example = "Scalable and Efficient Full-Graph GNN Training for Large Graphs"),
    ROW(authors, PERSON, LIST | DETECT, .sub = &person_table,
        .doc = "The authors in their order; yourself in bold.",
        .example = "[Kaiqiang Xu, Di Chai]"),
    ROW(editors, PERSON, LIST, .sub = &person_table, .doc = "The editors of the volume.",
        .example = "[Grace Hopper]"),
    ROW(kind, LINE, 0, .doc = "What it is: journal article, conference paper, book, chapter...",
        .example = "conference paper"),
    ROW(status, LINE, 0, .doc = "In press, under review, ...; nothing once it is published.",
        .example = "under review"),
    ROW(venue, LINE, DETECT, .doc = "The journal, the conference or the book it appeared in.",
        .example = "ACM International Conference on Management of Data"),
    SAME_AS(journal, venue, LINE, DETECT, "Nature"),
    ROW(short_venue, LINE, DETECT, .doc = "The venue's short name, printed in front.",
        .example = "SIGMOD 2025"),
    ROW(publisher, LINE, 0, .doc = "The publisher.", .example = "ACM"),
    ROW(date, DATE, 0, .doc = "When it appeared.", .example = "2025-06"),
    SAME_AS(year, date, DATE, 0, "2025"),
    ROW(location, LINE, 0, .doc = "Where the conference was held.", .example = "Berlin"),
    ROW(volume, VERBATIM, 0, .doc = "The volume.", .example = "12"),
    ROW(number, VERBATIM, 0, .doc = "The number within the volume.", .example = "3"),
    ROW(pages, VERBATIM, 0, .doc = "The pages.", .example = "114-127"),
    ROW(doi, VERBATIM, DETECT, .doc = "The DOI, with or without https://doi.org/.",
        .example = "10.1145/3709711"),
    ROW(arxiv, VERBATIM, DETECT, .doc = "The arXiv number.", .example = "2504.00001"),
    ROW(pmid, VERBATIM, 0, .doc = "The PubMed number.", .example = "29456894"),
    ROW(isbn, VERBATIM, 0, .doc = "The ISBN of a book.", .example = "978-3-16-148410-0"),
    ROW(links, PAIRS, 0, .sub = &link_table, .doc = "Other places: a label and an address each.",
        .example = "{pdf: https://example.org/p.pdf, code: https://example.org/c}"),
    ROW(acceptance, MAP, 0, .sub = &acceptance_table, .doc = "How many papers were accepted.",
        .example = "{accepted: 31, submitted: 189}"),
    ROW(award, LINE, 0, .doc = "An award the paper won.", .example = "Best Paper Award"),
    CITED,
    ROW(role_note, LINE, 0, .doc = "Your part in it.", .example = "First author"),
    ROW(abstract, PROSE, 0, .doc = "The abstract.", .example = "We show that P equals NP for N=1."),
    ROW(keywords, WORD, LIST | OPTION, .doc = "Words to select the paper by; never printed.",
        .example = "[privacy]"),
    ROW(selected, FLAG, OPTION, .doc = "Whether it belongs to a selection of your best.",
        .example = "true"),
    ROW(key, WORD, OPTION, .doc = "A name for the entry, as in BibTeX; never printed.",
        .example = "xu2025sequoia"),
    BODY,
    COMMON,
};
ENTRY_TABLE(publication, "publication", "A paper, a book, a chapter, a preprint.");

static const struct row project_rows[] = {
    ROW(name, LINE, REQUIRED, .doc = "The project's name.", .example = "cv2tex"),
    SAME_AS(title, name, LINE, 0, "cv2tex"),
    ROW(description, LINE, DETECT, .doc = "What it is, in a few words.",
        .example = "a compiler for CVs"),
    ROW(company, LINE, 0, .doc = "For whom, or with whom.", .example = "HKUST"),
    SAME_AS(organization, company, LINE, 0, "HKUST"),
    ROW(roles, LINE, LIST | DETECT, .doc = "Your part in it.", .example = "[maintainer]"),
    DATES,
    PLACE,
    BODY,
    ROW(keywords, LINE, LIST | DETECT, .doc = "Methods and tools used.",
        .example = "[C, LaTeX]"),
    COMMON,
};
ENTRY_TABLE(project, "project", "A project.");

static const struct row award_rows[] = {
    ROW(title, LINE, REQUIRED, .doc = "The award.", .example = "Forbes 30 Under 30"),
    SAME_AS(name, title, LINE, 0, "Forbes 30 Under 30"),
    ROW(awarder, LINE, DETECT, .doc = "Who gave it.", .example = "Forbes"),
    DATES,
    ROW(amount, LINE, 0, .doc = "What it was worth.", .example = "EUR 10,000"),
    PLACE,
    BODY,
    COMMON,
};
ENTRY_TABLE(award, "award", "An award, an honour, a fellowship, a scholarship.");

static const struct row certificate_rows[] = {
    ROW(name, LINE, REQUIRED, .doc = "The certificate.", .example = "Certified Kubernetes Admin"),
    SAME_AS(title, name, LINE, 0, "Certified Kubernetes Admin"),
    ROW(issuer, LINE, DETECT, .doc = "Who issued it.", .example = "CNCF"),
    DATES,
    ROW(id, VERBATIM, 0, .doc = "Its number.", .example = "LF-1234"),
    BODY,
    COMMON,
};
ENTRY_TABLE(certificate, "certificate", "A certificate or a licence.");

static const struct row skill_rows[] = {
    ROW(name, LINE, REQUIRED, .doc = "The skill, or a group of skills.",
        .example = "Programming languages"),
    ROW(level, LINE, DETECT, .doc = "How well.", .example = "expert"),
    ROW(keywords, LINE, LIST | DETECT, .doc = "What belongs to it.", .example = "[C, Go, Rust]"),
    ROW(summary, PROSE, 0, .doc = "A sentence about it.", .example = "Ten years of practice."),
    COMMON,
};
ENTRY_TABLE(skill, "skill", "A skill.");

static const struct row language_rows[] = {
    ROW(language, LINE, REQUIRED | DETECT, .doc = "The language.", .example = "German"),
    ROW(fluency, LINE, DETECT, .doc = "How well: a CEFR level, or words.", .example = "C1"),
    SAME_AS(level, fluency, LINE, 0, "C1"),
    ROW(certificate, LINE, 0, .doc = "A certificate for it.", .example = "Goethe-Zertifikat C1"),
    ROW(keywords, LINE, LIST, .doc = "Further remarks.", .example = "[spoken, written]"),
    COMMON,
};
ENTRY_TABLE(language, "language", "A language you speak.");

static const struct row interest_rows[] = {
    ROW(name, LINE, REQUIRED, .doc = "The interest.", .example = "Chess"),
    ROW(keywords, LINE, LIST | DETECT, .doc = "What belongs to it.",
        .example = "[blitz, problem solving]"),
    ROW(summary, PROSE, 0, .doc = "A sentence about it.", .example = "Club champion in 2011."),
    COMMON,
};
ENTRY_TABLE(interest, "interest", "An interest or a hobby.");

static const struct row grant_rows[] = {
    ROW(title, LINE, REQUIRED, .doc = "What the grant was for.",
        .example = "Carbon-Aware Computing"),
    ROW(funder, LINE, REQUIRED | DETECT, .doc = "Who gave it.", .example = "NSF"),
    ROW(number, VERBATIM, 0, .doc = "The grant's number.", .example = "CNS-2145678"),
    ROW(role, LINE, 0, .doc = "Your part: PI, co-PI, ...", .example = "PI"),
    ROW(amount, LINE, 0, .doc = "The whole sum, with its currency.", .example = "USD 500,000"),
    SAME_AS(total, amount, LINE, 0, "USD 500,000"),
    ROW(currency, LINE, 0, .doc = "The currency, when the sums do not name it.",
        .example = "USD"),
    ROW(share, LINE, 0, .doc = "Your own share of it: a sum, or 40%.", .example = "USD 250,000"),
    ROW(status, LINE, 0, .doc = "Pending, awarded, declined...", .example = "pending"),
    DATES,
    BODY,
    COMMON,
};
ENTRY_TABLE(grant, "grant", "A grant.");

static const struct row talk_rows[] = {
    ROW(title, LINE, REQUIRED, .doc = "The title of the talk.",
        .example = "Scheduling for the Climate"),
    ROW(event, LINE, DETECT, .doc = "The conference, the seminar, the host.",
        .example = "NSDI 2025"),
    SAME_AS(venue, event, LINE, 0, "NSDI 2025"),
    ROW(kind, LINE, 0, .doc = "Invited, keynote, contributed, poster, ...", .example = "keynote"),
    ROW(also, LINE, LIST, .doc = "Where and when it was given again.",
        .example = "['MIT, May 2025', 'ETH Zurich, June 2025']"),
    ROW(authors, PERSON, LIST, .sub = &person_table, .doc = "With whom, when not alone.",
        .example = "[Kaiqiang Xu, Kai Chen]"),
    DATES,
    PLACE,
    BODY,
    COMMON,
};
ENTRY_TABLE(talk, "talk", "A talk or a poster.");

static const struct row teaching_rows[] = {
    ROW(course, LINE, REQUIRED | DETECT, .doc = "The course.", .example = "Operating Systems"),
    ROW(code, VERBATIM, 0, .doc = "Its number.", .example = "COMP 3511"),
    ROW(level, LINE, 0, .doc = "Undergraduate, graduate, ...", .example = "undergraduate"),
    ROW(role, LINE, 0, .doc = "Your part: lecturer, teaching assistant, ...",
        .example = "Lecturer"),
    ROW(term, LINE, LIST, .doc = "The term or terms.", .example = "[Fall 2023, Fall 2024]"),
    ROW(institution, LINE, 0, .doc = "The university.", .example = "HKUST"),
    ROW(enrolment, LINE, LIST, .doc = "How many students, also of each term.",
        .example = "120"),
    SAME_AS(students, enrolment, LINE, LIST, "120"),
    ROW(evaluation, LINE, 0, .doc = "How it was rated.", .example = "4.8/5"),
    DATES,
    PLACE,
    BODY,
    COMMON,
};
ENTRY_TABLE(teaching, "teaching", "A course you taught.");

static const struct row supervision_rows[] = {
    ROW(student, LINE, REQUIRED | DETECT, .doc = "The student.", .example = "Grace Hopper"),
    SAME_AS(name, student, LINE, 0, "Grace Hopper"),
    ROW(level, LINE, 0, .doc = "PhD, MSc, ...", .example = "PhD"),
    SAME_AS(degree, level, LINE, 0, "PhD"),
    ROW(thesis, LINE, 0, .doc = "The title of the thesis.", .example = "Compilers for All"),
    ROW(role, LINE, 0, .doc = "Primary supervisor, co-supervisor, ...",
        .example = "primary supervisor"),
    ROW(advisors, PERSON, LIST, .sub = &person_table, .doc = "Who supervised with you.",
        .example = "[Alan Turing]"),
    SAME_AS(co_advisors, advisors, PERSON, LIST, "[Alan Turing]"),
    ROW(institution, LINE, 0, .doc = "The university.", .example = "HKUST"),
    ROW(placement, LINE, DETECT, .doc = "Where the student went.", .example = "Google Research"),
    DATES,
    BODY,
    COMMON,
};
ENTRY_TABLE(supervision, "supervision", "A student you supervised.");

static const struct row service_rows[] = {
    ROW(role, LINE, REQUIRED, .doc = "What you did.", .example = "Programme committee member"),
    ROW(body, LINE, DETECT, .doc = "For whom: a conference, a journal, a committee.",
        .example = "USENIX NSDI"),
    SAME_AS(organization, body, LINE, 0, "USENIX NSDI"),
    ROW(scope, LINE, DETECT, .doc = "Department, university or profession.",
        .example = "profession"),
    DATES,
    PLACE,
    BODY,
    COMMON,
};
ENTRY_TABLE(service, "service", "Service to the profession, the university, the department.");

static const struct row referee_rows[] = {
    ROW(name, LINE, REQUIRED, .doc = "The referee.", .example = "Prof. Kai Chen"),
    ROW(position, LINE, 0, .doc = "The referee's position.", .example = "Professor"),
    SAME_AS(title, position, LINE, 0, "Professor"),
    ROW(institution, LINE, 0, .doc = "Where.", .example = "HKUST"),
    ROW(relation, LINE, DETECT, .doc = "How you know each other.", .example = "PhD advisor"),
    ROW(email, EMAIL, DETECT, .doc = "The e-mail address.", .example = "kai@example.org"),
    ROW(phone, VERBATIM, DETECT, .doc = "The telephone number.", .example = "+852 1234 5678"),
    ROW(reference, PROSE, DETECT, .doc = "What the referee wrote of you.",
        .example = "A pleasure to work with."),
    ROW(url, URL, 0, .doc = "The referee's page.", .example = "https://example.org/chen"),
    ROW(private, FLAG, OPTION,
        .doc = "Keep the e-mail address and the telephone number off the page.",
        .example = "false"),
    COMMON,
};
ENTRY_TABLE(referee, "referee", "Somebody who can be asked about you.");

static const struct row product_rows[] = {
    ROW(title, LINE, REQUIRED, .doc = "The software, data set or patent.",
        .example = "MIND OS"),
    SAME_AS(name, title, LINE, 0, "MIND OS"),
    ROW(kind, LINE, DETECT, .doc = "Software, data set, patent, ...", .example = "software"),
    ROW(id, VERBATIM, DETECT, .doc = "Its number or identifier.", .example = "US 10,123,456"),
    ROW(authors, PERSON, LIST, .sub = &person_table, .doc = "By whom.",
        .example = "[Kaiqiang Xu]"),
    ROW(role, LINE, 0, .doc = "Your part in it.", .example = "author"),
    ROW(status, LINE, DETECT, .doc = "Released, granted, filed, ...", .example = "granted"),
    ROW(users, LINE, DETECT, .doc = "Who uses it, or how many.", .example = "12,000 downloads"),
    ROW(doi, VERBATIM, 0, .doc = "Its DOI.", .example = "10.5281/zenodo.1234"),
    CITED,
    DATES,
    BODY,
    COMMON,
};
ENTRY_TABLE(product, "product", "Software, a data set, a patent.");

static const struct row membership_rows[] = {
    ROW(organization, LINE, REQUIRED, .doc = "The society.", .example = "ACM"),
    ROW(role, LINE, 0, .doc = "Member, fellow, ...", .example = "Member"),
    ROW(id, VERBATIM, 0, .doc = "The membership number.", .example = "1234567"),
    DATES,
    PLACE,
    BODY,
    COMMON,
};
ENTRY_TABLE(membership, "membership", "Membership of a learned or professional society.");

static const struct row career_break_rows[] = {
    ROW(reason, LINE, DETECT, .doc = "Why; it may be left out.", .example = "Parental leave"),
    ROW(extent, LINE, 0, .doc = "How much of the time.", .example = "half of the time"),
    ROW(duration, LINE, 0, .doc = "How long it was, when the dates do not tell.",
        .example = "8 months"),
    DATES,
    BODY,
    COMMON,
};
ENTRY_TABLE(career_break, "career_break", "A time away from work: leave, illness, care, service.");

static const struct row entry_rows[] = {
    ROW(name, LINE, DETECT, .doc = "What it is; printed first.", .example = "Career break"),
    SAME_AS(title, name, LINE, DETECT, "Career break"),
    ROW(subtitle, LINE, DETECT, .doc = "Printed below or behind the name.",
        .example = "Parental leave"),
    DATES,
    PLACE,
    ROW(details, PROSE, LIST, .doc = "Further details; a list is joined by commas.",
        .example = "full time"),
    BODY,
    ROW(keywords, LINE, LIST, .doc = "Words that belong to it.", .example = "[family]"),
    COMMON,
};
ENTRY_TABLE(entry, "entry", "Whatever fits no other type: outreach, a blog, military service.");

const struct table *const entry_tables[ENTRY_TYPE_COUNT] = {
    [ENTRY_TEXT] = &text_item_table,
    [ENTRY_BULLET] = &bullet_table,
    [ENTRY_LABEL] = &label_table,
    [ENTRY_EDUCATION] = &education_table,
    [ENTRY_EXPERIENCE] = &experience_table,
    [ENTRY_PUBLICATION] = &publication_table,
    [ENTRY_PROJECT] = &project_table,
    [ENTRY_AWARD] = &award_table,
    [ENTRY_CERTIFICATE] = &certificate_table,
    [ENTRY_SKILL] = &skill_table,
    [ENTRY_LANGUAGE] = &language_table,
    [ENTRY_INTEREST] = &interest_table,
    [ENTRY_GRANT] = &grant_table,
    [ENTRY_TALK] = &talk_table,
    [ENTRY_TEACHING] = &teaching_table,
    [ENTRY_SUPERVISION] = &supervision_table,
    [ENTRY_SERVICE] = &service_table,
    [ENTRY_REFEREE] = &referee_table,
    [ENTRY_PRODUCT] = &product_table,
    [ENTRY_MEMBERSHIP] = &membership_table,
    [ENTRY_CAREER_BREAK] = &career_break_table,
    [ENTRY_GENERIC] = &entry_table,
};

/* ---- smaller maps ---- */

static const struct row name_rows[] = {
    ROW(given, LINE, 0, .doc = "Given names.", .example = "Kaiqiang"),
    ROW(family, LINE, 0,
        .doc = "Family name; printed last, but first in Chinese, Japanese and Korean letters.",
        .example = "Xu"),
    ROW(native, LINE, 0, .doc = "The name in its own script, printed beside it.",
        .example = "徐凯强"),
};
TABLE(name, "name", "A name in parts.");

static const struct row person_rows[] = {
    ROW(name, LINE, REQUIRED, .doc = "The person's name.", .example = "Kai Chen"),
    ROW(role, LINE, LIST, .doc = "Self, equal, corresponding, student, advisor.",
        .example = "[equal]"),
    ROW(orcid, VERBATIM, OPTION, .doc = "The person's ORCID, by which you are told from others.",
        .example = "0000-0002-1825-0097"),
    ROW(url, URL, 0, .doc = "The person's page.", .example = "https://example.org/chen"),
};
TABLE(person, "person", "A person.");

static const struct row profile_rows[] = {
    ROW(network, LINE, REQUIRED, .doc = "The network or register.", .example = "github"),
    ROW(username, VERBATIM, 0, .doc = "The name or number there.", .example = "someone"),
    ROW(url, URL, 0, .doc = "The address, when it does not follow from the name.",
        .example = "https://github.com/someone"),
};
TABLE(profile, "profile", "An account on a network, an identifier in a register.");

static const struct row link_rows[] = {
    ROW(label, LINE, REQUIRED, .doc = "What to print.", .example = "slides"),
    ROW(url, URL, REQUIRED, .doc = "The address.", .example = "https://example.org/slides.pdf"),
};
TABLE(link, "link", "A label and an address.");

static const struct row pair_rows[] = {
    ROW(label, LINE, REQUIRED, .doc = "What stands in front.", .example = "Team size"),
    ROW(text, LINE, REQUIRED, .doc = "What is said.", .example = "12"),
};
TABLE(pair, "line", "A label and a text.");

static const struct row acceptance_rows[] = {
    ROW(accepted, NUMBER, REQUIRED, .doc = "Papers accepted.", .example = "31"),
    ROW(submitted, NUMBER, REQUIRED, .doc = "Papers submitted.", .example = "189"),
};
TABLE(acceptance, "acceptance", "How many papers a venue accepted.");

static const struct row citation_rows[] = {
    ROW(count, NUMBER, REQUIRED, .doc = "How often.", .example = "243"),
    ROW(source, VERBATIM, 0, .doc = "Who counted.", .example = "Google Scholar"),
    ROW(date, DATE, 0, .doc = "When that was.", .example = "2026-11"),
};
TABLE(citation, "citation", "How often something was cited.");

#define ENDPOINT(provider, title)                                                                  \
    ROW(provider, WORD, OPTION, .doc = "Of " title ".", .example = "https://example.org/api")

static const struct row endpoint_rows[] = {
    ENDPOINT(openalex, "OpenAlex"),
    ENDPOINT(semantic_scholar, "Semantic Scholar"),
    ENDPOINT(crossref, "Crossref"),
    ENDPOINT(opencitations, "OpenCitations"),
    ENDPOINT(inspire, "INSPIRE-HEP"),
    ENDPOINT(ads, "NASA ADS"),
    ENDPOINT(europepmc, "Europe PMC"),
};
TABLE(endpoint, "endpoint", "Other addresses of the providers of counts: a proxy, a mirror.");

static const struct row author_rows[] = {
    ROW(openalex, WORD, OPTION, .doc = "At OpenAlex.", .example = "A5023888391"),
    ROW(semantic_scholar, WORD, OPTION, .doc = "At Semantic Scholar.", .example = "1741101"),
    ROW(inspire, WORD, OPTION, .doc = "At INSPIRE-HEP.", .example = "E.Witten.1"),
};
TABLE(author, "author", "Who you are for the providers that do not know ORCID.");

static const struct row citations_rows[] = {
    ROW(show, CHOICE, OPTION | LIST, .fallback = "[count, total, h_index]",
        .doc = "What is printed: the count of each paper, your totals, a chart of the years.",
        CHOICES("count", "total", "h_index", "i10", "papers", "chart", "none"),
        .example = "[count, total, h_index, i10, papers, chart]"),
    ROW(provider, CHOICE, OPTION | LIST, .fallback = "openalex",
        .doc = "Who counts; each next one fills in what those before it do not know.",
        CHOICES("openalex", "semantic_scholar", "crossref", "opencitations", "inspire", "ads",
                "europepmc"),
        .example = "[openalex, crossref]"),
    ROW(min, NUMBER, OPTION, .fallback = "1",
        .doc = "Leave out the counts of papers that are smaller.",
        .example = "10"),
    ROW(max_age, NUMBER, OPTION, .fallback = "30",
        .doc = "The days after which a count is asked for again.", .example = "7"),
    ROW(record, WORD, OPTION,
        .doc = "The file of the counts; else it stands beside the CV as NAME.citations.json.",
        .example = "counts.json"),
    ROW(mailto, WORD, OPTION, .doc = "Your address, which some providers ask for.",
        .example = "someone@example.org"),
    ROW(author, MAP, OPTION, .sub = &author_table,
        .doc = "Your numbers at the providers, for the totals; an ORCID is taken from `profiles`.",
        .example = "{semantic_scholar: 1741101}"),
    ROW(endpoint, MAP, OPTION, .sub = &endpoint_table,
        .doc = "Other addresses of the providers: https, or http on this machine; keys are not "
               "sent to other hosts.",
        .example = "{openalex: https://openalex.example.org}"),
};
TABLE(citations, "citations", "How often your papers were cited.");

static const struct row margins_rows[] = {
    ROW(left, LENGTH, OPTION, .doc = "Left margin.", .example = "2cm"),
    ROW(right, LENGTH, OPTION, .doc = "Right margin.", .example = "2cm"),
    ROW(top, LENGTH, OPTION, .doc = "Top margin.", .example = "1.8cm"),
    ROW(bottom, LENGTH, OPTION, .doc = "Bottom margin.", .example = "1.8cm"),
};
TABLE(margins, "margins", "The four margins.");

static const struct row design_rows[] = {
    ROW(style, CHOICE, OPTION, .fallback = "banking", .doc = "The moderncv style.",
        CHOICES("classic", "casual", "banking", "oldstyle", "fancy"), .example = "classic"),
    ROW(color, CHOICE, OPTION, .fallback = "blue", .doc = "The colour scheme.",
        CHOICES("black", "blue", "burgundy", "green", "grey", "orange", "purple", "red"),
        .example = "burgundy"),
    ROW(font, CHOICE, OPTION, .fallback = "default",
        .doc = "The font family; `default` is the style's own.",
        CHOICES("default", "roman", "sans", "times", "palatino", "charter", "garamond",
                "libertinus", "helvetica", "source-sans"),
        .example = "times"),
    ROW(font_size, CHOICE, OPTION, .fallback = "11pt", .doc = "The size of the text.",
        CHOICES("10pt", "11pt", "12pt"), .example = "10pt"),
    ROW(spacing, CHOICE, OPTION, .doc = "The distance of the lines; 1 is the font's own.",
        CHOICES("0.9", "0.92", "0.94", "0.96", "0.98", "1", "1.05", "1.1", "1.2"),
        .example = "1.05"),
    ROW(pages, NUMBER, OPTION,
        .doc = "How many pages there may be: `build` sets the CV a little tighter where it needs "
               "more.",
        .example = "2"),
    ROW(paper, CHOICE, OPTION, .fallback = "a4", .doc = "The paper.",
        CHOICES("a4", "a5", "b5", "letter", "legal", "executive"), .example = "letter"),
    ROW(landscape, FLAG, OPTION, .fallback = "false", .doc = "Print across the paper's long side.",
        .example = "true"),
    ROW(margin, LENGTH, OPTION, .doc = "All four margins.", .example = "2cm"),
    ROW(margins, MAP, OPTION, .sub = &margins_table, .doc = "The margins one by one.",
        .example = "{left: 2cm, right: 2cm, top: 1.8cm, bottom: 1.8cm}"),
    ROW(hint_width, LENGTH, OPTION,
        .doc = "The width of the side column, if the style has one; else as its texts need.",
        .example = "3cm"),
    ROW(page_numbers, CHOICE, OPTION, .fallback = "auto",
        .doc = "`auto` numbers the pages of a longer CV; `total` says of how many, once that is "
               "known; "
               "`always` and `never` do as they say.",
        CHOICES("auto", "always", "total", "never"), .example = "never"),
    ROW(icons, FLAG, OPTION, .fallback = "true", .doc = "Symbols before the contact lines.",
        .example = "false"),
    ROW(photo_width, LENGTH, OPTION, .doc = "The width of the photo.", .example = "64pt"),
    ROW(photo_frame, LENGTH, OPTION, .fallback = "0.4pt",
        .doc = "The thickness of the frame around the photo; 0pt for none.", .example = "0pt"),
    ROW(lead, CHOICE, OPTION, .fallback = "organization",
        .doc = "What stands first in an entry of work or education (banking).",
        CHOICES("organization", "position"), .example = "position"),
    ROW(date_format, CHOICE, OPTION, .fallback = "Mon YYYY",
        .doc = "How dates are printed; `as written` leaves them alone.",
        CHOICES("Mon YYYY", "Month YYYY", "YYYY-MM", "MM/YYYY", "YYYY", "as written"),
        .example = "Month YYYY"),
    ROW(language, LANGUAGE, OPTION, .fallback = "en",
        .doc = "The language of the words in between, also by its name: `German`.",
        .choices = locale_codes, .example = "en"),
    ROW(engine, CHOICE, OPTION, .fallback = "pdflatex",
        .doc =
            "The LaTeX to write for; `lualatex` has fonts for scripts that pdflatex has none for.",
        CHOICES("pdflatex", "lualatex"), .example = "lualatex"),
    ROW(template, WORD, OPTION, .doc = "A folder of templates that replace the built-in ones.",
        .example = "my-templates"),
};
TABLE(design, "design", "How the page looks.");

static const struct row group_title_rows[] = {
    ROW(group, WORD, REQUIRED, .doc = "The group: a kind, a year, whatever entries are grouped by.",
        .example = "journal"),
    ROW(title, LINE, REQUIRED, .doc = "What to print above it.", .example = "Refereed articles"),
};
TABLE(group_title, "group-title", "A group of entries and its title.");

static const struct row prefix_rows[] = {
    ROW(group, WORD, REQUIRED, .doc = "The kind of publication.", .example = "journal"),
    ROW(prefix, LINE, REQUIRED, .doc = "What to print before its numbers.", .example = "A"),
};
TABLE(prefix, "prefix", "A kind of publication and the letters before its numbers.");

static const struct row only_rows[] = {
    ROW(type, WORD, LIST | OPTION, .doc = "Entries of these kinds.",
        .example = "[journal, conference]"),
    ROW(status, WORD, LIST | OPTION, .doc = "Entries of this status.", .example = "published"),
    ROW(keyword, WORD, LIST | OPTION, .doc = "Entries with one of these keywords.",
        .example = "privacy"),
    SAME_AS(keywords, keyword, WORD, LIST | OPTION, "[privacy]"),
    ROW(tag, WORD, LIST | OPTION,
        .doc = "Entries with one of these tags; highlights that have tags are chosen likewise.",
        .example = "systems"),
    SAME_AS(tags, tag, WORD, LIST | OPTION, "[systems]"),
    ROW(venue, WORD, LIST | OPTION, .doc = "Entries whose venue holds one of these texts.",
        .example = "SIGMOD"),
};
TABLE(only, "selection", "Which entries to print: those that fit each line.");

static const struct row section_rows[] = {
    ROW(title, LINE, 0, .doc = "The heading, when it is not the section's key.",
        .example = "Selected Publications"),
    ROW(type, WORD, OPTION, .doc = "The type of the section's entries.", .example = "publications"),
    ROW(lead, CHOICE, OPTION, .doc = "What stands first in an entry of work or education.",
        CHOICES("organization", "position"), .example = "position"),
    TAGS,
    ROW(style, WORD, OPTION, .fallback = "moderncv",
        .doc = "How publications are written: `moderncv`, `acm`, `apa`, `chicago`, `ieee`, `mla`, "
               "`nature`, or a file of publications/ in your folder of templates.",
        .example = "ieee"),
    ROW(group_by, CHOICE, OPTION, .doc = "What the entries are grouped by.",
        CHOICES("none", "type", "kind", "year", "status", "body", "scope", "level", "role",
                "institution", "funder", "term", "course"),
        .example = "type"),
    ROW(totals, FLAG, OPTION,
        .doc = "Print what the entries come to: the sum of grants, courses and students, ...",
        .example = "true"),
    ROW(group_titles, PAIRS, OPTION, .sub = &group_title_table,
        .doc = "Titles of groups; those named here come first, in this order.",
        .example = "{journal: Refereed articles, conference: Conference papers}"),
    ROW(sort, CHOICE, OPTION,
        .doc = "The order: `date` has the newest first, `file` leaves the entries as they come.",
        CHOICES("date", "citations", "venue", "file"), .example = "date"),
    ROW(since, DATE, OPTION, .doc = "Only entries of this date or later.", .example = "2019"),
    ROW(only, MAP, OPTION, .sub = &only_table, .doc = "Only entries that fit.",
        .example = "{type: journal, keyword: [privacy, security]}"),
    ROW(selected, FLAG, OPTION, .doc = "Only entries with `selected: true`.", .example = "true"),
    ROW(max, NUMBER, OPTION, .doc = "So many entries at most.", .example = "10"),
    ROW(max_authors, NUMBER, OPTION,
        .doc = "Lists of more authors than this are cut short; you stay, with your place in them.",
        .example = "10"),
    ROW(showing, FLAG, OPTION,
        .doc = "Say how many of how many are printed; as a rule where `max` leaves some out.",
        .example = "false"),
    ROW(number, CHOICE, OPTION, .fallback = "none",
        .doc =
            "`continuous` numbers publications; `prefixed`, or `J1`, those of each kind: J2, C1.",
        CHOICES("none", "continuous", "prefixed", "J1"), .example = "prefixed"),
    ROW(count, CHOICE, OPTION,
        .doc =
            "Whether the numbers go up, or down to 1 so that a new entry changes no other's; as a "
            "rule down, but up where the most cited come first.",
        CHOICES("down", "up"), .example = "up"),
    ROW(prefixes, PAIRS, OPTION, .sub = &prefix_table,
        .doc = "Other letters for the numbers of some kinds.", .example = "{journal: A}"),
    ROW(entries, SECTIONS, 0, .doc = "The entries.", .example = "[{bullet: one}, {bullet: two}]"),
    ROW(entries_from, WORD, LIST | OPTION,
        .doc = "BibTeX files with more entries; their paths begin at the CV's folder.",
        .example = "[papers.bib, talks/*.bib]"),
    ROW(abstracts, FLAG, OPTION, .fallback = "false",
        .doc = "Whether the abstracts of those files are printed.", .example = "true"),
};
TABLE(section, "section", "A section with options.");

static const struct row cv_rows[] = {
    ROW(name, NAME, REQUIRED, .sub = &name_table, .doc = "Your name.",
        .example = "{given: Kaiqiang, family: Xu, native: 徐凯强}"),
    ROW(headline, LINE, 0, .doc = "A line below the name.",
        .example = "Machine learning systems"),
    ROW(email, EMAIL, LIST, .doc = "One e-mail address or several.",
        .example = "someone@example.org"),
    ROW(phone, VERBATIM, LIST, .doc = "One telephone number or several.",
        .example = "+852 1234 5678"),
    ROW(website, URL, LIST, .doc = "One home page or several.", .example = "https://kqxu.com/"),
    ROW(location, LINE, 0, .doc = "Where you live, or your address.", .example = "Hong Kong"),
    ROW(address, LINE, LIST, .doc = "A postal address, line by line.",
        .example = "[1 Main Street, 12345 Springfield, USA]"),
    ROW(born, LINE, 0, .doc = "Date and place of birth.", .example = "4 July 1990, Beijing"),
    ROW(affiliation, LINE, 0, .doc = "Where you work, printed with the contacts.",
        .example = "HKUST"),
    ROW(profiles, PAIRS, 0, .sub = &profile_table,
        .doc = "Accounts and identifiers: a network and a name or address each.",
        .example = "{github: someone, orcid: 0000-0002-1825-0097}"),
    ROW(extra, LINE, LIST, .doc = "Further lines for the header.",
        .example = "[EU citizen, Driving licence B]"),
    ROW(photo, WORD, 0,
        .doc = "A picture of you: the path of a JPEG, PNG or PDF file; style banking has none.",
        .example = "me.jpg"),
    ROW(quote, LINE, 0, .doc = "A motto below the header.",
        .example = "Premature optimization is the root of all evil."),
    ROW(summary, PROSE, 0, .sub = &text_item_table,
        .doc = "Who you are, before the first section.",
        .example = "Systems researcher with ten years in industry."),
    ROW(name_variants, WORD, LIST | OPTION,
        .doc = "Other ways your name is written in lists of authors.", .example = "[K. Xu]"),
    ROW(sections, SECTIONS, 0, .doc = "The sections, in the order in which they are printed.",
        .example = "{Skills: [{label: Programming, details: C}]}"),
    ROW(design, MAP, OPTION, .sub = &design_table, .doc = "How the page looks.",
        .example = "{style: banking, color: blue}"),
    ROW(citations, MAP, OPTION, .sub = &citations_table,
        .doc = "How often your papers were cited, and which of it is printed.",
        .example = "{show: [count, h_index], provider: openalex}"),
};
TABLE(cv, "CV", "A CV.");

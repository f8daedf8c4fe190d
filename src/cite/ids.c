/* DOIs, arXiv numbers and PMIDs as people write them, brought to one form. */
#include "base/ascii.h"
#include "base/utf8.h"
#include "cite/cite.h"

/* s without `prefix`, whatever its case; false, and s as it was, where it does not start so. */
static bool skip(struct str *s, const char *prefix)
{
    size_t len = strlen(prefix);
    if (s->len < len || !str_eq_nocase(str_sub(*s, 0, len), str_of(prefix)))
        return false;
    *s = str_sub(*s, len, s->len);
    return true;
}

/* True when s was the URL of a page on one of the hosts; s is then what follows the host. */
static bool skip_host(struct str *s, const char *const *hosts)
{
    struct str rest = *s;
    if (!skip(&rest, "https://"))
        skip(&rest, "http://");
    skip(&rest, "www.");
    for (; *hosts != NULL; hosts++) {
        if (skip(&rest, *hosts)) {
            *s = rest;
            return true;
        }
    }
    return false;
}

static int hex(char c)
{
    c = ascii_lower(c);
    return ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* s with its %XX decoded, once, and in lower case. */
static struct str decode(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool coded =
            s.ptr[i] == '%' && i + 2 < s.len && hex(s.ptr[i + 1]) >= 0 && hex(s.ptr[i + 2]) >= 0;
        char c = coded ? (char)(hex(s.ptr[i + 1]) * 16 + hex(s.ptr[i + 2])) : s.ptr[i];
        out[len++] = ascii_lower(c);
        i += coded ? 2 : 0;
    }
    return (struct str){out, len};
}

/* s without the full stop, or the bracket, of the sentence that it was copied from. */
static struct str trim_sentence(struct str s)
{
    long open = 0;
    for (size_t i = 0; i < s.len; i++)
        open += (s.ptr[i] == '(') - (s.ptr[i] == ')');
    while (s.len > 0) {
        char last = s.ptr[s.len - 1];
        if (last == ')' && open < 0)
            open++;
        else if (last != '.' && last != ',' && last != ';' && last != ' ')
            break;
        s.len--;
    }
    return s;
}

static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7F)
            return false;
    return utf8_check(s) == s.len;
}

/* A number of a registrant ("1000", "1000.10"), a slash, and something. */
static bool is_doi(struct str s)
{
    if (!str_starts(s, STR("10.")))
        return false;
    size_t slash = str_find(s, 3, '/');
    for (size_t i = 3; i < slash; i++)
        if (!ascii_is_digit(s.ptr[i]) && s.ptr[i] != '.')
            return false;
    return slash > 3 && slash + 1 < s.len && is_plain(s);
}

struct str cite_doi(struct arena *a, struct str text)
{
    static const char *const hosts[] = {"doi.org/", "dx.doi.org/", NULL};
    struct str s = str_trim(text);
    if (skip(&s, "doi:") || skip(&s, "doi "))
        s = str_trim(s);
    skip_host(&s, hosts);
    skip(&s, "doi:");
    if (s.len > CITE_DOI_MAX)
        return STR_NONE;
    s = trim_sentence(decode(a, str_trim(s)));
    return is_doi(s) ? s : STR_NONE;
}

/* How many digits s has at `from`. */
static size_t digits(struct str s, size_t from)
{
    size_t i = from;
    while (i < s.len && ascii_is_digit(s.ptr[i]))
        i++;
    return i - from;
}

/*
 * The length of the arXiv number that s starts with, without its version, or 0. An old one may have
 * a subject class, from *extra on: the ".GT" of "math.GT/0309136", which is not part of the number.
 */
static size_t arxiv_length(struct str s, size_t *extra)
{
    if (digits(s, 0) == 4 && s.len > 4 && s.ptr[4] == '.') {
        size_t count = digits(s, 5);
        return count == 4 || count == 5 ? 5 + count : 0;
    }
    size_t slash = str_find(s, 0, '/');
    *extra = str_find(str_sub(s, 0, slash), 0, '.');
    for (size_t i = 0; i < slash; i++)
        if (!ascii_is_letter(s.ptr[i]) && s.ptr[i] != '-' && s.ptr[i] != '.')
            return 0;
    return slash > 1 && slash<s.len && * extra> 0 && digits(s, slash + 1) == 7 ? slash + 8 : 0;
}

/* "v2", ".pdf", a full stop and the like: what may follow the number. */
static bool is_version(struct str s)
{
    if (s.len > 1 && ascii_lower(s.ptr[0]) == 'v')
        s = str_sub(s, 1 + digits(s, 1), s.len);
    skip(&s, ".pdf");
    return s.len == 0 || s.ptr[0] == ' ' || s.ptr[0] == '[' || s.ptr[0] == '?' || s.ptr[0] == '#' ||
           trim_sentence(s).len == 0;
}

struct str cite_arxiv(struct arena *a, struct str text)
{
    static const char *const hosts[] = {"arxiv.org/", "export.arxiv.org/", "doi.org/10.48550/",
                                        "dx.doi.org/10.48550/", NULL};
    static const char *const folders[] = {
        "abs/",   "pdf/",   "html/",           "arxiv:",
        "arxiv.", "arxiv ", "10.48550/arxiv.", "doi:10.48550/arxiv."};
    struct str s = str_trim(text);
    skip_host(&s, hosts);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (skip(&s, folders[i]))
            break;
    s = str_trim(s);
    size_t extra = 0, len = arxiv_length(s, &extra);
    if (len == 0 || !is_version(str_sub(s, len, s.len)))
        return STR_NONE;
    char *id = arena_alloc(a, len + 1);
    size_t kept = 0;
    for (size_t i = 0; i < len; i++)
        if (extra == 0 || i < extra || i >= str_find(s, 0, '/'))
            id[kept++] = ascii_lower(s.ptr[i]);
    return (struct str){id, kept};
}

struct str cite_pmid(struct arena *a, struct str text)
{
    static const char *const hosts[] = {"pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/",
                                        NULL};
    struct str s = str_trim(text);
    skip_host(&s, hosts);
    if (skip(&s, "pmid:") || skip(&s, "pmid "))
        s = str_trim(s);
    while (s.len > 1 && s.ptr[0] == '0')
        s = str_sub(s, 1, s.len);
    size_t len = digits(s, 0);
    bool ends = len == s.len || s.ptr[len] == '/' || s.ptr[len] == '?';
    return len > 0 && len <= 8 && ends && s.ptr[0] != '0' ? arena_str(a, str_sub(s, 0, len))
                                                          : STR_NONE;
}

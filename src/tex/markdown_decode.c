/* Escapes and link addresses: the parts of Markdown that are only look-ups. */
#include "tex/markdown_scan.h"

#include "base/ascii.h"
#include "base/entity.h"
#include "base/utf8.h"

struct str markdown_decode(struct arena *a, struct str raw)
{
    if (str_find(raw, 0, '\\') == raw.len && str_find(raw, 0, '&') == raw.len)
        return raw;
    char *out = arena_alloc(a, raw.len); /* no entity is shorter than its character */
    size_t len = 0;
    for (size_t i = 0; i < raw.len;) {
        char next = i + 1 < raw.len ? raw.ptr[i + 1] : '\0';
        uint32_t cp;
        size_t n = raw.ptr[i] == '&' ? entity_decode(str_sub(raw, i, raw.len), &cp) : 0;
        if (n > 0) {
            len += utf8_encode(cp, out + len);
            i += n;
            continue;
        }
        bool escape = raw.ptr[i] == '\\' && next > ' ' && next < 127 && !ascii_is_letter(next) &&
                      !ascii_is_digit(next);
        out[len++] = escape ? next : raw.ptr[i];
        i += 1 + escape;
    }
    return (struct str){out, len};
}

/* Schemes that only lead somewhere; `run:` for one starts programs from a PDF. */
static const char *const schemes[] = {"http", "https", "mailto", "tel", "sms",    "ftp",   "ftps",
                                      "sftp", "doi",   "urn",    "geo", "xmpp",   "sip",   "irc",
                                      "ircs", "news",  "git",    "ssh", "matrix", "gemini"};

/* Endings of file names that would else pass for the last part of a host name. */
static const char *const endings[] = {"pdf",  "html", "htm", "md",  "txt",  "tex", "bib", "doc",
                                      "docx", "odt",  "rtf", "jpg", "jpeg", "png", "svg", "zip"};

static bool is_one_of(struct str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(word, str_of(list[i])))
            return true;
    return false;
}

/* Whether s starts with a host name: `a.b`, its last label letters only and no file's ending. */
static bool starts_with_host(struct str s)
{
    size_t end = 0, label = 0, dots = 0;
    bool letters = true;
    for (; end < s.len && strchr("/?#:", s.ptr[end]) == NULL; end++) {
        char c = s.ptr[end];
        if (c == '.') {
            if (end == label)
                return false;
            label = end + 1;
            letters = true;
            dots++;
        } else if (ascii_is_digit(c) || c == '-') {
            letters = false;
        } else if (!ascii_is_letter(c) && (unsigned char)c < 0x80) {
            return false;
        }
    }
    bool file = end == s.len &&
                is_one_of(str_sub(s, label, end), endings, sizeof endings / sizeof endings[0]);
    return dots > 0 && letters && end - label >= 2 && !file;
}

/* Where the scheme ends, at its colon, or 0: `example.org:80` has none. */
static size_t scheme_end(struct str s)
{
    size_t i = 0;
    while (i < s.len && (ascii_is_letter(s.ptr[i]) ||
                         (i > 0 && (ascii_is_digit(s.ptr[i]) || strchr("+-", s.ptr[i]) != NULL))))
        i++;
    return i < s.len && s.ptr[i] == ':' ? i : 0;
}

struct str markdown_address(struct arena *a, struct str raw)
{
    struct str s = markdown_decode(a, raw);
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F)
            return STR_NONE;
    size_t colon = scheme_end(s);
    if (colon > 0) {
        struct str scheme = str_sub(s, 0, colon), rest = str_sub(s, colon + 1, s.len);
        if (!is_one_of(scheme, schemes, sizeof schemes / sizeof schemes[0]))
            return STR_NONE;
        if (str_starts(rest, STR("//")))
            rest = str_sub(rest, 2, rest.len);
        return rest.len > 0 ? s : STR_NONE;
    }
    size_t host = str_find(s, 0, '@');
    const char *prefix = host < s.len ? "mailto:" : "https://";
    host = host < s.len ? host + 1 : 0;
    if (!starts_with_host(str_sub(s, host, s.len)) || host == 1)
        return STR_NONE;
    return str_of(arena_printf(a, "%s%.*s", prefix, STR_FMT(s)));
}

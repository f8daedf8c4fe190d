#include "tree/bytes.h"

#include "base/utf8.h"

/* The length of the character at p if YAML forbids it, with its harmless twin; else 0. */
static size_t forbidden(const char *p, const char *end, const char **twin)
{
    uint32_t cp;
    size_t len = utf8_decode(p, end, &cp);
    if (cp == 0xFEFF)
        *twin = "\xE2\x80\x8B"; /* an invisible character for an invisible one: U+200B */
    else if (cp == 0xFFFE || cp == 0xFFFF)
        *twin = "\xEF\xBF\xBD";
    else if ((cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') ||
             (cp >= 0x7F && cp < 0xA0 && cp != 0x85))
        *twin = "  ";
    else
        return 0;
    return len;
}

/* Whether a byte can start a character that YAML forbids: controls, DEL, C2 and EF. */
static bool is_suspect(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F || c == 0xC2 || c == 0xEF;
}

/* Whether eight bytes at p are printable ASCII (0x20 to 0x7E, but for a few false alarms). */
static bool is_printable_word(const char *p)
{
    const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    uint64_t word;
    memcpy(&word, p, sizeof word);
    uint64_t below_space = (word - ones * 0x20) & ~word, above_tilde = word + ones;
    return ((word | below_space | above_tilde) & highs) == 0;
}

/* Overwrites what YAML forbids; returns whether the text is all ASCII from byte `from` on. */
static bool clean_controls(struct diags *d, uint32_t file, size_t from)
{
    struct str source = d->sources[file].text;
    char *text = (char *)(size_t)source.ptr; /* the arena's own copy of the file */
    bool ascii = true;
    for (size_t i = from; i < source.len; i++) {
        while (source.len - i >= 8 && is_printable_word(text + i))
            i += 8;
        if (i == source.len)
            break;
        ascii = ascii && (unsigned char)text[i] < 0x80;
        const char *twin;
        size_t bytes = 0;
        if (is_suspect((unsigned char)text[i]))
            bytes = forbidden(text + i, text + source.len, &twin);
        if (bytes == 0)
            continue;
        uint32_t cp;
        utf8_decode(text + i, text + source.len, &cp);
        if (cp != 0xFEFF)
            diag_add(d, DIAG_CONTROL_CHARACTER,
                     (struct span){file, (uint32_t)i, (uint32_t)(i + bytes)}, "delete it",
                     "control character U+%04X is read as a space", (unsigned)cp);
        memcpy(text + i, twin, bytes);
    }
    return ascii;
}

bool bytes_check(struct diags *d, uint32_t file, struct bytes_facts *facts)
{
    struct str text = d->sources[file].text;
    size_t bad = utf8_check(text);
    struct span at = {file, (uint32_t)bad, (uint32_t)bad + 1};
    if (bad < text.len) {
        bool utf16 = bad == 0 && text.len > 1 &&
                     (memcmp(text.ptr, "\xFF\xFE", 2) == 0 || memcmp(text.ptr, "\xFE\xFF", 2) == 0);
        diag_add(d, DIAG_INVALID_UTF8, at,
                 utf16 ? "this looks like UTF-16: save the file as UTF-8"
                       : "save the file as UTF-8 (an older encoding such as Latin-1?)",
                 "byte 0x%02X is not valid UTF-8", (unsigned char)text.ptr[bad]);
        return false;
    }
    const char *nul = text.len > 0 ? memchr(text.ptr, '\0', text.len) : NULL;
    if (nul != NULL) {
        at.start = (uint32_t)(nul - text.ptr);
        at.end = at.start + 1;
        diag_add(d, DIAG_NUL_BYTE, at, "delete it; is this a text file?",
                 "the file holds a NUL byte");
        return false;
    }
    facts->bom = str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;
    facts->ascii = clean_controls(d, file, facts->bom) && facts->bom == 0;
    return true;
}

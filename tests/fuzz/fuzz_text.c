/*
 * Any text in every kind of field: the LaTeX that comes of it has balanced braces and holds no command
 * that the program does not write itself, least of all one that reads, writes or redefines.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cv2tex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The text as a value in double quotes stands for each @. */
static const char form[] = "name: Ada Lovelace\n"
                           "headline: @\n"
                           "phone: @\n"
                           "website: @\n"
                           "summary: @\n"
                           "sections:\n"
                           "  S: {title: @, entries: [@, {type: text, text: @}]}\n"
                           "  L: [{label: @, details: @}]\n"
                           "  W:\n"
                           "    - {company: @, position: @, location: @, date: @, url: @, summary: @}\n"
                           "  P:\n"
                           "    - title: @\n"
                           "      authors: [@]\n"
                           "      doi: @\n"
                           "      links: {pdf: @}\n";

static void check(bool ok)
{
    if (!ok)
        abort();
}

/* Bytes that are no UTF-8 are left to fuzz_yaml. */
static bool is_utf8(const uint8_t *p, size_t size)
{
    for (size_t i = 0; i < size;) {
        size_t len = p[i] < 0x80 ? 1 : p[i] < 0xC2 ? 0 : p[i] < 0xE0 ? 2 : p[i] < 0xF0 ? 3 : 4;
        if (len == 0 || p[i] > 0xF4 || len > size - i)
            return false;
        for (size_t j = 1; j < len; j++)
            if ((p[i + j] & 0xC0) != 0x80)
                return false;
        if ((p[i] == 0xE0 && p[i + 1] < 0xA0) || (p[i] == 0xED && p[i + 1] >= 0xA0) ||
            (p[i] == 0xF0 && p[i + 1] < 0x90) || (p[i] == 0xF4 && p[i + 1] >= 0x90))
            return false;
        i += len;
    }
    return true;
}

/* Appends the text as a YAML value in double quotes; returns the end. */
static char *add_quoted(char *out, const uint8_t *data, size_t size)
{
    *out++ = '"';
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '"' || data[i] == '\\')
            *out++ = '\\';
        if (data[i] < 0x20 || data[i] == 0x7F)
            out += sprintf(out, "\\x%02x", data[i]);
        else
            *out++ = (char)data[i];
    }
    *out++ = '"';
    return out;
}

static char *write_cv(const uint8_t *data, size_t size, size_t *len)
{
    size_t fields = 0;
    for (const char *p = form; *p != '\0'; p++)
        fields += *p == '@';
    char *text = malloc(sizeof form + fields * (size * 4 + 2)), *out = text;
    check(text != NULL);
    for (const char *p = form; *p != '\0'; p++) {
        if (*p == '@')
            out = add_quoted(out, data, size);
        else
            *out++ = *p;
    }
    *len = (size_t)(out - text);
    return text;
}

/* Commands that text may never become. */
static void check_command(const char *name, size_t len)
{
    static const char *const forbidden[] = {
        "input",    "include",  "openin",   "openout", "read",     "write",     "immediate",
        "catcode",  "def",      "edef",     "gdef",    "xdef",     "let",       "csname",
        "expandafter", "special", "pdfobj",  "pdfliteral", "directlua", "usepackage", "jobname",
        "includegraphics", "verbatiminput", "newcommand", "renewcommand", "endinput", "message"};
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        check(strlen(forbidden[i]) != len || strncmp(name, forbidden[i], len) != 0);
}

static void check_latex(const char *p)
{
    long depth = 0;
    for (; *p != '\0'; p++) {
        /* TeX's other way to write a character. */
        check(p[0] != '^' || p[1] != '^');
        if (*p == '\\') {
            size_t len = strspn(p + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@");
            check_command(p + 1, len);
            p += len > 0 ? len : 1;
        } else if (*p == '%') {
            /* To hide the end of a line, or a remark of the templates. */
            check(p[1] == '\n' || (p[-1] == ' ' && p[1] == ' '));
            p += strcspn(p, "\n");
        } else {
            depth += (*p == '{') - (*p == '}');
            check(depth >= 0);
        }
    }
    check(depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!is_utf8(data, size))
        return 0;
    size_t len;
    char *text = write_cv(data, size, &len);
    struct cv2tex *doc = cv2tex_new();
    check(doc != NULL);
    cv2tex_read_text(doc, "text.yaml", text, len);
    cv2tex_render(doc);
    const char *latex = cv2tex_latex(doc, NULL);
    const char *body = latex != NULL ? strstr(latex, "\n\\begin{document}") : NULL;
    check(latex == NULL || body != NULL);
    if (body != NULL)
        check_latex(body);
    else
        check(cv2tex_error_count(doc) > 0);
    cv2tex_free(doc);
    free(text);
    return 0;
}

#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

static const struct {
    const char *name;
    enum severity severity;
} codes[DIAG_COUNT] = {
#define D(id, code, severity) {code, SEVERITY_##severity},
#include "base/diag.def"
#undef D
};

const char *diag_code_name(enum diag_code code)
{
    return codes[code].name;
}

/* A text of megabytes that is quoted in a message is cut. */
enum { MESSAGE_MAX = 2000 };

void diag_add(struct diags *d, enum diag_code code, struct span at, const char *hint,
              const char *fmt, ...)
{
    enum severity severity = codes[code].severity;
    if (severity == SEVERITY_FAULT) {
        severity = d->lenient ? SEVERITY_WARNING : SEVERITY_ERROR;
        d->faults += !d->lenient;
    }
    if (severity == SEVERITY_ERROR)
        d->errors++;
    else
        d->warnings++;
    if (d->count++ >= DIAG_MAX)
        return;
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0)
        arena_fail(d->arena);
    char *message = arena_alloc(d->arena, (size_t)len + 1);
    va_start(args, fmt);
    vsnprintf(message, (size_t)len + 1, fmt, args);
    va_end(args);
    if (len > MESSAGE_MAX)
        strcpy(message + utf8_clip((struct str){message, MESSAGE_MAX}, MESSAGE_MAX - 3).len, "...");
    struct diag *diag = arena_new(d->arena, struct diag);
    *diag = (struct diag){.code = code,
                          .severity = severity,
                          .span = at,
                          .order = d->count,
                          .message = message,
                          .hint = hint != NULL ? arena_str(d->arena, str_of(hint)).ptr : NULL};
    if (d->last != NULL)
        d->last->next = diag;
    else
        d->first = diag;
    d->last = diag;
}

void diag_be_lenient(struct diags *d)
{
    d->lenient = true;
    for (struct diag *diag = d->first; diag != NULL; diag = diag->next)
        if (codes[diag->code].severity == SEVERITY_FAULT)
            diag->severity = SEVERITY_WARNING;
    d->errors -= d->faults;
    d->warnings += d->faults;
    d->faults = 0;
}

void diag_move(struct diags *to, struct diags *from)
{
    for (struct diag *diag = from->first; diag != NULL; diag = diag->next)
        diag->order += to->count;
    if (to->last != NULL)
        to->last->next = from->first;
    else
        to->first = from->first;
    to->last = from->last != NULL ? from->last : to->last;
    to->count += from->count;
    to->errors += from->errors;
    to->warnings += from->warnings;
    to->faults += from->faults;
    from->first = from->last = NULL;
    from->count = from->errors = from->warnings = from->faults = 0;
}

static int compare(const void *a, const void *b)
{
    const struct diag *x = *(struct diag *const *)a, *y = *(struct diag *const *)b;
    if (x->span.file != y->span.file)
        return x->span.file < y->span.file ? -1 : 1;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

void diag_sort(struct diags *d)
{
    size_t n = 0;
    for (struct diag *diag = d->first; diag != NULL; diag = diag->next)
        n++;
    if (n < 2)
        return;
    struct diag **all = arena_array(d->arena, struct diag *, n);
    n = 0;
    for (struct diag *diag = d->first; diag != NULL; diag = diag->next)
        all[n++] = diag;
    qsort(all, n, sizeof *all, compare);
    for (size_t i = 0; i < n; i++)
        all[i]->next = i + 1 < n ? all[i + 1] : NULL;
    d->first = all[0];
    d->last = all[n - 1];
}

static const char *severity_name(enum severity severity)
{
    return severity == SEVERITY_ERROR ? "error" : "warning";
}

/* A line of this length fits a terminal; a longer one is shown as a window around the caret. */
enum { LINE_SHOWN = 100, LINE_BEFORE = 60 };

/* Copies s with control characters made harmless for a terminal: a tab is a space, others '?'. */
static void add_visible(struct buf *out, struct str s)
{
    const char *p = s.ptr, *end = s.ptr + s.len;
    while (p < end) {
        uint32_t cp;
        size_t len = utf8_decode(p, end, &cp);
        if (len == 0 || (cp < 0x20 && cp != '\t') || (cp >= 0x7F && cp < 0xA0) ||
            (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
            buf_addc(out, '?');
        else if (cp == '\t')
            buf_addc(out, ' ');
        else
            buf_add(out, p, len);
        p += len > 0 ? len : 1;
    }
}

static uint32_t columns(struct str s)
{
    uint32_t total = 0;
    const char *p = s.ptr, *end = s.ptr + s.len;
    while (p < end) {
        uint32_t cp = '?';
        size_t len = utf8_decode(p, end, &cp);
        total += cp < 0x20 ? 1 : (uint32_t)utf8_width(cp);
        p += len > 0 ? len : 1;
    }
    return total;
}

/* The start of the UTF-8 sequence that holds byte `at`. */
static size_t align(struct str s, size_t at)
{
    while (at > 0 && at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* The source line, and under it a caret with a tail as long as the span on that line. */
static void add_excerpt(struct diags *d, struct span span, uint32_t line, struct buf *out)
{
    struct source *src = &d->sources[span.file];
    struct str text = source_line(src, d->arena, line);
    size_t at = span.start - (size_t)(text.ptr - src->text.ptr);
    size_t to = span.end - (size_t)(text.ptr - src->text.ptr);
    if (at > text.len)
        at = text.len;
    if (to > text.len)
        to = text.len;
    if (to < at)
        to = at;
    size_t from = 0;
    if (text.len > LINE_SHOWN && at > LINE_BEFORE)
        from = align(text, at - LINE_BEFORE);
    size_t until = align(text, text.len > from + LINE_SHOWN ? from + LINE_SHOWN : text.len);
    if (to > until)
        to = until > at ? until : at;
    const char *before = from > 0 ? "..." : "";
    buf_addf(out, "%5u | %s", line, before);
    add_visible(out, str_sub(text, from, until));
    buf_adds(out, until < text.len ? "...\n      | " : "\n      | ");
    uint32_t indent = (uint32_t)strlen(before) + columns(str_sub(text, from, at));
    for (uint32_t i = 0; i < indent; i++)
        buf_addc(out, ' ');
    buf_addc(out, '^');
    for (uint32_t i = 1, n = columns(str_sub(text, at, to)); i < n; i++)
        buf_addc(out, '~');
    buf_addc(out, '\n');
}

void diag_print_text(struct diags *d, const struct diag *diag, struct buf *out)
{
    struct position pos = {0, 0};
    if (diag->span.file < d->source_count) {
        struct source *src = &d->sources[diag->span.file];
        pos = source_position(src, d->arena, diag->span.start);
        add_visible(out, src->name);
        buf_addf(out, ":%u:%u: ", pos.line, pos.column);
    } else {
        buf_adds(out, "cv2tex: ");
    }
    buf_addf(out, "%s: ", severity_name(diag->severity));
    add_visible(out, str_of(diag->message));
    if (diag->hint != NULL) {
        buf_adds(out, "; ");
        add_visible(out, str_of(diag->hint));
    }
    buf_addf(out, " [%s]\n", diag_code_name(diag->code));
    if (pos.line > 0)
        add_excerpt(d, diag->span, pos.line, out);
}

void diag_print_json(struct diags *d, const struct diag *diag, struct buf *out)
{
    buf_addf(out, "{\"code\":\"%s\",\"severity\":\"%s\"", diag_code_name(diag->code),
             severity_name(diag->severity));
    if (diag->span.file < d->source_count) {
        struct source *src = &d->sources[diag->span.file];
        struct position from = source_position(src, d->arena, diag->span.start);
        struct position to = source_position(src, d->arena, diag->span.end);
        buf_adds(out, ",\"file\":");
        buf_add_json(out, src->name);
        buf_addf(out, ",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u", from.line,
                 from.column, to.line, to.column);
    }
    buf_adds(out, ",\"message\":");
    buf_add_json(out, str_of(diag->message));
    if (diag->hint != NULL) {
        buf_adds(out, ",\"hint\":");
        buf_add_json(out, str_of(diag->hint));
    }
    if (diag->path != NULL) {
        buf_adds(out, ",\"path\":");
        buf_add_json(out, str_of(diag->path));
    }
    buf_adds(out, "}\n");
}

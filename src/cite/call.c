/* How requests are put together. */
#include "base/ascii.h"
#include "cite/fetch.h"
#include "cite/title.h"
#include "http/url.h"

#define ARXIV_DOI "10.48550/arxiv."

/* ---- what a source is asked by ---- */

/* True when all of a kind of identifiers, at least one by one, can be asked for. */
static bool takes(const struct cite_provider *p, enum cite_kind kind)
{
    return p->forms[kind].before != NULL || p->one[kind] != NULL;
}

/* True when this one cannot be asked for together with others. */
static bool is_alone(const struct cite_provider *p, const struct cite_key *key)
{
    if (p->batch == 0 || p->forms[key->kind].before == NULL)
        return true;
    for (size_t i = 0; p->unsafe != NULL && i < key->id.len; i++)
        if (strchr(p->unsafe, key->id.ptr[i]) != NULL)
            return true;
    return false;
}

/* Room for the two identifiers that a paper may have, as a preprint and as published. */
enum { PAPER_KEYS = 2 };

static size_t add_key(const struct cite_provider *p, struct cite_key *keys, size_t count,
                      enum cite_kind kind, struct str id)
{
    struct cite_key key = {.kind = kind, .id = id};
    bool possible = id.len > 0 && takes(p, kind) && (!is_alone(p, &key) || p->one[kind] != NULL);
    if (possible)
        keys[count] = key;
    return count + possible;
}

/* The keys by which the source can be asked about the paper; `a` is NULL when only their number
 * matters. */
static size_t paper_keys(const struct cite_provider *p, struct arena *a,
                         const struct cite_paper *paper, struct cite_key keys[PAPER_KEYS])
{
    struct str doi = paper->doi, arxiv = paper->arxiv;
    if (str_starts(doi, STR(ARXIV_DOI))) {
        struct str number = str_sub(doi, strlen(ARXIV_DOI), doi.len);
        arxiv = arxiv.len > 0 ? arxiv : number;
        doi = STR_NONE;
    }
    size_t count = add_key(p, keys, 0, CITE_DOI, doi);
    if (!p->arxiv_is_doi)
        count = add_key(p, keys, count, CITE_ARXIV, arxiv);
    else if (arxiv.len > 0)
        keys[count++] = (struct cite_key){
            .kind = CITE_DOI,
            .id = a != NULL ? str_of(arena_printf(a, ARXIV_DOI "%.*s", STR_FMT(arxiv))) : arxiv};
    if (count == 0)
        count = add_key(p, keys, count, CITE_PMID, paper->pmid);
    return count;
}

/* The strict rule for titles needs all three. */
static bool can_search(const struct cite_provider *p, const struct cite_paper *paper)
{
    return p->title != NULL && paper->doi.len + paper->arxiv.len + paper->pmid.len == 0 &&
           paper->title.len > 0 && paper->year > 0 && paper->surname_count > 0;
}

bool call_can_ask(const struct source *s, const struct cite_paper *paper)
{
    struct cite_key keys[PAPER_KEYS];
    return can_search(s->provider, paper) || paper_keys(s->provider, NULL, paper, keys) > 0;
}

/* ---- texts ---- */

static struct str take_text(struct fetch *f)
{
    if (f->text.failed)
        arena_fail(f->arena);
    struct str text = arena_str(f->arena, buf_str(&f->text));
    f->text.len = 0;
    return text;
}

/* As much of a title as a search needs. */
static struct str short_title(struct arena *a, struct str title)
{
    enum { MAX = 300 };
    struct str words = cite_title_words(a, title);
    size_t len = words.len < MAX ? words.len : MAX;
    while (len < words.len && len > 0 && words.ptr[len] != ' ')
        len--;
    return str_sub(words, 0, len);
}

static struct cite_call *new_call(struct fetch *f, size_t source, enum cite_call_kind kind,
                                  struct cite_key *keys, size_t count)
{
    struct cite_call *call = arena_new(f->arena, struct cite_call);
    *call = (struct cite_call){.fetch = f,
                               .arena = f->arena,
                               .source = f->sources[source].id,
                               .kind = kind,
                               .keys = keys,
                               .key_count = count};
    call->http.lane = source;
    call->http.user = call;
    match_index(call);
    return call;
}

/* A call whose address is path + name + end. */
static struct cite_call *make_simple(struct fetch *f, size_t source, enum cite_call_kind kind,
                                     struct cite_key *key, const char *path, struct str name,
                                     const char *end)
{
    buf_add_str(&f->text, f->sources[source].base);
    buf_adds(&f->text, path);
    http_escape(&f->text, name);
    buf_adds(&f->text, end);
    struct cite_call *call = new_call(f, source, kind, key, key != NULL ? 1 : 0);
    call->http.url = take_text(f).ptr;
    return call;
}

/* ---- many ---- */

/* An identifier in JSON, without the quotes around it. */
static void add_json(struct buf *b, struct str id)
{
    size_t start = b->len;
    buf_add_json(b, id);
    if (b->failed)
        return;
    memmove(b->ptr + start, b->ptr + start + 1, b->len - start - 2);
    b->len -= 2;
}

static void add_id(struct buf *b, const struct cite_provider *p, const struct cite_key *key)
{
    bool quoted = false;
    for (size_t i = 0; p->quoted != NULL && i < key->id.len; i++)
        quoted |= strchr(p->quoted, key->id.ptr[i]) != NULL;
    buf_adds(b, p->forms[key->kind].before);
    buf_adds(b, quoted ? "%22" : "");
    if (p->type != NULL && strcmp(p->type, "application/json") == 0)
        add_json(b, key->id);
    else
        http_escape(b, key->id);
    buf_adds(b, quoted ? "%22" : "");
    buf_adds(b, p->forms[key->kind].after);
}

/* A call for as many of the keys as it may hold; sets *taken. */
static struct cite_call *make_many(struct fetch *f, size_t source, struct cite_key *keys,
                                   size_t count, size_t *taken)
{
    const struct cite_provider *p = f->sources[source].provider;
    const char *end = p->type != NULL ? p->body_end : p->many_end;
    struct buf *b = &f->text;
    const char *url = NULL;
    buf_add_str(b, f->sources[source].base);
    buf_adds(b, p->many);
    if (p->type != NULL) {
        buf_adds(b, p->many_end);
        url = take_text(f).ptr;
        buf_adds(b, p->body);
    }
    size_t i = 0;
    for (; i < count && i < p->batch; i++) {
        size_t before = b->len;
        buf_adds(b, i > 0 ? p->between : "");
        add_id(b, p, &keys[i]);
        if (i > 0 && b->len + strlen(end) > p->line) {
            b->len = before;
            break;
        }
    }
    buf_adds(b, end);
    struct str text = take_text(f);
    struct cite_call *call = new_call(f, source, CITE_CALL_MANY, keys, i);
    call->http.url = url != NULL ? url : text.ptr;
    call->http.type = p->type;
    call->http.body = url != NULL ? text : STR_NONE;
    *taken = i;
    return call;
}

/* Sends what is asked for alone, and puts the other keys together at the front. */
static size_t send_alone(struct fetch *f, size_t source, struct cite_key *keys, size_t count,
                         void (*send)(struct fetch *, struct cite_call *))
{
    const struct cite_provider *p = f->sources[source].provider;
    size_t left = 0;
    for (size_t i = 0; i < count; i++) {
        struct cite_key *key = arena_new(f->arena, struct cite_key);
        *key = keys[i];
        if (key->id.len == 0)
            send(f, make_simple(f, source, CITE_CALL_TITLE, key, p->title,
                                short_title(f->arena, f->papers[key->paper].title), p->title_end));
        else if (is_alone(p, key))
            send(f, make_simple(f, source, CITE_CALL_ONE, key, p->one[key->kind], key->id,
                                p->one_end));
        else
            keys[left++] = *key;
    }
    return left;
}

void call_make(struct fetch *f, size_t source, void (*send)(struct fetch *, struct cite_call *))
{
    struct source *s = &f->sources[source];
    const struct cite_provider *p = s->provider;
    struct cite_key *keys = arena_array(f->arena, struct cite_key, s->queued * PAPER_KEYS);
    size_t count = 0;
    for (size_t i = 0; i < s->queued; i++) {
        size_t paper = s->queue[i];
        size_t more = paper_keys(p, f->arena, &f->papers[paper], keys + count);
        more += more == 0; /* the title then */
        f->progress[paper].pending = more;
        f->progress[paper].missed = true;
        for (; more > 0; more--)
            keys[count++].paper = paper;
    }
    s->queued = 0;
    count = send_alone(f, source, keys, count, send);
    if (count == 1 && p->one[keys->kind] != NULL) {
        send(f,
             make_simple(f, source, CITE_CALL_ONE, keys, p->one[keys->kind], keys->id, p->one_end));
        return;
    }
    for (size_t taken; count > 0; keys += taken, count -= taken)
        send(f, make_many(f, source, keys, count, &taken));
}

/* ---- the author ---- */

/* Without the address of the page that it may have been copied from. */
static struct str author_id(struct str id)
{
    id = str_trim(id);
    for (size_t slash; (slash = str_find(id, 0, '/')) < id.len;)
        id = str_sub(id, slash + 1, id.len);
    return id.len <= 100 ? id : STR_NONE;
}

static size_t digits(struct str s)
{
    size_t count = 0;
    while (count < s.len && ascii_is_digit(s.ptr[count]))
        count++;
    return count;
}

struct cite_call *call_make_author(struct fetch *f, size_t source)
{
    const struct source *s = &f->sources[source];
    const struct cite_provider *p = s->provider;
    struct str own = author_id(f->author->ids[s->id]), orcid = author_id(f->author->orcid);
    const char *path = p->author;
    if (p->author_number != NULL && digits(own) == own.len)
        path = p->author_number;
    if (path != NULL && own.len > 0)
        return make_simple(f, source, CITE_CALL_AUTHOR, NULL, path, own, p->author_end);
    if (p->orcid != NULL && orcid.len > 0)
        return make_simple(f, source, CITE_CALL_AUTHOR, NULL, p->orcid, orcid, p->author_end);
    return NULL;
}

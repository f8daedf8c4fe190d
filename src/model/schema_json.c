#include "model/schema_json.h"

#include "model/schema.h"
#include "tree/yaml.h"

/*
 * The schema is first written on one line, in a lax form of JSON that reads well in C: with single
 * quotes, and a comma behind every member and item. lay_out() makes JSON of it.
 */

/* What a value of each kind is. Editors take 2020 for a number and `true` for a boolean. */
#define TEXT "'type':['string','number','boolean','null'],"
#define TEXT_OR_MAP(table) "'anyOf':[{" TEXT "},{'$ref':'#/$defs/" table "'}],"
#define HAS(key)                                                                                   \
    "{'type':'object','properties':{'" key "':{" TEXT "'minLength':1,},},'required':['" key "'],},"

/* A NULL schema: it depends on the row. */
static const struct {
    const char *name, *doc, *schema;
} kinds[] = {
    [KIND_LINE] = {"line", "A line of text with inline Markdown.", TEXT_OR_MAP("text")},
    [KIND_PROSE] = {"prose", "Text with Markdown: paragraphs and lists, too.", TEXT_OR_MAP("text")},
    [KIND_VERBATIM] = {"verbatim", "Text that is printed as it stands.", TEXT},
    [KIND_DATE] = {"date", "2020, 2020-09, 2020-09-01, Sep 2020, present, a range, or free text.",
                   TEXT},
    [KIND_URL] = {"url", "An address on the web.", TEXT},
    [KIND_EMAIL] = {"email", "An e-mail address.", TEXT},
    [KIND_PERSON] = {"person", "A name.", TEXT_OR_MAP("person")},
    [KIND_CHOICE] = {"choice", NULL, NULL},
    [KIND_LANGUAGE] = {"language", NULL, NULL},
    [KIND_FLAG] = {"flag", "true or false.",
                   "'type':['boolean','string','null'],'pattern':'^([Tt][Rr][Uu][Ee]|"
                   "[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff])$',"},
    [KIND_NUMBER] = {"number", "A whole number.",
                     "'type':['integer','string','null'],'minimum':0,'maximum':999999999,"
                     "'pattern':'^[0-9]{1,9}$',"},
    [KIND_COUNT] = {"count", "A whole number, alone or with its source.",
                    "'anyOf':[{'$ref':'#/$defs/kind-number'},{'$ref':'#/$defs/citation'}],"},
    [KIND_LENGTH] = {"length", "A number and a unit: 2cm, 15mm, 0.8in, 12pt.",
                     "'type':['string','null'],'pattern':'^([.]?[0-9]){1,5}[.]? *"
                     "([Pp][TtCc]|[CcMm][Mm]|[Ii][Nn]|[Ee][MmXx]|[Bb][Pp])$',"},
    [KIND_WORD] = {"word", "Text for the program, which is not printed.", TEXT},
    [KIND_MAP] = {"map", NULL, NULL},
    [KIND_NAME] = {"name", "Your name.",
                   "'anyOf':[{" TEXT "},{'$ref':'#/$defs/name',"
                   "'anyOf':[" HAS("given") HAS("family") HAS("native") "]}],"},
    [KIND_PAIRS] = {"pairs", NULL, NULL},
    [KIND_SECTIONS] = {"sections", NULL, NULL},
};

/* Sections: only a map with the key `entries` has options; any other one is labels and details. */
#define SECTIONS                                                                                   \
    "'sections':{'description':'A map from titles to what stands below them.',"                    \
    "'type':['object','null'],'additionalProperties':{"                                            \
    "'if':{'type':'object','required':['entries'],},"                                              \
    "'then':{'$ref':'#/$defs/section'},'else':{'$ref':'#/$defs/entries'},},},"                     \
    "'entries':{'description':'A text, a list of entries, or a map from labels to details.',"      \
    "'anyOf':[{" TEXT "},{'type':'array','items':{'$ref':'#/$defs/any-entry'},},"                  \
    "{'type':'object','additionalProperties':{'$ref':'#/$defs/label/properties/details'},},],},"

/* ---- rows ---- */

/* Editors take a description for plain text, unless it is said to be Markdown. */
static void describe(struct buf *out, const char *doc)
{
    buf_adds(out, "'description':");
    buf_add_json(out, str_of(doc));
    buf_addc(out, ',');
    if (strchr(doc, '`') == NULL)
        return;
    buf_adds(out, "'markdownDescription':");
    buf_add_json(out, str_of(doc));
    buf_addc(out, ',');
}

/* Keywords for one value of the row. */
static void add_value(struct buf *out, const struct row *row)
{
    switch (row->kind) {
    case KIND_CHOICE:
    case KIND_LANGUAGE:
        buf_adds(out, "'enum':[");
        for (const char *const *word = row->choices; *word != NULL; word++)
            buf_addf(out, "'%s',", *word);
        buf_adds(out, "null],");
        break;
    case KIND_MAP:
        buf_addf(out, "'anyOf':[{'$ref':'#/$defs/%s'},{'type':'null'},],", row->sub->name);
        break;
    case KIND_PAIRS:
        buf_addf(out,
                 "'anyOf':[{'type':'object','additionalProperties':{" TEXT "},},"
                 "{'type':'array','items':{'anyOf':[{'$ref':'#/$defs/%s'},{'type':'null'},],},},"
                 "{'type':'null'},],",
                 row->sub->name);
        break;
    case KIND_SECTIONS:
        buf_addf(out, "'$ref':'#/$defs/%s',", name_text(row->key));
        break;
    default:
        buf_addf(out, "'$ref':'#/$defs/kind-%s',", kinds[row->kind].name);
    }
}

static void add_value_or_list(struct buf *out, const struct row *row)
{
    bool is_list = (row->flags & ROW_LIST) != 0;
    if (is_list)
        buf_adds(out, "'anyOf':[{");
    add_value(out, row);
    if (!is_list)
        return;
    buf_adds(out, "},{'type':'array','items':{");
    add_value(out, row);
    buf_adds(out, "},},],");
}

/* What `type:` may say in a map of the table: its entries' type, or any where it is none itself. */
static void add_entry_types(struct buf *out, const struct table *table)
{
    buf_adds(out, "'enum':[");
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++) {
        if (table != &section_table && table != entry_tables[type])
            continue;
        buf_addf(out, "'%s',", entry_tables[type]->name);
        enum entry_type of_word;
        const char *word;
        for (size_t i = 0; (word = section_title_word(i, &of_word)) != NULL; i++)
            if ((int)of_word == type && strcmp(word, entry_tables[type]->name) != 0)
                buf_addf(out, "'%s',", word);
    }
    buf_adds(out, "null],");
}

/* ---- examples and defaults ---- */

/* Whether a plain scalar is one of those that are no strings in JSON. */
static bool is_literal(const struct node *node)
{
    struct str text = node->text;
    if (node->style != STYLE_PLAIN)
        return false;
    if (str_is(text, "true") || str_is(text, "false"))
        return true;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return text.len > 0 && text.len < 10 && text.ptr[0] != '0';
}

static void add_tree(struct buf *out, const struct node *node)
{
    switch ((enum node_kind)node->kind) {
    case NODE_SCALAR:
        if (is_literal(node))
            buf_add_str(out, node->text);
        else
            buf_add_json(out, node->text);
        break;
    case NODE_LIST:
        buf_addc(out, '[');
        NODE_EACH(item, node)
            add_tree(out, item);
        buf_addc(out, ']');
        break;
    case NODE_MAP:
        buf_addc(out, '{');
        NODE_EACH_PAIR(key, value, node) {
            buf_add_json(out, key->text);
            buf_addc(out, ':');
            add_tree(out, value);
        }
        buf_addc(out, '}');
        break;
    }
    buf_addc(out, ',');
}

/* A value that a table holds as YAML. */
static void add_yaml(struct buf *out, struct arena *a, const char *yaml)
{
    struct source source = {.name = STR("schema"), .text = arena_str(a, str_of(yaml))};
    struct diags diags = {.arena = a, .sources = &source, .source_count = 1};
    add_tree(out, yaml_read(a, &diags, 0));
    arena_reset(a);
}

/* ---- tables ---- */

static void add_row(struct buf *out, struct arena *a, const struct table *table,
                    const struct row *row)
{
    buf_addf(out, "'%s':{", name_text(row->key));
    describe(out, row->doc);
    if (row->key == NAME_type && table != &only_table) {
        add_entry_types(out, table);
        buf_adds(out, "},");
        return;
    }
    add_value_or_list(out, row);
    if (row->fallback != NULL) {
        buf_adds(out, "'default':");
        add_yaml(out, a, row->fallback);
    }
    buf_adds(out, "'examples':[");
    add_yaml(out, a, row->example);
    buf_adds(out, "],},");
}

static size_t words_for(const struct table *table, enum name key)
{
    size_t count = 0;
    for (size_t i = 0; i < table->count; i++)
        count += table->rows[i].means == key;
    return count;
}

/* What must be there: a key, or any of the words for it. No table has two of the latter sort. */
static void add_required(struct buf *out, const struct table *table)
{
    buf_adds(out, "'required':[");
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        if ((row->flags & ROW_REQUIRED) && words_for(table, row->key) == 1)
            buf_addf(out, "'%s',", name_text(row->key));
    }
    buf_adds(out, "],");
    for (size_t i = 0; i < table->count; i++) {
        enum name key = table->rows[i].key;
        if (!(table->rows[i].flags & ROW_REQUIRED) || words_for(table, key) == 1)
            continue;
        buf_adds(out, "'anyOf':[");
        for (size_t k = 0; k < table->count; k++)
            if (table->rows[k].means == key)
                buf_addf(out, "{'required':['%s']},", name_text(table->rows[k].key));
        buf_adds(out, "],");
    }
}

static void add_map(struct buf *out, struct arena *a, const struct table *table)
{
    describe(out, table->doc);
    buf_adds(out, "'type':'object','properties':{");
    for (size_t i = 0; i < table->count; i++)
        add_row(out, a, table, &table->rows[i]);
    buf_adds(out, "},");
    add_required(out, table);
    buf_adds(out, "'additionalProperties':false,");
}

/* ---- definitions ---- */

static void define_table(struct buf *out, struct arena *a, const struct table *table)
{
    buf_addf(out, "'%s':{'title':'%s',", table->name, table->name);
    add_map(out, a, table);
    buf_adds(out, "},");
}

static void define_any_entry(struct buf *out)
{
    buf_adds(out, "'any-entry':{'anyOf':[{" TEXT "},");
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++)
        buf_addf(out, "{'$ref':'#/$defs/%s'},", entry_tables[type]->name);
    buf_adds(out, "{'description':'One line: a label and its details.','type':'object',"
                  "'minProperties':1,'maxProperties':1,'propertyNames':{'pattern':'^[^a-z]| '},"
                  "'additionalProperties':{'$ref':'#/$defs/label/properties/details'},},],},");
}

static void define_all(struct buf *out, struct arena *a)
{
    static const struct table *const maps[] = {
        &name_table,    &profile_table, &design_table, &margins_table,
        &section_table, &person_table,  &link_table,   &acceptance_table,
        &citations_table, &citation_table, &author_table, &endpoint_table,
        &group_title_table, &prefix_table, &only_table,
        &pair_table,
    };
    buf_adds(out, SECTIONS);
    define_any_entry(out);
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++)
        define_table(out, a, entry_tables[type]);
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        define_table(out, a, maps[i]);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].schema == NULL)
            continue;
        buf_addf(out, "'kind-%s':{", kinds[i].name);
        describe(out, kinds[i].doc);
        buf_addf(out, "%s},", kinds[i].schema);
    }
}

/* ---- layout ---- */

static bool closes(char c)
{
    return c == '}' || c == ']';
}

static void new_line(struct buf *out, unsigned depth)
{
    buf_addf(out, "\n%*s", 2 * (int)depth, "");
}

/* Copies the string that begins at text[i]; returns the offset of its closing quote. */
static size_t lay_out_string(struct str text, size_t i, struct buf *out)
{
    char quote = text.ptr[i++];
    buf_addc(out, '"');
    for (; text.ptr[i] != quote; i++) {
        if (text.ptr[i] == '\\')
            buf_addc(out, text.ptr[i++]);
        buf_addc(out, text.ptr[i]);
    }
    buf_addc(out, '"');
    return i;
}

static void lay_out(struct str text, struct buf *out)
{
    unsigned depth = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"' || c == '\'') {
            i = lay_out_string(text, i, out);
        } else if (c == '[' && text.ptr[i + 1] == ']') {
            buf_adds(out, "[]");
            i++;
        } else if (c == '{' || c == '[') {
            buf_addc(out, c);
            new_line(out, ++depth);
        } else if (closes(c)) {
            new_line(out, --depth);
            buf_addc(out, c);
        } else if (c == ':') {
            buf_adds(out, ": ");
        } else if (c != ',') {
            buf_addc(out, c);
        } else if (i + 1 < text.len && !closes(text.ptr[i + 1])) {
            buf_addc(out, c);
            new_line(out, depth);
        }
    }
}

/* Writes the lax form; false when memory runs out. */
static bool add_schema(struct buf *out, struct arena *a)
{
    jmp_buf oom;
    arena_init(a, &oom);
    if (setjmp(oom) != 0)
        return false;
    buf_adds(out, "{'$schema':'https://json-schema.org/draft/2020-12/schema',"
                  "'$id':'urn:cv2tex:cv','title':'A CV for cv2tex',");
    add_map(out, a, &cv_table);
    buf_adds(out, "'$defs':{");
    define_all(out, a);
    buf_adds(out, "},}");
    return !out->failed;
}

bool schema_json(struct buf *out)
{
    struct buf lax = BUF_INIT;
    struct arena arena;
    if (add_schema(&lax, &arena)) {
        lay_out(buf_str(&lax), out);
        buf_addc(out, '\n');
    } else {
        out->failed = true;
    }
    buf_free(&lax);
    arena_free(&arena);
    return !out->failed;
}

/*
 * Fills in the parts of a manual page that follow from the program's tables: copies the page to
 * standard output, with what stands between the lines
 *
 *     .\" begin PART
 *     .\" end
 *
 * written anew. `make gen` runs it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/schema.h"

/* ---- mdoc ---- */

/* Running text; what stands in backquotes is set in quotes. */
static void print_text(const char *text)
{
    bool open = false;
    if (*text == '.' || *text == '\'')
        fputs("\\&", stdout);
    for (; *text != '\0'; text++)
        if (*text == '`') {
            fputs(open ? "\\(cq" : "\\(oq", stdout);
            open = !open;
        } else if (*text == '\\') {
            fputs("\\e", stdout);
        } else {
            putchar(*text);
        }
    putchar('\n');
}

/* One argument of a macro. */
static void print_argument(const char *text)
{
    fputs(" \"", stdout);
    for (; *text != '\0'; text++)
        if (*text == '"')
            fputs("\\(dq", stdout);
        else if (*text == '\\')
            fputs("\\e", stdout);
        else
            putchar(*text);
    putchar('"');
}

/* ---- fields ---- */

static const char *const kind_words[] = {
    [KIND_LINE] = "line",
    [KIND_PROSE] = "prose",
    [KIND_VERBATIM] = "verbatim",
    [KIND_DATE] = "date",
    [KIND_URL] = "address",
    [KIND_EMAIL] = "e-mail address",
    [KIND_PERSON] = "name of a person",
    [KIND_CHOICE] = "choice",
    [KIND_LANGUAGE] = "language",
    [KIND_FLAG] = "true or false",
    [KIND_NUMBER] = "whole number",
    [KIND_COUNT] = "whole number or map",
    [KIND_LENGTH] = "length",
    [KIND_WORD] = "word",
    [KIND_MAP] = "map",
    [KIND_NAME] = "name",
    [KIND_PAIRS] = "map or list of maps",
    [KIND_SECTIONS] = "sections or entries",
};

/* Whether the table of general entries, which is printed first, says the same of the row. */
static bool is_common(const struct table *table, const struct row *row)
{
    const struct table *general = entry_tables[ENTRY_GENERIC];
    const struct row *same = table_row(general, row->key);
    return table != general && same != NULL && strcmp(same->doc, row->doc) == 0;
}

static void print_choices(const struct row *row)
{
    fputs("One of\n", stdout);
    for (const char *const *word = row->choices; *word != NULL; word++) {
        fputs(".Ql", stdout);
        print_argument(*word);
        puts(word[1] != NULL ? " ," : " .");
    }
}

static void print_other_words(const struct table *table, enum name key)
{
    const char *separator = "Also called\n";
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        if (row->means != key || row->key == key)
            continue;
        printf("%s.Cm %s", separator, name_text(row->key));
        separator = " ,\n";
    }
    if (*separator == ' ')
        puts(" .");
}

static void print_row(const struct table *table, const struct row *row)
{
    printf(".It Cm %s Pq %s%s%s\n", name_text(row->key), kind_words[row->kind],
           row->flags & ROW_LIST ? ", or a list" : "",
           row->flags & ROW_REQUIRED ? "; required" : "");
    print_text(row->doc);
    if (row->choices != NULL)
        print_choices(row);
    if (row->fallback != NULL) {
        fputs("The default is\n.Ql", stdout);
        print_argument(row->fallback);
        puts(" .");
    }
    print_other_words(table, row->key);
    if (row->choices == NULL) {
        fputs("For example:\n.Ql", stdout);
        print_argument(row->example);
        putchar('\n');
    }
}

static void print_table(const struct table *table)
{
    puts(".Bl -tag -width Ds");
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        if (row->means == row->key && !is_common(table, row))
            print_row(table, row);
    }
    puts(".El");
    const char *separator = ".Pp\nAnd as in every entry:\n";
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        if (row->means != row->key || !is_common(table, row))
            continue;
        printf("%s.Cm %s", separator, name_text(row->key));
        separator = " ,\n";
    }
    if (*separator == ' ')
        puts(" .");
}

static void print_tables(const struct table *const *tables, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        printf(".Ss %c%s\n", tables[i]->name[0] & ~0x20, tables[i]->name + 1);
        print_text(tables[i]->doc);
        print_table(tables[i]);
    }
}

/* ---- parts ---- */

static void print_cv(void)
{
    print_table(&cv_table);
}

static void print_entries(void)
{
    /* The general one first, since the others refer to it. */
    print_tables(&entry_tables[ENTRY_GENERIC], 1);
    print_tables(entry_tables, ENTRY_GENERIC);
}

static void print_maps(void)
{
    static const struct table *const tables[] = {
        &name_table,       &person_table, &profile_table, &link_table,
        &acceptance_table, &design_table, &margins_table, &section_table,
        &citations_table, &citation_table, &author_table, &endpoint_table,
        &group_title_table, &prefix_table, &only_table, &pair_table,
    };
    print_tables(tables, sizeof tables / sizeof *tables);
}

static void print_titles(void)
{
    puts(".Bl -tag -width publication -compact");
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++) {
        enum entry_type of_word;
        const char *word, *separator = "";
        for (size_t i = 0; (word = section_title_word(i, &of_word)) != NULL; i++) {
            if ((int)of_word != type)
                continue;
            if (*separator == '\0')
                printf(".It Cm %s\n", entry_tables[type]->name);
            printf("%s%s", separator, word);
            separator = ",\n";
        }
        if (*separator != '\0')
            putchar('\n');
    }
    puts(".El");
}

static void print_math(void)
{
    static const char *const commands[] = {
#define C(name, class, package) #name,
#include "tex/math_commands.def"
#undef C
    };
    puts(".Bd -filled -offset indent");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        printf("\\e%s\n", commands[i]);
    puts(".Ed");
}

static const struct {
    const char *name;
    void (*print)(void);
} parts[] = {
    {"cv", print_cv},         {"entries", print_entries}, {"maps", print_maps},
    {"titles", print_titles}, {"math", print_math},
};

/* Prints the part that the line begins; false when it begins none. */
static bool print_part(const char *line)
{
    char name[32];
    if (sscanf(line, ".\\\" begin %31s", name) != 1)
        return false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(parts[i].name, name) == 0) {
            parts[i].print();
            return true;
        }
    fprintf(stderr, "gen-manual: there is no part '%s'\n", name);
    exit(1);
}

int main(int argc, char *argv[])
{
    FILE *page = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (page == NULL) {
        fputs("usage: gen-manual PAGE\n", stderr);
        return 1;
    }
    char line[1000];
    bool skipping = false;
    while (fgets(line, sizeof line, page) != NULL) {
        if (strncmp(line, ".\\\" end", 7) == 0)
            skipping = false;
        if (!skipping)
            fputs(line, stdout);
        if (print_part(line))
            skipping = true;
    }
    fclose(page);
    return fflush(stdout) == 0 ? 0 : 1;
}

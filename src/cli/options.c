#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "cv2tex - from a CV kept as YAML to a LaTeX document of the moderncv class\n"
    "\n"
    "Usage:\n"
    "  cv2tex [options] FILE [OVERLAY...]   LaTeX on standard output ('-' is standard input)\n"
    "  cv2tex build [options] FILE...       the PDF, by pdflatex; its name is the CV's\n"
    "  cv2tex watch [options] FILE          build at each save, until Ctrl-C\n"
    "  cv2tex doctor                        what building needs: what is there, what is missing\n"
    "  cv2tex convert [options] FILE        the CV as native YAML, on standard output\n"
    "  cv2tex check [options] FILE...       find every mistake, write nothing\n"
    "  cv2tex cite [options] FILE           ask how often the papers were cited, print a table\n"
    "  cv2tex new [FILE]                    a CV to start from, which explains the format\n"
    "  cv2tex new --bib BIB [FILE]          one with the publications of a BibTeX file\n"
    "  cv2tex schema                        the JSON Schema of the format, for editors\n"
    "  cv2tex template list                 the names of the built-in templates\n"
    "  cv2tex template export DIR           write them to DIR, to be changed\n"
    "\n"
    "Options:\n"
    "  -o, --output FILE            write to FILE; build: a .pdf, .tex or .png, or a folder/\n"
    "      --style NAME             classic, casual, banking, oldstyle or fancy\n"
    "      --color NAME             black, blue, burgundy, green, grey, orange, purple or red\n"
    "      --set PATH=VALUE         set one value of the CV: --set design.font_size=10pt\n"
    "      --overlay FILE           lay FILE upon each CV, as OVERLAY does\n"
    "      --template DIR           take templates from DIR first\n"
    "      --from FORMAT            read the CV as native, rendercv, jsonresume, yamlresume or\n"
    "                               al-folio; else its keys tell\n"
    "      --citations[=PROVIDER]   ask how often the papers were cited; PROVIDER as in the CV\n"
    "      --offline                ask nobody, use the record of citations\n"
    "      --json                   cite: the table as JSON\n"
    "      --strict                 treat warnings as errors\n"
    "      --diagnostics text|json  how to report what is wrong\n"
    "      --to FORMAT              convert: native (the default) or jsonresume\n"
    "      --pages N                build: make it fit on N pages (design.pages)\n"
    "      --all-pages              build -o cv.png: all pages, as cv-1.png, cv-2.png...\n"
    "  -j, --jobs N                 build: so many CVs at a time\n"
    "      --bib FILE               new: take the publications from this BibTeX file\n"
    "      --timeout SECONDS        give pdflatex, and those who count citations, so long: 60\n"
    "      --depfile FILE           build: write the files that were read to FILE, for make\n"
    "      --no-cache               build: run pdflatex from the very start\n"
    "      --keep                   build: leave the work folder, and tell where\n"
    "  -q, --quiet                  report errors only by the exit status\n"
    "  -h, --help                   show this text\n"
    "      --version                show the version\n"
    "\n"
    "Exit status: 0 done, 1 the CV has errors, 2 wrong usage, 3 a file or the machine,\n"
    "4 pdflatex failed.\n";

int usage_error(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fputs("cv2tex: ", stderr);
    vfprintf(stderr, fmt, args);
    bool asks = fmt[strlen(fmt) - 1] == '?';
    fprintf(stderr, "%s 'cv2tex --help'\n", asks ? " Or try" : "; try");
    va_end(args);
    return EXIT_WRONG_USE;
}

enum option {
    OPTION_OUTPUT,
    OPTION_STYLE,
    OPTION_COLOR,
    OPTION_SET,
    OPTION_OVERLAY,
    OPTION_TEMPLATE,
    OPTION_FROM,
    OPTION_CITATIONS,
    OPTION_OFFLINE,
    OPTION_JSON,
    OPTION_BIB,
    OPTION_STRICT,
    OPTION_DIAGNOSTICS,
    OPTION_TO,
    OPTION_PAGES,
    OPTION_ALL_PAGES,
    OPTION_JOBS,
    OPTION_TIMEOUT,
    OPTION_DEPFILE,
    OPTION_KEEP,
    OPTION_NO_CACHE,
    OPTION_QUIET,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_UNKNOWN
};

/* The commands, one bit each, in the order of their words. */
enum {
    EMIT = 1 << 0,
    BUILD = 1 << 1,
    WATCH = 1 << 2,
    CONVERT = 1 << 3,
    CHECK = 1 << 4,
    CITE = 1 << 5,
    NEW = 1 << 6,
    SCHEMA = 1 << 7,
    TEMPLATE = 1 << 8,
    DOCTOR = 1 << 9,
    BUILDING = BUILD | WATCH,
    RENDERING = BUILDING | EMIT | CHECK,
    READING = RENDERING | CONVERT | CITE,
    ANY = READING | NEW | SCHEMA | TEMPLATE | DOCTOR,
};

static const char *const commands[] = {"emit", "build",  "watch",    "convert", "check", "cite",
                                       "new",  "schema", "template", "doctor"};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const struct {
    const char *word;
    char letter; /* '\0': none */
    bool takes_value;
    unsigned commands; /* to which it means something */
} table[] = {
    [OPTION_OUTPUT] = {"output", 'o', true, ANY & ~(CHECK | TEMPLATE)},
    [OPTION_STYLE] = {"style", '\0', true, READING},
    [OPTION_COLOR] = {"color", '\0', true, READING},
    [OPTION_SET] = {"set", '\0', true, READING},
    [OPTION_OVERLAY] = {"overlay", '\0', true, READING},
    [OPTION_TEMPLATE] = {"template", '\0', true, READING},
    [OPTION_FROM] = {"from", '\0', true, READING},
    [OPTION_CITATIONS] = {"citations", '\0', false, RENDERING | CITE},
    [OPTION_OFFLINE] = {"offline", '\0', false, RENDERING | CITE},
    [OPTION_JSON] = {"json", '\0', false, CITE},
    [OPTION_BIB] = {"bib", '\0', true, NEW},
    [OPTION_STRICT] = {"strict", '\0', false, ANY},
    [OPTION_DIAGNOSTICS] = {"diagnostics", '\0', true, ANY},
    [OPTION_TO] = {"to", '\0', true, CONVERT},
    [OPTION_PAGES] = {"pages", '\0', true, BUILDING},
    [OPTION_ALL_PAGES] = {"all-pages", '\0', false, BUILDING},
    [OPTION_JOBS] = {"jobs", 'j', true, BUILD},
    [OPTION_TIMEOUT] = {"timeout", '\0', true, RENDERING | CITE},
    [OPTION_DEPFILE] = {"depfile", '\0', true, BUILDING},
    [OPTION_KEEP] = {"keep", '\0', false, BUILDING},
    [OPTION_NO_CACHE] = {"no-cache", '\0', false, BUILDING},
    [OPTION_QUIET] = {"quiet", 'q', false, ANY},
    [OPTION_HELP] = {"help", 'h', false, ANY},
    [OPTION_VERSION] = {"version", '\0', false, ANY},
};

/* The option that `argument` names, with *value set to what follows a '=' or a letter, or NULL. */
static enum option find_option(const char *argument, const char **value)
{
    *value = NULL;
    for (int i = 0; i < OPTION_UNKNOWN; i++) {
        if (argument[1] == '-') {
            size_t len = strlen(table[i].word);
            if (strncmp(argument + 2, table[i].word, len) != 0)
                continue;
            if (argument[2 + len] == '=')
                *value = argument + 2 + len + 1;
            else if (argument[2 + len] != '\0')
                continue;
            return (enum option)i;
        }
        if (table[i].letter != '\0' && argument[1] == table[i].letter) {
            if (argument[2] != '\0')
                *value = argument + 2;
            return *value == NULL || table[i].takes_value ? (enum option)i : OPTION_UNKNOWN;
        }
    }
    return OPTION_UNKNOWN;
}

/* "design.style=" + value, for an option that is short for --set. Lives as long as the program. */
static const char *setting(const char *prefix, const char *value)
{
    size_t len = strlen(prefix) + strlen(value) + 1;
    char *text = malloc(len);
    if (text != NULL)
        snprintf(text, len, "%s%s", prefix, value);
    return text;
}

static int add_setting(struct options *options, const char *text)
{
    if (text == NULL) {
        fputs("cv2tex: out of memory\n", stderr);
        return EXIT_MACHINE;
    }
    if (options->setting_count == SETTINGS_MAX)
        return usage_error("more than %d settings", SETTINGS_MAX);
    options->settings[options->setting_count++] = text;
    return EXIT_DONE;
}

static int add_overlay(struct options *options, const char *file)
{
    if (options->overlay_count == OVERLAYS_MAX)
        return usage_error("more than %d overlays", OVERLAYS_MAX);
    options->overlays[options->overlay_count++] = file;
    return EXIT_DONE;
}

static int set_format(struct options *options, const char *value)
{
    if (strcmp(value, "json") != 0 && strcmp(value, "text") != 0)
        return usage_error("--diagnostics is text or json, not '%s'", value);
    options->format = strcmp(value, "json") == 0 ? CV2TEX_JSON : CV2TEX_TEXT;
    return EXIT_DONE;
}

static int set_target(struct options *options, const char *value)
{
    if (strcmp(value, "native") != 0 && strcmp(value, "jsonresume") != 0)
        return usage_error("--to is native or jsonresume, not '%s'", value);
    options->to = strcmp(value, "native") == 0 ? CV2TEX_NATIVE : CV2TEX_JSON_RESUME;
    return EXIT_DONE;
}

/* A whole number from 1 to `most`. */
static int set_number(unsigned *number, unsigned most, const char *word, const char *value)
{
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    if (*value < '0' || *value > '9' || *end != '\0' || n < 1 || n > most)
        return usage_error("--%s is a number from 1 to %u, not '%s'", word, most, value);
    *number = (unsigned)n;
    return EXIT_DONE;
}

static int check_format(const char *name)
{
    struct cv2tex *doc = cv2tex_new();
    bool known = doc == NULL || cv2tex_use_format(doc, name) == CV2TEX_OK;
    cv2tex_free(doc);
    return known ? EXIT_DONE
                 : usage_error(
                       "--from is native, rendercv, jsonresume, yamlresume or al-folio, not '%s'",
                       name);
}

static int apply(struct options *options, enum option option, const char *value)
{
    unsigned pages;
    int status;
    switch (option) {
    case OPTION_OUTPUT:
        options->output = value;
        return EXIT_DONE;
    case OPTION_STYLE:
        return add_setting(options, setting("design.style=", value));
    case OPTION_COLOR:
        return add_setting(options, setting("design.color=", value));
    case OPTION_SET:
        return add_setting(options, value);
    case OPTION_OVERLAY:
        return add_overlay(options, value);
    case OPTION_TEMPLATE:
        options->template_dir = value;
        return EXIT_DONE;
    case OPTION_FROM:
        options->from = value;
        return check_format(value);
    case OPTION_CITATIONS:
        options->citations = true;
        options->provider = value;
        return EXIT_DONE;
    case OPTION_OFFLINE:
        options->offline = true;
        return EXIT_DONE;
    case OPTION_JSON:
        options->json = true;
        return EXIT_DONE;
    case OPTION_BIB:
        options->bib = value;
        return EXIT_DONE;
    case OPTION_STRICT:
        options->strict = true;
        return EXIT_DONE;
    case OPTION_DIAGNOSTICS:
        return set_format(options, value);
    case OPTION_TO:
        return set_target(options, value);
    case OPTION_PAGES:
        status = set_number(&pages, 999, "pages", value);
        return status != EXIT_DONE ? status : add_setting(options, setting("design.pages=", value));
    case OPTION_ALL_PAGES:
        options->all_pages = true;
        return EXIT_DONE;
    case OPTION_JOBS:
        return set_number(&options->jobs, 256, "jobs", value);
    case OPTION_TIMEOUT:
        return set_number(&options->seconds, 86400, "timeout", value);
    case OPTION_DEPFILE:
        options->depfile = value;
        return EXIT_DONE;
    case OPTION_KEEP:
        options->keep = true;
        return EXIT_DONE;
    case OPTION_NO_CACHE:
        options->no_cache = true;
        return EXIT_DONE;
    default:
        options->quiet = true;
        return EXIT_DONE;
    }
}

/* A subcommand's word counts only as the first argument: a file may be called "check", too. */
static const char *command_of(int argc, char *argv[])
{
    for (size_t i = 1; argc > 1 && i < COMMAND_COUNT; i++)
        if (strcmp(argv[1], commands[i]) == 0)
            return commands[i];
    return commands[0];
}

/* What is neither a command nor a file, and nearly a command, is a slip of the pen. */
static int check_command(const char *word)
{
    const char *near = cv2tex_closest(word, commands + 1, COMMAND_COUNT - 1);
    if (near == NULL || strchr(word, '.') != NULL || access(word, F_OK) == 0)
        return EXIT_DONE;
    return usage_error("there is no command and no file '%s'; did you mean 'cv2tex %s'?", word,
                       near);
}

static int unknown_option(const char *argument)
{
    const char *words[OPTION_UNKNOWN], *near = NULL;
    char word[32];
    for (size_t i = 0; i < OPTION_UNKNOWN; i++)
        words[i] = table[i].word;
    if (strlen(argument) < sizeof word) {
        strcpy(word, argument + strspn(argument, "-"));
        word[strcspn(word, "=")] = '\0';
        near = cv2tex_closest(word, words, OPTION_UNKNOWN);
    }
    return near != NULL ? usage_error("unknown option '%s'; did you mean '--%s'?", argument, near)
                        : usage_error("unknown option '%s'", argument);
}

/* Whether the option means something to the command. */
static int check_use(const struct options *options, enum option option)
{
    size_t command = 0, one = 0;
    while (strcmp(options->command, commands[command]) != 0)
        command++;
    if (table[option].commands & (1u << command))
        return EXIT_DONE;
    while ((table[option].commands & (1u << one)) == 0)
        one++;
    if (one == 0)
        return usage_error("option '--%s' is not for 'cv2tex %s'", table[option].word,
                           options->command);
    return usage_error("option '--%s' is for 'cv2tex %s'", table[option].word, commands[one]);
}

/* Reads the option at argv[*i] and its value; moves *i on. Returns an exit status, or -1 to go on. */
static int read_option(struct options *options, int argc, char *argv[], int *i)
{
    const char *value;
    enum option option = find_option(argv[*i], &value);
    if (option == OPTION_UNKNOWN)
        return unknown_option(argv[*i]);
    if (option == OPTION_HELP || option == OPTION_VERSION) {
        if (option == OPTION_HELP)
            return output_write(NULL, help, sizeof help - 1);
        char version[64];
        int len = snprintf(version, sizeof version, "cv2tex %s\n", cv2tex_version());
        return output_write(NULL, version, (size_t)len);
    }
    if (table[option].takes_value && value == NULL) {
        if (*i + 1 == argc)
            return usage_error("option '%s' needs a value", argv[*i]);
        value = argv[++*i];
    } else if (!table[option].takes_value && value != NULL && option != OPTION_CITATIONS) {
        return usage_error("option '--%s' takes no value", table[option].word);
    }
    int status = check_use(options, option);
    if (status == EXIT_DONE)
        status = apply(options, option, value);
    return status == EXIT_DONE ? -1 : status;
}

bool options_read(int argc, char *argv[], struct options *options, int *status)
{
    *options = (struct options){.command = command_of(argc, argv)};
    /* Files are gathered at the front of argv, over what has been read already. */
    const char **files = (const char **)argv;
    bool only_files = false;
    for (int i = strcmp(options->command, "emit") == 0 ? 1 : 2; i < argc; i++) {
        if (only_files || argv[i][0] != '-' || argv[i][1] == '\0') {
            files[options->file_count++] = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            only_files = true;
        } else {
            *status = read_option(options, argc, argv, &i);
            if (*status >= 0)
                return false;
        }
    }
    options->files = files;
    bool is_emit = strcmp(options->command, "emit") == 0;
    bool runs_nothing = (is_emit || strcmp(options->command, "check") == 0) && !options->citations;
    *status = EXIT_DONE;
    if (is_emit && options->file_count > 0 && !only_files)
        *status = check_command(files[0]);
    if (runs_nothing && options->seconds > 0)
        *status = usage_error("option '--timeout' is for 'cv2tex build' and --citations");
    return *status == EXIT_DONE;
}

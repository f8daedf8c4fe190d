/* What reading a file costs at least: libyaml's events, thrown away. */
#include <stdio.h>
#include <yaml.h>

int main(int argc, char *argv[])
{
    yaml_parser_t parser;
    yaml_event_t event;
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL || !yaml_parser_initialize(&parser))
        return 1;
    yaml_parser_set_input_file(&parser, file);
    for (int done = 0; !done;) {
        if (!yaml_parser_parse(&parser, &event))
            return 1;
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    fclose(file);
    return 0;
}

#include "builtin.h"

#include "cv2tex.h"

const char *builtin_file(const char *name)
{
    for (const struct builtin_file *file = builtin_templates; file->name != NULL; file++)
        if (strcmp(file->name, name) == 0)
            return file->text;
    return NULL;
}

static size_t template_count(void)
{
    size_t count = 0;
    while (builtin_templates[count].name != NULL)
        count++;
    return count;
}

const char *cv2tex_template_name(size_t index)
{
    return index < template_count() ? builtin_templates[index].name : NULL;
}

const char *cv2tex_template_text(size_t index)
{
    return index < template_count() ? builtin_templates[index].text : NULL;
}

const char *cv2tex_starter(void)
{
    return builtin_starter;
}

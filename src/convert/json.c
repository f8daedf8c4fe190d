#include "convert/json.h"

static void begin(struct json *j, struct str key)
{
    if (!j->empty)
        buf_addc(j->out, ',');
    if (j->depth > 0)
        buf_addc(j->out, '\n');
    for (unsigned i = 0; i < j->depth; i++)
        buf_adds(j->out, "  ");
    if (key.ptr != NULL) {
        buf_add_json(j->out, key);
        buf_adds(j->out, ": ");
    }
    j->empty = false;
}

void json_open(struct json *j, struct str key, char bracket)
{
    begin(j, key);
    buf_addc(j->out, bracket);
    j->depth++;
    j->empty = true;
}

void json_close(struct json *j, char bracket)
{
    j->depth--;
    if (!j->empty)
        buf_addc(j->out, '\n');
    for (unsigned i = 0; !j->empty && i < j->depth; i++)
        buf_adds(j->out, "  ");
    buf_addc(j->out, bracket);
    j->empty = false;
}

void json_text(struct json *j, struct str key, struct str text)
{
    begin(j, key);
    buf_add_json(j->out, text);
}

bool json_skips(struct json *j, const struct node *node)
{
    if (node->kind == NODE_SCALAR && node->raw_tex)
        diag_add(j->diags, DIAG_NO_PLACE, node->span, "write it as text",
                 "raw LaTeX has no place in JSON and is left out");
    return node_is_null(node) || (node->kind == NODE_SCALAR && node->raw_tex);
}

void json_node(struct json *j, struct str key, const struct node *node)
{
    if (json_skips(j, node))
        return;
    if (node->kind == NODE_SCALAR) {
        json_text(j, key, node->text);
    } else if (node->kind == NODE_LIST) {
        json_open(j, key, '[');
        NODE_EACH(item, node)
            json_node(j, STR_NONE, item);
        json_close(j, ']');
    } else {
        json_open(j, key, '{');
        NODE_EACH_PAIR(name, value, node)
            json_node(j, name->text.len > 0 ? name->text : STR(""), value);
        json_close(j, '}');
    }
}

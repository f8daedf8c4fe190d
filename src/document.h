/* What a document is made of: for the files of the façade only. */
#ifndef CV2TEX_DOCUMENT_H
#define CV2TEX_DOCUMENT_H

#include "cv2tex.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "bind/bind.h"
#include "dialect/dialect.h"
#include "tree/node.h"

struct document_input {
    struct document_input *next;
    const char *path;
};

struct document_setting {
    struct document_setting *next;
    const char *assignment;
};

struct cv2tex {
    struct arena arena;
    struct diags diags;
    uint32_t source_cap;
    const struct dialect *dialect; /* the first file's format; NULL: nothing was read */
    const struct dialect *forced;  /* the format that it is to be read as, or NULL */
    struct node *original; /* what was read, in that format: the root until it is made native */
    struct node *overlay;  /* native maps to be laid upon it then */
    struct document_setting *settings, **settings_end; /* and values to be set */
    struct node *root; /* native; NULL until document_native() */
    struct str file;          /* the first one read */
    const char *template_dir; /* NULL: the built-in ones only */
    struct document_input *inputs, **inputs_end;
    struct cv *cv; /* the model that was rendered */
    struct cv *read_ahead; /* the model that is to be rendered, if it has been read; or NULL */
    struct diags ahead;    /* what there is to say of it */
    struct bind *bind;
    struct buf latex;
    struct buf converted;
    struct buf messages, table;
    const char *photo, *photo_name; /* its path and its name in a work folder, or NULL */
    const struct tex_result *built; /* NULL: nothing */
    struct citation_state *citations; /* what cv2tex_cite() or a record told; or NULL */
    const char *tight_spacing, *tight_margin, *fitted; /* what makes it fit its pages, or NULL */
    bool rendered;
    bool machine; /* a file could not be read */
    bool loaded;  /* the files of `entries_from` */
};

/* Does something with the document that may jump out of it when memory runs out. */
typedef enum cv2tex_status document_step(struct cv2tex *doc, const void *argument);
enum cv2tex_status document_run(struct cv2tex *doc, document_step *step, const void *argument);

/* A place for one more source; its number is diags.source_count - 1. */
struct source *document_add_source(struct cv2tex *doc);

/* entries_from.c: puts the entries of .bib files into the sections of the tree that name them, once. */
void document_load_entries(struct cv2tex *doc);

/* Notes that the file was read. */
void document_add_input(struct cv2tex *doc, const char *path);

/* What a call comes to that needs a CV, when there is none. */
enum cv2tex_status document_nothing_read(const struct cv2tex *doc);

/* Takes the tree of a file that was read: the CV, or what is laid upon it. */
void document_take(struct cv2tex *doc, struct node *tree);

/* The words of a language. */
const struct locale *document_words(struct cv2tex *doc, enum language language);

/* Makes doc->root from what was read, whatever its format, unless that is done. */
enum cv2tex_status document_native(struct cv2tex *doc);

/* As cv2tex_set(), inside of a step. */
enum cv2tex_status document_set(struct cv2tex *doc, const void *assignment);

/*
 * Renders, or renders again: LaTeX that is to be compiled in the current folder, or in a work folder
 * in which the photo goes by doc->photo_name.
 */
enum cv2tex_status document_render(struct cv2tex *doc, bool in_work_folder);

/* Reads the model from the tree, if that has not been done, and takes it as doc->cv. */
void document_read_model(struct cv2tex *doc);

/* Tells the entries of doc->cv how often they were cited, as far as the CV wants it. */
void document_apply_citations(struct cv2tex *doc);

/* Takes a photo that is not there out of the model, with a warning. Returns it, or NULL. */
const struct item *document_drop_missing_photo(struct cv2tex *doc);

/* The folder of the CV's file, with its slash, or "". */
const char *document_folder(struct cv2tex *doc);

#endif

/* The façade: how often the papers of a document were cited. */
#include "document.h"

#include "cite/counts.h"

/* Whether an entry says itself how often it was cited. */
static bool has_manual_counts(const struct cv *cv)
{
    for (const struct section *s = cv->sections; s != NULL; s = s->next)
        for (const struct record *entry = s->entries; entry != NULL; entry = entry->next)
            if (record_get(entry, NAME_citations) != NULL)
                return true;
    return false;
}

void document_apply_citations(struct cv2tex *doc)
{
    bool wanted = record_get(doc->cv->top, NAME_citations) != NULL || doc->citations != NULL;
    if (!wanted && !has_manual_counts(doc->cv))
        return;
    struct counts_wishes wishes;
    counts_wishes(doc->cv, &wishes);
    if (!wanted)
        wishes.show = CITATIONS_COUNT;
    const struct papers papers = papers_of(&doc->arena, doc->cv);
    counts_apply(&doc->arena, doc->cv, &wishes, &papers, NULL);
}

"""What a CV has to say and what its PDF says, as words."""

import collections
import re
import unicodedata

import yaml

# Keys whose values steer the program, are printed in another form, or are the target of a link.
NOT_PRINTED = {"design", "tags", "type", "selected", "key", "name_variants", "photo", "lead",
               "private", "date", "start_date", "end_date", "year", "url", "entries_from", "citations"}
NOT_PRINTED_OF = {"authors": {"role"}, "editors": {"role"}, "publication": {"keywords"}}
PRIVATE = {"email", "phone"}

ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|mailto:)[^\s<>)]*", re.I)
LINK = re.compile(r"\]\((?:<[^<>]*>|[^()\s]*)(?:\([^()\s]*\)[^()\s]*)*\)")
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
FORMULA = re.compile(r"(?<![\\$\w])\$(?=\S)[^$]*(?<=[^\s\\])\$(?![\w$])")
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
PLACEHOLDER = re.compile(r"\[U\+[0-9A-F]{4,6}(?:\s+U\+[0-9A-F]{4,6})*\s*\]")


def alone(char):
    """Whether a character is a word by itself: scripts that set no spaces."""
    return unicodedata.name(char, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))


def words(text):
    """The words of a text, in their order."""
    text = unicodedata.normalize("NFKC", text)
    found, word = [], ""
    for char in text + " ":
        kind = unicodedata.category(char)
        if kind[0] in "LN" and not alone(char):
            word += char
        elif kind[0] == "M" or char in "\u200b\u200c\u200d\u00ad":
            continue
        else:
            if word:
                found.append(word)
            word = ""
            if kind[0] in "LN":
                found.append(char)
    return found


def unmarked(text):
    """A text without those parts of its Markdown that are not printed."""
    text = FORMULA.sub(" ", text)
    text = LINK.sub("] ", text)
    text = ADDRESS.sub(" ", text)
    text = TAG.sub("", text)
    return ENTITY.sub(" ", text)


def pairs(node):
    """The pairs of a map as (key's text, value); none of anything else."""
    return [(key.value, value) for key, value in node.value] if is_map(node) else []


def is_map(node):
    return isinstance(node, yaml.MappingNode)


def texts(node, within=""):
    """The texts below a node that are meant for the page; `within` is the key it stands under."""
    if isinstance(node, yaml.ScalarNode):
        nothing = node.style is None and node.value in ("", "~", "null")
        if node.tag != "!tex" and not nothing:
            yield node.value
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from texts(child, within)
    elif within == "profiles":  # labels may be printed as icons
        for _, value in pairs(node):
            yield from texts(value)
    elif within == "links":
        for key, _ in pairs(node):
            yield key
    else:
        keys = dict(pairs(node))
        private = "private" in keys and keys["private"].value == "true"
        skipped = NOT_PRINTED | NOT_PRINTED_OF.get(within, set()) | (PRIVATE if private else set())
        if "authors" in keys:
            skipped = skipped | NOT_PRINTED_OF["publication"]
        for key, value in pairs(node):
            if key not in skipped:
                yield from texts(value, key)


def section_texts(title, node):
    """The texts of a section: its title, and its entries or, in a short form, its labels."""
    keys = dict(pairs(node))
    if "entries" in keys or "entries_from" in keys:
        title = keys["title"].value if "title" in keys else title
        node = keys.get("entries")
    yield title
    if node is None:
        return
    if "group_by" in keys:  # a heading says it, once and in capitals
        for entry in [] if is_map(node) else node.value:
            entry.value = [pair for pair in entry.value if pair[0].value != keys["group_by"].value]
    for label, details in pairs(node):
        yield label
        yield from texts(details)
    if not is_map(node):
        yield from texts(node)


def printed_texts(root):
    for key, value in pairs(root):
        if key == "sections":
            for title, section in pairs(value):
                yield from section_texts(title, section)
        elif key not in NOT_PRINTED:
            yield from texts(value, key)


def printed_words(path):
    """A Counter of the words of CV file `path` that must be on the page."""
    with open(path, encoding="utf-8-sig") as file:
        root = yaml.compose(file, Loader=yaml.BaseLoader)
    wanted = collections.Counter()
    for text in printed_texts(root):
        wanted.update(words(unmarked(text)))
    return wanted


def lower(word):
    """A word in small letters; the dots and accents that this brings forth are left out."""
    return "".join(char for char in word.lower() if unicodedata.category(char)[0] != "M")


def count_broken(word, page):
    """How often a page has a word in pieces: over lines, over the edge of a raised or lowered part."""
    pieces = r"[\s\u00ad-]*".join(map(re.escape, word))
    return len(re.findall(r"(?<![^\W_])%s(?![^\W_])" % pieces, page))


def missing_words(wanted, pdf_text, as_written=lambda word: word, loose=1):
    """Those of the wanted words that the text of a PDF does not have, and how often they lack.

    Those of at least `loose` letters are found wherever their letters are, within others too.
    """
    pdf_text = PLACEHOLDER.sub(" ", pdf_text)
    there = collections.Counter(map(as_written, words(pdf_text)))
    lost = collections.Counter()
    page = squeezed = None
    for word, count in wanted.items():
        if there[word] >= count:
            continue
        if page is None:
            page = as_written(unicodedata.normalize("NFKC", pdf_text))
            squeezed = "".join(map(as_written, words(pdf_text)))
        found = max(there[word], count_broken(word, page))
        if len(word) >= loose:
            found = max(found, squeezed.count(word))
        if found < count:
            lost[word] = count - found
    return lost


def listing(lost):
    return ", ".join(word if count == 1 else "%s (%d times)" % (word, count)
                     for word, count in lost.items())


def first_out_of_order(wanted, got):
    """The first of `wanted` words that is not in `got` behind those before it, or None."""
    rest = iter(got)
    for position, word in enumerate(wanted):
        if not any(word == other for other in rest):
            return "%s ... (word %d: after '%s')" % (word, position,
                                                     " ".join(wanted[max(0, position - 6):position]))
    return None

"""The Big List of Naughty Strings: every string in every kind of field compiles and reads back."""

import json
import os
import re
import tempfile
import unicodedata

from runner.common import PROGRAM, Case, expect, read, run, shared, write
from runner.pdf import TROUBLE, compile_pdf

PLACEHOLDER = re.compile(r"\[(?:U\+[0-9A-F]{4,6})+\]")
UNPRINTABLE = re.compile(r"U\+([0-9A-F]{4,6})(?![0-9A-F])")


def strings():
    found = json.loads(read(shared("data/blns/blns.json")))
    return [text for text in found if text.strip() and "\0" not in text]


def quoted(text):
    """A YAML scalar, in double quotes."""
    return '"' + "".join(
        "\\" + c if c in '"\\' else c if c.isprintable() else "\\U%08x" % ord(c)
        for c in text) + '"'


def escaped(text):
    """Markdown that prints the text as it stands."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def squeezed(text, unprintable=frozenset()):
    """What can be compared: no spaces, no accents, no forms of letters, nothing unprintable."""
    text = unicodedata.normalize("NFKD", "".join(c for c in text if c not in unprintable))
    text = text.replace("'", "\u2019")  # TeX prints the straight one as the curved one
    return "".join(c for c in text if unicodedata.category(c)[0] not in "MZC")


def is_composed(text):
    """Whether each accent is part of a letter: others are printed, and read back beside it."""
    return not any(unicodedata.combining(c) for c in unicodedata.normalize("NFC", text))


def section(form):
    """A document in which each string is the value of one field of an entry; @ is the entry's number."""
    return lambda items: ["name: Ada Lovelace\nsections:\n  A:\n" + "".join(
        "    - %s\n" % (form.replace("@", str(i)) % item) for i, item in enumerate(items))]


def titles(items):
    return ["name: Ada Lovelace\nsections:\n" + "".join(
        "  s%d: {title: %s, entries: [x]}\n" % pair for pair in enumerate(items))]


def header(items):
    """Documents with some strings in each line of the header, all of which are in the summary, too:
    a name or a place of ten of them is compiled, but need not fit the page."""
    size = 10
    groups = [items[i:i + size] for i in range(0, len(items), size)]
    fields = ["name: {given: Ada, family: %s}", "headline: %s", "quote: %s", "location: %s",
              "affiliation: %s", "extra: [%s]"]
    documents = []
    for i in range(0, len(groups), len(fields)):
        here = [item[1:-1] for group in groups[i:i + len(fields)] for item in group]
        lines = ['summary: "%s"' % " ".join(here)]
        for field, group in zip(fields, groups[i:]):
            words = '"' + " ".join(item[1:-1] for item in group) + '"'
            lines.append(field % (", ".join(group) if field.startswith("extra") else words))
        documents.append("\n".join(lines) + "\nsections: {A: b}\n")
    return documents


# kind: the documents, and whether the field takes Markdown
FIELDS = {
    "bullet": (section("%s"), True),
    "paragraph": (section("{type: text, text: %s}"), True),
    "label": (section("{label: %s, details: x}"), True),
    "details": (section("{label: x, details: %s}"), True),
    "position": (section("{company: x, position: %s, location: y}"), True),
    "company": (section("{company: %s, position: x, location: y}"), True),
    "location": (section("{company: x, position: y, location: %s}"), True),
    "highlight": (section("{company: x, highlights: [%s]}"), True),
    "note": (section("{company: x, note: %s}"), True),
    "author": (section("{title: x@, authors: [y, %s]}"), True),
    "venue": (section("{title: x@, authors: [y], venue: %s}"), True),
    "number": (section("{title: x@, authors: [y], number: %s}"), False),
    "code": (section("{course: x, code: %s}"), False),
    "section": (titles, True),
    "header": (header, True),
}


def unprintable_in(path):
    """The characters in whose place a placeholder is printed: a warning names the first of a run only."""
    return frozenset(chr(int(code, 16)) for code in UNPRINTABLE.findall(run([PROGRAM, path]).text()))


def text_of(document, args, trouble):
    """The text of the PDF of a document, and the characters that it could not print."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "naughty.yaml")
        write(path, document.encode())
        content = compile_pdf(path, args, folder, [PROGRAM], ["-raw"], trouble)
        return PLACEHOLDER.sub("", squeezed(content)), unprintable_in(path)


def check(kind, style, verbatim):
    """Compiles all strings as they are, or (where that is another thing) as text; reads these back."""
    make, takes_markdown = FIELDS[kind]
    naughty = strings()
    markup = escaped if verbatim and takes_markdown else str
    args = ["--style", style, "--set", "design.page_numbers=never"]
    wanted = {text: 0 for text in naughty}
    documents = make([quoted(markup(text)) for text in naughty])
    for document in documents:
        # Ten of them in every line make a header that is higher than a page.
        content, unprintable = text_of(document, args, TROUBLE[:2] if kind == "header" else TROUBLE)
        for text in naughty:
            # A name with commas is turned round, and braces hold it together: its words are there.
            parts = re.findall(r"\w+", text) if kind == "author" else [text]
            wanted[text] += all(PLACEHOLDER.sub("", squeezed(part, unprintable)) in content
                                for part in parts)
    if verbatim:
        lost = [text for text, count in wanted.items() if count == 0 and is_composed(text)]
        expect(not lost, "%d strings do not read back:\n%s" % (
            len(lost), "\n".join(ascii(text)[:200] for text in lost[:20])))


def cases():
    try:
        strings()
    except Exception as reason:
        def skip(words=reason):
            raise words
        return [Case("naughty/strings", skip)]
    found = []
    for kind, (_, takes_markdown) in FIELDS.items():
        found.append(Case("naughty/" + kind, lambda kind=kind: check(kind, "banking", True)))
        if takes_markdown and kind != "header":
            found.append(Case("naughty/%s-as-markdown" % kind,
                              lambda kind=kind: check(kind, "classic", False)))
    return found

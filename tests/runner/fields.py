"""The text fields of CVs in the formats of other programs, and their words.

What is a text field is told by the formats' own documents, not by cv2tex: this file is to know
nothing of how cv2tex reads them. A file is a tree of lists, of pairs (lists of tuples) and of texts.
"""

import collections
import html
import json
import os
import re

import yaml

from runner import text

# Keys of any format whose values are addresses, options of a program, or pictures.
NOT_TEXT = {"url", "website", "image", "picture", "photo", "icon", "fontawesome_icon", "meta", "$schema",
            "design", "locale", "settings", "rendercv_settings", "locale_catalog", "layouts", "theme",
            "id", "tags", "type", "entry_type", "sort_entries", "section_order",
            "version", "lastmodified", "canonical"}
DATES = {"date", "startdate", "enddate", "releasedate", "year", "start", "end", "from", "to", "until", "years",
         "when", "issuedate", "expirationdate", "expirydate", "duration", "period"}
# Of two that say the same, one is printed.
TWICE = {"startdate": "enddate", "fluency": "level"}
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What a network is called may be a symbol on the page; the account may be an address.
NETWORKS = {"profiles", "socialnetworks"}

HTML = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.S)
TYPST = re.compile(r"#[a-z][\w.]*(?:\([^()]*\))?(?=\[)")
BLOCK_MATH = re.compile(r"\$\$.*?\$\$|\\\(.*?\\\)|\\\[.*?\\\]", re.S)
TEX_COMMAND = re.compile(r"\\(?:text(?:bf|it|tt|sc)|emph|underline|url|href|LaTeX|TeX)\b")
# What al-folio's map of general information says of the header: its labels are symbols there.
HEADER = {"fullname", "name", "email", "phone", "telephone", "website", "homepage", "location", "address",
          "dateofbirth", "born", "birthday"}
# Maps of one of these keys are entries; of another one, texts that hold ": ".
ENTRY_KEYS = {"bullet", "number", "reversednumber", "label", "details", "name", "title", "company",
              "position", "institution", "area", "degree", "summary", "highlights", "location", "value"}


class Loader(yaml.BaseLoader):
    """BaseLoader, for a tree of pairs."""


def construct(node):
    if isinstance(node, yaml.MappingNode):
        return [(construct(key), construct(value)) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return list(map(construct, node.value))
    nothing = node.style is None and node.value in ("", "~", "null", "Null", "NULL")
    return None if nothing else node.value


def read_json(data):
    root = json.loads(data, object_pairs_hook=lambda pairs: pairs or {}, strict=False,
                      parse_int=str, parse_float=str)
    return {True: "true", False: "false"}.get(root, root) if isinstance(root, bool) else root


def read(path):
    """The tree of a file; ValueError when it is neither JSON nor YAML."""
    with open(path, "rb") as file:
        data = file.read().decode("utf-8-sig")
    try:
        return read_json(data)
    except ValueError:
        pass
    try:
        documents = [node for node in yaml.compose_all(data, Loader) if node is not None]
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None
    if len(documents) != 1:
        raise ValueError("%d documents" % len(documents))
    return construct(documents[0])


def is_map(tree):
    return isinstance(tree, list) and tree != [] and all(isinstance(x, tuple) for x in tree)


def get(tree, *path):
    """The value below the keys of `path`, or None."""
    for key in path:
        tree = next((value for k, value in tree if k == key), None) if is_map(tree) else None
    return tree


def bare(key):
    return re.sub(r"[-_ ]", "", key).lower()


def texts(tree, within=""):
    """The texts of a tree, with their keys' meanings."""
    if tree is None or isinstance(tree, bool):
        return
    if isinstance(tree, (str, int, float)):
        yield str(tree)
    elif not is_map(tree):
        for child in tree:
            yield from texts(child, within)
    elif (len(tree) == 1 and isinstance(tree[0][1], str) and within in ("description", "highlights") and
          bare(tree[0][0]) not in ENTRY_KEYS | DATES):
        yield tree[0][0]  # a text that holds ": "
        yield tree[0][1]
    else:
        values = {bare(key): value for key, value in tree}
        for key, value in tree:
            name = bare(key)
            if value and values.get(TWICE.get(name)) == value:
                continue
            if name in DATES and isinstance(value, str):
                yield " ".join(YEAR.findall(value))
            elif name in NETWORKS and isinstance(value, list):
                for profile in value:
                    yield from texts(get(profile, "username"))
            elif name not in {bare(word) for word in NOT_TEXT}:
                yield from texts(value, name)


def rendercv(root):
    cv = get(root, "cv")
    for key, value in cv if is_map(cv) else []:
        if key != "sections":
            yield from texts([(key, value)])
    sections = get(cv, "sections")
    for title, entries in sections if is_map(sections) else []:
        yield title.replace("_", " ")
        yield from texts(entries, "highlights")


def jsonresume(root):
    for key, value in root:
        if key == "basics" and is_map(value):
            yield from texts(value)
        elif not isinstance(value, (str, int, float)):
            yield from texts([(key, value)])


def yamlresume(root):
    content = get(root, "content")
    yield from texts(content if is_map(content) else [])
    for layout in get(root, "layouts") or []:
        aliases = get(layout, "sections", "aliases")
        for section, title in aliases if is_map(aliases) else []:
            if get(content, section):
                yield from texts(title)


def alfolio(root):
    for number, section in enumerate(root):
        contents = get(section, "contents")
        if not contents:
            continue
        if number > 0:  # the first one is the header's
            yield from texts(get(section, "title"))
        if get(section, "type") != "map":
            yield from texts(contents, "description")
            continue
        for fact in contents:
            if number > 0 or bare(get(fact, "name") or "") not in HEADER:
                yield from texts(get(fact, "name"))
            yield from texts(get(fact, "value"))


FORMATS = {"rendercv": rendercv, "jsonresume": jsonresume, "yamlresume": yamlresume,
           "alfolio": alfolio}


def detect(root):
    if isinstance(root, list) and root and not is_map(root):
        return "alfolio"
    if is_map(get(root, "cv")):
        return "rendercv"
    if is_map(get(root, "content")):
        return "yamlresume"
    if is_map(get(root, "basics")) or any(
            isinstance(get(root, key), list) for key in ("work", "education", "skills", "projects")):
        return "jsonresume"
    return "native"


def unmarked(words):
    words = re.sub(r"^tel:", "", words)
    words = BLOCK_MATH.sub(" ", words)
    words = TYPST.sub("", words)
    words = HTML.sub(" ", text.LINK.sub("] ", words))
    words = TEX_COMMAND.sub(" ", words)
    return text.unmarked(html.unescape(words))


def printed_words(path):
    """The format of a CV, and a Counter of the words that must be on its page, in small letters."""
    root = read(path)
    kind = detect(root)
    wanted = collections.Counter()
    if kind == "native":
        wanted = text.printed_words(path)
    else:
        for words in FORMATS[kind](root):
            wanted.update(text.words(unmarked(words)))
    lower = collections.Counter()
    for word, count in wanted.items():
        lower[text.lower(word)] += count
    return kind, lower


def files(paths):
    """The CVs among files and in folders."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                if name.endswith((".yaml", ".yml", ".json")):
                    yield os.path.join(folder, name)

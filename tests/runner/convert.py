"""tests/convert: CVs, and what `cv2tex convert` makes of them.

NAME.yaml or NAME.json is the CV, NAME.out what it becomes. A first line `# args: ...` adds arguments.

Of each of these, and of every CV of tests/cases and examples that emits, as YAML:
    the YAML emits the same LaTeX as the CV did
    converting the YAML gives the same YAML
    another reader of YAML finds the same texts in it as in the CV, if that is native
and as JSON Resume:
    every key that the format has holds what it may hold
    read back it prints the same words
"""

import collections
import contextlib
import glob
import json
import os
import re
import shlex
import tempfile

import yaml

from runner import fields, text
from runner.cases import PROVENANCE, directive, keep
from runner.common import (PROGRAM, ROOT, TESTS, Case, expect, expect_equal, read, run, tools,
                           write)


STRICT = {"bad-date", "date-order"}


def convert(command, cv, args=(), cwd=ROOT):
    output = run(command + ["convert", "-q", cv, *args], cwd=cwd)
    expect(output.status == 0, "exit %d\n%s" % (output.status, output.messages()))
    return output.out


def emit(cv, args=(), cwd=ROOT):
    """The LaTeX of a CV, or what is wrong with it."""
    output = run([PROGRAM, cv, *args], cwd=cwd)
    if output.status != 0:
        return re.sub(r"^.*: warning: [^]]*]\n.*\n.*\n", "", output.messages(), flags=re.M)
    return PROVENANCE.sub("", output.text())


def as_text(value):
    """A value as the text that cv2tex takes it for; nothing and what is empty is None."""
    if isinstance(value, dict):
        pairs = {str(key): as_text(child) for key, child in value.items()}
        return {key: child for key, child in pairs.items() if child is not None} or None
    if isinstance(value, list):
        return [child for child in map(as_text, value) if child is not None] or None
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None or not str(value).strip() else str(value)


class Texts(yaml.SafeLoader):
    """Reads a native file as cv2tex does: every scalar is a text."""


def construct_text(loader, node):
    nothing = node.style is None and node.value in ("", "~", "null")
    return None if nothing else loader.construct_scalar(node)


Texts.yaml_implicit_resolvers = {"<": [("tag:yaml.org,2002:merge", re.compile("^<<$"))]}
Texts.add_constructor("tag:yaml.org,2002:str", construct_text)
for reader in (Texts, yaml.SafeLoader):
    reader.add_constructor("!tex", lambda loader, node: loader.construct_scalar(node))


def is_native(cv):
    try:
        root = fields.read(cv)
        return fields.detect(root) == "native" and any(
            fields.get(root, key) is not None for key in ("name", "sections"))
    except ValueError:
        return False


@contextlib.contextmanager
def placed(made, cv, cwd, ending):
    """The folder and name of a file with what was made, beside all that the CV needs, by its name."""
    source = os.path.join(cwd, os.path.dirname(cv))
    name = os.path.splitext(os.path.basename(cv))[0] + ending
    with tempfile.TemporaryDirectory() as folder:
        for other in os.listdir(source):
            if not other.endswith((".yaml", ".yml", ".tex", ".expect", ".out")) and other != name:
                os.symlink(os.path.abspath(os.path.join(source, other)), os.path.join(folder, other))
        write(os.path.join(folder, name), made)
        yield folder, name


def check_same(cv, args=(), cwd=ROOT, native=True):
    """The YAML that `cv` becomes says the same as `cv`."""
    latex = emit(os.path.basename(cv), args, os.path.join(cwd, os.path.dirname(cv)))
    made = convert([PROGRAM], cv, args, cwd)
    with placed(made, cv, cwd, ".yaml") as (folder, name):
        converted = emit(name, cwd=folder)
        # A date that cannot be is printed as it is from other formats; the native one is strict.
        if not set(re.findall(r"error: .*\[([a-z-]+)]$", converted, re.M)) & STRICT:
            expect_equal(latex, converted, "the LaTeX")
            again = convert([PROGRAM], name, cwd=folder)
            expect_equal(made.decode(), again.decode(), "converted once more")
    if native and is_native(os.path.join(cwd, cv)):
        wanted = as_text(yaml.load(read(os.path.join(cwd, cv)), Texts))
        got = as_text(yaml.load(made, yaml.SafeLoader))
        expect_equal(json.dumps(wanted, indent=1, ensure_ascii=False),
                     json.dumps(got, indent=1, ensure_ascii=False), "what another reader finds")


# The keys of JSON Resume 1.x: "" a text, [] a list of texts, None a date.
DATED = {"url": "", "startDate": None, "endDate": None, "summary": "", "highlights": []}
JSON_RESUME = {
    "basics": {"name": "", "label": "", "image": "", "email": "", "phone": "", "url": "", "summary": "",
               "location": {"address": "", "postalCode": "", "city": "", "countryCode": "", "region": ""},
               "profiles": [{"network": "", "username": "", "url": ""}]},
    "work": [{"name": "", "location": "", "description": "", "position": "", **DATED}],
    "volunteer": [{"organization": "", "position": "", **DATED}],
    "education": [{"institution": "", "url": "", "area": "", "studyType": "", "startDate": None,
                   "endDate": None, "score": "", "courses": []}],
    "awards": [{"title": "", "date": None, "awarder": "", "summary": ""}],
    "certificates": [{"name": "", "date": None, "url": "", "issuer": ""}],
    "publications": [{"name": "", "publisher": "", "releaseDate": None, "url": "", "summary": ""}],
    "skills": [{"name": "", "level": "", "keywords": []}],
    "languages": [{"language": "", "fluency": ""}],
    "interests": [{"name": "", "keywords": []}],
    "references": [{"name": "", "reference": ""}],
    "projects": [{"name": "", "description": "", "keywords": [], "roles": [], "entity": "", "type": "",
                  **DATED}],
    "meta": {"canonical": "", "version": "", "lastModified": ""},
}
ISO_DATE = re.compile(r"[12]\d{3}(-[01]\d(-[0-3]\d)?)?$")


def check_jsonresume(value, may, path=""):
    """A value is what the format says; keys that it does not have may hold anything."""
    if isinstance(may, dict):
        expect(isinstance(value, dict), path + " is no object")
        for key in value.keys() & may.keys():
            check_jsonresume(value[key], may[key], path + "." + key)
    elif isinstance(may, list):
        expect(isinstance(value, list), path + " is no array")
        for item in value:
            check_jsonresume(item, may[0] if may else "", path + "[]")
    else:
        expect(isinstance(value, str), path + " is no text")
        expect(may is not None or ISO_DATE.match(value), "%s is no date: %s" % (path, value))


# Names, sizes and addresses, which are no words of the page.
ARGUMENTS = re.compile(
    r"\\(?:begin|end|social|setlength|sethintscolumntowidth|symbolreads|csdef|collectionadd|phone|photo|"
    r"needspace|vspace\*?|addvspace|parbox|href|httplink|link)(?:\[[^]]*\])*\{[^{}]*\}")
PROPERTIES = re.compile(r"\\AtEndPreamble\{\\hypersetup.*?\}\}\}?", re.S)
COMMAND = re.compile(r"\\[a-zA-Z@]+\*?")


def page_words(latex):
    """The words that LaTeX prints, in any order; near enough to compare two documents."""
    latex = PROPERTIES.sub("", latex[latex.find("\\name{"):])
    latex = COMMAND.sub(" ", ARGUMENTS.sub(" ", latex)).replace("\\_", "_")
    return collections.Counter(word.lower() for word in text.words(latex))


def check_json(cv, args=(), cwd=ROOT):
    output = run([PROGRAM, "convert", "--to", "jsonresume", cv, *args], cwd=cwd)
    expect(output.status == 0, "exit %d\n%s" % (output.status, output.messages()))
    check_jsonresume(json.loads(output.out), JSON_RESUME)
    if b"raw LaTeX has no place" in output.err:
        return
    wanted = page_words(emit(cv, args, cwd))
    with placed(output.out, cv, cwd, ".json") as (folder, name):
        got = page_words(emit(name, cwd=folder))
    expect(wanted == got, "read back it lacks %s and adds %s" % (dict(wanted - got), dict(got - wanted)))


def check_golden(source, bless):
    folder, cv = os.path.split(source)
    golden = os.path.splitext(source)[0] + ".out"
    args = shlex.split(directive(read(source), "args"))
    for tool, command in tools().items():
        made = convert(command, cv, args, folder).decode()
        if bless:
            keep(golden, made)
            return
        expect_equal(read(golden).decode(), made, tool + ": the YAML")
    if "--to" not in args:
        check_same(cv, args, folder, native=False)


def emits(cv):
    return not os.path.exists(os.path.splitext(cv)[0] + ".expect")


def cases(bless=False):
    found = [Case("convert/" + os.path.splitext(os.path.basename(source))[0],
                  lambda source=source: check_golden(source, bless))
             for source in sorted(glob.glob(os.path.join(TESTS, "convert", "*.yaml")) +
                                  glob.glob(os.path.join(TESTS, "convert", "*.json")))]
    if bless:
        return found
    for cv in sorted(glob.glob(os.path.join(ROOT, "examples", "*.yaml")) +
                     glob.glob(os.path.join(TESTS, "cases", "*.yaml"))):
        args = shlex.split(directive(read(cv), "args"))
        if emits(cv):
            name = os.path.basename(cv)[:-len(".yaml")]
            found.append(Case("convert/same-" + name,
                              lambda cv=cv, args=args: check_same(cv, args, native=not args)))
            found.append(Case("convert/jsonresume-" + name,
                              lambda cv=cv, args=args: check_json(cv, args)))
    return found

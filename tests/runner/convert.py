"""tests/convert: CVs, and the native YAML that `cv2tex convert` makes of them.

NAME.yaml or NAME.json is the CV, NAME.out what it becomes. A first line `# args: ...` adds arguments.

Of each of these, and of every CV of tests/cases and examples that emits:
    the YAML emits the same LaTeX as the CV did
    converting the YAML gives the same YAML
    another reader of YAML finds the same texts in it as in the CV, if that is native
"""

import glob
import json
import os
import re
import shlex
import tempfile

import yaml

from runner.cases import PROVENANCE, directive, keep
from runner.common import (PROGRAM, ROOT, TESTS, Case, expect, expect_equal, read, run, tools,
                           write)


def convert(command, cv, args=(), cwd=ROOT):
    output = run(command + ["convert", "-q", cv, *args], cwd=cwd)
    expect(output.status == 0, "exit %d\n%s" % (output.status, output.messages()))
    return output.out


def emit(cv, args=(), cwd=ROOT):
    output = run([PROGRAM, "-q", cv, *args], cwd=cwd)
    return PROVENANCE.sub("", output.text()) if output.status == 0 else None


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


def check_same(cv, args=(), cwd=ROOT, native=True):
    """The YAML that `cv` becomes says the same as `cv`. Returns it."""
    latex = emit(cv, args, cwd)
    text = convert([PROGRAM], cv, args, cwd)
    # Beside the CV: there are its photo, its bibliography and its templates.
    with tempfile.NamedTemporaryFile(dir=os.path.join(cwd, os.path.dirname(cv)),
                                     prefix=".convert-", suffix=".yaml") as file:
        file.write(text)
        file.flush()
        if latex is not None:
            expect_equal(latex, emit(file.name), "the LaTeX")
        expect_equal(text.decode(), convert([PROGRAM], file.name).decode(), "converted once more")
    if native:
        wanted = as_text(yaml.load(read(os.path.join(cwd, cv)), Texts))
        got = as_text(yaml.load(text, yaml.SafeLoader))
        expect_equal(json.dumps(wanted, indent=1, ensure_ascii=False),
                     json.dumps(got, indent=1, ensure_ascii=False), "what another reader finds")
    return text


def check_golden(source, bless):
    folder, cv = os.path.split(source)
    golden = os.path.splitext(source)[0] + ".out"
    args = shlex.split(directive(read(source), "args"))
    for tool, command in tools().items():
        text = convert(command, cv, args, folder).decode()
        if bless:
            keep(golden, text)
            return
        expect_equal(read(golden).decode(), text, tool + ": the YAML")
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
                              lambda cv=cv, args=args: check_same(cv, args, native=not args) and None))
    return found

"""tests/cases and tests/invalid: a CV, the LaTeX it becomes, and what is said of it.

A case is NAME.yaml, or a folder NAME with cv.yaml and whatever else it needs. Beside the CV stand
    .tex     the LaTeX from \\begin{document} on; missing when there is to be none
    .expect  the diagnostics as `line:col: severity [code]` and the exit status, if not none and 0
The CV's first line may be a comment that says how it is to be run:
    # args: --style classic overlay.yaml
    # golden: whole             the .tex file begins with the preamble
    # golden: header            it begins with the personal data
"""

import glob
import os
import re
import shlex

from runner.common import (TESTS, Case, Failure, expect, expect_equal, read, run, tools, write)

PROVENANCE = re.compile(r"^% Written by cv2tex.*\n", re.M)  # changes with the version
DIAGNOSTIC = re.compile(r"^(.*?):(\d+:\d+): (error|warning): .* (\[[a-z0-9-]+\])$")
NOWHERE = re.compile(r"^cv2tex: (error|warning): .* (\[[a-z0-9-]+\])$")


def directive(source, name):
    """The value of `# name: value` on the first lines of a CV."""
    for line in source.split(b"\n")[:2]:
        match = re.match(rb"# *" + name.encode() + rb": *(.*)$", line)
        if match:
            return match.group(1).decode()
    return ""


def summary(output, cv):
    """The diagnostics without their words, and the exit status."""
    lines = []
    for line in output.messages().splitlines():
        match = DIAGNOSTIC.match(line)
        if match:
            file = "" if match.group(1) == cv else match.group(1) + ":"
            lines.append("%s%s: %s %s" % (file, match.group(2), match.group(3), match.group(4)))
            continue
        match = NOWHERE.match(line)
        if match:
            lines.append("%s %s" % match.groups())
    if output.status != 0:
        lines.append("exit %d" % output.status)
    return "".join(line + "\n" for line in lines)


def latex_of(output, part):
    """The part of the LaTeX that is kept; most tests are not about the preamble."""
    text = output.text()
    match = PROVENANCE.search(text)
    if match is None:
        return text
    preamble, rest = text[:match.start()], text[match.end():]
    if part == "whole":
        return preamble + rest
    return rest if part == "header" else rest[rest.index("\\begin{document}"):]


def golden(path, empty=""):
    return read(path).decode() if os.path.exists(path) else empty


def keep(path, text):
    """Writes a golden file, or removes it when there is nothing to expect."""
    if text:
        write(path, text.encode())
    elif os.path.exists(path):
        os.remove(path)


def check(source, bless):
    folder, cv = os.path.split(source)
    stem = source[:-len(".yaml")]
    text = read(source)
    args = shlex.split(directive(text, "args"))
    part = directive(text, "golden")
    for tool, command in tools().items():
        output = run(command + [cv] + args, cwd=folder)
        expect(output.status in (0, 1, 2, 3), "%s: exit %d\n%s" %
               (tool, output.status, output.messages()))
        expect(output.status == 0 or output.out == b"", "half an output on standard output")
        said, latex = summary(output, cv), latex_of(output, part)
        if bless:
            keep(stem + ".expect", said)
            keep(stem + ".tex", latex)
            return
        try:
            expect_equal(golden(stem + ".expect"), said, "what is said")
        except Failure as failure:
            raise Failure("%s\n%s" % (failure, output.messages())) from None
        expect_equal(golden(stem + ".tex"), latex, "the LaTeX")
        expect(said or not output.messages(), "unexpected words:\n" + output.messages())


def cases(bless=False):
    found = []
    for kind in ("cases", "invalid"):
        folder = os.path.join(TESTS, kind)
        for source in glob.glob(folder + "/*.yaml") + glob.glob(folder + "/*/cv.yaml"):
            name = os.path.relpath(source, folder)
            name = os.path.dirname(name) or name[:-len(".yaml")]
            found.append(Case("%s/%s" % (kind, name),
                              lambda source=source: check(source, bless)))
    return found

"""Large and hostile CVs, made here: each is read and answered within ten seconds."""

import os
import tempfile

from runner.common import PROGRAM, Case, expect, run

SECONDS = 10
HEAD = b"name: Ada Lovelace\nsections:\n  A:\n"


def text(words):
    """A CV with one bullet."""
    return HEAD + b'    - "' + words + b'"\n'


def nest(opening, closing=b"", times=20000):
    return b"name: Ada Lovelace\nsections:\n  A: " + opening * times + closing * times + b"\n"


# name: the CV, the exit status (None: 0 or 1), and the code that is to be reported, if any
CVS = {
    "file of 100 MB": (lambda: b"name: Ada\n# " + b"x" * 100_000_000, 1, b"file-too-large"),
    "text of 50 MB": (lambda: text(b"word " * 10_000_000), 0, None),
    "20,000 lists deep": (lambda: nest(b"[", b"]"), 1, b"too-deep"),
    "20,000 maps deep": (lambda: nest(b"{a: ", b"}"), 1, b"too-deep"),
    "20,000 block lists deep": (lambda: nest(b"- "), 1, None),
    "20,000 keys deep": (lambda: nest(b"? "), 1, None),
    "a million keys": (
        lambda: b"name: Ada\n" + b"".join(b"key%d: x\n" % i for i in range(1_000_000)),
        0, b"unknown-key"),
    "a million labels": (
        lambda: HEAD + b"".join(b"    k%d: x\n" % i for i in range(1_000_000)), None, None),
    "a million equal keys": (lambda: b"name: Ada\n" * 1_000_000, 1, b"duplicate-key"),
    "100,000 bullets": (lambda: HEAD + b"    - x\n" * 100_000, 0, None),
    "100,000 entries": (lambda: HEAD + b"    - {company: x, position: y}\n" * 100_000, 0, None),
    "100,000 keys of one entry": (
        lambda: HEAD + b"    - company: x\n" + b"".join(
            b"      key%d: x\n" % i for i in range(100_000)), 0, b"unknown-key"),
    "100,000 sections": (
        lambda: b"name: Ada\nsections:\n" + b"".join(b"  s%d: x\n" % i for i in range(100_000)),
        0, None),
    "100,000 authors": (
        lambda: HEAD + b"    - title: x\n      authors: [" + b"A. B, " * 100_000 + b"C. D]\n",
        0, None),
    "100,000 e-mail addresses": (
        lambda: b"name: Ada\nemail: [" + b"a@example.org, " * 100_000 + b"]\n", 0, None),
    "100,000 anchors and aliases": (
        lambda: HEAD + b"".join(b"    - &a%d x\n    - *a%d\n" % (i, i) for i in range(10_000)),
        0, None),
    "100,000 merge keys": (
        lambda: b"name: Ada\nx: &x {" + b"".join(b"k%d: v, " % i for i in range(1000)) + b"}\n" +
        HEAD[len(b"name: Ada Lovelace\n"):] + b"    - {<<: *x}\n" * 1000, 1, None),
    "100,000 keys merged into 100,000": (
        lambda: b"name: Ada\nz: {<<: {" + b"".join(b"a%d: x," % i for i in range(100_000)) + b"}, " +
        b"".join(b"b%d: x," % i for i in range(100_000)) + b"}\n", 0, None),
    "100,000 merge keys of one map": (
        lambda: b"name: Ada\nz: {" + b"<<: {a: x}, " * 100_000 + b"}\n", 0, b"duplicate-key"),
    "aliases of a long text": (
        lambda: HEAD + b"    - &a " + b"x" * 100_000 + b"\n" + b"    - *a\n" * 2000, 1, b"alias-bomb"),
    "mistakes at the end of a line of 8 MB": (
        lambda: HEAD + b'    ["' + b"x " * 4_000_000 + b'",' + b"{k: v}," * 10_000 + b"]\n", 0,
        b"unknown-key"),
    "line of 10 MB without a space": (lambda: text(b"x" * 10_000_000), 0, None),
    "a million emoji": (lambda: text("\U0001F600".encode() * 1_000_000), 0,
                        b"unprintable-character"),
    "a million Chinese letters": (lambda: text("徐".encode() * 1_000_000), 0, None),
    "a million letters of two scripts": (lambda: text("徐Ж".encode() * 500_000), 0, None),
    "a million control characters": (lambda: text(b"\x01" * 1_000_000), 0, b"control-character"),
    "a million comment lines": (lambda: b"# x\n" * 1_000_000, 1, b"file-empty"),
    "100,000 empty lines": (lambda: b"name: Ada\nsections:\n  A: |\n" + b"\n" * 100_000 + b"    x\n",
                            None, None),
}

# Each of these is a classic way to make a Markdown parser slow; 200,000 times.
for name, piece in {
        "stars": b"*", "stars and letters": b"*a", "double stars": b"**a", "underscores": b"_a ",
        "backquotes": b"`", "backquotes of every length": None, "brackets": b"[",
        "closing brackets": b"]", "links": b"[a](", "links with angles": b"[a](<b",
        "nested links": b"[a", "images": b"![a", "angles": b"<", "tags": b"<a ",
        "comments": b"<!--", "tildes": b"~~a", "dollars": b"$", "formulas": b"$a",
        "braces of formulas": b"${", "entities": b"&amp", "backslashes": b"\\\\",
        "mail addresses": b"a@b.", "addresses": b"https://a", "underlines": b"<u>"}.items():
    words = piece * 200_000 if piece else b" ".join(b"`" * i for i in range(1, 800))
    CVS["Markdown: " + name] = (lambda words=words: text(words), 0, None)
    CVS["Markdown blocks: " + name] = (
        lambda words=words: b"name: Ada\nsections:\n  A: |\n    " + words + b"\n", None, None)
for name, line in {"quotes": b"> " * 1000, "lists": b"- " * 1000, "numbers": b"1. " * 1000,
                   "indents": b"        x"}.items():
    CVS["Markdown blocks: lines of " + name] = (
        lambda line=line: b"name: Ada\nsections:\n  A: |\n" + (b"    " + line + b"\n") * 200, None,
        None)


def many_keys(letter):
    return b"name: Ada\nz: {" + b"".join(b"%s%d: x," % (letter, i) for i in range(100_000)) + b"}\n"


def check_overlay():
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("cv.yaml", "over.yaml")]
        for path, letter in zip(paths, (b"a", b"b")):
            with open(path, "wb") as file:
                file.write(many_keys(letter))
        output = run([PROGRAM, *paths], limit=SECONDS)
    expect(output.status == 0, output.messages()[:600])


def check_paths():
    """Of each diagnostic as JSON the path is told, here in a list of a million."""
    cv = HEAD + b"    [" + b"x," * 1_000_000 + b"{k: v}," * 10_000 + b"]\n"
    output = run([PROGRAM, "--diagnostics=json", "-"], stdin=cv, limit=SECONDS)
    expect(output.status == 0 and b'"path":"sections.A[1000002].k"' in output.err,
           output.messages()[:600])


def check(make, status, code):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "cv.yaml")
        with open(path, "wb") as file:
            file.write(make())
        output = run([PROGRAM, path], limit=SECONDS)
    words = output.messages()[:600]
    expect(output.status in ((0, 1) if status is None else (status,)),
           "exit %d\n%s" % (output.status, words))
    expect(code is None or b"[" + code + b"]" in output.err, "does not say %s:\n%s" % (code, words))
    expect((output.status == 0) == (output.out != b""), "half an output")


def cases():
    return [Case("limits/" + name.replace(" ", "-").replace(",", "").replace(":", ""),
                 lambda cv=cv: check(*cv)) for name, cv in CVS.items()] + [
                     Case("limits/overlay", check_overlay), Case("limits/paths", check_paths)]

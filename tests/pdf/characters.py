#!/usr/bin/env python3
"""Prints every character that the escaper can print, and reads it back from the PDF.

    characters.py PROGRAM     PROGRAM is characters.c, built

Style classic gets them all, the other styles and fonts a part. A character may read back as its
compatibility form (NFKC); characters.txt lists those that read back otherwise, and why. Nothing may
be missing from a font, and no font may be replaced by another.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SCRIPTS = os.path.join(ROOT, "templates", "moderncv", "scripts.tex")
NAUGHTY = os.path.join(ROOT, "..", "shared", "data", "blns", "blns.json")
COMPLAINTS = re.compile(rb"^(?:!.*|Missing character.*|LaTeX Font Warning: Font shape .*undefined)$",
                        re.M)
# What is wrong with the fonts of a style, not with the characters: moderncv asks for shapes of
# Latin Modern and Kurier that do not exist.
KNOWN = re.compile(rb"T1/(lmr/m/ulcup|kurierl/m/sl|lmss/|lmr/bx/)")

PREAMBLE = r"""\scrollmode
\documentclass[11pt,a4paper,%s]{moderncv}
%s
\usepackage{lmodern}
\input{glyphtounicode}\pdfgentounicode=1
\usepackage{accsupp}
%s
\moderncvcolor{blue}\moderncvstyle{%s}
\usepackage[scale=0.8]{geometry}
\name{Ada}{Lovelace}
\begin{document}
"""


EVERYTHING = {"vietnamese", "cyrillic", "greek", "cjk", "amssymb", "amsmath", "dingbats", "actualtext",
              "wordbreak", "ulem"}


def scripts(needs):
    """The template, with the features `needs`."""
    text = re.sub(r"<<!.*?>>\n", "", open(SCRIPTS, encoding="utf-8").read())
    text = re.sub(r"<<\^lualatex>>\n(.*?)<</lualatex>>\n", r"\1", text, flags=re.S)
    true = {"needs_" + name for name in needs}
    if needs & {"vietnamese", "cyrillic", "greek"}:
        true.add("needs_scripts")
    section = re.compile(r"<<#(\w+)>>\n?((?:(?!<<#).)*?)<</\1>>\n?", re.S)
    while section.search(text):  # the innermost first
        text = section.sub(lambda m: m[2] if m[1] in true else "", text)
    return text


def compile_pdf(name, style, option, font, needs, body):
    """The text of the PDF, and what TeX complained of."""
    package = "\\usepackage{%s}" % font if font else ""
    with tempfile.TemporaryDirectory() as folder:
        source = PREAMBLE % (option, scripts(needs), package, style) + body + "\\end{document}\n"
        with open(os.path.join(folder, "cv.tex"), "w", encoding="utf-8") as file:
            file.write(source)
        status = subprocess.run(["pdflatex", "cv.tex"], cwd=folder, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL).returncode
        with open(os.path.join(folder, "cv.log"), "rb") as file:
            log = file.read()
        found = [line for line in COMPLAINTS.findall(log) if not KNOWN.search(line)]
        complaints = ["%s: %s" % (name, line.decode("utf-8", "replace")) for line in found]
        if status != 0:
            return "", complaints + ["%s: pdflatex exits with %d" % (name, status)]
        text = subprocess.run(["pdftotext", os.path.join(folder, "cv.pdf"), "-"],
                              stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    return text.replace("\f", "\n"), complaints


def plain(text):
    """The compatibility form, without blanks and what cannot be seen."""
    text = unicodedata.normalize("NFKC", text).replace("'", "\u2019")
    return "".join(c for c in text if unicodedata.category(c) not in ("Zs", "Zl", "Zp", "Cf", "Cc")
                   and not "\uFE00" <= c <= "\uFE0F")


def read_exceptions():
    allowed = set()
    for line in open(os.path.join(HERE, "characters.txt"), encoding="utf-8"):
        match = re.match(r"([0-9A-F]{4,})(?:-([0-9A-F]{4,}))?\s", line)
        if match:
            first = int(match[1], 16)
            allowed.update(range(first, int(match[2] or match[1], 16) + 1))
    return allowed


def check_signs(name, style, option, font, signs, allowed, needs=EVERYTHING):
    """One character a line, with its code point before it."""
    body = "".join("\\noindent %04X: %s.\\par\n" % (cp, latex) for cp, _, latex in signs)
    text, failures = compile_pdf(name, style, option, font, needs, body)
    read = dict(re.findall(r"^([0-9A-F]{4,5}): ?(.*?) ?\.$", text, re.M))
    for cp, _, _ in signs:
        found = read.get("%04X" % cp, "")
        if cp not in allowed and plain(found) != plain(chr(cp)):
            failures.append("%s: U+%04X %s reads back as '%s'" % (name, cp, chr(cp), found))
    return failures


def check_text(name, style, option, program, lines):
    """Lines of text, each marked with its number. The order in which a line's characters are read
    does not count, and decorations of many marks are only compiled."""
    escaped = subprocess.run([program, "text"], input="\n".join(lines).encode("utf-8"),
                             stdout=subprocess.PIPE, check=True).stdout.decode("utf-8").split("\n")
    body = "".join("\\noindent Q%dQ %s Z%dZ\\par\n" % (i, text, i)
                   for i, text in enumerate(escaped[:len(lines)]))
    text, failures = compile_pdf(name, style, option, "", EVERYTHING, body)
    text = re.sub(r"\n\n\d+/\d+\n", "", text)
    for i, line in enumerate(lines):
        match = re.search(r"Q%dQ(.*?)Z%dZ" % (i, i), text, re.S)
        found = re.sub(r"\[(U\+[0-9A-F]+(?:\sU\+[0-9A-F]+)*)\]",
                       lambda m: "".join(chr(int(cp[2:], 16)) for cp in m[1].split()),
                       match[1] if match else "")
        marks = sum(unicodedata.combining(c) != 0 for c in unicodedata.normalize("NFC", line))
        if marks < 4 and sorted(plain(found)) != sorted(plain(line)):
            failures.append("%s: '%s' reads back as '%s'" % (name, line, found))
    return failures


def main():
    program = os.path.abspath(sys.argv[1])
    listed = subprocess.run([program, "list"], stdout=subprocess.PIPE, check=True).stdout
    listed = [line.split(" ", 2) for line in listed.decode("utf-8").splitlines()]
    listed = [(int(cp, 16), needs, latex) for cp, needs, latex in listed]
    cjk = [cp for cp, needs, _ in listed if "cjk" in needs]
    signs = [sign for sign in listed if "cjk" not in sign[1]]
    allowed = read_exceptions()
    failures = []
    for needs in sorted({needs for _, needs, _ in signs}):  # and with what they need, no more
        failures += check_signs("classic, needs " + needs, "classic", "sans", "",
                                [sign for sign in signs if sign[1] == needs], allowed,
                                set(needs.split(",")) - {"", "-"})
    for i, style in enumerate(("casual", "banking", "oldstyle", "fancy")):
        failures += check_signs(style, style, "sans", "", signs[i::4], allowed)
    for i, font in enumerate(("newpxtext", "XCharter", "libertinus", "ebgaramond")):
        some = [sign for sign in signs[i::4] if sign[0] < 0x180 or 0x2000 <= sign[0] < 0x2200]
        failures += check_signs(font, "classic", "roman", font, some, allowed)
    rows = ["".join(map(chr, cjk[at:at + 30])) for at in range(0, len(cjk), 30)]
    failures += check_text("CJK", "banking", "sans", program, rows)
    if os.path.exists(NAUGHTY):
        with open(NAUGHTY, encoding="utf-8") as file:
            strings = [s for s in json.load(file) if s.strip() and "\n" not in s]
        failures += check_text("naughty strings", "classic", "sans", program, strings)
    for failure in failures:
        print(failure)
    print("%d characters, %d failures" % (len(listed), len(failures)))
    sys.exit(1 if failures else 0)


main()

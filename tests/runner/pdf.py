"""PDFs made as a user makes them: `cv2tex cv.yaml | pdflatex`, read back with pdftotext."""

import glob
import os
import re
import shlex
import subprocess
import tempfile
import unicodedata

from runner import text
from runner.cases import directive
from runner.common import PROGRAM, ROOT, TESTS, Case, expect, need, read, run, shared

STYLES = ["classic", "casual", "banking", "oldstyle", "fancy"]

# What pdflatex must not have to say, and what it costs the reader.
TROUBLE = [
    (re.compile(r"^! .*", re.M), "an error"),
    (re.compile(r"^Missing character: .*", re.M), "a character is missing"),
    # Up to 3pt it is the rule of style fancy that sticks out, and no text is cut.
    (re.compile(r"^Overfull \\vbox \((?![0-2]\.)[^)]*too high.*", re.M), "text runs off the page"),
]


# A PDF that is searched for "Beijing" must not say "Be\u0133ing".
LIGATURES = re.compile("[\u0132\u0133\ufb00-\ufb06]")


def compile_pdf(cv, args, folder, program, order=(), trouble=TROUBLE):
    """Runs the pipe in `folder`; returns the text of the PDF, in the order that pdftotext has."""
    need("pdflatex", "pdftotext")
    # A file takes the messages: a full pipe that nobody reads would stop both.
    with open(os.path.join(folder, "messages"), "w+b") as messages:
        with subprocess.Popen(program + [cv] + args, stdout=subprocess.PIPE,
                              stderr=messages) as cv2tex:
            # One line of the log is to be one line, so that its messages can be found.
            latex = run(["pdflatex", "-jobname=cv"], stdin=cv2tex.stdout, cwd=folder,
                        env={"max_print_line": "10000"})
            status = cv2tex.wait()
        messages.seek(0)
        words = messages.read().decode("utf-8", "replace")
    expect(status == 0, "cv2tex: exit %d\n%s" % (status, words))
    log = os.path.join(folder, "cv.log")
    log = read(log).decode("utf-8", "replace") if os.path.exists(log) else ""
    for pattern, meaning in trouble:
        match = pattern.search(log)
        expect(not match, "%s: %s" % (meaning, log[match.start():match.start() + 300]
                                      if match else ""))
    expect(latex.status == 0, "pdflatex: exit %d\n%s" % (latex.status, latex.text()[-1500:]))
    return run(["pdftotext", "-enc", "UTF-8", *order, os.path.join(folder, "cv.pdf"), "-"]).text()


def letters(line):
    """A text without what a break of its line may change."""
    return re.sub(r"[\s\u00ad\u2009-]", "", unicodedata.normalize("NFKC", line))


def expect_lines(path, content):
    """What a file beside the CV lists, a line each, is in the PDF letter for letter."""
    if not os.path.exists(path):
        return
    printed = letters(content)
    lost = [line for line in read(path).decode().splitlines() if letters(line) not in printed]
    expect(not lost, "not in the PDF:\n" + "\n".join(lost))


def check(cv, args, program=(PROGRAM,), order=()):
    if "oldstyle" in args:  # the lines of its side column stand beside those of the text
        order = order or ["-raw"]
    with tempfile.TemporaryDirectory() as folder:
        content = compile_pdf(os.path.abspath(cv), args, folder, list(program), order)
    ligature = LIGATURES.search(content)
    expect(not ligature or LIGATURES.search(read(cv).decode("utf-8", "replace")),
           "a ligature reads back as one letter: " +
           (content[ligature.start() - 10:ligature.end() + 10] if ligature else ""))
    # A very long word is broken where its column ends, without a hyphen.
    whole = re.sub(r"\s+", "", content)
    lost = {word: count for word, count in text.missing_words(text.printed_words(cv), content).items()
            if len(word) <= 40 or word not in whole}
    expect(not lost, "not in the PDF: " + text.listing(lost)[:2000])
    expect_lines(cv[:-len(".yaml")] + ".txt", content)
    return content


def check_seed():
    """The CV that the project began from: every word, in its order."""
    seed = read(shared("seed-cv.txt")).decode()
    seed = re.sub(r"</?u>", "", seed).replace("Al infrastructure", "AI infrastructure")
    seed = seed.replace("Al computing", "AI computing")  # a slip of the scanner
    content = check(os.path.join(ROOT, "examples", "kaiqiang-xu.yaml"), [], order=["-layout"])
    lost = text.first_out_of_order([w.lower() for w in text.words(seed)],
                                   [w.lower() for w in text.words(content)])
    expect(lost is None, "not in its place: %s" % lost)


def check_dialects():
    """The CVs in other formats, by the tool that knows what is text in each."""
    done = run([os.path.join(TESTS, "words"), "--cv2tex", PROGRAM,
                os.path.join(ROOT, "examples", "dialects")])
    expect(done.status == 0, done.text())


def cases():
    found = [Case("pdf/seed", check_seed), Case("pdf/dialects", check_dialects)]
    for cv in (sorted(glob.glob(os.path.join(ROOT, "examples", "*.yaml"))) +
               sorted(cv for cv in glob.glob(os.path.join(ROOT, "examples", "*", "*.yaml"))
                      if os.path.basename(os.path.dirname(cv)) != "dialects") +
               sorted(glob.glob(os.path.join(TESTS, "pdf", "*.yaml")))):
        name = os.path.basename(cv)[:-len(".yaml")]
        args = shlex.split(directive(read(cv), "args"))
        for style in STYLES:
            found.append(Case("pdf/%s-%s" % (name, style),
                              lambda cv=cv, args=args, style=style:
                              check(cv, args + ["--style", style]) and None))
    return found

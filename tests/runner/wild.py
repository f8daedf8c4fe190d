"""CVs as they are found in the wild (tests/wild): emitted, converted, broken, and on the page."""

import os
import tempfile

from runner import convert
from runner.common import ASAN, TESTS, Case, Failure, expect, need, run

GENERATE = os.path.join(TESTS, "wild", "generate.py")
MUTATE = os.path.join(TESTS, "wild", "mutate.py")
WORDS = os.path.join(TESTS, "words")


def generate(folder, count, seed, odd):
    output = run(["/usr/bin/python3", GENERATE, "--odd", odd, folder, str(count), str(seed)])
    expect(output.status == 0, output.messages())


def check_script(*argv, limit=600):
    output = run(["/usr/bin/python3", *argv], limit=limit)
    expect(output.status == 0, output.text()[-3000:] + output.messages())


def check_conversions(seed, odd):
    """Every format becomes native YAML that says the same, and JSON Resume that does."""
    with tempfile.TemporaryDirectory() as folder:
        generate(folder, 60, seed, odd)
        for name in sorted(os.listdir(folder)):
            try:
                convert.check_same(os.path.join(folder, name), native=False)
                convert.check_json(os.path.join(folder, name))
            except Failure as failure:
                raise Failure("%s (seed %d, odd %s): %s" % (name, seed, odd, failure)) from None


def check_broken(seed):
    with tempfile.TemporaryDirectory() as folder:
        generate(folder, 30, seed, "3")
        check_script(MUTATE, "--cv2tex", os.path.join(ASAN, "cv2tex"), folder, "300", str(seed))


def check_words():
    need("pdflatex", "pdftotext")
    with tempfile.TemporaryDirectory() as folder:
        generate(folder, 20, 1, "1")
        check_script(WORDS, folder)


def cases():
    return [Case("wild/conversions", lambda: check_conversions(1, "1")),
            Case("wild/odd-conversions", lambda: check_conversions(2, "5")),
            Case("wild/broken", lambda: check_broken(1)),
            Case("wild/words", check_words)]

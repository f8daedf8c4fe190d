"""Checks that are scripts of their own: the schema, the manual pages, every printable character."""

import os
import re

from runner.common import BUILD, PROGRAM, TESTS, Case, Failure, Skip, run


def check(argv):
    output = run(argv, limit=300)
    words = output.text() + output.messages()
    if output.status == 77:
        raise Skip(re.sub(r"^SKIP \w+: ", "", words.strip()))
    if output.status != 0:
        wrong = [line for line in words.splitlines() if not line.startswith("ok")]
        raise Failure("\n".join(wrong[-40:]))


def cases():
    scripts = {
        "schema": ["sh", os.path.join(TESTS, "schema", "run.sh"), PROGRAM],
        "manual": ["sh", os.path.join(TESTS, "manual", "run.sh"),
                   os.path.join(BUILD, "gen-manual")],
        "characters": ["/usr/bin/python3", os.path.join(TESTS, "pdf", "characters.py"),
                       os.path.join(BUILD, "characters")],
    }
    return [Case("scripts/" + name, lambda argv=argv: check(argv))
            for name, argv in scripts.items()]

"""tests/unit: cmocka programs, each once under valgrind and once with the sanitizers."""

import glob
import os
import re

from runner.common import ASAN, BUILD, TESTS, VALGRIND, Case, Failure, Skip, run, tools

# Thousands of whole documents: under valgrind they would take minutes.
SLOW = {"no_memory"}
RESULT = re.compile(r"^(ok|not ok) \d+ - (.*?)( # SKIP.*)?$", re.M)


def check(program, prefix):
    output = run(prefix + [program], env={"CMOCKA_MESSAGE_OUTPUT": "TAP"})
    if output.text().startswith("SKIP: "):
        raise Skip(output.text()[len("SKIP: "):].strip())
    words = output.text() + output.messages()
    results = [(name + (skip or ""), None if word == "ok" or skip else words)
               for word, name, skip in RESULT.findall(output.text())]
    if not results or (output.status != 0 and all(error is None for _, error in results)):
        raise Failure("exit %d\n%s" % (output.status, words))
    return results


def cases():
    found = []
    for source in sorted(glob.glob(os.path.join(TESTS, "unit", "test_*.c"))):
        name = os.path.basename(source)[len("test_"):-len(".c")]
        program = os.path.join("unit", "test_" + name)
        ways = {"sanitized": (os.path.join(ASAN, program), []),
                "valgrind": (os.path.join(BUILD, program), VALGRIND)}
        if name in SLOW:
            del ways["valgrind"]
        for way in tools().keys() & ways.keys():
            path, prefix = ways[way]
            found.append(Case("unit/%s (%s)" % (name, way),
                              lambda path=path, prefix=prefix: check(path, prefix)))
    return found

"""tests/build: shell scripts, each with several verdicts, on `cv2tex build` and its relatives."""

import glob
import os
import re

from runner.common import PROGRAM, TESTS, Case, Failure, run

VERDICT = re.compile(r"^(ok|not ok|skip) ([^:\n]*)(?:: (.*))?$", re.M)


def check(script):
    output = run(["sh", script], env={"CV2TEX": PROGRAM}, limit=300)
    words = output.text() + output.messages()
    results = [(name if word != "skip" else "%s (skipped: %s)" % (name, why),
                why if word == "not ok" else None)
               for word, name, why in VERDICT.findall(output.text())]
    if not results or (output.status != 0 and all(error is None for _, error in results)):
        raise Failure("exit %d\n%s" % (output.status, words))
    return results


def cases():
    return [Case("build/" + os.path.basename(script)[:-len(".sh")],
                 lambda script=script: check(script))
            for script in sorted(glob.glob(os.path.join(TESTS, "build", "*.sh")))]

"""What the README and the manual tell people to type is typed, in a copy of what they would have.

In README.md each block that is fenced as ```sh is run by sh, in the order in which they stand and in one
folder; what is fenced otherwise (```text, ```console) is not. In a manual page each line `.Dl $ command`
is run.
"""

import glob
import os
import re
import shutil
import tempfile

from runner.common import PROGRAM, ROOT, Case, expect, need, read, run

BLOCK = re.compile(r"^```sh\n(.*?)^```", re.M | re.S)
LINE = re.compile(r"^\.Dl \$ (.*)$", re.M)


def commands(path):
    text = read(path).decode()
    if path.endswith(".md"):
        return BLOCK.findall(text)
    # mdoc writes a backslash as \e and keeps a hyphen from being typeset with \-.
    return [line.replace("\\-", "-").replace("\\e", "\\").replace("\\&", "")
            for line in LINE.findall(text)]


def check(path):
    need("pdflatex")
    with tempfile.TemporaryDirectory() as folder:
        for part in ("examples", "templates"):
            shutil.copytree(os.path.join(ROOT, part), os.path.join(folder, part))
        env = {"PATH": os.path.dirname(PROGRAM) + ":" + os.environ["PATH"], "HOME": folder}
        for number, block in enumerate(commands(path), 1):
            output = run(["sh", "-eu"], stdin=block.encode(), cwd=folder, env=env)
            expect(output.status == 0, "block %d: exit %d\n%s\n%s%s" % (
                number, output.status, block, output.text()[-2000:], output.messages()[-2000:]))


def cases():
    return [Case("readme/" + os.path.basename(path), lambda path=path: check(path))
            for path in [os.path.join(ROOT, "README.md")] +
            sorted(glob.glob(os.path.join(ROOT, "man", "*.[1-9]"))) if os.path.exists(path)]

"""What all kinds of tests need: cases, running a command, the program under its tools."""

import difflib
import os
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TESTS = os.path.join(ROOT, "tests")
BUILD = os.path.join(ROOT, "build")
ASAN = os.path.join(BUILD, "asan")
SHARED = os.path.join(os.path.dirname(ROOT), "shared")  # public test data, not ours
PROGRAM = os.path.join(ROOT, "cv2tex")

# A test may take this many seconds; valgrind makes the program some thirty times as slow.
TIME_LIMIT = 300

# The ways to run the program; --tool leaves one of them.
TOOLS = ["plain", "sanitized", "valgrind"]
VALGRIND = ["valgrind", "-q", "--error-exitcode=99", "--leak-check=full",
            "--errors-for-leak-kinds=definite,indirect", "--"]


class Failure(Exception):
    """What was expected and what came."""


class Skip(Exception):
    """Why the test cannot be run here."""


class Case:
    """A test: `run` returns when it passes, and raises Failure or Skip when it does not.

    It may return a list of (name, message or None) when it turns out to be several tests.
    """

    def __init__(self, name, run):
        self.name = name
        self.run = run


class Output:
    """What a command came to."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def text(self):
        return self.out.decode("utf-8", "replace")

    def messages(self):
        return self.err.decode("utf-8", "replace")


def run(argv, stdin=b"", cwd=ROOT, env=None, limit=TIME_LIMIT):
    """Runs a command to its end; a Failure when it takes longer than `limit` seconds.

    `stdin` is bytes, or a file to read from.
    """
    given = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    environment = dict(os.environ, LC_ALL="C.UTF-8", **(env or {}))
    try:
        done = subprocess.run(argv, cwd=cwd, env=environment, timeout=limit, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, **given)
    except FileNotFoundError as error:
        raise Failure("there is no %s" % error.filename) from None
    except subprocess.TimeoutExpired:
        raise Failure("not done after %d s: %s" % (limit, " ".join(argv))) from None
    return Output(done.returncode, done.stdout, done.stderr)


def tools():
    """The ways to run the program that are chosen and there: name -> the command's first words."""
    ways = {"plain": [PROGRAM], "sanitized": [os.path.join(ASAN, "cv2tex")],
            "valgrind": VALGRIND + [PROGRAM]}
    return {tool: ways[tool] for tool in TOOLS
            if tool != "valgrind" or shutil.which("valgrind")}


def need(*programs):
    """A Skip unless the programs are installed."""
    for program in programs:
        if not shutil.which(program):
            raise Skip(program + " is not installed")


def shared(path):
    """A file of the shared test data, or a Skip."""
    path = os.path.join(SHARED, path)
    if not os.path.exists(path):
        raise Skip("../shared/%s is not there" % os.path.relpath(path, SHARED))
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def expect_equal(wanted, got, what):
    """A Failure with the difference unless two texts are the same."""
    if wanted == got:
        return
    diff = difflib.unified_diff(wanted.splitlines(), got.splitlines(), "wanted", "got", "", "", 2, "")
    raise Failure(what + " differs\n" + "\n".join(list(diff)[:60]))


def expect(condition, message):
    if not condition:
        raise Failure(message)

"""A machine that fails: no memory, a full disk, files that cannot be read or written.

The program exits with 3, says why, does not crash, and leaves neither half an output nor a changed
file behind.
"""

import os
import stat
import tempfile

from runner.common import BUILD, PROGRAM, Case, Skip, expect, read, run, write

CV = """\
name: {given: Ada, family: Lovelace, native: 徐凯强}
emial: ada@example.org
email: [ada@example.org, b@example.org]
sections:
  Biography: "**Bold** [link](https://example.org/%20) 😀"
  Work:
    - &job {company: ACME, position: Engineer, start_date: 2020-09}
    - *job
design: {style: classic}
""".encode()


class Folder:
    """A temporary folder with a CV in it."""

    def __enter__(self):
        self.kept = tempfile.TemporaryDirectory()
        self.path = self.kept.name
        write(self.file("cv.yaml"), CV)
        return self

    def __exit__(self, *reason):
        os.chmod(self.path, 0o700)
        self.kept.cleanup()

    def file(self, name):
        return os.path.join(self.path, name)

    def run(self, *args, fault=None, stdin=b""):
        env = {}
        if fault:
            env = {"LD_PRELOAD": os.path.join(BUILD, "fault.so"), "FAULT": fault}
        return run([PROGRAM, *args], cwd=self.path, env=env, stdin=stdin)


def expect_refusal(output, words=b""):
    expect(output.status == 3, "exit %d\n%s" % (output.status, output.messages()))
    expect(output.out == b"", "half an output")
    expect(output.err != b"" and words in output.err, "says not why:\n" + output.messages())


def fail_each(kind, args, check, step):
    """Fails the first call of a kind, then later ones, until the program needs no more."""
    with Folder() as folder:
        whole = folder.run(*args)
        count = 1 - step
        while True:
            count += step
            output = folder.run(*args, fault="%s:%d" % (kind, count))
            if output.status == whole.status and output.out == whole.out:
                break
            check(folder, output)
            expect(count < 1000 * step, "there is no end of it")
    expect(count > 1, "no call failed")


def check_memory(kind, args, step=1):
    # Standard error may be what could not be written: the words are not asked for.
    def check(_, output):
        expect(output.status == 3 and output.out == b"",
               "exit %d\n%s" % (output.status, output.messages()))
    fail_each(kind, args, check, step)


def check_output_file(kind):
    """A file that was there stays as it was, and nothing is left beside it."""
    with Folder() as folder:
        write(folder.file("old.tex"), b"old")
        output = folder.run("cv.yaml", "-o", "old.tex", fault=kind + ":1")
        expect_refusal(output, b"old.tex")
        expect(read(folder.file("old.tex")) == b"old", "the old file is not what it was")
        output = folder.run("cv.yaml", "-o", "new.tex", fault=kind + ":1")
        expect_refusal(output, b"new.tex")
        expect(sorted(os.listdir(folder.path)) == ["cv.yaml", "old.tex"],
               "left behind: " + " ".join(os.listdir(folder.path)))


def check_short_writes():
    with Folder() as folder:
        whole = folder.run("cv.yaml")
        expect(folder.run("cv.yaml", fault="short-write:7").out == whole.out, "output differs")


def check_full_disk():
    with Folder() as folder, open("/dev/full", "wb") as full:
        for args in (["cv.yaml"], ["schema"], ["new"], ["template", "list"], ["--help"],
                     ["--version"]):
            output = run(["sh", "-c", '"$@" > /dev/full', "sh", PROGRAM, *args], cwd=folder.path)
            expect_refusal(output, b"standard output")
        expect_refusal(folder.run("cv.yaml", "-o", "/dev/full"), b"/dev/full")
    del full


def check_closed(which, args, status):
    with Folder() as folder:
        output = run(["sh", "-c", '"$@" ' + which, "sh", PROGRAM, *args], cwd=folder.path)
        expect(output.status == status, "exit %d\n%s" % (output.status, output.messages()))


def check_reader_gone():
    """As with `| head -1`: no word and no crash; the shell shows the signal's number."""
    with Folder() as folder:
        output = run(["sh", "-c", '{ "$@"; echo $? >&2; } | true', "sh", PROGRAM, "cv.yaml", "-q"],
                     cwd=folder.path)
        expect(output.err in (b"0\n", b"141\n"), output.messages())


def check_read_only_folder():
    if os.geteuid() == 0:
        raise Skip("root may write into any folder")
    with Folder() as folder:
        os.chmod(folder.path, stat.S_IRUSR | stat.S_IXUSR)
        expect_refusal(folder.run("cv.yaml", "-o", "out.tex"), b"out.tex")


def check_unreadable():
    if os.geteuid() == 0:
        raise Skip("root may read any file")
    with Folder() as folder:
        os.chmod(folder.file("cv.yaml"), 0)
        expect_refusal(folder.run("cv.yaml"), b"cv.yaml")


def check_bad_input(args, words):
    with Folder() as folder:
        os.mkdir(folder.file("folder"))
        expect_refusal(folder.run(*args), words)


def check_stdin():
    with Folder() as folder:
        expect(folder.run("-", stdin=CV).out.count(b"\n") == folder.run("cv.yaml").out.count(b"\n"),
               "standard input gives another document")
        output = folder.run("-", stdin=b"name: [")
        expect(output.status == 1 and b"<stdin>:1:" in output.err, output.messages())
        expect(folder.run("-").status == 1, "nothing on standard input is no CV")


def check_output_to_pipe():
    with Folder() as folder:
        output = run(["sh", "-c", 'mkfifo p && { cat p & "$@"; wait; }', "sh", PROGRAM, "cv.yaml",
                      "-o", "p"], cwd=folder.path)
        expect(output.status == 0 and output.out == folder.run("cv.yaml").out, output.messages())
        expect(folder.run("cv.yaml", "-o", "/dev/stdout").out == folder.run("cv.yaml").out,
               "/dev/stdout gets another document")
        expect(stat.S_ISFIFO(os.stat(folder.file("p")).st_mode), "the pipe was replaced")


def check_output_file_kept():
    """Errors in the CV leave the old document alone; a good run replaces it and keeps its mode."""
    with Folder() as folder:
        write(folder.file("cv.tex"), b"old")
        os.chmod(folder.file("cv.tex"), 0o640)
        write(folder.file("bad.yaml"), b"name: [")
        expect(folder.run("bad.yaml", "-o", "cv.tex").status == 1, "no error")
        expect(read(folder.file("cv.tex")) == b"old", "the old file is not what it was")
        output = folder.run("cv.yaml", "-o", "cv.tex")
        expect(output.status == 0 and output.out == b"", output.messages())
        expect(read(folder.file("cv.tex")) == folder.run("cv.yaml").out, "another document")
        expect(stat.S_IMODE(os.stat(folder.file("cv.tex")).st_mode) == 0o640, "another mode")
        os.symlink("cv.tex", folder.file("link.tex"))
        expect(folder.run("cv.yaml", "-o", "link.tex").status == 0, "a link cannot be written")
        expect(sorted(os.listdir(folder.path)) == ["bad.yaml", "cv.tex", "cv.yaml", "link.tex"],
               "left behind: " + " ".join(os.listdir(folder.path)))


def check_new_never_overwrites():
    with Folder() as folder:
        expect_refusal(folder.run("new", "cv.yaml"), b"cv.yaml")
        expect(read(folder.file("cv.yaml")) == CV, "somebody's CV was overwritten")
        expect(folder.run("new", "fresh.yaml").status == 0, "no file")
        expect(folder.run("check", "fresh.yaml").status == 0, "a starter with errors")
        expect(folder.run("template", "export", "t").status == 0, "no templates")
        expect_refusal(folder.run("template", "export", "t"))


TESTS = {
    "no-memory-text": lambda: check_memory("malloc", ["cv.yaml"]),
    "no-memory-once": lambda: check_memory("once-malloc", ["cv.yaml", "--style", "banking"]),
    "no-memory-json": lambda: check_memory("once-malloc", ["check", "cv.yaml",
                                                           "--diagnostics=json"]),
    "no-memory-schema": lambda: check_memory("once-malloc", ["schema"], step=101),
    "write-to-file": lambda: check_output_file("write"),
    "close-of-file": lambda: check_output_file("close"),
    "sync-of-file": lambda: check_output_file("fsync"),
    "rename-of-file": lambda: check_output_file("rename"),
    "short-writes": check_short_writes,
    "full-disk": check_full_disk,
    "closed-output": lambda: check_closed(">&-", ["cv.yaml"], 3),
    "closed-output-of-check": lambda: check_closed(">&-", ["check", "cv.yaml"], 0),
    "closed-input": lambda: check_closed("<&-", ["-"], 3),
    "closed-input-unused": lambda: check_closed("<&-", ["cv.yaml"], 0),
    "closed-errors": lambda: check_closed("2>&-", ["cv.yaml"], 0),
    "all-closed": lambda: check_closed("<&- >&- 2>&-", ["cv.yaml", "-o", "x.tex"], 0),
    "reader-gone": check_reader_gone,
    "read-only-folder": check_read_only_folder,
    "unreadable-file": check_unreadable,
    "missing-file": lambda: check_bad_input(["nowhere.yaml"], b"nowhere.yaml"),
    "folder-as-file": lambda: check_bad_input(["folder"], b"folder"),
    "folder-as-output": lambda: check_bad_input(["cv.yaml", "-o", "folder"], b"folder"),
    "missing-folder-of-output": lambda: check_bad_input(["cv.yaml", "-o", "no/x.tex"], b"no/x.tex"),
    "standard-input": check_stdin,
    "output-to-pipe": check_output_to_pipe,
    "output-file-kept": check_output_file_kept,
    "new-never-overwrites": check_new_never_overwrites,
}


def cases():
    return [Case("fault/" + name, test) for name, test in TESTS.items()]

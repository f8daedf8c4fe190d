"""Citations in a document: with each fault of a source it is built, the record is kept, and it is said why.

The server is that of tests/http. Its true counts are the numbers at the ends of the DOIs; the record that
is there before has others, so that it shows where a number came from.
"""

import datetime
import json
import os
import re
import subprocess
import tempfile

from runner import http
from runner.common import BUILD, PROGRAM, VALGRIND, Case, Skip, expect, expect_equal, need, read, run, write

DOIS = {"10.5555/one.11": 100, "10.5555/two.22": 200, "10.5555/three.33": 300}
TODAY = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
OLD = "2020-02-29"
ENVIRONMENT = dict(http.ENVIRONMENT)

CV = """\
name: Ada Lovelace
profiles: {orcid: 0000-0002-1825-0097}
citations: {show: [count, total, chart], endpoint: {%s}}
sections:
  Publications:
""" + "".join("    - {title: 'The work %s', authors: [Ada Lovelace], doi: %s}\n" % (doi, doi)
              for doi in DOIS)


def record_of(counts, day=OLD, author=True):
    who = ('"author":{"who":"0000-0002-1825-0097","source":"openalex","date":"%s","papers":9,'
           '"citations":600,"h_index":3,"i10":3},\n' % day) if author else ""
    papers = ",\n".join('{"paper":"doi:%s","count":%d,"source":"openalex","date":"%s","years":{"2024":5}}'
                        % (doi, count, day) for doi, count in sorted(counts.items()))
    return ('{"cv2tex":"citations 1",\n%s"papers":[\n%s\n]}\n' % (who, papers)).encode()


class Folder:
    """A folder with a CV that asks the server."""

    def __init__(self, path, server=None, cv=CV):
        self.path = path
        endpoints = ""
        if server is not None:
            endpoints = ", ".join("%s: 'http://127.0.0.1:%d/%s'" % (name, server.port, name)
                                  for name in http.SOURCES)
        write(self.file("cv.yaml"), (cv % endpoints if "%s" in cv else cv).encode())

    def file(self, name="cv.citations.json"):
        return os.path.join(self.path, name)

    def run(self, *args, env=None, program=None, limit=60):
        return run([*(program or [PROGRAM]), *args], cwd=self.path, limit=limit,
                   env=dict(ENVIRONMENT, **(env or {})))

    def record(self):
        """doi -> (count or None, source, date)"""
        record = json.loads(read(self.file()))
        papers = [paper["paper"] for paper in record["papers"]]
        expect(papers == sorted(papers), "the record is not sorted")
        return {paper["paper"].partition(":")[2]: (paper.get("count"), paper["source"], paper["date"])
                for paper in record["papers"]}

    def check_clean(self, *more):
        there = set(os.listdir(self.path)) - {"cv.yaml", "cv.citations.json", *more}
        expect(not there, "left behind: %s" % " ".join(sorted(there)))


def printed(latex):
    """doi -> count of what stands on the page."""
    return {doi: int(count.replace(",", "")) for doi, count in
            re.findall(r"\{doi:([^}]*)\}, cited ([0-9,]+) times", latex)}


def with_server(words, check, record=None, cv=CV):
    with tempfile.TemporaryDirectory() as path, http.serving(words) as server:
        folder = Folder(path, server, cv)
        if record is not None:
            write(folder.file(), record)
        check(folder, server)


# ---- faults ----

def check_fault(scenario):
    def check(folder, _):
        output = folder.run("--citations", "--timeout", "2", "cv.yaml")
        expect(output.status == 0, "exit %d\n%s" % (output.status, output.messages()))
        counts, record = printed(output.text()), folder.record()
        true = {doi: int(doi.rpartition(".")[2]) for doi in DOIS}
        for doi, old in DOIS.items():
            count, source, day = record[doi]
            expect((count, day) in ((old, OLD), (true[doi], TODAY)) or
                   (count is None and scenario in ("no-records", "strangers", "short-array", "404-html")),
                   "%s: %s of %s" % (doi, count, day))
            expect(source == "openalex", "who is %s?" % source)
            expect(counts.get(doi) == count, "%s is printed as %s" % (doi, counts.get(doi)))
            if day == OLD:
                expect("older numbers are used" in output.messages() and
                       "OpenAlex: " in output.messages(), output.messages())
        again = folder.run("cv.yaml")
        expect_equal(again.text(), output.text(), "the document of the record")
        folder.check_clean()

    with_server(["--scenario", scenario, "--only", "openalex"], check, record_of(DOIS))


def check_fault_without_record(scenario):
    """Nothing is known at all: the document has no counts, and `cite` ends with 3."""
    def check(folder, _):
        output = folder.run("--citations", "--timeout", "1", "cv.yaml")
        expect(output.status == 0 and printed(output.text()) == {}, output.messages())
        expect("[citations-provider]" in output.messages(), output.messages())
        output = folder.run("cite", "--timeout", "1", "cv.yaml")
        expect(output.status == 3 and output.out == b"", "exit %d" % output.status)
        folder.check_clean()

    with_server(["--scenario", scenario], check)


def check_unreachable():
    """Nobody listens: it costs next to nothing, and the record is used."""
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(path)
        write(folder.file(), record_of(DOIS))
        output = folder.run("--citations", "--set",
                            "citations.endpoint.openalex=http://127.0.0.1:1/", "cv.yaml")
        expect(output.status == 0 and printed(output.text()) == DOIS, output.messages())
        expect("for 3 papers" in output.messages(), output.messages())
        expect_equal(record_of(DOIS).decode(), read(folder.file()).decode(), "the record")
        strict = folder.run("--citations", "--strict", "--set",
                            "citations.endpoint.openalex=http://127.0.0.1:1/", "cv.yaml")
        expect(strict.status == 0, "the network makes a strict run fail")


# ---- the record ----

def check_fresh():
    """What is fresh is not asked for; what is not, is; what is gone from the CV is kept."""
    def check(folder, server):
        output = folder.run("--citations", "cv.yaml")
        expect(len(server.requests()) == 0, "asked for what it knows")
        expect(printed(output.text()) == DOIS and output.err == b"", output.messages())
        expect_equal(before, read(folder.file()).decode(), "the record")
        output = folder.run("cite", "--set", "citations.max_age=0", "cv.yaml")
        expect(len(server.requests()) == 2, "%d requests" % len(server.requests()))
        rows = output.text()
        expect(re.search(r"^ *11 +-89 +OpenAlex +today +The work", rows, re.M), rows)
        expect(folder.record()["10.5555/gone.44"] == (44, "openalex", TODAY), "a paper was forgotten")
        server.forget()
        output = folder.run("--citations=crossref", "cv.yaml")
        expect({r["source"] for r in server.requests()} == {"crossref"}, "asked somebody else")
        expect("(OpenAlex" in output.text() and "Crossref" in output.text(), "the source is not said")
        server.forget()
        output = folder.run("--citations", "--offline", "--set", "citations.max_age=0", "cv.yaml")
        expect(len(server.requests()) == 0, "asked when it was to be offline")

    before = record_of(dict(DOIS, **{"10.5555/gone.44": 44}), TODAY).decode()
    with_server([], check, before.encode())


def check_new():
    """From nothing: the table, the record, and the same again from the record alone."""
    def check(folder, _):
        output = folder.run("cite", "--json", "cv.yaml")
        table = json.loads(output.text())
        expect(output.status == 0 and output.err == b"", output.messages())
        expect([paper["count"] for paper in table["papers"]] == [11, 22, 33], output.text())
        expect(table["author"]["h_index"] == 20 and table["listed"]["citations"] == 66, output.text())
        expect(read(folder.file()).count(b"\n") == 3 + 3 + 1, "not a paper a line")
        expect(printed(folder.run("cv.yaml").text()) == {
            "10.5555/one.11": 11, "10.5555/two.22": 22, "10.5555/three.33": 33}, "not printed")
        folder.check_clean()

    with_server([], check)


MATCHING = """\
name: Ada Lovelace
citations: {endpoint: {%s}}
sections:
  Publications:
    - {title: On *Looms*, authors: [A. Lovelace], arxiv: "2106.15928v2", date: 2021}
    - {title: "On [Looms](https://x.example)", authors: ["Lovelace, Ada"], doi: 10.5555/Looms.8, date: 2023}
    - {title: Editorial, authors: [A. Lovelace], doi: 10.5555/editorial.1, date: 2020}
    - {title: Editorial, authors: [A. Lovelace], doi: 10.5555/editorial.2, date: 2021}
    - {title: Its code is another work, authors: [A. Lovelace], date: 2020, links: {
       code: "https://doi.org/10.5281/zenodo.3", Paper: "http://dx.doi.org/10.5555/paper%%2F4."}}
    - {title: A preprint by its DOI, authors: [A. Lovelace], url: "https://doi.org/10.48550/arXiv.2201.00005"}
    - {title: By number, authors: [A. Lovelace], pmid: 29456894}
    - {title: By title, authors: [C. Babbage, Ada Lovelace], date: 2020}
    - {title: By nothing}
    - {title: Same name, authors: [A. Lovelace], doi: 10.5555/x.9, date: 2001}
    - {title: Same name, authors: [A. Lovelace], date: 2020}
  Software:
    - {title: Engine, kind: software, doi: 10.5281/zenodo.6}
    - {title: No paper, kind: software}
  Talks:
    - {title: On Looms, event: A conference, date: 2021}
"""


def check_matching():
    """What a paper is asked by; which entries are one paper."""
    def check(folder, server):
        output = folder.run("cite", "--json", "--set", "citations.provider=openalex", "cv.yaml")
        papers = [paper["paper"] for paper in json.loads(output.text())["papers"]]
        expect_equal("\n".join([
            "doi:10.5555/looms.8", "doi:10.5555/editorial.1", "doi:10.5555/editorial.2",
            "doi:10.5555/paper/4", "arxiv:2201.00005", "pmid:29456894", "title:bytitle:2020",
            "title:bynothing:0", "doi:10.5555/x.9", "title:samename:2020", "doi:10.5281/zenodo.6"]),
            "\n".join(papers), "the papers")
        asked = " ".join(request["path"] for request in server.requests())
        expect(b"asked about 1 paper" in output.err, output.messages())
        expect("zenodo.3" not in asked and "nothing" not in asked.lower(), asked)
        record = json.loads(read(folder.file()))["papers"]
        expect(["arxiv:2106.15928"] in [paper.get("also") for paper in record], "one name is missing")
        # The published version is gone, and the preprint is still known.
        write(folder.file("cv.yaml"), b"name: A\ncitations: {show: count}\nsections:\n  Publications:\n"
              b"    - {title: On Looms, authors: [A. Lovelace], arxiv: 2106.15928}\n")
        expect(b"cited 15,928 times" in folder.run("cv.yaml").out or
               b"cited 8 times" in folder.run("cv.yaml").out, folder.run("cv.yaml").text())

    with_server([], check, cv=MATCHING)


def check_link():
    """A record that is a symbolic link stays one."""
    def check(folder, _):
        os.mkdir(folder.file("kept"))
        write(folder.file("kept/counts.json"), record_of(DOIS))
        os.symlink("kept/counts.json", folder.file())
        folder.run("--citations", "cv.yaml")
        expect(os.path.islink(folder.file()), "the link was replaced")
        expect({count for count, _, _ in folder.record().values()} == {11, 22, 33}, "not written")
        expect(os.listdir(folder.file("kept")) == ["counts.json"], "left behind")

    with_server([], check)


def check_set_aside():
    """A record that is none is renamed, each into a name of its own, and a new one is begun."""
    def check(folder, _):
        for text in (b"", b"{\"cv2tex\":\"citations 1\",\n\"papers\":[\n{\"pa", b"[" * 100000,
                     b"<<<<<<< HEAD\n" + record_of(DOIS), b"\0\xff" * 1000):
            write(folder.file(), text)
            output = folder.run("--citations", "cv.yaml")
            expect(output.status == 0 and b"was set aside" in output.err, output.messages())
            expect(len(folder.record()) == 3, "no new record")
            kept = sorted(set(os.listdir(folder.path)) - {"cv.yaml", "cv.citations.json"})
            expect(all(".corrupt-" + TODAY in name for name in kept), " ".join(kept))
            expect(text in [read(folder.file(name)) for name in kept], "it was lost")
        expect(len(kept) == 5, " ".join(kept))

    with_server([], check)


def check_others():
    """Files that are not ours to rename, and things that are no files."""
    def check(folder, _):
        outside = folder.file("cv.yaml") + ".d"
        os.mkdir(outside)
        write(os.path.join(outside, "theirs.json"), b"{\"their\": \"own\"}")
        output = folder.run("--citations", "--set", "citations.record=" + outside + "/theirs.json", "cv.yaml")
        expect(output.status == 0 and b"no record of citations" in output.err, output.messages())
        expect(os.listdir(outside) == ["theirs.json"] and
               read(os.path.join(outside, "theirs.json")) == b"{\"their\": \"own\"}", "it was touched")
        output = folder.run("--citations", "--set", "citations.record=" + outside + "/.profile", "cv.yaml")
        expect(output.status == 0 and b"not kept there" in output.err, output.messages())
        expect(os.listdir(outside) == ["theirs.json"], "it was made")
        os.mkfifo(folder.file("pipe"))
        for name, words in (("pipe", b"not a file"), ("cv.yaml.d", b"Is a directory"),
                            ("no/such/folder.json", b"No such file"), ("/dev/full", b"not a file")):
            output = folder.run("--citations", "--set", "citations.record=" + name, "cv.yaml")
            expect(output.status == 0 and words in output.err, output.messages())
            expect(len(printed(output.text())) == 3, "the counts are not printed")

    with_server([], check)


def check_standard_input():
    def check(folder, _):
        with open(folder.file("cv.yaml"), "rb") as cv:
            output = run([PROGRAM, "--citations", "-"], stdin=cv, cwd=folder.path, env=ENVIRONMENT)
        expect(output.status == 0 and b"not kept" in output.err, output.messages())
        expect(len(printed(output.text())) == 3, "not printed")
        folder.check_clean()

    with_server([], check)


def check_failing_writes(kind):
    """Whatever step of writing fails, the old record stays, and the document has the new counts."""
    def check(folder, _):
        for count in range(1, 9):
            write(folder.file(), record_of(DOIS))
            output = folder.run("-o", folder.file("cv.tex"), "--citations", "cv.yaml",
                                env={"LD_PRELOAD": os.path.join(BUILD, "fault.so"),
                                     "FAULT": "once-%s:%d" % (kind, count)})
            expect(output.status in (0, 3), "exit %d\n%s" % (output.status, output.messages()))
            record = folder.record()
            expect({count for count, _, _ in record.values()} in ({11, 22, 33}, {100, 200, 300}),
                   "half a record")
            folder.check_clean("cv.tex")

    with_server([], check)


def check_two_runs():
    """The second run tells that the first one is at it, and does not wait for it."""
    def check(folder, server):
        command = [PROGRAM, "--citations", "cv.yaml"]
        env = dict(os.environ, **ENVIRONMENT)
        first = subprocess.Popen(command, cwd=folder.path, env=env, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
        while not os.path.exists(folder.file("cv.citations.json.lock")):
            expect(first.poll() is None, "the first run was too fast")
        second = folder.run("--citations", "cv.yaml")
        expect(second.status == 0 and b"another run is asking" in second.err, second.messages())
        expect(printed(second.text()) == DOIS, "the record is not used")
        out, _ = first.communicate(timeout=60)
        expect(sorted(printed(out.decode()).values()) == [11, 22, 33], "the first run was disturbed")
        expect(len(server.requests()) == 2, "both have asked")
        folder.check_clean()

    with_server(["--delay", "700"], check, record_of(DOIS))


def check_interrupted():
    """Ctrl-C: at once, nothing is left behind."""
    def check(folder, _):
        process = subprocess.Popen([PROGRAM, "--citations", "cv.yaml"], cwd=folder.path,
                                   env=dict(os.environ, **ENVIRONMENT), stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        while not os.path.exists(folder.file("cv.citations.json.lock")):
            expect(process.poll() is None, "it was too fast")
        process.terminate()
        out, _ = process.communicate(timeout=10)
        expect(process.returncode == -15 and out == b"", "status %d" % process.returncode)
        expect_equal(record_of(DOIS).decode(), read(folder.file()).decode(), "the record")
        folder.check_clean()

    with_server(["--scenario", "hang"], check, record_of(DOIS))


def check_depfile():
    """make learns of the record."""
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(path)
        write(folder.file(), record_of(DOIS, TODAY))
        output = folder.run("build", "-o", "cv.tex", "--depfile", "cv.d", "cv.yaml")
        expect(output.status == 0, output.messages())
        expect(b"cv.citations.json" in read(folder.file("cv.d")), "it is not in the list")


# ---- what it must not do ----

def check_silent():
    """Without --citations there is no socket, and libcurl is not loaded; nor where all is fresh."""
    need("strace")
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(path)
        write(folder.file(), record_of(DOIS, TODAY))
        plain = "name: Ada\nsections:\n  P:\n    - {title: T, authors: [Ada], doi: 10.5555/one.11}\n"
        write(folder.file("plain.yaml"), plain.encode())
        write(folder.file("plain.citations.json"), b"not to be opened")
        for args in (["plain.yaml"], ["cv.yaml"], ["--citations", "cv.yaml"],
                     ["--citations", "--offline", "--set", "citations.max_age=0", "cv.yaml"]):
            output = folder.run("-f", "-e", "trace=network,open,openat", "-o", "trace", PROGRAM, *args,
                                program=["strace"])
            if b"ptrace" in output.err or b"PTRACE" in output.err:
                raise Skip("strace may not trace here")
            trace = read(folder.file("trace")).decode()
            expect("socket(" not in trace and "libcurl" not in trace, " ".join(args) + "\n" + trace)
            if args == ["plain.yaml"]:
                expect(".citations.json" not in trace, "the record was opened")


def check_valgrind(scenario):
    need("valgrind")

    def check(folder, _):
        for args in (["--citations", "cv.yaml"], ["cite", "--json", "cv.yaml"]):
            output = folder.run(*args, "--timeout", "20", program=VALGRIND + [PROGRAM])
            expect(output.status == 0, output.messages())

    with_server(["--scenario", scenario] if scenario else [], check, record_of(DOIS))


def check_key():
    """The key goes to its provider and nowhere else."""
    def check(folder, server):
        output = folder.run("cite", "cv.yaml", env={"CV2TEX_OPENALEX_KEY": "s3cr3t-key"})
        everything = output.out + output.err + b"".join(
            read(folder.file(name)) for name in os.listdir(folder.path))
        expect(b"s3cr3t-key" not in everything, "the key is told")
        expect(any("s3cr3t-key" in str(request["headers"]) for request in server.requests()),
               "the key is not sent")

    with_server([], check, record_of(DOIS))


def check_wrong_use():
    with tempfile.TemporaryDirectory() as path:
        output = Folder(path).run("--citations=scholar", "cv.yaml")
        expect(output.status == 2 and b"openalex, semantic_scholar" in output.err, output.messages())


def check_manual():
    """Who counted is in the table, and a paper without a title has no key made of nothing."""
    with tempfile.TemporaryDirectory() as path:
        cv = ("name: Ada\nsections:\n  Publications:\n"
              "    - {title: One, authors: [Ada], citations: {count: 5, source: A source that is long}}\n"
              "    - {authors: [Ada], journal: Two, citations: 3}\n")
        folder = Folder(path, cv=cv)
        table = folder.run("cite", "--offline", "cv.yaml").text()
        expect("A source that is..." in table and "One" in table, table)
        expect("manual            " in table and "(no title)" in table, table)
        papers = json.loads(folder.run("cite", "--offline", "--json", "cv.yaml").out)["papers"]
        expect([paper["paper"] for paper in papers] == ["title:one:0", ""], str(papers))


FAULTS = ["400", "401", "403", "404-html", "429", "429-once", "429-past", "429-fraction-once", "429-huge",
          "500", "503", "504", "hang", "hang-in-body", "reset", "reset-in-body", "truncated", "not-json",
          "empty", "null", "shape-list", "shape-object", "deep", "strings", "negative", "enormous",
          "null-slots", "null-counts", "short-array", "no-records", "timed-out", "strangers", "titles",
          "redirect", "redirect-host", "redirect-file", "redirect-loop", "bomb", "chunked"]


def cases():
    found = [Case("citations/fault-" + name, lambda name=name: check_fault(name)) for name in FAULTS]
    found += [Case("citations/nothing-" + name, lambda name=name: check_fault_without_record(name))
              for name in ("500", "hang", "truncated", "redirect-host")]
    found += [Case("citations/failing-" + kind, lambda kind=kind: check_failing_writes(kind))
              for kind in ("write", "close", "fsync", "rename")]
    found += [Case("citations/valgrind" + ("-" + name if name else ""), lambda name=name: check_valgrind(name))
              for name in ("", "truncated", "titles")]
    for check in (check_unreachable, check_fresh, check_new, check_set_aside, check_others,
                  check_standard_input, check_two_runs, check_interrupted, check_depfile, check_silent,
                  check_key, check_manual, check_wrong_use, check_matching, check_link):
        name = check.__name__.replace("check_", "").replace("_", "-")
        found.append(Case("citations/" + name, check))
    return found

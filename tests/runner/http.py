"""The citation sources over HTTP, against a server that does what they do and worse.

tests/http/cases.txt holds the cases, tests/http/server.py is the server, and tests/http/fetch.c is what
asks it. A second test of each fault runs all sources through it: none may come out with a wrong number.
"""

import concurrent.futures
import contextlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

from runner.common import ASAN, BUILD, PROGRAM, TESTS, TOOLS, Case, Failure, Skip, run

SERVER = os.path.join(TESTS, "http", "server.py")
SOURCES = ["openalex", "semantic_scholar", "crossref", "opencitations", "inspire", "ads", "europepmc"]
ENVIRONMENT = {"CV2TEX_ADS_KEY": "good", "CV2TEX_OPENALEX_KEY": "", "CV2TEX_S2_KEY": "",
               "CURL_CA_BUNDLE": "", "SSL_CERT_FILE": "", "http_proxy": "http://127.0.0.1:1"}


def programs():
    """The ways to run build/fetch."""
    ways = {"plain": [os.path.join(BUILD, "fetch")], "sanitized": [os.path.join(ASAN, "fetch")]}
    return {tool: way for tool, way in ways.items() if tool in TOOLS}


class Server:
    """A running server: its port, its folder, and what it was asked."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port

    def requests(self):
        path = os.path.join(self.folder, "log")
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def forget(self):
        with contextlib.suppress(FileNotFoundError):
            os.remove(os.path.join(self.folder, "log"))

    def endpoints(self, scheme="http"):
        return [word for name in SOURCES for word in
                ("endpoint", "%s=%s://127.0.0.1:%d/%s" % (name, scheme, self.port, name))]


@contextlib.contextmanager
def serving(words):
    """A server with these words on its command line, for as long as the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        port_file = os.path.join(folder, "port")
        words = [word.replace("FOLDER", folder) for word in words]
        process = subprocess.Popen([sys.executable, SERVER, "--port-file", port_file, "--log",
                                    os.path.join(folder, "log"), *words])
        try:
            for _ in range(400):
                if os.path.exists(port_file) or process.poll() is not None:
                    break
                time.sleep(0.05)
            else:
                raise Failure("the server does not start")
            if process.poll() is not None:
                raise Failure("the server ended with status %d" % process.returncode)
            with open(port_file, encoding="ascii") as file:
                yield Server(folder, int(file.read()))
        finally:
            process.kill()
            process.wait()


def fetch(program, server, words, papers, env=None, scheme="http", limit=60):
    """Runs it; returns the lines it prints, with PORT for the port, and the seconds it took."""
    text = "".join("\t".join(paper.split(" ; ")) + "\n" for paper in papers)
    done = run(program + server.endpoints(scheme) + words, stdin=text.encode(),
               env=dict(ENVIRONMENT, **(env or {})), limit=limit)
    if done.status != 0:
        raise Failure("status %d\n%s" % (done.status, done.messages()))
    seconds = re.search(r"([0-9.]+) s$", done.messages().strip())
    lines = done.text().replace(":%d" % server.port, ":PORT").splitlines()
    return lines, float(seconds.group(1))


# ---- the cases of cases.txt ----

def read_cases():
    """name -> list of (word, rest) of its lines."""
    found, name = {}, None
    with open(os.path.join(TESTS, "http", "cases.txt"), encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("case "):
                name = line[5:]
                found[name] = []
            elif line and not line.startswith("#"):
                found[name].append(line.partition(" ")[::2])
    return found


def check_output(lines, expected):
    if lines != expected:
        raise Failure("printed\n  %s\ninstead of\n  %s" % ("\n  ".join(lines), "\n  ".join(expected)))


def check_requests(requests, wanted):
    """`wanted` are lines "METHOD PATH BODY" as patterns, or one number."""
    if len(wanted) == 1 and wanted[0].isdigit():
        if len(requests) != int(wanted[0]):
            raise Failure("%d requests instead of %s" % (len(requests), wanted[0]))
        return
    made = sorted("%s %s %s" % (r["method"], r["path"], r["body"]) for r in requests)
    if [one.strip() for one in made] != sorted(wanted):
        raise Failure("asked\n  %s\ninstead of\n  %s" % ("\n  ".join(made), "\n  ".join(wanted)))


def run_case(lines, program):
    def all_of(word):
        return [rest for first, rest in lines if first == word]

    def one_of(word, otherwise):
        return (all_of(word) or [otherwise])[0]

    words = shlex.split(one_of("server", ""))
    with serving(words) as server:
        env = dict(one.replace("FOLDER", server.folder).split("=", 1) for one in all_of("env"))
        for name in all_of("file"):
            with open(os.path.join(server.folder, name), "w", encoding="ascii"):
                pass
        papers = all_of("paper")
        for many in all_of("papers"):
            first, last, form = many.split(" ", 2)
            papers += [form.replace("N", str(n)) for n in range(int(first), int(last) + 1)]
        options = shlex.split(one_of("fetch", "").replace("PORT", str(server.port)))
        printed, seconds = fetch(program, server, options, papers, env,
                                 "https" if "--tls" in words else "http")
        if all_of("expect"):
            check_output(printed, all_of("expect"))
        if all_of("counted"):
            counted = sum(line.startswith("count ") for line in printed)
            if counted != int(all_of("counted")[0]):
                raise Failure("%d counts\n%s" % (counted, "\n".join(printed[-5:])))
        if all_of("requests"):
            check_requests(server.requests(), all_of("requests"))
        for header in all_of("header"):
            if not all(re.search(header, json.dumps(r["headers"])) for r in server.requests()):
                raise Failure("a request without the header %s" % header)
        if seconds < float(one_of("slower", 0)):
            raise Failure("done after %.2f s, which is too soon" % seconds)
        if seconds > float(one_of("faster", 60)) and "asan" not in program[-1]:
            raise Failure("done after %.2f s, which is too late" % seconds)


# ---- every fault with every source ----

# What may be called absent where the answers are as they are.
ABSENT = {"404-html", "no-records", "null-slots", "short-array", "other-title"}
PAPERS = ["doi=10.1234/a.5", "doi=10.1234/b.7", "doi=10.1234/absent.3", "arxiv=2106.15928",
          "pmid=123", "title=A Title ; year=2020 ; surname=Lovelace"]
RIGHT = [5, 7, None, 15928, 123, 7]


def check_sane(source, scenario, lines):
    """No number but the right one, and no word that a source did not say."""
    if scenario == "strings" and source == "opencitations":
        return  # it always has strings
    for line, right in zip(lines, RIGHT):
        words = line.split()
        if words[0] == "count" and int(words[2]) != right:
            raise Failure("%s: a wrong number: %s" % (source, line))
        if words[0] == "absent" and right is not None and scenario not in ABSENT:
            raise Failure("%s: %s is said to be absent" % (source, right))
    for line in lines:
        if not line.isprintable():
            raise Failure("%s: control characters: %r" % (source, line))


def run_sweep(scenario, program):
    hang = ["seconds", "2"] if "hang" in scenario else ["seconds", "20"]
    with serving(["--scenario", scenario]) as server:
        def one(source):
            lines, _ = fetch(program, server, ["source", source, *hang], PAPERS)
            check_sane(source, scenario, lines)
        with concurrent.futures.ThreadPoolExecutor(max_workers=len(SOURCES)) as pool:
            list(pool.map(one, SOURCES))


# ---- without memory, and without need ----

def check_no_memory(first, program):
    """From one allocation on all fail, or only that one: no crash, and no wrong number."""
    fault = os.path.join(BUILD, "fault.so")
    if "asan" in program[-1]:
        return
    with serving([]) as server:
        for number in range(first, 900, 10):
            for once in ("", "once-"):
                env = dict(ENVIRONMENT, LD_PRELOAD=fault, FAULT="%smalloc:%d" % (once, number))
                done = run(program + server.endpoints() + ["source", "openalex", "seconds", "2"],
                           stdin="\n".join(PAPERS).replace(" ; ", "\t").encode(), env=env)
                if done.status not in (0, 3):
                    raise Failure("%s: status %d" % (env["FAULT"], done.status))
                check_sane("openalex", "no-memory", done.text().splitlines())


def check_not_loaded():
    """A page without citations opens no socket and does not load libcurl."""
    done = run([PROGRAM, "examples/kaiqiang-xu.yaml"], env={"LD_DEBUG": "files"})
    if done.status != 0 or "libyaml" not in done.messages() or "libcurl" in done.messages():
        raise Failure(done.messages()[-1000:])


def scenarios():
    with open(SERVER, encoding="utf-8") as file:
        text = file.read()
    table = text[text.index("FAULTS = {"):]
    return re.findall(r'^    "([a-z0-9-]+)":', table[:table.index("\n}")], re.M)


def each_tool(function, argument, once=False):
    """Runs a test with each program, or with the one that sees most."""
    ways = list(programs().items())
    if not ways:
        raise Skip("not with this tool")
    for tool, program in ways[-1:] if once else ways:
        if not os.path.exists(program[-1]):
            raise Failure("there is no %s" % program[-1])
        try:
            function(argument, program)
        except Failure as failure:
            raise Failure("%s: %s" % (tool, failure)) from None


def cases():
    if not shutil.which("openssl"):
        return []
    made = [Case("http/" + name, lambda lines=lines: each_tool(run_case, lines))
            for name, lines in read_cases().items()]
    made += [Case("http/no-memory-%d" % n, lambda n=n: each_tool(check_no_memory, n))
             for n in (1, 4, 7)]
    made.append(Case("http/not-loaded", check_not_loaded))
    return made + [Case("http-faults/" + name, lambda name=name: each_tool(run_sweep, name, once=True))
                   for name in scenarios()]

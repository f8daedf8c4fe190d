#!/usr/bin/python3
"""The citation sources as they answer, and as they fail, on the loopback.

    tests/http/server.py --port-file FILE [--scenario NAME] [--only SOURCE] [--log FILE] [--delay MS]
                         [--tls FOLDER]

The port is written to FILE when the server is ready. A source is asked at http://127.0.0.1:PORT/NAME
(NAME as in src/cite/sources.def), which is what `citations.endpoint` is to say.

What it knows: each DOI, arXiv number and PMID, but those that have "absent" in them, or "only-NAME"
with the name of another source. The number at the end of an identifier is its count. A search finds
each title that does not start with "Absent": a paper of 2020 by Ada Lovelace, with 7 citations. Each
author is known, but those that have "absent" in their name.

--scenario NAME is a fault, see FAULTS below; --only leaves it to one source. --log gets a line of JSON
for each request: source, method, path, headers, body. With --tls the server speaks TLS, and FOLDER/ca.pem
is its throw-away authority; the scenarios tls-name and tls-stranger are certificates that are not right,
and tls-deaf takes connections and says nothing.
"""

import argparse
import email.utils
import gzip
import http.server
import json
import os
import re
import socket
import ssl
import struct
import subprocess
import threading
import time
import urllib.parse

KEY = {"openalex": "Authorization", "semantic_scholar": "x-api-key", "ads": "Authorization"}


class Answer:
    """What is sent: a status, a body that is JSON if it is no text, headers."""

    def __init__(self, status, body, headers=None, kind="application/json"):
        self.status, self.headers, self.kind = status, dict(headers or {}), kind
        self.body = body if isinstance(body, (bytes, str)) else json.dumps(body)
        if isinstance(self.body, str):
            self.body = self.body.encode()


# ---- what is known ----

class Paper:
    def __init__(self, name, source, **more):
        self.doi = self.arxiv = self.pmid = None
        self.title, self.year, self.authors = "The work " + name, 2020, ["Ada Lovelace"]
        number = re.search(r"([0-9]+)$", name)
        self.count = int(number.group(1)) % 100000 if number else 0
        self.source = source
        self.__dict__.update(more)


def known(name, source):
    only = re.search(r"only-([a-z_]+)", name)
    return "absent" not in name and (not only or only.group(1) == source)


def find(kind, name, source):
    """The paper of this identifier, or None."""
    name = name.lower()
    return Paper(name, source, **{kind: name}) if known(name, source) else None


def search(title, source):
    if title.lower().startswith("absent"):
        return None
    return Paper("10.5555/by-title.7", source, doi="10.5555/by-title.7", title=title + "!")


# ---- the sources ----

def openalex_record(paper):
    record = {"id": "https://openalex.org/W%d" % (2741800000 + paper.count),
              "doi": paper.doi and "https://doi.org/" + paper.doi, "title": paper.title,
              "cited_by_count": paper.count, "publication_year": paper.year,
              "counts_by_year": [{"year": 2025, "cited_by_count": paper.count // 2},
                                 {"year": 2024, "cited_by_count": paper.count - paper.count // 2}],
              "ids": {"openalex": "https://openalex.org/W1"},
              "authorships": [{"author_position": "first", "author": {"display_name": name}}
                              for name in paper.authors]}
    if paper.pmid:
        record["ids"]["pmid"] = "https://pubmed.ncbi.nlm.nih.gov/" + paper.pmid
    return record


def openalex_list(papers):
    records = [openalex_record(paper) for paper in papers if paper]
    return Answer(200, {"meta": {"count": len(records), "db_response_time_ms": 14, "page": 1,
                                 "per_page": 100, "cost_usd": 0.0001},
                        "results": records[::-1], "group_by": []})


def openalex(request):
    line = len(request.requestline)
    if request.headers.get("Authorization", "Bearer good") != "Bearer good":
        return Answer(401, {"error": "Invalid or missing API key", "message": "API key not found"})
    if line > 8190:
        return Answer(400, {"error": "Request URL too long"})
    single = re.match(r"/works/(doi|pmid):(.*)$", request.route)
    if single:
        paper = find(single.group(1), urllib.parse.unquote(single.group(2)), "openalex")
        return Answer(200, openalex_record(paper)) if paper else html_404()
    if request.route.startswith("/authors/"):
        name = request.route[len("/authors/"):]
        if "absent" in name:
            return html_404()
        return Answer(200, {"id": "https://openalex.org/A5023888391", "works_count": 53,
                            "cited_by_count": 3160,
                            "summary_stats": {"2yr_mean_citedness": 1.5, "h_index": 20,
                                              "i10_index": 27}})
    if request.route == "/works" and "search.title" in request.query:
        return openalex_list([search(request.query["search.title"], "openalex")])
    if request.route == "/works" and request.query.get("filter", "").startswith("doi:"):
        names = request.query["filter"][len("doi:"):].split("|")
        if len(names) > 100 or any("," in name for name in names):
            return Answer(400, {"error": "Invalid query parameters error."})
        papers = [find("doi", name, "openalex") for name in names]
        return openalex_list(papers[:int(request.query.get("per_page", 25))])
    return html_404()


def s2_record(paper):
    if paper is None:
        return None
    ids = {"DOI": paper.doi, "ArXiv": paper.arxiv, "PubMed": paper.pmid, "CorpusId": 470667}
    return {"paperId": "c31c%d" % paper.count,
            "externalIds": {key: value for key, value in ids.items() if value},
            "title": paper.title, "citationCount": paper.count, "year": paper.year,
            "authors": [{"authorId": "1", "name": name} for name in paper.authors]}


def semantic_scholar(request):
    if request.headers.get("x-api-key", "good") != "good":
        return Answer(403, {"message": "Forbidden"})
    if request.route == "/paper/batch" and request.command == "POST":
        papers = []
        for name in json.loads(request.body)["ids"]:
            kind, number = name.split(":", 1)
            kinds = {"DOI": "doi", "ARXIV": "arxiv", "PMID": "pmid"}
            papers.append(find(kinds[kind], number, "semantic_scholar"))
        if len(papers) > 500 or not any(papers):
            return Answer(400, {"error": "No valid paper ids given"})
        return Answer(200, [s2_record(paper) for paper in papers])
    if request.route == "/paper/search/match":
        paper = search(request.query["query"], "semantic_scholar")
        if paper is None:
            return Answer(404, {"error": "Title match not found"})
        return Answer(200, {"data": [dict(s2_record(paper), matchScore=174.2)]})
    if request.route.startswith("/author/"):
        if "absent" in request.route:
            return Answer(404, {"error": "Author with id absent not found"})
        return Answer(200, {"authorId": "1741101", "name": "Ada Lovelace", "hIndex": 19,
                            "citationCount": 2900, "paperCount": 50})
    return Answer(404, {"error": "Not found"})


def crossref_record(paper):
    return {"DOI": paper.doi.upper(), "is-referenced-by-count": paper.count,
            "title": [paper.title]}


def crossref(request):
    single = re.match(r"/works/(.*)$", request.route)
    if single:
        paper = find("doi", urllib.parse.unquote(single.group(1)), "crossref")
        if paper is None:
            return Answer(404, "Resource not found.", kind="text/plain")
        return Answer(200, {"status": "ok", "message-type": "work",
                            "message": crossref_record(paper)})
    names = request.query["filter"].split(",")
    if len(request.requestline) > 4096 or any(not name.startswith("doi:") for name in names):
        return Answer(400, {"status": "failed", "message-type": "validation-failure",
                            "message": [{"type": "parameter-not-allowed"}]})
    papers = [find("doi", name[len("doi:"):], "crossref") for name in names]
    items = [crossref_record(paper) for paper in papers if paper]
    return Answer(200, {"status": "ok", "message-type": "work-list",
                        "message": {"total-results": len(items), "items":
                                    items[:int(request.query.get("rows", 20))]}},
                  {"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s",
                   "x-concurrency-limit": "3"})


def opencitations(request):
    single = re.match(r"/citation-count/(doi|pmid):(.*)$", request.route)
    paper = find(single.group(1), urllib.parse.unquote(single.group(2)), "opencitations")
    return Answer(200, [{"count": str(paper.count if paper else 0)}])


def inspire(request):
    if request.route == "/literature/facets":
        count = 0 if "absent" in request.query["q"] else 1
        return Answer(200, {"hits": {"total": {"value": 48 * count}}, "aggregations": {
            "citation_summary": {
                "doc_count": 44 * count, "h-index": {"value": {"all": 18 * count, "published": 17}},
                "citations": {"buckets": {"all": {"doc_count": 44 * count, "citations_count":
                                                  {"value": 2700.0 * count}}}}}}})
    papers = []
    for word in request.query["q"].split(" or "):
        kind, name = word.split(":", 1)
        papers.append(find(kind, name.strip('"'), "inspire"))
    hits = []
    for paper in filter(None, papers):
        metadata = {"control_number": 451600 + paper.count, "citation_count": paper.count,
                    "citation_count_without_self_citations": paper.count // 2,
                    "titles": [{"title": paper.title}]}
        if paper.doi:
            metadata["dois"] = [{"value": paper.doi.upper()}]
        if paper.arxiv:
            metadata["arxiv_eprints"] = [{"value": paper.arxiv}]
        hits.append({"id": str(metadata["control_number"]), "metadata": metadata})
    hits = hits[:int(request.query.get("size", 10))]
    return Answer(200, {"hits": {"total": len(hits), "hits": hits}, "links": {}})


def ads(request):
    if request.headers.get("Authorization") != "Bearer good":
        return Answer(401, {"error": "Unauthorized"})
    docs = []
    if request.query["q"].startswith("orcid:"):
        docs = [] if "absent" in request.query["q"] else [
            {"citation_count": count} for count in (3, 0, 12, 10, 5, 4)]
    for name in re.findall(r'"([^"]*)"', request.query["q"]):
        kind = "arxiv" if name.startswith("arXiv:") else "doi"
        paper = find(kind, name.replace("arXiv:", ""), "ads")
        if paper:
            doc = {"bibcode": "2003ApJS..148..%03dS" % (paper.count % 1000),
                   "identifier": [name], "title": [paper.title], "citation_count": paper.count}
            if paper.doi:
                doc["doi"] = [paper.doi]
            docs.append(doc)
    docs = docs[:int(request.query.get("rows", 10))]
    return Answer(200, {"responseHeader": {"status": 0},
                        "response": {"numFound": len(docs), "start": 0, "docs": docs}})


def europepmc(request):
    form = dict(urllib.parse.parse_qsl(request.body.decode()))
    found = []
    for name in re.findall(r'DOI:"([^"]*)"', form["query"]):
        found.append(find("doi", name, "europepmc"))
    for name in re.findall(r'EXT_ID:"?([0-9]+)', form["query"]):
        found.append(find("pmid", name, "europepmc"))
    result = []
    for paper in filter(None, found):
        record = {"id": paper.pmid or "2%07d" % paper.count, "source": "MED", "title": paper.title,
                  "citedByCount": paper.count}
        record.update({"doi": paper.doi} if paper.doi else {"pmid": paper.pmid})
        result.append(record)
    result = result[:int(form.get("pageSize", 25))]
    return Answer(200, {"hitCount": len(result), "resultList": {"result": result}})


SOURCES = {function.__name__: function for function in
           (openalex, semantic_scholar, crossref, opencitations, inspire, ads, europepmc)}


def html_404():
    return Answer(404, "<!doctype html>\n<title>404 Not Found</title>\n", kind="text/html")


# ---- what goes wrong ----

class Gone(Exception):
    """The connection ends here."""


def each_count(change):
    """Changes every number that is a count of citations in a good answer."""
    names = ("cited_by_count", "citationCount", "is-referenced-by-count", "count", "citation_count",
             "citedByCount", "h_index", "i10_index", "works_count", "hIndex", "paperCount", "value", "all", "doc_count")

    def walk(value):
        if isinstance(value, dict):
            return {key: change if key in names and not isinstance(part, (dict, list))
                    else walk(part) for key, part in value.items()}
        return [walk(part) for part in value] if isinstance(value, list) else value
    return walk


def each_record(change):
    """Changes the list of records of a good answer, wherever it is."""
    def walk(value):
        if isinstance(value, list):
            return change(value)
        if isinstance(value, dict):
            for key in ("results", "message", "items", "hits", "response", "docs", "resultList",
                        "result", "data"):
                if key in value and isinstance(value[key], (dict, list)):
                    return dict(value, **{key: walk(value[key])})
        return value
    return walk


def rename(value):
    """Another paper in the place of each."""
    text = json.dumps(value)
    text = re.sub(r"10\.[0-9]{4,9}/", "10.9999/other-", text, flags=re.I)
    return json.loads(re.sub(r'"[0-9]{4}\.[0-9]{4,5}"', '"1111.11111"', text))


def retitle(value):
    hard = "\\write18{rm} 100% of $C#_& \x1b[31m\x00\u202eabc\x7f\u0085 <i>x</i> ^^M~"
    return json.loads(re.sub(r'"The work [^"]*"', lambda match: json.dumps(hard),
                             json.dumps(value)))


def edited(change):
    def fault(request, answer):
        body = json.loads(answer.body)
        return Answer(answer.status, change(body), answer.headers)
    return fault


def instead(*words, **named):
    return lambda request, answer: Answer(*words, **named)


def refused(headers=None):
    body = {"error": "Rate limit exceeded", "message": "Too Many Requests.", "retryAfter": 0.1,
            "code": "429"}
    return instead(429, body, headers)


def first(count, fault):
    """The fault, but only in so many requests."""
    left = [count]

    def now(request, answer):
        left[0] -= 1
        return fault(request, answer) if left[0] >= 0 else answer
    return now


def hang(request, answer):
    time.sleep(30)
    raise Gone


def hang_in_body(request, answer):
    request.start(answer, len(answer.body))
    request.write(answer.body[:len(answer.body) // 2])
    return hang(request, answer)


def reset(request, answer):
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()
    raise Gone


def reset_in_body(request, answer):
    request.start(answer, len(answer.body))
    request.write(answer.body[:len(answer.body) // 2])
    return reset(request, answer)


def truncated(request, answer):
    return Answer(200, answer.body[:len(answer.body) * 2 // 3])


def bomb(request, answer):
    body = gzip.compress(b" " * (64 << 20), 9)
    return Answer(200, body, {"Content-Encoding": "gzip"})


def chunked(request, answer):
    """A body without an end."""
    request.start(answer, None)
    for _ in range(1 << 14):
        request.write(b"1000\r\n" + b" " * 4096 + b"\r\n")
    raise Gone


def chunk_size(request, answer):
    """A chunk of more bytes than a number can hold."""
    request.start(answer, None)
    request.write(b"fffffffffffffffffffffff\r\n" + answer.body)
    raise Gone


def endless_headers(request, answer):
    request.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1 << 14):
        request.write(b"X-%d: %s\r\n" % (number, b"x" * 1000))
    raise Gone


def redirect(where, status=302):
    def fault(request, answer):
        place = where.replace("PORT", str(request.server.server_port))
        return Answer(status, "", {"Location": place.replace("PATH", request.path)})
    return fault


def date(seconds):
    return email.utils.formatdate(time.time() + seconds, usegmt=True)


FAULTS = {
    "400": instead(400, {"error": "Invalid query parameters error."}),
    "401": instead(401, {"error": "Invalid or missing API key", "message": "API key not found"}),
    "403": instead(403, "<html>Forbidden</html>", kind="text/html"),
    "404-html": lambda request, answer: html_404(),
    "429": refused(),
    "429-once": first(1, refused()),
    "429-past": lambda request, answer: refused({"Retry-After": date(-3600)})(request, answer),
    "429-past-once": first(1, refused({"Retry-After": date(-3600)})),
    "429-negative-once": first(1, refused({"Retry-After": "-5"})),
    "429-fraction-once": first(1, refused({"Retry-After": "0.5"})),
    "429-second-once": first(1, refused({"Retry-After": "1"})),
    "429-huge": refused({"Retry-After": "86399"}),
    "429-overflow": refused({"Retry-After": "99999999999999999999999999"}),
    "429-date": lambda request, answer: refused({"Retry-After": date(7200)})(request, answer),
    "500": instead(500, {"message": "Internal Server Error"}),
    "500-once": first(1, instead(500, {"message": "Internal Server Error"})),
    "503": instead(503, "<html>busy</html>", {"Retry-After": "0"}, kind="text/html"),
    "503-once": first(1, instead(503, "", {"Retry-After": "0"})),
    "504": instead(504, {"error": "Gateway timeout", "reason": "query_timeout"}),
    "hang": hang,
    "hang-in-body": hang_in_body,
    "reset": reset,
    "reset-once": first(1, reset),
    "reset-in-body": reset_in_body,
    "truncated": truncated,
    "empty": instead(200, ""),
    "not-json": instead(200, "<html>Please log in to this network</html>", kind="text/html"),
    "null": instead(200, "null"),
    "shape-list": instead(200, [[1, "x", None, {}]]),
    "shape-object": instead(200, {"results": {"doi": 1}, "message": [], "hits": {"hits": 3},
                                  "response": None, "resultList": {"result": "x"}}),
    "deep": instead(200, "[" * 200000),
    "strings": edited(each_count("12")),
    "negative": edited(each_count(-7)),
    "enormous": edited(each_count(10 ** 30)),
    "fraction": edited(each_count(12.5)),
    "null-counts": edited(each_count(None)),
    "null-slots": edited(each_record(lambda records: [None for _ in records])),
    "short-array": edited(each_record(lambda records: records[:-1])),
    "no-records": edited(each_record(lambda records: [])),
    "twice": edited(each_record(lambda records: records + records)),
    "timed-out": edited(lambda body: dict(body, meta={"timed_out": True}, results=[])
                        if isinstance(body, dict) else body),
    "strangers": edited(rename),
    "titles": edited(retitle),
    "other-title": edited(lambda body: json.loads(json.dumps(body).replace("a title", "b title"))),
    "redirect": first(1, redirect("PATH")),
    "redirect-307": first(1, redirect("PATH", 307)),
    "redirect-host": redirect("http://localhost:PORTPATH"),
    "redirect-port": redirect("http://127.0.0.1:1PATH"),
    "redirect-file": redirect("file:///etc/passwd"),
    "redirect-loop": redirect("PATH", 307),
    "bomb": bomb,
    "chunked": chunked,
    "chunk-size": chunk_size,
    "used-up": lambda request, answer: Answer(answer.status, answer.body, {
        "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "3600"}),
    "headers": endless_headers,
    "rate": lambda request, answer: Answer(answer.status, answer.body, {
        "x-rate-limit-limit": "1", "x-rate-limit-interval": "1s", "x-concurrency-limit": "1"}),
}


# ---- HTTP ----

class Request(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def write(self, data):
        self.wfile.write(data)
        self.wfile.flush()

    def start(self, answer, length):
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if length is None:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def answer(self):
        length = int(self.headers.get("Content-Length", 0))
        self.body = self.rfile.read(length)
        path, _, query = self.path.partition("?")
        source, _, self.route = path.lstrip("/").partition("/")
        self.route = "/" + self.route
        self.query = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        options = self.server.options
        self.server.log({"source": source, "method": self.command, "path": self.path,
                         "headers": dict(self.headers), "body": self.body.decode("latin-1")})
        time.sleep(options.delay / 1000)
        if source not in SOURCES:
            return html_404()
        good = SOURCES[source](self)
        fault = FAULTS.get(options.scenario)
        return fault(self, good) if fault and options.only in (None, source) else good

    def do_GET(self):
        try:
            answer = self.answer()
            self.start(answer, len(answer.body))
            self.write(answer.body)
        except (Gone, ConnectionError, ssl.SSLError):
            self.close_connection = True

    do_POST = do_GET


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    context = None

    def __init__(self, options):
        super().__init__(("127.0.0.1", 0), Request)
        self.options, self.lock = options, threading.Lock()

    def log(self, entry):
        if self.options.log:
            with self.lock, open(self.options.log, "a", encoding="utf-8") as file:
                file.write(json.dumps(entry) + "\n")

    def finish_request(self, request, client_address):
        try:
            if self.options.scenario == "tls-deaf":
                time.sleep(30)
            if self.context:
                request = self.context.wrap_socket(request, server_side=True)
            super().finish_request(request, client_address)
        except OSError:
            pass

    def handle_error(self, request, client_address):
        if self.options.verbose:
            super().handle_error(request, client_address)


def certificates(folder, scenario):
    """A throw-away authority in FOLDER/ca.pem, and a certificate of it; returns its context."""
    def path(name):
        return os.path.join(folder, name)

    def openssl(*words):
        subprocess.run(["openssl", *words], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    os.makedirs(folder, exist_ok=True)
    names = "DNS:elsewhere.example" if scenario == "tls-name" else "DNS:localhost,IP:127.0.0.1"
    new = ["req", "-newkey", "rsa:2048", "-nodes", "-keyout"]
    authority = "stranger" if scenario == "tls-stranger" else "ca"
    for name in {"ca", authority}:
        openssl(*new, path(name + ".key"), "-x509", "-days", "2", "-subj", "/CN=cv2tex tests",
                "-out", path(name + ".pem"))
    openssl(*new, path("server.key"), "-subj", "/CN=server", "-out", path("server.csr"))
    with open(path("names"), "w", encoding="ascii") as file:
        file.write("subjectAltName=" + names + "\n")
    openssl("x509", "-req", "-in", path("server.csr"), "-days", "2", "-CAcreateserial",
            "-CA", path(authority + ".pem"), "-CAkey", path(authority + ".key"),
            "-extfile", path("names"), "-out", path("server.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path("server.pem"), path("server.key"))
    return context


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port-file", required=True)
    parser.add_argument("--scenario", choices=sorted(FAULTS) + ["tls-deaf", "tls-name", "tls-stranger"])
    parser.add_argument("--only", choices=sorted(SOURCES))
    parser.add_argument("--log")
    parser.add_argument("--delay", type=float, default=0)
    parser.add_argument("--tls")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    server = Server(options)
    if options.tls:
        server.context = certificates(options.tls, options.scenario)
    with open(options.port_file + ".new", "w", encoding="ascii") as file:
        file.write("%d\n" % server.server_port)
    os.rename(options.port_file + ".new", options.port_file)
    server.serve_forever()


if __name__ == "__main__":
    main()

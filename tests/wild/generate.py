#!/usr/bin/python3
"""Writes CVs as they are found in the wild, with invented words: generate.py [options] DIR COUNT [SEED]

RenderCV, JSON Resume (JSON and YAML), YAMLResume and al-folio in turn, named FORMAT-NUMBER. The oddities
of real files come as often as they do there, or with --odd 5 five times as often. The same seed gives
the same files.
"""

import argparse
import json
import os
import random
import sys

import yaml

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import words as w  # noqa: E402


class Maker:
    """Random parts of CVs."""

    def __init__(self, seed, odd):
        self.random = random.Random(seed)
        self.odd = odd

    def pick(self, things):
        return self.random.choice(things)

    def some(self, things, most):
        return self.random.sample(things, self.random.randint(1, min(most, len(things))))

    def chance(self, probability):
        return self.random.random() < probability

    def rare(self, probability):
        """Whether an oddity occurs that is seen so often in real files."""
        return self.chance(min(0.9, probability * self.odd))

    def person(self):
        if self.rare(0.02):
            return self.pick(w.NATIVE)
        name = "%s %s" % (self.pick(w.GIVEN), self.pick(w.FAMILY))
        return name + self.pick([", PhD", " Jr.", " (she/her)"]) if self.rare(0.05) else name

    def phrase(self):
        return self.pick(w.ODD_PHRASES if self.rare(0.08) else w.PHRASES)

    def phrases(self, most=5):
        return [self.phrase() for _ in range(self.random.randint(1, most))]

    def long(self):
        text = w.LONG.format(job=self.pick(w.JOBS), n=self.random.randint(1, 40),
                             a=self.pick(w.SKILLS), b=self.pick(w.SKILLS))
        text = " ".join([text.strip()] + self.phrases(3))
        return text + "\n\n" + self.phrase() if self.rare(0.1) else text

    def url(self):
        return self.pick(["https://example.org", "http://example.org/~me/a_b", "example.org/x",
                          "https://example.org/a%20b?c=d&e=f#g", "www.example.org"])

    def year(self):
        return self.random.randint(1985, 2026)

    def date(self, last=2016):
        year, month, day = self.random.randint(1985, last), self.random.randint(1, 12), self.random.randint(1, 28)
        form = self.random.randint(0, 9)
        if self.rare(0.05):
            return self.pick(["Mar. %d" % year, "Summer %d" % year, "Sept %d" % year, "%d?" % year,
                              "%02d/%d" % (month, year), "Q%d %d" % (1 + month // 4, year),
                              "%d年%d月" % (year, month), "%d.%02d" % (year, month), "Spring '20",
                              "%d-%d" % (year, month), "circa %d" % year, "März %d" % year])
        return ("%d" % year if form < 2 else "%d-%02d" % (year, month) if form < 7 else
                "%d-%02d-%02d" % (year, month, day))

    def end(self):
        """A date behind every date(), nearly always."""
        if self.rare(0.12):
            return self.pick(["Present", "present", "", None, "Current", "now", "ongoing", "heute"])
        if self.rare(0.01):
            return self.date()
        form = self.random.randint(0, 9)
        month = "%02d" % self.random.randint(1, 12)
        return "%d" % self.random.randint(2017, 2026) + ("" if form < 3 else "-" + month) + (
            "-15" if form > 8 else "")

    def span_text(self):
        return self.pick(["Mar. %d - Presente", "%d – present", "%d-2026", "since %d", "%d to 2026",
                          "Fall %d", "%d/%d" % (self.random.randint(1, 12), 2026)]).replace(
                              "%d", str(self.year()))

    def holes(self, entry):
        """Loses fields, or leaves them empty, as people do."""
        for key in list(entry):
            if key == "sections":
                continue
            if self.rare(0.03):
                del entry[key]
            elif self.rare(0.03):
                entry[key] = self.pick(["", None, [] if isinstance(entry[key], list) else ""])
            elif self.rare(0.01) and isinstance(entry[key], list) and entry[key]:
                entry[key] = entry[key][0]
        if self.rare(0.05):
            entry[self.pick(["note", "comment", "Team Size", "tech_stack", "logo", "level", "icon"])] = (
                self.pick([self.phrase(), self.random.randint(1, 100), True, [self.pick(w.SKILLS)]]))
        return entry


# ---- RenderCV ----

def rendercv_entry(m, kind):
    body = {"location": m.pick(w.CITIES)}
    if m.chance(0.8):
        body.update(start_date=m.date(), end_date=m.end())
        if m.rare(0.05):
            del body["end_date"]
    else:
        body["date"] = m.span_text() if m.chance(0.5) else m.date()
    if m.chance(0.4):
        body["summary"] = m.long() if m.chance(0.3) else m.phrase()
    if m.chance(0.8):
        body["highlights"] = m.phrases()
        if m.rare(0.1):
            body["highlights"][0] += " - " + m.phrase() + " - " + m.phrase()
    if m.rare(0.03):
        body["url"] = m.url()
    head = {
        "experience": lambda: {"company": m.pick(w.FIRMS), "position": m.pick(w.JOBS)},
        "education": lambda: {"institution": m.pick(w.SCHOOLS), "area": m.pick(w.AREAS),
                              "degree": m.pick(w.DEGREES)},
        "normal": lambda: {"name": m.pick([m.phrase(), "[%s](%s)" % (m.pick(w.FIRMS), m.url())])},
    }[kind]()
    if kind == "experience" and m.rare(0.03):
        head = {"company": head["company"], "positions": [
            {"title": m.pick(w.JOBS), "start_date": m.date(), "end_date": m.end(),
             "highlights": m.phrases(2)} for _ in range(2)]}
        body = {"location": body["location"]}
    return m.holes({**head, **body})


def rendercv_publication(m):
    authors = [m.pick(["*%s*", "**%s**", "***%s***"]) % m.person()] + [m.person() for _ in range(3)]
    entry = {"title": m.phrase(), "authors": authors, "doi": "10.1000/xyz_%d" % m.year(),
             "journal": m.pick(["Nature & Science", "Proc. of the 3rd Conf.", "arXiv:2401.%05d" % m.year()]),
             "date": m.date()}
    return m.holes(entry)


def rendercv_section(m):
    kind = m.random.randint(0, 8)
    count = range(m.random.randint(1, 4))
    if kind == 0:
        return [m.long() for _ in count]
    if kind == 1:
        return [{"bullet": m.phrase()} for _ in count]
    if kind == 2:
        return [m.holes({"label": m.pick(w.AREAS), "details": ", ".join(m.some(w.SKILLS, 6))})
                for _ in count]
    if kind == 3:
        return [rendercv_publication(m) for _ in count]
    if kind == 4:
        return [{m.pick(["number", "reversed_number"]): m.phrase()} for _ in count]
    return [rendercv_entry(m, m.pick(["experience", "education", "normal"])) for _ in count]


def rendercv(m):
    phone = m.pick(["+1-555-%04d" % m.year(), "tel:+44-20-7946-0958", "+905419999999", "555 0100"])
    cv = {"name": m.person(), "headline": m.pick(w.JOBS), "location": m.pick(w.CITIES),
          "email": "me_%d@example.org" % m.year(), "phone": phone, "website": m.url(),
          "social_networks": [{"network": network, "username": m.pick(["some_one", "some-one", "1234/some-one"])}
                              for network in m.some(["LinkedIn", "GitHub", "ORCID", "Google Scholar", "X", "GitLab",
                                                     "Mastodon", "StackOverflow", "Twitter", "Orcid", "Bluesky"], 4)],
          "sections": {}}
    if m.rare(0.1):
        cv["email"] = [cv["email"], "other@example.org"]
    if m.rare(0.05):
        cv["custom_connections"] = [{"fontawesome_icon": "calendar-days", "placeholder": m.phrase(),
                                     "url": m.url()}]
    if m.rare(0.05):
        cv["photo"] = "photo.jpg"
    if m.rare(0.05):
        cv["label"] = m.phrase()
    titles = m.some(w.TITLES, 7)
    if m.rare(0.03):
        titles[0] = ""
    for title in titles:
        cv["sections"][title] = rendercv_section(m) if not m.rare(0.03) else m.pick([None, [], ""])
    root = {"cv": m.holes(cv)}
    if m.chance(0.5):
        root["design"] = {"theme": m.pick(["classic", "moderncv", "sb2nov", "engineeringresumes"]),
                          "page": {"size": "us-letter", "top_margin": "0.7in", "show_footer": False},
                          "colors": {"name": "rgb(0, 79, 144)"}}
        if m.rare(0.2):
            root["design"] = {"theme": "classic", "color": "blue", "font_size": "10pt"}
    if m.chance(0.3):
        root[m.pick(["locale", "locale_catalog"])] = {"language": m.pick(["english", "french", "german"]),
                                                      "phone_number_format": "national"}
    if m.chance(0.2):
        root[m.pick(["settings", "rendercv_settings"])] = {"date": "2026-01-01", "bold_keywords": ["C"]}
    if m.rare(0.02):
        root = {"cv": root}
    return root


# ---- JSON Resume ----

def jsonresume(m):
    def job(name):
        return m.holes({name: m.pick(w.FIRMS), "position": m.pick(w.JOBS), "location": m.pick(w.CITIES),
                        "url": m.url(), "startDate": m.date(), "endDate": m.end(),
                        "summary": m.long() if m.chance(0.3) else m.phrase(), "highlights": m.phrases()})

    def some(make, most=4):
        return [m.holes(make()) for _ in range(m.random.randint(1, most))]

    legacy = m.rare(0.1)
    basics = {"name": m.person(), "label": m.pick(w.JOBS), "image": "", "email": "me@example.org",
              "phone": "(555) 010-%04d" % m.year(), "url": m.url(), "summary": m.long(),
              "location": m.holes({"address": "2712 Broadway St & 3rd\nFloor 4", "postalCode": "CA 94115",
                                   "city": m.pick(w.CITIES), "countryCode": "US", "region": "California"}),
              "profiles": some(lambda: {"network": m.pick(["Twitter", "GitHub", "SoundCloud", "LinkedIn", "StackOverflow"]),
                                        "username": "some_one", "url": m.url()}, 3)}
    if legacy:
        basics["picture"] = basics.pop("image")
        basics["website"] = basics.pop("url")
    root = {
        "basics": m.holes(basics),
        "work": [job("company" if legacy else "name") for _ in range(m.random.randint(1, 4))],
        "volunteer": [job("organization") for _ in range(m.random.randint(0, 2))],
        "education": some(lambda: {"institution": m.pick(w.SCHOOLS), "url": m.url(), "area": m.pick(w.AREAS),
                                   "studyType": m.pick(w.DEGREES), "startDate": m.date(), "endDate": m.end(),
                                   "gpa" if legacy else "score": m.pick(["4.0", "3.9/4.0", "1,3", "95%"]),
                                   "courses": [m.phrase() for _ in range(2)]}),
        "awards": some(lambda: {"title": m.phrase(), "date": m.date(), "awarder": m.pick(w.FIRMS),
                                "summary": m.phrase()}),
        "certificates": some(lambda: {"name": m.pick(w.SKILLS) + " Associate", "date": m.date(), "url": m.url(),
                                      "issuer": m.pick(w.FIRMS)}),
        "publications": some(lambda: {"name": m.phrase(), "publisher": m.pick(w.FIRMS), "releaseDate": m.date(),
                                      "url": m.url(), "summary": m.phrase()}),
        "skills": some(lambda: {"name": m.pick(w.AREAS), "level": m.pick(["Master", "Expert", "3/5", ""]),
                                "keywords": m.some(w.SKILLS, 6)}),
        "languages": some(lambda: {"language": m.pick(w.LANGUAGES), "fluency": m.pick(w.FLUENCY)}),
        "interests": some(lambda: {"name": m.phrase(), "keywords": m.some(w.AREAS, 3)}),
        "references": some(lambda: {"name": m.person(), "reference": m.long()}, 2),
        "projects": some(lambda: {"name": m.pick(w.FIRMS), "description": m.phrase(), "highlights": m.phrases(),
                                  "keywords": m.some(w.SKILLS, 4), "startDate": m.date(), "endDate": m.end(),
                                  "url": m.url(), "roles": m.some(w.JOBS, 2), "entity": m.pick(w.FIRMS),
                                  "type": "application"}),
        "meta": {"canonical": m.url(), "version": "v1.0.0", "lastModified": "2026-01-01T10:00:00",
                 "theme": "even"},
    }
    for key in list(root):
        if key != "basics" and m.chance(0.3):
            del root[key]
        elif key != "basics" and m.rare(0.1):
            root[key] = []
    if m.rare(0.05):
        root["$schema"] = "https://example.org/schema.json"
    if m.rare(0.03) and root.get("work"):
        root["work"][0]["fr_summary"] = m.phrase()
    if m.rare(0.03) and root.get("publications"):
        root["publications"][0].update(authors=[m.person(), m.person()], doi="10.1/2_3")
    if m.rare(0.03) and root.get("languages"):
        root["languages"][0].update(icon="fa-flag", level=5)
    if m.rare(0.03):
        root["basics"]["label"] = {"en": "Engineer", "de": "Ingenieur"}
    if m.rare(0.03):
        root["hobbies"] = m.phrases(2)
    return root


# ---- YAMLResume ----

def bullets(m):
    return "".join("- %s\n" % text.replace("\n", " ") for text in m.phrases())


def yamlresume(m):
    def some(make, most=3):
        return [m.holes(make()) for _ in range(m.random.randint(1, most))]

    def dates():
        return {"startDate": m.pick(["Sep 1, %d" % m.year(), m.date()]), "endDate": m.end()}

    content = {
        "basics": m.holes({"name": m.person(), "headline": m.pick(w.JOBS), "phone": "(213) 555-9876",
                           "email": "me@example.org", "url": m.url(), "summary": bullets(m)}),
        "location": m.holes({"address": "123 Main & 4th Street", "city": "Sacramento", "region": "California",
                             "country": m.pick(["United States", "Germany", "China"]), "postalCode": 95814}),
        "profiles": some(lambda: {"network": m.pick(["GitHub", "Line", "LinkedIn", "WeChat"]),
                                  "username": "some_one", "url": m.url()}),
        "education": some(lambda: {"institution": m.pick(w.SCHOOLS), "url": m.url(), "degree": "Bachelor",
                                   "area": m.pick(w.AREAS), "score": "3.9", **dates(),
                                   "courses": m.some(w.SKILLS, 4), "summary": bullets(m)}),
        "work": some(lambda: {"name": m.pick(w.FIRMS), "url": m.url(), **dates(), "position": m.pick(w.JOBS),
                              "summary": bullets(m), "keywords": m.some(w.SKILLS, 4)}),
        "languages": some(lambda: {"language": m.pick(w.LANGUAGES), "fluency": m.pick(w.FLUENCY),
                                   "keywords": m.some(["TOEFL 110", "IELTS 8.0"], 2)}),
        "skills": some(lambda: {"name": m.pick(w.AREAS), "level": m.pick(["Expert", "Advanced", "Novice"]),
                                "keywords": m.some(w.SKILLS, 5)}),
        "awards": some(lambda: {"title": m.phrase(), "awarder": m.pick(w.FIRMS), "date": m.date(),
                                "summary": bullets(m)}),
        "certificates": some(lambda: {"name": m.pick(w.SKILLS), "issuer": m.pick(w.FIRMS), "date": m.date(),
                                      "url": m.url()}),
        "publications": some(lambda: {"name": m.phrase(), "publisher": m.pick(w.FIRMS), "url": m.url(),
                                      "releaseDate": m.date(), "summary": bullets(m)}),
        "references": some(lambda: {"name": m.person(), "phone": "(555) 123-4567", "summary": bullets(m),
                                    "relationship": m.pick(w.JOBS), "email": "ref@example.org"}),
        "projects": some(lambda: {"name": m.phrase(), "description": m.phrase(), "url": m.url(), **dates(),
                                  "summary": bullets(m), "keywords": m.some(w.SKILLS, 3)}),
        "interests": some(lambda: {"name": m.phrase(), "keywords": m.some(w.AREAS, 3)}),
        "volunteer": some(lambda: {"organization": m.pick(w.FIRMS), "position": m.pick(w.JOBS), **dates(),
                                   "summary": bullets(m), "url": m.url()}),
    }
    for key in list(content):
        if key != "basics" and m.chance(0.25):
            content[key] = [] if m.rare(0.1) else content[key]
            if content[key]:
                del content[key]
    root = {"content": content}
    if m.chance(0.8):
        root["locale"] = {"language": m.pick(["en", "zh-hans", "zh-hant-hk", "zh-hant-tw", "es", "fr", "no", "nl",
                                              "ja", "de", "id", "pt-br"])}
    if m.chance(0.7):
        root["layouts"] = [{"engine": "latex",
                            "template": m.pick(["moderncv-banking", "moderncv-classic", "moderncv-casual", "jake"]),
                            "page": {"margins": {"top": "2.5cm", "left": "1.5cm"}, "showPageNumbers": True,
                                     "paperSize": "letterpaper"},
                            "typography": {"fontSize": m.pick(["10pt", "11pt", "12pt"])},
                            "sections": {"aliases": {"work": "My Jobs"}, "order": ["work", "education"]}},
                           {"engine": "markdown"}]
    return root


# ---- al-folio ----

def alfolio(m):
    def nested():
        return [m.phrase() if m.chance(0.7) else
                {"title": m.phrase(), "contents": m.phrases(2)} for _ in range(m.random.randint(1, 3))]

    def table():
        entry = {"title": m.pick(w.DEGREES + w.JOBS), "institution": m.pick(w.SCHOOLS), "location": m.pick(w.CITIES),
                 "year": m.pick([m.year(), m.span_text(), m.date()]), "description": nested()}
        if m.rare(0.1):
            entry = {"year": m.year(), "items": m.phrases(3)}
        return m.holes(entry)

    general = [{"name": "Full Name", "value": m.person()}, {"name": "Date of Birth", "value": "29th of May 1990"},
               {"name": "Languages", "value": "English, Deutsch"}, {"name": "Email", "value": "me@example.org"},
               {"name": "Homepage", "value": m.url()}]
    root = [{"title": "General Information", "type": "map", "contents": general}]
    for title in m.some(w.TITLES, 5):
        kind = m.pick(["time_table", "list", "nested_list", "map", "time_table"])
        contents = {
            "time_table": lambda: [table() for _ in range(3)],
            "list": lambda: m.phrases(5),
            "nested_list": lambda: [m.holes({"title": m.pick(w.AREAS), "items": m.phrases(4)}) for _ in range(2)],
            "map": lambda: [{"name": m.pick(w.AREAS), "value": m.phrase()} for _ in range(2)],
        }[kind]()
        root.append({"title": title.replace("_", " "), "type": kind, "contents": contents})
    return root


# ---- files ----

def reads_plain(text, in_list):
    """Whether a text may stand without quotes."""
    try:
        node = yaml.compose("- - %s" % text if in_list else "- k: %s" % text, yaml.BaseLoader)
    except yaml.YAMLError:
        return False
    node = node.value[0].value[0] if in_list else node.value[0].value[0][1]
    return isinstance(node, yaml.ScalarNode) and node.value == text and node.start_mark.line == 0


def scalar(m, value, indent, in_list=False):
    """A scalar as somebody would write it: "text", or "|" and lines."""
    if value is None:
        return m.pick(["", "null", "~"])
    if not isinstance(value, str):
        return json.dumps(value)
    pad = " " * indent
    block = value.strip() and not value[0].isspace() and not any(
        ord(c) < 32 and c != "\n" for c in value) and value.rstrip("\n").rstrip() == value.rstrip("\n")
    if "\n" in value and block:
        chomp = "" if value.endswith("\n") else "-"
        return "|%s\n" % chomp + "\n".join(pad + line if line else "" for line in value.rstrip("\n").split("\n"))
    if block and len(value) > 80 and m.chance(0.2) and "  " not in value:
        lines, line = [], ""
        for word in value.split(" "):
            if len(line) + len(word) > 70 and line:
                lines.append(pad + line)
                line = ""
            line += (" " if line else "") + word
        return ">-\n" + "\n".join(lines + [pad + line])
    if value and m.chance(0.9) and reads_plain(value, in_list):
        return value
    if "\n" not in value and "'" not in value and value.isprintable() and m.chance(0.5):
        return "'%s'" % value
    return json.dumps(value, ensure_ascii=False)


def to_yaml(m, tree, indent=0):
    """The lines of a tree as YAML."""
    pad = " " * indent
    lines = []
    for key, value in tree.items() if isinstance(tree, dict) else [(None, child) for child in tree]:
        head = pad + ("-" if key is None else scalar(m, key, 0) + ":")
        if isinstance(value, (dict, list)) and not value:
            lines.append(head + (" {}" if isinstance(value, dict) else " []"))
        elif isinstance(value, (dict, list)):
            deeper = indent + (0 if isinstance(value, list) and key is not None and m.flat else 2)
            below = to_yaml(m, value, deeper)
            if key is None:
                below[0] = head + below[0][len(head):]
                lines += below
            else:
                lines += [head] + below
        else:
            lines.append((head + " " + scalar(m, value, indent + 2, key is None)).rstrip(" "))
        if m.rare(0.005):
            lines.append(pad + "# " + m.pick(w.PHRASES))
    return lines


def as_yaml(m, tree):
    m.flat = m.chance(0.3)
    text = "\n".join(to_yaml(m, tree)) + "\n"
    if m.rare(0.1):
        text = "# yaml-language-server: $schema=https://example.org/schema.json\n" + text
    return text


def as_json(m, tree):
    text = json.dumps(tree, ensure_ascii=m.chance(0.2), indent=m.pick([2, 2, 4, "\t", None]))
    if m.rare(0.01):
        text = text.replace('"work"', '"work": [], "work"', 1)
    return text + m.pick(["", "\n"])


FORMATS = [("rendercv", rendercv, as_yaml, ".yaml"), ("jsonresume", jsonresume, as_json, ".json"),
           ("yamlresume", yamlresume, as_yaml, ".yml"), ("alfolio", alfolio, as_yaml, ".yml"),
           ("jsonresume-yaml", jsonresume, as_yaml, ".yaml")]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--odd", type=float, default=1.0, metavar="FACTOR")
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("count", type=int, metavar="COUNT")
    parser.add_argument("seed", type=int, nargs="?", default=1, metavar="SEED")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    for number in range(options.count):
        name, make, write, ending = FORMATS[number % len(FORMATS)]
        m = Maker("%d %d" % (options.seed, number), options.odd)
        text = write(m, make(m))
        if m.rare(0.03):
            text = text.replace("\n", "\r\n")
        if m.rare(0.02):
            text = "\ufeff" + text
        path = os.path.join(options.folder, "%s-%03d%s" % (name, number, ending))
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)


if __name__ == "__main__":
    main()

"""A page in each language, with the program's own words in it: compiled, and read back."""

import glob
import os
import re
import tempfile
import unicodedata

import yaml

from runner.common import PROGRAM, ROOT, Case, Skip, expect, need, read, run, write
from runner.pdf import TROUBLE

LOCALES = os.path.join(ROOT, "templates", "locale")
# Those for which pdflatex has no fonts, and the file without which they are not tried.
LUALATEX = {"ar": "Amiri-Regular.ttf", "fa": "Amiri-Regular.ttf", "he": "DejaVuSans.ttf",
            "hi": "Shobhika-Regular.otf"}

CV = """\
name: Ada Example
email: ada@example.org
phone: +1 555 0100
website: https://ada.example.org
born: 10.12.1815
design: {language: %(code)s, engine: %(engine)s, style: %(style)s, page_numbers: total,
         date_format: %(format)s}
sections:
  %(section_education)s:
    - {institution: A, degree: B, area: C, date: 2020, thesis: D, advisors: [E, F],
       examiners: [G, H], courses: [I, J]}
  %(section_supervision)s:
    - {student: A, level: B, role: C, thesis: D, advisors: [E, F], date: 2020, placement: G}
  %(section_teaching)s:
    - {course: A, term: [B 2019, B 2020], enrolment: 30, evaluation: 4.8}
  %(section_grants)s:
    - {title: A, funder: B, amount: 100, share: 50, status: C, date: 2020}
  %(section_talks)s:
    - {title: A, event: B, authors: [C, D], date: 2020}
  %(section_software)s:
    - {title: A, kind: B, users: 12, authors: [C, D], date: 2020}
  %(section_publications)s:
    - {title: A, authors: [B], venue: C, volume: 1, number: 2, pages: 3-4, date: 2020,
       acceptance: {accepted: 31, submitted: 189}}
  %(section_projects)s:
    - {name: A, description: B, keywords: [C], date: 2020}
  %(section_work)s:
%(months)s    - {company: A, position: B, start_date: 2020-09}
"""

# What must be on the page of these.
WORDS = ["section_education", "section_supervision", "section_teaching", "section_grants",
         "section_talks", "section_software", "section_publications", "section_projects",
         "section_work", "thesis", "advisors", "examiners", "courses", "co_advisors", "placement",
         "terms", "enrolment", "evaluation", "own_share", "status", "with", "users", "authors",
         "volume", "number", "pages", "of", "accepted", "keywords", "present", "born", "read_phone",
         "read_email", "web"]


def words_of(code):
    with open(os.path.join(LOCALES, code + ".yaml"), encoding="utf-8") as file:
        return {key: str(word) for key, word in yaml.load(file, yaml.BaseLoader).items()}


def without_blanks(text):
    """Blanks and marks of direction come and go, and a word may be divided at a line's end.

    So does U+0640, which is no letter: Amiri 1.0 and later lengthen some joins of letters with it.
    """
    text = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    return re.sub(r"[\s\u0640\u200b-\u200f\u202a-\u202e]|-\n", "", text)


def check(code, style, date_format):
    engine = "lualatex" if code in LUALATEX else "pdflatex"
    need(engine, "pdftotext")
    if code in LUALATEX and not run(["kpsewhich", "-progname=lualatex", LUALATEX[code]]).out:
        raise Skip(LUALATEX[code] + " is not installed")
    words = words_of(code)
    months = "".join("    - {company: A, position: B, date: 2020-%02d}\n" % month
                     for month in range(1, 13))
    cv = CV % dict(words, code=code, engine=engine, style=style, format=date_format, months=months)
    with tempfile.TemporaryDirectory() as folder:
        write(os.path.join(folder, "cv.yaml"), cv.encode())
        latex = run([PROGRAM, "cv.yaml"], cwd=folder)
        expect(latex.status == 0 and not latex.err, latex.messages())
        write(os.path.join(folder, "cv.tex"), latex.out)
        for _ in range(2):
            output = run([engine, "cv.tex"], cwd=folder, env={"max_print_line": "10000"}, limit=300)
            expect(output.status == 0, output.text()[-1500:])
        log = read(os.path.join(folder, "cv.log")).decode("utf-8", "replace")
        content = run(["pdftotext", "-enc", "UTF-8", os.path.join(folder, "cv.pdf"), "-"]).text()
    for pattern, meaning in TROUBLE:
        match = pattern.search(log)
        expect(not match, "%s: %s" % (meaning, match and log[match.start():match.start() + 300]))
    form = words["date_month" if date_format == "Month YYYY" else "short_date_month"]
    if "{month}" in form:
        names = ["january", "february", "march", "april", "may", "june", "july", "august",
                 "september", "october", "november", "december"]
        prefix = "" if date_format == "Month YYYY" else "short_"
        wanted = [words[prefix + name] for name in names]
    else:
        wanted = []
    # A long label in the left column has its lines beside those of the text.
    wanted = [word for text in wanted + [words[key] for key in WORDS] for word in text.split()]
    page = without_blanks(content)
    lost = [word for word in wanted if without_blanks(word) not in page]
    expect(not lost, "not in the PDF: %s\n%s" % (", ".join(lost), content[:3000]))


def cases():
    found = []
    styles = ["banking", "classic", "casual"]
    for number, path in enumerate(sorted(glob.glob(os.path.join(LOCALES, "*.yaml")))):
        code = os.path.basename(path)[:-len(".yaml")]
        style = styles[number % len(styles)]
        form = ["Mon YYYY", "Month YYYY"][number % 2]
        found.append(Case("languages/" + code,
                          lambda code=code, style=style, form=form: check(code, style, form)))
    return found

"""Invented people, places and phrases in many languages, for CVs that nobody has."""

GIVEN = ["Ada", "Björn", "Chloé", "Dmitri", "Elif", "Fátima", "Gökhan", "Hanna", "Ícaro", "Jürgen", "Kaito",
         "Łukasz", "Mónica", "Nguyễn", "Oğuz", "Paweł", "Quyên", "Radek", "Søren", "Thị", "Ülle", "Věra",
         "Wanjiru", "Ximena", "Yūki", "Zoë"]
FAMILY = ["Abernathy", "Björklund", "Castañeda", "D'Angelo", "Eriksson", "Ferreira-Gomes", "Güneş",
          "Hölderlin", "Ivanović", "Jørgensen", "Kowalczyk", "Lefèvre", "McAllister", "Nuñez", "O’Brien",
          "Přibyl", "Quispe", "Rőth", "Šimůnek", "Tanaka", "Ünal", "Vasquez", "Wójcik", "Xhaka", "Yılmaz",
          "Živković"]
NATIVE = ["徐凯强", "山田 太郎", "김민수", "Дмитрий Иванов", "Νίκος Παπαδόπουλος"]
CITIES = ["Aarhus, Denmark", "Łódź, Poland", "São Paulo, Brazil", "Zürich, CH", "Köln", "Kraków", "Québec, QC",
          "San José, CA", "Remote", "Göteborg (hybrid)", "东京", "Hồ Chí Minh City", "Washington, D.C.",
          "Cambridge, MA & Remote", "Reykjavík", "Brașov"]
FIRMS = ["Acme & Sons", "Blue/Green GmbH", "C# Works", "Data_Factory", "Éditions du Nord", "Foo.bar Ltd.",
         "G-Force™ Inc.", "H&M-like Retail", "Initech (acquired by Intertrode)", "Kauppi Oy", "Nörd AG",
         "100% Organic Software", "Société Générique", "Widgets, Inc.", "株式会社サンプル", "R&D Lab #3"]
SCHOOLS = ["University of Somewhere", "École Polytechnique du Lac", "Universität Übersee", "清江大学",
           "Universidad de la Montaña", "Institute of Technology, North Campus", "St. Mary’s College"]
AREAS = ["Computer Science", "Physics & Astronomy", "Génie logiciel", "Wirtschaftsinformatik", "Ingeniería",
         "Bio-Informatics", "Mathematics (minor: Music)", "計算機科学"]
DEGREES = ["BSc", "B.S.", "MSc", "M.A.", "PhD", "Ph.D.", "Bachelor", "Master’s", "Diplôme", "Licenciatura"]
JOBS = ["Software Engineer II", "Sr. Data Scientist", "Research Assistant", "CTO / Co-founder", "Ingénieure R&D",
        "Product Owner", "DevOps Engineer (part-time)", "Werkstudent", "Intern", "Team Lead – Platform",
        "Full-Stack Developer"]
SKILLS = ["C", "C++", "C#", "F#", ".NET", "Node.js", "R", "SQL", "PostgreSQL", "CI/CD", "TCP/IP", "LaTeX", "Vue.js",
          "Python 3", "Go", "Rust", "HTML5", "AWS (EC2, S3)", "k8s", "A/B testing", "i18n", "Docker", "Git", "C/C++",
          "机器学习", "Shell & Bash", "UI/UX"]
LANGUAGES = ["English", "Deutsch", "Français", "Español", "中文", "日本語", "한국어", "Русский", "Português",
             "Italiano", "Türkçe", "Tiếng Việt", "Ελληνικά", "Čeština"]
FLUENCY = ["Native", "Native or Bilingual", "Fluent", "C1", "B2 (CEFR)", "Limited Working", "Elementary", "Muttersprache"]
PHRASES = [
    "Cut the cost of each run by 41.2% and kept the error below 0.5%",
    "Led a team of 12 engineers across 3 time zones",
    "Wrote the parser, the planner & the executor",
    "Raised $2.5M in seed funding; burn rate of $40k/month",
    "Migrated 1,200+ services from on-prem to the cloud",
    "Won the #1 place out of 300 teams",
    "Used snake_case_names and CamelCase everywhere",
    "Managed a budget of €1.2 million – on time, on budget",
    "Improved latency from ~250 ms to <50 ms (p99)",
    "Fixed bugs in C:\\Windows\\System32 drivers",
    "Built a café finder “Où manger?” used by 10 000 people",
    "Designed the API (v2 → v3) and its documentation",
    "Published 5 papers; h-index of 7",
    "Entwickelte eine Plattform für über 500 Nutzer",
    "Développement d’une application mobile (iOS/Android)",
    "Diseñó e implementó el módulo de facturación",
    "Отвечал за разработку серверной части",
    "Ανέπτυξε λογισμικό για την εκπαίδευση",
    "负责分布式训练系统的设计与实现",
    "大規模データ処理基盤の開発を担当",
    "실시간 추천 시스템 개발",
    "Wrote e-mails at 3 a.m.; answered them at 4 a.m.",
    "Taught “Introduction to Programming” (4.8/5 stars)",
    "Increased revenue 3x — from $1M to $3M — within 18 months",
    "Supported users in 日本, 中国 and Việt Nam",
    "Reduced file sizes: 10 MB → 1 MB [see report]",
    "Implemented OAuth2.0 / OpenID-Connect; see RFC 6749 §4.1",
    "Set up {JSON, YAML, TOML} configuration with $HOME/.config",
    "Responsible for P&L, KPIs, OKRs & SLAs",
    "Mentored two interns, one of whom now leads the team",
]
ODD_PHRASES = [
    "Math like $\\mathcal{O}(n \\log n)$ instead of $O(n^2)$",
    "Emoji 🚀 and a family 👨‍👩‍👧 of them ✨",
    "A private glyph \ue000 here",
    "Soft\u00adhyphen, zero\u200bwidth and nb\u00a0space",
    "A decomposed e\u0301 and n\u0303",
    "Box ├── drawing └── characters",
    "A \\textbf{command} and \\LaTeX{} in the text",
    "<b>bold</b> and <i>italic</i> HTML",
    "First line<br>second line<br/>third line",
    "An <a href=\"https://example.org/a_b?c=d&e=f\">anchor</a> of HTML",
    "Entities: R&amp;D, 5 &gt; 4, caf&eacute; &mdash; done",
    "<p>A paragraph.</p><ul><li>one</li><li>two</li></ul>",
    "**Bold** words, *italic* words and `code_words`",
    "A [link](https://example.org/path_(x)?q=1#frag) in it",
    "An address https://example.org/~user/x_y%20z in it",
    "Unbalanced **bold and [brackets( and `quotes",
    "[Brackets] at the start",
    "* a star at the start",
    "- a dash at the start",
    "# a hash at the start",
    "1. a number at the start",
    "50% done & #1 of 10_000 ~ $5 ^2 {x} \\ end",
    "© 2020 Someone® — trademark™ † ‡ § ¶ ° ½ ²",
    "Arrows ← ↑ → ↓ ⇒ and signs ≤ ≥ ≠ ≈ ∞ ± ×",
    "السلام عليكم in Arabic",
    "Tabs\tin\tthe text",
    "   spaces around   ",
    "Quotes 'single' \"double\" ‘curly’ “curly” «guillemets» „low“",
    "ends with a backslash \\",
    "a colon: a list: another",
    "Questions? Yes! ¿Preguntas? ¡Sí!",
    "f(x) = x^2 for all x_1, x_2 in A\\B",
    "https://example.org",
    "someone@example.org",
    "null", "no", "true", "~", "1.10", "2020", "-", "N/A", "*", "%", "\\", "$", "#",
]
LONG = ("I am a {job} with {n} years of practice in {a} and {b}. My work joins research and industry: I have "
        "built systems that serve millions of people, and I have taught others to build them. ")
TITLES = ["Experience", "Work Experience", "education", "selected_honors", "publications", "Skills & Tools",
          "Other_Things", "Projects (2019–2024)", "Berufserfahrung", "Formation", "工作经历", "languages",
          "professional_experience", "Awards, Grants & Honours", "welcome_to_my_cv!", "extracurricular_activities"]

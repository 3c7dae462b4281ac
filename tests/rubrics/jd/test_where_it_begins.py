"""Where a posting begins and ends: whatever it was copied from, its title, duties, musts, pay and place are read."""

import html
import json
import textwrap
from datetime import date
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rubrics.jd import Review, review_jd
from rubrics.jd.review import read
from rubrics.jd.text.board_json import opened
from rubrics.jd.text.invisible import visible_of
from rubrics.jd.values import Apart
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 30)
TITLE = "Senior AI Engineer"
PAY, PLACE = "Pay: $150,000 - $180,000 a year", "Location: Denver, CO"
ABOUT = "Acme Mutual insures farms in the Midwest. Our team of eight builds tools for people who settle claims."
SECTIONS = {
    "What you will do": [
        "Build retrieval and agents on the OpenAI API for our claims desk",
        "Write evals for each release and fix what they show",
        "Ship prompts, tools and guardrails to production with two colleagues",
        "Watch cost, latency and quality of every model call",
    ],
    "What you bring": [
        "4+ years of Python in production",
        "Has shipped a product on large language models",
        "Knows how to test what a model answers",
    ],
    "Nice to have": ["A background in insurance", "Experience with LangGraph"],
    "Benefits": ["Health insurance and a 401(k) match", "25 days of paid leave"],
}
KINDS = dict(zip(SECTIONS, ("duties", "musts", "nice", "benefits"), strict=True))


def listed(bullet: str = "- ", heading: str = "{}") -> str:
    parts = ("\n".join((heading.format(name), *(bullet + item for item in items))) for name, items in SECTIONS.items())
    return "\n\n".join((f"{PLACE}\n{PAY}", ABOUT, *parts))


def marked_up() -> str:
    parts = (
        f"<h2>{name}</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" for name, items in SECTIONS.items()
    )
    return f"<p>{PLACE}<br>{PAY}</p><p>{ABOUT}</p>{''.join(parts)}"


BODY = listed()
PLAIN = f"{TITLE}\n\n{BODY}"
JSON_LD = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "description": marked_up().replace(PAY, "").replace(PLACE, ""),
    "title": TITLE,
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Denver", "addressRegion": "CO"}},
    "baseSalary": {"currency": "USD", "value": {"minValue": 150000, "maxValue": 180000, "unitText": "YEAR"}},
}
GREENHOUSE = {
    "absolute_url": "https://boards.example/acme/jobs/1",
    "location": {"name": "Denver, CO"},
    "metadata": None,
    "title": TITLE,
    "content": html.escape(marked_up()),
    "departments": [{"id": 1, "name": "Engineering", "child_ids": []}],
}
LEVER = {
    "categories": {"commitment": "Full-time", "location": "Denver, CO", "team": "Claims"},
    "descriptionPlain": ABOUT,
    "description": f"<div>{ABOUT}</div>",
    "lists": [
        {"text": name, "content": "".join(f"<li>{item}</li>" for item in items)} for name, items in SECTIONS.items()
    ],
    "salaryRange": {"currency": "USD", "interval": "per-year-salary", "min": 150000, "max": 180000},
    "text": TITLE,
}
ASHBY = {
    "jobs": [
        {
            "title": TITLE,
            "location": "Denver, CO",
            "descriptionHtml": marked_up(),
            "descriptionPlain": BODY,
            "compensation": {"compensationTierSummary": "$150,000 – $180,000 a year"},
        }
    ]
}
PAGE = (
    '<html><head><title>Careers</title><script type="application/ld+json">{}</script></head><body><nav>Home</nav>'
    '<div id="root"></div></body></html>'
)
ROW_BY_ROW = "".join(f"<tr><td>{name}</td><td>{'<br>'.join(items)}</td></tr>" for name, items in SECTIONS.items())
GLUED = "".join(name + "".join(f"{item}." for item in items) for name, items in SECTIONS.items())
FORMS = {
    "a greeting": f"Hi all, could someone look at this before it goes out? :pray:\n\n*{TITLE}*\n\n{BODY}",
    "a word to the channel": f"@channel draft for the role below, comments by Friday\n\n{TITLE}\n\n{BODY}",
    "quoted in Slack": "\n".join(f"> {line}" for line in PLAIN.split("\n")),
    "in a code block": f"```\n{PLAIN}\n```",
    "navigation": f"Skip to main content\nHome\nJobs\nAbout us\nLog in\n{PLAIN}\nApply now\nPrivacy\n© 2026 Acme",
    "a company first": f"Acme Mutual\nOpen positions > Engineering\n{TITLE}\nDenver, CO · Full-time\nApply\n{BODY}",
    "a menu in a line": f"Home | Jobs | Company | Blog | Sign in\n{TITLE}\n{BODY}",
    "a link": f"URL: https://boards.example/acme/jobs/4711?src=1\n{TITLE}\n{BODY}",
    "fields": f"Department: Engineering\nReports to: VP Engineering\nPosition: {TITLE}\n\n{BODY}",
    "a page's title": f"{TITLE} | Acme Mutual | Careers\n{BODY}",
    "at a company": f"{TITLE} at Acme Mutual\n{BODY}",
    "an application": f"Job Application for {TITLE} at Acme Mutual\n{BODY}",
    "a job board": f"Acme Mutual hiring {TITLE} in Denver, CO | LinkedIn\n{BODY}",
    "a shout": f"We're hiring! 🚀\n\n🤖 {TITLE}\n\n{BODY}",
    "JSON-LD": json.dumps(JSON_LD, indent=1),
    "JSON-LD in a graph": json.dumps({"@graph": [{"@type": "WebSite", "name": "Acme"}, JSON_LD]}),
    "JSON-LD in a page": PAGE.format(json.dumps(JSON_LD)),
    "Greenhouse": json.dumps(GREENHOUSE),
    "Lever": json.dumps(LEVER),
    "Ashby": json.dumps(ASHBY),
    "JSON below a sentence": f"From the board:\n```\n{json.dumps(GREENHOUSE)}\n```",
    "HTML": f"<h1>{TITLE}</h1>{marked_up()}",
    "escaped HTML": html.escape(f"<h1>{TITLE}</h1>{marked_up()}"),
    "escaped twice": html.escape(html.escape(f"<h1>{TITLE}</h1>{marked_up()}")),
    "wrapped at 60": "\n".join("\n".join(textwrap.wrap(line, 60)) for line in PLAIN.split("\n")),
    "wrapped at 40": "\n".join("\n".join(textwrap.wrap(line, 40)) for line in PLAIN.split("\n")),
    "ligatures": PLAIN.replace("fi", "ﬁ").replace("ff", "ﬀ"),
    "headings with pictures": f"{TITLE}\n\n{listed('👉 ', '💼 {}')}",
    "bullets that are pictures": f"{TITLE}\n\n{listed('✅ ')}",
    "no bullets": f"{TITLE}\n\n{listed('')}",
    "bullets in one line": f"{TITLE}\n{PLACE}\n{PAY}\n{ABOUT}\n"
    + "\n".join(f"{name}: • {' • '.join(items)}" for name, items in SECTIONS.items()),
    "dashes in one line": f"{TITLE}\n{PLACE}\n{PAY}\n{ABOUT}\n"
    + "\n".join(f"{name}: - {' - '.join(items)}" for name, items in SECTIONS.items()),
    "glued lines": f"{TITLE}\n{PLACE}\n{PAY}\n{ABOUT}\n{GLUED}",
    "a table of labels": f"<h1>{TITLE}</h1><p>{PLACE}<br>{PAY}</p><table>{ROW_BY_ROW}</table>",
    "Markdown": f"# {TITLE}\n\n{listed('* ', '## {}')}",
    "capitals": f"{TITLE.upper()}\n\n{listed('- ', '{}:').upper()}",
    "a letter": f"From: Rita Moss <rita@acme.example>\nSubject: Fwd: {TITLE}\n\n{TITLE}\n\n{BODY}",
}
FORMS |= {
    f"bullets {mark!r}": f"{TITLE}\n\n{listed(mark)}" for mark in ("• ", "\uf0b7\t", "§ ", "o\t", "¨ ", "→ ", "+ ")
}


def review(text: str) -> Review:
    return review_jd(KNOWLEDGE, text, today=TODAY)


@pytest.mark.parametrize("name", FORMS)
def test_whatever_a_posting_was_copied_from_it_reads_the_same(name: str) -> None:
    text = FORMS[name]
    read_as = review(text)
    assert (read_as.title.lower(), read_as.verdict.role) == (TITLE.lower(), "ai-engineer")
    assert [(pay.low, pay.high, pay.currency, pay.period) for pay in read_as.pay] == [(150_000, 180_000, "USD", "year")]
    assert read_as.jurisdictions == ("us-co",)
    made = {finding.rule for finding in read_as.findings}
    assert not made & {"missing-duties", "missing-requirements", "missing-level", "empty-heading", "second-job"}
    assert all(one.start is None or 0 <= one.start <= (one.end or 0) <= len(text) for one in read_as.findings)


@pytest.mark.parametrize("name", [name for name in FORMS if name != "glued lines"])
def test_each_sentence_keeps_its_kind_whatever_it_was_copied_from(name: str) -> None:
    board = opened(FORMS[name])
    visible = visible_of(board.text if board else FORMS[name])[0]
    document = read(KNOWLEDGE, visible, title=None, location=None, today=TODAY).document
    told = [(visible[one.start : one.end].lower().replace("\n", " "), one.kind) for one in document.segments]
    expected = {item.lower(): KINDS[part] for part, items in SECTIONS.items() for item in items}
    kinds = {item: next((kind for words, kind in told if item[:24] in words), None) for item in expected}
    assert kinds == expected


@pytest.mark.parametrize(
    "below",
    [
        "Similar jobs\nRockstar Growth Ninja\n£60,000 - £70,000\nToronto, Ontario",
        "Jobs you might be interested in\nML Engineer at Foo\n$60,000 - $70,000\nToronto, Ontario",
        "More jobs from Acme\nML Engineer\nToronto, Ontario\n$60,000 - $70,000",
        "Apply for this job\nFirst name *\nLast name *\nEmail *\nResume/CV *\nWhat is your current salary?\n"
        "Submit application",
        "Machine Learning Engineer\n\nLocation: Toronto, Ontario\nPay: CAD 90,000 - 120,000\n\nWhat you will do\n"
        "- Train ranking models\n\nWhat you bring\n- PyTorch",
    ],
)
def test_what_is_not_the_posting_is_set_apart_and_told(below: str) -> None:
    alone, more = review(PLAIN), review(f"{PLAIN}\n\n{below}")
    assert (more.pay, more.jurisdictions, more.words, more.sections[:-1]) == (
        *(alone.pay, alone.jurisdictions, alone.words),
        alone.sections[:-1],
    )
    assert [one.head for one in more.left_out] == [below.partition("\n")[0]]
    told = {finding.rule for finding in more.findings} - {finding.rule for finding in alone.findings}
    assert told == ({"second-job"} if more.left_out[0].kind is Apart.SECOND_JOB else set())


def test_a_board_of_several_postings_is_read_as_its_first_and_told() -> None:
    text = json.dumps({"jobs": [GREENHOUSE, {**GREENHOUSE, "title": "Data Analyst"}]})
    read_as = review(text)
    assert read_as.title == TITLE
    assert [(one.rule, one.quote) for one in read_as.findings if one.rule == "second-job"] == [
        ("second-job", "Data Analyst")
    ]
    assert text[read_as.left_out[0].start :].startswith("Data Analyst")


def test_what_is_quoted_of_a_board_is_what_people_read() -> None:
    escaped = {**GREENHOUSE, "content": GREENHOUSE["content"].replace("agents", "“agents”")}
    text = json.dumps(escaped)
    evidence = review(text).verdict.evidence["ai-engineer"]
    quoted = next(one for one in evidence if "retrieval" in one.quote)
    assert quoted.quote == "Build retrieval and “agents” on the OpenAI API for our claims desk"
    assert text[quoted.start : quoted.end].startswith("Build retrieval and \\u201cagents")


@pytest.mark.parametrize(
    "table",
    [
        "| What you will do | What you bring |\n|---|---|\n{}",
        "What you will do\tWhat you bring\n{}",
    ],
)
def test_a_table_of_plain_lines_is_read_by_its_columns(table: str) -> None:
    bar = "|" in table
    rows = zip(SECTIONS["What you will do"], SECTIONS["What you bring"], strict=False)
    lines = "\n".join(f"| {one} | {other} |" if bar else f"{one}\t{other}" for one, other in rows)
    text = f"{TITLE}\n\n{PAY}\n\n{table.format(lines)}\n"
    document = read(KNOWLEDGE, visible_of(text)[0], title=None, location=None, today=TODAY).document
    kinds = {document.quote(one.start, one.end): one.kind for one in document.segments}
    for part in ("What you will do", "What you bring"):
        assert {kinds.get(item) for item in SECTIONS[part][:3]} == {KINDS[part]}


def test_a_table_of_towns_and_pay_keeps_each_pay_beside_its_town() -> None:
    text = f"{TITLE}\n\n| Town | Pay |\n|---|---|\n| Denver, CO | $150,000 - $180,000 |\n"
    text += "| Seattle | $160,000 - $190,000 |\n"
    assert (
        visible_of(text)[0].index("Denver")
        < visible_of(text)[0].index("$150,000")
        < visible_of(text)[0].index("Seattle")
    )


def test_names_written_with_a_capital_inside_are_not_taken_apart() -> None:
    text = "We use macOS, spaCy, fastText and iPhone. Rocket.Chat and Node.js run at Booking.com. Ask McKinsey or eBay."
    assert visible_of(text) == (text, None)


@example('\\u"')
@given(st.text(alphabet='{}[]":,\\u12ab <p>|-\n\t.aAé', max_size=400))
def test_no_text_however_odd_is_read_outside_itself(text: str) -> None:
    for one in (text, '{"title": "AI Engineer", "description": "' + text):
        read_as = review(one)
        assert all(0 <= section.start <= section.end <= len(one) for section in read_as.sections)


@pytest.mark.parametrize(
    "seed",
    [
        "|--", "a|b\n", "aB", "abcDef ", "x\t", "  ", '{"title":', '{"title":"a","description":"b"},', "[{", "> ",
        "🚀 ", "ﬁ",
        "AI Engineer\nDuties\n- a\nRequirements\n- b\n", '<script type="application/ld+json">', "Similar jobs\n",
        "Email\n",
    ],
)  # fmt: skip
def test_two_hundred_thousand_characters_of_any_form_are_read_in_time(seed: str) -> None:
    text = (seed * (200_000 // len(seed) + 1))[:200_000]
    begun = process_time()
    review(text)
    assert process_time() - begun < 5

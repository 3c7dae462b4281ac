"""Hostile texts get an answer: nothing explodes, and hidden characters hide nothing."""

import gc
import html
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wording.jd import finding_words
from rubrics.jd import Review, review_jd
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
LONG = 200_000
SEEDS = [
    "<b>",
    "&amp;",
    "$1,000 - ",
    "5+ years of ",
    "Requirements:\n",
    "- agents\n",
    "{{",
    "<!-- ",
    "\u200b",
    "[a](http://",
]


def review(text: str) -> Review:
    return review_jd(KNOWLEDGE, text, today=TODAY)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_hundred_thousand_repetitive_characters_get_an_answer(seed: str) -> None:
    assert review((seed * (LONG // len(seed) + 1))[:LONG]).words >= 0


@pytest.mark.parametrize("line", ["soft skills\n- a b\n", "😀 usd 1 ", "5 years of llm "])
def test_eight_times_the_text_takes_about_eight_times_as_long(line: str) -> None:
    text = ("AI Engineer\n\n" + line * (LONG // len(line)))[:LONG]
    review(text[:100])
    assert taken(text) < 13 * max(taken(text[: LONG // 8]) for _ in range(3))


def taken(text: str) -> float:
    """How much processor time a review takes, without the garbage collector, which sweeps when it likes."""
    gc.collect()
    gc.disable()
    start = process_time()
    review(text)
    gc.enable()
    return process_time() - start


def test_only_the_first_two_hundred_thousand_characters_are_read() -> None:
    text = "AI Engineer\n\n" + "Build agents. " * 15_000 + "ninja"
    assert "rockstar" not in {finding.rule for finding in review(text).findings}


def test_hidden_characters_inside_a_word_hide_nothing() -> None:
    text = "AI Engineer\n\nWe want a coding nin\u200bja with thick\u00a0skin."
    found = {finding.rule: finding.quote for finding in review(text).findings}
    assert found["rockstar"] == "nin\u200bja"
    assert found["hostile"] == "thick\u00a0skin"


def test_right_to_left_marks_and_broken_html_are_read_through() -> None:
    text = "<h2>AI Engineer<p>Duties<li>\u202eBuild agents<li>Ship <b>LLM features\n<li>Write evals for agents"
    assert review(text).verdict.role == "ai-engineer"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("- Lang Chain every day\n", "misspelt-tool"),
        ("- A coding nin\u200bja\n", "rockstar"),
        ("- 9 years of LLMs\n", "impossible-years"),
        ("<div><b <li>Lang Chain</\n", "misspelt-tool"),
        ("- \u202eLang Chain\u202c daily\n", "misspelt-tool"),
        ("- <!channel> Lang Chain\n", "misspelt-tool"),
    ],
)
def test_the_same_remark_is_made_once_and_counts_its_other_places(line: str, rule: str) -> None:
    found = [
        finding for finding in review("AI Engineer\n\nRequirements\n" + line * 7_000).findings if finding.rule == rule
    ]
    assert len(found) == 1
    assert found[0].more > 1


def test_one_rule_speaks_a_few_times_however_many_phrases_break_it() -> None:
    lines = "".join(f"- {years} years of experience with LangChain\n" for years in range(7, 30))
    found = [one for one in review("AI Engineer\n\nRequirements\n" + lines).findings if one.rule == "impossible-years"]
    assert [one.more for one in found] == [0] * 4 + [18]


def test_braces_in_a_text_do_not_fill_in_sentences() -> None:
    text = "{title} {quote} Engineer\n\nYou report to {{manager}}."
    finding = next(finding for finding in review(text).findings if finding.rule == "unfilled-template")
    assert "{{manager}}" in finding_words(KNOWLEDGE, finding).why


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*SEEDS, "AI Engineer ", "not ", "\n", ", ", "Salary: ", "PhD "]), max_size=60).map(
        "".join
    )
)
def test_every_finding_quotes_the_original_at_its_offsets(text: str) -> None:
    for finding in review(text).findings:
        if finding.start is not None and finding.end is not None:
            assert text[finding.start : finding.end] == finding.quote


def _posting(title: str, heading: str, bullet: str, duties: list[str], musts: list[str]) -> str:
    listed = [heading.format("Duties"), *map(bullet.format, duties), heading.format("Requirements")]
    return "".join([title, *listed, *map(bullet.format, musts)])


def test_formats_of_one_posting_get_one_verdict_and_the_same_rules() -> None:
    duties, musts = ["Build agents for our customers", "Ship LLM features with evals"], ["Python in production"]
    plain = _posting("AI Engineer", "\n\n{}:\n", "\n- {}", duties, musts)
    markdown = _posting("# AI Engineer", "\n\n## {}\n", "\n* {}", duties, musts)
    html = _posting("<h1>AI Engineer</h1>", "<h2>{}</h2>", "<li>{}</li>", duties, musts)
    slack = _posting("*AI Engineer*", "\n\n*{}*", "\n• {}", duties, musts)
    reviews = [review(text) for text in (plain, markdown, html, slack)]
    assert {one.title for one in reviews} == {"AI Engineer"}
    assert {one.verdict.role for one in reviews} == {"ai-engineer"}
    assert len({tuple(sorted(finding.rule for finding in one.findings)) for one in reviews}) == 1


def test_html_between_two_figures_or_words_is_as_if_it_were_not_there() -> None:
    style = '<span style="color: rgb(0, 0, 0); font-family: Arial; font-size: 11pt; white-space: pre-wrap">'
    text = (
        f"<h1>R&amp;D AI Engineer</h1><p>{style}Base salary</span>:&nbsp;{style}$120,000</span>"
        f"&nbsp;&ndash;&nbsp;{style}$150,000</span> a year</p>"
    )
    for posted in (text, html.escape(text, quote=False)):
        found = review(posted)
        assert found.title == "R&D AI Engineer"
        assert [(pay.low, pay.high, pay.basis) for pay in found.pay] == [(120_000, 150_000, "base")]
        assert posted[found.pay[0].start :].startswith("$120,000")


def test_a_title_with_a_letter_that_grows_in_lower_case_is_quoted_where_it_stands() -> None:
    found = {one.rule: one.quote for one in review("İİİİ Ninja Engineer\n\nBuild agents").findings}
    assert found["rockstar"] == "Ninja"

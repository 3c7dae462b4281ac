"""Whatever a JD or a definition says, every page of a review fits Slack, and people read it as it was meant."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.jd import show_checklist as jd
from bot.features.jd import show_history as jd_history
from bot.features.jd import show_review as jd_review
from bot.features.jd import show_share as jd_share
from bot.features.jd.phrasing import outcome_words, quotation, quotation_in_place, shares, words_in_place
from bot.features.jd.reviewed import ReviewShown, level_named, shown_for
from bot.features.jd.show_duties import MISSED
from bot.features.jd.show_findings import finding_pages, section_called
from bot.features.jd.show_points import points_of
from bot.wording.jd import finding_words, pay_words
from bot.wording.phrases import dated, with_article
from rubrics.catalogue.model import ChecklistItem, Level
from rubrics.jd import ChecklistMark, Evidence, Finding, PayFound, Review, Section, Severity, Verdict, review_jd
from rubrics.jd.outcome import KeptReview, Outcome, changes_since, outcome_of
from rubrics.jd.values import Abstention, Counterfactual, Facts, LawCited
from tests.bot.features.test_hostile_text import fits, fits_a_message, texts
from tests.built_in import CATALOGUE, KNOWLEDGE

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHANGES = [
    None,
    Counterfactual(sentences=("word " * 300, "<!channel>"), leader="ml-engineer"),
    Counterfactual(sentences=("a",), runner_up="ml-engineer"),
]
NAMES = {"ai-engineer": "AI Engineer", "ml-engineer": '<!channel> *"x"*'}
long_texts = st.one_of(texts, st.sampled_from(["<&>" * 400, "*_~`" * 300, "word " * 300]))
sections = st.sampled_from([None, "title", "intro", "duties", "musts", "nice", "pay", "benefits", "legal", "other"])


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    long = draw(long_texts)
    law = LawCited(place=draw(texts), law=long, in_force=date(2026, 1, 1), source="law firms: A; an agency")
    return Facts(
        title=long[:300],
        name=long[:90],
        other=long,
        others=(long,),
        right=long,
        fitting=(long,),
        items=("location", "unknown"),
        laws=(law,) * draw(st.integers(0, 20)),
    )


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    quote = draw(st.one_of(st.none(), long_texts))
    return Finding(
        rule=draw(st.sampled_from(sorted(KNOWLEDGE.rule_by_id))),
        severity=draw(st.sampled_from(Severity)),
        start=None if quote is None else draw(st.integers(0, 1000)),
        end=None if quote is None else 1000,
        quote=quote,
        section=draw(sections),
        facts=draw(facts()),
        more=draw(st.sampled_from([0, 1, 2000])),
        checked=draw(st.sampled_from([None, date(2026, 11, 21)])),
        verified=draw(st.booleans()),
        legal=draw(st.booleans()),
    )


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    role = draw(st.sampled_from([None, "ai-engineer", "ml-engineer", "other"]))
    spans = tuple(
        Evidence(start=0, end=1, quote=draw(long_texts), features=("llm", "own:unknown"))
        for _ in range(draw(st.integers(0, 3)))
    )
    return Review(
        title=draw(st.one_of(st.just(""), long_texts)),
        verdict=Verdict(
            role=role,
            rubric=role if role in NAMES else None,
            distribution={"ai-engineer": 0.5, "ml-engineer": 0.3, "other": 0.2},
            other_kind=draw(st.sampled_from([None, "data engineering"])),
            title_fits=draw(st.sampled_from([None, True, False])),
            fitting_titles=tuple(draw(st.lists(texts, max_size=4))),
            evidence={"ai-engineer": spans, "ml-engineer": spans, "other": spans},
            would_change=draw(st.sampled_from(CHANGES)),
            self_name=draw(st.one_of(st.none(), texts)),
            abstained=None if role else draw(st.sampled_from(Abstention)),
        ),
        pay=(),
        findings=tuple(draw(st.lists(findings(), max_size=20))),
        sections=(),
        words=draw(st.integers(0, 10**6)),
        checklist=(
            ChecklistMark(item="pay-range", found=False),
            ChecklistMark(item="no-phd", found=True, quote="<PhD>"),
        ),
        coded_words={draw(texts): 2},
    )


def kept(reviewed: Review, before: Review | None = None) -> KeptReview:
    outcome = outcome_of(reviewed)
    changes = changes_since(outcome_of(before), outcome, NOW, same_text=before is reviewed) if before else None
    return KeptReview(
        id="f" * 32,
        title=reviewed.title[:255],
        reviewed_at=NOW,
        keep_days=90,
        keep_until=NOW + timedelta(days=90),
        outcome=outcome,
        changes=changes,
    )


def shown(reviewed: Review, before: Review | None = None, text: str = "<&> \u202e" * 300) -> ReviewShown:
    return replace(shown_for(KNOWLEDGE, kept(reviewed, before), reviewed, text, NOW.date()), role_names=NAMES)


@settings(max_examples=60, deadline=None)
@given(reviews(), st.one_of(st.none(), reviews()), st.booleans())
def test_every_page_of_any_review_fits_slack_and_pings_nobody(
    reviewed: Review, before: Review | None, again: bool
) -> None:
    drawn = shown(reviewed, reviewed if again else before)
    for page in range(len(finding_pages(reviewed)) + 3):
        fits(jd_review.review(drawn, (90, 30), page))
    fits(jd_share.share_form(drawn))
    fits_a_message(jd_share.post(drawn, "U0RITA"))
    fits(jd_review.delete_question(drawn.kept))
    fits(jd_review.deleted(drawn.kept))
    fits(jd_history.history([drawn.kept] * jd_history.A_PAGE, NAMES, 10, more=True))


@settings(max_examples=25, deadline=None)
@given(st.lists(texts, min_size=1, max_size=20).map("\n".join))
def test_every_page_about_any_text_fits_slack_and_pings_nobody(text: str) -> None:
    reviewed = review_jd(KNOWLEDGE, text, today=NOW.date())
    for page in range(4):
        fits(jd_review.review(shown(reviewed, text=text), (90, 30), page))


def test_the_form_and_an_empty_history_fit_slack() -> None:
    fits(jd.review_form(90))
    fits(jd.review_form(90, "<!channel> AI Engineer"))
    fits(jd_history.history([], NAMES, 0, more=False))


@given(reviews())
def test_every_finding_stands_on_one_page_and_no_page_is_too_long(reviewed: Review) -> None:
    pages = finding_pages(reviewed)
    shown_rules = [(one.rule, one.facts) for page in pages for one in page]
    assert sorted(map(repr, shown_rules)) == sorted(repr((one.rule, one.facts)) for one in reviewed.findings)
    assert all(0 < len(page) <= 8 for page in pages)


def finding(severity: Severity, section: str, **more: object) -> Finding:
    nowhere = dict.fromkeys(("start", "end", "quote"))
    usual = {"rule": "hype", "severity": severity, "section": section}
    return Finding.model_validate(usual | nowhere | more)


def reviewed_as(*found: Finding, parts: tuple[Section, ...] = ()) -> Review:
    verdict = Verdict(role=None, distribution={})
    return Review(title="", verdict=verdict, pay=(), findings=found, sections=parts, words=0, checklist=())


def test_blockers_come_first_and_the_laws_before_others_wherever_they_stand() -> None:
    found = (
        finding(Severity.NOTE, "duties", start=1, end=2, quote="a"),
        finding(Severity.NOTE, "pay", start=8, end=9, quote="b"),
        finding(Severity.BLOCKER, "duties", start=3, end=4, quote="c"),
        finding(Severity.BLOCKER, "pay", start=8, end=9, quote="d", legal=True),
        finding(Severity.WARNING, "duties", start=5, end=6, quote="e"),
    )
    (page,) = finding_pages(reviewed_as(*found))
    assert [(f.section, f.severity.value) for f in page] == [
        ("pay", "blocker"),
        ("duties", "blocker"),
        ("duties", "warning"),
        ("duties", "note"),
        ("pay", "note"),
    ]


def test_the_order_is_the_one_of_the_command_line() -> None:
    reviewed = review_jd(
        KNOWLEDGE, "AI Engineer\n\nRequirements\n- rockstar\n- 10 years of LLM experience\n", today=NOW.date()
    )
    assert len(reviewed.findings) > 2
    assert [found for page in finding_pages(reviewed) for found in page] == list(reviewed.findings)


def test_remarks_about_one_phrase_stand_together_with_one_quotation() -> None:
    text = "Needs 10 years of LLM work"
    ten, whole = {"start": 6, "end": 14, "quote": "10 years"}, {"start": 6, "end": 21, "quote": "10 years of LLM"}
    found = (
        finding(Severity.BLOCKER, "musts", rule="rockstar", **ten),
        finding(Severity.BLOCKER, "musts", rule="no-headings", **whole),
        finding(Severity.NOTE, "musts", rule="hostile", **ten),
    )
    drawn = shown(reviewed_as(*found), text=text)
    page = json.dumps(jd_review.review(drawn, (90, 30), 1), ensure_ascii=False)
    assert page.count('"rich_text_quote"') == 2
    first, second = (finding_words(KNOWLEDGE, one).why for one in found[:2])
    assert f"*Requirements:* {first}" in page
    assert f"*And:* {second}" in page
    assert f"{first} And: {second}" in json.dumps(jd_share.post(drawn, "U0RITA"), ensure_ascii=False)


def test_a_part_of_the_text_is_called_what_the_text_calls_it() -> None:
    part = Section(kind="musts", heading="What you <b>bring</b>", start=0, end=40, words=7)
    own = reviewed_as(finding(Severity.NOTE, "nice", start=30, end=31, quote="x"), parts=(part,))
    assert section_called(own.findings[0], own) == "“What you bring”"
    bare = reviewed_as(finding(Severity.NOTE, "nice", start=50, end=51, quote="x"), parts=(part,))
    assert section_called(bare.findings[0], bare) == "Nice to have"
    pay = reviewed_as(finding(Severity.NOTE, "pay", start=30, end=31, quote="x"), parts=(part,))
    assert section_called(pay.findings[0], pay) == "Pay"


def test_a_verdict_in_a_few_words_names_what_else_a_jd_describes() -> None:
    told = {"share": 0.99, "title_fits": None, "blockers": 0, "warnings": 0, "notes": 0}
    other = Outcome.model_validate(told | {"role": "other", "other_kind": "data engineering"})
    said, fits = outcome_words(other, NAMES).split("; ")
    assert said == "none of Debrief’s roles, but data engineering (99% of the evidence)"
    assert fits == "whether the title fits cannot be told"


@pytest.mark.parametrize(
    "phrase",
    [
        "an AI Engineer",
        "an ML Engineer",
        "an AI Researcher",
        "a Data Scientist",
        "an Automation Integrator",
        "a Forward Deployed Engineer",
        "a Regulated-industry AI Engineer",
        "an MLOps Engineer",
        "an SRE",
        "an LLM Engineer",
        "a QA Engineer",
        "a UX Researcher",
        "a User Researcher",
        "a University Lecturer",
        "an Honest Broker",
        "a Hardware Engineer",
        "an R&D Lead",
        "an iOS Developer",
    ],
)
def test_the_article_goes_by_how_a_role_is_spoken(phrase: str) -> None:
    assert with_article(phrase.split(" ", 1)[1]) == phrase


def test_every_defined_role_has_a_case_above() -> None:
    marks = test_the_article_goes_by_how_a_role_is_spoken.pytestmark  # type: ignore[attr-defined]
    told = {phrase.split(" ", 1)[1] for phrase in marks[0].args[1]}
    assert {role.name for role in CATALOGUE.roles} <= told


@pytest.mark.parametrize(
    ("low", "high", "period", "basis", "words"),
    [
        (150_000, 190_000, "year", "base", "USD 150,000 to 190,000 a year, base"),
        (150_000, None, "year", "total", "from USD 150,000 a year, total"),
        (None, 90.5, "hour", "unclear", "up to USD 90.50 an hour (not stated: whether base or total)"),
        (100_000, 100_000, "year", "on-target", "USD 100,000 a year, on-target"),
    ],
)
def test_pay_reads_as_people_write_it(low: float, high: float, period: str, basis: str, words: str) -> None:
    found = {"currency": "USD", "period_stated": True, "start": 0, "end": 1}
    assert (
        pay_words(PayFound.model_validate(found | {"low": low, "high": high, "period": period, "basis": basis}))
        == words
    )


@pytest.mark.parametrize(
    ("text", "stretch", "seen"),
    [
        ("a\n- You are a rockstar, really\nb", "rockstar", "You are a rockstar, really"),
        ("<li>Be a <b>young</b> person</li>", "<b>young", "Be a young person"),
        ("pay &amp; hype \u202eno", "hype", "pay & hype no"),
        ("<!channel> @here ninja", "ninja", "<!channel> @here ninja"),
    ],
)
def test_a_quotation_shows_its_line_readably_and_literally(text: str, stretch: str, seen: str) -> None:
    start = text.index(stretch)
    (quote,) = quotation_in_place(text, start, start + len(stretch))["elements"]
    assert "".join(run["text"] for run in quote["elements"]) == seen
    assert [run["text"] for run in quote["elements"] if run.get("style")] == [stretch.removeprefix("<b>")]


LONG = "We are a young, energetic family who live and breathe AI. Our rockstar team ships agents to customers " * 3


@pytest.mark.parametrize("word", ["rockstar", "family", "agents"])
def test_a_quotation_is_cut_between_words_and_says_so(word: str) -> None:
    start = LONG.index(word, len(LONG) // 3)
    (quote,) = quotation_in_place(LONG, start, start + len(word))["elements"]
    seen = "".join(run["text"] for run in quote["elements"])
    for told in (seen, words_in_place(LONG, start, start + len(word))):
        assert word in told
        assert told.startswith("… ")
        assert told.endswith(" …")
        assert set(told.split()) <= {*LONG.split(), "…"}


@given(st.integers(0, len(LONG)), st.integers(1, len(LONG)))
def test_a_few_words_in_place_are_never_many_and_go_on_once_on_each_side(start: int, length: int) -> None:
    told = words_in_place(LONG, start, min(len(LONG), start + length))
    assert len(told) <= 150
    assert "… …" not in told


def test_a_long_quotation_is_cut_between_words_too() -> None:
    ((run,),) = (quote["elements"] for quote in quotation([(LONG * 3, "")])["elements"])
    assert len(run["text"]) <= 280
    assert run["text"].endswith(" …")
    assert set(run["text"].split()) <= {*LONG.split(), "…"}


def test_every_rule_that_cites_the_law_of_a_place_has_a_name_for_what_is_missing() -> None:
    citing = {rule.id for rule in KNOWLEDGE.rules.rules if "{law}" in rule.why}
    assert set(MISSED) == citing


def test_a_day_is_written_in_one_style() -> None:
    assert dated(date(2026, 11, 1)) == "Nov 1, 2026"


def test_pay_says_what_the_text_leaves_open() -> None:
    found = PayFound(low=1, high=2, currency=None, period="year", basis="unclear", period_stated=False, start=0, end=1)
    assert pay_words(found) == "1 to 2 (not stated: the currency, the period and whether base or total)"


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Senior AI Engineer", Level.SENIOR),
        ("AI Engineer (Senior Staff)", Level.STAFF),
        ("Principal, AI Engineer", Level.PRINCIPAL),
        ("AI Engineer", None),
    ],
)
def test_the_level_is_the_highest_that_the_title_names(title: str, level: Level | None) -> None:
    assert level_named(CATALOGUE, CATALOGUE.role("ai-engineer"), title) == level


def test_small_shares_are_not_named() -> None:
    verdict = Verdict(role="ai-engineer", distribution={"ai-engineer": 0.97, "ml-engineer": 0.03})
    assert shares(verdict, NAMES) == ["97% for AI Engineer"]


def test_a_checklist_point_is_missing_found_unwanted_or_for_people_to_check() -> None:
    def item(name: str, kind: str) -> ChecklistItem:
        return ChecklistItem.model_validate({"id": name, "kind": kind, "text": name, "why": "why"})

    items = [item("a", "must"), item("b", "should"), item("c", "must_not"), item("d", "must_not"), item("e", "must")]
    marks = [ChecklistMark(item=name, found=name in "bc") for name in "abcd"]
    points = points_of(items, marks)
    assert [point.id for point in points.missing] == ["a"]
    assert [point.id for point, _ in points.found] == ["b"]
    assert [point.id for point, _ in points.unwanted] == ["c"]
    assert [point.id for point in points.unchecked] == ["e"]

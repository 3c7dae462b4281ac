"""Whatever a JD or a definition says, every page of a review fits Slack, and people read it as it was meant."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.jd import show_checklist as jd
from bot.features.jd import show_fix as jd_fix
from bot.features.jd import show_history as jd_history
from bot.features.jd import show_points as jd_points
from bot.features.jd import show_remarks as jd_remarks
from bot.features.jd import show_review as jd_review
from bot.features.jd import show_share as jd_share
from bot.features.jd import show_why as jd_why
from bot.features.jd.fix_jd import FixedReview
from bot.features.jd.phrasing import outcome_words, quotation, quotation_in_place, shares, words_in_place
from bot.features.jd.review_jd import Reviewed
from bot.features.jd.reviewed import ReviewShown, level_named, shown_for
from bot.features.jd.show_duties import MISSED
from bot.features.jd.show_findings import entries, in_order, section_called
from bot.features.jd.show_points import points_of
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_checklist import item_modal
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Modal
from bot.wording.jd import finding_words, pay_words
from bot.wording.phrases import dated, with_article
from rubrics.catalogue.checklist import ChecklistItem
from rubrics.catalogue.levels import Level
from rubrics.jd import ChecklistMark, Evidence, Finding, PayFound, Review, Section, Severity, Verdict, review_jd
from rubrics.jd.outcome import KeptReview, Outcome, changes_since, outcome_of
from rubrics.jd.values import BLANK, OTHER, Facts, LawCited, Limit
from rubrics.jd.verdicts import Abstention, Counterfactual, WordingPart
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
            wording=WordingPart(
                words=tuple(draw(st.lists(texts, max_size=4))),
                distribution={"ai-engineer": draw(st.floats(0, 1)), "ml-engineer": 0.3, "other": 0.2},
            ),
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


def every_page(drawn: ReviewShown) -> Iterator[Modal]:
    """All pages of a review, in the order that people reach them."""
    yield jd_review.review(drawn)
    yield from (jd_remarks.remarks(drawn, page) for page in range(3))
    for number in range(len(drawn.review.findings) + 2):
        yield jd_remarks.remark(drawn, number)
        yield jd_remarks.remark_rules(drawn, number)
    yield from (jd_fix.fix_form(drawn, rule) for rule in ("all", *(one.rule for one in drawn.review.findings[:2])))
    yield from (draw(drawn) for draw in (jd_why.why, jd_why.statements, jd_points.checked, jd_points.found))
    yield jd_review.keep_page(drawn.kept, (90, 30))


@settings(max_examples=30, deadline=None)
@given(reviews(), st.one_of(st.none(), reviews()), st.booleans())
def test_every_page_of_any_review_fits_slack_and_pings_nobody(
    reviewed: Review, before: Review | None, again: bool
) -> None:
    drawn = shown(reviewed, reviewed if again else before)
    for page in every_page(drawn):
        fits(page)
    fits(jd_share.share_form(drawn))
    fits_a_message(jd_share.post(drawn, "U0RITA"))
    fits(jd_review.deleted(drawn.kept))
    fits(jd_history.history([drawn.kept] * jd_history.A_PAGE, NAMES, 10, more=True))


@settings(max_examples=15, deadline=None)
@given(st.lists(texts, min_size=1, max_size=20).map("\n".join))
def test_every_page_about_any_text_fits_slack_and_pings_nobody(text: str) -> None:
    reviewed = review_jd(KNOWLEDGE, text, today=NOW.date())
    for page in every_page(shown(reviewed, text=text)):
        fits(page)


def test_the_form_and_an_empty_history_fit_slack() -> None:
    fits(jd.review_form(90))
    fits(jd.review_form(90, "<!channel> AI Engineer"))
    fits(jd_history.history([], NAMES, 0, more=False))


@given(reviews())
def test_every_remark_has_a_number_and_all_numbers_are_counted_once(reviewed: Review) -> None:
    found = entries(reviewed)
    told = [(one.rule, one.facts) for entry in found for one in entry.findings]
    assert sorted(map(repr, told)) == sorted(repr((one.rule, one.facts)) for one in reviewed.findings)
    numbers = [number for entry in found for number in range(entry.first, entry.last + 1)]
    assert numbers == [*range(1, len(reviewed.findings) + 1)]


@settings(max_examples=15, deadline=None)
@given(reviews())
def test_every_blocker_and_warning_has_a_row_of_its_own_and_notes_share_a_few(reviewed: Review) -> None:
    drawn = shown(reviewed)
    pages = [jd_remarks.remarks(drawn, page) for page in range(3)]
    opened = {
        block["accessory"]["value"].partition(":")[2]
        for page in pages
        for block in page["blocks"]
        if block["type"] == "section" and "accessory" in block
    }
    grave = [entry.first for entry in entries(reviewed) if entry.severity is not Severity.NOTE]
    notes = [entry.first for entry in entries(reviewed) if entry.severity is Severity.NOTE]
    assert opened == {str(number) for number in [*grave, *notes[:: jd_remarks.MOST_NOTES]]}


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
    ordered = in_order(reviewed_as(*found))
    assert [(f.section, f.severity.value) for f in ordered] == [
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
    assert in_order(reviewed) == list(reviewed.findings)


def test_remarks_about_one_phrase_stand_together_with_one_quotation() -> None:
    text = "Needs 10 years of LLM work"
    ten, whole = {"start": 6, "end": 14, "quote": "10 years"}, {"start": 6, "end": 21, "quote": "10 years of LLM"}
    found = (
        finding(Severity.BLOCKER, "musts", rule="rockstar", **ten),
        finding(Severity.BLOCKER, "musts", rule="no-headings", **whole),
        finding(Severity.NOTE, "musts", rule="hostile", **ten),
    )
    drawn = shown(reviewed_as(*found), text=text)
    page = said_by(jd_remarks.remark(drawn, 2))
    assert page.startswith("Remarks 1–2 of 3")
    assert page.count("10 years of LLM") == 1
    for one in found[:2]:
        assert finding_words(KNOWLEDGE, one).why in page
        assert finding_words(KNOWLEDGE, one).fix in page
    assert finding_words(KNOWLEDGE, found[2]).why in said_by(jd_remarks.remark(drawn, 3))


def said_by(surface: Mapping[str, object]) -> str:
    """Every text of a surface, with its title first."""
    title = surface.get("title")
    texts = [title["text"]] if isinstance(title, dict) else []

    def gather(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("text"), str):
                texts.append(node["text"])
            for value in node.values():
                gather(value)
        elif isinstance(node, list):
            for value in node:
                gather(value)

    gather(surface["blocks"])
    return "\n".join(texts)


def test_a_part_of_the_text_is_called_what_the_text_calls_it() -> None:
    part = Section(kind="musts", heading="What you <b>bring</b>", start=0, end=40, words=7)
    own = reviewed_as(finding(Severity.NOTE, "nice", start=30, end=31, quote="x"), parts=(part,))
    assert section_called(own.findings[0], own) == 'in "What you bring"'
    bare = reviewed_as(finding(Severity.NOTE, "nice", start=50, end=51, quote="x"), parts=(part,))
    assert section_called(bare.findings[0], bare) == "Nice to have"
    pay = reviewed_as(finding(Severity.NOTE, "pay", start=30, end=31, quote="x"), parts=(part,))
    assert section_called(pay.findings[0], pay) == "Pay"


SUPPORT = """Customer Support Lead

What you will do
- Lead a team of six support agents
- Answer escalated tickets by email and phone
- Write help articles and train new agents
- Report customer problems to the product team each week

What you bring
- 5+ years in customer support
- Experience with Zendesk
- AI tools are a plus
"""


def test_work_that_no_role_describes_is_called_that_and_what_was_checked_is_said() -> None:
    drawn = shown(review_jd(KNOWLEDGE, SUPPORT, today=NOW.date()), text=SUPPORT)
    assert drawn.review.verdict.role == OTHER
    first = said_by(jd_review.review(drawn))
    assert "none of the roles Debrief tells apart; wording and law were checked" in first
    assert "title fits" not in first
    assert "words without headings · private" in first
    why = said_by(jd_why.why(drawn))
    assert "others, under 5% each" in why
    assert "for each" not in why, "one role alone has statements"


def test_a_text_sent_with_blanks_or_blockers_leads_back_to_them_and_a_finished_one_to_an_opening() -> None:
    lacking = kept(reviewed_as(finding(Severity.BLOCKER, "musts"), finding(Severity.BLOCKER, "pay", rule=BLANK)))
    assert "fill in 1 blank and fix 1 blocker: *Back* leads there" in said_by(jd_fix.sent_page(lacking))
    finished = kept(reviewed_as(finding(Severity.NOTE, "musts")))
    assert "Before you post it" not in said_by(jd_fix.sent_page(finished))
    styles = [jd_fix.sent_page(each)["blocks"][-1]["elements"][0].get("style") for each in (lacking, finished)]
    assert styles == [None, "primary"]


def test_a_verdict_in_a_few_words_names_what_else_a_jd_describes() -> None:
    told = {"share": 0.99, "title_fits": None, "blockers": 0, "warnings": 0, "notes": 0}
    other = Outcome.model_validate(told | {"role": "other", "other_kind": "data engineering"})
    said, fits = outcome_words(other, NAMES).split("; ")
    assert said == "reads as data engineering work, 99% sure"
    assert fits == "can't tell if the title fits"


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
    assert {role.name for role in CATALOGUE.roles if role.in_jd_review} <= told


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
    assert shares(verdict, NAMES) == ["97% AI Engineer"]


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


def test_a_checklist_names_its_items_in_three_groups_and_asks_for_each_why() -> None:
    for role in CATALOGUE.roles:
        topic = Topic(kind=Kind.CHECKLIST, role=role.id)
        drawn = jd.checklist(page_on(CATALOGUE, topic))
        fits_a_message(drawn)
        items = CATALOGUE.checklist(role.id).items
        said = said_by(drawn)
        for item in items:
            assert item.name in said
            fits(item_modal(item, [CATALOGUE.source(mark) for mark in item.sources]))
        menu = next(
            element for block in drawn["blocks"] if block["type"] == "actions" for element in block["elements"][1:2]
        )
        offered = [option["value"] for group in menu["option_groups"] for option in group["options"]]
        assert sorted(offered) == sorted(f"{role.id} {item.id}" for item in items)


def test_why_an_item_is_on_the_list_stands_with_its_reason_and_its_documents_by_name() -> None:
    item = next(item for item in CATALOGUE.checklist("ai-engineer").items if item.id == "models-used")
    said = said_by(item_modal(item, [CATALOGUE.source(mark) for mark in item.sources]))
    assert item.why in said
    assert CATALOGUE.source("S0").title in said
    assert CATALOGUE.source("S0").publisher in said
    assert not re.search(r"\bS[0-9]\b", said)
    own = next(item for item in CATALOGUE.checklist("ai-engineer").items if not item.sources)
    assert "Debrief's own judgment." in said_by(item_modal(own, []))


def test_what_a_remark_rests_on_is_named_by_title_publisher_and_date() -> None:
    law = LawCited(place="Ontario", law="ESA", in_force=date(2026, 1, 1), source="an agency")
    found = reviewed_as(
        finding(Severity.WARNING, "title", rule="phd-required"),
        finding(Severity.NOTE, "pay", rule="pay-missing-law", legal=True, facts=Facts(laws=(law,))),
    )
    drawn = shown(found)
    documents = said_by(jd_remarks.remark_rules(drawn, 1))
    assert CATALOGUE.source("S1").title in documents
    assert CATALOGUE.source("S1").publisher in documents
    laws = said_by(jd_remarks.remark_rules(drawn, 2))
    assert "Ontario*: ESA, in force since Jan 1, 2026. Source: an agency" in laws
    assert "A reminder, not legal advice." in laws


def test_a_text_without_remarks_is_ready_to_post_where_its_title_fits() -> None:
    fitting = Verdict(role="ai-engineer", distribution={"ai-engineer": 0.96}, title_fits=True)
    ready = said_by(jd_review.review(shown(reviewed_as().model_copy(update={"verdict": fitting}))))
    assert "*Ready to post.* No remarks." in ready
    assert "Share to channel" in ready
    misfit = fitting.model_copy(update={"title_fits": False})
    assert "Ready to post" not in said_by(jd_review.review(shown(reviewed_as().model_copy(update={"verdict": misfit}))))


def test_a_limit_of_the_checklist_is_shown_as_kept_or_broken_and_never_as_not_found() -> None:
    item = next(item for item in CATALOGUE.checklist("ai-engineer").items if item.id == "must-count")
    marks = {limit: ChecklistMark(item=item.id, found=limit is Limit.KEPT, limit=limit, count=7) for limit in Limit}
    kept, broken, uncounted = (points_of([item], [marks[limit]]) for limit in Limit)
    assert [each for each, _ in kept.found] == [item]
    assert [each for each, _ in broken.over] == [item]
    assert uncounted.unchecked == (item,)
    assert not any(points.missing for points in (kept, broken, uncounted))


def test_what_words_only_hint_at_is_listed_apart_from_what_is_missing() -> None:
    item = next(item for item in CATALOGUE.checklist("ai-engineer").items if item.id == "interview-steps")
    hinted = points_of([item], [ChecklistMark(item=item.id, found=False, hinted=True)])
    absent = points_of([item], [ChecklistMark(item=item.id, found=False)])
    assert (hinted.hinted, hinted.missing) == ((item,), ())
    assert (absent.hinted, absent.missing) == ((), (item,))


WRONG = (
    "{first} Engineer\n\nRequirements\n- 9 years of LLMs {first}\n- {second}, no older than 40\n- Lang Chain {first}\n"
    "- Bachelor's degree in {second}\n\nWe offer a competitive salary. {first}\n"
)


@settings(max_examples=30, deadline=None)
@given(long_texts, long_texts, long_texts)
def test_a_fixed_text_of_any_words_fits_and_so_does_its_message(first: str, second: str, fact: str) -> None:
    text = WRONG.format(first=first, second=second)
    reviewed = review_jd(KNOWLEDGE, text, location="Denver, CO", today=NOW.date())
    before = replace(shown(reviewed, text=text), today=NOW.date())
    fixed = before.fixer.fixed({"benefits": fact, "pay-low": "1", "pay-high": "2"})
    after = review_jd(KNOWLEDGE, fixed.text, location="Denver, CO", today=NOW.date())
    one = FixedReview("F1", before, fixed, Reviewed(kept(after), after, fixed.text), is_new=True)
    fits(jd_fix.fixed_page(one))
    fits(jd_fix.sent_page(kept(after)))
    fits_a_message(jd_fix.text_message(before.title, fixed.text, len(after.blanks), blockers=2))


def test_a_line_that_no_words_of_ours_fit_is_edited_in_a_field_of_its_own() -> None:
    line = "We are looking for a young, energetic digital native who ships."
    fewer = replace(KNOWLEDGE, fixes=KNOWLEDGE.fixes.model_copy(update={"nouns": {}}))
    text = f"AI Engineer\n\n{line}"
    one = replace(shown(review_jd(fewer, text, today=NOW.date()), text=text), knowledge=fewer, today=NOW.date())
    form = jd_fix.fix_form(one, "age-asked")
    (field,) = (block for block in form["blocks"] if block["type"] == "input")
    assert field["label"]["text"] == 'Edit this line: "young, energetic digital native"'
    assert field["element"]["initial_value"] == line
    assert field["optional"]
    assert "Rewrite the line, or clear it to cut it." in str(form)

"""Every answer the definitions can give fits Slack, shows each figure with its mark, and every mark resolves."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.loop import show_rubric_changes as rubric_changes
from bot.features.rubric import show_menus as rubric_menus
from bot.features.rubric import show_role as rubric_role
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_comparison import compare
from bot.features.rubric.show_page import Page, as_message, as_modal, as_post
from bot.features.rubric.show_pay import pay
from bot.features.rubric.topic import Kind, Topic, topic_of
from bot.playground.slack.limits import accept_suggestions
from bot.slack.blocks import section, sections
from bot.wording.escaping import Mrkdwn, escaped
from rubrics.catalogue.comparison import Change
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import HiringAdvice, PayBand, PayNote
from rubrics.catalogue.model import Level
from rubrics.catalogue.role import Background, Growth, LevelGuide, RelatedTitle, Role, Statement
from rubrics.panel.loop import Loop
from tests.bot.features.test_hostile_text import (
    fits,
    fits_a_message,
    fits_everywhere,
    long_texts,
    loops,
    sentences,
    texts,
)

OF_A_ROLE = (
    Kind.ROLE,
    Kind.REQUIREMENTS,
    Kind.BACKGROUNDS,
    Kind.WORK_SAMPLE,
    Kind.CHECKLIST,
    Kind.PAY,
    Kind.SOURCES,
)
OF_A_LEVEL = (Kind.RUBRIC, Kind.QUESTIONS, Kind.ANCHORS, Kind.PAY, Kind.SOURCES)
MARKS = re.compile(r"\((S[0-9](?:, S[0-9])*)\)")


def topics(catalogue: Catalogue, role_id: str) -> Iterator[Topic]:
    """Every answer about a role."""
    yield from (Topic(kind=kind, role=role_id) for kind in OF_A_ROLE)
    for level in catalogue.levels(role_id):
        yield from (Topic(kind=kind, role=role_id, level=level) for kind in OF_A_LEVEL)
        for competency in catalogue.rubric(role_id, level).competencies:
            yield Topic(kind=Kind.ANCHORS, role=role_id, level=level, detail=competency.id)
    for other in catalogue.roles:
        if other.id != role_id:
            yield Topic(kind=Kind.COMPARE, role=role_id, detail=other.id)


def written(page: Page) -> str:
    """Everything an answer says."""
    return "\n".join(_texts(list(page.blocks)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)


def test_every_answer_about_every_role_fits_slack_and_its_marks_are_among_its_sources(catalogue: Catalogue) -> None:
    for role in catalogue.roles:
        documents = written(page_on(catalogue, Topic(kind=Kind.SOURCES, role=role.id)))
        resolved = {mark for mark in catalogue.sources if f"*{mark}*" in documents}
        for topic in topics(catalogue, role.id):
            page = page_on(catalogue, topic)
            fits_everywhere(page)
            assert topic_of(topic.key) == topic
            if topic.kind is not Kind.COMPARE:
                shown = {mark for found in MARKS.findall(written(page)) for mark in found.split(", ")}
                assert shown <= resolved, topic.key


@pytest.mark.parametrize("kind", [Kind.HIRE, Kind.SOURCES])
def test_answers_about_no_single_role_fit_slack(catalogue: Catalogue, kind: Kind) -> None:
    fits_everywhere(page_on(catalogue, Topic(kind=kind)))


def test_every_pay_figure_of_a_role_is_shown_with_its_mark(catalogue: Catalogue) -> None:
    for role in catalogue.roles:
        lines = written(pay(catalogue, role)).splitlines()
        for band in catalogue.pay(role.id):
            found = [line for line in lines if f"*{band.words}*" in line and f"({band.source})" in line]
            assert found, (role.id, band)


def test_pay_of_one_level_leaves_out_the_others_and_keeps_what_names_none(catalogue: Catalogue) -> None:
    told = written(pay(catalogue, catalogue.role("ai-engineer"), Level.MID))
    assert "*Mid*" in told
    assert "*Senior*" not in told
    assert "*No level stated*" in told


def test_pay_that_has_aged_is_shown_with_a_caution(catalogue: Catalogue) -> None:
    role = catalogue.role("ai-engineer")
    assert "These figures have aged." in written(pay(catalogue, role, today=date(2028, 1, 2)))
    assert "have aged" not in written(pay(catalogue, role, today=date(2027, 12, 30)))
    assert "have aged" not in written(pay(catalogue, role))


def test_every_ramp_is_shown_with_its_mark(catalogue: Catalogue) -> None:
    for role in catalogue.roles:
        told = written(rubric_role.backgrounds(role))
        for ramp in (ramp for background in role.backgrounds for ramp in background.ramps):
            assert f"{ramp.words} ({ramp.source})" in told


def test_the_advice_on_hiring_says_whose_interest_speaks(catalogue: Catalogue) -> None:
    advice = catalogue.hiring
    assert isinstance(advice, HiringAdvice)
    assert advice.interest in written(rubric_role.hire(advice))


statements = st.builds(Statement, text=sentences(300), sources=st.sampled_from([(), ("S0",), ("S0", "S4")]))
lists = st.lists(statements, min_size=1, max_size=40).map(tuple)


@st.composite
def roles(draw: st.DrawFn) -> Role:
    return Role(
        id="ai-engineer",
        name=draw(sentences(80)),
        summary=draw(sentences(300)),
        does=draw(lists),
        does_not=draw(lists),
        output=draw(statements),
        strongest_at=draw(statements),
        must_have=draw(lists),
        related_titles=(RelatedTitle(title=draw(sentences(80)), note=draw(sentences(300)), sources=("S1",)),) * 3,
        growth=Growth(path=(draw(sentences(80)),)),
        levels=tuple(
            LevelGuide(level=each, expectation=draw(sentences(300)), scope=draw(statements)) for each in Level
        ),
        backgrounds=(Background(id="x", origin=draw(sentences(80)), probe=draw(lists)),) * 20,
    )


@settings(max_examples=25, deadline=None)
@given(roles(), texts)
def test_every_answer_about_a_teams_own_role_fits_slack_and_pings_nobody(role: Role, typed: str) -> None:
    for page in (rubric_role.role(role), rubric_role.requirements(role), rubric_role.backgrounds(role)):
        fits_everywhere(page)
    fits_everywhere(rubric_role.work_sample(role, None))
    fits_a_message(rubric_menus.offer([role] * 60, advice=True))
    accept_suggestions({"options": rubric_menus.role_options([role] * 120, "")})
    accept_suggestions({"options": rubric_menus.level_options(Level, typed, None)})
    fits(rubric_menus.share_form(Topic(kind=Kind.ROLE, role=role.id), role.name))
    fits(rubric_menus.shared("C0HIRING", role.name))
    for problem in ("shared_channel", "archived", "not_in_channel", "restricted", "gone"):
        fits_a_message(rubric_menus.not_shared(problem, "C0HIRING", role.name))
    catalogue = Catalogue(roles=(role,), rubrics={}, checklists={}, sources={}, digest="", **_hostile_pay(typed))
    fits_everywhere(pay(catalogue, role))


def _hostile_pay(typed: str) -> dict[str, Any]:
    note = PayNote(roles=("ai-engineer",), kind="conflict", text=typed, sources=("S0",))
    band = PayBand(
        roles=("ai-engineer",),
        employer=typed,
        place=typed,
        year=2026,
        low=None,
        high=5,
        basis="base",
        note=typed,
        source="S0",
    )
    return {"pay_bands": (band, band.model_copy(update={"year": 2025})) * 40, "pay_conditions": (note,) * 40}


def test_a_comparison_of_long_roles_loses_nothing(catalogue: Catalogue) -> None:
    long = catalogue.role("ai-engineer").model_copy(update={"does": (Statement(text="It does much. " * 20),) * 30})
    page = compare(catalogue, long, catalogue.role("ml-engineer"))
    fits_everywhere(page)
    assert written(page).count("It does much.") >= 20 * 30


@given(st.text("<>& ab", min_size=1, max_size=60).map(lambda text: text * 200))
def test_a_long_text_is_divided_between_entities_and_loses_nothing(text: str) -> None:
    whole = escaped(text)
    parts = [block["text"]["text"] for block in sections(Mrkdwn(whole))]
    assert "".join(parts) == whole
    assert not any(re.search(r"&(?!amp;|lt;|gt;)", part) for part in parts)


def test_an_answer_of_many_blocks_is_all_there_in_its_pages() -> None:
    blocks = [section(Mrkdwn(f"part {number}.")) for number in range(250)]
    page = Page(topic=Topic(kind=Kind.HIRE), title="Long", heading="Long", blocks=blocks)
    shown = "".join(str(as_modal(page, number)) for number in range(3))
    assert [number for number in range(250) if f"part {number}." not in shown] == []
    assert "longer than one message" in str(as_message(page))
    assert "longer than one message" in str(as_post(page, "U0RITA"))
    fits_everywhere(page)


@settings(max_examples=25, deadline=None)
@given(loops(), st.lists(st.tuples(texts, long_texts), max_size=60))
def test_what_changed_since_a_loop_opened_fits_slack_and_pings_nobody(loop: Loop, told: list[tuple[str, str]]) -> None:
    changes = [Change(where=where, kind="changed", before=text, after=text) for where, text in told]
    for current in (None, loop.rubric):
        page = rubric_changes.changes(loop, current, changes)
        fits_a_message(as_message(page))
        fits(as_modal(page))
    fits_a_message(rubric_changes.listing([(loop, True)] * rubric_changes.MOST_LISTED, more=52, is_cut=True))
    fits_a_message(rubric_changes.listing([]))


def test_two_roles_stand_side_by_side_and_a_single_statement_takes_one_line(catalogue: Catalogue) -> None:
    page = compare(catalogue, catalogue.role("ai-engineer"), catalogue.role("ml-engineer"))
    aspects = list(page.blocks[:-2])
    assert len(aspects) > 5
    for aspect in aspects:
        one, other = (cell["text"] for cell in aspect["fields"])
        assert one.startswith("_AI Engineer")
        assert other.startswith("_ML Engineer")
        for cell in (one, other):
            assert cell.count("\n• ") != 1, "one line, and no list of one"
    assert aspects[0]["fields"][0]["text"].startswith("_AI Engineer:_ Builds product features")
    assert [link["text"]["text"] for link in page.links][2:4] == ["Pay: AI Engineer", "Pay: ML Engineer"]

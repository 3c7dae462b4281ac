"""Every answer the definitions can give fits Slack, shows each figure with its mark, and every mark resolves."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.loop import show_rubric_changes as rubric_changes
from bot.features.rubric import show_menus as rubric_menus
from bot.features.rubric import show_role as rubric_role
from bot.features.rubric import show_ways
from bot.features.rubric.facts_of_sources import facts_of, marks_about
from bot.features.rubric.pay_figures import fact_words, figures
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_comparison import choose, compare, side_by_side
from bot.features.rubric.show_page import Page, as_message, as_modal, as_posts
from bot.features.rubric.show_pay import every_figure, pay
from bot.features.rubric.topic import NOTHING, Kind, Topic, topic_of
from bot.playground.slack.limits import accept_suggestions
from bot.slack.blocks import section, sections
from bot.wording.escaping import Mrkdwn, escaped
from rubrics.catalogue.comparison import Change
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import HiringAdvice, PayBand, PayNote
from rubrics.catalogue.model import Source
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
from tests.built_in import CATALOGUE

OF_A_ROLE = (
    *(Kind.ROLE, Kind.DUTIES, Kind.REQUIREMENTS, Kind.BACKGROUNDS, Kind.MARKET, Kind.WORK_SAMPLE, Kind.CHECKLIST),
    *(Kind.PAY, Kind.PAY_NOTES, Kind.FIGURES, Kind.SOURCES, Kind.EXERCISES),
)
OF_A_LEVEL = (Kind.RUBRIC, Kind.QUESTIONS, Kind.ANCHORS, Kind.PAY, Kind.SOURCES, Kind.EXERCISES)
OF_A_COMPETENCY = (Kind.COMPETENCY, Kind.ANCHORS, Kind.QUESTIONS, Kind.EVIDENCE, Kind.SOURCES)
OF_A_PAIR = (Kind.COMPARE, Kind.COMPARE_ALL, Kind.COMPARE_PAY, Kind.CHOOSE)
MARK = re.compile(r"\bS[0-4]\b")


def topics(catalogue: Catalogue, role_id: str) -> Iterator[Topic]:
    """Every answer about a role."""
    yield from (Topic(kind=kind, role=role_id) for kind in OF_A_ROLE)
    for level in catalogue.levels(role_id):
        yield from (Topic(kind=kind, role=role_id, level=level) for kind in OF_A_LEVEL)
        for competency in catalogue.rubric(role_id, level).competencies:
            for kind in OF_A_COMPETENCY:
                yield Topic(kind=kind, role=role_id, level=level, detail=competency.id)
    for exercise in catalogue.exercises_for(role_id):
        yield from (Topic(kind=kind, role=role_id, detail=exercise.id) for kind in (Kind.EXERCISE, Kind.CRITERIA))
        for each in exercise.materials:
            yield Topic(kind=Kind.MATERIAL, role=role_id, detail=f"{exercise.id}/{each.id}")
    for low, high in pairwise(catalogue.levels(role_id)):
        yield Topic(kind=Kind.COMPARE_LEVELS, role=role_id, level=low, detail=high.value)
    for mark in catalogue.sources:
        yield Topic(kind=Kind.DOCUMENT, role=role_id, detail=mark)
    for other in catalogue.roles:
        if other.id != role_id:
            yield from (Topic(kind=kind, role=role_id, detail=other.id) for kind in OF_A_PAIR)


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


def test_every_answer_about_every_role_fits_slack_and_shows_no_marks(catalogue: Catalogue) -> None:
    for role in catalogue.roles:
        for topic in topics(catalogue, role.id):
            page = page_on(catalogue, topic)
            fits_everywhere(page)
            assert topic_of(topic.key) == topic
            assert not MARK.search(written(page)), topic.key


@pytest.mark.parametrize("detail", [NOTHING, *rubric_role.ADVICE])
def test_the_advice_on_hiring_fits_slack_in_each_part(catalogue: Catalogue, detail: str) -> None:
    fits_everywhere(page_on(catalogue, Topic(kind=Kind.HIRE, detail=detail)))


def test_what_is_no_part_of_the_advice_is_no_answer(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownNameError):
        page_on(catalogue, Topic(kind=Kind.HIRE, detail="model_config"))


def test_every_document_is_shown_with_its_title_publisher_and_date(catalogue: Catalogue) -> None:
    page = page_on(catalogue, Topic(kind=Kind.SOURCES))
    fits_everywhere(page)
    told = written(page)
    for source in catalogue.sources.values():
        assert f"*{source.title}*\n{source.publisher} · {source.published}" in told


def document(catalogue: Catalogue, role: str, mark: str) -> str:
    """What is said of a role to rest on one document."""
    return written(page_on(catalogue, Topic(kind=Kind.DOCUMENT, role=role, detail=mark)))


def test_every_fact_about_a_role_stands_under_each_document_that_it_rests_on(catalogue: Catalogue) -> None:
    for role in catalogue.roles:
        said = {mark: document(catalogue, role.id, mark) for mark in catalogue.sources}
        cited = [fact for name in type(role).model_fields for fact in _statements(getattr(role, name))]
        assert cited
        for fact in cited:
            for mark in fact.sources:
                assert escaped(fact.text) in said[mark], (role.id, fact)
        for background in role.backgrounds:
            for ramp in background.ramps:
                assert f"{ramp.what}: {ramp.words}" in said[ramp.source]


def _statements(value: Any) -> list[Statement]:
    values = value if isinstance(value, tuple) else (value,)
    return [each for each in values if isinstance(each, Statement)]


def test_every_pay_figure_of_a_role_stands_under_its_document_with_its_basis(catalogue: Catalogue) -> None:
    basis = {"ambiguous": "total, or without equity", "not stated": "(basis not stated)"}
    for role in catalogue.roles:
        for band in catalogue.pay(role.id):
            line = f"{figures(band)} {basis.get(band.basis, band.basis)}"
            assert line in document(catalogue, role.id, band.source)
            parts = written(page_on(catalogue, Topic(kind=Kind.FIGURES, role=role.id))).split("\n*")
            assert [part for part in parts if catalogue.source(band.source).title in part and line in part]


def test_every_document_behind_a_role_says_something_about_it(catalogue: Catalogue) -> None:
    for role in catalogue.roles:
        for mark in marks_about(catalogue, role.id):
            assert list(facts_of(catalogue, role.id, mark)), (role.id, mark)


def test_pay_of_one_level_draws_that_level_and_names_the_others_in_a_menu(catalogue: Catalogue) -> None:
    page = pay(catalogue, catalogue.role("ai-engineer"), Level.MID)
    told = written(page)
    assert "*Base $140k–$190k* · *total $170k–$320k*" in told
    assert "310–450" not in told
    menu = page.links[0]
    assert [option["text"]["text"] for option in menu["options"]] == [level.value.capitalize() for level in Level]


def test_pay_that_has_aged_is_shown_with_a_caution(catalogue: Catalogue) -> None:
    role = catalogue.role("ai-engineer")
    assert "These figures are from 2026." in written(pay(catalogue, role, today=date(2028, 1, 2)))
    assert "These figures" not in written(pay(catalogue, role, today=date(2027, 12, 30)))
    assert "These figures" not in written(pay(catalogue, role))


def test_every_ramp_is_shown(catalogue: Catalogue) -> None:
    for role in catalogue.roles:
        told = written(show_ways.backgrounds(role))
        for ramp in (ramp for background in role.backgrounds for ramp in background.ramps):
            assert f"{ramp.what[0].upper()}{ramp.what[1:]}: {ramp.words}" in told


def test_what_a_time_leads_to_is_said(catalogue: Catalogue) -> None:
    """Most sources count the months until someone is hired, which is no time to become productive in the job."""
    told = written(show_ways.backgrounds(catalogue.role("ai-engineer")))
    hireable, productive = told.split("*Time until productive in the role*")
    assert "*Time until hireable*" in hireable
    assert "Back-end engineer: 3–6 months" in hireable
    assert productive.lstrip().startswith("• Technical part: 3 weeks")


def test_every_step_of_a_way_into_a_role_is_shown_with_its_weeks(catalogue: Catalogue) -> None:
    role = catalogue.role("ai-engineer")
    told = written(show_ways.backgrounds(role))
    assert "• Week 1–4: Production-quality retrieval on a real data set" in told
    for step in (step for background in role.backgrounds for step in background.steps):
        assert step.text in told


def test_every_single_figure_of_the_sources_is_shown_under_its_document(catalogue: Catalogue) -> None:
    for fact in catalogue.facts:
        told = [written(show_ways.market(catalogue, catalogue.role(role))) for role in fact.roles]
        assert told
        assert all(escaped(f"{fact.text}: {fact_words(fact)}") in each for each in told), fact.id


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("fundamentals-share", "60%"),
        ("headline-spread", "$250k–$600k+ a year"),
        ("query-price", "$50 a query"),
        ("postings-counted", "10,133 postings"),
        ("agents-growth", "2025–2026"),
        ("portfolio-projects-s2", "3–5 projects"),
        ("title-age", "up to 2 years"),
    ],
)
def test_a_single_figure_reads_as_people_write_it(catalogue: Catalogue, fact: str, words: str) -> None:
    assert next(fact_words(each) for each in catalogue.facts if each.id == fact) == words


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


@settings(max_examples=12, deadline=None)
@given(roles(), texts)
def test_every_answer_about_a_teams_own_role_fits_slack_and_pings_nobody(role: Role, typed: str) -> None:
    for page in (rubric_role.role(role), rubric_role.requirements(role), show_ways.backgrounds(role)):
        fits_everywhere(page)
    fits_everywhere(rubric_role.work_sample(role, None))
    fits(rubric_menus.browse(role))
    fits(rubric_menus.compare_form(role))
    fits_a_message(rubric_menus.offer([role] * 60, advice=True))
    accept_suggestions({"options": rubric_menus.role_options([role] * 120, "")})
    accept_suggestions({"options": rubric_menus.level_options(Level, typed, None)})
    fits(rubric_menus.share_form(Topic(kind=Kind.ROLE, role=role.id), role.name))
    fits(rubric_menus.shared("C0HIRING", role.name))
    for problem in ("shared_channel", "archived", "not_in_channel", "restricted", "gone"):
        fits_a_message(rubric_menus.not_shared(problem, "C0HIRING", role.name))
    catalogue = Catalogue(roles=(role,), rubrics={}, checklists={}, sources={}, digest="", **_hostile_pay(typed))
    for level in (None, *Level):
        fits_everywhere(pay(catalogue, role, level))
    fits_everywhere(rubric_role.duties(catalogue, role))
    fits_everywhere(every_figure(replace(catalogue, sources={"S0": SOURCE}), role))
    near = [(role.name, Topic(kind=Kind.ROLE, role=role.id))] * 120
    for number in (0, 1, 5, 6, 120):
        fits_a_message(rubric_menus.unclear(typed, typed, near[:number]))


SOURCE = Source(mark="S0", title="A guide", publisher="Us", interest="None", strongest_on="Everything")


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
    topic = Topic(kind=Kind.COMPARE_ALL, role=long.id, detail="ml-engineer")
    page = side_by_side(long, catalogue.role("ml-engineer"), topic)
    fits_everywhere(page)
    assert written(page).count("It does much.") >= 20 * 30


@settings(max_examples=12, deadline=None)
@given(roles())
def test_a_comparison_with_a_teams_own_role_fits_slack(role: Role) -> None:
    known = CATALOGUE.role("ml-engineer")
    topic = Topic(kind=Kind.CHOOSE, role=role.id, detail=known.id)
    catalogue = Catalogue(roles=(role, known), rubrics=_RUBRICS, checklists={}, sources={}, digest="")
    fits_everywhere(compare(catalogue, role, known))
    fits_everywhere(choose(role, known, topic))


_RUBRICS = CATALOGUE.rubrics


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
    assert "longer than one message" in str(as_posts(page, "U0RITA"))
    fits_everywhere(page)


@settings(max_examples=12, deadline=None)
@given(loops(), st.lists(st.tuples(texts, long_texts), max_size=60))
def test_what_changed_since_a_loop_opened_fits_slack_and_pings_nobody(loop: Loop, told: list[tuple[str, str]]) -> None:
    changes = [Change(where=where, kind="changed", before=text, after=text) for where, text in told]
    for current in (None, loop.rubric):
        fits_a_message(as_message(rubric_changes.in_short(loop, current, changes)))
        fits(as_modal(rubric_changes.changes(loop, current, changes)))
    fits_a_message(rubric_changes.listing([(loop, True)] * rubric_changes.MOST_LISTED, more=52, is_cut=True))
    fits_a_message(rubric_changes.listing([]))


def test_two_roles_stand_side_by_side_and_a_single_statement_takes_one_line(catalogue: Catalogue) -> None:
    topic = Topic(kind=Kind.COMPARE_ALL, role="ai-engineer", detail="ml-engineer")
    page = side_by_side(catalogue.role("ai-engineer"), catalogue.role("ml-engineer"), topic)
    aspects = [block for block in page.blocks if block["type"] == "section"]
    assert len(aspects) > 5
    for aspect in aspects:
        one, other = (cell["text"] for cell in aspect["fields"])
        assert one.startswith("_AI Engineer")
        assert other.startswith("_ML Engineer")
        for cell in (one, other):
            assert cell.count("\n• ") != 1, "one line, and no list of one"
    assert aspects[0]["fields"][0]["text"].startswith("_AI Engineer_ Builds product features")

"""What a JD demands and what may assess it: by phrases, by a competency's name, by the words of a team's own."""

from datetime import date
from pathlib import Path

import pytest

from rubrics.catalogue.levels import Level
from rubrics.jd.demands import MOST_SUGGESTED, demands_of
from rubrics.panel.trace import Demand
from tests.built_in import KNOWLEDGE
from tests.rubrics.jd.own_team import JD as SUPPORT_JD
from tests.rubrics.jd.own_team import SUPPORT, knowledge_with, support_role

TODAY = date(2026, 11, 30)
RUBRIC = KNOWLEDGE.catalogue.rubric("ai-engineer", Level.SENIOR)
JD = """Senior AI Engineer

What you will do
- Ship retrieval features on top of hosted models, from the API to the on-call rotation
- {duty}

What you bring
- 5+ years of building backend systems in Python
- {must}

Nice to have
- Agents that call tools

What we offer
A friendly team and time to learn. Remote (US).
"""


def demands(duty: str = "Write the evaluations that stop a bad prompt", must: str = "Clear writing") -> list[Demand]:
    return [*demands_of(KNOWLEDGE, JD.format(duty=duty, must=must), RUBRIC, TODAY)]


def of(text: str) -> Demand:
    return next(one for one in demands(must=text) if one.text.lstrip("- ") == text)


def test_duties_and_musts_are_demands_and_wishes_are_not() -> None:
    assert [one.kind for one in demands()] == ["duties", "duties", "musts", "musts"]
    assert not any("tools" in one.text for one in demands())


@pytest.mark.parametrize(
    ("text", "competency"),
    [
        ("Experience with vector databases and reranking", "retrieval"),
        ("You have shipped agents with LangGraph", "agents"),
        ("A golden set and guardrails for our answers", "evaluation"),
        ("Strong Python and code review", "software-engineering"),
        ("Cost awareness: you know what a token costs", "llm-operations"),
        ("Defend our agents against prompt injection", "llm-security"),
    ],
)
def test_phrases_and_names_suggest_a_competency(text: str, competency: str) -> None:
    assert of(text).suggested[0] == competency


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bachelor's degree in computer science", "degree"),
        ("Authorized to work in the United States", "right-to-work"),
        ("Fluent English", "language"),
    ],
)
def test_what_needs_no_interview_is_checked_elsewhere(text: str, kind: str) -> None:
    assert (of(text).suggested, of(text).elsewhere) == ((), kind)


def test_a_sentence_that_says_nothing_of_the_rubric_has_no_suggestion() -> None:
    assert (of("A sense of humor").suggested, of("A sense of humor").elsewhere) == ((), None)


def test_a_list_of_everything_has_few_suggestions() -> None:
    text = "Python, Docker, RAG, vector databases, LangGraph agents, OpenAI, evaluation sets and prompt caching"
    assert len(of(text).suggested) <= MOST_SUGGESTED


def test_an_unchanged_sentence_keeps_its_digest_whatever_its_mark_and_place() -> None:
    before = {one.digest for one in demands()}
    after = {one.digest for one in demands(duty="Own our uptime")}
    assert len(before & after) == 3
    again = JD.format(duty="Write the evaluations that stop a bad prompt", must="Clear writing").replace("- ", "* ")
    assert {one.digest for one in demands_of(KNOWLEDGE, again, RUBRIC, TODAY)} == before


def test_a_teams_own_role_is_tied_by_its_phrases_or_by_its_own_words(tmp_path: Path) -> None:
    plain = knowledge_with(tmp_path / "a", support=support_role())
    rubric = plain.catalogue.rubric(SUPPORT, Level.MID)
    first = rubric.competencies[0].id
    own = f"competencies:\n  {first}: [helpdesk, ticket]\n"
    taught = knowledge_with(tmp_path / "b", support=support_role(), jd__traces=own)
    tied = [one for one in demands_of(taught, SUPPORT_JD, rubric, TODAY) if first in one.suggested]
    assert any("tickets" in one.text for one in tied)


def test_every_competency_of_ours_can_be_suggested() -> None:
    ours = {each.id for rubric in KNOWLEDGE.catalogue.rubrics.values() for each in rubric.competencies}
    assert ours <= KNOWLEDGE.traces.competencies.keys()

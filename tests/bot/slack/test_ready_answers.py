"""An answer kept as ready JSON says what a fresh one would, and is no one's whose answer would be another."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.compiled.team_catalogues import OwnDefinitions
from bot.errors import Refusal
from bot.features.jd.listen_checklist import on_checklist
from bot.features.rubric.find_rubric import ASIDES, find_topic
from bot.features.rubric.listen import on_compare, on_open, on_rubric, on_turn
from bot.features.workspace.settings import KEPT, WorkspaceSettings
from bot.serving.declared import declared_commands
from bot.settings import Settings
from bot.slack.blocks import message, section
from bot.slack.capabilities import drawings, learn
from bot.slack.ready_answers import Ready, ready, ready_drawn
from bot.slack.replying import Asked
from bot.slack.tables import data_table, table
from bot.wiring import Actor, Answers, BlockVerdicts, JdReviews, Workspace
from bot.wording import words as wording
from bot.wording.escaping import Mrkdwn
from bot.wording.words import FOLDERS, Speaker
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.lookup import Catalogue
from tests.built_in import CATALOGUE

RITA = Actor("T1", "U0RITA")
DAYS = (datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2033, 3, 2, 9, tzinfo=UTC))
"""On the later one, figures have aged and are shown with a caution."""
LANGUAGES = ("en", "de")
OURS = """
role:
  id: data-scientist
  extends: data-scientist
  name: Insight Scientist
---
role:
  id: ai-engineer
  extends: ai-engineer
  summary: Our own words.
"""
PARTS = (
    *ASIDES,
    *(role.id for role in CATALOGUE.roles),
    *(role.name for role in CATALOGUE.roles),
    *("compare", "hire", "pay", "and", "senior", "junior", "L4", "entry level", "retrieval", "x", "”", "<!here>"),
)
TEXTS = (
    *("", "ai-engineer", "ai-engineer senior", "ai-engineer senior anchors retrieval", "pay ai-engineer", "hire"),
    *("data-scientist", "compare ai-engineer data-scientist", "compare", "no-such-role"),
)
texts = st.one_of(
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from(PARTS), max_size=4).map(" ".join),
    st.text(max_size=80).map(lambda text: " ".join(text.split())),
)
Handler = Callable[[Workspace, Asked], Any]


def help_on(name: str) -> Handler:
    commands = declared_commands()
    command = next(each for each in commands.commands if each.name == name)
    return lambda workspace, asked: commands.answer(command, workspace, replace(asked, text="help"))


HANDLERS: tuple[Handler, ...] = (on_rubric, on_compare, on_checklist, help_on("/rubric"), help_on("/debrief"))


@dataclass(frozen=True)
class Case:
    """For whom something is drawn: whose definitions, on which day, in which language."""

    catalogue: Catalogue
    now: datetime
    language: str

    def workspace(self, answers: Answers) -> Workspace:
        outside: Any = None  # nothing that is kept may ask the database, but for what the workspace has set
        settings: Any = SimpleNamespace(info={KEPT: {"T1": WorkspaceSettings({})}})
        return Workspace(
            team="T1",
            settings=Settings(),
            definitions=OwnDefinitions("T1", self.catalogue),
            sessions=outside,
            reads=lambda: nullcontext(settings),
            now=self.now,
            jd=outside,
            remark_rules=outside,
            answers=answers,
            block_verdicts=BlockVerdicts(10),
            jd_reviews=JdReviews(10),
        )


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """Two teams' definitions, on two days, in two languages."""
    folder = tmp_path_factory.mktemp("ours")
    (folder / "ours.yaml").write_text(OURS.split("---", maxsplit=1)[0], encoding="utf-8")
    (folder / "words.yaml").write_text(OURS.split("---")[1], encoding="utf-8")
    return [Case(*case) for case in product((CATALOGUE, load_catalogue(folder)), DAYS, LANGUAGES)]


@pytest.fixture(scope="module")
def speakers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Speaker]:
    """English, and a German that has words of its own for a heading, the offer of roles, pay and help."""
    folder = tmp_path_factory.mktemp("words")
    own = {
        "rubric": "{% block offer %}Rollen{% endblock %}",
        "rubric_role": "{% block summary %}Zu {{ role.name }}{% endblock %}",
        "rubric_pay": "{% block basis %}Stand{% endblock %}",
        "jd": "{% block checklist_offer %}Listen{% endblock %}",
        "help": "{% block command %}Hilfe zu {{ title }}{% endblock %}",
    }
    (folder / "de").mkdir()
    for name, text in own.items():
        (folder / "de" / f"{name}.mrkdwn.j2").write_text(text, encoding="utf-8")
    return {"en": Speaker(), "de": Speaker("de", [*FOLDERS, folder])}


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    before = wording._speakers()["speaking"]
    yield
    wording._speakers()["speaking"] = before


def said(handler: Handler, workspace: Workspace, text: str) -> Any:
    """Return what a command answers, drawn or ready, or the key and values of its refusal."""
    try:
        answer = handler(workspace, Asked(RITA, text, "C1", text))
    except Refusal as refusal:
        return str(refusal)
    return answer.drawn() if isinstance(answer, Ready) else answer


def test_a_kept_answer_is_the_fresh_one_for_whatever_is_typed(cases: list[Case], speakers: dict[str, Speaker]) -> None:
    shared = Answers(20)

    @given(texts, st.permutations(range(len(cases))), st.sampled_from(HANDLERS))
    def check(text: str, order: list[int], handler: Handler) -> None:
        for case in (cases[number] for number in (*order[:4], *order[:4])):
            wording._speakers()["speaking"] = speakers[case.language]
            fresh = said(handler, case.workspace(Answers(1)), text)
            assert said(handler, case.workspace(shared), text) == fresh

    check()
    assert 0 < len(shared) <= 20


def test_the_cases_do_differ(cases: list[Case], speakers: dict[str, Speaker]) -> None:
    """Else the property above would hold of a memory that mixes them up."""
    shared, drawn = Answers(200), set()
    for case in cases:
        wording._speakers()["speaking"] = speakers[case.language]
        drawn.add(json.dumps(said(on_rubric, case.workspace(shared), "pay ai-engineer"), sort_keys=True))
        drawn.add(json.dumps(said(on_rubric, case.workspace(shared), "data-scientist"), sort_keys=True))
        drawn.add(json.dumps(said(help_on("/rubric"), case.workspace(shared), ""), sort_keys=True))
    assert len(drawn) == len(DAYS) * len(LANGUAGES) + 2 * len(LANGUAGES) + len(LANGUAGES)


def test_a_page_that_was_opened_is_the_same_when_it_is_opened_again(cases: list[Case]) -> None:
    shared = Answers(100)
    for text, case in product(("ai-engineer senior anchors", "pay ai-engineer", "hire"), (cases[0], cases[-2])):
        key = find_topic(case.catalogue, text).key
        for open_it, value in ((on_open, key), (on_turn, f"0 {key}"), (on_turn, f"1 {key}")):
            first = open_it(case.workspace(shared), RITA, value)
            first["blocks"].clear()  # what one request does to its own is nothing to the next
            assert open_it(case.workspace(shared), RITA, value) == open_it(case.workspace(Answers(1)), RITA, value)


def test_what_was_refused_is_not_kept(cases: list[Case]) -> None:
    answers = Answers(10)
    assert "no_such_role" in said(on_checklist, cases[0].workspace(answers), "no-such-role")
    assert "No role is called" in said(on_rubric, cases[0].workspace(answers), "no-such-role")["text"]
    assert len(answers) == 0


def test_what_is_kept_is_drawn_once(cases: list[Case]) -> None:
    drawn: list[int] = []

    def draw() -> dict[str, Any]:
        drawn.append(1)
        return {"text": "Hello"}

    workspace = cases[0].workspace(Answers(10))
    assert ready(workspace, "hello", draw) == ready(workspace, "hello", draw) == Ready('{"text": "Hello"}')
    assert len(drawn) == 1


def test_of_an_answers_drawings_the_best_that_the_workspace_takes_is_kept(cases: list[Case]) -> None:
    rows = [("A", "B"), ("a", "1")]
    core = message("Says it", [section(Mrkdwn("a 1"))])
    ways = drawings(message("Says it", [data_table("C", rows)]), message("Says it", [table(rows)]), core)
    workspace = cases[0].workspace(Answers(10))

    def answered() -> str:
        return str(ready_drawn(workspace, "figures", lambda: ways).drawn()["blocks"][0]["type"])

    assert answered() == "table", "every workspace has had tables for long, and no answer is the first to find out more"
    learn(workspace.block_verdicts, "T2", ways[0], [], workspace.now)
    assert answered() == "table", "what another workspace took says nothing of this one"
    learn(workspace.block_verdicts, "T1", ways[0], [], workspace.now)
    assert answered() == "data_table"
    workspace = replace(workspace, block_verdicts=BlockVerdicts(10))
    learn(workspace.block_verdicts, "T1", core, [ways[1]], workspace.now)
    assert answered() == "section"


def test_threads_get_the_answer_they_asked_for(cases: list[Case]) -> None:
    shared = Answers(3)
    asked = [text for text in TEXTS if text not in ("", "compare", "no-such-role")]
    fresh = {text: said(on_rubric, cases[0].workspace(Answers(1)), text) for text in asked}
    with ThreadPoolExecutor(4) as threads:
        answers = threads.map(lambda text: said(on_rubric, cases[0].workspace(shared), text), asked * 20)
        assert list(answers) == [fresh[text] for text in asked * 20]

"""Home shows what one owes and runs; opening it again reads once and writes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from bot.features.home.read_home import Shown, home_facts
from bot.features.home.show_home import home
from bot.features.scorecard.save_draft import save_draft
from bot.playground.slack.local_slack import LocalSlack
from bot.wiring import Services
from rubrics.panel.loop import Loop
from storage.people import people_named
from tests.bot.features.opened_loop import HANA, IDA, IVAN, OTTO, RITA, TEAM, card, interview_of, opened, submitted
from tests.conftest import Clock


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect every statement that a database is sent, the beginning of transactions included."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def texts(shown: dict[str, object]) -> str:
    """Return all that a Home says, in one text."""
    return str(shown["blocks"])


@pytest.mark.usefixtures("app", "loop")
def test_opening_home_again_is_one_reading_transaction_and_no_write(services: Services, slack: LocalSlack) -> None:
    ivan = slack.person("U0IVAN")
    ivan.open_home()
    with statements(services.engine) as sent:
        ivan.open_home()
    assert [statement for statement in sent if statement.startswith("BEGIN")] == ["BEGIN"]
    assert {statement.split()[0] for statement in sent} == {"BEGIN", "SELECT"}
    assert sum("JOIN candidates" in statement for statement in sent) == 2, "one reads the list, one what is shown of it"


def test_only_somebody_new_is_noted(services: Services) -> None:
    with statements(services.engine) as sent:
        home_facts(services.workspace(TEAM), OTTO)
    assert "BEGIN IMMEDIATE" in sent
    with services.reads() as session:
        assert list(people_named(session, TEAM, [OTTO.user])) == [OTTO.user]
    with statements(services.engine) as sent:
        home_facts(services.workspace(TEAM), OTTO)
    assert "BEGIN IMMEDIATE" not in sent


def test_an_interviewer_sees_what_they_owe_and_that_it_is_begun(services: Services, loop: Loop) -> None:
    workspace, interview = services.workspace(TEAM), interview_of(loop, IVAN)
    done = opened(services, "Kim Reyes")
    submitted(services, done, IVAN, card(done, IVAN))
    facts = home_facts(workspace, IVAN)
    assert [(held.id, owed) for held, owed in facts.to_score.items] == [(loop.id, interview)]
    assert (facts.begun, list(facts.runs.items)) == (set(), [])
    assert {held.id for held in facts.others.items} == {loop.id, done.id}
    field = f"rating:{interview.focus[0]}"
    save_draft(workspace, IVAN, interview.id, {field: "4"}, acted=field, acted_at="1.0", version=0)
    facts = home_facts(workspace, IVAN)
    assert facts.begun == {interview.id}
    shown = texts(home(facts, services.now()))
    assert "Continue" in shown
    assert "Loops you are on" in shown


def test_whoever_runs_a_loop_sees_who_is_late_and_nobody_else_sees_it(
    services: Services, loop: Loop, now: Clock
) -> None:
    for actor in (RITA, HANA):
        assert [held.id for held in home_facts(services.workspace(TEAM), actor).runs.items] == [loop.id]
    now.tick(days=3)
    facts = home_facts(services.workspace(TEAM), RITA)
    shown = texts(home(facts, now()))
    assert "*late*" in shown
    assert "Loops you are on" not in shown
    empty = home_facts(services.workspace(TEAM), OTTO)
    assert (empty.to_score, empty.runs, empty.others) == (Shown([]), Shown([]), Shown([]))


def test_home_is_drawn_alike_until_something_changes(services: Services, loop: Loop) -> None:
    def drawn() -> str:
        return str(home(home_facts(services.workspace(TEAM), RITA), services.now())["private_metadata"])

    before = drawn()
    assert drawn() == before
    submitted(services, loop, IDA, card(loop, IDA))
    assert drawn() != before

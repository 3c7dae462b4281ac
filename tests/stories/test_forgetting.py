"""What no one can use any more is deleted by the worker, and what someone can still use is not."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from bot.features.loop.cancel_loop import cancel_loop
from bot.features.loop.excuse_interview import ExcusePlan, excuse_interview
from bot.features.loop.override_deadline import override_deadline
from bot.features.loop.read_loop import loop_details
from bot.playground.slack.local_slack import Person
from bot.wiring import Actor, Services
from storage.columns import Base
from storage.messages import MessageKind, MessageRow
from storage.outbox import want_once
from storage.tables import DraftRow, FormRow
from tests.conftest import Clock
from tests.stories.acting import evidence_fields, first_step, loop_id, open_card, rating_fields, score

OpenLoop = Callable[..., None]
Worker = Callable[[], None]
TEAM = Actor("T0LOCAL", "U0RITA")


def stored(services: Services, table: type[Base]) -> int:
    with services.reads() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def later(worker: Worker, now: Clock) -> Callable[..., None]:
    """Let time pass and the worker look around."""

    def wait(**by: float) -> None:
        now.tick(**by)
        worker()

    return wait


def begin_card(person: Person) -> None:
    """Write evidence into one's scorecard and leave it."""
    open_card(person)
    person.fill({rating_fields(person)[0]: "2"})
    person.fill({evidence_fields(person)[0]: "Drew the queue and forgot the retry."})
    person.close()


def excuse(services: Services, person: Person) -> None:
    loop = loop_details(services.workspace(TEAM.team), TEAM, loop_id(services)).loop
    interview = loop.interviews_of(person.id)[0]
    assert interview is not None
    plan = excuse_interview(services.workspace(TEAM.team), TEAM, loop.id, interview.id, "They are ill.")
    if isinstance(plan, ExcusePlan):
        excuse_interview(services.workspace(TEAM.team), TEAM, loop.id, interview.id, "They are ill.", seen=plan.mark)


def test_a_scorecard_begun_in_a_loop_that_was_cancelled_is_deleted(
    services: Services, panel: list[Person], open_loop: OpenLoop, later: Callable[..., None]
) -> None:
    open_loop()
    begin_card(panel[0])
    later(hours=1)
    assert stored(services, DraftRow) == 1
    cancel_loop(services.workspace(TEAM.team), TEAM, loop_id(services), "The post is filled.")
    later(hours=1)
    assert stored(services, DraftRow) == 0


def test_an_excused_interviewers_draft_is_deleted_once_the_panel_is_revealed_and_not_before(
    services: Services, panel: list[Person], open_loop: OpenLoop, later: Callable[..., None]
) -> None:
    open_loop()
    begin_card(panel[0])
    excuse(services, panel[0])
    later(hours=1)
    assert stored(services, DraftRow) == 1
    for person in panel[1:]:
        score(person, 3)
    later(hours=1)
    assert stored(services, DraftRow) == 0


def test_whoever_missed_the_deadline_still_finds_their_draft(
    services: Services, panel: list[Person], open_loop: OpenLoop, later: Callable[..., None]
) -> None:
    open_loop()
    begin_card(panel[0])
    later(days=3)
    override_deadline(services.workspace(TEAM.team), TEAM, loop_id(services), "We decide today.")
    later(days=30)
    assert stored(services, DraftRow) == 1


def shares(services: Services) -> dict[str, str]:
    """Return the state of every share that is kept, by what was shared."""
    with services.reads() as session:
        rows = session.scalars(select(MessageRow).where(MessageRow.kind == MessageKind.ANSWER_SHARE))
        return {row.subject: row.state.value for row in rows}


def test_half_filled_forms_and_shares_that_could_not_be_posted_are_kept_for_a_day(
    services: Services, rita: Person, later: Callable[..., None]
) -> None:
    first_step(rita, services)
    rita.submit()
    share = {"team_id": "T0LOCAL", "kind": MessageKind.ANSWER_SHARE, "recipient": "C0HIRING", "actor": "U0RITA"}
    with services.sessions.begin() as session:
        want_once(session, **share, subject="sources - - -", request="V1")
        want_once(session, **share, subject="role astronaut - -", request="V2")
    later(hours=0)
    later(hours=23)
    assert stored(services, FormRow) == 1
    assert shares(services) == {"sources - - -": "standing", "role astronaut - -": "given_up"}
    later(hours=2)
    assert stored(services, FormRow) == 0
    assert shares(services) == {"sources - - -": "standing"}, "what stands in Slack is known for ever"

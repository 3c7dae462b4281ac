"""A company so small that one person hires, recruits and opens: no refusal sends them to themselves or to no one."""

from collections.abc import Callable

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.settings import Settings
from bot.wiring import Services
from rubrics.panel.loop import InterviewState, LoopState
from storage.tables import InterviewRow, LoopRow
from tests.conftest import Clock
from tests.stories.acting import HANA, RITA, close_all, first_step, loop_id, modal, said, score

OpenLoop = Callable[..., None]
Worker = Callable[[], None]
PANEL = ["U0IVAN", "U0IDA"]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings in which Rita, who does everything else, is the only admin as well."""
    return settings.model_copy(update={"debrief_admins": (RITA,)})


def state(services: Services) -> LoopState:
    with services.reads() as session:
        return session.get_one(LoopRow, loop_id(services)).state


def test_who_cannot_excuse_is_shown_the_way_past_the_deadline(
    services: Services, rita: Person, panel: list[Person], now: Clock, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(hiring_manager=RITA, interviewers=PANEL)
    score(panel[0], 4)
    shown = said(rita.command("/loop", "show Dana Fox"))
    assert "After the deadline, you can reveal the panel without them." in shown
    assert "Ask" not in shown.replace("What to ask", "")
    now.tick(days=4)
    rita.click(rita.command("/loop", "show Dana Fox").messages[-1], "loop_override")
    rita.fill({"reason": "Ida is away for a month"})
    assert rita.submit().action == "updated"
    assert state(services) is LoopState.REVEALED


def test_a_button_of_before_says_the_same_and_leads_there(
    services: Services, rita: Person, slack: LocalSlack, now: Clock, open_loop: OpenLoop
) -> None:
    open_loop(hiring_manager=HANA, interviewers=PANEL)
    offered = rita.command("/loop", "show Dana Fox").messages[-1]
    with services.sessions.begin() as session:
        session.get_one(LoopRow, loop_id(services)).hiring_manager = RITA
    rita.click(offered, "loop_excuse")
    assert "no one else here can" in modal(rita).plain
    assert "Ask" not in modal(rita).plain
    rita.click(modal(rita), "loop_edit:0")
    assert modal(rita).callback_id == "loop_edit_panel", "the deadline can be moved"
    rita.fill({"interviewers": ["U0IVAN"]})
    assert "reveal without them after the deadline" in rita.submit().errors["interviewers"]
    close_all(rita)
    now.tick(days=4)
    rita.click(offered, "loop_excuse")
    rita.click(modal(rita), "loop_override:0")
    rita.fill({"reason": "Both are away"})
    rita.submit()
    assert state(services) is LoopState.REVEALED


def test_another_admin_is_named_where_there_is_one(services: Services, rita: Person, open_loop: OpenLoop) -> None:
    open_loop(hiring_manager=HANA, interviewers=PANEL)
    shown = said(rita.command("/loop", "show Dana Fox"))
    assert "Hiring managers can't" not in shown, "the recruiter excuses by a button"


def test_a_manager_who_is_the_only_interviewer_is_warned_before_anything_else(
    services: Services, rita: Person, worker: Worker
) -> None:
    first_step(rita, services, hiring_manager=RITA, interviewers=[RITA])
    rita.submit()
    warning = "decides and is the only interviewer"
    assert warning in modal(rita).plain.splitlines()[0] or warning in modal(rita).blocks[0]["text"]["text"]
    worker()
    rita.submit()
    assert modal(rita).callback_id == "loop_coverage"
    assert warning in modal(rita).blocks[0]["text"]["text"]
    rita.submit()
    assert "is open" in modal(rita).plain
    with services.reads() as session:
        (interview,) = session.query(InterviewRow).all()
        assert interview.state is InterviewState.DUE
    close_all(rita)
    score(rita, 4)
    assert state(services) is LoopState.REVEALED
    assert "Dana Fox" in said(rita.command("/signal", "Dana Fox")), "a panel of one opens to its hiring manager"

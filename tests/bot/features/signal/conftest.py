"""A loop of three interviewers in a real database, scored by the use cases themselves; no Slack takes part."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.open_loop import open_loop
from bot.features.loop.plan_loop import plan_loop
from bot.features.scorecard.card_form import filled_as
from bot.features.scorecard.submit_scorecard import submit_scorecard
from bot.wiring import Actor, Services, Workspace
from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Recommendation
from rubrics.panel.loop import Loop
from rubrics.panel.scorecard import CardContent
from storage.loop_members import write_members
from storage.tables import ChannelRow, InterviewRow, LoopRow

TEAM, CHANNEL = "T0LOCAL", "C0HIRING"
PANEL = ("U0IVAN", "U0IDA", "U0IMRAN")
RITA, HANA, IVAN, OTTO = (Actor(TEAM, user) for user in ("U0RITA", "U0HANA", "U0IVAN", "U0OTTO"))
"""The recruiter, the hiring manager, an interviewer, and a colleague who has nothing to do with the loop."""
RATINGS: Mapping[str, int | None] = {"retrieval": 4, "evaluation": 3, "agents": None}


@pytest.fixture
def workspace(services: Services) -> Workspace:
    """The workspace, whose hiring channel is a private one with Debrief in it."""
    with services.sessions.begin() as session:
        session.add(ChannelRow(team_id=TEAM, channel_id=CHANNEL, is_private=True, has_bot=True))
    return services.workspace(TEAM)


@pytest.fixture
def loop(workspace: Workspace) -> Loop:
    """An open loop, of which no one has submitted anything."""
    request = LoopRequest(
        candidate="Dana Fox",
        opening="Support product",
        role="ai-engineer",
        level=Level.SENIOR,
        channel=CHANNEL,
        hiring_manager=HANA.user,
        interviewers=PANEL,
        deadline_at=workspace.now + timedelta(days=2),
    )
    plan = plan_loop(workspace, RITA, request)
    focus = dict.fromkeys(PANEL, tuple(RATINGS))
    for _ in range(2):  # the plan warns of what no one assesses, and is opened anyway
        outcome = open_loop(workspace, RITA, plan.form_id, focus, dict.fromkeys(PANEL))
        if isinstance(outcome, Loop):
            return outcome
    raise AssertionError(outcome)


@pytest.fixture
def submit(workspace: Workspace, loop: Loop) -> Callable[..., None]:
    """Submit the scorecards of these interviewers, all alike."""

    def submit(*users: str, recommendation: Recommendation = Recommendation.YES) -> None:
        for user in users:
            interview = loop.interviews_of(user)[0]
            assert interview is not None
            filled = filled_as(CardContent(ratings=RATINGS, recommendation=recommendation))
            submit_scorecard(workspace, Actor(TEAM, user), interview.id, filled, submission=f"{user} first")

    return submit


@pytest.fixture
def revealed(loop: Loop, submit: Callable[..., None]) -> Loop:
    """The same after everybody submitted."""
    submit(*PANEL)
    return loop


def set_loop(workspace: Workspace, loop: Loop, **values: object) -> None:
    """Change what is stored of a loop."""
    with workspace.sessions.begin() as session:
        session.execute(update(LoopRow).where(LoopRow.id == loop.id).values(**values))
        write_members(session.connection(), [loop.id])


def set_interview(workspace: Workspace, loop: Loop, user: str, **values: object) -> None:
    """Change what is stored of someone's interview."""
    with workspace.sessions.begin() as session:
        theirs = (InterviewRow.loop_id == loop.id) & (InterviewRow.interviewer == user)
        session.execute(update(InterviewRow).where(theirs).values(**values))
        write_members(session.connection(), [loop.id])

"""What the tests of loops do by hand: take the steps of opening one, store scorecards, say what Slack told."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Reason
from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.open_loop import open_loop
from bot.features.loop.plan_loop import LoopPlan, plan_loop
from bot.wiring import Actor, Services, Workspace
from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Recommendation
from rubrics.panel.loop import InterviewState, Loop
from rubrics.panel.record import RecordEntry
from rubrics.panel.scorecard import CardContent
from storage.audit import entries, entry_value
from storage.loops import lock_loop, loop_row, loop_value
from storage.message_lookups import messages_about
from storage.scorecards import add_version
from storage.tables import ChannelRow, PersonRow

TEAM, CHANNEL = "T0LOCAL", "C0HIRING"
RITA, HANA, OTTO, ADA = (Actor(TEAM, user) for user in ("U0RITA", "U0HANA", "U0OTTO", "U0ADA"))
"""The recruiter, the hiring manager, a colleague who has nothing to do with the loop, and an admin."""
IVAN, IDA, IMRAN = (Actor(TEAM, user) for user in ("U0IVAN", "U0IDA", "U0IMRAN"))
PANEL = ("U0IVAN", "U0IDA", "U0IMRAN")


def problems(refusal: FormRefusal) -> dict[str, str]:
    """Return, by field, the keys of what a form was refused for."""
    keys = {field: why.key for field, why in refusal.fields.items() if isinstance(why, Reason)}
    return {field: key.removeprefix("loop_refusals.") for field, key in keys.items()}


class Desk:
    """What a test does with loops, each step at the moment that the clock shows."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @property
    def workspace(self) -> Workspace:
        """The workspace as it is now."""
        return self.services.workspace(TEAM)

    def request(self, **changes: Any) -> LoopRequest:
        """Return a first step that is right, but for what `changes` says."""
        right: dict[str, Any] = {
            "candidate": "Dana Fox",
            "role": "ai-engineer",
            "level": Level.SENIOR,
            "channel": CHANNEL,
            "hiring_manager": HANA.user,
            "interviewers": PANEL,
            "deadline_at": self.workspace.now + timedelta(days=2),
        }
        return LoopRequest(**{**right, **changes})

    def plan(self, actor: Actor = RITA, **changes: Any) -> LoopPlan:
        """Take the first step."""
        return plan_loop(self.workspace, actor, self.request(**changes))

    def open(self, actor: Actor = RITA, **changes: Any) -> Loop:
        """Open a loop as it was proposed."""
        plan = self.plan(actor, **changes)
        for _ in range(2):  # the second time with its warnings seen
            outcome = open_loop(self.workspace, actor, plan.form_id, plan.focus, {})
            if isinstance(outcome, Loop):
                return outcome
        message = "the loop does not open"
        raise AssertionError(message)

    def submit(self, loop: Loop, *users: str, rating: int = 4) -> Loop:
        """Store a scorecard of each, without what follows from it."""
        with self.services.sessions.begin() as session:
            row = lock_loop(session, TEAM, loop.id)
            assert row is not None
            for interview in row.interviews:
                if interview.interviewer in users:
                    interview.state = InterviewState.SUBMITTED
                    self._add(session, interview.id, interview.focus, rating)
        return self.loop(loop.id)

    def _add(self, session: Session, interview_id: str, focus: list[str], rating: int) -> None:
        add_version(
            session,
            CardContent(ratings=dict.fromkeys(focus, rating), recommendation=Recommendation.YES),
            interview_id=interview_id,
            submission=interview_id,
            version=1,
            remarks={},
            after_reveal=False,
            now=self.workspace.now,
        )

    def loop(self, loop_id: str) -> Loop:
        """Return a loop as it is now."""
        with self.services.reads() as session:
            row = loop_row(session, TEAM, loop_id)
            assert row is not None
            return loop_value(row)

    def knows(self, user: str, **facts: Any) -> None:
        """Let Debrief have learned from Slack what a person is."""
        with self.services.sessions.begin() as session:
            session.merge(PersonRow(team_id=TEAM, user_id=user, fetched_at=self.workspace.now, **facts))

    def knows_channel(self, channel: str = CHANNEL, **facts: Any) -> None:
        """Let Debrief have learned from Slack what a channel is."""
        with self.services.sessions.begin() as session:
            session.merge(ChannelRow(team_id=TEAM, channel_id=channel, fetched_at=self.workspace.now, **facts))

    def record(self, loop: Loop) -> list[RecordEntry]:
        """Return a loop's record, oldest entry first."""
        with self.services.reads() as session:
            return [entry_value(row) for row in entries(session, loop.id)]

    def wanted(self, loop: Loop) -> dict[tuple[str, str], int]:
        """Return which messages a loop wants, by kind and recipient, and at which revision."""
        with self.services.reads() as session:
            return {(row.kind.value, row.recipient): row.wanted for row in messages_about(session, TEAM, loop.id)}

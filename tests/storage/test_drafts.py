"""A draft is one per interview, remembers what was remarked on, and goes with its submit or its loop's end."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.wiring import Services
from rubrics.panel.loop import InterviewState, Loop, LoopState
from storage.drafts import DraftRow, drafted, drop_dead_drafts, drop_draft, keep_draft, note_hints
from storage.tables import InterviewRow, LoopRow
from tests.bot.features.opened_loop import IDA, IVAN, interview_of, opened


@pytest.fixture
def loop(services: Services) -> Loop:
    return opened(services)


def kept(services: Services, loop: Loop) -> str:
    """Keep a draft of Ivan's scorecard and return his interview."""
    interview = interview_of(loop, IVAN).id
    with services.sessions.begin() as session:
        keep_draft(session, interview, {"recommendation": "yes"}, acted_at="2.0", now=services.now())
    return interview


def draft_of(session: Session, interview_id: str) -> DraftRow | None:
    return session.get(DraftRow, interview_id, populate_existing=True)


def test_a_draft_holds_what_stands_in_the_form_and_since_when(services: Services, loop: Loop) -> None:
    interview = kept(services, loop)
    with services.sessions.begin() as session:
        keep_draft(session, interview, {"recommendation": "no"}, acted_at="3.0", now=services.now())
        draft = draft_of(session, interview)
        assert draft is not None
        assert (draft.values, draft.acted_at, draft.saved_at) == ({"recommendation": "no"}, "3.0", services.now())
        assert draft_of(session, interview_of(loop, IDA).id) is None


def test_what_was_remarked_on_is_remembered_beside_it_and_alone_begins_no_draft(services: Services, loop: Loop) -> None:
    interview, other = kept(services, loop), interview_of(loop, IDA).id
    with services.sessions.begin() as session:
        for digest in ("b", "a"):
            note_hints(session, interview, {digest}, services.now())
        note_hints(session, other, {"c"}, services.now())
        draft = draft_of(session, interview)
        assert draft is not None
        assert (draft.hinted, draft.values) == (["a", "b"], {"recommendation": "yes"})
        assert drafted(session, [interview, other]) == {interview}


def test_a_submitted_draft_is_gone(services: Services, loop: Loop) -> None:
    interview = kept(services, loop)
    with services.sessions.begin() as session:
        drop_draft(session, interview)
        assert draft_of(session, interview) is None


@pytest.mark.parametrize(
    ("loop_state", "interview_state", "is_dropped"),
    [
        (LoopState.OPEN, InterviewState.DUE, False),
        (LoopState.OPEN, InterviewState.EXCUSED, False),
        (LoopState.REVEALED, InterviewState.DUE, False),
        (LoopState.REVEALED, InterviewState.EXCUSED, True),
        (LoopState.CANCELED, InterviewState.DUE, True),
        (LoopState.DECIDED, InterviewState.SUBMITTED, True),
    ],
)
def test_a_draft_that_nobody_can_open_any_more_is_dropped(
    services: Services, loop: Loop, loop_state: LoopState, interview_state: InterviewState, is_dropped: bool
) -> None:
    interview = kept(services, loop)
    with services.sessions.begin() as session:
        session.execute(update(LoopRow).values(state=loop_state))
        session.execute(update(InterviewRow).where(InterviewRow.id == interview).values(state=interview_state))
        drop_dead_drafts(session, loop.id)
        assert (draft_of(session, interview) is None) is is_dropped


def test_another_loops_drafts_stay(services: Services, loop: Loop) -> None:
    interview, other = kept(services, loop), opened(services, "Kim Reyes")
    with services.sessions.begin() as session:
        session.execute(update(LoopRow).values(state=LoopState.CANCELED))
        drop_dead_drafts(session, other.id)
        assert draft_of(session, interview) is not None

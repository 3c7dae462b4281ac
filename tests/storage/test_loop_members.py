"""Who is in a loop, as lists know it, follows every change of the loop's rows in the same transaction."""

from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.panel.loop import Interview, InterviewState, LoopState
from storage.candidates import candidate_like
from storage.held_loop import end_interview, lock_panel
from storage.loop_members import EVERYBODY, FIRST_COUNTS, LoopMemberRow, write_members
from storage.openings import opening_like
from storage.rubric_versions import pin_rubric
from storage.tables import InterviewRow, LoopRow, OpeningRow

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEAM, PEOPLE = "T1", ("U0RITA", "U0HANA", "U0IVAN", "U0IDA")
FORMS = count()

Members = set[tuple[object, ...]]


@pytest.fixture
def rubric(engine: Engine, catalogue: Catalogue) -> str:
    with Session(engine) as session, session.begin():
        return pin_rubric(session, catalogue.rubric("ai-engineer", Level.SENIOR), NOW)


def loop_with(session: Session, rubric: str, opener: str, manager: str, panel: list[str]) -> LoopRow:
    """Open a loop and return it."""
    opening = OpeningRow(
        team_id=TEAM, name="x", role="r", level="senior", hiring_manager=manager, recruiter=opener, created_at=NOW
    )
    row = LoopRow(
        team_id=TEAM,
        form_id=f"f{next(FORMS)}",
        opening=opening_like(session, opening),
        candidate=candidate_like(session, TEAM, "Dana Fox", NOW),
        rubric_digest=rubric,
        channel_id="C1",
        hiring_manager=manager,
        recruiter=opener,
        opened_by=opener,
        opened_at=NOW,
        deadline_at=NOW,
        warnings=[],
        interviews=[interview(place, person) for place, person in enumerate(panel)],
    )
    session.add(row)
    session.flush()
    return row


def interview(place: int, person: str) -> InterviewRow:
    return InterviewRow(position=place, interviewer=person, focus=["cost"], state=InterviewState.DUE)


def members(session: Session, loop_id: str) -> Members:
    rows = session.scalars(select(LoopMemberRow).where(LoopMemberRow.loop_id == loop_id))
    return {
        (row.person, row.team_id, row.state, row.is_open, row.opens, row.recruits, row.manages, row.interview)
        for row in rows.all()
    }


def expected(row: LoopRow) -> Members:
    """Return who is in a loop, worked out from its rows without a database."""
    held = {}
    for each in row.interviews:
        states = (each.state, held.get(each.interviewer, each.state))
        held[each.interviewer] = min(states, key=FIRST_COUNTS.index)
    named = {row.opened_by, row.recruiter, row.hiring_manager, *held}
    parts = {
        person: (person == row.opened_by, person == row.recruiter, person == row.hiring_manager, held.get(person))
        for person in named
    }
    parts[EVERYBODY] = (False, False, False, None)
    return {(person, row.team_id, row.state, row.state is LoopState.OPEN, *part) for person, part in parts.items()}


people = st.sampled_from(PEOPLE)
changes = st.one_of(
    st.tuples(st.just("loop"), st.sampled_from(list(LoopState))),
    st.tuples(st.just("interview"), st.sampled_from(list(InterviewState))),
    st.tuples(st.just("manager"), people),
    st.tuples(st.just("join"), people),
)


@settings(max_examples=25)
@given(
    opener=people,
    manager=people,
    panel=st.lists(people, max_size=4),
    steps=st.lists(st.lists(changes, min_size=1, max_size=3), max_size=4),
)
def follows_every_change(sessions, rubric, opener, manager, panel, steps) -> None:
    with sessions.begin() as session:
        row = loop_with(session, rubric, opener, manager, panel)
        loop_id = row.id
        assert members(session, loop_id) == expected(row)
        for step in steps:
            for kind, value in step:
                change(row, kind, value)
            session.flush()
            session.expire_all()
            row = session.get_one(LoopRow, loop_id)
            row_parts = session.scalars(select(InterviewRow).where(InterviewRow.loop_id == loop_id)).all()
            session.refresh(row, ["interviews"])
            assert len(row.interviews) == len(row_parts)
            assert members(session, loop_id) == expected(row)


def change(row: LoopRow, kind: str, value: object) -> None:
    if kind == "loop":
        row.state = value
    elif kind == "manager":
        row.hiring_manager = value
    elif kind == "interview" and row.interviews:
        row.interviews[-1].state = value
    elif kind == "join":
        row.interviews.append(interview(len(row.interviews), value))


def test_who_is_in_a_loop_follows_every_change(sessions: sessionmaker[Session], rubric: str) -> None:
    follows_every_change(sessions, rubric)


def test_who_is_in_a_loop_follows_an_interview_that_ended_unread(sessions: sessionmaker[Session], rubric: str) -> None:
    with sessions.begin() as session:
        row = loop_with(session, rubric, "U0RITA", "U0HANA", ["U0IVAN", "U0IDA"])
        loop_id, own = (
            row.id,
            Interview(id=row.interviews[0].id, interviewer="U0IVAN", focus=("cost",), state=InterviewState.DUE),
        )
    with sessions.begin() as session:
        end_interview(session, loop_id, own, InterviewState.SUBMITTED)
        row = lock_panel(session, TEAM, loop_id)
        assert row is not None
        assert [each.state for each in row.interviews] == [InterviewState.SUBMITTED, InterviewState.DUE]
        assert members(session, loop_id) == expected(row)


def test_a_transaction_that_is_taken_back_takes_the_members_with_it(
    sessions: sessionmaker[Session], rubric: str
) -> None:
    with sessions.begin() as session:
        loop_id = loop_with(session, rubric, "U0RITA", "U0HANA", ["U0IVAN"]).id
    with sessions() as session:
        before = members(session, loop_id)
        session.get_one(LoopRow, loop_id).state = LoopState.CANCELED
        session.flush()
        assert members(session, loop_id) != before
        session.rollback()
        assert members(session, loop_id) == before


def test_writing_anew_repairs_what_was_changed_by_hand(sessions: sessionmaker[Session], rubric: str) -> None:
    with sessions.begin() as session:
        row = loop_with(session, rubric, "U0RITA", "U0HANA", ["U0IVAN"])
        session.query(LoopMemberRow).delete()
        write_members(session.connection(), [row.id])
        assert members(session, row.id) == expected(row)

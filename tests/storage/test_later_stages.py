"""Anyone who owes a scorecard in a sealed stage is kept from those before it, by what the rows say and nothing else."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session, sessionmaker

from rubrics.panel.loop import InterviewState, LoopState
from storage.later_stages import LaterStages, later_stages
from tests.storage.test_loop_members import NOW, PEOPLE, interview, loop_with, rubric

__all__ = ["rubric"]
SEALED = (LoopState.OPEN, LoopState.ON_HOLD)
parts = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(InterviewState)), max_size=3)
stages = st.lists(st.tuples(st.sampled_from(LoopState), st.booleans(), parts), min_size=1, max_size=4)


def expected(number: int, planned: list) -> LaterStages:
    """Work the same out without a database; stages count from 1."""
    behind = [stage for stage in planned[number:] if stage[0] in SEALED and not stage[1]]
    owing = {person for _, _, held in behind for person, state in held if state is InterviewState.DUE}
    return replace(LaterStages(), sealed_from=frozenset(owing), later_is_sealed=bool(behind))


def test_a_stage_is_kept_from_those_who_owe_a_scorecard_behind_it(sessions: sessionmaker[Session], rubric: str) -> None:
    @settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(stages)
    def holds(planned: list) -> None:
        with sessions.begin() as session:
            rows = [loop_with(session, rubric, "U0RITA", "U0HANA", []) for _ in planned]
            for number, (row, (state, revealed, held)) in enumerate(zip(rows, planned, strict=True), start=1):
                row.first_stage_id, row.stage_number, row.state = rows[0].id, number, state
                row.revealed_at = NOW if revealed else None
                for place, (person, interview_state) in enumerate(held):
                    seat = interview(place, person)
                    seat.loop_id, seat.state = row.id, interview_state
                    session.add(seat)
            session.flush()
            asked = [(row.id, row.first_stage_id, row.stage_number) for row in rows]
            found = later_stages(session, asked)
            assert [found[row.id] for row in rows] == [expected(n, planned) for n in range(1, len(rows) + 1)]

    holds()

"""Which loops are found for whom, when there are more than a list can hold."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy.orm import Session, sessionmaker

from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Level
from rubrics.panel.loop import InterviewState, Loop, LoopState
from storage.candidates import candidate_like
from storage.loops import MOST_LISTED, loop_value, loops_about
from storage.openings import opening_like
from storage.rubric_versions import pin_rubric
from storage.tables import InterviewRow, LoopRow, OpeningRow

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEAM, RITA, IVAN = "T1", "U0RITA", "U0IVAN"


class Loops:
    """A workspace whose loops are opened one a day, by Rita unless somebody else is named."""

    def __init__(self, sessions: sessionmaker[Session], catalogue: Catalogue) -> None:
        self.sessions, self.days = sessions, count()
        self.rubric = catalogue.rubric("ai-engineer", Level.SENIOR)

    def open(self, candidate: str, *, by: str = RITA, state: LoopState = LoopState.REVEALED) -> None:
        now = NOW + timedelta(days=next(self.days))
        with self.sessions.begin() as session:
            opening = OpeningRow(
                team_id=TEAM, name="x", role="r", level="senior", hiring_manager=by, recruiter=by, created_at=now
            )
            interview = InterviewRow(position=0, interviewer=IVAN, focus=["cost"], state=InterviewState.DUE)
            row = LoopRow(
                team_id=TEAM,
                form_id=str(now),
                opening=opening_like(session, opening),
                candidate=candidate_like(session, TEAM, candidate, now),
                rubric_digest=pin_rubric(session, self.rubric, now),
                channel_id="C1",
                hiring_manager=by,
                recruiter=by,
                opened_by=by,
                opened_at=now,
                deadline_at=now,
                warnings=[],
                state=state,
                interviews=[interview],
            )
            session.add(row)

    def about(self, user: str, *, everyone: bool = False, words: str = "") -> list[Loop]:
        with self.sessions() as session:
            return [loop_value(row) for row in loops_about(session, TEAM, user, everyone=everyone, words=words)]


@pytest.fixture
def loops(sessions: sessionmaker[Session], catalogue: Catalogue) -> Loops:
    return Loops(sessions, catalogue)


def test_a_candidate_is_found_by_name_or_code_however_many_came_after(loops: Loops) -> None:
    loops.open("Élise Öhman")
    for number in range(MOST_LISTED):
        loops.open(f"Candidate {number}")
    (found,) = loops.about(RITA, words="élise")
    assert found.candidate_name == "Élise Öhman"
    assert loops.about(RITA, words=found.candidate_code.lower()) == [found]
    assert found not in loops.about(RITA)


def test_ones_own_open_loop_is_listed_even_to_an_admin_of_a_busy_workspace(loops: Loops) -> None:
    loops.open("Dana Fox", by="U0ADA", state=LoopState.OPEN)
    for number in range(MOST_LISTED):
        loops.open(f"Candidate {number}", state=LoopState.OPEN)
    listed = loops.about("U0ADA", everyone=True)
    assert len(listed) == MOST_LISTED
    assert listed[-1].candidate_name == "Dana Fox"


def test_loops_are_listed_newest_first(loops: Loops) -> None:
    for name, state in (("A", LoopState.OPEN), ("B", LoopState.REVEALED), ("C", LoopState.CANCELED)):
        loops.open(name, state=state)
    assert [loop.candidate_name for loop in loops.about(IVAN)] == ["C", "B", "A"]


def test_a_name_with_signs_of_a_pattern_finds_only_itself(loops: Loops) -> None:
    loops.open("Dana Fox")
    assert loops.about(RITA, words="%") == []
    assert loops.about(RITA, words="d_na") == []


def test_a_whole_text_in_place_of_a_name_finds_nobody_and_breaks_nothing(loops: Loops) -> None:
    loops.open("Dana Fox")
    assert loops.about(RITA, words=" ".join(map(str, range(1_500)))) == []


def test_loops_pinned_to_one_rubric_share_it_so_that_a_list_reads_it_once(loops: Loops) -> None:
    loops.open("A")
    loops.open("B")
    one, other = loops.about(RITA)
    assert one.rubric is other.rubric

"""Which loops are found for whom, when there are more than a list can hold."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.panel.loop import InterviewState, Loop, LoopState
from storage.candidates import candidate_like, find_by
from storage.loop_lists import (
    MOST_LISTED,
    LoopList,
    account_and_loops,
    candidates_known,
    loops_listed,
    loops_listed_about,
    open_loops_after,
)
from storage.loop_pages import due_paged, loops_paged, others_counted
from storage.loop_reading import loops_by_id
from storage.openings import opening_like
from storage.people import PersonRow, account_of, name_people
from storage.rubric_versions import pin_rubric
from storage.tables import CandidateRow, InterviewRow, LoopRow, OpeningRow

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
_NAMED = select(LoopRow.id, CandidateRow.name).join(CandidateRow, CandidateRow.id == LoopRow.candidate_id)
TEAM, RITA, IVAN = "T1", "U0RITA", "U0IVAN"


class Loops:
    """A workspace whose loops are opened one a day, by Rita unless someone else is named."""

    def __init__(self, sessions: sessionmaker[Session], catalogue: Catalogue) -> None:
        self.sessions, self.days = sessions, count()
        self.rubric = catalogue.rubric("ai-engineer", Level.SENIOR)

    def open(
        self, candidate: str, *, by: str = RITA, state: LoopState = LoopState.REVEALED, due: datetime | None = None
    ) -> None:
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
                deadline_at=due or now,
                warnings=[],
                state=state,
                interviews=[interview],
            )
            session.add(row)

    def listed(self, user: str, *, everyone: bool = False, words: str = "") -> LoopList:
        with self.sessions() as session:
            if words:
                return loops_listed_about(session, TEAM, user, words, everyone=everyone)
            return loops_listed(session, TEAM, user, everyone=everyone)

    def about(self, user: str, *, everyone: bool = False, words: str = "") -> list[Loop]:
        listed = self.listed(user, everyone=everyone, words=words).loops
        with self.sessions() as session:
            return loops_by_id(session, TEAM, [each.id for each in listed])


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
    assert listed[0].candidate_name == "Dana Fox"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("José Nguyễn", "jose nguyen"),
        ("José Nguyễn", "nguyen"),
        ("José Nguyễn", "Nguyen, Jose"),
        ("José Nguyễn", "ngu"),
        ("O’Brien, Pat", "O'Brien"),
        ("O’Brien, Pat", "pat o'brien"),
        ("O’Brien, Pat", "P. OBrien"),
        ("Jean–Luc Picard", "“jean-luc”"),
    ],
)
def test_a_candidate_is_found_however_somebody_types_the_name(loops: Loops, name: str, typed: str) -> None:
    loops.open(name)
    loops.open("Robin Hale")
    for everyone in (False, True):
        (found,) = loops.about(IVAN, words=typed, everyone=everyone)
        assert found.candidate_name == name
    assert loops.about("U0OTTO", words=typed) == []


def test_the_printed_label_finds_its_candidate_and_no_other_of_that_name(
    loops: Loops, sessions: sessionmaker[Session]
) -> None:
    loops.open("Dana Fox")
    loops.open("Dana Fox the second")
    first, second = reversed(loops.about(IVAN))
    with sessions.begin() as session:
        find_by(session, session.get_one(CandidateRow, second.candidate_id), "Dana Fox")
    assert [loop.id for loop in loops.about(IVAN, words="dana fox")] == [second.id, first.id]
    for loop in (first, second):
        assert loops.about(IVAN, words=f"Dana Fox ({loop.candidate_code.lower()})") == [loop]
    assert loops.about(IVAN, words="Dana Fox (C-ZZZZ)") == []


def test_a_mention_finds_the_colleague_who_is_a_candidate(loops: Loops, sessions: sessionmaker[Session]) -> None:
    loops.open("Otto Brandt")
    loops.open("Dana Fox")
    with sessions.begin() as session:
        candidate_like(session, TEAM, "Otto Brandt", NOW).user_id = "U0OTTO"
    (found,) = loops.about(IVAN, words="<@U0OTTO>")
    assert found.candidate_name == "Otto Brandt"
    assert loops.about("U0OTTO", words="<@U0OTTO>", everyone=True) == []


def test_the_loops_of_a_merged_candidate_are_found_by_the_code_of_old(
    loops: Loops, sessions: sessionmaker[Session]
) -> None:
    loops.open("Dana Fox")
    (kept,) = loops.about(IVAN)
    with sessions.begin() as session:
        candidate_like(session, TEAM, "Dana Fux", NOW).merged_into = kept.candidate_id
        code = candidate_like(session, TEAM, "Dana Fux", NOW).code
        assert code == kept.candidate_code, "whoever opens a loop for the name of old means the same person"
    assert loops.about(IVAN, words="dana fux") == [kept]


def test_whom_somebody_may_know_of_is_compared_and_nobody_else(loops: Loops) -> None:
    loops.open("Dana Fox", by="U0ADA")
    loops.open("Robin Hale")
    loops.open("Robin Hale", state=LoopState.OPEN)
    with loops.sessions() as session:
        mine = candidates_known(session, TEAM, RITA)
        assert [each.name for each in mine] == ["Robin Hale"]
        (newest, _) = loops_listed(session, TEAM, RITA).loops
        assert [each.loop for each in mine] == [newest.id]
        assert {each.name for each in candidates_known(session, TEAM, RITA, everyone=True)} == {
            "Dana Fox",
            "Robin Hale",
        }
        assert candidates_known(session, "T2", RITA) == []


def test_open_loops_come_first_late_before_due_later_and_then_the_newest(loops: Loops) -> None:
    for name, state in (("A", LoopState.OPEN), ("B", LoopState.REVEALED), ("C", LoopState.CANCELED)):
        loops.open(name, state=state)
    loops.open("Late", state=LoopState.OPEN, due=NOW - timedelta(days=1))
    loops.open("Soon", state=LoopState.OPEN, due=NOW + timedelta(hours=1))
    for everyone in (False, True):
        listed = loops.about(IVAN, everyone=everyone)
        assert [loop.candidate_name for loop in listed] == ["Late", "A", "Soon", "C", "B"]


@pytest.mark.parametrize("sees_all", [True, False])
def test_a_list_read_with_its_persons_account_is_the_same(loops: Loops, *, sees_all: bool) -> None:
    for name, state in (("A", LoopState.OPEN), ("B", LoopState.REVEALED), ("C", LoopState.CANCELED)):
        loops.open(name, state=state)
    loops.open("Late", state=LoopState.OPEN, due=NOW - timedelta(days=1), by="U0ADA")
    with loops.sessions.begin() as session:
        name_people(session, TEAM, [IVAN, "U0OTTO"])
        session.get_one(PersonRow, (TEAM, IVAN)).is_guest = True
        for user in (IVAN, RITA, "U0OTTO", "U0NEW"):
            account, listed = account_and_loops(session, TEAM, user, lambda _: sees_all)
            assert account == account_of(session, TEAM, user)
            assert listed == loops_listed(session, TEAM, user, everyone=sees_all)


def test_the_late_one_is_listed_however_many_were_opened_after_it(loops: Loops) -> None:
    loops.open("Late", state=LoopState.OPEN, due=NOW - timedelta(days=1))
    for number in range(MOST_LISTED + 1):
        loops.open(f"Candidate {number}", state=LoopState.OPEN)
    for user, everyone in ((IVAN, False), ("U0ADA", True)):
        assert loops.about(user, everyone=everyone)[0].candidate_name == "Late"


def test_the_pages_of_a_list_hold_every_loop_once_in_its_order(loops: Loops) -> None:
    for number in range(7):
        loops.open(f"Candidate {number}", state=LoopState.OPEN if number % 2 else LoopState.REVEALED)
    loops.open("Late", state=LoopState.OPEN, due=NOW - timedelta(days=1))
    for user, everyone in ((IVAN, False), ("U0ADA", True)):
        with loops.sessions() as session:
            whole = loops_listed(session, TEAM, user, everyone=everyone).loops
            pages = [
                loops_paged(session, TEAM, user, first=first, most=3, everyone=everyone) for first in range(0, 12, 3)
            ]
        assert [each for page in pages for each in page.loops] == list(whole)
        assert {(page.number, page.is_cut) for page in pages} == {(8, False)}
    with loops.sessions() as session:
        assert loops_paged(session, TEAM, "U0OTTO", first=0, most=3).number == 0


def test_the_pages_of_what_is_due_leave_out_what_is_still_to_come(
    loops: Loops, sessions: sessionmaker[Session]
) -> None:
    for days in (3, 1, 2, 4, 5):
        loops.open(f"Due in {days}", state=LoopState.OPEN, due=NOW + timedelta(days=days))
    with sessions.begin() as session:
        by_due = {name: id_ for id_, name in session.execute(_NAMED)}
        for name, values in {
            "Due in 2": {"starts_at": NOW + timedelta(hours=1)},
            "Due in 3": {"starts_at": NOW + timedelta(hours=1), "took_place_early": True},
            "Due in 4": {"starts_at": NOW - timedelta(hours=1)},
        }.items():
            session.execute(update(InterviewRow).where(InterviewRow.loop_id == by_due[name]).values(values))
        row = session.scalars(select(InterviewRow).where(InterviewRow.loop_id == by_due["Due in 5"])).one()
        row.state = InterviewState.SUBMITTED
    with sessions() as session:
        names = {id_: name for name, id_ in by_due.items()}
        pages = [due_paged(session, TEAM, IVAN, first=first, most=2, over_at=NOW) for first in (0, 2)]
        listed = [names[each.id] for page in pages for each in page.loops]
        assert listed == ["Due in 1", "Due in 3", "Due in 4"]
        assert [page.number for page in pages] == [3, 3]
        assert due_paged(session, TEAM, RITA, first=0, most=2).number == 0
        whole = due_paged(session, TEAM, IVAN, first=0, most=5)
        assert [names[each.id] for each in whole.loops] == ["Due in 1", "Due in 2", "Due in 3", "Due in 4"]


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


def test_a_list_says_whether_there_are_more_than_it_holds(loops: Loops) -> None:
    for number in range(MOST_LISTED):
        loops.open(f"Candidate {number}")
    listed = loops.listed(IVAN)
    assert (len(listed.loops), listed.is_cut) == (MOST_LISTED, False)
    loops.open("One More")
    for listed in (loops.listed(IVAN), loops.listed("U0ADA", everyone=True)):
        assert (len(listed.loops), listed.is_cut) == (MOST_LISTED, True)


def test_an_exact_name_is_found_however_many_share_its_words(loops: Loops) -> None:
    loops.open("Dana")
    for number in range(MOST_LISTED + 1):
        loops.open(f"Dana {number}")
    for everyone in (False, True):
        (found,) = loops.about(IVAN, everyone=everyone, words="dana")
        assert found.candidate_name == "Dana"


def test_nobody_finds_a_loop_about_themselves_not_even_an_admin(loops: Loops, sessions: sessionmaker[Session]) -> None:
    loops.open("Ivan Petrov")
    loops.open("Dana Fox")
    with sessions.begin() as session:
        candidate_like(session, TEAM, "Ivan Petrov", NOW).user_id = IVAN
    for everyone in (False, True):
        assert [loop.candidate_name for loop in loops.about(IVAN, everyone=everyone)] == ["Dana Fox"]
        assert loops.about(IVAN, everyone=everyone, words="ivan petrov") == []


def test_going_through_the_open_loops_finds_each_once_with_whether_a_card_is_owed(
    loops: Loops, sessions: sessionmaker[Session]
) -> None:
    for number in range(5):
        loops.open(f"Candidate {number}", state=LoopState.OPEN)
    loops.open("Revealed")
    with sessions.begin() as session:
        first = open_loops_after(session, "", 1)[0].id
        session.execute(update(InterviewRow).where(InterviewRow.loop_id == first).values(state=InterviewState.EXCUSED))
    seen, after = [], ""
    with sessions() as session:
        while batch := open_loops_after(session, after, 2):
            seen += batch
            after = batch[-1].id
    assert len({each.id for each in seen}) == len(seen) == 5
    assert [each.id for each in seen if not each.is_owed] == [first]


@pytest.mark.parametrize("everyone", [False, True])
def test_what_is_not_open_is_counted_by_kind_up_to_a_hundred(loops: Loops, *, everyone: bool) -> None:
    loops.open("Open", state=LoopState.OPEN)
    loops.open("Another's", by="U0ADA")
    for number in range(3):
        loops.open(f"Decided {number}", state=LoopState.DECIDED)
    loops.open("Revealed")

    def numbers() -> dict[tuple[LoopState, bool], int]:
        with loops.sessions() as session:
            counted = others_counted(session, TEAM, RITA, everyone=everyone)
        assert {each.state for each in counted if each.decides} == {LoopState.REVEALED}
        return {(each.state, each.runs): each.number for each in counted}

    anothers = {(LoopState.REVEALED, False): 1} if everyone else {}
    assert numbers() == {(LoopState.REVEALED, True): 1, (LoopState.DECIDED, True): 3, **anothers}
    for number in range(MOST_LISTED):
        loops.open(f"Newer {number}")
    assert numbers() == {(LoopState.REVEALED, True): MOST_LISTED}

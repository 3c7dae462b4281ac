"""A candidate is one person across all loops, however the name is typed and anyone who types it first."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from storage.candidates import candidate_called, candidate_like, find_by, goes_by
from storage.tables import CandidateRow

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def known(sessions: sessionmaker[Session], typed: str, at: datetime = NOW) -> str:
    with sessions.begin() as session:
        return candidate_like(session, "T1", typed, at).id


@pytest.mark.parametrize(
    "typed", ["Élise Öhman", "ÉLISE ÖHMAN", "E\u0301lise O\u0308hman", "elise ohman", "“Élise Öhman”", "Öhman, Élise"]
)
def test_a_name_is_recognised_whatever_its_case_and_its_letters(sessions: sessionmaker[Session], typed: str) -> None:
    first = known(sessions, "Élise Öhman")
    assert known(sessions, typed) == first
    with sessions() as session:
        found = candidate_called(session, "T1", typed)
    assert found is not None
    assert found.id == first


@pytest.mark.parametrize("typed", ["Elise Oman", "李娜", "Элиза"])
def test_other_names_are_other_people(sessions: sessionmaker[Session], typed: str) -> None:
    first = known(sessions, "Élise Öhman")
    assert known(sessions, typed) != first
    assert known(sessions, "王伟") != known(sessions, typed)


def test_a_code_finds_its_candidate_in_one_workspace_only(sessions: sessionmaker[Session]) -> None:
    first = known(sessions, "Élise Öhman")
    with sessions() as session:
        code = session.scalars(select(CandidateRow.code)).one()
        assert candidate_called(session, "T2", code) is None
    assert known(sessions, code.lower()) == first


def test_the_label_that_is_printed_names_its_candidate_whatever_their_name_is_by_now(
    sessions: sessionmaker[Session],
) -> None:
    first = known(sessions, "Élise Öhman")
    with sessions() as session:
        code = session.scalars(select(CandidateRow.code)).one()
    assert known(sessions, f"Elise Oman ({code})") == first
    with sessions() as session:
        candidate = session.get_one(CandidateRow, first)
        assert goes_by(candidate, f"Elise Ohman ({code})")
        assert not goes_by(candidate, f"Elise Oman ({code})"), "a code alone stands in channels"
        assert not goes_by(candidate, code)


def test_a_name_that_two_people_share_means_the_first_and_whoever_took_over_their_loops(
    sessions: sessionmaker[Session],
) -> None:
    first, second = known(sessions, "Dana Fox"), known(sessions, "Dana Fox the second", NOW + timedelta(days=1))
    with sessions.begin() as session:
        find_by(session, session.get_one(CandidateRow, second), "Dana Fox")
    assert known(sessions, "dana fox") == first
    with sessions.begin() as session:
        session.get_one(CandidateRow, first).merged_into = second
    assert known(sessions, "dana fox") == second


def test_two_who_name_a_new_candidate_at_once_mean_the_same_one(sessions: sessionmaker[Session]) -> None:
    found: list[str] = []
    with sessions.begin() as session:
        found.append(candidate_like(session, "T1", "Élise Öhman", NOW).id)
        second = threading.Thread(target=lambda: found.append(known(sessions, "élise öhman")))
        second.start()
        second.join(0.2)
    second.join()
    assert found == [found[0]] * 2
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(CandidateRow)) == 1

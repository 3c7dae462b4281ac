"""Rounds as they are kept: one open round about a set, each rating once, and nothing of others in one's own part."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from rubrics.calibration.round import Part, Rated
from storage.calibration import (
    CalibrationRow,
    asked_rounds,
    begun_round,
    forget_rounds_before,
    round_row,
    round_value,
    rounds_of,
    rounds_to_close,
)
from storage.calibration_parts import (
    CalibrationRaterRow,
    CalibrationRatingRow,
    ask_raters,
    finished_ratings,
    finishers,
    keep_rating,
    locked_part,
    own_parts,
)
from storage.desk import held_on_desk
from tests.built_in import CATALOGUE

SAMPLE = CATALOGUE.sample_sets["ai-engineer"]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
TEAM = "T0LOCAL"


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return sessionmaker(engine)


def begun(session: Session, now: datetime = NOW, team: str = TEAM, lasts: timedelta = WEEK) -> str:
    row = begun_round(session, team_id=team, sample=SAMPLE, opened_by="U0RITA", now=now, closes_at=now + lasts)
    session.flush()
    return row.id


def rated(session: Session, round_id: str, person: str, rating: int, *, finished: bool = True) -> None:
    ask_raters(session, TEAM, round_id, [person], None)
    for answer in SAMPLE.answers:
        keep_rating(session, round_id, person, answer.id, rated=Rated(rating=rating), acted_at="1.0")
    part = locked_part(session, round_id, person)
    assert part is not None
    part.finished_at = NOW if finished else None


def test_a_round_keeps_its_answers_and_is_one_while_it_is_open(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        first = begun(session)
        assert begun(session, NOW + timedelta(days=1), lasts=2 * WEEK) == first
        row = round_row(session, TEAM, first)
        assert row is not None
        assert row.closes_at == NOW + WEEK, "joining a round keeps no one waiting longer"
        assert round_value(session, row).sample == SAMPLE
        later = begun(session, NOW + 2 * WEEK)
        assert later != first
        assert begun(session, NOW, team="T0OTHER") not in (first, later)
        assert round_row(session, "T0OTHER", first) is None


def test_two_who_begin_at_once_begin_the_same_round(sessions: sessionmaker[Session]) -> None:
    def begin(_: int) -> str:
        with sessions.begin() as session:
            return begun(session)

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(begin, range(4)))) == 1


def test_a_change_that_comes_late_changes_nothing(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        round_id, answer = begun(session), SAMPLE.answers[0].id
        for rating, acted_at in ((2, "10.5"), (4, "9.0"), (5, "9.9")):
            keep_rating(session, round_id, "U0IDA", answer, rated=Rated(rating=rating), acted_at=acted_at)
        assert session.scalars(select(CalibrationRatingRow.rating)).all() == [2]


def test_ones_own_part_holds_nothing_of_others(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        round_id = begun(session)
        rated(session, round_id, "U0IDA", 5)
        ask_raters(session, TEAM, round_id, ["U0IVAN"], "U0RITA")
        parts = [own_parts(session, who, [round_id])[round_id] for who in ("U0IDA", "U0IVAN", "U0OTTO")]
        assert [part.part for part in parts] == [Part.FINISHED, Part.ASKED, Part.NONE]
        assert parts[0].rated
        assert not parts[1].rated
        assert not parts[2].rated


def test_only_what_is_handed_in_counts(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        round_id = begun(session)
        rated(session, round_id, "U0IDA", 5)
        rated(session, round_id, "U0IVAN", 1, finished=False)
        assert set(finished_ratings(session, round_id)) == {"U0IDA"}
        assert finishers(session, round_id) == ["U0IDA"]
        row = round_row(session, TEAM, round_id)
        assert row is not None
        assert round_value(session, row).finished == 1


def test_what_waits_for_somebody_is_open_asked_for_and_not_handed_in(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        round_id = begun(session)
        ask_raters(session, TEAM, round_id, ["U0IDA", "U0IVAN"], "U0RITA")
        rated(session, round_id, "U0IDA", 5)

        def waiting(who: str, at: datetime = NOW) -> list[str]:
            found = [around.id for around, _ in asked_rounds(session, TEAM, who, at, 5)]
            assert held_on_desk(session, TEAM, who, at, (), all_of=False).rounds == bool(found)
            return found

        assert waiting("U0IVAN") == [round_id]
        assert waiting("U0IDA") == waiting("U0OTTO") == waiting("U0IVAN", NOW + WEEK) == []


def test_a_round_that_is_over_is_listed_for_who_rated_who_began_it_and_admins(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        round_id = begun(session)
        rated(session, round_id, "U0IDA", 5)
        after = NOW + 2 * WEEK

        def listed(who: str, *, everyone: bool = False) -> list[str]:
            return [around.id for around, _ in rounds_of(session, TEAM, who, after, 5, everyone=everyone)]

        assert listed("U0IDA") == listed("U0RITA") == listed("U0HANA", everyone=True) == [round_id]
        assert listed("U0OTTO") == []


def test_old_rounds_are_deleted_with_all_that_was_said(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        old = begun(session)
        rated(session, old, "U0IDA", 5)
        assert rounds_to_close(session, NOW, 9) == []
        assert rounds_to_close(session, NOW + WEEK, 9) == [(TEAM, old)]
        row = round_row(session, TEAM, old, lock=True)
        assert row is not None
        row.closed_at = NOW + WEEK
        new = begun(session, NOW + 2 * WEEK)
        session.flush()
        assert forget_rounds_before(session, NOW + WEEK, 9) == 0
        assert forget_rounds_before(session, NOW + 2 * WEEK, 9) == 1
        assert session.scalars(select(CalibrationRow.id)).all() == [new]
        assert not session.scalars(select(CalibrationRatingRow)).all()
        assert not session.scalars(select(CalibrationRaterRow)).all()

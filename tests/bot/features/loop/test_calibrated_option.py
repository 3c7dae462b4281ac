"""The calibrated option: a second reading beside the signal for who may read the panel, by what was known before."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.errors import Refusal
from bot.features.loop.cancel_loop import cancel_loop
from bot.features.record.export_calibrated import calibrated_csv, export_calibrated
from bot.features.record.read_record import record_to_hand_out
from bot.features.record.record_file import record_file
from bot.features.signal.read_signal import SignalReading, signal_for
from bot.features.signal.show_signal import answer, post
from bot.features.workspace.declared import CALIBRATED_SIGNAL, PINNED_HISTORY
from bot.wiring import Actor, Services
from bot.wording.words import words
from rubrics.panel.loop import Loop
from rubrics.signal import Word
from rubrics.signal.calibrated import CalibratedReading, Calibration
from storage.history import HistoryRow
from storage.severity_fits import SeverityFitRow, severity_fit_kept
from storage.signals import last_reading, signals_and_reading
from storage.tables import ClosedPanelRow, LoopRow
from tests.bot.features.loop.closing import ENOUGH, Learn, close_many, closed, kept, learning, pinned, signal, switch
from tests.bot.features.opened_loop import HANA, IDA, IVAN, OTTO, RITA, TEAM, card, opened, submitted
from tests.conftest import Clock

FEATURES = Path(__file__).parents[4] / "bot" / "features"
IMRAN, INES = Actor(TEAM, "U0IMRAN"), Actor(TEAM, "U0INES")


@pytest.fixture
def services(services: Services) -> Services:
    """Services in which Rita is an admin."""
    return replace(services, settings=services.settings.model_copy(update={"debrief_admins": (RITA.user,)}))


@pytest.fixture
def learn(services: Services, now: Clock) -> Learn:
    return learning(services, now)


def panel_of_three(services: Services, candidate: str) -> Loop:
    """Open a loop whose three interviewers rate everything, and have all scorecards in: Ivan is the lenient one."""
    loop = opened(services, candidate, (IVAN, IDA, IMRAN), assessed=10)
    for actor, rating in ((IVAN, "4"), (IDA, "3"), (IMRAN, "3")):
        submitted(services, loop, actor, card(loop, actor, rating))
    return loop


def close_threes(services: Services) -> None:
    """Close as many candidates' panels as it takes for all three to be known."""
    for n in range(ENOUGH):
        panel_of_three(services, f"Candidate {'ABCDEFGHIJ'[n]}")


def reading_of(services: Services, loop: Loop, actor: Actor = HANA) -> SignalReading:
    return signal_for(services.workspace(TEAM), actor, loop.id)


def recorded(services: Services, loop: Loop) -> CalibratedReading | None:
    """What a loop's record as a file says of it."""
    record = record_to_hand_out(services.workspace(TEAM), HANA, loop.id)
    return record_file(record, services.now()).signal.calibrated


def calibrations(services: Services) -> int:
    with services.reads() as session:
        return session.scalar(select(func.count()).select_from(SeverityFitRow)) or 0


def calibration(services: Services, loop: Loop) -> Calibration | None:
    with services.reads() as session:
        named = session.scalar(select(LoopRow.severity_fit_id).where(LoopRow.id == loop.id))
        return severity_fit_kept(session, TEAM, named) if named else None


def test_nothing_is_learned_of_anyone_while_only_ranges_are_wanted(services: Services, learn: Learn) -> None:
    switch(services, on=True, what=PINNED_HISTORY)
    close_many(services)
    learn()
    loop = closed(services, "Kim Reyes")
    assert calibrations(services) == 0
    assert calibration(services, loop) is None
    with services.reads() as session:
        assert signals_and_reading(session, loop.id)[1] is None


def test_a_panel_is_read_once_more_with_what_was_known_when_it_opened(services: Services, learn: Learn) -> None:
    switch(services, on=True, what=CALIBRATED_SIGNAL)
    close_threes(services)
    learn()
    loop = opened(services, "Kim Reyes", (IVAN, IDA, IMRAN), assessed=10)
    known = calibration(services, loop)
    assert known is not None
    assert known.of(IVAN.user).points > 0 > known.of(IDA.user).points, "one rated higher than the other every time"
    close_many(services, 3)
    learn()
    assert calibration(services, loop) == known
    assert pinned(services, loop) is None, "ranges are another option"
    for actor in (IVAN, IDA, IMRAN):
        submitted(services, loop, actor, card(loop, actor))
    with services.reads() as session:
        _, reading = signals_and_reading(session, loop.id)
        assert reading is not None
    score = signal(services, loop).score
    assert score is not None
    assert reading.score == pytest.approx(score + reading.adjustment)
    assert signal(services, loop).history is None


def test_who_may_read_the_panel_reads_it_beside_the_signal_and_nobody_else(services: Services, learn: Learn) -> None:
    switch(services, on=True, what=CALIBRATED_SIGNAL)
    close_threes(services)
    learn()
    loop = panel_of_three(services, "Kim Reyes")
    reading = reading_of(services, loop)
    assert reading.calibrated is not None
    assert not reading.signals[-1].shortfalls
    said = str(answer(reading)["blocks"])
    line = "For information, with each interviewer's usual strictness taken out: "
    assert f"{line}{reading.calibrated.score:.1f} (" in said
    assert line not in str(post(loop, reading.signals)), "the channel is told nothing of it"
    with pytest.raises(Refusal):
        reading_of(services, loop, OTTO)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"adjustment": -0.2}, "with each interviewer's usual strictness taken out: 3.4 (0.2 lower), likely 3.0–3.8"),
        ({"adjustment": 0.25}, " 3.4 (0.2 higher), "),
        ({"adjustment": -0.04}, " 3.4 (about the same), "),
        ({"known": 3}, "with the usual strictness of 3 of 4 interviewers taken out: 3.4 ("),
    ],
)
def test_it_says_how_far_it_moves_and_of_how_many(changed: dict[str, float], said: str) -> None:
    reading = CalibratedReading(
        candidates=12,
        people=4,
        known=4,
        score=3.4,
        adjustment=0.1,
        interval80=(3.0, 3.8),
        probability_above_bar=0.8,
        word=Word.LEAN_HIRE,
    )
    assert said in words("signal.calibrated", reading=reading.model_copy(update=changed))


def test_no_reading_is_kept_where_an_adjustment_would_tell_of_one_or_two_people(
    services: Services, learn: Learn
) -> None:
    switch(services, on=True, what=CALIBRATED_SIGNAL)
    close_threes(services)
    learn()
    two = closed(services, "Kim Reyes")
    few = opened(services, "Lee Moss", (IVAN, IDA, IMRAN), assessed=1)  # three people, and too little of the rubric
    for actor in (IVAN, IDA, IMRAN):
        submitted(services, few, actor, card(few, actor))
    new = opened(services, "Max Orr", (IVAN, IDA, INES), assessed=10)  # enough, but of Inês nothing is known yet
    for actor in (IVAN, IDA, INES):
        submitted(services, new, actor, card(new, actor))
    assert [bool(signal(services, loop).shortfalls) for loop in (two, few, new)] == [True, True, False]
    for loop in (two, few, new):
        assert calibration(services, loop) is not None
        with services.reads() as session:
            assert last_reading(session, loop.id) is None


def test_both_are_handed_out_side_by_side_for_a_four_fifths_check(services: Services, learn: Learn) -> None:
    switch(services, on=True, what=CALIBRATED_SIGNAL)
    close_threes(services)
    learn()
    loop = panel_of_three(services, "Kim Reyes")
    (row,) = export_calibrated(services)
    assert (row.loop, row.candidate, row.decision) == (loop.id, loop.candidate_code, "")
    assert row.signal == signal(services, loop)
    headings, cells = csv.reader(calibrated_csv([row]).splitlines())
    told = dict(zip(headings, cells, strict=True))
    assert told["score"] == f"{row.signal.score:.3f}"
    assert told["calibrated_score"] == f"{row.calibrated.score:.3f}"
    assert (told["above_bar"], told["word"]) == ("yes", row.signal.word.value)


def test_it_orders_and_words_nothing(services: Services, learn: Learn) -> None:
    """Every signal, and the order of a comparison, is the same with the option and without."""
    before = [panel_of_three(services, f"Candidate {'ABCDEFGHIJ'[n]}") for n in range(10)]
    plain = [signal(services, loop) for loop in before]
    switch(services, on=True, what=CALIBRATED_SIGNAL)
    learn()
    after = [panel_of_three(services, f"Person {'ABCDEFGHIJ'[n]}") for n in range(2)]
    assert {signal(services, loop).model_dump_json() for loop in after} == {each.model_dump_json() for each in plain}


def test_nothing_that_orders_compares_or_decides_knows_of_it() -> None:
    rooms = ("compare", "debrief", "home", "opening", "scorecard", "feedback")
    files = [file for room in rooms for file in (FEATURES / room).rglob("*.py")]
    assert files
    assert [file.name for file in files if "calibrated" in file.read_text(encoding="utf-8")] == []


def test_switching_it_off_deletes_what_is_known_of_people_and_shows_no_second_reading(
    services: Services, learn: Learn
) -> None:
    for what in (PINNED_HISTORY, CALIBRATED_SIGNAL):
        switch(services, on=True, what=what)
    close_threes(services)
    learn()
    loop = panel_of_three(services, "Kim Reyes")
    assert reading_of(services, loop).calibrated is not None
    switch(services, on=False, what=CALIBRATED_SIGNAL)
    assert calibrations(services) == 0
    assert reading_of(services, loop).calibrated is None
    assert len(kept(services)) == 11, "ranges are still learned"
    learn()
    assert calibrations(services) == 0
    switch(services, on=False, what=PINNED_HISTORY)
    with services.reads() as session:
        assert session.scalars(select(HistoryRow)).all() == []
        assert session.scalars(select(ClosedPanelRow)).all() == []


def test_the_record_keeps_what_was_read_before_it_was_switched_off(services: Services, learn: Learn) -> None:
    """An amendment made since has no reading beside it: the earlier one may have been read before a decision."""
    switch(services, on=True, what=CALIBRATED_SIGNAL)
    close_threes(services)
    learn()
    loop = panel_of_three(services, "Kim Reyes")
    before = recorded(services, loop)
    assert before == reading_of(services, loop).calibrated
    switch(services, on=False, what=CALIBRATED_SIGNAL)
    submitted(services, loop, IDA, card(loop, IDA, "4", reason="I misread an answer"), "V2")
    switch(services, on=True, what=CALIBRATED_SIGNAL)
    assert reading_of(services, loop).calibrated is None, "it stood beside another signal"
    assert recorded(services, loop) == before


def test_a_calibration_goes_once_no_loop_goes_by_it(services: Services, learn: Learn, now: Clock) -> None:
    switch(services, on=True, what=CALIBRATED_SIGNAL)
    close_many(services)
    learn()
    loop = opened(services, "Kim Reyes")
    now.tick(days=2)
    learn()
    assert (calibration(services, loop) is not None, calibrations(services)) == (True, 2)
    cancel_loop(services.workspace(TEAM), RITA, loop.id, "The job is filled")
    now.tick(days=2)
    learn()
    assert (calibration(services, loop), calibrations(services)) == (None, 1)


def test_no_other_workspace_s_calibration_is_read(services: Services, learn: Learn) -> None:
    switch(services, on=True, what=CALIBRATED_SIGNAL)
    close_many(services)
    learn()
    with services.reads() as session:
        named = session.scalar(select(SeverityFitRow.id))
        assert named is not None
        assert severity_fit_kept(session, "T0OTHER", named) is None

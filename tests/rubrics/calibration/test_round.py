"""The seal of a round: nothing of others before one's own are in, nothing of fewer than three, never a name."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rubrics.calibration.round import (
    FEWEST,
    OwnPart,
    Part,
    Rated,
    Round,
    is_sealed_for,
    may_rate,
    results_of,
    shows_results,
)
from tests.built_in import CATALOGUE

SAMPLE = CATALOGUE.sample_sets["ai-engineer"]
IDS = [each.id for each in SAMPLE.answers]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PEOPLE = ("U0IVAN", "U0IDA", "U0IMRAN", "U0INES", "U0OTTO")
said = st.fixed_dictionaries({each: st.integers(1, 5) for each in IDS})
everyone = st.dictionaries(st.sampled_from(PEOPLE), said, max_size=5)
parts = st.sampled_from(list(Part)).map(lambda part: OwnPart(part=part))
rounds = st.builds(
    lambda ends, closed, finished: Round(
        id="R1",
        sample=SAMPLE,
        opened_by="U0RITA",
        opened_at=NOW - timedelta(days=9),
        closes_at=NOW + timedelta(hours=ends),
        closed_at=NOW if closed else None,
        finished=finished,
    ),
    st.integers(-48, 48).filter(bool),
    st.booleans(),
    st.integers(0, 6),
)


@given(rounds, parts)
def test_who_may_still_rate_reads_nothing_of_others(around, own):
    if may_rate(around, own, NOW):
        assert is_sealed_for(around, own, NOW)
        assert not shows_results(around, own, NOW)


@given(rounds, parts)
def test_results_are_shown_to_who_finished_or_after_the_end_and_only_of_three(around, own):
    finished_or_over = own.part is Part.FINISHED or not around.is_open(NOW)
    assert shows_results(around, own, NOW) == (finished_or_over and around.finished >= FEWEST)


@given(rounds, parts)
def test_who_deleted_their_ratings_rates_no_more(around, own):
    if own.part in (Part.WITHDRAWN, Part.FINISHED):
        assert not may_rate(around, own, NOW)


@given(everyone, st.sampled_from(("U0IVAN", "U0RITA")))
def test_of_fewer_than_three_nothing_is_said(finished, reader):
    results = results_of(SAMPLE, finished, reader)
    assert (results is None) == (len(finished) < FEWEST)


@given(everyone.filter(lambda finished: len(finished) >= FEWEST), st.sampled_from(PEOPLE))
def test_no_name_and_no_other_persons_distance_stands_in_what_is_said(finished, reader):
    text = results_of(SAMPLE, finished, reader).model_dump_json()
    assert not any(person in text for person in PEOPLE)
    assert (results_of(SAMPLE, finished, reader).own is None) == (reader not in finished)


@given(everyone.filter(lambda finished: len(finished) >= FEWEST), st.randoms())
def test_who_said_what_among_the_others_changes_nothing_that_is_said(finished, dice):
    """Swapping two colleagues' ratings of one answer leaves each answer's counts, and so all that an admin reads."""
    results = results_of(SAMPLE, finished, "U0RITA")
    shuffled = {person: dict(ratings) for person, ratings in finished.items()}
    for answer in IDS:
        given_ratings = [ratings[answer] for ratings in finished.values()]
        dice.shuffle(given_ratings)
        for person, rating in zip(shuffled, given_ratings, strict=True):
            shuffled[person][answer] = rating
    assert results_of(SAMPLE, shuffled, "U0RITA") == results


def test_what_is_left_to_rate_is_found_in_the_order_of_the_answers():
    own = OwnPart(
        part=Part.BEGUN, rated={IDS[0]: Rated(rating=3), IDS[2]: Rated(rating=2), IDS[1]: Rated(evidence="hm")}
    )
    assert own.next_answer(SAMPLE) == IDS[1]
    assert own.done(SAMPLE) == 2
    assert OwnPart(rated={each: Rated(rating=1) for each in IDS}).next_answer(SAMPLE) is None

"""The one word of the hire signal: its limits, what caps it, what overrules it and what makes up for a lack."""

import json
from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.catalogue.precision import fewest_scorecards, highest_bar
from rubrics.signal import (
    SURELY,
    Contradiction,
    HireSignal,
    Lack,
    Reason,
    Remedy,
    RemedyKind,
    Rule,
    Shortfall,
    Tally,
    Topic,
    Word,
    summarize,
    word_at,
    word_of,
)
from rubrics.signal.floors import chance_below
from tests.evaluations.signal_simulator import rubric_of
from tests.rubrics.signal.panels import card, cases, raised, replaced_ratings, rubrics, unanimous, with_floors

USUAL = rubric_of((3, 2, 2, 1, 2))
BEST_FIRST = list(Word)[:5]


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, Word.CLEAR_HIRE),
        (0.97, Word.CLEAR_HIRE),
        (0.9699, Word.LEAN_HIRE),
        (0.65, Word.LEAN_HIRE),
        (0.6499, Word.SPLIT),
        (0.35, Word.SPLIT),
        (0.3499, Word.LEAN_NO),
        (0.0301, Word.LEAN_NO),
        (0.03, Word.CLEAR_NO),
        (0.0, Word.CLEAR_NO),
    ],
)
def test_each_probability_has_one_word(probability: float, word: Word) -> None:
    assert word_at(probability) is word


def test_a_signal_that_was_stored_with_former_words_is_read_as_what_they_are_called_now() -> None:
    for written, word in (("strong_hire", Word.CLEAR_HIRE), ("no_hire", Word.CLEAR_NO), ("split", Word.SPLIT)):
        stored = summarize(unanimous(4, "yes"), USUAL).model_dump(mode="json") | {"word": written}
        assert HireSignal.model_validate(stored).word is word
        assert HireSignal.model_validate_json(json.dumps(stored)).word is word
        assert word.former == written
        assert word_of(written) is word_of(word.value) is word
    assert word_of("strong") is word_of(None) is None
    with pytest.raises(ValidationError):
        HireSignal.model_validate(stored | {"word": "strong"})


def test_the_schema_of_a_word_has_the_former_ones_for_records_that_were_written_before() -> None:
    schema = TypeAdapter(Word).json_schema()
    assert set(schema["enum"]) == {*Word, "strong_hire", "no_hire"}


@pytest.mark.parametrize(
    ("rating", "recommendation", "word"),
    [
        (5, "strong_yes", Word.CLEAR_HIRE),
        (4, "yes", Word.CLEAR_HIRE),
        (3, "yes", Word.LEAN_HIRE),
        (3, None, Word.SPLIT),
        (3, "no", Word.LEAN_NO),
        (2, "no", Word.CLEAR_NO),
        (1, "strong_no", Word.CLEAR_NO),
    ],
)
def test_a_panel_of_one_mind_gets_the_word_of_its_ratings(rating: int, recommendation: str, word: Word) -> None:
    signal = summarize(unanimous(rating, recommendation, interviewers=3), USUAL)
    assert (signal.word, signal.decided_by.rule) == (word, Rule.PROBABILITY)
    assert signal.decided_by.overruled is None


@pytest.mark.parametrize(
    ("strong_no", "no", "yes", "strong_yes", "contradiction"),
    [
        (0, 0, 5, 0, None),
        (0, 5, 0, 0, None),
        (5, 0, 0, 0, None),
        (0, 1, 4, 0, None),  # a lone no of five
        (0, 4, 1, 0, None),  # a lone yes of five
        (0, 2, 2, 0, Contradiction.LARGE_MINORITY),  # a tie
        (0, 2, 3, 0, Contradiction.LARGE_MINORITY),  # exactly 40%
        (0, 3, 2, 0, Contradiction.LARGE_MINORITY),
        (0, 4, 6, 0, Contradiction.LARGE_MINORITY),
        (0, 2, 4, 0, None),  # 33%
        (0, 3, 5, 0, None),  # 37.5%
        (0, 5, 8, 0, None),  # 38.5%
        (0, 7, 11, 0, None),  # 38.9%
        (1, 0, 5, 0, Contradiction.STRONG_NO_AND_YES),
        (0, 5, 0, 1, Contradiction.STRONG_YES_AND_NO),
        (1, 0, 0, 1, Contradiction.STRONG_YES_AND_STRONG_NO),
        (1, 3, 0, 0, None),
        (0, 0, 3, 2, None),
        (0, 0, 0, 0, None),
    ],
)
def test_how_recommendations_contradict(
    strong_no: int, no: int, yes: int, strong_yes: int, contradiction: Contradiction | None
) -> None:
    tally = Tally(strong_no=strong_no, no=no, yes=yes, strong_yes=strong_yes, missing=0)
    assert tally.contradiction is contradiction


def test_those_who_recommend_nothing_are_no_minority() -> None:
    assert Tally(strong_no=0, no=1, yes=4, strong_yes=0, missing=5).contradiction is None
    assert Tally(strong_no=0, no=2, yes=3, strong_yes=0, missing=5).contradiction is Contradiction.LARGE_MINORITY


@pytest.mark.parametrize(
    ("rating", "recommendation", "others", "word"),
    [
        (5, "strong_yes", ["strong_no"], Word.LEAN_HIRE),
        (5, "yes", ["strong_no"], Word.LEAN_HIRE),
        (5, "yes", ["no"] * 4, Word.LEAN_HIRE),
        (1, "strong_no", ["yes"], Word.LEAN_NO),
        (1, "no", ["yes"] * 4, Word.LEAN_NO),
    ],
)
def test_a_strong_no_beside_a_yes_and_a_large_minority_cap_the_clear_words(
    rating: int, recommendation: str, others: list[str], word: Word
) -> None:
    panel = unanimous(rating, recommendation, interviewers=5)
    signal = summarize([*panel, *(card(f"other {n}", [rating] * 5, said) for n, said in enumerate(others))], USUAL)
    assert (signal.word, signal.decided_by.rule) == (word, Rule.CONTRADICTION)
    assert signal.decided_by.overruled is (Word.CLEAR_HIRE if rating == 5 else Word.CLEAR_NO)


@pytest.mark.parametrize(
    ("rating", "recommendation", "other", "word"),
    [(5, "strong_yes", "no", Word.CLEAR_HIRE), (1, "no", "strong_yes", Word.CLEAR_NO)],
)
def test_a_strong_yes_beside_a_no_is_a_topic_and_caps_nothing(
    rating: int, recommendation: str, other: str, word: Word
) -> None:
    signal = summarize(
        [*unanimous(rating, recommendation, interviewers=5), card("the other", [rating] * 5, other)], USUAL
    )
    assert (signal.word, signal.decided_by) == (word, Reason(rule=Rule.PROBABILITY))
    assert signal.disagreements[0].topic is Topic.SPLIT_PANEL
    assert signal.tally.contradiction is Contradiction.STRONG_YES_AND_NO


def test_a_must_have_below_its_floor_leaves_split_at_best() -> None:
    rubric = with_floors(USUAL, {3: 2.5})
    panel = [card(f"interviewer {n}", [5, 5, 5, 2, 5], "strong_yes") for n in range(4)]
    signal = summarize(panel, rubric)
    assert (signal.word, signal.decided_by.rule) == (Word.SPLIT, Rule.FLOOR)
    assert signal.decided_by.overruled is Word.CLEAR_HIRE
    (check,) = signal.floors
    assert (check.competency, check.met) == ("competency-3", False)
    assert 0.5 < (check.below or 0) < SURELY
    assert summarize(panel, USUAL).word is Word.CLEAR_HIRE


@pytest.mark.parametrize(("raters", "word"), [(2, Word.SPLIT), (3, Word.CLEAR_NO), (6, Word.CLEAR_NO)])
def test_a_must_have_below_its_floor_beyond_doubt_is_a_clear_no(raters: int, word: Word) -> None:
    everything, all_but_one = dict.fromkeys(range(5), 5) | {3: 1}, dict.fromkeys((0, 1, 2, 4), 5)
    panel = [card(str(n), everything if n < raters else all_but_one, "strong_yes") for n in range(6)]
    signal = summarize(panel, with_floors(USUAL, {3: 2.5}))
    assert (signal.word, signal.decided_by) == (word, Reason(rule=Rule.FLOOR, overruled=Word.CLEAR_HIRE))


@given(st.floats(1, 5), st.integers(1, 12), st.floats(1, 5), st.floats(1, 5))
def test_the_chance_that_a_floor_is_missed_is_a_normal_posterior(
    floor: float, ratings: int, one: float, other: float
) -> None:
    lower, higher = sorted((one, other))
    chance = chance_below(floor, lower, ratings)
    assert 0 <= chance_below(floor, higher, ratings) <= chance <= 1
    # Prior: 47/15 ± 2/3; each rating ± √(166/225): worked out by completing the square.
    variance = 1 / (9 / 4 + ratings * 225 / 166)
    mean = variance * (9 / 4 * 47 / 15 + ratings * 225 / 166 * lower)
    assert chance == pytest.approx(NormalDist(mean, sqrt(variance)).cdf(floor), abs=1e-9)


def test_a_floor_overrules_what_a_contradiction_left() -> None:
    panel = [card(str(n), [5, 5, 5, 2, 5], "strong_no" if n == 0 else "strong_yes") for n in range(6)]
    signal = summarize(panel, with_floors(USUAL, {3: 2.5}))
    assert (signal.word, signal.decided_by) == (Word.SPLIT, Reason(rule=Rule.FLOOR, overruled=Word.LEAN_HIRE))


def test_a_floor_never_lifts_a_word() -> None:
    signal = summarize(unanimous(1, "strong_no"), with_floors(USUAL, {0: 3}))
    assert (signal.word, signal.decided_by.rule) == (Word.CLEAR_NO, Rule.PROBABILITY)


def test_a_mean_exactly_at_the_floor_meets_it() -> None:
    panel = [card(str(n), [5, 5, 5, rating, 5], "strong_yes") for n, rating in enumerate((2, 3, 2, 3))]
    assert summarize(panel, with_floors(USUAL, {3: 2.5})).word is Word.CLEAR_HIRE


def test_a_floor_that_nobody_assessed_is_shown_as_open_and_decides_nothing() -> None:
    signal = summarize(unanimous(5, "strong_yes", competencies=4), with_floors(USUAL, {4: 2.5}))
    assert [check.met for check in signal.floors] == [None]
    assert signal.word is Word.CLEAR_HIRE
    assert signal.coverage.not_assessed == ("competency-4",)


@given(cases())
def test_neighboring_bars_read_lower_the_higher_they_are(case: tuple[list[Scorecard], Rubric]) -> None:
    scorecards, rubric = case
    signal = summarize(scorecards, rubric)
    readings = signal.neighboring_bars
    assert all(1 <= reading.bar <= 5 for reading in readings)
    assert bool(readings) == (signal.word is not Word.NOT_ENOUGH_EVIDENCE)
    places = [BEST_FIRST.index(reading.word) for reading in readings]
    assert places == sorted(places)


@given(st.data(), cases(least=1))
def test_raising_ratings_alone_never_lowers_the_word(data: st.DataObject, case: tuple[list[Scorecard], Rubric]) -> None:
    """Recommendations stay here: of five that say no, two that turn to yes make a minority that contradicts."""
    scorecards, rubric = case
    higher = [
        after.model_copy(update={"recommendation": before.recommendation})
        for before, after in zip(scorecards, data.draw(raised(scorecards)), strict=True)
    ]
    before, after = summarize(scorecards, rubric).word, summarize(higher, rubric).word
    assert list(Word).index(after) <= list(Word).index(before)


@given(st.data(), cases())
def test_no_rating_triggers_or_dodges_not_enough_evidence(
    data: st.DataObject, case: tuple[list[Scorecard], Rubric]
) -> None:
    scorecards, rubric = case
    one, other = summarize(scorecards, rubric), summarize(data.draw(replaced_ratings(scorecards)), rubric)
    assert one.shortfalls == other.shortfalls
    assert (one.word is Word.NOT_ENOUGH_EVIDENCE) == (other.word is Word.NOT_ENOUGH_EVIDENCE)


@given(cases())
def test_not_enough_evidence_always_says_why_and_only_then(case: tuple[list[Scorecard], Rubric]) -> None:
    signal = summarize(*case)
    assert (signal.word is Word.NOT_ENOUGH_EVIDENCE) == bool(signal.shortfalls)
    assert (signal.decided_by.rule is Rule.EVIDENCE) == bool(signal.shortfalls)


@pytest.mark.parametrize("interviewers", [0, 1, 2])
def test_fewer_scorecards_than_the_rubric_asks_for_are_not_enough(interviewers: int) -> None:
    signal = summarize(unanimous(5, "strong_yes", interviewers=interviewers), USUAL)
    assert signal.word is Word.NOT_ENOUGH_EVIDENCE
    remedy = Remedy(kind=RemedyKind.MORE_SCORECARDS, number=3 - interviewers)
    assert signal.shortfalls[0] == Shortfall(lack=Lack.SCORECARDS, measured=interviewers, needed=3, remedy=remedy)


def test_exactly_seventy_percent_of_the_weight_is_enough_and_less_is_not() -> None:
    exactly = summarize(unanimous(5, "yes", interviewers=6, competencies=3), USUAL)  # weights 3, 2, 2 of 10
    assert exactly.shortfalls == ()
    less = summarize(unanimous(5, "yes", interviewers=6, competencies=2), USUAL)
    assert less.word is Word.NOT_ENOUGH_EVIDENCE
    remedy = Remedy(kind=RemedyKind.RATE_COMPETENCIES, competencies=("competency-2",))
    assert less.shortfalls[0] == Shortfall(lack=Lack.WEIGHT_RATED, measured=0.5, needed=0.7, remedy=remedy)


def test_too_wide_by_design_is_not_enough() -> None:
    """Three people who each rated one thing only: nothing is missing but depth."""
    rubric = rubric_of((1, 1, 1), recommendation_share=0)
    signal = summarize([card(str(n), {n: 4}) for n in range(3)], rubric)
    (shortfall,) = signal.shortfalls
    assert shortfall.lack is Lack.PRECISION
    assert shortfall.needed == 0.6 < shortfall.measured


@given(cases(least=1))
def test_more_complete_scorecards_as_many_as_named_make_up_for_what_they_are_said_to(
    case: tuple[list[Scorecard], Rubric],
) -> None:
    scorecards, rubric = case
    full = {competency.id: 3 for competency in rubric.competencies}
    for shortfall in summarize(scorecards, rubric).shortfalls:
        added = [
            Scorecard(interviewer=f"new {n}", ratings=full, recommendation="yes")
            for n in range(shortfall.remedy.number or 0)
        ]
        if added:
            assert shortfall.lack not in lacks([*scorecards, *added], rubric)


@given(cases(least=1))
def test_somebody_on_what_is_missing_makes_up_for_what_they_are_said_to(case: tuple[list[Scorecard], Rubric]) -> None:
    scorecards, rubric = case
    for shortfall in summarize(scorecards, rubric).shortfalls:
        if shortfall.remedy.kind is RemedyKind.RATE_COMPETENCIES:
            added = Scorecard(interviewer="new", ratings=dict.fromkeys(shortfall.remedy.competencies, 3))
            assert shortfall.lack not in lacks([*scorecards, added], rubric)


@given(cases())
def test_one_fix_makes_up_for_all_that_is_lacking_and_no_fewer_people_do(case: tuple[list[Scorecard], Rubric]) -> None:
    scorecards, rubric = case
    signal = summarize(scorecards, rubric)
    assert (signal.fix is None) == (signal.shortfalls == ())
    if signal.fix is None or signal.fix.kind is RemedyKind.MANY_INTERVIEWERS:
        return
    number = signal.fix.number or 0
    assert 1 <= number <= 10
    everything = {competency.id: 3 for competency in rubric.competencies}
    fewer = [Scorecard(interviewer=f"new {n}", ratings=everything, recommendation="yes") for n in range(number - 1)]
    if len({card.interviewer for card in scorecards if card.ratings}) == len(scorecards):
        assert lacks([*scorecards, *fewer], rubric)
    rated = {RemedyKind.MORE_INTERVIEWERS: everything, RemedyKind.RATE_COMPETENCIES: signal.fix.competencies}
    if signal.fix.kind in rated:
        ratings = dict.fromkeys(rated[signal.fix.kind], 3)
        added = [Scorecard(interviewer=f"new {n}", ratings=ratings, recommendation="yes") for n in range(number)]
        assert not lacks([*scorecards, *added], rubric)


@pytest.mark.parametrize(
    ("cards", "fix"),
    [
        ([], Remedy(kind=RemedyKind.MORE_SCORECARDS, number=3)),
        (unanimous(4, "yes", interviewers=2), Remedy(kind=RemedyKind.MORE_SCORECARDS, number=1)),
        (
            unanimous(4, "yes", interviewers=4, competencies=2),
            Remedy(kind=RemedyKind.RATE_COMPETENCIES, number=1, competencies=("competency-2",)),
        ),
        (
            unanimous(4, "yes", interviewers=1, competencies=2),
            Remedy(kind=RemedyKind.RATE_COMPETENCIES, number=2, competencies=("competency-2",)),
        ),
    ],
)
def test_the_fix_is_the_shortest_thing_to_say(cards: list[Scorecard], fix: Remedy) -> None:
    assert summarize(cards, USUAL).fix == fix


@pytest.mark.parametrize("minimum", [1, 2, 3, 4, 7])
def test_the_least_number_of_scorecards_means_what_it_says_wherever_it_can(minimum: int) -> None:
    rubric = rubric_of((1,) * 8, minimum_scorecards=minimum)
    for number in range(1, 8):
        panel = unanimous(4, "yes", interviewers=number, competencies=8)
        is_enough = summarize(panel, rubric).word is not Word.NOT_ENOUGH_EVIDENCE
        assert is_enough == (number >= max(minimum, fewest_scorecards(rubric)))


@given(cases())
def test_the_fewest_scorecards_of_a_rubric_are_those_that_its_range_takes(
    case: tuple[list[Scorecard], Rubric],
) -> None:
    _, rubric = case
    fewest = fewest_scorecards(rubric)
    full = Scorecard(interviewer="", ratings={each.id: 3 for each in rubric.competencies}, recommendation="yes")
    panels = [[full.model_copy(update={"interviewer": str(n)}) for n in range(size)] for size in (fewest, fewest - 1)]
    assert Lack.PRECISION not in lacks(panels[0], rubric)
    assert not panels[1] or Lack.PRECISION in lacks(panels[1], rubric)


@given(rubrics())
def test_the_highest_bar_is_where_the_best_panel_begins_to_read_split(rubric: Rubric) -> None:
    size, highest = rubric.minimum_scorecards, highest_bar(rubric)
    assume(size >= fewest_scorecards(rubric) and highest > 1.01)
    best = unanimous(5, "strong_yes", interviewers=size, competencies=len(rubric.competencies))
    worst = unanimous(1, "strong_no", interviewers=size, competencies=len(rubric.competencies))
    for off, words in ((-1e-6, (Word.LEAN_HIRE, Word.LEAN_NO)), (1e-6, (Word.SPLIT, Word.SPLIT))):
        at_best = summarize(best, rubric.model_copy(update={"bar": highest + off}))
        at_worst = summarize(worst, rubric.model_copy(update={"bar": 6 - highest - off}))
        assert (at_best.word, at_worst.word) == words


def lacks(scorecards: list[Scorecard], rubric: Rubric) -> set[Lack]:
    """What a panel lacks, whatever its figures."""
    return {shortfall.lack for shortfall in summarize(scorecards, rubric).shortfalls}

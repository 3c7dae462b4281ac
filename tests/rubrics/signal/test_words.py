"""The one word of the hire signal: its limits, what caps it, what overrules it and what would cure a lack."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.signal import Rule, Tally, Word, summarise
from rubrics.signal.words import figure, percent, word_at
from tests.evaluations.signal_simulator import rubric_of
from tests.rubrics.signal.panels import card, cases, raised, replaced_ratings, unanimous, with_floors

USUAL = rubric_of((3, 2, 2, 1, 2))
BEST_FIRST = list(Word)[:5]


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "strong hire"),
        (0.97, "strong hire"),
        (0.9699, "lean hire"),
        (0.65, "lean hire"),
        (0.6499, "split"),
        (0.35, "split"),
        (0.3499, "lean no"),
        (0.0301, "lean no"),
        (0.03, "no hire"),
        (0.0, "no hire"),
    ],
)
def test_each_probability_has_one_word(probability: float, word: str) -> None:
    assert word_at(probability).words == word


@given(st.floats(0, 1))
def test_the_printed_percentage_never_contradicts_the_word(probability: float) -> None:
    printed = percent(probability)
    if "than" in printed:
        assert word_at(probability) in (Word.STRONG_HIRE, Word.NO_HIRE)
    else:
        assert word_at(int(printed.removesuffix("%")) / 100) is word_at(probability)


@pytest.mark.parametrize(
    ("rating", "recommendation", "word"),
    [
        (5, "strong_yes", Word.STRONG_HIRE),
        (4, "yes", Word.STRONG_HIRE),
        (3, "yes", Word.LEAN_HIRE),
        (3, None, Word.SPLIT),
        (3, "no", Word.LEAN_NO),
        (2, "no", Word.NO_HIRE),
        (1, "strong_no", Word.NO_HIRE),
    ],
)
def test_a_panel_of_one_mind_gets_the_word_of_its_ratings(rating: int, recommendation: str, word: Word) -> None:
    signal = summarise(unanimous(rating, recommendation, interviewers=3), USUAL)
    assert (signal.word, signal.decided_by.rule) == (word, Rule.PROBABILITY)
    assert word.words in signal.decided_by.sentence


@pytest.mark.parametrize(
    ("strong_no", "no", "yes", "strong_yes", "contradicts"),
    [
        (0, 0, 5, 0, False),
        (0, 1, 4, 0, False),  # a lone no of five
        (0, 2, 3, 0, True),  # 40%
        (0, 2, 4, 0, False),  # 33%
        (1, 0, 5, 0, True),  # a strong no beside a yes
        (0, 5, 0, 1, True),  # a strong yes beside a no
        (1, 3, 0, 0, False),
        (0, 0, 3, 2, False),
        (0, 0, 0, 0, False),
    ],
)
def test_when_recommendations_contradict(strong_no: int, no: int, yes: int, strong_yes: int, contradicts: bool) -> None:
    tally = Tally(strong_no=strong_no, no=no, yes=yes, strong_yes=strong_yes, missing=0)
    assert (tally.contradiction is not None) is contradicts


@pytest.mark.parametrize(
    ("rating", "recommendation", "other", "word"),
    [(5, "strong_yes", "no", Word.LEAN_HIRE), (1, "strong_no", "yes", Word.LEAN_NO)],
)
def test_contradicting_recommendations_cap_the_strong_words(
    rating: int, recommendation: str, other: str, word: Word
) -> None:
    panel = [*unanimous(rating, recommendation, interviewers=5), card("the other", [rating] * 5, other)]
    signal = summarise(panel, USUAL)
    assert (signal.word, signal.decided_by.rule) == (word, Rule.CONTRADICTION)
    assert "contradict" in signal.decided_by.sentence


def test_a_must_have_below_its_floor_leaves_lean_no_at_best() -> None:
    rubric = with_floors(USUAL, {3: 2.5})
    panel = [card(f"interviewer {n}", [5, 5, 5, 2, 5], "strong_yes") for n in range(4)]
    signal = summarise(panel, rubric)
    assert (signal.word, signal.decided_by.rule) == (Word.LEAN_NO, Rule.FLOOR)
    assert "Competency 3 at 2.0 (floor 2.5)" in signal.decided_by.sentence
    assert [(check.competency, check.met) for check in signal.floors] == [("competency-3", False)]
    assert summarise(panel, USUAL).word is Word.STRONG_HIRE


def test_a_floor_never_lifts_a_word() -> None:
    signal = summarise(unanimous(1, "strong_no"), with_floors(USUAL, {0: 3}))
    assert (signal.word, signal.decided_by.rule) == (Word.NO_HIRE, Rule.PROBABILITY)


def test_a_mean_exactly_at_the_floor_meets_it() -> None:
    panel = [card(str(n), [5, 5, 5, rating, 5], "strong_yes") for n, rating in enumerate((2, 3, 2, 3))]
    assert summarise(panel, with_floors(USUAL, {3: 2.5})).word is Word.STRONG_HIRE


def test_a_floor_that_nobody_assessed_is_shown_as_open_and_decides_nothing() -> None:
    signal = summarise(unanimous(5, "strong_yes", competencies=4), with_floors(USUAL, {4: 2.5}))
    assert [check.met for check in signal.floors] == [None]
    assert signal.word is Word.STRONG_HIRE
    assert signal.coverage.not_assessed == ("competency-4",)


@given(cases())
def test_neighbouring_bars_read_lower_the_higher_they_are(case: tuple[list[Scorecard], Rubric]) -> None:
    scorecards, rubric = case
    signal = summarise(scorecards, rubric)
    readings = signal.neighbouring_bars
    assert all(1 <= reading.bar <= 5 for reading in readings)
    if signal.word is Word.NOT_ENOUGH_EVIDENCE:
        assert {reading.word for reading in readings} <= {Word.NOT_ENOUGH_EVIDENCE}
        return
    places = [BEST_FIRST.index(reading.word) for reading in readings]
    assert places == sorted(places)


@given(st.data(), cases(least=1))
def test_raising_ratings_alone_never_lowers_the_word(data: st.DataObject, case: tuple[list[Scorecard], Rubric]) -> None:
    """Recommendations stay here: one more “strong yes” beside a “no” is a contradiction, which caps."""
    scorecards, rubric = case
    higher = [
        after.model_copy(update={"recommendation": before.recommendation})
        for before, after in zip(scorecards, data.draw(raised(scorecards)), strict=True)
    ]
    before, after = summarise(scorecards, rubric).word, summarise(higher, rubric).word
    assert list(Word).index(after) <= list(Word).index(before)


@given(st.data(), cases())
def test_no_rating_triggers_or_dodges_not_enough_evidence(
    data: st.DataObject, case: tuple[list[Scorecard], Rubric]
) -> None:
    scorecards, rubric = case
    one, other = summarise(scorecards, rubric), summarise(data.draw(replaced_ratings(scorecards)), rubric)
    assert one.shortfalls == other.shortfalls
    assert (one.word is Word.NOT_ENOUGH_EVIDENCE) == (other.word is Word.NOT_ENOUGH_EVIDENCE)


@given(cases())
def test_not_enough_evidence_always_says_why_and_only_then(case: tuple[list[Scorecard], Rubric]) -> None:
    signal = summarise(*case)
    assert (signal.word is Word.NOT_ENOUGH_EVIDENCE) == bool(signal.shortfalls)
    assert (signal.decided_by.rule is Rule.EVIDENCE) == bool(signal.shortfalls)
    assert signal.decided_by.sentence


@pytest.mark.parametrize("interviewers", [0, 1, 2])
def test_fewer_scorecards_than_the_rubric_asks_for_are_not_enough(interviewers: int) -> None:
    signal = summarise(unanimous(5, "strong_yes", interviewers=interviewers), USUAL)
    assert signal.word is Word.NOT_ENOUGH_EVIDENCE
    missing = 3 - interviewers
    assert signal.shortfalls[0].cure == f"{missing} more scorecard{'s' if missing > 1 else ''} would cure it."


def test_exactly_seventy_percent_of_the_weight_is_enough_and_less_is_not() -> None:
    exactly = summarise(unanimous(5, "yes", interviewers=6, competencies=3), USUAL)  # weights 3, 2, 2 of 10
    assert exactly.shortfalls == ()
    less = summarise(unanimous(5, "yes", interviewers=6, competencies=2), USUAL)
    assert less.word is Word.NOT_ENOUGH_EVIDENCE
    assert less.shortfalls[0].reason.startswith("Of the rubric's weight, 50% was rated")
    assert less.shortfalls[0].cure == "Somebody on Competency 2 would cure it."


def test_too_wide_by_design_is_not_enough() -> None:
    """Three people who each rated one thing only: nothing is missing but depth."""
    rubric = rubric_of((1, 1, 1), recommendation_share=0)
    signal = summarise([card(str(n), {n: 4}) for n in range(3)], rubric)
    assert [shortfall.reason[:24] for shortfall in signal.shortfalls] == ["With who rated what, the"]


@given(cases(least=1))
def test_more_complete_scorecards_as_many_as_named_cure_what_they_are_said_to_cure(
    case: tuple[list[Scorecard], Rubric],
) -> None:
    scorecards, rubric = case
    signal = summarise(scorecards, rubric)
    for shortfall in signal.shortfalls:
        more = re.match(r"(\d+) more", shortfall.cure)
        if more is None:
            continue
        full = {competency.id: 3 for competency in rubric.competencies}
        added = [
            Scorecard(interviewer=f"new {n}", ratings=full, recommendation="yes") for n in range(int(more.group(1)))
        ]
        cured = summarise([*scorecards, *added], rubric)
        assert not any(same_kind(shortfall.reason, left.reason) for left in cured.shortfalls)


@given(cases(least=1))
def test_somebody_on_what_is_missing_cures_what_it_is_said_to_cure(case: tuple[list[Scorecard], Rubric]) -> None:
    scorecards, rubric = case
    signal = summarise(scorecards, rubric)
    for shortfall in signal.shortfalls:
        if shortfall.cure.startswith("Somebody on"):
            ratings = {c.id: 3 for c in rubric.competencies if f"{c.name} " in shortfall.cure.replace(",", " ")}
            cured = summarise([*scorecards, Scorecard(interviewer="new", ratings=ratings)], rubric)
            assert not any(same_kind(shortfall.reason, left.reason) for left in cured.shortfalls)


def same_kind(one: str, other: str) -> bool:
    """Whether two reasons name the same lack, whatever their figures."""
    kinds = ("with ratings so far", "Of the rubric's weight", "could be off by")
    return any(kind in one and kind in other for kind in kinds)


@pytest.mark.parametrize(("value", "written"), [(3, "3.0"), (3.25, "3.25"), (7 / 3, "2.33"), (2.1, "2.1")])
def test_figures_are_written_as_short_as_they_can_be(value: float, written: str) -> None:
    assert figure(value) == written

"""How a signal's facts read: each key has its sentence, the sides are right, and nothing names an interviewer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.signal.phrasing import (
    FOR_HIRE,
    contradiction_text,
    decision_text,
    fix_text,
    item_name,
    lack_text,
    remedy_text,
    short_must_haves,
    tally_text,
    topic_in_short,
    topic_text,
    whole_percent,
    word_and_missed,
    word_name,
)
from bot.wording.phrases import chance, figure
from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.signal import HireSignal, Lack, Remedy, RemedyKind, Shortfall, Tally, Word, summarize, word_at
from tests.evaluations.signal_simulator import rubric_of
from tests.rubrics.signal.panels import card, cases, unanimous, with_floors

USUAL = rubric_of((3, 2, 2, 1, 2))


def tally(strong_no: int, no: int, yes: int, strong_yes: int, missing: int = 0) -> Tally:
    return Tally(strong_no=strong_no, no=no, yes=yes, strong_yes=strong_yes, missing=missing)


def texts(signal: HireSignal) -> list[str]:
    """Everything that is said of a signal's facts."""
    lacking = [f"{lack_text(one)} {remedy_text(signal, one)}" for one in signal.shortfalls]
    topics = [topic_text(signal, topic) for topic in signal.disagreements]
    return [*lacking, *topics, decision_text(signal), tally_text(signal.tally), contradiction_text(signal.tally)]


def test_every_word_has_its_name() -> None:
    assert [word_name(word) for word in Word] == [
        "clear hire",
        "lean hire",
        "split",
        "lean no",
        "clear no",
        "not enough evidence",
        "tally only",
    ]


@pytest.mark.parametrize(
    ("counted", "text"),
    [
        (tally(0, 2, 2, 1), "1 strong yes, 2 yes, 2 no"),
        (tally(0, 2, 2, 0), "2 yes, 2 no"),
        (tally(1, 0, 0, 0), "1 strong no"),
        (tally(0, 0, 4, 0, missing=1), "4 yes, 1 without"),
        (tally(0, 0, 0, 0, missing=3), "none given"),
        (tally(0, 0, 0, 0), "none given"),
        (tally(1, 2, 3, 4, missing=5), "4 strong yes, 3 yes, 2 no, 1 strong no, 5 without"),
    ],
)
def test_the_tally_in_words(counted: Tally, text: str) -> None:
    assert tally_text(counted) == text


@pytest.mark.parametrize(
    ("counted", "text"),
    [
        (tally(1, 0, 0, 1), "a strong yes beside a strong no"),
        (tally(0, 1, 0, 1), "1 for and 1 against"),
        (tally(0, 1, 2, 1), "a strong yes beside a no"),
        (tally(1, 0, 1, 0), "a strong no beside a yes"),
        (tally(0, 2, 2, 0), "2 for and 2 against"),
        (tally(0, 2, 3, 0), "3 for and 2 against"),
        (tally(0, 4, 0, 0), ""),
    ],
)
def test_a_contradiction_in_words(counted: Tally, text: str) -> None:
    assert contradiction_text(counted) == text


@pytest.mark.parametrize("recommendation", ["strong_no", "no", "yes", "strong_yes"])
def test_a_panel_of_one_mind_never_reads_as_one_that_does_not_agree(recommendation: str) -> None:
    text = " ".join(texts(summarize(unanimous(3, recommendation), USUAL)))
    for disagreement in ("don't all agree", "divided", "contradict", " for and "):
        assert disagreement not in text


def test_a_tied_panel_reads_as_divided_with_both_counts() -> None:
    signal = summarize([card(str(n), [2] * 5, "yes" if n % 2 else "no") for n in range(4)], USUAL)
    assert [topic_text(signal, topic) for topic in signal.disagreements] == [
        "The panel is divided on hiring: 2 for and 2 against."
    ]


@pytest.mark.parametrize(
    ("rating", "recommendation", "text"),
    [
        (2, "yes", "most are for, the ratings alone are below the bar."),
        (4, "no", "most are against, the ratings alone are at or above the bar."),
    ],
)
def test_recommendations_against_the_ratings_name_both_sides(rating: int, recommendation: str, text: str) -> None:
    signal = summarize(unanimous(rating, recommendation), USUAL)
    expected = f"Recommendations and ratings point different ways: {text}"
    assert topic_text(signal, signal.disagreements[0]) == expected


def test_the_other_topics_in_words() -> None:
    spread = summarize([card(str(n), [rating] * 5) for n, rating in enumerate((1, 5, 1, 5))], USUAL)
    said = [topic_text(spread, topic) for topic in spread.disagreements]
    assert said[0] == "Competency 0: 1 to 5 from 4 interviewers."
    assert said[-1] == "Interviewers disagree more than usual about the candidate as a whole."
    lone = summarize([*unanimous(4, "yes", interviewers=5), card("the other", [4] * 5, "no")], USUAL)
    assert [topic_text(lone, topic) for topic in lone.disagreements] == ["Interviewers don't all agree on hiring."]


def test_what_decided_the_word_in_words() -> None:
    assert decision_text(summarize(unanimous(3, None), USUAL)) == (
        "50% likely to be above the bar of 3.0 if many more interviewers like yours scored: split."
    )
    capped = [*unanimous(5, "yes", interviewers=5), card("the other", [5] * 5, "strong_no")]
    assert decision_text(summarize(capped, USUAL)) == (
        "The recommendations contradict each other (a strong no beside a yes): clear hire becomes lean hire."
    )
    low = [card(str(n), [5, 2, 5, 2, 5], "strong_yes") for n in range(4)]
    assert decision_text(summarize(low, with_floors(USUAL, {1: 2.25, 3: 2.5, 4: 3}))) == (
        "A must-have is below the rubric's floor, so clear hire becomes split: "
        "Competency 1 at 2.0 on 4 ratings (floor 2.25), Competency 3 at 2.0 on 4 ratings (floor 2.5)."
    )
    worse = [card(str(n), [5, 2, 5, 1, 5], "strong_yes") for n in range(4)]
    assert decision_text(summarize(worse, with_floors(USUAL, {1: 2.25, 3: 2.5, 4: 3}))) == (
        "A must-have is below the rubric's floor beyond doubt, so clear hire becomes clear no: "
        "Competency 3 at 1.0 on 4 ratings (floor 2.5)."
    )
    assert decision_text(summarize([], USUAL)) == (
        "No scorecards with ratings so far; the rubric asks for 3. Fix: 3 more scorecards."
    )


@pytest.mark.parametrize(
    ("lack", "measured", "needed", "text"),
    [
        (Lack.SCORECARDS, 0, 3, "No scorecards with ratings so far; the rubric asks for 3."),
        (Lack.SCORECARDS, 1, 2, "1 scorecard with ratings so far; the rubric asks for 2."),
        (Lack.WEIGHT_RATED, 0, 0.7, "Of the rubric's weight, none was rated; 70% is needed."),
        (Lack.WEIGHT_RATED, 0.6999, 0.7, "Of the rubric's weight, 69% was rated; 70% is needed."),
        (Lack.PRECISION, 0.654, 0.6, "The score could be off by ±0.65; the limit is ±0.60."),
    ],
)
def test_a_lack_in_words(lack: Lack, measured: float, needed: float, text: str) -> None:
    remedy = Remedy(kind=RemedyKind.MANY_INTERVIEWERS)
    assert lack_text(Shortfall(lack=lack, measured=measured, needed=needed, remedy=remedy)) == text


@pytest.mark.parametrize(
    ("remedy", "text"),
    [
        (Remedy(kind=RemedyKind.MORE_SCORECARDS, number=1), "Add 1 scorecard."),
        (Remedy(kind=RemedyKind.MORE_INTERVIEWERS, number=2), "Add 2 interviewers on every competency."),
        (Remedy(kind=RemedyKind.MANY_INTERVIEWERS), "Add several interviewers on every competency."),
        (
            Remedy(kind=RemedyKind.RATE_COMPETENCIES, competencies=("competency-0", "competency-2", "competency-4")),
            "Add an interviewer on Competency 0, Competency 2 and Competency 4.",
        ),
    ],
)
def test_a_remedy_in_words(remedy: Remedy, text: str) -> None:
    signal = summarize([], USUAL)
    assert remedy_text(signal, signal.shortfalls[0].model_copy(update={"remedy": remedy})) == text


FEW, NONE, SOME = (
    Remedy(kind=RemedyKind.MORE_SCORECARDS, number=2),
    Remedy(kind=RemedyKind.MORE_INTERVIEWERS, number=2),
    Remedy(kind=RemedyKind.RATE_COMPETENCIES, competencies=("competency-0", "competency-2")),
)


@pytest.mark.parametrize(
    ("remedies", "text"),
    [
        ([FEW], "2 more scorecards"),
        ([SOME], "one more interviewer on Competency 0 and Competency 2"),
        ([FEW, SOME], "2 more interviewers on Competency 0 and Competency 2"),
        ([FEW, NONE, SOME], "2 more interviewers on every competency"),
        ([Remedy(kind=RemedyKind.MANY_INTERVIEWERS)], "several more interviewers on every competency"),
        ([], ""),
    ],
)
def test_one_fix_makes_up_for_all_that_is_lacking(remedies: list[Remedy], text: str) -> None:
    signal = summarize([], USUAL)
    lacking = tuple(signal.shortfalls[0].model_copy(update={"remedy": remedy}) for remedy in remedies)
    assert fix_text(signal.model_copy(update={"shortfalls": lacking, "fix": None})) == text, (
        "as before one fix was kept"
    )


@given(cases())
def test_a_topic_in_short_says_what_it_is_about_and_names_no_interviewer(case: tuple[list[Scorecard], Rubric]) -> None:
    signal = summarize(*case)
    for topic in signal.disagreements:
        text = topic_in_short(signal, topic)
        assert text
        if topic.competency:
            rated = signal.competency(topic.competency)
            assert text == f"{rated.name}, {rated.low} to {rated.high}"
        assert not any(scorecard.interviewer in text for scorecard in case[0])


def test_an_item_of_the_sum_is_called_by_its_competency_or_as_the_recommendation() -> None:
    names = [item_name(item) for item in summarize(unanimous(3, "yes", competencies=2), rubric_of((1, 1))).by_item]
    assert names == ["Competency 0", "Competency 1", "Recommendation"]


@given(cases())
def test_what_goes_to_a_channel_names_no_interviewer(case: tuple[list[Scorecard], Rubric]) -> None:
    signal = summarize(*case)
    assert all(texts(signal)[:-1]), "every key has words"
    assert not any(scorecard.interviewer in text for scorecard in case[0] for text in texts(signal))


@given(st.floats(0, 1))
def test_the_printed_chance_never_contradicts_the_word(probability: float) -> None:
    printed = chance(probability)
    if "than" in printed:
        assert word_at(probability) in (Word.CLEAR_HIRE, Word.CLEAR_NO)
    else:
        assert word_at(int(printed.removesuffix("%")) / 100) is word_at(probability)


@pytest.mark.parametrize("limit", [0.97, 0.65, 0.35, 0.03])
@pytest.mark.parametrize("step", [-1e-6, 0, 1e-6, -0.0049, 0.0049])
def test_the_printed_chance_stays_on_its_side_of_each_limit(limit: float, step: float) -> None:
    probability = limit + step
    assert word_at(int(chance(probability).removesuffix("%")) / 100) is word_at(probability)


@pytest.mark.parametrize(("probability", "text"), [(0.29, "29%"), (0.58, "58%"), (0.07, "7%"), (0.0201, "3%")])
def test_a_chance_that_floats_hold_inexactly_is_printed_whole(probability: float, text: str) -> None:
    assert chance(probability) == text


@given(st.floats(0, 1))
def test_how_much_was_rated_never_seems_to_reach_a_limit_that_it_misses(share: float) -> None:
    assert whole_percent(share) <= share * 100 + 1e-9 < whole_percent(share) + 1


def test_seventy_percent_that_came_of_a_sum_of_floats_is_seventy() -> None:
    assert whole_percent(0.6999999999999999) == 70


@pytest.mark.parametrize(("value", "written"), [(3, "3.0"), (3.25, "3.25"), (7 / 3, "2.33"), (2.1, "2.1")])
def test_figures_are_written_as_short_as_they_can_be(value: float, written: str) -> None:
    assert figure(value) == written


def test_a_must_have_below_the_bar_is_told_unless_too_few_rated_it_or_the_first_topic_says_so() -> None:
    rubric = rubric_of((3, 2, 2, 1, 2), must_haves=(0, 1))

    def said(*musts: int, least: int = 1, interviewers: int = 4, by_topic: bool = True) -> list[str]:
        ratings = [card(str(n), [*musts, 4, 4, 4], "yes") for n in range(interviewers)]
        return short_must_haves(summarize(ratings, rubric), least, said_by_topic=by_topic)

    assert said(2, 1) == ["Competency 0, 2.0", "Competency 1, 1.0"], "the first topic says but one of them"
    assert said(3, 3) == [], "at the bar is not below it"
    assert said(2, 4) == [], "the first topic"
    assert said(2, 4, by_topic=False) == ["Competency 0, 2.0"], "where no topic stands beside it"
    assert said(2, 1, interviewers=1) == [], "too little evidence for a word"
    assert said(2, 1, least=5) == [], "too few rated it"


@pytest.mark.parametrize(
    ("musts", "word"),
    [((4, 4), "lean hire"), ((2, 4), "lean hire, must-have missed"), ((2, 2), "lean hire, must-haves missed")],
)
def test_a_word_for_hiring_is_told_with_the_must_haves_that_are_missed(musts: tuple[int, int], word: str) -> None:
    rubric = rubric_of((1, 1, 2, 3, 3), must_haves=(0, 1))
    signal = summarize([card(str(n), [*musts, 4, 4, 4], "yes") for n in range(4)], rubric)
    assert signal.word in FOR_HIRE
    assert word_and_missed(signal, "lean hire") == word
    assert word_and_missed(signal, "lean hire", least=5) == "lean hire", "too few rated it"
    against = signal.model_copy(update={"word": Word.SPLIT})
    assert word_and_missed(against, "split") == "split"

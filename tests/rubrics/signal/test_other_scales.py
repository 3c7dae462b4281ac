"""The signal of rubrics that are not rated 1 to 5: what it keeps of the usual one, and says in its own points."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.catalogue.model import Arithmetic, Rubric
from rubrics.catalogue.scale import FIVE, YES_OR_NO, Scale, scale_of
from rubrics.signal import Lack, Rule, SignalError, SignalProblem, Topic, Word, basis_of, summarize, to_discuss
from rubrics.signal.closed_panels import closed_panel
from rubrics.signal.own_part import own_part
from tests.evaluations.signal_simulator import rubric_of
from tests.rubrics.signal.panels import card, unanimous

UNEVEN = Scale(values=(1, 2, 4, 5), names=("Strong no", "Lean no", "Hire", "Strong hire"))
CHECK = {"scale": YES_OR_NO, "weight": 0.0, "knock_out": True}


def on(scale: Scale, *, bar: float | None = None, competencies: int = 5) -> Rubric:
    """A rubric of equal weights on a scale; its bar is what counts 3, unless another is given."""
    rubric = rubric_of([1.0] * competencies, recommendation_share=0.25, bar=3, minimum_scorecards=3)
    changed = tuple(each.model_copy(update={"scale": scale}) for each in rubric.competencies)
    return rubric.model_copy(update={"competencies": changed, "bar": bar or scale.rating_at(3)})


def with_last(rubric: Rubric, **changes: object) -> Rubric:
    *others, last = rubric.competencies
    return rubric.model_copy(update={"competencies": (*others, last.model_copy(update=changes))})


def four_cards(ratings: list[list[int]], said: tuple[str, ...] = ("yes", "yes", "no", "strong_yes")):
    return [card(f"interviewer {n}", own, word) for n, (own, word) in enumerate(zip(ratings, said, strict=True))]


RATED = st.lists(st.lists(st.integers(1, 4), min_size=5, max_size=5), min_size=4, max_size=4)
SCALES = pytest.mark.parametrize("scale", [scale_of(4), UNEVEN, scale_of(7)])


@given(RATED)
@settings(max_examples=30)
def test_five_points_declared_by_their_values_give_the_very_same_signal(ratings):
    declared = Scale(values=(1, 2, 3, 4, 5))
    cards = four_cards(ratings)
    assert summarize(cards, on(declared)) == summarize(cards, on(FIVE))


@SCALES
@given(ratings=RATED)
@settings(max_examples=30)
def test_score_means_and_shown_range_lie_on_the_scale_and_between_the_lowest_and_highest_rating(scale, ratings):
    signal = summarize(four_cards(ratings), on(scale))
    low, high = signal.likely_range
    assert 1 <= low <= signal.score <= high <= scale.top
    for each in signal.competencies:
        assert each.low - 1e-9 <= each.mean <= each.high + 1e-9


@SCALES
@given(ratings=RATED, person=st.integers(0, 3), competency=st.integers(0, 4))
@settings(max_examples=30)
def test_raising_a_rating_never_lowers_score_or_chance(scale, ratings, person, competency):
    before = summarize(four_cards(ratings), on(scale))
    ratings[person][competency] = min(ratings[person][competency] + 1, scale.top)
    after = summarize(four_cards(ratings), on(scale))
    assert after.score >= before.score - 1e-12
    assert after.probability_above_bar >= before.probability_above_bar - 1e-12


@SCALES
def test_a_panel_of_one_mind_reads_the_point_that_all_gave(scale):
    for point, said in ((1, "strong_no"), (scale.top, "strong_yes")):
        signal = summarize(unanimous(point, said), on(scale))
        assert signal.score == pytest.approx(point)
        assert {each.mean for each in signal.competencies} == {point}
    third = summarize(unanimous(3, None), on(scale).model_copy(update={"recommendation_share": 0.0}))
    assert third.score == pytest.approx(3)


@SCALES
@given(ratings=RATED)
@settings(max_examples=30)
def test_the_parts_add_up_to_the_score_or_on_the_line_to_its_sum(scale, ratings):
    signal = summarize(four_cards(ratings), on(scale))
    total = signal.score if signal.total is None else signal.total
    for parts in (signal.contributions, signal.by_interviewer, signal.by_item):
        assert sum(part.part for part in parts) == pytest.approx(total)
    assert (signal.total is None) == scale.is_even
    assert scale.rating_at(signal.total or scale.value_of(signal.score)) == pytest.approx(signal.score)


@given(st.lists(st.lists(st.sampled_from((1, 3, 5)), min_size=5, max_size=5), min_size=4, max_size=4))
@settings(max_examples=30)
def test_a_scale_that_counts_alike_reads_alike(ratings):
    """A 3-point scale's points count 1, 3 and 5: the same panel says the same word with the same chance."""
    usual = summarize(four_cards(ratings), on(FIVE))
    three = summarize(four_cards([[(rating + 1) // 2 for rating in own] for own in ratings]), on(scale_of(3)))
    assert three.word == usual.word
    assert three.probability_above_bar == pytest.approx(usual.probability_above_bar)
    assert scale_of(3).value_of(three.score) == pytest.approx(usual.score)
    assert three.standard_error.design == pytest.approx(usual.standard_error.design / 2)


@pytest.mark.parametrize(
    ("scale", "pair", "differs"),
    [
        (scale_of(4), (2, 3), False),
        (scale_of(4), (2, 4), True),
        (scale_of(7), (3, 5), False),
        (scale_of(7), (3, 6), True),
        (scale_of(3), (2, 3), False),
        (scale_of(3), (1, 3), True),
        (YES_OR_NO, (1, 2), True),
    ],
)
def test_a_disagreement_is_half_the_scale_and_never_two_neighbors(scale, pair, differs):
    cards = [card(f"interviewer {n}", [rating] * 5, "yes") for n, rating in enumerate(pair)]
    assert summarize(cards, on(scale)).competencies[0].differs is differs


def test_a_rating_beyond_the_scale_is_refused():
    with pytest.raises(SignalError) as refused:
        summarize(unanimous(5, "yes"), on(scale_of(4)))
    assert refused.value.problem is SignalProblem.OFF_SCALE


def test_what_is_lacking_in_precision_is_said_in_points_of_the_scale():
    cards = [card(f"interviewer {n}", {n: 3}, "yes") for n in range(2)]
    of_five, of_seven = (
        next(lack for lack in summarize(cards, on(scale)).shortfalls if lack.lack is Lack.PRECISION)
        for scale in (FIVE, scale_of(7))
    )
    assert (of_five.needed, of_seven.needed) == pytest.approx((0.6, 0.9))
    assert of_seven.measured == pytest.approx(1.5 * of_five.measured)


def test_a_knock_out_is_split_at_best_and_a_clear_no_where_two_say_so_and_no_one_yes():
    rubric = with_last(on(scale_of(4)), **CHECK)

    def word(*answers: int | None) -> Word:
        ratings = [[4, 4, 4, 4, *([] if answer is None else [answer])] for answer in answers]
        return summarize(four_cards(ratings, ("strong_yes",) * 4), rubric).word

    assert word(2, 2, 2, 2) is Word.CLEAR_HIRE
    assert word(None, None, None, None) is Word.CLEAR_HIRE
    assert word(2, 2, 2, 1) is Word.SPLIT
    assert word(1, None, None, None) is Word.SPLIT
    assert word(1, 1, None, None) is Word.CLEAR_NO


def test_a_check_without_weight_is_answered_beside_the_score():
    rubric = with_last(on(FIVE), **CHECK)
    yes, no = (summarize(four_cards([[4, 4, 3, 4, answer]] * 4), rubric) for answer in (2, 1))
    assert yes.score == no.score
    assert {item.item for item in yes.by_item} == {"overall", *(each.id for each in rubric.competencies[:4])}
    assert yes.coverage.share == 1
    assert to_discuss(no)[0].competency == rubric.competencies[-1].id
    assert basis_of(no).missed == (rubric.competencies[-1].id,)
    assert not basis_of(yes).missed


def test_a_check_that_no_one_answered_narrows_no_range_and_is_no_remedy():
    rubric = with_last(on(FIVE), **CHECK)
    signal = summarize([card(f"interviewer {n}", {0: 4}, "yes") for n in range(3)], rubric)
    assert rubric.competencies[-1].id in signal.coverage.not_assessed
    remedies = [each.remedy.competencies for each in signal.shortfalls]
    assert Lack.PRECISION in {each.lack for each in signal.shortfalls}
    assert not any(rubric.competencies[-1].id in each for each in remedies)


def test_a_weighted_check_counts_as_the_ends_of_the_line():
    rubric = with_last(on(FIVE), scale=YES_OR_NO)
    yes = summarize(four_cards([[3, 3, 3, 3, 2]] * 4, ("yes",) * 4), rubric)
    five = summarize(four_cards([[3, 3, 3, 3, 5]] * 4, ("yes",) * 4), on(FIVE))
    assert yes.score == pytest.approx(five.score)


UNSUMMED = on(FIVE).model_copy(update={"arithmetic": Arithmetic.NONE})


def test_without_arithmetic_a_signal_is_the_tally_and_nothing_is_added_up():
    signal = summarize(four_cards([[4, 4, 4, 4, 1]] * 4), UNSUMMED)
    assert (signal.word, signal.decided_by.rule) == (Word.TALLY_ALONE, Rule.TALLY)
    assert (signal.tally.for_hire, signal.tally.against) == (3, 1)
    figures = (signal.score, signal.plain_mean, signal.interval80, signal.probability_above_bar, signal.standard_error)
    assert set(figures) == {None}
    assert (signal.contributions, signal.by_item, signal.neighboring_bars) == ((), (), ())


def test_without_arithmetic_a_panel_that_is_too_small_says_so_and_leaves_nothing_for_later_fits():
    cards = [card("interviewer 0", {}, "yes")]
    signal = summarize(cards, UNSUMMED)
    assert signal.word is Word.NOT_ENOUGH_EVIDENCE
    assert [lack.lack for lack in signal.shortfalls] == [Lack.SCORECARDS]
    assert signal.fix.number == 2
    assert closed_panel(cards, UNSUMMED) is None


@pytest.mark.parametrize(
    ("said", "leaning"),
    [
        (("yes", "yes", "yes", "yes"), "hire"),
        (("no", "no", "no", "strong_no"), "no_hire"),
        (("yes", "yes", "no", "no"), None),
        (("yes", "yes", "yes", "strong_no"), None),
    ],
)
def test_a_tally_leans_as_most_recommend_unless_it_contradicts_itself(said, leaning):
    signal = summarize(four_cards([[3, 3, 3, 3, 3]] * 4, said), UNSUMMED)
    assert basis_of(signal).leaning == leaning


def test_what_is_not_rated_has_no_summary():
    rubric = with_last(UNSUMMED, anchors=())
    signal = summarize(four_cards([[3, 3, 3, 3]] * 4), rubric)
    assert [each.id for each in signal.competencies] == [each.id for each in rubric.competencies[:4]]
    assert Topic.COMPETENCY not in {each.topic for each in signal.disagreements}


def test_the_score_without_someone_is_in_points_too():
    cards = [*unanimous(4, "strong_yes", interviewers=3), card("interviewer 9", [1] * 5, "strong_no")]
    part = own_part(summarize(cards, on(scale_of(4))), cards, on(scale_of(4)), "interviewer 9")
    assert part.without == pytest.approx(4)


def test_a_signal_on_another_scale_survives_json():
    signal = summarize(four_cards([[4, 3, 2, 1, 4]] * 4), on(UNEVEN))
    assert type(signal).model_validate_json(signal.model_dump_json()) == signal

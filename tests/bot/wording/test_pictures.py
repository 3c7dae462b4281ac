"""Pictures of characters carry the figures beside them, in equal columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.pictures import (
    amount,
    column,
    interval,
    interval_columns,
    progress_dots,
    rating_boxes,
    scale_column,
    span,
)

points = st.floats(1, 5)


def test_a_score_stands_on_the_scale_with_its_range_and_the_bar() -> None:
    assert interval(3.6, 3.1, 4.0, bar=3.0) == "1 ··········│══●══····· 5"


def test_a_bar_inside_the_range_crosses_it() -> None:
    assert interval(3.0, 2.4, 3.6, bar=3.2) == "1 ·······═══●╪══······· 5"


def test_the_mean_covers_the_bar_it_lies_on() -> None:
    assert interval(3.0, 2.8, 3.2, bar=3.0) == "1 ·········═●═········· 5"


def test_a_coarser_step_draws_fewer_columns() -> None:
    assert interval(4.0, 3.0, 5.0, bar=2.5, columns=8) == "1 ···│══●══ 5"


def test_a_row_of_a_picture_has_no_ends_and_may_hold_the_bar_alone() -> None:
    assert interval_columns(3.5, (3, 4), bar=3.0, columns=8) == "····╪●═··"
    assert interval_columns(None, None, bar=3.0, columns=8) == "····│····"
    assert [scale_column(point, columns=8) for point in (1, 3, 5)] == [0, 4, 8]


@given(points, points, points, st.floats(-10, 10))
def test_no_figure_changes_the_width(mean: float, low: float, high: float, bar: float) -> None:
    assert len(interval(mean, min(low, high), max(low, high), bar=bar)) == 25


@pytest.mark.parametrize(
    ("done", "of", "drawn"),
    [(3, 4, "●●●○"), (0, 2, "○○"), (2, 2, "●●"), (1, 60, "●" + "○" * 19), (59, 60, "●" * 19 + "○"), (60, 60, "●" * 20)],
)
def test_progress_is_a_dot_each(done: int, of: int, drawn: str) -> None:
    assert progress_dots(done, of) == drawn


def test_ratings_that_were_given_are_filled() -> None:
    assert rating_boxes([4, 2, 4]) == "□■□■□"


def test_where_nobody_may_be_told_apart_the_whole_range_is_filled() -> None:
    assert rating_boxes([4, 2, 4], filled=True) == "□■■■□"
    assert rating_boxes([], filled=True) == "□□□□□"


@given(st.floats(0, 1), st.integers(1, 39))
def test_an_amount_keeps_its_width_and_shows_what_is_there(share: float, width: int) -> None:
    drawn = amount(share, width)
    assert len(drawn) == width
    assert (share > 0) == ("█" in drawn)


@given(st.floats(0, 1000), st.floats(0, 1000), st.integers(2, 39))
def test_a_span_keeps_its_width_and_is_never_empty(one: float, other: float, width: int) -> None:
    drawn = span(min(one, other), max(one, other), least=0, most=1000, width=width)
    assert len(drawn) == width
    assert "█" in drawn


def test_a_column_is_as_wide_as_its_neighbors() -> None:
    assert column("Evaluation", 12) == "Evaluation  "
    assert column("Model evaluation and experiments", 12) == "Model evalu…"

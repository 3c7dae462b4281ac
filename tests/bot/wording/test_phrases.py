"""Numbers, shares, days and names are put one way, and a rounded one never says more than it is."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.phrases import (
    at_level,
    chance,
    count,
    cut,
    dated,
    figure,
    listed,
    percent,
    percents,
    plainly_listed,
    shortened,
    when,
    with_article,
    written_out,
)


@given(st.text("ab …é", max_size=200), st.integers(2, 120))
def test_a_shortened_text_fits_and_says_that_it_was_cut(text: str, limit: int) -> None:
    shown = shortened(text, limit)
    assert len(shown) <= limit
    assert shown == text if len(text) <= limit else (shown[-1] == "…" and text.startswith(shown[:-1]))


@given(st.lists(st.text("abc", min_size=1, max_size=12), max_size=20), st.integers(4, 60))
def test_a_cut_text_is_one_line_that_fits_and_ends_between_words(words: list[str], longest: int) -> None:
    line, shown = " ".join(words), cut("\n ".join(words), longest)
    assert len(shown) <= longest
    if len(line) <= longest:
        assert shown == line
    elif len(words[0]) < longest - 1:
        assert line.startswith(shown.removesuffix("…").rstrip() + " ")


@given(st.floats(0, 1))
def test_a_percentage_says_all_or_nothing_only_of_all_or_nothing(share: float) -> None:
    shown = percent(share)
    assert (shown == "0%") == (share == 0)
    assert (shown == "100%") == (share >= 1 - 1e-9)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.004, "less than 1%"),
        (0.005, "less than 1%"),
        (0.995, "more than 99%"),
        (0.006, "1%"),
        (0.364, "36%"),
        (0.994, "99%"),
        (0.996, "more than 99%"),
        (1.5, "150%"),
    ],
)
def test_a_share_is_rounded_to_whole_percent(share: float, shown: str) -> None:
    assert percent(share) == shown


@given(st.floats(0.01, 0.99), st.sampled_from([0.03, 0.1, 0.2, 0.5, 0.8, 0.9, 0.97]))
def test_a_chance_never_seems_to_lie_on_the_other_side_of_a_limit(probability: float, limit: float) -> None:
    shown = int(chance(probability).removesuffix("%")) / 100
    if limit == 0.03 and probability > limit + 1e-9:
        assert shown > limit
    if limit > 0.03 and probability < limit - 1e-9:
        assert shown < limit


@pytest.mark.parametrize(
    ("probability", "shown"),
    [(0, "less than 1%"), (0.0301, "4%"), (0.03, "3%"), (0.199, "19%"), (0.2, "20%"), (0.991, "more than 99%")],
)
def test_a_chance_is_rounded_away_from_the_words_limits(probability: float, shown: str) -> None:
    assert chance(probability) == shown


@pytest.mark.parametrize(("value", "shown"), [(3, "3.0"), (3.5, "3.5"), (3.25, "3.25"), (-0.75, "-0.75"), (0, "0.0")])
def test_a_figure_has_a_second_decimal_only_where_it_needs_one(value: float, shown: str) -> None:
    assert figure(value) == shown


@pytest.mark.parametrize(
    ("number", "words", "shown"),
    [
        (1, ("scorecard",), "1 scorecard"),
        (0, ("scorecard",), "0 scorecards"),
        (1204, ("word",), "1,204 words"),
        (2, ("person", "people"), "2 people"),
        (1, ("person", "people"), "1 person"),
    ],
)
def test_a_number_stands_with_its_noun(number: int, words: tuple[str, ...], shown: str) -> None:
    assert count(number, *words) == shown


@pytest.mark.parametrize(
    ("hour", "shown"), [(0, "12:04 AM"), (11, "11:04 AM"), (12, "12:04 PM"), (13, "1:04 PM"), (23, "11:04 PM")]
)
def test_an_hour_is_written_as_americans_do(hour: int, shown: str) -> None:
    assert written_out(datetime(2026, 11, 2, hour, 4, tzinfo=UTC)) == f"Nov 2, 2026 at {shown} UTC"


def test_a_moment_of_another_zone_is_written_in_utc_and_shown_in_the_readers() -> None:
    there = datetime(2026, 11, 2, 1, 30, tzinfo=timezone(timedelta(hours=9)))
    assert when(there) == ("<!date^1793550600^{date_short_pretty} at {time}|Nov 1, 2026 at 4:30 PM UTC>")
    assert dated(date(2026, 1, 9)) == "Jan 9, 2026"


def test_a_list_is_escaped_for_mrkdwn_and_left_as_it_is_where_it_is_shown_literally() -> None:
    assert listed(["a<b", "*c*", "d"]) == "a&lt;b, \u2217c\u2217 and d"
    assert plainly_listed(["a<b", "*c*"], "or") == "a<b or *c*"


@pytest.mark.parametrize(
    "name", ["AI Engineer", "ML Engineer", "NLP Engineer", "Hourly Rate", "SRE", "X-ray", "Editor"]
)
def test_names_that_begin_with_a_vowels_sound_take_an(name: str) -> None:
    assert with_article(name) == f"an {name}"


@pytest.mark.parametrize("name", ["Data Scientist", "UX Designer", "User Researcher", "European Lead", "One-off", "QA"])
def test_names_that_begin_with_a_consonants_sound_take_a(name: str) -> None:
    assert with_article(name) == f"a {name}"


def test_a_level_stands_before_its_role() -> None:
    assert at_level("AI Engineer", "senior") == "Senior AI Engineer"
    assert at_level("AI Engineer", "mid") == "Mid-level AI Engineer"


@pytest.mark.parametrize(
    ("parts", "decimals", "written"),
    [
        ((1, 1, 1), 0, ["34%", "33%", "33%"]),
        ((0.005, 0.495, 0.5), 0, ["1%", "49%", "50%"]),
        ((0.735, 0.235, 0.03), 0, ["74%", "23%", "3%"]),
        ((1, 1, 1), 1, ["33.4%", "33.3%", "33.3%"]),
        ((0.28, 0.72), 0, ["28%", "72%"]),
        ((2, 0), 0, ["100%", "0%"]),
        ((0, 0), 0, ["0%", "0%"]),
        ((), 0, []),
    ],
)
def test_percentages_of_one_whole(parts: tuple[float, ...], decimals: int, written: list[str]) -> None:
    assert percents(parts, decimals) == written


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=12).filter(lambda parts: sum(parts) > 1), st.integers(0, 1))
def test_percentages_of_one_whole_add_up_to_a_hundred_and_none_is_off_by_one(parts: list[float], decimals: int) -> None:
    written = [float(share.removesuffix("%")) for share in percents(parts, decimals)]
    assert sum(written) == pytest.approx(100)
    for share, part in zip(written, parts, strict=True):
        assert abs(share - 100 * part / sum(parts)) < 1 / 10**decimals + 1e-6

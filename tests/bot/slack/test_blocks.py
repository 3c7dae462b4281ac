"""What blocks hold is cut to what Slack takes, at places where a cut loses and breaks nothing."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import limits
from bot.slack.blocks import actions, divided, header, message, modal, plain, private, section
from bot.slack.elements import button, multi_select, radio, select, text_input, time_input
from bot.slack.rich_text import quoted
from bot.slack.tables import table
from bot.wording.escaping import Mrkdwn

TOKENS = st.sampled_from(["&amp;", "&lt;", "<@U0INES>", "<!date^1^{date_short_pretty} at {time}|Nov 21, 2026>", "word"])
LONG = "x" * 4000


@st.composite
def long_mrkdwn(draw: st.DrawFn) -> str:
    """Rendered words longer than a paragraph may be, with entities and mentions wherever a cut could fall."""
    tokens = draw(st.lists(TOKENS, min_size=1, max_size=8))
    joints = draw(st.lists(st.sampled_from(["", " ", "\n", ", "]), min_size=len(tokens), max_size=len(tokens)))
    unit = "".join(token + joint for token, joint in zip(tokens, joints, strict=True))
    return "a" * draw(st.integers(1, 60)) + unit * (draw(st.integers(3000, 7000)) // len(unit) + 1)


@given(long_mrkdwn())
def test_a_long_text_is_divided_without_losing_a_word_or_breaking_an_entity(text: str) -> None:
    parts = divided(text)
    assert all(0 < len(part) <= limits.SECTION_TEXT for part in parts[:-1])
    assert len(parts[-1]) <= limits.SECTION_TEXT
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")
    for part in parts:
        assert part.count("<") == part.count(">")
        assert re.search(r"&(?!amp;|lt;)", part) is None


@pytest.mark.parametrize("length", [0, 1, limits.SECTION_TEXT])
def test_a_text_that_fits_stays_whole(length: int) -> None:
    assert divided("x" * length) == ["x" * length]


def test_lines_are_divided_at_their_ends_before_words_are() -> None:
    line = "word " * 40 + "end"
    parts = divided("\n".join([line] * 30))
    assert len(parts) > 1
    assert all(part.endswith("end") and part.startswith("word") for part in parts)


def test_one_endless_word_is_divided_all_the_same() -> None:
    assert [len(part) for part in divided("<" + "y" * 6500)] == [3000, 3000, 501]


@pytest.mark.parametrize(
    ("drawn", "path", "most"),
    [
        (header(LONG), ("text", "text"), limits.HEADER_TEXT),
        (button("Go", "go", label=LONG), ("accessibility_label",), limits.BUTTON_LABEL),
        (radio("r", [(LONG, "a")]), ("options", 0, "text", "text"), limits.OPTION_TEXT),
        (select("s", [(LONG, "a")]), ("options", 0, "text", "text"), limits.OPTION_TEXT),
        (multi_select("m", [(LONG, "a")]), ("options", 0, "text", "text"), limits.OPTION_TEXT),
        (text_input("t", initial=LONG), ("initial_value",), limits.INPUT_TEXT),
        (text_input("t", initial=LONG, longest=500), ("initial_value",), 500),
        (quoted(LONG), ("elements", 0, "elements", 0, "text"), limits.SECTION_TEXT),
    ],
    ids=["header", "label", "radio", "select", "multi_select", "input", "short input", "quotation"],
)
def test_a_text_is_cut_to_exactly_what_its_place_takes(drawn: object, path: tuple[str | int, ...], most: int) -> None:
    value = drawn  # type: ignore[attr-defined]
    for step in path:
        value = value[step]
    assert len(value) == most


def test_a_modals_title_is_cut_and_its_metadata_kept() -> None:
    drawn = modal(LONG, [section(Mrkdwn("x"))], callback_id="c", private_metadata="L1")
    assert len(drawn["title"]["text"]) == limits.VIEW_TITLE
    assert drawn["private_metadata"] == "L1"
    assert "submit" not in drawn


def test_rendered_words_never_wake_a_channel_and_plain_ones_are_no_emoji() -> None:
    assert section(Mrkdwn("@here"))["text"] == {"type": "mrkdwn", "text": "@here", "verbatim": True}
    assert plain("a :wave:\u202eb") == {"type": "plain_text", "text": "a :wave:b", "emoji": False}


@pytest.mark.parametrize("menu", [radio, select])
@pytest.mark.parametrize(("chosen", "initial"), [("b", "b"), ("gone", None), (None, None)])
def test_a_menu_shows_the_choice_that_is_still_offered(menu, chosen: str | None, initial: str | None) -> None:
    drawn = menu("m", [("A", "a"), ("B", "b")], chosen)
    assert drawn.get("initial_option", {}).get("value") == initial


def test_of_several_choices_those_still_offered_are_shown() -> None:
    drawn = multi_select("m", [("A", "a"), ("B", "b"), ("C", "c")], ["c", "gone", "a"])
    assert [option["value"] for option in drawn["initial_options"]] == ["a", "c"]
    assert "initial_options" not in multi_select("m", [("A", "a")], ["gone"])


def test_a_row_without_buttons_is_no_row() -> None:
    assert actions(None, None) == []
    (row,) = actions(None, button("Go", "go", "L1", primary=True))
    (shown,) = row["elements"]
    assert (shown["value"], shown["style"]) == ("L1", "primary")


def test_a_tables_figures_stand_right_of_the_names() -> None:
    drawn = table([("Who", "Fit", "Craft"), ("Ines", "3", "4")])
    assert [column["align"] for column in drawn["column_settings"]] == ["left", "right", "right"]
    assert [cell["text"] for cell in drawn["rows"][1]] == ["Ines", "3", "4"]


def test_a_private_answer_says_the_same_as_a_message_and_only_to_whoever_asked() -> None:
    blocks = [section(Mrkdwn("x"))]
    assert private("T", blocks) == {"response_type": "ephemeral", **message("T", blocks)}


def test_a_moment_is_given_to_slack_in_whole_seconds() -> None:
    moment = datetime(2026, 3, 2, 9, 0, 0, 900_000, tzinfo=UTC)
    assert time_input("t", moment)["initial_date_time"] == 1772442000
    assert "initial_date_time" not in time_input("t")


@pytest.mark.parametrize(
    ("text", "label", "spoken"),
    [
        ("Score", "Score C-1", "Score C-1"),
        ("Why?", "Why lean hire for C-1?", "Why lean hire for C-1?"),
        ("Add Ivan", "Let Ivan assess retrieval too", "Add Ivan: Let Ivan assess retrieval too"),
        ("More", f"{'x' * 80} more", f"More: {'x' * 68}…"),
    ],
)
def test_a_button_is_named_by_the_words_on_it(text: str, label: str, spoken: str) -> None:
    """Anyone who speaks to the screen says what they read there."""
    assert button(text, "go", label=label)["accessibility_label"] == spoken

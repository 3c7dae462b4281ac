"""Rich text is read word for word, a line for each line and bullet."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.rich_text import rich_text_lines

WORDS = st.text("ab é", min_size=1, max_size=20)


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


def section(*parts: dict[str, Any], kind: str = "rich_text_section") -> dict[str, Any]:
    return {"type": kind, "elements": list(parts)}


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_the_parts_of_a_line_are_joined_without_anything_between(parts: list[str]) -> None:
    assert list(rich_text_lines([section(*map(text, parts))])) == ["".join(parts)]


@given(st.lists(WORDS, max_size=6))
def test_every_bullet_is_a_line_of_its_own_in_its_order(items: list[str]) -> None:
    bullets = {"type": "rich_text_list", "elements": [section(text(item)) for item in items]}
    assert list(rich_text_lines([bullets])) == [f"• {item}" for item in items]


@pytest.mark.parametrize("kind", ["rich_text_section", "rich_text_preformatted", "rich_text_quote"])
def test_one_line_end_at_the_end_of_a_part_is_slacks_and_the_rest_are_the_writers(kind: str) -> None:
    assert list(rich_text_lines([section(text("a\nb\n\n"), kind=kind)])) == ["a\nb\n"]


def test_a_link_is_read_by_its_words_else_by_its_address() -> None:
    bare, named = (
        {"type": "link", "url": "https://a.example"},
        {"type": "link", "url": "https://b.example", "text": "b"},
    )
    assert list(rich_text_lines([section(text("see "), bare, text(" or "), named)])) == ["see https://a.example or b"]


def test_what_says_nothing_in_words_is_passed_over() -> None:
    emoji = {"type": "emoji", "name": "wave"}
    assert list(rich_text_lines([{"type": "rich_text_new", "elements": []}, section(emoji, text("hi"))])) == ["hi"]


HOSTILE = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "elements", "text", "url"]), inner, max_size=4)
        | st.fixed_dictionaries({"type": st.sampled_from(["rich_text_list", "rich_text_section"]), "elements": inner})
    ),
)


@given(HOSTILE)
def test_what_is_no_rich_text_is_left_out_and_never_fails(elements: Any) -> None:
    assert all(isinstance(line, str) for line in rich_text_lines(elements))


def test_beside_what_is_none_the_rest_is_read() -> None:
    assert list(rich_text_lines([None, section(text("kept"), 5), {"elements": []}])) == ["kept"]

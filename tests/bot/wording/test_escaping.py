"""Nothing that people type comes alive in mrkdwn or turns the words around it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.escaping import Mrkdwn, escaped, isolated, joined, straight

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067"
ISOLATING = "\u2068\u2069"
ALIVE = "&<>*_~`"
TEXTS = st.text(st.sampled_from([*ALIVE, *TURNING, *ISOLATING, " ", "a", "é", "7", "\u05e0", "!", "@"]), max_size=30)


@given(TEXTS)
def test_an_escaped_text_opens_no_mention_and_no_entity_of_its_own(text: str) -> None:
    shown = escaped(text)
    assert not set("<>") & set(shown)
    assert shown.count("&") == sum(text.count(mark) for mark in "&<>")
    assert all(text.count(mark) == shown.count(entity) for mark, entity in (("<", "&lt;"), (">", "&gt;")))


@given(TEXTS)
def test_no_mark_of_formatting_is_left_where_it_could_begin_or_end_some(text: str) -> None:
    shown = html.unescape(escaped(text))
    for place, mark in enumerate(shown):
        if mark in "*_~`":
            inside = shown[:place].rstrip("*_~`")[-1:] + shown[place:].lstrip("*_~`")[:1]
            assert len(inside) == 2
            assert all(one.isalnum() for one in inside), shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("snake_case_name", "snake_case_name"),
        ("*bold*", "\u2217bold\u2217"),
        ("_both ends_", "\u02cdboth ends\u02cd"),
        ("~x~ `y`", "\u223cx\u223c \u02cby\u02cb"),
        ("&lt;", "&amp;lt;"),
        ("<!channel>", "&lt;!channel&gt;"),
        (7, "7"),
    ],
)
def test_what_is_typed_is_shown_as_it_was_typed(typed: object, shown: str) -> None:
    assert escaped(typed) == shown


@given(TEXTS)
def test_what_is_rendered_already_is_not_escaped_again(text: str) -> None:
    assert escaped(Mrkdwn(text)) == text
    assert escaped(Mrkdwn(escaped(text))) == escaped(text)


@given(TEXTS)
def test_words_from_people_turn_nothing_around_them(text: str) -> None:
    kept = isolated(text)
    assert not set(TURNING[:5] + TURNING[5:]) & set(kept)
    inner = kept[1:-1] if "\u05e0" in text else kept
    assert not set(ISOLATING) & set(inner)
    assert kept == (f"\u2068{inner}\u2069" if "\u05e0" in text else inner)


@given(TEXTS)
def test_what_was_set_apart_stays_so_and_what_is_half_open_does_not(text: str) -> None:
    kept = straight(text)
    assert not set(TURNING) & set(kept)
    assert straight(kept) == kept
    assert kept.count("\u2068") == kept.count("\u2069")
    assert straight(isolated(text)) == isolated(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\u2068a\u2069 b", "\u2068a\u2069 b"),
        ("\u2068a", "a"),
        ("a\u2069 \u2068b", "a b"),
        ("\u2068\u2068a\u2069\u2069", "\u2068\u2068a\u2069\u2069"),
    ],
)
def test_only_closed_isolation_is_kept(text: str, kept: str) -> None:
    assert straight(text) == kept


@pytest.mark.parametrize(
    ("parts", "shown"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_parts_are_joined_as_people_list_them(parts: list[str], shown: str) -> None:
    assert joined(parts, "or") == shown

"""What stands in a field merely so that it is not empty is no evidence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.catalogue.scale import FIVE
from rubrics.panel.scorecard import SAYS_NOTHING, lacks_evidence, says_something

EMOJI = ["👍", "👍🏽", "🎉🎉", "❤️", "🇺🇸", ":thumbsup:", ":+1::skin-tone-3:", ":white_check_mark:", "✅ :tada:"]
FILLERS = [
    "",
    " ",
    "-",
    "--",
    "…",
    "...",
    ".",
    "n/a",
    "N/A",
    "N.A.",
    "n / a",
    "None.",
    "(none)",
    "see above",
    "x",
    "XXXX",
]


@pytest.mark.parametrize("text", [*FILLERS, *EMOJI, "👍 n/a", "\u200b", "\u2014", "???", "0"])
def test_fillers_emoji_and_punctuation_say_nothing(text: str) -> None:
    assert not says_something(text)
    assert all(lacks_evidence(rating, text) for rating in FIVE.asking)


@pytest.mark.parametrize(
    "text",
    [
        "Drew it",
        "No tests at all.",
        "None of the tests ran.",
        "Sharded by tenant 👍",
        "设计了队列",
        "10:30:45",
        "a: b :c",
    ],
)
def test_few_words_say_something_in_any_script(text: str) -> None:
    assert says_something(text)
    assert not lacks_evidence(5, text)


@given(st.text(max_size=200))
def test_judging_any_text_ends_and_ignores_case_and_what_surrounds_it(text: str) -> None:
    said = says_something(text)
    assert said is says_something(f"  {text}\n")
    assert not (said and not text.strip())


@given(st.text(alphabet=st.characters(exclude_categories=["L", "N"]), max_size=50))
def test_a_text_without_letters_or_digits_says_nothing(text: str) -> None:
    assert not re.search(r"[^\W_]", text)
    assert not says_something(text)


@given(st.sampled_from(sorted(SAYS_NOTHING)), st.sampled_from(["{}", " {}!", "- {}", "*{}*", "{} 🙂", "{} :wave:"]))
def test_fillers_say_nothing_however_they_are_dressed(filler: str, dressed: str) -> None:
    assert not says_something(dressed.format(filler.upper()))


@given(st.text(alphabet="abcdefghij", min_size=12, max_size=40))
def test_a_word_of_several_letters_counts_in_whatever_company(word: str) -> None:
    assert says_something(word) is (len(set(word)) > 1)
    assert says_something(f"{word} :tada: n/a {word}k")

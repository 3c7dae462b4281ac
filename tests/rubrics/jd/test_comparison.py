"""What changed between two texts of a JD: the words that went and came, and nothing for layout."""

import time

from hypothesis import given
from hypothesis import strategies as st

from rubrics.jd.comparison import LONGEST_COMPARED, changes_between
from rubrics.jd.fixes.edits import IN_THE_FIXED, IN_THE_ORIGINAL, Change
from rubrics.jd.versions import lines_of, text_digest

TEXT = """AI Engineer

What you'll do
- Build retrieval on hosted models
- Own on-call

What you bring
- 3+ years of Python
"""


def shown(before: str, after: str) -> list[str]:
    marks = {Change.KEPT: "{}", Change.REMOVED: "[-{}]", Change.ADDED: "[+{}]"}
    changes = changes_between(before, after)
    assert changes is not None
    return ["".join(marks[piece.change].format(piece.text.strip()) for piece in line) for line in changes]


def test_a_word_that_changed_shows_in_its_line() -> None:
    assert shown(TEXT, TEXT.replace("3+ years", "5+ years")) == ["[-3+][+5+]years of Python"]


def test_lines_that_went_or_came_show_whole() -> None:
    assert shown(TEXT, TEXT.replace("- Own on-call\n", "")) == ["[-Own on-call]"]
    assert shown(TEXT, TEXT + "- A degree\n") == ["[+A degree]"]


def test_a_line_that_became_quite_another_is_no_patchwork() -> None:
    assert shown(TEXT, TEXT.replace("Own on-call", "Write evaluations every week")) == [
        "[-Own on-call]",
        "[+Write evaluations every week]",
    ]


def test_layout_alone_changes_nothing() -> None:
    other = TEXT.replace("- ", "• ").replace("\n\n", "\n").replace("hosted models", "hosted\nmodels").upper()
    assert shown(TEXT, other) == []


def test_a_text_longer_than_any_posting_is_not_compared() -> None:
    assert changes_between(TEXT, "x" * (LONGEST_COMPARED + 1)) is None


def test_even_a_hostile_text_is_compared_in_time() -> None:
    one, other = ("a\n" * (LONGEST_COMPARED // 2), "a b\n" * (LONGEST_COMPARED // 4))
    began = time.perf_counter()
    changes_between(one, other)
    changes_between("a " * (LONGEST_COMPARED // 2), "b a " * (LONGEST_COMPARED // 4))
    assert time.perf_counter() - began < 3


LINES = st.lists(st.text(st.sampled_from("abc -*\n"), max_size=12), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_nothing_shows_exactly_where_the_words_are_the_same(before: str, after: str) -> None:
    changes = changes_between(before, after)
    assert changes is not None
    assert (not changes) == (text_digest(before) == text_digest(after))
    words = [
        " ".join(piece.text for line in changes for piece in line if piece.change in side).split()
        for side in (IN_THE_ORIGINAL, IN_THE_FIXED)
    ]
    for part, whole in zip(words, (before, after), strict=True):
        assert set(part) <= {word for line in lines_of(whole) for word in line.split()} | {
            word.casefold() for line in lines_of(after) for word in line.split()
        }

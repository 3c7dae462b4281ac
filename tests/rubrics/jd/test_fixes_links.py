"""What a review doesn't read stands in the fixed text all the same: links, addresses, and emoji made of several."""

from datetime import date

import pytest

from rubrics.jd.fixes.edits import fixed_text, original_text
from rubrics.jd.fixes.fix import Fixed, Fixer
from rubrics.jd.fixes.links import unlinked
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
PAGE = "https://jobs.example.com/open?a=1"
WALL = "You build services that our customers use each day. " * 30


def fixed(text: str, rule: str = "") -> Fixed:
    one = Fixer(KNOWLEDGE, text, TODAY)
    found = one.fixed({}, [rule] if rule else None)
    assert original_text(found.pieces) == one.readable
    assert fixed_text(found.pieces) == found.text
    return found


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"See our page: {PAGE}", f"See our page: {PAGE}"),
        (f"See [our page]({PAGE}).", f"See [our page]({PAGE})."),
        (f"See <{PAGE}|our page>.", f"our page ({PAGE})."),
        (f"See <{PAGE}>.", PAGE),
        (f'<p>See <a class="x" href="{PAGE}&amp;b=2">our page</a>.</p>', f"our page ({PAGE}&b=2)."),
        ("<p>Write to <a href='mailto:jobs@example.com'>us</a>.</p>", "us (jobs@example.com)."),
        ("Write to <mailto:jobs@example.com|jobs@example.com>.", "Write to  jobs@example.com"),
        ("Our team 🧑\u200d💻 builds agents", "Our team 🧑\u200d💻 builds agents"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_not_read_stands_in_the_fixed_text(written: str, kept: str, end: str) -> None:
    text = end.join(["AI Engineer", "", "Requirements", "- A coding ninja with Python", "", written])
    found = fixed(text)
    assert kept in found.text
    assert "expert" in found.text


def test_a_text_without_links_is_read_as_it_stands() -> None:
    assert unlinked("AI Engineer\n\nRequirements\n- Python").links == {}


def test_a_link_that_leads_where_its_words_say_is_not_told_twice() -> None:
    assert unlinked("AI Engineer\n\nSee <https://example.com|example.com>.").linked.count("example.com") == 1


def test_a_link_between_two_sentences_of_a_wall_is_kept() -> None:
    text = f"AI Engineer\n\nWhat you will do\n{WALL}Read more. {PAGE} We own it. {WALL}"
    found = fixed(text, "wall-of-text")
    assert {one.rule for one in found.done} == {"wall-of-text"}
    assert PAGE in found.text
    assert " ".join(found.text.split()) == " ".join(text.split())


def test_a_bullet_is_moved_with_its_link() -> None:
    bullets = [f"- Skill number {number} in production, see {PAGE}{number}" for number in range(9)]
    one = Fixer(KNOWLEDGE, "\n".join(["AI Engineer", "", "Requirements", *bullets]), TODAY)
    found = one.fixed({"musts": ("0", "1", "2")}, ["no-split"])
    before, _, behind = found.text.partition("Nice to have")
    assert [before.count(f"{PAGE}{number}\n") for number in range(9)] == [1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert [behind.count(f"{PAGE}{number}\n") for number in range(9)] == [0, 0, 0, 1, 1, 1, 1, 1, 1]


def test_remarks_on_the_fixed_text_point_at_its_own_words() -> None:
    text = f"AI Engineer\n\nSee {PAGE} first.\n\nRequirements\n- Python\n- Written by {{{{name}}}}\n"
    found = fixed(text)
    quoted = [one for one in found.after.findings if one.start is not None and one.quote]
    assert quoted
    assert all(found.text[one.start : one.end] == one.quote for one in quoted)


def test_a_plain_text_with_a_link_is_changed_nowhere_else() -> None:
    text = f"AI Engineer\n\nRequirements\n- Python, see {PAGE}\n"
    assert Fixer(KNOWLEDGE, text, TODAY).readable == text


@pytest.mark.parametrize("seed", ["<a href=href=", "<a href='https://x' ", "[a](https://x", "<https://x|", "🧑\u200d"])
def test_hostile_links_are_read_in_no_time(seed: str) -> None:
    whole = unlinked(seed * 8_000)
    assert whole.linked

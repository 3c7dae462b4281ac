"""A text is taken apart into title, sections and sentences that stand in it in order and lose none of its words."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.jd.text.document import Document, sections_of, take_apart
from rubrics.jd.text.english import is_english
from rubrics.jd.text.lines import cut_at_bullets, lines_of, lines_with
from rubrics.jd.text.plaintext import plain_text
from tests.built_in import KNOWLEDGE

LISTS = KNOWLEDGE.section_lists
LINES = st.sampled_from(
    ["Requirements", "What you will do:", "- Build agents", "* 5 years of Python.", "We ship. You own it! Do you?", "",
     "## Benefits", "**Nice to have**", "e.g. this one", "x" * 1500, "and goes on here", "Requirements: SQL. Then more"]
)  # fmt: skip


def taken(*lines: str, title: str | None = "AI Engineer") -> Document:
    return take_apart("\n".join(lines), title, LISTS)


def quotes(document: Document) -> list[str]:
    return [document.quote(one.start, one.end) for one in document.segments]


@given(st.lists(LINES, max_size=14))
def test_sentences_follow_one_another_and_every_word_is_in_one_of_them_or_in_a_heading(lines: list[str]) -> None:
    document = taken(*lines)
    segments = document.segments
    assert all(one.end <= other.start for one, other in itertools.pairwise(segments))
    headed = sum(len(line.heading.split()) for line in document.lines if line.heading)
    assert document.word_count <= sum(len(one.words) for one in segments)
    assert document.word_count >= len("x".join(quotes(document)).split()) - len(segments) - headed
    assert all(0 <= one.section < len(document.parts) for one in segments)
    assert all(one.end - one.start <= 1200 for one in segments)


@given(st.lists(LINES, max_size=14))
def test_an_offset_leads_to_the_sentence_around_it_and_to_no_other(lines: list[str]) -> None:
    document = taken(*lines)
    for one in document.segments:
        assert document.segment_at(one.start) is document.segment_at(one.end - 1) is one
    covered = {offset for one in document.segments for offset in range(one.start, one.end)}
    outside = set(range(len(document.text.plain) + 2)) - covered
    assert all(document.segment_at(offset) is None for offset in outside)


@given(st.lists(LINES, max_size=14))
def test_sections_cover_the_text_in_order_and_count_each_word_once(lines: list[str]) -> None:
    document = taken(*lines)
    parts = document.parts
    assert all(one.end == other.start for one, other in itertools.pairwise(parts))
    assert sum(section.words for section in sections_of(document)) == document.word_count


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("We ship. You own it.", ["We ship.", "You own it."]),
        ("Use tools, e.g. Python. Own it.", ["Use tools, e.g. Python.", "Own it."]),
        ("Version 2.5 of it", ["Version 2.5 of it"]),
        ("Ready? (Yes.) Go!", ["Ready?", "(Yes.)", "Go!"]),
        ("one • two", ["one", "two"]),
    ],
)
def test_a_line_is_cut_where_a_sentence_ends(line: str, sentences: list[str]) -> None:
    assert quotes(taken(line)) == sentences


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "12) ", "a) ", "•", "✓ ", "-"])
def test_a_bullet_is_told_by_its_mark_and_read_without_it(mark: str) -> None:
    document = taken("What you will do", f"{mark}Build agents", f"{mark}Own them")
    assert [(one.bullet, one.kind) for one in document.segments] == [(True, "duties")] * 2
    assert quotes(document) == ["Build agents", "Own them"]


@pytest.mark.parametrize("line", ["100) things", "-5 degrees", "3.5 years", "a.b"])
def test_a_number_or_a_name_is_no_bullet(line: str) -> None:
    assert [one.bullet for one in taken("What you will do", line).segments] == [False]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What you will do", "duties"),
        ("## Requirements", "musts"),
        ("**Nice to have**", "nice"),
        ("Benefits:", "benefits"),
        ("About us", "about"),
        ("REQUIREMENTS", "musts"),
    ],
)
def test_a_heading_tells_the_kind_of_what_follows(heading: str, kind: str) -> None:
    document = taken(heading, "- Something of the kind", "Responsibilities", "- Ship it")
    assert (document.parts[1].kind, document.parts[1].known) == (kind, True)
    assert [one.kind for one in document.segments] == [kind, "duties"]


def test_where_nothing_else_tells_the_duties_what_is_said_of_the_company_may() -> None:
    assert [one.kind for one in taken("About us", "- Something of the kind").segments] == ["intro"]


def test_an_unknown_heading_continues_the_duties_and_nothing_that_is_said_of_the_company() -> None:
    assert [part.kind for part in taken("What you will do", "- Ship", "## Zebras", "- Own").parts][-1] == "duties"
    assert [part.kind for part in taken("About us", "- Ship", "## Zebras", "- Own").parts][-1] == "other"


@pytest.mark.parametrize("ending", [".", ",", ";", "!"])
def test_a_line_that_ends_as_a_sentence_is_no_heading(ending: str) -> None:
    assert taken(f"Requirements{ending}", "- Python").lines[0].heading is None


def test_a_last_line_is_no_heading_since_nothing_follows_it() -> None:
    assert taken("- Python", "Requirements").lines[-1].heading is None


def test_a_label_before_a_colon_tells_the_kind_of_its_sentence() -> None:
    assert [one.kind for one in taken("Requirements: five years of Python").segments] == ["musts"]


def test_a_sentence_that_was_wrapped_is_joined_and_one_that_ended_is_not() -> None:
    assert quotes(taken("We build agents", "for our customers.")) == ["We build agents\nfor our customers."]
    assert quotes(taken("We build agents.", "for our customers")) == ["We build agents.", "for our customers"]
    assert quotes(taken("We build agents", "", "for our customers")) == ["We build agents", "for our customers"]


def test_the_first_line_is_the_title_unless_it_is_as_long_as_a_sentence() -> None:
    assert taken("# **AI Engineer**:", "Ship it.", title=None).title == "AI Engineer"
    assert (taken("x" * 160, title=None).title, taken("x" * 161, title=None).title) == ("x" * 160, "")
    assert quotes(taken("x" * 161, title=None)) == ["x" * 161]
    assert quotes(taken("AI Engineer", "Ship it.", title="Other")) == ["AI Engineer", "Ship it."]


def test_a_texts_vocabulary_holds_title_headings_and_sentences() -> None:
    assert {"engineer", "requirement", "python"} <= taken("Requirements", "- Python").vocabulary


ENGLISH, FOREIGN = {"the", "and"}, {"und", "der"}


@pytest.mark.parametrize(
    ("words", "english"),
    [
        (["und"] * 29, True),
        (["und"] * 30, False),
        (["the"] + ["und"] * 30, True),
        (["the"] + ["und"] * 40, False),
        (["zebra"] * 40, True),
        (["жук"] * 20 + ["zebra"] * 20, False),
        (["жук"] * 19 + ["zebra"] * 21, True),
        (["the"] * 500 + ["und"] * 5000, True),
        (["und"] * 500 + ["the"] * 5000, False),
    ],
)
def test_a_language_is_told_by_its_small_words_or_its_script(words: list[str], english: bool) -> None:
    assert is_english(words, ENGLISH, FOREIGN) is english


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("You might thrive in this role if you", "musts"),
        ("You will be successful in this role if you have:", "musts"),
        ("If You've Got It - We Want It", "musts"),
        ("As A Valued Member Of Our Small Team, You Will...", "duties"),
        ("Why You'll Love This Role", "intro"),
        ("Why You'll Love Us", "benefits"),
    ],
)
def test_a_heading_in_other_words_names_its_section(heading: str, kind: str) -> None:
    document = taken("Who we are", "We ship.", "", heading, "- Python in production, and more of it")
    assert [part.kind for part in document.parts if part.heading and part.heading[:6] == heading[:6]] == [kind]


def test_single_words_in_bullets_are_headings_where_they_name_what_is_asked() -> None:
    document = taken("Qualifications", "- Required", "- Python in production", "- Preferred", "- Rust in production")
    assert [one.kind for one in document.segments] == ["musts", "nice"]


def test_a_line_that_goes_on_in_the_middle_of_a_sentence_is_no_heading() -> None:
    document = taken("Requirements", "- A degree in some field", "or equivalent practical experience", "- Python")
    assert [document.quote(one.start, one.end).replace("\n", " ") for one in document.segments] == [
        "A degree in some field or equivalent practical experience",
        "Python",
    ]


@given(st.text(alphabet="ab\n", max_size=20), st.lists(st.sampled_from(["a", "b", "ab", "bb"]), max_size=3))
def test_the_lines_that_hold_a_literal_are_found_once_and_in_order(text: str, literals: list[str]) -> None:
    lines = [text[start:end] for start, end in lines_with(text, literals)]
    assert lines == [line for line in text.split("\n") if any(literal in line for literal in literals)]


def test_a_list_in_one_line_is_read_item_by_item_and_a_line_of_facts_stays_one() -> None:
    items = ["Build backend services in Java", "Write tests and review the code of others", "Improve the build"]
    glued = "What you will do:" + "".join(f"•{item} with the team, week after week" for item in items)
    lines = lines_of(glued)
    assert [glued[one.start : one.end] for one in cut_at_bullets(glued, lines)] == [
        "What you will do:",
        *(f"•{item} with the team, week after week" for item in items),
    ]
    facts = "Oslo • Hybrid • Full time • From January"
    assert len(cut_at_bullets(facts, lines_of(facts))) == 1


@pytest.mark.parametrize(
    ("between", "items"), [(" - ", 4), (" * ", 4), (" – ", 4), ("-", 1), (" - and ", 1), (" 10 - 20 ", 1)]
)
def test_a_dash_parts_items_where_several_stand_before_a_capital_on_a_long_line(between: str, items: int) -> None:
    said = "Build the services that our customers see, with the team and week after week"
    glued = between.join(("What you will do:", said, said, said))
    assert len(cut_at_bullets(plain_text(glued).plain, lines_of(glued))) == items
    one = f"{said}{between}{said} {said.lower()}"
    assert len(cut_at_bullets(plain_text(one).plain, lines_of(one))) == 1, "one dash is a pause"


def test_a_whole_posting_in_one_line_is_cut_at_its_headings_and_at_the_items_below_them() -> None:
    duty, must = "Build the services that our customers see and use.", "Years of work on services that many people use."
    document = taken(f"We sell tea. Responsibilities {f' - {duty}' * 4} Requirements: {f' - {must}' * 5}")
    kinds = [(one.kind, one.bullet) for one in document.segments]
    assert kinds[1:] == [*4 * [("duties", True)], *5 * [("musts", True)]]
    assert quotes(document)[1:] == [*4 * [duty], *5 * [must]]

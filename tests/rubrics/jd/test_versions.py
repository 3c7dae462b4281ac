"""A JD that people approve: which texts are the same one, and when enough people have approved."""

from datetime import UTC, datetime, timedelta

import pytest

from rubrics.jd.versions import Approver, JdState, JdVersion, lines_of, text_digest

TEXT = """AI Engineer

What you'll do
- Build *retrieval* with 3+ years of Python
- Base pay: $120,000–$150,000 a year
"""
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "published",
    [
        TEXT.replace("\n", "\n\n"),
        TEXT.replace("- ", "• ").replace("'", "’").replace("–", "-"),
        TEXT.replace("- ", "").replace("of Python", "of\nPython").replace("a year", "a\u00a0year"),
        TEXT.upper(),
        "<h1>AI Engineer</h1><p>What you&#39;ll do</p><ul><li>Build <b>retrieval</b> with 3+ years of Python</li>"
        "<li>Base pay: $120,000&ndash;$150,000 a year</li></ul>",
        "# AI Engineer\n## What you'll do\n1. Build retrieval with 3+ years of Python\n"
        "2. Base pay: $120,000–$150,000 a year",
    ],
)
def test_layout_alone_makes_no_other_text(published: str) -> None:
    assert text_digest(published) == text_digest(TEXT)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("3+ years", "4+ years"),
        ("3+ years", "3 years"),
        ("$150,000", "$150.000"),
        ("$120,000–$150,000", "$120,000"),
        ("Build", "Rebuild"),
        ("- Base pay: $120,000–$150,000 a year\n", ""),
    ],
)
def test_any_other_word_figure_or_sign_makes_another_text(words: str, others: str) -> None:
    assert text_digest(TEXT.replace(words, others)) != text_digest(TEXT)


def test_more_than_a_figure_is_no_mark_of_a_quotation() -> None:
    assert text_digest("AI Engineer\n- > 5 years of Python") != text_digest("AI Engineer\n- 5 years of Python")
    assert text_digest("> AI Engineer\n> Python") == text_digest("AI Engineer\nPython")


def test_lines_keep_their_words_and_lose_their_marks() -> None:
    assert lines_of(TEXT) == [
        "AI Engineer",
        "What you'll do",
        "Build retrieval with 3+ years of Python",
        "Base pay: $120,000-$150,000 a year",
    ]
    assert lines_of("- snake_case names, 2 * 3 * 4\n\n---\n") == ["snake_case names, 2 * 3 * 4"]


def version(needed: int, *people: Approver, state: JdState = JdState.IN_REVIEW) -> JdVersion:
    return JdVersion(
        id="1",
        team_id="T1",
        series="O1",
        version=1,
        opening="O1",
        title="AI Engineer",
        text=TEXT,
        digest=text_digest(TEXT),
        needed=needed,
        asked_by="U_RITA",
        asked_at=NOW,
        state=state,
        approvers=people,
    )


def test_a_text_is_frozen_once_so_many_have_approved() -> None:
    hana, ivan = Approver(person="U_HANA"), Approver(person="U_IVAN")
    late = Approver(person="U_HANA", approved_at=NOW + timedelta(hours=1))
    early = Approver(person="U_IVAN", approved_at=NOW)
    assert not version(1, hana, ivan).is_enough
    assert version(1, hana, early).is_enough
    assert version(2, hana, early).left == 1
    done = version(2, late, early)
    assert done.is_enough
    assert [each.person for each in done.approved_by] == ["U_IVAN", "U_HANA"], "the first first"


def test_its_author_is_never_counted() -> None:
    own = Approver(person="U_RITA", approved_at=NOW)
    assert not version(1, own).is_enough
    assert not version(2, own, Approver(person="U_HANA", approved_at=NOW)).is_enough


def test_it_waits_for_those_who_were_asked_and_have_not_approved() -> None:
    hana = Approver(person="U_HANA")
    assert version(1, hana).waits_for("U_HANA")
    assert not version(1, hana).waits_for("U_IVAN")
    assert not version(1, Approver(person="U_HANA", approved_at=NOW)).waits_for("U_HANA")
    assert not version(1, hana, state=JdState.WITHDRAWN).waits_for("U_HANA")

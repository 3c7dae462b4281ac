"""Words are found by key, escaped by where they are shown, and in another language where it has them."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from bot.errors import Refusal
from bot.wording.phrases import chance, count, dated, figure, percent, plainly_listed, with_article, written_out
from bot.wording.words import Speaker, plain_words, words
from tests.conftest import START

HOSTILE = "<!channel> *bold* & `code`"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "de").mkdir()
    two = "{% block two %}Two{% endblock %}"
    (tmp_path / "tale.mrkdwn.j2").write_text("{% block one %}Hello {{ name }}{% endblock %}" + two)
    (tmp_path / "tale.plain.j2").write_text("{% block one %}Hi {{ name }}{% endblock %}")
    (tmp_path / "de" / "tale.mrkdwn.j2").write_text("{% block one %}Hallo {{ name }}{% endblock %}")
    return tmp_path


def test_what_people_wrote_is_escaped_in_mrkdwn_and_literal_in_plain_text(folder: Path) -> None:
    speaker = Speaker(folders=[folder])
    assert speaker.render("tale.one", "mrkdwn", {"name": HOSTILE}).startswith("Hello &lt;!channel&gt; ")
    assert "*" not in speaker.render("tale.one", "mrkdwn", {"name": HOSTILE})
    assert speaker.render("tale.one", "plain", {"name": HOSTILE}) == f"Hi {HOSTILE}"


def test_another_language_speaks_where_it_has_words_and_english_elsewhere(folder: Path) -> None:
    german = Speaker("de", [folder])
    assert german.render("tale.one", "mrkdwn", {"name": "Ida"}) == "Hallo Ida"
    assert german.render("tale.two", "mrkdwn", {}) == "Two"
    assert german.render("tale.one", "plain", {"name": "Ida"}) == "Hi Ida"


def test_a_language_without_words_is_refused(folder: Path) -> None:
    with pytest.raises(Refusal):
        Speaker("fr", [folder])


def test_a_missing_value_is_an_error(folder: Path) -> None:
    with pytest.raises(UndefinedError):
        Speaker(folders=[folder]).render("tale.one", "mrkdwn", {})


def test_both_kinds_render_what_the_features_hold() -> None:
    assert "Did you mean" in words("help.unknown", word="x", near=["/loop"])
    assert plain_words("refusals.form") == "Some fields need a change."


@pytest.mark.parametrize(
    ("put", "read"),
    [
        (percent(0.362), "36%"),
        (percent(0.001), "less than 1%"),
        (percent(0.999), "more than 99%"),
        (percent(1), "100%"),
        (percent(0), "0%"),
        (chance(0.0301), "4%"),
        (chance(0.649), "64%"),
        (count(1, "scorecard"), "1 scorecard"),
        (count(1204, "word"), "1,204 words"),
        (count(2, "entry", "entries"), "2 entries"),
        (dated(START.date()), "Mar 2, 2026"),
        (written_out(START), "Mar 2, 2026 at 9:00 AM UTC"),
        (written_out(START.replace(hour=0, minute=5)), "Mar 2, 2026 at 12:05 AM UTC"),
        (written_out(START.replace(hour=12)), "Mar 2, 2026 at 12:00 PM UTC"),
        (plainly_listed([]), ""),
        (plainly_listed(["a"]), "a"),
        (plainly_listed(["a", "b", "c"], "or"), "a, b or c"),
        (figure(3.0), "3.0"),
        (figure(3.25), "3.25"),
        (with_article("ML Engineer"), "an ML Engineer"),
        (with_article("user researcher"), "a user researcher"),
    ],
)
def test_numbers_days_and_lists_are_put_one_way(put: str, read: str) -> None:
    assert put == read

"""However someone types what a candidate goes by, it is read as the same name, code or account."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.panel.candidate_names import (
    WHOLE,
    begins,
    name_kept,
    name_key,
    name_typed,
    name_words,
    nearest_candidates,
    words_found_by,
)

ALIKE = [
    ("Dana Fox", "“Dana Fox”", "«dana FOX»", "‘Dana Fox’", "Fox, Dana", "fox dana", "@Dana Fox", "*Dana Fox*"),
    ("José Nguyễn", "jose nguyen", "NGUYEN Jose\u0301", "Jose\u0301 Nguye\u0302\u0303n"),
    ("O’Brien, Pat", "Pat O'Brien", "pat obrien", "Pat OʼBrien", "Pat O`Brien"),
    ("Jean-Luc Søndergård", "jean luc sondergard", "Jean–Luc Sondergard", "Jean\u2011Luc Søndergård"),
    ("Łukasz Weiß", "lukasz weiss"),
    ("\u202eRobin \u05e0\u05d5\u05e2\u05d4", "robin \u05e0\u05d5\u05e2\u05d4"),
    ("Zoë\u00a0Öz", "zoe oz"),
]


@pytest.mark.parametrize("typed", ALIKE, ids=lambda typed: typed[0])
def test_one_name_is_read_alike_however_it_is_typed(typed: tuple[str, ...]) -> None:
    assert len({name_key(each) for each in typed}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("たかだ", "たかた"),
        ("李娜", "王伟"),
        ("हिना", "हीना"),
        ("Dana Fox", "Dana Fix"),
        ("🦊", "🐻"),
        ("Ann Li", "Annli"),
    ],
)
def test_other_names_stay_other_names(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("nothing", ["", "  ", "\u202e", "\u200b\u00ad"])
def test_what_nobody_sees_is_no_name(nothing: str) -> None:
    assert name_key(nothing) == ""


@pytest.mark.parametrize(
    ("typed", "code", "name"),
    [
        ("Dana Fox (C-7M3P)", "C-7M3P", "dana fox"),
        ("\u2068Dana Fox (c-7m3p)\u2069", "C-7M3P", "dana fox"),
        ("c–7m3p", "C-7M3P", ""),
        ("Loop C-7M3P", "C-7M3P", "loop"),
        ("Mac-C-7M3P", "", "7m3p c mac"),
        ("Jean Cole", "", "cole jean"),
    ],
)
def test_a_label_as_it_is_printed_is_read_as_name_and_code(typed: str, code: str, name: str) -> None:
    asked = name_typed(typed)
    assert (asked.code, name_key(asked.name)) == (code, name)


def test_a_mention_is_read_as_an_account_with_the_name_in_it() -> None:
    asked = name_typed("<@U0DANA|dana.fox>")
    assert (asked.account, asked.key) == ("U0DANA", "dana fox")
    assert name_typed("<@U0DANA>").account == "U0DANA"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" “Dana  Fox” ", "Dana Fox"), ("@dana", "dana"), ('""', '""'), ("Robert “Bob” Fox", "Robert “Bob” Fox")],
)
def test_a_name_is_kept_without_the_quotes_around_it(typed: str, kept: str) -> None:
    assert name_kept(typed) == kept


def test_a_name_is_found_by_each_word_and_by_the_whole_which_no_word_is_taken_for() -> None:
    assert words_found_by("José Nguyễn") == {"jose", "nguyen", f"{WHOLE}jose nguyen"}
    assert name_words("=dana") == ["dana"]


def test_the_beginnings_of_words_stand_for_a_name() -> None:
    fox = name_words("Dana Maria Fox")
    assert begins(name_words("D. Fox"), fox)
    assert begins(name_words("fo"), fox)
    assert not begins(name_words("ana fox"), fox)
    assert not begins([], fox)


KNOWN = {"C-7M3P": "Dana Fox", "C-AC9E": "José Nguyễn", "C-RH4T": "Pat O'Brien", "C-WWXY": "Robin Hale"}


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Dana Fix", ["C-7M3P"]),
        ("Danafox", ["C-7M3P"]),
        ("nguyne", ["C-AC9E"]),
        ("obrian", ["C-RH4T"]),
        ("Haile, Robyn", ["C-WWXY"]),
        ("C-7M3F", ["C-7M3P"]),
        ("C-AAAA", []),
        ("Kim Reyes", []),
        ("%", []),
    ],
)
def test_a_misspelled_name_or_code_is_near_to_whom_it_may_mean(typed: str, near: list[str]) -> None:
    assert nearest_candidates(typed, KNOWN) == near


@given(st.text(max_size=40))
def test_reading_a_name_again_changes_nothing(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key
    assert name_key(name_kept(name)) == key


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_order_of_words_means_nothing(one: str, other: str) -> None:
    assert name_key(f"{one} {other}") == name_key(f"{other} {one}")

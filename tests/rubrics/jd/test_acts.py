"""What sentences have someone do is read with whose work it is, and how far it is meant."""

from datetime import date

import pytest

from rubrics.jd.reading.acts import Act, Choice
from rubrics.jd.review import read
from rubrics.jd.text.lists import ListKind
from tests.built_in import KNOWLEDGE

POSTING = "AI Engineer\n\nWhat you'll do\n- Ship our product\n- {line}\n- Fix bugs\n"


def act(line: str, thing: str = "agents") -> Act:
    reading = read(KNOWLEDGE, POSTING.format(line=line), title=None, location=None, today=date(2026, 11, 30))
    return next(one for one in reading.acts_of(ListKind.CONCEPT) if one.thing == thing)


def test_an_act_is_a_verb_with_its_object() -> None:
    found = act("Design and build agents for our support desk")
    assert found.verbs == ("design", "build")
    assert found.certain


@pytest.mark.parametrize(
    "line",
    [
        "Help our enterprise customers build agents",
        "Coach the engineers who build agents",
        "Build the platform that powers agents",
        "Collaborate with the team on agents",
        "Run a cluster to power agents",
    ],
)
def test_what_others_do_is_not_the_persons_own(line: str) -> None:
    found = act(line.replace("that powers", "that power"))
    assert not found.own
    assert not found.certain


@pytest.mark.parametrize(
    "line", ["Work with designers to build agents", "Help build agents", "Build agents for customers"]
)
def test_work_beside_others_or_for_them_is_ones_own(line: str) -> None:
    assert act(line).certain


def test_what_is_waived_is_told() -> None:
    assert act("You won't build agents").waived


def test_examples_and_choices_are_told() -> None:
    assert act("Try new tools such as agents").choice is Choice.EXAMPLE
    assert act("Build one of these: agents or chat").choice is Choice.ONE_OF


def test_a_wish_is_optional() -> None:
    text = "AI Engineer\n\nNice to have\n- Experience with agents\n"
    reading = read(KNOWLEDGE, text, title=None, location=None, today=date(2026, 11, 30))
    assert [one.optional for one in reading.acts_of(ListKind.CONCEPT) if one.thing == "agents"] == [True]

"""Loops on scales of other points and rubrics of other shapes, from the invitation to the record."""

import re
from pathlib import Path

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.lookup import Catalogue
from tests.other_scales import ROLES
from tests.stories.acting import (
    ON_SQLITE,
    close_all,
    evidence_fields,
    in_channel,
    in_thread,
    modal,
    open_card,
    rating_fields,
)
from tests.stories.conftest import Worker, open_by_hand

FIVES = re.compile(r"of 5\b|1 to 5\b")
"""What nothing may say that is rated on another scale; progress reads "3 of 4 scorecards"."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The built-in definitions, and four roles of other scales and shapes."""
    folder: Path = tmp_path_factory.mktemp("ours")
    for name, text in ROLES.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def submit(person: Person, rating: int, recommendation: str, permits: list[int]) -> str:
    """Fill in what one's scorecard asks, a check by the next of `permits`, and submit it; return what it showed."""
    open_card(person)
    shown = modal(person).plain
    for field in rating_fields(person):
        person.fill({field: str(permits.pop(0) if field == "rating:work-permit" else rating)})
    person.fill({"recommendation": recommendation})
    person.fill(dict.fromkeys(evidence_fields(person), "Took an angry call and ended it calmly"))
    assert person.submit().action == "updated", modal(person).plain
    close_all(person)
    return shown


def read(person: Person, slack: LocalSlack) -> dict[str, str]:
    """Return what the signal and all that stands behind it say to someone who may read it."""
    post = next(each for each in reversed(in_channel(slack)) if "Why?" in each.plain)
    said = {"post": post.plain, "thread": "\n".join(each.plain for each in in_thread(slack, post))}
    for action in ("signal_why", "signal_matrix"):
        person.click(post, action)
        said[action] = modal(person).plain
        close_all(person)
    person.command("/rubric", "show Dana Fox")
    person.command("/loop", "record Dana Fox")
    said["record"] = modal(person).plain if person.modal else ""
    close_all(person)
    return said


@pytest.fixture
def judged(rita: Person, hana: Person, panel: list[Person], services: Services, worker: Worker, slack: LocalSlack):
    """Opens a loop for a role and has all submit the same; returns all scorecards as shown, and what is read then."""

    def judge(role: str, rating: int, said: str = "yes", *permits: int) -> tuple[str, dict[str, str]]:
        open_by_hand(rita, services, worker, role=role)
        answers = [*permits, 2, 2, 2, 2]
        cards = [submit(person, rating, said, answers) for person in panel]
        worker()
        return "\n".join(cards), read(hana, slack)

    return judge


def test_four_named_points_are_met_by_their_names_and_one_no_knocks_out(judged) -> None:
    cards, said = judged("support-four", 4, "strong_yes", 1)
    assert "3 · Hire: Shows step 3" in cards
    assert "2 · Lean no" in cards
    assert "of 4" in said["post"]
    assert "Split" in said["post"]
    assert "Work permit, knock-out: 1 of 2 yes" in said["post"]
    assert "No" in said["signal_matrix"]
    assert not FIVES.search("".join(said.values()))


@ON_SQLITE
def test_uneven_points_are_added_up_on_the_line_and_shown_as_points(judged) -> None:
    cards, said = judged("support-seven", 6)
    assert "2 · between 1 and 4" in cards
    assert "of 7" in said["post"]
    assert "Within 2 points" in said["signal_matrix"]
    assert not FIVES.search("".join(said.values()))


@ON_SQLITE
def test_without_arithmetic_there_is_a_tally_and_neither_score_nor_bar(judged) -> None:
    cards, said = judged("support-count", 4)
    assert "Evidence: Calm" in cards
    assert "4 yes" in said["post"]
    assert "Recommendations only" in said["post"]
    assert "no arithmetic" in said["signal_why"]
    for text in (said["post"], said["thread"], said["signal_why"], said["signal_matrix"]):
        assert not re.search(r"\bbar\b|likely", text)


@ON_SQLITE
def test_fourteen_competencies_are_divided_and_fit_everywhere(judged) -> None:
    cards, said = judged("support-many", 4)
    assert all(f"Part {letter}" in cards for letter in "ABCDEFGHIJKLMN")
    assert "Part N" in said["signal_matrix"]
    assert "Part N" in said["thread"]

"""How someone rates in interviews: from ten shared candidates on, beside colleagues, for them alone."""

from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.features.calibration.read_habits import OwnHabits, habits_for
from bot.features.calibration.show_habits import HABITS, card
from bot.features.home.read_home import home_facts
from bot.features.home.show_home import home
from bot.features.loop.override_deadline import override_deadline
from bot.playground.slack.limits import accept_view
from bot.wiring import Actor, Services
from storage.people import PersonRow
from tests.bot.features.opened_loop import IDA, IVAN, OTTO, RITA, TEAM, opened, submitted
from tests.bot.features.opened_loop import card as filled
from tests.conftest import Clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def rated(services: Services, number: int, *, ivan: str = "5", ida: str = "3") -> None:
    loop = opened(services, f"Candidate {number:02}")
    submitted(services, loop, IVAN, filled(loop, IVAN, ivan, evidence="Seen and heard in the interview."), "V1")
    submitted(services, loop, IDA, filled(loop, IDA, ida), "V2")


def habits(services: Services, who: Actor) -> OwnHabits:
    return habits_for(services.workspace(TEAM), who)


def on_home(services: Services, who: Actor) -> bool:
    workspace = services.workspace(TEAM)
    return HABITS in str(home(home_facts(workspace, who), workspace.now, workspace.catalogue))


def test_nothing_is_said_below_ten_candidates_and_from_then_on_to_each_their_own(services: Services) -> None:
    for number in range(9):
        rated(services, number)
    assert habits(services, IVAN) == OwnHabits(9, None)
    assert not on_home(services, IVAN)
    assert "9 of 10 candidates" in str(card(habits(services, IVAN)))
    rated(services, 9)
    own, idas = habits(services, IVAN).habits, habits(services, IDA).habits
    assert own is not None
    assert idas is not None
    assert own.distance.raw == pytest.approx(-idas.distance.raw)
    assert own.distance.differs
    assert 0 < own.distance.severity < own.distance.raw
    assert (own.own.ratings, own.others.ratings) == ((5,), (3,))
    assert (own.scorecards, own.late, own.training) == (10, 0, None)
    assert on_home(services, IVAN)
    shown = card(habits(services, IVAN))
    accept_view(shown, "modal")
    assert "You rate higher than your colleagues" in str(shown)
    assert "U0IDA" not in str(shown)


def test_who_rated_in_no_panel_has_nothing_to_read_of_those_who_did(services: Services) -> None:
    for number in range(10):
        rated(services, number)
    for who in (RITA, OTTO):
        assert habits(services, who) == OwnHabits(0, None)
        assert not on_home(services, who)


def test_a_sealed_panel_counts_only_once_it_is_revealed(services: Services) -> None:
    for number in range(9):
        rated(services, number)
    loop = opened(services, "Candidate 10")
    submitted(services, loop, IVAN, filled(loop, IVAN, "4"), "V1")
    assert habits(services, IVAN).candidates == 9


def test_a_change_after_the_reveal_is_no_part_of_it(services: Services) -> None:
    for number in range(10):
        rated(services, number)
    before = habits(services, IVAN)
    loop = opened(services, "Candidate 11")
    submitted(services, loop, IVAN, filled(loop, IVAN, "5", evidence="Seen and heard."), "V1")
    submitted(services, loop, IDA, filled(loop, IDA, "3"), "V2")
    sealed = habits(services, IVAN)
    again = filled(loop, IVAN, "1", evidence="Seen and heard, and thought over.", reason="I had misread my notes.")
    submitted(services, loop, IVAN, again, "V3")
    assert habits(services, IVAN) == sealed != before


def test_what_is_older_than_two_years_says_nothing_any_more(services: Services, now: Clock) -> None:
    for number in range(10):
        rated(services, number)
    now.tick(days=729)
    assert habits(services, IVAN).candidates == 10
    now.tick(days=2)
    assert habits(services, IVAN).candidates == 0


def test_a_scorecard_after_the_deadline_is_late(services: Services, now: Clock) -> None:
    for number in range(9):
        rated(services, number)
    loop = opened(services, "Candidate 10")
    submitted(services, loop, IDA, filled(loop, IDA, "3"), "V2")
    now.tick(days=3)
    submitted(services, loop, IVAN, filled(loop, IVAN, "4"), "V1")
    own, idas = habits(services, IVAN).habits, habits(services, IDA).habits
    assert own is not None
    assert idas is not None
    assert (own.late, idas.late) == (1, 0)


def test_a_late_change_of_a_scorecard_that_came_in_time_makes_no_one_late(services: Services, now: Clock) -> None:
    for number in range(9):
        rated(services, number)
    loop = opened(services, "Candidate 10")
    submitted(services, loop, IVAN, filled(loop, IVAN, "4"), "V1")
    now.tick(days=3)
    submitted(services, loop, IVAN, filled(loop, IVAN, "3"), "V3")
    submitted(services, loop, IDA, filled(loop, IDA, "3"), "V2")
    own, idas = habits(services, IVAN).habits, habits(services, IDA).habits
    assert own is not None
    assert idas is not None
    assert (own.late, idas.late) == (0, 1)


def test_a_scorecard_that_came_after_the_reveal_is_late_and_nothing_else_of_it_counts(
    services: Services, now: Clock
) -> None:
    for number in range(10):
        rated(services, number)
    before = habits(services, IDA).habits
    loop = opened(services, "Candidate 11")
    submitted(services, loop, IVAN, filled(loop, IVAN, "4"), "V1")
    now.tick(days=3)
    override_deadline(services.workspace(TEAM), RITA, loop.id, "The candidate is waiting")
    submitted(services, loop, IDA, filled(loop, IDA, "1", evidence="Heard.", reason="I was out sick"), "V2")
    after = habits(services, IDA).habits
    assert before is not None
    assert after == before.model_copy(update={"scorecards": 11, "late": 1})


def test_a_guest_is_told_nothing(services: Services) -> None:
    with services.sessions.begin() as session:
        guest = PersonRow(team_id=TEAM, user_id="U0GUEST", is_guest=True, fetched_at=services.now() - timedelta(1))
        session.add(guest)
    with pytest.raises(Refusal):
        habits(services, Actor(TEAM, "U0GUEST"))

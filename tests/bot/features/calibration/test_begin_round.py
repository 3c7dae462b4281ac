"""How long a round takes ratings: as long as those who were asked last were told, and no longer for who joins."""

from datetime import datetime, timedelta

from bot.features.calibration.begin_round import Sending, begin_rating, send_round
from bot.features.calibration.read_rounds import overview
from bot.wiring import Actor, Services
from tests.bot.features.opened_loop import IDA, IVAN, TEAM
from tests.conftest import Clock

SET = "ai-engineer"


def sent(services: Services, days: int, *, request: str) -> datetime:
    """Have Ivan send the answers to Ida, and return when the round closes."""
    asked = Sending(set_id=SET, people=[IDA.user], channel=None, days=days)
    return send_round(services.workspace(TEAM), IVAN, asked, request=request).closes_at


def closing(services: Services, who: Actor) -> datetime:
    ((around, _),) = overview(services.workspace(TEAM), who).rounds
    return around.closes_at


def test_who_joins_a_round_keeps_no_one_waiting_longer(services: Services, now: Clock) -> None:
    closes = sent(services, 3, request="V1")
    now.tick(days=1)
    begin_rating(services.workspace(TEAM), IVAN, SET)
    assert closing(services, IVAN) == closes


def test_who_sends_it_on_leaves_those_who_are_asked_the_time_they_are_told(services: Services, now: Clock) -> None:
    first = sent(services, 7, request="V1")
    assert sent(services, 3, request="V2") == first, "no one's time is cut"
    now.tick(days=5)
    assert sent(services, 7, request="V3") == first + timedelta(days=5)

"""What tests of learned histories do by hand: switch them on, and close panel after panel."""

from collections.abc import Callable

from sqlalchemy import select

from bot.features.loop.learn_history import learn_history
from bot.features.workspace.change_settings import change_settings
from bot.features.workspace.declared import PINNED_HISTORY
from bot.features.workspace.kinds import Switch
from bot.wiring import Actor, Services
from rubrics.panel.loop import Loop
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.signal import HireSignal
from storage.history import GATHERING, ClosedPanelRow
from storage.loop_reading import loop_by_id
from storage.signals import signals_of
from tests.bot.features.opened_loop import IDA, IVAN, RITA, TEAM, card, opened, submitted
from tests.conftest import Clock

ENOUGH = 10
Learn = Callable[[], None]


def learning(services: Services, now: Clock) -> Learn:
    """Return what lets the worker's step run until nothing is left to be done, a minute later too."""

    def run() -> None:
        for _ in range(2):
            while learn_history(services):
                pass
            now.tick(seconds=GATHERING.total_seconds())

    return run


def switch(services: Services, *, on: bool, what: Switch = PINNED_HISTORY, actor: Actor = RITA) -> None:
    """Set one of the two options."""
    change_settings(services.workspace(TEAM), actor, {what: on})


def closed(services: Services, candidate: str, *, rating: int = 4) -> Loop:
    """Open a loop and have both its scorecards in, the second a point below the first."""
    loop = opened(services, candidate)
    for actor, given in ((IVAN, rating), (IDA, rating - 1)):
        submitted(services, loop, actor, card(loop, actor, str(given), evidence="They built it twice."))
    return loop


def close_many(services: Services, number: int = ENOUGH) -> list[Loop]:
    """Close so many candidates' panels, of three levels."""
    return [closed(services, f"Candidate {'ABCDEFGHIJKLMNOP'[n]}", rating=3 + n % 3) for n in range(number)]


def kept(services: Services) -> list[str]:
    """Return whose panels are kept, by their first stages."""
    with services.reads() as session:
        return list(session.scalars(select(ClosedPanelRow.first_stage_id)))


def pinned(services: Services, loop: Loop) -> PinnedHistory | None:
    """Return what a loop was given at its opening."""
    with services.reads() as session:
        found = loop_by_id(session, TEAM, loop.id)
        assert found is not None
        return found.history


def signal(services: Services, loop: Loop) -> HireSignal:
    """Return a loop's newest signal."""
    with services.reads() as session:
        return signals_of(session, loop.id)[-1]

"""Which openings someone may know of, and which of them words mean; whatever concerns one opening asks here first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import NextStep, Refusal, reason
from bot.features.doors import NEW_OPENING, YOUR_OPENINGS, Door
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.catalogue.names import close_names, folded
from rubrics.panel.permissions import Viewer, may_run_opening
from rubrics.panel.plan import Opening, OpeningState
from storage.openings import OpeningRow, opening_of_channel, opening_row, opening_value, openings_run_by

RUNNING = (OpeningState.OPEN, OpeningState.ON_HOLD)
MOST_SEARCHED = 500
"""Openings that words are compared with, the latest: more than a company of ten thousand has at once."""


@dataclass(frozen=True)
class KnownOpening:
    """An opening that the actor may know of, as a row to change and as a value."""

    row: OpeningRow
    opening: Opening
    asking: Viewer


def no_such_opening() -> Refusal:
    """Return the one answer to "not there" and to "not yours"."""
    return Refusal("opening_refusals.no_such_opening", steps=(YOUR_OPENINGS, NEW_OPENING))


def opening_known_to(
    workspace: Workspace, session: Session, actor: Actor, opening_id: str, *, lock: bool = False
) -> KnownOpening:
    """Return an opening that the actor runs, held for writing with `lock`; raises Refusal otherwise."""
    row = opening_row(session, actor.team, opening_id, lock=lock)
    asking = viewer(workspace, session, actor)
    if row is None or row.channel_id is None:
        raise no_such_opening()
    opening = opening_value(row)
    if not may_run_opening(opening, asking):
        raise no_such_opening()
    return KnownOpening(row, opening, asking)


def opening_for_loop(workspace: Workspace, session: Session, actor: Actor, opening_id: str) -> KnownOpening:
    """Return an opening that the actor may open a loop for; raises Refusal where it is on hold or closed."""
    known = opening_known_to(workspace, session, actor, opening_id)
    if known.opening.state is not OpeningState.OPEN:
        steps = (_open(known.opening), NEW_OPENING)
        raise Refusal("opening_refusals.takes_no_loops", steps=steps, opening=known.opening)
    return known


def openings_known(
    session: Session, actor: Actor, asking: Viewer, states: Sequence[OpeningState] = RUNNING, *, most: int
) -> list[Opening]:
    """Return the openings that someone runs, the latest first; an admin's are those of the workspace."""
    if asking.is_outsider:
        return []
    return openings_run_by(session, actor.team, _whose(asking), states, most)


def usual_opening(session: Session, actor: Actor, asking: Viewer, channel: str = "") -> Opening | None:
    """Return the opening that a new loop is likeliest for: that of the channel, else the latest; None without any."""
    if asking.is_outsider:
        return None
    here = opening_of_channel(session, actor.team, _whose(asking), channel) if channel else None
    if here is not None:
        return here
    return next(iter(openings_run_by(session, actor.team, _whose(asking), (OpeningState.OPEN,), 1)), None)


def opening_called(
    session: Session, actor: Actor, asking: Viewer, typed: str, states: Sequence[OpeningState] = RUNNING
) -> Opening:
    """Return the one opening that words mean; raises Refusal with those that come near as buttons."""
    known = openings_known(session, actor, asking, states, most=MOST_SEARCHED)
    meant = openings_like(known, typed)
    if len(meant) == 1:
        return meant[0]
    near = meant or [
        each for name in close_names(typed, [each.name for each in known]) for each in known if each.name == name
    ]
    steps = [_open(opening) for opening in near[:3]]
    raise Refusal("opening_refusals.not_called_so", steps=[*steps, YOUR_OPENINGS], typed=typed, several=bool(meant))


def openings_like(known: Sequence[Opening], typed: str) -> list[Opening]:
    """Return the openings called exactly so, else those whose names hold what was typed."""
    wanted = folded(typed)
    exact = [opening for opening in known if folded(opening.name) == wanted]
    return exact or [opening for opening in known if wanted in folded(opening.name)]


def _open(opening: Opening) -> NextStep:
    return NextStep(reason("opening_labels.called", name=opening.name), Door.OPENING, opening.id)


def _whose(asking: Viewer) -> str | None:
    return None if asking.is_admin else asking.user

"""The debriefs that someone has a part in, for their Home; says of a re-vote only what the debrief itself does."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from bot.wiring import Actor
from rubrics.panel.debrief import Debrief, why_not_debriefed
from rubrics.panel.loop import Loop, LoopState
from rubrics.panel.permissions import Viewer, may_see_content
from storage.debriefs import debriefs_under_way
from storage.loop_lists import ListedLoop


def own_debriefs(session: Session, actor: Actor, loops: Iterable[ListedLoop]) -> dict[str, Debrief]:
    """Return the debriefs that someone has a part in, by loop: they vote, or run the loop."""
    revealed = {each.id: each for each in loops if each.state is LoopState.REVEALED}
    found = debriefs_under_way(session, revealed)
    return {loop: each for loop, each in found.items() if revealed[loop].runs or each.vote_of(actor.user)}


def readable_debrief(loop: Loop, debrief: Debrief | None, asking: Viewer) -> Debrief | None:
    """Return a loop's debrief where something can be done in it, and its panel is the person's to read."""
    if debrief is None or why_not_debriefed(loop) is not None or not may_see_content(loop, asking):
        return None
    return debrief


def is_asked(debrief: Debrief | None, asking: Viewer) -> bool:
    """Tell whether someone's re-vote is waited for."""
    own = debrief.vote_of(asking.user) if debrief is not None and debrief.is_running else None
    return own is not None and own.voted_at is None

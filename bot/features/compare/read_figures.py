"""Reading an opening in figures: status only, so nothing of what anyone rated, and no person's own."""

from dataclasses import dataclass

from bot.features.opening.access import opening_known_to
from bot.wiring import Actor, Workspace
from rubrics.panel.figures import OpeningFigures, figures_of
from rubrics.panel.plan import Opening
from storage.opening_figures import interviews_held, loops_held
from storage.opening_loops import GONE, stages_of_openings


@dataclass(frozen=True)
class FiguresShown:
    """An opening with its figures, over so many candidates."""

    opening: Opening
    figures: OpeningFigures
    candidates: int


def figures_for(workspace: Workspace, actor: Actor, opening_id: str) -> FiguresShown:
    """Return an opening's figures to who runs it; canceled and withdrawn loops are left out. Raises Refusal."""
    with workspace.reads() as session:
        known = opening_known_to(workspace, session, actor, opening_id)
        everyone = known.asking.is_admin
        stages = stages_of_openings(session, actor.team, actor.user, [known.opening.id], everyone=everyone)
        counted = [stage for stage in stages if stage.state not in GONE]
        ids = [stage.id for stage in counted]
        figures = figures_of(interviews_held(session, ids), loops_held(session, ids))
    return FiguresShown(known.opening, figures, len({stage.candidate for stage in counted}))

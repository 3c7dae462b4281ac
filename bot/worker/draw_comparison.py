"""Draws an opening's candidates by competency for who asked, if they may still read it; sends nothing."""

from bot.errors import Refusal
from bot.features.compare import show_competencies
from bot.features.compare.read_comparison import comparison_of
from bot.slack.capabilities import drawings
from bot.wiring import Actor, Services
from bot.worker.scenes import Drawn
from storage.messages import MessageRow


def draw_comparison(services: Services, row: MessageRow) -> Drawn:
    """Return what they read now, and what of it: nothing where there are no two left for them to compare."""
    try:
        compared = comparison_of(services.workspace(row.team_id), Actor(row.team_id, row.recipient), row.subject)
    except Refusal:
        return Drawn(None)
    best, *others = drawings(*show_competencies.messages(compared))
    return Drawn(best, others)

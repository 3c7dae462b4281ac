"""`/opening compare`: an opening's candidates side by side, and the opening in figures."""

from bot.features.compare import show_comparison as view
from bot.features.compare import show_competencies, show_figures
from bot.features.compare.read_comparison import comparison_of
from bot.features.compare.read_figures import figures_for
from bot.features.compare.send_comparison import send_comparison
from bot.features.doors import Door
from bot.features.opening.read_opening import opening_list, opening_meant
from bot.features.opening.show_openings import listing
from bot.slack.block_types import Message, Modal
from bot.slack.capabilities import answer_kinds, drawings, fitting
from bot.slack.commands import Line, Subcommand
from bot.slack.payloads import carried_number
from bot.slack.replying import Asked, on_click, on_page
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons that compare an opening's candidates."""
    on_click(routes, Door.COMPARE, on_compare)
    on_page(routes, view.PAGE, on_compare_page)
    on_click(routes, show_competencies.BY_COMPETENCY, on_competencies)
    on_page(routes, show_competencies.COMPETENCIES_PAGE, on_competencies_page)
    on_page(routes, show_competencies.SEND, on_send)
    on_click(routes, Door.OPENING_FIGURES, on_figures)


def _compare(workspace: Workspace, asked: Asked) -> Message:
    if not asked.text:
        return listing(opening_list(workspace, asked.actor))
    opening = opening_meant(workspace, asked.actor, asked.text)
    ways = drawings(*view.answer(comparison_of(workspace, asked.actor, opening.id)))
    return fitting(ways, answer_kinds(workspace))


SUBCOMMANDS = (
    Subcommand(
        "/opening",
        "compare",
        _compare,
        "[name]",
        (Line("compare [name]", "puts its revealed candidates side by side, ties said as ties"),),
    ),
)


def on_compare(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show an opening's candidates side by side."""
    return view.comparison(comparison_of(workspace, actor, value))


def on_compare_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of them."""
    opening_id, _, page = value.partition(":")
    return view.comparison(comparison_of(workspace, actor, opening_id), carried_number(page))


def on_figures(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show an opening in figures."""
    return show_figures.figures(figures_for(workspace, actor, value))


def on_competencies(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the same by competency, which is noted in the record of each loop."""
    return show_competencies.by_competency(comparison_of(workspace, actor, value, noted=True))


def on_competencies_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of it to the same reader, which is no new reading."""
    opening_id, _, page = value.partition(":")
    return show_competencies.by_competency(comparison_of(workspace, actor, opening_id), carried_number(page))


def on_send(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Send the same to anyone who has it in front of them, and say so there."""
    opening_id, _, page = value.partition(":")
    compared = send_comparison(workspace, actor, opening_id)
    return show_competencies.by_competency(compared, carried_number(page), is_sent=True)

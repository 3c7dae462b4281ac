"""Deciding: the form, what comes of it, dissent, and who decides besides the hiring manager."""

from typing import Any

from bot.errors import FormRefusal, Refusal, reason
from bot.features.debrief import decision_form as form
from bot.features.debrief import show_decision as view
from bot.features.debrief.decide import Wanted, decide
from bot.features.debrief.dissent import dissent, dissent_form_for
from bot.features.debrief.name_delegate import deciders_of, set_deciders
from bot.features.debrief.read_decision import decision_read, to_decide
from bot.features.debrief.undo_decision import undo_decision
from bot.features.doors import Door
from bot.features.loop.listen_running import on_details
from bot.features.loop.read_loop import LoopPage, my_loops
from bot.features.loop.show_loop import which
from bot.features.signal.whom_to_ask import naming_whom_to_ask
from bot.slack.block_types import Modal
from bot.slack.commands import Line, Subcommand
from bot.slack.payloads import Action, carried_number
from bot.slack.replying import Answer, Asked, on_change, on_click, on_page, on_posted_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.panel.decision import Choice, DecisionPost
from rubrics.panel.loop import REVEALED, LoopState


def register(routes: Routes) -> None:
    """Listen to the buttons and forms of decisions."""
    on_posted_click(routes, Door.DECIDE, naming_whom_to_ask(on_decide))
    on_posted_click(routes, Door.ADD_INTERVIEW, naming_whom_to_ask(on_another))
    on_change(routes, form.DECISION.id, on_chosen)
    on_submit(routes, Door.DECIDE, on_decided)
    on_page(routes, view.UNDO, on_undo)
    on_click(routes, Door.DECISION, on_decision)
    on_click(routes, Door.DISSENT, on_dissent)
    on_submit(routes, Door.DISSENT, on_dissented)
    on_click(routes, Door.WHO_DECIDES, on_deciders)
    on_submit(routes, Door.WHO_DECIDES, on_deciders_set)


def on_decide(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Open the form of a decision."""
    shown = to_decide(workspace, actor, value)
    return view.decision_form(shown, view.first_choice(shown))


def on_another(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Open the form of a decision for another interview."""
    return view.decision_form(to_decide(workspace, actor, value), Choice.ANOTHER)


def on_chosen(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:
    """Draw the form with what the choice needs."""
    loop_id, seen = _drawn_for(drawn)
    shown = to_decide(workspace, actor, loop_id)
    chosen = Choice(action.chosen) if action.chosen in list(Choice) else None
    modal = view.decision_form(shown, chosen, drawn)
    return modal | {"private_metadata": f"{shown.loop.id}:{seen}"}  # what stood when it was opened decides


def on_decided(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Record what was decided."""
    loop_id, seen = _drawn_for(filled)
    choice = form.DECISION.offering(view.choices()).need(filled)
    wanted = Wanted(
        choice=Choice(choice),
        seen=seen,
        reason=form.REASON.read(filled) or "",
        focus=form.FOCUS.read(filled) or (),
        interviewer=form.INTERVIEWER.read(filled),
        until=form.UNTIL.read(filled),
    )
    return view.recorded(decide(workspace, actor, loop_id, wanted))


def on_undo(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Take a decision back."""
    loop_id, _, number = value.partition(":")
    return view.undone(undo_decision(workspace, actor, loop_id, carried_number(number)))


def on_decision(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what was decided."""
    return view.decision(decision_read(workspace, actor, value))


def on_dissent(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for a dissent."""
    return view.dissent_form(dissent_form_for(workspace, actor, value))


def on_dissented(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Add a dissent."""
    return view.dissented(dissent(workspace, actor, filled["private_metadata"], form.DISSENT.read(filled) or ""))


def on_deciders(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask who decides, and when the channel reads it."""
    loop, names = deciders_of(workspace, actor, value)
    return view.deciders_form(loop, names=names)


def on_deciders_set(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Set who decides, and when the channel reads it."""
    post = form.POST.read(filled)
    if post not in list(DecisionPost):
        raise FormRefusal({form.POST.block_id: reason(form.POST.missing)})
    loop_id, delegate = filled["private_metadata"], form.DELEGATE.read(filled)
    return on_details(workspace, actor, set_deciders(workspace, actor, loop_id, delegate, DecisionPost(post)).id)


def _drawn_for(view: dict[str, Any]) -> tuple[str, int]:
    """Return which loop a form decides on, and how many entries there were when it was opened."""
    loop_id, _, seen = view["private_metadata"].partition(":")
    return loop_id, carried_number(seen)


def _decide(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/loop decide`: one decision for all of a candidate's stages; without a name, on what waits for one."""
    states = REVEALED if asked.text else (LoopState.REVEALED,)
    page = my_loops(workspace, asked.actor, asked.text, states=states)
    by_candidate = {each.stage.first: each for each in reversed(page.loops) if asked.actor.user in each.deciders}
    loops = [*reversed(by_candidate.values())]
    if len(loops) > 1:
        return which(LoopPage(loops), workspace.now, "decide", Door.DECIDE)
    if not loops and asked.text:
        loops = list(my_loops(workspace, asked.actor, asked.text, most=1).loops)
    if not loops:
        raise Refusal("decision_refusals.none_waits")
    return on_decide(workspace, asked.actor, loops[0].id)


SUBCOMMANDS = (
    Subcommand(
        "/loop",
        "decide",
        _decide,
        "[candidate]",
        (Line("decide [candidate]", "records what you decide on a candidate"),),
    ),
)

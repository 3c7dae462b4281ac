"""`/score` and the scorecard itself: opening it, keeping each change as a draft, submitting it."""

from typing import Any

from bot.features.doors import Door
from bot.features.scorecard import show_scorecard as view
from bot.features.scorecard.card_form import FORM, REASON
from bot.features.scorecard.open_scorecard import (
    ScorecardForm,
    TooEarlyRefusal,
    declare_referral,
    interview_in,
    interview_kit,
    say_it_took_place,
    scorecard_form,
    scorecard_or_choice,
)
from bot.features.scorecard.save_draft import save_draft
from bot.features.scorecard.submit_scorecard import LateChangeRefusal, submit_scorecard
from bot.slack.block_types import Modal
from bot.slack.commands import Command, Line
from bot.slack.forms import autosaved, texts
from bot.slack.payloads import Action
from bot.slack.replying import Answer, Asked, on_change, on_click, on_page, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons that open a scorecard, to every click in it, and to its submit."""
    on_click(routes, Door.OPEN_SCORECARD, on_open)
    on_click(routes, Door.SCORE_LOOP, on_score_loop)
    on_click(routes, Door.INTERVIEW_KIT, on_kit)
    on_click(routes, Door.I_REFERRED, on_referred)
    on_page(routes, view.TOOK_PLACE, on_took_place)
    on_submit(routes, view.SUBMIT, on_submitted)
    for action_id in autosaved(FORM):
        on_change(routes, action_id, view_after_change)


def view_after_change(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal | None:
    """Keep the draft after a click or a change of text; return the modal where it must look different now."""
    interview_id, version = view.drawn_for(drawn["private_metadata"])
    form = save_draft(
        workspace,
        actor,
        interview_id,
        texts(drawn, FORM),
        acted=action.block_id,
        acted_at=action.action_ts,
        version=version,
    )
    if form.version != version:
        return None
    changed = view.form(form.loop, form.interview, form.filled, form.version)
    return changed if view.inputs(drawn) != view.inputs(changed) else None


def on_score(workspace: Workspace, asked: Asked) -> Answer:
    """Open the scorecard that is due, or offer a choice where there are several."""
    try:
        found = scorecard_or_choice(workspace, asked.actor, asked.text)
    except TooEarlyRefusal as early:
        return view.too_early(early.loop, early.interview)
    if isinstance(found, ScorecardForm):
        return _drawn(found)
    return view.choice(found)


COMMAND = Command(
    "/score",
    "Write your scorecard",
    "opens your scorecard: a rating per focus competency, evidence, your recommendation last. Before the panel is "
    "revealed you may amend it freely; it stays sealed until everybody’s is in, or somebody in charge reveals the "
    "panel after the deadline with a reason.",
    on_score,
    "[candidate]",
    lines=(
        Line("", "opens it, or offers a choice where you have several"),
        Line("C-K7P2", "opens the one for that candidate"),
    ),
)


def on_open(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Open one's own scorecard for an interview; before its time, ask whether it took place."""
    try:
        form = scorecard_form(workspace, actor, value)
    except TooEarlyRefusal as early:
        return view.too_early(early.loop, early.interview)
    return _drawn(form)


def on_took_place(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Open the scorecard of an interview that took place before its time."""
    return _drawn(say_it_took_place(workspace, actor, value))


def _drawn(form: ScorecardForm) -> Modal:
    return view.form(form.loop, form.interview, form.filled, form.version, form.resumed_at)


def on_score_loop(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Open one's own scorecard in a loop, from the announcement that everybody in the channel sees."""
    return on_open(workspace, actor, interview_in(workspace, actor, value))


def on_kit(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what to ask in one's own interview."""
    return view.kit(*interview_kit(workspace, actor, value))


def on_referred(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Note that an interviewer referred the candidate."""
    return view.referral_noted(declare_referral(workspace, actor, value))


def on_submitted(workspace: Workspace, actor: Actor, drawn: dict[str, Any]) -> Modal:
    """Store the scorecard; a modal that was left open over the reveal comes back as it is, asking for a reason."""
    interview_id, _ = view.drawn_for(drawn["private_metadata"])
    filled = texts(drawn, FORM)
    try:
        done = submit_scorecard(workspace, actor, interview_id, filled, drawn["id"])
    except LateChangeRefusal as late:
        if REASON.block_id in filled:
            raise
        return view.form(late.form.loop, late.form.interview, late.form.filled, late.form.version)
    return view.stored(done.loop, done.version, revealed=done.revealed, after_reveal=done.after_reveal)

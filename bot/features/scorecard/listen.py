"""`/score` and the scorecard itself: opening it, keeping each change as a draft, submitting it, and what follows."""

from typing import Any

from bot.errors import Refusal
from bot.features.doors import SCORE, YOUR_LOOPS, Door
from bot.features.loop import show_kit
from bot.features.loop.read_loop import my_loops
from bot.features.loop.show_loop import listing
from bot.features.scorecard import show_queue as queue_view
from bot.features.scorecard import show_reveal as reveal_view
from bot.features.scorecard import show_scorecard as view
from bot.features.scorecard.card_form import FORM, REASON
from bot.features.scorecard.choose_scorecard import my_scorecards, scorecard_or_choice
from bot.features.scorecard.open_scorecard import (
    ScorecardForm,
    TooEarlyRefusal,
    declare_referral,
    interview_in,
    interview_kit,
    say_it_took_place,
    scorecard_form,
)
from bot.features.scorecard.read_kit import kit_for
from bot.features.scorecard.read_reveal import note_reveal_read, sides_of
from bot.features.scorecard.save_draft import save_draft
from bot.features.scorecard.submit_scorecard import LateChangeRefusal, submit_scorecard
from bot.slack.block_types import Modal
from bot.slack.blocks import modal
from bot.slack.commands import Command, Line
from bot.slack.forms import autosaved, texts
from bot.slack.payloads import Action, carried_number
from bot.slack.replying import Answer, Asked, on_change, on_click, on_page, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from bot.wording.words import plain_words

LONGEST_SUBMISSION = 64
"""Characters of its column."""


def register(routes: Routes) -> None:
    """Listen to the buttons that open a scorecard, to every click in it, to its submit and to what it leads to."""
    on_click(routes, Door.OPEN_SCORECARD, on_open)
    on_click(routes, Door.SCORE_LOOP, on_score_loop)
    on_click(routes, Door.INTERVIEW_KIT, on_kit)
    on_click(routes, show_kit.KIT_PART, on_kit_part)
    on_click(routes, Door.I_REFERRED, on_referred)
    on_page(routes, view.TOOK_PLACE, on_took_place)
    on_click(routes, view.FULL_ANCHORS, on_full_anchors)
    on_change(routes, view.ADD_EVIDENCE, view_after_adding)
    on_change(routes, view.ADD_NOTES, view_after_adding)
    on_submit(routes, view.SUBMIT, on_submitted)
    for action_id in autosaved(FORM):
        on_change(routes, action_id, view_after_change)
    on_page(routes, queue_view.OPEN_HERE, on_open)
    on_click(routes, queue_view.MINE, on_mine)
    on_page(routes, queue_view.MINE_HERE, on_mine)
    on_page(routes, queue_view.TURN, on_mine_page)
    on_click(routes, queue_view.LOOPS, on_loops)
    on_click(routes, reveal_view.BOTH_SIDES, on_both_sides)


def view_after_change(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal | None:
    """Keep the draft after a click or a change of text; return the modal where a field has to appear in it."""
    return _after(workspace, actor, drawn, action)


def view_after_adding(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal | None:
    """Give a competency's evidence its field, whatever the rating, or the notes theirs."""
    return _after(workspace, actor, drawn, action, opened=action.chosen)


def _after(
    workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action, *, opened: str = ""
) -> Modal | None:
    interview_id, version = view.drawn_for(drawn["private_metadata"])
    form = save_draft(
        workspace,
        actor,
        interview_id,
        texts(drawn, FORM),
        acted=action.block_id,
        acted_at=action.action_ts,
        version=version,
        opens=opened,
    )
    if form.version != version:
        return None
    shown = view.inputs(drawn)
    if not view.looks_different(form, shown, opened=opened):
        return None  # nothing is taken away from someone who is typing: a field that is not needed any more stays
    return view.form(form, workspace.now, drawn=shown, opened=opened)


def on_score(workspace: Workspace, asked: Asked) -> Answer:
    """Open the scorecard that is due, or offer a choice where there are several."""
    try:
        found = scorecard_or_choice(workspace, asked.actor, asked.text)
    except TooEarlyRefusal as early:
        return view.too_early(early.loop, early.interview)
    if isinstance(found, ScorecardForm):
        return view.form(found, workspace.now)
    return queue_view.choice(found, workspace.now)


COMMAND = Command(
    "/score",
    "Write your scorecard",
    "your ratings, sealed until the reveal.",
    on_score,
    "Scorecards",
    (SCORE, YOUR_LOOPS),
    "[candidate]",
    lines=(
        Line("", "opens your scorecard, or a choice if you have several"),
        Line("[candidate]", "opens the one for that candidate; you can amend it until the reveal, with a reason after"),
    ),
)


def on_open(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Open one's own scorecard for an interview; before its time, ask whether it took place."""
    try:
        form = scorecard_form(workspace, actor, value)
    except TooEarlyRefusal as early:
        return view.too_early(early.loop, early.interview)
    return view.form(form, workspace.now)


def on_took_place(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Open the scorecard of an interview that took place before its time."""
    return view.form(say_it_took_place(workspace, actor, value), workspace.now)


def on_score_loop(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Open one's own scorecard in a loop, from the announcement that everybody in the channel sees."""
    return on_open(workspace, actor, interview_in(workspace, actor, value))


def on_full_anchors(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a competency's anchors in full, on top of the scorecard."""
    interview_id, _, competency = value.partition(":")
    loop, interview = interview_kit(workspace, actor, interview_id)
    if competency not in interview.focus:
        raise Refusal("scorecard_refusals.focus_changed")
    return view.anchors(interview, loop.rubric.competency(competency))


def on_kit(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what to ask in one's own interview."""
    kit = kit_for(workspace, actor, value)
    exercises = workspace.catalogue.exercises_for(kit.loop.rubric.role, kit.loop.rubric.level)
    return show_kit.kit(kit.loop, kit.interview, kit.notes, exercises)


def on_kit_part(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show all there is to ask on one competency of one's own interview."""
    interview_id, _, competency = value.partition(" ")
    return show_kit.kit_part(*interview_kit(workspace, actor, interview_id), competency)


def on_referred(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Note that an interviewer referred the candidate."""
    return view.referral_noted(declare_referral(workspace, actor, value))


def on_mine(workspace: Workspace, actor: Actor, _: str) -> Modal:
    """Show all of one's own scorecards, in place of the modal that was clicked in."""
    return queue_view.mine(my_scorecards(workspace, actor), workspace.now)


def on_mine_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of them."""
    page = carried_number(value.partition(":")[2])
    return queue_view.mine(my_scorecards(workspace, actor, page), workspace.now)


def on_loops(workspace: Workspace, actor: Actor, _: str) -> Modal:
    """Show the loops one is on."""
    loops = listing(my_loops(workspace, actor), workspace.now)
    return modal(plain_words("scorecard_labels.loops_title"), loops["blocks"], callback_id=queue_view.LOOPS)


def on_submitted(workspace: Workspace, actor: Actor, drawn: dict[str, Any]) -> Modal:
    """Store the scorecard; a modal that was left open over the reveal comes back as it is, asking for a reason."""
    interview_id, version = view.drawn_for(drawn["private_metadata"])
    filled = texts(drawn, FORM)
    # One modal may hold a scorecard again after it was submitted: with the version it is another submission.
    submission = f"{version}:{drawn['id']}"[:LONGEST_SUBMISSION]
    try:
        done = submit_scorecard(workspace, actor, interview_id, filled, submission)
    except LateChangeRefusal as late:
        if REASON.block_id in filled:
            raise
        return view.form(late.form, workspace.now, drawn=view.inputs(drawn))
    note_reveal_read(workspace, actor, done)
    return reveal_view.after(done)


def on_both_sides(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what a revealed panel says of one competency, side by side; the reading is noted."""
    loop_id, _, competency = value.partition(":")
    return reveal_view.sides(sides_of(workspace, actor, loop_id, competency))

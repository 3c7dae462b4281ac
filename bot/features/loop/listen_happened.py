"""What happens to a loop besides its plan: put on hold, resumed, withdrawn."""

from functools import cache
from typing import Any

from bot.features.loop import loop_form as form
from bot.features.loop import show_happened as view
from bot.features.loop.change_links import change_links
from bot.features.loop.check_channel import is_manager_outside
from bot.features.loop.listen_running import on_details, on_panel
from bot.features.loop.listen_which import on_one
from bot.features.loop.pause_loop import deadline_after, hold_loop, need_holdable, need_resumable, resume_loop
from bot.features.loop.read_loop import loop_details
from bot.features.loop.replace_in_loop import Setup, replace_in_loop, setup_of
from bot.features.loop.show_links import links_form
from bot.features.loop.show_loop import CHANGE_LINKS, REPLACE, RESUME
from bot.features.loop.withdraw_candidate import need_undecided, withdraw_candidate
from bot.features.rubric.level_menus import levels_of
from bot.slack.block_types import Modal
from bot.slack.channel_members import Members
from bot.slack.commands import Line, Subcommand
from bot.slack.replying import Answer, Asked, on_asking_submit, on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import TAKES_CARDS, UNDECIDED, LoopState
from rubrics.panel.loop_facts import WithdrawalReason


def register(routes: Routes) -> None:
    """Listen to the buttons and forms of what happens to a loop."""
    on_click(routes, view.HOLD, on_hold)
    on_click(routes, RESUME, on_resume)
    on_click(routes, view.WITHDRAW, on_withdraw)
    on_submit(routes, view.HOLD, on_held)
    on_submit(routes, RESUME, on_resumed)
    on_submit(routes, view.WITHDRAW, on_withdrawn)
    on_click(routes, REPLACE, on_replace)
    on_asking_submit(routes, REPLACE, on_replaced)
    on_click(routes, CHANGE_LINKS, on_links)
    on_submit(routes, CHANGE_LINKS, on_linked)


def on_hold(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask why and until when a loop rests."""
    details = loop_details(workspace, actor, value)
    need_holdable(details.loop, runs=details.runs)
    return view.hold_form(details.loop)


def on_resume(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask when the scorecards of a loop that goes on are due."""
    details = loop_details(workspace, actor, value)
    need_resumable(details.loop, runs=details.runs)
    return view.resume_form(details.loop, deadline_after(details.loop, workspace.now))


def on_withdraw(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask why a candidate withdrew, and what becomes of the scorecards that are in."""
    details = loop_details(workspace, actor, value)
    need_undecided(details.loop, runs=details.runs)
    return view.withdraw_form(details.loop)


def on_held(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Put the loop on hold."""
    why, until = form.WHY_HOLD.read(filled) or "", form.UNTIL.read(filled)
    return on_details(workspace, actor, hold_loop(workspace, actor, filled["private_metadata"], why, until).id)


def on_resumed(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Go on with the loop."""
    deadline_at = form.NEW_DEADLINE.need(filled)
    return on_details(workspace, actor, resume_loop(workspace, actor, filled["private_metadata"], deadline_at).id)


def on_withdrawn(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """End the loop because its candidate withdrew."""
    why = WithdrawalReason(form.WHY_WITHDRAWN.offering(view.withdrawal_reasons()).need(filled))
    note = form.WITHDRAWAL_NOTE.read(filled) or ""
    opens = form.CARDS_THEN.read(filled) != view.SEALED
    loop = withdraw_candidate(workspace, actor, filled["private_metadata"], why, note, opens=opens)
    return on_details(workspace, actor, loop.id)


def on_links(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for the pages about a candidate."""
    details = loop_details(workspace, actor, value)
    need_undecided(details.loop, runs=details.runs)
    return links_form(details)


def on_linked(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Set the pages about a candidate."""
    return on_details(
        workspace, actor, change_links(workspace, actor, filled["private_metadata"], form.LINKS.read(filled) or "").id
    )


def on_replace(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask who and what takes the place of a loop's people, channel and level."""
    details = loop_details(workspace, actor, value)
    need_undecided(details.loop, runs=details.runs)
    return view.replace_form(details, setup_of(details.loop), levels_of(workspace.catalogue, details.loop.rubric.role))


def on_replaced(workspace: Workspace, actor: Actor, filled: dict[str, Any], members: Members) -> Modal:
    """Replace what was chosen anew; what the form did not ask for stays.

    Another level divides anew what is assessed: that is shown, with what it leaves open and the way to change it. A
    hiring manager who can't read the channel is pointed out.
    """
    loop_id, catalogue = filled["private_metadata"], workspace.catalogue
    loop = loop_details(workspace, actor, loop_id).loop
    before, role = setup_of(loop), loop.rubric.role
    chosen = form.LEVEL.offering(levels_of(catalogue, role)).read(filled)
    wanted = Setup(
        form.HIRING_MANAGER.need(filled),
        form.RECRUITER.need(filled),
        form.CHANNEL.need(filled),
        catalogue.rubric(role, chosen).level if chosen else before.level,
    )
    members = cache(members)  # Slack is asked once within the three seconds of a submit
    loop = replace_in_loop(workspace, actor, loop_id, wanted, members)
    shown = (on_panel if wanted.level != before.level else on_details)(workspace, actor, loop.id)
    is_moved = (wanted.hiring_manager, wanted.channel) != (before.hiring_manager, before.channel)
    if is_moved and is_manager_outside(workspace, loop, members):
        return view.with_manager_outside(shown, loop)
    return shown


def _links(workspace: Workspace, asked: Asked) -> Answer:
    return on_one(workspace, asked, "links", CHANGE_LINKS, on_links, states=UNDECIDED)


def _replace(workspace: Workspace, asked: Asked) -> Answer:
    return on_one(workspace, asked, "replace", REPLACE, on_replace, states=UNDECIDED)


def _hold(workspace: Workspace, asked: Asked) -> Answer:
    return on_one(workspace, asked, "hold", view.HOLD, on_hold, states=TAKES_CARDS)


def _resume(workspace: Workspace, asked: Asked) -> Answer:
    return on_one(workspace, asked, "resume", RESUME, on_resume, states=(LoopState.ON_HOLD,))


def _withdraw(workspace: Workspace, asked: Asked) -> Answer:
    return on_one(workspace, asked, "withdraw", view.WITHDRAW, on_withdraw, states=UNDECIDED)


SUBCOMMANDS = (
    Subcommand(
        "/loop",
        "links",
        _links,
        "[candidate]",
        (Line("links [candidate]", "sets resume and portfolio for interviewers"),),
        is_rare=True,
    ),
    Subcommand(
        "/loop",
        "replace",
        _replace,
        "[candidate]",
        (Line("replace [candidate]", "changes its hiring manager, recruiter, channel or level"),),
        is_rare=True,
    ),
    Subcommand(
        "/loop",
        "hold",
        _hold,
        "[candidate]",
        (Line("hold [candidate]", "pauses a loop: nothing is due"),),
        is_rare=True,
        also=("pause",),
    ),
    Subcommand(
        "/loop",
        "resume",
        _resume,
        "[candidate]",
        (Line("resume [candidate]", "resumes a loop on hold"),),
        is_rare=True,
        also=("unpause", "continue"),
    ),
    Subcommand(
        "/loop",
        "withdraw",
        _withdraw,
        "[candidate]",
        (Line("withdraw [candidate]", "ends a loop because the candidate withdrew"),),
        is_rare=True,
    ),
)

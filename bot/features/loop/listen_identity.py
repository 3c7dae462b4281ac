"""Who a candidate is: correcting a name, merging two candidates, splitting one."""

from collections.abc import Callable
from typing import Any

from bot.features.loop import loop_form as form
from bot.features.loop import show_identity as view
from bot.features.loop.access import candidates_offered
from bot.features.loop.listen_running import on_details
from bot.features.loop.listen_which import on_one
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.read_loop import loop_details
from bot.features.loop.rename_candidate import correct_name
from bot.features.loop.same_person import merge_with, need_another_loop, split_off
from bot.features.loop.show_happened import MERGE, RENAME, SPLIT
from bot.slack.block_types import Modal, Option
from bot.slack.commands import Line, Subcommand
from bot.slack.elements import option
from bot.slack.limits import MENU_OPTIONS
from bot.slack.replying import Answer, Asked, on_click, on_persons_typing, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.panel.candidate_names import candidate_label
from rubrics.panel.loop import Loop


def register(routes: Routes) -> None:
    """Listen to the buttons and forms of who a candidate is."""
    on_click(routes, RENAME, on_rename)
    on_click(routes, MERGE, on_merge)
    on_click(routes, SPLIT, on_split)
    on_persons_typing(routes, form.OTHER_CANDIDATE.id, on_other_typed)
    on_submit(routes, RENAME, on_renamed)
    on_submit(routes, MERGE, on_merged)
    on_submit(routes, SPLIT, on_splitted)


def on_rename(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for a candidate's name."""
    return _asked(workspace, actor, value, view.rename_form)


def on_merge(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask who a candidate is besides."""
    return _asked(workspace, actor, value, view.merge_form)


def on_split(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask whom a loop is about instead."""
    return _asked(workspace, actor, value, view.split_form, need_another_loop)


def on_other_typed(workspace: Workspace, actor: Actor, typed: str) -> list[Option]:
    """Return the candidates whom someone may know of and mean by what they typed."""
    known = candidates_offered(workspace, actor, typed)[:MENU_OPTIONS]
    return [option(candidate_label(each.name, each.code), each.code) for each in known]


def on_renamed(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Correct the name."""
    loop = correct_name(workspace, actor, filled["private_metadata"], form.NEW_NAME.need(filled))
    return on_details(workspace, actor, loop.id)


def on_merged(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Make one candidate of two."""
    loop = merge_with(workspace, actor, filled["private_metadata"], form.OTHER_CANDIDATE.need(filled))
    return on_details(workspace, actor, loop.id)


def on_splitted(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Give the loop a candidate of its own."""
    loop = split_off(workspace, actor, filled["private_metadata"], form.NEW_NAME.need(filled))
    return on_details(workspace, actor, loop.id)


def _asked(
    workspace: Workspace,
    actor: Actor,
    loop_id: str,
    draw: Callable[[Loop], Modal],
    need: Callable[[Workspace, Loop], None] | None = None,
) -> Modal:
    details = loop_details(workspace, actor, loop_id)
    if not details.runs:
        raise may_not("may_not_change", details.loop, Act.IDENTITY)
    if need is not None:
        need(workspace, details.loop)
    return draw(details.loop)


def _rename(workspace: Workspace, asked: Asked) -> Answer:
    return on_one(workspace, asked, "rename", RENAME, on_rename, states=())


def _merge(workspace: Workspace, asked: Asked) -> Answer:
    return on_one(workspace, asked, "merge", MERGE, on_merge, states=())


def _split(workspace: Workspace, asked: Asked) -> Answer:
    return on_one(workspace, asked, "split", SPLIT, on_split, states=())


SUBCOMMANDS = (
    Subcommand(
        "/loop",
        "rename",
        _rename,
        "[candidate]",
        (Line("rename [candidate]", "corrects a candidate's name"),),
        is_rare=True,
    ),
    Subcommand(
        "/loop",
        "merge",
        _merge,
        "[candidate]",
        (Line("merge [candidate]", "makes one candidate of two"),),
        is_rare=True,
    ),
    Subcommand(
        "/loop",
        "split",
        _split,
        "[candidate]",
        (Line("split [candidate]", "gives a loop a candidate of its own"),),
        is_rare=True,
    ),
)

"""What answers the buttons and the form by which an author waives remarks of a JD review, and reopens them."""

from typing import Any

from bot.errors import Refusal
from bot.features.jd import show_waivers as view
from bot.features.jd.fix_jd import shown_again
from bot.features.jd.show_findings import entry_at
from bot.features.jd.show_remarks import remarks
from bot.features.jd.waive_jd import WaiveReason, Waiving, reopen, waive
from bot.slack.block_types import Modal
from bot.slack.forms import check
from bot.slack.payloads import carried_number
from bot.slack.replying import on_click, on_page, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons that waive and reopen, and to the form between them."""
    on_click(routes, view.WAIVE, on_waive)
    on_submit(routes, view.WAIVE_FORM, on_waived)
    on_click(routes, view.WAIVED, on_waived_list)
    on_page(routes, view.REOPEN, on_reopen)
    on_page(routes, view.REMARKS_AFTER, on_remarks_after)


def on_waive(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask why a remark stays, and until when."""
    review_id, _, number = value.partition(":")
    shown = shown_again(workspace, actor, review_id)
    entry = entry_at(shown.review, carried_number(number))
    if entry is None:
        raise Refusal("jd_refusals.remark_gone")
    return view.waive_form(shown, entry, workspace.now.date())


def on_waived(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Waive the remarks that the form is about."""
    fields = view.form()
    check(filled, fields)
    why, note, again = fields
    waiving = Waiving(WaiveReason(why.need(filled)), note.read(filled) or "", again.need(filled))
    review_id, _, mark = filled["private_metadata"].partition(":")
    waived = waive(workspace, actor, shown_again(workspace, actor, review_id), mark, waiving)
    return view.waived_page(shown_again(workspace, actor, review_id), waived[0], waiving.until)


def on_waived_list(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what is waived in a review."""
    return view.waived_list(shown_again(workspace, actor, value))


def on_reopen(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Take a waiver back, and show those that are left."""
    review_id, _, waiver_id = value.partition(":")
    reopen(workspace, actor, review_id, waiver_id)
    return on_waived_list(workspace, actor, review_id)


def on_remarks_after(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the remarks that are left, in place of what was done."""
    return remarks(shown_again(workspace, actor, value.partition(":")[0]))

"""Approving JDs: asking people, approving, changing what was asked; and `/jd check` of what was published."""

from typing import Any

from bot.features.approval import approval_form as form
from bot.features.approval import show_approval as view
from bot.features.approval import show_asking as forms
from bot.features.approval.access import KnownJd
from bot.features.approval.approve_jd import approve_jd, take_back
from bot.features.approval.ask_approval import Asking, ask_approval
from bot.features.approval.change_approval import (
    change_approvers,
    edit_jd,
    jd_to_edit,
    need_to_run,
    withdraw_jd,
)
from bot.features.approval.check_jd import check_jd
from bot.features.approval.read_approval import approval_of, asking_choices, known_jd
from bot.features.doors import Door
from bot.features.jd.jd_form import JD, MORE
from bot.slack.block_types import Modal
from bot.slack.commands import Line, Subcommand
from bot.slack.forms import check
from bot.slack.payloads import UnreadableRefusal, carried_number, submission_of
from bot.slack.replying import Answer, Asked, on_click, on_page, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons and forms of approvals, and to the form that checks a posting."""
    on_click(routes, Door.ASK_APPROVAL, on_ask)
    on_click(routes, Door.JD_APPROVAL, on_open)
    on_click(routes, view.READ, on_read)
    on_click(routes, view.MORE, on_more)
    on_page(routes, view.APPROVE, on_approve)
    on_page(routes, view.TAKE_BACK, on_take_back)
    on_page(routes, forms.CHECK, on_check_again)
    on_submit(routes, forms.ASK, on_asked)
    on_submit(routes, forms.PEOPLE, on_people)
    on_submit(routes, forms.EDIT, on_edited)
    on_submit(routes, forms.CHECK, on_checked)


def on_check(workspace: Workspace, asked: Asked) -> Answer:  # noqa: ARG001
    """Answer `/jd check` with the form to paste a posting into."""
    return forms.check_form(asked.typed)


SUBCOMMANDS = (
    Subcommand(
        "/jd",
        "check",
        on_check,
        lines=(Line("check", "says whether a published text is the approved one"),),
        takes_text=True,
    ),
)


def on_ask(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the form that asks people to approve one's own JD."""
    return forms.ask_form(asking_choices(workspace, actor, value))


def on_asked(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Ask them, and show how that stands."""
    review_id = filled["private_metadata"]
    opening = forms.opening_field(asking_choices(workspace, actor, review_id))
    check(filled, [form.APPROVERS, form.needed(), opening])
    chosen = opening.need(filled)
    asking = _asking(filled, None if chosen == form.NO_OPENING else chosen)
    return _shown(workspace, actor, ask_approval(workspace, actor, review_id, asking).id)


def on_open(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show how a version stands."""
    return _shown(workspace, actor, value)


def on_read(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a version's text."""
    return view.whole_text(known_jd(workspace, actor, value).jd)


def on_approve(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Approve a version, and show how it stands then."""
    return _shown(workspace, actor, approve_jd(workspace, actor, value).id)


def on_take_back(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Take an approval back, and show how the version stands then."""
    return _shown(workspace, actor, take_back(workspace, actor, value).id)


def on_more(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Do what was chosen in a version's ⋯ menu."""
    act, _, jd_id = value.partition(" ")
    match act:
        case "edit":
            return forms.edit_form(jd_to_edit(workspace, actor, jd_id))
        case "people":
            return forms.people_form(_run_by(workspace, actor, jd_id).jd)
        case "withdraw":
            return _shown(workspace, actor, withdraw_jd(workspace, actor, jd_id).id)
    raise UnreadableRefusal("act")


def on_people(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Have other people approve, and show how that stands."""
    check(filled, [form.APPROVERS, form.needed()])
    jd = change_approvers(workspace, actor, filled["private_metadata"], _asking(filled, None))
    return _shown(workspace, actor, jd.id)


def on_edited(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Ask everyone anew for a changed text, and show how that stands."""
    check(filled, [JD])
    text, submission = JD.read(filled) or "", submission_of(filled)
    return _shown(
        workspace, actor, edit_jd(workspace, actor, filled["private_metadata"], text, submission=submission).id
    )


def on_checked(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Say whether what was pasted is the approved text."""
    parts = (JD.read(filled), MORE.read(filled))
    return forms.checked(check_jd(workspace, actor, "\n".join(part for part in parts if part)))


def on_check_again(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the form to paste another posting into."""
    return forms.check_form()


def _run_by(workspace: Workspace, actor: Actor, jd_id: str) -> KnownJd:
    known = known_jd(workspace, actor, jd_id)
    need_to_run(known)
    return known


def _asking(filled: dict[str, Any], opening: str | None) -> Asking:
    return Asking(form.APPROVERS.need(filled), carried_number(form.needed().need(filled)), opening)


def _shown(workspace: Workspace, actor: Actor, jd_id: str) -> Modal:
    return view.approval(approval_of(workspace, actor, jd_id))

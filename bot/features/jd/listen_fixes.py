"""What answers the buttons and forms by which an author fixes a JD."""

from typing import Any

from bot.features.jd import show_fix as view
from bot.features.jd.fix_jd import fix_review, fixed_again, send_text, shown_again, shown_of, undo_fix
from bot.features.jd.keep_jd import my_review
from bot.features.jd.show_findings import FIX
from bot.features.jd.show_review import review
from bot.slack.block_types import Modal
from bot.slack.payloads import submission_of
from bot.slack.replying import on_click, on_page, on_stacked_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons that fix, to the form behind them, and to what the fixed text offers."""
    on_click(routes, FIX, on_fix)
    on_submit(routes, view.FIX_FORM, on_fix_filled)
    on_page(routes, view.UNDO, on_undo)
    on_stacked_click(routes, view.LEFT, on_left)
    on_page(routes, view.BACK, on_back)
    on_click(routes, view.SEND, on_send)


def on_fix(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for what the fixes need."""
    review_id, _, rule = value.partition(":")
    return view.fix_form(shown_again(workspace, actor, review_id), rule)


def on_fix_filled(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Show the text fixed by the answers."""
    review_id, _, rule = filled["private_metadata"].partition(":")
    answers = view.answers_in(shown_again(workspace, actor, review_id), rule, filled)
    submission = submission_of(filled)
    return view.fixed_page(fix_review(workspace, actor, review_id, rule, answers, submission=submission))


def on_left(workspace: Workspace, actor: Actor, value: str, leads_back: bool) -> Modal:
    """Show what is left of the fixed text."""
    one = fixed_again(workspace, actor, value)
    return view.remarks_left(one, shown_of(workspace, one.after), leads_back=leads_back)


def on_back(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the fixed text again."""
    return view.fixed_page(fixed_again(workspace, actor, value))


def on_undo(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Go back to the text as it was."""
    review_id, _, rest = value.partition(":")
    fixed_id, _, is_new = rest.partition(":")
    return review(undo_fix(workspace, actor, review_id, fixed_id, is_new=is_new == "1"))


def on_send(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Send the plain text to its author."""
    send_text(workspace, actor, value)
    return view.sent_page(my_review(workspace, actor, value))

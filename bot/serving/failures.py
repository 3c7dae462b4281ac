"""Turns a failed request into an answer the person sees; decides nothing about what failed."""

import re
import secrets
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

import structlog
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebhookClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import Refusal
from bot.serving.next_steps import steps_after, title_of
from bot.slack import refusal as refusal_view
from bot.slack.block_types import Message, Modal
from bot.slack.elements import step_buttons
from bot.slack.errors import error_of
from bot.slack.payloads import UnreadableRefusal
from bot.slack.replying import DEEPEST, closing_at, depth
from bot.slack.routes import Kind, kind_of, name_of
from bot.wording.refusals import field_errors, reason_and_advice, sentence_of
from storage.database_trouble import is_database_trouble

LATE, GONE = "serving_refusals.too_late", "serving_refusals.gone"
NOT_SHOWN = {
    **dict.fromkeys(("expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"), LATE),
    **dict.fromkeys(("invalid_trigger_id", "not_found", "view_not_found", "push_limit_reached"), GONE),
}
"""Errors that say that time is over, or that what was clicked in stands nowhere any more, with what to tell of them."""
SLACK_IS_BUSY = (429, 500, 502, 503, 504)
CALL_FAILED = (SlackClientError, OSError, HTTPException)
RESPONSE_URL_TIMEOUT_S = 1
ADDRESS = re.compile("https?://[!-~]+")
"""What may be an address at all: slack_sdk logs anything else as an error, with the address in it."""

log = structlog.get_logger(__name__)


def answer_failure(error: Exception, request: BoltRequest) -> BoltResponse:
    """Tell the person what failed, in the way their request can be answered, and log what is not their doing."""
    body = request.body
    kind = kind_of(body)
    if kind == Kind.EVENT:
        return _answer_event(error, body)
    refusal = refusal_for(error, body)
    match kind:
        case Kind.COMMAND:
            return _ok(_message(refusal, body))
        case Kind.SUBMIT:
            return _answer_submission(refusal, _view(body))
        case Kind.CLICK | Kind.MESSAGE_SHORTCUT | Kind.SHORTCUT:
            return _answer_with_modal(refusal, request, has_time=not _timed_out(error))
    return _answer_nobody(kind)


def refusal_for(error: Exception, body: dict[str, Any]) -> Refusal:
    """Return what to tell the person about any exception; what is our fault gets a reference that the log has."""
    match error:
        case UnreadableRefusal():
            log.warning("request not readable", request=kind_of(body), name=name_of(body), where=error.where)
            return error
        case Refusal():
            return error
        case BoltUnhandledRequestError():
            log.warning("nothing answers a request", request=kind_of(body), name=name_of(body))
            return _unmatched(body)
        case SlackApiError() if key := NOT_SHOWN.get(error_of(error)):
            code = error_of(error)
            log.warning("nothing can be shown any more", request=kind_of(body), name=name_of(body), code=code)
            return Refusal(key)
    reference = secrets.token_hex(4)
    log.error("request failed", reference=reference, request=kind_of(body), name=name_of(body), exc_info=error)
    return _unexpected(error, reference)


def _unexpected(error: Exception, reference: str) -> Refusal:
    if is_database_trouble(error):
        return Refusal("serving_refusals.database_out_of_reach", reference=reference)
    match error:
        case URLError() | TimeoutError() | ConnectionError():
            return Refusal("serving_refusals.slack_did_not_answer", reference=reference)
        case SlackApiError() if error.response.status_code in SLACK_IS_BUSY:
            return Refusal("serving_refusals.slack_is_busy", reference=reference)
    return Refusal("serving_refusals.our_fault", reference=reference)


def _unmatched(body: dict[str, Any]) -> Refusal:
    match kind_of(body):
        case Kind.COMMAND:
            return Refusal("serving_refusals.no_such_command", command=body["command"])
        case Kind.MESSAGE_SHORTCUT | Kind.SHORTCUT:
            return Refusal("serving_refusals.no_such_shortcut")
        case Kind.SUBMIT:
            return Refusal("serving_refusals.old_form")
    if _view(body).get("type") == "modal":
        return Refusal("serving_refusals.old_form")
    return Refusal("serving_refusals.old_message")


def _answer_event(error: Exception, body: dict[str, Any]) -> BoltResponse:
    # No one waits for an answer to an event. A failure of ours answers 500, so that Slack delivers it again.
    if isinstance(error, Refusal | BoltUnhandledRequestError):
        log.warning("event not handled", name=name_of(body), reason=type(error).__name__)
        return BoltResponse(status=200)
    log.error("event failed", name=name_of(body), exc_info=error)
    return BoltResponse(status=500)


def _answer_submission(refusal: Refusal, view: dict[str, Any]) -> BoltResponse:
    inputs = _inputs(view)
    errors = {field: text for field, text in field_errors(refusal).items() if field in inputs}
    if not errors and inputs and depth(view) == DEEPEST:
        errors = {inputs[0]: sentence_of(refusal)}
    if errors:
        return _ok({"response_action": "errors", "errors": errors})
    # Pushed where Slack has room for one more, so that what was typed waits underneath.
    action = "update" if depth(view) == DEEPEST else "push"
    return _ok({"response_action": action, "view": _modal(refusal, {"type": Kind.SUBMIT, "view": view})})


def _message(refusal: Refusal, body: dict[str, Any]) -> Message:
    return refusal_view.message(*reason_and_advice(refusal), buttons=step_buttons(steps_after(refusal, body)))


def _modal(refusal: Refusal, body: dict[str, Any]) -> Modal:
    buttons = step_buttons(steps_after(refusal, body))
    return refusal_view.modal(*reason_and_advice(refusal), title=title_of(refusal, body), buttons=buttons)


def _inputs(view: dict[str, Any]) -> list[str]:
    blocks = view.get("blocks")
    return [name for block in blocks for name in _input(block)] if isinstance(blocks, list) else []


def _input(block: Any) -> list[str]:
    match block:
        case {"type": "input", "block_id": str(name)}:
            return [name]
    return []


def _answer_nobody(kind: str) -> BoltResponse:
    # A list of options has no room for a sentence, and a closed form no one to read one.
    match kind:
        case Kind.OPTIONS:
            return _ok({"options": []})
        case "view_closed":
            return _ok("")
    return BoltResponse(status=404, body={"error": "unknown_request"})


def _ok(body: dict[str, Any] | str) -> BoltResponse:
    return BoltResponse(status=200, body=body)


def _timed_out(error: Exception) -> bool:
    return isinstance(error, TimeoutError) or (isinstance(error, URLError) and isinstance(error.reason, TimeoutError))


def _answer_with_modal(refusal: Refusal, request: BoltRequest, *, has_time: bool) -> BoltResponse:
    # Slack ignores the body of this ack. Should nothing get through, a 500 at least makes Slack show its own sign.
    # After one call that Slack left waiting there is no time for another that may wait as long.
    shown = (has_time and _shown_as_modal(refusal, request)) or _shown_by_response_url(refusal, request)
    return BoltResponse(status=200 if shown else 500)


def _shown_as_modal(refusal: Refusal, request: BoltRequest) -> bool:
    client, trigger_id = request.context.client, request.body.get("trigger_id")
    if client.token is None or not isinstance(trigger_id, str):
        return False
    modal, view = _modal(refusal, request.body), _view(request.body)
    try:
        if view.get("type") != "modal":
            client.views_open(trigger_id=trigger_id, view=closing_at(1, modal))
        elif depth(view) < DEEPEST:
            client.views_push(trigger_id=trigger_id, view=closing_at(depth(view) + 1, modal))
        else:
            client.views_update(view_id=view.get("id"), view=closing_at(DEEPEST, modal))
    except CALL_FAILED as failure:
        log.warning("refusal not shown as a modal", exc_info=failure)
        return False
    return True


def _shown_by_response_url(refusal: Refusal, request: BoltRequest) -> bool:
    url = request.context.response_url
    if not isinstance(url, str) or not ADDRESS.fullmatch(url):
        return False
    message = _message(refusal, request.body)
    try:
        webhook = WebhookClient(url, timeout=RESPONSE_URL_TIMEOUT_S, retry_handlers=[])
        return webhook.send_dict({**message, "replace_original": False}).status_code == 200
    except (*CALL_FAILED, ValueError) as failure:  # what only looks like an address is a ValueError of many kinds
        log.warning("refusal not shown by response_url", exc_info=failure)
        return False


def _view(body: dict[str, Any]) -> dict[str, Any]:
    view = body.get("view")
    return view if isinstance(view, dict) else {}

"""One person at their modals: fills, submits and closes them, and obeys the app's answers as Slack does."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.slack.delivery import Ack
from bot.playground.slack.form import action_of, client_errors, dispatches, field_of, set_value
from bot.playground.slack.limits import accept_suggestions, accept_view
from bot.playground.slack.modals import TROUBLE, LiveView
from bot.playground.slack.parts import Parts
from bot.playground.slack.screen import View, view_seen
from bot.playground.slack.state_values import located
from bot.playground.slack.workspace import Json, NotOnScreenError, SlackRefusalError, copied


@dataclass(frozen=True)
class ClickReply:
    """What the app answered to an interaction; Slack ignores the body."""

    status: int


@dataclass(frozen=True)
class SubmitReply:
    """What became of a submission.

    `action` is closed, errors, updated, pushed, cleared, or trouble where Slack could not use the answer.
    `status` is 0 where the client refused before sending.
    """

    status: int
    errors: dict[str, str] = field(default_factory=dict)
    action: str = "closed"


class ModalUser:
    """What one person does in modals."""

    def __init__(self, parts: Parts, user: str) -> None:
        self._parts, self._user = parts, user

    def top(self) -> LiveView:
        """Return the modal in front, or raise."""
        view = self._parts.modals.top(self._user)
        if view is None:
            raise NotOnScreenError("no modal is open")
        return view

    def fill(self, view: LiveView, values: dict[str, Any]) -> list[ClickReply]:
        """Give fields their values by block_id; {action_id: value} where a block has several."""
        replies = []
        for block_id, content in values.items():
            several = isinstance(content, dict) and "type" not in content
            for action_id, value in (content if several else {None: content}).items():
                replies += self._fill_one(view, block_id, action_id, value)
        return replies

    def _fill_one(self, view: LiveView, block_id: str, action_id: str | None, value: Any) -> list[ClickReply]:
        block, element = field_of(view, block_id, action_id)
        if element["type"] == "external_select" and value is not None:
            self._offer(view, block, element, value)
        set_value(self._parts.workspace, view, block, element, value)
        return [self.act(view, block, element)] if dispatches(block, element) else []

    def _offer(self, view: LiveView, block: Json, element: Json, value: str) -> None:
        offered = view.suggestions.get((block["block_id"], element["action_id"]), [])
        if value not in [option["value"] for option in offered]:
            typed = "" if element.get("min_query_length", 3) == 0 else value
            self.suggest(view, block["block_id"], typed)

    def press_enter(self, view: LiveView, block_id: str) -> ClickReply:
        """Press Enter in a text field; sends block_actions only where the field asks for it."""
        block, element = field_of(view, block_id)
        return self.act(view, block, element) if dispatches(block, element, enter=True) else ClickReply(0)

    def act(self, view: LiveView, block: Json, element: Json, state: Json | None = None) -> ClickReply:
        """Send block_actions for one element of a view."""
        parts = self._parts
        state = state or view.values.get(block["block_id"], {}).get(element["action_id"])
        action = action_of(block, element, state, parts.workspace.stamp())
        trigger_id = parts.tickets.trigger(self._user, view.origin, view.id)
        ack = parts.deliveries.interaction(parts.payloads.view_actions(view, trigger_id, action))
        if ack.failed and view.payload["type"] == "modal":
            self._trouble(view.id, "the app did not acknowledge an action", ack)
        return ClickReply(ack.status)

    def suggest(self, view: LiveView, block_id: str, typed: str) -> list[tuple[str, str]]:
        """Type into an external_select and return the (text, value) pairs that appear; [] below min_query_length."""
        block, element = field_of(view, block_id)
        if len(typed) < element.get("min_query_length", 3):
            return []
        payload = self._parts.payloads.suggestion(view, block_id, element["action_id"], typed)
        ack = self._parts.deliveries.interaction(payload)
        try:
            options = [] if ack.failed else accept_suggestions(ack.json)
        except SlackRefusalError as refusal:
            self._parts.complain("suggestions refused", refusal)
            options = []
        view.suggestions[block["block_id"], element["action_id"]] = options
        return [(option["text"]["text"], option["value"]) for option in options]

    def submit(self, *, skip_client_checks: bool) -> SubmitReply:
        """Press Submit: the client's own checks first, then the app's answer."""
        view = self.top()
        if not view.payload["submit"]:
            raise NotOnScreenError("this modal has no submit button")
        errors = {} if skip_client_checks else client_errors(view)
        if errors:
            view.errors = errors
            self._parts.workspace.touched()
            return SubmitReply(0, errors, "errors")
        return self.deliver(view_seen(self._parts.workspace, self._parts.modals, view), view.origin)

    def deliver(self, seen: View, origin: str | None = None) -> SubmitReply:
        """Send a view's submission as it was seen, and obey the answer where the view is still open."""
        parts = self._parts
        trigger_id = parts.tickets.trigger(self._user, origin, seen.id)
        urls = self._response_urls(seen)
        payload = parts.payloads.submission(copied(seen.shown), self._user, trigger_id, urls)
        ack = parts.deliveries.interaction(payload)
        if ack.failed:
            return self._trouble(seen.id, "the app did not acknowledge a submission", ack)
        if not ack.body.strip():
            return self._closed(seen.id, ack)
        try:
            return self._obey(seen, ack)
        except SlackRefusalError as refusal:
            return self._trouble(seen.id, f"the answer to a submission was refused: {refusal}", ack)

    def _obey(self, seen: View, ack: Ack) -> SubmitReply:
        answer = ack.json if isinstance(ack.json, dict) else {}
        match answer.get("response_action"):
            case "errors":
                return self._field_errors(seen, answer.get("errors"), ack)
            case "update":
                return self._updated(seen.id, answer.get("view"), ack)
            case "push":
                return self._pushed(seen.id, answer.get("view"), ack)
            case "clear":
                self._parts.modals.clear(self._user)
                return SubmitReply(ack.status, action="cleared")
            case _:
                # A body that is none of these, `ack("text")` included.
                return self._trouble(seen.id, "the body of an acknowledged submission means nothing", ack)

    def _field_errors(self, seen: View, errors: Any, ack: Ack) -> SubmitReply:
        inputs = {block["block_id"] for block in seen.blocks if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            # Keyed by block_id, and only for input blocks.
            return self._trouble(seen.id, "errors name blocks that are no inputs", ack)
        if not all(isinstance(words, str) and words for words in errors.values()):
            return self._trouble(seen.id, "errors are plain text", ack)
        view = self._still_open(seen.id)
        if view:
            view.errors = dict(errors)
            self._parts.workspace.touched()
        return SubmitReply(ack.status, errors, "errors")

    def _updated(self, view_id: str, payload: Any, ack: Ack) -> SubmitReply:
        accepted, view = accept_view(payload, "modal", self._parts.workspace.lacking), self._still_open(view_id)
        if view:
            self._parts.modals.update(view, accepted)
        return SubmitReply(ack.status, action="updated")

    def _pushed(self, view_id: str, payload: Any, ack: Ack) -> SubmitReply:
        accepted, view = accept_view(payload, "modal", self._parts.workspace.lacking), self._still_open(view_id)
        if view:
            self._parts.modals.push(view, accepted)
        return SubmitReply(ack.status, action="pushed")

    def _closed(self, view_id: str, ack: Ack) -> SubmitReply:
        view = self._still_open(view_id)
        if view:
            self._parts.modals.close(view)
        return SubmitReply(ack.status, action="closed")

    def _trouble(self, view_id: str, why: str, ack: Ack) -> SubmitReply:
        self._parts.complain(why, ack)
        view = self._still_open(view_id)
        if view:
            view.notice = TROUBLE
            self._parts.workspace.touched()
        return SubmitReply(ack.status, action="trouble")

    def _still_open(self, view_id: str) -> LiveView | None:
        return next((view for view in self._parts.modals.stack(self._user) if view.id == view_id), None)

    def _response_urls(self, seen: View) -> list[Json]:
        urls = []
        for block, element in located(seen.blocks):
            if element.get("response_url_enabled"):
                channel = seen.state[block["block_id"]][element["action_id"]]["selected_conversation"]
                token = self._parts.tickets.response_url(self._user, channel, None)
                place = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": channel}
                urls.append({**place, "response_url": self._parts.response_url(token)})
        return urls

    def close(self, *, entirely: bool = False) -> None:
        """Press Close: one view, or the whole stack where the view says so; tells the app where it asked.

        The × in the corner closes the stack `entirely`, whatever the view says.
        """
        view = self.top()
        stack = self._parts.modals.stack(self._user)
        gone = list(reversed(stack)) if entirely or view.payload["clear_on_close"] else [view]
        for closed in gone:
            self._parts.modals.close(closed)
        for closed in gone:
            if closed.payload["notify_on_close"]:
                self._parts.deliveries.interaction(
                    self._parts.payloads.closed(closed, is_cleared=entirely or len(gone) > 1)
                )

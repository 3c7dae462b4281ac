"""views.*: opening, pushing, updating and publishing, with the refusals Slack has for each."""

from collections.abc import Callable

from bot.playground.slack.limits import accept_view
from bot.playground.slack.modals import LiveView, Modals
from bot.playground.slack.shown import view_json
from bot.playground.slack.tickets import Tickets
from bot.playground.slack.workspace import Json, SlackRefusalError, Workspace


class ViewMethods:
    """The views family of the Web API."""

    def __init__(self, workspace: Workspace, modals: Modals, tickets: Tickets) -> None:
        self._workspace, self._modals, self._tickets = workspace, modals, tickets
        self.methods: dict[str, tuple[Callable[[Json], Json], set[str]]] = {
            "views.open": (self.open, {"trigger_id", "view"}),
            "views.push": (self.push, {"trigger_id", "view"}),
            "views.update": (self.update, {"view_id", "external_id", "view", "hash"}),
            "views.publish": (self.publish, {"user_id", "view", "hash"}),
        }

    def open(self, params: Json) -> Json:
        """Open a modal for the person whose trigger_id this is."""
        payload = accept_view(params.get("view"), "modal", self._workspace.lacking)
        trigger = self._tickets.exchange(str(params.get("trigger_id", "")))
        if self._is_modal(trigger.view_id):
            # What Slack does here differs from client to client; from inside a modal one pushes.
            raise SlackRefusalError("invalid_trigger_id", "[ERROR] inside a modal use views.push or the ack")
        return self._answer(self._modals.open(trigger.user, payload, trigger.channel))

    def push(self, params: Json) -> Json:
        """Put a modal on top of the one whose interaction gave the trigger_id, three deep at most."""
        payload = accept_view(params.get("view"), "modal", self._workspace.lacking)
        trigger = self._tickets.exchange(str(params.get("trigger_id", "")))
        if not self._is_modal(trigger.view_id):
            raise SlackRefusalError("not_found", "[ERROR] this trigger_id did not come from a modal")
        return self._answer(self._modals.push(self._modals.find(trigger.view_id), payload))

    def update(self, params: Json) -> Json:
        """Replace an open view; a hash that is no longer its own refuses a stale write."""
        view = self._modals.find(params.get("view_id"), params.get("external_id"))
        payload = accept_view(params.get("view"), view.payload["type"], self._workspace.lacking)
        self._refuse_stale(params, view)
        return self._answer(self._modals.update(view, payload))

    def publish(self, params: Json) -> Json:
        """Publish a person's Home tab."""
        member = self._workspace.member(str(params.get("user_id", "")))
        payload = accept_view(params.get("view"), "home", self._workspace.lacking)
        known = self._modals.home(member.id)
        if known:
            self._refuse_stale(params, known)
        return self._answer(self._modals.publish(member.id, payload))

    def _is_modal(self, view_id: str | None) -> bool:
        return any(view.id == view_id and view.payload["type"] == "modal" for view in self._modals.all())

    def _refuse_stale(self, params: Json, view: LiveView) -> None:
        if params.get("hash") and params["hash"] != view.hash:
            raise SlackRefusalError("hash_conflict")

    def _answer(self, view: LiveView) -> Json:
        return {"view": view_json(self._workspace, view)}

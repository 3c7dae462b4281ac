"""The page in the browser: serves its files, its state and its acts; acts through the same people as the tests do."""

import json
from collections.abc import Callable
from datetime import datetime
from importlib import resources
from typing import Any

from flask import Flask, Response, request

from bot.playground.slack.drawing import Drawing
from bot.playground.slack.follow_tour import follow
from bot.playground.slack.moving_clock import next_morning
from bot.playground.slack.parts import Parts
from bot.playground.slack.person import Person
from bot.playground.slack.screen import Message, View
from bot.playground.slack.state_values import flat
from bot.playground.slack.workspace import Json, NotOnScreenError, SlackRefusalError

BEING_SET_UP = "This workspace is still being set up. Try again in a moment."
SETTING_UP_S = 60
"""How long an act waits for a workspace that is being set up; seeding takes a few seconds."""

ICON = "app-icon.svg"

_SCRIPTS = (
    "app",
    "blocks",
    "composer",
    "dom",
    "fields",
    "messages",
    "modal",
    "tables",
    "theme",
    "thread",
    "tour",
    "wire",
)
_FILES = {"style.css": "text/css", **{f"{name}.js": "text/javascript" for name in _SCRIPTS}}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Page:
    """The page of one local Slack."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.acts: dict[str, Callable[[Person, Json], Any]] = {
            "command": self._command,
            "say": lambda person, act: person.say(act["channel"], act["text"], act.get("thread_ts")).ts,
            "react": lambda person, act: person.react(_message(person, act), act["name"]),
            "tour": self._tour,
            "click": self._click,
            "fill": self._fill,
            "enter": lambda person, act: person.press_enter(act["block_id"]).status,
            "suggest": lambda person, act: person.suggest(act["block_id"], act["typed"]),
            "submit": self._submit,
            "close": self._close,
            "shortcut": lambda person, act: person.shortcut(act["callback_id"], _message(person, act)).status,
            "global_shortcut": lambda person, act: person.global_shortcut(act["callback_id"]).status,
            "later": self._later,
            "home": lambda person, act: person.open_home(act.get("tab", "home")).status,
        }

    def mount(self, server: Flask) -> None:
        """Add the page's routes."""
        server.add_url_rule("/", view_func=lambda: _file("index.html"), endpoint="page")
        server.add_url_rule("/page/<name>", view_func=self._file, endpoint="page_file")
        server.add_url_rule("/files/<file_id>", view_func=self._download, endpoint="download")
        server.add_url_rule("/page/state", view_func=self._state, endpoint="page_state")
        server.add_url_rule("/page/act", view_func=self._act, endpoint="page_act", methods=["POST"])

    def _state(self) -> Response:
        """Answer with all one person sees; looking at a channel is reading it."""
        if not self._parts.set_up.is_set():
            return _json({"being_set_up": True})
        workspace = self._parts.workspace
        with workspace.lock:
            members = workspace.members
            chosen = members.get(request.args.get("as", "")) or next(iter(members.values()), None)
            if chosen is None:
                return _json({"empty": True})
            place = request.args.get("place", "")
            workspace.read(chosen.id, workspace.direct(chosen.id).id if place == "dm" else place)
            front = self._parts.modals.top(chosen.id)
            if front and self._parts.registered.tour.saw(front.payload["callback_id"]):
                workspace.touched()
            if request.args.get("since") == str(workspace.version):
                return _json({"unchanged": True})
            return _json(Drawing(self._parts, chosen).state(place))

    def _act(self) -> Response:
        """Let a person do something; only JSON is taken, so that no other site's form can act here."""
        act = request.get_json(silent=True) if request.is_json else None
        if not isinstance(act, dict) or act.get("act") not in self.acts:
            return _json({"ok": False, "problem": "The page sent something this Slack does not know."}, 400)
        # Until it is set up, the clock stands in days gone by and no app is connected.
        if not self._parts.set_up.wait(SETTING_UP_S):
            return _json({"ok": False, "problem": BEING_SET_UP})
        try:
            person = Person(self._parts, self._parts.workspace.member(str(act.get("as"))).id)
            return _json({"ok": True, "result": self.acts[act["act"]](person, act)})
        except (NotOnScreenError, SlackRefusalError) as problem:
            return _json({"ok": False, "problem": str(problem)})

    def _command(self, person: Person, act: Json) -> int:
        place = None if act["channel"] == "dm" else act["channel"]
        return person.command(act["command"], act.get("text", ""), channel=place).status

    def _click(self, person: Person, act: Json) -> int:
        on = _message(person, act) if act.get("ts") else person.home if act.get("home") else person.modal
        # Edited since the page drew it, its blocks have other ids: then the action and its value say which is meant.
        there = on is not None and any(block["block_id"] == act["block_id"] for block in flat(on.blocks))
        return person.click(on, act["action_id"], act.get("value"), act["block_id"] if there else None).status

    def _fill(self, person: Person, act: Json) -> list[int]:
        _same_modal(person, act)
        value = act["value"]
        if act.get("kind") == "datetimepicker" and value:
            zone = self._parts.workspace.member(person.id).zone
            value = int(datetime.fromisoformat(value).replace(tzinfo=zone).timestamp())
        return [reply.status for reply in person.fill({act["block_id"]: {act["action_id"]: value}})]

    def _submit(self, person: Person, act: Json) -> Json:
        front = _same_modal(person, act)
        reply = person.submit()
        if reply.action not in {"errors", "trouble"} and self._parts.registered.tour.submitted(front.callback_id):
            self._parts.workspace.touched()
        return {"action": reply.action, "errors": reply.errors}

    def _close(self, person: Person, act: Json) -> None:
        """Close the window the page showed; one that is gone by now, closed twice or by the app, is closed."""
        if person.modal is not None and person.modal.id == act["view_id"]:
            person.close(entirely=act.get("entirely", False))

    def _tour(self, _: Person, act: Json) -> Json:
        move = self._parts.registered.tour.steps[act["step"]].moves[act["move"]]
        return {"as": move.person, "place": move.place, "ts": follow(self._parts, move)}

    def _later(self, person: Person, act: Json) -> None:
        """Put the clock forward for everyone: by so many minutes, or to the next working morning of who acts."""
        clock = self._parts.clock
        try:
            clock.put_forward(60 * int(act["minutes"]) if "minutes" in act else self._until_morning(person))
        except (ValueError, KeyError, TypeError):
            raise NotOnScreenError("the clock goes forward, by two weeks at most") from None
        self._parts.workspace.touched()

    def _until_morning(self, person: Person) -> float:
        now = self._parts.clock()
        zone = self._parts.workspace.member(person.id).zone
        return next_morning(datetime.fromtimestamp(now, zone)).timestamp() - now

    def _download(self, file_id: str) -> Response:
        """Answer with a file that was shared, to be kept and never shown as a page."""
        file = self._parts.workspace.files.get(file_id)
        if file is None or file.content is None or file.title is None:
            return Response("not found", 404)
        response = Response(file.content, headers=_HEADERS, content_type="application/octet-stream")
        response.headers.set("Content-Disposition", "attachment", filename=file.name)
        return response

    def _file(self, name: str) -> Response:
        icon = self._parts.registered.icon
        if name == ICON and icon:
            return Response(icon, content_type="image/svg+xml", headers=_HEADERS)
        return _file(name)


def _same_modal(person: Person, act: Json) -> View:
    if person.modal is None or person.modal.id != act["view_id"]:
        raise NotOnScreenError("this window is not in front any more")
    return person.modal


def _message(person: Person, act: Json) -> Message:
    for message in person.sees(act["channel"]):
        if message.ts == act["ts"]:
            return message
    raise NotOnScreenError("the message is gone")


def _file(name: str) -> Response:
    if name not in {*_FILES, "index.html"}:
        return Response("not found", 404)
    text = resources.files("bot.playground.slack").joinpath("page", name).read_text(encoding="utf-8")
    return Response(text, content_type=f"{_FILES.get(name, 'text/html')}; charset=utf-8", headers=_HEADERS)


def _json(value: Any, status: int = 200) -> Response:
    return Response(json.dumps(value), status, _HEADERS, content_type="application/json")

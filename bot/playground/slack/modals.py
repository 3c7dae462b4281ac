"""The views in front of people: each person's stack of modals and App Home; knows nothing of who asks or why."""

from dataclasses import dataclass, field

from bot.playground.slack.conversations import current_conversation
from bot.playground.slack.state_values import Values, carried_over, initial_values
from bot.playground.slack.workspace import Json, SlackRefusalError, Workspace

DEPTH = 3  # views in a modal stack
TROUBLE = "We had some trouble connecting. Try again?"


@dataclass
class LiveView:
    """One view someone has open."""

    id: str
    user: str
    payload: Json
    hash: str
    values: Values
    root_id: str
    previous_id: str | None = None
    origin: str | None = None  # the conversation in which the person was when it opened
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""
    suggestions: dict[tuple[str, str], list[Json]] = field(default_factory=dict)


class Modals:
    """All open views of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stacks: dict[str, list[LiveView]] = {}
        self._homes: dict[str, LiveView] = {}

    def stack(self, user: str) -> list[LiveView]:
        """Return a person's open modals, the top one last."""
        return self._stacks.setdefault(user, [])

    def top(self, user: str) -> LiveView | None:
        """Return the modal a person is looking at."""
        stack = self.stack(user)
        return stack[-1] if stack else None

    def home(self, user: str) -> LiveView | None:
        """Return the App Home published to a person."""
        return self._homes.get(user)

    def all(self) -> list[LiveView]:
        """Return every view that is open somewhere."""
        return [*self._homes.values(), *(view for stack in self._stacks.values() for view in stack)]

    def find(self, view_id: str | None, external_id: str | None = None) -> LiveView:
        """Return an open view by its id or external_id, or refuse with not_found."""
        for view in self.all():
            if view.id == view_id or (external_id and view.payload["external_id"] == external_id):
                return view
        raise SlackRefusalError("not_found")

    def open(self, user: str, payload: Json, origin: str | None) -> LiveView:
        """Open a modal as the root of a new stack."""
        with self._workspace.lock:
            view = self._fresh(user, payload, origin)
            self._stacks[user] = [view]
            return view

    def push(self, below: LiveView, payload: Json) -> LiveView:
        """Put a modal on top of another one of the same stack."""
        with self._workspace.lock:
            stack = self.stack(below.user)
            if below not in stack:
                raise SlackRefusalError("not_found")
            if len(stack) >= DEPTH:
                raise SlackRefusalError("push_limit_reached")
            view = self._fresh(below.user, payload, below.origin)
            view.root_id, view.previous_id = stack[0].id, below.id
            stack.append(view)
            return view

    def update(self, view: LiveView, payload: Json) -> LiveView:
        """Put new content into an open view; what was typed stays where the ids stay."""
        self._refuse_taken_external_id(payload, view)
        if payload["type"] != view.payload["type"]:
            raise SlackRefusalError("invalid_arguments", f"a {view.payload['type']} view stays one")
        with self._workspace.lock:
            view.values = carried_over(view.values, self._initial(view.user, payload, view.origin))
            view.payload, view.hash, view.errors, view.notice = payload, self._hash(), {}, ""
            self._workspace.touched()
            return view

    def publish(self, user: str, payload: Json) -> LiveView:
        """Put a Home tab in front of a person."""
        known = self._homes.get(user)
        if known:
            return self.update(known, payload)
        self._homes[user] = self._fresh(user, payload, None)
        return self._homes[user]

    def close(self, view: LiveView) -> None:
        """Close one view, and with it those above."""
        with self._workspace.lock:
            stack = self.stack(view.user)
            if view in stack:
                del stack[stack.index(view) :]
                self._workspace.touched()

    def clear(self, user: str) -> None:
        """Close a person's whole stack."""
        self._stacks[user] = []
        self._workspace.touched()

    def _fresh(self, user: str, payload: Json, origin: str | None) -> LiveView:
        self._refuse_taken_external_id(payload, None)
        view_id = self._workspace.mint("V")
        values = self._initial(user, payload, origin)
        self._workspace.touched()
        return LiveView(view_id, user, payload, self._hash(), values, root_id=view_id, origin=origin)

    def _initial(self, user: str, payload: Json, origin: str | None) -> Values:
        workspace = self._workspace
        return initial_values(payload["blocks"], lambda e: current_conversation(workspace, user, e, origin))

    def _refuse_taken_external_id(self, payload: Json, owner: LiveView | None) -> None:
        taken = (view for view in self.all() if view is not owner)
        if payload["external_id"] and any(v.payload["external_id"] == payload["external_id"] for v in taken):
            raise SlackRefusalError("duplicate_external_id")

    def _hash(self) -> str:
        return f"{self._workspace.stamp()[:10]}.{self._workspace.mint('h')[2:]}"

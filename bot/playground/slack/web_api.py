"""The Web API: one call in, one answer out; refuses methods, arguments and tokens it does not know."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.slack.chat_methods import ChatMethods
from bot.playground.slack.faults import Call, Fault, Faults
from bot.playground.slack.file_methods import FileMethods
from bot.playground.slack.lookup_methods import LookupMethods
from bot.playground.slack.modals import Modals
from bot.playground.slack.tickets import Tickets
from bot.playground.slack.view_methods import ViewMethods
from bot.playground.slack.workspace import Json, SlackRefusalError, Workspace

log = logging.getLogger("local_slack")

_EVERYWHERE = {"token", "team_id"}


@dataclass(frozen=True)
class ApiAnswer:
    """What goes back over HTTP; `drop` closes the connection instead."""

    body: Json | str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False


class WebApi:
    """Every method of the Web API that this local Slack knows."""

    def __init__(
        self, workspace: Workspace, modals: Modals, tickets: Tickets, bot_token: str, files: FileMethods
    ) -> None:
        self._workspace, self._bot_token = workspace, bot_token
        self.faults = Faults()
        self.calls: list[Call] = []
        self.methods: dict[str, tuple[Callable[[Json], Json], set[str]]] = {
            **LookupMethods(workspace).methods,
            **ChatMethods(workspace).methods,
            **ViewMethods(workspace, modals, tickets).methods,
            **files.methods,
        }

    def call(self, method: str, params: Json, token: str) -> ApiAnswer:
        """Answer one call, or let it fail as asked."""
        fault = self.faults.next(method)
        if fault and fault.hang:
            time.sleep(fault.hang)
        if fault and not fault.after:
            return self._failed(method, params, fault)
        answer = self._answer(method, params, token)
        if fault:
            return self._failed(method, params, fault)
        self._note(method, params, answer.get("error"))
        return ApiAnswer(answer)

    def _answer(self, method: str, params: Json, token: str) -> Json:
        try:
            with self._workspace.lock:
                return {"ok": True, **self._known(method, params, token)(params)}
        except SlackRefusalError as refusal:
            answer: Json = {"ok": False, "error": refusal.code}
            if refusal.details:
                answer["response_metadata"] = {"messages": list(refusal.details)}
                log.warning("%s refused: %s", method, refusal)
            return answer

    def _known(self, method: str, params: Json, token: str) -> Callable[[Json], Json]:
        if method not in self.methods:
            raise SlackRefusalError("unknown_method")
        if not token:
            raise SlackRefusalError("not_authed")
        if token != self._bot_token:
            raise SlackRefusalError("invalid_auth")
        function, arguments = self.methods[method]
        unknown = sorted(set(params) - arguments - _EVERYWHERE)
        if unknown:
            raise SlackRefusalError("invalid_arguments", f"[ERROR] not known here: {', '.join(unknown)}")
        return function

    def _failed(self, method: str, params: Json, fault: Fault) -> ApiAnswer:
        error = "dropped" if fault.drop else fault.error or _ERRORS.get(fault.status, "internal_error")
        self._note(method, params, error)
        headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
        body: Json | str = "Internal Server Error" if fault.status >= 500 else {"ok": False, "error": error}
        return ApiAnswer(body, fault.status, headers, fault.drop)

    def _note(self, method: str, params: Json, error: str | None) -> None:
        shown = {name: value for name, value in params.items() if name != "token"}
        self.calls.append(Call(method, shown, error is None, error))


_ERRORS = {429: "ratelimited"}

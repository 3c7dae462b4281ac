"""What is wrong with the way one input was answered; knows what Slack takes, and what is sealed."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from bot.playground.demo.seed import TEAM
from bot.playground.slack.faults import Call
from bot.playground.slack.limits import accept_blocks, accept_suggestions, accept_view
from bot.playground.slack.workspace import SlackRefusalError
from tests.fuzz.inputs import Input

Json = dict[str, Any]
OUR_FAULT = "Something went wrong in Debrief"
CLICKS = ("block_actions", "message_action", "shortcut")
SCALE = frozenset({None, 1, 2, 3, 4, 5})
SEALED = {
    evidence: user for user, panelist in TEAM.waiting.panelists.items() for evidence in panelist.evidence.values()
}
"""Evidence of the panel that waits for a scorecard, with its author, who alone may see it."""
REFUSED = ("invalid_arguments", "invalid_blocks", "view_too_large", "unknown_method")
"""What Slack says to an answer that Debrief drew wrong, whatever was asked."""


def problems(
    given: Input, status: int, body: str, logged: Sequence[Json], calls: Sequence[Call], *, is_sealed: bool
) -> Iterator[str]:
    """Yield what is wrong with an answer; `logged` and `calls` are what was logged and asked of Slack meanwhile."""
    yield from _status(given, status)
    yield from _logs(logged)
    if status == 200:
        yield from _answer(given, body)
    shown = [body, *(json.dumps(call.params, ensure_ascii=False) for call in calls)]
    if any(OUR_FAULT in one for one in shown):
        yield "says that the went wrong in Debrief's"
    yield from (f"{call.method} refused: {call.error}" for call in calls if call.error in REFUSED)
    if is_sealed:
        yield from _leaks(given, [*shown, json.dumps(logged, ensure_ascii=False)])


def _status(given: Input, status: int) -> Iterator[str]:
    # Where neither a trigger nor a response_url works, a 500 makes Slack show its own sign beside the button.
    unreachable = status == 500 and given.payload.get("type") in CLICKS
    if not (200 <= status < 300 or 400 <= status < 500 or unreachable):
        yield f"HTTP {status}"


def _logs(logged: Sequence[Json]) -> Iterator[str]:
    for entry in logged:
        if entry["level"] in ("error", "critical"):
            yield f"logged {entry['event']}: {_raised(entry)}"
        elif "exception" in entry and not str(entry["event"]).startswith("refusal not shown"):
            yield f"a trace in the log: {entry['event']}"


def _raised(entry: Json) -> str:
    """Return what was raised and where, so that one fault is counted as one."""
    return " ".join(line.strip() for line in str(entry.get("exception", "nothing")).splitlines()[-9:])


def _answer(given: Input, body: str) -> Iterator[str]:
    try:
        _accept(given.payload, body)
    except (SlackRefusalError, ValueError, KeyError, TypeError) as refusal:
        yield f"Slack would not take the answer: {type(refusal).__name__} {refusal}"


def _accept(payload: Json, body: str) -> None:
    if not body:
        return
    if "command" in payload:
        answer = json.loads(body)
        accept_blocks(answer["blocks"], "message")
        if not answer["text"]:
            raise ValueError("no text for a notification")
    elif payload.get("type") == "view_submission":
        _accept_submission(payload, json.loads(body))
    elif payload.get("type") == "block_suggestion":
        accept_suggestions(json.loads(body))


def _accept_submission(payload: Json, answer: Json) -> None:
    match answer["response_action"]:
        case "errors":
            shown = json.dumps(payload["view"].get("blocks"))
            if not answer["errors"] or any(json.dumps(name) not in shown for name in answer["errors"]):
                raise ValueError("errors at fields that the form has not")
        case "update" | "push":
            accept_view(answer["view"], "modal")
        case other:
            raise ValueError(f"response_action {other!r}")


def _leaks(given: Input, shown: Sequence[str]) -> Iterator[str]:
    user = given.payload.get("user_id") or given.payload.get("user")
    reader = user.get("id") if isinstance(user, dict) else user
    sent = json.dumps(given.payload, ensure_ascii=False)
    for evidence, author in SEALED.items():
        if author != reader and evidence not in sent and any(evidence in one for one in shown):
            yield f"shows {reader} the sealed evidence of {author}"

"""Answers kept as ready JSON, for what depends on nothing but the definitions, the language and the day.

Whatever tells of a person, a loop, a channel or anything in the database must not be kept here.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.slack.block_types import Message, Modal
from bot.slack.capabilities import Drawings, answer_kinds, fitting
from bot.wiring import Workspace
from bot.wording.words import language


@dataclass(frozen=True)
class Ready:
    """A message or a modal as JSON text: what many requests share cannot be changed by one of them."""

    json: str

    def drawn(self) -> dict[str, Any]:
        """Return it as a value of the caller's own, for the calls that take no text."""
        value: dict[str, Any] = json.loads(self.json)
        return value


def ready(workspace: Workspace, what: str, draw: Callable[[], Message | Modal]) -> Ready:
    """Return an answer as it was drawn before from the same definitions, in the same language, on the same day.

    `what` names everything else that `draw` goes by. A refusal is not kept.
    """
    key = (what, workspace.catalogue.digest, language(), workspace.now.date())
    text = workspace.answers.get(key)
    if text is None:
        # Two threads may both draw it, which costs less than one waiting for the other.
        text = json.dumps(draw())
        workspace.answers.put(key, text)
    return Ready(text)


def ready_drawn(workspace: Workspace, what: str, draw: Callable[[], Drawings]) -> Ready:
    """Return the best of an answer's drawings that this workspace takes, kept as `ready` keeps answers."""
    kinds = answer_kinds(workspace)
    return ready(workspace, " ".join((what, *sorted(kinds))), lambda: fitting(draw(), kinds))

"""Newer blocks with their fall-backs: the ways in which one message is drawn, and which of them a workspace takes.

Slack brings a new kind of block to one workspace after the other, and refuses a whole message for one block that a
workspace does not have. So a message with newer blocks is drawn in several ways that say the same, the last in core
blocks, and what a workspace made of each kind is remembered, by each process for itself. What may hold which:

- A message of the outbox tries its drawings in order (bot.worker.delivery); no one sees a refusal.
- A command's answer is its ack, and of a refused one Slack tells only the person ("/rubric failed with the error
  invalid_blocks"). So an answer holds kinds that this workspace has taken in a message before, and tables, which all
  of them have had since 2025, unless it refused one: `fitting`, or `ready_drawn` where the answer is kept.
- A modal takes core blocks alone, whatever the workspace; what a button opens is a modal.
- Home would take tables, data tables and containers, and no charts; it is drawn in core blocks, so it needs no ways.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from bot.slack.block_types import Block, Message
from bot.wiring import BlockVerdicts, Workspace

Drawings = tuple[Message, ...]
"""Ways to draw one message that say the same, the best first and the last in core blocks."""

TABLE = "table"
LEVEL = "header.level"
NEWER = frozenset({TABLE, "data_table", "data_visualization", "container", LEVEL})
"""Kinds of blocks, and one property, that not every workspace takes, of those we draw."""
EVERYWHERE = frozenset({TABLE})
"""Those of them that Slack calls generally available."""
BELIEVED = timedelta(days=1)
"""For how long a refusal is believed: the workspace may get the kind of block any day."""


def drawings(*ways: Message) -> Drawings:
    """Return the ways to draw a message, the best first; ValueError where the last is not in core blocks alone.

    Ways that came out the same are one.
    """
    if newer_kinds(ways[-1]):
        raise ValueError(f"no fall-back in core blocks, but one with {sorted(newer_kinds(ways[-1]))}")
    return (*(way for way, after in pairwise(ways) if way != after), ways[-1])


def newer_kinds(message: Message) -> frozenset[str]:
    """Return the newer kinds of blocks that a message holds, those inside a container included."""
    return frozenset(kind for block in message["blocks"] for kind in _kinds(block)) & NEWER


def worth_trying(verdicts: BlockVerdicts, team: str, ways: Drawings, now: datetime) -> Drawings:
    """Return the drawings to try in a message of this workspace, without those it would refuse; the last always."""
    likely = [way for way in ways[:-1] if not any(_is_refused(verdicts, team, kind, now) for kind in newer_kinds(way))]
    return (*likely, ways[-1])


def learn(verdicts: BlockVerdicts, team: str, taken: Message, refused: Sequence[Message], now: datetime) -> None:
    """Remember which newer kinds a workspace took in a message, and which it refused before in the same one.

    A kind that it took some other time was not what it refused: then the words in it were at fault.
    """
    for kind in newer_kinds(taken):
        verdicts.put((team, kind), (True, now))
    for kind in {kind for way in refused for kind in newer_kinds(way)} - newer_kinds(taken):
        if not _is_taken(verdicts, team, kind):
            verdicts.put((team, kind), (False, now))


def answer_kinds(workspace: Workspace) -> frozenset[str]:
    """Return the newer kinds of blocks that a command's answer may hold in this workspace."""
    verdicts, team, now = workspace.block_verdicts, workspace.team, workspace.now
    common = {kind for kind in EVERYWHERE if not _is_refused(verdicts, team, kind, now)}
    return frozenset(common | {kind for kind in NEWER if _is_taken(verdicts, team, kind)})


def in_core_blocks(workspace: Workspace) -> Workspace:
    """Return the workspace as one that takes no newer kind: what a modal shows is drawn for it."""
    refused = BlockVerdicts(len(NEWER))
    for kind in NEWER:
        refused.put((workspace.team, kind), (False, workspace.now))
    return replace(workspace, block_verdicts=refused)


def take_for_granted(verdicts: BlockVerdicts, team: str, now: datetime) -> None:
    """Let answers hold every newer kind from the start, for a workspace that is known to take them."""
    for kind in NEWER:
        verdicts.put((team, kind), (True, now))


def fitting(ways: Drawings, kinds: frozenset[str]) -> Message:
    """Return the best drawing that holds no other newer kinds than these."""
    return next((way for way in ways[:-1] if newer_kinds(way) <= kinds), ways[-1])


def _kinds(block: Block) -> frozenset[str]:
    within = frozenset(kind for child in block.get("child_blocks", ()) for kind in _kinds(child))
    own = {block["type"]} | ({LEVEL} if "level" in block else set())
    return within | own


def _is_taken(verdicts: BlockVerdicts, team: str, kind: str) -> bool:
    is_taken, _ = verdicts.get((team, kind)) or (False, None)
    return is_taken


def _is_refused(verdicts: BlockVerdicts, team: str, kind: str, now: datetime) -> bool:
    verdict = verdicts.get((team, kind))
    return verdict is not None and not verdict[0] and now < verdict[1] + BELIEVED

"""What Home tells of a team's rubrics: proposals that wait, and definition files that changed nothing; reads none."""

from collections.abc import Sequence

from bot.features.authoring.begun import Waiting
from bot.features.doors import Door
from bot.slack.block_types import Block
from bot.slack.blocks import header, section
from bot.slack.elements import button
from bot.wording.problems import said
from bot.wording.words import plain_words, words
from rubrics.catalogue.errors import Problem

MOST_ROWS = 2
"""Proposals with a row each; the heading counts all, and the next moves up once one is settled."""
FEW = 2
"""Problems of broken files that are named; `debrief definitions check` names all."""


def proposals_to_read(waiting: Sequence[Waiting], *, is_first: bool) -> list[Block]:
    """Return the proposals that wait for an admin, a line and a button each."""
    theirs = [each for each in waiting if not each.is_own]
    if not theirs:
        return []
    rows = [_row(each, "read_and_approve", primary=is_first and not at) for at, each in enumerate(theirs[:MOST_ROWS])]
    return [header(plain_words("waiting_labels.to_approve", number=len(theirs))), *rows]


def own_proposals(waiting: Sequence[Waiting]) -> list[Block]:
    """Return what someone proposed and waits for an admin, a line and a button each."""
    own = [each for each in waiting if each.is_own]
    if not own:
        return []
    rows = [_row(each, "open") for each in own[:MOST_ROWS]]
    return [header(plain_words("waiting_labels.own", number=len(own))), *rows]


def broken_files(problems: Sequence[Problem]) -> list[Block]:
    """Return what is wrong with definition files, and that what went before them stays in use."""
    if not problems:
        return []
    told = [(each.file, each.line, said(each)) for each in problems[:FEW]]
    return [section(words("waiting.broken", problems=told, more=len(problems) - len(told)))]


def _row(each: Waiting, label: str, *, primary: bool = False) -> Block:
    text = plain_words(f"proposal_labels.{label}")
    action = f"{Door.RUBRIC_PROPOSAL}:{each.version}"
    open_it = button(text, action, each.version, primary=primary, label=f"{text}: {each.name}")
    return section(words("waiting.row", waiting=each), accessory=open_it)

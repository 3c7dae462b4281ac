"""What was understood of a pasted schedule, what was not and why, and the field that takes one."""

from dataclasses import dataclass
from typing import Self

from bot.features.loop.loop_form import SCHEDULE
from bot.features.loop.show_parts import Chosen
from bot.slack.block_types import Block
from bot.slack.blocks import actions, sections
from bot.slack.elements import button
from bot.slack.limits import INPUT_TEXT
from bot.wording.words import plain_words, words
from rubrics.panel.schedule.fitting import ScheduleFit

MOST_SHOWN = 5
"""Lines that were not understood: anyone who pasted ten times as many has pasted something else."""


@dataclass(frozen=True)
class Pasted:
    """What a form shows of a schedule: that it `asks` for one, what stood in the field, and what came of it.

    `filling` counts the schedules that have filled in its times (Chosen).
    """

    asks: bool = False
    text: str = ""
    fit: ScheduleFit | None = None
    filling: int = 0

    @classmethod
    def of(cls, fit: ScheduleFit, text: str, chosen: Chosen) -> Self:
        """Return what came of a text; one of which nothing was understood stands there again, to be fixed."""
        if not fit.fitted:
            return cls(asks=True, text=kept_text(text), fit=fit, filling=chosen.filling)
        return cls(fit=fit, filling=chosen.filling + 1)


NOTHING_PASTED = Pasted()


def asking(chosen: Chosen) -> Pasted:
    """Return that a form asks for a schedule, with all else as it was chosen."""
    return Pasted(asks=True, filling=chosen.filling)


def kept_text(text: str | None) -> str:
    """Return a text that is to stand in the field again; a whole calendar is pasted anew, and fills no view."""
    return text if text and len(text) <= INPUT_TEXT else ""


def schedule_blocks(pasted: Pasted, action_id: str) -> list[Block]:
    """Return what came of a schedule, and the field for one or else the button to it."""
    ways = [SCHEDULE.block(pasted.text or None)] if pasted.asks else _way(action_id)
    return [*(_read(pasted.fit) if pasted.fit else []), *ways]


def _way(action_id: str) -> list[Block]:
    return actions(button(plain_words("loop_labels.paste_schedule"), action_id))


def _read(fit: ScheduleFit) -> list[Block]:
    unread = [(each, plain_words(f"schedule_reasons.{each.why}")) for each in fit.unread[:MOST_SHOWN]]
    more = len(fit.unread) - len(unread)
    facts = {"fitted": fit.fitted, "unread": unread, "more": more, "is_calendar": fit.is_calendar}
    return sections(words("schedule.read", **facts))

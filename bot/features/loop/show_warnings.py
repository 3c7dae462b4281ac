"""What to know before a panel is opened or changed, each warning in words; knows no rule that makes one."""

from collections.abc import Sequence

from bot.slack.block_types import Block
from bot.slack.blocks import sections
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import mention
from bot.wording.words import words
from rubrics.panel.coverage import CoverageWarning


def warned(warning: CoverageWarning) -> Mrkdwn:
    """Return a warning in words, with the person it concerns by name."""
    who = {"who": mention(warning.who)} if warning.who else {}
    return words(f"loop_warnings.{warning.key}", **warning.values, **who)


def warned_of(key: str, warnings: Sequence[CoverageWarning]) -> list[Block]:
    """Return warnings as a list under a heading: the block `key` of loop.mrkdwn.j2; nothing where there are none."""
    return sections(words(f"loop.{key}", warnings=[*map(warned, warnings)])) if warnings else []


def warned_or_ready(warnings: Sequence[CoverageWarning]) -> list[Block]:
    """Return what to know before a panel is opened or changed, or that nothing speaks against it."""
    return warned_of("warnings", warnings) or sections(words("loop.ready"))

"""What a signal's reader should know of the scorecards behind it: referrals, and ratings without evidence."""

from bot.features.signal.phrasing import word_name
from bot.slack.block_types import Block
from bot.slack.blocks import section
from bot.wording.words import words
from rubrics.panel.loop import Support
from rubrics.signal import HireSignal


def behind(support: Support | None, without: HireSignal | None = None) -> list[Block]:
    """Return it in words, for those who may read the panel's content; nothing where there is nothing to know.

    `without` is how the panel would read without those who referred the candidate.
    """
    if support is None:
        return []
    parts = (("referred", support.referred), ("unsupported", support.unsupported))
    facts = {"support": support, "without": without, "word_without": word_name(without.word) if without else None}
    return [section(words(f"signal.{part}", **facts)) for part, number in parts if number]

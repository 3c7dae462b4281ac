"""Practice scorecards as their trainer reads them: each rating with its anchor and evidence, beside no signal."""

from bot.features.doors import Door
from bot.features.signal.read_practice import Practice
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import modal, section
from bot.slack.rich_text import quoted
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop
from rubrics.panel.scorecard import SubmittedCard


def practice(shown: Practice) -> Modal:
    """Return the practice scorecards of a loop; or that none is in yet."""
    blocks = [block for card in shown.cards for block in _card(shown.loop, card)]
    return modal(
        plain_words("evidence_labels.practice", code=shown.loop.candidate_code),
        blocks or [section(words("evidence.no_practice"))],
        callback_id=Door.PRACTICE_CARD,
        close=plain_words("evidence_labels.done"),
    )


def _card(loop: Loop, card: SubmittedCard) -> list[Block]:
    blocks = [section(words("evidence.practice", card=card))]
    for competency in loop.rubric.competencies:
        if competency.id not in card.ratings:
            continue
        rating = card.ratings[competency.id]
        anchor = competency.anchor(rating).short if rating is not None else ""
        blocks.append(section(words("evidence.practiced", competency=competency, rating=rating, anchor=anchor)))
        if text := card.evidence.get(competency.id):
            blocks.append(quoted(text))
    return blocks

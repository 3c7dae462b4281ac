"""Practice scorecards as their trainer reads them: each rating with its anchor and evidence, beside no signal."""

from bot.features.doors import Door
from bot.features.signal.read_practice import Practice
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import modal, section
from bot.slack.rich_text import quoted
from bot.wording.ratings import anchor_text, rating_text
from bot.wording.words import plain_words, words
from rubrics.panel.scorecard import SubmittedCard


def practice(shown: Practice) -> Modal:
    """Return the practice scorecards of a loop; or that none is in yet."""
    blocks = [block for card in shown.cards for block in _card(shown, card)]
    return modal(
        plain_words("evidence_labels.practice", code=shown.loop.candidate_code),
        blocks or [section(words("evidence.no_practice"))],
        callback_id=Door.PRACTICE_CARD,
        close=plain_words("evidence_labels.done"),
    )


def _card(shown: Practice, card: SubmittedCard) -> list[Block]:
    rated = {each: rating for each, rating in card.ratings.items() if rating is not None}
    pairs = [(rating, theirs) for each, rating in rated.items() if (theirs := shown.trainers_rating(card, each))]
    alike = sum(rating == theirs for rating, theirs in pairs)
    blocks = [section(words("evidence.practice", card=card, pairs=len(pairs), alike=alike))]
    for competency in shown.loop.rubric.competencies:
        if competency.id not in card.ratings:
            continue
        rating, theirs = card.ratings[competency.id], shown.trainers_rating(card, competency.id)
        said = {
            "competency": competency,
            "rating": None if rating is None else rating_text(competency.scale, rating),
            "anchor": "" if rating is None else anchor_text(competency, rating),
            "trainers": "" if theirs is None else rating_text(competency.scale, theirs),
        }
        blocks.append(section(words("evidence.practiced", **said)))
        if text := card.evidence.get(competency.id):
            blocks.append(quoted(text))
    return blocks

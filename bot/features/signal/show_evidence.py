"""A revealed panel's ratings and notes, in the panel's own words, every version of every scorecard."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.features.doors import Door
from bot.slack.blocks import Modal, context, header, modal, quoted, section
from bot.slack.forms import called
from bot.slack.paging import page_button, page_of
from bot.wording.words import words
from rubrics.catalogue.model import Competency
from rubrics.panel.loop import Loop, SubmittedCard

MORE_EVIDENCE = "signal_evidence_page"
BLOCKS_A_PAGE = 36
"""Half of them may quote 3,000 characters of four bytes each, and Slack takes a view of 250 kB."""


def evidence(loop: Loop, cards: Sequence[SubmittedCard], page: int = 0) -> Modal:
    """Return one page of a revealed panel's ratings and notes, competency by competency, every version."""
    blocks = [block for competency in loop.rubric.competencies for block in _competency(competency, cards)]
    names = dict.fromkeys(name for card in cards for name in card.notes)
    blocks += [block for name in names for block in _notes(name, cards)]
    blocks += [header("Recommendations"), *(_recommendation(loop, card) for card in cards)]
    shown, page, pages = page_of(blocks, page, BLOCKS_A_PAGE)
    return modal(
        f"Evidence {loop.candidate_code}",
        [context(words("evidence.intro")), *shown, *page_button(MORE_EVIDENCE, loop.id, page, pages)],
        callback_id=Door.READ_EVIDENCE,
        private_metadata=loop.id,
    )


def _notes(name: str, cards: Sequence[SubmittedCard]) -> list[Block]:
    blocks = [header(called(name))]
    for card in cards:
        before = _before(card, cards)
        text = card.notes.get(name)
        if text and not (before and before.notes.get(name) == text):
            blocks += [section(words("evidence.note", card=card)), quoted(text)]
    return blocks


def _recommendation(loop: Loop, card: SubmittedCard) -> Block:
    referred = card.interviewer in loop.referrers
    return section(words("evidence.recommendation", card=card, referred=referred))


def _competency(competency: Competency, cards: Sequence[SubmittedCard]) -> list[Block]:
    asked = [card for card in cards if competency.id in card.ratings and not _unchanged(competency, card, cards)]
    if not asked:
        return []
    return [header(competency.name), *(block for card in asked for block in _rating(competency, card))]


def _unchanged(competency: Competency, card: SubmittedCard, cards: Sequence[SubmittedCard]) -> bool:
    """Tell whether a change after the reveal left this competency as the version before it had it."""
    before = _before(card, cards)
    return before is not None and _about(competency, before) == _about(competency, card)


def _before(card: SubmittedCard, cards: Sequence[SubmittedCard]) -> SubmittedCard | None:
    """Return the version that a change after the reveal was made to."""
    earlier = [c for c in cards if c.interview == card.interview and c.version < card.version]
    return max(earlier, key=lambda c: c.version) if card.after_reveal and earlier else None


def _about(competency: Competency, card: SubmittedCard) -> tuple[object, object]:
    return card.ratings.get(competency.id), card.evidence.get(competency.id)


def _rating(competency: Competency, card: SubmittedCard) -> list[Block]:
    rating = card.ratings[competency.id]
    if rating is None:
        blocks = [section(words("evidence.not_rated", card=card))]
    else:
        anchor, lacking = competency.anchor(rating).short, card.lacks_evidence(competency.id)
        blocks = [section(words("evidence.rating", card=card, rating=rating, anchor=anchor, lacking=lacking))]
    if text := card.evidence.get(competency.id):
        blocks.append(quoted(text))
    return blocks

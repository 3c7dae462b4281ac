"""A revealed panel's ratings and notes, in the panel's own words: as they were revealed, and what changed since."""

from collections.abc import Collection, Sequence

from bot.features.doors import Door
from bot.features.signal.changes import Change, evidence_differs, rating_differs, version_before
from bot.features.signal.show_buttons import about, evidence_menu
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, context, header, modal, section
from bot.slack.paging import page_menu, page_of
from bot.slack.rich_text import quoted
from bot.wording.ratings import anchor_text, rating_text
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Competency
from rubrics.panel.loop import Loop
from rubrics.panel.scorecard import SubmittedCard

MORE_EVIDENCE = "signal_evidence_page"
OTHER_EVIDENCE = "signal_evidence_of"
NOTES, EVERYTHING = "_notes", ""
"""Topics of the evidence beside the competencies, none of whose ids begins like that."""
HANDED_ON = "next_note"
BLOCKS_A_PAGE = 36
"""Half of them may quote 3,000 characters of four bytes each, and Slack takes a view of 250 kB."""


def evidence(
    loop: Loop,
    cards: Sequence[SubmittedCard],
    page: int = 0,
    topic: str = EVERYTHING,
    *,
    judging: Collection[str] = (),
) -> Modal:
    """Return one page of a revealed panel's ratings and notes, competency by competency, or of one topic alone.

    Of a version made after the reveal it shows what differs from the version before, and nothing else. `judging` are
    the notes for the next interviewer that were not handed on, since they rate the candidate.
    """
    topics = [key for _, key in evidence_topics(loop)]
    topic = topic if topic in topics else EVERYTHING
    shown, page, pages = page_of(_blocks(loop, cards, topic, judging), page, BLOCKS_A_PAGE)
    others = [offer for offer in evidence_topics(loop) if offer[1] != topic]
    menu = evidence_menu(OTHER_EVIDENCE, loop, others)
    what = about(loop, topic) if topic else loop.id
    return modal(
        f"Evidence {loop.candidate_code}",
        [context(words("evidence.intro")), *shown, *page_menu(MORE_EVIDENCE, what, page, pages), *actions(menu)],
        callback_id=Door.READ_EVIDENCE,
        private_metadata=loop.id,
        close="Done",
    )


def evidence_topics(loop: Loop, first: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return what evidence may be read by topic, by name and key: these competencies first, then the rubric's order."""
    ordered = sorted(loop.rubric.competencies, key=lambda competency: competency.id not in first)
    notes, everything = (plain_words(f"evidence_labels.{name}") for name in ("notes", "everything"))
    return [*((competency.name, competency.id) for competency in ordered), (notes, NOTES), (everything, EVERYTHING)]


def _blocks(loop: Loop, cards: Sequence[SubmittedCard], topic: str, judging: Collection[str]) -> list[Block]:
    chosen = [competency for competency in loop.rubric.competencies if topic in (EVERYTHING, competency.id)]
    blocks = [block for competency in chosen for block in _competency(competency, cards)]
    if topic in (EVERYTHING, NOTES):
        names = dict.fromkeys(name for card in cards for name in card.notes)
        blocks += [block for name in names for block in _notes(name, cards, judging if name == HANDED_ON else ())]
        blocks += [header(plain_words("evidence_labels.recommendations")), *_recommendations(loop, cards)]
    return blocks or [section(words("evidence.none"))]


def _notes(name: str, cards: Sequence[SubmittedCard], judging: Collection[str]) -> list[Block]:
    blocks = [header(plain_words("evidence_labels.note_named", name=name))]
    for card in cards:
        before, text = version_before(card, cards), card.notes.get(name)
        if text and not (before and before.notes.get(name) == text):
            blocks += [section(words("evidence.note", card=card, judging=text in judging)), quoted(text)]
    return blocks


def _recommendations(loop: Loop, cards: Sequence[SubmittedCard]) -> list[Block]:
    blocks = []
    for card in cards:
        before = version_before(card, cards)
        if before is None or before.recommendation is not card.recommendation:
            change = _change(card, before, differs=True)
            referred = card.interviewer in loop.referrers
            blocks.append(section(words("evidence.recommendation", card=card, referred=referred, change=change)))
    return blocks


def _competency(competency: Competency, cards: Sequence[SubmittedCard]) -> list[Block]:
    blocks: list[Block] = []
    for card in cards:
        before = version_before(card, cards)
        says_nothing = not competency.is_rated and not card.evidence.get(competency.id)
        if competency.id not in card.ratings or says_nothing:
            continue
        if before is None or _differs(competency.id, card, before):
            blocks += _rating(competency, card, before)
    return [header(competency.name), *blocks] if blocks else []


def _differs(competency: str, card: SubmittedCard, before: SubmittedCard) -> bool:
    return rating_differs(competency, card, before) or evidence_differs(competency, card, before)


def _rating(competency: Competency, card: SubmittedCard, before: SubmittedCard | None) -> list[Block]:
    rating = card.ratings[competency.id]
    change = _change(card, before, differs=before is None or rating_differs(competency.id, card, before))
    if not competency.is_rated:
        blocks = [section(words("evidence.described", card=card, change=change))]
    elif rating is None:
        blocks = [section(words("evidence.not_rated", card=card, change=change))]
    else:
        facts = {"anchor": anchor_text(competency, rating), "lacking": card.lacks_evidence(competency)}
        given = rating_text(competency.scale, rating)
        blocks = [section(words("evidence.rating", card=card, rating=given, change=change, **facts))]
    if text := card.evidence.get(competency.id):
        blocks.append(quoted(text))
    return blocks


def _change(card: SubmittedCard, before: SubmittedCard | None, *, differs: bool) -> Change | None:
    """Return how what is shown came about after the reveal; `differs` is False where only its evidence changed."""
    if not card.after_reveal:
        return None
    if before is None:
        return Change.ADDED
    return Change.CHANGED if differs else Change.EVIDENCE_CHANGED

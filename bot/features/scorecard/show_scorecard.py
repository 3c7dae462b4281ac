"""The scorecard: a rating by short anchors for each focus competency, evidence where it counts, the whole last."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from bot.features.scorecard.card_form import (
    ALL_NOTES,
    EVIDENCE,
    NOTES,
    RATING,
    REASON,
    WHOLE,
    Filled,
    needs_evidence,
    rating_of,
    takes_evidence,
    takes_notes,
)
from bot.features.scorecard.open_scorecard import ScorecardForm
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, context, divider, header, modal, section
from bot.slack.elements import button
from bot.slack.limits import VIEW_TITLE
from bot.slack.payloads import carried_number
from bot.wording.escaping import Mrkdwn
from bot.wording.ratings import Rated, point_named, points_asking
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Anchor, Competency
from rubrics.panel.loop import Interview, Loop

SUBMIT = "scorecard"
TOOK_PLACE = "interview_took_place"
FULL_ANCHORS = "full_anchors"
ADD_EVIDENCE = "add_evidence"
ADD_NOTES = "add_notes"
SAME_DAY = timedelta(hours=12)
"""A draft no older than this is told by its time alone; the day of an older one matters."""


def form(card: ScorecardForm, now: datetime, *, drawn: Collection[str] = (), opened: str = "") -> Modal:
    """Return the scorecard of one interview with what stands in it.

    `drawn` names fields that the modal shows already: evidence among them keeps its field, whatever the rating.
    `opened` is the competency whose evidence was just asked for, and is to be typed into; or it stands for the notes.
    """
    blocks: list[Block] = [context(_about(card, now))]
    names = {action_id: _label(action_id) for action_id in (FULL_ANCHORS, ADD_EVIDENCE)}
    for competency_id in card.interview.focus:
        competency = card.loop.rubric.competency(competency_id)
        has_field = _has_field(card, competency, drawn, opened)
        blocks += _fields(competency, card.filled, has_field=has_field, is_typed_into=opened == competency_id)
        offered = {FULL_ANCHORS: f"{card.interview.id}:{competency_id}"} if competency.is_rated else {}
        if not has_field:
            offered[ADD_EVIDENCE] = competency_id
        blocks += [*_buttons(competency, offered, names), divider()]
    blocks += _whole(card, drawn, opened)
    if card.loop.is_revealed:
        blocks.append(REASON.block(card.filled.get(REASON.block_id), version=card.version))
    return modal(
        _label("title", code=card.loop.candidate_code),
        blocks,
        callback_id=SUBMIT,
        submit=_label("amend" if card.version else "submit"),
        close=_label("close"),
        private_metadata=f"{card.interview.id}:{card.version}",
    )


def looks_different(card: ScorecardForm, drawn: Collection[str], *, opened: str = "") -> bool:
    """Tell whether a modal that shows these fields must look different: one has to appear, or others are asked about.

    Asked at every click and change of text, so that nothing is drawn in vain.
    """
    focus = card.interview.focus
    if set(focus) != {*RATING.subjects(drawn), *EVIDENCE.subjects(drawn)}:
        return True
    asked = map(card.loop.rubric.competency, focus)
    wanted = {EVIDENCE.block_about(c.id) for c in asked if _has_field(card, c, drawn, opened)}
    if _shows_notes(card, drawn, opened):
        wanted.update(field.block_id for field in NOTES)
    if card.loop.is_revealed:
        wanted.add(REASON.block_id)
    return not wanted <= set(drawn)


def _has_field(card: ScorecardForm, competency: Competency, drawn: Collection[str], opened: str) -> bool:
    is_shown = competency.id == opened or EVIDENCE.block_about(competency.id) in drawn
    return is_shown or takes_evidence(card.filled, competency)


def _whole(card: ScorecardForm, drawn: Collection[str], opened: str) -> list[Block]:
    """Return the fields about the interview as a whole; the notes, or the button that adds them, come first."""
    shows_notes = _shows_notes(card, drawn, opened)
    fields = [field for field in WHOLE if shows_notes or field not in NOTES]
    blocks = [field.block(card.filled.get(field.block_id)) for field in fields]
    if shows_notes and opened == ALL_NOTES:
        blocks[0]["element"]["focus_on_load"] = True
    offered = None if shows_notes or not card.interview.counts else button(_label("add_notes"), ADD_NOTES, ALL_NOTES)
    return [*actions(offered), *blocks]


def _shows_notes(card: ScorecardForm, drawn: Collection[str], opened: str) -> bool:
    if not card.interview.counts:
        return False  # a practice scorecard is read by its trainer alone
    return opened == ALL_NOTES or takes_notes(card.filled) or any(field.block_id in drawn for field in NOTES)


def _about(card: ScorecardForm, now: datetime) -> Mrkdwn:
    saved_at = card.resumed_at
    is_recent = saved_at is not None and now - saved_at < SAME_DAY
    facts = {"loop": card.loop, "rubric": card.loop.rubric, "version": card.version, "interview": card.interview}
    # The field that a 1, 2 or 5 brings says itself what this says: the words that it costs are won back here.
    focus = [card.loop.rubric.competency(each) for each in card.interview.focus]
    asked = any(needs_evidence(card.filled, competency) for competency in focus)
    asking = "" if asked else points_asking(focus)
    return words("scorecard.about", **facts, saved_at=saved_at, is_recent=is_recent, asking=asking)


def drawn_for(private_metadata: str) -> tuple[str, int]:
    """Return which interview a scorecard was drawn for, and how many versions there were then."""
    interview_id, _, version = private_metadata.partition(":")
    return interview_id, carried_number(version or "0")


def inputs(drawn: Modal) -> list[str]:
    """Return the names of the fields that a modal shows."""
    return [block["block_id"] for block in drawn["blocks"] if block["type"] == "input"]


def _fields(competency: Competency, filled: Filled, *, has_field: bool, is_typed_into: bool) -> list[Block]:
    blocks, evidence = [], EVIDENCE.about(competency.id)
    if competency.is_rated:
        rating = rating_of(competency)
        blocks.append(rating.block(filled.get(rating.block_id), competency=competency))
    if has_field:
        is_needed = needs_evidence(filled, competency)
        blocks.append(evidence.block(filled.get(evidence.block_id), competency=competency, is_needed=is_needed))
    if is_typed_into:
        blocks[-1]["element"]["focus_on_load"] = True
    return blocks


def _buttons(competency: Competency, offered: Mapping[str, str], names: Mapping[str, str]) -> list[Block]:
    buttons = [
        button(names[action_id], action_id, value, label=f"{names[action_id]}: {competency.name}")
        for action_id, value in offered.items()
    ]
    return [{**row, "block_id": f"more:{competency.id}"} for row in actions(*buttons)]


def anchors(interview: Interview, competency: Competency) -> Modal:
    """Return a competency's anchors in full, for anyone who hesitates between two short ones."""
    title, heading = titled(competency.name, _label("full_anchors"))
    blocks = [*heading, *(section(anchor_in_full(competency, anchor)) for anchor in competency.anchors)]
    return modal(title, blocks, callback_id=FULL_ANCHORS, close=_label("back"), private_metadata=interview.id)


def anchor_in_full(rated: Rated, anchor: Anchor) -> Mrkdwn:
    """Return an anchor's behavior with its point; those at the ends mean what lies beyond them, too."""
    scale = rated.scale
    is_open = not scale.is_yes_or_no
    facts = {"lowest": is_open and anchor.rating == 1, "highest": is_open and anchor.rating == scale.top}
    return words("scorecard.anchor", anchor=anchor, point=point_named(scale, anchor.rating), **facts)


def titled(name: str, otherwise: str) -> tuple[str, list[Block]]:
    """Return a modal's title and the heading below it: a name is never cut, and stands below where it is too long."""
    return (name, []) if len(name) <= VIEW_TITLE else (otherwise, [header(name)])


def too_early(loop: Loop, interview: Interview) -> Modal:
    """Return the question whether an interview took place although its time has not come."""
    took_place = button(_label("took_place"), TOOK_PLACE, interview.id, primary=True)
    blocks = [section(words("scorecard.too_early", loop=loop, interview=interview)), *actions(took_place)]
    return modal(_label("too_early_title"), blocks, callback_id="too_early", private_metadata=interview.id)


def referral_noted(loop: Loop) -> Modal:
    """Return what someone sees who declared to have referred the candidate."""
    text = section(words("scorecard.referral_noted", loop=loop))
    return modal(_label("noted_title"), [text], callback_id="referral_noted")


def _label(name: str, **values: object) -> str:
    return plain_words(f"scorecard_labels.{name}", **values)

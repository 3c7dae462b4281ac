"""One sample answer to rate: what was asked and said, five short anchors, why if they like; nothing of others."""

from collections.abc import Mapping

from bot.features.calibration.access import RatingForm
from bot.features.scorecard.show_scorecard import anchor_in_full
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import button
from bot.slack.form_fields import Choice, Text
from bot.slack.forms import Form
from bot.slack.rich_text import quoted
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import at_level
from bot.wording.pictures import progress_dots
from bot.wording.ratings import point_label
from bot.wording.words import plain_words, words
from rubrics.calibration.round import Rated, Round
from rubrics.catalogue.limits import POINTS
from rubrics.catalogue.samples import SampleAnswer, SampleSet

RATE = "calibration_rate"
"""The form of one answer, and the button in any other room that opens the next one; its value is the round."""
ANCHORS = "calibration_anchors"
TURN = "calibration_turn"
"""Turns to another answer in the same modal; its value is the round and the answer."""

RATING = Choice(
    id="sample_rating", label="calibration_form.rating", missing="calibration_refusals.rating_missing", autosaved=True
)
WHY = Text(
    id="sample_why",
    label="calibration_form.why",
    placeholder="calibration_form.why_placeholder",
    limit=500,
    long=True,
    required=False,
    autosaved=True,
)
FORM: Form = (RATING, WHY)


def rating(form: RatingForm) -> Modal:
    """Return the modal in which someone rates one answer."""
    sample, answer, own = form.round.sample, form.answer, form.own
    said = own.rated.get(answer.id, Rated())
    place = _place(sample, answer)
    return modal(
        _label("title", number=place + 1, of=len(sample.answers)),
        [
            context(_about(form)),
            section(words("calibration.question", question=answer.question)),
            quoted(answer.answer),
            _rating_of(answer).block(str(said.rating) if said.rating else None, name=answer.name),
            WHY.about(answer.id).block(said.evidence or None),
            *actions(*_buttons(form.round, answer, place)),
        ],
        callback_id=RATE,
        submit=_label("hand_in" if form.is_last else "next"),
        close=_label("later"),
        private_metadata=f"{form.round.id}:{answer.id}",
    )


def rated_in(answer_id: str, filled: Mapping[str, str | None]) -> Rated:
    """Return what stands in the form about an answer; a rating that is no point of any scale counts as none."""
    given = filled.get(RATING.about(answer_id).block_id)
    chosen = int(given) if given in {str(point) for point in range(1, POINTS + 1)} else None
    return Rated(rating=chosen, evidence=(filled.get(WHY.about(answer_id).block_id) or "")[: WHY.limit])


def drawn_for(private_metadata: str) -> tuple[str, str]:
    """Return which round and which answer a modal was drawn for."""
    round_id, _, answer_id = private_metadata.partition(":")
    return round_id, answer_id


def anchors(answer: SampleAnswer) -> Modal:
    """Return the anchors of an answer in full."""
    shown = [section(anchor_in_full(answer, anchor)) for anchor in answer.anchors]
    return modal(_label("anchors"), shown, callback_id=ANCHORS, close=_label("back"))


def anchors_button(round_id: str, answer: SampleAnswer) -> Element:
    """Return the button that shows the anchors of an answer in full."""
    return button(_label("anchors"), ANCHORS, f"{round_id}:{answer.id}")


def called(sample: SampleSet) -> str:
    """Return what a set of answers is called: its own name, else its role at its level."""
    return sample.name or at_level(sample.role_name, sample.level)


def _rating_of(answer: SampleAnswer) -> Choice:
    scale = [(point_label(answer, point), str(point)) for point in answer.scale.points]
    return RATING.about(answer.id).offering(scale)


def _about(form: RatingForm) -> Mrkdwn:
    sample = form.round.sample
    done = form.own.done(sample)
    dots = progress_dots(done, len(sample.answers))
    return words("calibration.about", name=called(sample), dots=dots, done=done, of=len(sample.answers))


def _buttons(around: Round, answer: SampleAnswer, place: int) -> list[Block]:
    before = around.sample.answers[place - 1] if place else None
    back = button(_label("previous"), TURN, f"{around.id}:{before.id}") if before else None
    return [each for each in (anchors_button(around.id, answer), back) if each]


def _place(sample: SampleSet, answer: SampleAnswer) -> int:
    return [each.id for each in sample.answers].index(answer.id)


def _label(key: str, **values: object) -> str:
    return plain_words(f"calibration_labels.{key}", **values)

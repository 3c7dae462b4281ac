"""The scorecard's form: its fields, and what stands in them as text, as a draft keeps it, and as a card's content.

To ask one more thing about the interview as a whole, declare its field here and put it into WHOLE: it is drawn, kept
as a draft, checked, stored, amended and shown by the name that it has in `CardContent` and in its column.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from bot.slack.form_fields import Choice, Text
from bot.slack.forms import Field, Form, refuse
from bot.slack.limits import OPTION_TEXT
from bot.wording.ratings import anchor_text, point_label, rating_text
from bot.wording.words import language, plain_words
from rubrics.catalogue.model import Competency, Recommendation, Rubric
from rubrics.panel.scorecard import CardContent
from storage.lru import Lru

LOWEST = 1
"""The rating that also means less than its anchor says."""
NOT_ASSESSED = "not_assessed"
RATING = Choice(id="rating", label="scorecard_form.rating", missing="scorecard_refusals.rating_missing", autosaved=True)
EVIDENCE = Text(
    id="evidence",
    label="scorecard_form.evidence",
    placeholder="scorecard_form.evidence_placeholder",
    long=True,
    required=False,
    autosaved=True,
)
RECOMMENDATION = Choice(
    id="recommendation",
    label="scorecard_form.recommendation",
    missing="scorecard_refusals.recommendation_missing",
    autosaved=True,
    options=tuple((choice.words.capitalize(), choice.value) for choice in Recommendation),
)
REASON = Text(id="reason", label="scorecard_form.reason", hint="scorecard_form.reason_hint", limit=500, autosaved=True)

LONGEST_NOTE = 1_000
"""Characters: a card is read by a whole panel, and what takes more belongs to a competency's evidence."""
LONGEST_HANDED_ON = 400
"""Characters: several such notes stand above the questions of one kit, read minutes before an interview."""
STRENGTHS, RISKS, NEXT_NOTE, RECRUITER_NOTE = (
    Text(
        id=name,
        label=f"scorecard_form.{name}",
        hint=f"scorecard_form.{name}_hint",
        limit=limit,
        long=True,
        required=False,
        autosaved=True,
    )
    for name, limit in (
        ("strengths", LONGEST_NOTE),
        ("risks", LONGEST_NOTE),
        ("next_note", LONGEST_HANDED_ON),
        ("recruiter_note", LONGEST_NOTE),
    )
)
NOTES: tuple[Field[str], ...] = (STRENGTHS, RISKS, NEXT_NOTE, RECRUITER_NOTE)
"""What may be added about the interview as a whole: fields that a scorecard shows once they are asked for."""
ALL_NOTES = "+notes"
"""Stands for the notes where a competency stands for its evidence; no competency's id begins like that."""
WHOLE: tuple[Field[str], ...] = (*NOTES, RECOMMENDATION)
"""What is asked about the interview as a whole, in the order of the form; the recommendation comes last."""
FORM: Form = (RATING, EVIDENCE, *WHOLE, REASON)

Filled = Mapping[str, str | None]
"""Block id → what stands in the field as text; None or absent where nothing does.

An evidence that is there and empty was asked for by its button: it has its field, and nothing in it.
"""

MOST_RATED = 1_000
"""Competencies whose ratings are kept as drawn, some kilobytes each: those of some thirty roles at one level."""
_drawn = Lru[tuple[int, str], tuple[Competency, Choice]](MOST_RATED)
"""By identity, since rubrics are read once; what is kept with it keeps the identity from being another's."""


def rating_of(competency: Competency) -> Choice:
    """Return a competency's rating, which holds a point of its scale or “not_assessed”."""
    key = (id(competency), language())
    known = _drawn.get(key)
    if known is None:
        scale = [(_label(competency, point), str(point)) for point in competency.scale.points]
        field = RATING.about(competency.id).offering([*scale, (_not_assessed(language()), NOT_ASSESSED)])
        _drawn.put(key, known := (competency, field))
    return known[1]


def _label(competency: Competency, point: int) -> str:
    """Return a rating with its anchor in short; of the lowest it is said that less is meant too, where there is room.

    What earns a 1 at one level is what a level below aims for: read alone it would be praise.
    """
    label = point_label(competency, point)
    lowest = _at_best(competency, point)
    takes_less = point == LOWEST and not competency.scale.is_yes_or_no
    return lowest if takes_less and len(lowest) <= OPTION_TEXT else label


def _at_best(competency: Competency, point: int) -> str:
    facts = {"point": rating_text(competency.scale, point), "short": anchor_text(competency, point)}
    return plain_words("scorecard_labels.at_best", **facts)


@cache
def _not_assessed(_language: str) -> str:
    """Return the words of the option below the scale, rendered once: every scorecard holds it many times."""
    return plain_words("scorecard_labels.not_assessed")


def applying(filled: Filled, focus: Sequence[str]) -> dict[str, str | None]:
    """Return what stands in the fields that a form about these competencies has, and nothing from anywhere else."""
    names = {field.block_about(c) for field in (RATING, EVIDENCE) for c in focus}
    names |= {field.block_id for field in (*WHOLE, REASON)}
    return {name: text for name, text in filled.items() if name in names}


def asked_about(filled: Filled) -> set[str]:
    """Return the competencies that a form asked about: all of them, also those left without a rating or not rated."""
    return {*RATING.subjects(filled), *EVIDENCE.subjects(filled)}


def filled_as(content: CardContent) -> dict[str, str | None]:
    """Return a card as its fields were filled in; a reason belongs to its own change and is left out."""
    ratings = {RATING.block_about(c): NOT_ASSESSED if r is None else str(r) for c, r in content.ratings.items()}
    evidence = {EVIDENCE.block_about(c): text for c, text in content.evidence.items()}
    whole = {field.block_id: str(getattr(content, field.id)) for field in WHOLE}
    return {name: text for name, text in {**ratings, **evidence, **whole}.items() if text}


def content_of(filled: Filled, rubric: Rubric, focus: Sequence[str]) -> CardContent:
    """Return what was filled in about these competencies; raises FormRefusal with all that is missing or may not be."""
    ratings = {c: rating_of(each) for c in focus if (each := rubric.competency(c)).is_rated}
    notes = {c: EVIDENCE.about(c) for c in focus}
    fields: list[Field[str]] = [*ratings.values(), *notes.values(), *WHOLE, *([REASON] if _reason(filled) else [])]
    refuse({field: filled.get(field.block_id) for field in fields})
    # What is not rated is named all the same: its evidence stands beside it.
    chosen = {c: filled[ratings[c].block_id] if c in ratings else None for c in focus}
    return CardContent(
        ratings={c: None if rating in (None, NOT_ASSESSED) else int(rating) for c, rating in chosen.items()},
        evidence={c: text for c, field in notes.items() if (text := (filled.get(field.block_id) or "").strip())},
        reason=_reason(filled),
        **{field.id: filled.get(field.block_id) or "" for field in WHOLE},
    )


def merged(kept: Filled, shown: Filled, acted: str) -> dict[str, str | None]:
    """Return what stands in the fields after a click: only the field acted on counts as cleared when it is empty.

    Slack may leave a field out of what it sends although someone filled it in before; it must not get lost.
    """
    sent = {field: value for field, value in shown.items() if value or field == acted}
    return {**kept, **sent}


def is_begun(filled: Filled) -> bool:
    """Tell whether anything stands in a form: a field that was merely opened begins nothing."""
    return any(filled.values())


def with_room(filled: Filled, opened: str) -> dict[str, str | None]:
    """Return the same with a field for a competency's evidence, or for the notes, whatever stands in it."""
    fields = NOTES if opened == ALL_NOTES else (EVIDENCE.about(opened),)
    return {**filled, **{field.block_id: filled.get(field.block_id) or "" for field in fields}}


def needs_evidence(filled: Filled, competency: Competency) -> bool:
    """Tell whether a competency's rating is one that asks for evidence: a 1, 2 or 5 of five."""
    return filled.get(RATING.block_about(competency.id)) in set(map(str, competency.scale.asking))


def takes_evidence(filled: Filled, competency: Competency) -> bool:
    """Tell whether a competency's evidence has its field: where its rating asks, where it was added and where some is.

    A 3 or 4 of five needs none, so that it costs no one's time; what is not rated has nothing but its evidence.
    """
    if not competency.is_rated or needs_evidence(filled, competency):
        return True
    return filled.get(EVIDENCE.block_about(competency.id)) is not None


def takes_notes(filled: Filled) -> bool:
    """Tell whether the notes have their fields: all of them, as soon as they were asked for or one is written."""
    return any(filled.get(field.block_id) is not None for field in NOTES)


def _reason(filled: Filled) -> str | None:
    return (filled.get(REASON.block_id) or "").strip() or None

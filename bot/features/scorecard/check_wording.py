"""What of a scorecard's wording is refused once, and where: hints on evidence and notes, and evidence that lacks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.errors import FormRefusal, Reason, reason
from bot.features.scorecard.card_form import EVIDENCE, NEXT_NOTE, NOTES, RATING, Filled
from bot.slack.seen_warnings import SeenWarnings
from bot.wording.ratings import rating_text
from rubrics.catalogue.model import Rubric
from rubrics.panel.remarks import Remark, RemarkRules, judging, remarks
from rubrics.panel.scorecard import CardContent, lacks_evidence

Hints = Mapping[str, tuple[Remark, ...]]


@dataclass(frozen=True)
class Hinted:
    """A form that comes back with hints, which have to be remembered first."""

    digests: frozenset[str]
    refusal: FormRefusal


def hints_on_evidence(content: CardContent, rules: RemarkRules) -> Hints:
    """Return the hints that the wording of evidence deserves, by competency."""
    return {name: hints for name, text in content.evidence.items() if (hints := remarks(text, rules))}


def hinted_once(
    content: CardContent, filled: Filled, rubric: Rubric, rules: RemarkRules, seen: Collection[str]
) -> Hinted | None:
    """Return what is said about evidence and notes for the first time; None where all was seen.

    `seen` are the digests of what was shown before.
    """
    said = {**_on_evidence(content, filled, rubric, rules), **_on_notes(content, rules)}
    warned = SeenWarnings(frozenset(seen))
    texts = [text for text, _ in said.values()]
    unseen = set(warned.unseen(texts))
    if not unseen:
        return None
    return Hinted(
        warned.after(texts).digests,
        FormRefusal({place: why for place, (text, why) in said.items() if text in unseen}),
    )


def _on_evidence(
    content: CardContent, filled: Filled, rubric: Rubric, rules: RemarkRules
) -> dict[str, tuple[str, Reason]]:
    """Return what is said about ratings and their evidence: its place, what is remembered of it, and the sentence."""
    said = {}
    for competency, hints in hints_on_evidence(content, rules).items():
        why = reason("scorecard_refusals.remark", hint=hints[0].hint)
        said[_place_for(competency, filled)] = (content.evidence[competency], why)
    for competency, rating in content.ratings.items():
        about = rubric.competency(competency)
        if rating is not None and lacks_evidence(rating, content.evidence.get(competency), about.scale):
            given = rating_text(about.scale, rating)
            why = reason("scorecard_refusals.evidence_missing", rating=given, competency=about.name)
            said[_place_for(competency, filled)] = (f"{competency} rated {rating} without evidence", why)
    return said


def _on_notes(content: CardContent, rules: RemarkRules) -> dict[str, tuple[str, Reason]]:
    """Return the same about the notes; above all that one to be handed on rates the candidate."""
    said = {}
    for field in NOTES:
        text: str = getattr(content, field.id)
        judged = judging(text, rules) if field.id == NEXT_NOTE.id else ()
        if hints := remarks(text, rules):
            said[field.block_id] = (text, reason("scorecard_refusals.remark", hint=hints[0].hint))
        if judged:
            said[field.block_id] = (text, reason("scorecard_refusals.judging", hint=judged[0].hint))
    return said


def _place_for(competency: str, filled: Filled) -> str:
    """Return the field that a hint about evidence is shown at: its rating's where it has no field of its own yet.

    Slack takes an error only at a field that the modal shows; of two quick clicks the second may have found the
    modal changed, so that the field did not appear.
    """
    evidence = EVIDENCE.block_about(competency)
    return evidence if evidence in filled else RATING.block_about(competency)

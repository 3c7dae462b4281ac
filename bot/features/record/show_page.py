"""A loop's record as a page to print: for a person who reads it on paper, or makes a PDF of it in their browser."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.features.record.ratings_csv import change_of
from bot.features.record.read_record import LoopRecord
from bot.features.record.show_outcome import outcome_of
from bot.features.record.show_record import literal_sentence
from bot.features.signal.phrasing import tally_text, word_name
from bot.wording.escaping import Html
from bot.wording.phrases import written_out
from bot.wording.ratings import anchor_text, point_label, rating_text
from bot.wording.words import language, page_words, plain_words
from rubrics.catalogue.model import Arithmetic, Competency, Rubric
from rubrics.panel.scorecard import SubmittedCard
from rubrics.signal import HireSignal


def record_page(record: LoopRecord, now: datetime) -> str:
    """Return the record as one HTML document that needs nothing beside it."""
    return page_words(
        "record_page.page",
        language=language(),
        held=record.loop,
        chain=page_words("record_page.chain", number=len(record.chained), broken=record.broken, head=record.head),
        whole=record.broken is None,  # an alarm stands above everything, its absence below the conclusion
        outcome=outcome_of(record, lambda user: _name(record, user)),
        signal=_signal(record),
        entries=[
            {"number": entry.number, "at": written_out(entry.at), "sentence": literal_sentence(record, entry)}
            for entry in record.entries
        ],
        ratings=[_card(record, card) for card in record.cards],
        reminders=[
            {"at": written_out(each.at), "name": _name(record, each.person), "kind": _label(each.kind)}
            for each in record.reminders
        ],
        points=record.loop.rubric.scale.points,
        rows=[_described(each, record.loop.rubric) for each in record.loop.rubric.competencies],
        jd=record.jd,
        head=record.head,
        written=written_out(now),
    )


def _signal(record: LoopRecord) -> Html:
    if not record.signals:
        return Html("")
    first, newest = record.signals[0], record.signals[-1]
    rows = [("at_the_reveal", first), ("as_it_stands", newest)][: min(len(record.signals), 2)]
    rows += [("all_stages", record.all_stages)] if record.all_stages else []
    shown = [_signal_row(_label(key), signal) for key, signal in rows]
    bar = first.bar if record.loop.rubric.arithmetic is Arithmetic.SCORE else None
    return page_words("record_page.signal", rows=shown, bar=bar, history=record.loop.history)


def _signal_row(which: str, signal: HireSignal) -> Mapping[str, Any]:
    word = word_name(signal.word)
    return {
        "which": which,
        "word": f"{word[:1].upper()}{word[1:]}",
        "score": signal.score,
        "likely": signal.likely_range,
        "scorecards": signal.scorecards,
        "tally": tally_text(signal.tally),
    }


def _card(record: LoopRecord, card: SubmittedCard) -> Mapping[str, Any]:
    rated = [each for each in record.loop.rubric.competencies if each.id in card.ratings]
    rows = [
        {
            "name": competency.name,
            "must_have": competency.must_have,
            "rating": _rating(competency, card.ratings[competency.id]),
            "change": _label(change.value) if (change := change_of(record, card, competency.id)) else "",
            "evidence": card.evidence.get(competency.id, ""),
            "unsupported": card.lacks_evidence(competency),
        }
        for competency in rated
    ]
    return {
        "name": _name(record, card.interviewer),
        "recommends": card.recommendation.words,
        "version": card.version,
        "at": written_out(card.submitted_at),
        "reason": card.reason,
        "rows": rows,
        "notes": [{"label": plain_words(f"scorecard_form.{name}"), "text": text} for name, text in card.notes.items()],
    }


def _rating(competency: Competency, rating: int | None) -> str:
    if not competency.is_rated:
        return ""
    return _label("not_assessed") if rating is None else rating_text(competency.scale, rating)


def _described(competency: Competency, rubric: Rubric) -> Mapping[str, Any]:
    """Return what is described of a competency at each point of the rubric's scale; a check has two of its own."""
    scale = competency.scale if competency.scale.is_yes_or_no else rubric.scale
    put = point_label if scale.is_yes_or_no else anchor_text
    texts = [put(competency, point) for point in scale.points] if competency.is_rated else []
    blank = [""] * (rubric.scale.top - len(texts))
    return {"competency": competency, "share": rubric.shares[competency.id], "texts": [*texts, *blank]}


def _label(name: str) -> str:
    return plain_words(f"record_page_states.{name}")


def _name(record: LoopRecord, user: str) -> str:
    name = record.names.get(user)
    return f"{name} ({user})" if name else user

"""A loop's ratings for a spreadsheet, one row each: it opens clean in Excel, and runs nothing that people wrote."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime

from bot.features.record.read_record import LoopRecord
from bot.features.signal.changes import Change, evidence_differs, rating_differs, version_before
from bot.wording.escaping import straight
from rubrics.panel.loop import Loop
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.panel.scorecard import SubmittedCard

BOM = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's old code page, and every accent comes out as two letters."""
HEADINGS = (
    *("loop", "candidate", "opening", "stage", "role", "level", "rubric", "rubric_digest"),
    *("interviewer", "name", "interview", "version", "submitted_at", "after_reveal", "competency", "competency_name"),
    *("must_have", "weight_share", "rating", "evidence", "unsupported", "recommends", "reason"),
    *(f"history_{name}" for name in PinnedHistory.model_fields),
)
FORMULA = re.compile(r"(^|[;,\t\r\n\"'])(\s*)(?=[=+\-@\uff0b\uff0d\uff1d\uff20])")
"""Where a formula could begin: at a cell's beginning, and behind whatever a spreadsheet may take for a cell's end.

A semicolon or tab divides cells where the machine's region says so, whatever the file's own comma says. The full-width
signs count where the machine writes Japanese.
"""
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def ratings_csv(record: LoopRecord, now: datetime) -> str:  # noqa: ARG001 – as every writer
    """Return the ratings as RFC 4180 wants them, every cell quoted; the headings alone where they are sealed."""
    text = io.StringIO()
    # Quoted whatever they hold: an unquoted cell ends at a semicolon on machines that divide by one.
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS)
    for card in record.cards:
        for row in _rows(record, card):
            writer.writerow([safe_cell(cell) for cell in row])
    return BOM + text.getvalue()


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, wherever it cuts cells; its lines end as Excel's do."""
    lines = INVISIBLE.sub("", straight(text)).replace("\r\n", "\n").replace("\r", "\n")
    return FORMULA.sub(r"\1\2'", lines)


def _rows(record: LoopRecord, card: SubmittedCard) -> Iterator[tuple[str, ...]]:
    loop, rubric = record.loop, record.loop.rubric
    stage = loop.stage.name or str(loop.stage.number)
    about = (loop.id, loop.candidate_code, loop.opening, stage, rubric.role_name, rubric.level.value)
    whose = (card.interviewer, record.names.get(card.interviewer, ""), card.interview, str(card.version))
    at = card.submitted_at.isoformat(timespec="seconds")
    for competency in rubric.competencies:
        if competency.id not in card.ratings:
            continue
        rating = card.ratings[competency.id]
        yield (
            *(*about, rubric.id, rubric.digest, *whose, at, change_of(record, card, competency.id) or ""),
            *(competency.id, competency.name, _yes(competency.must_have)),
            f"{rubric.shares[competency.id]:.4f}",
            "" if rating is None else str(rating),
            card.evidence.get(competency.id, ""),
            _yes(card.lacks_evidence(competency)),
            card.recommendation.value,
            card.reason or "",
            *_history(loop),
        )


def _history(loop: Loop) -> tuple[str, ...]:
    """Return the figures that the loop's ranges rest on, empty where those are the fixed ones."""
    figures = loop.history.model_dump() if loop.history else {}
    return tuple(str(figures.get(name, "")) for name in PinnedHistory.model_fields)


def change_of(record: LoopRecord, card: SubmittedCard, competency: str) -> Change | None:
    """Return what a version changed of a rating after the reveal; None for what it left as it was."""
    if not card.after_reveal:
        return None
    before = version_before(card, record.cards)
    if before is None:
        return Change.ADDED
    if rating_differs(competency, card, before):
        return Change.CHANGED
    return Change.EVIDENCE_CHANGED if evidence_differs(competency, card, before) else None


def _yes(is_so: object) -> str:
    return "yes" if is_so else "no"

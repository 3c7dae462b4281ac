"""Signals beside their calibrated readings, for a four-fifths check of both; for anyone who runs the server."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.record.ratings_csv import safe_cell
from bot.wiring import Services
from rubrics.signal import HireSignal
from rubrics.signal.calibrated import CalibratedReading
from storage.signals import readings_beside_signals

HEADINGS = (
    *("loop", "candidate", "bar", "score", "word", "above_bar"),
    *("calibrated_score", "calibrated_word", "calibrated_above_bar", "decision"),
)


@dataclass(frozen=True)
class Beside:
    """One loop's newest signal and its calibrated reading, with what was decided, if anything was."""

    loop: str
    candidate: str
    decision: str
    signal: HireSignal
    calibrated: CalibratedReading


def export_calibrated(services: Services) -> Sequence[Beside]:
    """Return every loop of the database whose newest signal has a calibrated reading beside it, by its id."""
    with services.reads() as session:
        return [Beside(*row) for row in readings_beside_signals(session)]


def calibrated_csv(rows: Sequence[Beside]) -> str:
    """Return them as a file: which of the two lies above the bar is what the four-fifths rule counts as selected."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS)
    writer.writerows([safe_cell(cell) for cell in _cells(row)] for row in rows)
    return text.getvalue()


def _cells(row: Beside) -> tuple[str, ...]:
    signal, other = row.signal, row.calibrated
    return (
        *(row.loop, row.candidate, f"{signal.bar:g}"),
        *(_figure(signal.score), signal.word.value, _above(signal.score, signal.bar)),
        *(_figure(other.score), other.word.value, _above(other.score, signal.bar), row.decision),
    )


def _figure(score: float | None) -> str:
    return "" if score is None else f"{score:.3f}"


def _above(score: float | None, bar: float) -> str:
    return "yes" if score is not None and score >= bar else "no"

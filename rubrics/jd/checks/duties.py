"""Which posting duties bind a text, by its places and the day; the rows are data. Not legal advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rubrics.jd.knowledge.facts import LawRow, Requirement
from rubrics.jd.reading.reading import Reading
from rubrics.jd.values import LawCited


@dataclass(frozen=True, slots=True)
class LawDuty:
    """What several places require at once: by which laws, and whether the rows were verified."""

    laws: tuple[LawCited, ...]
    checked: date
    verified: bool


def rows_for(reading: Reading, requirement: Requirement) -> list[LawRow]:
    """Return the rows in force for the places of a text that require something; remote US work takes the union."""
    places = reading.where.places
    union = reading.where.remote and "us" in places and not any(place.startswith("us-") for place in places)
    return [
        row
        for row in reading.knowledge.law.rows
        if requirement in row.requires
        and row.in_force <= reading.today
        and (not places.isdisjoint(row.at) or (union and row.remote and row.at[0].startswith("us-")))
        and reading.where.excluded.isdisjoint(row.at)
    ]


def duties_of(reading: Reading, requirement: Requirement) -> LawDuty | None:
    """Return the duty that binds a text; verified rows are cited before unverified ones."""
    rows = rows_for(reading, requirement)
    sure = [row for row in rows if row.verified] or rows
    return _duty(sure) if sure else None


def _duty(rows: Sequence[LawRow]) -> LawDuty:
    return LawDuty(
        laws=tuple(map(cited, rows)),
        checked=min(row.checked for row in rows),
        verified=all(row.verified for row in rows),
    )


def cited(row: LawRow) -> LawCited:
    """Return a row as a finding cites it."""
    return LawCited(place=row.name, law=row.law, in_force=row.in_force, source=row.source)

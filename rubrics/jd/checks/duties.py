"""Which posting duties bind a text, by its places and the day; the rows are data. Not legal advice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rubrics.jd.knowledge.facts import LawRow, Requirement
from rubrics.jd.reading.reading import Reading
from rubrics.jd.wording import listed

_FIRMS = "law firms: "
NOT_LEGAL_ADVICE = "Remarks that cite a law are a reminder with a source and a date. They are not legal advice."


@dataclass(frozen=True, slots=True)
class LawDuty:
    """What several places require at once: who, by which laws, and whether the rows were verified."""

    places: str
    laws: str
    source: str
    checked: date
    verified: bool


def rows_for(reading: Reading, requirement: Requirement) -> list[LawRow]:
    """Return the rows in force for the places of a text that require something; remote US work takes the union."""
    union = reading.remote and "us" in reading.places and not any(place.startswith("us-") for place in reading.places)
    return [
        row
        for row in reading.knowledge.law.rows
        if requirement in row.requires
        and row.in_force <= reading.today
        and (row.at in reading.places or (union and row.remote and row.at.startswith("us-")))
    ]


def duties_of(reading: Reading, requirement: Requirement) -> LawDuty | None:
    """Return the duty that binds a text; verified rows are cited before unverified ones."""
    rows = rows_for(reading, requirement)
    sure = [row for row in rows if row.verified] or rows
    return _duty(sure) if sure else None


def _duty(rows: Sequence[LawRow]) -> LawDuty:
    return LawDuty(
        places=listed([row.name for row in rows]),
        laws="; ".join(_law(row, alone=len(rows) == 1) for row in rows),
        source=_sources(row.source for row in rows),
        checked=min(row.checked for row in rows),
        verified=all(row.verified for row in rows),
    )


def _law(row: LawRow, *, alone: bool) -> str:
    """Name a law and since when; among several, by its place."""
    since = f"in force since {row.in_force:%d %B %Y}".replace(" 0", " ")
    return f"{row.law}, {since}" if alone else f"{row.name}: {row.law}"


def _sources(sources: Iterable[str]) -> str:
    """Name each source once, and the law firms together at the end."""
    every = dict.fromkeys(part for source in sources for part in source.split("; "))
    others = [part for part in every if not part.startswith(_FIRMS)]
    firms = [name for part in every if part.startswith(_FIRMS) for name in part.removeprefix(_FIRMS).split(", ")]
    named = [_FIRMS + ", ".join(dict.fromkeys(firms))] if firms else []
    return "; ".join([*others, *named])

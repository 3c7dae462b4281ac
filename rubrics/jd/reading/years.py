"""Numbers of years in a text, each with its sentence; knows no technology."""

import re
from dataclasses import dataclass

from rubrics.jd.reading.reading import Reading
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.segments import Segment

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15,
}  # fmt: skip
_YEARS = re.compile(
    rf"(?<![^\W_])(?<![.$,])(?P<low>\d{{1,2}}|{'|'.join(_WORDS)})(?P<half>\.\d)?"
    r"(?:[ \t]{0,2}\(\d{1,2}\+?\))?[ \t]{0,2}\+?"
    r"(?:[ \t]{0,2}(?:-|to|or)[ \t]{0,2}(?P<high>\d{1,2})[ \t]{0,2}\+?)?[ \t]{0,2}(?:plus[ \t]|or more[ \t])?"
    r"(?:[ \t]?(?:years?|yrs?)\b'?(?:\(s\))?)"
)
_CAP = re.compile(
    r"(?:no more than|not more than|maximum of|max\.?|at most|less than|not exceed(?:ing)?|up to)[ \t]{1,3}$"
)
_OLD = re.compile(r"[ \t]*(?:old|ago|anniversary|in business|in a row|running)\b")


@dataclass(frozen=True, slots=True)
class Years:
    """A number of years, its sentence and place; `cap` where it is a maximum."""

    low: float
    high: float | None
    cap: bool
    segment: Segment
    start: int
    end: int


def years_in(reading: Reading) -> list[Years]:
    """Return every number of years in the sentences about the work, in order."""
    folded = reading.document.text.folded
    stated: list[Years] = []
    timed = {id(segment) for segment, _ in reading.hits(ListKind.YEAR)}
    for segment in reading.document.segments:
        if id(segment) not in timed or segment.kind in ("about", "benefits", "legal", "pay"):
            continue
        for match in _YEARS.finditer(folded, segment.start, segment.end):
            if _OLD.match(folded, match.end()):
                continue
            low = float(_WORDS.get(match["low"]) or match["low"]) + float(match["half"] or 0)
            before = folded[max(segment.start, match.start() - 22) : match.start()]
            cap = _CAP.search(before)
            high = float(match["high"]) if match["high"] else None
            stated.append(Years(low, high, cap is not None, segment, match.start(), match.end()))
    return stated

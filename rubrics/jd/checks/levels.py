"""Whether a text says for which level the job is: in its title, by years or months, or in words."""

import re

from rubrics.jd.checks.degrees import GRADUATE
from rubrics.jd.checks.requirements import stated_years
from rubrics.jd.reading.reading import Reading

_LEVEL_IN_TITLE = re.compile(
    r"(?<![\w.])(?:i{2,3}|iv|[1-5]|manager|head|director|chief|vp|cto|architect|founding|student|trainee|graduate)(?![\w.])"
    r"|(?<=engineer)[1-5](?![\w.])"
)
"""What tells a level in a title beside the words of levels: a grade, or whom one leads."""
_LEVEL_SAID = re.compile(
    r"\bl\d{1,2}(?:, ?\d{1,2})*(?: ?(?:&|and|or|/|-) ?l?\d{1,2})? (?:\w+ )?"
    r"(?:engineers?|scientists?|developers?|roles?)\b|"
    r"\b(?:experience|seniority|career) level\b|\bfounding (?:\w+ )?(?:engineer|scientist|developer)\b"
    r"|\b\d{1,2}\+?(?: ?(?:-|to) ?\d{1,2}\+?)? (?:\w+ ){0,2}(?:years?|months?)\b[^.;\n]{0,60}\bexperience\b"
    r"|\b(?:several|multiple|a few|many|(?:two|three|four|five|six|seven|eight|nine|ten)(?: or more)?)"
    r"(?: \(\d+\+?\))? years\b[^.;\n]{0,60}\bexperience\b"
    r"|\b\d{1,2}\+? (?:años|anos|ans|jahren?|anni) (?:\w+ ){0,2}(?:d['’])?"
    r"(?:experien\w+|expérience|\w*erfahrung|esperienza)"
)
"""What tells a level anywhere in the text."""


def says_level(reading: Reading) -> bool:
    """Whether the title, the title a text gives itself, years of experience or other words tell the level."""
    named = reading.named_title is not None and bool(reading.named_title.levels)
    titled = bool(reading.title.levels) or _LEVEL_IN_TITLE.search(reading.document.title.lower()) is not None
    folded = reading.document.text.folded
    return titled or named or stated_years(reading) or any(one.search(folded) for one in (_LEVEL_SAID, GRADUATE))

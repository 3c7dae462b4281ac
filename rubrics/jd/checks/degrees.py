"""Degrees that a text asks for where something else would do; the words of degrees and subjects are here."""

import re
from collections.abc import Iterator

from rubrics.jd.reading.musts import led_by_a_wish
from rubrics.jd.reading.reading import Reading
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import Finding

_DEGREE = re.compile(
    r"\b(?:bachelor'?s?|master's|masters? (?:degree|of (?:science|engineering|arts))|b\.?tech|m\.?tech|bsc|msc"
    r"|b\.s\.?|m\.s\.?|b\.?sc\.?(?= )|m\.?sc\.?(?= )|university degree|college degree|undergraduate degree|degree in)\b"
    r"|(?<![\d.] )\b(?:bs|ba|(?:bs|ba|be|ms|ma)(?:/(?:bs|ba|ms|ma|phd|mba))+) (?:in|degree)\b"
)
_DEGREE_WORDS = frozenset(
    ("bachelor", "master", "degree", "b", "m", "btech", "mtech", "bsc", "msc", "bs", "ba", "be", "ms", "ma")
)
"""Words, as they are compared, of which every degree has one: most sentences have none and need no search."""
_OPEN = re.compile(
    r"equivalent|alternative|recommended|\bor (?:\w+ ){0,3}experience\b|\bor (?:\w+ ){1,3}work\b"
    r"|not required|preferred|a plus|nice to have|desirable|ideally|or \d+\+? years|or proven|in lieu|pursuing|enrolled"
    r"|experience instead|(?:/ ?|\bor )others?\b"
    r"|\bor (?:with )?(?:\w+ ){0,2}training\b|\bor (?:an? )?(?:comparable|similar|equal) qualification"
    r"|advantage|bonus|welcome|optional|valued|\bor[ \t]*$|years?\b[^.;\n]{0,60}\bor\b"
    r"|\bone of:|\b(?:any|one) of the following|\bor (?:a |an )?(?:\w+ ){0,2}certifi|certifi\w+[^.;\n]{0,40}\bor\b"
)
_WISHED = re.compile(r"\bprefer(?:abl[ey]|ence|ring)?\b[^;:\n]{0,60}$")
"""What makes a wish of the degree behind it, and not of what is said of the degree: “preferably a master's degree”."""
_WISHED_LIST = re.compile(
    r"\b(?:successful|strong|great|right) (?:candidate|applicant)s? (?:may|might|could|would|will likely)\b"
    r"|\bideal(?:ly)? (?:candidate|applicant)\b"
    r"|\bsome or all\b|\b(?:some|several|many|most|any) of (?:the following|these)\b|\b(?:is|are) less important\b"
)
"""What makes wishes of a list, in a sentence or a heading over it."""
_SAME_IN_WORK = re.compile(
    r"\bor (?:(?:an? |the )?(?:same|similar|comparable|equal|matching)(?: amount| level)?"
    r"(?: in| of)?|as much|what matches it in) (?:\w+ ){0,2}(?:experience|practice|work|background|career)\b"
)
"""What stands for a degree in other words: "or the same in experience", "or similar work experience"."""
_OR_EXPERIENCE = re.compile(r"\bor (?:\w+ ){0,3}experience\b")
_PHD = re.compile(r"\b(?:ph\.? ?d\.?s?|doctorate|doctoral degree)(?![\w])")
_CHOICE = re.compile(
    r"\b(?:bachelor|master|msc|m\.s|bs\b|ms\b|b\.s|or equivalent|equivalent|or \d|prefer|a plus|nice|desirable"
    r"|ideally|if\b|bonus|not required|plus\b|optional|advantage|welcome|student|one of:|(?:any|one) of the following"
    r"|years?\b[^.;\n]{0,60}\bor\b)|\bor (?:an? )?(?:ph|doct)|[bm]\.?tech|\be\.g"
)
_ASKED = re.compile(r"\b(?:required?|requires|must|need(?:ed)?|holds?|you have)\b")

_RESEARCH_TITLE = re.compile(r"(?<!data )\bscientist|\bresearch|\bpost-?doc|\bprofessor")
_RESEARCH = re.compile(
    r"\b(?:publications?|manuscripts?|peer[- ]review\w*|hypothes[ie]s|(?:clinical|research|scientific) stud(?:y|ies)"
    r"|(?:original|scientific|translational|basic|independent|novel) research|experimental design"
    r"|(?:conduct|run|design|plan|perform)(?:ing)? (?:\w+ ){0,2}(?:experiments|studies))\b"
)
"""What tells in a duty that the work is research, whatever role it is read as."""
GRADUATE = re.compile(
    r"\b(?:new|recent|recently qualified|fresh) (?:(?:university|college|engineering) )?grad(?:uate)?s?\b"
)
"""What tells that the job is for someone who has just taken a degree, and so its level."""
_LICENSED = re.compile(
    r"\b(?:lawyers?|attorneys?|(?:legal|general|corporate|associate|litigation|senior) counsel|solicitors?|barristers?"
    r"|nurses?|physicians?|surgeons?|pharmacists?|dentists?|veterinarians?|psychologists?|therapists?|midwi(?:fe|ves)"
    r"|teachers?|(?:chartered|certified|public) accountants?)\b"
)
"""Titles of professions that a law opens only to those with a degree."""
_LICENSED_SUBJECT = re.compile(
    r"\b(?:degree|bachelor'?s?|master'?s?|diploma|b\.?a\.?|b\.?sc\.?|m\.?sc\.?)(?: degree)? (?:in|of) (?:the )?"
    r"(?:law|medicine|nursing|pharmacy|dentistry|veterinary \w+|architecture|midwifery|teaching)\b"
    r"|\b(?:(?:medical|law|nursing|pharmacy) degree"
    r"|licen[cs]ed|licensure|licen[cs]e to practi[cs]e|chartered|cpa|acca|admitted to the bar|bar admission"
    r"|board[- ]certified)(?![\w])"
)
"""What tells in the sentence on the degree that a law may ask for it."""


def degree_findings(reading: Reading) -> Iterator[Finding]:
    """Yield a PhD that is asked for without research, and the first degree without anything in its place."""
    folded = reading.document.text.folded
    musts = reading.of_kind("musts", "process", "other")
    worded = (one for one in musts if not _DEGREE_WORDS.isdisjoint(one.words.keys))
    graded = [one for one in worded if _DEGREE.search(_words_of(reading, one))]
    laddered = {one.section for one in graded}
    for segment in musts:
        words = folded[segment.start : segment.end]
        phd = _PHD.search(words)
        asked = segment.bullet or _ASKED.search(words)
        if phd and asked and not _CHOICE.search(words) and segment.section not in laddered:
            if not _researches(reading):
                yield reading.finding("phd-required", (segment.start + phd.start(), segment.start + phd.end()))
                return
            break
    if _LICENSED.search(reading.document.title.lower()) or GRADUATE.search(folded):
        return
    for segment in graded:
        if _heads_wishes(reading, segment):
            continue
        if not _is_open(folded[segment.start : segment.end]):
            if not _opens_degrees(reading):
                yield reading.finding("degree-only", (segment.start, segment.end))
            return


def _is_open(words: str) -> bool:
    """Whether a sentence on a degree wishes for it only, takes something else for it, or asks for one by law."""
    degree = _DEGREE.search(words)
    if degree is not None and _WISHED.search(words, 0, degree.start()):
        return True
    return any(pattern.search(words) for pattern in (_OPEN, _SAME_IN_WORK, _LICENSED_SUBJECT))


def _heads_wishes(reading: Reading, segment: Segment) -> bool:
    """Whether the heading or line over a sentence, or one beside it that is no bullet, makes it no requirement."""
    part = reading.document.parts[segment.section]
    if part.kind == "nice" or segment.start in led_by_a_wish(reading.document):
        return True
    beside = (one for one in reading.document.segments if one.section == segment.section and not one.bullet)
    said = (_words_of(reading, one) for one in beside)
    return any(map(_WISHED_LIST.search, ((part.heading or "").lower(), *said)))


def _researches(reading: Reading) -> bool:
    """Whether the work may be research, by its role, its title or a duty."""
    role = reading.verdict.role
    if role is None or reading.knowledge.cues_of(role).research:
        return True
    duties = (_words_of(reading, one) for one in reading.of_kind("duties"))
    return _RESEARCH_TITLE.search(reading.document.title.lower()) is not None or any(map(_RESEARCH.search, duties))


def _opens_degrees(reading: Reading) -> bool:
    """Whether any sentence takes something else for a degree."""
    folded = reading.document.text.folded
    return any(
        ("equivalent" in (words := folded[one.start : one.end]) and ("experience" in words or "degree" in words))
        or _SAME_IN_WORK.search(words)
        or (_DEGREE.search(words) and _OR_EXPERIENCE.search(words))
        for one in reading.document.segments
    )


def _words_of(reading: Reading, segment: Segment) -> str:
    return reading.document.text.folded[segment.start : segment.end]

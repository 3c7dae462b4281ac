"""What a text asks of people: years, lists of musts and tools; the facts and words are data."""

import re
from collections.abc import Iterator, Sequence

from rubrics.catalogue.levels import Level
from rubrics.jd.checks.ages import age_findings
from rubrics.jd.checks.degrees import degree_findings
from rubrics.jd.reading.acts import not_meant
from rubrics.jd.reading.musts import WISH, is_waived
from rubrics.jd.reading.reading import Reading
from rubrics.jd.reading.years import Years, years_in
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import Finding

_A_DEGREE = re.compile(r"\b(?:degrees?|bachelor|master|ph\.?d|doctorate|[bm]\.?s|[bm]\.?tech)\b")
"""Fewer years for a higher degree are a ladder, and no contradiction."""
_NOT_ASKED = re.compile(
    r"n['’]t\b|\bnot\b|\b(?:team|company|we|founders?|leaders)\b[^.;:]{0,40}\b(?:has|have|brings?)\b|degree or[ \t]*$"
)
"""What tells years that no one is asked for: those of the company, or those in place of a degree."""
_OVERALL = re.compile(
    r"[ \t]{0,2}(?:of )?(?:total |overall |relevant |professional |industry |work |working |it ){0,3}"
    r"experience(?=[ \t]{0,3}(?:$|[.\n,;)]))"
)
_HARD_CAPS = ("no more than", "not more than", "maximum of", "max", "at most", "exceed")
_MANY_YEARS = 10
"""More years than this are older than the tools of the work."""
_TO_SPLIT = 8
"""Musts; seven can be kept to, says the remark on long lists, and need no wishes beside them."""
_BEGINNER_YEARS = 3
"""No one with so many years is a beginner."""
_OR = re.compile(r"\bor\b|equivalent|similar|such as|\be\.g|\betc\b|\blike\b|\w/\w| / ")
"""What makes a list of tools one of examples, of which no one needs all."""
_OUR_TOOLS = re.compile(r"\b(?:we.re using|we use|our|advantage|bonus|plus)\b")
"""A heading of tools that the team has, or that are a wish."""
_STRICT = re.compile(
    r"\bmandatory\b|\bmust-haves?\b|\bmust haves\b|\bnon[- ]negotiable\b|\((?:must|must have|required|essential)\)"
)
"""What tells a must apart among what is listed with it, in its bullet or in a sentence beside the list."""
_ASKING = frozenset(("musts", "intro", "other", "duties"))


def requirement_findings(reading: Reading) -> Iterator[Finding]:
    """Yield what is wrong with the requirements."""
    years = years_in(reading)
    yield from _level_findings(reading, years)
    yield from age_findings(reading, years)
    yield from _cap_findings(reading, years)
    yield from _contradictions(reading, years)
    yield from degree_findings(reading)
    yield from _list_findings(reading)


def stated_years(reading: Reading) -> bool:
    """Whether the text asks for a number of years of experience."""
    return any(asked.segment.kind in ("musts", "intro", "other", "duties", "nice") for asked in years_in(reading))


def _level_findings(reading: Reading, years: Sequence[Years]) -> Iterator[Finding]:
    musts = [asked for asked in years if asked.segment.kind in _ASKING and not asked.cap]
    if not musts:
        return
    most = max(musts, key=lambda asked: asked.low)
    span = (most.start, most.end)
    levels = reading.title.levels
    if levels == {Level.JUNIOR} and _BEGINNER_YEARS <= most.low <= 30 and _is_work(reading, most):
        yield reading.finding("level-conflict", span, level_word=_beginner(reading), years=most.low)
    elif _MANY_YEARS < most.low <= 30 and _is_work(reading, most) and _is_hands_on_ai(reading):
        yield reading.finding("years-many", span, years=most.low)


def _is_hands_on_ai(reading: Reading) -> bool:
    """Whether it is the work whose tools are young, and no one's who leads; a text too short to tell has its title."""
    role = reading.verdict.role
    roles = reading.title.roles if role is None else (role,)
    leads = not reading.title.levels.isdisjoint((Level.STAFF, Level.PRINCIPAL))
    return not leads and any(reading.knowledge.cues_of(one).builds_ai for one in roles)


def _beginner(reading: Reading) -> str:
    """Return the words of the title that say that it is for a beginner."""
    hits = reading.knowledge.title_matcher.hits(reading.document.title_words)
    named = (hit for hit in hits if hit.kind is ListKind.TITLE_LEVEL and hit.name == Level.JUNIOR)
    return next((hit.phrase for hit in named), Level.JUNIOR.value)


def _is_work(reading: Reading, asked: Years) -> bool:
    """Whether the years are of experience, and not of a course or a company."""
    around = reading.document.text.folded[asked.end : asked.segment.end][:70]
    before = reading.document.text.folded[asked.segment.start : asked.start]
    if _NOT_ASKED.search(before):
        return False
    if "education" in around[:30] or ("over " in before[-6:] and asked.segment.kind != "musts"):
        return False
    return "experience" in around or "working" in around or "building" in around


def _cap_findings(reading: Reading, years: Sequence[Years]) -> Iterator[Finding]:
    for asked in years:
        before = reading.document.text.folded[max(asked.segment.start, asked.start - 22) : asked.start]
        hard = any(cap in before for cap in _HARD_CAPS)
        if asked.cap and hard and asked.segment.kind in ("musts", "nice") and "experience" in _sentence(reading, asked):
            yield reading.finding("years-cap", (asked.start, asked.end))


def _words_of(reading: Reading, segment: Segment) -> str:
    return reading.document.text.folded[segment.start : segment.end]


def _sentence(reading: Reading, asked: Years) -> str:
    return _words_of(reading, asked.segment)


def _contradictions(reading: Reading, years: Sequence[Years]) -> Iterator[Finding]:
    """Find two different minimums of overall experience; ranges that overlap are no contradiction."""
    folded = reading.document.text.folded
    overall = [
        asked
        for asked in years
        if asked.segment.kind == "musts"
        and not asked.cap
        and _OVERALL.match(folded, asked.end, asked.segment.end)
        and not _A_DEGREE.search(_sentence(reading, asked))
    ]
    for asked in overall[1:]:
        first = overall[0]
        if asked.segment is not first.segment and asked.low != first.low and (asked.high or asked.low) < first.low:
            yield reading.finding("years-contradict", (asked.start, asked.end), first=first.low, second=asked.low)
            return


def _list_findings(reading: Reading) -> Iterator[Finding]:
    data = reading.knowledge.words
    bullets = reading.must_bullets
    if len(bullets) > data.must_limit:
        yield reading.finding("many-musts", (bullets[0].start, bullets[0].end), count=len(bullets))
    headed = any(hit.kind is ListKind.REQUIRED_HEADING for hit in reading.heading_hits)
    lists = {one.section for one in reading.of_kind("musts") if one.bullet}
    plainly = sum(one.headed == "musts" for one in bullets)
    one_list = plainly >= _TO_SPLIT and len(lists) == 1 and not headed
    if one_list and not _names_wishes(reading) and not _names_musts(reading, bullets):
        yield reading.finding("no-split", (bullets[0].start, bullets[0].end))
    yield from _tool_findings(reading)


def _tool_findings(reading: Reading) -> Iterator[Finding]:
    """Find more tools among the musts than anyone has; those waived, of a choice or of the team's do not count."""
    most = reading.knowledge.words.tool_limit
    if len({hit.phrase for _, hit in reading.hits(ListKind.TOOL)}) <= most:
        return
    tools: dict[str, str] = {}
    musts = reading.of_kind("musts")
    ours = {
        index for index, part in enumerate(reading.document.parts) if _OUR_TOOLS.search((part.heading or "").lower())
    }
    waived = {one.section for one in musts if is_waived(reading.document, one)} | ours
    plain = {id(one) for one in musts if one.section not in waived and not _OR.search(_words_of(reading, one))}
    window = reading.knowledge.evidence.negations.window
    for segment, hit in reading.hits(ListKind.TOOL):
        if id(segment) in plain and hit.first not in not_meant(reading.document, segment, window):
            tools.setdefault(hit.phrase, reading.document.quote(hit.start, hit.end))
    if len(tools) > most:
        yield reading.finding("many-tools", count=len(tools), tools=tuple(tools.values())[:4])


def _names_wishes(reading: Reading) -> bool:
    """Whether a text tells any wish apart: by its sentence, by a heading, or by words within a must (“… a plus”)."""
    document = reading.document
    headed = any(part.kind == "nice" and part.known for part in document.parts)
    said = any("nice" in (one.kind, one.headed) for one in document.segments)
    titled = any(WISH.search((part.heading or "").lower()) for part in document.parts)
    listed = (one for one in document.segments if "musts" in (one.kind, one.headed))
    return headed or said or titled or any(WISH.search(_words_of(reading, one)) for one in listed)


def _names_musts(reading: Reading, bullets: Sequence[Segment]) -> bool:
    """Whether a text tells musts apart from what else it lists: by words in some bullets, or in a sentence beside."""
    strict = [_STRICT.search(_words_of(reading, one)) is not None for one in bullets]
    beside = (one for one in reading.of_kind("musts", "process", "other") if not one.bullet)
    return (any(strict) and not all(strict)) or any(_STRICT.search(_words_of(reading, one)) for one in beside)


def must_count(reading: Reading) -> int:
    """How many bullets stand among the musts."""
    return len(reading.must_bullets)

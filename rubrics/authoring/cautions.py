"""Looks over definitions that are valid for what usually goes wrong with rubrics; never refuses anything."""

import re
from collections.abc import Iterable, Iterator

from rubrics.authoring.blocks import Block, Place
from rubrics.authoring.level_shapes import levels_of
from rubrics.authoring.scale_checks import inferred
from rubrics.authoring.shapes import CompetencyText, RoleText, Rung
from rubrics.authoring.sheet_wide import CUT
from rubrics.catalogue import limits
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.model import Arithmetic
from rubrics.catalogue.problem_kinds import ProblemKind

FEWEST, MOST = 5, 8
"""A structured interview measures five to eight competencies; beyond that raters stop telling them apart."""
QUESTIONS = 3
OF_A_SCORE = frozenset({"bar", "recommendation_share"})
"""What a role says of its score alone."""

_TRAITS = re.compile(
    r"\b(excellent|outstanding|exceptional|very good|passionate|rockstar|smart|nice|likeable"
    r"|confident|energetic|culture fit|attitude)\b",
    re.IGNORECASE,
)
_IN_LISTS = re.compile(r",|\band\b", re.IGNORECASE)
"""What makes one name read as two where names stand in a list."""


def competency_cautions(text: CompetencyText, block: Block) -> Iterator[Problem]:
    """Yield what an interviewer would stumble over in one competency."""
    name = block.places.get("name", block.place)
    if _IN_LISTS.search(text.name):
        yield Problem.at(name, ProblemKind.NAME_IN_LISTS, name=text.name)
    if not text.short and len(text.name) > limits.SHORT_NAME:
        size = len(text.name)
        yield Problem.at(name, ProblemKind.NO_SHORT_NAME, name=text.name, size=size, most=limits.SHORT_NAME)
    if len(text.questions) < QUESTIONS and not text.yes_or_no:
        count = len(text.questions)
        yield Problem.at(name, ProblemKind.FEW_QUESTIONS, name=text.name, count=count, enough=QUESTIONS)
    if not text.red_flags and not text.yes_or_no:
        yield Problem.at(name, ProblemKind.NO_RED_FLAG, name=text.name)
    between = range(2, max(text.anchors or (0,)))
    missing = [str(point) for point in between if point not in (text.anchors or {})]
    described = [point for point in between if str(point) not in missing]
    # Ends alone, or with the middle, are meant; of several between them one is easily forgotten.
    if missing and described and [2 * point for point in described] != [between.start + between.stop - 1]:
        yield Problem.at(_place(block, "anchors"), ProblemKind.ANCHORS_BETWEEN, name=text.name, missing=missing)
    if rungs := text.ladder or text.anchors:
        yield from _scale_cautions(rungs, block["ladder" if text.ladder else "anchors"])


def _scale_cautions(rungs: dict[int, Rung], block: Block) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, rung in sorted(rungs.items()):
        place = _place(block, str(number))
        if trait := _TRAITS.search(rung.behavior):
            yield Problem.at(place, ProblemKind.JUDGES_THE_PERSON, trait=trait[0])
        if (size := len(rung.short)) > limits.ONE_LINE:
            line = _short_place(block, str(number), place)
            yield Problem.at(line, ProblemKind.MORE_THAN_ONE_LINE, size=size, most=limits.ONE_LINE)
        if rung.short.endswith(CUT):
            line = _short_place(block, str(number), place)
            yield Problem.at(line, ProblemKind.SHORT_CUT, short=rung.short, most=limits.ONE_LINE)
        if first := seen.get(rung.short.casefold()):
            yield Problem.at(place, ProblemKind.SHORTS_ALIKE, first=first, second=number)
        seen.setdefault(rung.short.casefold(), number)


def _place(block: Block, key: str) -> Place:
    return block.places.get(key, block.place)


def _short_place(block: Block, key: str, otherwise: Place) -> Place:
    rung = block.get(key)
    return rung.places.get("short", otherwise) if isinstance(rung, Block) else otherwise


def role_cautions(text: RoleText, block: Block) -> Iterator[Problem]:
    """Yield a scale taken from the anchors, what does nothing, and levels with too few or too many competencies."""
    if (scale := inferred(text)) and not scale.is_yes_or_no:
        yield Problem.at(block.places["competencies"], ProblemKind.SCALE_INFERRED, role=text.name, top=scale.top)
    if text.arithmetic is Arithmetic.NONE:
        for field in OF_A_SCORE & block.keys():
            yield Problem.at(block.places[field], ProblemKind.NOT_ADDED_UP, role=text.name, field=field)
    for level in levels_of(text.levels):
        count = len(text.assessed(level))
        if not FEWEST <= count <= MOST:
            place = block.places["competencies"]
            usual = {"fewest": FEWEST, "most": MOST}
            yield Problem.at(place, ProblemKind.UNUSUAL_COUNT, role=text.name, level=level.name, count=count, **usual)


def unlike(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each caution once, in the order of files and lines."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda each: (each.file, each.line)))

"""Checks a role's levels, and what its competencies say of levels, at the places where each is written."""

from collections.abc import Iterator, Mapping
from typing import Any

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.levels import FIVE_LEVELS, STEP, Level
from rubrics.catalogue.names import folded, nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind


def level_problems(role: Block) -> Iterator[Problem]:
    """Yield what is wrong with the levels of a role, its competencies whole; what has another shape is left alone."""
    levels = role.get("levels")
    if not isinstance(levels, Block):
        return
    likes = {name: FIVE_LEVELS.get(name) or FIVE_LEVELS.get(str(_said(text, "like"))) for name, text in levels.items()}
    yield from _unnamed(levels)
    yield from _named_alike(levels)
    yield from _out_of_order(levels, likes)
    listed = role.get("competencies")
    for competency in listed if isinstance(listed, Listing) else ():
        if isinstance(competency, Block):
            yield from _on_levels(competency, likes)


def weighted_at(item: Any) -> set[str]:
    """Return the levels at which an entry has a weight: those it names one for, else all."""
    weight = _said(item, "weight")
    if not isinstance(weight, Block):
        return set(FIVE_LEVELS)
    return {level for level, each in weight.items() if each is not None}


def _said(text: Any, key: str) -> Any:
    return text.get(key) if isinstance(text, Block) else None


def _unnamed(levels: Block) -> Iterator[Problem]:
    for level, text in levels.items():
        near = nearest_name(level, list(FIVE_LEVELS))
        # A name a letter away from one of Debrief's is a slip, unless the text says what it is like.
        is_own = level not in FIVE_LEVELS and isinstance(text, Block)
        if is_own and (not text.get("name") or (near and not text.get("like"))):
            yield Problem.at(levels.places[level], ProblemKind.LEVEL_WITHOUT_NAME, level=level, near=near)
        if level in FIVE_LEVELS and _said(text, "like") not in (None, level):
            yield Problem.at(text.places["like"], ProblemKind.LEVEL_LIKE_ANOTHER, level=level, like=text["like"])


def _named_alike(levels: Block) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for level, text in levels.items():
        name = str(_said(text, "name") or level)
        first = seen.setdefault(folded(name), level)
        if first != level:
            place = levels.places[level]
            yield Problem.at(place, ProblemKind.LEVELS_NAMED_ALIKE, level=level, other=first, name=name)


def _out_of_order(levels: Block, likes: Mapping[str, Level | None]) -> Iterator[Problem]:
    """Yield the first level that is like a lower one than a level before it; those all like one are sorted."""
    if None not in likes.values():
        return
    before: tuple[str, Level] | None = None
    for level, like in likes.items():
        if like is None:
            continue
        if before and STEP[like] < STEP[before[1]]:
            facts = {"level": level, "like": like, "before": before[0], "before_like": before[1]}
            yield Problem.at(levels.places[level], ProblemKind.LEVELS_OUT_OF_ORDER, **facts)
            return
        before = (level, like)


def _on_levels(competency: Block, likes: Mapping[str, Level | None]) -> Iterator[Problem]:
    name = str(competency.get("name") or competency.get("id") or competency.get("extends"))
    weight, questions = competency.get("weight"), competency.get("questions")
    if isinstance(weight, Block):
        for level in weight:
            yield from _unknown(level, likes, weight.places[level])
    for question in questions.values() if isinstance(questions, Block) else ():
        named = _said(question, "levels")
        for level, place in zip(named, named.places, strict=True) if isinstance(named, Listing) else ():
            yield from _unknown(level, likes, place)
    if isinstance(competency.get("ladder"), Block):
        for level, like in likes.items():
            if like is None and (not isinstance(weight, Block) or level in weight):
                place = competency.places["ladder"]
                yield Problem.at(place, ProblemKind.LEVEL_OFF_LADDER, name=name, level=level)


def _unknown(level: Any, likes: Mapping[str, Level | None], place: Place) -> Iterator[Problem]:
    if isinstance(level, str) and level not in likes and level not in FIVE_LEVELS:
        known = list(likes)
        yield Problem.at(place, ProblemKind.LEVEL_UNKNOWN, level=level, known=known, near=nearest_name(level, known))

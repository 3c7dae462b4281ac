"""Which scale a role is rated on, and whether its bar, floors and anchors lie on it; knows nothing of files."""

from collections.abc import Iterator

from rubrics.authoring.blocks import Block, Place
from rubrics.authoring.level_shapes import levels_of
from rubrics.authoring.misfits import place_of
from rubrics.authoring.shapes import CompetencyText, RoleText
from rubrics.catalogue import limits
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.model import Arithmetic
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.scale import FIVE, YES_OR_NO, Scale, scale_of


def scale_of_role(text: RoleText) -> Scale:
    """Return the scale that a role declares, else the one that its anchors run over; ladders are of five points."""
    return text.scale or inferred(text) or FIVE


def inferred(text: RoleText) -> Scale | None:
    """Return the scale that the anchors of a role run over, where it declares none and they aren't five."""
    rated = [each for each in text.competencies if not each.yes_or_no and (each.ladder or each.anchors)]
    if text.scale is not None or any(each.ladder for each in rated):
        return None
    if not rated:
        return YES_OR_NO if all(each.yes_or_no for each in text.competencies) else None
    top = max(max(each.anchors or (0,)) for each in rated)
    return None if top in (0, 1, FIVE.top) else scale_of(top)


def scale_of_one(text: CompetencyText) -> Scale:
    """Return the scale of something that is rated by itself, such as a criterion: the one its anchors run over."""
    if text.yes_or_no:
        return YES_OR_NO
    return scale_of(max(text.anchors)) if text.anchors else FIVE


def check_scale(text: RoleText, block: Block) -> Iterator[Problem]:
    """Yield what of a role does not fit the scale that it is rated on, each at its line."""
    scale = scale_of_role(text)
    if text.bar is not None and not scale.holds(text.bar):
        yield Problem.at(block.places["bar"], ProblemKind.BAR_OFF_SCALE, given=text.bar, top=scale.top)
    for number, each in enumerate(text.competencies):
        if not each.yes_or_no:
            yield from _check_one(text, each, scale, block, number)
    is_summed = text.arithmetic is Arithmetic.SCORE
    for level in levels_of(text.levels) if is_summed else ():
        if not any(text.weight(each, level) for each in text.assessed(level)):
            yield Problem.at(place_of(block, ("competencies",)), ProblemKind.NOTHING_WEIGHS, level=level.name)


def _check_one(text: RoleText, one: CompetencyText, scale: Scale, block: Block, number: int) -> Iterator[Problem]:
    def at(*path: int | str) -> Place:
        return place_of(block, ("competencies", number, *path))

    facts = {"name": one.name, "top": scale.top}
    if one.floor is not None and not scale.holds(one.floor):
        yield Problem.at(at("floor"), ProblemKind.FLOOR_OFF_SCALE, given=one.floor, **facts)
    if one.anchors:
        if beyond := [rating for rating in one.anchors if not scale.holds(rating)]:
            place = at("anchors", beyond[0])
            yield Problem.at(place, ProblemKind.ANCHOR_OFF_SCALE, rating=beyond[0], **facts)
        elif scale.top not in one.anchors:
            yield Problem.at(at("anchors"), ProblemKind.END_MISSING, **facts)
        yield from _check_labels(one, scale, at("anchors"))
        for key, question in one.questions.items():
            if off := [rating for rating in question.listen_for if rating >= scale.top]:
                place = at("questions", key, "listen_for")
                yield Problem.at(place, ProblemKind.LISTEN_OFF_SCALE, rating=off[0], **facts)
    elif not one.ladder and text.arithmetic is Arithmetic.SCORE:
        yield Problem.at(at(), ProblemKind.NO_SCALE, field="anchors")


def _check_labels(one: CompetencyText, scale: Scale, place: Place) -> Iterator[Problem]:
    """Yield anchors whose short text and point's name together are more than a menu's label takes."""
    for rating, rung in (one.anchors or {}).items():
        name = scale.name(rating) if scale.holds(rating) else ""
        room = limits.LABEL - len(f"{rating} · {name}: ")
        if name and len(rung.short) > room:
            yield Problem.at(place, ProblemKind.SHORT_BESIDE_NAME, rating=rating, name=name, room=room)

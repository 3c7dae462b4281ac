"""Changes of what a role as written is rated on: its scale, and what of it is answered yes or no; checks nothing.

Where the number of points changes, what is written for an old point moves to the nearest new one, from end to end. What
finds no point of its own is dropped: anchors stand at both ends, and where one wants them between.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pydantic_core import PydanticCustomError

from rubrics.authoring.scale_shape import read_scale, scale_line
from rubrics.authoring.written_out import Written
from rubrics.catalogue import limits
from rubrics.catalogue.scale import FIVE, YES_OR_NO, Scale, scale_of

RATED_ONLY = ("must_have", "floor")
ANSWERED_ONLY = ("yes_or_no", "knock_out")
BLANK = {"short": "", "behavior": ""}


def scale_in(written: Written) -> Scale:
    """Return the scale that a role as written is rated on, whatever else is wrong with it."""
    if "scale" in written:
        try:
            return read_scale(written["scale"])
        except PydanticCustomError:
            return FIVE
    rated = (one for one in written.get("competencies", ()) if one.get("anchors") and not one.get("yes_or_no"))
    top = max((max(map(int, one["anchors"])) for one in rated), default=FIVE.top)
    return scale_of(top) if limits.FEWEST_POINTS <= top <= limits.POINTS else FIVE


def scale_of_one(written: Written, one: Written) -> Scale:
    """Return the scale that one competency of a role is rated on, or answered."""
    return YES_OR_NO if one.get("yes_or_no") else scale_in(written)


def on_scale(written: Written, scale: Scale) -> Written:
    """Return a role on another scale, with its anchors, what to listen for, floors and bar moved to that."""
    before, changed = scale_in(written), deepcopy(written)
    changed.pop("scale", None)
    if scale != FIVE:
        changed["scale"] = scale_line(scale)
    if before.top == scale.top:
        return changed
    if isinstance(changed.get("bar"), int | float):
        changed["bar"] = round(_moved(changed["bar"], before.top, scale.top), 2)
    changed["competencies"] = [
        one if one.get("yes_or_no") else _on_points(one, before.top, scale.top)
        for one in changed.get("competencies", ())
    ]
    return changed


def answered(one: Written, *, knock_out: bool) -> Written:
    """Return a competency that is answered yes or no: the anchors of its ends are those of no and yes."""
    anchors = one.get("anchors") or {}
    if not one.get("yes_or_no") and anchors:
        ends = {min(anchors, key=int): "1", max(anchors, key=int): str(YES_OR_NO.top)}
        anchors = {new: anchors[old] for old, new in ends.items()}
    kept = {name: value for name, value in one.items() if name not in (*RATED_ONLY, *ANSWERED_ONLY, "anchors")}
    changed = {**_listening(kept, {}), "yes_or_no": True}
    return {**changed, **({"anchors": anchors} if anchors else {}), **({"knock_out": True} if knock_out else {})}


def rated(one: Written, scale: Scale) -> Written:
    """Return a competency that is rated on a scale; one that was answered has anchors at both ends, perhaps blank."""
    if not one.get("yes_or_no"):
        return one
    kept = {name: value for name, value in one.items() if name not in ANSWERED_ONLY}
    anchors = one.get("anchors") or {}
    ends = {"1": anchors.get("1", BLANK), str(scale.top): anchors.get(str(YES_OR_NO.top), BLANK)}
    return {**kept, "anchors": deepcopy(ends)}


def _on_points(one: Written, old: int, new: int) -> Written:
    moves = {1: 1, old: new} | _between(old, new)
    changed = _listening(one, moves)
    if one.get("anchors"):
        changed["anchors"] = _at(one["anchors"], moves)
    if isinstance(one.get("floor"), int | float):
        # Floors are offered by halves of a point.
        changed["floor"] = min(float(new), max(1.0, round(2 * _moved(one["floor"], old, new)) / 2))
    return changed


def _between(old: int, new: int) -> dict[int, int]:
    """Return where each point between two ends moves to, the nearest first; some have no place on fewer points."""
    pairs = [(point, other) for point in range(2, old) for other in range(2, new)]
    moves: dict[int, int] = {}
    for point, other in sorted(pairs, key=lambda pair: abs(_moved(pair[0], old, new) - pair[1])):
        if point not in moves and other not in moves.values() and abs(_moved(point, old, new) - other) < 1:
            moves[point] = other
    return moves


def _moved(rating: float, old: int, new: int) -> float:
    return 1 + (rating - 1) * (new - 1) / (old - 1)


def _listening(one: Written, moves: Mapping[int, int]) -> Written:
    """Return a competency whose questions say what to listen for where a scale has points between its ends."""
    changed = deepcopy(one)
    for question in changed.get("questions", {}).values():
        if listen := _at(question.pop("listen_for", {}), {old: new for old, new in moves.items() if old != 1}):
            question["listen_for"] = listen
    return changed


def _at(said: Mapping[str, Any], moves: Mapping[int, int]) -> dict[str, Any]:
    moved = {moves[int(rating)]: text for rating, text in said.items() if int(rating) in moves}
    return {str(rating): moved[rating] for rating in sorted(moved)}

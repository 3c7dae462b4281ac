"""What is wrong with a draft in the words of its forms: a part is called what its field is called."""

from collections.abc import Mapping
from typing import Any

from bot.wording.problems import sentence
from bot.wording.words import plain_words
from rubrics.authoring.misfits import Misfit, Path
from rubrics.catalogue.problem_kinds import ProblemKind

SAID = frozenset(
    {
        ProblemKind.FIELD_MISSING,
        ProblemKind.TEXT_EMPTY,
        ProblemKind.TEXT_TOO_LONG,
        ProblemKind.NOT_A_NUMBER,
        ProblemKind.NOT_ABOVE,
        ProblemKind.TOO_SMALL,
        ProblemKind.TOO_LARGE,
    }
)
"""What may be wrong with the content of a field; the other kinds name no field, or one that no form has."""
AS_CHECKED = frozenset({ProblemKind.MINIMUM_TOO_LOW})
"""What is said as `definitions check` says it, but for the name that a file has for the field."""
SAID_APART = frozenset(
    {
        ProblemKind.BAR_OFF_SCALE,
        ProblemKind.FLOOR_OFF_SCALE,
        ProblemKind.END_MISSING,
        ProblemKind.ENDS_MISSING,
        ProblemKind.LISTEN_OFF_SCALE,
        ProblemKind.NO_SCALE,
        ProblemKind.NOTHING_WEIGHS,
        ProblemKind.SHORT_BESIDE_NAME,
        ProblemKind.WEIGHT_RANGE,
        ProblemKind.RUNGS_ALIKE,
        ProblemKind.LEVELS_NAMED_ALIKE,
        ProblemKind.LEVELS_OUT_OF_ORDER,
    }
)
"""What may be wrong between fields; each has words of its own here, by its kind."""

PARTS: Mapping[str, str] = {
    "anchors short": "anchor_short",
    "anchors behavior": "anchor_behavior",
    "questions ask": "ask",
    "questions follow_ups": "follow_up",
    "questions listen_for": "listen_for",
    **{name: name for name in ("name", "short", "meaning", "weight", "summary", "expectation", "bar")},
    "minimum_scorecards": "fewest",
}
"""The words for a part by its name in what is written."""


def said(misfit: Misfit) -> str:
    """Return what is wrong, without the place."""
    if misfit.kind is ProblemKind.TOO_FEW and misfit.path == ("competencies",):
        return plain_words("misfits.no_competencies")
    if misfit.path == ("recommendation_share",):
        return plain_words("misfits.share")
    if misfit.kind in AS_CHECKED:
        return checked(misfit.kind, misfit.values)
    if misfit.kind in SAID_APART:
        return plain_words(f"misfits.{misfit.kind}", **misfit.values)
    part = _part(misfit.path)
    if part is None or misfit.kind not in SAID:
        return sentence(misfit.kind, misfit.values)
    return plain_words("misfits.field", kind=misfit.kind.value, part=plain_words(f"misfits.{part}"), **misfit.values)


def checked(kind: ProblemKind, values: Mapping[str, Any]) -> str:
    """Return what `definitions check` says is wrong, without the name of the field that it stands at."""
    text = sentence(kind, {"field": "", **values})
    return text.partition('": ')[2] if text.startswith('"') else text


def capitalized(text: str) -> str:
    """Return what is wrong as it begins at a field."""
    return text[:1].upper() + text[1:]


def _part(path: Path) -> str | None:
    """Return the part of a role or of a competency that a path leads to, or None for what no form shows."""
    match path:
        case ("competencies", int(), *inside):
            return _part(tuple(inside))
        case (("anchors" | "questions") as owner, _, field, *_):
            return PARTS.get(f"{owner} {field}")
        case ("levels", _, field):
            return PARTS.get(str(field))
        case (field, *_):
            return PARTS.get(str(field))
    return None

"""The fields of what a role is rated on: its scale with the points' names, whether it is added up, and its bar."""

from collections.abc import Mapping
from math import isfinite

from pydantic_core import PydanticCustomError

from bot.errors import FormRefusal, reason
from bot.features.authoring.say_misfit import capitalized, checked
from bot.slack.form_fields import Menu, Number, Text
from bot.slack.forms import Form
from bot.wording.words import plain_words
from rubrics.authoring.scale_changes import on_scale, scale_in
from rubrics.authoring.scale_shape import read_scale
from rubrics.authoring.written_out import Written
from rubrics.catalogue import limits
from rubrics.catalogue.model import Arithmetic
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.scale import Scale, scale_of

LONGEST_VALUES = 100
"""Seven numbers as anyone would type them."""

SCALE = Menu(id="own_scale", label="Scale", hint="scale_form.scale_hint", autosaved=True)
POINTS = Text(
    id="own_points",
    label="scale_form.points",
    hint="scale_form.points_hint",
    limit=limits.POINTS * (limits.POINT_NAME + 2),
    required=False,
    autosaved=True,
)
VALUES = Text(
    id="own_values",
    label="scale_form.values",
    hint="scale_form.values_hint",
    limit=LONGEST_VALUES,
    required=False,
    autosaved=True,
)
ADDED_UP = Menu(id="own_added_up", label="scale_form.added_up", autosaved=True)
BAR = Number(id="own_bar", label="Bar", hint="scale_form.bar_hint", autosaved=True)
SCALE_FORM: Form = (SCALE, POINTS, VALUES, ADDED_UP, BAR)

FEWEST = 3
"""Points that are offered: two are those of a check, which each competency may be by itself."""


def scale_menu(scale: Scale) -> Menu:
    """Return the menu of how many points a role is rated on."""
    counts = sorted({*range(FEWEST, limits.POINTS + 1), scale.top})
    return SCALE.offering([(plain_words("scale_form.points_of", number=number), str(number)) for number in counts])


def added_up_menu() -> Menu:
    """Return the menu of what ratings and recommendations are made into."""
    return ADDED_UP.offering([(plain_words(f"scale_form.{each}"), each.value) for each in Arithmetic])


def scale_filled(written: Written) -> dict[str, str | None]:
    """Return what stands at first in the form of a role's scale and bar."""
    scale = scale_in(written)
    bar = written.get("bar", (1 + scale.top) / 2)
    return {
        SCALE.block_id: str(scale.top),
        POINTS.block_id: ", ".join(scale.names) or None,
        VALUES.block_id: None if scale.is_even else ", ".join(f"{value:g}" for value in scale.values),
        ADDED_UP.block_id: written.get("arithmetic", Arithmetic.SCORE.value),
        BAR.block_id: f"{bar:g}" if isinstance(bar, int | float) else str(bar),
    }


def rescaled(written: Written, filled: Mapping[str, str | None]) -> Written:
    """Return a role on the scale that was filled in, with its bar; raises FormRefusal for what is no scale.

    A bar that was left as it stood lies as high on the new scale as on the one before.
    """
    at_first = scale_filled(written)
    kept = filled.get(VALUES.block_id, at_first[VALUES.block_id]) == at_first[VALUES.block_id]
    changed = on_scale(written, _scale(scale_in(written), filled, kept=kept))
    arithmetic = filled.get(ADDED_UP.block_id) or Arithmetic.SCORE.value
    bar = filled.get(BAR.block_id)
    changed = {**changed, "arithmetic": arithmetic}
    if arithmetic == Arithmetic.NONE:
        return {name: value for name, value in changed.items() if name != "bar"}
    if bar and bar != at_first[BAR.block_id]:
        return {**changed, "bar": number_of(bar)}
    return changed


def _scale(before: Scale, filled: Mapping[str, str | None], *, kept: bool) -> Scale:
    """Return the scale that was filled in; raises FormRefusal at the field of its names, or of what its points count.

    Where those values were `kept` as they stood, the same number of points goes on counting as it did, and another is
    spread evenly.
    """
    top = int(filled.get(SCALE.block_id) or before.top)
    names = tuple(name for part in (filled.get(POINTS.block_id) or "").split(",") if (name := part.strip()))
    if names and len(names) != top:
        raise FormRefusal({POINTS.block_id: reason("authoring_refusals.names_of_points", names=len(names), points=top)})
    try:
        read_scale(list(names) if names else top)
    except PydanticCustomError as error:
        refused = reason("authoring_refusals.point_names", most=limits.POINT_NAME)
        raise FormRefusal({POINTS.block_id: refused}) from error
    if kept:
        return Scale(values=before.values, names=names) if top == before.top else scale_of(top, names)
    return Scale(values=_values(top, filled.get(VALUES.block_id) or ""), names=names)


def _values(top: int, text: str) -> tuple[float, ...]:
    """Return what each point counts as it was filled in, evenly spread where nothing was; raises FormRefusal."""
    values = [value for part in text.split(",") if (value := part.strip())]
    try:
        return read_scale({"points": top, "values": values}).values
    except PydanticCustomError as error:
        wrong = checked(ProblemKind(error.type), error.context or {})
        raise FormRefusal({VALUES.block_id: capitalized(wrong)}) from error


def number_of(text: str | None) -> float | str | None:
    """Return digits, “%” behind them or not, as a number; any other text as it is, refused where all is checked."""
    try:
        number = float(text.removesuffix("%")) if text else None
    except ValueError:
        return text
    return number if number is None or isfinite(number) else text

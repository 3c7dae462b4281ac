"""The fields of what a role's signal goes by beside its ratings: the recommendations' part, the fewest scorecards."""

from collections.abc import Mapping

from bot.features.authoring.scale_form import number_of
from bot.slack.form_fields import Number, Text
from bot.slack.forms import Form
from rubrics.authoring.shapes import RoleText
from rubrics.authoring.written_out import Written

SHARE = Text(id="own_share", label="signal_form.share", hint="signal_form.share_hint", limit=10, autosaved=True)
"""A text, since a field for numbers takes neither “25%” nor 0."""
FEWEST = Number(
    id="own_fewest", label="Fewest scorecards", hint="signal_form.fewest_hint", decimal=False, autosaved=True
)
SIGNAL_FORM: Form = (SHARE, FEWEST)
MOST_SHARE = 0.5
"""A number above it can only be meant in percent."""

Said = float | str | None


def signal_filled(written: Written) -> dict[str, str | None]:
    """Return what stands at first in the form of a role's signal."""
    share, fewest = (_said(written, name) for name in ("recommendation_share", "minimum_scorecards"))
    shown = f"{100 * share:g}%" if isinstance(share, int | float) else share
    return {SHARE.block_id: shown, FEWEST.block_id: str(fewest)}


def with_signal(written: Written, filled: Mapping[str, str | None]) -> Written:
    """Return a role with what was filled in of its signal; what was left as it stood, or not asked for, stays."""
    at_first = signal_filled(written)
    changed = {block: text for block, text in filled.items() if text != at_first.get(block)}
    said: dict[str, Said] = {}
    if SHARE.block_id in changed:
        said["recommendation_share"] = _share(changed[SHARE.block_id])
    if FEWEST.block_id in changed:
        said["minimum_scorecards"] = number_of(changed[FEWEST.block_id])
    return {**written, **said}


def _said(written: Written, name: str) -> Said:
    said: Said = written.get(name, RoleText.model_fields[name].default)
    return said


def _share(text: str | None) -> Said:
    """Return a part of the score as a share: “25%” and “25” are a quarter, as 0.25 is."""
    number = number_of(text)
    if text is None or not isinstance(number, float):
        return number
    return number / 100 if "%" in text or number > MOST_SHARE else number

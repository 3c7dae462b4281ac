"""The forms that make an opening and change what it says besides its plan; typed values come back as they were."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor

from bot.features.doors import Door
from bot.features.opening import opening_form as form
from bot.features.opening.begin_for_jd import BegunOpening
from bot.features.opening.read_opening import NO_JD
from bot.slack.block_types import Modal
from bot.slack.blocks import modal, section
from bot.slack.form_fields import Menu
from bot.wording.words import plain_words, words
from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Arithmetic, Rubric
from rubrics.catalogue.scale import Scale
from rubrics.panel.plan import Opening

NEW = Door.NEW_OPENING
EDIT = "opening_edit"
BARS = (2.5, 4.0)
"""Means that a team may ask for, as they count from 1 to 5: below the first a must-have is missed, and above the last a
panel of four hires no one."""
QUARTERS = 4
"""Bars are offered in quarters of a point: finer ones no rating tells apart."""
EXACT = 1e-9
"""An end that is met by a division may be off by its last digits."""
USUAL = "usual"

Options = Sequence[tuple[str, str]]


def new_form(plans: Options, levels: Options, begun: BegunOpening | None = None) -> Modal:
    """Return the form of a new opening, filled in as far as the JD goes that it was begun for."""
    jd = [section(words("opening.for_jd", title=begun.title))] if begun else []
    role = begun.role if begun else None
    return modal(
        plain_words("opening_form.new_title"),
        [
            *jd,
            replace(form.ROLE, options=(role,) if role else ()).block(role[1] if role else None),
            form.LEVEL.offering(levels).block(begun.level if begun else Level.SENIOR),
            form.NAME.block(),
            form.HIRING_MANAGER.block(),
            form.CHANNEL.block(),
            form.PLACE.block(),
            form.PLAN.offering(plans).block(plans[0][1]),
        ],
        callback_id=NEW,
        submit=plain_words("opening_form.next_panel"),
        close=plain_words("opening_form.cancel"),
        private_metadata=begun.review if begun else "",
    )


def edit_form(opening: Opening, rubric: Rubric, reviews: Options) -> Modal:
    """Return the form that changes an opening; `reviews` are the JD reviews that it may keep."""
    jd = [form.JD.offering(reviews).block(opening.jd_review or NO_JD)] if len(reviews) > 1 else []
    held, bar = bar_menu(rubric), str(opening.bar) if opening.bar is not None else USUAL
    return modal(
        plain_words("opening_form.edit_title"),
        [
            form.NAME.block(opening.name),
            form.HIRING_MANAGER.block(opening.hiring_manager),
            form.RECRUITER.block(opening.recruiter),
            form.CHANNEL.block(opening.channel),
            form.PLACE.block(opening.place),
            *([held.block(bar)] if held else []),
            *jd,
        ],
        callback_id=EDIT,
        submit=plain_words("opening_form.save"),
        close=plain_words("opening_form.cancel"),
        private_metadata=opening.id,
    )


def bar_menu(rubric: Rubric) -> Menu | None:
    """Return the field of an opening's bar; None where nothing is added up and held against one."""
    return form.BAR.offering(bars(rubric.bar, rubric.scale)) if rubric.arithmetic is Arithmetic.SCORE else None


def bars(usual: float, scale: Scale) -> list[tuple[str, str]]:
    """Return the bars to choose from, in points of the rubric's scale, the rubric's own first."""
    # In quarters of a point, whatever a point counts: 3.0 of five is 2.5 of four.
    lowest, highest = (scale.rating_at(end) * QUARTERS for end in (BARS[0], BARS[-1]))
    offered = [quarters / QUARTERS for quarters in range(ceil(lowest - EXACT), floor(highest + EXACT) + 1)]
    own = [(plain_words("opening_form.bar_own", bar=each), str(each)) for each in offered]
    return [(plain_words("opening_form.bar_usual", bar=usual), USUAL), *own]

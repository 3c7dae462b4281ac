"""The forms that make an opening and change what it says besides its plan; typed values come back as they were."""

from collections.abc import Sequence
from dataclasses import replace

from bot.features.doors import Door
from bot.features.opening import opening_form as form
from bot.features.opening.begin_for_jd import BegunOpening
from bot.features.opening.read_opening import NO_JD
from bot.slack.block_types import Modal
from bot.slack.blocks import modal, section
from bot.wording.phrases import at_level
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Level
from rubrics.panel.plan import Opening

NEW = Door.NEW_OPENING
EDIT = "opening_edit"
BARS = (2.5, 2.75, 3.0, 3.25, 3.5, 3.75, 4.0)
"""Means that a team may ask for: below 2.5 a must-have is missed, and above 4 a panel of four hires no one."""
USUAL = "usual"
LEVELS = tuple((at_level("", level).strip(), level.value) for level in Level)

Options = Sequence[tuple[str, str]]


def new_form(plans: Options, begun: BegunOpening | None = None) -> Modal:
    """Return the form of a new opening, filled in as far as the JD goes that it was begun for."""
    jd = [section(words("opening.for_jd", title=begun.title))] if begun else []
    role = begun.role if begun else None
    return modal(
        plain_words("opening_form.new_title"),
        [
            *jd,
            replace(form.ROLE, options=(role,) if role else ()).block(role[1] if role else None),
            form.LEVEL.offering(LEVELS).block(begun.level if begun else Level.SENIOR),
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


def edit_form(opening: Opening, usual_bar: float, reviews: Options) -> Modal:
    """Return the form that changes an opening; `reviews` are the JD reviews that it may keep."""
    jd = [form.JD.offering(reviews).block(opening.jd_review or NO_JD)] if len(reviews) > 1 else []
    bar = str(opening.bar) if opening.bar is not None else USUAL
    return modal(
        plain_words("opening_form.edit_title"),
        [
            form.NAME.block(opening.name),
            form.HIRING_MANAGER.block(opening.hiring_manager),
            form.RECRUITER.block(opening.recruiter),
            form.CHANNEL.block(opening.channel),
            form.PLACE.block(opening.place),
            form.BAR.offering(bars(usual_bar)).block(bar),
            *jd,
        ],
        callback_id=EDIT,
        submit=plain_words("opening_form.save"),
        close=plain_words("opening_form.cancel"),
        private_metadata=opening.id,
    )


def bars(usual: float) -> list[tuple[str, str]]:
    """Return the bars to choose from, the rubric's own first."""
    own = [(plain_words("opening_form.bar_own", bar=each), str(each)) for each in BARS]
    return [(plain_words("opening_form.bar_usual", bar=usual), USUAL), *own]

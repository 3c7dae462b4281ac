"""An opening in figures, a line each with what it rests on."""

from datetime import timedelta

from bot.features.compare.read_figures import FiguresShown
from bot.features.doors import Door
from bot.slack.block_types import Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import button
from bot.wording.words import plain_words, words
from rubrics.panel.figures import FEWEST_PEOPLE, Span

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
IN_HOURS = 2 * DAY
"""Up to here a time is said in hours, then in days: half a day more or less is of no use in a week."""


def figures(shown: FiguresShown) -> Modal:
    """Return an opening's figures; what has too little to rest on says so."""
    held = shown.figures
    facts = {
        "to_scorecard": _taken(held.to_scorecard),
        "to_reveal": _taken(held.to_reveal),
        "to_decision": _taken(held.to_decision),
    }
    opening = button(plain_words("figures_labels.show_opening"), Door.OPENING, shown.opening.id)
    return modal(
        plain_words("figures_labels.title"),
        [
            section(words("figures.heading", opening=shown.opening, candidates=shown.candidates)),
            section(words("figures.times", spans=held, fewest=FEWEST_PEOPLE, **facts)),
            section(words("figures.counts", held=held)),
            context(words("figures.basis")),
            *actions(opening),
        ],
        callback_id=Door.OPENING_FIGURES,
    )


def _taken(span: Span | None) -> str:
    """Return how long something took: “5 hours”, “3 days”."""
    if span is None:
        return ""
    if span.median < HOUR:
        return plain_words("figures_labels.under_an_hour")
    unit = "hours" if span.median < IN_HOURS else "days"
    return plain_words(f"figures_labels.{unit}", number=round(span.median / (HOUR if unit == "hours" else DAY)))

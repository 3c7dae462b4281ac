"""How someone rates, drawn for themselves: a row on Home, and the card behind it."""

from bot.features.calibration.read_habits import OwnHabits
from bot.features.calibration.show_results import distance
from bot.features.doors import CALIBRATE
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import button, step_buttons
from bot.wording.pictures import rating_boxes
from bot.wording.words import plain_words, words
from rubrics.calibration.habits import FEWEST_CANDIDATES

HABITS = "calibration_habits"


def home_row() -> Block:
    """Return the row of Home that opens the card."""
    text = plain_words("calibration_labels.open")
    label = plain_words("calibration_labels.row", verb=text, name=plain_words("calibration_labels.habits"))
    return section(words("habits.row"), accessory=button(text, HABITS, "-", label=label))


def card(own: OwnHabits) -> Modal:
    """Return how someone rates, or how many more candidates it takes."""
    found = own.habits
    if found is None:
        blocks = [section(words("habits.too_few", candidates=own.candidates, fewest=FEWEST_CANDIDATES))]
    else:
        boxes = {"own_boxes": rating_boxes(found.own.ratings), "others_boxes": rating_boxes(found.others.ratings)}
        blocks = [
            section(words("habits.basis", candidates=found.candidates)),
            *distance(found.distance),
            section(words("habits.scale", own=found.own, others=found.others, **boxes)),
            section(words("habits.on_time", scorecards=found.scorecards, late=found.late)),
            *([section(words("habits.training", training=found.training))] if found.training else []),
            context(words("habits.footnote")),
        ]
    return modal(
        plain_words("calibration_labels.habits"),
        [*blocks, *actions(*step_buttons([CALIBRATE]))],
        callback_id=HABITS,
        close=plain_words("calibration_labels.done"),
    )

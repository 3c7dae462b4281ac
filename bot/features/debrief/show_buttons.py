"""The buttons of a debrief, alike in a thread, a direct message and its screen; what they open stands elsewhere."""

from bot.features.debrief.lead_debrief import mark_of
from bot.features.debrief.phrasing import label, topic_name
from bot.features.debrief.standing import Standing
from bot.features.doors import Door
from bot.slack.block_types import Element
from bot.slack.elements import button, overflow
from bot.slack.limits import BUTTON_LABEL
from bot.wording.phrases import shortened
from bot.wording.words import plain_words
from rubrics.panel.debrief import DebriefPhase, DebriefTopic

READ = "debrief_read"
"""Opens both sides of the first topic; of the form as well, whose submit says that one is ready."""
REVOTE = "debrief_revote"
"""Opens the form of one's own re-vote; of the form as well."""
LEAD = "debrief_lead"
"""The ⋯ menu of anyone who leads; a value is the act, the loop and, for more time, the end that was in view."""
TOPIC = "debrief_topic"
"""Ticks a topic off; its value is the loop, the competency and what is to be so: a second click changes nothing."""
OPEN_NOW, EXTEND, CALL_OFF = "open", "extend", "call_off"
TICKED, UNTICKED = "discussed", "open"


def door(standing: Standing, name: str = "shown", *, primary: bool = False) -> Element:
    """Return the button to the debrief's screen, by the name of its words."""
    return _button(standing, name, Door.DEBRIEF, primary=primary)


def read_button(standing: Standing, *, primary: bool = False, votes: bool = True) -> Element:
    """Return the button to both sides; it speaks of the re-vote to those who have one."""
    return _button(standing, "read_and_vote" if votes else "read", READ, primary=primary)


def change_button(standing: Standing) -> Element:
    """Return the button that changes one's own re-vote."""
    return _button(standing, "change", REVOTE)


def decide_button(standing: Standing, *, primary: bool = True) -> Element:
    """Return the button to the decision, which comes next once the re-votes are open."""
    loop = standing.loop
    text, spoken = plain_words("door_labels.decide"), plain_words("decision_form.decide_of", code=loop.candidate_code)
    return button(text, Door.DECIDE, loop.id, label=spoken, primary=primary)


def decision_button(standing: Standing) -> Element | None:
    """Return the same for a reader alone: nothing for those who don't decide, or once someone has."""
    offered = standing.decides and standing.ended is None
    return decide_button(standing, primary=standing.debrief.is_open) if offered else None


def signal_button(standing: Standing) -> Element:
    """Return the button to the signal."""
    return _button(standing, "signal", Door.READ_SIGNAL)


def lead_menu(standing: Standing) -> Element:
    """Return the ⋯ menu of anyone who leads: while people read, more time may be given."""
    loop = standing.loop.id
    entries = [(label("open_now"), f"{OPEN_NOW} {loop}"), (label("call_off"), f"{CALL_OFF} {loop}")]
    if standing.phase is DebriefPhase.READING:
        entries.insert(1, (label("extend"), f"{EXTEND} {loop} {mark_of(standing.debrief)}"))
    return overflow(LEAD, entries)


def topic_button(standing: Standing, topic: DebriefTopic, number: int) -> Element:
    """Return the button that ticks a topic off, by its name; its id has a number, since a message's ids differ."""
    name = topic_name(standing, topic)
    words = "discussed" if topic.is_discussed else "to_discuss"
    return button(
        shortened(label(words, name=name), BUTTON_LABEL),
        f"{TOPIC}:{number}",
        _ticking(standing, topic),
        label=label(f"{words}_of", name=name),
    )


def tick_button(standing: Standing, topic: DebriefTopic, number: int) -> Element:
    """Return the same beside the topic itself."""
    name = topic_name(standing, topic)
    words, spoken = ("untick", "untick_of") if topic.is_discussed else ("tick", "discussed_of")
    return button(label(words), f"{TOPIC}:{number}", _ticking(standing, topic), label=label(spoken, name=name))


def _ticking(standing: Standing, topic: DebriefTopic) -> str:
    return f"{standing.loop.id}:{topic.competency}:{UNTICKED if topic.is_discussed else TICKED}"


def _button(standing: Standing, name: str, action: str, *, primary: bool = False) -> Element:
    loop = standing.loop
    return button(label(name), action, loop.id, label=label(f"{name}_of", code=loop.candidate_code), primary=primary)

"""The buttons below a signal, each with what it says to a screen reader; what they open stands elsewhere."""

from dataclasses import dataclass

from bot.errors import Plea
from bot.features.doors import Door
from bot.features.loop.pleas import ASK, Act, value_of
from bot.features.signal.offer_debrief import DebriefOffer
from bot.features.signal.show_gist import Shown, word_shown
from bot.slack.block_types import Element
from bot.slack.elements import button, confirmation, select
from bot.slack.limits import BUTTON_LABEL
from bot.wording.phrases import shortened
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop

MATRIX = "signal_matrix"
WHY = "signal_why"
SHARE = "signal_share"
MOST_NAMED = 60


@dataclass(frozen=True)
class Buttons:
    """The buttons about one loop's signal."""

    matrix: Element
    why: Element
    record: Element
    share: Element | None
    decide: Element
    add_interview: Element


def buttons_of(shown: Shown, *, may_share: bool = False) -> Buttons:
    """Return every button about a signal; who draws one chooses among them."""
    loop = shown.loop
    facts = {"candidate": called(loop), "word": word_shown(shown)}
    matrix, why, record, share, decide, add = plain_words("signal_labels.buttons", **facts).split("\n")
    return Buttons(
        matrix=button("Matrix", MATRIX, loop.id, label=matrix),
        why=button("Why?", WHY, loop.id, label=why),
        record=button("Record", Door.READ_RECORD, loop.id, label=record),
        share=_share_button(loop, share) if may_share else None,
        decide=button(plain_words("door_labels.decide"), Door.DECIDE, loop.id, label=decide),
        add_interview=button(
            plain_words("signal_labels.add_interview"),
            Door.ADD_INTERVIEW,
            loop.id,
            label=add,
            primary=True,
        ),
    )


def _share_button(loop: Loop, label: str) -> Element:
    question = confirmation("Share this signal?", words("signal.share_question"), "Share", "Not now")
    return button("Share to channel", SHARE, loop.id, label=label, confirm=question)


def debrief_button(loop: Loop, offer: DebriefOffer | None, *, primary: bool = True) -> Element | None:
    """Return the button to a loop's debrief, or None where none is offered; one that runs is no call to act."""
    if offer is None:
        return None
    text = plain_words(f"signal_labels.debrief_{offer}")
    label = plain_words(f"signal_labels.debrief_{offer}_of", candidate=called(loop))
    return button(text, Door.DEBRIEF, loop.id, label=label, primary=primary)


def ask_button(loop: Loop, colleague: tuple[str, str] | None) -> Element | None:
    """Return the button that asks someone, by id and name, to start the debrief; None where there is no one to ask."""
    if colleague is None:
        return None
    person, name = colleague
    text = plain_words("signal_labels.debrief_ask", name=name.split(maxsplit=1)[0])
    plea = Plea(Act.DEBRIEF, loop.id)
    return button(shortened(text, BUTTON_LABEL), ASK, value_of(plea, person), primary=True)


def called(loop: Loop) -> str:
    """Return what a button calls the candidate: on one line, whatever the name holds."""
    return " ".join(loop.label.split())[:MOST_NAMED]


def about(loop: Loop, topic: str) -> str:
    """Return the value of a button or an entry that leads to one topic of a loop's evidence."""
    return f"{loop.id}:{topic}"


def evidence_menu(action_id: str, loop: Loop, topics: list[tuple[str, str]], label: str = "menu") -> Element:
    """Return a menu of topics, each by name and key, whose evidence may be read."""
    offers = [(name, about(loop, key)) for name, key in topics]
    return select(action_id, offers, placeholder=plain_words(f"evidence_labels.{label}"))

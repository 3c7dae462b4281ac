"""How asking a colleague looks: the message they get, with the button that does it, and what the asker reads."""

from collections.abc import Mapping
from datetime import datetime

from bot.errors import Plea
from bot.features.doors import NEW_LOOP, Door
from bot.features.loop.excusers import CHANGE_LOOP, REVEAL_LATE
from bot.features.loop.pleas import Act
from bot.features.loop.show_happened import HOLD, WITHDRAW
from bot.features.loop.show_loop import CANCEL, END_STAGE, EXCUSE, REPLACE, RESUME, act_button, to_loop
from bot.slack.block_types import Message, Modal
from bot.slack.blocks import actions, message, modal, section
from bot.slack.elements import step_buttons
from bot.wording.phrases import mention
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop

DOING: Mapping[Act, tuple[str, str]] = {
    Act.EXCUSE: ("excuse", EXCUSE),
    Act.EDIT: ("edit", CHANGE_LOOP),
    Act.HOLD: ("hold", HOLD),
    Act.RESUME: ("resume", RESUME),
    Act.WITHDRAW: ("withdraw", WITHDRAW),
    Act.REPLACE: ("replace", REPLACE),
    Act.CANCEL: ("cancel", CANCEL),
    Act.REVEAL: ("override", REVEAL_LATE),
    Act.DECIDE: ("end_stage", END_STAGE),
    Act.DEBRIEF: ("start_debrief", Door.DEBRIEF),
}
"""The button that does what is asked, by the name of its words; whatever has none is done in the loop itself."""


def request(loop: Loop, plea: Plea, by: str, at: datetime) -> Message:
    """Return the message to anyone who is asked."""
    who = next((each.interviewer for each in loop.interviews if each.id == plea.interview), None)
    facts = {"loop": loop, "act": plea.act, "by": mention(by), "who": mention(who) if who else ""}
    doing = DOING.get(Act(plea.act))
    too_early = plea.act == Act.REVEAL and not loop.is_late(at)
    buttons = [act_button(loop, *doing, primary=True)] if doing and not too_early else []
    shown = act_button(loop, "details", "loop_details")
    return message(
        words("asking.fallback", **facts), [section(words("asking.request", **facts)), *actions(*buttons, shown)]
    )


def to_open(by: str) -> Message:
    """Return the message to anyone who is asked to open a loop."""
    facts = {"by": mention(by)}
    buttons = actions(*step_buttons([NEW_LOOP]))
    return message(words("asking.to_open_fallback"), [section(words("asking.to_open", **facts)), *buttons])


def asked_to_open(person: str, *, is_new: bool) -> Modal:
    """Return what someone reads who has asked for a loop."""
    text = section(words("asking.asked_to_open", person=mention(person), is_new=is_new))
    return modal(plain_words("asking_labels.asked"), [text], callback_id="loop_asked")


def settled(loop: Loop) -> Message:
    """Return what stands in the place of a message whose request is settled."""
    text = words("asking.settled", loop=loop)
    return message(text, [section(text), *to_loop(loop)])


def asked(loop: Loop, person: str, *, is_new: bool) -> Modal:
    """Return what someone reads who has asked a colleague."""
    text = section(words("asking.asked", loop=loop, person=mention(person), is_new=is_new))
    return modal(plain_words("asking_labels.asked"), [text, *to_loop(loop)], callback_id="loop_asked")

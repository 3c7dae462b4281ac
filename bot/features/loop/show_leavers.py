"""What is said of an interviewer who has left: to anyone who runs the loop, and to who is asked to take over."""

from collections.abc import Sequence
from datetime import datetime

from bot.features.loop.leavers import Vacancy
from bot.features.loop.offer_interview import PERSON
from bot.features.loop.show_loop import EXCUSE, FIND_STAND_IN, LOOP_DETAILS, REPLACE, act_button, to_loop
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, message, modal, section
from bot.slack.elements import button
from bot.slack.form_fields import User
from bot.slack.limits import BUTTON_LABEL
from bot.wording.phrases import shortened
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Interview, Loop
from storage.offers import OfferAnswer, OfferRow

ASK = "offer_to"
"""Of a button that asks one person; its value is the interview's id and theirs."""
ACCEPT = "offer_accept"
DECLINE = "offer_decline"
STAND_IN = User(id=PERSON, label="leavers_labels.stand_in", missing="leavers_refusals.nobody_chosen")


def leaver(vacancy: Vacancy, at: datetime) -> Message:
    """Return what anyone who runs the loop is told, with the ways to fill the gap while there is one.

    The interview's time is told while it is to come: one that has passed is no one's to take over.
    """
    loop, interview = vacancy.loop, vacancy.interview
    if not vacancy.is_due:
        text = words("leavers.settled", loop=loop, interview=interview)
        return message(text, [section(text), *to_loop(loop)])
    if vacancy.is_back:
        text = words("leavers.back", loop=loop, interview=interview)
        return message(text, [section(text), *to_loop(loop)])
    text = words("leavers.left", loop=loop, interview=interview, focus=_focus(loop, interview), at=at)
    return message(words("leavers.left_fallback", loop=loop), [section(text), *_ways(vacancy)])


def manager_left(loop: Loop, manager: str, *, waits: bool) -> Message:
    """Return what the person who runs a loop is told of its hiring manager, with the way to name another one."""
    if not waits:
        text = words("leavers.manager_settled", loop=loop)
        return message(text, [section(text), *to_loop(loop)])
    text = words("leavers.manager_left", loop=loop, manager=manager)
    ways = (
        act_button(loop, "replace_manager", REPLACE, primary=True),
        act_button(loop, "show_loop", LOOP_DETAILS, said="details"),
    )
    return message(words("leavers.manager_left_fallback", loop=loop), [section(text), *actions(*ways)])


def offer(loop: Loop, interview: Interview, offered: OfferRow, at: datetime) -> Message:
    """Return what someone is asked, with both answers; or what became of it."""
    facts = {"loop": loop, "interview": interview, "focus": _focus(loop, interview), "by": offered.offered_by, "at": at}
    if offered.answer is not OfferAnswer.OPEN or not loop.is_open:
        text = words("leavers.offer_over", loop=loop, answer=offered.answer.value)
        return message(text, [section(text)])
    yes = button(plain_words("leavers_labels.accept"), ACCEPT, interview.id, primary=True)
    no = button(plain_words("leavers_labels.decline"), DECLINE, interview.id)
    return message(
        words("leavers.offer_fallback", loop=loop), [section(words("leavers.offer", **facts)), *actions(yes, no)]
    )


def answer(vacancy: Vacancy, offered: OfferRow) -> Message:
    """Return what anyone who asked is told; after a no, with whom to ask next."""
    accepted = offered.answer is OfferAnswer.ACCEPTED
    facts = {"loop": vacancy.loop, "interview": vacancy.interview, "person": offered.person}
    text = words("leavers.answered", accepted=accepted, excused=offered.excuses, **facts)
    ways = _ways(vacancy) if vacancy.is_due and not accepted else to_loop(vacancy.loop)
    return message(text, [section(text), *ways])


def replace_form(vacancy: Vacancy) -> Modal:
    """Return the form that asks someone to take an interview over, the plan's first alternate filled in."""
    loop, interview = vacancy.loop, vacancy.interview
    first = next((person for person, _ in vacancy.proposed), None)
    text = words("leavers.find_stand_in", loop=loop, interview=interview, focus=_focus(loop, interview))
    return modal(
        plain_words("leavers_labels.find_stand_in"),
        [section(text), STAND_IN.block(first)],
        callback_id=FIND_STAND_IN,
        submit=plain_words("leavers_labels.ask"),
        close=plain_words("leavers_labels.cancel"),
        private_metadata=interview.id,
    )


def asked(loop: Loop, person: str) -> Modal:
    """Return what stands in the form's place once someone was asked."""
    text = section(words("leavers.asked", loop=loop, person=person))
    return modal(plain_words("leavers_labels.asked"), [text, *to_loop(loop)], callback_id="offer_asked")


def accepted(loop: Loop) -> Modal:
    """Return what someone reads who has taken an interview over."""
    text = section(words("leavers.accepted", loop=loop))
    return modal(plain_words("leavers_labels.accepted"), [text, *to_loop(loop)], callback_id="offer_accepted")


def declined(loop: Loop) -> Modal:
    """Return what someone reads who can't."""
    text = section(words("leavers.declined", loop=loop))
    return modal(plain_words("leavers_labels.declined"), [text], callback_id="offer_declined")


def _ways(vacancy: Vacancy) -> list[Block]:
    """Return the ways to fill the gap: each alternate, someone else, or no one."""
    ask: list[Element] = [
        button(
            shortened(plain_words("leavers_labels.ask_person", name=name.split(maxsplit=1)[0]), BUTTON_LABEL),
            f"{ASK}:{place}",
            f"{vacancy.interview.id} {user}",
            label=plain_words("leavers_labels.ask_person_of", name=name, code=vacancy.loop.candidate_code),
            primary=not place,
        )
        for place, (user, name) in enumerate(vacancy.proposed)
    ]
    which = "ask_another" if ask else "ask_someone"
    another = button(plain_words(f"leavers_labels.{which}"), FIND_STAND_IN, vacancy.interview.id, primary=not ask)
    return actions(*ask, another, act_button(vacancy.loop, "excuse", EXCUSE))


def _focus(loop: Loop, interview: Interview) -> Sequence[str]:
    return [loop.rubric.competency(competency).name for competency in interview.focus]

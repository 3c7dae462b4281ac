"""What someone on a loop may ask of anyone who may do it, once they were told that they may not; sends nothing."""

from enum import StrEnum

from bot.errors import Plea, Refusal
from bot.features.loop.access import loop_of
from bot.features.workspace.who_opens import TO_OPEN
from bot.slack.limits import BUTTON_LABEL
from bot.wiring import Actor
from bot.wording.phrases import shortened
from bot.wording.words import plain_words
from rubrics.panel.debrief import may_lead, why_not_debriefed
from rubrics.panel.loop import InterviewState, Loop, LoopState
from rubrics.panel.permissions import Viewer, may_decide_stage, may_remove, may_run


class Act(StrEnum):
    """What is asked for; its words stand in `asking.mrkdwn.j2`."""

    EXCUSE = "excuse"
    ANSWER = "answer"
    """Accepting what an interviewer said of their interview, or keeping them on the panel."""
    EDIT = "edit"
    HOLD = "hold"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    REPLACE = "replace"
    CANCEL = "call_off"
    REVEAL = "reveal"
    SILENCE = "silence"
    DECIDE = "decide"
    DEBRIEF = "debrief"
    IDENTITY = "identity"
    """Whatever concerns a candidate in all their loops: a name, merging, splitting."""


ASK = "loop_ask"
"""The button that asks a colleague."""


def may_not(key: str, loop: Loop, act: Act, interview: str = "") -> Refusal:
    """Return why someone may not do something about a loop they know, with buttons that ask anyone who may."""
    return Refusal(f"loop_refusals.{key}", steps=(loop_of(loop),), plea=Plea(act, loop.id, interview))


def may_do(loop: Loop, viewer: Viewer, act: Act, interview: str = "") -> bool:
    """Tell whether someone may do what is asked for."""
    if viewer.is_outsider or viewer.user == loop.candidate_user:
        return False
    match act:
        case Act.EXCUSE | Act.ANSWER:
            own = any(each.id == interview and each.interviewer == viewer.user for each in loop.interviews)
            return may_remove(loop, viewer) and not own
        case Act.DECIDE:
            return may_decide_stage(loop, viewer)
        case Act.DEBRIEF:
            return may_lead(loop, viewer)
    return may_run(loop, viewer)


def is_left_to_do(loop: Loop, act: Act, interview: str = "") -> bool:
    """Tell whether what is asked for can still be done, no matter who does it."""
    match act:
        case Act.EXCUSE | Act.ANSWER:
            due = (each for each in loop.interviews if each.state is InterviewState.DUE)
            return loop.is_open and any(interview in ("", each.id) for each in due)
        case Act.EDIT | Act.HOLD | Act.REVEAL | Act.SILENCE:
            return loop.is_open
        case Act.RESUME:
            return loop.state is LoopState.ON_HOLD
        case Act.WITHDRAW | Act.REPLACE | Act.CANCEL:
            return loop.is_undecided
        case Act.DECIDE:
            return loop.stage.outcome is None
    return act is not Act.DEBRIEF or why_not_debriefed(loop) is None


def occasion_of(plea: Plea, actor: Actor) -> str:
    """Return what tells one plea about a loop from another: the act, the interview, who asks."""
    return f"{plea.act}:{plea.interview}:{actor.user}"


def plea_of(loop_id: str, occasion: str) -> Plea:
    """Return the plea that a message of this occasion carries."""
    act, _, rest = occasion.partition(":")
    return Plea(act, loop_id, rest.partition(":")[0])


def value_of(plea: Plea, person: str) -> str:
    """Return what a button that asks someone carries."""
    return f"{person} {plea.act} {plea.loop} {plea.interview}".rstrip()


def pleaded(value: str) -> tuple[Plea, str]:
    """Return what a button that asks someone carries, and whom; raises Refusal where it is none of ours."""
    match value.split():
        case [person, str(act)] if act == TO_OPEN:
            return Plea(act), person
        case [person, act, loop, *interview] if act in set(Act) and len(interview) <= 1:
            return Plea(act, loop, "".join(interview)), person
    raise Refusal("serving_refusals.old_message")


def ask_label(name: str) -> str:
    """Return what a button that asks someone says: their first name, as one is called."""
    return shortened(plain_words("asking_labels.ask_person", name=name.split(maxsplit=1)[0]), BUTTON_LABEL)

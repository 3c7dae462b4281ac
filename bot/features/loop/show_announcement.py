"""A loop's own messages: the announcement in its channel, and each interviewer's invitation by direct message."""

from collections.abc import Sequence
from datetime import datetime

from bot.features.doors import Door
from bot.features.loop.show_loop import LOOP_DETAILS, who_may_excuse
from bot.features.loop.show_progress import progress, verb_for
from bot.slack.block_types import Block, Element, Message
from bot.slack.blocks import actions, context, divider, message, section, sections
from bot.slack.elements import button, confirmation
from bot.wording.phrases import mention
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Competency
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState

ON_THE_PANEL = (InterviewState.SUBMITTED, InterviewState.DUE)
STAGES_TO_SCORE = ("due", "submitted", "revealed", "missed")


def announcement(loop: Loop, now: datetime, *, is_private: bool = True) -> Message:
    """Return the loop's announcement as it should read now: who is on it and how far it is, nothing of content.

    A public channel gets no Score button: few there could press it, and its interviewers have one of their own.
    """
    # In the panel's own order: by who is in, it would change with every scorecard, and tell whose is missing.
    panel = [mention(each.interviewer) for each in loop.interviews if each.state in ON_THE_PANEL]
    facts = {"loop": loop, "progress": progress(loop)}
    part = {LoopState.OPEN: "open", LoopState.CANCELED: "canceled"}.get(loop.state, "revealed")
    blocks = [
        section(words("loop.announcement", panel=panel, **facts)),
        section(words(f"loop.{part}", late=loop.is_late(now), is_private=is_private, **facts)),
        *_announcement_buttons(loop, is_private=is_private),
        context(words("loop.footnote", loop=loop)),
    ]
    return message(words("loop.fallback", **facts), blocks)


def _announcement_buttons(loop: Loop, *, is_private: bool) -> list[Block]:
    if not loop.is_open:
        return []
    score_label = plain_words("loop_labels.score_of", candidate=loop.label)
    score = button(plain_words("loop_labels.score"), Door.SCORE_LOOP, loop.id, label=score_label, primary=True)
    details_label = plain_words("loop_labels.details_of_loop", candidate=loop.label)
    details = button(plain_words("loop_labels.details"), LOOP_DETAILS, loop.id, label=details_label)
    return actions(score if is_private else None, details)


def invitation(loop: Loop, interview: Interview, *, begun: bool = False) -> Message:
    """Return an interviewer's direct message as it should read now: focus, time, and what is asked of them.

    `begun` says that a scorecard is begun but not submitted.
    """
    focus = [loop.rubric.competency(competency) for competency in interview.focus]
    blocks = [
        section(words("loop.invitation", loop=loop, interview=interview, focus=focus)),
        section(words(f"loop.invitation_{_stage(loop, interview)}", **_facts(loop, interview))),
        *actions(*_invitation_buttons(loop, interview, begun=begun)),
        *(_kit(loop, focus) if _stage(loop, interview) == "due" else []),
    ]
    state = interview.state.value if loop.is_open else _stage(loop, interview)
    return message(words("loop.invitation_fallback", loop=loop, state=state), blocks)


def plainly(kind: str, loop: Loop, reader: str) -> Message | None:
    """Return the direct message of a kind that is nothing but its words; None where these have nothing to say."""
    facts = {
        "loop": loop,
        "interview": loop.interview_of(reader),
        "progress": progress(loop),
        "referred": [mention(interview.interviewer) for interview in loop.interviews if interview.referred],
        "others": who_may_excuse(loop) if reader == loop.hiring_manager else [],
    }
    text = words(f"direct.{kind}", **facts)
    return message(words(f"direct.{kind}_fallback", **facts), [section(text)]) if text else None


def _kit(loop: Loop, focus: Sequence[Competency]) -> list[Block]:
    questions = [block for competency in focus for block in sections(words("loop.kit", competency=competency))]
    return [divider(), *questions, context(words("loop.kit_more", do_not_ask=loop.rubric.do_not_ask))]


def changed(loop: Loop, interview: Interview) -> Message:
    """Return the message to an interviewer whose part of a loop was changed, as it stands now."""
    focus = [loop.rubric.competency(competency).name for competency in interview.focus]
    facts = {"loop": loop, "interview": interview, "focus": focus}
    part = "excused" if _stage(loop, interview) == "excused" else "now"
    return message(words("loop.changed_fallback", **facts), [section(words(f"loop.changed_{part}", **facts))])


def _facts(loop: Loop, interview: Interview) -> dict[str, object]:
    return {"loop": loop, "interview": interview, "progress": progress(loop)}


def _stage(loop: Loop, interview: Interview) -> str:
    if loop.state is LoopState.CANCELED:
        return "canceled"
    if interview.state in (InterviewState.EXCUSED, InterviewState.DID_NOT_HAPPEN):
        return "excused"
    if loop.is_revealed:
        return "revealed" if interview.state is InterviewState.SUBMITTED else "missed"
    return "submitted" if interview.state is InterviewState.SUBMITTED else "due"


def _invitation_buttons(loop: Loop, interview: Interview, *, begun: bool) -> list[Element]:
    stage, code = _stage(loop, interview), loop.candidate_code
    buttons = []
    if stage in ("revealed", "missed"):
        buttons.append(button(plain_words("loop_labels.read_signal"), Door.READ_SIGNAL, loop.id, primary=True))
    if stage in STAGES_TO_SCORE:
        verb, first = verb_for(loop, interview, begun=begun), stage in ("due", "submitted")
        label = plain_words("loop_labels.card_step_of", step=verb, code=code)
        buttons.append(button(verb, Door.OPEN_SCORECARD, interview.id, label=label, primary=first))
    if stage == "due":
        label = plain_words("loop_labels.questions_of", code=code)
        buttons.append(button(plain_words("loop_labels.questions"), Door.INTERVIEW_KIT, interview.id, label=label))
        if not interview.referred:
            buttons.append(_referral_button(loop, interview))
    return buttons


def _referral_button(loop: Loop, interview: Interview) -> Element:
    confirm = confirmation(
        plain_words("loop_labels.referral_title"),
        words("loop.referral_question"),
        plain_words("loop_labels.referral_yes"),
        plain_words("loop_labels.referral_no"),
    )
    label = plain_words("loop_labels.referred_of", code=loop.candidate_code)
    return button(plain_words("loop_labels.referred"), Door.I_REFERRED, interview.id, label=label, confirm=confirm)

"""A loop's own messages: the announcement in its channel, and each interviewer's invitation by direct message."""

from collections.abc import Sequence
from datetime import datetime

from bot.features.doors import Door
from bot.features.loop.show_links import links_line
from bot.features.loop.show_loop import LOOP_DETAILS, TROUBLE, to_loop
from bot.features.loop.show_progress import dots, progress, verb_for
from bot.slack.block_types import Block, Element, Message
from bot.slack.blocks import actions, context, message, section
from bot.slack.elements import button, select
from bot.slack.rich_text import rich_quote, rich_section, rich_text, text_run
from bot.wording.escaping import Mrkdwn, straight
from bot.wording.phrases import mention
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Competency
from rubrics.panel.interview_report import Report
from rubrics.panel.loop import ON_THE_PANEL, Interview, InterviewState, Loop, LoopState
from rubrics.panel.plan import InterviewKind

RESTING = {LoopState.CANCELED: "canceled", LoopState.WITHDRAWN: "withdrawn", LoopState.ON_HOLD: "on_hold"}
"""The states in which nothing is asked of an interviewer, by their words."""
REFERRED = "referred"
STAGES_TO_SCORE = ("submitted", "revealed", "missed")


def announcement(loop: Loop, now: datetime, *, is_private: bool = True) -> Message:
    """Return the loop's announcement as it should read now: who is on it and how far it is, nothing of content.

    A public channel gets no Score button: few there could press it, and its interviewers have one of their own.
    """
    # In the panel's own order: by who is in, it would change with every scorecard, and tell whose is missing.
    panel = list(map(mention, loop.panel))
    facts = {"loop": loop, "progress": progress(loop), "dots": dots(loop)}
    text = words("loop.announcement", panel=panel, late=loop.is_late(now), missing=len(loop.pending), **facts)
    sealed = words("loop.sealed", expected=loop.expected, is_private=is_private)
    blocks = [
        section(text),
        *_announcement_buttons(loop, is_private=is_private),
        *([context(sealed)] if loop.is_open else []),
    ]
    return message(words("loop.fallback", **facts), blocks)


def moved() -> Message:
    """Return what stands where a loop's messages stood before its channel was replaced; it names no one."""
    text = words("loop.moved")
    return message(text, [context(text)])


def _announcement_buttons(loop: Loop, *, is_private: bool) -> list[Block]:
    if not loop.is_open:
        return []
    score_label = plain_words("loop_labels.score_of", candidate=loop.label)
    score = button(plain_words("loop_labels.score"), Door.SCORE_LOOP, loop.id, label=score_label, primary=True)
    details_label = plain_words("loop_labels.details_of_loop", candidate=loop.label)
    details = button(plain_words("loop_labels.announced_details"), LOOP_DETAILS, loop.id, label=details_label)
    return actions(score if is_private else None, details)


def invitation(loop: Loop, interview: Interview, *, begun: bool = False) -> Message:
    """Return an interviewer's direct message as it should read now: who and when, what to assess, what to open with.

    `begun` says that a scorecard is begun but not submitted.
    """
    stage = _stage(loop, interview)
    state = interview.state.value if loop.is_open else stage
    facts = {"loop": loop, "interview": interview, "expected": loop.expected, "missing": len(loop.pending)}
    facts["beside"] = words("loop.beside", interview=interview, **beside(loop, interview))
    stands = words(f"loop.invitation_{stage}", **facts)
    buttons = actions(*_invitation_buttons(loop, interview, begun=begun))
    if stage == "due":
        focus = [loop.rubric.competency(competency) for competency in interview.focus]
        heading = section(words("loop.invitation", **facts))
        assessed = section(words("loop.invitation_focus", focus=focus))
        blocks = [heading, *links_line(loop, interview), assessed, *opening_question(focus), *buttons]
        blocks.append(context(stands))
    else:
        blocks = [section(words("loop.invitation_over", **facts)), section(stands), *buttons]
    return message(words("loop.invitation_fallback", loop=loop, state=state), blocks)


def beside(loop: Loop, interview: Interview) -> dict[str, list[Mrkdwn]]:
    """Return who else is in an interview, by what they do there: a pair or the trainer, those who watch or lead."""
    others = [each for each in loop.together_with(interview) if each.state in ON_THE_PANEL]
    kinds = {"leads": InterviewKind.FULL, "shadows": InterviewKind.SHADOW, "led_by": InterviewKind.REVERSE_SHADOW}
    return {name: [mention(i.interviewer) for i in others if i.kind is kind] for name, kind in kinds.items()}


def opening_question(focus: Sequence[Competency]) -> list[Block]:
    """Return one question to open with: the first on a must-have, else on what weighs most."""
    asked = [competency for competency in focus if competency.questions]
    if not asked:
        return []
    first = max(asked, key=lambda competency: (competency.must_have, competency.weight))
    lead = rich_section(text_run(plain_words("loop_labels.open_with"), bold=True))
    return [rich_text(lead, rich_quote(text_run(straight(first.questions[0].ask))))]


def _deciders(loop: Loop) -> list[str]:
    """Return who may take someone off the panel, for a hiring manager, who may not."""
    named = dict.fromkeys(user for user in (loop.recruiter, loop.opened_by) if user != loop.hiring_manager)
    return [*map(mention, named), plain_words("loop_labels.an_admin")]


def plainly(kind: str, loop: Loop, reader: str) -> Message | None:
    """Return the direct message of a kind that is nothing but its words; None where these have nothing to say."""
    facts = {
        "loop": loop,
        "progress": progress(loop),
        "referred": [mention(person) for person in loop.referrers],
        "others": _deciders(loop) if reader == loop.hiring_manager else [],
    }
    text = words(f"direct.{kind}", **facts)
    if not text:
        return None
    return message(words(f"direct.{kind}_fallback", **facts), [section(text), *to_loop(loop)])


def changed(loop: Loop, interview: Interview, *, in_time_only: bool = False) -> Message:
    """Return the message to an interviewer whose part of a loop was changed, as it stands now.

    With `in_time_only` nothing was changed for them but when scorecards are due.
    """
    focus = [loop.rubric.competency(competency).name for competency in interview.focus]
    facts = {"loop": loop, "interview": interview, "focus": focus}
    fallback, stage = words("loop.changed_fallback", **facts), _stage(loop, interview)
    if stage == "excused":
        stays = any(other.state in ON_THE_PANEL for other in loop.interviews_of(interview.interviewer))
        return message(fallback, [section(words("loop.changed_excused", stays=stays, **facts))])
    if stage == "canceled":
        return message(fallback, [section(words("loop.changed_canceled", **facts))])
    heading = "changed_deadline" if in_time_only else "changed_now"
    blocks = [section(words(f"loop.{heading}", **facts)), *actions(*_steps(loop, interview, stage))]
    return message(fallback, [*blocks, *([context(words("loop.changed_due", **facts))] if stage == "due" else [])])


def _steps(loop: Loop, interview: Interview, stage: str) -> list[Element]:
    """Return the ways on for an interviewer whose scorecard is due: what to ask, and the scorecard itself."""
    if stage != "due":
        return []
    return [questions_button(loop, interview), card_button(loop, interview, begun=False)]


def questions_button(loop: Loop, interview: Interview) -> Element:
    """Return the button to what an interviewer may ask."""
    label = plain_words("loop_labels.questions_of", code=loop.candidate_code)
    return button(plain_words("loop_labels.questions"), Door.INTERVIEW_KIT, interview.id, label=label, primary=True)


def card_button(loop: Loop, interview: Interview, *, begun: bool, primary: bool = False) -> Element:
    """Return the button to an interviewer's scorecard."""
    verb = verb_for(loop, interview, begun=begun)
    label = plain_words("loop_labels.card_step_of", step=verb, code=loop.candidate_code)
    return button(verb, Door.OPEN_SCORECARD, interview.id, label=label, primary=primary)


def something_changed(interview: Interview) -> Element | None:
    """Return the menu of what an interviewer may report instead of a scorecard; None while a report waits."""
    if interview.report is not None:
        return None
    names = [*(report.value for report in Report), *([] if interview.referred else [REFERRED])]
    return select(
        TROUBLE,
        [(plain_words(f"reminder_labels.{name}"), f"{name} {interview.id}") for name in names],
        placeholder=plain_words("reminder_labels.something_changed"),
    )


def _stage(loop: Loop, interview: Interview) -> str:
    if loop.state in RESTING:
        return RESTING[loop.state]
    if interview.state in (InterviewState.EXCUSED, InterviewState.DID_NOT_HAPPEN):
        return "excused"
    if loop.state is LoopState.DECIDED:
        return "decided"
    if loop.is_revealed:
        return "revealed" if interview.state is InterviewState.SUBMITTED else "missed"
    return "submitted" if interview.state is InterviewState.SUBMITTED else "due"


def _invitation_buttons(loop: Loop, interview: Interview, *, begun: bool) -> list[Element | None]:
    stage, code = _stage(loop, interview), loop.candidate_code
    if stage == "due":
        return [
            questions_button(loop, interview),
            card_button(loop, interview, begun=begun),
            something_changed(interview),
        ]
    buttons: list[Element | None] = []
    if stage in ("revealed", "missed") or (stage == "decided" and interview.state is InterviewState.SUBMITTED):
        label = plain_words("loop_labels.signal_of", code=code)
        text = plain_words("loop_labels.read_signal")
        buttons.append(button(text, Door.READ_SIGNAL, loop.id, label=label, primary=True))
    if stage in STAGES_TO_SCORE:
        buttons.append(card_button(loop, interview, begun=begun, primary=stage == "submitted"))
    return buttons

"""Loops for the people on them: lists, and how one stands with what its reader may do about it."""

from datetime import datetime
from typing import Any

from bot.errors import Plea
from bot.features.doors import Door
from bot.features.loop.excusers import CHANGE_LOOP, REVEAL_LATE
from bot.features.loop.pleas import ASK, Act, ask_label, value_of
from bot.features.loop.read_loop import LoopDetails, LoopPage
from bot.features.loop.show_left_notes import PRIVATE_NOTES
from bot.features.loop.show_progress import dots, interview_state, progress, verb_for
from bot.features.loop.show_warnings import warned_of
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, header, modal, private, section, sections
from bot.slack.elements import button, overflow
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import mention
from bot.wording.words import plain_words, words
from rubrics.panel.interview_report import Report
from rubrics.panel.loop import ON_THE_PANEL, Interview, Loop, LoopState
from rubrics.panel.loop_facts import WithdrawalReason

LOOP_DETAILS = Door.LOOP_DETAILS
START_LOOP = Door.START_LOOP
EDIT = CHANGE_LOOP
EXCUSE = "loop_excuse"
FIND_STAND_IN = "offer_form"
"""Finds someone for an interview whose interviewer has left."""
OVERRIDE = REVEAL_LATE
CANCEL = "loop_cancel"
END_STAGE = Door.END_STAGE
LOOP_RUBRIC = "loop_rubric"
LOOP_PANEL = "loop_panel"
CHANGE_LINKS = "loop_links"
OTHERWISE = "loop_happened"
RESUME = "loop_resume"
REPLACE = "loop_replace"
TROUBLE = "interview_trouble"
"""What may have changed for an interviewer; the value is what they report, and the interview's id."""
SILENCE, END_SILENCE = "loop_silence", "loop_end_silence"
MORE = "loop_more"
"""The ⋯ menu of a loop; the value of each entry is the act's own id and the loop's."""


def listing(page: LoopPage, now: datetime) -> Message:
    """Return the loops one may know of, each with a button that opens it, and the way to a new one."""
    if not page.loops:
        return no_loops()
    number = len(page.loops) + page.more
    heading = plain_words("loop_labels.yours", number=number, is_cut=page.is_cut)
    rows = [_row(loop, now, "details", LOOP_DETAILS) for loop in page.loops]
    start = button(plain_words("loop_labels.new_loop"), START_LOOP, primary=True)
    return private(heading, [header(heading), *rows, *actions(start, _all_loops(page))])


def which(page: LoopPage, now: datetime, act: str, action_id: str) -> Message:
    """Return the question which loop is meant, each with the button of what was asked for: `act` names its words."""
    if not page.loops:
        return no_loops()
    heading = words("loop.which")
    rows = [_row(loop, now, act, action_id) for loop in page.loops]
    return private(heading, [section(heading), *rows, *actions(_all_loops(page))])


def no_loops() -> Message:
    """Return that someone is on no loop yet, and the way to one."""
    text = words("loop.none")
    start = button(plain_words("loop_labels.new_loop"), START_LOOP, primary=True)
    return private(text, [section(text), *actions(start)])


def _all_loops(page: LoopPage) -> Element | None:
    """Return the button to all of someone's loops, where a list shows the first of them only."""
    number = len(page.loops) + page.more
    text = plain_words("loop_labels.all_loops", number=number, is_cut=page.is_cut)
    return button(text, Door.DESK_LIST, "loops") if page.more else None


def more_loops(number: int, command: str, *, is_cut: bool) -> list[Block]:
    """Return how many more loops there are than a list shows, and how to find one; nothing where it shows all."""
    return [context(words("loop.more", number=number, is_cut=is_cut, command=command))] if number else []


def to_loop(loop: Loop) -> list[Block]:
    """Return the button that leads from a message about a loop to how it stands."""
    return actions(act_button(loop, "show_loop", LOOP_DETAILS, said="details"))


def _row(loop: Loop, now: datetime, act: str, action_id: str) -> Block:
    text = words("loop.line", loop=loop, progress=progress(loop), dots=dots(loop), late=loop.is_late(now))
    return section(text, accessory=act_button(loop, act, action_id))


def details(shown: LoopDetails, now: datetime) -> Message:
    """Return how one loop stands: who is in, excused or late, and what the reader may read and do about it."""
    loop = shown.loop
    return private(words("loop.details_fallback", loop=loop, progress=progress(loop)), _details_blocks(shown, now))


def details_modal(shown: LoopDetails, now: datetime) -> Modal:
    """Return the same as a modal, for anyone who clicked a button."""
    title = plain_words("loop_labels.details_title", code=shown.loop.candidate_code)
    return modal(title, _details_blocks(shown, now), callback_id=LOOP_DETAILS)


def _details_blocks(shown: LoopDetails, now: datetime) -> list[Block]:
    loop = shown.loop
    states = {interview.id: interview_state(loop, interview, now) for interview in loop.interviews}
    about = {interview.id: words("loop.whose", **told_apart(loop, interview)) for interview in loop.interviews}
    facts = {"progress": progress(loop), "dots": dots(loop), "late": loop.is_late(now), "canceled": shown.canceled}
    decision = loop.decision if shown.knows_decision else None
    facts |= {"decision": decision, "choice": plain_words(f"decisions.{decision.choice}") if decision else ""}
    why = {reason.value: plain_words(f"withdrawals.{reason}") for reason in WithdrawalReason}
    by_others = shown.may_edit and loop.due and not shown.excusable
    panel = words("loop.panel", loop=loop, states=states, about=about, runs=shown.runs, left=shown.left)
    return [
        section(words("loop.details", loop=loop, reasons=why, **facts)),
        *([context(_stages(shown))] if shown.stages else []),
        *sections(panel),
        *actions(*_acts(shown), *(_asks(shown) if by_others else ()), _more(shown)),
        *([context(words("loop.excused_by_others", others=shown.excusers.mentions))] if by_others else []),
        context(words("loop.people", loop=loop, left=shown.left), words("loop.footnote", loop=loop)),
    ]


def _asks(shown: LoopDetails) -> list[Element]:
    """Return the button with which a hiring manager asks for an excuse, where someone but an unnamed admin may."""
    due = shown.loop.due
    plea = Plea(Act.EXCUSE, shown.loop.id, due[0].id if len(due) == 1 else "")
    return [
        button(ask_label(name), ASK, value_of(plea, user), label=plain_words("asking_labels.to_excuse", name=name))
        for user, name in shown.excusers.people[:1]
    ]


def panel_modal(shown: LoopDetails) -> Modal:
    """Return what a loop was opened in spite of, and to those who run it who assesses what and when."""
    loop = shown.loop
    panel = [each for each in loop.interviews if each.state in ON_THE_PANEL] if shown.runs else []
    parts = [
        words(
            "loop.who_assesses",
            interview=interview,
            about=words("loop.whose", **{**told_apart(loop, interview), "focus": []}),
            focus=[loop.rubric.competency(competency).name for competency in interview.focus],
        )
        for interview in panel
    ]
    change = act_button(loop, "change", EDIT) if shown.may_edit else None
    silence = ("silence", SILENCE) if loop.silence is None else ("end_silence", END_SILENCE)
    reminders = act_button(loop, *silence) if shown.may_edit else None
    links = act_button(loop, "links", CHANGE_LINKS) if shown.runs and loop.is_undecided else None
    return modal(
        plain_words("loop_form.panel_title", code=loop.candidate_code),
        [
            *map(section, parts),
            *warned_of("opened_anyway", loop.warnings),
            *actions(change, links, act_button(loop, "rubric", LOOP_RUBRIC), reminders),
        ],
        callback_id=LOOP_PANEL,
    )


def _stages(shown: LoopDetails) -> Mrkdwn:
    """Return the stages of a candidate's interviews that the reader knows of, and how each ended or stands."""
    outcomes = {
        stage.id: plain_words(f"loop_labels.outcome_{stage.stage.outcome.what}")
        if stage.stage.outcome
        else progress(stage)
        for stage in shown.stages
    }
    return words("loop.stages", stages=shown.stages, outcomes=outcomes)


def told_apart(loop: Loop, interview: Interview) -> dict[str, Any]:
    """Return what tells an interview from its interviewer's other one, and in what part they hold it."""
    names = [loop.rubric.competency(competency).name for competency in interview.focus]
    is_one_of_several = len(loop.interviews_of(interview.interviewer)) > 1
    leads = [mention(each.interviewer) for each in loop.together_with(interview) if each.counts]
    return {"interview": interview, "focus": names if is_one_of_several else [], "leads": leads}


def _acts(shown: LoopDetails) -> list[Element]:
    """Return the buttons of a loop, the likeliest step first and standing out."""
    loop, own = shown.loop, shown.own
    buttons = []
    if loop.state is LoopState.ON_HOLD and shown.runs:
        buttons.append(act_button(loop, "resume", RESUME, primary=True))
    if shown.may_override:
        buttons.append(act_button(loop, "override", OVERRIDE, primary=True))
    if own is not None:
        verb = verb_for(loop, own, begun=False)
        label = plain_words("loop_labels.card_step_of", step=verb, code=loop.candidate_code)
        buttons.append(button(verb, Door.OPEN_SCORECARD, own.id, label=label, primary=not buttons))
    if shown.knows_decision:
        buttons.append(act_button(loop, "decision", Door.DECISION))
    if loop.is_revealed:
        buttons.append(act_button(loop, "signal", Door.READ_SIGNAL, primary=True))
    if shown.may_read_content:
        buttons.append(act_button(loop, "evidence", Door.READ_EVIDENCE))
    if shown.may_debrief:
        buttons.append(act_button(loop, "debrief", Door.DEBRIEF))
    gone = next((i for i in loop.pending if loop.is_open and i.interviewer in shown.left), None)
    if gone is not None and shown.runs:
        label = plain_words("loop_labels.find_stand_in_of", code=loop.candidate_code)
        buttons.append(
            button(plain_words("loop_labels.find_stand_in"), FIND_STAND_IN, gone.id, label=label, primary=not buttons)
        )
    further = (
        (shown.decides, "decide", Door.DECIDE),
        (shown.may_decide, "end_stage", END_STAGE),
        (shown.reads_practice, "practice", Door.PRACTICE_CARD),
        (shown.has_private_notes, "private_notes", PRIVATE_NOTES),
    )
    buttons += [act_button(loop, name, action) for fits, name, action in further if fits]
    if shown.excusable:
        buttons.append(act_button(loop, "excuse", EXCUSE))
    elif own is not None and own.report is None:
        label = plain_words("loop_labels.excuse_oneself_of", code=loop.candidate_code)
        value = f"{Report.CANNOT.value} {own.id}"
        buttons.append(button(plain_words("loop_labels.excuse_oneself"), TROUBLE, value, label=label))
    return [*buttons, *_afterward(shown), act_button(loop, "record", Door.READ_RECORD)]


def _afterward(shown: LoopDetails) -> list[Element]:
    """Return what anyone who runs a decided loop may do about its candidate."""
    tells = shown.loop.state is LoopState.DECIDED and shown.runs and shown.may_read_content
    return [act_button(shown.loop, "feedback", Door.FEEDBACK)] if tells else []


def _more(shown: LoopDetails) -> Element:
    """Return the ⋯ menu of what is done less often."""
    entries = [
        (shown.may_edit, "change", EDIT),
        (shown.runs, "panel", LOOP_PANEL),
        (bool(shown.loop.warnings) and not shown.runs, "warnings", LOOP_PANEL),
        (True, "rubric", LOOP_RUBRIC),
        (shown.runs, "happened", OTHERWISE),
        (shown.may_cancel, "cancel", CANCEL),
    ]
    return overflow(
        MORE,
        [
            (plain_words(f"loop_labels.menu_{name}"), f"{action} {shown.loop.id}")
            for fits, name, action in entries
            if fits
        ],
    )


def act_button(loop: Loop, name: str, action: str, *, primary: bool = False, said: str | None = None) -> Element:
    """Return a button about a loop by the name of its words; its whole sentence is that of it, or of `said`."""
    facts = {"code": loop.candidate_code, "missing": len(loop.pending)}
    label = plain_words(f"loop_labels.{said or name}_of", **facts)
    return button(plain_words(f"loop_labels.{name}", **facts), action, loop.id, label=label, primary=primary)

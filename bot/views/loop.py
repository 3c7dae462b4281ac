"""Loops for the people who run them: lists, details, and the forms of what needs a reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement

from bot.views.blocks import (
    Message,
    Modal,
    actions,
    button,
    context,
    field,
    modal,
    private,
    radio,
    section,
    sections,
    text_input,
)
from bot.views.progress import interview_state, progress
from bot.views.words import words
from rubrics.loop import Interview, Loop

LOOP_DETAILS = "loop_details"
START_LOOP = "loop_new"
EDIT = "loop_edit"
EXCUSE = "loop_excuse"
OVERRIDE = "loop_override"
CANCEL = "loop_cancel"
LOOP_RUBRIC = "loop_rubric"
INTERVIEW = "interview"
HAPPENED = "happened"
EXCUSED, DID_NOT_HAPPEN = "excused", "did_not_happen"
EXCUSES = (("They are excused from scoring", EXCUSED), ("The interview did not happen", DID_NOT_HAPPEN))
REASON = "reason"
MOST_LISTED = 20


def listing(loops: Sequence[Loop], now: datetime) -> Message:
    """Return the loops one may know of, each with a button for its details."""
    if not loops:
        text = words("loop.none")
        return private(text, [section(text), *actions(button("Open a loop", START_LOOP, primary=True))])
    lines = [_line(loop, now) for loop in loops[:MOST_LISTED]]
    more = len(loops) - len(lines)
    rest = [context(words("loop.more", number=more, command="/loop show"))] if more else []
    return private(f"Your loops: {len(loops)}.", [*lines, *rest])


def _line(loop: Loop, now: datetime) -> Block:
    details = button("Details", LOOP_DETAILS, loop.id, label=f"Details of {loop.candidate_code}")
    said = words("loop.line", loop=loop, progress=progress(loop), late=loop.is_late(now))
    return section(said, button=details)


def details(loop: Loop, now: datetime, buttons: Sequence[ButtonElement]) -> Message:
    """Return how one loop stands: who is in, excused or late, and what the reader may do about it."""
    fallback = words("loop.details_fallback", loop=loop, progress=progress(loop))
    return private(fallback, _details_blocks(loop, now, buttons))


def details_modal(loop: Loop, now: datetime, buttons: Sequence[ButtonElement]) -> Modal:
    """Return the same as a modal, for whoever clicked a button."""
    return modal(f"Loop {loop.candidate_code}", _details_blocks(loop, now, buttons), callback_id=LOOP_DETAILS)


def _details_blocks(loop: Loop, now: datetime, buttons: Sequence[ButtonElement]) -> list[Block]:
    states = {interview.id: interview_state(loop, interview, now) for interview in loop.interviews}
    said = words("loop.details", loop=loop, progress=progress(loop), late=loop.is_late(now))
    blocks = [section(said), *sections(words("loop.panel", loop=loop, states=states))]
    if loop.warnings:
        blocks += sections(words("loop.opened_anyway", warnings=loop.warnings))
    return [*blocks, *actions(*buttons), context(words("loop.footnote", loop=loop))]


def detail_buttons(
    loop: Loop,
    *,
    excusable: Sequence[Interview],
    excuses_self: bool,
    may_edit: bool,
    may_override: bool,
    may_cancel: bool,
) -> list[ButtonElement]:
    """Return the buttons for what a reader may do about a loop, and for the rubric it is pinned to."""
    offered = [
        (may_edit, "Change the loop", EDIT),
        (bool(excusable), "I cannot score" if excuses_self else "Excuse an interviewer", EXCUSE),
        (may_override, "Reveal without the missing", OVERRIDE),
        (may_cancel, "Cancel the loop", CANCEL),
        (True, "Rubric", LOOP_RUBRIC),
    ]
    return [button(text, action, loop.id) for fits, text, action in offered if fits]


def excuse_form(loop: Loop, excusable: Sequence[Interview], names: Mapping[str, str]) -> Modal:
    """Return the form that excuses one interviewer who owes a scorecard."""
    options = [(names.get(i.interviewer, i.interviewer), i.id) for i in excusable]
    chosen = options[0][1] if len(options) == 1 else None
    blocks = [
        field(INTERVIEW, "Who is excused?", radio(INTERVIEW, options, chosen)),
        field(HAPPENED, "What is the case?", radio(HAPPENED, EXCUSES, EXCUSED)),
        _reason("Why?", "It is shown to those on the loop and kept in its record."),
    ]
    return modal(
        "Excuse an interviewer", blocks, callback_id=EXCUSE, submit="Excuse", close="Back", private_metadata=loop.id
    )


def override_form(loop: Loop) -> Modal:
    """Return the form that reveals a panel whose deadline has passed."""
    blocks = [
        section(words("loop.override", loop=loop, missing=len(loop.pending))),
        _reason("Why reveal now?", "It is shown beside the signal, with your name."),
    ]
    return modal(
        "Reveal the panel", blocks, callback_id=OVERRIDE, submit="Reveal", close="Back", private_metadata=loop.id
    )


def cancel_form(loop: Loop) -> Modal:
    """Return the form that cancels an open loop."""
    blocks = [
        section(words("loop.cancel", loop=loop)),
        _reason("Why?", "It is kept in the loop’s record."),
    ]
    return modal(
        "Cancel the loop", blocks, callback_id=CANCEL, submit="Cancel loop", close="Back", private_metadata=loop.id
    )


def _reason(label: str, hint: str) -> Block:
    return field(REASON, label, text_input(REASON, longest=500), hint=hint)

"""Loops for the people who run them: lists, details, and the forms of what needs a reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from slack_sdk.models.blocks import Block, ButtonElement

from bot.features.doors import Door
from bot.features.loop.show_progress import interview_state, progress
from bot.features.loop.show_warnings import warned_of
from bot.slack.blocks import (
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
from bot.wording.phrases import mention
from bot.wording.words import words
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import Interview, Loop
from rubrics.panel.record import RecordEntry

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


class Offered(Protocol):
    """What one reader may read of a loop and do about it now."""

    @property
    def loop(self) -> Loop: ...  # noqa: D102

    @property
    def cancelled(self) -> RecordEntry | None: ...  # noqa: D102

    @property
    def may_read_content(self) -> bool: ...  # noqa: D102

    @property
    def may_override(self) -> bool: ...  # noqa: D102

    @property
    def may_cancel(self) -> bool: ...  # noqa: D102

    @property
    def may_edit(self) -> bool: ...  # noqa: D102

    @property
    def runs(self) -> bool: ...  # noqa: D102

    @property
    def excusable(self) -> Sequence[Interview]: ...  # noqa: D102

    @property
    def excuses_self(self) -> bool: ...  # noqa: D102


def details(offered: Offered, now: datetime) -> Message:
    """Return how one loop stands: who is in, excused or late, and what the reader may read and do about it."""
    loop = offered.loop
    return private(words("loop.details_fallback", loop=loop, progress=progress(loop)), _details_blocks(offered, now))


def details_modal(offered: Offered, now: datetime) -> Modal:
    """Return the same as a modal, for whoever clicked a button."""
    title = f"Loop {offered.loop.candidate_code}"
    return modal(title, _details_blocks(offered, now), callback_id=LOOP_DETAILS)


def _details_blocks(offered: Offered, now: datetime) -> list[Block]:
    loop = offered.loop
    states = {interview.id: interview_state(loop, interview, now) for interview in loop.interviews}
    facts = {"progress": progress(loop), "late": loop.is_late(now), "cancelled": offered.cancelled}
    blocks = [section(words("loop.details", loop=loop, **facts))]
    focus = {i.id: [loop.rubric.competency(c).name for c in i.focus] for i in (*loop.submitted, *loop.pending)}
    blocks += sections(words("loop.panel", loop=loop, states=states, runs=offered.runs, focus=focus))
    blocks += warned_of("opened_anyway", loop.warnings)
    blocks += [*actions(*_to_do(offered)), *actions(*_to_read(offered))]
    if offered.may_edit and loop.pending and not offered.excusable:
        blocks.append(context(words("loop.excused_by_others", others=who_may_excuse(loop))))
    return [*blocks, context(words("loop.footnote", loop=loop))]


def who_may_excuse(loop: Loop) -> list[str]:
    """Return who may take somebody off a panel besides that person; never the hiring manager, who has a stake in it."""
    others = dict.fromkeys(person for person in (loop.recruiter, loop.opened_by) if person != loop.hiring_manager)
    return [*map(mention, others), "an admin"]


def _to_do(offered: Offered) -> list[ButtonElement]:
    buttons = [
        (offered.may_edit, "Change the loop", EDIT),
        (bool(offered.excusable), "I cannot score" if offered.excuses_self else "Excuse an interviewer", EXCUSE),
        (offered.may_override, "Reveal without the missing", OVERRIDE),
        (offered.may_cancel, "Cancel the loop", CANCEL),
    ]
    return [button(text, action, offered.loop.id) for fits, text, action in buttons if fits]


def _to_read(offered: Offered) -> list[ButtonElement]:
    loop = offered.loop
    buttons = [
        (loop.is_revealed, "Signal", Door.READ_SIGNAL, f"Signal for {loop.candidate_code}"),
        (offered.may_read_content, "Evidence", Door.READ_EVIDENCE, f"Ratings and evidence for {loop.candidate_code}"),
        (True, "Record", Door.READ_RECORD, f"Record of the loop for {loop.candidate_code}"),
        (True, "Rubric", LOOP_RUBRIC, f"Rubric of the loop for {loop.candidate_code}"),
    ]
    return [button(text, action, loop.id, label=label) for fits, text, action, label in buttons if fits]


def excuse_form(
    loop: Loop,
    excusable: Sequence[Interview],
    names: Mapping[str, str],
    *,
    filled: Mapping[str, str] | None = None,
    warnings: Sequence[CoverageWarning] = (),
    mark: str = "",
) -> Modal:
    """Return the form that excuses one interviewer who owes a scorecard.

    With `warnings`, it stands as it was filled, under what the panel would lose; `mark` says which were shown.
    """
    given = filled or {}
    options = [(names.get(i.interviewer, i.interviewer), i.id) for i in excusable]
    chosen = options[0][1] if len(options) == 1 else given.get(INTERVIEW)
    blocks = [
        *warned_of("excuse_warnings", warnings),
        field(INTERVIEW, "Who is excused?", radio(INTERVIEW, options, chosen)),
        field(HAPPENED, "What is the case?", radio(HAPPENED, EXCUSES, given.get(HAPPENED, EXCUSED))),
        _reason("Why?", "It is shown to those on the loop and kept in its record.", given.get(REASON)),
    ]
    return modal(
        "Excuse an interviewer",
        blocks,
        callback_id=EXCUSE,
        submit="Excuse anyway" if warnings else "Excuse",
        close="Back",
        private_metadata=f"{loop.id}:{mark}",
    )


def excuse_drawn_for(private_metadata: str) -> tuple[str, str]:
    """Return which loop an excuse was drawn for, and the mark of the warnings it showed, if any."""
    loop_id, _, mark = private_metadata.partition(":")
    return loop_id, mark


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


def _reason(label: str, hint: str, given: str | None = None) -> Block:
    return field(REASON, label, text_input(REASON, initial=given, longest=500), hint=hint)

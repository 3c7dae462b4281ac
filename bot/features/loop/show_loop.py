"""Loops for the people on them: lists, and how one stands with what its reader may do about it."""

from datetime import datetime

from bot.features.doors import Door
from bot.features.loop.read_loop import LoopDetails, LoopPage
from bot.features.loop.show_progress import interview_state, progress
from bot.features.loop.show_warnings import warned_of
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, modal, private, section, sections
from bot.slack.elements import button
from bot.wording.phrases import mention
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop

LOOP_DETAILS = Door.LOOP_DETAILS
START_LOOP = Door.START_LOOP
EDIT = "loop_edit"
EXCUSE = "loop_excuse"
OVERRIDE = "loop_override"
CANCEL = "loop_cancel"
LOOP_RUBRIC = "loop_rubric"


def listing(page: LoopPage, now: datetime) -> Message:
    """Return the loops one may know of, each with a button for its details."""
    if not page.loops:
        text = words("loop.none")
        start = button(plain_words("loop_labels.open_loop"), START_LOOP, primary=True)
        return private(text, [section(text), *actions(start)])
    lines = [_line(loop, now) for loop in page.loops]
    number = len(page.loops) + page.more
    fallback = plain_words("loop_labels.yours", number=number, is_cut=page.is_cut)
    return private(fallback, [*lines, *more_loops(page.more, "/loop show", is_cut=page.is_cut)])


def more_loops(number: int, command: str, *, is_cut: bool) -> list[Block]:
    """Return how many more loops there are than a list shows, and how to find one; nothing where it shows all."""
    return [context(words("loop.more", number=number, is_cut=is_cut, command=command))] if number else []


def _line(loop: Loop, now: datetime) -> Block:
    label = plain_words("loop_labels.details_of", code=loop.candidate_code)
    details = button(plain_words("loop_labels.details"), LOOP_DETAILS, loop.id, label=label)
    text = words("loop.line", loop=loop, progress=progress(loop), late=loop.is_late(now))
    return section(text, accessory=details)


def details(shown: LoopDetails, now: datetime) -> Message:
    """Return how one loop stands: who is in, excused or late, and what the reader may read and do about it."""
    loop = shown.loop
    return private(words("loop.details_fallback", loop=loop, progress=progress(loop)), _details_blocks(shown, now))


def details_modal(shown: LoopDetails, now: datetime) -> Modal:
    """Return the same as a modal, for whoever clicked a button."""
    title = plain_words("loop_labels.details_title", code=shown.loop.candidate_code)
    return modal(title, _details_blocks(shown, now), callback_id=LOOP_DETAILS)


def _details_blocks(shown: LoopDetails, now: datetime) -> list[Block]:
    loop = shown.loop
    states = {interview.id: interview_state(loop, interview, now) for interview in loop.interviews}
    facts = {"progress": progress(loop), "late": loop.is_late(now), "canceled": shown.canceled}
    focus = {i.id: [loop.rubric.competency(c).name for c in i.focus] for i in (*loop.submitted, *loop.pending)}
    others = who_may_excuse(loop) if shown.may_edit and loop.pending and not shown.excusable else []
    return [
        section(words("loop.details", loop=loop, **facts)),
        *sections(words("loop.panel", loop=loop, states=states, runs=shown.runs, focus=focus)),
        *warned_of("opened_anyway", loop.warnings),
        *actions(*_to_do(shown)),
        *actions(*_to_read(shown)),
        *([context(words("loop.excused_by_others", others=others))] if others else []),
        context(words("loop.footnote", loop=loop)),
    ]


def who_may_excuse(loop: Loop) -> list[str]:
    """Return who may take somebody off a panel besides that person; never the hiring manager, who has a stake in it."""
    others = dict.fromkeys(person for person in (loop.recruiter, loop.opened_by) if person != loop.hiring_manager)
    return [*map(mention, others), plain_words("loop_labels.an_admin")]


def _to_do(shown: LoopDetails) -> list[Element]:
    buttons = [
        (shown.may_edit, "change", EDIT),
        (bool(shown.excusable), "excuse_oneself" if shown.excuses_self else "excuse", EXCUSE),
        (shown.may_override, "override", OVERRIDE),
        (shown.may_cancel, "cancel", CANCEL),
    ]
    return [button(plain_words(f"loop_labels.{name}"), action, shown.loop.id) for fits, name, action in buttons if fits]


def _to_read(shown: LoopDetails) -> list[Element]:
    loop = shown.loop
    buttons = [
        (loop.is_revealed, "signal", Door.READ_SIGNAL),
        (shown.may_read_content, "evidence", Door.READ_EVIDENCE),
        (True, "record", Door.READ_RECORD),
        (True, "rubric", LOOP_RUBRIC),
    ]
    return [_button_about(loop, name, action) for fits, name, action in buttons if fits]


def _button_about(loop: Loop, name: str, action: str) -> Element:
    label = plain_words(f"loop_labels.{name}_of", code=loop.candidate_code)
    return button(plain_words(f"loop_labels.{name}"), action, loop.id, label=label)

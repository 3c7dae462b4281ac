"""The forms of what needs a reason: excusing an interviewer, revealing after the deadline, canceling."""

from collections.abc import Mapping, Sequence

from bot.features.loop.loop_form import EXCUSED_INTERVIEW, HAPPENED, WHY_CANCEL, WHY_EXCUSE, WHY_REVEAL, WHY_SILENCE
from bot.features.loop.read_loop import LoopDetails
from bot.features.loop.show_loop import CANCEL, EXCUSE, OVERRIDE, SILENCE, told_apart
from bot.features.loop.show_warnings import warned_of
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import modal, section
from bot.wording.words import plain_words, words
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import Interview, Loop

EXCUSED, DID_NOT_HAPPEN = "excused", "did_not_happen"


def excuse_form(
    shown: LoopDetails,
    *,
    filled: Mapping[str, str] | None = None,
    warnings: Sequence[CoverageWarning] = (),
    mark: str = "",
) -> Modal:
    """Return the form that excuses one interviewer who owes a scorecard.

    With `warnings`, it stands as it was filled, under what the panel would lose; `mark` says which were shown.
    """
    values, names = filled or {}, shown.names
    options = [(_whose(shown.loop, i, names), i.id) for i in shown.excusable]
    chosen = options[0][1] if len(options) == 1 else values.get(EXCUSED_INTERVIEW.id)
    kinds = [(plain_words(f"loop_form.{name}"), name) for name in (EXCUSED, DID_NOT_HAPPEN)]
    blocks = [
        *warned_of("excuse_warnings", warnings),
        EXCUSED_INTERVIEW.offering(options).block(chosen),
        HAPPENED.offering(kinds).block(values.get(HAPPENED.id, EXCUSED)),
        WHY_EXCUSE.block(values.get(WHY_EXCUSE.id)),
    ]
    return _form("excuse", blocks, EXCUSE, f"{shown.loop.id}:{mark}", anyway=bool(warnings))


def _whose(loop: Loop, interview: Interview, names: Mapping[str, str]) -> str:
    name = names.get(interview.interviewer, interview.interviewer)
    return plain_words("loop_form.whose", name=name, **told_apart(loop, interview))


def excuse_drawn_for(private_metadata: str) -> tuple[str, str]:
    """Return which loop an excuse was drawn for, and the mark of the warnings it showed, if any."""
    loop_id, _, mark = private_metadata.partition(":")
    return loop_id, mark


def override_form(loop: Loop) -> Modal:
    """Return the form that reveals a panel whose deadline has passed."""
    intro = section(words("loop.override", loop=loop, missing=len(loop.pending)))
    return _form("reveal", [intro, WHY_REVEAL.block()], OVERRIDE, loop.id)


def silence_form(loop: Loop) -> Modal:
    """Return the form that turns a loop's reminders off."""
    intro = section(words("loop.silence", loop=loop))
    return _form("silence", [intro, WHY_SILENCE.block()], SILENCE, loop.id)


def cancel_form(loop: Loop) -> Modal:
    """Return the form that cancels an open loop."""
    intro = section(words("loop.cancel", loop=loop))
    return _form("cancel", [intro, WHY_CANCEL.block()], CANCEL, loop.id)


def _form(
    name: str, blocks: Sequence[Block], callback_id: str, private_metadata: str, *, anyway: bool = False
) -> Modal:
    return modal(
        plain_words(f"loop_form.{name}_title"),
        blocks,
        callback_id=callback_id,
        submit=plain_words(f"loop_form.{name}_anyway" if anyway else f"loop_form.{name}"),
        close=plain_words("loop_form.back"),
        private_metadata=private_metadata,
    )

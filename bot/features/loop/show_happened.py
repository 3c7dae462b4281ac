"""What may happen to a loop besides its plan, one button each, and the forms of holding, resuming and withdrawing."""

from collections.abc import Sequence
from datetime import datetime

from bot.features.doors import Door
from bot.features.loop import loop_form as form
from bot.features.loop.read_loop import LoopDetails
from bot.features.loop.replace_in_loop import Setup
from bot.features.loop.show_loop import OTHERWISE, REPLACE, RESUME, act_button
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import modal, section
from bot.wording.words import plain_words, words
from rubrics.panel.loop import TAKES_CARDS, Loop, LoopState
from rubrics.panel.loop_facts import WithdrawalReason

HOLD = "loop_hold"
WITHDRAW = "loop_withdraw"
RENAME, MERGE, SPLIT = "loop_rename", "loop_merge", "loop_split"
OPENS, SEALED = "opens", "sealed"


def happened(shown: LoopDetails) -> Modal:
    """Return what its reader may note of a loop that went otherwise than planned, each with its button."""
    loop = shown.loop
    acts = [
        (loop.state in TAKES_CARDS, "hold", HOLD),
        (loop.state is LoopState.ON_HOLD, "resume", RESUME),
        (loop.is_undecided, "withdraw", WITHDRAW),
        (loop.is_undecided, "replace", REPLACE),
        (loop.is_undecided, "who_decides", Door.WHO_DECIDES),
        (True, "rename", RENAME),
        (True, "merge", MERGE),
        (True, "split", SPLIT),
    ]
    rows = [
        section(words(f"happened.{name}"), accessory=act_button(loop, name, action))
        for fits, name, action in acts
        if fits and shown.runs
    ]
    return modal(
        plain_words("loop_form.happened_title"),
        rows or [section(words("happened.nothing"))],
        callback_id=OTHERWISE,
        close=plain_words("loop_form.back"),
    )


def hold_form(loop: Loop) -> Modal:
    """Return the form that puts a loop on hold."""
    intro = section(words("happened.hold_intro", loop=loop))
    return form_about("hold", loop, [intro, form.UNTIL.block(), form.WHY_HOLD.block()], HOLD)


def resume_form(loop: Loop, deadline_at: datetime) -> Modal:
    """Return the form that goes on with a loop on hold."""
    intro = section(words("happened.resume_intro", loop=loop))
    return form_about("resume", loop, [intro, form.NEW_DEADLINE.block(deadline_at)], RESUME)


def withdraw_form(loop: Loop) -> Modal:
    """Return the form that notes that a candidate withdrew; what is revealed already stays open."""
    asks = bool(loop.submitted) and not loop.is_revealed
    cards = form.CARDS_THEN.offering(kinds_of_cards()).block(OPENS if loop.opens_if_withdrawn else SEALED)
    blocks = [
        section(words("happened.withdraw_intro", loop=loop)),
        form.WHY_WITHDRAWN.offering(withdrawal_reasons()).block(),
        form.WITHDRAWAL_NOTE.block(),
        *([cards] if asks else []),
    ]
    return form_about("withdraw", loop, blocks, WITHDRAW)


def replace_form(shown: LoopDetails, setup: Setup, levels: Sequence[tuple[str, str]]) -> Modal:
    """Return the form that replaces a loop's hiring manager, recruiter, channel or level."""
    loop = shown.loop
    takes_level = not loop.is_revealed and not loop.submitted
    blocks = [
        section(words("happened.replace_intro", loop=loop, takes_level=takes_level)),
        form.HIRING_MANAGER.block(setup.hiring_manager),
        form.RECRUITER.block(setup.recruiter),
        form.CHANNEL.block(setup.channel),
        *([form.LEVEL.offering(levels).block(setup.level.value)] if takes_level else []),
    ]
    return form_about("replace", loop, blocks, REPLACE)


def with_manager_outside(shown: Modal, loop: Loop) -> Modal:
    """Return what is shown once a loop's setup was changed, below a word on its hiring manager's not being there."""
    return {**shown, "blocks": [section(words("happened.manager_outside", loop=loop)), *shown["blocks"]]}


def kinds_of_cards() -> list[tuple[str, str]]:
    """Return what may become of scorecards that are in, as (text, value) pairs."""
    return [(plain_words(f"loop_form.cards_{kind}"), kind) for kind in (OPENS, SEALED)]


def withdrawal_reasons() -> list[tuple[str, str]]:
    """Return why a candidate may withdraw, as (text, value) pairs."""
    return [(plain_words(f"withdrawals.{each}"), each.value) for each in WithdrawalReason]


def form_about(name: str, loop: Loop, blocks: Sequence[Block], callback_id: str) -> Modal:
    """Return a form about one loop, under the words of its act."""
    return modal(
        plain_words(f"loop_form.{name}_title"),
        blocks,
        callback_id=callback_id,
        submit=plain_words(f"loop_form.{name}_submit"),
        close=plain_words("loop_form.back"),
        private_metadata=loop.id,
    )

"""The hire signal for people: the post in the loop's channel, the private answer, the news of it, and sharing it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.features.doors import Door
from bot.features.loop.show_loop import LOOP_DETAILS, START_LOOP, act_button, more_loops
from bot.features.loop.show_progress import progress
from bot.features.signal.offer_debrief import DebriefOffer
from bot.features.signal.read_signal import SignalList, SignalReading
from bot.features.signal.show_buttons import SHARE, ask_button, buttons_of, debrief_button
from bot.features.signal.show_details import details
from bot.features.signal.show_gist import (
    Shown,
    amendment,
    fallback,
    gist,
    gist_facts,
    headline,
    standing,
    word_shown,
)
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, header, message, modal, private, section, sections
from bot.slack.elements import button
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import mention
from bot.wording.pictures import progress_dots
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop, LoopState
from rubrics.panel.permissions import Viewer, may_decide_stage
from rubrics.panel.stage import StageOutcome
from rubrics.signal import HireSignal


def post(loop: Loop, signals: Sequence[HireSignal], offer: DebriefOffer | None = None) -> Message:
    """Return the post of a revealed loop's signal: the original, and what the newest amendment changed.

    `offer` says whether a debrief is to be started or opened.
    """
    shown = Shown(loop, signals)
    facts = gist_facts(shown)
    return message(fallback(facts, loop.label), _post_blocks(shown, facts, in_thread=True, offer=offer))


def shared(
    loop: Loop, signals: Sequence[HireSignal], offer: DebriefOffer | None = None, *, by: str, at: datetime
) -> Message:
    """Return the same as a new message in the loop's channel, with the person who shared it; it has no thread."""
    shown = Shown(loop, signals)
    facts = gist_facts(shown)
    blocks = [
        context(words("signal.shared_by", by=by, at=at)),
        *_post_blocks(shown, facts, in_thread=False, offer=offer),
    ]
    return message(fallback(facts, loop.label), blocks)


def public_post(loop: Loop, *, is_private: bool = False) -> Message:
    """Return what a channel gets instead that is public, or is read by a later stage: that the panel is revealed."""
    text = words("signal.public", loop=loop, progress=progress(loop), dots=_dots(loop), is_private=is_private)
    return message(text, [section(text), *actions(_open_button(loop))])


def revealed(loop: Loop, signals: Sequence[HireSignal], reader: str, offer: DebriefOffer | None = None) -> Message:
    """Return the direct message that a panel is open, to someone who may read its content.

    `offer` is for those who lead its debrief.
    """
    shown = Shown(loop, signals, in_full=True)
    decides = reader in loop.deciders and loop.state is LoopState.REVEALED
    text = words("signal.revealed_fallback", code=loop.candidate_code, decides=decides)
    said = words("signal.revealed", **gist_facts(shown), label=loop.private_label, amendment=amendment(shown))
    # The candidate goes on, or stops, before anyone decides; after the last stage, deciding is what is next.
    decide = buttons_of(shown).decide if decides and not loop.stage.later else None
    ends = may_decide_stage(loop, Viewer(user=reader)) and decide is None
    what_next = act_button(loop, "end_stage", Door.END_STAGE) if ends else None
    start = debrief_button(loop, offer)
    return message(text, [section(said), *actions(start, decide, _open_button(loop), what_next)])


def listing(signals: SignalList, now: datetime) -> Message:
    """Return the loops whose signal one may ask for: its word where there is one, else how far the panel is."""
    if not signals.shown:
        text = words("loop.none")
        start = button(plain_words("loop_labels.open_loop"), START_LOOP, primary=True)
        return private(text, [section(text), *actions(start)])
    lines = [_listed(loop, signal, now) for loop, signal in signals.shown]
    more = signals.revealed + signals.sealed - len(lines)
    intro = words("signal.listing", revealed=signals.revealed, sealed=signals.sealed)
    return private(intro, [section(intro), *lines, *more_loops(more, "/signal", is_cut=signals.is_cut)])


def _listed(loop: Loop, signal: HireSignal | None, now: datetime) -> Block:
    state = f"*{word_shown(Shown(loop, [signal]))}*" if signal else progress(loop)
    line = words("signal.row", loop=loop, state=Mrkdwn(state), late=loop.is_late(now))
    return section(line, accessory=_open_button(loop, "Open"))


def answer(reading: SignalReading) -> Message:
    """Return the private answer to `/signal` on one loop: the signal, or how far the sealed panel is.

    To those who may not read the panel's content, one person's figures stay hidden.
    """
    loop = reading.loop
    if not reading.signals:
        text = words("signal.private_fallback", loop=loop, conclusion=progress(loop))
        return private(text, _sealed_blocks(loop))
    facts = gist_facts(_shown(reading))
    return private(fallback(facts, loop.candidate_code), _answer_blocks(reading, facts))


def answer_modal(reading: SignalReading) -> Modal:
    """Return the same answer as a modal, for anyone who clicked a button."""
    loop = reading.loop
    blocks = _answer_blocks(reading, gist_facts(_shown(reading))) if reading.signals else _sealed_blocks(loop)
    return modal(
        f"Signal {loop.candidate_code}", blocks, callback_id=Door.READ_SIGNAL, private_metadata=loop.id, close="Done"
    )


def _shown(reading: SignalReading) -> Shown:
    return Shown(reading.loop, reading.signals, in_full=reading.support is not None, overall=reading.overall)


def sharing(loop: Loop) -> Modal:
    """Return the confirmation that the signal is on its way to the loop's channel, and the way back to it."""
    blocks = [section(words("signal.sharing", loop=loop)), *actions(_open_button(loop))]
    return modal("Shared", blocks, callback_id=SHARE, close="Done")


def _post_blocks(
    shown: Shown, facts: dict[str, Any], *, in_thread: bool, offer: DebriefOffer | None = None
) -> list[Block]:
    buttons = buttons_of(shown)
    waits = _waits_for_decision(shown.loop)
    # Where evidence is missing, getting it comes first: a debrief of that little is started from the signal itself.
    lacks = waits and bool(shown.signals[-1].shortfalls)
    debrief = None if lacks and offer is not DebriefOffer.OPEN else debrief_button(shown.loop, offer)
    # Four buttons take two rows on a phone. Where a debrief is offered, the decision stands behind it, in its thread.
    decide = buttons.decide if debrief is None and waits and not lacks else None
    return [
        header(headline(shown, shown.loop.label)),
        section(gist(facts, in_thread=in_thread)),
        context(standing(shown)),
        *actions(buttons.add_interview if lacks else None, debrief, buttons.matrix, buttons.why, decide),
    ]


def _waits_for_decision(loop: Loop) -> bool:
    """Tell whether a decision on this stage comes next: not on one that another stage follows."""
    ended = loop.stage.outcome is not None and loop.stage.outcome.what is not StageOutcome.STOP
    return loop.state is LoopState.REVEALED and not ended


def _answer_blocks(reading: SignalReading, facts: dict[str, Any]) -> list[Block]:
    loop, shown = reading.loop, _shown(reading)
    said, buttons = details(shown, support=reading.support), buttons_of(shown, may_share=reading.may_share)
    content = (buttons.matrix, buttons.why) if shown.in_full else ()
    lacks = reading.may_decide and bool(reading.signals[-1].shortfalls) and _waits_for_decision(loop)
    return [
        header(headline(shown, loop.private_label)),
        section(gist(facts, listed=True)),
        *(sections(said) if said else []),
        *([context(words("signal.calibrated", reading=reading.calibrated))] if reading.calibrated else []),
        context(standing(shown)),
        *_asked(reading),
        *actions(
            buttons.add_interview if lacks else None,
            debrief_button(loop, reading.offer, primary=not lacks),
            None if reading.has_asked else ask_button(loop, reading.asks),
            buttons.decide if reading.may_decide else None,
            *content,
            buttons.record,
            buttons.share,
        ),
    ]


def _asked(reading: SignalReading) -> list[Block]:
    """Return what stands in the place of the button that asks for a debrief, once it was pressed."""
    if reading.asks is None or not reading.has_asked:
        return []
    return [context(words("signal.debrief_asked", person=mention(reading.asks[0])))]


def _sealed_blocks(loop: Loop) -> list[Block]:
    ended = {LoopState.CANCELED: "canceled", LoopState.WITHDRAWN: "withdrawn", LoopState.ON_HOLD: "on_hold"}
    part = ended.get(loop.state, "sealed")
    text = words(f"signal.{part}", loop=loop, progress=progress(loop), dots=_dots(loop))
    details_label = plain_words("loop_labels.details_of", code=loop.candidate_code)
    return [section(text), *actions(button("Open loop", LOOP_DETAILS, loop.id, label=details_label))]


def _open_button(loop: Loop, text: str = "Open signal") -> Element:
    return button(text, Door.READ_SIGNAL, loop.id, label=f"Open signal for {loop.label}")


def _dots(loop: Loop) -> str:
    return progress_dots(len(loop.submitted), loop.expected)

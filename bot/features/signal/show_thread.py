"""The first message in the thread of a signal's post: what to discuss, and a table of ranges without names."""

from collections.abc import Sequence

from bot.features.doors import Door
from bot.features.signal.offer_debrief import DebriefOffer
from bot.features.signal.show_buttons import about, debrief_button, evidence_menu
from bot.features.signal.show_details import details, topics_to_read
from bot.features.signal.show_gist import MANY, Shown, fallback, gist_facts
from bot.slack.block_types import Block, Cell, Message
from bot.slack.blocks import actions, context, message, section, sections
from bot.slack.elements import button
from bot.slack.rich_text import text_run
from bot.slack.tables import EMPTY, column, rich_cell, table
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import mean_of, span_of
from bot.wording.pictures import rating_boxes
from bot.wording.words import words
from rubrics.panel.loop import Loop
from rubrics.signal import CompetencySummary, HireSignal

JOINED = "\u2060–\u2060"
"""A dash that no line ends at: a phone would break "3–4" in a narrow column."""


def threads(loop: Loop, signals: Sequence[HireSignal], offer: DebriefOffer | None = None) -> list[Message]:
    """Return the ways to draw what stands first in the thread of a signal's post: with a table, and in core blocks.

    None where nothing may be said of the signal there. `offer` says whether a debrief is to be started or opened.
    """
    shown = Shown(loop, signals)
    signal = shown.original
    if shown.is_hidden or not signal.scorecards:
        return []
    text = fallback(gist_facts(shown), loop.label)
    said, note = _to_discuss(shown, offer), context(_note(signal))
    if not signal.competencies:  # nothing is rated
        return [message(text, said)] if said else []
    return [message(text, [*said, *rows, note]) for rows in ([_table(signal)], sections(_lines(signal)))]


def public_thread(*, is_private: bool = False) -> Message:
    """Return what such a message says once its channel is public, or read by a later stage: nothing of content."""
    text = words("signal.public_thread", is_private=is_private)
    return message(text, [section(text)])


def _to_discuss(shown: Shown, offer: DebriefOffer | None) -> list[Block]:
    said = details(shown)
    if not said:
        return []
    topics, loop = topics_to_read(shown), shown.loop
    if len(topics) == 1:
        (only,) = topics
        label = f"Both sides: {only.name}"
        both = button("Both sides", Door.READ_EVIDENCE, about(loop, only.id), label=label)
        first, *others = sections(said)
        return [first | {"accessory": both}, *others]
    offers = [(topic.name, topic.id) for topic in topics]
    menu = evidence_menu(Door.READ_EVIDENCE, loop, offers, "both_sides") if offers else None
    return [*sections(said), *actions(menu, debrief_button(loop, offer))]


def _table(signal: HireSignal) -> Block:
    heading = ("Competency", "Range", "Mean")
    rows = [heading, *((_name(c), _range_cell(signal, c), _mean(c)) for c in signal.competencies)]
    return table(rows, [column(is_wrapped=True), column(), column("right")])


def _name(competency: CompetencySummary) -> str:
    return f"{competency.name}*" if competency.must_have else competency.name


def _range_cell(signal: HireSignal, competency: CompetencySummary) -> str | Cell:
    if competency.n < MANY:
        return EMPTY
    if competency.is_check:
        return _span(competency)
    return rich_cell(text_run(f"{_boxes(signal, competency)} {_span(competency)}"))


def _boxes(signal: HireSignal, competency: CompetencySummary) -> str:
    given = [rating for rating in (competency.low, competency.high) if rating is not None]
    return rating_boxes(given, filled=True, most=signal.scale_of(competency).top)


def _span(competency: CompetencySummary) -> str:
    if competency.is_check:
        return span_of(competency)
    apart = competency.low != competency.high
    return f"{competency.low}{JOINED}{competency.high}" if apart else f"{competency.low}"


def _mean(competency: CompetencySummary) -> str:
    shown = mean_of(competency) if competency.n >= MANY else EMPTY
    return shown if competency.is_check and competency.n >= MANY else f"{shown} ({competency.n})"


def _lines(signal: HireSignal) -> Mrkdwn:
    rows = [
        {
            "name": _name(competency),
            "boxes": _boxes(signal, competency) if competency.n >= MANY and not competency.is_check else "",
            "span": _span(competency),
            "mean": _mean(competency),
        }
        for competency in signal.competencies
    ]
    return words("signal.ranges", rows=rows)


def _note(signal: HireSignal) -> Mrkdwn:
    must_haves = any(competency.must_have for competency in signal.competencies)
    return words("signal.table_note", must_haves=must_haves, singles=any(c.n == 1 for c in signal.competencies))

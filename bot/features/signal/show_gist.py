"""What a signal says first: its word, the score against the bar, what it rests on, and what to discuss or to fix."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.features.signal.phrasing import (
    SAID_BY_THE_TALLY,
    fix_text,
    short_must_haves,
    tally_text,
    topic_in_short,
    word_and_missed,
    word_name,
)
from bot.wording.escaping import Mrkdwn, isolated
from bot.wording.phrases import at_level
from bot.wording.pictures import BAR, BAR_IN_RANGE, interval, progress_dots
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Arithmetic
from rubrics.panel.loop import Loop
from rubrics.signal import Disagreement, HireSignal, Word, discuss_first

MANY = 2
"""Ratings of a competency, or scorecards of a panel, from which on a mean is no single person's."""
FULL_PANEL = 3
"""Interviewers from which on "not enough evidence" shows no mean at first: a smaller panel was never to give more."""


@dataclass(frozen=True)
class Shown:
    """A revealed loop's signals, the original first, for one kind of reader.

    `in_full` is for those who may read the panel's content: what is one person's stays hidden from all others.
    """

    loop: Loop
    signals: Sequence[HireSignal]
    in_full: bool = False
    overall: HireSignal | None = None
    """What all stages say together, for anyone who may read each."""

    @property
    def original(self) -> HireSignal:
        """The signal of the reveal, which no amendment changes."""
        return self.signals[0]

    @property
    def amended(self) -> HireSignal | None:
        """The newest amendment, where there is one and its figures are not one person's."""
        newest = self.signals[-1]
        return newest if len(self.signals) > 1 and (self.in_full or not is_one_voice(newest)) else None

    @property
    def is_hidden(self) -> bool:
        """Whether the original's figures stay with those who may read the panel."""
        return is_one_voice(self.original) and not self.in_full

    @property
    def is_settled(self) -> bool:
        """Whether it is decided, and no one may undo it: no one is to decide or to discuss anything any more."""
        return self.loop.decision is not None and self.loop.decision.is_settled

    @property
    def least(self) -> int:
        """How many ratings of a competency it takes for its figures to be shown."""
        return 1 if self.in_full else MANY

    @property
    def expected(self) -> int:
        """How many scorecards the panel was to give, those that came in later left out."""
        return max(self.loop.expected, self.original.scorecards)

    def shows_figures(self, signal: HireSignal) -> bool:
        """Tell whether a signal's score and range come first: not one person's, nor of too little evidence."""
        if signal.score is None or (is_one_voice(signal) and not self.in_full):
            return False
        return not signal.shortfalls or self.expected < FULL_PANEL


def is_one_voice(signal: HireSignal) -> bool:
    """Tell whether a signal's figures are one person's: its mean would tell the channel what they rated."""
    return signal.scorecards == 1


def word_shown(shown: Shown, signal: HireSignal | None = None) -> str:
    """Return a signal's word, or its tally where it has none; “one scorecard” where even that is one person's."""
    signal = signal or shown.original
    if is_one_voice(signal) and not shown.in_full:
        return plain_words("signal_facts.one_scorecard")
    return tally_text(signal.tally) if signal.word is Word.TALLY_ALONE else word_name(signal.word)


def first_words(shown: Shown) -> str:
    """Return what is said of a panel first, and often read alone: its word, and that a must-have is missed."""
    return word_shown(shown) if shown.is_hidden else word_and_missed(shown.original, word_shown(shown), shown.least)


def headline(shown: Shown, label: str) -> str:
    """Return the word and whom it is about: “Lean hire · C-7M3P”."""
    word = first_words(shown)
    return f"{word[:1].upper()}{word[1:]} · {isolated(label)}"


def topics_to_number(signal: HireSignal, least: int) -> list[Disagreement]:
    """Return what to discuss beside the recommendations, in order, of competencies that so many people rated."""
    return [topic for topic in discuss_first(signal, least) if topic.topic not in SAID_BY_THE_TALLY]


def gist_facts(shown: Shown) -> dict[str, Any]:
    """Return what a signal says first as values for words; made once for all that is said of it in a message."""
    signal = shown.original
    figures = shown.shows_figures(signal)
    picture = _picture(signal) if figures else ""
    topic, further = ("", 0) if shown.is_hidden or signal.shortfalls else _first_topic(signal, shown.least)
    return {
        "signal": signal,
        "word": first_words(shown),
        "picture": picture,
        "bar_mark": next((mark for mark in (BAR, BAR_IN_RANGE) if mark in picture), ""),
        "figures": figures,
        "is_settled": shown.is_settled,
        "unsummed": shown.loop.rubric.arithmetic is Arithmetic.NONE,
        "hidden": shown.is_hidden,
        "expected": shown.expected,
        "dots": progress_dots(signal.scorecards, shown.expected),
        "tally": tally_text(signal.tally),
        "fix": fix_text(signal),
        "topic": topic,
        "further": further,
        "short": [] if shown.is_hidden else short_must_haves(signal, shown.least),
    }


def gist(facts: dict[str, Any], *, in_thread: bool = False, listed: bool = False) -> Mrkdwn:
    """Return what a signal says first, with its picture; the other topics stand `in_thread`, or are `listed` below."""
    return words("signal.gist", **facts, in_thread=in_thread, listed=listed)


def fallback(facts: dict[str, Any], label: str) -> Mrkdwn:
    """Return the same in a line, for notifications and anyone who is shown no blocks."""
    return words("signal.fallback", **facts, label=label)


def standing(shown: Shown) -> Mrkdwn:
    """Return the small print below: which role and opening, who decides, and what was amended since."""
    loop, signal = shown.loop, shown.original
    title = at_level(signal.role_name, signal.level)
    opening = loop.opening if loop.opening not in (title, loop.rubric.title) else ""
    facts = {"title": title, "opening": opening, "amendment": amendment(shown)}
    return words("signal.standing", closed=loop, is_settled=shown.is_settled, **facts)


def amendment(shown: Shown) -> Mrkdwn:
    """Return in a line what the newest amendment changed; nothing where there is none."""
    original, amended = shown.original, shown.amended
    if amended is None:
        return Mrkdwn("")
    return words(
        "signal.amendment",
        before=None if shown.is_hidden else word_shown(shown),
        after=word_shown(shown, amended),
        score_before=score_shown(shown, original),
        score_after=score_shown(shown, amended),
    )


def score_shown(shown: Shown, signal: HireSignal) -> str:
    """Return a signal's score with one decimal, or nothing where it is not shown."""
    return f"{signal.score:.1f}" if shown.shows_figures(signal) and signal.score is not None else ""


def _picture(signal: HireSignal) -> str:
    low, high = signal.likely_range or (signal.bar, signal.bar)
    return interval(signal.score, low, high, bar=signal.bar, most=signal.rated_on.top)


def _first_topic(signal: HireSignal, least: int) -> tuple[str, int]:
    """Return the first thing to discuss in short, and how many more there are."""
    if topics := topics_to_number(signal, least):
        return topic_in_short(signal, topics[0]), len(topics) - 1
    return (topic_in_short(signal, signal.disagreements[0]) if signal.disagreements else ""), 0

"""How a signal's facts are put, literally and the same for Slack and a terminal; knows no view and no arithmetic.

Templates for mrkdwn escape what these return like any other text, since names stand in it that teams wrote.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import floor

from bot.wording.words import language, plain_words
from rubrics.signal import (
    RECOMMENDATION_RATINGS,
    SURELY,
    CompetencySummary,
    Disagreement,
    FloorCheck,
    HireSignal,
    ItemPart,
    RemedyKind,
    Rule,
    Shortfall,
    Tally,
    Topic,
    Word,
    below_the_bar,
    discuss_first,
)
from rubrics.signal.in_points import counted

SAID_BY_THE_TALLY = frozenset((Topic.SPLIT_PANEL, Topic.LONE_VOICE))
"""Topics that say no more than the count of recommendations, which stands above wherever one topic is named."""

SAYS_MUST_HAVE = frozenset((Topic.FLOOR, Topic.MUST_HAVE))
"""Topics that call their competency a must-have in short."""

FOR_HIRE = frozenset((Word.CLEAR_HIRE, Word.LEAN_HIRE))
"""The words for hiring."""


def word_name(word: Word) -> str:
    """Return a word as people read it: “lean hire”."""
    return _word_name(word, language())


@lru_cache
def _word_name(word: Word, spoken: str) -> str:  # noqa: ARG001 – the words are kept for each language
    return plain_words(f"signal_facts.{word.value}")


def tally_text(tally: Tally) -> str:
    """Return how many recommend what, without names: “1 strong yes, 2 yes, 2 no”; each is counted once."""
    return plain_words("signal_facts.tally", tally=tally)


def counts_text(signal: HireSignal) -> str:
    """Return what a recommendation counts in the score, and what that means at a bar other than the scale's middle."""
    scale = signal.rated_on
    counts = [counted(value, scale) for value in RECOMMENDATION_RATINGS.values()]
    return plain_words("signal_facts.counts", bar=signal.bar, bar_value=scale.value_of(signal.bar), counted=counts)


def contradiction_text(tally: Tally) -> str:
    """Return how the recommendations contradict each other, or nothing where they do not."""
    contradiction = tally.contradiction
    return plain_words(f"signal_facts.{contradiction.value}", tally=tally) if contradiction else ""


def decision_text(signal: HireSignal) -> str:
    """Return which rule decided the word, in a sentence for a manager."""
    reason = signal.decided_by
    if reason.rule is Rule.EVIDENCE:
        fix = plain_words("signal_facts.what_fixes_it", fix=fix_text(signal)) if signal.shortfalls else ""
        return " ".join([*map(lack_text, signal.shortfalls), fix]).strip()
    return plain_words(
        f"signal_facts.by_{reason.rule.value}",
        signal=signal,
        word=word_name(signal.word),
        overruled=word_name(reason.overruled) if reason.overruled else None,
        contradiction=contradiction_text(signal.tally),
        missed=_missed(signal, beyond_doubt=signal.word is Word.CLEAR_NO),
        beyond_doubt=signal.word is Word.CLEAR_NO,
        floors=any(not check.knock_out for check in _missed(signal, beyond_doubt=signal.word is Word.CLEAR_NO)),
    )


def _missed(signal: HireSignal, *, beyond_doubt: bool) -> list[FloorCheck]:
    """Return the floors that are missed; where that is beyond doubt for some of them, these alone."""
    missed = [check for check in signal.floors if check.met is False]
    return [check for check in missed if (check.below or 0) >= SURELY] if beyond_doubt else missed


def lack_text(shortfall: Shortfall) -> str:
    """Return what the evidence lacks."""
    return plain_words(
        f"signal_facts.lacks_{shortfall.lack.value}",
        measured=shortfall.measured,
        needed=shortfall.needed,
        share_rated=whole_percent(shortfall.measured),
    )


def remedy_text(signal: HireSignal, shortfall: Shortfall) -> str:
    """Return what would make up for a lack."""
    remedy = shortfall.remedy
    names = [signal.competency(competency).name for competency in remedy.competencies]
    return plain_words(f"signal_facts.{remedy.kind.value}", number=remedy.number, names=names)


def topic_text(signal: HireSignal, topic: Disagreement) -> str:
    """Return a topic for the debrief in a sentence that names no interviewer."""
    floors = {check.competency: check.floor for check in signal.floors}
    return plain_words(
        f"signal_facts.{topic.topic.value}",
        tally=signal.tally,
        contradiction=contradiction_text(signal.tally),
        competency=signal.competency(topic.competency) if topic.competency else None,
        floor=floors.get(topic.competency or ""),
    )


def topic_in_short(signal: HireSignal, topic: Disagreement) -> str:
    """Return a topic in a few words, such as “Design judgment, 2 to 4”; it names no interviewer."""
    return plain_words(
        "signal_facts.topic_in_short",
        kind=topic.topic.value,
        tally=signal.tally,
        competency=signal.competency(topic.competency) if topic.competency else None,
    )


def word_and_missed(signal: HireSignal, word: str, least: int = 1) -> str:
    """Return a word as the first thing said of a panel: “lean hire, must-have missed”.

    A word for hiring would pass over a must-have below the bar in silence; any other speaks of no hire. Of those that
    fewer than `least` people rated nothing is said.
    """
    missed = len(_short_must_haves(signal, least)) if signal.word in FOR_HIRE else 0
    return plain_words("signal_facts.word_and_missed", word=word, missed=missed)


def short_must_haves(signal: HireSignal, least: int = 1, *, said_by_topic: bool = True) -> list[str]:
    """Return the must-haves below the bar with their means, of those that so many people rated.

    Where the evidence is too little for a word, it is for this, too. Nothing is said twice where the first topic, which
    stands beside it (`said_by_topic`), says all of it.
    """
    short = _short_must_haves(signal, least)
    first = discuss_first(signal, least)[:1] if said_by_topic else ()
    if {each.id for each in short} <= {topic.competency for topic in first if topic.topic in SAYS_MUST_HAVE}:
        return []
    return [plain_words("signal_facts.short_must_have", competency=each) for each in short]


def _short_must_haves(signal: HireSignal, least: int) -> list[CompetencySummary]:
    if signal.shortfalls:
        return []
    below = {topic.competency for topic in below_the_bar(signal) if topic.topic is Topic.MUST_HAVE}
    return [each for each in signal.competencies if each.id in below and each.n >= least]


def is_also_below(signal: HireSignal, named: Iterable[str | None]) -> bool:
    """Tell whether one of the competencies named before lies below the bar, so that the next ones do “also”."""
    return not {topic.competency for topic in below_the_bar(signal)}.isdisjoint(named)


def fix_text(signal: HireSignal) -> str:
    """Return the one thing that makes up for all that the evidence lacks, or nothing where it lacks nothing."""
    if not signal.shortfalls:
        return ""
    # Signals of the first formula name a remedy for each lack alone.
    remedies = [signal.fix] if signal.fix else [one.remedy for one in signal.shortfalls]
    everywhere = {RemedyKind.MORE_INTERVIEWERS, RemedyKind.MANY_INTERVIEWERS}
    lacking = dict.fromkeys(c for remedy in remedies for c in remedy.competencies)
    return plain_words(
        "signal_facts.fix",
        number=max((remedy.number or 0 for remedy in remedies), default=0),
        is_many=any(remedy.kind is RemedyKind.MANY_INTERVIEWERS for remedy in remedies),
        everywhere=any(remedy.kind in everywhere for remedy in remedies),
        names=[signal.competency(competency).name for competency in lacking],
    )


def item_name(item: ItemPart) -> str:
    """Return what an item of the sum is called: the competency's name, or “Recommendation”."""
    return item.name or plain_words("signal_facts.recommendation")


def score_in_full(signal: HireSignal) -> str:
    """Return a score with as many decimals as it takes for it to be rounded by hand to the one that is shown.

    3.447 is shown as 3.4; written as 3.45 it would seem to be 3.5.
    """
    score = signal.score or 0.0
    shown = Decimal(f"{score:.1f}")
    written = [f"{score:.{decimals}f}" for decimals in range(2, 5)]
    return next((one for one in written if Decimal(one).quantize(shown, ROUND_HALF_UP) == shown), written[0])


def whole_percent(share: float) -> int:
    """Return how much was rated in whole percent, rounded down: no share short of a limit may seem to reach it."""
    # A share is a sum of floats: 0.7 may come as 0.6999999999999999, which is 70% all the same.
    return floor(share * 100 + 1e-9)

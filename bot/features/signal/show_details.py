"""What stands below a signal: every topic, what lies below the bar, what is missing, and what to know of it."""

from bot.features.signal.phrasing import (
    SAID_BY_THE_TALLY,
    contradiction_text,
    is_also_below,
    tally_text,
    topic_text,
    word_name,
)
from bot.features.signal.show_gist import Shown, score_shown, topics_to_number, word_shown
from bot.wording.escaping import Mrkdwn
from bot.wording.words import plain_words, words
from rubrics.panel.scorecard import Support
from rubrics.signal import CompetencySummary, Disagreement, HireSignal, Topic

IN_FULL = 3
"""Topics listed with what they rest on; what else all find weak is named with its mean alone, as a meeting takes it."""


def details(shown: Shown, *, support: Support | None = None) -> Mrkdwn:
    """Return it in words, the topics in the signal's order; nothing where there is nothing to say.

    `support` tells of the scorecards behind it, to those who may read them.
    """
    loop, signal, amended = shown.loop, shown.original, shown.amended
    hidden = shown.is_hidden
    topics = () if hidden else topics_to_number(signal, shown.least)
    listed = [topic for number, topic in enumerate(topics) if number < IN_FULL or topic.topic is not Topic.WEAK]
    return words(
        "signal.details",
        amended=amended,
        overall=shown.overall,
        overall_word=word_name(shown.overall.word) if shown.overall else "",
        after=word_shown(shown, amended),
        score_after=score_shown(shown, amended) if amended else "",
        tally_after=tally_text(amended.tally) if amended else "",
        divided="" if hidden else _division(signal),
        topics=[_topic(signal, topic) for topic in listed],
        also_weak=[signal.competency(topic.competency) for topic in topics if topic not in listed and topic.competency],
        is_also=is_also_below(signal, (topic.competency for topic in listed)),
        not_assessed=_not_assessed(signal),
        support=support,
        early=loop.override_reason if loop.override_by else None,
        missing=max(shown.expected - signal.scorecards, 0),
    )


def topics_to_read(shown: Shown) -> list[CompetencySummary]:
    """Return the competencies whose both sides are worth reading, in the order of the topics."""
    topics = topics_to_number(shown.original, shown.least)
    return [shown.original.competency(topic.competency) for topic in topics if topic.competency]


def _division(signal: HireSignal) -> str:
    if not any(topic.topic in SAID_BY_THE_TALLY for topic in signal.disagreements):
        return ""
    return contradiction_text(signal.tally) or plain_words("signal_facts.large_minority", tally=signal.tally)


def _topic(signal: HireSignal, topic: Disagreement) -> dict[str, object]:
    competency = signal.competency(topic.competency) if topic.competency else None
    floor = next((check.floor for check in signal.floors if check.competency == topic.competency), None)
    text = "" if competency else topic_text(signal, topic)
    return {"kind": topic.topic.value, "competency": competency, "floor": floor, "text": text}


def _not_assessed(signal: HireSignal) -> list[str]:
    """Return the names of what no one assessed; of a panel without any scorecard that goes without saying."""
    missing = signal.coverage.not_assessed if signal.scorecards else ()
    return [competency.name for competency in signal.competencies if competency.id in missing]

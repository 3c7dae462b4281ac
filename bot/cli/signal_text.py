"""A hire signal as a terminal and other programs read it: the conclusion first, the figures after; reads no file."""

import json
from collections.abc import Iterator

from bot.features.signal.phrasing import (
    counts_text,
    decision_text,
    fix_text,
    lack_text,
    remedy_text,
    tally_text,
    topic_text,
    whole_percent,
    word_name,
)
from bot.wording.phrases import percents
from bot.wording.words import plain_words
from rubrics.signal import HireSignal, StandardError, discuss_first

MIDDLE = 3
"""The bar from which a no lies as far below as a yes above: only at others is that worth a sentence."""


def answer_text(signal: HireSignal) -> str:
    """Return a signal in words, with each competency, each person's part and how sure the score is."""
    return "\n".join(_lines(signal))


def answer_json(signal: HireSignal) -> str:
    """Return all of a signal for a program: its facts, and beside them the sentences that people read of them."""
    answer = signal.model_dump(mode="json")
    answer["decided_by"]["sentence"] = decision_text(signal)
    for written, topic in zip(answer["disagreements"], signal.disagreements, strict=True):
        written["sentence"] = topic_text(signal, topic)
    answer["discuss_first"] = [
        topic.model_dump(mode="json") | {"sentence": topic_text(signal, topic)} for topic in discuss_first(signal)
    ]
    for written, shortfall in zip(answer["shortfalls"], signal.shortfalls, strict=True):
        written["reason"], written["fix"] = lack_text(shortfall), remedy_text(signal, shortfall)
        written["cure"] = written["fix"]  # as it was called when programs began to read it
    if answer["fix"]:
        answer["fix"]["sentence"] = fix_text(signal)
    answer["former_word"] = signal.word.former  # as it was called when programs began to read it
    answer["neighbouring_bars"] = answer["neighboring_bars"]  # as it was spelled when programs began to read it
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _lines(signal: HireSignal) -> Iterator[str]:
    yield plain_words("signal_answer.headline", signal=signal, word=word_name(signal.word).capitalize())
    yield decision_text(signal)
    yield plain_words("signal_answer.recommendations", tally=tally_text(signal.tally))
    if signal.by_item and signal.recommendation_share and signal.rated_on.value_of(signal.bar) != MIDDLE:
        yield counts_text(signal)
    yield plain_words("signal_answer.coverage", signal=signal, rated=whole_percent(signal.coverage.share))
    for number, topic in enumerate(discuss_first(signal), start=1):
        if number == 1:
            yield "\n" + plain_words("signal_answer.discuss_first")
        yield f"{number}. {topic_text(signal, topic)}"
    yield "\n" + _competencies(signal)
    if signal.standard_error is not None and not signal.shortfalls:
        yield "\n" + _sum(signal)
        yield "\n" + _sureness(signal, signal.standard_error)
    yield "\n" + plain_words("signal_answer.footnote")


def _competencies(signal: HireSignal) -> str:
    heading, said = plain_words("signal_answer.competency_heading"), plain_words("signal_facts.recommendation")
    width = max(len(heading), len(said), *(len(competency.name) for competency in signal.competencies))
    # Without a score that may be shown there is nothing to have a share of: then the rubric's own weights say more.
    weights = [item.declared if signal.shortfalls else item.weight for item in signal.by_item]
    shares = dict(zip((item.item for item in signal.by_item), percents(weights), strict=True))
    facts = {"heading": heading, "width": width, "shares": shares, "said": said}
    return plain_words("signal_answer.competencies", signal=signal, **facts)


def _sum(signal: HireSignal) -> str:
    heading, total = (plain_words(f"signal_answer.{name}_heading") for name in ("interviewer", "sum"))
    width = max(len(heading), *(len(part.interviewer) for part in signal.by_interviewer))
    shares = percents([part.weight for part in signal.by_interviewer])
    people = list(zip(signal.by_interviewer, shares, strict=True))
    return plain_words("signal_answer.sum", signal=signal, people=people, heading=heading, total=total, width=width)


def _sureness(signal: HireSignal, error: StandardError) -> str:
    readings = [(word_name(reading.word), reading.bar) for reading in signal.neighboring_bars]
    causes = percents([error.not_assessed, error.interviewers, error.single_ratings])
    sureness = plain_words("signal_answer.sureness", error=error, causes=causes)
    return sureness + "\n" + plain_words("signal_answer.other_bars", readings=readings)

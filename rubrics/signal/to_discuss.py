"""What a panel takes up, in its order: missed must-haves, where it differs, then what is weak; knows no words."""

from collections.abc import Iterator

from rubrics.panel.debrief import DebriefTopic, TopicKind, in_order
from rubrics.signal.floors import CLOSE
from rubrics.signal.kinds import Topic
from rubrics.signal.values import CompetencySummary, Disagreement, HireSignal

KINDS = {
    Topic.FLOOR: TopicKind.FLOOR,
    Topic.COMPETENCY: TopicKind.DIFFERS,
    Topic.MUST_HAVE: TopicKind.MUST_HAVE,
    Topic.WEAK: TopicKind.WEAK,
}


def to_discuss(signal: HireSignal) -> tuple[DebriefTopic, ...]:
    """Return the competencies to discuss, the one to begin with first; those of a kind as the signal ranks them."""
    found = [(signal.competency(each.competency), each.topic) for each in discuss_first(signal) if each.competency]
    return in_order(
        DebriefTopic(competency=rated.id, kind=KINDS[topic], is_single=rated.n == 1) for rated, topic in found
    )


def discuss_first(signal: HireSignal, least: int = 1) -> tuple[Disagreement, ...]:
    """Return all that deserves discussion, first what to begin with; each competency once.

    Order: missed floors; must-haves below the bar, the lowest first; the signal's disagreements; then all else below
    the bar, the lowest first. A missed must-have asks for a reason of who hires all the same, however much people
    differ on something else. A competency is left out that fewer than `least` people rated: its mean would be theirs.
    """
    below = below_the_bar(signal)
    must_haves = [each for each in below if each.topic is Topic.MUST_HAVE]
    topics: list[Disagreement] = []
    listed: set[str] = set()
    for each in (*_missed(signal), *must_haves, *signal.disagreements, *below):
        if each.competency is None:
            topics.append(each)
        elif each.competency not in listed and signal.competency(each.competency).n >= least:
            topics.append(each)
            listed.add(each.competency)
    return tuple(topics)


def _missed(signal: HireSignal) -> Iterator[Disagreement]:
    for check in signal.floors:
        if check.met is False:
            yield Disagreement(topic=Topic.FLOOR, competency=check.competency)


def below_the_bar(signal: HireSignal) -> list[Disagreement]:
    """Return the competencies whose mean lies below the bar, must-haves first, the lowest of each kind first."""
    if signal.score is None:  # of no ratings, or of a rubric that holds none against its bar
        return []
    rated = [each for each in signal.competencies if not each.is_check]
    below = [each for each in rated if each.mean is not None and each.mean < signal.bar - CLOSE]
    return [
        Disagreement(topic=Topic.MUST_HAVE if each.must_have else Topic.WEAK, competency=each.id)
        for each in sorted(below, key=_weakest_first)
    ]


def _weakest_first(summary: CompetencySummary) -> tuple[bool, float]:
    return not summary.must_have, summary.mean or 0.0

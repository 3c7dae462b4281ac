"""What a debrief takes up, in its order: where the panel differs, which must-haves are missed, what all find weak."""

from collections.abc import Iterator

from rubrics.panel.debrief import DebriefTopic, TopicKind, in_order
from rubrics.signal.values import CompetencySummary, HireSignal


def to_discuss(signal: HireSignal) -> tuple[DebriefTopic, ...]:
    """Return the competencies to discuss, the one to begin with first; those of a kind as the signal ranks them."""
    differing = [signal.competency(each.competency) for each in signal.disagreements if each.competency]
    return in_order(
        DebriefTopic(competency=each.id, kind=kind, is_single=each.n == 1)
        for kind, each in (*((TopicKind.DIFFERS, each) for each in differing), *_below_the_bar(signal))
    )


def _below_the_bar(signal: HireSignal) -> Iterator[tuple[TopicKind, CompetencySummary]]:
    for each in sorted(signal.competencies, key=lambda competency: competency.mean or 0):
        if each.mean is not None and each.mean < signal.bar - 1e-9:  # as floors are judged
            yield (TopicKind.MUST_HAVE if each.must_have else TopicKind.WEAK), each

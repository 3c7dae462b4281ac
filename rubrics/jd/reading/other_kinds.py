"""Which kind of work outside the roles a text shows: a backend engineer’s, a tester’s, a seller’s; decides no role."""

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.evidence import EvidenceSpans
from rubrics.jd.text.document import Document
from rubrics.jd.text.matcher import words_of
from rubrics.jd.values import OTHER

_LINES = 2
"""One sentence may mention a kind of work in passing."""
_NEAR = 0.75
"""From this part of the leading kind’s evidence on, another kind is too near for one of them to be named."""


def other_kind(document: Document, evidence: EvidenceSpans, knowledge: Knowledge) -> str | None:
    """Return the kind of post outside the roles that the evidence plainly shows, by two sentences at least.

    Where several kinds are near each other it is the one that the title names, software in general if all of them
    are, or none.
    """
    totals: dict[str, float] = {}
    lines: dict[str, set[int]] = {}
    for item in knowledge.evidence.clues:
        if item.kind is not None:
            gain = evidence.strengths.get(item.id, 0.0) * item.weights.get(OTHER, 1.0)
            totals[item.kind] = totals.get(item.kind, 0.0) + gain
            lines.setdefault(item.kind, set()).update(one.segment for one in evidence.by_feature.get(item.id, ()))
    shown = {kind: total for kind, total in totals.items() if total > 0 and len(lines[kind]) >= _LINES}
    ranked = sorted(shown, key=lambda kind: -shown[kind])
    near = [kind for kind in ranked if shown[kind] >= _NEAR * shown[ranked[0]]]
    if len(near) < 2:
        return ranked[0] if ranked else None
    titled = next((kind for kind in near if _is_titled(kind, document, knowledge)), None)
    software = knowledge.roles.software
    return titled or (software[0] if set(near) <= set(software) else None)


def _is_titled(kind: str, document: Document, knowledge: Knowledge) -> bool:
    """Whether the title holds a title that fits this kind of other work and no other."""
    title = f" {' '.join(document.title_words.keys)} "
    fitting = (words_of(name.lower()).keys for name in knowledge.own_titles(kind))
    return any(len(keys) > 1 and f" {' '.join(keys)} " in title for keys in fitting)


def beside_the_kind(kind: str | None, knowledge: Knowledge) -> frozenset[str]:
    """Return what speaks for other kinds of work than the one that is named: it is no evidence of that one."""
    software = knowledge.roles.software
    if kind is None:
        return frozenset()
    meant = set(software) if kind == software[0] else {kind}
    return frozenset(item.id for item in knowledge.evidence.clues if item.kind is not None and item.kind not in meant)

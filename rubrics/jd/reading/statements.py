"""The statements of a posting: what each sentence asks or promises, and which family of work it speaks of.

Decides nothing; the weights are data (definitions/jd/works.tsv), fitted on statements that people read.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rubrics.jd.reading.evidence import EvidenceSpans
from rubrics.jd.text.document import Document
from rubrics.jd.text.linear import LinearModel
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import SectionKind

STATING: tuple[SectionKind, ...] = ("duties", "musts", "nice")
"""What the person does, has to bring, and may bring: only these speak of the work."""
_SCALE = 3.0
"""What a share of all statements of a kind counts, beside sums that grow with their number."""
_SURE = 0.5
"""From this share on a statement is called one of a family."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence on the work: where it stands, whether it is a duty, a must or a wish, and its families of work."""

    segment: int
    kind: SectionKind
    works: Mapping[str, float]

    @property
    def work(self) -> str | None:
        """The family of work it plainly speaks of."""
        best = max(self.works, key=lambda name: self.works[name])
        return best if self.works[best] >= _SURE else None


def statements_of(document: Document, evidence: EvidenceSpans, model: LinearModel) -> list[Statement]:
    """Return the statements of a document whose sentences are typed and whose evidence has been read."""
    statements: list[Statement] = []
    for index, features in work_features(document, evidence):
        works = dict(zip(model.classes, _shares(model.scores(features)), strict=True))
        statements.append(Statement(index, document.segments[index].kind, works))
    return statements


def work_features(document: Document, evidence: EvidenceSpans) -> Iterator[tuple[int, list[str]]]:
    """Yield for each statement its features: its words, what is known of them and of its neighbors.

    The title is left out: it is what the statements are held against.
    """
    segments, clues = document.segments, evidence.by_sentence
    for index, segment in enumerate(segments):
        if segment.kind not in STATING:
            continue
        yield (
            index,
            [
                *segment.words.grams,
                *(f"^{key}" for key in segment.words.keys[:1]),
                *(f"c:{name}" for name in clues.get(index, ())),
                *(f"-{name}" for name in _beside(segments, clues, index, index - 1)),
                *(f"+{name}" for name in _beside(segments, clues, index, index + 1)),
                f"in:{segment.kind}",
            ],
        )


def _beside(
    segments: Sequence[Segment], clues: Mapping[int, Collection[str]], index: int, other: int
) -> Collection[str]:
    """Return what the sentence before or after speaks of, in the same section."""
    named = clues.get(other, ())  # none of a sentence before the first
    return named if named and segments[other].section == segments[index].section else ()


def _shares(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def work_strengths(statements: Sequence[Statement], dropped: frozenset[int] = frozenset()) -> dict[str, float]:
    """Return how much of the duties, the musts and the wishes is of each family of work: as a share and as a sum."""
    shares: dict[SectionKind, list[Iterable[float]]] = defaultdict(list)
    for one in statements:
        if one.segment not in dropped:
            shares[one.kind].append(one.works.values())
    strengths: dict[str, float] = {}
    for kind, rows in shares.items():
        for work, total in zip(statements[0].works, map(sum, zip(*rows, strict=True)), strict=True):
            strengths[f"{kind}:{work}"] = _SCALE * total / len(rows)
            strengths[f"{kind}+{work}"] = math.log1p(total)
    return strengths

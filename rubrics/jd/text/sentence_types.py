"""What each sentence does in a posting, by its own words, its heading and its place, smoothed over the document.

Knows no word itself: the weights are data (definitions/jd/sentences.tsv), fitted on sentences that people read.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import add

from rubrics.jd.text.linear import LinearModel
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import words_of
from rubrics.jd.text.segments import Part, Segment
from rubrics.jd.values import SectionKind

_FEW = 6
"""Fewer sentences are no posting to be read as a whole: they are what their headings and a few phrases say."""
_HEADING_WORDS = 8
_LENGTHS = (3, 6, 12, 25)
_LONG = tuple(f"long:{passed}" for passed in range(len(_LENGTHS) + 1))
_TENTHS = 10
_MONEY, _DIGIT = re.compile(r"[$£€]"), re.compile(r"\d")
_SAFE = 1e-6
"""More than what adding up in another order may differ by."""
_VAGUE = frozenset(("about", "other"))
FIRST = "=first"
"""The feature of a posting's first sentence."""
AFTER = "after:"


def after(kind: str) -> str:
    """Return the feature of a sentence that follows one of a kind."""
    return AFTER + kind


@dataclass(frozen=True)
class SentenceTypes:
    """Tells what each sentence does."""

    model: LinearModel

    @cached_property
    def _kinds(self) -> list[SectionKind]:
        return list(self.model.classes)  # type: ignore[arg-type]

    @cached_property
    def _follows(self) -> list[list[float]]:
        return [self.model.weights(after(kind)) for kind in self.model.classes]

    @cached_property
    def _reach(self) -> float:
        """With how much less a kind cannot lead to any other, whatever follows what."""
        gains = [gain for row in self._follows for gain in row]
        return max(gains) - min(gains) + _SAFE

    def type_all(self, plain: str, segments: Sequence[Segment], parts: Sequence[Part]) -> None:
        """Give each sentence its kind.

        What is told of company or job before any heading, or under “About the role”, stays the introduction.
        """
        if len(segments) < _FEW:
            return
        for segment, kind in zip(segments, self.kinds_of(self._scores(plain, segments, parts)), strict=True):
            segment.kind = _settled(segment.kind, kind, opening=parts[segment.section].kind == "intro")

    def _scores(self, plain: str, segments: Sequence[Segment], parts: Sequence[Part]) -> list[list[float]]:
        """Return the scores of sentences; what their heading adds is the same for all under it."""
        headed = {section: self.model.sum_of(_heading_features(parts[section])) for section in _sections(segments)}
        own = zip(segments, _own_features(plain, segments), strict=True)
        return [self.model.scores(features, headed[segment.section]) for segment, features in own]

    def kinds_of(self, scores: Sequence[Sequence[float]]) -> list[SectionKind]:
        """Return the kinds of sentences by their scores and by what follows what."""
        return [self._kinds[best] for best in self._smoothed(scores)]

    def _smoothed(self, scores: Sequence[Sequence[float]]) -> list[int]:
        """Return the likeliest kinds of all sentences together (Viterbi)."""
        if not scores:
            return []
        follows = self._follows
        best = list(map(add, scores[0], self.model.weights(FIRST)))
        came_from: list[list[int]] = []
        for own in scores[1:]:
            least = max(best) - self._reach
            first, *others = (kind for kind, score in enumerate(best) if score >= least)
            sources, ways = [first] * len(own), [best[first] + gain for gain in follows[first]]
            for other in others:
                for kind, gain in enumerate(follows[other]):
                    if best[other] + gain > ways[kind]:
                        sources[kind], ways[kind] = other, best[other] + gain
            came_from.append(sources)
            best = list(map(add, ways, own))
        path = [best.index(max(best))]
        for sources in reversed(came_from):
            path.append(sources[path[-1]])
        return path[::-1]


def _settled(headed: SectionKind, read: SectionKind, *, opening: bool) -> SectionKind:
    """Return a sentence's kind: steps of an interview, which read like anything, are told by their heading."""
    if headed == "process" and read in _VAGUE:
        return "process"
    return "intro" if opening and read == "about" else read


def features_of(plain: str, segments: Sequence[Segment], parts: Sequence[Part]) -> Iterator[list[str]]:
    """Yield the features of each sentence: its words, its heading's words, its form and its place."""
    headings = {section: _heading_features(parts[section]) for section in _sections(segments)}
    for segment, own in zip(segments, _own_features(plain, segments), strict=True):
        yield [*own, *headings[segment.section]]


def _sections(segments: Sequence[Segment]) -> Iterable[int]:
    """Return the sections that some sentences stand in, each once."""
    return {segment.section for segment in segments}


def _own_features(plain: str, segments: Sequence[Segment]) -> Iterator[list[str]]:
    """Yield the features of each sentence but those of its heading."""
    section, place = -1, 0
    for index, segment in enumerate(segments):
        if segment.section != section:
            section, place = segment.section, 0
        yield [
            *segment.words.grams,
            *_opening(segment.words.keys),
            *_form(plain[segment.start : segment.end], segment),
            f"in:{segment.kind}",
            f"at:{_TENTHS * index // len(segments)}",
            f"nth:{min(place, 3)}",
        ]
        place += 1


def _opening(keys: Sequence[str]) -> list[str]:
    return [f"^{' '.join(keys[:count])}" for count in range(1, min(len(keys), 2) + 1)]


def _heading_features(part: Part) -> list[str]:
    if part.heading is None:
        return ["h:"]
    keys = words_of(part.heading.lower()).keys[:_HEADING_WORDS]
    words = [*keys, *map(" ".join, pairwise(keys))]
    return [*(f"h:{word}" for word in words), f"under:{part.kind if part.known else '?'}"]


def _form(words: str, segment: Segment) -> list[str]:
    end = words[-1:]
    form = ["=any", _LONG[bisect_left(_LENGTHS, len(segment.words))], f"ends:{end if end in '.:?!' else ''}"]
    if segment.bullet:
        form.append("=bullet")
    if _MONEY.search(words):
        form.append("=money")
    if _DIGIT.search(words):
        form.append("=digit")
    if ListKind.SECTION_CUE in segment.holds:
        form += dict.fromkeys(f"cue:{hit.name}" for hit in segment.hits if hit.kind is ListKind.SECTION_CUE)
    return form

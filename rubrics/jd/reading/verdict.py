"""Which role a document describes: adds up the evidence, quotes it, and says what would change the verdict."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubrics.jd.figures import cut
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.knowledge.schema import Variant
from rubrics.jd.reading.spans import Sightings, strengths_without
from rubrics.jd.reading.titles import TitleReading
from rubrics.jd.text.document import Document
from rubrics.jd.values import Evidence, Verdict
from rubrics.jd.wording import listed, percent

BIAS = "bias"
"""The feature every text has."""
FIXED = "title:fixed"
"""The feature of a title of another function."""
_LEAST_EVIDENCE = 1.6
"""The least sum of strengths to judge by: about two things said among the duties."""
_LEAST_WORDS = 8
"""Fewer words are a title or a stub."""
_SHORT = 80
_LEAST_OF_SHORT = 3.0
"""A text of few words must say more of the work before it is judged: it may be a heading over nothing."""
_KIND_LINES = 2
"""One sentence may mention a kind of work in passing."""
_NEAR_KIND = 0.75
"""From this part of the leading kind’s evidence on, another kind is too near for one of them to be named."""
_QUOTES = 3
"""The most sentences quoted for a role."""
_LEADING = 0.2
"""From this share on a role is shown with its evidence."""
_MISFIT_MARGIN = 0.03
_MISFIT_SHARE = 0.35
"""How far ahead of every role its title may stand for, and with what share, another role must be for a misfit."""
_CLEAR_SHARE = 0.4
"""Below this share even the leading role is a guess, so nothing is claimed of the title."""
_SHOWN = 90
"""So many characters of a sentence are quoted in another."""
_NEAR = 0.05
"""A role with a smaller share is not worth naming."""
Weights = Mapping[str, Mapping[str, float]]


def strengths_of(strengths: Mapping[str, float], title: TitleReading, named: TitleReading | None) -> dict[str, float]:
    """Return every feature the verdict adds up: the evidence, what the title says, what the body calls the job."""
    every = dict(strengths)
    for sort, reading in (("title", title), ("self", named)):
        if reading is not None and reading.roles and not reading.any_role:
            every.update({f"{sort}:{role}": 1 / len(reading.roles) for role in reading.roles})
    if title.fixed:
        every[FIXED] = 1.0
    return every


def distribution_of(strengths: Mapping[str, float], weights: Weights, roles: Sequence[str]) -> dict[str, float]:
    """Return each role's share, adding up to 1: the softmax of weighted strengths."""
    scores = {role: weights.get(BIAS, {}).get(role, 0.0) for role in roles}
    for name, strength in strengths.items():
        for role, weight in weights.get(name, {}).items():
            scores[role] += weight * strength
    top = max(scores.values())
    shares = {role: math.exp(score - top) for role, score in scores.items()}
    total = sum(shares.values())
    return {role: share / total for role, share in shares.items()}


def title_fits(best: str, shares: Mapping[str, float], title: TitleReading) -> bool | None:
    """Return whether a title fits the best role; None where it names none, or the text is too mixed to tell."""
    if title.any_role or not title.roles:
        return None
    if best in title.roles:
        return True if shares[best] >= _CLEAR_SHARE else None
    margin = shares[best] - max(shares[role] for role in title.roles)
    return False if margin >= _MISFIT_MARGIN and shares[best] >= _MISFIT_SHARE else None


@dataclass(frozen=True)
class Grounds:
    """What a verdict is made from: the document, its evidence, its title and its own name for the job.

    Where the text is not in English there is no verdict.
    """

    document: Document
    seen: Sightings
    title: TitleReading
    named: TitleReading | None
    name: str | None = None
    english: bool = True


def verdict_of(grounds: Grounds, knowledge: Knowledge) -> Verdict:
    """Return the verdict on a document, or an abstention where it says too little."""
    return _Deciding(grounds, knowledge).verdict()


class _Deciding:
    """One decision; holds what it is made from."""

    def __init__(self, grounds: Grounds, knowledge: Knowledge) -> None:
        self.document, self.seen = grounds.document, grounds.seen
        self.title, self.named, self.name = grounds.title, grounds.named, grounds.name
        self.knowledge, self.english = knowledge, grounds.english
        self.gained: dict[str, dict[int, dict[str, float]]] = {}
        self.shares = self.shares_without(frozenset())
        self.ranked = sorted(self.shares, key=lambda role: -self.shares[role])

    def shares_without(self, dropped: frozenset[int]) -> dict[str, float]:
        strengths = strengths_without(self.seen, dropped) if dropped else self.seen.strengths
        every = strengths_of(strengths, self.title, self.named)
        return distribution_of(every, self.knowledge.role_weights, self.knowledge.roles.families)

    def verdict(self) -> Verdict:
        if not self.english or self.says_too_little():
            little = "The text says too little about the work to tell the role."
            reason = (
                little if self.english else "The text does not seem to be in English, and Debrief reads English only."
            )
            return Verdict(role=None, distribution=self.shares, abstained=reason)
        best = self.ranked[0]
        leading = [role for role in self.ranked if self.shares[role] >= _LEADING] or [best]
        kind = self.other_kind() if "other" in leading else None
        rubric = self.rubric(best)
        carried, leader = self.carrying(best)
        return Verdict(
            role=best,
            rubric=rubric,
            distribution=self.shares,
            other_kind=kind,
            title_fits=title_fits(best, self.shares, self.title),
            fitting_titles=self.fitting(best, kind, rubric),
            evidence={role: self.evidence(role) for role in leading},
            would_change=(self.would_change(best, carried, leader),),
            carried_by=len(carried) if leader is not None else None,
            self_name=self.name,
        )

    def says_too_little(self) -> bool:
        words, evidence = self.document.word_count, sum(self.seen.strengths.values())
        return words < _LEAST_WORDS or evidence < (_LEAST_OF_SHORT if words < _SHORT else _LEAST_EVIDENCE)

    def fitting(self, best: str, kind: str | None, rubric: str | None) -> tuple[str, ...]:
        titles = self.knowledge.titles.fitting
        return titles.get(kind or "" if best == "other" else rubric or best, ())

    def rubric(self, best: str) -> str | None:
        """Return the role whose rubric to load: the family, or the special kind of it that the text shows."""
        if best == "other":
            return None
        variants = (one for one in self.knowledge.roles.variants if one.family == best and self.is_variant(one))
        return next((one.role for one in variants), best)

    def is_variant(self, variant: Variant) -> bool:
        title = " ".join(self.document.title_words.keys)
        if any(name in title for name in variant.titles):
            return True
        return variant.domain_lines > 0 and (
            self.lines("d:") >= variant.domain_lines and self.lines("q:compliance") >= variant.compliance_lines
        )

    def lines(self, group: str) -> int:
        """How many sentences about the work hold a phrase of a group."""
        return sum(
            segment.kind in ("duties", "musts") and any(hit.group.startswith(group) for hit in segment.hits)
            for segment in self.document.segments
        )

    def other_kind(self) -> str | None:
        """Return the kind of post outside the roles that the evidence plainly shows, by two sentences at least.

        Where several kinds are near each other it is software in general, if all of them are, or none.
        """
        totals: dict[str, float] = {}
        lines: dict[str, set[int]] = {}
        for item in self.knowledge.evidence.clues:
            if item.kind is not None:
                gain = self.seen.strengths.get(item.id, 0.0) * item.weights.get("other", 1.0)
                totals[item.kind] = totals.get(item.kind, 0.0) + gain
                lines.setdefault(item.kind, set()).update(one.segment for one in self.seen.seen.get(item.id, ()))
        shown = {kind: total for kind, total in totals.items() if total > 0 and len(lines[kind]) >= _KIND_LINES}
        ranked = sorted(shown, key=lambda kind: -shown[kind])
        near = [kind for kind in ranked if shown[kind] >= _NEAR_KIND * shown[ranked[0]]]
        if len(near) < 2:
            return ranked[0] if ranked else None
        software = self.knowledge.roles.software
        return software[0] if set(near) <= set(software) else None

    def gains(self, role: str) -> dict[int, dict[str, float]]:
        """Return for each sentence what in it speaks for a role, and how much."""
        if role in self.gained:
            return self.gained[role]
        gains: dict[int, dict[str, float]] = {}
        leans = self.knowledge.leans[role]
        others = self.beside_the_kind() if role == "other" else frozenset()
        for name, sightings in self.seen.seen.items():
            gain = 0.0 if name in others else leans.get(name, 0.0)
            for sighting in sightings if gain else ():
                inside = gains.setdefault(sighting.segment, {})
                inside[name] = max(inside.get(name, 0.0), gain * sighting.weight)
        self.gained[role] = gains
        return gains

    def beside_the_kind(self) -> frozenset[str]:
        """Return what speaks for other kinds of work than the one that is named: it is no evidence of that one."""
        kind, software = self.other_kind(), self.knowledge.roles.software
        if kind is None:
            return frozenset()
        meant = set(software) if kind == software[0] else {kind}
        return frozenset(
            item.id for item in self.knowledge.evidence.clues if item.kind is not None and item.kind not in meant
        )

    def strongest(self, gains: Mapping[int, Mapping[str, float]]) -> list[int]:
        ranked = sorted(gains, key=lambda index: (-sum(gains[index].values()), index))
        distinct: dict[str, int] = {}
        for index in ranked:
            distinct.setdefault(self.spoken(index), index)
            if len(distinct) == _QUOTES:
                break
        return list(distinct.values())

    def spoken(self, index: int) -> str:
        """Return a sentence's words alone: sentences that differ in marks and spaces only are one."""
        return " ".join(self.document.segments[index].words.keys)

    def repeats(self, indices: Sequence[int]) -> frozenset[int]:
        """Return the sentences that say the same as one of these, themselves included."""
        said = {self.spoken(index) for index in indices}
        return frozenset(index for index in range(len(self.document.segments)) if self.spoken(index) in said)

    def evidence(self, role: str) -> tuple[Evidence, ...]:
        """Quote the sentences that speak most for a role, with what each says."""
        gains = self.gains(role)
        return tuple(self.quotation(index, gains[index]) for index in sorted(self.strongest(gains)))

    def quotation(self, index: int, gains: Mapping[str, float]) -> Evidence:
        segment = self.document.segments[index]
        ranked = sorted(gains, key=lambda name: -gains[name])
        duties = {duty.id: duty.objects for duty in self.knowledge.evidence.duties}
        covered = {thing for name in ranked if name in duties for thing in duties[name]}
        names = [name for name in ranked if name not in covered][:2]
        return Evidence(
            start=segment.start,
            end=segment.end,
            quote=self.document.quote(segment.start, segment.end),
            why=" and ".join(dict.fromkeys(self.knowledge.says(name) for name in names)),
        )

    def carrying(self, best: str) -> tuple[list[int], str | None]:
        """Return the fewest of the strongest sentences without which another role leads, and that role.

        Where none does, return all of them and None.
        """
        strongest = self.strongest(self.gains(best))
        for count in range(1, len(strongest) + 1):
            shares = self.shares_without(self.repeats(strongest[:count]))
            leader = max(shares, key=lambda role: shares[role])
            if leader != best:
                return strongest[:count], leader
        return strongest, None

    def would_change(self, best: str, sentences: Sequence[int], leader: str | None) -> str:
        """Say which sentences carry the verdict, and what the text would read as without them."""
        names = self.knowledge.roles.names
        if leader is not None:
            quotes = listed([f"“{self.shown(index)}”" for index in sentences])
            return f"Without {quotes} the text would read as {names[leader]}."
        second = self.ranked[1]
        share = self.shares[second]
        following = f"next comes {names[second]} with {percent(share)}" if share >= _NEAR else "nothing else comes near"
        counted = "strongest sentence" if len(sentences) == 1 else f"{len(sentences)} strongest sentences"
        even = f"Even without its {counted} the" if sentences else "The"
        return f"{even} text reads as {names[best]}; {following}."

    def shown(self, index: int) -> str:
        segment = self.document.segments[index]
        return cut(self.document.quote(segment.start, segment.end), _SHOWN)

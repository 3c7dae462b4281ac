"""Which role a document describes: adds up the evidence, quotes it, and says what would change the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.knowledge.schema import RoleCues
from rubrics.jd.reading.evidence import EvidenceSpans, separately, strengths_without
from rubrics.jd.reading.other_kinds import beside_the_kind, other_kind
from rubrics.jd.reading.own_work import Naming, feature_weight, own_gains
from rubrics.jd.reading.shares import distribution_of, mixed_with, strengths_of
from rubrics.jd.reading.statements import Statement, work_strengths
from rubrics.jd.reading.title_fit import TitleFit, promise_of, title_fit
from rubrics.jd.reading.titles import TitleReading, at_level
from rubrics.jd.reading.wording import Wording
from rubrics.jd.text.document import Document
from rubrics.jd.text.lists import ListKind
from rubrics.jd.values import OTHER
from rubrics.jd.verdicts import Abstention, Counterfactual, Evidence, Verdict, WordingPart

_LEAST_EVIDENCE = 1.6
"""The least sum of strengths to judge by: about two things said among the duties."""
_LEAST_WORDS = 8
"""Fewer words are a title or a stub."""
_SHORT = 80
_LEAST_OF_SHORT = 3.0
"""A text of few words must say more of the work before it is judged: it may be a heading over nothing."""
_QUOTES = 3
"""The most sentences quoted for a role."""
_AGAINST_NAME = 0.5
"""The share from which work contradicts a title that the text repeats: with .6 a twentieth fewer such titles are found,
with .75 a third, and none of those left out was wrong."""
_LEADING = 0.2
"""From this share on a role is shown with its evidence."""


@dataclass(frozen=True)
class Grounds:
    """What a verdict is made from: the document, its evidence, its statements, its title and its own name for the job.

    Where the text is not in English there is no verdict.
    """

    document: Document
    evidence: EvidenceSpans
    statements: Sequence[Statement]
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
        self.document, self.spans, self.statements = grounds.document, grounds.evidence, grounds.statements
        self.title, self.named, self.name = grounds.title, grounds.named, grounds.name
        self.knowledge, self.english = knowledge, grounds.english
        self.wording = Wording(self.document, knowledge.word_weights, knowledge.families)
        self.gained: dict[str, dict[int, dict[str, float]]] = {}
        self.shares = self.shares_without(frozenset())
        self.ranked = sorted(self.shares, key=lambda role: -self.shares[role])

    def shares_without(self, dropped: frozenset[int], wording: Mapping[str, float] | None = None) -> dict[str, float]:
        strengths = strengths_without(self.spans, dropped) if dropped else self.spans.strengths
        body = {**strengths, **work_strengths(self.statements, dropped)}
        every = strengths_of(body, self.title, self.named)
        roles = self.knowledge.families
        worded = self.wording.scores(dropped) if wording is None else wording
        return distribution_of(every, self.knowledge.role_weights, roles, self.own(strengths, dropped), worded)

    def own(self, strengths: Mapping[str, float], dropped: frozenset[int]) -> dict[str, float]:
        """Return what speaks for each of the team's own roles that are of no family and that words can show."""
        roles = self.knowledge.own_roles
        gains = self.own_gains(strengths, dropped) if roles else {}
        return {name: gain for name, gain in gains.items() if roles[name].family == OTHER and roles[name].has_words}

    def own_gains(self, strengths: Mapping[str, float], dropped: frozenset[int]) -> dict[str, float]:
        features = {role.feature for role in self.knowledge.own_roles.values()}
        lines = {
            name: len({span.segment for span in self.spans.by_feature[name]} - dropped)
            for name in features & self.spans.by_feature.keys()
        }
        return own_gains(Naming(self.title, self.named), strengths, lines, self.knowledge)

    def verdict(self) -> Verdict:
        if self.english and (titled := self.titled()) is not None:
            return self.by_title(titled)
        if not self.english or self.says_too_little():
            reason = Abstention.TOO_LITTLE if self.english else Abstention.NOT_ENGLISH
            return Verdict(role=None, distribution=self.shares, abstained=reason)
        best = self.ranked[0]
        second = mixed_with(self.shares)
        leading = [role for role in self.ranked if self.shares[role] >= _LEADING or role in (best, second)]
        kind = self.other_kind if OTHER in leading else None
        rubric = self.rubric(best)
        carried, leader = self.carrying(best)
        fit = self.title_fit(best, kind, resting_on_one=len(carried) == 1 and leader in self.title.roles)
        return Verdict(
            role=best,
            mixed_with=second,
            rubric=rubric,
            distribution=self.shares,
            other_kind=kind,
            title_fits=fit.fits,
            title_misfit=fit.misfit,
            fitting_titles=self.fitting(best, kind, rubric),
            evidence={role: self.evidence(role) for role in leading},
            wording=WordingPart(
                words=tuple(self.wording.strongest(self.document, best)),
                distribution=self.shares_without(frozenset(), {}),
            ),
            would_change=self.would_change(carried, leader),
            carried_by=len(carried) if leader is not None else None,
            self_name=self.name,
        )

    def titled(self) -> str | None:
        """Return the one role that the title names, where that is the team's own and no words show it."""
        if self.document.word_count < _LEAST_WORDS or self.title.joined or self.title.any_role:
            return None
        silent = (role.id for role in self.knowledge.own_roles.values() if not role.has_words)
        return next((role for role in silent if self.title.roles == self.title.own == {role}), None)

    def by_title(self, role: str) -> Verdict:
        """Return the verdict that a title gives where nothing is known that could speak against it."""
        return Verdict(
            role=role,
            rubric=role,
            distribution=self.shares,
            title_fits=True,
            self_name=self.name,
            by_title=True,
        )

    def title_fit(self, best: str, kind: str | None, *, resting_on_one: bool) -> TitleFit:
        """Return whether the title fits; no misfit rests on one sentence or stands against a name that is repeated."""
        # The title's words speak for what it says: they are no evidence of the work that it is held against.
        shares = self.shares_without(frozenset(), self.wording.scores(titled=False))
        promise = promise_of(self.document, self.spans, kind, self.knowledge)
        common = not self.knowledge.cues_of(best).builds_ai
        fit = title_fit(best, shares, self.title, promise, common=common)
        if fit.fits is not False or promise.empty:
            return fit
        repeated = self.named is not None and bool(self.named.roles & self.title.roles)
        weak = resting_on_one or (repeated and shares[best] < _AGAINST_NAME)
        return TitleFit(None) if weak else fit

    def says_too_little(self) -> bool:
        words, evidence = self.document.word_count, sum(self.telling().values())
        return words < _LEAST_WORDS or evidence < (_LEAST_OF_SHORT if words < _SHORT else _LEAST_EVIDENCE)

    def telling(self) -> dict[str, float]:
        """Return the strengths that say something of the work: own roles' cues only where those roles are meant."""
        strengths, roles = self.spans.strengths, self.knowledge.own_roles
        if not roles:
            return strengths
        meant = [roles[name] for name in self.own_gains(strengths, frozenset())]
        silent = {role.feature for role in roles.values()} - {role.feature for role in meant}
        telling = {name: strength for name, strength in strengths.items() if name not in silent}
        # Each cue that the team chose tells as much as a concept of its own; only the score lets more of them add less.
        cued = (role.feature for role in meant if role.gave_cues)
        return {**telling, **{name: separately(self.spans.by_feature.get(name, ())) for name in cued}}

    def fitting(self, best: str, kind: str | None, rubric: str | None) -> tuple[str, ...]:
        """Return titles that would fit, first the one that the text itself calls the job, if it does."""
        fitting = self.knowledge.fitting_titles(kind or "" if best == OTHER else rubric or best)
        fitting = tuple(at_level(self.document.title, title, self.knowledge) for title in fitting)
        if self.name is None or self.named is None or best not in self.named.roles or self.name.islower():
            return fitting
        return tuple(dict.fromkeys((self.name, *fitting)))

    def rubric(self, best: str) -> str | None:
        """Return the role whose rubric to load: the family, or the special kind of it that the text shows."""
        if best == OTHER:
            return None
        if own := self.own_kind(best):
            return own
        special = (one for one in self.knowledge.special_roles if one.family == best and self.is_special(one))
        return next((one.id for one in special), best)

    def own_kind(self, best: str) -> str | None:
        """Return the team's own role that is a special kind of the leading one and has most to speak for it."""
        roles = self.knowledge.own_roles
        gains = self.own_gains(self.spans.strengths, frozenset()) if roles else {}
        kinds = {name: gain for name, gain in gains.items() if roles[name].family == best}
        return max(kinds, key=lambda name: kinds[name], default=None)

    def is_special(self, role: RoleCues) -> bool:
        title = " ".join(self.document.title_words.keys)
        if any(name in title for name in role.titles):
            return True
        return role.domain_lines > 0 and (
            self.lines(ListKind.REGULATED_DOMAIN) >= role.domain_lines
            and self.lines(ListKind.COMPLIANCE) >= role.compliance_lines
        )

    def lines(self, kind: ListKind) -> int:
        """How many sentences about the work hold a phrase of a kind."""
        return sum(
            segment.kind in ("duties", "musts") and any(hit.kind is kind for hit in segment.hits)
            for segment in self.document.segments
        )

    @cached_property
    def other_kind(self) -> str | None:
        """The kind of work outside the roles that the evidence plainly shows."""
        return other_kind(self.document, self.spans, self.knowledge)

    def gains(self, role: str) -> dict[int, dict[str, float]]:
        """Return for each sentence what in it speaks for a role, and how much."""
        if role in self.gained:
            return self.gained[role]
        gains: dict[int, dict[str, float]] = {}
        leans = self.leans(role)
        others = beside_the_kind(self.other_kind, self.knowledge) if role == OTHER else frozenset()
        for name, spans in self.spans.by_feature.items():
            gain = 0.0 if name in others else leans.get(name, 0.0)
            for span in spans if gain else ():
                inside = gains.setdefault(span.segment, {})
                inside[name] = max(inside.get(name, 0.0), gain * span.weight)
        self.gained[role] = gains
        return gains

    def leans(self, role: str) -> Mapping[str, float]:
        """Return the features that speak for a role, and by how much."""
        own = self.knowledge.own_roles.get(role)
        return self.knowledge.leans[role] if own is None else {own.feature: feature_weight(own)}

    def strongest(self, role: str) -> list[int]:
        """Return the sentences that speak most for a role: each names something that does, and its words count."""
        gains, words = self.gains(role), self.wording.gains(role)
        ranked = sorted(gains, key=lambda index: (-sum(gains[index].values()) - words.get(index, 0.0), index))
        distinct: dict[str, int] = {}
        for index in ranked:
            distinct.setdefault(self.spoken[index], index)
            if len(distinct) == _QUOTES:
                break
        return list(distinct.values())

    @cached_property
    def spoken(self) -> list[str]:
        """The words alone of each sentence: sentences that differ in marks and spaces only are one."""
        return [" ".join(segment.words.keys) for segment in self.document.segments]

    def repeats(self, indices: Sequence[int]) -> frozenset[int]:
        """Return the sentences that say the same as one of these, themselves included."""
        spoken = {self.spoken[index] for index in indices}
        return frozenset(index for index, words in enumerate(self.spoken) if words in spoken)

    def evidence(self, role: str) -> tuple[Evidence, ...]:
        """Quote the sentences that speak most for a role, with what each says."""
        gains = self.gains(role)
        return tuple(self.quotation(index, gains[index]) for index in sorted(self.strongest(role)))

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
            features=tuple(names),
        )

    def carrying(self, best: str) -> tuple[list[int], str | None]:
        """Return the fewest of the strongest sentences without which another role leads, and that role.

        Where none does, return all of them and None.
        """
        strongest = self.strongest(best)
        for count in range(1, len(strongest) + 1):
            shares = self.shares_without(self.repeats(strongest[:count]))
            leader = max(shares, key=lambda role: shares[role])
            if leader != best:
                return strongest[:count], leader
        return strongest, None

    def would_change(self, sentences: Sequence[int], leader: str | None) -> Counterfactual:
        """Return the sentences that carry the verdict, and what the text would read as without them."""
        return Counterfactual(
            sentences=tuple(self.quoted(index) for index in sentences),
            leader=leader,
            runner_up=self.ranked[1] if leader is None else None,
        )

    def quoted(self, index: int) -> str:
        segment = self.document.segments[index]
        return self.document.quote(segment.start, segment.end)

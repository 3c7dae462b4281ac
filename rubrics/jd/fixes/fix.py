"""Fixes a text as far as its author's answers allow, and proves each fix by reviewing what comes out of it.

A fix counts when its remark is gone and no other has come; what fails that is not made.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rubrics.catalogue.model import Value
from rubrics.jd.fixes.asking import KEEP, Answers, Ask, AskKind, Option
from rubrics.jd.fixes.edits import Piece, clash, fixed_text, pieces_of
from rubrics.jd.fixes.facts import blank_proposals, deadline_proposals, fact_proposals
from rubrics.jd.fixes.lines import line_asks, line_proposals
from rubrics.jd.fixes.links import Unlinked, unlinked
from rubrics.jd.fixes.pay import pay_proposals
from rubrics.jd.fixes.proposal import Case, Proposal, Proposer
from rubrics.jd.fixes.requirements import requirement_proposals
from rubrics.jd.fixes.structure import structure_proposals
from rubrics.jd.fixes.titles import title_proposals
from rubrics.jd.fixes.wishes import split_proposals, wish_proposals
from rubrics.jd.fixes.wording import spelling_proposals, word_proposals
from rubrics.jd.fixes.years import years_proposals
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.review import read, review_jd, reviewed
from rubrics.jd.text.plaintext import MAX_LENGTH
from rubrics.jd.values import BLANK, Finding, Review

PROPOSERS: Sequence[Proposer] = (
    pay_proposals,
    fact_proposals,
    blank_proposals,
    deadline_proposals,
    years_proposals,
    title_proposals,
    word_proposals,
    spelling_proposals,
    requirement_proposals,
    wish_proposals,
    split_proposals,
    structure_proposals,
)
"""All that can be fixed; whose edits clash with those of one before it is left for a second look."""
LONGEST = 20_000
"""Characters; the longest of 425 real postings has 12,700."""
Given = Mapping[str, str | tuple[str, ...]]


class Fixed(Value):
    """A text after its fixes: in pieces that show what changed, and with the review of either side.

    `done` are the remarks that are gone, `blank` those in whose place a blank stands, `left` all others of the first
    review, and `new` what only the facts given have brought. `unfit` are the questions whose lines were written anew
    and not taken: their remark would stay, or another come.
    """

    text: str
    pieces: tuple[Piece, ...]
    before: Review
    after: Review
    done: tuple[Finding, ...]
    blank: tuple[Finding, ...]
    left: tuple[Finding, ...]
    unfit: tuple[str, ...] = ()
    new: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Fixer:
    """Fixes one text: what is known, the title and place that were given beside it, and the day.

    The remarks of `spared` rules are left as they are: someone waived them. Of a text that is longer than any posting
    nothing is fixed: each proof reads it once more.
    """

    knowledge: Knowledge
    text: str
    today: date
    title: str | None = None
    location: str | None = None
    spared: frozenset[str] = frozenset()

    def questions(self, rules: Iterable[str] | None = None) -> tuple[Ask, ...]:
        """Return the questions whose answers may fix some rules' remarks, or all; each once, with every option."""
        asks: dict[str, Ask] = {}
        case = self._case({}, rules)
        for proposal in _proposals(case):
            for ask in proposal.asks:
                asks.setdefault(ask.id, ask)
        return (*asks.values(), *line_asks(case, case.rules))

    def asks(self, rules: Iterable[str] | None = None) -> tuple[Ask, ...]:
        """Return the same questions with the options alone that a review bears out.

        A choice that would bring a remark is not offered. Where nothing is left to choose, and where words of ours
        would not hold, the line itself is asked for.
        """
        if self.is_too_long:
            return ()
        case = self._case({}, rules)
        before = _counts(case.review)
        asks: dict[str, Ask] = {}
        proposals = _proposals(case)
        for proposal in proposals:
            for ask in proposal.asks:
                held = self._held(case, ask, before) if ask.kind is AskKind.CHOICE and ask.quote else ask
                asks.setdefault(ask.id, held)
        idle = [ask for ask in asks.values() if ask.kind is AskKind.CHOICE and ask.quote and len(ask.options) <= 1]
        asked = [ask for ask in asks.values() if ask not in idle]
        stuck = {rule for ask in idle for rule in ask.rules} | self._stuck(case, proposals)
        return (*asked, *line_asks(case, stuck.difference(*(ask.rules for ask in asked))))

    def _stuck(self, case: Case, proposals: Sequence[Proposal]) -> frozenset[str]:
        """Return the rules whose words would be changed without a question, and whose remark would stay."""
        unasked = [one for one in proposals if one.edits and not one.asks]
        if not unasked:
            return frozenset()
        held = {rule for one in self._proven(case, unasked) for rule in one.rules}
        return frozenset(rule for one in unasked for rule in one.rules if rule not in held)

    def _held(self, case: Case, ask: Ask, before: Counter[str]) -> Ask:
        """Return a choice of what takes the place of a sentence, with the options alone that a review bears out."""
        kept = [option for option in ask.options if self._option_holds(case, ask, option, before)]
        values = [option.value for option in kept]
        suggested = ask.suggested if ask.suggested[0] in values else tuple(values[:1])
        proposed = ask.proposed if not ask.proposed or ask.proposed[0] in values else tuple(values[:1])
        return ask.model_copy(update={"options": tuple(kept), "suggested": suggested, "proposed": proposed})

    def _option_holds(self, case: Case, ask: Ask, option: Option, before: Counter[str]) -> bool:
        if option.value == KEEP:
            return True
        chosen = _proposals(replace(case, answers=Answers({ask.id: option.value})))
        own = [one for one in chosen if one.edits and ask.id in {other.id for other in one.asks}]
        return bool(own) and self._holds(case, [], own, before) is not None

    def fixable(self) -> frozenset[str]:
        """Return the rules whose remarks on this text can be fixed, be it by an answer."""
        if self.is_too_long:
            return frozenset()
        proposals = _proposals(self._case({}, None))
        return frozenset(rule for one in proposals if one.edits or one.asks for rule in one.rules)

    def fixed(self, given: Given | None = None, rules: Iterable[str] | None = None) -> Fixed:
        """Return the text with some rules' remarks fixed, or with all that can be."""
        case = self._case(given or {}, rules)
        lines = list(line_proposals(case))
        proposals = [*lines, *(one for one in _proposals(case) if one.edits)]
        accepted = self._proven(case, proposals)
        unfit = tuple(one.asks[0].id for one in lines if one not in accepted)
        edits = [edit for one in accepted for edit in one.edits]
        pieces = pieces_of(case.text, edits)
        after = self._review(fixed_text(pieces))
        outcome = _outcome(case.review, after, accepted, pieces)
        return self._with_links(outcome.model_copy(update={"unfit": unfit}))

    def _with_links(self, fixed: Fixed) -> Fixed:
        """Return what was fixed with the links of the text back in their places."""
        if not self._unlinked.links:
            return fixed
        pieces = tuple(self._unlinked.put_back(fixed.pieces))
        text = fixed_text(pieces)
        after = review_jd(self.knowledge, text, title=self.title, location=self.location, today=self.today)
        return fixed.model_copy(update={"pieces": pieces, "text": text, "after": after})

    def _case(self, given: Given, rules: Iterable[str] | None) -> Case:
        reading = read(self.knowledge, self._unlinked.text, title=self.title, location=self.location, today=self.today)
        review = reviewed(reading, self.location)
        made = frozenset(finding.rule for finding in review.findings) - self.spared
        made = frozenset() if self.is_too_long else made
        wanted = made if rules is None else made.intersection(rules)
        return Case(reading, review, Answers(given), wanted, asked_alone=rules is not None)

    @property
    def readable(self) -> str:
        """The text that is fixed: without markup and what no one sees, and with an end to its last line."""
        return self._unlinked.linked

    @cached_property
    def _unlinked(self) -> Unlinked:
        return unlinked(self.text[:MAX_LENGTH])

    @property
    def is_too_long(self) -> bool:
        """Whether the text is longer than any posting."""
        return len(self._unlinked.text) > LONGEST

    def _review(self, text: str) -> Review:
        reading = read(self.knowledge, text, title=self.title, location=self.location, today=self.today)
        return reviewed(reading, self.location)

    def _proven(self, case: Case, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return the proposals that a review bears out: all at once where they are, else one after another."""
        first = _counts(case.review)
        if self._holds(case, [], proposals, first) is not None:
            return list(proposals)
        accepted: list[Proposal] = []
        fixed: set[str] = set()
        before = first
        for proposal in proposals:
            # What went by itself may be seen again, as a gap behind another; what was fixed may not.
            unfixed = Counter({rule: count for rule, count in first.items() if rule not in fixed})
            for one in filter(None, (proposal, proposal.otherwise)):
                after = self._holds(case, accepted, [one], before, before | unfixed)
                if after is not None:
                    accepted, before = [*accepted, one], after
                    fixed.update(one.rules)
                    break
        return accepted

    def _holds(
        self,
        case: Case,
        accepted: Sequence[Proposal],
        added: Sequence[Proposal],
        before: Counter[str],
        bearable: Counter[str] | None = None,
    ) -> Counter[str] | None:
        """Return how often each remark is made after more fixes; None where one does not hold or brings a remark.

        `bearable` is how often each remark may be made, where that is more than before.
        """
        edits = [edit for one in (*accepted, *added) for edit in one.edits]
        if clash(edits):
            return None
        after = _counts(self._review(fixed_text(pieces_of(case.text, edits))))
        allowed = Counter(before if bearable is None else bearable)
        allowed[BLANK] += sum(one.blanks for one in added)
        brought = {rule for one in added for rule in one.may_bring}
        if any(count > allowed[rule] for rule, count in after.items() if rule not in brought):
            return None
        if any(all(after[rule] >= before[rule] for rule in one.rules) for one in added):
            return None
        return after


def _proposals(case: Case) -> list[Proposal]:
    return [proposal for propose in PROPOSERS for proposal in propose(case)]


def _counts(review: Review) -> Counter[str]:
    """Count each rule's remarks, and for one that names several gaps each of them."""
    counts: Counter[str] = Counter()
    for finding in review.findings:
        counts[finding.rule] += 1 + finding.more + len(finding.facts.items)
    return counts


def _outcome(before: Review, after: Review, accepted: Sequence[Proposal], pieces: tuple[Piece, ...]) -> Fixed:
    counted, counts = _counts(before), _counts(after)
    touched = {rule for one in accepted for rule in one.rules}
    blanks = {rule for one in accepted if one.blanks for rule in one.rules}
    keys = {_key(finding) for finding in after.findings}
    earlier = {finding.rule for finding in before.findings}
    earlier |= {BLANK, *(rule for one in accepted if one.blanks for rule in one.may_bring)}
    done: list[Finding] = []
    blank: list[Finding] = []
    left: list[Finding] = []
    for finding in before.findings:
        gone = not counts[finding.rule] or (counts[finding.rule] < counted[finding.rule] and _key(finding) not in keys)
        waits = finding.rule in blanks or (blanks and finding.rule not in touched)
        kind = left if not gone else blank if waits else done
        kind.append(finding)
    return Fixed(
        text=fixed_text(pieces),
        pieces=pieces,
        before=before,
        after=after,
        done=tuple(done),
        blank=tuple(blank),
        left=tuple(left),
        new=tuple(one for one in after.findings if one.rule not in earlier),
    )


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, " ".join((finding.quote or "").casefold().split())

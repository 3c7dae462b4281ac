"""How good the verdict is on labeled postings: each is judged by weights that saw neither its company nor its set."""

import math
import random
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.knowledge.schema import WeightData
from rubrics.jd.reading.verdict import verdict_of
from tests.evaluations.jd_fit import Fitted, Posting, fit

FOLDS = 10


@dataclass(frozen=True)
class Judged:
    """What one posting was taken for, beside what it is; `second` where the first role leads too little."""

    posting: Posting
    role: str
    second: str | None
    fits: bool | None

    @property
    def strict(self) -> bool:
        """Whether the first role is the label."""
        return self.role == self.posting.label

    @property
    def accepted(self) -> bool:
        """Whether the first role is the label or one that the labeler accepts."""
        return self.role in (self.posting.label, *self.posting.alternatives)


def judged(postings: Iterable[Posting], weights_for: Callable[[Posting], Fitted], knowledge: Knowledge) -> list[Judged]:
    """Judge each posting as the review does, with the weights that are meant for it; where it would abstain, too."""
    readers: dict[int, Knowledge] = {}
    verdicts: list[Judged] = []
    for posting in postings:
        found = weights_for(posting)
        if id(found) not in readers:
            readers[id(found)] = replace(knowledge, weights=WeightData(fitted=found.weights), wording=found.wording)
        reader = readers[id(found)]
        verdict = verdict_of(posting.grounds, reader)
        shares = verdict.distribution
        best = verdict.role or max(shares, key=lambda role: shares[role])
        verdicts.append(Judged(posting, best, verdict.mixed_with, verdict.title_fits))
    return verdicts


def left_out(
    postings: Sequence[Posting], extra: Sequence[Posting], knowledge: Knowledge, part_of: Callable[[Posting], Hashable]
) -> list[Judged]:
    """Judge each full label's posting with weights fitted without its part; those for judging are in no fit."""
    fitted = [one for one in postings if not one.judging]
    tested = [one for one in fitted if one.weight == 1.0]
    weights = {
        part: fit([*(one for one in fitted if part_of(one) != part), *extra], knowledge)
        for part in dict.fromkeys(map(part_of, tested))
    }
    return judged(tested, lambda one: weights[part_of(one)], knowledge)


def by_company(postings: Sequence[Posting], extra: Sequence[Posting], knowledge: Knowledge) -> list[Judged]:
    """Judge each posting with weights that saw no posting of its company."""
    companies = sorted({one.company for one in postings})
    random.Random(0).shuffle(companies)  # noqa: S311 – a fixed order for folds, no secret
    part = {company: rank % FOLDS for rank, company in enumerate(companies)}
    return left_out(postings, extra, knowledge, lambda one: part[one.company])


def by_source(postings: Sequence[Posting], extra: Sequence[Posting], knowledge: Knowledge) -> list[Judged]:
    """Judge each posting with weights that saw no posting of its source."""
    return left_out(postings, extra, knowledge, lambda one: one.source)


def for_judging(postings: Sequence[Posting], extra: Sequence[Posting], knowledge: Knowledge) -> list[Judged]:
    """Judge the postings for judging only, with weights fitted on all others."""
    weights = fitted_on([*postings, *extra], knowledge)
    return judged((one for one in postings if one.judging), lambda _: weights, knowledge)


def fitted_on(postings: Iterable[Posting], knowledge: Knowledge) -> Fitted:
    """Return what is fitted on all of these but those for judging."""
    return fit([one for one in postings if not one.judging], knowledge)


def share(part: int, whole: int) -> str:
    """A share with its 95% Wilson interval and its n."""
    if not whole:
        return "none"
    rate, z = part / whole, 1.96
    middle = (rate + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * math.sqrt(rate * (1 - rate) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return f"{rate:.3f}  ({middle - half:.2f} to {middle + half:.2f}, n = {whole})"


def verdict_lines(name: str, verdicts: Sequence[Judged]) -> Iterable[str]:
    """The accuracies, the recall of each role, and the mislabeled titles of one way of judging."""
    clear = [one for one in verdicts if one.posting.clear]
    named = [one for one in verdicts if one.second is None]
    in_sum = [one.strict or one.second == one.posting.label for one in verdicts]
    misfits = [one for one in verdicts if one.fits is False]
    right = sum(one.posting.mislabeled for one in misfits)
    yield name
    yield f"  strict            {share(sum(one.strict for one in verdicts), len(verdicts))}"
    yield f"  one role named    {share(len(named), len(verdicts))}"
    yield f"  strict where named {share(sum(one.strict for one in named), len(named))}"
    yield f"  right in sum      {share(sum(in_sum), len(verdicts))}"
    yield f"  alternatives      {share(sum(one.accepted for one in verdicts), len(verdicts))}"
    yield f"  clear ones only   {share(sum(one.strict for one in clear), len(clear))}"
    for role in sorted({one.posting.label for one in verdicts}):
        of_role = [one.strict for one in verdicts if one.posting.label == role]
        yield f"    {role:<24}{share(sum(of_role), len(of_role))}"
    yield f"  mislabel precision {share(right, len(misfits))}"
    yield f"  mislabel recall    {share(right, sum(one.posting.mislabeled for one in verdicts))}"

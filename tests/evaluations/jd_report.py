"""Measures JD review on labeled postings: verdict, mislabeled titles, pay, years, and how often a remark is wrong.

`make jd-eval` with JD_DEV naming the folder of labeled postings; without it nothing is measured and a sentence
says so. The weights are fitted anew for each fold, so that no posting is judged by weights that saw its company.
"""

import csv
import hashlib
import math
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rubrics.jd import Finding, Review, review_jd
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.shares import Weights, distribution_of, title_fits
from tests.built_in import KNOWLEDGE
from tests.evaluations.jd_fit import Fit, Posting, labeled, synthetic

TODAY = date(2026, 11, 21)
FOLDS = 15
SAMPLED = 0.2
AUDIT = Path(__file__).parent / "jd_audit.csv"
OFTEN = 20
Label = tuple[float, float, str, str]


@dataclass(frozen=True)
class Judged:
    """What one posting was taken for, beside what it is."""

    posting: Posting
    role: str
    fits: bool | None


def judged(postings: Sequence[Posting], weights_for: Callable[[int], Weights], roles: Sequence[str]) -> list[Judged]:
    """Judge each posting with the weights of its fold."""
    verdicts: list[Judged] = []
    for place, posting in enumerate(postings):
        shares = distribution_of(posting.strengths, weights_for(place), roles)
        best = max(shares, key=lambda role: shares[role])
        verdicts.append(Judged(posting, best, title_fits(best, shares, posting.title)))
    return verdicts


def by_folds(postings: Sequence[Posting], extra: Sequence[Posting], knowledge: Knowledge) -> list[Judged]:
    """Judge each posting with weights fitted without its fold; every company has one posting, so none is shared."""
    order = list(range(len(postings)))
    random.Random(0).shuffle(order)  # noqa: S311 – a fixed order for folds, no secret
    fold = {place: rank % FOLDS for rank, place in enumerate(order)}
    roles = knowledge.families
    fitted = [
        Fit(
            [*(one for place, one in enumerate(postings) if fold[place] != number), *extra],
            knowledge.judged_weights,
            roles,
        ).weights()
        for number in range(FOLDS)
    ]
    return judged(postings, lambda place: fitted[fold[place]], roles)


def share(part: int, whole: int) -> str:
    """A share with its 95% Wilson interval and its n."""
    if not whole:
        return "none"
    rate, z = part / whole, 1.96
    middle = (rate + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * math.sqrt(rate * (1 - rate) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return f"{rate:.3f}  ({middle - half:.2f} to {middle + half:.2f}, n = {whole})"


def role_lines(name: str, verdicts: Sequence[Judged]) -> Iterable[str]:
    """The accuracies and the mislabeled titles of one way of judging."""
    strict = [one.role == one.posting.label for one in verdicts]
    lenient = [one.role in (one.posting.label, *one.posting.alternatives) for one in verdicts]
    clear = [one.role == one.posting.label for one in verdicts if one.posting.clear]
    said = [one for one in verdicts if one.fits is False]
    right = sum(one.posting.mislabeled for one in said)
    yield name
    yield f"  strict            {share(sum(strict), len(strict))}"
    yield f"  alternatives      {share(sum(lenient), len(lenient))}"
    yield f"  clear ones only   {share(sum(clear), len(clear))}"
    yield f"  mislabel precision {share(right, len(said))}"
    yield f"  mislabel recall    {share(right, sum(one.posting.mislabeled for one in verdicts))}"


def pay_labels(posting: Posting) -> set[Label]:
    """The pay a person read in a posting."""
    labels: set[Label] = set()
    for written in filter(None, (part.strip() for part in posting.row["pay"].split(";"))):
        amounts, currency, period = written.split()
        low, _, high = amounts.partition("-")
        labels.add((float(low), float(high or low), currency, period))
    return labels


def pay_found(review: Review) -> set[Label]:
    """The closed pay the review read in a posting."""
    return {
        (pay.low, pay.high, pay.currency or "", pay.period)
        for pay in review.pay
        if pay.low is not None and pay.high is not None
    }


def pay_lines(postings: Sequence[Posting], reviews: Mapping[str, Review]) -> Iterable[str]:
    """Precision and recall of single stated pays, and of the question whether any is stated."""
    pairs = [(pay_found(reviews[one.id]), pay_labels(one)) for one in postings]
    right = sum(len(found & labels) for found, labels in pairs)
    yield "Stated pay (low, high, currency and period all right)"
    yield f"  precision         {share(right, sum(len(found) for found, _ in pairs))}"
    yield f"  recall            {share(right, sum(len(labels) for _, labels in pairs))}"


def years_lines(postings: Sequence[Posting], reviews: Mapping[str, Review]) -> Iterable[str]:
    """Precision of impossible and unrealistic years, and how many of the labeled ones were found."""
    rules = ("impossible-years", "unrealistic-years")
    said = [one for one in postings if any(finding.rule in rules for finding in reviews[one.id].findings)]
    true = [one for one in postings if one.row["impossible_years"].startswith("yes")]
    right = sum(one in true for one in said)
    yield "Impossible or unrealistic years"
    yield f"  precision         {share(right, len(said))}"
    yield f"  recall            {share(right, len(true))}"


def sampled(postings: Sequence[Posting], reviews: Mapping[str, Review]) -> list[tuple[str, str, int, Finding]]:
    """A fixed random sample of remarks: each is in or out by a digest of its own name, whatever the others do."""
    sample: list[tuple[str, str, int, Finding]] = []
    for posting in postings:
        seen: Counter[str] = Counter()
        for finding in reviews[posting.id].findings:
            seen[finding.rule] += 1
            name = f"{posting.id}/{finding.rule}/{seen[finding.rule]}"
            if int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 16**8 < SAMPLED:
                sample.append((posting.id, finding.rule, seen[finding.rule], finding))
    return sample


def audit() -> dict[tuple[str, str, int], str]:
    """The verdicts of the person who read the sample: right or wrong."""
    with AUDIT.open(encoding="utf-8") as file:
        return {(row["id"], row["rule"], int(row["number"])): row["verdict"] for row in csv.DictReader(file)}


def finding_lines(postings: Sequence[Posting], reviews: Mapping[str, Review]) -> Iterable[str]:
    """How many remarks there are, and the share of wrong ones in the sample that was read."""
    counts = Counter(finding.rule for review in reviews.values() for finding in review.findings)
    verdicts = audit()
    sample = sampled(postings, reviews)
    read = [
        (rule, verdicts[key]) for posting, rule, number, _ in sample if (key := (posting, rule, number)) in verdicts
    ]
    yield "Remarks"
    yield f"  per posting       {sum(counts.values()) / len(postings):.1f}"
    yield f"  sampled           {len(sample)}, of which read {len(read)}"
    yield f"  wrong             {share(sum(verdict == 'wrong' for _, verdict in read), len(read))}"
    for rule, count in counts.most_common():
        if count >= OFTEN:
            of_rule = [verdict for name, verdict in read if name == rule]
            yield f"    {rule:<18}{count:>4} remarks, wrong {sum(v == 'wrong' for v in of_rule)} of {len(of_rule)} read"


def main() -> int:
    """Print every figure."""
    folder = os.environ.get("JD_DEV")
    if not folder or not (Path(folder) / "labels.csv").exists():
        sys.stdout.write("jd-eval skipped: JD_DEV does not name a folder with labels.csv.\n")
        return 0
    knowledge = KNOWLEDGE
    postings, extra = labeled(Path(folder), knowledge), synthetic(knowledge)
    reviews = {
        one.id: review_jd(knowledge, one.text, location=one.row["location"] or None, today=TODAY) for one in postings
    }
    roles = knowledge.families
    lines = [
        *role_lines("Verdict, fitted without the posting's fold", by_folds(postings, extra, knowledge)),
        *role_lines(
            "Verdict, hand-written weights, nothing fitted", judged(postings, lambda _: knowledge.judged_weights, roles)
        ),
        *pay_lines(postings, reviews),
        *years_lines(postings, reviews),
        *finding_lines(postings, reviews),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

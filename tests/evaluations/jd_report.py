"""Measures JD review on labeled postings: statements, verdict, titles, pay, places, years, and wrong remarks.

`make jd-eval` with JD_DEV naming the folders of labeled postings and statements, and of the pool, with `:` between
them; without it nothing is measured and a sentence says so. All weights are fitted anew for each fold, so that no
posting is judged by weights that saw its company.
"""

import csv
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import tests.evaluations.jd_ledger as ledger
from rubrics.jd import Finding, Review, review_jd
from rubrics.jd.knowledge.knowledge import Knowledge
from tests.built_in import KNOWLEDGE
from tests.evaluations import jd_ticks
from tests.evaluations.jd_fit import Posting, folders_named, labeled, postings_folders, readers_in, synthetic
from tests.evaluations.jd_pool import pool_lines, pool_named, pool_postings
from tests.evaluations.jd_statements import Readers, kinds_read, works_read
from tests.evaluations.jd_verdicts import by_company, by_source, for_judging, share, verdict_lines

TODAY = date(2026, 11, 21)
SAMPLED = 0.2
AUDIT = Path(__file__).parent / "jd_audit.csv"
OFTEN = 20
Label = tuple[float, float, str, str]


def pay_labels(posting: Posting) -> set[Label]:
    """The pay a person read in a posting."""
    labels: set[Label] = set()
    for written in filter(None, (part.strip() for part in posting.row["pay"].split(";"))):
        amounts, currency, period, *_ = written.split()
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


def places_found(review: Review, labels: set[str]) -> set[str]:
    """The places a review read, at the grain of the labels: a town or a state where only the country is noted is that.

    A country beside one of its own states is no place more, and remote work counts where it is noted. Labels note no
    state without a posting law: one of those is its country.
    """
    read = {one.partition("-")[0] if one in KNOWLEDGE.rowless_states else one for one in review.jurisdictions}
    found = {*read, *({"remote"} & labels if review.remote else ())}
    finest = {one for one in found if one in labels or not any(other.startswith(f"{one}-") for other in found)}
    around = sorted(labels, key=len, reverse=True)
    return {
        one if one in labels else next((label for label in around if one.startswith(f"{label}-")), one)
        for one in finest
    }


def place_lines(postings: Sequence[Posting], reviews: Mapping[str, Review]) -> Iterable[str]:
    """Precision and recall of the places a text names, where a person noted any."""
    noted = [
        (one, {name.strip() for name in one.row["places"].split(";")}) for one in postings if one.row.get("places")
    ]
    pairs = [(places_found(reviews[one.id], labels), labels) for one, labels in noted]
    right = sum(len(places & labels) for places, labels in pairs)
    yield "Places, where any is noted"
    yield f"  precision         {share(right, sum(len(places) for places, _ in pairs))}"
    yield f"  recall            {share(right, sum(len(labels) for _, labels in pairs))}"


def statement_lines(readers: Readers, knowledge: Knowledge) -> Iterable[str]:
    """How many sentences of each kind, and statements of each family of work, are found, and how many are right."""
    for name, pairs in (("Sentences", kinds_read(readers)), ("Families of work", works_read(readers, knowledge))):
        yield f"{name}, by models without the posting's company"
        yield f"  all               {share(sum(one == other for one, other in pairs), len(pairs))}"
        for kind in sorted({label for label, _ in pairs}):
            both = sum(label == found == kind for label, found in pairs)
            yield f"    {kind:<18}found {share(both, sum(label == kind for label, _ in pairs))}"
            yield f"    {'':<18}right {share(both, sum(found == kind for _, found in pairs))}"


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
            here = f"wrong {sum(v == 'wrong' for v in of_rule)} of {len(of_rule)} read"
            unread = ledger.judged(rule)
            yield f"    {rule:<18}{count:>4} remarks, {here}; on unread texts {unread.wrong} of {unread.n}"


def main() -> int:
    """Print every figure."""
    folders = folders_named()
    if not folders:
        sys.stdout.write("jd-eval skipped: JD_DEV does not name a folder with labels.csv.\n")
        return 0
    knowledge = KNOWLEDGE
    readers = readers_in(folders, knowledge)
    every = [one for folder in postings_folders(folders) for one in labeled(folder, knowledge, readers)]
    pool = pool_named(os.environ.get("JD_DEV", "").split(":"))
    postings, extra = [one for one in every if one.weight == 1.0], synthetic(knowledge, readers)
    reviews = {
        one.id: review_jd(knowledge, one.text, location=one.row["location"] or None, today=TODAY) for one in postings
    }
    lines = [
        *(statement_lines(readers, knowledge) if readers else ()),
        *verdict_lines("Verdict, without the posting's company", by_company(every, extra, knowledge)),
        *verdict_lines("Verdict, without the posting's source", by_source(every, extra, knowledge)),
        *verdict_lines("Verdict, postings for judging only", for_judging(every, extra, knowledge)),
        *(pool_lines(pool_postings(pool, knowledge, readers), [*every, *extra], knowledge) if pool else ()),
        *place_lines(postings, reviews),
        *pay_lines(postings, reviews),
        *years_lines(postings, reviews),
        *finding_lines(postings, reviews),
        *ledger.summary(),
        *jd_ticks.lines(),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

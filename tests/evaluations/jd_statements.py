"""Fits how sentences are typed, and which family of work statements speak of, on statements that people labeled.

`JD_DEV` names the folders; one of them has labels.csv with offsets into the texts of the others. Writes
definitions/jd/sentences.tsv and works.tsv: words and pairs of words that at least three companies use, no text.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, sqrt
from pathlib import Path

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.evidence import evidence_in
from rubrics.jd.reading.statements import STATING, work_features
from rubrics.jd.text.document import Document, take_apart
from rubrics.jd.text.invisible import visible_of
from rubrics.jd.text.linear import LinearModel, model_from, model_text
from rubrics.jd.text.segments import Segment
from rubrics.jd.text.sentence_types import AFTER, FIRST, SentenceTypes, after, features_of
from tests.evaluations.softmax import learned

KIND_OF = {"duty": "duties", "must": "musts", "wish": "nice", "about": "about", "benefit": "benefits", "pay": "pay"}
KIND_OF |= {
    "legal": "legal",
    "process": "process",
    "head": "other",
    "title": "other",
    "place": "other",
    "other": "other",
}
KINDS = tuple(dict.fromkeys(KIND_OF.values()))
COMPANIES = 3
"""A word that fewer use tells of a company, not of work."""
KEPT = 2_000
"""Features in each file; half as many lose a point of accuracy."""
SMOOTHING = 0.35
"""How much the kind of the sentence before counts beside a sentence's own words; 0 and .7 are half a point worse."""
UNIT = 1 / 32
PASSES = 6
"""Ten are no better."""
FOLDS = 8


@dataclass
class Labeled:
    """One posting with its sentences and what people called each: its kind and its family of work."""

    company: str
    document: Document
    kinds: list[str | None]
    works: list[str | None]
    features: list[list[str]] = field(default_factory=list)
    rows: list[Mapping[str, str]] = field(default_factory=list)


def labeled_statements(
    folder: Path, companies: Mapping[tuple[str, str], str], knowledge: Knowledge
) -> dict[tuple[str, str], Labeled]:
    """Read the labeled statements of a folder, by set and posting."""
    rows: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    with (folder / "labels.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows[row["set"], row["id"]].append(row)
    return {key: _labeled(folder.parent, key, companies[key], every, knowledge) for key, every in rows.items()}


def _labeled(
    root: Path, key: tuple[str, str], company: str, rows: list[Mapping[str, str]], knowledge: Knowledge
) -> Labeled:
    text = (root / key[0] / f"{key[1]}.txt").read_text(encoding="utf-8")
    document = take_apart(visible_of(text)[0], None, knowledge.section_lists)
    matched = [_row_of(segment, rows) for segment in document.segments]
    kinds = [None if row is None else KIND_OF[row["type"]] for row in matched]
    works = [_work_of(row) for row in matched]
    features = list(features_of(document.text.plain, document.segments, document.parts))
    return Labeled(company, document, kinds, works, features, rows)


def _row_of(segment: Segment, rows: Sequence[Mapping[str, str]]) -> Mapping[str, str] | None:
    """Return the label that covers most of a sentence; of two lines on one statement, the person's own work."""
    overlaps = [min(int(row["end"]), segment.end) - max(int(row["start"]), segment.start) for row in rows]
    most = max(overlaps, default=0)
    covering = [row for row, overlap in zip(rows, overlaps, strict=True) if overlap == most]
    return None if most <= 0 else next((row for row in covering if row["whose"] in ("self", "oneof")), covering[0])


def _work_of(row: Mapping[str, str] | None) -> str | None:
    if (
        row is None
        or row["work"] == "-"
        or row["whose"] not in ("self", "oneof")
        or KIND_OF[row["type"]] not in STATING
    ):
        return None
    return row["work"].replace("_", "-")


def kinds_model(postings: Sequence[Labeled], names: Sequence[str] | None = None) -> LinearModel:
    """Fit what each sentence does, with what kinds follow each other as features of their own."""
    rows = [
        (posting.company, features, KINDS.index(kind))
        for posting in postings
        for features, kind in zip(posting.features, posting.kinds, strict=True)
        if kind is not None
    ]
    return _model("kinds of sentences", KINDS, {**_weights(rows, len(KINDS), names), **_order(postings)})


def works_model(postings: Iterable[Labeled], knowledge: Knowledge, names: Sequence[str] | None = None) -> LinearModel:
    """Fit which family of work each statement of typed documents speaks of."""
    rows: list[tuple[str, list[str], str]] = []
    for posting in postings:
        document = posting.document
        for index, features in work_features(document, evidence_in(document, knowledge)):
            work = posting.works[index]
            if work is not None:
                rows.append((posting.company, features, work))
    works = tuple(sorted({work for _, _, work in rows}))
    numbered = [(company, features, works.index(work)) for company, features, work in rows]
    return _model("families of work", works, _weights(numbered, len(works), names))


def _model(of: str, classes: Sequence[str], weights: Mapping[str, Sequence[float]]) -> LinearModel:
    note = f"Weights for {of}, fitted by tests/evaluations/jd_fit.py; do not edit by hand."
    return model_from(model_text(note, classes, weights, UNIT))


def _weights(
    rows: Sequence[tuple[str, list[str], int]], classes: int, names: Sequence[str] | None
) -> dict[str, list[float]]:
    """Fit on given features; else on words of several companies, and anew on those that tell most."""
    examples = [(features, number) for _, features, number in rows]
    if names is not None:
        return learned(examples, names, classes, PASSES)
    users: dict[str, set[str]] = defaultdict(set)
    for company, features, _ in rows:
        for name in features:
            users[name].add(company)
    used = sorted(name for name, companies in users.items() if len(companies) >= COMPANIES)
    weights = learned(examples, used, classes, PASSES)
    counts = Counter(name for features, _ in examples for name in features)
    uses = {name: counts[name] / len(examples) for name in used}
    telling = {name: _reach(weights[name]) * sqrt(uses[name] * (1 - uses[name])) for name in used}
    best = sorted(sorted(used, key=lambda name: -telling[name])[:KEPT])
    return learned(examples, best, classes, PASSES)


def _reach(weights: Sequence[float]) -> float:
    mean = sum(weights) / len(weights)
    return max(abs(weight - mean) for weight in weights)


def _order(postings: Sequence[Labeled]) -> dict[str, list[float]]:
    """Return what the kind of the sentence before says of a sentence, beyond how common each kind is."""
    first = dict.fromkeys(KINDS, 0.5)
    pairs = {kind: dict.fromkeys(KINDS, 0.5) for kind in KINDS}
    every = dict.fromkeys(KINDS, 1.0)
    for posting in postings:
        kinds = [kind for kind in posting.kinds if kind is not None]
        for kind in kinds:
            every[kind] += 1
        first[kinds[0]] += 1
        for before, kind in pairwise(kinds):
            pairs[before][kind] += 1
    return {FIRST: _gains(first, every), **{after(kind): _gains(pairs[kind], every) for kind in KINDS}}


def _gains(counts: Mapping[str, float], every: Mapping[str, float]) -> list[float]:
    total, all_kinds = sum(counts.values()), sum(every.values())
    return [SMOOTHING * log((counts[kind] / total) / (every[kind] / all_kinds)) for kind in KINDS]


def fold_of(company: str, companies: Sequence[str]) -> int:
    """Return the part that a company is left out with."""
    return companies.index(company) % FOLDS


@dataclass(frozen=True)
class Readers:
    """The models that all labeled statements give, and for each fold those that the others give."""

    kinds: LinearModel
    works: LinearModel
    without: Mapping[int, tuple[LinearModel, LinearModel]]
    labeled: Mapping[tuple[str, str], Labeled]
    companies: Sequence[str]

    def models_for(self, key: tuple[str, str], company: str) -> tuple[LinearModel, LinearModel]:
        """Return the models that read a posting: none that learned from its own statements."""
        if key not in self.labeled:
            return self.kinds, self.works
        return self.without[fold_of(company, self.companies)]


def readers_of(labeled: Mapping[tuple[str, str], Labeled], companies: Sequence[str], knowledge: Knowledge) -> Readers:
    """Fit all models; families of work are learned on sentences typed by models that had not seen them."""
    every = list(labeled.values())
    kinds = kinds_model(every)
    names = [name for name in kinds.rows if not name.startswith((AFTER, FIRST))]
    folds = {fold: [one for one in every if fold_of(one.company, companies) == fold] for fold in range(FOLDS)}
    others = {fold: [one for one in every if fold_of(one.company, companies) != fold] for fold in range(FOLDS)}
    kinds_without = {fold: kinds_model(others[fold], names) for fold in folds}
    for fold, postings in folds.items():
        types = SentenceTypes(kinds_without[fold])
        for one in postings:
            types.type_all(one.document.text.plain, one.document.segments, one.document.parts)
    works = works_model(every, knowledge)
    without = {fold: (kinds_without[fold], works_model(others[fold], knowledge, list(works.rows))) for fold in folds}
    return Readers(kinds, works, without, labeled, companies)


def kinds_read(readers: Readers) -> list[tuple[str, str]]:
    """Return for each labeled sentence its kind, and the one it is read as without its company."""
    pairs: list[tuple[str, str]] = []
    for key, one in readers.labeled.items():
        kinds, _ = readers.models_for(key, one.company)
        found = SentenceTypes(kinds).kinds_of([kinds.scores(features) for features in one.features])
        pairs += [(label, kind) for label, kind in zip(one.kinds, found, strict=True) if label is not None]
    return pairs


def works_read(readers: Readers, knowledge: Knowledge) -> list[tuple[str, str]]:
    """Return for each labeled statement its family of work, and the one it is read as without its company."""
    pairs: list[tuple[str, str]] = []
    for key, one in readers.labeled.items():
        _, works = readers.models_for(key, one.company)
        for index, features in work_features(one.document, evidence_in(one.document, knowledge)):
            label, scores = one.works[index], works.scores(features)
            if label is not None:
                pairs.append((label, works.classes[scores.index(max(scores))]))
    return pairs

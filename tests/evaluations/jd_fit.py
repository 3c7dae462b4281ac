"""Fits the weights of the JD verdict on labeled postings and writes definitions/jd/weights.yaml.

A multinomial logistic regression whose prior mean is the hand-written weights of evidence.yaml: with little
data it stays near what people judged. Pure Python; run it as `JD_DEV=folder python -m tests.evaluations.jd_fit`
or by its path. Texts are read, never stored.
"""

import csv
import math
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rubrics.jd.knowledge.knowledge import BIAS, FIXED, Knowledge
from rubrics.jd.knowledge.loading import FOLDER
from rubrics.jd.reading.evidence import evidence_in
from rubrics.jd.reading.self_mentions import self_mention
from rubrics.jd.reading.shares import strengths_of
from rubrics.jd.reading.titles import TitleReading, read_title
from rubrics.jd.text.document import take_apart
from rubrics.jd.text.invisible import visible_of
from tests.built_in import KNOWLEDGE

PULL = 12.0
"""How strongly weights are held to the hand-written ones, times SHARE."""
SHARE = 0.5
TITLE_SHARE = 0.6
"""How much of what is fitted a title keeps: it is under test itself, and where it disagrees the body decides."""
ALTERNATIVE = 0.3
"""The share of a label that goes to the labels also accepted."""
SYNTHETIC = 0.5
STEPS = 160
SYNTHETIC_FOLDER = Path(__file__).parent.parent / "rubrics" / "jd" / "synthetic"
Weights = dict[str, dict[str, float]]


@dataclass
class Posting:
    """One labeled text: its strengths, its labels and what its title says."""

    id: str
    label: str
    title: TitleReading
    strengths: Mapping[str, float]
    alternatives: tuple[str, ...] = ()
    clear: bool = True
    mislabeled: bool = False
    weight: float = 1.0
    text: str = field(default="", repr=False)
    row: Mapping[str, str] = field(default_factory=dict, repr=False)


def strengths_in(text: str, knowledge: Knowledge) -> tuple[dict[str, float], TitleReading]:
    """Return what the verdict would add up for a text."""
    document = take_apart(visible_of(text)[0], None, knowledge.section_lists)
    named = self_mention(document, knowledge)
    title = read_title(document.title, knowledge)
    named_title = read_title(named.name, knowledge) if named else None
    return strengths_of(evidence_in(document, knowledge).strengths, title, named_title), title


def labeled(folder: Path, knowledge: Knowledge) -> list[Posting]:
    """Read the labeled postings of a folder."""
    postings: list[Posting] = []
    with (folder / "labels.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            text = (folder / f"{row['id']}.txt").read_text(encoding="utf-8")
            strengths, title = strengths_in(text, knowledge)
            postings.append(
                Posting(
                    id=row["id"],
                    label=_role(row["label"]),
                    title=title,
                    strengths=strengths,
                    alternatives=tuple(_role(name) for name in row["alt_label"].split(";") if name),
                    clear=row["confidence"] == "clear",
                    mislabeled=row["mislabelled"] == "yes",
                    text=text,
                    row=row,
                )
            )
    return postings


def _role(label: str) -> str:
    return label.strip().replace("_", "-")


def synthetic(knowledge: Knowledge) -> list[Posting]:
    """Read our own postings; the file's name is the label."""
    postings: list[Posting] = []
    for path in sorted(SYNTHETIC_FOLDER.glob("*.txt")):
        strengths, title = strengths_in(path.read_text(encoding="utf-8"), knowledge)
        label = path.stem.rpartition("-")[0]
        postings.append(Posting(path.stem, label, title, strengths, weight=SYNTHETIC))
    return postings


def target(posting: Posting, roles: Sequence[str]) -> list[float]:
    """Return the label as shares over the roles."""
    shares = dict.fromkeys(roles, 0.0)
    accepted = [name for name in posting.alternatives if name in shares]
    shares[posting.label] = 1 - ALTERNATIVE if accepted else 1.0
    for name in accepted:
        shares[name] += ALTERNATIVE / len(accepted)
    return [shares[role] for role in roles]


class Fit:
    """Accelerated gradient descent on rows of (strengths, target, weight)."""

    def __init__(self, postings: Iterable[Posting], prior: Mapping[str, Mapping[str, float]], roles: Sequence[str]):
        self.roles = list(roles)
        rows = list(postings)
        self.names = [*sorted({name for row in rows for name in row.strengths} | set(prior)), BIAS]
        index = {name: place for place, name in enumerate(self.names)}
        self.rows = [
            (
                [(index[name], value) for name, value in row.strengths.items()] + [(index[BIAS], 1.0)],
                target(row, self.roles),
                row.weight,
            )
            for row in rows
        ]
        self.prior = [[SHARE * prior.get(name, {}).get(role, 0.0) for role in self.roles] for name in self.names]

    def weights(self) -> Weights:
        """Return the fitted weights, three decimals."""
        current = [list(row) for row in self.prior]
        ahead = [list(row) for row in self.prior]
        speed, step = 1.0, 1 / (0.5 * self._largest() + PULL)
        for _ in range(STEPS):
            gradient = self._gradient(ahead)
            following = [
                [value - step * slope for value, slope in zip(row, slopes, strict=True)]
                for row, slopes in zip(ahead, gradient, strict=True)
            ]
            faster = (1 + math.sqrt(1 + 4 * speed * speed)) / 2
            push = (speed - 1) / faster
            ahead = [
                [new + push * (new - old) for new, old in zip(news, olds, strict=True)]
                for news, olds in zip(following, current, strict=True)
            ]
            current, speed = following, faster
        kept = {name: TITLE_SHARE if name.startswith("title:") and name != FIXED else 1.0 for name in self.names}
        return {
            name: {
                role: round(kept[name] * value, 3)
                for role, value in zip(self.roles, row, strict=True)
                if round(value, 3)
            }
            for name, row in zip(self.names, current, strict=True)
        }

    def _gradient(self, weights: list[list[float]]) -> list[list[float]]:
        bias = len(self.names) - 1
        gradient = [
            [(PULL if place < bias else PULL / 10) * (value - mean) for value, mean in zip(row, means, strict=True)]
            for place, (row, means) in enumerate(zip(weights, self.prior, strict=True))
        ]
        for strengths, wanted, weight in self.rows:
            errors = [weight * (got - want) for got, want in zip(self._shares(weights, strengths), wanted, strict=True)]
            for place, value in strengths:
                row = gradient[place]
                for role, error in enumerate(errors):
                    row[role] += value * error
        return gradient

    def _shares(self, weights: list[list[float]], strengths: list[tuple[int, float]]) -> list[float]:
        scores = [0.0] * len(self.roles)
        for place, value in strengths:
            for role, weight in enumerate(weights[place]):
                scores[role] += weight * value
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]

    def _largest(self) -> float:
        """Return the largest eigenvalue of the weighted Gram matrix, by power iteration."""
        vector, size = [1.0] * len(self.names), 1.0
        for _ in range(30):
            image = [0.0] * len(vector)
            for strengths, _, weight in self.rows:
                dot = weight * sum(value * vector[place] for place, value in strengths)
                for place, value in strengths:
                    image[place] += dot * value
            size = math.sqrt(sum(value * value for value in image))
            vector = [value / size for value in image]
        return size


def main() -> int:
    """Fit on all labeled postings and write the weights."""
    folder = os.environ.get("JD_DEV")
    if not folder:
        sys.stderr.write("Set JD_DEV to the folder of labeled postings; nothing was fitted.\n")
        return 2
    knowledge = KNOWLEDGE
    postings = [*labeled(Path(folder), knowledge), *synthetic(knowledge)]
    weights = Fit(postings, knowledge.judged_weights, knowledge.families).weights()
    lines = [
        "# Fitted by tests/evaluations/jd_fit.py from the hand-written weights of evidence.yaml; do not edit by hand.",
        f"# {len(postings)} postings, pull {PULL}, share {SHARE}.",
        "fitted:",
    ]
    for name, row in weights.items():
        inside = ", ".join(f"{role}: {value}" for role, value in row.items())
        lines.append(f'  "{name}": {{{inside}}}')
    (FOLDER / "weights.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

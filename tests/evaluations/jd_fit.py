"""Fits what JD review learned from labeled postings: kinds of sentences, families of work, and the verdict.

`JD_DEV=folder:folder python -m tests.evaluations.jd_fit` writes sentences.tsv, works.tsv, wording.tsv and weights.yaml
in definitions/jd. Folders have labels.csv: of postings, or of statements in the postings of the folders beside it. The
verdict is a multinomial logistic regression whose prior mean is the hand-written weights of evidence.yaml, and nothing
for words: with little data it stays near what people judged. Pure Python; texts are read, never stored.
"""

import csv
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import median

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.knowledge.loading import FOLDER
from rubrics.jd.knowledge.role_knowledge import BIAS
from rubrics.jd.reading.evidence import evidence_in
from rubrics.jd.reading.self_mentions import self_mention
from rubrics.jd.reading.shares import strengths_of
from rubrics.jd.reading.statements import statements_of, work_strengths
from rubrics.jd.reading.titles import read_title
from rubrics.jd.reading.verdict import Grounds
from rubrics.jd.reading.wording import Wording, WordWeights
from rubrics.jd.text.document import take_apart
from rubrics.jd.text.invisible import visible_of
from rubrics.jd.text.linear import LinearModel, model_from, model_text
from rubrics.jd.text.sentence_types import SentenceTypes
from tests.built_in import KNOWLEDGE
from tests.evaluations import jd_wording
from tests.evaluations.jd_statements import Readers, labeled_statements, readers_of
from tests.evaluations.softmax import Prior, Row, fitted

FIRM, FIRM_BIAS = 6.0, 1.8
"""How firmly weights are held to what was judged by hand, and the bias to none."""
SHARE = 0.5
"""How much of the hand-written weights is believed before any posting: fitted ones come out about half as large."""
ALTERNATIVE = 0.3
"""The share of a label that goes to the labels also accepted."""
SYNTHETIC = 0.5
ONE_READER = 0.5
"""How much a label counts in sets whose boundary cases were not read again: those without a column for confidence."""
BALANCE = 0.5
"""Roles of few postings count for more: the median number over their own, to this power."""
STEPS = 80
"""The last steps move the third decimal."""
RANKING_STEPS = 25
"""By so many it is plain which words tell most."""
JUDGING = frozenset(("kr", "ta", "afg", "uf", "rj", "single"))
"""The strata of postings that are for judging only: nothing is fitted on them."""
WORDING_SAYS = "How much words and pairs of words speak for roles"
SYNTHETIC_FOLDER = Path(__file__).parent.parent / "rubrics" / "jd" / "synthetic"
Weights = dict[str, dict[str, float]]


@dataclass
class Posting:
    """One labeled text: what its verdict is made from, its strengths and its labels."""

    id: str
    label: str
    grounds: Grounds
    strengths: Mapping[str, float]
    alternatives: tuple[str, ...] = ()
    clear: bool = True
    mislabeled: bool = False
    weight: float = 1.0
    text: str = field(default="", repr=False)
    row: Mapping[str, str] = field(default_factory=dict, repr=False)
    company: str = ""
    source: str = ""
    judging: bool = False

    @cached_property
    def words(self) -> frozenset[str]:
        """All its words and pairs of words that may be features."""
        return jd_wording.words_in(self.grounds.document)


@dataclass(frozen=True)
class Fitted:
    """What the verdict adds up with: the weights of what is known of the work, and those of words."""

    weights: Weights
    wording: LinearModel


def grounds_in(text: str, knowledge: Knowledge, models: tuple[LinearModel, LinearModel] | None = None) -> Grounds:
    """Return what the verdict on a text is made from, as read by the shipped models or by others."""
    kinds, works = models or (knowledge.sentences, knowledge.works)
    document = take_apart(visible_of(text)[0], None, knowledge.section_lists, SentenceTypes(kinds))
    named = self_mention(document, knowledge)
    evidence = evidence_in(document, knowledge)
    return Grounds(
        document,
        evidence,
        statements_of(document, evidence, works),
        read_title(document.title, knowledge),
        read_title(named.name, knowledge) if named else None,
    )


def strengths_in(grounds: Grounds) -> dict[str, float]:
    """Return what the verdict adds up."""
    body = {**grounds.evidence.strengths, **work_strengths(grounds.statements)}
    return strengths_of(body, grounds.title, grounds.named)


def folders_named() -> list[Path]:
    """Return the folders that JD_DEV names, those with labels."""
    named = filter(None, os.environ.get("JD_DEV", "").split(":"))
    return [Path(folder) for folder in named if (Path(folder) / "labels.csv").exists()]


def rows_of(folder: Path) -> list[dict[str, str]]:
    """Return the rows of a folder's labels."""
    with (folder / "labels.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def postings_folders(folders: Iterable[Path]) -> list[Path]:
    """Return the folders whose labels are of postings."""
    return [folder for folder in folders if "label" in rows_of(folder)[0]]


def readers_in(folders: Sequence[Path], knowledge: Knowledge) -> Readers | None:
    """Fit the models on the folder of labeled statements, where there is one."""
    postings = postings_folders(folders)
    companies = {
        (folder.name, row["id"]): row["company"].strip().lower() for folder in postings for row in rows_of(folder)
    }
    for folder in folders:
        if folder not in postings:
            labeled = labeled_statements(folder, companies, knowledge)
            return readers_of(labeled, sorted(set(companies.values())), knowledge)
    return None


def labeled(folder: Path, knowledge: Knowledge, readers: Readers | None = None) -> list[Posting]:
    """Read the labeled postings of a folder; none is read by a model that learned from its own statements."""
    postings: list[Posting] = []
    for row in rows_of(folder):
        text = (folder / f"{row['id']}.txt").read_text(encoding="utf-8")
        company = row["company"].strip().lower()
        models = readers.models_for((folder.name, row["id"]), company) if readers else None
        grounds = grounds_in(text, knowledge, models)
        postings.append(
            Posting(
                id=row["id"],
                label=role_named(row["label"]),
                grounds=grounds,
                strengths=strengths_in(grounds),
                alternatives=tuple(role_named(name) for name in row["alt_label"].split(";") if name),
                clear=row.get("confidence") == "clear",
                mislabeled=row.get("mislabelled") == "yes",
                weight=1.0 if "confidence" in row else ONE_READER,
                text=text,
                row=row,
                company=company,
                source=row["source"] if "confidence" not in row else row["stratum"] if "source" in row else folder.name,
                judging="source" in row and row.get("stratum") in JUDGING,
            )
        )
    return postings


def role_named(label: str) -> str:
    """Return the role that a label means."""
    return label.strip().replace("_", "-")


def synthetic(knowledge: Knowledge, readers: Readers | None = None) -> list[Posting]:
    """Read our own postings; the file's name is the label."""
    models = (readers.kinds, readers.works) if readers else None
    postings: list[Posting] = []
    for path in sorted(SYNTHETIC_FOLDER.glob("*.txt")):
        grounds = grounds_in(path.read_text(encoding="utf-8"), knowledge, models)
        label = path.stem.rpartition("-")[0]
        postings.append(Posting(path.stem, label, grounds, strengths_in(grounds), weight=SYNTHETIC))
    return postings


def target(posting: Posting, roles: Sequence[str]) -> list[float]:
    """Return the label as shares over the roles."""
    shares = dict.fromkeys(roles, 0.0)
    accepted = [name for name in posting.alternatives if name in shares]
    shares[posting.label] = 1 - ALTERNATIVE if accepted else 1.0
    for name in accepted:
        shares[name] += ALTERNATIVE / len(accepted)
    return [shares[role] for role in roles]


def fit(postings: Sequence[Posting], knowledge: Knowledge, steps: int = STEPS) -> Fitted:
    """Return the weights of every feature, three decimals, and of the most telling words, two.

    All words that enough companies use are fitted with the features; those that tell most are then fitted anew.
    """
    words = jd_wording.candidates((one.company, one.words) for one in postings)
    if len(words) > jd_wording.KEPT:
        values = _values(postings, words)
        ranking = _together(postings, values, knowledge, min(steps, RANKING_STEPS))
        words = frozenset(jd_wording.most_telling(_of_words(ranking), values))
    found = _together(postings, _values(postings, words), knowledge, steps)
    roles = knowledge.families
    # The bias names all roles: one whose weight is nothing is a role all the same.
    weights = {
        name: {
            role: round(weight, 3) for role, weight in zip(roles, row, strict=True) if round(weight, 3) or name == BIAS
        }
        for name, row in found.items()
        if not name.startswith(jd_wording.PREFIX)
    }
    return Fitted(weights, model_from(model_text(WORDING_SAYS, roles, _of_words(found), jd_wording.UNIT)))


def _values(postings: Iterable[Posting], words: Collection[str]) -> list[dict[str, float]]:
    known: WordWeights = dict.fromkeys(words, ())
    return [Wording(one.grounds.document, known, ()).values for one in postings]


def _of_words(found: Mapping[str, list[float]]) -> dict[str, list[float]]:
    prefix = jd_wording.PREFIX
    return {name.removeprefix(prefix): row for name, row in found.items() if name.startswith(prefix)}


def _together(
    postings: Sequence[Posting], values: Sequence[Mapping[str, float]], knowledge: Knowledge, steps: int
) -> dict[str, list[float]]:
    """Return the weights of features and words, fitted together."""
    judged, roles = knowledge.judged_weights, knowledge.families
    counts = Counter(posting.label for posting in postings)
    middle = median(counts.values())
    rows = [
        Row(
            {**posting.strengths, BIAS: 1.0, **{jd_wording.PREFIX + word: value for word, value in words.items()}},
            target(posting, roles),
            posting.weight * (middle / counts[posting.label]) ** BALANCE,
        )
        for posting, words in zip(postings, values, strict=True)
    ]
    names = sorted({name for row in rows for name in row.features} | set(judged))
    means = {name: [SHARE * judged.get(name, {}).get(role, 0.0) for role in roles] for name in names}
    priors = {name: Prior(means[name], _firm(name)) for name in names}
    return fitted(rows, priors, len(roles), steps)


def _firm(name: str) -> float:
    return FIRM_BIAS if name == BIAS else jd_wording.FIRM if name.startswith(jd_wording.PREFIX) else FIRM


def main() -> int:
    """Fit on all labeled postings but those for judging, and write what was fitted."""
    folders = folders_named()
    if not folders:
        sys.stderr.write("Set JD_DEV to the folders of labeled postings; nothing was fitted.\n")
        return 2
    knowledge = KNOWLEDGE
    readers = readers_in(folders, knowledge)
    if readers is not None:
        _write_model("sentences", "What sentences do", readers.kinds)
        _write_model("works", "Which family of work statements speak of", readers.works)
    postings = [one for folder in postings_folders(folders) for one in labeled(folder, knowledge, readers)]
    chosen = [*(one for one in postings if not one.judging), *synthetic(knowledge, readers)]
    found = fit(chosen, knowledge)
    _write_model("wording", WORDING_SAYS, found.wording)
    lines = [
        "# Fitted by tests/evaluations/jd_fit.py from the hand-written weights of evidence.yaml; do not edit by hand.",
        f"# {len(chosen)} postings, firm {FIRM}, share {SHARE}.",
        "fitted:",
    ]
    for name, row in found.weights.items():
        inside = ", ".join(f"{role}: {value}" for role, value in row.items())
        lines.append(f'  "{name}": {{{inside}}}')
    (FOLDER / "weights.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _write_model(name: str, says: str, model: LinearModel) -> None:
    note = f"{says}: fitted by tests/evaluations/jd_fit.py; do not edit by hand."
    text = model_text(note, model.classes, {feature: model.weights(feature) for feature in model.rows}, model.unit)
    (FOLDER / f"{name}.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

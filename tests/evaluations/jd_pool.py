"""The verdict on postings no one had labeled: 640 of the pool, whose roles readers told without seeing any verdict.

`jd_pool_roles.csv` holds their labels, one row a posting, and no text. Drawn were the 582 of 1,500 whose share of other
work the review put below nine tenths, and 58 of the rest; 40 were read by two readers, who agreed on all. Nothing is
fitted on them: half again as many labels made no figure better (docs/jd-verdict.md).
"""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rubrics.jd.knowledge.knowledge import Knowledge
from tests.evaluations.jd_fit import Posting, grounds_in, role_named, strengths_in
from tests.evaluations.jd_statements import Readers
from tests.evaluations.jd_verdicts import fitted_on, judged, verdict_lines

ROLES = Path(__file__).parent / "jd_pool_roles.csv"
POOL = "postings.jsonl.gz"
AI_TITLES = "afg"
"""The pool's source of postings whose titles say AI."""


def pool_named(named: Iterable[str]) -> Path | None:
    """Return the pool's file, where one of the folders has it."""
    return next((path for folder in named if folder and (path := Path(folder) / POOL).exists()), None)


def _texts(pool: Path) -> Iterator[dict[str, str]]:
    with gzip.open(pool, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def pool_postings(pool: Path, knowledge: Knowledge, readers: Readers | None) -> list[Posting]:
    """Read the labeled postings of the pool; no model has seen any of them."""
    models = (readers.kinds, readers.works) if readers else None
    with ROLES.open(encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    postings: list[Posting] = []
    for one in _texts(pool):
        if (row := rows.get(one["id"])) is None:
            continue
        grounds = grounds_in(f"{one['title']}\n\n{one['text']}", knowledge, models)
        postings.append(
            Posting(
                id=one["id"],
                label=role_named(row["label"]),
                grounds=grounds,
                strengths=strengths_in(grounds),
                alternatives=tuple(role_named(name) for name in row["alt_label"].split(";") if name),
                clear=row["confidence"] == "clear",
                mislabeled=row["mislabelled"] == "yes",
                source=one["source"],
            )
        )
    return postings


def pool_lines(postings: Sequence[Posting], fitted: Sequence[Posting], knowledge: Knowledge) -> Iterator[str]:
    """The verdict on the pool, by weights fitted on all else, and on its AI titles alone."""
    weights = fitted_on(fitted, knowledge)
    verdicts = judged(postings, lambda _: weights, knowledge)
    yield from verdict_lines("Verdict, postings of the pool", verdicts)
    titled = [one for one in verdicts if one.posting.source == AI_TITLES]
    yield from verdict_lines("Verdict, those of them with AI in the title", titled)

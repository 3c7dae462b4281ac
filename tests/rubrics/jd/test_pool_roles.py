"""The labels of the pool's postings: each a role that is judged, each once."""

import csv
import gzip
import json
from pathlib import Path

from tests.built_in import KNOWLEDGE
from tests.evaluations.jd_fit import role_named, synthetic
from tests.evaluations.jd_pool import POOL, ROLES, pool_lines, pool_named, pool_postings


def test_each_posting_of_the_pool_is_labeled_once_with_roles_that_are_judged() -> None:
    with ROLES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({row["id"] for row in rows}) == len(rows) == 640
    for row in rows:
        named = [row["label"], *filter(None, row["alt_label"].split(";"))]
        assert {role_named(name) for name in named} <= set(KNOWLEDGE.families), row["id"]
        assert len(set(named)) == len(named), row["id"]


def test_the_labeled_ones_of_the_pool_are_read_and_measured(tmp_path: Path) -> None:
    texts = [
        {"id": "P0001", "source": "rw", "title": "Accountant", "text": "You close the books every month."},
        {"id": "P0000", "source": "rw", "title": "Baker", "text": "You bake bread."},
    ]
    with gzip.open(tmp_path / POOL, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in texts)
    pool = pool_named(["", str(tmp_path)])
    assert pool is not None
    (posting,) = pool_postings(pool, KNOWLEDGE, None)
    assert (posting.id, posting.label, posting.clear) == ("P0001", "other", True)
    lines = list(pool_lines([posting], synthetic(KNOWLEDGE)[:6], KNOWLEDGE))
    assert "Verdict, postings of the pool" in lines
    assert any(line.startswith("  strict ") and line.endswith("n = 1)") for line in lines)


def test_without_the_pool_there_is_nothing_to_read(tmp_path: Path) -> None:
    assert pool_named(["", str(tmp_path)]) is None

"""A role made without files, written as a file: laid over the same definitions it gives the very same rubrics."""

from pathlib import Path

import pytest

from rubrics.authoring.loader import load_catalogue
from rubrics.authoring.own_files import own_files
from rubrics.authoring.role_changes import (
    changed_competency,
    changed_role,
    moved_up,
    with_level,
    without_competency,
)
from rubrics.authoring.team_layer import HIDDEN, laid_over, own_role
from rubrics.authoring.written_out import Written
from tests.built_in import CATALOGUE

COPY = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
NEVER = {"never-1": "Salary at the last job"}
CASES: dict[str, Written] = {
    "changed": changed_competency(COPY, "senior", "retrieval", {"meaning": "no: 3 # yes", "short": None}),
    "two levels": moved_up(with_level(COPY, CATALOGUE, "staff"), "staff", "retrieval"),
    "less": without_competency(COPY, "senior", "retrieval"),
    "role": changed_role(COPY, "senior", {"name": "LLM “Engineer”", "summary": "- Ships", "bar": 3.25}),
    "asked less": {**COPY, "do_not_ask": NEVER},
    "signed": {**COPY, "approved": {"by": "Hana Suzuki", "on": "2026-11-30"}},
    "new": {**COPY, "id": "llm-engineer", "name": "LLM Engineer", "summary": "Ships", "do_not_ask": NEVER},
}


def lay(folder: Path, written: Written) -> None:
    for role, text in own_files(CATALOGUE, [written]).items():
        (folder / f"{role}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_the_file_gives_the_same_rubrics(case: str, tmp_path: Path) -> None:
    written = CASES[case]
    lay(tmp_path, written)
    from_file, ours = load_catalogue(tmp_path), laid_over(CATALOGUE, [own_role(written)])
    assert from_file.rubrics == ours.rubrics
    role = written["id"]
    assert (from_file.role(role).name, from_file.role(role).summary) == (ours.role(role).name, ours.role(role).summary)
    assert from_file.checklist(role) == ours.checklist(role)


def test_a_hidden_role_is_hidden_by_its_file_too(tmp_path: Path) -> None:
    lay(tmp_path, {**COPY, HIDDEN: True})
    hidden = load_catalogue(tmp_path)
    assert not hidden.names_role("ai-engineer")
    assert hidden.names_role("forward-deployed-engineer"), "what extends it stays"

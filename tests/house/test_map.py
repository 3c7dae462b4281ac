"""Documents name no file or folder that does not stand in the tree."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "docs/operations.md",
    "docs/performance.md",
    "docs/reliability.md",
    "docs/adr/*.md",
)
NAMED = re.compile(r"`((?:bot|rubrics|storage|tests|docs)/[\w./-]+)`")


@pytest.mark.parametrize("pattern", DOCUMENTS)
def test_every_place_that_a_document_names_exists(pattern: str) -> None:
    missing = {
        f"{file.relative_to(ROOT)}: {place}"
        for file in ROOT.glob(pattern)
        for place in NAMED.findall(file.read_text(encoding="utf-8"))
        if not (ROOT / place).exists()
    }
    assert missing == set()

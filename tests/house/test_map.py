"""Documents name no file, folder or name in the code that does not stand in the tree, and quote what is said."""

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


SYMBOL_IN = re.compile(r"((?:`\w+`(?:, )?)+) in `((?:bot|rubrics|storage)/[\w./-]+\.py)`")


def test_every_name_that_the_map_places_in_a_file_stands_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    placed = [(name, place) for names, place in SYMBOL_IN.findall(text) for name in re.findall(r"\w+", names)]
    assert len(placed) > 10
    defined = r"^\s*(?:def |class )?{}\b"
    missing = [
        (name, place)
        for name, place in placed
        if not re.search(defined.format(name), (ROOT / place).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert missing == []


def test_what_people_see_is_quoted_as_it_is_said() -> None:
    operations = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    quoted = re.findall(r'^\| "([^"]+)" \|', operations, re.MULTILINE)
    said = (ROOT / "bot/serving/words/serving_refusals.plain.j2").read_text(encoding="utf-8")
    assert len(quoted) > 4
    assert [sentence for sentence in quoted if sentence not in said] == []

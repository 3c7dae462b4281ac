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


def test_the_readme_counts_the_roles_that_come_along() -> None:
    files = (file.read_text(encoding="utf-8") for file in (ROOT / "rubrics/definitions/roles").glob("*.yaml"))
    roles = [text for text in files if not re.search(r"^\s*abstract: true", text, re.MULTILINE)]
    assert f"**{len(roles)} roles**" in (ROOT / "README.md").read_text(encoding="utf-8")


ROOTED = re.compile(r"`(?:bot|rubrics|storage|tests|docs)/")
PLACED = re.compile(r"((?:`\w+`(?:, )?)+ in )?`([\w./-]+\.\w+|(?:bot|rubrics|storage|tests|docs)/[\w./-]+)`")


def placed(text: str) -> list[tuple[list[str], Path]]:
    """Return the files and folders of the map's rows, each with the names placed in it.

    A file without a folder stands in the folder named before it.
    """
    places: list[tuple[list[str], Path]] = []
    for row in filter(ROOTED.search, text.splitlines()):
        folder = ROOT
        for names, place in PLACED.findall(row):
            path = (ROOT if "/" in place else folder) / place
            folder = path if path.is_dir() else path.parent
            places.append((re.findall(r"\w+", names.removesuffix(" in ")), path))
    return places


MAP = placed((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))


def test_every_file_that_the_map_names_without_a_folder_stands_in_the_one_named_before_it() -> None:
    assert len(MAP) > 200
    assert [str(path) for _, path in MAP if not path.exists()] == []


def written(path: Path) -> str:
    """Return what stands in a file, or in those of a folder."""
    files = [each for each in path.iterdir() if each.is_file()] if path.is_dir() else [path]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_every_name_that_the_map_places_in_a_file_stands_there() -> None:
    named = [(name, path) for names, path in MAP for name in names]
    assert len(named) > 50
    defined = r"^\s*(?:def |class |{%-? block )?{}\b"
    missing = [
        (name, path.name)
        for name, path in named
        if not re.search(defined.replace("{}", name), written(path), re.MULTILINE)
    ]
    assert missing == []


def test_a_file_in_another_folder_than_the_map_says_would_be_noticed() -> None:
    row = "| it | `closed` in `bot/errors.py`; `outbox.py`; `storage/outbox.py`, `claims.py` |"
    paths = [path.relative_to(ROOT).as_posix() for _, path in placed(row)]
    assert paths == ["bot/errors.py", "bot/outbox.py", "storage/outbox.py", "storage/claims.py"]
    assert placed(row)[0][0] == ["closed"]


def test_what_people_see_is_quoted_as_it_is_said() -> None:
    operations = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    quoted = re.findall(r'^\| "([^"]+)" \|', operations, re.MULTILINE)
    said = (ROOT / "bot/serving/words/serving_refusals.plain.j2").read_text(encoding="utf-8")
    assert len(quoted) > 4
    assert [sentence for sentence in quoted if sentence not in said] == []

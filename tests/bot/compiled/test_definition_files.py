"""A team's edited files hold without a restart, in every process; broken ones change nothing and are named once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.compiled.cache_folder import CacheFolder
from bot.compiled.definition_files import DefinitionFiles, stamp_of
from bot.compiled.definitions import Definitions
from bot.compiled.sources import digest_of
from tests.bot.compiled.test_team_catalogues import Watch

RULE = "competencies:\n  retrieval:\n    extends: retrieval\n    meaning: {}\n"


def at_once(work: Callable[[], None]) -> None:
    work()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "retrieval.yaml").write_text(RULE.format("Finds what people ask for"), encoding="utf-8")
    return ours


def meaning(definitions: Definitions) -> str:
    return next(
        one.meaning
        for (role, _), rubric in definitions.catalogue.rubrics.items()
        for one in rubric.competencies
        if role == "ai-engineer" and one.id == "retrieval"
    )


def test_edited_files_hold_within_two_seconds_and_broken_ones_change_nothing(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    watch, changes = Watch(), list[int]()
    first = Definitions(folder, cache=CacheFolder(None))
    files = DefinitionFiles(folder, first, changed=lambda: changes.append(1), watch=watch, beside=at_once)
    file = folder / "retrieval.yaml"
    assert meaning(files.now()) == "Finds what people ask for"
    file.write_text(RULE.format("Finds it, and shows the source"), encoding="utf-8")
    assert files.now() is first, "not looked at for two seconds"
    watch.now += 2
    files.now()
    second = files.now()
    assert meaning(second) == "Finds it, and shows the source"
    assert changes == [1]
    assert second.catalogue.digest != first.catalogue.digest
    file.write_text(RULE.format("x" * 301), encoding="utf-8")
    for _ in range(3):
        watch.now += 2
        assert files.now() is second, "the last good ones stay"
    named = [record for record in caplog.records if "the last good ones stay" in str(record.msg)]
    assert len(named) == 1
    assert "retrieval.yaml:4" in str(named[0].msg)
    assert [(each.file, each.line) for each in files.problems] == [("retrieval.yaml", 4)]
    file.write_text(RULE.format("Finds it again"), encoding="utf-8")
    watch.now += 2
    files.now()
    assert not files.problems


def test_the_stamp_sees_every_kind_of_file(folder: Path) -> None:
    before = stamp_of(folder)
    (folder / "support.csv").write_text("Role,Support", encoding="utf-8")
    assert stamp_of(folder) != before
    assert stamp_of(folder / "support.csv") != stamp_of(folder / "retrieval.yaml")


@pytest.mark.parametrize("name", ["own.csv", "own.tsv", "own.md", "own.yml"])
def test_what_is_kept_from_an_earlier_start_is_told_from_a_sheet_that_changed(folder: Path, name: str) -> None:
    (folder / name).write_text("one", encoding="utf-8")
    before = digest_of(folder)
    (folder / name).write_text("two", encoding="utf-8")
    assert digest_of(folder) != before

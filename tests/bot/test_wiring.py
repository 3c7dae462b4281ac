"""What a process opens once: JD knowledge when it is first asked for, and a team's own files when it starts."""

from pathlib import Path
from threading import Thread

import pytest

from bot.settings import Settings
from bot.wiring import build_services, once
from rubrics.catalogue.errors import CatalogueError
from rubrics.catalogue.lookup import Catalogue


def test_what_is_built_once_is_built_once_whatever_threads_ask() -> None:
    built: list[object] = []
    answers: list[object] = []

    def build() -> object:
        built.append(object())
        return built[-1]

    ask = once(build)
    threads = [Thread(target=lambda: answers.append(ask())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1
    assert set(answers) == set(built)


def test_every_workspace_of_a_process_has_the_same_jd_knowledge(catalogue: Catalogue, sqlite_url: str) -> None:
    services = build_services(Settings(_env_file=None, database_url=sqlite_url), catalogue=catalogue)
    assert services.workspace("T1").jd_knowledge is services.workspace("T2").jd_knowledge
    assert services.workspace("T1").jd_knowledge.catalogue is catalogue
    services.engine.dispose()


def test_a_teams_broken_jd_file_is_refused_when_the_process_starts(tmp_path: Path) -> None:
    (tmp_path / "jd").mkdir()
    (tmp_path / "jd" / "law.yaml").write_text("rows: 7\n", encoding="utf-8")
    settings = Settings(_env_file=None, database_url="sqlite:///none.sqlite3", debrief_definitions=tmp_path)
    with pytest.raises(CatalogueError, match=r"law\.yaml:1"):
        build_services(settings)

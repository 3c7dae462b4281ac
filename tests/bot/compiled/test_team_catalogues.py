"""Whose definitions a workspace goes by, how soon a change shows in another process, and what it costs."""

from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlalchemy.orm import sessionmaker

from bot.compiled.team_catalogues import TeamCatalogues
from bot.wiring import Services
from rubrics.authoring.proposals import VersionState
from rubrics.authoring.role_changes import changed_competency, with_level
from rubrics.authoring.team_layer import digest_of
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from storage.engine import open_engine, reading
from storage.team_definitions import RoleVersionRow, add_version

OURS, THEIRS = "T0OURS", "T0THEIRS"
MEANING = "Finds what customers ask for"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


class Watch:
    """A clock that stands until it is put forward."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def approve(services: Services, team: str, meaning: str = MEANING) -> None:
    written = with_level({"id": "ai-engineer"}, services.catalogue, "senior")
    written = changed_competency(written, "senior", "retrieval", {"meaning": meaning})
    row = RoleVersionRow(
        team_id=team,
        role="ai-engineer",
        written=written,
        digest=digest_of(written),
        author="U0RITA",
        proposed_at=services.now(),
        state=VersionState.APPROVED,
    )
    with services.sessions.begin() as session:
        add_version(session, row)


def meaning(catalogue: Catalogue) -> str:
    return catalogue.rubric("ai-engineer", Level.SENIOR).competency("retrieval").meaning


def test_what_one_workspace_wrote_shows_in_no_other(services: Services) -> None:
    approve(services, OURS)
    assert meaning(services.workspace(OURS).catalogue) == MEANING
    assert services.workspace(THEIRS).catalogue is services.catalogue, "a workspace without own roles costs nothing"
    assert services.workspace(OURS).catalogue.digest != services.catalogue.digest, "answers are kept by the digest"
    junior = ("ai-engineer", Level.JUNIOR)
    assert services.workspace(OURS).catalogue.rubrics[junior] == services.catalogue.rubrics[junior]


def test_a_change_of_another_process_shows_two_seconds_later(services: Services) -> None:
    watch = Watch()
    here = TeamCatalogues(watch)
    assert here.of(OURS, services.catalogue, services.reads) is services.catalogue
    approve(services, OURS)
    assert here.of(OURS, services.catalogue, services.reads) is services.catalogue
    watch.now += 2
    assert meaning(here.of(OURS, services.catalogue, services.reads)) == MEANING


def test_it_is_asked_once_in_two_seconds_and_built_once(services: Services) -> None:
    approve(services, OURS)
    watch, asked = Watch(), list[str]()
    here = TeamCatalogues(watch)
    first = here.of(OURS, services.catalogue, services.reads)
    event.listen(services.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert here.of(OURS, services.catalogue, services.reads) is first
    assert not asked
    watch.now += 2
    assert here.of(OURS, services.catalogue, services.reads) is first
    assert len(asked) == 1


def test_this_process_sees_its_own_change_at_once(services: Services) -> None:
    watch = Watch()
    here = TeamCatalogues(watch)
    here.of(OURS, services.catalogue, services.reads)
    approve(services, OURS)
    here.forget(OURS)
    assert meaning(here.of(OURS, services.catalogue, services.reads)) == MEANING


def test_without_the_database_the_last_catalogue_stands(services: Services) -> None:
    approve(services, OURS)
    watch = Watch()
    here = TeamCatalogues(watch)
    here.of(OURS, services.catalogue, services.reads)
    nowhere = sessionmaker(reading(open_engine("sqlite:////nowhere/at/all.db")))
    watch.now += 2
    assert meaning(here.of(OURS, services.catalogue, nowhere)) == MEANING
    assert here.of(THEIRS, services.catalogue, nowhere) is services.catalogue


def test_other_definitions_of_the_process_are_laid_under_at_once(services: Services) -> None:
    approve(services, OURS)
    here = TeamCatalogues(Watch())
    here.of(OURS, services.catalogue, services.reads)
    less = replace(services.catalogue, digest="less", roles=services.catalogue.roles[:2])
    assert len(here.of(OURS, less, services.reads).roles) == 2

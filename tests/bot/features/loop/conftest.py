"""Loops opened through the use cases themselves: a database, a clock that waits, and no Slack."""

import pytest
from sqlalchemy import Engine

from bot.settings import Settings
from bot.wiring import Services, build_services
from rubrics.catalogue.lookup import Catalogue
from tests.bot.features.loop.desk import ADA, Desk
from tests.conftest import Clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Rules that end before the database begins: one kind of it will do."""
    return sqlite_url


@pytest.fixture
def services(engine: Engine, catalogue: Catalogue, now: Clock, database_url: str) -> Services:
    """Services without a Slack to call; Ada is an admin."""
    settings = Settings(_env_file=None, database_url=database_url, debrief_admins=(ADA.user,))
    return build_services(settings, now=now, catalogue=catalogue, engine=engine)


@pytest.fixture
def desk(services: Services) -> Desk:
    return Desk(services)

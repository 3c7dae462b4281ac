"""A loop that is open already; rules on values need one kind of database only."""

import pytest

from bot.wiring import Services
from rubrics.panel.loop import Loop
from tests.bot.features.opened_loop import opened


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def loop(services: Services) -> Loop:
    """A loop with two interviewers, who owe their scorecards."""
    return opened(services)

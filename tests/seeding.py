"""A seeded playground kept as it was, to begin from again and again: seeding takes seconds, copying does not."""

from copy import deepcopy
from dataclasses import dataclass
from sqlite3 import Connection, connect
from typing import Any

from bot.playground.demo.seed import seed
from bot.playground.slack.local_slack import LocalSlack
from bot.wiring import Services

REMEMBERED = ("members", "channels", "posts", "notices", "read_until")
"""All that a workspace remembers, but its lock, its clock and its count of changes."""


@dataclass
class Seeded:
    """What seeding left in the database and in Slack; `furnish` puts a copy of both where it is wanted."""

    database: Connection
    remembered: dict[str, Any]

    def furnish(self, services: Services, slack: LocalSlack) -> None:
        """Fill an empty, migrated SQLite database and a workspace without messages."""
        raw = services.engine.raw_connection()
        try:
            self.database.backup(raw.driver_connection)
        finally:
            raw.close()
        for name, value in deepcopy(self.remembered).items():
            setattr(slack.workspace, name, value)


def seeded_once(services: Services, slack: LocalSlack) -> Seeded:
    """Seed these two, and keep what came of it."""
    seed(services, slack)
    database = connect(":memory:", check_same_thread=False)
    raw = services.engine.raw_connection()
    try:
        raw.driver_connection.backup(database)
    finally:
        raw.close()
    return Seeded(database, deepcopy({name: getattr(slack.workspace, name) for name in REMEMBERED}))

"""`debrief db`: brings the database to this version's tables and says where it stands."""

from typing import Annotated

import typer
from sqlalchemy import Engine

from bot.logs import configure_logs
from bot.settings import load_settings
from bot.wording.words import plain_words
from storage import migrations
from storage.engine import open_engine

app = typer.Typer(help="Migrate the database.", no_args_is_help=True, rich_markup_mode=None)


@app.command("upgrade")
def upgrade_command() -> None:
    """Create or migrate the tables; any number of processes may do this at once."""
    version = migrations.upgrade(_engine())
    typer.echo(plain_words("database.upgraded", version=version))


@app.command("current")
def current_command() -> None:
    """Say which version the database has, and which the code expects."""
    have, want = migrations.current(_engine()), migrations.newest()
    if have == want:
        typer.echo(plain_words("database.newest", version=have))
        return
    typer.echo(plain_words("database.old", version=have, newest=want))
    raise typer.Exit(1)


@app.command("revision", hidden=True)
def revision_command(why: Annotated[str, typer.Argument(help="What the migration is for, in a few words")]) -> None:
    """Write a migration from what the tables declare and the database lacks (for developers)."""
    migrations.revise(_engine(), why)


def _engine() -> Engine:
    configure_logs()
    return open_engine(load_settings().database_url)

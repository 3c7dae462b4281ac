"""Commands whose modules are imported when they are called; knows no command.

`--help` lists them by the line that stands beside the name, so that it imports none.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group


class OnDemand(NamedTuple):
    """A command's name, the module of its `<name>_command` or its typer `app`, and what `--help` says of it."""

    name: str
    module: str
    help: str


def group_of(commands: Sequence[OnDemand]) -> type[TyperGroup]:
    """Return the kind of group that has these commands, for typer's `cls`."""
    known = {command.name: command for command in commands}

    class Group(TyperGroup):
        """Holds the lines of `--help` until one of its commands is called."""

        def __init__(self, **given: Any) -> None:
            super().__init__(**given)
            for command in commands:
                self.add_command(TyperCommand(command.name, help=command.help))

        def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
            if args and args[0] in known:
                self.add_command(loaded(known[args[0]]))
            return super().resolve_command(ctx, args)

    return Group


def loaded(command: OnDemand) -> Any:
    """Import a command and return it as typer runs it."""
    module = import_module(command.module)
    # A group of one is still a group: that is what the callback says to typer.
    mounted = typer.Typer(callback=lambda: None, rich_markup_mode=None, pretty_exceptions_enable=False)
    if hasattr(module, "app"):
        mounted.add_typer(module.app, name=command.name)
    else:
        mounted.command(command.name)(getattr(module, f"{command.name}_command"))
    return get_group(mounted).commands[command.name]

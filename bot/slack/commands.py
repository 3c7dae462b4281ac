"""Slash commands, each declared once: its listener, its help, its line in the manifests and its completion follow.

A feature declares its commands; a room above it may add a subcommand to one of them. Nothing here knows any of them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.slack.block_types import Message
from bot.slack.blocks import private, section
from bot.slack.ready_answers import ready
from bot.slack.replying import Answer, Asked, CommandHandler, on_command
from bot.slack.routes import Routes
from bot.wiring import Workspace
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import shortened
from bot.wording.words import words
from rubrics.catalogue.names import close_names, is_name

HELP = "help"
LONGEST_QUOTED = 75
"""Of a word that no command knows, as the answer repeats it."""


@dataclass(frozen=True)
class Line:
    """One line of a command's help: what to type, without the command itself, and what that shows or does."""

    example: str
    help: str


@dataclass(frozen=True)
class Subcommand:
    """A word that may follow a command, with who answers it.

    Without a handler of its own the command's answers, which gets the word as well. `arguments` is shown in Slack's
    hint; `lines` are what help says of it. One that `takes_text` is handed a text of any length, the others names.
    """

    command: str
    name: str
    handler: CommandHandler | None = None
    arguments: str = ""
    lines: Sequence[Line] = ()
    takes_text: bool = False


@dataclass(frozen=True)
class Command:
    """A slash command as Slack lists it; `handler` answers it where no subcommand does, else help does.

    `help` is the first line of its help, `lines` what else may be typed. One that `leads_to_all` answers
    `/debrief loop list` as `/loop list`. Behind the word `divider` a second name may stand.
    """

    name: str
    description: str
    help: str
    handler: CommandHandler | None = None
    arguments: str = ""
    subcommands: Sequence[Subcommand] = ()
    lines: Sequence[Line] = ()
    leads_to_all: bool = False
    divider: str = ""


@dataclass(frozen=True)
class Shortcut:
    """An entry of a message's menu, as Slack lists it."""

    callback_id: str
    name: str
    description: str


class Commands:
    """Every command of the app, with the subcommands that other rooms add.

    What is too long for a name is answered by `on_text` and looked for nowhere, since looking for each part of a
    pasted page among all names would keep everybody else waiting.
    Raises ValueError where two have one name, or a subcommand is for none.
    """

    def __init__(
        self, commands: Iterable[Command], added: Iterable[Subcommand] = (), on_text: CommandHandler | None = None
    ) -> None:
        self.commands, self._on_text = tuple(commands), on_text
        self._by_name = {command.name: command for command in self.commands}
        self._subcommands: dict[str, dict[str, Subcommand]] = {}
        for command in self.commands:
            if command.name in self._subcommands:
                raise ValueError(f"{command.name} is declared twice")
            self._subcommands[command.name] = {}
        for sub in [*(sub for command in self.commands for sub in command.subcommands), *added]:
            self._add(sub)

    def _add(self, sub: Subcommand) -> None:
        siblings = self._subcommands.get(sub.command)
        if siblings is None or sub.name in siblings:
            raise ValueError(f"{sub.command} {sub.name} is declared twice, or for no command")
        siblings[sub.name] = sub

    def register(self, routes: Routes) -> None:
        """Answer each command."""
        for command in self.commands:
            on_command(routes, command.name, self._answering(command))

    def usage_hint(self, command: Command) -> str:
        """Return what Slack shows behind a command while somebody types: “new | show | cancel [candidate] | help”."""
        subs = list(self._subcommands[command.name].values())
        follows: list[Subcommand | None] = [*subs[1:], None]
        shown = [
            # What the next one takes as well is named once, behind the last of them.
            sub.name if next_one and next_one.arguments == sub.arguments else f"{sub.name} {sub.arguments}".strip()
            for sub, next_one in zip(subs, follows, strict=False)
        ]
        return " | ".join([*([command.arguments] if command.arguments else []), *shown, HELP])

    def help_on(self, command: Command, unknown: str | None = None) -> Message:
        """Return the help of a command; `unknown` is a word behind it that nobody understood."""
        text = words("help.command", command=command.name, intro=Mrkdwn(command.help), lines=self._lines(command))
        if unknown is None:
            return private(text, [section(text)])
        near = [f"{command.name} {name}" for name in close_names(unknown, self._known(command), most=1)]
        answer = words("help.unknown", word=shortened(unknown, LONGEST_QUOTED), near=near)
        return private(answer, [section(answer), section(text)])

    def _answering(self, command: Command) -> CommandHandler:
        def answer(workspace: Workspace, asked: Asked) -> Answer:
            return self.answer(command, workspace, asked)

        return answer

    def answer(self, command: Command, workspace: Workspace, asked: Asked) -> Answer:
        """Return the answer to a command with what stands behind it; raises Refusal."""
        first = asked.first
        if first == HELP:
            return ready(workspace, f"help {command.name}", lambda: self.help_on(command))
        sub = self._subcommands[command.name].get(first)
        if sub is not None and sub.handler is not None:
            handler = sub.handler if sub.takes_text else self._of_names(sub.handler)
            return handler(workspace, asked.rest)
        other = self._by_name.get(f"/{first}") if command.leads_to_all else None
        if other is not None:
            return self.answer(other, workspace, asked.rest)
        return self._of_names(command.handler or self._unknown(command), command.divider)(workspace, asked)

    def _of_names(self, handler: CommandHandler, divider: str = "") -> CommandHandler:
        def answer(workspace: Workspace, asked: Asked) -> Answer:
            if self._on_text is None or all(map(is_name, _names(asked.text, divider))):
                return handler(workspace, asked)
            return self._on_text(workspace, asked)

        return answer

    def _unknown(self, command: Command) -> CommandHandler:
        def answer(workspace: Workspace, asked: Asked) -> Answer:  # noqa: ARG001
            return self.help_on(command, unknown=asked.first or None)

        return answer

    def _known(self, command: Command) -> list[str]:
        others = [one.name.removeprefix("/") for one in self.commands if command.leads_to_all and one is not command]
        return [*self._subcommands[command.name], *others]

    def _lines(self, command: Command) -> list[tuple[str, Mrkdwn]]:
        subs = self._subcommands[command.name].values()
        lines = [*command.lines, *(line for sub in subs for line in sub.lines)]
        return [(f"{command.name} {line.example}".strip(), Mrkdwn(line.help)) for line in lines]


def _names(text: str, divider: str) -> list[str]:
    """Return the names that a text holds: one, or one on each side of the divider."""
    found = re.search(rf"(?<!\S){re.escape(divider)}(?!\S)", text, re.IGNORECASE) if divider else None
    return [text[: found.start()], text[found.end() :]] if found else [text]

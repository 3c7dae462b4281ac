"""Slash commands, each declared once: its listener, its help, its line in the manifests and its completion follow.

A feature declares its commands; a room above it may add a subcommand to one of them. Nothing here knows any of them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.errors import NextStep
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, modal, private, section, sections
from bot.slack.capabilities import in_core_blocks
from bot.slack.elements import button, step_buttons
from bot.slack.limits import BUTTON_LABEL
from bot.slack.payloads import UnreadableRefusal
from bot.slack.ready_answers import ready
from bot.slack.replying import Answer, Asked, CommandHandler, as_modal, on_click, on_command
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import shortened
from bot.wording.words import plain_words, words
from rubrics.catalogue.names import close_names, is_name

HELP = "help"
ASK_FOR_HELP = frozenset({HELP, "?", "-h", "-help", "--help", "/?"})
"""What people type behind a command to learn what it does."""
LONGEST_QUOTED = 75
"""Of a word that no command knows, as the answer repeats it."""
LONGEST_REPEATED = 255
"""Of what stands behind such a word, as the button that corrects it carries it: no name is longer."""
RUN = "run_command"
"""The id of a button that does what a command would; its value is the command as typed, without the slash."""
TOPIC = "help_topic"
"""The id of a button that shows all that may be typed behind a command; its value is the command's name."""


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
    `also` are other words for it: anyone who types one is offered it. One that `is_rare` comes last in the help.
    """

    command: str
    name: str
    handler: CommandHandler | None = None
    arguments: str = ""
    lines: Sequence[Line] = ()
    takes_text: bool = False
    also: Sequence[str] = ()
    is_rare: bool = False


@dataclass(frozen=True)
class Command:
    """A slash command as Slack lists it; `handler` answers it where no subcommand does, else help does.

    `help` is what its help says in a sentence, under its `title`; `ways` are the buttons below, the first of them the
    likeliest, and `lines` what may be typed. One that `leads_to_all` answers `/debrief loop list` as `/loop list`, and
    help names every other command behind it. Behind the word `divider` a second name may stand.
    """

    name: str
    description: str
    help: str
    handler: CommandHandler | None = None
    title: str = ""
    ways: Sequence[NextStep] = ()
    arguments: str = ""
    subcommands: Sequence[Subcommand] = ()
    lines: Sequence[Line] = ()
    leads_to_all: bool = False
    divider: str = ""


@dataclass(frozen=True)
class Shortcut:
    """An entry of a message's menu, as Slack lists it; with `everywhere`, of Slack's own menu and search instead."""

    callback_id: str
    name: str
    description: str
    everywhere: bool = False


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
        """Answer each command, and the buttons that run one or tell what there is."""
        for command in self.commands:
            on_command(routes, command.name, self._answering(command))
        on_click(routes, RUN, self._run)
        on_click(routes, TOPIC, self._all_lines)

    def usage_hint(self, command: Command) -> str:
        """Return what Slack shows behind a command while someone types: “new | show | cancel [candidate] | help”."""
        subs = list(self._subcommands[command.name].values())
        follows: list[Subcommand | None] = [*subs[1:], None]
        shown = [
            # What the next one takes as well is named once, behind the last of them.
            sub.name if next_one and next_one.arguments == sub.arguments else f"{sub.name} {sub.arguments}".strip()
            for sub, next_one in zip(subs, follows, strict=False)
        ]
        return " | ".join([*([command.arguments] if command.arguments else []), *shown, HELP])

    def help_on(self, command: Command) -> Message:
        """Return the help of a command: what it is for, the likeliest steps as buttons, how to type them."""
        title = "" if command.leads_to_all else command.title
        text = words("help.command", title=title, intro=Mrkdwn(command.help))
        buttons = step_buttons(command.ways)
        # What a room declares may be one line, and that one is in view already.
        more = [self._topic_button(command)] if len(self._declared(command)) > 1 else []
        syntax = [context(words("help.syntax", typed=typed)) for typed in [self._syntax(command)] if typed]
        return private(text, [section(text), *actions(*buttons, *more), *syntax])

    def unknown(self, command: Command, asked: Asked) -> Message:
        """Return the answer to a word that no one understands: the nearest one as a button, with the same argument."""
        meant = [sub.name for sub in self._subcommands[command.name].values() if asked.first in sub.also]
        near = meant or close_names(asked.first, self._known(command), most=1)
        text = words("help.unknown", word=shortened(asked.words[0], LONGEST_QUOTED), near=near)
        buttons = [self._meant(command, name, asked.rest.text) for name in near]
        return private(text, [section(text), *actions(*buttons, self._topic_button(command))])

    def _meant(self, command: Command, name: str, argument: str) -> Element:
        rest = argument if len(argument) <= LONGEST_REPEATED else ""
        typed = f"{name} {rest}".strip()
        label = shortened(f"{typed[:1].upper()}{typed[1:]}", BUTTON_LABEL)
        return button(label, RUN, f"{command.name.removeprefix('/')} {typed}", primary=True)

    def _topic_button(self, command: Command) -> Element:
        return button(_all_commands(command), TOPIC, command.name.removeprefix("/"))

    def _all_lines(self, workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG002
        """Return all that may be typed behind a command; behind the one that leads to all, a door to each other."""
        command = self._called(value)
        subs = self._subcommands[command.name].values()
        usual = [*command.lines, *(line for sub in subs if not sub.is_rare for line in sub.lines)]
        rare = [line for sub in subs if sub.is_rare for line in sub.lines]
        text = words("help.lines", typed=self._typed(command, Line("", "")), usual=_said(usual), rare=_said(rare))
        others = [one for one in self.commands if one is not command] if command.leads_to_all else []
        doors = [self._door(one, number) for number, one in enumerate(others)]
        ways = () if doors else actions(*step_buttons(command.ways))
        return modal(_all_commands(command), [*sections(text), *doors, *ways], callback_id=TOPIC)

    def _door(self, command: Command, number: int) -> Block:
        text = words("help.door", typed=self._typed(command, Line("", "")), intro=command.description)
        value, label = command.name.removeprefix("/"), _all_commands(command)
        return section(text, accessory=button(plain_words("help.open"), f"{TOPIC}:{number}", value, label=label))

    def _run(self, workspace: Workspace, actor: Actor, value: str) -> Modal:
        """Return what a command answers, as a modal: a button's own answer is not read."""
        name, _, text = value.partition(" ")
        command = self._called(name)
        answer = self.answer(command, in_core_blocks(workspace), Asked(actor, text, "", text))
        shown = as_modal(answer, command.title, RUN)
        return shown if _leads_on(shown) else self._with_steps(shown, command, value)

    def _with_steps(self, shown: Modal, command: Command, value: str) -> Modal:
        """Return a modal that would be a dead end with the command's other ways below it."""
        others = [way for way in command.ways if way.value != value]
        steps = actions(*step_buttons(others), self._topic_button(command))
        return {**shown, "blocks": [*shown["blocks"], *steps]}

    def _called(self, name: str) -> Command:
        command = self._by_name.get(f"/{name}")
        if command is None:
            raise UnreadableRefusal("command")
        return command

    def _answering(self, command: Command) -> CommandHandler:
        def answer(workspace: Workspace, asked: Asked) -> Answer:
            return self.answer(command, workspace, asked)

        return answer

    def answer(self, command: Command, workspace: Workspace, asked: Asked) -> Answer:
        """Return the answer to a command with what stands behind it; raises Refusal.

        A text that begins with a word of ours in capitals, such as “New York is where …”, is handed on whole: what is
        typed as a command is typed small.
        """
        first = asked.first
        if first in ASK_FOR_HELP:
            topic = self._led_to(command, asked.rest.first) or command
            return ready(workspace, f"help {topic.name}", lambda: self.help_on(topic))
        sub = self._subcommands[command.name].get(first)
        if sub is not None and sub.handler is not None:
            if sub.takes_text or self._holds_names(asked.rest.text):
                return sub.handler(workspace, asked.rest)
            return self._answer_text(workspace, asked.rest if asked.words[0] == first else asked)
        other = self._led_to(command, first)
        if other is not None:
            return self.answer(other, workspace, asked.rest)
        handler = command.handler or self._unknown(command)
        if self._holds_names(asked.text, command.divider):
            return handler(workspace, asked)
        return self._answer_text(workspace, asked)

    def _holds_names(self, text: str, divider: str = "") -> bool:
        """Tell whether a text is names, one on each side of the divider, or is to be taken for such."""
        return self._on_text is None or all(map(is_name, _names(text, divider)))

    def _led_to(self, command: Command, word: str) -> Command | None:
        """Return the command that a word behind the one which leads to all names, with its slash or without."""
        return self._by_name.get(f"/{word.removeprefix('/')}") if command.leads_to_all else None

    def _answer_text(self, workspace: Workspace, asked: Asked) -> Answer:
        assert self._on_text is not None  # noqa: S101 – without it every text is taken for names
        return self._on_text(workspace, asked)

    def _unknown(self, command: Command) -> CommandHandler:
        def answer(workspace: Workspace, asked: Asked) -> Answer:
            if asked.first:
                return self.unknown(command, asked)
            return ready(workspace, f"help {command.name}", lambda: self.help_on(command))

        return answer

    def _known(self, command: Command) -> list[str]:
        others = [one.name.removeprefix("/") for one in self.commands if command.leads_to_all and one is not command]
        return [*self._subcommands[command.name], *others]

    def _declared(self, command: Command) -> list[Line]:
        subs = self._subcommands[command.name].values()
        return [*command.lines, *(line for sub in subs for line in sub.lines)]

    def _typed(self, command: Command, line: Line) -> str:
        """Return a line as it is typed behind the one command that every workspace has."""
        first = next((one.name for one in self.commands if one.leads_to_all), None)
        names = [command.name] if first in (None, command.name) else [first, command.name.removeprefix("/")]
        return " ".join([*map(str, names), line.example]).strip()

    def _syntax(self, command: Command) -> list[str]:
        """Return how the command is typed: one example in full, then the words that may stand in its place."""
        lines = self._declared(command)
        if not lines:
            return []
        if command.leads_to_all:
            return [self._typed(command, line) for line in command.lines]
        # The first that takes an argument, else the longest: the bare command is what was just typed.
        example = next((line for line in lines if " " in line.example), max(lines, key=lambda line: len(line.example)))
        others = [name for name in self._subcommands[command.name] if name != example.example.split(" ", 1)[0]]
        return [self._typed(command, example), *others]


def _leads_on(shown: Modal) -> bool:
    """Tell whether a modal holds something to submit, press or choose."""
    return "submit" in shown or any("accessory" in one or one["type"] == "actions" for one in shown["blocks"])


def _said(lines: Iterable[Line]) -> list[tuple[str, Mrkdwn]]:
    return [(line.example, Mrkdwn(line.help)) for line in lines]


def _all_commands(command: Command) -> str:
    topic = "" if command.leads_to_all else command.name.removeprefix("/")
    return plain_words("help.all_commands", topic=topic)


def _names(text: str, divider: str) -> list[str]:
    """Return the names that a text holds: one, or one on each side of the divider."""
    found = re.search(rf"(?<!\S){re.escape(divider)}(?!\S)", text, re.IGNORECASE) if divider else None
    return [text[: found.start()], text[found.end() :]] if found else [text]

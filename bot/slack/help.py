"""What each command can do, with examples to copy."""

from dataclasses import dataclass

from bot.slack.blocks import Message, private, section
from bot.wording.phrases import shortened
from bot.wording.words import words
from rubrics.catalogue.names import close_names


@dataclass(frozen=True)
class Command:
    """A slash command as Slack lists it."""

    name: str
    description: str
    usage_hint: str


COMMANDS = (
    Command("/rubric", "What to assess for a role at a level", "[role] [level] | compare | pay | diff | hire | help"),
    Command("/jd", "What a JD should say, and a review of yours", "checklist [role] | review | history | help"),
    Command(
        "/loop",
        "Open and run one candidate’s interviews",
        "new | list | show | edit | record | cancel [candidate] | help",
    ),
    Command("/score", "Write your scorecard", "[candidate] | help"),
    Command("/signal", "What a panel’s scorecards say together", "[candidate] | help"),
    Command("/debrief", "Everything Debrief can do", "[command] | help"),
)
"""What the manifests register and the playground completes."""


def help_on(topic: str, unknown: str | None = None) -> Message:
    """Return the help of one command, or of Debrief as a whole; `unknown` is a word nobody understood."""
    text = words(f"help.{topic}")
    if unknown is None:
        return private(text, [section(text)])
    meant = [f"/{topic} {name}" for name in close_names(unknown, _known(topic), most=1)]
    said = words("help.unknown", word=shortened(unknown), meant=meant)
    return private(said, [section(said), section(text)])


def _known(topic: str) -> list[str]:
    """Return the words that may follow a command, as its hint names them."""
    if topic == "debrief":
        return [command.name.removeprefix("/") for command in COMMANDS[:-1]]
    hint = next(command.usage_hint for command in COMMANDS if command.name == f"/{topic}")
    return [part.split()[0] for part in hint.split("|") if not part.strip().startswith("[")]

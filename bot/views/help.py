"""What each command can do, with examples to copy."""

from bot.views.blocks import Message, private, section
from bot.views.words import shortened, words


def help_on(topic: str, unknown: str | None = None) -> Message:
    """Return the help of one command, or of Debrief as a whole; `unknown` is a word nobody understood."""
    text = words(f"help.{topic}")
    blocks = [section(text)]
    if unknown is not None:
        blocks.insert(0, section(words("help.unknown", word=shortened(unknown))))
    return private(text, blocks)

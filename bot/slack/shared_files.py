"""A file that is shared in a conversation, and the optional permission for it; knows nothing of what a file holds."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.slack.block_types import Message

FILES_SCOPE = "files:write"
"""Optional; a workspace that did not grant it is asked again only after a while."""


@dataclass(frozen=True)
class SharedFile:
    """A file to be shared in a conversation, and the message above it.

    `content` makes its bytes. Where making them is an act of its own, such as a reading that is noted, `asks_first`
    has Slack asked before whether it takes a file at all.
    """

    name: str
    title: str
    content: Callable[[], bytes]
    channel: str
    message: Message
    asks_first: bool = False

"""What the opener of a loop is told when something could not be posted, and marks on posts sent twice."""

from collections.abc import Sequence

from bot.views.blocks import Message, context, message, section
from bot.views.words import mention, words
from rubrics.loop import Loop

UNREACHABLE = "unreachable"
"""The problem of a direct message whose recipient cannot be written to."""


def notice(loop: Loop, problems: Sequence[str], unreachable: Sequence[str] = ()) -> Message:
    """Return the direct message about what waits and how to mend it; or that nothing waits any more.

    `unreachable` are the people who cannot be written to.
    """
    if not problems:
        text = words("notice.mended", loop=loop)
        return message(text, [section(text)])
    people = [mention(user) for user in unreachable]
    texts = [words(f"notice.{problem}", loop=loop, people=people) for problem in problems]
    return message(texts[0], [section(text) for text in texts])


def sent_again(posted: Message) -> Message:
    """Mark a message that is sent again because Slack did not say what became of the first try."""
    mark = context(words("notice.sent_again")).to_dict()
    return {**posted, "blocks": [*posted["blocks"], mark]}

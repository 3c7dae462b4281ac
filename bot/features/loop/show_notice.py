"""What a loop's opener learns of what was not posted, and marks on posts sent twice; sends nothing."""

from collections.abc import Mapping, Sequence

from bot.slack.block_types import Message
from bot.slack.blocks import context, message, section
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import channel_link, mention
from bot.wording.words import words
from rubrics.panel.loop import Loop

UNREACHABLE = "unreachable"
"""The problem of a direct message whose recipient cannot be written to."""
OUTSIDER = "outsider"
"""The problem of a direct message about a loop whose recipient may not take part in any."""

UNCONFIRMED = "unconfirmed"
"""The problem of a message that Slack has not confirmed, not even the second time."""


def notice(loop: Loop, problems: Mapping[str, Sequence[str]]) -> Message:
    """Return the direct message about what waits and how to mend it; or that nothing waits any more.

    `problems` says what is wrong, and where: the loop's channel, or whose direct messages.
    """
    if not problems:
        text = words("notice.mended", loop=loop)
        return message(text, [section(text)])
    texts = [
        words(
            f"notice.{problem}", loop=loop, places=[_place(loop, recipient) for recipient in dict.fromkeys(concerned)]
        )
        for problem, concerned in sorted(problems.items())
    ]
    return message(texts[0], [section(text) for text in texts])


def _place(loop: Loop, recipient: str) -> Mrkdwn:
    return channel_link(recipient) if recipient == loop.channel else mention(recipient)


def sent_again(posted: Message) -> Message:
    """Mark a message that is sent again because Slack did not say what became of the first try."""
    mark = context(words("notice.sent_again"))
    return {**posted, "blocks": [*posted["blocks"], mark]}

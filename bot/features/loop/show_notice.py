"""What a loop's opener learns of what was not posted, and marks on posts sent twice; sends nothing."""

from collections.abc import Mapping, Sequence

from bot.features.doors import Door
from bot.features.loop.show_loop import EDIT, EXCUSE, REPLACE, act_button, to_loop
from bot.slack.block_types import Message
from bot.slack.blocks import actions, context, message, section
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import channel_link, mention
from bot.wording.words import words
from rubrics.panel.loop import Loop

UNREACHABLE = "unreachable"
"""The problem of a direct message whose recipient cannot be written to."""
OUTSIDER = "outsider"
"""The problem of a direct message about a loop whose recipient may not take part in any."""

ACTS = {
    UNREACHABLE: ("excuse", EXCUSE),
    OUTSIDER: ("change", EDIT),
    "candidate_in_channel": ("replace", REPLACE),
    "public_channel": ("signal", Door.READ_SIGNAL),
}
"""What the reader may do about a problem: the name of the button's words, and its id."""
WHILE_OPEN = frozenset({EXCUSE, EDIT})
"""Acts that only an open loop takes: of one that is revealed, someone may miss the news all the same."""


def notice(loop: Loop, problems: Mapping[str, Sequence[str]]) -> Message:
    """Return the direct message about what waits and what to do about it; or that nothing waits any more.

    `problems` says what is wrong, and where: the loop's channel, or whose direct messages.
    """
    if not problems:
        text = words("notice.resolved", loop=loop)
        return message(text, [section(text), *to_loop(loop)])
    texts = [
        words(
            f"notice.{problem}", loop=loop, places=[_place(loop, recipient) for recipient in dict.fromkeys(concerned)]
        )
        for problem, concerned in sorted(problems.items())
    ]
    possible = [act for problem, act in ACTS.items() if problem in problems]
    acts = [(name, action) for name, action in possible if loop.is_open or action not in WHILE_OPEN]
    return message(
        texts[0], [*map(section, texts), *actions(*(act_button(loop, *act) for act in acts)), *to_loop(loop)]
    )


def _place(loop: Loop, recipient: str) -> Mrkdwn:
    return channel_link(recipient) if recipient == loop.channel else mention(recipient)


def sent_again(posted: Message) -> Message:
    """Mark a message that is sent again because Slack did not say what became of the first try."""
    mark = context(words("notice.sent_again"))
    return {**posted, "blocks": [*posted["blocks"], mark]}


def withheld() -> Message:
    """Return what takes the place of a message in a channel that its candidate is in; it names no one."""
    text = words("notice.withheld")
    return message(text, [context(text)])

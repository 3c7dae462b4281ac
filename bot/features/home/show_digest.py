"""The digest of someone who runs loops: what is late and what waits for a decision, each with its button."""

from datetime import datetime

from bot.features.doors import Door
from bot.features.home.read_home import HomeFacts
from bot.features.home.send_digest import waiting_for
from bot.features.home.show_rows import row_blocks
from bot.slack.block_types import Block, Message
from bot.slack.blocks import actions, message, section
from bot.slack.elements import button
from bot.wording.words import plain_words, words


def digest(facts: HomeFacts, now: datetime) -> Message | None:
    """Return what waits for someone; None where nothing does any more."""
    waiting = waiting_for(facts)
    number = sum(shown.number for shown in waiting.values())
    is_cut = any(shown.is_cut for shown in waiting.values())
    if not number:
        return None
    blocks: list[Block] = [section(words("digest.heading", number=number, is_cut=is_cut))]
    for group, shown in waiting.items():
        blocks += [section(words(f"digest.{group.value}", number=shown.number)), *row_blocks(group, shown.items, now)]
        if shown.number > len(shown.items):
            text = plain_words("digest_labels.all", number=shown.number, is_cut=shown.is_cut)
            blocks += actions(button(text, f"{Door.DESK_LIST}:{group.value}", group.value))
    return message(words("digest.fallback", number=number, is_cut=is_cut), blocks)

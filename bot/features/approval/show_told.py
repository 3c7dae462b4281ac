"""What people are told of an approval in their messages: that they are asked, and what came of it."""

from bot.features.doors import Door
from bot.slack.block_types import Block, Element, Message
from bot.slack.blocks import actions, message, section
from bot.slack.elements import button
from bot.wording.words import plain_words, words
from rubrics.jd.versions import JdAct, JdVersion
from rubrics.panel.plan import Opening
from storage.jd_entries import JdEntryRow
from storage.jd_versions import LEFT


def asks(jd: JdVersion, opening: Opening | None, reader: str) -> Message:
    """Return what asks someone to approve; once that is settled, what came of it."""
    waits = jd.waits_for(reader)
    text = words("approval_told.asks", jd=jd, opening=opening, waits=waits, has_approved=jd.has_approved(reader))
    return message(text, [section(text), *_open(jd, "read_and_approve" if waits else "open", primary=waits)])


def asked_no_longer() -> Message:
    """Return what stands in place of the question to someone who may not read the JD any more."""
    text = words("approval_told.asked_no_longer")
    return message(text, [section(text)])


def tells(jd: JdVersion, opening: Opening | None, entry: JdEntryRow) -> Message:
    """Return what became of an approval: someone approved or took it back, or the text is settled."""
    is_settled = entry.act is JdAct.SETTLED
    text = words(
        "approval_told.settled" if is_settled else "approval_told.acted",
        jd=jd,
        opening=opening,
        by=entry.actor,
        took_back=entry.act is JdAct.TAKEN_BACK,
    )
    return message(text, [section(text), *_open(jd, "open")])


def tells_of_leaver(jd: JdVersion, opening: Opening | None, occasion: str) -> Message:
    """Return that an approver has left, with the way to name someone else."""
    text = words("approval_told.left", jd=jd, opening=opening, person=occasion.removeprefix(LEFT))
    return message(text, [section(text), *_open(jd, "open", primary=True)])


def approval_button(jd: JdVersion, *, primary: bool = False) -> Element:
    """Return the button of a row that opens a JD to be approved."""
    label = plain_words("approval_labels.open_jd", title=jd.title)
    action = f"{Door.JD_APPROVAL}:{jd.id}"
    return button(plain_words("approval_labels.read_and_approve"), action, jd.id, primary=primary, label=label)


def _open(jd: JdVersion, label: str, *, primary: bool = False) -> list[Block]:
    return actions(button(plain_words(f"approval_labels.{label}"), Door.JD_APPROVAL, jd.id, primary=primary))

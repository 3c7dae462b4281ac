"""What people in the stories do by hand: fill in a loop's first step, write a scorecard, look around."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from bot.playground.slack.limits import accept_blocks
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.person import CommandReply
from bot.playground.slack.screen import Message, View, message_seen
from bot.playground.slack.workspace import Post
from bot.wiring import Services
from storage.tables import LoopRow

CHANNEL = "C0HIRING"
RITA, HANA, OTTO = "U0RITA", "U0HANA", "U0OTTO"
PANEL = ("U0IVAN", "U0IDA", "U0IMRAN", "U0INES")
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For rules that end before the database begins, told in many variants: one kind of database will do."""
AFTER_SUBMIT = ("Scorecard in", "Panel revealed")
"""Titles of what stands in place of a scorecard once it is stored."""
COMMANDS = (
    ("/rubric", ""),
    ("/rubric", "ai-engineer senior"),
    ("/jd", "checklist ai-engineer"),
    ("/jd", "review"),
    ("/loop", "new"),
    ("/loop", "list"),
    ("/loop", "show Dana Fox"),
    ("/loop", "edit Dana Fox"),
    ("/score", ""),
    ("/score", "Dana Fox"),
    ("/signal", ""),
    ("/signal", "Dana Fox"),
    ("/jd", "history"),
    ("/rubric", "diff Dana Fox"),
    ("/debrief", ""),
    ("/debrief", "people"),
    ("/debrief", "signal Dana Fox"),
)
"""Everything that someone can type, in the forms that could tell something about a loop."""


def rating_fields(person: Person) -> list[str]:
    """Return the names of the rating fields of the scorecard that is open."""
    return _fields(person, "rating:")


def evidence_fields(person: Person) -> list[str]:
    """Return the names of the evidence fields that the open scorecard shows."""
    return _fields(person, "evidence:")


def _fields(person: Person, prefix: str) -> list[str]:
    return [block["block_id"] for block in modal(person).blocks if block["block_id"].startswith(prefix)]


def modal(person: Person) -> View:
    """Return the modal in front of a person, who must have one."""
    assert person.modal is not None, "no modal is open"
    return person.modal


def fill_card(
    person: Person,
    rating: int | str,
    recommendation: str = "yes",
    *,
    evidence: str | None = None,
    reason: str | None = None,
) -> None:
    """Fill in the scorecard that is open: one rating for every competency, and evidence if it is given."""
    person.fill(dict.fromkeys(rating_fields(person), str(rating)))
    if evidence is not None:
        add_evidence(person)
        person.fill(dict.fromkeys(evidence_fields(person), evidence))
    person.fill({"recommendation": recommendation, **({"reason": reason} if reason else {})})


def add_evidence(person: Person) -> None:
    """Open the evidence of every competency of the open scorecard that does not show its field yet."""
    for field in rating_fields(person):
        competency = field.removeprefix("rating:")
        if f"evidence:{competency}" not in evidence_fields(person):
            person.click(modal(person), "add_evidence", competency)


def score(
    person: Person,
    rating: int | str,
    recommendation: str = "yes",
    *,
    evidence: str | None = None,
    reason: str | None = None,
    about: str = "",
) -> None:
    """Open one's scorecard with `/score`, fill it in, submit it, and close what it says afterwards."""
    open_card(person, about)
    fill_card(person, rating, recommendation, evidence=evidence, reason=reason)
    reply = person.submit()
    if reply.errors and set(reply.errors) <= set(evidence_fields(person)) and not evidence:
        reply = person.submit()  # asked once for the evidence that is left out
    assert reply.action == "updated", (reply, modal(person).plain)
    assert modal(person).title in AFTER_SUBMIT, modal(person).plain
    person.close()


def open_card(person: Person, about: str = "") -> None:
    """Open one's scorecard with `/score`; where none is due, the one submitted last."""
    reply = person.command("/score", about)
    if person.modal is None:
        person.click(reply.messages[-1], "open_scorecard")


def chosen(person: Person, field: str) -> str | None:
    """Return what stands in a field of the open modal: its text, or the value of the chosen option."""
    (state,) = modal(person).state[field].values()
    option = state.get("selected_option") or {}
    return state.get("value") or option.get("value")


def choose_more(person: Person, shown: Message | View, act: str) -> None:
    """Choose an act in the ⋯ menu of a loop that is shown, by the act's id."""
    menus = [element for block in shown.blocks for element in block.get("elements", ())]
    values = [option["value"] for menu in menus for option in menu.get("options", ())]
    person.click(shown, "loop_more", next(value for value in values if value.startswith(f"{act} ")))


def something_changed(person: Person, message: Message, what: str) -> None:
    """Choose what changed in the menu of an invitation or a reminder, by what it reports."""
    menus = [element for block in message.blocks for element in block.get("elements", ())]
    values = [option["value"] for menu in menus for option in menu.get("options", ())]
    person.click(message, "interview_trouble", next(value for value in values if value.startswith(f"{what} ")))


def said(reply: CommandReply) -> str:
    """Return what a command answered, as its person reads it."""
    return "\n".join(message.plain for message in reply.messages)


def close_all(person: Person) -> None:
    """Close every modal in front of a person."""
    while person.modal is not None:
        person.close()


def in_channel(slack: LocalSlack, channel: str = CHANNEL) -> list[Message]:
    """Return what everybody in a channel sees of Debrief, in order, what stands in threads left out."""
    return [message for message in _of_debrief(slack, channel) if message.thread_ts in (None, message.ts)]


def in_thread(slack: LocalSlack, post: Message, channel: str = CHANNEL) -> list[Message]:
    """Return what Debrief has said in the thread of a post."""
    return [message for message in _of_debrief(slack, channel) if message.thread_ts == post.ts != message.ts]


def _of_debrief(slack: LocalSlack, channel: str) -> list[Message]:
    return [message for message in slack.messages(channel) if not message.ephemeral and message.author == "U0BOT"]


def read_evidence(person: Person, post: Message) -> None:
    """Open the matrix below a signal's post, and there all evidence; what a person may not read refuses at once."""
    loop = next(value for action, _, value in post.buttons if action == "signal_matrix")
    person.click(post, "signal_matrix")
    if modal(person).callback_id != "refusal":
        person.click(modal(person), "signal_evidence", f"{loop}:")


def channel_post(slack: LocalSlack, words: str, channel: str = CHANNEL) -> Message:
    """Return the one message in a channel that says this."""
    found = [message for message in in_channel(slack, channel) if words in message.plain]
    assert len(found) == 1, [message.plain for message in in_channel(slack, channel)]
    return found[0]


def last_dm(person: Person) -> str:
    """Return the newest direct message of a person, as they read it."""
    return person.direct_messages()[-1].plain


def everything_shown(
    slack: LocalSlack, person: Person, commands: Sequence[tuple[str, str]] = COMMANDS
) -> Iterator[str]:
    """Run every command as this person, open Home, and yield all that they are shown and were notified of."""
    for command, text in commands:
        person.command(command, text)
        yield from _front(person)
        close_all(person)
    person.open_home()
    if person.home:
        yield person.home.plain
        yield str(person.home.shown)
    yield from person.notifications
    for channel, place in slack.workspace.channels.items():
        if not place.is_private or person.id in place.members:
            for message in person.sees(channel):
                yield from (message.plain, message.text, str(message.blocks))


def _front(person: Person) -> Iterator[str]:
    """Yield what the modal in front says; of a scorecard only its texts, because it lists every possible rating."""
    if person.modal is None:
        return
    if person.modal.callback_id == "scorecard":
        yield from (text for name in evidence_fields(person) if (text := chosen(person, name)))
    else:
        yield person.modal.plain
        yield str(person.modal.shown)


def filled_first_step(services: Services, **changes: Any) -> dict[str, Any]:
    """Return the first step of `/loop new` as Rita would fill it in; `changes` name fields that differ."""
    deadline = int(services.now().timestamp()) + 2 * 24 * 3600
    filled: dict[str, Any] = {
        "candidate": "Dana Fox",
        "role": "ai-engineer",
        "level": "senior",
        "channel": CHANNEL,
        "hiring_manager": HANA,
        "interviewers": list(PANEL),
        "deadline": deadline,
    }
    return {**filled, **changes}


def first_step(person: Person, services: Services, **changes: Any) -> None:
    """Type `/loop new` and fill in its first step."""
    person.command("/loop", "new", channel=CHANNEL)
    person.fill(filled_first_step(services, **changes))


def old_button(slack: LocalSlack, action_id: str, value: str, channel: str = CHANNEL) -> Message:
    """Return a message of Debrief with one button, as an earlier day may have left it in a channel."""
    button = {"type": "button", "text": {"type": "plain_text", "text": "Old"}, "action_id": action_id, "value": value}
    blocks = accept_blocks([{"type": "actions", "elements": [button]}], "message")
    workspace = slack.workspace
    post = Post(ts=workspace.stamp(), channel=channel, author="U0BOT", text="An old message", blocks=blocks)
    return message_seen(workspace, workspace.post(post), None)


def loop_id(services: Services) -> str:
    """Return the id of the newest loop."""
    with services.reads() as session:
        return session.scalars(select(LoopRow.id).order_by(LoopRow.opened_at.desc(), LoopRow.id)).first() or ""

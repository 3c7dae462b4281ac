"""What people in the stories do by hand about approvals: review a JD, ask others, approve it, check a posting."""

from typing import Any

from bot.features.doors import Door
from bot.playground.slack.local_slack import Person
from bot.playground.slack.screen import Message, View
from tests.stories.acting import CHANNEL, HANA, close_all, modal

IVAN = "U0IVAN"
JD = """Senior AI Engineer

We are hiring a Senior AI Engineer for our support product.

What you'll do
- Ship retrieval features on top of hosted models, from the API to the on-call rotation
- Write the evaluations that stop a bad prompt from reaching customers

What you bring
- 5+ years of building backend systems in Python

Pay and benefits
Base pay: $200,000 to $240,000 a year
Benefits: health insurance, 401(k)
Remote (US).
"""


def review(person: Person, text: str = JD) -> View:
    """Have a text reviewed, and return the first page of that."""
    close_all(person)
    person.command("/jd", "review", channel=CHANNEL)
    person.fill({"jd": text})
    person.submit()
    return modal(person)


def press(person: Person, shown: Message | View, words: str) -> View:
    """Press the first button that begins with these words, and return what is in front then."""
    action, value = next((action, value) for action, text, value in shown.buttons if text.startswith(words))
    person.click(shown, action, value)
    return modal(person)


def asking(person: Person, text: str = JD) -> View:
    """Have a text reviewed, and open the form that asks for its approval."""
    shown = review(person, text)
    if not any(text.startswith("Ask for approval") for _, text, _ in shown.buttons):
        shown = press(person, shown, next(text for _, text, _ in shown.buttons if "remark" in text.lower()))
    return press(person, shown, "Ask for approval")


def ask(
    person: Person, approvers: tuple[str, ...] = (HANA, IVAN), *, text: str = JD, needed: int = 0, opening: str = ""
) -> View:
    """Ask people to approve a text, and return how that stands."""
    asking(person, text)
    person.fill({"approvers": list(approvers), "needed": str(needed), **({"opening": opening} if opening else {})})
    reply = person.submit()
    assert reply.action == "updated", (reply, modal(person).plain)
    return modal(person)


def asked(person: Person) -> Message:
    """Return the newest message that asks someone to approve, as it stands."""
    return next(message for message in reversed(person.direct_messages()) if opens_jd(message))


def opens_jd(message: Message) -> bool:
    """Tell whether a message leads to an approval."""
    return any(action.partition(":")[0] == Door.JD_APPROVAL for action, _, _ in message.buttons)


def opened(person: Person) -> View:
    """Open the JD that someone was asked to approve."""
    close_all(person)
    message = asked(person)
    action, value = next((action, value) for action, _, value in message.buttons if action.startswith("jd_approval"))
    person.click(message, action, value)
    return modal(person)


def approve(person: Person) -> View:
    """Open the JD that someone was asked to approve, and approve it."""
    return press(person, opened(person), "Approve")


def choose(person: Person, act: str) -> View:
    """Choose an act in the ⋯ menu of the JD that is open."""
    menus: list[Any] = [element for block in modal(person).blocks for element in block.get("elements", ())]
    values = [option["value"] for menu in menus for option in menu.get("options", ())]
    person.click(modal(person), "jd_approval_more", next(value for value in values if value.startswith(f"{act} ")))
    return modal(person)


def check(person: Person, text: str) -> str:
    """Check a published text, and return what was said."""
    close_all(person)
    person.command("/jd", "check")
    person.fill({"jd": text})
    person.submit()
    return modal(person).plain

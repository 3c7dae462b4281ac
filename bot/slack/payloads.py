"""What Debrief reads out of Slack's payloads, each part with the shape it must have; knows nothing of what is done.

A payload is signed, and still it may be old, forged with a stolen secret, or of a kind that Slack has changed. So
whatever is read is checked first: what cannot be read is told to the person as such and never ends in an exception.
Texts that people typed are taken whatever they contain; ids and the values of buttons may hold no NUL and no half of
a character, since no database takes either.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.errors import Refusal
from bot.wiring import Actor

Body = dict[str, Any]

ID = r"^[A-Za-z0-9_.|-]+$"
Id = Annotated[str, StringConstraints(pattern=ID, max_length=32)]
"""A person, team, channel: letters and digits; 32 characters are what the columns for them hold, thrice Slack's own."""
Handle = Annotated[str, StringConstraints(pattern=ID, max_length=200)]
"""What is handed back to Slack and stored nowhere whole: a trigger, a hash."""
ViewId = Annotated[str, StringConstraints(pattern=ID, max_length=64)]
"""A view: it is stored as what was submitted, in a column of 64."""
Name = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=255)]
"""What Debrief itself has called a block, an element or a form: Slack takes 255 characters."""
Value = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=3000)]
"""What Debrief itself has put into a button, an option or a form: Slack takes 3,000 characters of the longest."""
Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}(\.[0-9]{1,9})?$")]
"""A moment as Slack writes it: seconds, and their millionths."""
Seconds = Annotated[int, Field(ge=0, le=253_402_300_799)]
"""A moment as a menu of dates gives it, up to the end of the year 9999, the last that a datetime holds."""


def storable(text: str) -> str:
    """Return a text without what no database keeps: NUL, and half of a character."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


NUMBER = re.compile(r"[0-9]{1,6}")
"""Six digits: a page, a version or a number of days beyond a million is no one's, and may not fit the database."""


class PayloadShape(BaseModel):
    """What is read of a payload."""

    # Strict, since Slack sends numbers as numbers; whatever Slack adds one day is passed over.
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class _Chosen(PayloadShape):
    value: Value


class Action(PayloadShape):
    """What someone clicked, chose or typed: the first of `actions`, the only one Slack sends."""

    action_id: Name
    block_id: Name = ""
    value: str | None = None
    selected_option: _Chosen | None = None
    action_ts: Stamp = "0"

    @property
    def chosen(self) -> str:
        """The value of the button that was clicked, or of what was chosen in a menu."""
        value = self.selected_option.value if self.selected_option else self.value
        return storable(value or "")


class _Element(PayloadShape):
    value: str | None = None
    selected_option: _Chosen | None = None
    selected_options: list[_Chosen] | None = None
    selected_user: Id | None = None
    selected_users: list[Id] | None = None
    selected_conversation: Id | None = None
    selected_date_time: Seconds | None = None
    rich_text_value: dict[str, Any] | None = None


class _State(PayloadShape):
    values: dict[Name, dict[Name, _Element]]


class _Block(PayloadShape):
    type: Name
    block_id: Name


class _View(PayloadShape):
    id: ViewId
    type: Name
    callback_id: Name = ""
    private_metadata: Value = ""
    hash: Handle | None = None
    root_view_id: ViewId | None = None
    previous_view_id: ViewId | None = None
    blocks: list[_Block] = []


class _FilledView(_View):
    state: _State
    private_metadata: Value
    blocks: list[_Block]


class _Team(PayloadShape):
    id: Id


class _User(PayloadShape):
    id: Id
    team_id: Id | None = None


class _Command(PayloadShape):
    command: str
    text: str = ""
    team_id: Id
    user_id: Id
    channel_id: Id


class _Interaction(PayloadShape):
    user: _User
    team: _Team | None = None


class _Clicked(PayloadShape):
    actions: Annotated[list[Action], Field(min_length=1)]


class _Shown(PayloadShape):
    view: _View


class _Filled(PayloadShape):
    view: _FilledView


class _Container(PayloadShape):
    type: Name = ""
    channel_id: Id | None = None


class _Posted(PayloadShape):
    container: _Container = _Container()


class _Triggering(PayloadShape):
    trigger_id: Handle


class _Typing(PayloadShape):
    action_id: Name
    value: str = ""


class _Message(PayloadShape):
    message: dict[str, Any]


Shape = TypeVar("Shape", bound=PayloadShape)


class UnreadableRefusal(Refusal):
    """A payload without something that Debrief has to read, or with something else in its place; `where` names it."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__("request_refusals.unreadable")


def read_shape(shape: type[Shape], body: Mapping[str, Any]) -> Shape:
    """Return what a shape reads of a payload; raises UnreadableRefusal."""
    try:
        return shape.model_validate(body)
    except ValidationError as wrong:
        # The place alone: what stands there may be what someone typed.
        place = wrong.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]
        raise UnreadableRefusal(".".join(map(str, place[:3]))) from None


def carried_number(text: str) -> int:
    """Return the number that a button or a form of ours carries; raises UnreadableRefusal for any other text."""
    if not NUMBER.fullmatch(text):
        raise UnreadableRefusal("number")
    return int(text)


def typed_command(body: Body) -> tuple[Actor, str, str]:
    """Return who typed a slash command, what stands behind it, and in which channel."""
    command = read_shape(_Command, body)
    return Actor(command.team_id, command.user_id), as_typed(storable(command.text)), command.channel_id


def as_typed(text: str) -> str:
    """Return a command's text as it was typed: Slack escapes three characters of it."""
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def actor_of(body: Body) -> Actor:
    """Return who is behind an interaction's payload; in a shared channel their own team counts."""
    read = read_shape(_Interaction, body)
    team = read.user.team_id or (read.team.id if read.team else None)
    if team is None:
        raise UnreadableRefusal("team")
    return Actor(team, read.user.id)


def action_of(body: Body) -> Action:
    """Return what was clicked."""
    return read_shape(_Clicked, body).actions[0]


def view_of(body: Body) -> Body:
    """Return the view that was clicked in, checked but for what was filled in."""
    read_shape(_Shown, body)
    view: Body = body["view"]
    return view


def filled_view_of(body: Body) -> Body:
    """Return the view that was submitted or changed, checked with all that was filled in."""
    read_shape(_Filled, body)
    view: Body = body["view"]
    return view


def submission_of(filled: Body) -> str:
    """Return what names one submission of a modal: a second click on its button has the same name.

    A modal's id alone doesn't do: where the stack is full, the next form takes the place of the last one, with its id.
    """
    named = f"{filled['id']} {filled.get('hash') or ''}"
    return hashlib.sha256(named.encode()).hexdigest()[:32]  # of 64 digits enough that no two are alike, in any column


def channel_of(body: Body) -> str:
    """Return the channel of the message that was clicked in; nothing for a click in a modal or in Home."""
    container = read_shape(_Posted, body).container
    return container.channel_id or "" if container.type == "message" else ""


def trigger_of(body: Body) -> str:
    """Return what lets a modal be opened."""
    return read_shape(_Triggering, body).trigger_id


def typed_into_menu(body: Body) -> str:
    """Return what someone typed into a menu that is filled while they do."""
    return read_shape(_Typing, body).value


def message_of(body: Body) -> Body:
    """Return the message that a shortcut was chosen on; its parts are whatever the app that posted it made of them."""
    return read_shape(_Message, body).message

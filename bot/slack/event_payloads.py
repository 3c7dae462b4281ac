"""What Debrief reads out of Slack's events, each part with the shape it must have."""

from bot.slack.payloads import Body, Handle, Id, PayloadShape, read_shape
from bot.wiring import Actor


class _Moved(PayloadShape):
    user: Id
    channel: Id


class Moved(PayloadShape):
    """Someone who joined a channel, or left it."""

    team_id: Id
    event: _Moved


class _Account(PayloadShape):
    id: Id
    deleted: bool = False


class _Changed(PayloadShape):
    user: _Account


class Changed(PayloadShape):
    """An account that Slack describes anew."""

    team_id: Id
    event: _Changed


class _ShownHome(PayloadShape):
    private_metadata: str = ""
    hash: Handle | None = None


class _HomeEvent(PayloadShape):
    user: Id
    tab: str = "home"
    view: _ShownHome = _ShownHome()


class HomeOpened(PayloadShape):
    """App Home as someone opened it, with what stands there."""

    team_id: Id
    event: _HomeEvent

    @property
    def actor(self) -> Actor:
        """Who opened it."""
        return Actor(self.team_id, self.event.user)

    @property
    def tab(self) -> str:
        """Which of its tabs: home, messages or about."""
        return self.event.tab

    @property
    def private_metadata(self) -> str:
        """What the view that stands there was drawn with; an empty text where none does."""
        return self.event.view.private_metadata

    @property
    def hash(self) -> str | None:
        """What an update of that view has to name."""
        return self.event.view.hash


def moved(body: Body) -> tuple[str, str, str]:
    """Return whose workspace it is, who moved, and in which channel."""
    read = read_shape(Moved, body)
    return read.team_id, read.event.user, read.event.channel


def changed(body: Body) -> tuple[str, str, bool]:
    """Return whose workspace it is, whose account was changed, and whether it is deactivated now."""
    read = read_shape(Changed, body)
    return read.team_id, read.event.user.id, read.event.user.deleted


def home_opened(body: Body) -> HomeOpened:
    """Return App Home as someone opened it."""
    return read_shape(HomeOpened, body)

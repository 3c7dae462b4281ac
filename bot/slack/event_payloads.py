"""What Debrief reads out of Slack's events about people and channels, each part with the shape it must have."""

from bot.slack.payloads import Body, Id, PayloadShape, read_shape


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


def moved(body: Body) -> tuple[str, str, str]:
    """Return whose workspace it is, who moved, and in which channel."""
    read = read_shape(Moved, body)
    return read.team_id, read.event.user, read.event.channel


def changed(body: Body) -> tuple[str, str, bool]:
    """Return whose workspace it is, whose account was changed, and whether it is deactivated now."""
    read = read_shape(Changed, body)
    return read.team_id, read.event.user.id, read.event.user.deleted

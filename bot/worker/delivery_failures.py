"""How each failure of a delivery ends, as data: what Slack's error codes mean for a message; sends nothing."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from storage.messages import Problem


class How(Enum):
    """What becomes of a message that could not be delivered."""

    RETRY = auto()
    """Tried again with growing pauses, and given up in the end."""
    WAIT = auto()
    """Someone has to fix something first; looked at again, ever more seldom, until it expires."""
    GIVE_UP = auto()
    EXPIRE = auto()
    SETTLE = auto()
    """There is nothing to say."""


@dataclass(frozen=True)
class End:
    """How a failure ends, and what someone is told of it."""

    how: How
    problem: Problem | None = None


RETRY = End(How.RETRY)
GIVE_UP = End(How.GIVE_UP, Problem.GIVEN_UP)
SETTLED = End(How.SETTLE)
EXPIRED = End(How.EXPIRE, Problem.EXPIRED)
NO_ACCESS = End(How.WAIT, Problem.NO_ACCESS)
UNREACHABLE_PERSON = End(How.WAIT, Problem.UNREACHABLE)

NEW_POST = frozenset(
    {
        "message_not_found",  # someone deleted it
        "cant_update_message",  # it is not ours, as after a reinstallation with another bot
        "edit_window_closed",  # the workspace allows edits for a time only
    }
)
"""Errors of an edit after which the message is made anew, where it stands nowhere else."""

REFUSED_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format"})
"""Errors after which the same is said in core blocks: newer ones reach workspaces at different times."""

ENDS = {
    # The token was revoked, the app removed or its scope withdrawn: only an administrator can fix that.
    "token_revoked": NO_ACCESS,
    "token_expired": NO_ACCESS,
    "invalid_auth": NO_ACCESS,
    "not_authed": NO_ACCESS,
    "account_inactive": NO_ACCESS,
    "missing_scope": NO_ACCESS,
    "no_permission": NO_ACCESS,
    "org_login_required": NO_ACCESS,
    "team_access_not_granted": NO_ACCESS,
    "ekm_access_denied": NO_ACCESS,  # an administrator suspended access to the workspace's keys
    # The message itself is not taken, and would not be the next time either.
    "msg_blocks_too_long": GIVE_UP,
    "msg_too_long": GIVE_UP,
    "no_text": GIVE_UP,
    "too_many_attachments": GIVE_UP,
    "invalid_arguments": GIVE_UP,
    "invalid_arg_name": GIVE_UP,
    "invalid_blocks": GIVE_UP,  # core blocks were refused as well
    "invalid_blocks_format": GIVE_UP,
    "metadata_too_large": GIVE_UP,
}
"""Ends that do not depend on where a message goes; a code that stands nowhere here is tried again."""

IN_A_CHANNEL = {
    # Debrief was not invited, or removed; a private channel does not exist for those outside.
    "not_in_channel": End(How.WAIT, Problem.NOT_IN_CHANNEL),
    "channel_not_found": End(How.WAIT, Problem.NOT_IN_CHANNEL),
    # Someone may unarchive it.
    "is_archived": End(How.WAIT, Problem.ARCHIVED),
    # The post in whose thread it was to stand is gone, or takes no replies; one made anew gets a thread of its own.
    "thread_not_found": SETTLED,
    "cannot_reply_to_message": SETTLED,
    # Slack lets only some people write there; an administrator may let Debrief.
    "restricted_action": End(How.WAIT, Problem.RESTRICTED),
    "restricted_action_read_only_channel": End(How.WAIT, Problem.RESTRICTED),
    "restricted_action_thread_only_channel": End(How.WAIT, Problem.RESTRICTED),
    "restricted_action_non_threadable_channel": End(How.WAIT, Problem.RESTRICTED),
}

TO_A_PERSON = {
    # No one is there to write to: deactivated, an app, of another company; accounts are reactivated at times.
    "channel_not_found": UNREACHABLE_PERSON,
    "cannot_dm_bot": UNREACHABLE_PERSON,
    "user_is_bot": UNREACHABLE_PERSON,
    "user_not_found": UNREACHABLE_PERSON,
    "user_not_visible": UNREACHABLE_PERSON,
    "user_disabled": UNREACHABLE_PERSON,
    "messages_tab_disabled": UNREACHABLE_PERSON,
    "restricted_action": UNREACHABLE_PERSON,
    "is_archived": UNREACHABLE_PERSON,
}

NO_FILES = frozenset({"missing_scope", "no_permission", "restricted_action", "not_allowed_token_type"})
"""Errors of an upload that say that a workspace takes no file of ours at all."""

BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 300, 1800))
"""Pauses between tries: short enough to go unnoticed at first, half an hour for a bad hour of Slack's in the end."""
MOST_UNCLEAR = 2
"""A message whose outcome is unclear is sent once more; then the opener is told, and it rests before a last try."""
UNCLEAR_REST = timedelta(minutes=30)
LEAST_WAIT = {True: timedelta(hours=1), False: timedelta(minutes=2)}
"""The first wait for a person (an account takes its time), or a channel (an /invite is typed at once)."""
LONGEST_WAIT = timedelta(days=1)


def is_person(recipient: str) -> bool:
    """Tell whether an address is a person's: Slack's ids of people begin with U or W."""
    return recipient[:1] in ("U", "W")


def end_of(error: str, recipient: str) -> End:
    """Return how an error code ends for a message to this address."""
    special = TO_A_PERSON if is_person(recipient) else IN_A_CHANNEL
    return special.get(error) or ENDS.get(error) or RETRY


def end_of_file(error: str) -> End:
    """Return how an error code ends for a file: nothing that someone has to fix is waited for.

    The invitation has a link that does the same.
    """
    return SETTLED if error in NO_FILES or error in ENDS or error in TO_A_PERSON else RETRY


def wait_for(recipient: str, waited: timedelta) -> timedelta:
    """Return how long to wait before looking again: as long as it has waited already, a day at most."""
    return min(max(waited, LEAST_WAIT[is_person(recipient)]), LONGEST_WAIT)

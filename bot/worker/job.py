"""Reads one post that is due: what should stand in Slack now, and what stands there; sends nothing."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.features.loop import show_notice as notice
from bot.features.loop.show_announcement import announcement, changed, invitation, referral
from bot.slack.blocks import Message
from bot.wiring import Services
from bot.worker.signal_message import SIGNAL_KINDS, signal_message
from rubrics.panel.loop import Loop
from storage.drafts import drafted
from storage.loops import loop_row, loop_value
from storage.people import is_outsider
from storage.posts import posts_of
from storage.tables import PostRow


@dataclass(frozen=True)
class Job:
    """A post as it was when it was read: which revision is wanted, and where it stands in Slack already."""

    id: str
    team: str
    kind: str
    recipient: str
    wanted: int
    unclear: int
    posted_channel: str | None
    ts: str | None
    loop: Loop
    message: Message | None
    core: Message | None
    core_only: bool
    for_outsider: bool

    @property
    def goes_to_channel(self) -> bool:
        """Whether the loop's channel is its place, and not one person's direct messages."""
        return self.recipient == self.loop.channel


def read_job(services: Services, session: Session, row: PostRow) -> Job:
    """Return a post's job with its message drawn as it should read now."""
    found = loop_row(session, row.team_id, row.loop_id)
    if found is None:
        message = f"post {row.id} belongs to no loop"
        raise LookupError(message)
    loop = loop_value(found)
    return Job(
        id=row.id,
        team=row.team_id,
        kind=row.kind,
        recipient=row.recipient,
        wanted=row.wanted,
        unclear=row.unclear,
        posted_channel=row.posted_channel,
        ts=row.ts,
        loop=loop,
        message=_rendered(services, session, row, loop),
        core=_in_core_blocks(session, row, loop),
        core_only=row.core_only,
        for_outsider=row.kind != "notice" and is_outsider(session, row.team_id, row.recipient),
    )


def _rendered(services: Services, session: Session, row: PostRow, loop: Loop) -> Message | None:
    match row.kind:
        case "announcement":
            return announcement(loop, services.now())
        case "invitation":
            interview = loop.interview_of(row.recipient)
            return invitation(loop, interview, begun=bool(drafted(session, [interview.id]))) if interview else None
        case "referral":
            return referral(loop, row.recipient)
        case kind if kind.startswith("change:"):
            interview = loop.interview_of(row.recipient)
            return changed(loop, interview) if interview else None
        case "signal" | "share":
            return signal_message(session, row.kind, loop, with_table=not row.core_only)
        case "notice":
            return notice.notice(loop, _problems(session, loop))
    message = f"nobody knows how to post a {row.kind}"
    raise LookupError(message)


def _in_core_blocks(session: Session, row: PostRow, loop: Loop) -> Message | None:
    """Return the same without newer blocks, for posts that have any and were not refused them before."""
    if row.kind not in SIGNAL_KINDS or row.core_only:
        return None
    return signal_message(session, row.kind, loop, with_table=False)


def _problems(session: Session, loop: Loop) -> dict[str, list[str]]:
    """Return what keeps posts of a loop waiting, and whom each problem concerns; not of people who owe nothing."""
    owing = {interview.interviewer for interview in loop.pending}
    found: dict[str, list[str]] = {}
    for post in posts_of(session, loop.id):
        if post.problem and post.kind != "notice" and (post.recipient == loop.channel or post.recipient in owing):
            found.setdefault(post.problem, []).append(post.recipient)
    return found

"""Draws a message as it should read now, by its kind; sends nothing and judges no channel."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.features.debrief.show_decision_line import decision_line, withdrawn_line
from bot.features.debrief.tell_channel import UNDONE
from bot.features.home.read_home import home_facts
from bot.features.home.show_digest import digest
from bot.features.loop import show_notice as notice
from bot.features.loop import show_plea
from bot.features.loop.calendar_files import calendar_file
from bot.features.loop.pause_loop import occasion_of
from bot.features.loop.pleas import Act, is_left_to_do, may_do, plea_of
from bot.features.loop.show_announcement import announcement, changed, invitation, moved, plainly
from bot.features.loop.show_news import news
from bot.features.loop.show_reminder import hold_over, kit, reminder, status
from bot.features.loop.show_report import declined, request
from bot.features.loop.tell_interviewers import interview_meant, is_in_time_only
from bot.features.people.viewer import viewer
from bot.features.scorecard.read_kit import notes_for
from bot.features.signal import show_matrix, show_signal, show_thread
from bot.features.signal.offer_debrief import offered_debrief
from bot.features.signal.read_ratings import ratings_in
from bot.slack.block_types import Message
from bot.slack.capabilities import drawings
from bot.slack.shared_files import FILES_SCOPE
from bot.wiring import Actor, Services
from bot.worker.delivery_failures import is_person
from bot.worker.draw_calibration import draw_calibration
from bot.worker.draw_comparison import draw_comparison
from bot.worker.draw_debriefs import DEBRIEF_DRAWERS
from bot.worker.draw_jds import draw_jd_ask, draw_jd_news
from bot.worker.draw_leavers import LEAVER_DRAWERS
from bot.worker.draw_records import RECORD_DRAWERS
from bot.worker.draw_rubrics import draw_rubric_ask, draw_rubric_news
from bot.worker.draw_shares import draw_share, draw_share_notice, draw_text
from bot.worker.scenes import Drawn, Scene, standing_posts
from rubrics.panel.loop import Interview, Loop
from rubrics.panel.permissions import Viewer, may_run, may_see_content
from storage.audit import entry_numbered, entry_value
from storage.decisions import decisions_of
from storage.drafts import drafted
from storage.loops import loop_row, loop_value
from storage.message_lookups import messages_about
from storage.messages import CALIBRATION, PASSING, SHARES, MessageKind, MessageRow, Problem
from storage.rate_limits import held_until
from storage.signals import signals_of


def drawn(services: Services, session: Session, row: MessageRow, at: datetime, *, is_private: bool) -> Drawn:
    """Return what a message says at a moment; `is_private` is of its channel, and True for a direct message."""
    if (without_loop := _without_loop(services, session, row, at)) is not None:
        return without_loop
    loop = loop_row(session, row.team_id, row.subject)
    if loop is None:
        return Drawn(None)
    if row.recipient != loop.channel_id and not is_person(row.recipient):
        return Drawn(moved() if not row.fresh else None)
    return _DRAWERS.get(row.kind, _plainly)(
        Scene(services.workspace(row.team_id), session, row, loop_value(loop), at, is_private)
    )


def _without_loop(services: Services, session: Session, row: MessageRow, at: datetime) -> Drawn | None:
    """Draw what is about no loop; None for all else."""
    if row.kind in SHARES:
        shared = draw_share(services, row, at)
        return Drawn(shared.post, shared.fallbacks) if shared else Drawn(None, problem=Problem.GONE)
    if row.kind in CALIBRATION:
        return draw_calibration(services, session, row)
    if row.kind is MessageKind.COMPARISON:
        return draw_comparison(services, row)
    draw = _FOR_ONE.get(row.kind)
    return Drawn(draw(services, session, row, at)) if draw else None


def _digest(services: Services, _session: Session, row: MessageRow, at: datetime) -> Message | None:
    facts = home_facts(services.workspace(row.team_id), Actor(row.team_id, row.recipient))
    return digest(facts, at)


_FOR_ONE: Mapping[MessageKind, Callable[[Services, Session, MessageRow, datetime], Message | None]] = {
    MessageKind.SHARE_NOTICE: draw_share_notice,
    MessageKind.PLEA_TO_OPEN: lambda _services, _session, row, _at: show_plea.to_open(row.subject),
    MessageKind.JD_TEXT: lambda services, _session, row, _at: draw_text(services, row),
    MessageKind.JD_APPROVAL: draw_jd_ask,
    MessageKind.JD_NEWS: draw_jd_news,
    MessageKind.RUBRIC_PROPOSAL: draw_rubric_ask,
    MessageKind.RUBRIC_NEWS: draw_rubric_news,
    MessageKind.DIGEST: _digest,
}


def _announcement(scene: Scene) -> Drawn:
    loop, at = scene.loop, scene.at
    # An open loop's announcement is drawn again when its deadline passes, so that it says so.
    look_at = loop.deadline_at + timedelta(seconds=1) if loop.is_open and loop.deadline_at > at else None
    return Drawn(announcement(loop, at, is_private=scene.is_private), look_at=look_at)


def _invitation(scene: Scene) -> Drawn:
    interview = interview_meant(scene.loop, scene.row.recipient, scene.row.occasion)
    if interview is None:
        return Drawn(None)
    return Drawn(invitation(scene.loop, interview, begun=bool(drafted(scene.session, [interview.id]))))


def _change(scene: Scene) -> Drawn:
    interview = interview_meant(scene.loop, scene.row.recipient, scene.row.occasion)
    in_time_only = is_in_time_only(scene.row.occasion)
    return Drawn(changed(scene.loop, interview, in_time_only=in_time_only) if interview else None)


def _calendar(scene: Scene) -> Drawn:
    """Draw a file for someone's calendar where it still says what is true, and the workspace takes files."""
    if held_until(scene.session, scene.row.team_id, FILES_SCOPE) is not None:
        return Drawn(None)
    file = calendar_file(scene.session, scene.loop, scene.row)
    return Drawn(file.message if file else None, file=file)


def _kit(scene: Scene) -> Drawn:
    interview = _interview_of_occasion(scene)
    if interview is None:
        return Drawn(None)
    notes = notes_for(scene.workspace, scene.session, scene.loop, interview.interviewer)
    return Drawn(kit(scene.loop, interview, scene.at, notes))


def _reminder(scene: Scene) -> Drawn:
    interview = _interview_of_occasion(scene)
    if interview is None:
        return Drawn(None)
    begun = bool(drafted(scene.session, [interview.id]))
    return Drawn(reminder(scene.loop, interview, scene.at, begun=begun))


def _status(scene: Scene) -> Drawn:
    return Drawn(status(scene.loop, scene.at, scene.row.recipient))


def _hold_ends(scene: Scene) -> Drawn:
    """Draw the question after a hold, if it is the one that the message was wanted for, to someone who may answer."""
    loop, row = scene.loop, scene.row
    is_it = loop.hold is None or occasion_of(loop.hold.at) == row.occasion
    reader = viewer(scene.workspace, scene.session, Actor(row.team_id, row.recipient))
    if not is_it or not may_run(loop, reader):
        return Drawn(None)
    return Drawn(hold_over(loop, is_new=row.fresh))


def _report(scene: Scene) -> Drawn:
    interview = _interview_of_occasion(scene)
    return Drawn(request(scene.loop, interview) if interview else None)


def _report_declined(scene: Scene) -> Drawn:
    interview = _interview_of_occasion(scene)
    return Drawn(declined(scene.loop, interview) if interview else None)


def _interview_of_occasion(scene: Scene) -> Interview | None:
    """Return the interview that a message is about, as its occasion says: a person may hold two in a loop."""
    about = scene.row.occasion.partition(":")[0]
    return next((each for each in scene.loop.interviews if each.id == about), None)


def _news(scene: Scene) -> Drawn:
    entry = entry_numbered(scene.session, scene.loop.id, int(scene.row.occasion))
    return Drawn(news(scene.loop, entry_value(entry), scene.row.recipient) if entry else None)


def _plea(scene: Scene) -> Drawn:
    """Draw what someone is asked for, while they may do it and it is left to do."""
    plea, row = plea_of(scene.loop.id, scene.row.occasion), scene.row
    reader = viewer(scene.workspace, scene.session, Actor(row.team_id, row.recipient))
    act = Act(plea.act)
    if may_do(scene.loop, reader, act, plea.interview) and is_left_to_do(scene.loop, act, plea.interview):
        return Drawn(show_plea.request(scene.loop, plea, row.actor or "", scene.at))
    return Drawn(None if row.fresh else show_plea.settled(scene.loop))


def _decision(scene: Scene) -> Drawn:
    """Draw what the channel reads of an entry: nothing where it was undone before anything stood there."""
    number, _, what = scene.row.occasion.partition(":")
    entries = decisions_of(scene.session, scene.row.team_id, scene.loop.stage.first)
    entry = next((each for each in entries if each.number == int(number)), None)
    if entry is None:
        return Drawn(None)
    if entry.undone_at is not None:
        return Drawn(withdrawn_line(scene.loop) if what == UNDONE or not scene.row.fresh else None)
    later = any(each.number > entry.number and each.undone_at is None and each.settles_at is None for each in entries)
    return Drawn(decision_line(scene.loop, entry, is_private=scene.is_private, is_replaced=later))


def _plainly(scene: Scene) -> Drawn:
    return Drawn(plainly(scene.row.kind, scene.loop, scene.row.recipient))


def _notice(scene: Scene) -> Drawn:
    return Drawn(notice.notice(scene.loop, _problems(scene.session, scene.loop)))


def _signal(scene: Scene) -> Drawn:
    if not scene.is_private or not scene.loop.is_told_in_channel:
        return Drawn(show_signal.public_post(scene.loop, is_private=scene.is_private))
    signals, offer = signals_of(scene.session, scene.loop.id), offered_debrief(scene.session, scene.loop)
    return Drawn(show_signal.post(scene.loop, signals, offer))


def _signal_thread(scene: Scene) -> Drawn:
    """Draw what stands in a post's thread; where that post is gone, or the channel public, nothing new is said."""
    ts, stands = scene.row.occasion, not scene.row.fresh
    if not scene.is_private or not scene.loop.is_told_in_channel:
        return Drawn(show_thread.public_thread(is_private=scene.is_private) if stands else None)
    if not stands and ts not in standing_posts(scene):
        return Drawn(None)
    signals, offer = signals_of(scene.session, scene.loop.id), offered_debrief(scene.session, scene.loop)
    if not (ways := show_thread.threads(scene.loop, signals, offer)):
        return Drawn(None)
    best, *others = drawings(*ways)
    return Drawn(best, others, thread_ts=ts)


def _signal_share(scene: Scene) -> Drawn:
    if not scene.is_private:
        return Drawn(None, problem=Problem.PUBLIC_CHANNEL)
    if not scene.loop.is_told_in_channel:
        return Drawn(show_signal.public_post(scene.loop, is_private=True))
    signals, row = signals_of(scene.session, scene.loop.id), scene.row
    offer = offered_debrief(scene.session, scene.loop)
    return Drawn(show_signal.shared(scene.loop, signals, offer, by=row.actor or "", at=row.wanted_at))


def _reveal(scene: Scene) -> Drawn:
    reader = Viewer(user=scene.row.recipient)
    if not may_see_content(scene.loop, reader):
        return Drawn(None)
    signals = signals_of(scene.session, scene.loop.id)
    offered = offered_debrief(scene.session, scene.loop, reader)
    return Drawn(show_signal.revealed(scene.loop, signals, reader.user, offered))


def _matrix(scene: Scene) -> Drawn:
    """Draw the ratings by name, for someone who may still read them."""
    loop, row = scene.loop, scene.row
    reader = viewer(scene.workspace, scene.session, Actor(row.team_id, row.recipient))
    if not may_see_content(loop, reader):
        return Drawn(None)
    best, *others = drawings(*show_matrix.matrix_messages(ratings_in(scene.session, loop)))
    return Drawn(best, others)


def _problems(session: Session, loop: Loop) -> dict[str, list[str]]:
    """Return what keeps messages of a loop waiting, and whom each problem concerns.

    Of people only who has a scorecard left to give, or misses what they were to be told after the reveal.
    """
    owing = {interview.interviewer for interview in loop.pending}
    concerned: dict[str, list[str]] = {}
    for row in messages_about(session, loop.team_id, loop.id):
        counts = row.problem not in (None, Problem.NO_ACCESS) and row.kind not in (MessageKind.NOTICE, *PASSING)
        if counts and (row.recipient == loop.channel or row.recipient in owing or row.kind in AFTER_THE_REVEAL):
            concerned.setdefault(str(row.problem), []).append(row.recipient)
    return concerned


AFTER_THE_REVEAL = (MessageKind.REVEAL, MessageKind.MATRIX, MessageKind.DEBRIEF_ASK, MessageKind.DEBRIEF_OPENED)
"""Direct messages that people miss although none of them has a scorecard left to give."""
_DRAWERS: Mapping[MessageKind, Callable[[Scene], Drawn]] = {
    MessageKind.ANNOUNCEMENT: _announcement,
    MessageKind.INVITATION: _invitation,
    MessageKind.CHANGE: _change,
    MessageKind.DECISION: _decision,
    MessageKind.NEWS: _news,
    MessageKind.PLEA: _plea,
    MessageKind.REPORT: _report,
    MessageKind.REPORT_DECLINED: _report_declined,
    MessageKind.CALENDAR: _calendar,
    MessageKind.KIT: _kit,
    MessageKind.REMINDER: _reminder,
    MessageKind.HOLD_ENDS: _hold_ends,
    MessageKind.STATUS: _status,
    MessageKind.NOTICE: _notice,
    MessageKind.SIGNAL: _signal,
    MessageKind.SIGNAL_THREAD: _signal_thread,
    MessageKind.SIGNAL_SHARE: _signal_share,
    MessageKind.REVEAL: _reveal,
    MessageKind.MATRIX: _matrix,
    **DEBRIEF_DRAWERS,
    **LEAVER_DRAWERS,
    **RECORD_DRAWERS,
}
"""Kinds that are more than a text; any other one is drawn from its words alone (`direct.mrkdwn.j2`)."""

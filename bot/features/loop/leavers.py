"""Telling the person who runs a loop, once, that someone it waits for has left; and who could take over."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.features.people.admins import admin_ids
from bot.wiring import Services, Workspace
from rubrics.panel.loop import ON_THE_PANEL, Interview, InterviewState, Loop
from rubrics.panel.plan import PlannedInterview
from storage.loops import lock_loop, loop_value
from storage.messages import MessageKind
from storage.offers import (
    OfferAnswer,
    Orphan,
    Unmanaged,
    loops_decided_by,
    loops_owed_by,
    offers_of,
    orphans_untold,
    unmanaged_untold,
)
from storage.openings import opening_row, opening_value
from storage.outbox import want_edit, want_message
from storage.people import name_people, people_named

MOST_A_PASS = 50
"""Interviews of leavers that someone is told of, every ten minutes: a company's whole layoff within a day."""
MOST_PROPOSED = 3
"""Alternates offered as buttons: a row of a message takes five, with two ways out beside them."""


@dataclass(frozen=True)
class Vacancy:
    """An interview whose interviewer has left, and who could take it over, by id and name, the plan's order first.

    `is_due` is False once it has been taken care of; `declined` are those who said that they can't; `is_back` says
    that the account works again.
    """

    loop: Loop
    interview: Interview
    proposed: Sequence[tuple[str, str]]
    declined: Sequence[str]
    is_back: bool = False

    @property
    def is_due(self) -> bool:
        """Whether someone still has to take it over or be excused."""
        return self.loop.is_open and self.interview.state is InterviewState.DUE


def tell_of_leavers(services: Services) -> int:
    """Want a message about each interviewer and hiring manager who has left and of whom no one was told; count them."""
    with services.reads() as session:
        orphans, unmanaged = orphans_untold(session, MOST_A_PASS), unmanaged_untold(session, MOST_A_PASS)
    interviews = sum(_tell(services.workspace(orphan.team), orphan) for orphan in orphans)
    return interviews + sum(_tell_of_manager(services.workspace(each.team), each) for each in unmanaged)


def redraw_leaver(session: Session, team: str, user: str) -> None:
    """Have what stands about someone who left say that they are back, or that they left again."""
    for loop in loops_owed_by(session, team, user):
        want_edit(session, team_id=team, kind=MessageKind.LEAVER, subject=loop)
    for loop in loops_decided_by(session, team, user):
        want_edit(session, team_id=team, kind=MessageKind.MANAGER_LEFT, subject=loop)


def vacancy_in(session: Session, loop: Loop, interview: Interview) -> Vacancy:
    """Return an interview whose interviewer has left, with who could take it over as far as names are known."""
    asked = offers_of(session, interview.id)
    out = {offer.person for offer in asked} | {i.interviewer for i in loop.interviews if i.state in ON_THE_PANEL}
    free = [person for person in _alternates(session, loop, interview) if person not in out | {loop.candidate_user}]
    known = people_named(session, loop.team_id, [*free, interview.interviewer])
    left = known.get(interview.interviewer)
    fit = [known[user] for user in free if user in known and not (known[user].is_deleted or known[user].is_guest)]
    proposed = [(person.user_id, person.name) for person in fit if person.name][:MOST_PROPOSED]
    declined = [offer.person for offer in asked if offer.answer is OfferAnswer.DECLINED]
    return Vacancy(loop, interview, proposed, declined, is_back=left is not None and not left.is_deleted)


def who_hears(workspace: Workspace, session: Session, loop: Loop, left: str) -> str:
    """Return who is told: recruiter, else opener, else an admin; the hiring manager, where no one else is there."""
    people = [loop.recruiter, loop.opened_by, *admin_ids(workspace, session)]
    known = people_named(session, loop.team_id, people)
    away = {left, loop.hiring_manager, loop.candidate_user}
    here = (user for user in people if user not in away and not (user in known and known[user].is_deleted))
    return next(here, loop.hiring_manager)


def _tell(workspace: Workspace, orphan: Orphan) -> bool:
    with workspace.sessions.begin() as session:
        row = lock_loop(session, orphan.team, orphan.loop)
        loop = loop_value(row) if row is not None else None
        interview = next((i for i in loop.interviews if i.id == orphan.interview), None) if loop else None
        if loop is None or interview is None or interview.state is not InterviewState.DUE:
            return False
        # So that the worker learns what they are called before the message is drawn.
        name_people(session, orphan.team, _alternates(session, loop, interview))
        recipient = who_hears(workspace, session, loop, interview.interviewer)
        kind, team = MessageKind.LEAVER, orphan.team
        want_message(session, team_id=team, kind=kind, subject=loop.id, recipient=recipient, occasion=interview.id)
        return True


def decision_waits_for(session: Session, loop: Loop, manager: str) -> bool:
    """Tell whether a loop still is to be decided by this hiring manager, and their account is deactivated."""
    if loop.hiring_manager != manager or not loop.is_undecided or loop.stage.outcome is not None:
        return False
    known = people_named(session, loop.team_id, [manager])
    return manager in known and known[manager].is_deleted


def _tell_of_manager(workspace: Workspace, unmanaged: Unmanaged) -> bool:
    with workspace.sessions.begin() as session:
        row = lock_loop(session, unmanaged.team, unmanaged.loop)
        loop = loop_value(row) if row is not None else None
        if loop is None or not decision_waits_for(session, loop, unmanaged.manager):
            return False
        recipient = who_hears(workspace, session, loop, unmanaged.manager)
        if recipient == unmanaged.manager:  # no one else is there to be told
            return False
        kind, team = MessageKind.MANAGER_LEFT, unmanaged.team
        want_message(session, team_id=team, kind=kind, subject=loop.id, recipient=recipient, occasion=unmanaged.manager)
        return True


def _alternates(session: Session, loop: Loop, interview: Interview) -> list[str]:
    """Return whom the opening's plan names for such an interview, the likeliest first."""
    row = opening_row(session, loop.team_id, loop.opening_id)
    if row is None:
        return []
    planned = [each for stage in opening_value(row).stages for each in stage.interviews]

    def likeness(each: PlannedInterview) -> tuple[bool, int]:
        return each.interviewer == interview.interviewer, len({*each.focus} & {*interview.focus})

    alike = sorted((each for each in planned if any(likeness(each))), key=likeness, reverse=True)
    people = [person for each in alike for person in (*each.alternates, each.interviewer) if person]
    return [person for person in dict.fromkeys(people) if person != interview.interviewer]

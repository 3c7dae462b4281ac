"""Who is told what of an approval, as wishes of the outbox: what someone must learn is a new message of its own."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from rubrics.jd.versions import JdState, JdVersion
from rubrics.panel.plan import Opening
from storage.jd_versions import LEFT
from storage.messages import MessageKind
from storage.outbox import want_edit, want_message
from storage.people import name_people, people_named


def ask_approvers(session: Session, jd: JdVersion) -> None:
    """Have each approver asked who has not approved; what stands already shows the present state."""
    name_people(session, jd.team_id, [each.person for each in jd.approvers])
    for each in jd.approvers:
        if jd.waits_for(each.person):
            want_message(
                session,
                team_id=jd.team_id,
                kind=MessageKind.JD_APPROVAL,
                subject=jd.id,
                recipient=each.person,
                actor=jd.asked_by,
            )


def redraw(session: Session, jd: JdVersion) -> None:
    """Have what stands with the approvers show the present state."""
    want_edit(session, team_id=jd.team_id, kind=MessageKind.JD_APPROVAL, subject=jd.id)


def tell_of_entry(session: Session, jd: JdVersion, opening: Opening | None, number: int, *, by: str) -> None:
    """Tell who asked of an entry, and once the text is settled those who run the opening; never who did it."""
    people = [jd.asked_by]
    if jd.state is JdState.APPROVED and opening is not None:
        people += [opening.hiring_manager, opening.recruiter]
    _news(session, jd, (person for person in dict.fromkeys(people) if person != by), str(number))


def tell_of_leaver(session: Session, jd: JdVersion, opening: Opening | None, person: str) -> None:
    """Tell who asked that an approver has left; where they left themselves, those who run the opening."""
    others = (opening.recruiter, opening.hiring_manager) if opening is not None else ()
    known = people_named(session, jd.team_id, [jd.asked_by, *others])
    here = [each for each in (jd.asked_by, *others) if not (each in known and known[each].is_deleted)]
    _news(session, jd, here[:1], f"{LEFT}{person}")


def _news(session: Session, jd: JdVersion, people: Iterable[str], occasion: str) -> None:
    for person in people:
        want_message(
            session,
            team_id=jd.team_id,
            kind=MessageKind.JD_NEWS,
            subject=jd.id,
            recipient=person,
            occasion=occasion,
        )

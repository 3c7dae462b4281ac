"""Who may excuse an interviewer of a loop besides themselves: whom a refusal sends people to, never back to the reader.

A hiring manager never may. Where they run the loop alone, the way out is the deadline: past it, they reveal the panel
without the missing scorecard, by name and with a reason.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import Plea, Refusal
from bot.features.doors import step
from bot.features.loop.access import loop_of
from bot.features.loop.pleas import Act
from bot.features.people.admins import admin_ids
from bot.wiring import Workspace
from bot.wording.phrases import mention
from bot.wording.words import plain_words
from rubrics.panel.loop import Loop
from storage.people import people_named

CHANGE_LOOP = "loop_edit"
REVEAL_LATE = "loop_override"


@dataclass(frozen=True)
class Excusers:
    """Recruiter and opener by id and name where they may, are here and are known; whether an admin may as well."""

    people: tuple[tuple[str, str], ...]
    has_admin: bool

    @property
    def names(self) -> list[str]:
        """Return them for a text that is shown literally."""
        return [*(name for _, name in self.people), *self._admin()]

    @property
    def mentions(self) -> list[str]:
        """Return them for a text that Slack renders."""
        return [*(mention(user) for user, _ in self.people), *self._admin()]

    def _admin(self) -> list[str]:
        return [plain_words("loop_labels.an_admin")] if self.has_admin else []


def excusers_in(workspace: Workspace, session: Session, loop: Loop) -> Excusers:
    """Return who may excuse an interviewer of this loop; none who has left, is the candidate or hires for it.

    Where Debrief knows of no admin at all, there is one whom it does not know: each workspace has an owner.
    """
    admins, never = admin_ids(workspace, session), {loop.hiring_manager, loop.candidate_user}
    named = [user for user in dict.fromkeys((loop.recruiter, loop.opened_by)) if user not in never]
    known = people_named(session, loop.team_id, [*named, *admins])
    here = {user for user, person in known.items() if not person.is_deleted}
    people = tuple((user, known[user].name or "") for user in named if user in here and known[user].name)
    others = [admin for admin in admins if admin not in never and (admin in here or admin not in known)]
    return Excusers(people, has_admin=bool(others) or not admins)


def may_not_excuse(loop: Loop, user: str, excusers: Excusers, *, is_late: bool, interview: str = "") -> Refusal:
    """Return why someone may not excuse an interviewer, with whom to ask; else with what they may do themselves."""
    plea = Plea(Act.EXCUSE, loop.id, interview)
    if user != loop.hiring_manager:
        return Refusal("loop_refusals.may_not_excuse", ask=excusers.names, steps=(loop_of(loop),), plea=plea)
    if excusers.names:
        return Refusal("loop_refusals.manager_excuses_nobody", ask=excusers.names, steps=(loop_of(loop),), plea=plea)
    way = step("reveal", loop.id, REVEAL_LATE) if is_late else step("change_deadline", loop.id, CHANGE_LOOP)
    return Refusal("loop_refusals.nobody_excuses", is_late=is_late, steps=(way, loop_of(loop)))

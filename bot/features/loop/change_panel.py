"""A locked loop's interviews made as planned: what changed of each, and for whom; tells no one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from bot.features.loop.plan_interviews import Focus, Times, focus_of, sessions_of, time_of
from bot.wiring import Actor
from rubrics.panel.loop import ON_THE_PANEL, ExcuseReason, InterviewState, Loop
from rubrics.panel.parts import Part, keyed
from storage.columns import new_id
from storage.loops import InterviewRow, LoopRow


class PartChange(StrEnum):
    """What a change of a loop did to one interview, or to one interviewer's part as a whole."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


def change_panel(
    row: LoopRow, actor: Actor, parts: Sequence[Part], focus: Focus, times: Times
) -> dict[str, PartChange]:
    """Make a locked loop's interviews as planned; return, by interview, what changed of it."""
    held = keyed(row.interviews)
    changed = _remove(held, {part.key for part in parts}, actor)
    sessions = sessions_of(parts, {key: interview.session for key, interview in held.items()})
    for part in parts:
        seat = _Seat.of(part, focus, times, held, sessions.get(part.key))
        known = held.get(part.key)
        if known is None:
            added = seat.new(part, max((i.position for i in row.interviews), default=-1) + 1)
            row.interviews.append(added)
            changed[added.id] = PartChange.ADDED
        elif part.is_in:  # only who sits beside it may be another
            known.session = seat.session
        elif seat.differs(known):
            back = known.state is not InterviewState.DUE
            changed[known.id] = PartChange.ADDED if back else PartChange.CHANGED
            seat.take(known)
    return changed


def changes_by_person(row: LoopRow, before: Loop, changed: Mapping[str, PartChange]) -> dict[str, PartChange]:
    """Return the same by person: who is new on the panel, who left it, and whose part of it is another now."""
    concerned = dict.fromkeys(i.interviewer for i in row.interviews if i.id in changed)
    was = {i.interviewer for i in before.interviews if i.state in ON_THE_PANEL}
    stays = {i.interviewer for i in row.interviews if i.state in ON_THE_PANEL}
    kinds = {(True, True): PartChange.CHANGED, (False, True): PartChange.ADDED}
    return {person: kinds.get((person in was, person in stays), PartChange.REMOVED) for person in concerned}


def _remove(held: Mapping[str, InterviewRow], kept: set[str], actor: Actor) -> dict[str, PartChange]:
    gone = [each for key, each in held.items() if key not in kept and each.state is InterviewState.DUE]
    for interview in gone:
        interview.state, interview.excused_by = InterviewState.EXCUSED, actor.user
        interview.excuse_reason = ExcuseReason.REMOVED_FROM_PANEL
    return {interview.id: PartChange.REMOVED for interview in gone}


class _Seat:
    """What an interview is to be: what it assesses, when and for how long, as what and with whom."""

    def __init__(self, part: Part, focus: Sequence[str], starts_at: datetime | None, session: str | None) -> None:
        self.focus, self.starts_at, self.minutes = list(focus), starts_at, part.minutes
        self.kind, self.session = part.kind, session

    @classmethod
    def of(
        cls, part: Part, focus: Focus, times: Times, held: Mapping[str, InterviewRow], session: str | None
    ) -> "_Seat":
        """Return what a part is to be; one that joins an interview whose scorecard is in follows that as it was."""
        own, when = focus_of(part, focus), time_of(part, times)
        leader = held.get(part.joins or "")
        if leader is not None and part.joins not in focus:
            own, when = (own if part.counts else leader.focus), leader.starts_at
        return cls(part, own, when, session)

    def differs(self, known: InterviewRow) -> bool:
        """Tell whether an interview is anything else now."""
        now = (known.focus, known.starts_at, known.minutes, known.kind, known.session)
        wanted = (self.focus, self.starts_at, self.minutes, self.kind, self.session)
        return known.state is not InterviewState.DUE or now != wanted

    def take(self, interview: InterviewRow) -> None:
        """Make an interview so, and due."""
        interview.state, interview.excused_by = InterviewState.DUE, None
        interview.excuse_reason = interview.excuse_note = interview.report = None
        interview.focus, interview.starts_at, interview.minutes = self.focus, self.starts_at, self.minutes
        interview.kind, interview.session = self.kind, self.session

    def new(self, part: Part, place: int) -> InterviewRow:
        """Return a new interview like this."""
        interview = InterviewRow(id=new_id(), position=place, interviewer=part.interviewer, focus=[])
        self.take(interview)
        return interview

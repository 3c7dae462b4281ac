"""A schedule laid over a panel: which interview gets which time, and which lines mean no one on it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from rubrics.catalogue.model import Value
from rubrics.panel.candidate_names import begins, name_words
from rubrics.panel.parts import Part
from rubrics.panel.schedule.values import Misread, MisreadError, Named, Schedule, Slot, Unread

WHOLE_NAME = 2
"""Words of a name that are enough to find it inside a longer text, such as an event's title."""


class Fitted(Value):
    """One interview that gets a time from a schedule, by its part's key."""

    key: str
    interviewer: str
    starts_at: datetime
    minutes: int | None = None


class ScheduleFit(Value):
    """What a schedule says of a panel; `parts` are the panel's with the lengths that it gives them."""

    fitted: tuple[Fitted, ...]
    unread: tuple[Unread, ...]
    parts: tuple[Part, ...]
    is_calendar: bool = False

    @property
    def times(self) -> dict[str, datetime]:
        """When each interview begins that got a time, by its part's key."""
        return {each.key: each.starts_at for each in self.fitted}


def fit_schedule(schedule: Schedule, parts: Sequence[Part], names: Mapping[str, str]) -> ScheduleFit:
    """Return which part of a panel gets which time; `names` are those of its people who are known by name.

    Someone's interviews get their times in order. Those who interview together share one.
    """
    people = {part.interviewer: names.get(part.interviewer, "") for part in parts}
    given: dict[str, Fitted] = {}
    unread = list(schedule.unread)
    for slot in sorted(schedule.slots, key=lambda each: (each.starts_at, each.number)):
        try:
            for person in _meant(slot, people):
                fitted = _given(slot, person, parts, given)
                given[fitted.key] = fitted
        except MisreadError as misread:
            unread.append(Unread(number=slot.number, text=slot.text, why=misread.why))
    lengths = {key: each.minutes for key, each in given.items() if each.minutes is not None}
    return ScheduleFit(
        fitted=tuple(given.values()),
        unread=tuple(sorted(unread, key=lambda each: each.number)),
        parts=tuple(_with_length(part, lengths) for part in parts),
        is_calendar=schedule.is_calendar,
    )


def _with_length(part: Part, lengths: Mapping[str, int]) -> Part:
    minutes = None if part.is_in else lengths.get(part.joins or part.key)
    return part if minutes is None else part.model_copy(update={"minutes": minutes})


def _meant(slot: Slot, people: Mapping[str, str]) -> list[str]:
    """Return who of a panel a line names; anyone who called the meeting only where it names none of the others."""
    found = dict.fromkeys(person for named in slot.people for person in _who(named, people))
    if not found and slot.organizer is not None:
        found = dict.fromkeys(_who(slot.organizer, people))
    if not found:
        raise MisreadError(Misread.NOT_ON_PANEL)
    return list(found)


def _who(named: Named, people: Mapping[str, str]) -> list[str]:
    """Return the one on the panel whom a schedule names, or no one; raises MisreadError where it may be several."""
    if named.account:
        return [named.account] if named.account in people else []
    for way in (_is_called, _is_addressed):
        found = [person for person, name in people.items() if name and way(named, name_words(name))]
        if len(found) > 1:
            raise MisreadError(Misread.AMBIGUOUS)
        if found:
            return found
    return []


def _is_called(named: Named, name: Sequence[str]) -> bool:
    """Tell whether someone is called so: by parts of their name, “D. Fox”, or a text that holds all of it."""
    words = name_words(named.name) if named.name else []
    inside = len(name) >= WHOLE_NAME and set(name) <= set(words)
    parts = bool(words) and set(words) <= set(name)
    return inside or parts or (len(words) >= WHOLE_NAME and begins(words, name))


def _is_addressed(named: Named, name: Sequence[str]) -> bool:
    """Tell whether an address is like a name: ida.brandt@, brandt-ida@, ibrandt@, idab@ or ida@."""
    local = named.email.partition("@")[0].partition("+")[0]
    words = name_words(local.replace(".", " ").replace("_", " "))
    if not words:
        return False
    first, last = name[0], name[-1]
    run_together = {first, first + last, last + first, first[:1] + last, first + last[:1]}
    return set(words) <= set(name) or (len(words) == 1 and words[0] in run_together)


def _given(slot: Slot, person: str, parts: Sequence[Part], given: Mapping[str, Fitted]) -> Fitted:
    """Return the interview that gets a line's time: a person's first without one, or the one they join."""
    by_key = {part.key: part for part in parts}
    own = [part for part in parts if part.interviewer == person and not part.is_in]
    keys = [leader.key for part in own if not (leader := by_key.get(part.joins or "", part)).is_in]
    same = next((given[key] for key in keys if key in given and given[key].starts_at == slot.starts_at), None)
    if same is not None:
        return same
    free = next((key for key in keys if key not in given), None)
    if free is None:
        raise MisreadError(Misread.TAKEN if keys else Misread.IS_IN)
    holder = by_key[free].interviewer
    return Fitted(key=free, interviewer=holder, starts_at=slot.starts_at, minutes=slot.minutes)

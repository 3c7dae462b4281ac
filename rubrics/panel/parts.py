"""The interviews of a panel before they are interviews: who holds them, who twice, who together; knows no times."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

from rubrics.catalogue.model import Value
from rubrics.panel.coverage import SECOND, person_of
from rubrics.panel.loop import ON_THE_PANEL, Interview, InterviewState
from rubrics.panel.plan import InterviewKind


class Part(Value):
    """One interview that a panel is to have; `key` tells it from the others, `joins` is the key of one beside it.

    Parts that join each other take place together: a pair, where each scores alone, or a trainer with a shadow.
    `is_in` says that its scorecard is in, so that nothing of it can be changed.
    """

    key: str
    interviewer: str
    kind: InterviewKind = InterviewKind.FULL
    joins: str | None = None
    minutes: int | None = None
    exercise: str = ""
    is_in: bool = False

    @property
    def counts(self) -> bool:
        """Whether its scorecard will be part of the signal."""
        return self.kind is InterviewKind.FULL

    @property
    def is_second(self) -> bool:
        """Whether its interviewer holds another one before it."""
        return SECOND in self.key


Joins = Mapping[str, tuple[InterviewKind, str]]
"""Part's key → as what its interviewer joins which other part."""


def new_part(interviewer: str, taken: Iterable[str], kind: InterviewKind = InterviewKind.FULL) -> Part:
    """Return a part for someone who may hold others already."""
    own = {key for key in taken if person_of(key) == interviewer}
    numbered = (f"{interviewer}{SECOND}{number}" for number in range(2, len(own) + 3))
    key = next(key for key in (interviewer, *numbered) if key not in own)
    return Part(key=key, interviewer=interviewer, kind=kind)


def parts_for(interviewers: Sequence[str], shadows: Sequence[str] = ()) -> tuple[Part, ...]:
    """Return a part for each of these people; each shadow watches the first interviewer until told otherwise."""
    first = next(iter(interviewers), None)
    counting = tuple(new_part(person, ()) for person in interviewers)
    trained = (new_part(person, interviewers, InterviewKind.SHADOW) for person in shadows)
    return (*counting, *(part.model_copy(update={"joins": first}) for part in trained))


class Held(Protocol):
    """An interview, as a value or as a row."""

    @property
    def interviewer(self) -> str:
        """Who holds it."""


AnInterview = TypeVar("AnInterview", bound=Held)


def keyed(interviews: Iterable[AnInterview]) -> dict[str, AnInterview]:
    """Return a loop's interviews by the keys of the parts they were."""
    number: Counter[str] = Counter()
    found: dict[str, AnInterview] = {}
    for interview in interviews:
        person = interview.interviewer
        number[person] += 1
        found[f"{person}{SECOND}{number[person]}" if number[person] > 1 else person] = interview
    return found


def parts_of(interviews: Sequence[Interview], interviewers: Sequence[str], shadows: Sequence[str]) -> tuple[Part, ...]:
    """Return the parts of a running loop's panel that is to be made of these people.

    Those who are on it keep theirs; someone who was excused gets the first of theirs back; anyone else, a new one.
    """
    held = keyed(interviews)
    wanted = [(person, True) for person in interviewers] + [(person, False) for person in shadows]
    parts: list[Part] = []
    for person, counts in wanted:
        own = {key: i for key, i in held.items() if i.interviewer == person and i.counts is counts}
        standing = {key: i for key, i in own.items() if i.state in ON_THE_PANEL} or dict(list(own.items())[:1])
        parts += [_part_of(key, interview, held) for key, interview in standing.items()]
        if not standing:
            taken = [*held, *(part.key for part in parts)]
            kind = InterviewKind.FULL if counts else InterviewKind.SHADOW
            parts.append(new_part(person, taken, kind))
    return settled(parts, {})


def settled(parts: Sequence[Part], joins: Joins) -> tuple[Part, ...]:
    """Return the parts with what was chosen of who joins whom; no one joins a shadow, themselves, or in a circle.

    A shadow whose trainer is gone watches the first who is left.
    """
    chosen = [_joining(part, joins) for part in parts]
    by_key = {part.key: part for part in chosen}
    first = next((part.key for part in chosen if part.counts), None)
    return tuple(_led(part, by_key, first) for part in chosen)


def _joining(part: Part, joins: Joins) -> Part:
    """Return a part as chosen; what counts stays so, and so does what does not."""
    if part.key not in joins:
        return part
    kind, other = joins[part.key]
    trains = not part.counts and kind is not InterviewKind.FULL
    return part.model_copy(update={"joins": other, "kind": kind if trains else part.kind})


def _led(part: Part, by_key: Mapping[str, Part], first: str | None) -> Part:
    """Return a part that joins anyone who leads: the one at the end of a chain of parts that join each other."""
    leader = _leader(part, by_key)
    fits = leader.key != part.key and leader.counts and leader.interviewer != part.interviewer
    return part.model_copy(update={"joins": leader.key if fits else None if part.counts else first})


def _leader(part: Part, by_key: Mapping[str, Part]) -> Part:
    """Return the end of a chain; of a circle, the first part that counts, so that one of it joins no one."""
    path, order = [part], list(by_key)
    while (following := by_key.get(path[-1].joins or "")) is not None:
        if following in path:
            circle = path[path.index(following) :]
            return min(circle, key=lambda each: (not each.counts, order.index(each.key)))
        path.append(following)
    return path[-1]


def _part_of(key: str, interview: Interview, held: Mapping[str, Interview]) -> Part:
    together = [
        other
        for other, each in held.items()
        if other != key and each.counts and interview.session is not None and each.session == interview.session
    ]
    leader = next(iter(together), None)
    leads = interview.counts and leader is not None and list(held).index(key) < list(held).index(leader)
    return Part(
        key=key,
        interviewer=interview.interviewer,
        kind=interview.kind,
        joins=None if leads else leader,
        minutes=interview.minutes,
        exercise=interview.exercise,
        is_in=interview.state is InterviewState.SUBMITTED,
    )


class PartAct(StrEnum):
    """What can be done with one part of a planned panel."""

    SECOND = "second"
    """One more interview for the same person."""
    REMOVE = "remove"
    PAIR = "pair"
    """Together with another one."""
    ALONE = "alone"


def changed_parts(parts: Sequence[Part], joins: Joins, act: str, key: str) -> tuple[Part, ...]:
    """Return the parts after something was done with one of them; what cannot be done changes nothing.

    Only a second interview is removed like this, and none whose scorecard is in.
    """
    now = settled(parts, joins)
    part = next((each for each in now if each.key == key and each.counts), None)
    if part is None:
        return now
    if act == PartAct.SECOND:
        place = max(number for number, each in enumerate(now) if each.interviewer == part.interviewer) + 1
        return (*now[:place], new_part(part.interviewer, (each.key for each in now)), *now[place:])
    if act == PartAct.REMOVE and part.is_second and not part.is_in:
        return settled([each for each in now if each.key != key], {})
    if act == PartAct.PAIR and not part.is_in:
        others = (each.key for each in now if each.counts and each.interviewer != part.interviewer)
        return settled(_with(now, key, next(others, None)), {})
    return settled(_with(now, key, None), {}) if act == PartAct.ALONE and not part.is_in else now


def _with(parts: Sequence[Part], key: str, joined: str | None) -> list[Part]:
    return [each.model_copy(update={"joins": joined}) if each.key == key else each for each in parts]

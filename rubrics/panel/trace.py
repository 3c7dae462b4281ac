"""What a posting demands against what a plan assesses: the two kinds of gaps; knows no text and no store.

A suggestion is never more than that: a person confirms each once, by the sentence's digest, so that a changed posting
keeps what was said of the sentences that stayed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Literal

from rubrics.catalogue.model import Rubric, Value
from rubrics.panel.plan import InterviewKind, StagePlan

DemandKind = Literal["musts", "duties"]


class Demand(Value):
    """One sentence of a posting that requires something, and what may assess that; `elsewhere` is a kind of check."""

    digest: str
    text: str
    kind: DemandKind
    suggested: tuple[str, ...] = ()
    elsewhere: str | None = None


class Confirmed(Value):
    """What a person said assesses a demand: competencies, a check elsewhere, or nothing at all."""

    competencies: tuple[str, ...] = ()
    elsewhere: bool = False


class Seat(Value):
    """One interview of a plan: its stage, and who usually holds it, if that is known."""

    stage: str
    interviewer: str | None = None


class Standing(StrEnum):
    """How a demand stands."""

    ASSESSED = "assessed"
    NEVER = "never"
    ELSEWHERE = "elsewhere"
    OPEN = "open"
    """No one has confirmed what assesses it."""


class Row(Value):
    """A demand with how it stands, what assesses it, as confirmed or else as suggested, and where."""

    demand: Demand
    standing: Standing
    link: Confirmed
    seats: tuple[Seat, ...] = ()
    is_confirmed: bool = False


class Trace(Value):
    """A posting against a plan: each demand, and the competencies that are assessed and that no demand speaks of."""

    rows: tuple[Row, ...]
    unadvertised: tuple[str, ...] = ()

    def of(self, standing: Standing) -> tuple[Row, ...]:
        """Return the demands that stand so."""
        return tuple(row for row in self.rows if row.standing is standing)


def trace_of(
    demands: Sequence[Demand], confirmed: Mapping[str, Confirmed], rubric: Rubric, stages: Sequence[StagePlan]
) -> Trace:
    """Return how each demand stands by what was confirmed, and what is assessed and never demanded.

    Competencies that the rubric no longer has count as no link.
    """
    seats, known = _seats(stages), {competency.id for competency in rubric.competencies}
    rows = [_row(demand, confirmed.get(demand.digest), seats, known) for demand in demands]
    spoken = {each for row in rows for each in row.link.competencies}
    order = [competency.id for competency in rubric.competencies]
    return Trace(rows=tuple(rows), unadvertised=tuple(each for each in order if each in seats and each not in spoken))


def _row(demand: Demand, said: Confirmed | None, seats: Mapping[str, Sequence[Seat]], known: set[str]) -> Row:
    link = said or Confirmed(competencies=demand.suggested, elsewhere=demand.elsewhere is not None)
    link = link.model_copy(update={"competencies": tuple(each for each in link.competencies if each in known)})
    held = tuple(dict.fromkeys(seat for each in link.competencies for seat in seats.get(each, ())))
    if said is None:
        standing = Standing.OPEN
    elif link.elsewhere:
        standing = Standing.ELSEWHERE
    else:
        standing = Standing.ASSESSED if held else Standing.NEVER
    return Row(demand=demand, standing=standing, link=link, seats=held, is_confirmed=said is not None)


def _seats(stages: Sequence[StagePlan]) -> Mapping[str, Sequence[Seat]]:
    """Return who assesses each competency, in the plan's order; interviews in training don't count."""
    seats: dict[str, list[Seat]] = defaultdict(list)
    for stage in stages:
        for interview in stage.interviews:
            if interview.kind is InterviewKind.FULL:
                for competency in interview.focus:
                    seats[competency].append(Seat(stage=stage.name, interviewer=interview.interviewer))
    return seats

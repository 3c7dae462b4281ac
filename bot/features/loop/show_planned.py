"""The one step of `/loop new` for an opening with a plan: who, from when, and the people whom the plan fills in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.features.loop import loop_form as form
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, context, modal, section, sections
from bot.slack.elements import button
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Rubric
from rubrics.panel.plan import Opening, PlannedInterview, StagePlan

PLANNED = "loop_planned"
CHANGE_SEATS = "loop_change_seats"
PASTE_SCHEDULE = "loop_planned_schedule"
OTHER_OPENING = "loop_other_opening"
WITHOUT_OPENING = "loop_without_opening"


@dataclass(frozen=True)
class Filled:
    """What stands in the form; with `seats` it asks who holds each interview of the stage that opens."""

    candidate: str = ""
    start: datetime | None = None
    candidate_user: str | None = None
    links: str = ""
    schedule: str = ""
    seats: Mapping[int, str | None] = field(default_factory=dict)
    asks_seats: bool = False
    asks_schedule: bool = False
    asks_opening: bool = False


@dataclass(frozen=True)
class PlannedStep:
    """An opening whose loop is begun, with its rubric and who would usually hold each interview of the first stage.

    `promised` is how many demands of its JD people tied to none of its plan's interviews.
    """

    opening: Opening
    rubric: Rubric
    holders: Mapping[int, str | None]
    promised: int = 0


def planned_step(step: PlannedStep, filled: Filled, problems: Sequence[str] = ()) -> Modal:
    """Return the form, empty or as it was filled in; `problems` stand on top where no field is to blame."""
    opening = step.opening
    return modal(
        plain_words("loop_form.open_title"),
        [
            *(sections(words("loop.problems", sentences=problems)) if problems else []),
            section(words("loop.planned_for", opening=opening, rubric=step.rubric)),
            *([form.PLANNED_OPENING.block()] if filled.asks_opening else []),
            form.PLANNED_CANDIDATE.block(filled.candidate or None),
            form.START.block(filled.start),
            form.CANDIDATE_USER.block(filled.candidate_user),
            form.LINKS.block(filled.links or None),
            *([form.SCHEDULE.block(filled.schedule or None)] if filled.asks_schedule else []),
            *(_seats(step, filled) if filled.asks_seats else [_stages(step)]),
            *([context(words("loop.planned_promised", number=step.promised))] if step.promised else []),
            *_ways(opening, filled),
        ],
        callback_id=PLANNED,
        submit=plain_words("loop_form.next" if filled.asks_schedule else "loop_form.open"),
        close=plain_words("loop_form.close"),
        private_metadata=opening.id,
    )


def _stages(step: PlannedStep) -> Block:
    """Return who interviews in each stage, the first as its people are now."""
    first, *later = step.opening.stages
    usual = {place: seat.interviewer for place, seat in enumerate(first.interviews)}
    rows = [_people(first, {**usual, **step.holders})]
    rows += [_people(stage, {n: seat.interviewer for n, seat in enumerate(stage.interviews)}) for stage in later]
    return section(words("loop.planned_stages", stages=rows))


def _people(stage: StagePlan, holders: Mapping[int, str | None]) -> tuple[StagePlan, list[str], int]:
    people = list(dict.fromkeys(person for person in holders.values() if person))
    return stage, people, sum(person is None for person in holders.values())


def _seats(step: PlannedStep, filled: Filled) -> list[Block]:
    interviews = step.opening.stages[0].interviews
    holders = {**step.holders, **filled.seats}
    fields = [
        form.SEAT.about(str(place)).block(holders.get(place), number=place + 1, focus=_focus(step.rubric, seat))
        for place, seat in enumerate(interviews)
    ]
    alternates = [(place + 1, seat.alternates) for place, seat in enumerate(interviews) if seat.alternates]
    return [*fields, *([context(words("loop.planned_alternates", alternates=alternates))] if alternates else [])]


def _focus(rubric: Rubric, seat: PlannedInterview) -> str:
    return ", ".join(each.short_name for each in rubric.competencies if each.id in seat.focus)


def _ways(opening: Opening, filled: Filled) -> list[Block]:
    change = button(plain_words("loop_labels.change_panel"), CHANGE_SEATS, opening.id)
    other = button(plain_words("loop_labels.other_opening"), OTHER_OPENING, opening.id)
    paste = button(plain_words("loop_labels.paste_schedule"), PASTE_SCHEDULE, opening.id)
    return actions(
        None if filled.asks_seats else change,
        None if filled.asks_schedule else paste,
        None if filled.asks_opening else other,
        button(plain_words("loop_labels.no_opening"), WITHOUT_OPENING, opening.id),
    )

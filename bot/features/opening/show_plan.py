"""An opening's plan and the forms that change it: who interviews, a stage, one interview; drawn in one modal's place.

What a form is about travels as ids and places alone, with a mark that tells whether the plan is still the one shown.
"""

from collections.abc import Sequence

from bot.features.doors import Door
from bot.features.opening import opening_form as form
from bot.features.opening.read_opening import OpeningPlan
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, modal, section
from bot.slack.elements import button, confirmation
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import at_level
from bot.wording.words import plain_words, words
from rubrics.catalogue.levels import Level
from rubrics.panel.loop import USUAL_MINUTES
from rubrics.panel.plan import InterviewKind, Opening, OpeningState, PlannedInterview, StagePlan
from rubrics.panel.plan_changes import MOST_SEATS, MOST_STAGES, Seat, mark_of
from rubrics.panel.scored_exercises import Scored, named_in, role_part, unfit

PLAN = Door.OPENING_PLAN
PANEL = "opening_panel"
STAGE = "opening_stage"
INTERVIEW = "opening_interview"
EDIT_PANEL = "opening_edit_panel"
EDIT_STAGE = "opening_edit_stage"
ADD_STAGE = "opening_add_stage"
REMOVE_STAGE = "opening_remove_stage"
EDIT_INTERVIEW = "opening_edit_interview"
REMOVE_INTERVIEW = "opening_remove_interview"
BACK = "opening_back"
DECIDED, EVERYONE = "decided", "everyone"
LENGTHS = (15, 20, 30, 45, 60, 75, 90, 120, 180, 240)
"""Minutes that a calendar's invitation can have; a half day is the longest work sample there is."""
ANY = "any"


def drawn_of(plan: OpeningPlan, *places: int) -> str:
    """Return what a form of the plan carries: the opening, the plan's mark, and which stage or interview is meant."""
    return " ".join([plan.opening.id, mark_of(plan.opening.stages), *map(str, places)])


def stage_words(plan: OpeningPlan, at: int) -> Mrkdwn:
    """Return one stage in three lines: who and for how long, what it assesses, who decides after it."""
    opening, stage = plan.opening, plan.opening.stages[at]
    assessed = {each for seat in stage.interviews for each in seat.focus}
    own = role_part(plan.rubric).competencies
    names = [each.short_name for each in own if each.id in assessed]
    whole = len(names) == len(own)
    rated_too = [seat.exercise for seat in stage.interviews if _share_of_exercise(plan, seat)]
    return words(
        "opening.stage",
        number=at + 1,
        stage=stage,
        length=_length(stage),
        people=list(dict.fromkeys(seat.interviewer for seat in stage.interviews if seat.interviewer)),
        vacant=sum(seat.interviewer is None for seat in stage.interviews),
        whole=words("opening.all_assessed", number=len(names)) if whole else "",
        focus=[*names, *dict.fromkeys(rated_too)],
        exercises=list(dict.fromkeys(rated_too)),
        is_last=at == len(opening.stages) - 1,
        manager=opening.hiring_manager,
        recruiter=opening.recruiter,
    )


def new_loop_button(opening: Opening) -> Element:
    """Return the button that begins a loop for an opening."""
    label = plain_words("opening_labels.new_loop_for", name=opening.name)
    return button(plain_words("opening_labels.new_loop"), Door.START_LOOP, opening.id, label=label, primary=True)


def plan_page(plan: OpeningPlan) -> Modal:
    """Return the plan, a row a stage, each with the button that changes it."""
    opening, mark = plan.opening, drawn_of(plan)
    rows = [section(stage_words(plan, at), accessory=_edit_stage(plan, at)) for at in range(len(opening.stages))]
    add = button(plain_words("opening_labels.add_stage"), ADD_STAGE, mark)
    takes_loops = opening.state is OpeningState.OPEN and bool(opening.stages)
    ways = actions(
        new_loop_button(opening) if takes_loops else None,
        button(plain_words("opening_labels.who_interviews"), EDIT_PANEL, mark),
        add if len(opening.stages) < MOST_STAGES else None,
        button(plain_words("opening_labels.show_opening"), Door.OPENING, opening.id),
    )
    return modal(
        plain_words("opening_form.plan_title"),
        [section(words("opening.plan_intro", opening=opening, rubric=plan.rubric)), *rows, *ways],
        callback_id=PLAN,
        close=plain_words("opening_form.done"),
        private_metadata=mark,
    )


def panel_form(plan: OpeningPlan) -> Modal:
    """Return the form of who usually holds each interview of the plan."""
    opening = plan.opening
    fields = [
        form.SEAT.about(f"{at}-{place}").block(seat.interviewer, stage=stage.name, focus=_focus(plan, seat))
        for at, stage in enumerate(opening.stages)
        for place, seat in enumerate(stage.interviews)
    ]
    return modal(
        plain_words("opening_form.panel_title"),
        [section(words("opening.panel_intro", opening=opening)), *fields],
        callback_id=PANEL,
        submit=plain_words("opening_form.save"),
        close=plain_words("opening_form.cancel"),
        private_metadata=drawn_of(plan),
    )


def stage_form(plan: OpeningPlan, at: int) -> Modal:
    """Return the form of one stage, its interviews below as rows."""
    stage = plan.opening.stages[at]
    value = drawn_of(plan, at)
    goes = [(plain_words(f"opening_form.goes_{name}"), name) for name in (DECIDED, EVERYONE)]
    rows = [_seat_row(plan, (at, place)) for place in range(len(stage.interviews))]
    add = button(plain_words("opening_labels.add_interview"), EDIT_INTERVIEW, f"{value} {len(stage.interviews)}")
    remove = _remove(plain_words("opening_labels.remove_stage"), REMOVE_STAGE, value)
    ways = actions(
        add if len(stage.interviews) < MOST_SEATS else None,
        remove if len(plan.opening.stages) > 1 else None,
        button(plain_words("opening_labels.back"), BACK, value),
    )
    return modal(
        plain_words("opening_form.stage_title", number=at + 1),
        [
            form.STAGE_NAME.block(stage.name),
            form.MINIMUM.offering(minimums()).block(str(stage.minimum)),
            form.ASKS_GO.offering(goes).block(DECIDED if stage.asks_go else EVERYONE),
            *rows,
            *ways,
        ],
        callback_id=STAGE,
        submit=plain_words("opening_form.save"),
        close=plain_words("opening_form.cancel"),
        private_metadata=value,
    )


def interview_form(plan: OpeningPlan, seat: Seat, exercises: Sequence[Scored] = ()) -> Modal:
    """Return the form of one interview of a stage: filled in, or with what is usual where it is a new one.

    `exercises` are those that may be rated in it; another one may be named.
    """
    at, place = seat
    interviews = plan.opening.stages[at].interviews
    known = interviews[place] if place < len(interviews) else PlannedInterview(focus=(), minutes=USUAL_MINUTES)
    value = drawn_of(plan, at, place)
    remove = _remove(plain_words("opening_labels.remove_interview"), REMOVE_INTERVIEW, value)
    back = button(plain_words("opening_labels.back_to_stage"), EDIT_STAGE, drawn_of(plan, at))
    return modal(
        plain_words("opening_form.interview_title"),
        [
            form.INTERVIEWER.block(known.interviewer),
            form.FOCUS.offering(competencies(plan)).block(_of_role(plan, known.focus)),
            *_exercise_fields(plan, known.exercise, exercises),
            form.MINUTES.offering(lengths(known.minutes)).block(str(known.minutes or USUAL_MINUTES)),
            form.ALTERNATES.block(known.alternates),
            form.SENIORITY.offering(seniorities()).block(known.seniority or ANY),
            form.KIND.offering(kinds()).block(known.kind),
            *actions(remove if place < len(interviews) else None, back),
        ],
        callback_id=INTERVIEW,
        submit=plain_words("opening_form.save"),
        close=plain_words("opening_form.cancel"),
        private_metadata=value,
    )


def _of_role(plan: OpeningPlan, focus: Sequence[str]) -> tuple[str, ...]:
    own = {each.id for each in role_part(plan.rubric).competencies}
    return tuple(each for each in focus if each in own)


def _exercise_fields(plan: OpeningPlan, named: str, exercises: Sequence[Scored]) -> list[Block]:
    """Return the menu of exercises that are rated, where there are any, and the field of another one's name."""
    options = rated(plan, exercises)
    meant = named_in(named, exercises)
    known = meant.id if meant and (meant.name, meant.id) in options else None
    menu = [form.SCORED_EXERCISE.offering(options).block(known)] if options else []
    return [*menu, form.EXERCISE.block("" if known else named)]


def rated(plan: OpeningPlan, exercises: Sequence[Scored]) -> list[tuple[str, str]]:
    """Return the exercises whose criteria fit the plan's rubric, as (text, value) pairs."""
    own = role_part(plan.rubric)
    return [(each.name, each.id) for each in exercises if unfit(own, each) is None]


def minimums() -> list[tuple[str, str]]:
    """Return how many interviews a stage may need, as (text, value) pairs."""
    return [(str(number), str(number)) for number in range(1, MOST_SEATS + 1)]


def lengths(known: int | None = None) -> list[tuple[str, str]]:
    """Return the lengths that are offered, and the one that an interview has already."""
    offered = sorted({*LENGTHS, *([known] if known else [])})
    return [(plain_words("opening_form.minutes", minutes=each), str(each)) for each in offered]


def seniorities() -> list[tuple[str, str]]:
    """Return how senior an interviewer may have to be, as (text, value) pairs."""
    named = [(at_level("", level).strip(), level.value) for level in Level]
    return [
        (plain_words("opening_form.seniority_any"), ANY),
        *((plain_words("opening_form.seniority_from", level=text), value) for text, value in named),
    ]


def kinds() -> list[tuple[str, str]]:
    """Return whether a scorecard counts, as (text, value) pairs."""
    return [(plain_words(f"opening_form.kind_{kind}"), kind.value) for kind in InterviewKind]


def competencies(plan: OpeningPlan) -> list[tuple[str, str]]:
    """Return what an interview may assess, as (text, value) pairs."""
    return [
        (plain_words("opening_form.must_have", competency=each.name, is_must_have=each.must_have), each.id)
        for each in role_part(plan.rubric).competencies
    ]


def _seat_row(plan: OpeningPlan, seat: Seat) -> Block:
    at, place = seat
    planned = plan.opening.stages[at].interviews[place]
    text = words(
        "opening.seat",
        number=place + 1,
        seat=planned,
        minutes=planned.minutes or USUAL_MINUTES,
        focus=[each.short_name for each in role_part(plan.rubric).competencies if each.id in planned.focus],
        share=_share_of_exercise(plan, planned),
    )
    label = plain_words("opening_labels.edit_interview", number=place + 1)
    edit = button(plain_words("opening_labels.edit"), EDIT_INTERVIEW, drawn_of(plan, at, place), label=label)
    return section(text, accessory=edit)


def _edit_stage(plan: OpeningPlan, at: int) -> Element:
    label = plain_words("opening_labels.edit_stage", name=plan.opening.stages[at].name)
    return button(plain_words("opening_labels.edit"), EDIT_STAGE, drawn_of(plan, at), label=label)


def _remove(text: str, action: str, value: str) -> Element:
    title, sure = plain_words("opening_labels.sure_title"), plain_words("opening_labels.sure")
    yes, no = plain_words("opening_labels.remove"), plain_words("opening_labels.keep")
    return button(text, action, value, danger=True, confirm=confirmation(title, sure, yes, no, danger=True))


def _length(stage: StagePlan) -> str:
    """Return how long a stage takes: "45 min", "4 × 45 min", or all minutes together where they differ."""
    minutes: Sequence[int] = [seat.minutes or USUAL_MINUTES for seat in stage.interviews]
    if not minutes:
        return ""
    if len(set(minutes)) > 1:
        return f"{sum(minutes)} min"
    return f"{len(minutes)} × {minutes[0]} min" if len(minutes) > 1 else f"{minutes[0]} min"


def _focus(plan: OpeningPlan, seat: PlannedInterview) -> str:
    own = role_part(plan.rubric).competencies
    named = [each.short_name for each in own if each.id in seat.focus]
    return ", ".join([*named, *([seat.exercise] if _share_of_exercise(plan, seat) else [])])


def _share_of_exercise(plan: OpeningPlan, seat: PlannedInterview) -> float:
    """Return what of all ratings the exercise of an interview weighs; 0 where it is not rated."""
    shares = plan.rubric.shares
    return sum(shares[each.id] for each in plan.rubric.competencies if each.exercise and each.id in seat.focus)

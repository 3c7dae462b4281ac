"""What an opening's pages are drawn from: its plan, its candidates as their reader may know of them, its JD."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.opening.access import (
    MOST_SEARCHED,
    RUNNING,
    KnownOpening,
    opening_called,
    opening_known_to,
    openings_known,
)
from bot.features.opening.opening_request import COPY
from bot.features.opening.opening_rubric import current_rubric, is_outdated, rubric_of
from bot.features.people.viewer import viewer
from bot.slack.limits import MENU_OPTIONS
from bot.slack.paging import page_of
from bot.wiring import Actor, Workspace
from bot.wording.words import plain_words
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.names import folded
from rubrics.jd.versions import JdVersion
from rubrics.panel.default_plan import PlanShape
from rubrics.panel.loop import REVEALED, Loop, LoopState
from rubrics.panel.permissions import may_see_status
from rubrics.panel.plan import Opening, OpeningState
from rubrics.signal import HireSignal
from storage.desk import reviewed_jds
from storage.jd_versions import opening_jds
from storage.loop_reading import loops_by_id
from storage.opening_loops import OpeningLoop, loops_of_openings
from storage.openings import JdOutcome, jd_outcome
from storage.signals import newest_signals
from storage.staffing_checks import StaffingCheck, staffing_check_of_opening

NO_JD = "none"
"""What stands for no JD review in the menu of them."""
MOST_LISTED = 10
"""Openings on a page; the rest are found by name."""
MOST_CANDIDATES = 5
A_PAGE = 10
"""Candidates of a page of all of them."""
MOST_COPIED = 5
"""Openings whose plans are offered to copy, the latest."""
MOST_REVIEWS = 25


@dataclass(frozen=True)
class OpeningPlan:
    """An opening with the rubric that its plan is made of."""

    opening: Opening
    rubric: Rubric


@dataclass(frozen=True)
class OpeningRowShown:
    """An opening in a list: how many candidates it has, and what waits for someone."""

    opening: Opening
    role_name: str
    candidates: int
    late: int
    decisions: int


@dataclass(frozen=True)
class OpeningList:
    """A page of the openings that someone runs; `closed` are how many of them are closed."""

    rows: Sequence[OpeningRowShown]
    number: int
    closed: int
    page: int = 0


@dataclass(frozen=True)
class OpeningShown:
    """One opening with its newest candidates; `changed` says that its rubric is defined otherwise by now."""

    plan: OpeningPlan
    candidates: Sequence[tuple[Loop, HireSignal | None]]
    number: int
    jd: JdOutcome | None
    changed: bool
    rows: OpeningRowShown
    now: datetime
    is_reviewer: bool = False
    revealed: int = 0
    """Of how many candidates the newest stage is revealed."""
    jds: Sequence[JdVersion] = ()
    """The versions of its JD that count: the one in review first, then the approved one."""
    staffing: StaffingCheck | None = None
    """The latest answers to whether to hire for it at all."""


@dataclass(frozen=True)
class EditChoices:
    """An opening to change, with its rubric as defined and the JD reviews that it may keep."""

    opening: Opening
    rubric: Rubric
    reviews: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class CandidatesPage:
    """A page of an opening's candidates, `number` of them in all."""

    opening: Opening
    candidates: Sequence[tuple[Loop, HireSignal | None]]
    number: int
    page: int
    now: datetime


def plan_of_opening(workspace: Workspace, actor: Actor, opening_id: str) -> OpeningPlan:
    """Return an opening that the actor runs, with its rubric."""
    with workspace.reads() as session:
        opening = opening_known_to(workspace, session, actor, opening_id).opening
        return OpeningPlan(opening, rubric_of(session, opening))


def opening_list(
    workspace: Workspace, actor: Actor, states: Sequence[OpeningState] = RUNNING, page: int = 0
) -> OpeningList:
    """Return a page of the openings that the actor runs, the latest first."""
    with workspace.reads() as session:
        asking = viewer(workspace, session, actor)
        known = openings_known(session, actor, asking, tuple(OpeningState), most=1000)
        wanted = [opening for opening in known if opening.state in states]
        page = min(page, max(len(wanted) - 1, 0) // MOST_LISTED)
        part = wanted[page * MOST_LISTED : (page + 1) * MOST_LISTED]
        closed = sum(opening.state is OpeningState.CLOSED for opening in known)
        rows = rows_of(workspace, session, actor, part, everyone=asking.is_admin)
        return OpeningList(rows, len(wanted), closed, page)


def rows_of(
    workspace: Workspace, session: Session, actor: Actor, openings: Sequence[Opening], *, everyone: bool
) -> list[OpeningRowShown]:
    """Return openings as a list shows them, all counted by one statement."""
    ids = [opening.id for opening in openings]
    loops = loops_of_openings(session, actor.team, actor.user, ids, everyone=everyone)
    by_opening: Mapping[str, list[OpeningLoop]] = {each: [one for one in loops if one.opening == each] for each in ids}
    names = {role.id: role.name for role in workspace.catalogue.roles}
    return [
        OpeningRowShown(
            opening=_as_named(workspace, opening),
            role_name=names.get(opening.role, opening.role),
            candidates=len({loop.candidate for loop in by_opening[opening.id]}),
            late=sum(loop.late(workspace.now) for loop in by_opening[opening.id]),
            decisions=sum(loop.state is LoopState.REVEALED for loop in by_opening[opening.id]),
        )
        for opening in openings
    ]


def _as_named(workspace: Workspace, opening: Opening) -> Opening:
    """Return an opening with what its level is called today; a row holds the level's id alone."""
    current = current_rubric(workspace, opening)
    return opening.model_copy(update={"level": current.level}) if current else opening


def opening_shown(workspace: Workspace, actor: Actor, opening_id: str) -> OpeningShown:
    """Return one opening as its page shows it; raises Refusal."""
    with workspace.reads() as session:
        return _shown(workspace, session, actor, opening_known_to(workspace, session, actor, opening_id))


def opening_meant(workspace: Workspace, actor: Actor, typed: str) -> Opening:
    """Return the one opening that words mean, open or closed; raises Refusal."""
    with workspace.reads() as session:
        asking = viewer(workspace, session, actor)
        return opening_called(session, actor, asking, typed, tuple(OpeningState))


def openings_typed(workspace: Workspace, actor: Actor, typed: str) -> list[Opening]:
    """Return those of the actor's openings that take loops and fit what was typed, the latest first."""
    with workspace.reads() as session:
        asking = viewer(workspace, session, actor)
        known = openings_known(session, actor, asking, (OpeningState.OPEN,), most=MOST_SEARCHED)
    fitting = [opening for opening in known if folded(typed) in folded(opening.name)]
    return fitting[:MENU_OPTIONS]


def plans_offered(workspace: Workspace, actor: Actor) -> list[tuple[str, str]]:
    """Return the plans that a new opening may begin with, as (text, value) pairs: the usual ones, then one's own."""
    with workspace.reads() as session:
        known = openings_known(session, actor, viewer(workspace, session, actor), most=MOST_COPIED)
    usual = [(plain_words(f"opening_form.plan_{shape}"), shape.value) for shape in PlanShape]
    copies = [(plain_words("opening_form.plan_copy", name=each.name), f"{COPY}{each.id}") for each in known]
    return [*usual, *copies]


def edit_choices(workspace: Workspace, actor: Actor, opening_id: str) -> EditChoices:
    """Return an opening that the actor may change, and what may be chosen for it; raises Refusal."""
    with workspace.reads() as session:
        opening = opening_known_to(workspace, session, actor, opening_id).opening
        own = reviewed_jds(session, actor.team, actor.user, MOST_REVIEWS)
        kept = jd_outcome(session, actor.team, opening.jd_review) if opening.jd_review else None
        current = current_rubric(workspace, opening) or rubric_of(session, opening)
    known = {review.id: review.title for review in own} | ({kept.id: kept.title} if kept else {})
    titles = [(title or plain_words("jd_labels.no_title"), review) for review, title in known.items()]
    reviews = [(plain_words("opening_form.jd_none"), NO_JD), *titles]
    return EditChoices(opening, current, reviews)


def running_loops(workspace: Workspace, actor: Actor, opening_id: str) -> int:
    """Return how many loops of an opening still run."""
    with workspace.reads() as session:
        known = opening_known_to(workspace, session, actor, opening_id)
        return sum(loop.state is LoopState.OPEN for loop in _loops(session, actor, known))


def candidates_page(workspace: Workspace, actor: Actor, opening_id: str, page: int) -> CandidatesPage:
    """Return a page of an opening's candidates, those that wait for someone first; raises Refusal."""
    with workspace.reads() as session:
        known = opening_known_to(workspace, session, actor, opening_id)
        listed = _waiting_first(_loops(session, actor, known), workspace.now)
        part, page, _ = page_of(listed, page, A_PAGE)
        shown = _candidates(session, actor, known, part)
        return CandidatesPage(known.opening, shown, len(listed), page, workspace.now)


def _shown(workspace: Workspace, session: Session, actor: Actor, known: KnownOpening) -> OpeningShown:
    opening, now = known.opening, workspace.now
    (row,) = rows_of(workspace, session, actor, [opening], everyone=known.asking.is_admin)
    listed = _waiting_first(_loops(session, actor, known), now)
    jd = jd_outcome(session, actor.team, opening.jd_review) if opening.jd_review else None
    rubric = rubric_of(session, opening)
    return OpeningShown(
        plan=OpeningPlan(opening, rubric),
        candidates=_candidates(session, actor, known, listed[:MOST_CANDIDATES]),
        number=len(listed),
        jd=jd,
        changed=is_outdated(workspace, opening, rubric),
        rows=row,
        now=now,
        is_reviewer=jd is not None and jd.user == actor.user,
        revealed=sum(loop.state in REVEALED for loop in listed),
        jds=opening_jds(session, actor.team, opening.id),
        staffing=staffing_check_of_opening(session, actor.team, opening.id),
    )


def _loops(session: Session, actor: Actor, known: KnownOpening) -> list[OpeningLoop]:
    ids = [known.opening.id]
    return loops_of_openings(session, actor.team, actor.user, ids, everyone=known.asking.is_admin)


def _waiting_first(loops: Sequence[OpeningLoop], now: datetime) -> list[OpeningLoop]:
    return sorted(loops, key=lambda loop: (not loop.late(now), loop.state is not LoopState.REVEALED))


def _candidates(
    session: Session, actor: Actor, known: KnownOpening, listed: Sequence[OpeningLoop]
) -> list[tuple[Loop, HireSignal | None]]:
    loops = loops_by_id(session, actor.team, [loop.id for loop in listed])
    shown = [loop for loop in loops if may_see_status(loop, known.asking)]
    signals = newest_signals(session, [loop.id for loop in shown if loop.is_revealed])
    return [(loop, signals.get(loop.id)) for loop in shown]

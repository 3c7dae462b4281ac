"""Drafting a posting for someone: of a role at a level, or for an opening with its place, people and plan.

The draft is a text of its author's, kept and reviewed like one that was pasted.
"""

from dataclasses import dataclass, replace

from bot.errors import FormRefusal
from bot.features.jd.review_jd import Pasted, Reviewed, review_text
from bot.features.opening.access import opening_known_to
from bot.features.opening.opening_rubric import rubric_of
from bot.features.rubric.level_menus import no_rubric
from bot.wiring import Actor, Workspace
from bot.wording.words import plain_words
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.model import Rubric
from rubrics.jd.draft import DraftFacts, draft_jd, draft_title
from rubrics.panel.default_plan import PlanShape, default_plan
from rubrics.panel.plan import Opening, StagePlan
from storage.openings import opening_row
from storage.people import people_named


@dataclass(frozen=True)
class Drafted:
    """A draft as it is kept: its review and, where it is for an opening, that."""

    reviewed: Reviewed
    title: str
    opening: Opening | None = None

    @property
    def blanks(self) -> int:
        """How many blanks are left to fill in."""
        return len(self.reviewed.review.blanks)


def draft_for_role(workspace: Workspace, actor: Actor, role: str, level: str) -> Drafted:
    """Draft a posting of a role at a level, by the usual plan; raises FormRefusal where that has no rubric."""
    rubric = _rubric(workspace, role, level)
    return _drafted(workspace, actor, rubric, DraftFacts(stages=_usual_plan(rubric)))


def draft_for_opening(workspace: Workspace, actor: Actor, opening_id: str) -> Drafted:
    """Draft the posting of an opening that the actor runs, and link it where that has none; raises Refusal."""
    with workspace.reads() as session:
        opening = opening_known_to(workspace, session, actor, opening_id).opening
        people = people_named(session, actor.team, [opening.hiring_manager])
        pinned = rubric_of(session, opening)
    manager = people[opening.hiring_manager].name if opening.hiring_manager in people else None
    facts = DraftFacts(place=opening.place, manager=manager or "", stages=opening.stages or _usual_plan(pinned))
    drafted = _drafted(workspace, actor, _rubric(workspace, opening.role, opening.level), facts)
    with workspace.sessions.begin() as session:
        row = opening_row(session, actor.team, opening.id, lock=True)
        if row is not None and row.jd_review_id is None:
            row.jd_review_id = drafted.reviewed.kept.id
    return replace(drafted, opening=opening)


def _rubric(workspace: Workspace, role: str, level: str) -> Rubric:
    try:
        return workspace.catalogue.rubric(role, level)
    except UnknownNameError:
        raise FormRefusal({"level": no_rubric(workspace.catalogue, role)}) from None


def _usual_plan(rubric: Rubric) -> tuple[StagePlan, ...]:
    names = {name: plain_words(f"opening_form.stage_{name}") for name in ("screen", "onsite")}
    return default_plan(rubric, PlanShape.TWO_STAGES, **names)


def _drafted(workspace: Workspace, actor: Actor, rubric: Rubric, facts: DraftFacts) -> Drafted:
    knowledge = workspace.jd_knowledge
    role = workspace.catalogue.role(rubric.role)
    text = draft_jd(knowledge, role, rubric.level, facts)
    return Drafted(review_text(workspace, actor, Pasted(text)), draft_title(knowledge, role, rubric.level))

"""An opening's JD against its plan: which demands are assessed, by whom, and what people said of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.opening.access import KnownOpening, opening_known_to
from bot.features.opening.opening_rubric import rubric_of
from bot.features.opening.read_opening import OpeningPlan
from bot.wiring import Actor, Workspace
from rubrics.jd.demands import demands_of
from rubrics.jd.versions import JdState, text_digest
from rubrics.panel.scored_exercises import role_part
from rubrics.panel.trace import Confirmed, Trace, trace_of
from storage.jd_reviews import jd_review, jd_text
from storage.jd_traces import confirm, confirmed_of, confirmed_of_jd
from storage.jd_versions import opening_jd
from storage.openings import opening_row, opening_value


class NoJdRefusal(Refusal):
    """An opening has no JD that the actor may read."""


@dataclass(frozen=True)
class OpeningText:
    """The JD that an opening is held against: the approved one, the one in review, or one's own review."""

    title: str
    text: str
    given_title: str | None
    location: str | None
    is_approved: bool


@dataclass(frozen=True)
class TraceShown:
    """An opening's JD against its plan."""

    plan: OpeningPlan
    jd: OpeningText
    trace: Trace

    @property
    def names(self) -> Mapping[str, str]:
        """What each competency is called, by id."""
        return {competency.id: competency.name for competency in self.plan.rubric.competencies}


def jd_trace(workspace: Workspace, actor: Actor, opening_id: str) -> Trace | None:
    """Return how the JD of an opening with a plan stands; None without a plan, or a JD that the actor may read."""
    try:
        shown = trace_shown(workspace, actor, opening_id)
    except NoJdRefusal:
        return None
    return shown.trace if shown.plan.opening.stages and shown.trace.rows else None


def trace_shown(workspace: Workspace, actor: Actor, opening_id: str) -> TraceShown:
    """Return how the JD of an opening that the actor runs stands against its plan; raises Refusal without a JD."""
    with workspace.reads() as session:
        known = opening_known_to(workspace, session, actor, opening_id)
        jd = text_of(session, actor, known)
        rubric = role_part(rubric_of(session, known.opening))
        confirmed = confirmed_of(session, actor.team, opening_id)
    if jd is None:
        raise NoJdRefusal("opening_refusals.no_jd_to_trace", opening=known.opening)
    plan = OpeningPlan(known.opening, rubric)
    return TraceShown(plan, jd, traced(workspace, plan, jd, confirmed))


def text_of(session: Session, actor: Actor, known: KnownOpening) -> OpeningText | None:
    """Return the JD of an opening as the actor may read it: a review that was not handed in is its author's alone."""
    version = opening_jd(session, actor.team, known.opening.id)
    if version is not None:
        is_approved = version.state is JdState.APPROVED
        return OpeningText(version.title, version.text, version.given_title, version.location, is_approved)
    review = known.opening.jd_review
    row = jd_review(session, team_id=actor.team, user=actor.user, review_id=review) if review else None
    return OpeningText(row.title, row.text, row.given_title, row.location, is_approved=False) if row else None


def traced(workspace: Workspace, plan: OpeningPlan, jd: OpeningText, confirmed: Mapping[str, Confirmed]) -> Trace:
    """Return a JD against a plan; it reads the text, so no transaction should wait for it."""
    day, knowledge = workspace.now.date(), workspace.jd_knowledge
    demands = demands_of(knowledge, jd.text, plan.rubric, day, title=jd.given_title, location=jd.location)
    return trace_of(demands, confirmed, plan.rubric, plan.opening.stages)


def never_assessed(
    workspace: Workspace, session: Session, actor: Actor, opening_id: str, assessed: Collection[str]
) -> int:
    """Return how many demands of an opening's JD people tied to no interview, by the competencies that have one."""
    row = opening_row(session, actor.team, opening_id)
    version = opening_jd(session, actor.team, opening_id)
    if row is None or (version is None and row.jd_review_id is None):
        return 0
    text = version.text if version else jd_text(session, actor.team, row.jd_review_id or "")
    said = confirmed_of_jd(session, actor.team, opening_id, text_digest(text))
    if not said and (earlier := confirmed_of(session, actor.team, opening_id)):
        # Only of a JD that changed since: then the text is read for the sentences that stayed. They go by no role, and
        # to ask for the workspace's own would take a second connection inside this session.
        rubric, day = role_part(rubric_of(session, opening_value(row))), workspace.now.date()
        demands = demands_of(workspace.jd(), text, rubric, day, title=version.given_title if version else None)
        said = {one.digest: earlier[one.digest] for one in demands if one.digest in earlier}
    return sum(not one.elsewhere and not set(assessed).intersection(one.competencies) for one in said.values())


def confirm_trace(workspace: Workspace, actor: Actor, opening_id: str, said: Mapping[str, Confirmed]) -> TraceShown:
    """Keep what someone said assesses some sentences of an opening's JD, and return how it stands then.

    What is said of sentences that the JD no longer has, and competencies that the rubric lacks, is left out. What was
    confirmed of an earlier JD's sentences that this one still has is kept as of this one.
    """
    shown = trace_shown(workspace, actor, opening_id)
    asked = {row.demand.digest for row in shown.trace.rows}
    known = {row.demand.digest: row.link for row in shown.trace.rows if row.is_confirmed}
    kept = known | {
        digest: one.model_copy(update={"competencies": tuple(each for each in one.competencies if each in shown.names)})
        for digest, one in said.items()
        if digest in asked
    }
    with workspace.sessions.begin() as session:
        opening_known_to(workspace, session, actor, opening_id, lock=True)
        confirm(
            session,
            team_id=actor.team,
            opening_id=opening_id,
            jd_digest=text_digest(shown.jd.text),
            said=kept,
            user=actor.user,
            now=workspace.now,
        )
    return trace_shown(workspace, actor, opening_id)

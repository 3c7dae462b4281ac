"""A loop opened by the use cases themselves, and scorecards submitted to it, for tests on values."""

from datetime import timedelta

from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.open_loop import open_loop
from bot.features.loop.plan_loop import plan_loop
from bot.features.scorecard.card_form import EVIDENCE, RATING, REASON, RECOMMENDATION
from bot.features.scorecard.submit_scorecard import Submission, submit_scorecard
from bot.wiring import Actor, Services
from rubrics.catalogue.levels import Level
from rubrics.panel.coverage import divide_focus
from rubrics.panel.loop import Interview, Loop

Filled = dict[str, str | None]
TEAM = "T0LOCAL"
RITA, HANA, OTTO = Actor(TEAM, "U0RITA"), Actor(TEAM, "U0HANA"), Actor(TEAM, "U0OTTO")
IVAN, IDA = Actor(TEAM, "U0IVAN"), Actor(TEAM, "U0IDA")


def opened(
    services: Services,
    candidate: str = "Dana Fox",
    interviewers: tuple[Actor, ...] = (IVAN, IDA),
    *,
    assessed: int = 2,
    role: str = "ai-engineer",
    level: str = Level.SENIOR,
    divided: bool = False,
) -> Loop:
    """Open a loop, due in two days, in which everybody assesses the first competencies, or all of them `divided`."""
    workspace = services.workspace(TEAM)
    rubric = services.catalogue.rubric(role, level)
    people = tuple(actor.user for actor in interviewers)
    request = LoopRequest(
        candidate=candidate,
        role=rubric.role,
        level=rubric.level,
        channel="C0HIRING",
        hiring_manager=HANA.user,
        interviewers=people,
        deadline_at=services.now() + timedelta(days=2),
    )
    form = plan_loop(workspace, RITA, request).form_id
    first = tuple(competency.id for competency in rubric.competencies[:assessed])
    focus = divide_focus(rubric, people) if divided else dict.fromkeys(people, first)
    for _ in range(2):
        outcome = open_loop(workspace, RITA, form, focus, {})  # the second time with its warnings seen
        if isinstance(outcome, Loop):
            return outcome
    message = "the loop does not open"
    raise AssertionError(message)


def interview_of(loop: Loop, actor: Actor) -> Interview:
    """Return the interview that someone holds in a loop."""
    interview = loop.interviews_of(actor.user)[0]
    assert interview is not None
    return interview


def card(loop: Loop, actor: Actor, rating: str = "4", recommendation: str = "yes", **more: str) -> Filled:
    """Return someone's scorecard as it is filled in; `more` may hold evidence, for each competency, and a reason."""
    focus = interview_of(loop, actor).focus
    filled: Filled = {RATING.about(competency).block_id: rating for competency in focus}
    if "evidence" in more:
        filled |= {EVIDENCE.about(competency).block_id: more["evidence"] for competency in focus}
    if "reason" in more:
        filled[REASON.block_id] = more["reason"]
    return {**filled, RECOMMENDATION.block_id: recommendation}


def submitted(services: Services, loop: Loop, actor: Actor, filled: Filled, submission: str = "V1") -> Submission:
    """Submit someone's scorecard."""
    interview = interview_of(loop, actor).id
    return submit_scorecard(services.workspace(TEAM), actor, interview, filled, submission)

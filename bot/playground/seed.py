"""What the playground starts with: a workspace of people, their channel, and a loop that is already revealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.playground.local_slack import LocalSlack
from bot.reconciler import Reconciler
from bot.usecases.access import Actor
from bot.usecases.open_loop import open_loop
from bot.usecases.plan_loop import LoopPlan, LoopRequest, plan_loop
from bot.usecases.submit_scorecard import ScorecardEntry, submit_scorecard
from bot.wiring import Services
from rubrics.loop import Loop
from rubrics.model import Level, Recommendation

CHANNEL = "C0HIRING"
RECRUITER, HIRING_MANAGER = "U0RITA", "U0HANA"
INTERVIEWERS = ("U0IVAN", "U0IDA", "U0IMRAN", "U0INES")
PEOPLE = {
    RECRUITER: ("Rita Okafor", "recruiter", "Europe/London"),
    HIRING_MANAGER: ("Hana Suzuki", "hiring manager", "Europe/Berlin"),
    "U0IVAN": ("Ivan Petrov", "interviewer", "Europe/Berlin"),
    "U0IDA": ("Ida Lindqvist", "interviewer", "Europe/Stockholm"),
    "U0IMRAN": ("Imran Qureshi", "interviewer", "America/New_York"),
    "U0INES": ("Inês Duarte", "interviewer", "America/Los_Angeles"),
}
TOUR = (
    "/rubric ai-engineer senior",
    "/loop new",
    "/signal",
)
POSTED_JD = """Senior AI Engineer
We are looking for a Senior AI Engineer for our support product.

What you will do
- Ship retrieval features on top of hosted models, from the API to the on-call rota
- Write the evaluations that stop a bad prompt from reaching customers
- Watch cost per request and move traffic to a smaller model where it is good enough

What you bring
- 5+ years of building backend systems in Python
- 6+ years of experience with LangChain
- Experience with a vector database

What we offer
A competitive salary and a team of rockstars. Remote (US).
"""
"""A job description of our own making, with mistakes to find."""

EVIDENCE = {
    1: "Could not say how the service would behave when the provider is down, also when asked twice.",
    2: "Needed the idea of a held-out set explained; then compared two prompts by eye.",
    5: "Drew the failure modes unprompted, named the one that had paged them, and the test that now guards it.",
}


@dataclass(frozen=True)
class _Panelist:
    ratings: Sequence[int]
    recommendation: Recommendation


FINISHED = {
    "U0IVAN": _Panelist((4, 5, 4, 4), Recommendation.YES),
    "U0IDA": _Panelist((4, 4, 3, 4), Recommendation.YES),
    "U0IMRAN": _Panelist((5, 4, 4, 2), Recommendation.STRONG_YES),
    "U0INES": _Panelist((4, 3, 4, 4), Recommendation.YES),
}


def people(slack: LocalSlack) -> None:
    """Put the people and their private channel into a workspace."""
    for user, (name, title, zone) in PEOPLE.items():
        first = name.split()[0].lower()
        slack.add_person(user, name=first, real_name=name, title=title, tz=zone, is_owner=user == RECRUITER)
    slack.add_channel(CHANNEL, name="hiring-ai-engineer", is_private=True, members=list(PEOPLE))
    slack.post_as(RECRUITER, CHANNEL, POSTED_JD)


def finished_loop(services: Services, slack: LocalSlack) -> Loop:
    """Open a loop three days ago and have its four interviewers submit, so that there is a signal to read."""
    opened_at = services.now() - timedelta(days=3)
    loop = _opened(_at(services, opened_at), slack.workspace.team_id)
    for hours, interview in enumerate(loop.interviews, start=24):
        past = _at(services, opened_at + timedelta(hours=hours))
        actor = Actor(loop.team_id, interview.interviewer)
        entry = _entry(interview.focus, FINISHED[interview.interviewer])
        submit_scorecard(past, actor, interview.id, entry, submission=f"seed {interview.id}")
    return loop


def post_everything(services: Services) -> None:
    """Let the worker make Slack say what the database says."""
    reconciler = Reconciler(services)
    while reconciler.run_once():
        continue


def _at(services: Services, moment: datetime) -> Services:
    return replace(services, now=lambda: moment)


def _opened(services: Services, team: str) -> Loop:
    recruiter = Actor(team, RECRUITER)
    plan = plan_loop(
        services,
        recruiter,
        LoopRequest(
            candidate="Dana Fox",
            opening="Support product",
            role="ai-engineer",
            level=Level.SENIOR,
            channel=CHANNEL,
            hiring_manager=HIRING_MANAGER,
            interviewers=INTERVIEWERS,
            deadline_at=services.now() + timedelta(days=2),
        ),
    )
    times: Mapping[str, None] = dict.fromkeys(INTERVIEWERS)
    outcome = open_loop(services, recruiter, plan.form_id, plan.focus, times)
    if isinstance(outcome, LoopPlan):
        message = "the seeded loop has warnings that its plan did not show"
        raise TypeError(message)
    return outcome


def _entry(focus: Sequence[str], panelist: _Panelist) -> ScorecardEntry:
    ratings = dict(zip(focus, panelist.ratings, strict=False))
    evidence = {competency: EVIDENCE[rating] for competency, rating in ratings.items() if rating in EVIDENCE}
    return ScorecardEntry(ratings=ratings, evidence=evidence, recommendation=panelist.recommendation)

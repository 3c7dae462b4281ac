"""What the playground starts with: a workspace of people, their channel, the finished loops, and one that waits."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.features.loop.excuse_interview import override_deadline
from bot.features.loop.open_loop import open_loop
from bot.features.loop.plan_loop import LoopRequest, plan_loop
from bot.features.scorecard.submit_scorecard import ScorecardEntry, submit_scorecard
from bot.playground.demo.panels import IVAN, PANELS, WAITING, Panel
from bot.playground.slack.local_slack import LocalSlack
from bot.wiring import Actor, Services
from bot.worker.worker import Worker
from rubrics.panel.loop import Loop

HOUR, DEADLINE = timedelta(hours=1), timedelta(days=2)
CHANNEL = "C0HIRING"
RECRUITER, HIRING_MANAGER, AWAITED = "U0RITA", "U0HANA", IVAN
PEOPLE = {
    RECRUITER: ("Rita Okafor", "recruiter", "Europe/London"),
    HIRING_MANAGER: ("Hana Suzuki", "hiring manager", "Europe/Berlin"),
    "U0IVAN": ("Ivan Petrov", "interviewer", "Europe/Berlin"),
    "U0IDA": ("Ida Lindqvist", "interviewer", "Europe/Stockholm"),
    "U0IMRAN": ("Imran Qureshi", "interviewer", "America/New_York"),
    "U0INES": ("Inês Duarte", "interviewer", "America/Los_Angeles"),
}
STRANGER, GENERAL = "U0OTTO", "C0GENERAL"
"""A colleague in no hiring channel and on no panel, with whom to try the seal; everybody is in the other channel."""
TOUR = (
    "Complete a panel: become Ivan (top right), press “Score” in his message, submit, and read the channel",
    "See what to assess: `/rubric ai-engineer senior`",
    "Open a candidate’s interviews: `/loop new`",
    "Read what a panel says: `/signal`",
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


def people(slack: LocalSlack) -> None:
    """Put the people and their private channel into a workspace."""
    for user, (name, title, zone) in PEOPLE.items():
        first = name.split()[0].lower()
        slack.add_person(user, name=first, real_name=name, title=title, tz=zone, is_owner=user == RECRUITER)
    slack.add_person(STRANGER, name="otto", real_name="Otto Brandt", title="not on any panel", tz="Europe/Berlin")
    slack.add_channel(CHANNEL, name="hiring-ai-engineer", is_private=True, members=list(PEOPLE))
    slack.add_channel(GENERAL, name="general", members=[*PEOPLE, STRANGER])


def finished_loops(services: Services, slack: LocalSlack) -> list[Loop]:
    """Let four loops run their course in the days before, one after another, with all that Debrief posted meanwhile.

    They end in no hire, not enough evidence, a split and a strong hire, so that each has a signal to read.
    """
    now, clock = services.now(), slack.workspace.clock
    try:
        slack.workspace.clock = (now - PANELS[0].opened - HOUR).timestamp
        slack.post_as(RECRUITER, CHANNEL, POSTED_JD)
        return [_run(services, slack, panel, now - panel.opened) for panel in PANELS]
    finally:
        slack.workspace.clock = clock


def waiting_loop(services: Services, slack: LocalSlack) -> Loop:
    """Let one more loop come to where nothing but the scorecard of `AWAITED` keeps its panel sealed."""
    clock = slack.workspace.clock
    try:
        return _run(services, slack, WAITING, services.now() - WAITING.opened)
    finally:
        slack.workspace.clock = clock


def _run(services: Services, slack: LocalSlack, panel: Panel, opened_at: datetime) -> Loop:
    past = _at(services, slack, opened_at)
    loop = _opened(past, slack.workspace.team_id, panel)
    _post_everything(past)
    for hours, interview in enumerate(loop.interviews, start=24):
        panelist = panel.panelists[interview.interviewer]
        if panelist.submits:
            asked = frozenset(panelist.ratings)
            entry = ScorecardEntry(asked, panelist.ratings, panelist.evidence, panelist.recommendation)
            past = _at(services, slack, opened_at + hours * HOUR)
            workspace = past.workspace(loop.team_id)
            actor = Actor(loop.team_id, interview.interviewer)
            submit_scorecard(workspace, actor, interview.id, entry, submission="seed")
    if panel.override_reason:
        past = _at(services, slack, opened_at + DEADLINE + HOUR)
        override_deadline(
            past.workspace(loop.team_id), Actor(loop.team_id, HIRING_MANAGER), loop.id, panel.override_reason
        )
    _post_everything(past)
    return loop


def _post_everything(services: Services) -> None:
    """Let the worker make Slack say what the database says."""
    worker = Worker(services)
    while worker.run_once():
        continue


def _at(services: Services, slack: LocalSlack, moment: datetime) -> Services:
    """Turn the clocks of both Debrief and Slack to a moment."""
    slack.workspace.clock = moment.timestamp
    return services.at(moment)


def _opened(services: Services, team: str, panel: Panel) -> Loop:
    recruiter = Actor(team, RECRUITER)
    workspace = services.workspace(team)
    plan = plan_loop(
        workspace,
        recruiter,
        LoopRequest(
            candidate=panel.candidate,
            opening=panel.opening,
            role="ai-engineer",
            level=panel.level,
            channel=CHANNEL,
            hiring_manager=HIRING_MANAGER,
            interviewers=tuple(panel.panelists),
            deadline_at=services.now() + DEADLINE,
        ),
    )
    focus = {person: tuple(panelist.rated) for person, panelist in panel.panelists.items()}
    times: Mapping[str, None] = dict.fromkeys(focus)
    for _ in range(2):  # what the plan did not warn of is shown once, and then opened anyway
        outcome = open_loop(workspace, recruiter, plan.form_id, focus, times)
        if isinstance(outcome, Loop):
            return outcome
    message = f"the loop for {panel.candidate} does not open"
    raise TypeError(message)

"""Seeds Debrief and the local Slack together: people, channels, finished loops and one that waits; says nothing."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.features.calibration.begin_round import Sending, send_round
from bot.features.calibration.rate_answer import rate_answer
from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.open_loop import open_loop
from bot.features.loop.override_deadline import override_deadline
from bot.features.loop.plan_loop import plan_loop
from bot.features.scorecard.card_form import filled_as
from bot.features.scorecard.submit_scorecard import submit_scorecard
from bot.playground.demo.team import Panel, the_team
from bot.playground.slack.local_slack import LocalSlack
from bot.wiring import Actor, Services
from bot.worker.worker import Worker
from rubrics.calibration.round import Rated
from rubrics.panel.loop import Loop
from rubrics.panel.scorecard import CardContent

HOUR, DEADLINE = timedelta(hours=1), timedelta(days=2)
MOST_POSTS = 3
"""More than a channel gets at any one moment: a signal's post, and what stands first in its thread."""
TEAM = the_team()


def seed(services: Services, slack: LocalSlack) -> None:
    """Let the loops of the days before run their course, and leave unread only what asks for the last scorecard."""
    finished_loops(services, slack)
    calibration_round(services, slack)
    slack.all_read()
    waiting_loop(services, slack)
    slack.all_read(but=TEAM.awaited)


def people(slack: LocalSlack) -> None:
    """Put the people and their channels into a workspace."""
    for user, person in TEAM.people.items():
        slack.add_person(
            user,
            name=person.first_name.lower(),
            real_name=person.name,
            title=person.title,
            tz=person.zone,
            is_owner=person.owner,
        )
    drafts, hiring, everybody = TEAM.drafts_channel, TEAM.hiring_channel, TEAM.everybody_channel
    for private in (drafts, hiring):
        slack.add_channel(private.id, name=private.name, is_private=True, members=TEAM.insiders)
    slack.add_channel(everybody.id, name=everybody.name, members=list(TEAM.people))


def finished_loops(services: Services, slack: LocalSlack) -> list[Loop]:
    """Let each finished loop run its course, one after another, with all that Debrief posted meanwhile."""
    now, clock = services.now(), slack.workspace.clock
    try:
        slack.workspace.clock = (now - TEAM.finished[0].opened - HOUR).timestamp
        slack.post_as(TEAM.recruiter, TEAM.drafts_channel.id, TEAM.posted_jd)
        return [_run(services, slack, panel, now - panel.opened) for panel in TEAM.finished]
    finally:
        slack.workspace.clock = clock


def calibration_round(services: Services, slack: LocalSlack) -> None:
    """Let the recruiter send sample answers, and some of those asked rate them."""
    planned, clock, team = TEAM.calibration, slack.workspace.clock, slack.workspace.team_id
    try:
        past = _at(services, slack, services.now() - planned.sent)
        sending = Sending(set_id=planned.sample, people=tuple(planned.ratings), channel=None, days=7)
        begun = send_round(past.workspace(team), Actor(team, TEAM.recruiter), sending, request="seed")
        _post_everything(past, slack)
        for person, ratings in planned.ratings.items():
            for answer, rating in zip(begun.sample.answers, ratings, strict=False):  # some stop halfway
                rated = Rated(rating=rating)
                rate_answer(past.workspace(team), Actor(team, person), begun.id, answer.id, rated)
    finally:
        slack.workspace.clock = clock


def waiting_loop(services: Services, slack: LocalSlack) -> Loop:
    """Let one more loop come to where nothing but one person's scorecard keeps its panel sealed."""
    clock = slack.workspace.clock
    try:
        return _run(services, slack, TEAM.waiting, services.now() - TEAM.waiting.opened)
    finally:
        slack.workspace.clock = clock


def _run(services: Services, slack: LocalSlack, panel: Panel, opened_at: datetime) -> Loop:
    past = _at(services, slack, opened_at)
    loop = _opened(past, slack.workspace.team_id, panel)
    _post_everything(past, slack)
    for hours, interview in enumerate(loop.interviews, start=24):
        panelist = panel.panelists[interview.interviewer]
        if panelist.submits:
            content = CardContent(
                ratings=panelist.ratings, evidence=panelist.evidence, recommendation=panelist.recommendation
            )
            past = _at(services, slack, opened_at + hours * HOUR)
            workspace = past.workspace(loop.team_id)
            actor = Actor(loop.team_id, interview.interviewer)
            submit_scorecard(workspace, actor, interview.id, filled_as(content), submission="seed")
    if panel.override_reason:
        past = _at(services, slack, opened_at + DEADLINE + HOUR)
        override_deadline(
            past.workspace(loop.team_id), Actor(loop.team_id, TEAM.hiring_manager), loop.id, panel.override_reason
        )
    _post_everything(past, slack)
    return loop


def _post_everything(services: Services, slack: LocalSlack) -> None:
    """Let the worker make Slack say what the database says: a channel takes one new message a second."""
    for second in range(MOST_POSTS):
        worker = Worker(_at(services, slack, services.now() + timedelta(seconds=second)))
        while worker.run_once():
            continue


def _at(services: Services, slack: LocalSlack, moment: datetime) -> Services:
    """Turn the clocks of both Debrief and Slack to a moment."""
    slack.workspace.clock = moment.timestamp
    return services.at(moment)


def _opened(services: Services, team: str, panel: Panel) -> Loop:
    recruiter = Actor(team, TEAM.recruiter)
    workspace = services.workspace(team)
    plan = plan_loop(
        workspace,
        recruiter,
        LoopRequest(
            candidate=panel.candidate,
            opening=panel.opening,
            role="ai-engineer",
            level=panel.level,
            channel=TEAM.hiring_channel.id,
            hiring_manager=TEAM.hiring_manager,
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

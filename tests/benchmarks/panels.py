"""A workspace with panels to measure and drill on, opened by the use cases.

Every panel is for a senior AI Engineer and has the same four interviewers unless others are named, so that what one of
them submits fits all.
"""

from collections.abc import Sequence
from datetime import timedelta

from pydantic import SecretStr
from sqlalchemy import Engine, delete, insert, select, update

from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.open_loop import open_loop
from bot.features.loop.plan_loop import plan_loop
from bot.playground.slack.local_slack import LocalSlack
from bot.settings import Settings
from bot.wiring import Actor, Services, build_services
from rubrics.catalogue.levels import Level
from rubrics.panel.loop import Loop
from storage import migrations
from storage.engine import open_engine
from storage.messages import MessageRow, MessageState
from storage.reminders import ReminderRow
from storage.tables import Base

TEAM, CHANNEL = "T0LOCAL", "C0HIRING"
RITA, HANA = "U0RITA", "U0HANA"
PANEL = ("U0IVAN", "U0IDA", "U0IMRAN", "U0INES")
ONE, SIX, DUE = "U0ONE", "U0SIX", "U0DUE"
"""Who has one revealed panel, six loops, and one scorecard due."""
OPEN_FOR = timedelta(days=30)


def people(slack: LocalSlack) -> None:
    """Put everybody and the channel into a workspace."""
    for user in (RITA, HANA, *PANEL, ONE, SIX, DUE):
        slack.add_person(user, name=user[2:].lower())
    slack.add_channel(CHANNEL, name="hiring", is_private=True, members=[RITA, HANA, *PANEL, ONE, SIX, DUE])


def opened(
    services: Services,
    candidate: str,
    *,
    by: str = RITA,
    manager: str = HANA,
    panel: Sequence[str] = PANEL,
    channel: str = CHANNEL,
    focus: int | None = None,
) -> Loop:
    """Open a loop as its two steps do; with `focus`, everybody assesses so many competencies, the same ones."""
    workspace, actor = services.workspace(TEAM), Actor(TEAM, by)
    request = LoopRequest(
        candidate=candidate,
        role="ai-engineer",
        level=Level.SENIOR,
        channel=channel,
        hiring_manager=manager,
        interviewers=tuple(panel),
        deadline_at=services.now() + OPEN_FOR,
    )
    plan = plan_loop(workspace, actor, request)
    same = tuple(competency.id for competency in plan.rubric.competencies[:focus])
    chosen = plan.focus if focus is None else dict.fromkeys(panel, same)
    for _ in range(2):
        outcome = open_loop(workspace, actor, plan.form_id, chosen, {})  # the second time with its warnings seen
        if isinstance(outcome, Loop):
            return outcome
    message = f"the loop for {candidate} does not open"
    raise AssertionError(message)


def calm(services: Services) -> None:
    """Let every message stand and every interview be looked at, so that no worker has anything to do for the seeded.

    What it would do is no request, and yet would count as the processor time of one.
    """
    standing = {"state": MessageState.STANDING, "posted": MessageRow.wanted, "due_at": None, "fresh": False}
    with services.sessions.begin() as session:
        session.execute(update(MessageRow).values(standing))
        session.execute(update(ReminderRow).values(due_at=None))


def copied(source: Engine, target: Engine) -> None:
    """Copy every row of one migrated database into another, of whatever kind."""
    with source.connect() as reader, target.begin() as writer:
        for table in reversed(Base.metadata.sorted_tables):
            writer.execute(delete(table))
        for table in Base.metadata.sorted_tables:
            rows = [dict(row) for row in reader.execute(select(table)).mappings()]
            if rows:
                writer.execute(insert(table), rows)


def services_on(url: str, slack: LocalSlack) -> Services:
    """Return services on a migrated database, bound to a local Slack."""
    settings = Settings(
        _env_file=None,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_api_url=slack.base_url,
        database_url=url,
    )
    engine = open_engine(url)
    migrations.upgrade(engine)
    return build_services(settings, engine=engine)

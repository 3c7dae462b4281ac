"""The composition root: turns settings into the services that every room of the app is handed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from threading import Lock
from typing import TypeVar

from slack_sdk import WebClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from bot.compiled.definitions import Definitions
from bot.settings import Settings, forget_proxies_before
from rubrics.catalogue.lookup import Catalogue
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.values import Review
from rubrics.panel.remarks import RemarkRules
from storage.clock import clocked
from storage.engine import open_engine, reading
from storage.lru import Lru
from storage.rubric_versions import MOST_READ, Rubrics, remembering

Built = TypeVar("Built")
Answers = Lru[tuple[str, str, str, date], str]
"""Answers drawn already, as JSON, by what they say, the definitions' digest, the language and the day."""
MOST_ANSWERS = 2048
"""An answer takes 4 kB, and 12 at most, so that all of them take 9 MB; the built-in definitions have a thousand."""

BlockVerdicts = Lru[tuple[str, str], tuple[bool, datetime]]
"""Whether a workspace took a newer kind of block, and when it last said so, by team and kind."""
MOST_VERDICTS = 50_000
"""Five kinds of ten thousand workspaces, about 10 MB; one that is forgotten is asked again."""

JdReviews = Lru[str, Review]
"""Reviews of JDs by a digest of what was reviewed; a review holds quotations, and leads nowhere without its row."""
MOST_JD_REVIEWS = 64
"""Those looked through at the moment: opening each remark of one would review its text anew. One takes up to 200 kB."""


@dataclass(frozen=True)
class Services:
    """What a process opens once: settings, definitions, database; each request gets a `workspace` of it."""

    settings: Settings
    catalogue: Catalogue
    sessions: sessionmaker[Session]
    """Transactions that write: on SQLite they take the write lock when they begin."""
    reads: sessionmaker[Session]
    """Transactions that only read; a write through them is refused by PostgreSQL."""
    now: Callable[[], datetime]
    """The time, aware and in UTC; what falls due goes by the sessions' own clock (storage.clock)."""
    client: Callable[[str], WebClient]
    """The worker's client for a team; it waits longer than a request can, so never use it inside one."""
    engine: Engine
    jd: Callable[[], Knowledge]
    """What JD review knows, built when it is first asked for; a team's own broken file raises CatalogueError."""
    remark_rules: RemarkRules
    """What the wording of evidence is looked over for."""
    rubrics: Rubrics
    """The pinned rubrics that this process has read, which all sessions share."""
    answers: Answers
    """What this process has drawn of the definitions; bot.slack.ready_answers keeps and finds it."""
    block_verdicts: BlockVerdicts
    """What workspaces made of newer blocks, as this process saw it; bot.slack.capabilities keeps and reads it."""
    jd_reviews: JdReviews
    """What this process made of JDs lately; bot.features.jd.review_jd keeps and reads it."""

    def at(self, moment: datetime) -> "Services":
        """Return the same at a moment that does not pass, whose sessions tell that time, too."""
        info = clocked(lambda: moment) | remembering(self.rubrics)
        sessions, reads = sessionmaker(self.engine, info=info), sessionmaker(reading(self.engine), info=info)
        return replace(self, now=lambda: moment, sessions=sessions, reads=reads)

    def workspace(self, team: str) -> "Workspace":
        """Return one workspace as it is at this moment; make one for each request and each step of the worker."""
        return Workspace(
            team=team,
            settings=self.settings,
            catalogue=self.catalogue,
            sessions=self.sessions,
            reads=self.reads,
            now=self.now(),
            jd=self.jd,
            remark_rules=self.remark_rules,
            answers=self.answers,
            block_verdicts=self.block_verdicts,
            jd_reviews=self.jd_reviews,
        )


@dataclass(frozen=True)
class Workspace:
    """One workspace at one moment: all that a use case is handed besides who acts."""

    team: str
    settings: Settings
    catalogue: Catalogue
    """The definitions, the team's own laid over the built-in."""
    sessions: sessionmaker[Session]
    """Transactions that write: on SQLite they take the write lock when they begin."""
    reads: sessionmaker[Session]
    """Transactions that only read; a write through them is refused by PostgreSQL."""
    now: datetime
    """The moment of the request, aware and in UTC; the same throughout it."""
    jd: Callable[[], Knowledge]
    remark_rules: RemarkRules
    """What the wording of evidence is looked over for."""
    answers: Answers
    """What the process has drawn of the definitions; bot.slack.ready_answers keeps and finds it."""
    block_verdicts: BlockVerdicts
    """What workspaces made of newer blocks, as the process saw it; bot.slack.capabilities keeps and reads it."""
    jd_reviews: JdReviews
    """What the process made of JDs lately; bot.features.jd.review_jd keeps and reads it."""

    @property
    def jd_knowledge(self) -> Knowledge:
        """What JD review knows: the built-in files with the team's own laid over them."""
        return self.jd()


@dataclass(frozen=True)
class Actor:
    """The person behind a request, as Slack vouches for them."""

    team: str
    user: str


def utc_now() -> datetime:
    """Return the time, aware and in UTC."""
    return datetime.now(UTC)


def build_services(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    catalogue: Catalogue | None = None,
    engine: Engine | None = None,
) -> Services:
    """Open the database and load the definitions; call it once per process, after any fork.

    What falls due goes by the database's clock; by `now` only where that is not the machine's own clock.
    """
    rubrics = Rubrics(MOST_READ)
    info = clocked(None if now is utc_now else now) | remembering(rubrics)
    forget_proxies_before(settings.slack_api_url)
    folder = settings.debrief_definitions
    definitions = Definitions(folder, catalogue=catalogue)
    jd = once(lambda: definitions.knowledge)
    if folder is not None:
        jd()  # a team's own files are refused when the process starts, and not by someone's first review
    engine = engine if engine is not None else open_engine(settings.database_url, pool_size=settings.web_threads)
    return Services(
        settings=settings,
        catalogue=definitions.catalogue,
        sessions=sessionmaker(engine, info=info),
        reads=sessionmaker(reading(engine), info=info),
        now=now,
        client=_worker_clients(settings),
        engine=engine,
        jd=jd,
        remark_rules=definitions.remark_rules,
        rubrics=rubrics,
        answers=Answers(MOST_ANSWERS),
        block_verdicts=BlockVerdicts(MOST_VERDICTS),
        jd_reviews=JdReviews(MOST_JD_REVIEWS),
    )


def once(build: Callable[[], Built]) -> Callable[[], Built]:
    """Return a function that builds on its first call and answers the same ever after, whatever thread calls it."""
    lock, built = Lock(), list[Built]()

    def answer() -> Built:
        if not built:
            with lock:
                if not built:
                    built.append(build())
        return built[0]

    return answer


def _worker_clients(settings: Settings) -> Callable[[str], WebClient]:
    # The client retries nothing by itself, not even after a 429: it would sleep for as long as Slack asks, longer
    # than a claimed post's lease. When to try again is the worker's decision, which counts and shows it.
    def client(team_id: str) -> WebClient:  # noqa: ARG001 – one workspace, until installations are stored
        return WebClient(
            token=settings.bot_token(),
            base_url=settings.slack_api_url,
            timeout=10,
            retry_handlers=[],
        )

    return client
